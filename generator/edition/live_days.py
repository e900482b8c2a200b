"""The entries of live stories in the papers of days: which are of a day, and which papers a live story may change.

A live story that runs for several days is in the paper of the day on which it opened, with the entries of that day. The
papers of the days after have their own entries, if there is a paper of these days.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

import msgspec

from generator.archive.changes import Admission
from generator.archive.live import coverage_since, shown_entries, times_of_coverage
from generator.archive.photos import shown_photos
from generator.catalogue.doubts import raise_doubts
from generator.catalogue.store import Store, keep_fact, recall_fact
from generator.edition.days import day_of
from generator.edition.edition import Edition
from generator.edition.inline_photos import inline_photos, with_figures
from generator.gate import moment_of, order_of
from generator.model import Body
from generator.story_records import LiveEntry

MOST_ENTRIES = 500
"""The most entries of a story that the paper of a day has, the newest. The story's pages have all."""
DAYS = "days of live stories"
Spans = dict[str, list[str]]
"""Path of a live story that runs for several days -> its first and its last day."""


def entries_of_day(edition: Edition, path: str, body: Body, day: str) -> tuple[LiveEntry, ...]:
    """Return the public entries of that day, in the order of time, with their photos as plain figures."""
    if body.live is None:
        return ()
    wanted = date.fromisoformat(day)
    of_day = [
        one
        for one in shown_entries(edition.store, path, body.live)
        if day_of(one.moment, edition.config.zone) == wanted
    ]
    return tuple(_with_figures(edition, path, of_day[-MOST_ENTRIES:]))


def _with_figures(edition: Edition, path: str, entries: Sequence[LiveEntry]) -> Iterator[LiveEntry]:
    has_photos = any("<img" in one.html for one in entries)
    photos = inline_photos(shown_photos(edition.store, path)) if has_photos else {}
    for one in entries:
        html = with_figures(one.html, photos) if "<img" in one.html else one.html
        yield msgspec.structs.replace(one, html=html, photos=(), embeds=())


def running_on(edition: Edition, day: str) -> Iterator[tuple[str, tuple[LiveEntry, ...]]]:
    """Yield each live story that opened before that day and has entries of it, with these."""
    start = order_of(datetime.combine(date.fromisoformat(day), time(), edition.config.zone))
    for path in coverage_since(edition.store, start):
        entries = entries_of_day(edition, path, edition.lookups.body(path), day)
        if entries:
            yield path, entries


# --- what is out of date --------------------------------------------------------------------------


def doubt_days(store: Store, edition: Edition, admission: Admission) -> None:
    """Doubt the papers of all days over which a live story runs that changed, in the caller's transaction."""
    kept = recall_fact(store, DAYS)
    before: Spans = json.loads(kept) if kept else {}
    now = _spans(store, edition)
    if before != now:
        keep_fact(store, DAYS, json.dumps(now))
    changed = set(admission.paths)
    for path in sorted(before.keys() | now.keys()):
        if path in changed or before.get(path) != now.get(path):
            for first, last in (spans[path] for spans in (before, now) if path in spans):
                days = (one.slug for one in edition.subjects("day") if first < one.slug <= last)
                raise_doubts(store, [("edition", one, 0) for one in days])


def _spans(store: Store, edition: Edition) -> Spans:
    zone = edition.config.zone
    days = {
        path: [day_of(moment_of(moment), zone).isoformat() for moment in moments]
        for path, *moments in times_of_coverage(store)
    }
    return {path: span for path, span in days.items() if span[0] < span[1]}
