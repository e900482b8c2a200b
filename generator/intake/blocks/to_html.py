"""Turn blocks into HTML that a page can hold. Text is escaped, and only known tags are written.

The result is what the sanitiser would leave, byte for byte (tests/intake/blocks/test_to_html.py). Only an address with
signs that must be escaped or refused needs the sanitiser itself.
"""

from collections.abc import Iterator, Sequence
from html import escape

from generator.intake.blocks.records import Agate, Block, Break, Heading, ListBlock, Paragraph, Table
from generator.intake.html.links import link_addresses
from generator.intake.html.sanitise import sanitise
from generator.intake.label_text import is_label_text


def set_blocks_html(blocks: Sequence[Block]) -> str:
    """Return safe HTML for the blocks, each block on lines of its own."""
    setter = _Setter()
    html = "\n".join(setter.set_block(block) for block in blocks)
    return html if setter.is_safe else sanitise(html).html


def words_of(blocks: Sequence[Block]) -> str:
    """Return the text of all blocks on one line."""
    return " ".join(" ".join(_texts_of(block)) for block in blocks if not isinstance(block, Break))


def summary_words(blocks: Sequence[Block]) -> str:
    """Return the text that a summary may be made of: the paragraphs, but not labels, or everything if there are none.

    The cells of a table are separated by commas, and its rows by semicolons.
    """
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph) and not block.is_note]
    sentences = [text for text in paragraphs if not is_label_text(text)]
    if paragraphs:
        return " ".join(sentences or paragraphs)
    return " ".join(_row_words(block) if isinstance(block, Table) else words_of([block]) for block in blocks)


def _row_words(table: Table) -> str:
    rows = [", ".join(filter(None, row)) for row in (table.header, *table.rows)]
    return "; ".join(filter(None, (table.caption, *rows)))


def _texts_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield block.text
        case Agate():
            yield from block.lines
        case Table():
            yield from filter(None, (block.caption, *block.header, *(cell for row in block.rows for cell in row)))
        case ListBlock():
            for item in block.items:
                yield item.text
                if item.inner is not None:
                    yield from _texts_of(item.inner)
        case Break():
            return


class _Setter:
    """Sets blocks, and remembers whether all of it is safe as it is."""

    def __init__(self) -> None:
        self.is_safe = True

    def set_block(self, block: Block) -> str:
        match block:
            case Paragraph():
                words = "<br>\n".join(map(self._set_text, block.lines))
                kind = "verse" if block.is_verse else "note" if block.is_note else ""
                return f'<p class="{kind}">{words}</p>' if kind else f"<p>{words}</p>"
            case Heading():
                return f"<h2>{self._set_text(block.text)}</h2>"
            case Break():
                return "<hr>"
            case ListBlock():
                return self._set_list(block)
            case Table():
                return self._set_table(block)
            case Agate():
                return f"<pre>{self._set_lines(block.lines)}</pre>"

    def _set_text(self, text: str) -> str:
        html, is_safe = link_addresses(text)
        self.is_safe = self.is_safe and is_safe
        return html.replace("\xa0", "&nbsp;")

    def _set_lines(self, lines: Sequence[str]) -> str:
        return "\n".join(escape(line, quote=False) for line in lines).replace("\xa0", "&nbsp;")

    def _set_list(self, block: ListBlock) -> str:
        tag = "ol" if block.kind else "ul"
        kind = f' type="{block.kind}"' if block.kind not in {"", "1"} else ""
        start = f' start="{block.start}"' if block.start != 1 else ""
        items = (
            f"<li>{self._set_text(item.text)}" + (f"\n{self._set_list(item.inner)}\n" if item.inner else "") + "</li>"
            for item in block.items
        )
        return f"<{tag}{start}{kind}>\n" + "\n".join(items) + f"\n</{tag}>"

    def _set_table(self, table: Table) -> str:
        caption = f"<caption>{self._set_text(table.caption)}</caption>\n" if table.caption else ""
        head = f"<thead>\n{self._set_row(table.header, table, 'th')}\n</thead>\n" if table.header else ""
        rows = "\n".join(self._set_row(row, table, "td") for row in table.rows)
        return f"<table>\n{caption}{head}<tbody>\n{rows}\n</tbody>\n</table>"

    def _set_row(self, cells: Sequence[str], table: Table, tag: str) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        row = "".join(
            f"<{tag}{scope if cell else ''}{_class_of(is_numeric)}>{self._set_text(cell)}</{tag}>\n"
            for cell, is_numeric in zip(cells, table.numeric, strict=True)
        )
        return f"<tr>\n{row}</tr>"


def _class_of(is_numeric: bool) -> str:
    return ' class="align-right"' if is_numeric else ""
