"""Preprocessors for Python-Markdown: cut blocks apart where editors leave no blank line, and read what they mean.

Lists and tables may stand directly under a paragraph; four spaces at the start of a paragraph are an indent; a number
alone at the start of a paragraph is text. Fenced code and raw HTML are already out of the text when these rules run.
Each rule looks at a block and the ones beside it only, so that parts of a text are read as the whole is.
"""

import re
from collections.abc import Sequence

from markdown.preprocessors import Preprocessor

from generator.intake.html.list_depth import indent_lists

ITEM = re.compile(r" {0,3}([-*+])[ \t]+\S|( {0,3})(\d{1,9})[.)][ \t]+\S")
BULLET = re.compile(r"( {0,3})[•‣▪●◦■□➢✓✔](?:[ \t\xa0]+|(?=[^\W_]))")
CALLOUT = re.compile(r"( {0,3}(?:> ?)+)\[!\w{2,20}\][+-]?[ \t]*([^\n*]{0,200}?)[ \t]*")
"""`> [!NOTE]` and `> [!tip] Bring boots`."""
SEPARATOR = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
LONE_NUMBER = re.compile(r"( {0,3}\d{1,9})(\.[ \t])")
INDENTED = re.compile(r"(?: {4}|\t)")
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\n]{1,100}\]:")
CODE_WORDS = "def|class|import|from|return|if|for|while|var|let|const|function|sudo|git|pip|npm|cd|SELECT|INSERT"
CODE_SIGNS = re.compile(
    r"[{};]\s*$|^\s*(?:\$ |>>> |#!|//|/\*|<[/?!a-zA-Z])|=>|::|</|\w\(\)|\w = \w"
    rf"|^\s*(?:{CODE_WORDS})\b[^.!?]*[:({{;=]\s*$"
)
"""Signs that an indented line is code. Prose has none of them."""
COLUMNS = re.compile(r"\S {2,}\S")
NO_NUMBER = -9


class BlocksApart(Preprocessor):
    """Applies the rules, in the order in which they depend on each other."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with blank ones between blocks, and with what keeps text from being read as more."""
        marked = [_set_callout(_set_break(_set_bullet(line))) for line in lines]
        return _keep_numbers(_cut_tables(indent_lists(_cut_lists(_outdent(marked)))))


def _set_bullet(line: str) -> str:
    """Return a line that opens with a printed bullet as an item of Markdown."""
    return BULLET.sub(r"\1- ", line, count=1) if BULLET.match(line) else line


def _set_callout(line: str) -> str:
    """Return the first line of a quotation that GitHub or Obsidian calls a note or a warning as its title, in bold."""
    found = CALLOUT.fullmatch(line) if "[!" in line else None
    if found is None:
        return line
    return f"{found[1]}**{found[2]}**  " if found[2] else found[1]


def _set_break(line: str) -> str:
    """Return a line that ends with one backslash, which is a line break, as Python-Markdown knows it."""
    return f"{line[:-1]}  " if line.endswith("\\") and not line.endswith("\\\\") and line[:-1].strip() else line


def _outdent(lines: Sequence[str]) -> list[str]:
    """Return the lines without the indent of paragraphs that aren't code."""
    kept: list[str] = []
    at = 0
    is_inside = False
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].strip():
            end += 1
        block = lines[at:end]
        if block and not INDENTED.match(block[0]):
            is_inside = _may_go_on(block)
        elif block and not is_inside and not _is_code(block):
            block = [line.lstrip() for line in block]
        kept += block
        kept += lines[end : end + 1]
        at = end + 1
    return kept


def _may_go_on(block: Sequence[str]) -> bool:
    """Tell whether an indented block under this one belongs to it: under an item of a list or a footnote."""
    return any(ITEM.match(line) or FOOTNOTE.match(line) for line in block)


def _is_code(block: Sequence[str]) -> bool:
    """Tell whether an indented block is code, or typed in columns."""
    if any(CODE_SIGNS.search(line[:300]) for line in block):
        return True
    if len(block) > 1 and not all(INDENTED.match(line) for line in block):
        return False
    columns = sum(COLUMNS.search(line.strip()[:300]) is not None for line in block)
    deeper = any(line.expandtabs(4).startswith(" " * 5) for line in block[1:])
    return columns * 2 > len(block) or deeper


def _cut_lists(lines: Sequence[str]) -> list[str]:
    """Return the lines with a blank one between a paragraph and a list directly under it.

    One line that looks like an item may be a part of the paragraph, unless that ends with a colon.
    """
    kept: list[str] = []
    is_text = False
    for at, line in enumerate(lines):
        item = ITEM.match(line)
        if not line.strip():
            is_text = False
        elif item is None:
            is_text = is_text or not (kept and _is_list_line(kept[-1]))
        elif is_text and _opens_list(lines, at, item):
            kept.append("")
            is_text = False
        kept.append(line)
    return kept


def _is_list_line(line: str) -> bool:
    return ITEM.match(line) is not None


def _opens_list(lines: Sequence[str], at: int, item: re.Match[str]) -> bool:
    if lines[at - 1].lstrip().startswith((">", "|", "#")):
        return False
    if item[3] and int(item[3]) != 1:
        return False
    below = ITEM.match(lines[at + 1]) if at + 1 < len(lines) else None
    same = below is not None and below[1] == item[1] and (not item[3] or (below[3] or "") == "2")
    return same or lines[at - 1].rstrip().endswith((":", "："))


def _cut_tables(lines: Sequence[str]) -> list[str]:
    """Return the lines with a blank one before and behind a table."""
    kept: list[str] = []
    in_table = False
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if not in_table and "|" in line and "|" in below and "-" in below and SEPARATOR.fullmatch(below):
            in_table = True
            if kept and kept[-1].strip():
                kept.append("")
        elif in_table and "|" not in line:
            in_table = False
            if line.strip():
                kept.append("")
        kept.append(line)
    return kept


def _keep_numbers(lines: Sequence[str]) -> list[str]:
    """Return the lines with a backslash in numbers that open a paragraph and no list: `1986. What a year`.

    A list begins with any number, but its second item follows. A lone one is a list only if it is number one and has
    more below it that is indented: `1. Ferries` with a list or a paragraph of its own.
    """
    return [_kept_number(lines, at) if line[:4].strip()[:1].isdigit() else line for at, line in enumerate(lines)]


def _kept_number(lines: Sequence[str], at: int) -> str:
    line = lines[at]
    found = LONE_NUMBER.match(line)
    if found is None or (at and lines[at - 1].strip()):
        return line
    number = int(found[1])
    is_item = _number_below(lines, at) == number + 1 or _number_above(lines, at) == number - 1
    is_item = is_item or (number == 1 and _has_more(lines, at))
    return line if is_item else f"{found[1]}\\{found[2]}{line[found.end() :]}"


def _has_more(lines: Sequence[str], at: int) -> bool:
    """Tell whether an indented line belongs to the item at `at`."""
    below = (lines[number] for number in range(at + 1, len(lines)))
    return INDENTED.match(next((line for line in below if line.strip()), "")) is not None


def _number_below(lines: Sequence[str], at: int) -> int:
    """Return the number of the next item, in this block or at the start of the next one; -9 if there is none."""
    at += 1
    while at < len(lines) and lines[at].strip() and _numbered(lines[at]) == NO_NUMBER:
        at += 1
    while at < len(lines) and (not lines[at].strip() or INDENTED.match(lines[at])):
        at += 1
    return _numbered(lines[at]) if at < len(lines) else NO_NUMBER


def _number_above(lines: Sequence[str], at: int) -> int:
    """Return the number of the last item in the block above; -9 if that has none. Indented blocks belong to it."""
    at -= 1
    while at >= 0 and (not lines[at].strip() or INDENTED.match(lines[at])):
        at -= 1
    while at >= 0 and lines[at].strip() and _numbered(lines[at]) == NO_NUMBER:
        at -= 1
    return _numbered(lines[at]) if at >= 0 else NO_NUMBER


def _numbered(line: str) -> int:
    found = ITEM.match(line)
    return int(found[3]) if found and found[3] else NO_NUMBER
