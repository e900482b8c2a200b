"""Keep what the last deploy to a host did, in .broadsheet/deploy/NAME/, so that anybody can see what is live.

It tells of deploys from this machine alone, and may be deleted at any time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from generator.delivery.deploy import DeployResult
from generator.errors import BroadsheetError
from generator.files import write_whole

FILE = "last.json"


class LiveEdition(msgspec.Struct, frozen=True, kw_only=True):
    """What is at the host since the last deploy that ended well."""

    at: datetime
    """When that deploy ended."""
    built: datetime
    """The clock of the build that was sent."""
    generation: int
    """The number of the edition at the host."""
    files: int
    """How many files the site has there."""
    sent: int
    """How many of them that deploy sent."""
    deleted: int


class FailedDeploy(msgspec.Struct, frozen=True, kw_only=True):
    """A deploy that failed after the last one that ended well."""

    at: datetime
    message: str
    hint: str


class LastDeploy(msgspec.Struct, frozen=True):
    """What is known of the last deploys to a host."""

    live: LiveEdition | None = None
    failed: FailedDeploy | None = None
    """None if the last deploy ended well."""


def read_last_deploy(folder: Path) -> LastDeploy:
    """Return what the last deploy did. `folder` is that of the target."""
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((folder / FILE).read_bytes(), type=LastDeploy)
    return LastDeploy()


@contextmanager
def noting_deploy(
    folder: Path, clock: Callable[[], datetime], *, is_dry: bool
) -> Iterator[Callable[[DeployResult, int, datetime], None]]:
    """Context manager that notes what a deploy did, or why it failed; nothing of a dry run.

    It gives a function to call at the end, with the result, the number of files at the host and the time of the build.
    """

    def note(result: DeployResult, files: int, built: datetime) -> None:
        deleted = len(result.plan.deletions) + len(result.plan.taken_down)
        sent, generation = sum(1 for _ in result.plan.uploads), result.generation
        live = LiveEdition(at=clock(), built=built, generation=generation, files=files, sent=sent, deleted=deleted)
        if not is_dry:
            _keep(folder, LastDeploy(live))

    try:
        yield note
    except (BroadsheetError, OSError) as error:
        if not is_dry:
            message, hint = words_of(error)
            failed = FailedDeploy(at=clock(), message=message, hint=hint)
            _keep(folder, LastDeploy(read_last_deploy(folder).live, failed))
        raise


def words_of(error: BroadsheetError | OSError) -> tuple[str, str]:
    """Return why a deploy failed, and what to do."""
    if isinstance(error, BroadsheetError):
        return str(error), error.hint
    return f"The disk or the system refused: {error}.", "Deploy again to send the rest."


def _keep(folder: Path, last: LastDeploy) -> None:
    """Keep the note. Where nothing can be written here, the deploy itself matters more."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, msgspec.json.encode(last))
