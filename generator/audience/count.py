"""The whole of it: sources in, the ledger brought up to date, the stories that are read most."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from generator.audience.exports import ExportError
from generator.audience.ledger import Ledger, ReadLog, fade, find_log, head_digest, read_ledger
from generator.audience.lines import LineStream
from generator.audience.pages import Pages
from generator.audience.seen import Seen
from generator.audience.sources import BROKEN, Format, open_source, recognise, size_of
from generator.audience.tally import Decay, Tally
from generator.audience.times import HOUR_S
from generator.model import Problem
from generator.workers import Progress, no_progress

KNOWN = "Known are logs of web servers (common, combined, nginx or Caddy JSON, CloudFront), GoAccess JSON, exports of \
Plausible and GoatCounter, and CSV with the columns url, views, time."


class SourceCount(msgspec.Struct, frozen=True):
    """What one source came to."""

    source: str
    format: str
    views: int
    """Of persons, each once a story and day, that weren't counted before."""
    read_bytes: int
    """Unpacked."""


class Count(msgspec.Struct, frozen=True):
    """What a run came to. Nothing is written yet."""

    ledger: Ledger
    sources: tuple[SourceCount, ...]
    problems: tuple[Problem, ...]


class Desk:
    """One run over some sources: who was seen is known across all of them."""

    def __init__(self, ledger: Ledger, pages: Pages, now: datetime, half_life_hours: int) -> None:
        self._now_s = int(now.timestamp())
        self._decay = Decay(self._now_s, half_life_hours)
        self._pages = pages
        self._seen = Seen()
        self._replaced: set[str] = set()
        self.ledger = fade(ledger, self._decay, self._now_s // HOUR_S)

    @contextmanager
    def all_or_nothing(self, *, is_last: bool) -> Iterator[None]:
        """When the block raises, nothing of what it counted stays: no view, and no reader as one who was seen.

        Whom the last source saw matters to none after it, so that its memory can be spared.
        """
        ledger, seen, replaced = self.ledger, None if is_last else self._seen.snapshot(), set(self._replaced)
        try:
            yield
        except BaseException:
            self.ledger, self._replaced = ledger, replaced
            if seen is not None:
                self._seen.restore(seen)
            raise

    def count(self, name: str, stream: LineStream) -> SourceCount | None:
        """Take a source into the ledger; None when nobody knows what it is.

        Raises ExportError and what BROKEN names.
        """
        if not stream.head:
            return SourceCount(name, "empty", 0, 0)
        form = recognise(stream.head)
        if form is None:
            return None
        tally = Tally(self._decay, self._now_s, self._seen)
        if form.is_export:
            tally.add(form.read(stream.lines(), self._pages))
            self._replace(form, tally)
        else:
            self._continue(form, stream, tally)
        return SourceCount(name, form.name, tally.counted, stream.read_bytes)

    def _replace(self, form: Format, tally: Tally) -> None:
        """What an export says stands instead of what the last of its kind said; several in one run are added up."""
        former = self.ledger.exports.get(form.name, {}) if form.name in self._replaced else {}
        self._replaced.add(form.name)
        exports = self.ledger.exports | {form.name: self._added(former, tally)}
        self.ledger = msgspec.structs.replace(self.ledger, exports=exports)

    def _continue(self, form: Format, stream: LineStream, tally: Tally) -> None:
        """Go on where the log was left the last time. What was counted then is read for who was seen already."""
        known = find_log(self.ledger.logs, stream.head)
        if known:
            tally.recall(form.read(stream.lines(known.read_bytes), self._pages))
        tally.add(form.read(stream.lines(), self._pages))
        latest_hour = max(tally.latest_s // HOUR_S, known.latest_hour if known else 0)
        read_bytes = max(stream.read_bytes, known.read_bytes if known else 0)
        log = ReadLog(head_digest(stream.head), len(stream.head), read_bytes, latest_hour)
        logs = (*(one for one in self.ledger.logs if one != known), log)
        totals = self._added(self.ledger.totals, tally)
        self.ledger = msgspec.structs.replace(self.ledger, logs=logs, totals=totals)

    def _added(self, totals: dict[str, float], tally: Tally) -> dict[str, float]:
        found = {self._pages.paths[story]: worth for story, worth in tally.totals.items()}
        return totals | {path: totals.get(path, 0.0) + worth for path, worth in found.items()}


def count_readers(
    folder: Path,
    pages: Pages,
    sources: Sequence[str],
    now: datetime,
    half_life_hours: int,
    progress: Progress = no_progress,
) -> Count:
    """Count the readers in `sources` on top of the ledger in `folder`.

    A source that can't be read is told, and passed over.
    """
    desk = Desk(read_ledger(folder), pages, now, half_life_hours)
    total, done = sum(map(size_of, sources)), 0
    counts: list[SourceCount] = []
    problems: list[Problem] = []
    names = list(dict.fromkeys(sources))
    for name in names:
        began = done

        def tell(read: int, began: int = began) -> None:
            progress("Counting readers", began + read, total)

        try:
            with desk.all_or_nothing(is_last=name == names[-1]), open_source(name, tell) as stream:
                found = desk.count(name, stream)
        except (*BROKEN, ExportError) as error:
            problems.append(_unreadable(name, error))
        else:
            counts += [found] if found else []
            problems += [] if found else [Problem(name, 0, "This is nothing that readers can be counted by.", KNOWN)]
        done += size_of(name)
    return Count(desk.ledger, tuple(counts), tuple(problems))


def _unreadable(name: str, error: Exception) -> Problem:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Problem(name, 0, f"This can't be read: {reason}.", "Nothing of it was counted. Mend it and count again.")
