"""Read documents of Word (.docx) with mammoth.

mammoth shows hidden text, takes insertions and drops deletions in silence, and trusts the file that it reads. So it
gets a new archive, in memory, of parts that were parsed safely and from which hidden and deleted text was removed.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, tostring

from generator.intake.documents.archive import DAMAGED, SAVE_AGAIN, open_archive, read_xml
from generator.intake.documents.cropped import name_cropped
from generator.intake.documents.document import COMMENTED, HIDDEN, TRACKED, DocumentError, PageText, Picture
from generator.intake.documents.drawings import lift_pictures

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
TEXT_PARTS = (MAIN, "word/footnotes.xml", "word/endnotes.xml")
USED_PARTS = {*TEXT_PARTS, "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"}
PICTURES = "word/media/"
HIDING = (f"{W}vanish", f"{W}webHidden", f"{W}specVanish")
DELETED = (f"{W}del", f"{W}moveFrom")
INSERTED = (f"{W}ins", f"{W}moveTo")
OFF = {"0", "false", "off"}
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
strike => del
comment-reference => !
"""
CHARTS = "Charts or diagrams that Word draws in the document were left out. Save one as a picture to publish it."
ASIDE = ("word/header", "word/footer", "word/comments")
"""The parts beside the text: heads and feet of pages, with their watermarks, and comments."""
WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
UNWRAPPED = {f"{W}{name}" for name in ("fldSimple", "customXml", "dir", "bdo")}
"""Elements around runs that mammoth passes over with the words in them."""


def read_docx(raw: bytes) -> PageText:
    """Return the text of a document of Word. Raises DocumentError."""
    parts = {name: data for name, data in open_archive(raw).items() if _is_used(name)}
    if MAIN not in parts:
        raise DocumentError("The file is not a document of Word.", SAVE_AGAIN)
    trees = {name: read_xml(data) for name, data in parts.items() if not name.startswith(PICTURES)}
    hidden_styles = frozenset(_hidden_styles(trees.get("word/styles.xml")))
    texts = [trees[name] for name in TEXT_PARTS if name in trees]
    tracked = any(next(tree.iter(tag), None) is not None for tree in texts for tag in (*DELETED, *INSERTED))
    for tree in texts:
        _unwrap(tree)
    charts = [lift_pictures(tree) for tree in texts]
    hidden = [words for tree in texts for words in _clean(tree, hidden_styles)]
    commented = any(next(tree.iter(f"{W}commentReference"), None) is not None for tree in texts)
    cropped = sum(
        name_cropped(trees[name], trees.get(_relations_of(name)), parts) for name in TEXT_PARTS if name in trees
    )
    html, pictures = _convert(_pack(parts, trees))
    notes = [*([TRACKED] if tracked else []), *([COMMENTED] if commented else [])]
    warnings = (*([HIDDEN] if hidden else []), *([CHARTS] if any(charts) else []))
    aside = (*hidden, *_texts_aside(raw))
    return PageText(html, tuple(notes), warnings, tuple(pictures), cropped, aside)


def _texts_aside(raw: bytes) -> Iterator[str]:
    """Yield the paragraphs and the watermarks of the parts beside the text."""
    for name, data in open_archive(raw).items():
        if not (name.startswith(ASIDE) and name.endswith(".xml")):
            continue
        tree = read_xml(data)
        yield from filter(str.strip, ("".join(words.itertext()) for words in tree.iter(f"{W}p")))
        yield from filter(None, (mark.get("string", "") for mark in tree.iter(WATERMARK)))


def _relations_of(part: str) -> str:
    return f"{part.replace('word/', 'word/_rels/', 1)}.rels"


def _unwrap(tree: Element) -> None:
    """Put what is in fields and the like in their place."""
    for parent in list(tree.iter()):
        at = 0
        while at < len(parent):
            if parent[at].tag in UNWRAPPED:
                parent[at : at + 1] = list(parent[at])
            else:
                at += 1


def _is_used(name: str) -> bool:
    return name in USED_PARTS or name.startswith(PICTURES) or name.endswith(".rels")


def _hidden_styles(styles: Element | None) -> Iterator[str]:
    for style in styles.iter(f"{W}style") if styles is not None else ():
        if _hides(style.find(f"{W}rPr")):
            yield style.get(f"{W}styleId", "")


def _hides(properties: Element | None) -> bool:
    marks = (properties.find(tag) for tag in HIDING) if properties is not None else ()
    return any(mark is not None and mark.get(f"{W}val", "1").lower() not in OFF for mark in marks)


def _clean(tree: Element, hidden_styles: frozenset[str]) -> list[str]:
    """Take hidden and deleted text out of a part, and return the hidden text, a piece for each paragraph."""
    found: list[str] = []
    for parent in list(tree.iter()):
        hidden = ""
        in_hidden = parent.tag == f"{W}p" and _style_of(parent, "pPr", "pStyle") in hidden_styles
        for child in list(parent):
            is_hidden = child.tag == f"{W}r" and (in_hidden or _is_hidden_run(child, hidden_styles))
            if is_hidden or child.tag in DELETED:
                parent.remove(child)
            hidden += "".join(child.itertext()) if is_hidden else ""
        found += [hidden] if hidden.strip() else []
    return found


def _is_hidden_run(run: Element, hidden_styles: frozenset[str]) -> bool:
    properties = run.find(f"{W}rPr")
    shown = properties is not None and any(mark is not None for mark in map(properties.find, HIDING))
    return _hides(properties) or (not shown and _style_of(run, "rPr", "rStyle") in hidden_styles)


def _style_of(element: Element, properties: str, style: str) -> str:
    named = element.find(f"{W}{properties}/{W}{style}")
    return named.get(f"{W}val", "") if named is not None else ""


def _pack(parts: dict[str, bytes], trees: dict[str, Element]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, tostring(trees[name], encoding="utf-8") if name in trees else data)
    packed.seek(0)
    return packed


def _convert(packed: io.BytesIO) -> tuple[str, list[Picture]]:
    import mammoth  # noqa: PLC0415 (it takes 60 ms to import, and papers may have no documents)

    pictures: list[Picture] = []

    def take_picture(image: Any) -> dict[str, str]:
        with image.open() as file:
            pictures.append(Picture(file.read().decode(), image.alt_text or ""))  # see open_archive
        return {"src": f"picture:{len(pictures) - 1}"}

    try:
        converter = mammoth.images.img_element(take_picture)
        result = mammoth.convert_to_html(packed, style_map=STYLES, convert_image=converter)
    except Exception as error:  # mammoth has no errors of its own: damaged files end in whatever they meet
        raise DocumentError(DAMAGED, SAVE_AGAIN) from error
    return str(result.value), pictures
