"""Turn Markdown and plain paragraphs into HTML. The HTML is not safe until `sanitise` has cleaned it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Literal
from xml.etree.ElementTree import Element

import markdown
import msgspec
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from generator.intake.html.plain_markdown import MarkdownHtml, set_blocks
from generator.intake.html.sanitise import plain_text, sanitise

EXTENSIONS = ("footnotes", "tables", "fenced_code", "sane_lists")
"""attr_list and md_in_html are not among them, since a story could set attributes of its page with them."""
AFTER_INLINE, BEFORE_PRETTY = 20, 10
"""The priorities of two of Python-Markdown's own tree processors."""

ATX_HEADLINE = re.compile(r"#[ \t]*([^#\s].*)")
SETEXT_UNDERLINE = re.compile(r"=+[ \t]*")
ATTRIBUTE_LIST = re.compile(r"[ \t\n]*\{:[^{}\n]*\}[ \t]*\Z")
ALIGNMENT = re.compile(r"text-align: (left|right|center);")
NO_MARKUP = re.compile(r"[^\\`*_\[\]<>&{}!#]*")
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


MarkdownMode = Literal["engine", "no_engine", "plain"]
"""The way in which Markdown becomes HTML.

`engine`: by the fast way of `plain_markdown`, and by Python-Markdown where that isn't enough. `no_engine`: by the fast
way alone, or EngineNeeded is raised. `plain`: as plain paragraphs.
"""


class EngineNeeded(Exception):
    """Raised when only a worker may read a text, since it needs a library that can't be stopped otherwise."""


class MarkdownOptions(msgspec.Struct, frozen=True):
    """Options for reading Markdown: a site's own choices, and the mode."""

    typographic_quotes: bool = False
    """Turn "straight" quotation marks, `--` and `...` into typographic ones."""
    mode: MarkdownMode = "engine"


def set_markdown(text: str, options: MarkdownOptions) -> MarkdownHtml:
    """Return the unsanitised HTML of clean Markdown `text`, with its raw HTML. It has no h1, which is for the headline.

    Python-Markdown may never end on hostile text, so the mode `engine` is only for processes that can be killed. Text
    on which it fails, such as lists nested a thousand deep, becomes plain paragraphs. Raises EngineNeeded in the mode
    `no_engine`.
    """
    if options.mode == "plain":
        return MarkdownHtml(plain_paragraphs(split_paragraphs(text)), is_ours=True)
    try:
        return set_blocks(text, lambda part: _convert(part, options), curly=options.typographic_quotes)
    except (RecursionError, ValueError, OverflowError, IndexError):
        _engine.cache_clear()  # it was interrupted and may be in any state
        return MarkdownHtml(plain_paragraphs(split_paragraphs(text)), is_ours=False)
    except MemoryError:
        _engine.cache_clear()
        raise


def render_markdown(text: str, options: MarkdownOptions) -> str:
    """Return the HTML of `set_markdown`, for callers that always sanitise it."""
    return set_markdown(text, options).html


def plain_paragraphs(paragraphs: Iterable[str]) -> str:
    """Return one `<p>` for each paragraph of plain text, each on a line of its own."""
    return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of `text`, which blank lines separate. The lines of each are joined."""
    return [" ".join(block.split()) for block in BLANK_LINES.split(text) if block.strip()]


def take_headline(text: str, mode: MarkdownMode = "engine") -> tuple[str, str, int]:
    """Return the headline that opens a Markdown text (`# Headline` or one underlined with `=`), the rest, and a count.

    The headline is plain text, the rest is the text after it, and the count is that of the lines before the rest.
    Without a headline they are empty, `text` and 0. Raises EngineNeeded in the mode `no_engine`.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    words, count = read_heading(lines[first : first + 2])
    headline = _plain_heading(words, mode) if count else ""
    taken = first + count
    return (headline, "\n".join(lines[taken:]), taken) if headline else ("", text, 0)


def read_heading(lines: Sequence[str]) -> tuple[str, int]:
    """Return the words and their markup of the first-level heading that opens `lines`, and the number of its lines.

    Without such a heading they are empty and 0. No other code knows what a headline looks like in Markdown.
    """
    if atx := ATX_HEADLINE.fullmatch(lines[0]):
        return atx[1].rstrip(" \t#"), 1
    if len(lines) > 1 and lines[0].strip(" \t=") and SETEXT_UNDERLINE.fullmatch(lines[1]):
        return lines[0].strip(), 2
    return "", 0


def _plain_heading(words: str, mode: MarkdownMode) -> str:
    """Return the words of a heading without their markup."""
    if mode == "plain" or NO_MARKUP.fullmatch(words):
        return words.strip()
    return plain_text(sanitise(render_markdown(f"# {words}", MarkdownOptions(mode=mode))).html)


def _convert(text: str, options: MarkdownOptions) -> str:
    if options.mode != "engine":
        raise EngineNeeded
    return _engine(options).reset().convert(text)


@lru_cache(maxsize=4)
def _engine(options: MarkdownOptions) -> markdown.Markdown:
    """Return Python-Markdown with these options. Making it takes 4 ms, so each process keeps it."""
    quotes = ["smarty"] if options.typographic_quotes else []
    return markdown.Markdown(extensions=[*EXTENSIONS, *quotes, BroadsheetMarkdown()])


class BroadsheetMarkdown(Extension):
    """Broadsheet's own rules, as an extension of Python-Markdown."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the rules between the library's own steps."""
        md.treeprocessors.register(BroadsheetTreeprocessor(md), "house_rules", (AFTER_INLINE + BEFORE_PRETTY) / 2)


class BroadsheetTreeprocessor(Treeprocessor):
    """Applies the rules to the element tree of one text."""

    def run(self, root: Element) -> None:
        """Lower headings, drop attribute lists, and align table cells by class instead of style."""
        _lower_headings(root)
        for element in root.iter():
            if element.tag in {"td", "th"}:
                _align_by_class(element)
            elif element.tag in {"p", *HEADINGS}:
                _drop_attribute_list(element)


def _lower_headings(root: Element) -> None:
    """Move all headings one level down if one of them is an h1; otherwise none, so that no level is skipped."""
    headings = [element for element in root.iter() if element.tag in HEADINGS]
    if any(heading.tag == "h1" for heading in headings):
        for heading in headings:
            heading.tag = HEADINGS[min(HEADINGS.index(heading.tag) + 1, len(HEADINGS) - 1)]


def _align_by_class(cell: Element) -> None:
    found = ALIGNMENT.fullmatch(cell.attrib.pop("style", ""))
    if found:
        cell.set("class", f"align-{found[1]}")


def _drop_attribute_list(element: Element) -> None:
    """Remove `{: .name key=value }` from the end: other programs set attributes so, which a story can't do here."""
    last = element[-1] if len(element) else None
    if last is None and element.text:
        element.text = ATTRIBUTE_LIST.sub("", element.text)
    elif last is not None and last.tail:
        last.tail = ATTRIBUTE_LIST.sub("", last.tail)
