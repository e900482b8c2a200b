"""The lines that readers see of blocks, with the numbers that browsers print before the items of lists."""

from collections.abc import Iterator, Sequence

from generator.intake.blocks.records import Block, Break, ListBlock, Table
from generator.intake.blocks.to_html import words_of


def printed_lines(blocks: Sequence[Block]) -> list[str]:
    return [line for block in blocks for line in _lines_of(block)]


def _lines_of(block: Block) -> Iterator[str]:
    match block:
        case Break():
            return
        case ListBlock():
            yield from _items_of(block)
        case Table():
            yield from filter(None, [block.caption, " ".join(filter(None, block.header))])
            yield from (" ".join(filter(None, row)) for row in block.rows)
        case _:
            yield words_of([block])


def _items_of(block: ListBlock) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        yield f"{_printed(block.kind, number)}{item.text}"
        if item.inner is not None:
            yield from _items_of(item.inner)


def _printed(kind: str, number: int) -> str:
    romans = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
    if not kind:
        return ""
    return f"{number if kind == '1' else romans[number - 1] if kind == 'i' else chr(96 + number)}. "
