"""Find the footnotes of a text in HTML: a list at its end, whose items are led to by small links in the text.

Programs and plugins call them by many names (`fn1`, `footnote-1`, `easy-footnote-bottom-1-12`, `cite_note-1`). They are
given the names by which the writer of Markdown knows footnotes.
"""

import re

REFERENCE = re.compile(r"<a\b[^<>]{0,1000}?\bhref\s*=\s*[\"']#([^\"'<>\s]{1,200})[\"']", re.IGNORECASE)
ITEM = re.compile(r"<li\b[^<>]{0,1000}?\bid\s*=\s*[\"']([^\"'<>\s]{1,200})[\"'][^<>]{0,1000}>", re.IGNORECASE)
NOTE_NAME = re.compile(r"(?:\A|[\W_])(?:foot|end|side)?(?:fn|ftn|edn|notes?)(?:ref)?(?:\d|[\W_]|\Z)", re.IGNORECASE)
RAISED = re.compile(
    r"<sup\b[^<>]{0,1000}>\s*(<a\b[^<>]{0,1000}?\bhref\s*=\s*[\"']#([^\"'<>\s]{1,200})[\"'][^<>]{0,1000}>[^<>]{0,20}</a>)\s*</sup>",
    re.IGNORECASE,
)
"""A reference that is raised already, as footnotes are by themselves."""
RAISED_WITHIN = re.compile(
    r"(<a\b[^<>]{0,1000}?\bhref\s*=\s*[\"']#([^\"'<>\s]{1,200})[\"'][^<>]{0,1000}>)\s*<sup\b[^<>]{0,1000}>([^<>]{0,20})</sup>\s*</a>",
    re.IGNORECASE,
)
WAY_BACK = re.compile(
    r"<a\b[^<>]{0,1000}?\bhref\s*=\s*[\"']#([^\"'<>\s]{1,200})[\"'][^<>]{0,1000}>"
    r"\s*(?:<[^<>]{1,100}>\s*)?(?:&#?\w{2,10};|[^\w\s<>&]){1,6}\s*(?:</[^<>]{1,20}>\s*)?</a>",
    re.IGNORECASE,
)
"""A link with nothing but an arrow."""


def is_note_name(name: str) -> bool:
    """Tell whether an element of this id is a footnote, or a reference to one."""
    return NOTE_NAME.search(name) is not None


def find_notes(html: str) -> dict[str, int]:
    """Return the ids of the footnotes in a text with their numbers, in the order in which they are listed."""
    if "#" not in html:
        return {}
    referred = set(REFERENCE.findall(html))
    names = (name for name in ITEM.findall(html) if name in referred and is_note_name(name))
    return {name: number for number, name in enumerate(dict.fromkeys(names), 1)}


def plain_references(html: str, notes: dict[str, int]) -> str:
    """Return a text in which nothing stands around a reference to a footnote, and nothing leads back from one."""
    if not notes:
        return html
    html = RAISED.sub(lambda found: found[1] if found[2] in notes else found[0], html)
    html = RAISED_WITHIN.sub(lambda found: f"{found[1]}{found[3]}</a>" if found[2] in notes else found[0], html)
    return WAY_BACK.sub(lambda found: found[0] if found[1] in notes else "", html)
