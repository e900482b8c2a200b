r"""Read ANPA 1312, the form of wires since the days of teletypes, as AP sends it.

The first line has the service and a number of four digits, the second the priority, the category, the keywords with
their cycle (`BC-`), the day and the count of words. The text stands between STX and ETX: lines that begin with `^` are
for the desk, a tab opens a paragraph. Behind ETX is the time: `AP-WF-11-13-13 1509GMT`.
"""

import re
from datetime import UTC, datetime

from generator.intake.wire.agencies import name_agency
from generator.intake.wire_files.record import WireError, WireItem, Wrapping, one_line
from generator.intake.wire_files.turns import first_sentence, turn_of

HEAD = re.compile(
    r"[\s\x00\x16\x01]*([A-Za-z])(\d{4})\x1f?([^\n]{0,40})\n\s*([a-z]) ([a-z])[\x11-\x14]{0,2} ?([^\n]{0,120})\n",
    re.ASCII,
)
DAY_AND_WORDS = re.compile(r"\s+\d{1,2}-\d{1,2}\s+\d{3,4}\s*\Z", re.ASCII)
TIME = re.compile(r"(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)GMT", re.ASCII)
CYCLE = re.compile(r"(?:AM|PM|BC|AP|EX)-(?:\w{2,3}--)?", re.IGNORECASE | re.ASCII)
COUNT = re.compile(r",\s*\d{1,5}\s*\Z", re.ASCII)
FOR_DESK = re.compile(r"(?:AP Photo|AP Graphic|AP Video|Eds?:|Eds\b|Photos?:)", re.IGNORECASE)
BYLINE = re.compile(r"By \S", re.IGNORECASE)
TITLE_CHARS = 40
MAX_DESK_LINES = 60
"""The most lines for the desk. Further ones are left out."""
CATEGORY_NAMES = {
    "a": "domestic", "b": "special", "c": "feature", "d": "food", "e": "entertainment", "f": "finance",
    "i": "international", "j": "lottery", "k": "commentary", "l": "lifestyle", "n": "state", "o": "weather",
    "p": "politics", "q": "scores", "r": "racing", "s": "sports", "t": "travel", "v": "advisory", "w": "washington",
    "x": "financial",
}  # fmt: skip
"""The categories of ANPA 1312, which settings may name by letter or by word."""


def read_anpa(text: str, wrapping: Wrapping) -> WireItem:
    """Return the story in the text of an ANPA file. Raises WireError."""
    head = HEAD.match(text)
    if head is None:
        raise WireError("It begins like ANPA 1312, but its first two lines can't be read.")
    body, _, after = text[head.end() :].partition("\x02")[2].partition("\x03")
    if not body.strip():
        raise WireError("It is ANPA 1312 without a text.")
    lines = body.split("\n")
    keywords = COUNT.sub("", lines[0].strip().strip("^<").strip()) or DAY_AND_WORDS.sub("", head[6])
    desk, paragraphs = _part(lines[1:])
    turn = turn_of(keywords)
    category = head[5]
    sent = _time_in(after or body)
    stories = "\n\n".join(paragraphs)
    headlines = [one for one in desk if not FOR_DESK.match(one) and not BYLINE.match(one) and not name_agency(one)]
    headlines = [one for one in headlines if not _is_title(one, desk)]
    return WireItem(
        thread=f"anpa:{CYCLE.sub('', turn.keywords).casefold()}",
        opens=not turn.follows,
        number=f"{head[1]}{head[2]}-{sent:%Y%m%d}" if sent else f"{head[1]}{head[2]}-{wrapping.name}",
        version=turn.number,
        sent=sent,
        headline=headlines[0] if headlines else first_sentence(stories) or CYCLE.sub("", turn.keywords),
        summary=" ".join(headlines[1:]),
        bylines=tuple(_bylines(desk)),
        slugline=keywords,
        source=next((name for one in desk if (name := name_agency(one))), "") or _agency_in(after),
        categories=tuple(filter(None, (category, CATEGORY_NAMES.get(category, ""), head[3].strip(" -_")))),
        notes=tuple(one for one in desk if FOR_DESK.match(one) and not one.casefold().startswith("ap photo")),
        text=stories,
    )


def _part(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines for the desk, and the paragraphs of the text."""
    desk: list[str] = []
    paragraphs: list[list[str]] = []
    for line in lines:
        words = _clean(line)
        if line.startswith("^") and not paragraphs:
            desk.append(words.lstrip("^").rstrip("=").strip())
        elif not words or words.startswith("^"):
            continue
        elif line[:1].isspace() or not paragraphs:
            paragraphs.append([words])
        else:
            paragraphs[-1].append(words)
    return [one for one in desk if one][:MAX_DESK_LINES], [" ".join(words) for words in paragraphs]


def _clean(line: str) -> str:
    """Return the words of a line with quotation marks and dashes in place of those of teletypes."""
    words = one_line(line.strip().rstrip("<"))
    words = words.replace("``", "“").replace("''", "”").replace(" _ ", " — ")
    return words.removesuffix(" _")


def _is_title(line: str, desk: list[str]) -> bool:
    """Tell whether a line stands under a byline and is the writer's title: `AP Sports Writer`."""
    at = desk.index(line)
    return at > 0 and BYLINE.match(desk[at - 1]) is not None and len(line) <= TITLE_CHARS


def _bylines(desk: list[str]) -> list[str]:
    return [one for one in desk if BYLINE.match(one)]


def _agency_in(after: str) -> str:
    """Return the agency that the line of the time names: `AP-WF-11-13-13 1509GMT`."""
    return name_agency(after.strip().partition("-")[0])


def _time_in(after: str) -> datetime | None:
    found = TIME.search(after)
    if found is None:
        return None
    month, day, year, hour, minute = map(int, found.groups())
    try:
        return datetime(2000 + year if year < 70 else 1900 + year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
