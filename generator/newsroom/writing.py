"""The one place that writes a file of the newsroom, for commands and for the desk.

Whoever writes says what the file was when they read it. If it is something else now, nothing is written. The former
text is kept first, and the new one comes into place whole.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from generator.digests import digest_bytes
from generator.errors import CannotKeep, ChangedMeanwhile, Locked, refuse, refuse_to_write
from generator.files import move_new, read_whole, written_beside
from generator.newsroom.former_texts import FOLDER, MAX_BYTES, FormerText, forget, former_text, keep, name_for
from generator.newsroom.places import locate
from generator.paper import Paper, hold_lock

NONE = ""
"""What `digest_of` returns where there is no file."""
LOCK_WAIT_S = 10
"""How long to wait for another write, in seconds. Writes take milliseconds."""


class Saved(msgspec.Struct, frozen=True):
    """What a write did."""

    file: str
    digest: str
    """The digest of the file as it is now; empty if it was removed."""
    undo: str
    """The name under which the former text is kept; empty if nothing had to be written."""


class Done(msgspec.Struct, frozen=True):
    """What an editor is told about something that was done."""

    message: str
    file: str = ""
    """The file that was written."""
    undo: str = ""
    """The name under which its former text is kept; empty if nothing was written."""


def read_file(paper: Paper, file: str, max_bytes: int = MAX_BYTES) -> bytes | None:
    """Return the bytes of a file of content/; None if there is none. Raises CommandRefused, OSError."""
    place = locate(paper.folder, file)
    return read_whole(place, max_bytes) if place.exists() else None


def digest_of(content: bytes | None) -> str:
    """Return what a page or a command that shows `content` hands back when it writes."""
    return NONE if content is None else digest_bytes(content)


def write_file(paper: Paper, file: str, content: bytes | None, *, seen: str, action: str) -> Saved:
    """Write `content` to `file`, a file of content/; None removes it.

    `seen` is the `digest_of` the file as it was read; `NONE` for a new file. Raises ChangedMeanwhile if it is something
    else now, CommandRefused or OSError. Then nothing was changed.
    """
    place = locate(paper.folder, file)
    with writing(paper):
        former = read_file(paper, file)
        if digest_of(former) != seen:
            raise ChangedMeanwhile(file)
        if former == content:
            return Saved(file, seen, "")
        name = name_for(paper.state, file, paper.now)
        entry = FormerText(name=name, file=file, action=action, moment=paper.now, before=seen, after=digest_of(content))
        _keep(paper, entry, former)
        try:
            _put(place, content, seen)
        except BaseException as error:
            forget(paper.state, entry)
            raise _put_failed(error, file, place) from None
    return Saved(file, entry.after, entry.name)


def bring_back(paper: Paper, file: str, name: str, *, seen: str) -> Saved:
    """Give `file` the text that it had before the write `name`, or remove it if that write created it.

    This is a write like any other, so it can be undone as well. Raises the same errors as `write_file`.
    """
    try:
        _, former = former_text(paper.state, file, name)
    except (KeyError, OSError):
        message, hint = "The former text isn't kept any more.", "Former texts are kept for 30 days."
        raise refuse(file, message, hint) from None
    return write_file(paper, file, former, seen=seen, action="undo")


@contextmanager
def writing(paper: Paper) -> Iterator[None]:
    """Context manager in which nobody else writes a file of the paper.

    Raises CommandRefused if somebody does all the time, or if nothing can be written at all.
    """
    with ExitStack() as ends:
        try:
            ends.enter_context(hold_lock(paper.state / FOLDER, LOCK_WAIT_S))
        except Locked:
            message = "Another file is being written, and that doesn't end."
            raise refuse("", message, "Nothing was written. Try again.") from None
        except OSError as error:
            raise _cannot_keep(paper, "", error) from None
        yield


def _put_failed(error: BaseException, file: str, place: Path) -> BaseException:
    """Return the error to raise where a file couldn't be written. It names the file itself, and no file beside it."""
    if isinstance(error, FileExistsError):
        return ChangedMeanwhile(file)
    return OSError(error.errno, error.strerror, str(place)) if isinstance(error, OSError) else error


def _keep(paper: Paper, entry: FormerText, former: bytes | None) -> None:
    try:
        keep(paper.state, entry, former)
    except OSError as error:
        forget(paper.state, entry)
        raise _cannot_keep(paper, entry.file, error) from None


def _cannot_keep(paper: Paper, file: str, error: OSError) -> CannotKeep:
    reason = (error.strerror or str(error)).lower()
    message = f"The former text can't be kept ({reason}), so nothing was written."
    hint = f"Look at the permissions of {paper.state}, and whether the disk is full. Another folder: --state FOLDER."
    return refuse_to_write(file, message, hint)


def _put(place: Path, content: bytes | None, seen: str) -> None:
    """Put the new bytes into place. Raises OSError; FileExistsError if another program wrote the file meanwhile."""
    if seen == NONE and content is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(place, content, flush=True) as beside:
            move_new(beside, place)
        return
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is write-protected", str(place))
    if content is None:
        _check(place, seen)
        place.unlink()
        return
    with written_beside(place, content, flush=True) as beside:
        shutil.copymode(place, beside)
        _check(place, seen)
        beside.replace(place)


def _check(place: Path, seen: str) -> None:
    """Raise FileExistsError if the file has other bytes by now: other programs know nothing of our lock."""
    if digest_of(read_whole(place, MAX_BYTES)) != seen:
        raise FileExistsError
