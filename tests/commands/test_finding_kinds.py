"""Every finding of `check` has a kind and a code that stay, and that the documents describe."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Newsroom, story
from places import GENERATOR, ROOT

from generator.cli import main
from generator.commands.finding_kinds import CODES, KINDS

STOPPING = ("errors.py", "delivery/", "audience/", "imports/", "preview/", "commands/deploy.py")
"""Where problems end a command, or are the preview's own, and are never found by `check`."""
STOPPING_FILES = ("press/output.py", "press/allowed_folders.py", "press/pdf.py")
TABLE = GENERATOR / "commands" / "finding_kinds.py"
NOW = ("--now", "2026-11-23T12:00:00Z")


def check(newsroom: Newsroom, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", "--source", str(newsroom.folder), *NOW, *options])


def problems_made() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(GENERATOR.rglob("*.py")):
        place = path.relative_to(GENERATOR).as_posix()
        if not place.startswith(STOPPING) and place not in STOPPING_FILES:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                    yield f"{place}:{node.lineno}", node


def test_every_problem_is_made_with_a_code() -> None:
    made = list(problems_made())
    assert len(made) > 100
    assert [where for where, call in made if _code(call) is None] == []
    written = {where: code.value for where, call in made if isinstance(code := _code(call), ast.Constant)}
    assert {where: code for where, code in written.items() if code not in CODES} == {}


def _code(call: ast.Call) -> ast.expr | None:
    """Return the sixth argument of a call of `Problem`, or the one called `code`."""
    named = [one.value for one in call.keywords if one.arg == "code"]
    return [*call.args[5:], *named, None][0]


def test_every_code_of_the_table_is_used_and_every_code_in_use_is_in_the_table() -> None:
    texts = [path.read_text() for path in GENERATOR.rglob("*.py") if path != TABLE]
    written = {name for text in texts for name in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text)}
    assert sorted(set(CODES) - written) == []
    given = {name for text in texts for name in re.findall(r'code="(\w+-[^"{}]+)"', text)}
    assert sorted(given - set(CODES)) == []


def test_the_documents_describe_every_kind_and_every_code_in_the_order_of_the_report() -> None:
    page = (ROOT / "docs" / "check.md").read_text()
    described = {
        part.split("\n", 1)[0]: re.findall(r"^\| `([\w-]+)` \| [A-Z][^|]+\. \|$", part, re.MULTILINE)
        for part in page.split("\n## ")[1:]
    }
    assert list(described.items()) == [(kind, [code for code, of in CODES.items() if of == kind]) for kind in KINDS]


def paper(newsroom: Newsroom) -> None:
    newsroom.write(
        "content/world/a.md", "# A\nDate: 2026-11-20\nBy: Jane Roe\n\nSee [this](/none/) and [that](/no/).\n"
    )
    newsroom.write("content/world/b.txt", story("B"))
    newsroom.write("content/world/c.txt", "C\n\nUndated.\n")


def test_findings_are_grouped_by_kind_and_counted_and_the_gravest_come_first(newsroom: Newsroom) -> None:
    paper(newsroom)
    result = check(newsroom)
    lines = [line.strip() for line in result.output.splitlines()]
    heads = ["Not published: needs fixing", "dates: 1 finding", "date-missing", "copy: 1 finding", "links: 2 findings"]
    places = [lines.index(head) for head in heads]
    assert places == sorted(places)
    assert lines.count("link-dead") == 1
    assert result.exit_code == 1


def test_json_has_kinds_and_codes(newsroom: Newsroom) -> None:
    paper(newsroom)
    found = json.loads(check(newsroom, "--json").stdout)
    assert found["kinds"]["links"] == 2
    assert [one["code"] for one in found["held"]] == ["date-missing"]
    assert {(one["kind"], one["code"]) for one in found["warnings"]} == {
        ("links", "link-dead"),
        ("copy", "copy-byline"),
    }
    assert list(found["kinds"]) == [kind for kind in KINDS if kind in found["kinds"]]


@pytest.mark.parametrize(
    ("only", "codes", "exit_code"),
    [
        (["links"], {"link-dead"}, 0),
        (["link-dead,dates"], {"link-dead", "date-missing"}, 1),
        (["links", "--only", "copy-byline"], {"link-dead", "copy-byline"}, 0),
        (["templates"], set(), 0),
    ],
)
def test_only_some_kinds_are_listed(newsroom: Newsroom, only: list[str], codes: set[str], exit_code: int) -> None:
    paper(newsroom)
    result = check(newsroom, "--json", "--only", *only)
    found = json.loads(result.stdout)
    assert {one["code"] for gravity in ("held", "warnings", "notes") for one in found[gravity]} == codes
    assert result.exit_code == exit_code


def test_a_kind_that_is_misspelled_is_refused_with_the_one_that_is_meant(newsroom: Newsroom) -> None:
    result = check(newsroom, "--only", "link")
    assert result.exit_code == 2
    assert "Did you mean “links”?" in result.output


def test_what_an_extension_finds_has_a_code_of_its_own(newsroom: Newsroom) -> None:
    site = Path(newsroom.folder / "site.toml")
    site.write_text(site.read_text() + '\n[extensions]\nuse = ["strict"]\n')
    newsroom.write(
        "extensions/strict.py",
        "from generator.extensions import Problem, hook\n\n\n@hook\ndef check(story, body, settings):\n"
        '    return [Problem(story.file, 0, "Too short.", code="link-dead")]\n',
    )
    newsroom.write("content/world/a.txt", story("A", By="Jane Roe"))
    held = json.loads(check(newsroom, "--json").stdout)["held"]
    assert [(one["kind"], one["code"]) for one in held] == [("extensions", "extension-finding")]
