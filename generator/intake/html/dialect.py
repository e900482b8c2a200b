"""Broadsheet's own rules of Markdown, as an extension of Python-Markdown."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from generator.intake.html.blocks_apart import BlocksApart
from generator.intake.html.masked import STARRED, StarredWords
from generator.intake.html.plain_markdown import UNSPACED_BREAK
from generator.intake.text.addresses import ADDRESS, find_links
from generator.intake.text.typography import Marks, Typesetter

AFTER_INLINE, BEFORE_PRETTY = 20, 10
"""The priorities of two of Python-Markdown's own tree processors."""
BEFORE_HTML, AFTER_HTML = 22, 15
"""The priorities of the preprocessors around the one that takes raw HTML out."""
ATTRIBUTE_LIST = re.compile(r"[ \t\n]*\{:[^{}\n]*\}[ \t]*\Z")
ALIGNMENT = re.compile(r"text-align: (left|right|center);")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TASK = re.compile(r"\[([ xX])\][ \t]+")
SUMMARY = r"<summary(?:\s[^<>]*)?>[^<>]*</summary>"
FOLDED = re.compile(rf" {{0,3}}(?:</?details(?:\s[^<>]*)?>(?:[ \t]*{SUMMARY})?|{SUMMARY})[ \t]*", re.IGNORECASE)
"""A line of `<details>`. What is between two such lines is Markdown."""


class BroadsheetMarkdown(Extension):
    """The rules, between the library's own steps."""

    def __init__(self, marks: Marks | None) -> None:
        super().__init__()
        self.marks = marks

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the rules."""
        md.preprocessors.register(FoldedParts(md), "folded_parts", BEFORE_HTML)
        md.preprocessors.register(BlocksApart(md), "blocks_apart", AFTER_HTML)
        md.parser.blockprocessors.register(SpacedHeading(md.parser), "hashheader", 70)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(?!~)([^~\n]+)~~(?!~)", "del"), "struck", 55)
        md.inlinePatterns.register(StarredWords(STARRED, md), "starred_words", 75)
        md.inlinePatterns.register(BareAddress(ADDRESS.pattern, md), "bare_address", 85)
        md.treeprocessors.register(HouseRules(md), "house_rules", (AFTER_INLINE + BEFORE_PRETTY) / 2)
        if self.marks:
            md.ESCAPED_CHARS.extend(['"', "'"])
        md.treeprocessors.register(Typography(md, self.marks), "typography", (AFTER_INLINE + BEFORE_PRETTY) / 2 - 1)


class FoldedParts(Preprocessor):
    """Takes the tags of `<details>` out of the text, so that what is between them is read as Markdown."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with marks in place of the tags."""
        if not any("<details" in line or "<DETAILS" in line for line in lines):
            return lines
        kept: list[str] = []
        for line in lines:
            if FOLDED.fullmatch(line):
                kept += ["", self.md.htmlStash.store(line.strip()), ""]
            else:
                kept.append(line)
        return kept


class SpacedHeading(HashHeaderProcessor):
    """Reads `## Heading`. `#1 seed` and `#hashtag` are text: one `#` needs a space behind it."""

    RE = re.compile(r"(?:^|\n)(?P<level>#(?=[ \t]|$)|#{2,6})(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")


class BareAddress(InlineProcessor):
    """Makes links of addresses in the text."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: ARG002, N802
        """Return the link, without the marks of the sentence behind it."""
        link = next(find_links(m[0]), None)
        if link is None or link.begin:
            return None, None, None
        element = Element("a", {"href": link.href})
        element.text = AtomicString(m[0][: link.end])
        return element, m.start(), m.start() + link.end


class HouseRules(Treeprocessor):
    """Lowers headings, drops attribute lists, sets task boxes, and aligns table cells by class instead of style."""

    def run(self, root: Element) -> None:
        """Apply the rules to the element tree of one text."""
        _lower_headings(root)
        _unlink_inner(root, is_in_link=False)
        for element in root.iter():
            if element.tag in {"td", "th"}:
                _align_by_class(element)
            elif element.tag in {"p", *HEADINGS}:
                _drop_attribute_list(element)
            elif element.tag == "li":
                _set_task_box(element)


class Typography(Treeprocessor):
    """Sets quotation marks and dashes, and closes up lines of writings without spaces."""

    def __init__(self, md: markdown.Markdown, marks: Marks | None) -> None:
        super().__init__(md)
        self.marks = marks

    def run(self, root: Element) -> None:
        """Set the text of the whole tree."""
        for element in root.iter():
            if element.text and "\n" in element.text and element.tag not in {"code", "pre"}:
                element.text = UNSPACED_BREAK.sub("", element.text)
            if element.tail and "\n" in element.tail:
                element.tail = UNSPACED_BREAK.sub("", element.tail)
        if self.marks:
            for block in _blocks_with_text(root):
                _typeset(block, Typesetter(self.marks))


PHRASES = {"a", "abbr", "b", "br", "code", "del", "em", "i", "img", "s", "span", "strong", "sub", "sup", "u"}


def _blocks_with_text(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if element.tag not in PHRASES and element.tag != "pre")


def _typeset(element: Element, typesetter: Typesetter) -> None:
    """Set the text of an element, and of the phrases in it."""
    if element.tag == "code" or isinstance(element.text, AtomicString):
        typesetter.skip(element.text or "")
    elif element.text:
        element.text = typesetter.set_text(element.text)
    for inner in element:
        if inner.tag in PHRASES:
            _typeset(inner, typesetter)
        if inner.tail:
            inner.tail = typesetter.set_text(inner.tail)


def _lower_headings(root: Element) -> None:
    """Move all headings one level down if one of them is an h1; otherwise none, so that no level is skipped."""
    headings = [element for element in root.iter() if element.tag in HEADINGS]
    if any(heading.tag == "h1" for heading in headings):
        for heading in headings:
            heading.tag = HEADINGS[min(HEADINGS.index(heading.tag) + 1, len(HEADINGS) - 1)]


def _unlink_inner(element: Element, *, is_in_link: bool) -> None:
    """Turn links inside of links, which HTML forbids, into plain phrases."""
    stack = [(element, is_in_link)]
    while stack:
        parent, inside = stack.pop()
        for child in parent:
            if child.tag == "a" and inside:
                child.tag = "span"
                child.attrib.clear()
            stack.append((child, inside or child.tag == "a"))


def _align_by_class(cell: Element) -> None:
    found = ALIGNMENT.fullmatch(cell.attrib.pop("style", ""))
    if found:
        cell.set("class", f"align-{found[1]}")


def _set_task_box(item: Element) -> None:
    """Print the box of `- [ ] task` and `- [x] task`."""
    element = item
    if not (item.text and item.text.strip()) and len(item) and item[0].tag == "p":
        element = item[0]
    text = (element.text or "").lstrip()
    found = TASK.match(text)
    if found:
        element.text = f"{'☐' if found[1] == ' ' else '☑'} {text[found.end() :]}"


def _drop_attribute_list(element: Element) -> None:
    """Remove `{: .name key=value }` from the end: other programs set attributes so, which a story can't do here."""
    last = element[-1] if len(element) else None
    if last is None and element.text:
        element.text = ATTRIBUTE_LIST.sub(_kept_id, element.text)
    elif last is not None and last.tail:
        last.tail = ATTRIBUTE_LIST.sub(_kept_id, last.tail)


LIST_ID = re.compile(r"#([\w:.-]{1,80})")


def _kept_id(attributes: re.Match[str]) -> str:
    """Return `{#name}` for an attribute list with a name for links; heading_ids.py reads it."""
    found = LIST_ID.search(attributes[0])
    return f" {{#{found[1]}}}" if found else ""
