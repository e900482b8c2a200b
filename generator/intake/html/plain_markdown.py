"""Markdown that needs no Markdown engine, and HTML that needs no sanitiser: plain paragraphs and the commonest markup.

The engine takes 20 us for each plain paragraph and 100 us for one with a link, and the sanitiser 200 us a story; most
copy holds nothing but what is set here in 2 us a paragraph:

- paragraphs, and in them `**bold**`, `*emphasis*` and `[words](https://plain.address/)`, none within another;
- `## subheads`, a `> quotation` of one line, a list of `- entries`.

Everything else goes to the engine in runs of neighbouring blocks, as it stands. What comes out is, once sanitised, byte
for byte what the engine makes of the whole text (tests/intake/html/test_plain_markdown.py), since Markdown's blocks
know of each other only in the cases of `WHOLE`, and quotations and lists of those beside them.
"""

import re
from collections.abc import Callable
from itertools import groupby

import msgspec

FAR_SIGNS = ("<", "\t", "```", "~~~", "[^", "]:")
"""Signs of markup that reaches beyond its own block: the text must go to the engine whole. Raw HTML and fences reach
over blank lines; tabs move columns; footnotes and links may be defined elsewhere."""
FIRST_HEADING = re.compile(r"^ {0,3}#(?!#)|^=", re.MULTILINE)
"""A first-level heading lowers all others."""

GAP = re.compile(r"(\n(?: *\n)+)")
LINE_OPENING = re.compile(r"""(?!\d+\. )(?:[^\W_]|["'“”‘’«„(…$€£]|\*{1,2}[^\W_]|\[)""")
"""What opens a line of plain text, and no list, heading or the like."""
SIGNS = ("\\", "`", "_", "<", ">", "{", "}", "|")
"""With `*`, `[`, `]` and `&`, everything that can mean something to Python-Markdown inside of a line."""
STRAIGHT = ('"', "'", "--", "...")
"""What typographic quotes change."""

PLAIN = r"[^\\`*_\[\]<>&{}|\n]"
WORDS = rf"[^\W_](?:{PLAIN}*[^\W_])?"
# What may not stand before is looked for after the sign: `re` is quick where a pattern opens with what it needs.
BOLD = re.compile(rf"\*\*(?<![\w*]\*\*)({WORDS})\*\*(?![\w*])")
EMPHASIS = re.compile(rf"\*(?<![\w*]\*)({WORDS})\*(?![\w*])")
LINK = re.compile(
    rf"\[(?<!!\[)({WORDS})\]\((https?://(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{{2,20}}(?:/[A-Za-z0-9./-]*)?)\)"
)
"""To an address in which nothing is to be escaped, mended or refused."""
QUOTATION = re.compile(r"> (.+)")
SUBHEAD = re.compile(r"(#{2,6}) ([^#\n]*[^#\s]) *")
ENTRY = "- "


class MarkdownHtml(msgspec.Struct, frozen=True):
    """HTML of a Markdown text."""

    html: str
    is_ours: bool
    """All of it was set here: there is nothing to sanitise. Else it must be."""


def set_blocks(text: str, engine: Callable[[str], str], *, curly: bool = False) -> MarkdownHtml:
    """HTML of clean Markdown `text`: plain blocks are set here, the others by `engine`.

    With `curly` the engine turns straight quotation marks into typographic ones, and what holds any is not plain.
    """
    if any(sign in text for sign in FAR_SIGNS) or (("#" in text or "=" in text) and FIRST_HEADING.search(text)):
        return MarkdownHtml(engine(text), is_ours=False)
    pieces = _cut_blocks(text.strip("\n"))
    signs = [sign for sign in (*SIGNS, *(STRAIGHT if curly else ())) if sign in text]
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


def _cut_blocks(text: str) -> list[str]:
    """Block, gap, block, ... of `text`."""
    return GAP.split(text)


def _set_paragraph(block: str, signs: list[str]) -> str:
    words = _set_words(block, signs)
    return f"<p>{words}</p>" if words else ""


def _set_subhead(block: str, signs: list[str]) -> str:
    found = SUBHEAD.fullmatch(block) if block.startswith("##") else None
    words = _set_words(found[2], signs) if found else ""
    return f"<h{len(found[1])}>{words}</h{len(found[1])}>" if found and words else ""


def _set_quotation(block: str, signs: list[str]) -> str:
    found = QUOTATION.fullmatch(block)
    words = _set_words(found[1], signs) if found else ""
    return f"<blockquote>\n<p>{words}</p>\n</blockquote>" if words else ""


def _set_list(block: str, signs: list[str]) -> str:
    lines = block.split("\n")
    if not all(line.startswith(ENTRY) for line in lines):
        return ""
    entries = [_set_words(line[len(ENTRY) :], signs) for line in lines]
    return "<ul>\n" + "\n".join(f"<li>{words}</li>" for words in entries) + "\n</ul>" if all(entries) else ""


def _set_words(text: str, signs: list[str]) -> str:
    """The lines of a paragraph as HTML; empty when the engine must set them. `signs` are those of the whole story."""
    if not (all(map(_is_plain_line, text.split("\n"))) if "\n" in text else _is_plain_line(text)):
        return ""
    if any(sign in text for sign in signs):
        return ""
    if "&" in text:
        # `&lt;` would be a sign; without a semicolon there is none.
        text = "" if ";" in text else text.replace("&", "&amp;")
    if "*" in text or "[" in text or "]" in text:
        text = _set_phrases(text)
    return text.replace("\xa0", "&nbsp;")


def _is_plain_line(line: str) -> bool:
    return LINE_OPENING.match(line) is not None and not line[-1].isspace()


def _set_phrases(text: str) -> str:
    """`text` with its bold, emphasis and links set; empty when there is other markup, or one within another."""
    text = EMPHASIS.sub(r"<em>\1</em>", BOLD.sub(r"<strong>\1</strong>", text)) if "*" in text else text
    text = LINK.sub(r'<a href="\2" rel="noopener">\1</a>', text) if "[" in text else text
    return "" if "*" in text or "[" in text or "]" in text else text
