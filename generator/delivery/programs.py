"""Programs of the paper's own, as site.toml names them: run without a shell, told something on their input."""

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from generator.errors import HostError, TemporaryError

MOST_TOLD_BYTES = 2_000
"""Of what a program said last."""


def run_program(command: Sequence[str], folder: Path, told: bytes, limit_s: float) -> tuple[int, str]:
    """Run `command` in `folder`, with `told` on its input; gives its exit code and its last words.

    Raises HostError when it can't be run, TemporaryError when it took longer than `limit_s` and was stopped.
    """
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(told)
        question.seek(0)
        code = _wait(command, folder, question, answer, limit_s)
        return code, _last_words(answer)


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
        raise TemporaryError(f"{command[0]} took longer than {limit_s // 60:.0f} minutes, and was stopped.") from None
    finally:
        _stop(program)


def _last_words(answer: IO[bytes]) -> str:
    answer.seek(max(0, answer.seek(0, os.SEEK_END) - MOST_TOLD_BYTES))
    return answer.read().decode(errors="replace").strip()


def _stop(program: "subprocess.Popen[bytes]") -> None:
    """End a program that is still at work, and what it started."""
    if program.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()
