"""Turn the text of agencies' XML, in NITF or XHTML, into plain HTML, which is sanitised afterwards."""

import re
from html import escape
from xml.etree.ElementTree import Element

KEPT = {
    "blockquote", "br", "caption", "dd", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "b", "i", "u",
}  # fmt: skip
RENAMED = {"h1": "h2", "hl1": "h2", "hl2": "h2", "bq": "blockquote", "pre": "p", "Strong": "strong"}
"""Names of NITF and XHTML -> those of the page, whose headline is its only h1."""
SKIPPED = {
    "aside", "audio", "body.end", "figure", "footer", "head", "header", "iframe", "img", "media", "note", "object",
    "script", "style", "time", "title", "video",
}  # fmt: skip
"""Elements that are no part of the text: pictures are read apart, and heads repeat the headline."""
BLOCKS = {"p", "table", "ul", "ol", "dl", "blockquote", "pre", "h2", "h3", "hl2", "bq"}
VOID = {"br", "hr"}
COLUMNS = re.compile(r"\S {2,}\S")
MANY_LINES = 5
"""A paragraph with more lines than this, and with columns in them, is a table of results."""
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def html_of(element: Element) -> str:
    """Return the content of an element as HTML. Text that no element makes a paragraph of is cut at blank lines."""
    if not any(one.tag in BLOCKS for one in element.iter()):
        pieces = BLANK_LINE.split("".join(element.itertext()))
        return "\n".join(f"<p>{escape(piece.strip())}</p>" for piece in pieces if piece.strip())
    parts: list[str] = []
    _write_content(element, parts, wrapped=False, lines=False)
    return "".join(parts)


def _write(element: Element, parts: list[str], *, wrapped: bool, lines: bool) -> None:
    name = RENAMED.get(str(element.tag), str(element.tag))
    if not isinstance(element.tag, str) or name in SKIPPED:
        return
    if name == "br" and wrapped:
        parts.append(" ")
    elif name in VOID:
        parts.append(f"<{name}>")
    elif name == "a":
        parts.append(f'<a href="{escape(element.attrib.get("href", ""))}">')
        _write_content(element, parts, wrapped=wrapped, lines=lines)
        parts.append("</a>")
    elif name in KEPT:
        wrapped = wrapped or (name == "p" and (element.text or "")[:1].isspace())
        lines = lines or element.tag == "pre" or (name == "p" and _is_typed_table(element))
        parts.append(f"<{name}>")
        _write_content(element, parts, wrapped=wrapped, lines=lines)
        parts.append(f"</{name}>")
    else:
        _write_content(element, parts, wrapped=wrapped, lines=lines)


def _write_content(element: Element, parts: list[str], *, wrapped: bool, lines: bool) -> None:
    """Add what is in an element. `wrapped`: its <br> only break lines; `lines`: its lines are to be kept."""
    parts.append(_text(element.text, lines=lines))
    for child in element:
        _write(child, parts, wrapped=wrapped, lines=lines)
        parts.append(_text(child.tail, lines=lines))


def _text(text: str | None, *, lines: bool) -> str:
    if not text:
        return ""
    return "<br>".join(escape(line.rstrip()) for line in text.strip().split("\n")) if lines else escape(text)


def _is_typed_table(element: Element) -> bool:
    text = element.text or ""
    return text.count("\n") > MANY_LINES and COLUMNS.search(text) is not None
