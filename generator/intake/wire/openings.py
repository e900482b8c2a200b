"""Find the dateline of a story, also behind notes to readers and an agency's points, and mark the notes."""

import re
from collections.abc import Sequence

import msgspec

from generator.intake.blocks.records import Block, Break, ListBlock, Paragraph
from generator.intake.embeds.lines import is_embed_line
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.bylines import looks_like_byline
from generator.intake.wire.datelines import Dateline, read_dateline
from generator.intake.wire.notes import NoteKind, read_note

MAX_BLOCKS = 5
"""The most blocks before the one with the dateline."""
LIFE_DATES = re.compile(
    r"[(\[]?(?:[^\s\d.]{1,12}\.? ?)?(?:[^\W\d]{1,12}\.? )?(?:\d{1,2}[.,]? ){0,2}(?:[^\W\d]{1,12}\.? )?"
    r"\d{4} ?[-–—] ?.{0,24}\d{4}[)\]]?"
)
"""The life dates over an obituary, `July 4, 1942 - November 20, 2026`. They are set like a note above the dateline."""
MAX_LIFE_LINES = 2
MAX_DATES_CHARS = 100
SHOWN = {NoteKind.TO_READERS, NoteKind.CREDIT}


class Opening(msgspec.Struct, frozen=True):
    """The dateline, and the index of its block."""

    dateline: Dateline
    at: int
    byline_at: int = -1
    """The index of a byline under a dateline that is alone on its line, or -1."""


def find_dateline(blocks: Sequence[Block]) -> Opening | None:
    """Return the dateline of the first paragraph that is no note, list or embed; None without one.

    Behind a list, an agency or a day must show that it is one.
    """
    for at, block in enumerate(blocks[: MAX_BLOCKS + 1]):
        if isinstance(block, Paragraph) and not block.is_note and not is_embed_line(block.text):
            found = read_dateline(block.text)
            if found is None and at == 0 and len(block.text) <= MAX_DATES_CHARS and looks_like_moment(block.text):
                continue  # the day alone, where the file's name has another
            if found is None or not (found.is_strong or not _is_behind_list(blocks[:at])):
                return None
            return Opening(found, at, -1 if found.lede else _find_byline(blocks, at + 1))
        if not isinstance(block, (Paragraph, ListBlock)):
            return None
    return None


def _find_byline(blocks: Sequence[Block], at: int) -> int:
    block = blocks[at] if at < len(blocks) else None
    return at if isinstance(block, Paragraph) and looks_like_byline(block.text) else -1


def mark_notes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, with the notes to readers that open or close the story marked as notes."""
    marked = list(blocks)
    for indexes in (range(len(marked)), reversed(range(len(marked)))):
        for at in indexes:
            block = marked[at]
            note = read_note(block.text) if isinstance(block, Paragraph) and len(block.lines) == 1 else None
            if isinstance(block, Paragraph) and ((note and note.kind in SHOWN) or _are_life_dates(block)):
                marked[at] = msgspec.structs.replace(block, is_note=True)
            elif not isinstance(block, Break):
                break
    return tuple(marked)


def _are_life_dates(block: Paragraph) -> bool:
    """Tell whether a block is life dates, perhaps under the name."""
    last = block.lines[-1]
    return len(block.lines) <= MAX_LIFE_LINES and _may_be_life_dates(last) and LIFE_DATES.fullmatch(last) is not None


def _may_be_life_dates(text: str) -> bool:
    """Tell quickly whether a line may be life dates: it is short and ends with a year or a bracket."""
    return len(text) <= MAX_DATES_CHARS and (text[-1:].isdecimal() or text.endswith((")", "]")))


def _is_behind_list(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, ListBlock) for block in blocks)
