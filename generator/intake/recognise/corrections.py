"""Recognise corrections that stand among the paragraphs of a story: `Correction: The mill is 40 years old, not 50.`"""

from collections.abc import Iterator, Sequence

import msgspec

from generator.intake.header.split import Field
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.wire.lines import FENCES, CopyLine, cut_blocks, ends_sentence, is_wrapped
from generator.intake.wire.notes import MAX_LABEL_CHARS, NoteKind, read_note

CORRECTED = "a story with a correction"
MAX_SHOWN = 80


def recognise_corrections(copy: CopyText) -> Recognition | None:
    """Return the text without the paragraphs that are corrections; None for a text without any."""
    if not may_hold_correction(copy):
        return None
    found = list(_find_corrections(copy.lines, is_markdown=copy.is_markdown))
    if found and _is_headline(copy, found[0][0]):
        found.pop(0)
    if not found:
        return None
    first = found[0][0][0]
    taken = {line.number for lines, _ in found for line in lines}
    corrections = [(lines[0].number, text) for lines, text in found]
    why = f"“{first.words[:MAX_SHOWN]}” begins a paragraph, and the page shows it under the story"
    finding = Finding(CORRECTED, Certainty.SURE, why, first.number)
    stripped = msgspec.structs.replace(
        copy, lines=copy.without(taken), fields=with_corrections(copy.fields, corrections)
    )
    return Recognition(finding, stripped)


def _is_headline(copy: CopyText, paragraph: Sequence[CopyLine]) -> bool:
    """Tell whether a paragraph is the headline of a story about a correction: `Correction: Harbor Fire story`."""
    first = next(line for line in copy.lines if line.words)
    opens = "headline" not in copy.fields and paragraph[0].number == first.number
    return opens and len(paragraph) == 1 and not ends_sentence(first.words)


def may_hold_correction(copy: CopyText) -> bool:
    """Tell quickly whether a text may hold a correction: a line opens with the label of one."""
    if ":" not in copy.text and "：" not in copy.text:
        return False
    openings = [(line.words[:MAX_LABEL_CHARS], line) for line in copy.lines if line.words]
    return any(_opens_correction(line) for opening, line in openings if ":" in opening or "：" in opening)


def _find_corrections(lines: Sequence[CopyLine], *, is_markdown: bool) -> Iterator[tuple[Sequence[CopyLine], str]]:
    """Yield the lines of each correction, and its words."""
    for block in _blocks_of_prose(lines):
        for paragraph in _paragraphs_that_correct(block, is_markdown=is_markdown):
            note = read_note(" ".join(line.words for line in paragraph))
            if note is not None and note.kind is NoteKind.CORRECTION:
                yield paragraph, note.text


def _paragraphs_that_correct(block: Sequence[CopyLine], *, is_markdown: bool) -> Iterator[Sequence[CopyLine]]:
    """Yield the paragraphs of a block that open with the label of a correction.

    In Markdown the block is one paragraph. In plain text each line is one, unless the lines were broken by hand.
    """
    openings = [at for at, line in enumerate(block[:1] if is_markdown else block) if _opens_correction(line)]
    if openings and (is_markdown or is_wrapped(block)):
        yield block[openings[0] :]
    else:
        yield from ([block[at]] for at in openings)


def _opens_correction(line: CopyLine) -> bool:
    opening = line.words[:MAX_LABEL_CHARS]
    if line.is_indented or not (":" in opening or "：" in opening):
        return False
    note = read_note(line.words)
    return note is not None and note.kind is NoteKind.CORRECTION


def _blocks_of_prose(lines: Sequence[CopyLine]) -> Iterator[list[CopyLine]]:
    """Yield the runs of lines without a blank one between them. What stands between fences of Markdown is left out."""
    fenced = False
    for block in cut_blocks(lines):
        marks = sum(line.words.startswith(FENCES) for line in block)
        if not fenced and not marks:
            yield block
        fenced ^= marks % 2 == 1


def with_corrections(fields: dict[str, Field], corrections: Sequence[tuple[int, str]]) -> dict[str, Field]:
    """Return the fields with more corrections, each with its line, behind those of the header."""
    if not corrections:
        return fields
    field = fields.get("corrections", Field((), corrections[0][0]))
    older = (field.value,) if isinstance(field.value, str) else field.value
    texts = [text for _, text in corrections]
    if any(isinstance(value, dict) for value in older):
        return {**fields, "corrections": Field((*older, *({"text": text} for text in texts)), field.line)}
    return {**fields, "corrections": Field((*older, *texts), field.line)}
