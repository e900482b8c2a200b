"""Count the readers in some sources, and bring the ledger up to date."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from generator.audience.exports import ExportError
from generator.audience.ledger import Ledger, ReadLog, decay_ledger, find_log, head_digest, read_ledger
from generator.audience.lines import LineStream
from generator.audience.pages import Pages
from generator.audience.seen import Seen
from generator.audience.sources import BROKEN, Format, open_source, recognise, size_of
from generator.audience.tally import HalfLife, Tally
from generator.audience.times import HOUR_S
from generator.audience.views import LineCount
from generator.model import Problem
from generator.workers import Progress, no_progress

KNOWN = (
    "Broadsheet reads the logs of Apache, nginx, Caddy, Traefik, IIS, CloudFront, Cloudflare, Fastly and Google Cloud, \
exports of GoAccess, Plausible, GoatCounter, Matomo and GA4, and CSV with the columns url, views, time."
)


class SourceCount(msgspec.Struct, frozen=True):
    """The result of counting one source."""

    source: str
    format: str
    views: int
    """The views by people, each person once for a story and day, that weren't counted before."""
    read_bytes: int
    """The bytes read, after unpacking."""
    skipped: int = 0
    """The lines that couldn't be read."""


class CountResult(msgspec.Struct, frozen=True):
    """The result of a run. Nothing is written yet."""

    ledger: Ledger
    sources: tuple[SourceCount, ...]
    problems: tuple[Problem, ...]


class ReaderCounter:
    """Counts the readers of one run. A reader who is in several of its sources is counted once."""

    def __init__(self, ledger: Ledger, pages: Pages, now: datetime, half_life_hours: int) -> None:
        self._now_s = int(now.timestamp())
        self._half_life = HalfLife(self._now_s, half_life_hours)
        self._pages = pages
        self._seen = Seen()
        self._replaced: set[str] = set()
        self.ledger = decay_ledger(ledger, self._half_life, self._now_s // HOUR_S)

    @contextmanager
    def all_or_nothing(self, *, is_last: bool) -> Iterator[None]:
        """Context manager that forgets, when its block raises, all views and readers that were counted in it.

        Nothing is counted after the last source, so that no copy of the readers seen is needed for it.
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
        """Count a source in the ledger. Returns None when its format is unknown.

        Raises ExportError, also for one of which no line or no time could be read, and the errors in BROKEN.
        """
        if not stream.head:
            return SourceCount(name, "empty", 0, 0)
        form = recognise(stream.head)
        if form is None:
            return None
        tally, count = Tally(self._half_life, self._now_s, self._seen), LineCount()
        if form.is_export:
            tally.add(form.read(stream.lines(), self._pages, count))
            _require_understanding(form, count, tally)
            self._replace(form, tally)
        else:
            self._continue(form, stream, tally, count)
        return SourceCount(name, form.name, tally.counted, stream.read_bytes, count.skipped)

    def _replace(self, form: Format, tally: Tally) -> None:
        """Replace the totals of the last export of this kind; the totals of several exports in one run are added up."""
        former = self.ledger.exports.get(form.name, {}) if form.name in self._replaced else {}
        self._replaced.add(form.name)
        exports = self.ledger.exports | {form.name: self._added(former, tally)}
        self.ledger = msgspec.structs.replace(self.ledger, exports=exports)

    def _continue(self, form: Format, stream: LineStream, tally: Tally, count: LineCount) -> None:
        """Count a log from where the last run ended. The part before is read only to remember its readers."""
        known = find_log(self.ledger.logs, stream.head)
        if known:
            tally.remember(form.read(stream.lines(known.read_bytes), self._pages, count))
        tally.add(form.read(stream.lines(), self._pages, count))
        _require_understanding(form, count, tally)
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
) -> CountResult:
    """Count the readers in `sources` on top of the ledger in `folder`.

    A source that can't be read is reported and skipped.
    """
    counter = ReaderCounter(read_ledger(folder), pages, now, half_life_hours)
    total, done = sum(map(size_of, sources)), 0
    counts: list[SourceCount] = []
    problems: list[Problem] = []
    names = list(dict.fromkeys(sources))
    for name in names:
        began = done

        def tell(read: int, began: int = began) -> None:
            progress("Counting readers", began + read, total)

        try:
            with counter.all_or_nothing(is_last=name == names[-1]), open_source(name, tell) as stream:
                found = counter.count(name, stream)
        except (*BROKEN, ExportError) as error:
            problems.append(_unreadable(name, error))
        else:
            counts += [found] if found else []
            problems += (
                [] if found else [Problem(name, 0, "This is not a log or export that Broadsheet can read.", KNOWN)]
            )
        done += size_of(name)
    return CountResult(counter.ledger, tuple(counts), tuple(problems))


def _require_understanding(form: Format, count: LineCount, tally: Tally) -> None:
    """Refuse a source of which nothing was understood: no readers and unreadable lines look alike otherwise.

    Raises ExportError.
    """
    if count.lines and not count.understood:
        what = "its only line" if count.lines == 1 else f"none of its {count.lines:,} lines"
        verb = "couldn't" if count.lines == 1 else "could"
        raise ExportError(f"{what} {verb} be read as a {form.name}")
    if tally.untimed and not tally.timed:
        raise ExportError(f"the time of none of its {tally.untimed:,} views of stories could be read")


def _unreadable(name: str, error: Exception) -> Problem:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Problem(
        name, 0, f"This can't be read: {reason}.", "Nothing in it was counted. Fix the file and count again."
    )
