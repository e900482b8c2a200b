"""Turn plain paragraphs and the commonest markup into HTML, without a Markdown engine and without a sanitiser.

The engine takes 20 us for a plain paragraph and 100 us for one with a link, and the sanitiser 200 us for a story. Most
copy contains only what this module handles in 2 us a paragraph:

- paragraphs, and in them `**bold**`, `*emphasis*` and `[words](https://plain.address/)`, not nested;
- `## subheads`, a `> quotation` of one line, a list of `- entries`.

Everything else goes to the engine unchanged, in runs of neighboring blocks. Once sanitised, the result is byte for byte
what the engine makes of the whole text (tests/intake/html/test_plain_markdown.py): blocks of Markdown affect each other
only through `FAR_SIGNS` and first-level headings, and quotations and lists only through the blocks beside them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import msgspec

from generator.intake.text.addresses import SIGNS as ADDRESS_SIGNS
from generator.intake.wire.lines import UNSPACED
from generator.lazy_patterns import lazy_pattern

FAR_SIGNS = ("<", "\t", "```", "~~~", "[^", "]:", "{#", "\n    ")
"""Signs of markup that has an effect outside its own block, so that the whole text must go to the engine.

Raw HTML and fences reach over blank lines, tabs move columns, footnotes and links may be defined elsewhere.
"""
FIRST_HEADING = re.compile(r" {0,3}#(?!#)|=")
"""The opening of a line of a first-level heading, which lowers all others."""
HEADING_STARTS = frozenset(" #=")

GAP = re.compile(r"(\n(?: *\n)+)")
LINE_OPENING = re.compile(r"""(?!\d+\. )(?:[^\W_]|["'“”‘’«„(…$€£]|\*{1,2}[^\W_]|\[)""")
"""The beginning of a line of plain text, which can't be that of a list or a heading."""
SIGNS = ("\\", "`", "_", "<", ">", "{", "}", "|", "~~")
"""With `*`, `[`, `]`, `&` and addresses, these are all the signs with a meaning for the engine inside a line."""
UNSPACED_BREAK = lazy_pattern(rf"(?<=[{UNSPACED}])\n(?=[{UNSPACED}])")
"""A line end in Chinese, Japanese or Thai, which no space stands for."""
STRAIGHT = ('"', "'", "--", "...")
"""The text that typographic quotes replace."""

PLAIN = r"[^\\`*_\[\]<>&{}|\n]"
WORDS = rf"[^\W_](?:{PLAIN}*[^\W_])?"
# The lookbehind stands after the sign that opens each pattern: `re` is fast when a pattern begins with fixed text.
BOLD = re.compile(rf"\*\*(?<![\w*]\*\*)({WORDS})\*\*(?![\w*])")
EMPHASIS = re.compile(rf"\*(?<![\w*]\*)({WORDS})\*(?![\w*])")
LINK = re.compile(
    rf"\[(?<!!\[)({WORDS})\]\((https?://(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{{2,20}}(?:/[A-Za-z0-9./-]*)?)\)"
)
"""A link to an address in which nothing must be escaped, corrected or refused."""
QUOTATION = re.compile(r"> (.+)")
SUBHEAD = re.compile(r"(#{2,6}) ([^#\n]*[^#\s]) *")
ENTRY = "- "


class MarkdownHtml(msgspec.Struct, frozen=True):
    """The HTML of a Markdown text."""

    html: str
    is_ours: bool
    """True if all of it was made in this module, so that it needs no sanitiser."""


class Signs(msgspec.Struct, frozen=True):
    """The signs with a meaning that a whole text has: no block needs to be searched for others."""

    marks: Sequence[str]
    addresses: Sequence[str]
    """The signs of addresses outside of links."""


def set_blocks(text: str, engine: Callable[[str], str], *, curly: bool = False) -> MarkdownHtml:
    """Return the HTML of clean Markdown `text`. Plain blocks are handled here, the others by `engine`.

    With `curly` the engine makes straight quotation marks typographic, and a block that has any is not plain.
    """
    if _find_any(FAR_SIGNS, text) or _has_first_heading(text):
        return MarkdownHtml(engine(text), is_ours=False)
    pieces = _cut_blocks(text.strip("\n"))
    signs = _signs_in(text, curly=curly)
    stand_alone = [
        _set_paragraph(pieces[at], signs) or _set_subhead(pieces[at], signs) for at in range(0, len(pieces), 2)
    ]
    parts: list[str] = []
    is_ours = True
    for is_set, run in groupby(range(len(stand_alone)), key=lambda at: stand_alone[at] != ""):
        places = list(run)
        if is_set:
            parts += [stand_alone[at] for at in places]
            continue
        source = "".join(pieces[2 * places[0] : 2 * places[-1] + 1])
        html = (_set_quotation(source, signs) or _set_list(source, signs)) if len(places) == 1 else ""
        is_ours = is_ours and html != ""
        parts.append(html or engine(source))
    return MarkdownHtml("\n".join(part for part in parts if part), is_ours)


def _find_any(signs: Iterable[str], text: str) -> list[str]:
    """Return those signs that are in the text. One letter takes a thirtieth of the time, so it is looked for first."""
    return [sign for sign in signs if sign[0] in text and sign[-1] in text and sign in text]


def _has_first_heading(text: str) -> bool:
    if "#" not in text and "=" not in text:
        return False
    return any(FIRST_HEADING.match(line) for line in text.split("\n") if line[:1] in HEADING_STARTS)


def _signs_in(text: str, *, curly: bool) -> Signs:
    signs = (*SIGNS, *STRAIGHT) if curly else SIGNS
    has_address = _find_any(ADDRESS_SIGNS, text)
    return Signs(_find_any(signs, text), _find_any(ADDRESS_SIGNS, LINK.sub(r"[\1]", text)) if has_address else ())


def _cut_blocks(text: str) -> list[str]:
    """Return the blocks of `text` and the gaps between them, in turn: block, gap, block."""
    return GAP.split(text)


def _set_paragraph(block: str, signs: Signs) -> str:
    words = _set_words(block, signs)
    return f"<p>{words}</p>" if words else ""


def _set_subhead(block: str, signs: Signs) -> str:
    found = SUBHEAD.fullmatch(block) if block.startswith("##") else None
    words = _set_words(found[2], signs) if found else ""
    return f"<h{len(found[1])}>{words}</h{len(found[1])}>" if found and words else ""


def _set_quotation(block: str, signs: Signs) -> str:
    found = QUOTATION.fullmatch(block)
    words = _set_words(found[1], signs) if found else ""
    return f"<blockquote>\n<p>{words}</p>\n</blockquote>" if words else ""


def _set_list(block: str, signs: Signs) -> str:
    lines = block.split("\n")
    if not all(line.startswith(ENTRY) for line in lines):
        return ""
    entries = [_set_words(line[len(ENTRY) :], signs) for line in lines]
    return "<ul>\n" + "\n".join(f"<li>{words}</li>" for words in entries) + "\n</ul>" if all(entries) else ""


def _set_words(text: str, signs: Signs) -> str:
    """Return the lines of a paragraph as HTML; empty when they need the engine. `signs` are those in the story."""
    if not (all(map(_is_plain_line, text.split("\n"))) if "\n" in text else _is_plain_line(text)):
        return ""
    if signs.marks and any(sign in text for sign in signs.marks):
        return ""
    if signs.addresses and _has_address(text, signs.addresses):
        return ""
    if "&" in text:
        # `&lt;` would be an entity; without a semicolon there is none.
        text = "" if ";" in text else text.replace("&", "&amp;")
    if "*" in text or "[" in text or "]" in text:
        text = _set_phrases(text)
    if "\n" in text and not text.isascii():
        text = UNSPACED_BREAK.sub("", text)
    return text.replace("\xa0", "&nbsp;")


def _has_address(text: str, signs: Sequence[str]) -> bool:
    """Tell whether the text may have an address outside of a link, which the engine makes a link of."""
    if not any(sign in text for sign in signs):
        return False
    bare = LINK.sub(r"[\1]", text) if "[" in text else text
    return any(sign in bare for sign in signs)


def _is_plain_line(line: str) -> bool:
    return LINE_OPENING.match(line) is not None and not line[-1].isspace()


def _set_phrases(text: str) -> str:
    """Return `text` with its bold, emphasis and links as HTML; empty when it has other or nested markup."""
    text = EMPHASIS.sub(r"<em>\1</em>", BOLD.sub(r"<strong>\1</strong>", text)) if "*" in text else text
    text = LINK.sub(r'<a href="\2" rel="noopener">\1</a>', text) if "[" in text else text
    return "" if "*" in text or "[" in text or "]" in text else text
