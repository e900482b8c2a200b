"""Read lists from lines: bullets and numbers, with items that run over several lines, and lists inside of items."""

from collections.abc import Sequence

import msgspec

from generator.intake.blocks.columns import indent_of, type_line
from generator.intake.blocks.markers import DASHES, Marker, read_marker
from generator.intake.blocks.records import Item, ListBlock
from generator.intake.blocks.wrapping import Joint, Measure, judge
from generator.intake.wire.lines import CopyLine, ends_sentence, join_words

MIN_ITEMS = 2
MIN_DASHED = 3
MAX_LEVELS = 5
MAX_BLANK_LINES = 2
"""As many blank lines may stand between two items."""


class _Entry(msgspec.Struct):
    """One item while its lines are read."""

    line: int
    marker: Marker
    text: str


def take_list(lines: Sequence[CopyLine], at: int, page: Measure) -> tuple[ListBlock | None, int]:
    """Return the list that begins at `lines[at]` and the index behind it; None and `at` if none begins there.

    One line that begins like an item is text, and numbers must count up by one.
    """
    first = read_marker(lines[at])
    if first is None:
        return None, at
    entries, end = _collect(lines, at, first, page)
    top = [entry for entry in entries if entry.marker.indent <= first.indent]
    if not _is_list(first, top, len(entries)):
        return None, at
    found, _ = _build(entries, 0, 1)
    return found, end


def _is_list(first: Marker, top: Sequence[_Entry], count: int) -> bool:
    if first.sign in DASHES:
        return len(top) >= MIN_DASHED and not any(ends_sentence(entry.text) for entry in top)
    return count >= MIN_ITEMS


def _collect(lines: Sequence[CopyLine], at: int, first: Marker, page: Measure) -> tuple[list[_Entry], int]:
    """Return the items of the list that begins at `lines[at]`, those of lists inside of it too, and the end."""
    entries = [_Entry(lines[at].number, first, first.text)]
    end = at + 1
    while end < len(lines):
        below = _skip_blanks(lines, end)
        if below == len(lines):
            break
        marker = read_marker(lines[below])
        if marker is not None and _follows(entries, marker):
            entries.append(_Entry(lines[below].number, marker, marker.text))
        elif below == end and _runs_into(lines[end - 1], lines[end], entries[-1], page, is_item=marker is not None):
            entries[-1].text = join_words(entries[-1].text, lines[end].words)
        else:
            break
        end = below + 1
    return entries, end


def _skip_blanks(lines: Sequence[CopyLine], at: int) -> int:
    """Return the index of the next line with words, or `at` if there are too many blank lines before it."""
    for below in range(at, min(at + MAX_BLANK_LINES + 1, len(lines))):
        if lines[below].words:
            return below
    return len(lines)


def _runs_into(upper: CopyLine, lower: CopyLine, entry: _Entry, page: Measure, *, is_item: bool) -> bool:
    """Tell whether `lower` continues the item: it stands under its words, or its sentence runs on."""
    joint = judge(type_line(upper), type_line(lower), page)
    if is_item:
        return joint is Joint.RUNS_ON
    if indent_of(lower.text) > entry.marker.indent:
        return True
    return joint is Joint.RUNS_ON or (joint is Joint.MAY_RUN_ON and page.is_wrapped)


def _follows(entries: Sequence[_Entry], marker: Marker) -> bool:
    """Tell whether an item with this marker may come next: one more of its list, or the first of one inside."""
    last = entries[-1].marker
    if marker.indent > last.indent + 1:
        return not marker.numbers or any(count == 1 for _, count in marker.numbers)
    same = next((entry.marker for entry in reversed(entries) if entry.marker.indent <= marker.indent + 1), None)
    if same is None or same.sign != marker.sign:
        return False
    return not marker.numbers or any((kind, count - 1) in same.numbers for kind, count in marker.numbers)


def _build(entries: Sequence[_Entry], at: int, level: int) -> tuple[ListBlock, int]:
    """Return the list whose first item is `entries[at]`, and the index behind it."""
    first = entries[at]
    items: list[Item] = []
    begin = at
    while at < len(entries) and entries[at].marker.indent + 1 >= first.marker.indent:
        inner = None
        text = entries[at].text
        at += 1
        if at < len(entries) and entries[at].marker.indent > first.marker.indent + 1 and level < MAX_LEVELS:
            inner, at = _build(entries, at, level + 1)
        items.append(Item(text, inner))
    kind, start = _number_of(first.marker, entries[begin + 1 : at])
    return ListBlock(first.line, kind, start, tuple(items)), at


def _number_of(first: Marker, others: Sequence[_Entry]) -> tuple[str, int]:
    """Return kind and first number of a list. `i)` is Roman if `ii)` follows, and a letter otherwise."""
    if not first.numbers:
        return "", 1
    following = {number for entry in others if entry.marker.sign == first.sign for number in entry.marker.numbers}
    return next((one for one in first.numbers if (one[0], one[1] + 1) in following), first.numbers[0])
