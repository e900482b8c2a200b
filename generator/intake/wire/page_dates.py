"""Read the line of times that is pasted with a story from a page: `Publicado 20/11/2026 14h05 Atualizado há 2 dias`.

Such a line may name when the story was published and when it was changed, its source, and how long it takes to read.
Nothing else may stand in it, so that no sentence is taken for one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from generator.intake.languages.phrases import fold
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.agencies import name_agency
from generator.intake.wire.page_date_words import (
    AUTHORS,
    EDITORS,
    PUBLISHED,
    READING_BEFORE,
    READING_BEHIND,
    SOURCES,
    UPDATED,
)

MAX_CHARS = 140
MAX_NAME_CHARS = 40
SENTENCE_ENDS = frozenset("。！？!?।")
DAY = re.compile(r"(?:19|20|25)\d\d|\d[./]\d{1,2}[./]\d\d")
"""What no day of publication can be without: a year of four figures, or a day of figures."""
NAMES = {"source", "bylines"}
DAY_WITHOUT_YEAR = re.compile(r"[\d月日년월일時分时分 :.,/-]{4,24}")
EDGE = " \t,;:：|•·–—-/()[]，、"
AGO = re.compile(
    r"(?:about |vor |há |ha |hace |il y a |för |for )?\d{1,3} ?(?:min(?:ute|uto|uten|uut|utter)?s?|hours?|horas?|"
    r"heures?|stunden?|hrs?|h|ore|timer|timmar|days?|dias?|jours?|tagen?|weeks?|semanas?|wochen)\b\.?"
    r"(?: ago| fa| sedan| siden)?",
    re.IGNORECASE,
)
"""How long ago a page was changed, which nobody can read later."""
CLOCK = re.compile(
    r"(?:um |at |à |às |alle |ore |kl\.? ?)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?(?:uhr|[ap]\.?m\.?))?", re.IGNORECASE
)
GLUED = re.compile(r"((?:19|20)\d\d)(?=\d{1,2}:\d\d)|(?<=[A-Z])(?=Updated|Published)")
"""Where a page's columns ran together: `Nov. 22, 20262:05 PM GMTUpdated 3 hours ago`."""
SIGNS = re.compile(r"\s*[|•·()]\s*|\s+[-–—]\s+")


def read_page_date(words: str) -> tuple[tuple[str, str], ...]:
    """Return `published`, `updated`, `source` and `bylines` as far as the line names them; empty for any other line."""
    if len(words) > MAX_CHARS or words[-1:] in SENTENCE_ENDS or DAY.search(words) is None:
        return ()  # most lines
    words = GLUED.sub(lambda found: f"{found[0]} ", words)
    without = _reading().sub(" ", words)
    pieces = list(_cut(without))
    if len(pieces) == 1 and pieces[0][0] == "" and without == words:
        return ()
    found: dict[str, str] = {}
    for key, value in pieces:
        if not value or key == "desk" or (key == "updated" and (AGO.fullmatch(value) or CLOCK.fullmatch(value))):
            continue
        if key in NAMES and len(value) <= MAX_NAME_CHARS:
            found.setdefault(key, name_agency(value) or value)
        elif key not in NAMES and looks_like_moment(value):
            found.setdefault(key or "published", value)
        elif key != "updated" or not DAY_WITHOUT_YEAR.fullmatch(value):
            return ()
    return tuple(found.items()) if found.keys() & {"published", "updated"} else ()


def _cut(words: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before the first label, and then each label's key with what follows it."""
    key, start = "", 0
    for label in _labels().finditer(fold(words)):
        yield key, _tidy(words[start : label.start()])
        key, start = str(label.lastgroup), label.end()
    yield key, _tidy(words[start:])


def _tidy(piece: str) -> str:
    return " ".join(SIGNS.sub(" ", piece.strip(EDGE)).split()).strip(EDGE)


@cache
def _labels() -> re.Pattern[str]:
    """Return the pattern of all labels, folded: a word of its own, or one in a writing without spaces before a sign."""
    tables = (PUBLISHED, UPDATED, SOURCES, AUTHORS, EDITORS)
    published, updated, sources, authors, editors = (_alternatives(table.values()) for table in tables)
    end = r"(?![^\W\d_])\s*[:：]?"
    keyed = rf"(?:(?P<source>{sources})|(?P<bylines>{authors})|(?P<desk>{editors}))\s*[:：]"
    joined = "(?:(?:and|und|et|y|e|en|och|og|i) )?"
    return re.compile(rf"(?<!\w){joined}(?:(?P<updated>{updated}){end}|(?P<published>{published}){end}|{keyed})")


@cache
def _reading() -> re.Pattern[str]:
    minutes = r"\d{1,2}[ -]?(?:min(?:ut\w{0,3})?|мин(?:ут\w?)?|хв)\b\.?"
    before, behind = _alternatives([READING_BEFORE]), _alternatives([READING_BEHIND])
    return re.compile(
        rf"(?:(?:{before})\s*:?\s*{minutes}|{minutes}\s?(?:{behind})(?!\w)|(?<=[|•·]) *{minutes}(?= *(?:[|•·]|$)))",
        re.IGNORECASE,
    )


def _alternatives(values: Iterable[str]) -> str:
    """Return the words of a table, folded and as written, as one pattern; the longest come first."""
    words = {form for value in values for word in value.split("|") for form in (word, fold(word))}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
