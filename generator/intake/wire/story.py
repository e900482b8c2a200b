"""Read plain text from a wire, a mail or a web page: its headline, fields, dateline and paragraphs.

Every word of the text becomes a part of the headline, a field, the dateline, the source, a paragraph or a problem that
names the line. Each guess is reported as a note. Nothing that may be a sentence is thrown away.
"""

from collections.abc import Sequence

import msgspec

from generator.intake.blocks.read import read_blocks, replace_lede
from generator.intake.blocks.records import Block, Break, Heading, Paragraph
from generator.intake.blocks.to_html import words_of
from generator.intake.header.split import Field
from generator.intake.photos.typed import is_photo_line
from generator.intake.wire.boilerplate import find_boilerplate, has_marks, is_list_heading
from generator.intake.wire.bylines import read_bylines
from generator.intake.wire.datelines import Dateline
from generator.intake.wire.head import read_head
from generator.intake.wire.head_lines import note_boilerplate
from generator.intake.wire.lines import CopyLine, is_wrapped
from generator.intake.wire.openings import find_dateline, mark_notes
from generator.model import Gravity, Problem


class WireCopy(msgspec.Struct, frozen=True):
    """The content of one plain text. It is made here and read by intake/read_copy.py."""

    headline: str
    """The headline; empty when the text is empty."""
    headline_line: int
    fields: dict[str, Field]
    """The fields by canonical key, as printed: `April 20, 2010 at 4:49 PM`, `By Jane Roe, AP`."""
    dateline: str
    """The place as printed, `BRUSSELS`, or empty."""
    source: str
    """The agency in the dateline, or else in the byline; empty without either."""
    blocks: tuple[Block, ...]
    """The paragraphs, lists, tables and other blocks; the lede is without its dateline."""
    problems: tuple[Problem, ...]
    """The problems in the order of their lines."""
    extra: dict[str, str | list[str]] = {}
    """What the head says to the desk."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words of each block, on one line."""
        return tuple(words_of([block]) for block in self.blocks if not isinstance(block, Break))


def read_wire(lines: Sequence[CopyLine], file: str, *, titled: bool = False) -> WireCopy:
    """Return the story in `lines`. It never fails: copy in an unknown form becomes paragraphs.

    With `titled` the headline is already known, and the first line is not one.
    """
    head = read_head(lines, file, titled)
    lines, notes = _remove_boilerplate(head.rest, file)
    blocks = mark_notes(read_blocks(lines))
    fields = dict(head.fields)
    blocks, photo_notes = _take_photo_line(blocks, fields, file)
    notes += photo_notes
    opening = find_dateline(blocks)
    dateline = opening.dateline if opening else None
    if opening is not None and dateline is not None:
        line = blocks[opening.at].line
        notes.append(note_dateline(dateline, line, file))
        add_from_dateline(fields, dateline, line)
        if opening.byline_at >= 0:
            byline = blocks[opening.byline_at]
            fields.setdefault("bylines", Field(words_of([byline]), byline.line))
            blocks = replace_lede(blocks, "", opening.byline_at)
        blocks = replace_lede(blocks, dateline.lede, opening.at)
    return WireCopy(
        headline=head.headline,
        headline_line=head.headline_line,
        fields=fields,
        dateline=dateline.place if dateline else "",
        source=(dateline.agency if dateline else "") or _source_of_bylines(fields),
        blocks=blocks,
        problems=tuple(sorted((*head.problems, *notes), key=lambda problem: problem.line)),
        extra=head.extra,
    )


def _remove_boilerplate(lines: Sequence[CopyLine], file: str) -> tuple[Sequence[CopyLine], list[Problem]]:
    """Return `lines` with an empty line in place of each line of boilerplate, and a note about each."""
    if not has_marks(lines):
        return lines, []
    boilerplate = {line.number: line for line in find_boilerplate(lines, is_wrapped(lines))}
    if not boilerplate:
        return lines, []
    kept = [CopyLine(line.number, "", "") if line.number in boilerplate else line for line in lines]
    last_line = max((line.number for line in kept if line.words), default=0)
    notes = [
        _note_heading(line, file)
        if is_list_heading(line.words) and number < last_line
        else note_boilerplate(line, file)
        for number, line in boilerplate.items()
    ]
    return kept, notes


def _take_photo_line(
    blocks: Sequence[Block], fields: dict[str, Field], file: str
) -> tuple[tuple[Block, ...], list[Problem]]:
    """Return the blocks without those about photos, the first of which becomes a field, and a note about each."""
    found = [one for one in blocks if isinstance(one, Paragraph | Heading) and is_photo_line(one.text)]
    if not found:
        return tuple(blocks), []
    fields["photo_line"] = Field(found[0].text, found[0].line)
    hint = "If it is a part of the story, begin it with another word."
    what = ["was read as the words under the story's photo."]
    what += ["was left out: it is about a photo, and the story has one line for that already."] * (len(found) - 1)
    notes = [
        Problem(file, line.line, f"“{line.text}” {said}", hint, Gravity.NOTE, code="reading-photo-line")
        for line, said in zip(found, what, strict=True)
    ]
    return tuple(one for one in blocks if not any(one is line for line in found)), notes


def _note_heading(line: CopyLine, file: str) -> Problem:
    message = f"“{line.words}” was left out: it looks like the heading of a list of links. The lines under it stay."
    hint = "If links to other stories follow it, delete them."
    return Problem(file, line.number, message, hint, Gravity.NOTE, code="reading-left-out")


def add_from_dateline(fields: dict[str, Field], dateline: Dateline, line: int) -> None:
    """Add the date and the writers that a dateline names to fields that have none."""
    if dateline.has_year:
        fields.setdefault("published", Field(dateline.day, line))
    if dateline.writers:
        fields.setdefault("bylines", Field(dateline.writers, line))


def note_dateline(dateline: Dateline, line: int, file: str) -> Problem:
    """Return the note to the editor that a dateline was found."""
    message = f"“{dateline.printed}” was taken for the dateline."
    hint = "The page prints the place and the source itself. If it isn't a dateline, write it without the dash."
    return Problem(file, line, message, hint, Gravity.NOTE, code="reading-dateline")


def _source_of_bylines(fields: dict[str, Field]) -> str:
    field = fields.get("bylines")
    if field is None:
        return ""
    values = (field.value,) if isinstance(field.value, str) else field.value
    return next(filter(None, (read_bylines(str(value))[1] for value in values)), "")
