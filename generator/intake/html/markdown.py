"""Turn Markdown and plain paragraphs into HTML. The HTML is not safe until `sanitise` has cleaned it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Literal

import markdown
import msgspec

from generator.intake.html.dialect import BroadsheetMarkdown
from generator.intake.html.heading_ids import GIVEN, set_heading_ids
from generator.intake.html.plain_markdown import MarkdownHtml, set_blocks
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.text.typography import marks_of

EXTENSIONS = ("footnotes", "tables", "fenced_code", "sane_lists")
"""attr_list and md_in_html are not among them, since a story could set attributes of its page with them."""
ATX_HEADLINE = re.compile(r"#(?:[ \t]+([^#\s].*)|([^#\s\d].*))")
"""A first-level heading. `#1 seed` is text."""
SETEXT_UNDERLINE = re.compile(r"=+[ \t]*")
NO_MARKUP = re.compile(r"[^\\`*_\[\]<>&{}!#]*")
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


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
    """Turn "straight" quotation marks, `--` and `...` into those of the language."""
    mode: MarkdownMode = "engine"
    language: str = "en"
    """The language whose marks are set."""


def set_markdown(text: str, options: MarkdownOptions) -> MarkdownHtml:
    """Return the unsanitised HTML of clean Markdown `text`, with its raw HTML. It has no h1, which is for the headline.

    Python-Markdown may never end on hostile text, so the mode `engine` is only for processes that can be killed. Text
    on which it fails, such as lists nested a thousand deep, becomes plain paragraphs. Raises EngineNeeded in the mode
    `no_engine`.
    """
    if options.mode == "plain":
        return MarkdownHtml(plain_paragraphs(split_paragraphs(text)), is_ours=True)
    try:
        found = set_blocks(text, lambda part: _convert(part, options), curly=options.typographic_quotes)
        return MarkdownHtml(set_heading_ids(found.html), found.is_ours)
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
        return GIVEN.sub("", (atx[1] or atx[2]).rstrip(" \t#")), 1
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


@lru_cache(maxsize=16)
def _engine(options: MarkdownOptions) -> markdown.Markdown:
    """Return Python-Markdown with these options. Making it takes 4 ms, so each process keeps it."""
    marks = marks_of(options.language) if options.typographic_quotes else None
    return markdown.Markdown(extensions=[*EXTENSIONS, BroadsheetMarkdown(marks)])
