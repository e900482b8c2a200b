"""Deploy by a program of the paper's own, which gets the changes as JSON: for hosts with tools of their own.

Exit code 0 means success, 75 (EX_TEMPFAIL of sysexits.h) that it may succeed the next time, any other that it failed.
Broadsheet can't ask such a host what it holds. What the program got is noted in .broadsheet/deploy/NAME/ on this
machine: without that folder, or on another machine, it gets everything again. Two machines don't notice each other.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import filelock
import msgspec

from generator.config import Target
from generator.delivery.hosts.contract import MOST_NOTE_BYTES, HostedFile, Note, Upload
from generator.delivery.programs import run_program
from generator.digests import digest_bytes
from generator.errors import Conflict, HostError, Misconfigured, TemporaryError
from generator.files import write_whole

LIMIT_S = 1800
TRY_AGAIN = 75
NOTE_NAME = re.compile(r"[\w-][\w.-]*")
REMARK = (
    "What the host holds is remembered on this machine alone: a deploy from another machine sends everything, and "
    "Broadsheet can't read back what the program did."
)


def open_command(target: Target, name: str, paper: Path, state: Path) -> "CommandHost":  # noqa: ARG001 (every kind is opened alike)
    """Return the host that runs the program of `target`. Raises Misconfigured when none is named."""
    if not target.command or not target.command[0]:
        raise Misconfigured("No program is named.", 'Set `command` in site.toml: command = ["./publish"]')
    return CommandHost(target.command, paper, state)


class CommandHost:
    """A host that is a program. `commit` runs it once, with all changes."""

    at_once = True
    can_compare = False

    def __init__(self, command: Sequence[str], paper: Path, state: Path) -> None:
        """Run the program in the folder `paper`, and keep notes in `state`."""
        self.remarks = [REMARK]
        self._lock = filelock.FileLock(state / "lock")
        self._seen: dict[str, str | None] = {}
        self._command, self._paper, self._notes = list(command), paper, state / "notes"
        self._uploads: dict[str, Upload] = {}
        self._deleted: set[str] = set()
        self._noted: dict[str, bytes | None] = {}

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:  # noqa: ARG002 -- the program decides
        """Remember files for the program."""
        for upload in uploads:
            self._uploads[upload.file] = upload
            self._deleted.discard(upload.file)
            yield upload.file

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """Remember deletions for the program."""
        for file in files:
            self._deleted.add(file)
            self._uploads.pop(file, None)
            yield file

    def listing(self) -> Iterator[HostedFile]:
        """Yield nothing: the host can't be asked what it holds."""
        yield from ()

    def fingerprint(self, source: Path) -> str:  # noqa: ARG002
        """Return an empty fingerprint: the host can't be asked for any."""
        return ""

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:  # noqa: ARG002
        """Yield nothing: the host can't be asked what it holds."""
        yield from ()

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file that waits for `commit`; None for others, since the host can't be asked."""
        upload = self._uploads.get(file)
        return Path(upload.source).read_bytes() if upload else None

    def note(self, name: str) -> Note | None:
        """Return a note, which is kept on this machine."""
        content = self._noted[name] if name in self._noted else self._kept(name)
        return None if content is None else Note(content, digest_bytes(content))

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Keep the note once the program has succeeded."""
        note = self.note(name)
        if (note.tag if note else None) != seen:
            raise Conflict(f"The note {name} was changed by another deploy.")
        self._seen.setdefault(name, seen)
        self._noted[name] = content
        return digest_bytes(content)

    def drop_note(self, name: str) -> None:
        """Delete the note once the program has succeeded."""
        self._noted[name] = None

    def commit(self, message: str) -> None:
        """Run the program if anything changed, and keep the notes when it has succeeded.

        Only one deploy at a time does so. Raises Conflict when another one did since the notes were read.
        """
        with self._exclusive():
            for name, seen in self._seen.items():
                kept = self._kept(name)
                if (None if kept is None else digest_bytes(kept)) != seen:
                    raise Conflict("Another deploy ended in the meantime.", "Deploy again.")
            if self._uploads or self._deleted:
                self._run(self._changes(message))
            for name, content in self._noted.items():
                self._keep(name, content)
        self._uploads, self._deleted, self._noted, self._seen = {}, set(), {}, {}

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        try:
            self._notes.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=LIMIT_S)
        except filelock.Timeout:
            raise HostError("Another deploy has been at work for half an hour.") from None
        try:
            yield
        finally:
            self._lock.release()

    def close(self) -> None:
        """Do nothing: there are no connections."""

    # --- the program ------------------------------------------------------------------------------

    def _changes(self, message: str) -> bytes:
        """Encode the changes as JSON, as docs/delivery-programs.md describes it."""
        uploads = [self._uploads[file] for file in sorted(self._uploads)]
        changes = {
            "site": self._site(uploads),
            "upload": [{name: getattr(upload, name) for name in upload.__struct_fields__} for upload in uploads],
            "delete": sorted(self._deleted),
            "message": message,
        }
        return msgspec.json.encode(changes)

    def _site(self, uploads: Sequence[Upload]) -> str:
        """Return the folder of the finished site, from the path of a file in it."""
        in_site = (upload for upload in uploads if upload.source.endswith(f"/{upload.file}"))
        found = next((upload.source.removesuffix(f"/{upload.file}") for upload in in_site), "")
        return found or str(self._paper / "public")

    def _run(self, changes: bytes) -> None:
        """Run the program without a shell. Raises HostError with the end of its output."""
        code, said = run_program(self._command, self._paper, changes, LIMIT_S)
        if code == TRY_AGAIN:
            raise TemporaryError(f"{self._command[0]} says that it may succeed later. {said}".strip())
        if code:
            raise HostError(f"{self._command[0]} failed (exit code {code}). {said}".strip())

    # --- the notes --------------------------------------------------------------------------------

    def _kept(self, name: str) -> bytes | None:
        try:
            with self._place(name).open("rb") as note:
                return note.read(MOST_NOTE_BYTES + 1)
        except FileNotFoundError:
            return None

    def _keep(self, name: str, content: bytes | None) -> None:
        place = self._place(name)
        if content is None:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)

    def _place(self, name: str) -> Path:
        if not NOTE_NAME.fullmatch(name):
            raise ValueError(name)
        return self._notes / name
