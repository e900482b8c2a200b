"""What should become of each piece in a collection of copy as newsrooms paste it, and what does.

The collection lies beside the project, in ../shared/copy/: files that hold pieces one after another, each under a line
`@@@ path | enc=gbk`. What is right for a piece was written down from its text alone, in copy_cases.toml, by kind.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import msgspec

from generator.config import parse_config
from generator.intake.html.sanitise import plain_text
from generator.intake.parse import parse_copy
from generator.intake.settings import IntakeSettings, intake_settings_of
from generator.model import Body, Gravity, Parsed, Story

COLLECTION = Path(__file__).parents[2] / "shared" / "copy"
RIGHT = Path(__file__).with_name("copy_cases.toml")
PAPER = 'name = "The Courier"\naddress = "https://courier.example"\ntime_zone = "America/New_York"\n'
NOW = datetime(2026, 11, 23, 23, tzinfo=UTC)
"""The time at which the collection is judged."""
KINDS = {
    "A": "kept back, or not",
    "B": "dates that aren't the story's",
    "C": "headline and head",
    "D": "mail",
    "E": "press releases",
    "F": "agencies",
    "G": "bylines",
    "H": "plain text",
    "I": "Markdown",
    "J": "headers",
    "K": "dates, names of files, encodings",
    "L": "languages",
}


class Piece(msgspec.Struct, frozen=True):
    """One piece of the collection."""

    name: str
    """Its file within content/."""
    content: bytes


class Right(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is right for a piece. What isn't set isn't looked at; `..._has` asks for a part of the value."""

    state: str = "public"
    """`public`, `waiting` (for a time that is known), `held`, `back` (either of the two), or `any`."""
    or_held: bool = False
    """True if it would be right as well to hold the piece."""
    headline: str | None = None
    headline_has: str = ""
    deck: str | None = None
    deck_has: str = ""
    kicker: str | None = None
    kicker_has: str = ""
    by: list[str] | None = None
    by_has: list[str] = []
    dateline: str | None = None
    source: str | None = None
    language: str | None = None
    topics: list[str] | None = None
    published: str | None = None
    """In the paper's zone: `2026-11-22T16:05`, or `2026-11-22` where the copy names no hour."""
    published_day: str | None = None
    updated: str | None = None
    opens: str | None = None
    shows: list[str] = []
    """Words of the text, as readers see them."""
    page: list[str] = []
    """Words that stand anywhere on the page."""
    hides: list[str] = []
    """Words that stand nowhere on the page."""
    html: list[str] = []
    html_hides: list[str] = []
    ends: str = ""
    """The end of the text."""


def read_collection(folder: Path = COLLECTION) -> Iterator[Piece]:
    """Yield the pieces of the collection."""
    for file in sorted(folder.glob("*.txt")):
        for chunk in re.split(r"^@@@ ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, _, text = chunk.partition("\n")
            name, _, option = (part.strip() for part in head.partition("|"))
            yield Piece(name, _encode(text.removesuffix("\n"), option))


def _encode(text: str, option: str) -> bytes:
    if option.startswith("enc="):
        return text.encode(option.removeprefix("enc="))
    if option == "esc":
        text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text).replace("\\t", "\t")
    return (text.replace("\n", "\r\n") if option == "crlf" else text).encode()


def read_right(file: Path = RIGHT) -> dict[str, tuple[str, Right]]:
    """Return for each piece its kind and what is right for it."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: (kind, msgspec.convert(one, Right)) for kind, names in tables.items() for name, one in names.items()}


def count_right(collection: Path = COLLECTION) -> Iterator[str]:
    """Yield the rows of a table by kind: pieces and how many are right; then what is wrong with the others."""
    settings, right = intake_settings_of(parse_config(PAPER)), read_right()
    counts: dict[str, list[int]] = {kind: [0, 0] for kind in KINDS}
    wrong: list[str] = []
    for piece in read_collection(collection):
        if piece.name not in right:
            wrong.append(f"{piece.name}: nobody has written down what is right for it")
            continue
        kind, asked = right[piece.name]
        faults = find_faults(parse_copy(piece.content, f"content/{piece.name}", settings), asked, settings)
        counts[kind][0] += 1
        counts[kind][1] += not faults
        wrong += [f"{piece.name}: {fault}" for fault in faults]
    yield "| kind | pieces | right |\n|---|---|---|"
    yield from (f"| {name} | {counts[kind][0]} | {counts[kind][1]} |" for kind, name in KINDS.items())
    yield f"| all | {sum(pieces for pieces, _ in counts.values())} | {sum(one for _, one in counts.values())} |"
    yield from wrong


def find_faults(parsed: Parsed, asked: Right, settings: IntakeSettings) -> list[str]:
    """Return what is not as it is right, in words."""
    state = _state_of(parsed)
    if state == "held" and (asked.or_held or asked.state in {"held", "back", "any"}):
        return []
    states = {"back": {"held", "waiting"}, "any": {"public", "waiting", "held"}}.get(asked.state, {asked.state})
    faults = [] if state in states else [f"it is {state}, not {asked.state}: {_reasons(parsed)}"]
    if parsed.story is not None and state != "held":
        faults += _compare(parsed.story, parsed.body, asked, settings)
    return faults


def _state_of(parsed: Parsed) -> str:
    if parsed.story is None or parsed.story.draft or any(one.gravity is Gravity.HELD for one in parsed.problems):
        return "held"
    return "waiting" if parsed.story.opens > NOW else "public"


def _reasons(parsed: Parsed) -> str:
    return " ".join(problem.message for problem in parsed.problems if problem.gravity is Gravity.HELD)


def _compare(story: Story, body: Body, asked: Right, settings: IntakeSettings) -> list[str]:
    def tell(moment: datetime | None, no_hour: bool) -> str:
        local = moment.astimezone(settings.zone) if moment else None
        return f"{local:%Y-%m-%d}" if local and no_hour else f"{local:%Y-%m-%dT%H:%M}" if local else ""

    names = [byline.name for byline in story.bylines]
    published = tell(story.published, story.no_hour)
    values: dict[str, object] = {
        "headline": story.headline, "deck": story.deck, "kicker": story.kicker, "by": names, "dateline": story.dateline,
        "source": story.source, "language": story.language, "topics": list(story.topics), "published": published,
        "published_day": published[:10], "updated": tell(story.updated, story.updated_no_hour),
        "opens": tell(story.opens, no_hour=False),
    }  # fmt: skip
    faults = [
        f"{key} is {value!r}, not {wanted!r}"
        for key, value in values.items()
        if (wanted := getattr(asked, key)) is not None and wanted != value
    ]
    parts = {"headline": asked.headline_has, "deck": asked.deck_has, "kicker": asked.kicker_has}
    faults += [f"{key} has no {part!r}: {values[key]!r}" for key, part in parts.items() if part not in str(values[key])]
    faults += [f"nobody is called {name!r}: {names}" for name in asked.by_has if name not in names]
    return faults + _compare_text(story, body, asked)


def _compare_text(story: Story, body: Body, asked: Right) -> list[str]:
    text = _plain(body.html)
    told = msgspec.json.encode((story.photos, story.corrections)).decode()
    page = f"{story.headline}\n{story.deck}\n{story.kicker}\n{story.summary}\n{text}\n{told}"
    faults = [f"not in the text: {one!r}" for one in asked.shows if one not in text]
    faults += [f"not on the page: {one!r}" for one in asked.page if one not in page]
    faults += [f"on the page: {one!r}" for one in asked.hides if one in page]
    faults += [f"not in the HTML: {one!r}" for one in asked.html if one not in body.html]
    faults += [f"in the HTML: {one!r}" for one in asked.html_hides if one in body.html]
    return faults if text.endswith(asked.ends) else [*faults, f"it doesn't end with {asked.ends!r}"]


def _plain(html: str) -> str:
    """Return the text with single blanks."""
    return " ".join(unescape(plain_text(html)).split())
