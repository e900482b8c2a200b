"""Set a live story: its body has the introduction alone, and the entries beside it."""

from collections.abc import Iterator

import msgspec

from generator.intake.build_story import Copy, StoryReader
from generator.intake.html.sanitise import plain_text
from generator.intake.html.story_html import summary_text
from generator.intake.kinds import read_kind
from generator.intake.live.clock import LiveClock
from generator.intake.live.split import MAY_BE_LIVE, Taken, take_apart
from generator.intake.settings import IntakeSettings
from generator.intake.text.dates import names_hour
from generator.intake.text.words import summarise
from generator.model import Gravity, Problem


def set_live(copy: Copy, settings: IntakeSettings) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy of a live story with its entries apart, and what was guessed; any other copy as it is."""
    if "<h" not in copy.body.html or not MAY_BE_LIVE.search(copy.body.html):
        return copy, ()
    reader = StoryReader(copy, settings)
    kind, published = read_kind(reader).genre, reader.published()
    if kind not in {"", "live"} or published is None:
        return copy, ()
    has_hour = names_hour(reader.text("published") or reader.text("embargo"))
    clock = LiveClock(published, settings.zone, reader.dates_in, has_hour=has_hour)
    taken = take_apart(copy.body.html, copy.body.embeds, clock, declared=kind == "live")
    if taken is None:
        return copy, ()
    body = msgspec.structs.replace(copy.body, html=taken.introduction, embeds=taken.embeds, live=taken.live)
    # What other pages say of the story must not change with each entry.
    words = " ".join((plain_text(taken.introduction), plain_text(taken.live.points))).strip()
    changed = msgspec.structs.replace(copy, body=body, words=words, summary=_summary(taken))
    return changed, tuple(_notes(taken, copy.file))


def _summary(taken: Taken) -> str:
    """Return the summary of the introduction, of the key points, or else of the first entry."""
    first = taken.live.entries[0]
    texts = (summary_text(taken.introduction), plain_text(taken.live.points), first.title, summary_text(first.html))
    return summarise(next(filter(None, texts), ""))


def _notes(taken: Taken, file: str) -> Iterator[Problem]:
    for words in taken.guesses:
        message = f"The entry “{words}” is taken for one of the day after publication: its hour is long before that."
        hint = "Write a line with the day above it to make sure: 2026-11-23"
        yield Problem(file, 0, message, hint, Gravity.NOTE, code="date-guessed")
