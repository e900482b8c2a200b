"""Set a live story: its body has the introduction alone, and the entries beside it."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from generator.intake.build_story import Copy, StoryReader
from generator.intake.html.sanitise import plain_text
from generator.intake.html.story_html import summary_text
from generator.intake.kinds import read_kind
from generator.intake.live.clock import LiveClock
from generator.intake.live.split import MAY_BE_LIVE, Cut, Taken, cut_at_hours, is_label, take_apart
from generator.intake.settings import IntakeSettings
from generator.intake.text.dates import names_hour
from generator.intake.text.words import summarise
from generator.model import Gravity, Problem

CODE = "reading-entry"
LEFT_OUT_CODE = "reading-left-out"
QUOTED = re.compile(r"“([^”]*)”")
MIN_HOURS = 2
"""So many sub-heads with an hour are hardly those of another story."""


def set_live(copy: Copy, settings: IntakeSettings) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy of a live story with its entries apart, and what was guessed; any other copy as it is."""
    if "<h" not in copy.body.html or not ("genre" in copy.fields or MAY_BE_LIVE.search(copy.body.html)):
        return copy, ()
    reader = StoryReader(copy, settings)
    kind, published = read_kind(reader).genre, reader.published()
    if kind not in {"", "live"} or published is None:
        return copy, ()
    has_hour = names_hour(reader.text("published") or reader.text("embargo"))
    cut = cut_at_hours(copy.body.html, LiveClock(published, settings.zone, reader.dates_in, has_hour=has_hour))
    declared = kind == "live"
    if not cut.is_live(declared=declared):
        return copy, tuple(_why_plain(cut, copy.file, declared=declared))
    taken = take_apart(cut, copy.body.embeds)
    body = msgspec.structs.replace(copy.body, html=taken.introduction, embeds=taken.embeds, live=taken.live)
    # What other pages say of the story must not change with each entry.
    words = " ".join((plain_text(taken.introduction), plain_text(taken.live.points))).strip()
    changed = msgspec.structs.replace(copy, body=body, words=words, summary=_summary(taken))
    return changed, (*_notes(taken, copy.file), *_unread(cut, copy.file))


def without_label_note(problems: Iterable[Problem], copy: Copy) -> tuple[Problem, ...]:
    """Return the problems of a copy without the note that the label over its key points was left out: it wasn't."""
    if copy.body.live is None or not copy.body.live.points:
        return tuple(problems)
    return tuple(
        one for one in problems if one.code != LEFT_OUT_CODE or not any(map(is_label, QUOTED.findall(one.message)))
    )


def _why_plain(cut: Cut, file: str, *, declared: bool) -> Iterator[Problem]:
    """Yield why a story that seems meant to be live is shown as any other."""
    if declared and cut.others:
        message = f"It isn't shown as a live story: no sub-head is a time of day. The first is “{cut.others[0]}”."
        hint = "Begin the sub-head of each entry with a time: ## 21:05 Polls close"
        yield Problem(file, 0, message, hint, Gravity.WARNING, code=CODE)
    elif not declared and len(cut.pieces) >= max(MIN_HOURS, len(cut.others)):
        message = f"It isn't shown as a live story: its sub-head “{cut.others[0]}” is no time of day, as others are."
        hint = (
            "If it is a live story, begin it with a time (## 21:05 Polls close), or write “Kind: live” in the header."
        )
        yield Problem(file, 0, message, hint, Gravity.NOTE, code=CODE)


def _unread(cut: Cut, file: str) -> Iterator[Problem]:
    """Yield the sub-heads of a live story that seem meant as times."""
    for words in cut.others:
        if words[:1].isdigit():
            message = f"The sub-head “{words}” isn't a time of day, so it stands in the entry above it."
            hint = "If it opens an entry, begin it with a time: ## 21:05 Polls close"
            yield Problem(file, 0, message, hint, Gravity.NOTE, code=CODE)


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
