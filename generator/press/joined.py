"""Words that stay on one line in headlines: `15-year`, `$1.2 million`, `al-Rashid`, `4-3`, `Nov. 19`, `No. 5`.

A browser may break a line after any hyphen and at any space. What must not be parted is put into a `span` that the
style sheet keeps together; if it is wider than its column, it breaks all the same. The text itself stays as it is, so
that titles, feeds and what readers copy hold no invisible signs.
"""

import re
from functools import lru_cache
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from generator.lazy_patterns import lazy_pattern
from generator.press.markup import as_html, escaped

LONGEST = 24
"""Longer words may break at their hyphens: kept whole, they would leave half a line empty."""
SHORT_PART = 3
"""A part of a word with hyphens that has so few letters looks lost on a line of its own: `e-mail`, `al-Rashid`."""
HYPHENS = "-\u2010"
LENGTHS = ((24, " headline-short"), (70, ""), (120, " headline-long"))
"""Up to how many signs a headline has which class. Three words are short."""
LONGEST_NAME = " headline-longest"
"""The class of all longer ones, of some thirty words."""
WIDE = "WF"
"""Chinese and Japanese signs take the room of two Latin letters."""
OPENING = "([{«‹„“‘\"'"
UNITS = (
    "per cent|million|millions|billion|billions|trillion|percent|percentage|years|year|a.m.|p.m.|am|pm|AM|PM|Uhr|Mio."
    "|Mrd.|Million|Millionen|Milliarde|Milliarden|Prozent|millón|millones|milhão|milhões|bilhão|bilhões|mil|milione|milioni"
    "|miliardo|miliardi|milliard|milliards|mln|mld|miljoen|miljard|miliony|milionów|miliardów|млн|млрд|тис.|milyon|milyar"
    "|km|kg|mph|mm|cm|m|g|t|l|ml|ha|h|kW|MW|GW|kWh|MWh|°C|°F|%|‰|€|$|£|zł|kr|₴|₺|ft.|in.|lb.|lbs.|oz.|sq.|mi.|hrs."
)
BEFORE_NUMBERS = (
    "No.|Nos.|Nr.|Nº|N°|n°|n.º|№|§|Art.|p.|pp.|Vol.|Route|Highway|Interstate|Phase|Ward|District|Grade|Pier|Gate"
    "|Jan.|Feb.|March|April|May|June|July|Aug.|Sept.|Oct.|Nov.|Dec."
)
BEFORE_NAMES = (
    "Mr.|Mrs.|Ms.|Dr.|St.|Ste.|Mt.|Ft.|Gov.|Sen.|Rep.|Rev.|Gen.|Lt.|Sgt.|Prof.|Abu|Mme|Mlle|Sr.|Sra.|Hr.|Fr.|św."
)
PARTICLES = "van der|van den|van de|van|von der|von|bin|ibn|al|el|ter|ten"
"""Parts of names, where a name stands before and behind them; `el` is an ordinary word of Spanish elsewhere."""
_SPACED = tuple(f"{particle} " for particle in PARTICLES.split("|"))
NUMBER = r"[$€£¥₴₺]?\d[\d.,:/\u2009\u202f\u00a0–]*"


def _any(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split("|"), key=lambda one: (-len(one), one)))


TOGETHER = lazy_pattern(
    rf"(?<!\S)(?:[{re.escape(OPENING)}]*{NUMBER} (?:{_any(UNITS)})(?![^\W_])\S*"
    rf"|[{re.escape(OPENING)}]*(?:{_any(BEFORE_NUMBERS)}) {NUMBER}\S*"
    rf"|[{re.escape(OPENING)}]*(?:{_any(BEFORE_NAMES)}) [^\W\d_]\S*"
    rf"|(?:{_any(PARTICLES)}) [^\W\d_]\S*"
    rf"|\S+[{HYPHENS}]\S+)"
)
"""Matches what may have to stay together: a number and its unit, a title and a name, a word with hyphens."""
DIGIT, HYPHEN = re.compile(r"\d"), re.compile(f"[{HYPHENS}]")
AROUND = OPENING + ".,:;!?)]}»›”’"
"""What stands beside a word and isn't counted among its letters."""
SIGNS = re.compile(rf"[{HYPHENS}\d]")
NOTABLE = lazy_pattern(rf"[{HYPHENS}0-9{re.escape(OPENING)}\u0660-\u1fff\u2070-\U0010ffff]")
"""Finds what may be one of these signs, or may open a word, in half the time: each script has digits of its own."""
FIRST_WORDS = frozenset(
    one.partition(" ")[0] for words in (BEFORE_NUMBERS, BEFORE_NAMES, PARTICLES) for one in words.split("|")
)
"""The words, besides those with a digit or a hyphen, with which something may begin that stays together."""


def joined(text: str) -> Markup:
    """Return a headline or deck as HTML, in which words that belong together can't be parted at the end of a line.

    Most texts have no such words, which is known sooner than a former result would be found.
    """
    return _with_spans(text) if _may_join(text) else escaped(text)


@lru_cache(maxsize=4096)
def _with_spans(text: str) -> Markup:
    done = 0
    parts: list[str] = []
    for match in TOGETHER.finditer(text):
        if not _stays(match[0]) or (match[0].startswith(_SPACED) and not _is_name(text[: match.start()], match[0])):
            continue
        parts += (escape(text[done : match.start()]), '<span class="joined">', escape(match[0]), "</span>")
        done = match.end()
    return as_html("".join((*parts, escape(text[done:]))))


def headline_length(text: str) -> str:
    """Return the class that sets a headline in a size that suits its length; nothing for an ordinary one."""
    length = len(text) if text.isascii() else _width(text)
    for most, name in LENGTHS:
        if length <= most:
            return name
    return LONGEST_NAME


@lru_cache(maxsize=4096)
def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in WIDE else 1 for sign in text)


def _may_join(text: str) -> bool:
    """Tell whether anything in the text may have to stay together. Most headlines and many decks are done with this."""
    words = text.split()
    if NOTABLE.search(text):
        if SIGNS.search(text):
            return True
        words = [word.lstrip(OPENING) for word in words]
    return not FIRST_WORDS.isdisjoint(words)


def _is_name(before: str, words: str) -> bool:
    """Tell whether a particle and a word, `van Beethoven`, are parts of the name that ends `before`."""
    return words.rpartition(" ")[2][0].isupper() and before.rstrip().rpartition(" ")[2][:1].isupper()


def _stays(words: str) -> bool:
    """Tell whether these words are kept on one line."""
    if len(words) > LONGEST:
        return False
    if " " in words:
        return True
    if DIGIT.search(words):
        return True
    return min(len(part.strip(AROUND)) for part in HYPHEN.split(words)) <= SHORT_PART
