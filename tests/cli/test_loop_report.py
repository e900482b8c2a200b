"""What `serve` and `watch` say after each build: what is new alone, and soon, however much a paper's report says."""

from typing import ClassVar

import pytest

from generator.build import Outcome
from generator.cli.loop_report import LoopReporter, PlainTeller
from generator.model import Gravity, Problem
from generator.preview.state import PreviewState


class Counted(Problem, frozen=True):
    """A problem that counts how often it is compared."""

    compared: ClassVar[list[str]] = []

    def __eq__(self, other: object) -> bool:
        self.compared.append(self.path)
        return isinstance(other, Problem) and self.path == other.path

    def __hash__(self) -> int:
        return hash(self.path)


def test_each_note_is_told_once_and_looked_up_not_searched_for(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = LoopReporter(PlainTeller(quiet=False))

    def said(*numbers: int) -> str:
        notes = (Counted(f"content/town/s{number}.txt", 0, f"Note {number}.", "", Gravity.NOTE) for number in numbers)
        reporter.report(PreviewState(outcome=Outcome(stories=1, problems=tuple(notes)), sources=("a",)))
        return "".join(capsys.readouterr())

    assert "Note 0." in said(*range(500))
    Counted.compared.clear()
    told = said(*range(501))
    assert ("Note 500." in told, "Note 0." in told) == (True, False)
    assert len(Counted.compared) <= 2_000
