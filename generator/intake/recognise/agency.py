"""Recognise agency copy: take out what is for newsrooms only, and note whom it credits."""

from collections.abc import Collection, Iterator, Sequence

import msgspec

from generator.intake.header.split import Field
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.recognise.corrections import CORRECTED, with_corrections
from generator.intake.text.shorten import shorten
from generator.intake.wire.bylines import looks_like_byline, read_bylines
from generator.intake.wire.datelines import read_dateline
from generator.intake.wire.lines import CopyLine
from generator.intake.wire.notes import Note, NoteKind, read_note
from generator.intake.wire.slug_lines import SlugLines, find_slug_lines
from generator.intake.wire.tails import NO_TAIL, Tail, read_tail
from generator.model import Gravity, Problem

HINT = "If it is part of the story, write it as a full sentence."
MAX_SHOWN = 80
BRACKETS = ("(", "*(", "_(")
OPENINGS = frozenset("(*_")
REMARKS = {NoteKind.REMARK, NoteKind.CORRECTION}
MAX_REMARK_LINES = 5
MAX_OPENING_LINES = 16
"""The lines at the top among which a dateline is looked for."""


def recognise_agency_copy(copy: CopyText) -> Recognition | None:
    """Return the text of agency copy without its slug lines and its tail; None for any other text."""
    slugs = find_slug_lines(copy.lines, titled="headline" in copy.fields)
    tail = read_tail(copy.lines)
    if tail.has_initials and not tail.credit:
        tail = read_tail(copy.lines, _opening_agency(copy.lines))
    remarks = _find_remarks(copy.lines)
    notes = _notes_above(copy.lines)
    if not (slugs.left_out or slugs.changed or remarks or notes) and tail == NO_TAIL:
        return None  # most stories
    corrections = [*tail.corrections, *((line.number, note.text) for line, note in remarks if _corrects(note))]
    gone = {line.number: line for line in (*slugs.left_out, *tail.left_out, *(line for line, _ in remarks))}
    gone |= {line.number: line for line in _continued(copy.lines, remarks)}
    correcting = _continued(copy.lines, [remark for remark in remarks if _corrects(remark[1])])
    corrected = {number for number, _ in corrections} | {line.number for line in correcting}
    if not (gone or slugs.changed or tail.ending or tail.credit or notes):
        return None
    shortened = {line.number: words for line, words in slugs.changed}
    if tail.ending is not None:
        line, ending = tail.ending
        shortened[line.number] = line.words.removesuffix(ending).rstrip()
    kept = [_shorten(line, shortened) for line in copy.without({*gone, *(note.number for note in notes)})]
    for note in notes:
        kept += [CopyLine(note.number, "", ""), note]
    stripped = msgspec.structs.replace(
        copy,
        lines=tuple(kept),
        fields=with_corrections(copy.fields, corrections),
        agency=tail.credit or slugs.credit or _source_of_notes(notes),
        reporters=Field(tail.reporters, _line_of_reporters(tail)) if tail.reporters else None,
        problems=(*copy.problems, *_report(copy, slugs, tail, gone, corrected)),
    )
    first = min([*gone, *shortened, *(note.number for note in notes)], default=0)
    is_own = bool(corrected) and corrected >= {*gone, *shortened} and not (notes or stripped.agency or tail.reporters)
    what = CORRECTED if is_own else "agency copy"
    return Recognition(Finding(what, Certainty.SURE, _why(copy, first, tail), first), stripped)


def _opening_agency(lines: Sequence[CopyLine]) -> str:
    """Return the agency of the first dateline or byline, or empty."""
    top = [line.words for line in lines if line.words][:MAX_OPENING_LINES]
    datelines = (found.agency for found in map(read_dateline, top) if found is not None and found.agency)
    return next(datelines, "") or next((read_bylines(line)[1] for line in top if looks_like_byline(line)), "")


def _find_remarks(lines: Sequence[CopyLine]) -> list[tuple[CopyLine, Note]]:
    """Return the remarks in brackets on what changed, wherever they stand alone on a line."""
    openings = [at for at, line in enumerate(lines) if line.words[:1] in OPENINGS and line.words.startswith(BRACKETS)]
    if not openings:
        return []
    found = ((lines[at], read_note(" ".join(line.words for line in _bracket(lines, at)))) for at in openings)
    return [(line, note) for line, note in found if note is not None and note.kind in REMARKS]


def _bracket(lines: Sequence[CopyLine], at: int) -> Sequence[CopyLine]:
    """Return the lines from a bracket that opens one to the line that closes it: a remark may be wrapped."""
    for end in range(at, min(len(lines), at + MAX_REMARK_LINES)):
        if not lines[end].words:
            break
        if lines[end].words.rstrip("*_ ").endswith(")"):
            return lines[at : end + 1]
    return lines[at : at + 1]


def _continued(lines: Sequence[CopyLine], remarks: Sequence[tuple[CopyLine, Note]]) -> list[CopyLine]:
    """Return the second and further lines of remarks."""
    starts = {line.number for line, _ in remarks}
    brackets = (_bracket(lines, at) for at, line in enumerate(lines) if line.number in starts)
    return [line for bracket in brackets for line in bracket[1:]]


def _corrects(note: Note) -> bool:
    return note.kind is NoteKind.CORRECTION


def _notes_above(lines: Sequence[CopyLine]) -> list[CopyLine]:
    """Return the lines above the headline that are notes to readers. They are shown below the story."""
    notes: list[CopyLine] = []
    for line in lines:
        if line.words:
            note = read_note(line.words)
            if note is None or note.kind not in {NoteKind.TO_READERS, NoteKind.CREDIT}:
                break
            notes.append(line)
    return notes if len(notes) < sum(1 for line in lines if line.words) else []


def _source_of_notes(lines: Sequence[CopyLine]) -> str:
    """Return the paper or agency that the first of these notes credits, or empty."""
    notes = map(read_note, (line.words for line in lines))
    return next((note.source for note in notes if note is not None and note.source), "")


def _shorten(line: CopyLine, shortened: dict[int, str]) -> CopyLine:
    words = shortened.get(line.number)
    return line if words is None or not line.words else CopyLine(line.number, words, words)


def _line_of_reporters(tail: Tail) -> int:
    return tail.ending[0].number if tail.ending else tail.left_out[0].number if tail.left_out else 0


def _why(copy: CopyText, number: int, tail: Tail) -> str:
    words = next((line.words for line in copy.lines if line.number == number), "")
    return f"“{shorten(words, MAX_SHOWN)}” stands in it" if words else f"its end credits {tail.credit}"


def _report(
    copy: CopyText, slugs: SlugLines, tail: Tail, gone: dict[int, CopyLine], corrected: Collection[int]
) -> Iterator[Problem]:
    """Yield a note about every line that was left out or shortened."""
    cut = tail.cut.number if tail.cut is not None else 0
    if tail.cut is not None:
        last = max(line.number for line in tail.left_out)
        first = shorten(tail.cut.words, MAX_SHOWN)
        words = f"“{first}” and all that follows, to line {last}, is for newsrooms and was left out."
        yield Problem(
            copy.file, cut, words, "If readers should see it, take that line out.", Gravity.NOTE, code="reading-agency"
        )
    for number, line in sorted(gone.items()):
        if number in corrected:
            message = f"“{line.words}” was read as a correction of the story."
            hint = "The page shows it under the story."
            yield Problem(copy.file, number, message, hint, Gravity.NOTE, code="reading-correction")
        elif not cut or number < cut:
            message = f"Left out: “{line.words}” is for newsrooms, not for readers."
            yield Problem(copy.file, number, message, HINT, Gravity.NOTE, code="reading-agency")
    for line, words in slugs.changed:
        message = f"“{line.words}” was read as “{words}”: the rest is an agency's mark."
        yield Problem(copy.file, line.number, message, "", Gravity.NOTE, code="reading-agency")
    if tail.ending is not None:
        line, ending = tail.ending
        message = f"“{ending}” was left out at the end of the line: it is an agency's sign."
        yield Problem(copy.file, line.number, message, HINT, Gravity.NOTE, code="reading-agency")
