"""Put the footnotes of a post into its text. WordPress keeps their words in a field, and their numbers in the text."""

import re
from html import escape

import msgspec

FIELD = "footnotes"
PLACE = re.compile(r"<!--\s*wp:footnotes\b[^<>]{0,500}/-->")
MARK = re.compile(
    r"<sup\b[^<>]{0,300}\bdata-fn=\"[^\"]{1,100}\"[^<>]{0,300}>\s*<a\b[^<>]{0,500}>(.{1,20}?)</a>\s*</sup>"
)


class _Note(msgspec.Struct):
    content: str = ""


def with_footnotes(body: str, field: str) -> str:
    """Return a body with its footnotes where it shows them, or at its end. `field`: their words, as JSON."""
    if not field:
        return body
    try:
        notes = msgspec.json.decode(field, type=list[_Note])
    except msgspec.DecodeError:
        return body if not field.strip("[] ") else f"{body}\n<p>{escape(field, quote=False)}</p>"
    items = "".join(f"<li>{note.content}</li>" for note in notes if note.content.strip())
    listed = f"<ol>{items}</ol>" if items else ""
    marked = MARK.sub(r"<sup>\1</sup>", body)
    return PLACE.sub(lambda _: listed, marked, count=1) if PLACE.search(marked) else f"{marked}\n{listed}"
