"""Write single lines of a header, so that YAML and an editor read them alike."""

import json
import re
from collections.abc import Iterable

from generator.imports.records import Item
from generator.intake.html.sanitise import plain_text, well_formed

PLAIN_VALUE = re.compile(r"[^\W\d_](?:[\w .,/()+’–—…€£%-]*[\w.)!?/%…])?|\d[\d: +.-]*[\d:]")
"""A value that YAML reads as it stands."""
NO_TAG = re.compile(
    r"<(?!/?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|iframe|img|ins|li|mark|ol|p|q|s|script|"
    r"small|span|strike|strong|style|sub|sup|tt|u|ul|wbr)\b|!--)",
    re.IGNORECASE,
)
"""A sign in a title that opens no tag of a text: `Why <main> matters`, `a < b`."""
WORDS_OF_YAML = {"yes", "no", "true", "false", "null", "on", "off", "y", "n", "~"}
UNTITLED = "Untitled"


def title_line(item: Item) -> str:
    """Return the line with the title of an item."""
    return "".join(header_line("title", plain(item.title) or UNTITLED))


def header_line(key: str, value: str) -> Iterable[str]:
    """Yield the line of a key, if its value has a word."""
    if value.strip():
        yield f"{key}: {value_of(' '.join(value.split()))}"


def value_of(text: str) -> str:
    """Return a value that YAML and an editor read alike."""
    if (PLAIN_VALUE.fullmatch(text) and text.casefold() not in WORDS_OF_YAML) or re.fullmatch(r"/[\w./~-]*", text):
        return text
    return json.dumps(text, ensure_ascii=False)


def plain(words: str) -> str:
    """Return words that may have tags and entities of HTML in them as plain text in one line."""
    words = NO_TAG.sub("&lt;", words) if "<" in words else words
    return plain_text(well_formed(words)) if "<" in words or "&" in words else " ".join(words.split())
