"""A program of the paper's own that publishes, told as JSON what changed: the way to hosts with tools of their own.

Exit code 0: it is done. 75 (EX_TEMPFAIL of sysexits.h): it may go well the next time. Anything else: it failed.
Broadsheet can't ask such a host what it holds. What was told stays in .broadsheet/deploy/NAME/ on this machine: without
it, or from another machine, everything is told anew, and two machines don't know of each other.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import filelock
import msgspec

from generator.config import Target
from generator.delivery.hosts.contract import MOST_NOTE_BYTES, Held, Note, Upload
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


def open_command(target: Target, name: str, paper: Path) -> "CommandHost":
    """The program of `target`. Raises HostError when none is named."""
    if not target.command or not target.command[0]:
        raise Misconfigured("No program is named.", 'Set `command` in site.toml: command = ["./publish"]')
    return CommandHost(target.command, paper, paper / ".broadsheet" / "deploy" / name)


class CommandHost:
    """A host that is a program. It is run by `settle`, once, with all changes."""

    at_once = True
    can_compare = False

    def __init__(self, command: Sequence[str], paper: Path, state: Path) -> None:
        """`paper` is the folder that the program runs in; `state` is where notes are kept."""
        self.remarks = [REMARK]
        self._lock = filelock.FileLock(state / "lock")
        self._seen: dict[str, str | None] = {}
        self._command, self._paper, self._notes = list(command), paper, state / "notes"
        self._uploads: dict[str, Upload] = {}
        self._deleted: set[str] = set()
        self._noted: dict[str, bytes | None] = {}

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:  # noqa: ARG002 -- the program's own affair
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

    def listing(self) -> Iterator[Held]:
        """Nothing: what the host holds can't be asked."""
        yield from ()

    def fingerprint(self, source: Path) -> str:  # noqa: ARG002
        """Empty: the host can't tell."""
        return ""

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:  # noqa: ARG002
        """Nothing: what the host holds can't be asked."""
        yield from ()

    def read(self, file: str) -> bytes | None:
        """What was put since it was opened, else nothing: the host can't be asked."""
        upload = self._uploads.get(file)
        return Path(upload.source).read_bytes() if upload else None

    def note(self, name: str) -> Note | None:
        """A note on this machine."""
        content = self._noted[name] if name in self._noted else self._kept(name)
        return None if content is None else Note(content, digest_bytes(content))

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Is kept once the program has ended well."""
        note = self.note(name)
        if (note.tag if note else None) != seen:
            raise Conflict(f"The note {name} was changed by another deploy.")
        self._seen.setdefault(name, seen)
        self._noted[name] = content
        return digest_bytes(content)

    def drop_note(self, name: str) -> None:
        """Is gone once the program has ended well."""
        self._noted[name] = None

    def settle(self, message: str) -> None:
        """Run the program, if there is anything to tell it, and keep the notes when it has ended well.

        One deploy at a time does so, and none when another one did since the notes were read: Conflict.
        """
        with self._turn():
            for name, seen in self._seen.items():
                kept = self._kept(name)
                if (None if kept is None else digest_bytes(kept)) != seen:
                    raise Conflict("Another deploy was quicker.", "Deploy again.")
            if self._uploads or self._deleted:
                self._run(self._told(message))
            for name, content in self._noted.items():
                self._keep(name, content)
        self._uploads, self._deleted, self._noted, self._seen = {}, set(), {}, {}

    @contextmanager
    def _turn(self) -> Iterator[None]:
        try:
            self._notes.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=LIMIT_S)
        except filelock.Timeout:
            raise TemporaryError("Another deploy has been at work for half an hour.") from None
        try:
            yield
        finally:
            self._lock.release()

    def close(self) -> None:
        """There is nothing to let go of."""

    # --- the program ------------------------------------------------------------------------------

    def _told(self, message: str) -> bytes:
        """The changes as JSON; docs/delivery-programs.md describes it."""
        uploads = [self._uploads[file] for file in sorted(self._uploads)]
        told = {
            "site": self._site(uploads),
            "upload": [{name: getattr(upload, name) for name in upload.__struct_fields__} for upload in uploads],
            "delete": sorted(self._deleted),
            "message": message,
        }
        return msgspec.json.encode(told)

    def _site(self, uploads: Sequence[Upload]) -> str:
        """The folder of the finished site, from a file that lies in it."""
        lying = (upload for upload in uploads if upload.source.endswith(f"/{upload.file}"))
        found = next((upload.source.removesuffix(f"/{upload.file}") for upload in lying), "")
        return found or str(self._paper / "public")

    def _run(self, told: bytes) -> None:
        """Run the program without a shell. Raises HostError with its last words."""
        code, said = run_program(self._command, self._paper, told, LIMIT_S)
        if code == TRY_AGAIN:
            raise TemporaryError(f"{self._command[0]} says that it may go well later. {said}".strip())
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
