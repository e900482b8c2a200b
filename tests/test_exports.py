"""The package offers its documented names to other Python programs."""

import subprocess
import sys
from datetime import datetime
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from conftest import NOON, Newsroom, story
from places import ROOT

import generator
from generator import extensions
from generator.extensions.hooks import HOOKS


def test_the_exported_names_are_these() -> None:
    assert sorted(generator.__all__) == ["Gravity", "Outcome", "Paper", "Problem", "build"]
    assert all(getattr(generator, name).__doc__ for name in generator.__all__)
    with pytest.raises(AttributeError, match="nobody"):
        generator.nobody  # noqa: B018 -- reading it is the test


def test_a_program_builds_a_paper_and_reads_the_outcome(newsroom: Newsroom) -> None:
    newsroom.write("content/world/summit.txt", story("Leaders meet"))
    newsroom.write("content/world/broken.md", "---\ntitle: X\ndate: never\n---\nText\n")
    paper = generator.Paper(folder=newsroom.folder, output=newsroom.output, now=NOON, jobs=1)
    outcome = generator.build(paper)
    assert isinstance(outcome, generator.Outcome)
    assert outcome.stories == 1
    assert [problem.path for problem in outcome.held] == ["content/world/broken.md"]
    assert all(isinstance(problem, generator.Problem) for problem in outcome.problems)


@pytest.mark.parametrize("first", ["import generator.build", "from generator.build import Outcome", "pass"])
def test_build_is_the_function_whatever_was_imported_before(first: str) -> None:
    program = f"{first}\nfrom generator import build\nprint(callable(build), build.__module__)"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert (run.stdout, run.stderr) == ("True generator.build\n", "")


def test_loading_the_package_loads_none_of_its_parts() -> None:
    program = "import sys, generator; print([name for name in sys.modules if name.startswith('generator.')])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "[]\n"


def test_the_package_is_typed() -> None:
    assert (ROOT / "generator" / "py.typed").is_file()
    assert next(iter(signature(generator.build).parameters)) == "paper"


def test_what_extensions_import_is_this() -> None:
    names = ["Body", "Changes", "Copy", "Figure", "Gravity", "Html", "Problem", "Story", "hook"]
    assert sorted(extensions.__all__) == names
    assert all(getattr(extensions, name) is not None for name in names)
    with pytest.raises(AttributeError, match="nobody"):
        extensions.nobody  # noqa: B018 -- reading it is the test


def test_every_name_and_hook_is_described_for_authors() -> None:
    page = (ROOT / "docs" / "extensions.md").read_text()
    assert [name for name in (*extensions.__all__, *HOOKS) if f"`{name}" not in page and f"@{name}" not in page] == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"now": datetime(2026, 11, 23)}, "now must have a time zone"),
        ({"now": "2026-11-23T09:00:00Z"}, "now must be a datetime, not str"),
        ({"folder": "my-paper"}, r"folder must be a pathlib\.Path, not str"),
        ({"output": "public"}, r"output must be a pathlib\.Path, not str"),
        ({"kept": "state"}, r"kept must be a pathlib\.Path, not str"),
        ({"jobs": -1}, "jobs must be a number of processes, or 0"),
    ],
)
def test_a_wrong_argument_is_named_before_anything_is_built(wrong: dict[str, Any], said: str) -> None:
    right: dict[str, Any] = {"folder": Path("my-paper"), "output": Path("public"), "now": NOON}
    with pytest.raises((TypeError, ValueError), match=said):
        generator.Paper(**(right | wrong))
