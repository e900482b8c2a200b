"""Read IPTC 7901, as dpa sends it: `eca062 4 i 211`, keywords, STX, headings up to `=`, the text, ETX, the time."""

import re
from datetime import UTC, datetime

from generator.intake.wire_files.record import WireError, WireItem, Wrapping, one_line, whole_number
from generator.intake.wire_files.turns import HEADING, Turn, first_sentence, turn_of

HEAD = re.compile(
    r"[\s\x00\x16]*\x01([A-Za-z]{2,4})(\d{2,5}) (\d) ([A-Za-z]{1,4}) (\d{1,6})\b([^\n]{0,80})\n", re.ASCII
)
TIME = re.compile(r"(\d\d)(\d\d)(\d\d) GMT ([A-Za-z]{3}) (\d\d)", re.ASCII)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BYLINE = re.compile(r"(?:By|Von|Par|Por|Da|Av|Af) \S")
NOT_FOR_READERS = re.compile(
    r"^(?:#{1,3} ?(?:dpa[ -])?(?:notebook|notizblock|contacts|kontakte)\b.*|(?:\* ?){4,}|"
    r"the following information is (?:not|only|exclusively).*|die folgenden informationen sind nicht .*)$",
    re.IGNORECASE | re.MULTILINE,
)
"""The first line of what dpa writes under a text for newsrooms."""
MAX_HEADINGS = 8
"""The most lines between STX and the `=` at the end of the headline."""


def read_iptc7901(text: str, wrapping: Wrapping) -> WireItem:
    """Return the story in the text of an IPTC 7901 file. Raises WireError."""
    head = HEAD.match(text)
    if head is None:
        raise WireError("It begins like IPTC 7901, but its first line can't be read.")
    above, _, rest = text[head.end() :].partition("\x02")
    body, _, after = rest.partition("\x03")
    if not body.strip():
        raise WireError("It is IPTC 7901 without a text.")
    keywords = one_line(above).strip("/ ")
    headings, story = _part(body)
    marks = [line for line in headings if HEADING.fullmatch(line)]
    bylines = [line for line in headings if BYLINE.match(line)]
    titles = [line for line in headings if line not in marks and line not in bylines]
    turn = _turn(keywords, marks)
    sent = _time_in(after)
    return WireItem(
        thread=f"iptc7901:{head[1].casefold()}:{turn.keywords.casefold()}",
        opens=not turn.follows,
        number=f"{head[1]}{head[2]}-{sent:%Y%m%d}" if sent else f"{head[1]}{head[2]}-{wrapping.name}",
        version=turn.number,
        sent=sent,
        headline=" ".join(titles) or first_sentence(story) or keywords,
        bylines=tuple(bylines),
        slugline=", ".join(filter(None, [keywords, *(mark for mark in marks if "KILL" in mark)])),
        source=_agency_in(head[6]),
        categories=(head[4], *filter(None, (one.strip() for one in keywords.split("/")))),
        text=story,
    )


def _part(body: str) -> tuple[list[str], str]:
    """Return the lines of the headings, which end with `=`, and the text under them."""
    lines = body.split("\n")
    end = next((at for at, line in enumerate(lines[:MAX_HEADINGS]) if line.rstrip().endswith("=")), -1)
    if end < 0:
        return [], body
    headings = [one_line(line.strip().removesuffix("=")) for line in lines[: end + 1]]
    story = "\n".join(lines[end + 1 :])
    below = NOT_FOR_READERS.search(story)
    return [line for line in headings if line], (story[: below.start()] if below else story).strip("\n")


def _turn(keywords: str, marks: list[str]) -> Turn:
    turns = [turn_of(f"{keywords}, {mark}") for mark in marks]
    number = max((turn.number for turn in turns), default=0)
    return Turn(keywords, number, any(turn.follows for turn in turns))


def _agency_in(rest: str) -> str:
    words = [word for word in rest.split() if word.isalpha() and word.islower()]
    return words[-1] if words else ""


def _time_in(after: str) -> datetime | None:
    """Return the time behind the text: `131137 GMT Nov 13` is 11:37 on the 13th of November 2013."""
    found = TIME.search(after)
    if found is None or found[4].casefold() not in MONTHS:
        return None
    day, hour, minute, year = (whole_number(found[at]) for at in (1, 2, 3, 5))
    try:
        return datetime(2000 + year, MONTHS.index(found[4].casefold()) + 1, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
