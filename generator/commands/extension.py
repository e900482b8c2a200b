"""`broadsheet extension check`: whether what extensions give depends on anything but what they get.

The paper is built twice from nothing, in temporary folders, at the same clock: by one worker that does all, and by two
that are replaced after each job, with another seed for the order of sets and in another time zone. All files must be
the same, byte for byte, and so must be the result of each call of an extension.
"""

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from generator.build import build
from generator.commands.verify import site_files
from generator.config import read_config
from generator.errors import BroadsheetError, ExtensionError, refuse
from generator.extensions.calls import noted_calls
from generator.extensions.faults import is_about
from generator.job_limits import end_with_pipe
from generator.model import Problem
from generator.paper import BuildSession, Paper
from generator.workers import Workers

PATIENCE_S = 10
"""How long an interrupted build may take to end."""
CALL = """
import sys
sys.path.append(sys.argv[1])
from generator.interrupt import interruptible
with interruptible():
    from generator.commands.extension import run
    run()
"""


class Run(msgspec.Struct, frozen=True):
    """One of the builds."""

    paper: str
    folder: str
    """A temporary folder for the site, the state and the notes of calls."""
    now: datetime
    jobs: int
    seed: str
    """PYTHONHASHSEED: the order of sets depends on it."""
    zone: str
    """TZ: what `datetime.now()` says depends on it."""
    drafts: bool

    @property
    def output(self) -> Path:
        """Where the site goes."""
        return Path(self.folder, "public")

    @property
    def trace(self) -> Path:
        """Where calls are noted."""
        return Path(self.folder, "calls")


class Answer(msgspec.Struct, frozen=True):
    """What came of a build."""

    problems: tuple[Problem, ...]
    built: bool


class UnlikeCall(msgspec.Struct, frozen=True, order=True):
    """A call of an extension that didn't give the same in both builds."""

    extension: str
    hook: str
    subject: str
    """What it was about: a file of content/, the address of a page."""


class ExtensionFindings(msgspec.Struct, frozen=True):
    """What came of the comparison."""

    calls: int
    """How many were compared."""
    files: int
    unlike_calls: tuple[UnlikeCall, ...]
    unlike_files: tuple[str, ...]
    problems: tuple[Problem, ...]
    """Where an extension failed."""


def check_extensions(paper: Paper, name: str = "") -> ExtensionFindings:
    """Build the paper twice and compare what extensions gave, all of them or the one called `name`.

    Raises CommandRefused, ConfigError.
    """
    names = read_config(paper.folder).extensions.use
    if name and name not in names:
        raise refuse("site.toml", f"The extension “{name}” isn't in use.", "Add it to `use` in [extensions].")
    if not names:
        raise refuse("site.toml", "No extension is in use.", "Name some in [extensions]: see docs/extensions.md.")
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
        first = Run(str(paper.folder), f"{folder}/one", paper.now, 1, "1", "UTC", paper.drafts)
        other = Run(str(paper.folder), f"{folder}/two", paper.now, 2, "2", "Pacific/Kiritimati", paper.drafts)
        problems = {problem for one in (first, other) for problem in _build_apart(one)}
        return _compare(first, other, [name] if name else list(names), problems)


def _compare(first: Run, other: Run, names: list[str], problems: set[Problem]) -> ExtensionFindings:
    calls = [_results(one.trace, names) for one in (first, other)]
    keys = calls[0].keys() | calls[1].keys()
    files = sorted({file for one in (first, other) for file in site_files(one.output)})
    return ExtensionFindings(
        calls=len(keys),
        files=len(files),
        unlike_calls=tuple(sorted(key for key in keys if calls[0].get(key) != calls[1].get(key))),
        unlike_files=tuple(file for file in files if _bytes(first.output / file) != _bytes(other.output / file)),
        problems=tuple(sorted(one for one in problems if any(is_about(one, name) for name in names))),
    )


def _results(trace: Path, names: list[str]) -> dict[UnlikeCall, set[str]]:
    """Return each call with the digests of what it gave, of which there should be one."""
    found: dict[UnlikeCall, set[str]] = defaultdict(set)
    for call in noted_calls(trace):
        if call.extension in names:
            found[UnlikeCall(call.extension, call.hook, call.subject)].add(call.result)
    return found


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


# --- a build of its own ---------------------------------------------------------------------------


def _build_apart(run: Run) -> Iterator[Problem]:
    """Build in a process of its own, and yield its problems. Raises ConfigError when nothing could be built."""
    run.trace.mkdir(parents=True)
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONHASHSEED": run.seed, "TZ": run.zone}
    process = subprocess.Popen(  # noqa: S603 (this program itself)
        [sys.executable, "-P", "-c", CALL, root], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    with process, _ending_with_this_one(process):
        said = _ask(process, msgspec.json.encode(run))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    answer = msgspec.json.decode(said.splitlines()[-1], type=Answer)
    if not answer.built:
        raise ExtensionError(list(answer.problems))
    yield from answer.problems


def _ask(process: "subprocess.Popen[bytes]", question: bytes) -> bytes:
    """Return what the process answers. Its input stays open until then: the end of that is the end of this process."""
    if process.stdin is None or process.stdout is None:
        return b""
    with suppress(BrokenPipeError):  # it ended before it could read; its exit code tells
        process.stdin.write(question + b"\n")
        process.stdin.flush()
    return process.stdout.read()


@contextmanager
def _ending_with_this_one(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Wait until the process has ended its own workers when Ctrl-C, which the terminal sends to both, ends this one."""
    try:
        yield
    except BaseException:
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def run() -> None:
    """Do what the standard input says, and write an answer to the standard output."""
    one = msgspec.json.decode(sys.stdin.buffer.readline(), type=Run)
    end_with_pipe(sys.stdin.fileno())
    paper = Paper(
        folder=Path(one.paper),
        output=one.output,
        now=one.now,
        jobs=one.jobs,
        drafts=one.drafts,
        aside=Path(one.folder, "state"),
    )
    try:
        with Workers(one.jobs, tasks=int(one.jobs > 1)) as workers:
            answer = Answer(build(paper, session=BuildSession(workers, trace=str(one.trace))).problems, built=True)
    except BroadsheetError as error:
        answer = Answer(tuple(error.problems), built=False)
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
