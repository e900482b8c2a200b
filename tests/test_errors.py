"""Every error of the tree has a message and an exit code."""

import pickle

import pytest
from places import ROOT

from generator import errors
from generator.errors import BroadsheetError, ConfigError, SpokenError, TemporaryError
from generator.model import Problem

PROBLEMS = [Problem("site.toml", 3, "“nane” is no setting.", "Did you mean “name”?"), Problem("site.toml", 9, "Why?")]


def kinds_of(base: type[BroadsheetError]) -> list[type[BroadsheetError]]:
    return [base, *(kind for child in base.__subclasses__() for kind in kinds_of(child))]


KINDS = [kind for kind in kinds_of(BroadsheetError) if kind.__module__ == errors.__name__ and kind is not SpokenError]


def make(kind: type[BroadsheetError]) -> BroadsheetError:
    return kind("The host is full.", "Make room.") if issubclass(kind, SpokenError) else kind(PROBLEMS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_in_the_tree_with_its_exit_code(kind: type[BroadsheetError]) -> None:
    line = next(line for line in (errors.__doc__ or "").splitlines() if line.split()[:1] == [kind.__name__])
    assert kind is BroadsheetError or line.split()[-1] == str(kind.exit_code)
    depth = len(kind.__mro__) - len(BroadsheetError.__mro__) - issubclass(kind, SpokenError)
    assert len(line) - len(line.lstrip()) == 4 + 2 * depth


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_of_a_worker_arrives_whole(kind: type[BroadsheetError]) -> None:
    error = make(kind)
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.problems, str(copy)) == (kind, error.problems, str(error))


def test_an_error_says_what_and_where() -> None:
    assert str(ConfigError(PROBLEMS)) == "site.toml:3: “nane” is no setting.; site.toml:9: Why?"
    slow = TemporaryError("The host is busy.", "Wait.", 12.5)
    assert (str(slow), slow.hint, slow.after_s) == ("The host is busy.", "Wait.", 12.5)
    assert pickle.loads(pickle.dumps(slow)).after_s == 12.5


def test_operators_can_look_the_exit_codes_up() -> None:
    page = (ROOT / "docs" / "operators.md").read_text()
    assert all(f"| {code} |" in page for code in {kind.exit_code for kind in KINDS})
