"""What every host can do, whatever stands behind it. deploy.py knows hosts by this alone.

A host that fails raises HostError or one of its kinds; generator/errors.py says what each means.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

NOTES = ".broadsheet-deploy"
"""The folder, beside the site's files at the host, in which deployers leave their notes."""
MOST_NOTE_BYTES = 64 << 20
"""No note is larger. Of a larger one, which is damaged, no more than a byte beyond that is read."""


class Upload(msgspec.Struct, frozen=True):
    """A file on its way to the host."""

    file: str
    """Relative to the site's root, with `/`."""
    source: str
    """Absolute path of the finished file on this machine."""
    size: int
    digest: str
    """Of the bytes, as `model.Receipt.digest` has it."""
    media_type: str
    """As a Content-Type header has it, with its charset."""
    cache_control: str
    """As a Cache-Control header has it."""
    redirect: str = ""
    """URL path that a redirect object leads to, at hosts that have such (`s3`); others put the file itself."""


class Held(msgspec.Struct, frozen=True):
    """A file that lies at the host, as its listing says."""

    file: str
    size: int
    fingerprint: str = ""
    """What `Host.fingerprint` says of a local file with the same bytes; empty when the host can't tell."""


class Note(msgspec.Struct, frozen=True):
    """A small file of the deployers' own, and how to tell whether it was changed."""

    content: bytes
    tag: str
    """Another content, another tag: an ETag, a digest."""


class Host(Protocol):
    """A place that serves files. Every method may raise HostError."""

    at_once: bool
    """Whether readers see nothing of what is put and removed before `settle`, and then all of it (a commit)."""
    can_compare: bool
    """Whether the host can be asked what it holds."""
    remarks: list[str]
    """What this host can't do as well as others, a sentence each, for the operator; more may come as it shows."""

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        """Put files in place, each whole or not at all, `parallel` at a time; yields each name as it is in place.

        Closing the iterator, or a trouble, starts no further file. Nothing is retried here.
        """
        ...

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """Delete files; those that aren't there count as deleted. Yields each name once it is gone."""
        ...

    def listing(self) -> Iterator[Held]:
        """Every file of the site's folder at the host, notes left out. May take many requests.

        `Held.size` is that of what is stored, which may be compressed: where there are fingerprints, they decide.
        """
        ...

    def fingerprint(self, source: Path) -> str:
        """What the listing would say of a file with these bytes; empty when it can't tell."""
        ...

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Those of the files that don't lie at the host with the bytes that they have here, or don't lie there.

        Asks about these files alone, as cheaply as the host allows; where it has no digests to tell, it is read.
        """
        ...

    def read(self, file: str) -> bytes | None:
        """The bytes of a file at the host; None when there is none. For reading back what was put or removed."""
        ...

    def note(self, name: str) -> Note | None:
        """The deployers' note `name` (in NOTES), if there is one; a damaged one with whatever it holds."""
        ...

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Write a note whole; `seen` is the tag that it must still have, None when there must be none.

        Gives its new tag. Raises Conflict. After TemporaryError it may have been written all the same: read it to know.
        """
        ...

    def drop_note(self, name: str) -> None:
        """Delete a note, if it is there."""
        ...

    def settle(self, message: str) -> None:
        """All was sent: make it visible, where the host does so `at_once`; elsewhere clear away what others left.

        `message` says in a line what was done. Raises Conflict when another deployer was there meanwhile.
        """
        ...

    def close(self) -> None:
        """Let go of connections. Never raises."""
        ...
