"""Markdown and plain paragraphs -> HTML. What comes out is not yet safe: `sanitise` has the last word."""

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
"""Not among them: attr_list and md_in_html, with which a story could give its page attributes."""
AFTER_INLINE, BEFORE_PRETTY = 20, 10
"""Priorities of Python-Markdown's own tree processors."""

ATX_HEADLINE = re.compile(r"#[ \t]*([^#\s].*)")
SETEXT_UNDERLINE = re.compile(r"=+[ \t]*")
ATTRIBUTE_LIST = re.compile(r"[ \t\n]*\{:[^{}\n]*\}[ \t]*\Z")
ALIGNMENT = re.compile(r"text-align: (left|right|center);")
NO_MARKUP = re.compile(r"[^\\`*_\[\]<>&{}!#]*")
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


MarkdownMode = Literal["engine", "no_engine", "plain"]
"""How Markdown is set: by Python-Markdown, where the short way doesn't do; by the short way alone; or not at all, as
plain paragraphs."""


class EngineNeeded(Exception):
    """Only a worker may read the text: what is needed for it, Python-Markdown for one, can't be stopped otherwise."""


class MarkdownOptions(msgspec.Struct, frozen=True):
    """What a site may choose about Markdown, and how it is to be set."""

    typographic_quotes: bool = False
    """Turn "straight" quotation marks, `--` and `...` into typographic ones."""
    mode: MarkdownMode = "engine"


def set_markdown(text: str, options: MarkdownOptions) -> MarkdownHtml:
    """HTML of clean Markdown `text`, without an h1: that is the headline. Raw HTML in it passes, to be sanitised.

    Python-Markdown may take for ever on hostile text, so it is to be called where it can be killed; with `short` means
    EngineNeeded is raised instead. Text that it can't take at all, such as lists nested a thousand deep, becomes plain
    paragraphs.
    """
    if options.mode == "plain":
        return MarkdownHtml(plain_paragraphs(split_paragraphs(text)), is_ours=True)
    try:
        return set_blocks(text, lambda part: _convert(part, options), curly=options.typographic_quotes)
    except (RecursionError, ValueError, OverflowError, IndexError):
        _engine.cache_clear()  # it is left in the middle of things
        return MarkdownHtml(plain_paragraphs(split_paragraphs(text)), is_ours=False)
    except MemoryError:
        _engine.cache_clear()
        raise


def render_markdown(text: str, options: MarkdownOptions) -> str:
    """HTML of `set_markdown`, for a caller that sanitises it whoever set it."""
    return set_markdown(text, options).html


def plain_paragraphs(paragraphs: Iterable[str]) -> str:
    """One `<p>` for each paragraph of plain text, a line each."""
    return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, which blank lines part; the lines of each are joined."""
    return [" ".join(block.split()) for block in BLANK_LINES.split(text) if block.strip()]


def take_headline(text: str, mode: MarkdownMode = "engine") -> tuple[str, str, int]:
    """The headline that opens a Markdown text (`# Headline`, or underlined with `=`), as plain text.

    Gives the headline, the text after it, and how many lines were taken; without one: empty, `text` and 0.
    Raises EngineNeeded.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    words, count = read_heading(lines[first : first + 2])
    headline = _plain_heading(words, mode) if count else ""
    taken = first + count
    return (headline, "\n".join(lines[taken:]), taken) if headline else ("", text, 0)


def read_heading(lines: Sequence[str]) -> tuple[str, int]:
    """The words, with their markup, of the first-level heading that `lines` open with, and how many lines it takes.

    Where they open with none: empty and 0. This is the one place that knows what a headline looks like in Markdown.
    """
    if atx := ATX_HEADLINE.fullmatch(lines[0]):
        return atx[1].rstrip(" \t#"), 1
    if len(lines) > 1 and lines[0].strip(" \t=") and SETEXT_UNDERLINE.fullmatch(lines[1]):
        return lines[0].strip(), 2
    return "", 0


def _plain_heading(words: str, mode: MarkdownMode) -> str:
    """The words of a heading without their markup."""
    if mode == "plain" or NO_MARKUP.fullmatch(words):
        return words.strip()
    return plain_text(sanitise(render_markdown(f"# {words}", MarkdownOptions(mode=mode))).html)


def _convert(text: str, options: MarkdownOptions) -> str:
    if options.mode != "engine":
        raise EngineNeeded
    return _engine(options).reset().convert(text)


@lru_cache(maxsize=4)
def _engine(options: MarkdownOptions) -> markdown.Markdown:
    """Python-Markdown for these options: 4 ms to make, so each process keeps it."""
    quotes = ["smarty"] if options.typographic_quotes else []
    return markdown.Markdown(extensions=[*EXTENSIONS, *quotes, BroadsheetMarkdown()])


class BroadsheetMarkdown(Extension):
    """Python-Markdown with Broadsheet's own rules."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Set the rules between the library's own steps."""
        md.treeprocessors.register(BroadsheetTreeprocessor(md), "house_rules", (AFTER_INLINE + BEFORE_PRETTY) / 2)


class BroadsheetTreeprocessor(Treeprocessor):
    """Applies the rules to the tree of one text."""

    def run(self, root: Element) -> None:
        """Lower headings, drop attribute lists, and align table cells by class instead of style."""
        _lower_headings(root)
        for element in root.iter():
            if element.tag in {"td", "th"}:
                _align_by_class(element)
            elif element.tag in {"p", *HEADINGS}:
                _drop_attribute_list(element)


def _lower_headings(root: Element) -> None:
    """Move all headings one level down if there is an h1 among them; else none, so that no level is left out."""
    headings = [element for element in root.iter() if element.tag in HEADINGS]
    if any(heading.tag == "h1" for heading in headings):
        for heading in headings:
            heading.tag = HEADINGS[min(HEADINGS.index(heading.tag) + 1, len(HEADINGS) - 1)]


def _align_by_class(cell: Element) -> None:
    found = ALIGNMENT.fullmatch(cell.attrib.pop("style", ""))
    if found:
        cell.set("class", f"align-{found[1]}")


def _drop_attribute_list(element: Element) -> None:
    """Take `{: .name key=value }` off the end: other programs' way to give attributes, which copy can't here."""
    last = element[-1] if len(element) else None
    if last is None and element.text:
        element.text = ATTRIBUTE_LIST.sub("", element.text)
    elif last is not None and last.tail:
        last.tail = ATTRIBUTE_LIST.sub("", last.tail)
