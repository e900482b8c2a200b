"""Set the quotation marks and dashes of blocks."""

from collections.abc import Sequence
from functools import partial

import msgspec

from generator.intake.blocks.records import Block, Heading, Item, ListBlock, Paragraph, Table
from generator.intake.text.typography import Marks, set_typography


def typeset_blocks(blocks: Sequence[Block], marks: Marks) -> tuple[Block, ...]:
    """Return the blocks with typographic marks. Lines that keep their columns keep their signs, too."""
    return tuple(_typeset(block, marks) for block in blocks)


def _typeset(block: Block, marks: Marks) -> Block:
    mark = partial(set_typography, marks=marks)
    match block:
        case Paragraph():
            return msgspec.structs.replace(block, lines=tuple(map(mark, block.lines)))
        case Heading():
            return msgspec.structs.replace(block, text=mark(block.text))
        case ListBlock():
            return _typeset_list(block, marks)
        case Table():
            header = tuple(map(mark, block.header))
            rows = tuple(tuple(mark(cell) for cell in row) for row in block.rows)
            return msgspec.structs.replace(block, caption=mark(block.caption), header=header, rows=rows)
        case _:
            return block


def _typeset_list(block: ListBlock, marks: Marks) -> ListBlock:
    items = (
        Item(set_typography(item.text, marks), _typeset_list(item.inner, marks) if item.inner else None)
        for item in block.items
    )
    return msgspec.structs.replace(block, items=tuple(items))
