"""What is kept between runs, in .broadsheet/trending/: totals, and how far each log was read. No address is in it."""

import contextlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

import msgspec

from generator.audience.tally import Decay
from generator.digests import digest_bytes
from generator.files import write_whole

FILE = "ledger.json"
VERSION = 2
FAINT = 0.0005
"""A total that has faded below it is forgotten."""
ADDRESS = re.compile(
    rb"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9A-Fa-f]{0,4}:){4,7}[0-9A-Fa-f]{0,4}|[0-9A-Fa-f:]*::[0-9A-Fa-f:.]*"
)


class ReadLog(msgspec.Struct, frozen=True):
    """A log that was read. It is known by its first bytes, whatever its name is now, packed or not."""

    head: str
    """Digest of its first `head_bytes` without the addresses in them."""
    head_bytes: int
    read_bytes: int
    """What was counted, from its beginning; unpacked."""
    latest_hour: int
    """Of the views in it, in hours since 1970."""


class Ledger(msgspec.Struct, frozen=True):
    """Totals as they stood at an hour. Those of logs grow; an export's take the place of the last one's."""

    version: int = VERSION
    hour: int = 0
    """Since 1970."""
    logs: tuple[ReadLog, ...] = ()
    totals: dict[str, float] = {}
    """Path of a story -> what its views in logs are worth."""
    exports: dict[str, dict[str, float]] = {}
    """Kind of export -> the same of the last export of that kind."""

    def whole(self) -> dict[str, float]:
        """Path of a story -> all its views' worth."""
        stories = sorted({*self.totals, *(path for totals in self.exports.values() for path in totals)})
        parts = [self.totals, *(self.exports[kind] for kind in sorted(self.exports))]
        return {path: sum(part.get(path, 0.0) for part in parts) for path in stories}


class Kept(msgspec.Struct, frozen=True):
    """The file of a ledger."""

    checksum: int
    """CRC-32 of the ledger as it is written."""
    ledger: msgspec.Raw


def read_ledger(folder: Path) -> Ledger:
    """The ledger in `folder`; an empty one where there is none that is whole."""
    with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
        kept = msgspec.json.decode((folder / FILE).read_bytes(), type=Kept)
        ledger = msgspec.json.decode(kept.ledger, type=Ledger)
        if ledger.version == VERSION and crc32(kept.ledger) == kept.checksum:
            return ledger
    return Ledger()


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Keep the ledger."""
    content = msgspec.json.encode(ledger, order="sorted")
    write_whole(folder / FILE, msgspec.json.encode(Kept(crc32(content), msgspec.Raw(content))))


def fade(ledger: Ledger, decay: Decay, hour: int) -> Ledger:
    """The ledger at `hour`: what its totals are worth then, without what no longer matters."""
    left = decay.since(ledger.hour)
    exports = {kind: _faded(totals, left) for kind, totals in ledger.exports.items()}
    logs = tuple(log for log in ledger.logs if decay.worth(log.latest_hour * 3_600))
    totals = _faded(ledger.totals, left)
    return msgspec.structs.replace(
        ledger, hour=max(hour, ledger.hour), logs=logs, totals=totals, exports={k: t for k, t in exports.items() if t}
    )


def _faded(totals: Mapping[str, float], left: float) -> dict[str, float]:
    return {path: total * left for path, total in totals.items() if total * left >= FAINT}


def head_digest(head: bytes) -> str:
    """What a log is known by. Addresses in it are passed over, so that the ledger can't betray one."""
    return digest_bytes(ADDRESS.sub(b"", head))


def find_log(logs: Iterable[ReadLog], head: bytes) -> ReadLog | None:
    """The log that begins with `head`, if it was read before; it may have grown since."""
    digests: dict[int, str] = {}
    for log in logs:
        size = log.head_bytes
        if size <= len(head) and log.head == digests.setdefault(size, head_digest(head[:size])):
            return log
    return None
