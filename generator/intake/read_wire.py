"""Read one file from an agency's folder: bytes -> versions of stories, each with what became of it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import msgspec

from generator.gate import order_of
from generator.intake.build_story import UNDATED
from generator.intake.extended import refuse_unless_stoppable
from generator.intake.names import stem_of
from generator.intake.parse import ReadingSettings, parse_text
from generator.intake.recognise.copy_text import open_copy
from generator.intake.text.shorten import shorten
from generator.intake.wire_files.compose import compose
from generator.intake.wire_files.drops import Drop
from generator.intake.wire_files.formats import read_items
from generator.intake.wire_files.pictures import supplied_photos
from generator.intake.wire_files.record import Nature, Status, WireError, WireItem, Wrapping
from generator.model import Gravity, Parsed, Problem, WireFacts

NO_TEXT = "It has no text, so there is nothing to publish."
NO_TEXT_HINT = "Some agencies send the text in another file: that one must lie in the folder."
UNDATED_HINT = "The agency's file names no time. Ask the agency for files with one."
MAX_SHOWN = 80


def parse_wire(raw: bytes, file: str, drop: Drop, settings: ReadingSettings) -> Parsed:
    """Return the versions of stories in the bytes of `file`. Raises EngineNeeded, ExtensionFault."""
    refuse_unless_stoppable(settings.mode)
    try:
        zone = ZoneInfo(drop.time_zone) if drop.time_zone else settings.intake.zone
        items = read_items(raw, Wrapping(stem_of(file), zone), drop.format)
    except WireError as error:
        return Parsed(
            file=file,
            digest=settings.digest,
            problems=(Problem(file, 0, error.message, error.hint, code="wire-unreadable"),),
            is_wire=True,
        )
    notes = tuple(_note_other(item, file) for item in items if item.nature is Nature.OTHER)
    versions = tuple(version for item in items for version in _versions_of(item, file, drop, settings, of=len(items)))
    return Parsed(file=file, digest=settings.digest, problems=notes, versions=versions, is_wire=True)


def _note_other(item: WireItem, file: str) -> Problem:
    name = f" “{shorten(item.headline, MAX_SHOWN)}”" if item.headline else ""
    message = f"It is {item.what}{name}, not a story, so nothing of it is published by itself."
    return Problem(file, 0, message, gravity=Gravity.NOTE, code="wire-other")


def _versions_of(
    item: WireItem, file: str, drop: Drop, settings: ReadingSettings, *, of: int
) -> Iterator[tuple[WireFacts, Parsed]]:
    """Yield the version that an item is, and the kills of other stories that it asks for."""
    for thread in item.kills:
        yield _facts(item, drop, "killed", thread=thread), Parsed(file=file, digest="")
    if item.nature is Nature.OTHER:
        return
    kind, parsed = _read_item(item, file, drop, settings)
    if of > 1:
        parsed = msgspec.structs.replace(parsed, problems=tuple(_named(one, item) for one in parsed.problems))
    yield _facts(item, drop, kind, lone=_lone_kill(item, file) if kind == "killed" else None), parsed


def _facts(item: WireItem, drop: Drop, kind: str, thread: str = "", lone: Problem | None = None) -> WireFacts:
    return WireFacts(
        drop=drop.name,
        thread=f"{drop.name} {thread or item.thread}",
        opens=item.opens and not thread,
        number="" if thread else item.number,
        version=0 if thread else item.version,
        sent=order_of(item.sent) if item.sent else 0,
        kind=kind,
        lone=lone,
    )


def _read_item(item: WireItem, file: str, drop: Drop, settings: ReadingSettings) -> tuple[str, Parsed]:
    """Return what became of an item (`story`, `held`, `withheld` or `killed`), and the story or the reasons."""
    name = shorten(item.headline or item.slugline or item.thread, MAX_SHOWN)
    if item.status is Status.KILLED:
        note = Problem(
            file,
            0,
            f"The agency asks that “{name}” be killed, so it was taken down.",
            gravity=Gravity.NOTE,
            code="wire-kill",
        )
        return "killed", Parsed(file=file, digest="", problems=(note,))
    if item.status is Status.WITHHELD:
        message = f"The agency withholds “{name}”, so it isn't published."
        hint = "It is published when a version that may be used lies in the folder."
        return "withheld", Parsed(
            file=file, digest="", problems=(Problem(file, 0, message, hint, code="wire-withheld"),)
        )
    if item.nature is Nature.ADVISORY:
        message = f"“{name}” is a note of the agency to newsrooms, so it isn't published."
        return "held", Parsed(
            file=file,
            digest="",
            problems=(Problem(file, 0, message, "Read it, then delete the file.", code="wire-note"),),
        )
    parsed = _read_story(item, file, drop, settings)
    return ("story" if parsed.story is not None else "held"), parsed


def _read_story(item: WireItem, file: str, drop: Drop, settings: ReadingSettings) -> Parsed:
    composed = compose(item, drop)
    if not composed.has_body:
        return Parsed(file=file, digest="", problems=(Problem(file, 0, NO_TEXT, NO_TEXT_HINT, code="wire-empty"),))
    text = open_copy(composed.text, file, is_markdown=composed.is_markdown)
    parsed = parse_text(text, settings, aside=item.notes)
    if parsed.story is not None and not parsed.body.words:
        return Parsed(file=file, digest="", problems=(Problem(file, 0, NO_TEXT, NO_TEXT_HINT, code="wire-empty"),))
    warned = (Problem(file, 0, words, "", Gravity.WARNING, code="wire-doubtful") for words in item.warnings)
    problems = tuple(_of_file(one) for one in (*parsed.problems, *warned) if one.gravity is not Gravity.NOTE)
    story = parsed.story
    if story is not None and item.pictures:
        photos = msgspec.structs.replace(story.photos, supplied=supplied_photos(item.pictures))
        story = msgspec.structs.replace(story, photos=photos)
    return msgspec.structs.replace(parsed, story=story, problems=problems)


def _of_file(problem: Problem) -> Problem:
    """Return the problem as one of the whole file: its lines are those of the text that was made of it."""
    hint = UNDATED_HINT if problem.message == UNDATED else problem.hint
    return msgspec.structs.replace(problem, line=0, hint=hint)


def _named(problem: Problem, item: WireItem) -> Problem:
    """Return the problem with the headline of the item that it is about, for files of several items."""
    name = shorten(item.headline or item.slugline or item.thread, MAX_SHOWN)
    return (
        problem if name in problem.message else msgspec.structs.replace(problem, message=f"“{name}”: {problem.message}")
    )


def _lone_kill(item: WireItem, file: str) -> Problem:
    """Return what editors are told of a kill when no story of that id is in the folder."""
    name = shorten(item.headline or item.slugline or item.thread, MAX_SHOWN)
    message = f"The agency asks that a story be killed, and no story with its id is in the folder: “{name}”."
    hint = "Look for the story. If the paper has it under another id, run: broadsheet takedown STORY"
    return Problem(file, 0, message, hint, code="wire-kill")
