"""Recognize sub-heads and breaks: capitals alone on a line, underlined lines, short lines above paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from generator.intake.blocks.columns import count_columns
from generator.intake.blocks.records import Block, Break, Heading, ListBlock, Paragraph, Table
from generator.intake.wire.lines import MAX_WRAP_COLUMNS, CopyLine, ends_sentence
from generator.intake.wire.people import is_surely_name

BREAK_SIGNS = frozenset("*_-–—=~•·⁂✱❖◆ \t")
MIN_SIGNS = 3
MAX_HEADING_CHARS = 60
MAX_MARKED_CHARS = 250
"""The same of one that `##` marks, such as an entry of a live story."""
MAX_HEADING_WORDS = 9
MIN_HEADINGS = 2
"""As many short lines above paragraphs are a file's way to write sub-heads. One may be anything."""
MIN_PARAGRAPH_CHARS = 40
"""What is under a sub-head is at least this long, or ends a sentence."""
MIN_LETTERS = 3
MAX_ADDRESS_CHARS = 40
UNDERLINE = frozenset("-=~")
MARKED = re.compile(r"#{2,6}[ \t]+(.+?)[ \t]*#*")
"""A sub-head as in Markdown."""
NO_HEADING_END = re.compile(r"[,;&/–—-]$")
LETTER = re.compile(r"[^\W\d_]")


def is_break(line: CopyLine) -> bool:
    """Tell whether the line is a break: `* * *`, `___`, `---`, `--`, `• • •`."""
    words = line.words
    if words[:1] not in BREAK_SIGNS or not BREAK_SIGNS.issuperset(words):
        return False
    if words == "--":
        return True
    signs = set(words) - {" ", "\t"}
    return words == "⁂" or (len(signs) == 1 and len(words.replace(" ", "").replace("\t", "")) >= MIN_SIGNS)


def read_heading(lines: Sequence[CopyLine], at: int) -> tuple[Heading | None, int]:
    """Return the sub-head that `lines[at]` surely is, and the index behind it; None and `at` if it isn't one."""
    line = lines[at]
    if len(line.words) > MAX_MARKED_CHARS:
        return None, at
    if marked := MARKED.fullmatch(line.words):
        return Heading(line.number, marked[1]), at + 1
    if len(line.words) > MAX_HEADING_CHARS:
        return None, at
    below = lines[at + 1].words if at + 1 < len(lines) else ""
    opens = at == 0 or not lines[at - 1].words
    if opens and below and _underlines(line, below):
        return Heading(line.number, line.words), at + 2
    return (Heading(line.number, line.words), at + 1) if opens and _is_shouted(line.words, below) else (None, at)


def mark_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with sub-heads in place of short lines above paragraphs, where the file writes them so.

    A short line that isn't above a paragraph shows that the file doesn't. Sub-heads that nothing follows are text.
    """
    blocks = _drop_vain_headings(blocks)
    short = [at for at, block in enumerate(blocks) if _may_be_heading(block)]
    if len(short) < MIN_HEADINGS:
        return blocks
    texts = Counter(block.text for block in map(blocks.__getitem__, short) if isinstance(block, Paragraph))
    over = {at for at in short if at + 1 < len(blocks) and _is_under_heading(blocks[at + 1], blocks[at].line)}
    against = [at for at in short if at not in over and at + 1 < len(blocks)]
    if len(over) < MIN_HEADINGS or against or len(over) * 2 > len(blocks) or max(texts.values()) > 1:
        return blocks
    return [
        Heading(block.line, block.text) if at in over and isinstance(block, Paragraph) else block
        for at, block in enumerate(blocks)
    ]


def _drop_vain_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a paragraph in place of each sub-head that nothing or a break follows."""
    kept: list[Block] = []
    for block, below in zip_longest(blocks, blocks[1:]):
        vain = isinstance(block, Heading) and (
            below is None or isinstance(below, Break) or (is_surely_name(block.text) and _is_address(below, blocks))
        )
        kept.append(Paragraph(block.line, (block.text,)) if vain and isinstance(block, Heading) else block)
    return kept


def _is_address(block: Block, blocks: Sequence[Block]) -> bool:
    """Tell whether the last block is the place under the name of somebody who signs: `JANE ROE` / `Marrow Bay`."""
    if block is not blocks[-1] or not isinstance(block, Paragraph):
        return False
    return all(len(line) <= MAX_ADDRESS_CHARS and not ends_sentence(line) for line in block.lines)


def _underlines(line: CopyLine, below: str) -> bool:
    """Tell whether `below` is a line of `-` or `=` under a short line, about as long as that."""
    if len(set(below)) != 1 or below[0] not in UNDERLINE or len(below) < MIN_SIGNS:
        return False
    return not ends_sentence(line.words) and abs(len(below) - count_columns(line.text)) <= MIN_SIGNS


def _is_shouted(words: str, below: str) -> bool:
    """Tell whether `words` are a sub-head in capitals. What stands directly under it is not in capitals."""
    if (
        not words.isupper()
        or ends_sentence(words)
        or NO_HEADING_END.search(words)
        or len(words.split()) > MAX_HEADING_WORDS
    ):
        return False
    return len(LETTER.findall(words)) >= MIN_LETTERS and not below.isupper() and not below[:1].islower()


def _may_be_heading(block: Block) -> bool:
    if not isinstance(block, Paragraph) or len(block.lines) > 1 or block.is_verse:
        return False
    text = block.lines[0]
    if len(text) > MAX_HEADING_CHARS or len(text.split()) > MAX_HEADING_WORDS or ends_sentence(text):
        return False
    return not NO_HEADING_END.search(text) and (text[:1].isupper() or text[:1].isdecimal())


def _is_under_heading(block: Block, line: int) -> bool:
    """Tell whether the block may be under a sub-head in this line. Without a blank line between, it must be long."""
    if isinstance(block, ListBlock | Table):
        return True
    if not isinstance(block, Paragraph):
        return False
    least = MIN_PARAGRAPH_CHARS if block.line > line + 1 else MAX_WRAP_COLUMNS + 1
    return len(block.text) >= least or (block.line > line + 1 and ends_sentence(block.text))
