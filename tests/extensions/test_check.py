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


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("return {'n': ','.join({'one', 'two', 'three', 'four', 'five'})}", id="the order of a set"),
        pytest.param("return {'n': hash('x')}", id="the seed of a hash"),
        pytest.param(
            "import importlib; return {'n': importlib.import_module('time').time()}", id="a clock that no fence sees"
        ),
        pytest.param(
            "import importlib; return {'n': str(importlib.import_module('datetime').datetime.now())[:13]}",
            id="the hour of the day",
        ),
        pytest.param("import importlib; return {'n': importlib.import_module('os').getpid()}", id="the process"),
        pytest.param("import importlib; return {'n': importlib.import_module('random').random()}", id="chance"),
        pytest.param("SEEN.append(1); return {'n': len(SEEN)}", id="what was kept between calls"),
    ],
)
def test_what_differs_is_named_with_its_extension_and_its_page(paper: Newsroom, program: str) -> None:
    use(paper, odd=f"SEEN = []\n{EXTRA}{program}\n", good=EXTRA + "return {'n': record.body.words}\n")
    paper.write("templates/story.html", "{{ extras.odd.n }} {{ extras.good.n }}")
    result = check(paper, "--json")
    found = json.loads(result.output)
    assert result.exit_code == 4
    assert {(one["extension"], one["hook"]) for one in found["unlike_calls"]} == {("odd", "page_extra")}
    assert {one["subject"] for one in found["unlike_calls"]} <= {f"/world/2026/11/20/{name}/" for name in "abcd"}
    assert {file.split("/")[-2] for file in found["unlike_files"]} <= set("abcd")
    assert found["unlike_files"]
    good = check(paper, "good", "--json")
    assert json.loads(good.output)["unlike_calls"] == []


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
