"""Run the paper's own programs that site.toml names, without a shell."""

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from generator.errors import HostError

MOST_SAID_BYTES = 2_000
"""The size of the end of a program's output that is kept."""


def run_program(command: Sequence[str], folder: Path, content: bytes, limit_s: float) -> tuple[int, str]:
    """Run `command` in `folder` with `content` on its input; return its exit code and the end of its output.

    Raises HostError when it can't be run, or ran longer than `limit_s` seconds and was stopped.
    """
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(content)
        question.seek(0)
        code = _wait(command, folder, question, answer, limit_s)
        return code, _end_of(answer)


def _wait(command: Sequence[str], folder: Path, question: IO[bytes], answer: IO[bytes], limit_s: float) -> int:
    try:
        program = subprocess.Popen(  # noqa: S603 -- the paper's own program, as site.toml names it, without a shell
            command, cwd=folder, stdin=question, stdout=answer, stderr=answer, start_new_session=True
        )
    except OSError as error:
        hint = "Is it there, and may it be run (chmod +x)? Its path begins in the paper's folder."
        reason = (error.strerror or str(error)).lower()
        raise HostError(f"{command[0]} can't be run: {reason}.", hint) from None
    try:
        return program.wait(limit_s)
    except subprocess.TimeoutExpired:
        raise HostError(f"{command[0]} took longer than {limit_s // 60:.0f} minutes, and was stopped.") from None
    finally:
        _stop(program)


def _end_of(answer: IO[bytes]) -> str:
    answer.seek(max(0, answer.seek(0, os.SEEK_END) - MOST_SAID_BYTES))
    return answer.read().decode(errors="replace").strip()


def _stop(program: "subprocess.Popen[bytes]") -> None:
    """Kill a program that still runs, and the processes that it started."""
    if program.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()
