"""Plain text as it arrives from a wire, a mail or a web page -> headline, fields, dateline, paragraphs.

Every word of the text ends up in the headline, a field, the dateline, the source or a paragraph, or in a problem
that names the line. What is a guess is said as a note. Nothing is thrown away that may be a sentence.
"""

from collections.abc import Sequence

import msgspec

from generator.intake.header.split import Field
from generator.intake.wire.boilerplate import find_boilerplate, is_list_heading
from generator.intake.wire.bylines import read_bylines
from generator.intake.wire.datelines import Dateline, read_dateline
from generator.intake.wire.head import note_boilerplate, read_head
from generator.intake.wire.lines import CopyLine, Paragraph, is_wrapped, join_paragraphs, number_lines
from generator.model import Gravity, Problem


class WireCopy(msgspec.Struct, frozen=True):
    """What one plain text holds. Made here, read by intake/parse.py."""

    headline: str
    """Empty when the text is."""
    headline_line: int
    fields: dict[str, Field]
    """By canonical key, as printed: `published` is `April 20, 2010 at 4:49 PM`, `bylines` `By Jane Roe, AP`."""
    dateline: str
    """The place as printed, `BRUSSELS`, or empty."""
    source: str
    """The agency in the dateline, else in the byline, or empty."""
    paragraphs: tuple[str, ...]
    """Plain text, each in one line, in order; the lede without its dateline."""
    problems: tuple[Problem, ...]
    """In the order of the lines."""


def read_wire(text: str, file: str, first_line: int = 1, *, titled: bool = False) -> WireCopy:
    """The story in `text`, clean and with `\\n` line ends. Never fails: copy in no known form is all paragraphs.

    `first_line` is the number that the text's first line has in `file`. With `titled` the headline is known from
    elsewhere, and the first line is no headline.
    """
    head = read_head(number_lines(text, first_line), file, titled)
    wrapped = is_wrapped(head.rest)
    lines, notes = _remove_boilerplate(head.rest, wrapped, file)
    paragraphs = join_paragraphs(lines, wrapped)
    dateline = read_dateline(paragraphs[0].text) if paragraphs else None
    fields = dict(head.fields)
    if dateline is not None:
        notes.append(_note_dateline(dateline, paragraphs[0].line, file))
        if dateline.has_year:
            fields.setdefault("published", Field(dateline.day, paragraphs[0].line))
        paragraphs[0] = Paragraph(paragraphs[0].line, dateline.lede)
    return WireCopy(
        headline=head.headline,
        headline_line=head.headline_line,
        fields=fields,
        dateline=dateline.place if dateline else "",
        source=(dateline.agency if dateline else "") or _source_of_bylines(fields),
        paragraphs=tuple(paragraph.text for paragraph in paragraphs if paragraph.text),
        problems=tuple(sorted((*head.problems, *notes), key=lambda problem: problem.line)),
    )


def _remove_boilerplate(lines: Sequence[CopyLine], wrapped: bool, file: str) -> tuple[list[CopyLine], list[Problem]]:
    """`lines` with an empty line in the place of each one that is boilerplate, and the notes."""
    boilerplate = {line.number: line for line in find_boilerplate(lines, wrapped)}
    kept = [CopyLine(line.number, "", "") if line.number in boilerplate else line for line in lines]
    last_line = max((line.number for line in kept if line.words), default=0)
    notes = [
        _note_heading(line, file)
        if is_list_heading(line.words) and number < last_line
        else note_boilerplate(line, file)
        for number, line in boilerplate.items()
    ]
    return kept, notes


def _note_heading(line: CopyLine, file: str) -> Problem:
    message = f"“{line.words}” was taken for the heading of a list of links, and left out; what follows it stays."
    return Problem(file, line.number, message, "If links to other stories follow it, take them out.", Gravity.NOTE)


def _note_dateline(dateline: Dateline, line: int, file: str) -> Problem:
    message = f"“{dateline.printed}” was taken for the dateline."
    hint = "The page prints the place and the source itself. If it isn't a dateline, write it without the dash."
    return Problem(file, line, message, hint, Gravity.NOTE)


def _source_of_bylines(fields: dict[str, Field]) -> str:
    field = fields.get("bylines")
    if field is None:
        return ""
    values = (field.value,) if isinstance(field.value, str) else field.value
    return next(filter(None, (read_bylines(str(value))[1] for value in values)), "")
