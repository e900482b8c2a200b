"""Remove from text what only programs wrote: invisible signs, and in plain text entities and stray tags."""

import re
from collections.abc import Iterator
from html import unescape

import msgspec

from generator.intake.text.clean import clean_text
from generator.intake.text.spaced import beyond_ascii
from generator.model import Gravity, Problem

INVISIBLE = "\u00ad\u034f\u180e\u200b\u2060-\u2064\ufff9-\ufffc"
"""Soft hyphens, zero-width spaces and word joiners, invisible operators, marks of annotations and objects."""
PRINTABLE = "\u034f\ufffc"
"""Those of them that count as printable."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
JOINER = re.compile("(?<![^\x00-\u02ff\u2000-\u206f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff\u2000-\u206f])")
"""A joiner beside Latin or nothing. Arabic, Indic writings and emoji need theirs."""
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
SYMBOL_BULLETS = re.compile("[\uf02d\uf06c\uf06e\uf06f\uf071\uf075\uf076\uf09f\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc]")
"""The bullets of Word's symbol fonts, which no other font has."""
PARAGRAPH_END = re.compile(r"(\n[ \t]*\n\s*)")
DOUBLE_TICKS = re.compile(r"(?<![\w`])``(?=[^`])([^`]{1,2000}?)''")
TICK = re.compile(r"(?<![\w`])`(?=[^\s`'][^`]{0,600}'(?!\w))")
"""A backtick that an apostrophe closes."""
MAX_UNESCAPED = 2
"""`&amp;rsquo;` was escaped twice."""
TAG_NAMES = (
    "a|abbr|article|b|big|blockquote|body|br|center|div|em|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|li|main"
    "|mark|ol|p|q|s|section|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul"
)
TAG = re.compile(rf"<(/?)({TAG_NAMES})((?:\s[^<>]{{0,2000}})?)/?>", re.IGNORECASE)
VOID = {"br", "hr"}
BLOCK_TAGS = {"p", "div", "br", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr"}
ESCAPED_SIGNS = ("\\_", "\\*", "\\-")
ESCAPED_BREAK = re.compile(r"(?<=\n\n)[ ]{0,3}(?=\S*\\)(?:\\?([_*-])[ ]?)(?:\\?\1[ ]?){2,60}(?=\n\n|\n?\Z)")
"""Three or more of the same sign in a paragraph of their own, the first of which may be the only escaped one."""


class TidyText(msgspec.Struct, frozen=True):
    """Text without what only programs wrote."""

    text: str
    problems: tuple[Problem, ...] = ()


def drop_invisible(text: str) -> str:
    """Return `text` without signs that nobody sees and that only tear words apart, and with bullets of every font."""
    if text.isascii():
        return text
    beyond = beyond_ascii(text)
    if beyond.replace("\xa0", "").isprintable() and not any(sign in beyond for sign in PRINTABLE):
        return text  # most texts
    if SYMBOL_BULLETS.search(text):
        text = SYMBOL_BULLETS.sub("•", text)
    if _INVISIBLE.search(text) or "\u200c" in text or "\u200d" in text:
        return JOINER.sub("", _INVISIBLE.sub("", text))
    return text


def read_entities(text: str) -> str:
    """Return plain `text` with the characters that its entities stand for: `&rsquo;`, `&#8217;`."""
    for _ in range(MAX_UNESCAPED):
        if "&" not in text or not ENTITY.search(text):
            break
        text = ENTITY.sub(_character_of, text)
    return text


def tidy_plain_text(text: str, file: str) -> TidyText:
    """Return plain text without entities and without the tags and comments of HTML, and a note about those.

    A tag counts only if another one closes it: `<b>` alone may be a word of somebody's own.
    """
    problems: list[Problem] = []
    if "<" in text:
        text, problems = _drop_tags(text, file)
    text = read_entities(text)
    if "``" in text and "''" in text:  # the quotation marks of teletypes
        text = text.replace("``", '"').replace("''", '"')
    return TidyText(straighten_quotes(text), tuple(problems))


def set_breaks(markdown: str) -> str:
    """Return Markdown in which breaks are breaks although a program has escaped their signs: `\\_\\_\\_`."""
    return ESCAPED_BREAK.sub("* * *", markdown) if any(sign in markdown for sign in ESCAPED_SIGNS) else markdown


def straighten_quotes(text: str) -> str:
    """Return `text` with straight marks in place of the quotation marks of teletypes: ``this'' and `this'.

    A paragraph whose backticks may mark code, since not each is closed by an apostrophe, stays as it is.
    """
    if "`" not in text:
        return text
    return "".join(_straighten(part) for part in PARAGRAPH_END.split(text))


def _straighten(paragraph: str) -> str:
    ticks = paragraph.count("`")
    quotes = len(DOUBLE_TICKS.findall(paragraph)) * 2 + len(TICK.findall(paragraph))
    if not ticks or ticks != quotes:
        return paragraph
    return TICK.sub("'", DOUBLE_TICKS.sub(r'"\1"', paragraph))


def _character_of(entity: re.Match[str]) -> str:
    character = unescape(entity[0])
    if character == entity[0] or not clean_text(character) or character in "\n\r\t\f\v":
        return entity[0]
    return drop_invisible(clean_text(character))


def _drop_tags(text: str, file: str) -> tuple[str, list[Problem]]:
    tags = list(TAG.finditer(text))
    closed = {tag[2].lower() for tag in tags if tag[1]} | VOID
    names = closed & {tag[2].lower() for tag in tags if not tag[1]}
    found: dict[str, int] = {}

    def drop(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name not in names:
            return tag[0]
        found.setdefault(f"<{name}>", tag.start())
        return _ends_of(tag[0], " " if name in BLOCK_TAGS else "")

    bare = _drop_comments(TAG.sub(drop, text) if names else text)
    if bare.count("<!--") < text.count("<!--"):
        found.setdefault("<!-- -->", text.index("<!--"))
    return bare, list(_note_tags(text, found, file))


def _drop_comments(text: str) -> str:
    """Return `text` without HTML's comments."""
    parts: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin)) >= 0:
        parts += [text[at:begin], "\n" * text.count("\n", begin, end)]
        at = end + len("-->")
    return "".join([*parts, text[at:]])


def _ends_of(tag: str, gap: str) -> str:
    """Return what stands in place of a tag: its line ends, so that lines keep their numbers, or `gap`."""
    return "\n" * tag.count("\n") or gap


def _note_tags(text: str, found: dict[str, int], file: str) -> Iterator[Problem]:
    if found:
        line = text.count("\n", 0, min(found.values())) + 1
        message = f"HTML was left out of plain text, its words stay: {', '.join(found)}."
        hint = "Save the file as .md to keep bold text and links, or delete the tags."
        yield Problem(file, line, message, hint, Gravity.NOTE, code="reading-tags")
