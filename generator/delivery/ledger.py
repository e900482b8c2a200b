"""The notes in which deployers record what a host holds, so that its files needn't be listed.

The state, a note of a few hundred bytes, is read first. It names two others by their digests: the ledger, and the
changes since the ledger was written. Both are written before the state names them, so the state is true even when a
deployer is killed.
"""

import gzip
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from generator.digests import digest_bytes

STATE = "state.json"
FEW_CHANGED = 1000
MOST_CHANGED = 0.1
"""The ledger is written again as a whole when more files than FEW_CHANGED, and a larger share than this, changed."""
COUNTED_FROM = datetime(2026, 1, 1, tzinfo=UTC)
Moment = Annotated[datetime, Meta(tz=True)]
NonNegative = Annotated[int, Meta(ge=0)]
Digest = Annotated[str, Meta(pattern=r"\A(?:[0-9a-f]{32})?\Z")]
"""The digest of a note, which is also its name; empty when there is no such note yet."""


class LedgerEntry(msgspec.Struct, frozen=True, array_like=True):
    """A file of the site at the host, as far as its content is known."""

    digest: str
    """The digest of its bytes; empty while its content is unknown."""
    unused_since: Moment | None = None
    """The time since which no page of the site uses it; None while one uses it."""


Ledger = dict[str, LedgerEntry]


class DeployLock(msgspec.Struct, frozen=True):
    """A deployer's lock on a host."""

    token: str
    machine: str
    process: NonNegative
    built: Moment
    """The clock of the build that it deploys."""
    until: Moment
    """The time when the lock expires unless it is renewed."""
    give_way: Moment | None = None
    """The clock of a newer build, whose deployer asks it to stop."""


class StateNote(msgspec.Struct, frozen=True, rename={"lock": "claim"}):
    """The state of a host. In the note, `lock` has the key `claim`."""

    generation: NonNegative = 0
    """The number of deploys that have ended."""
    built: Moment | None = None
    """The clock of the build that is live."""
    ledger: Digest = ""
    changes: Digest = ""
    """The digest of the changes since the ledger was written."""
    lock: DeployLock | None = None
    purge: tuple[str, ...] = ()
    """Files that are still to be purged from caches."""
    doubtful: tuple[str, ...] = ()
    """Files of unknown content: a deployer may have put them in place after another had taken over."""
    seal: str = ""
    """The digest of all other fields, set when the state is written: it reveals damage."""


class DamagedNote(Exception):
    """A note can't be decoded, or its digest is wrong."""


def pack(entries: Mapping[str, LedgerEntry | None]) -> bytes:
    """Encode entries, None for a file that is gone. The same entries give the same bytes."""
    return gzip.compress(msgspec.msgpack.encode(dict(sorted(entries.items()))), 6, mtime=0)


def unpack(content: bytes, digest: str) -> dict[str, LedgerEntry | None]:
    """Decode the entries in `content`, whose digest must be `digest`. Raises DamagedNote."""
    if digest_bytes(content) != digest:
        raise DamagedNote
    try:
        return msgspec.msgpack.decode(gzip.decompress(content), type=dict[str, LedgerEntry | None])
    except (OSError, EOFError, zlib.error, msgspec.DecodeError, ValueError) as error:
        raise DamagedNote from error


def decode_state(content: bytes) -> StateNote:
    """Decode a state. Raises DamagedNote."""
    try:
        state = msgspec.json.decode(content, type=StateNote)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise DamagedNote from error
    if state.seal != _seal_of(state):
        raise DamagedNote
    return state


def encode_state(state: StateNote) -> bytes:
    """Encode a state as JSON that people can read."""
    sealed = msgspec.structs.replace(state, seal=_seal_of(state))
    return msgspec.json.format(msgspec.json.encode(sealed), indent=2)


def _seal_of(state: StateNote) -> str:
    return digest_bytes(msgspec.json.encode(msgspec.structs.replace(state, seal="")))


def generation_after_damage(now: datetime) -> int:
    """Return a generation larger than any lost one: no paper has deployed every second since 2026."""
    return max(0, int((now - COUNTED_FROM).total_seconds()))


def apply(ledger: Ledger, changes: Mapping[str, LedgerEntry | None]) -> Ledger:
    """Return the ledger with `changes` made."""
    both: dict[str, Any] = {**ledger, **changes}
    return {file: entry for file, entry in both.items() if entry is not None}


def changes_between(base: Ledger, now: Ledger, files: Iterable[str]) -> dict[str, LedgerEntry | None]:
    """Return the entries of those `files` that changed between `base` and `now`."""
    return {file: now.get(file) for file in files if base.get(file) != now.get(file)}
