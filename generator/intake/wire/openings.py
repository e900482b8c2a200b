"""Find the dateline of a story, also behind notes to readers and an agency's points, and mark the notes."""

from collections.abc import Sequence

import msgspec

from generator.intake.blocks.records import Block, ListBlock, Paragraph
from generator.intake.wire.datelines import Dateline, read_dateline
from generator.intake.wire.notes import NoteKind, read_note

MAX_BLOCKS = 5
"""The most blocks before the one with the dateline."""
MAX_NOTES_BELOW = 4
SHOWN = {NoteKind.TO_READERS, NoteKind.CREDIT}


class Opening(msgspec.Struct, frozen=True):
    """The dateline, and the index of its block."""

    dateline: Dateline
    at: int


def find_dateline(blocks: Sequence[Block]) -> Opening | None:
    """Return the dateline of the first paragraph that is neither a note nor a list; None without one.

    Behind a list, an agency or a day must show that it is one.
    """
    for at, block in enumerate(blocks[: MAX_BLOCKS + 1]):
        if isinstance(block, Paragraph) and not block.is_note:
            found = read_dateline(block.text)
            return Opening(found, at) if found and (found.is_strong or not _is_behind_list(blocks[:at])) else None
        if not isinstance(block, (Paragraph, ListBlock)):
            return None
    return None


def mark_notes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, with the notes to readers at the top and at the end marked as notes."""
    marked = list(blocks)
    for at in (*range(min(MAX_BLOCKS, len(marked))), *range(max(0, len(marked) - MAX_NOTES_BELOW), len(marked))):
        block = marked[at]
        if isinstance(block, Paragraph) and len(block.lines) == 1:
            note = read_note(block.text)
            if note is not None and note.kind in SHOWN:
                marked[at] = msgspec.structs.replace(block, is_note=True)
    return tuple(marked)


def _is_behind_list(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, ListBlock) for block in blocks)
