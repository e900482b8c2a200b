"""From the names in site.toml to the extensions that a build uses; what each offers is remembered."""

# ruff: noqa: PLC0415 -- pluggy is loaded when an extension is new or was changed, and only then

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from generator.config import Config
from generator.config.places import find_lines, line_of
from generator.digests import digest_bytes, digest_value
from generator.errors import ExtensionError
from generator.extensions.calls import took_too_long
from generator.extensions.faults import ExtensionFault
from generator.extensions.find import find_extensions
from generator.extensions.used import NONE, Described, Extension, Taken, Used
from generator.files import write_whole
from generator.model import Problem
from generator.paper import CallLimits
from generator.workers import WorkerKilled, Workers

REMEMBERED = "extensions"
"""The file in the state folder: a digest, then what each extension offers by its digest."""
DIGEST_CHARS = 32
KNOWN = msgspec.msgpack.Decoder(dict[str, Extension])


def open_extensions(
    paper: Path,
    config: Config,
    state: Path | None,
    workers: Workers,
    taken: Callable[[], Taken],
    limits: CallLimits = CallLimits(),  # noqa: B008 (it is frozen)
) -> Used:
    """Return the extensions in use. `state`: where what they offer is remembered. Raises ExtensionError."""
    if not config.extensions.use:
        return NONE
    found, problems = find_extensions(paper, config)
    found = [msgspec.structs.replace(one, limits=limits) for one in found]
    if problems:
        raise ExtensionError(sorted(_with_line(paper, problem) for problem in problems))
    workers.renew_unless(digest_value([one.digest for one in found]))
    known = _recall(state) if state else {}
    if known.keys() >= {one.digest for one in found}:
        return Used(tuple(msgspec.structs.replace(known[one.digest], limits=limits) for one in found))
    from generator.extensions.describe import find_clashes

    described = list(_describe_all(found, workers, limits))
    problems = [one.problem for one in described if one.problem]
    problems += [] if problems else find_clashes([one.extension for one in described], taken)
    if problems:
        raise ExtensionError(sorted(problems))
    if state:
        _remember(state, {one.digest: each.extension for one, each in zip(found, described, strict=True)})
    return Used(tuple(one.extension for one in described))


def _with_line(paper: Path, problem: Problem) -> Problem:
    """Return a problem of site.toml with the line of the list that names extensions."""
    if problem.path != "site.toml":
        return problem
    lines = find_lines((paper / "site.toml").read_text(encoding="utf-8-sig"))
    return msgspec.structs.replace(problem, line=line_of(lines, "extensions.use"))


def _describe_all(found: list[Extension], workers: Workers, limits: CallLimits) -> Iterator[Described]:
    """Yield what each extension offers; workers ask, since it may hang or end the process that asks."""
    from generator.extensions.describe import describe

    for outcome in workers.run(describe, found, limits.load_s + limits.call_s, by_clock=True):
        if isinstance(outcome, WorkerKilled):
            what = f"{took_too_long(limits.load_s)} to load, or ended the process that loaded it"
            yield Described(outcome.batch, ExtensionFault(outcome.batch, what).of_itself())
        else:
            yield outcome


# --- what is remembered ---------------------------------------------------------------------------


def _recall(state: Path) -> dict[str, Extension]:
    """Return what was remembered; nothing when it isn't surely whole."""
    try:
        content = (state / REMEMBERED).read_bytes()
        digest, rest = content[:DIGEST_CHARS], content[DIGEST_CHARS:]
        return KNOWN.decode(rest) if digest_bytes(rest).encode() == digest else {}
    except (OSError, msgspec.DecodeError):
        return {}


def _remember(state: Path, known: dict[str, Extension]) -> None:
    content = msgspec.msgpack.encode(known)
    state.mkdir(parents=True, exist_ok=True)
    write_whole(state / REMEMBERED, digest_bytes(content).encode() + content)
