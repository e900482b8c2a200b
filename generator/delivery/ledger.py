"""What a host holds, as deployers note it there: so that nothing has to be listed.

The state, a note of some hundred bytes, is read first and names the two others by their digests: the ledger, and what
changed since it was written. All notes but the state are written under names of their own before the state names
them, so that a deployer that is killed leaves no state that lies.
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
MOST_CHANGES = 0.1
"""When more of the files than this changed since the ledger was written, it is written anew."""
COUNTED_FROM = datetime(2026, 1, 1, tzinfo=UTC)
Moment = Annotated[datetime, Meta(tz=True)]
Count = Annotated[int, Meta(ge=0)]
Digest = Annotated[str, Meta(pattern=r"\A(?:[0-9a-f]{32})?\Z")]
"""Of a note, whose name it is; empty when there is none yet."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A file at the host that is ours."""

    digest: str
    """Of its bytes; empty while it isn't known what it holds."""
    unused_since: Moment | None = None
    """Since when no page of the site uses it."""


Ledger = dict[str, Entry]


class Claim(msgspec.Struct, frozen=True):
    """That a deployer is at work."""

    token: str
    machine: str
    process: Count
    built: Moment
    """The clock of the build that it brings."""
    until: Moment
    """When the claim ends by itself, unless it is renewed."""
    give_way: Moment | None = None
    """The clock of a newer build, whose deployer asks it to stop."""


class State(msgspec.Struct, frozen=True):
    """What stands at the host."""

    generation: Count = 0
    """Counts deploys that ended."""
    built: Moment | None = None
    """The clock of the build that is live."""
    ledger: Digest = ""
    changes: Digest = ""
    """Digest of what changed since."""
    claim: Claim | None = None
    purge: tuple[str, ...] = ()
    """Files whose purge is still to be done."""
    doubtful: tuple[str, ...] = ()
    """Files that a deployer may have put in place after another had taken over, so that what they hold isn't known."""
    seal: str = ""
    """Digest of all the rest, so that damage shows; set as the state is written."""


class Damaged(Exception):
    """A note isn't what its name says."""


def pack(entries: Mapping[str, Entry | None]) -> bytes:
    """Entries as bytes; None: a file that is gone. The same entries give the same bytes."""
    return gzip.compress(msgspec.msgpack.encode(dict(sorted(entries.items()))), 6, mtime=0)


def unpack(content: bytes, digest: str) -> dict[str, Entry | None]:
    """The entries in `content`, whose digest must be this. Raises Damaged."""
    if digest_bytes(content) != digest:
        raise Damaged
    try:
        return msgspec.msgpack.decode(gzip.decompress(content), type=dict[str, Entry | None])
    except (OSError, EOFError, zlib.error, msgspec.DecodeError, ValueError) as error:
        raise Damaged from error


def decode_state(content: bytes) -> State:
    """The state. Raises Damaged."""
    try:
        state = msgspec.json.decode(content, type=State)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise Damaged from error
    if state.seal != _seal_of(state):
        raise Damaged
    return state


def encode_state(state: State) -> bytes:
    """The state as people can read it, too."""
    sealed = msgspec.structs.replace(state, seal=_seal_of(state))
    return msgspec.json.format(msgspec.json.encode(sealed), indent=2)


def _seal_of(state: State) -> str:
    return digest_bytes(msgspec.json.encode(msgspec.structs.replace(state, seal="")))


def generation_after_damage(now: datetime) -> int:
    """A count of deploys that is larger than the one that was lost: no paper has deployed each second since then."""
    return max(0, int((now - COUNTED_FROM).total_seconds()))


def apply(ledger: Ledger, changes: Mapping[str, Entry | None]) -> Ledger:
    """The ledger with `changes` made."""
    both: dict[str, Any] = {**ledger, **changes}
    return {file: entry for file, entry in both.items() if entry is not None}


def changes_between(base: Ledger, now: Ledger, files: Iterable[str]) -> dict[str, Entry | None]:
    """What became of `files` since `base`."""
    return {file: now.get(file) for file in files if base.get(file) != now.get(file)}
