"""Read text documents of OpenDocument (.odt), as LibreOffice writes them, from their XML.

odfpy and odfdo open and change documents but give neither emphasis nor notes as text, and neither bounds what it opens.
"""

from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

import msgspec

from generator.intake.documents.archive import SAVE_AGAIN, open_archive, read_xml
from generator.intake.documents.cropped import cropping_by_clip, is_clipped
from generator.intake.documents.document import COMMENTED, HIDDEN, TRACKED, DocumentError, PageText, Picture
from generator.photos.in_documents import head_of_part, is_picture
from generator.photos.measure import measure_stored

URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE = (f"{{{URN}{name}:1.0}}" for name in ("office", "text", "table", "style"))
DRAW = f"{{{URN}drawing:1.0}}"
SVG = f"{{{URN}svg-compatible:1.0}}"
FO = f"{{{URN}xsl-fo-compatible:1.0}}"
LINK = "{http://www.w3.org/1999/xlink}"
SKIPPED = {
    f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls",
    f"{TEXT}table-of-content", f"{TEXT}alphabetical-index", f"{OFFICE}annotation", f"{OFFICE}annotation-end",
    f"{OFFICE}forms", f"{TEXT}note-citation", f"{TEXT}index-title", f"{SVG}title", f"{SVG}desc",
}  # fmt: skip
HIDDEN_PARTS = {f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"}
ASIDE = (f"{OFFICE}annotation", f"{STYLE}header", f"{STYLE}footer", f"{STYLE}header-first", f"{STYLE}footer-first")
SPANS = {"colspan": f"{TABLE}number-columns-spanned", "rowspan": f"{TABLE}number-rows-spanned"}
BREAKS = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "<br>"}
"""Elements for white space. Browsers show several spaces as one."""


class _Style(msgspec.Struct, frozen=True):
    """What a style says about text."""

    parent: str = ""
    display: str = ""
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool = False


def read_odt(raw: bytes) -> PageText:
    """Return the text of a document. Raises DocumentError."""
    parts = open_archive(raw)
    if "content.xml" not in parts:
        raise DocumentError("The file is not a text document.", SAVE_AGAIN)
    content = read_xml(parts["content.xml"])
    trees = [content, *([read_xml(parts["styles.xml"])] if "styles.xml" in parts else [])]
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise DocumentError("The file is not a text document.", SAVE_AGAIN)
    reader = _Reader(raw, parts, trees)
    html = "".join(reader.blocks(body)) + reader.notes_html()
    tracked = body.find(f"{TEXT}tracked-changes/{TEXT}changed-region") is not None
    commented = next(body.iter(f"{OFFICE}annotation"), None) is not None
    notes = [*([TRACKED] if tracked else []), *([COMMENTED] if commented else [])]
    aside = (*reader.hidden, *_texts_aside(trees))
    return PageText(
        html, tuple(notes), (HIDDEN,) if reader.hidden else (), tuple(reader.pictures), reader.cropped, aside
    )


def _texts_aside(trees: list[Element]) -> Iterator[str]:
    """Yield the paragraphs of comments and of the heads and feet of pages."""
    for tree in trees:
        for tag in ASIDE:
            for part in tree.iter(tag):
                yield from filter(str.strip, ("".join(words.itertext()) for words in part.iter(f"{TEXT}p")))


class _Reader:
    """Turns one document into HTML. The depth of its elements is bounded, so it may call itself."""

    def __init__(self, raw: bytes, parts: dict[str, bytes], trees: list[Element]) -> None:
        self.raw = raw
        self.parts = parts
        self.styles = {name: style for tree in trees for name, style in _styles_of(tree)}
        self.numbered = {name for tree in trees for name in _numbered_lists(tree)}
        self.clips = {name: clip for tree in trees for name, clip in _clipped_styles(tree)}
        self.pictures: list[Picture] = []
        self.cropped = 0
        self.notes: list[str] = []
        self.hidden: list[str] = []

    def blocks(self, parent: Element, list_style: str = "") -> Iterator[str]:
        """Yield the HTML of the blocks in an element."""
        for child in parent:
            yield from self._block(child, list_style)

    def _block(self, child: Element, list_style: str) -> Iterator[str]:
        tag = child.tag
        if tag in SKIPPED or self._is_hidden(child):
            return
        if tag in {f"{TEXT}p", f"{TEXT}h"}:
            yield self._paragraph(child)
        elif tag == f"{TEXT}list":
            style = child.get(f"{TEXT}style-name", "") or list_style
            kind = "ol" if style in self.numbered else "ul"
            items = (
                f"<li>{''.join(self.blocks(item, style))}</li>" for item in child if item.tag != f"{TEXT}list-header"
            )
            yield f"<{kind}>{''.join(items)}</{kind}>"
        elif tag == f"{TABLE}table":
            yield f"<table>{''.join(self._rows(child, 'td'))}</table>"
        else:
            yield from self.blocks(child, list_style)

    def _paragraph(self, paragraph: Element) -> str:
        words = self._inline(paragraph)
        named = self._names(paragraph.get(f"{TEXT}style-name", ""))
        if paragraph.tag == f"{TEXT}h" or "Title" in named:
            level = paragraph.get(f"{TEXT}outline-level", "1")
            level = level if level in {"1", "2", "3", "4", "5", "6"} else "6"
            return f"<h{level}>{words}</h{level}>"
        quoted = "Quotations" in named
        return f"<blockquote><p>{words}</p></blockquote>" if quoted else f"<p>{words}</p>"

    def _rows(self, table: Element, cell: str) -> Iterator[str]:
        for child in table:
            if child.tag == f"{TABLE}table-header-rows":
                yield from self._rows(child, "th")
            elif child.tag in {f"{TABLE}table-rows", f"{TABLE}table-row-group"}:
                yield from self._rows(child, cell)
            elif child.tag == f"{TABLE}table-row":
                cells = (one for one in child if one.tag == f"{TABLE}table-cell")
                yield f"<tr>{''.join(f'<{cell}{_spans(one)}>{self._cell(one)}</{cell}>' for one in cells)}</tr>"

    def _cell(self, cell: Element) -> str:
        return "<br>".join(self._inline(one) for one in cell.iter(f"{TEXT}p"))

    def _inline(self, parent: Element) -> str:
        pieces = [escape(parent.text or "", quote=False)]
        for child in parent:
            pieces += [self._piece(child), escape(child.tail or "", quote=False)]
        return self._emphasised("".join(pieces), parent)

    def _piece(self, child: Element) -> str:
        tag = child.tag
        if tag in SKIPPED or self._is_hidden(child):
            return ""
        if tag in BREAKS:
            return BREAKS[tag]
        if tag == f"{TEXT}note":
            return self._note(child)
        if tag == f"{DRAW}frame":
            return self._picture(child)
        words = self._inline(child)
        address = escape(child.get(f"{LINK}href", ""))
        return f'<a href="{address}">{words}</a>' if tag == f"{TEXT}a" else words

    def _note(self, note: Element) -> str:
        body = note.find(f"{TEXT}note-body")
        self.notes.append(" ".join(self._inline(one) for one in body.iter(f"{TEXT}p")) if body is not None else "")
        number = len(self.notes)
        return f'<sup><a href="#footnote-{number}">[{number}]</a></sup>'

    def notes_html(self) -> str:
        """Return the list of notes that mammoth would make of them."""
        items = (f'<li id="footnote-{number}"><p>{note}</p></li>' for number, note in enumerate(self.notes, 1))
        return f"<ol>{''.join(items)}</ol>" if self.notes else ""

    def _picture(self, frame: Element) -> str:
        image = frame.find(f"{DRAW}image")
        if image is None:
            return "".join(self._inline(one) for one in frame.iter(f"{TEXT}p"))
        part = image.get(f"{LINK}href", "").removeprefix("./")
        name = part if part in self.parts else ""
        clip = self.clips.get(frame.get(f"{DRAW}style-name", ""), "")
        if clip:
            name = self._name_clipped(frame, name, clip)
            if not name:
                self.cropped += 1
                return ""
        said = [frame.findtext(f"{SVG}{name}", "") for name in ("desc", "title")]
        alt = next(filter(None, said), "")
        self.pictures.append(Picture(name, alt))
        return f'<img src="picture:{len(self.pictures) - 1}">'

    def _name_clipped(self, frame: Element, part: str, clip: str) -> str:
        """Return the name of a picture of which a frame shows only a part; empty if it isn't clear which."""
        shape = (frame.get(f"{SVG}width", ""), frame.get(f"{SVG}height", ""))
        stored = measure_stored(head_of_part(self.raw, part)) if is_picture(part) else None
        cropping = cropping_by_clip(clip, shape, stored)
        return f"{cropping.folder}/{part}" if cropping else ""

    def _is_hidden(self, element: Element) -> bool:
        sections = element.tag == f"{TEXT}section" and element.get(f"{TEXT}display", "true") in {"none", "condition"}
        styled = any(style.hidden for style in self._chain(element.get(f"{TEXT}style-name", "")))
        found = sections or styled or element.tag in HIDDEN_PARTS
        words = "".join(element.itertext()) if found else ""
        self.hidden += [words] if words.strip() else []
        return found

    def _emphasised(self, words: str, element: Element) -> str:
        if element.tag != f"{TEXT}span" or not words.strip():
            return words
        chain = list(self._chain(element.get(f"{TEXT}style-name", "")))
        bold = next((style.bold for style in chain if style.bold is not None), False)
        italic = next((style.italic for style in chain if style.italic is not None), False)
        words = f"<em>{words}</em>" if italic else words
        return f"<strong>{words}</strong>" if bold else words

    def _names(self, name: str) -> set[str]:
        """Return the names of a style and of those that it is derived from."""
        return {name, *(style.display for style in self._chain(name)), *(style.parent for style in self._chain(name))}

    def _chain(self, name: str) -> Iterator[_Style]:
        seen: set[str] = set()
        while name and name not in seen and name in self.styles:
            seen.add(name)
            yield self.styles[name]
            name = self.styles[name].parent


def _spans(cell: Element) -> str:
    """Return the attributes of a cell that reaches over several columns or rows."""
    spans = {name: cell.get(key, "1") for name, key in SPANS.items()}
    return "".join(f' {name}="{number}"' for name, number in spans.items() if number.isdecimal() and number != "1")


def _styles_of(tree: Element) -> Iterator[tuple[str, _Style]]:
    for style in tree.iter(f"{STYLE}style"):
        properties = style.find(f"{STYLE}text-properties")
        said = properties.attrib if properties is not None else {}
        weight, slant = said.get(f"{FO}font-weight"), said.get(f"{FO}font-style")
        yield (
            style.get(f"{STYLE}name", ""),
            _Style(
                parent=style.get(f"{STYLE}parent-style-name", ""),
                display=style.get(f"{STYLE}display-name", ""),
                bold=None if weight is None else weight in {"bold", "600", "700", "800", "900"},
                italic=None if slant is None else slant in {"italic", "oblique"},
                hidden=said.get(f"{TEXT}display") == "none",
            ),
        )


def _clipped_styles(tree: Element) -> Iterator[tuple[str, str]]:
    """Yield the names of the styles of frames that show only a part of their picture, and what they cut away."""
    for style in tree.iter(f"{STYLE}style"):
        properties = style.find(f"{STYLE}graphic-properties")
        clip = properties.get(f"{FO}clip", "") if properties is not None else ""
        if is_clipped(clip):
            yield style.get(f"{STYLE}name", ""), clip


def _numbered_lists(tree: Element) -> Iterator[str]:
    for style in tree.iter(f"{TEXT}list-style"):
        first = next((one for one in style if one.get(f"{TEXT}level") == "1"), None)
        if first is not None and first.tag == f"{TEXT}list-level-style-number":
            yield style.get(f"{STYLE}name", "")
