"""The ledger kept between runs in .broadsheet/trending/: totals, and how far each log was read. It holds no address."""

import contextlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

import msgspec

from generator.audience.tally import HalfLife
from generator.digests import digest_bytes
from generator.files import write_whole

FILE = "ledger.json"
VERSION = 2
MIN_TOTAL = 0.0005
"""A total that has fallen below this is forgotten."""
ADDRESS = re.compile(
    rb"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9A-Fa-f]{0,4}:){4,7}[0-9A-Fa-f]{0,4}|[0-9A-Fa-f:]*::[0-9A-Fa-f:.]*"
)


class ReadLog(msgspec.Struct, frozen=True):
    """A log that was read. It is recognized by its first bytes, whatever its name is now, packed or not."""

    head: str
    """The digest of its first `head_bytes` bytes without the addresses in them."""
    head_bytes: int
    read_bytes: int
    """The bytes that were counted, from the beginning, after unpacking."""
    latest_hour: int
    """The hour of its latest view, in hours since 1970."""


class Ledger(msgspec.Struct, frozen=True):
    """Totals as of an hour. Those of logs grow; those of an export replace those of the last export of its kind."""

    version: int = VERSION
    hour: int = 0
    """The hour, in hours since 1970."""
    logs: tuple[ReadLog, ...] = ()
    totals: dict[str, float] = {}
    """Path of a story -> the worth of its views in logs."""
    exports: dict[str, dict[str, float]] = {}
    """Kind of export -> the same for the last export of that kind."""

    def combined(self) -> dict[str, float]:
        """Return the worth of all views of each story, by its path."""
        stories = sorted({*self.totals, *(path for totals in self.exports.values() for path in totals)})
        parts = [self.totals, *(self.exports[kind] for kind in sorted(self.exports))]
        return {path: sum(part.get(path, 0.0) for part in parts) for path in stories}


class Kept(msgspec.Struct, frozen=True):
    """The file of a ledger."""

    checksum: int
    """CRC-32 of the ledger as it is written."""
    ledger: msgspec.Raw


def read_ledger(folder: Path) -> Ledger:
    """Read the ledger in `folder`. Returns an empty one when there is none that is whole."""
    with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
        kept = msgspec.json.decode((folder / FILE).read_bytes(), type=Kept)
        ledger = msgspec.json.decode(kept.ledger, type=Ledger)
        if ledger.version == VERSION and crc32(kept.ledger) == kept.checksum:
            return ledger
    return Ledger()


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Write the ledger to `folder`."""
    content = msgspec.json.encode(ledger, order="sorted")
    write_whole(folder / FILE, msgspec.json.encode(Kept(crc32(content), msgspec.Raw(content))))


def decay_ledger(ledger: Ledger, half_life: HalfLife, hour: int) -> Ledger:
    """Return the ledger as of `hour`: with its totals' worth then, without what no longer matters."""
    left = half_life.worth_since(ledger.hour)
    exports = {kind: _faded(totals, left) for kind, totals in ledger.exports.items()}
    logs = tuple(log for log in ledger.logs if half_life.worth(log.latest_hour * 3_600))
    totals = _faded(ledger.totals, left)
    return msgspec.structs.replace(
        ledger, hour=max(hour, ledger.hour), logs=logs, totals=totals, exports={k: t for k, t in exports.items() if t}
    )


def _faded(totals: Mapping[str, float], left: float) -> dict[str, float]:
    return {path: total * left for path, total in totals.items() if total * left >= MIN_TOTAL}


def head_digest(head: bytes) -> str:
    """Return the digest by which a log is recognized. Addresses are left out, so that the ledger can't reveal one."""
    return digest_bytes(ADDRESS.sub(b"", head))


def find_log(logs: Iterable[ReadLog], head: bytes) -> ReadLog | None:
    """Find the log that begins with `head`, if it was read before. It may have grown since."""
    digests: dict[int, str] = {}
    for log in logs:
        size = log.head_bytes
        if size <= len(head) and log.head == digests.setdefault(size, head_digest(head[:size])):
            return log
    return None
