"""The text of one file on its way through the recognisers, which take its lines one kind after the other."""

from collections.abc import Callable, Collection, Iterable
from enum import IntEnum
from functools import cached_property

import msgspec

from generator.chart_records import Chart
from generator.intake.header.fields import Field
from generator.intake.languages.openings import find_kinds
from generator.intake.wire.lines import CopyLine, number_lines
from generator.model import Gravity, Problem


class Certainty(IntEnum):
    """How sure a recogniser is that a text is of its kind."""

    LIKELY = 1
    """Several weak signs agree. The editor is told that it is a guess."""
    SURE = 2
    """The text says so itself."""


class Finding(msgspec.Struct, frozen=True):
    """The kind of a text, as one recogniser found it."""

    kind: str
    """The kind in an editor's words: `a mail`."""
    certainty: Certainty
    why: str
    """The sign, which completes the sentence “It was read as a mail: …”."""
    line: int
    """The line of the file with the sign."""


class CopyText(msgspec.Struct, frozen=True, dict=True):
    """A text and what is known about it so far. Each recogniser hands on a new one with fewer lines.

    The lines keep the numbers that they have in the file. A line that was taken out stays as a blank line, unless its
    neighbours belong together.
    """

    file: str
    lines: tuple[CopyLine, ...]
    """The lines that are still to be read."""
    is_markdown: bool = False
    fields: dict[str, Field] = {}
    """The fields found so far, by canonical key."""
    extra: dict[str, str | list[str]] = {}
    """What was found under keys that Broadsheet doesn't know."""
    agency: str = ""
    """The agency that the end of the text credits, or empty. One in the dateline comes first."""
    reporters: Field | None = None
    """The reporters whom the end of the text names. Those of a byline come first."""
    sent: Field | None = None
    """When the mail was sent that held the text: the date of a story that has no other."""
    letter: tuple[CopyLine, ...] = ()
    """The lines that were left out since they speak to the desk: such a letter may ask to wait."""
    notes: tuple[CopyLine, ...] = ()
    """The lines of a press release that were left out over its text, and its notes to editors: they may ask to wait."""
    charts: tuple[Chart, ...] = ()
    """The charts that the text asks for. In the lines, each is a mark: see intake/charts/place.py."""
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def text(self) -> str:
        """The lines that are still to be read, as one text."""
        return "\n".join([line.text for line in self.lines])

    @cached_property
    def folded(self) -> str:
        """The text, casefolded."""
        return self.text.casefold()

    @cached_property
    def openings(self) -> frozenset[str]:
        """All kinds of phrases of which one may open a line: see languages/openings.py."""
        return find_kinds([line.words for line in self.lines])

    @property
    def is_whole(self) -> bool:
        """True if no line is missing between the first and the last, so that lines can be counted."""
        return not self.lines or self.lines[-1].number - self.lines[0].number + 1 == len(self.lines)

    def without(self, numbers: Collection[int]) -> tuple[CopyLine, ...]:
        """Return the lines, with blank ones in place of those with these numbers."""
        return tuple(CopyLine(line.number, "", "") if line.number in numbers else line for line in self.lines)


class Recognition(msgspec.Struct, frozen=True):
    """A recogniser's answer: the text is of its kind, and this is what it hands on."""

    finding: Finding
    copy: CopyText


Recogniser = Callable[[CopyText], Recognition | None]
"""A pure function. It returns None for a text that isn't of its kind, and never raises."""


def open_copy(text: str, file: str, first_line: int = 1, *, is_markdown: bool = False) -> CopyText:
    """Return clean `text`, cut into lines. `first_line` is the number of its first line in `file`."""
    return CopyText(file, tuple(number_lines(text, first_line)), is_markdown=is_markdown)


def recognise(copy: CopyText, recognisers: Iterable[Recogniser]) -> CopyText:
    """Return `copy` after all `recognisers`, in their order. A mail may hold a press release, so each gets its turn."""
    for recogniser in recognisers:
        recognition = recogniser(copy)
        if recognition is not None:
            finding = recognition.finding
            copy = msgspec.structs.replace(
                recognition.copy,
                findings=(*copy.findings, finding),
                problems=(*recognition.copy.problems, _note(finding, copy.file)),
            )
    return copy


def _note(finding: Finding, file: str) -> Problem:
    message = f"It was read as {finding.kind}: {finding.why}."
    hint = "If it is something else, take that line out." if finding.certainty is Certainty.LIKELY else ""
    return Problem(file, finding.line, message, hint, Gravity.NOTE, code="reading-kind")
