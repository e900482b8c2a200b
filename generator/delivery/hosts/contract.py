"""The protocol that every host implements, and all that deploy.py knows of hosts.

A host that fails raises HostError or a subclass of it; generator/errors.py says what each means.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

NOTES = ".broadsheet-deploy"
"""The folder, beside the site's files at the host, in which deployers leave their notes."""
MOST_NOTE_BYTES = 64 << 20
"""The largest size of a note. A larger one is damaged; no more than one byte beyond this is read."""


class Upload(msgspec.Struct, frozen=True):
    """A file to send to the host."""

    file: str
    """Relative to the site's root, with `/`."""
    source: str
    """Absolute path of the finished file on this machine."""
    size: int
    digest: str
    """The digest of its bytes, as in `model.Receipt.digest`."""
    media_type: str
    """The value of its Content-Type header, with the charset."""
    cache_control: str
    """The value of its Cache-Control header."""
    redirect: str = ""
    """The URL path that a redirect object leads to, at hosts that have these (`s3`); others put the file itself."""


class HostedFile(msgspec.Struct, frozen=True):
    """A file at the host, according to its listing."""

    file: str
    size: int
    fingerprint: str = ""
    """The same as `Host.fingerprint` of a local file with the same bytes; empty when the host can't tell."""


class Note(msgspec.Struct, frozen=True):
    """A small file that deployers keep at the host, with a tag that reveals changes."""

    content: bytes
    tag: str
    """Differs when the content differs: an ETag or a digest."""


class Host(Protocol):
    """A place that serves files. Every method may raise HostError."""

    at_once: bool
    """True if changes become visible all at once, in `commit`; else each is visible as soon as it is made."""
    can_compare: bool
    """True if the host can be asked what it holds."""
    remarks: list[str]
    """Sentences for the operator on what this host can't do as well as others. More may come during the work."""

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        """Put files in place, each whole or not at all, `parallel` at a time. Yields each name once it is in place.

        After an error, or when the iterator is closed, no further file is begun. Nothing is retried here.
        """
        ...

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """Delete files. One that isn't there counts as deleted. Yields each name once it is gone."""
        ...

    def listing(self) -> Iterator[HostedFile]:
        """Iterate over all files in the site's folder at the host, except notes. May take many requests.

        `HostedFile.size` is the stored size, maybe compressed: where there are fingerprints, they decide.
        """
        ...

    def fingerprint(self, source: Path) -> str:
        """Return the fingerprint that a listing has for a file with these bytes; empty when it has none."""
        ...

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Yield those of the files that have other bytes at the host than here, or are missing there.

        Asks about these files only, as cheaply as the host allows; where it has no digests, files are read.
        """
        ...

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file at the host; None when there is none."""
        ...

    def note(self, name: str) -> Note | None:
        """Return the note `name` (in NOTES), if there is one; a damaged one with whatever it holds."""
        ...

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Write a note and return its new tag. `seen`: the tag that it must still have; None when there must be none.

        Raises Conflict. After TemporaryError the note may have been written all the same: read it to know.
        """
        ...

    def drop_note(self, name: str) -> None:
        """Delete a note, if it is there."""
        ...

    def commit(self, message: str) -> None:
        """Finish a deploy: make it visible where that happens `at_once`; elsewhere remove leftover files.

        `message` says in one line what was done. Raises Conflict when another deployer changed the host meanwhile.
        After TemporaryError it is called again.
        """
        ...

    def close(self) -> None:
        """Close connections. Never raises."""
        ...
