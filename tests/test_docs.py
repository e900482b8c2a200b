"""Everything that people can set, call or see is described."""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import jinja2
import msgspec
import pytest
from places import ROOT
from sites import empty_site
from test_layers import HOMES, LAYERS, is_at_home

from generator import cli, model
from generator.commands.init import SECTIONS, WRITTEN
from generator.commands.settings import settings_page, site_toml
from generator.config import parse_config
from generator.edition import (
    directory_inputs,
    feed_inputs,
    file_inputs,
    inputs,
    reader_inputs,
    site_inputs,
    sitemap_inputs,
)
from generator.edition.pages.kind import WITHOUT_TEMPLATE
from generator.edition.pages.kinds import KINDS
from generator.press.environment import make_environment

SHOWN = ("Card", "Body", "Signature", "Person", "Correction", "Photo", "Link", "Embed")


def records() -> list[type[msgspec.Struct]]:
    """Return every record that a template sees."""
    modules = (directory_inputs, feed_inputs, file_inputs, inputs, reader_inputs, site_inputs, sitemap_inputs)
    every = [value for module in modules for value in vars(module).values() if isinstance(value, type)]
    own = [record for record in every if issubclass(record, msgspec.Struct) and record is not file_inputs.StaticInputs]
    own = list(dict.fromkeys(one for one in own if one.__module__ in {module.__name__ for module in modules}))
    return own + [getattr(model, name) for name in SHOWN]


def test_the_page_of_settings_is_that_of_the_program() -> None:
    assert (ROOT / "docs" / "settings.md").read_text() == settings_page()


def test_a_new_papers_settings_are_right_also_with_every_remark_taken_away() -> None:
    text = site_toml(WRITTEN, SECTIONS)
    parse_config(text)
    bare = re.sub(r"^# (?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE).replace("people.SLUG", "people.jane-roe")
    parse_config(bare)


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_template_variable_is_described(record: type[msgspec.Struct]) -> None:
    page = (ROOT / "docs" / "templates.md").read_text()
    missing = [name for name in record.__struct_fields__ if f"`{name}`" not in page]
    assert missing == []


def test_every_filter_and_every_template_is_described() -> None:
    page = (ROOT / "docs" / "templates.md").read_text()
    site = msgspec.json.decode(_any_site(), type=site_inputs.Site)
    own = set(make_environment(site, ()).filters) - set(jinja2.filters.FILTERS)
    assert [name for name in sorted(own) if f"`{name}" not in page] == []
    assert [
        kind.template for kind in KINDS.values() if kind.template not in WITHOUT_TEMPLATE and kind.template not in page
    ] == []


def test_macros_are_described_with_what_they_take() -> None:
    parts = ROOT / "templates" / "parts"
    table = (ROOT / "docs" / "templates.md").read_text().partition("## The parts")[2].partition("\n## ")[0]
    wrong, count = [], 0
    for row in table.splitlines():
        text = "".join((parts / file).read_text() for file in re.findall(r"`([\w-]+\.(?:html|xml))`", row) if file)
        macros = re.findall(r"`(\w+\([^`]*\))`", row)
        wrong += [macro for macro in macros if f"macro {macro} " not in text]
        count += len(macros)
    assert (wrong, count > 30) == ([], True)


def _any_site() -> bytes:
    return msgspec.json.encode(empty_site())


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its name, as in `theme list`."""
    for name, command in cli.main.commands.items():
        if isinstance(command, click.Group):
            yield from ((f"{name} {one}", inner) for one, inner in command.commands.items())
        else:
            yield name, command


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_option_is_described_where_its_command_is(name: str, command: click.Command) -> None:
    page = (ROOT / "docs" / "operators.md").read_text()
    blocks = page.split("\n\n")
    pieces = [piece for block in blocks for piece in (block.split("\n") if block.startswith("    ") else [block])]
    own = [piece for piece in pieces if re.search(rf"`{name}`|broadsheet {name}\b", piece)]
    assert own
    assert "All commands but `init` take `--source FOLDER`" in page
    for option in command.params:
        if isinstance(option, click.Option) and option.opts[0] != "--source":
            assert any(re.search(rf"{option.opts[0]}(?![\w-])", piece) for piece in own), option.opts


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text()
    project = (ROOT / "pyproject.toml").read_text()
    block = project.split("dependencies = [", 1)[1].split("]", 1)[0]
    names = re.findall(r'"([a-z0-9-]+)', block)
    assert [name for name in names if name not in page] == []


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("generator/*.md")]), ids=lambda p: p.name
)
def test_links_between_the_documents_lead_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", page.read_text())
    for target, _, place in re.findall(r"\]\(([^)#:]*)(#([^)]+))?\)", text):
        assert (page.parent / target).exists(), target
        assert not place or place in headings(page.parent / target if target else page), (target, place)


def headings(page: Path) -> set[str]:
    """Return the names by which links lead to the headings of a page, as GitHub and GitLab make them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    return {
        re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }


def test_every_page_of_docs_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [page.name for page in sorted(ROOT.glob("docs/*.md")) if f"(docs/{page.name})" not in readme] == []


def test_the_architecture_has_every_room_in_the_order_of_imports() -> None:
    rooms = (ROOT / "generator" / "ARCHITECTURE.md").read_text().split("## The rooms", 1)[1].split("###", 1)[0]
    rows = [row.split("|")[1] for row in rooms.splitlines() if row.startswith("| ")][1:]
    assert [name.strip() for row in rows for name in row.split(",")] == LAYERS


def test_the_home_of_each_library_is_the_one_that_it_has() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text()
    told: dict[str, str] = dict(re.findall(r"^\| ([\w-]+) \| ([^|]+) \|", page, re.MULTILINE))
    names = {"PIL": "pillow", "slugify": "python-slugify", "yaml": "pyyaml", "crawleruseragents": "crawler-user-agents"}
    for library, homes in HOMES.items():
        if library in sys.stdlib_module_names:
            continue
        places = told[names.get(library, library.replace("_", "-"))].split(" (")[0].split(", ")
        assert [home for home in homes if not any(is_at_home(home, place) for place in places)] == [], library
        assert [
            one for one in places if not any(is_at_home(home, one) or is_at_home(one, home) for home in homes)
        ] == []


def test_every_test_that_the_architecture_names_exists() -> None:
    for name in re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "generator" / "ARCHITECTURE.md").read_text()):
        assert (ROOT / name).is_file(), name


SECURITY = (ROOT / "docs" / "security.md").read_text()


def test_every_test_that_security_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", SECURITY)
    assert len(named) > 30
    for file, name in named:
        assert (ROOT / file).is_file(), file
        assert not name or re.search(rf"^def {name}\(", (ROOT / file).read_text(), re.MULTILINE), (file, name)


def test_every_promise_of_security_names_its_test() -> None:
    promises = SECURITY.split("## What holds between them", 1)[1].split("## Limits", 1)[0]
    rows = [row for row in promises.splitlines() if row.startswith("| ")][1:]
    assert len(rows) > 15
    assert [row for row in rows if "`tests/" not in row] == []


def test_the_limits_of_security_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| [^|]+ \| ([\d.,]*\d)[^|]* \| `generator/([\w/]+)\.py` `(\w+)` \|$", SECURITY, re.MULTILINE)
    table = SECURITY.split("## Limits", 1)[1].split("## How", 1)[0]
    assert len(rows) == sum(row.startswith("| ") for row in table.splitlines()) - 1
    for told, module, name in rows:
        value = getattr(importlib.import_module("generator." + module.replace("/", ".")), name)
        assert float(told.replace(",", "")) == value, (module, name)
