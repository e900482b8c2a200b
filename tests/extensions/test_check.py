"""`broadsheet extension check` finds what makes two builds differ."""

import json

import pytest
from click.testing import CliRunner, Result
from conftest import Newsroom, story
from extended import HARBOR, RECIPE, use

from generator.cli import main

EXTRA = "@hook\ndef extra_kinds():\n    return ['story']\n@hook\ndef page_extra(record):\n    "


def check(newsroom: Newsroom, *options: str) -> Result:
    source = ("--source", str(newsroom.folder), "--now", "2026-11-23T12:00:00Z")
    return CliRunner().invoke(main, ["extension", "check", *source, *options])


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    for name in ("a", "b", "c", "d"):
        newsroom.write(f"content/world/{name}.txt", story(name.upper(), body=f"Text.\n\n{HARBOR}\n\nMore."))
    return newsroom


def test_the_examples_of_the_documentation_are_pure(paper: Newsroom) -> None:
    use(paper, "reading_level", "recipes", "maps")
    paper.write("content/town/pie.recipe", RECIPE)
    paper.write("templates/story.html", "{{ body.html | reading_level }} {{ body.html | sanitised }}")
    result = check(paper)
    assert result.exit_code == 0, result.output
    assert "the same in both builds" in result.output
    assert not paper.output.exists()
    assert not (paper.folder / ".broadsheet").exists()


IMPURE = {
    "sets": "return {'n': ','.join({'one', 'two', 'three', 'four', 'five'})}",
    "hashes": "return {'n': hash('x')}",
    "clocks": "import importlib; return {'n': importlib.import_module('time').time()}",
    "hours": "import importlib; return {'n': str(importlib.import_module('datetime').datetime.now())[:13]}",
    "processes": "import importlib; return {'n': importlib.import_module('os').getpid()}",
    "chances": "import importlib; return {'n': importlib.import_module('random').random()}",
    "counters": "SEEN.append(1); return {'n': len(SEEN)}",
}
"""What no fence sees."""


def test_what_differs_is_named_with_its_extension_and_its_page(paper: Newsroom) -> None:
    programs = {name: f"SEEN = []\n{EXTRA}{program}\n" for name, program in IMPURE.items()}
    use(paper, good=EXTRA + "return {'n': record.body.words}\n", **programs)
    paper.write("templates/story.html", "{{ extras.sets.n }} {{ extras.good.n }}")
    result = check(paper, "--json")
    found = json.loads(result.output)
    assert result.exit_code == 4
    assert {(one["extension"], one["hook"]) for one in found["unlike_calls"]} == {
        (name, "page_extra") for name in IMPURE
    }
    assert {one["subject"] for one in found["unlike_calls"]} == {f"/world/2026/11/20/{name}/" for name in "abcd"}
    assert found["unlike_files"] == [f"world/2026/11/20/{name}/index.html" for name in "abcd"]


def test_one_extension_can_be_checked_alone(paper: Newsroom) -> None:
    use(paper, good=EXTRA + "return {'n': record.body.words}\n", sets=EXTRA + IMPURE["sets"] + "\n")
    assert json.loads(check(paper, "good", "--json").output)["unlike_calls"] == []


def test_an_extension_that_fails_is_named(paper: Newsroom) -> None:
    use(paper, odd=EXTRA + "return {'n': 1 / 0}\n")
    result = check(paper)
    assert result.exit_code == 1
    assert (
        "extensions/odd.py:7: On /world/2026/11/20/a/ the extension “odd” failed with ZeroDivisionError"
        in result.output
    )


@pytest.mark.parametrize(
    ("program", "name", "said"),
    [
        ("x = (\n", "", "extensions/odd.py:2: The extension “odd” can't be used: it isn't Python"),
        (EXTRA + "return {}\n", "other", "The extension “other” isn't in use."),
    ],
)
def test_what_cannot_be_checked_is_refused(paper: Newsroom, program: str, name: str, said: str) -> None:
    use(paper, odd=program)
    result = check(paper, *([name] if name else []))
    assert result.exit_code == 2
    assert said in result.output


def test_a_paper_without_extensions_is_told_so(newsroom: Newsroom) -> None:
    assert check(newsroom).exit_code == 2
