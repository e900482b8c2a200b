"""`theme list` and `theme eject`: what a paper replaces, and whether the theme's file has changed since."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import NOON, Newsroom, story
from histories import site_of

from generator.cli import main
from generator.commands import theme
from generator.commands.theme import eject, list_overrides
from generator.errors import CommandRefused
from generator.paper import theme_folder

TEMPLATES = sorted(
    path.relative_to(theme_folder() / "templates").as_posix() for path in (theme_folder() / "templates").rglob("*.*")
)


@pytest.fixture
def old_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the theme that can be changed."""
    folder = tmp_path / "theme"
    for name in ("templates", "static"):
        shutil.copytree(theme_folder() / name, folder / name)
    monkeypatch.setattr(theme, "theme_folder", lambda: folder)
    return folder


def states(newsroom: Newsroom) -> dict[str, str]:
    return {one.file: one.state for one in list_overrides(newsroom.folder)}


def test_a_copy_of_every_template_makes_the_same_site(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("A story"))
    newsroom.write("content/pages/about.md", "# About\n\nText.\n")
    newsroom.build(NOON)
    before = site_of(newsroom)
    for name in TEMPLATES:
        assert eject(newsroom.folder, name) == f"templates/{name}"
    newsroom.build(NOON)
    assert site_of(newsroom) == before
    assert states(newsroom) == {f"templates/{name}": "same" for name in TEMPLATES}


def test_a_change_of_the_theme_s_file_is_told(newsroom: Newsroom, old_theme: Path) -> None:
    for name in ("story.html", "parts/footer.html", "assets/broadsheet.css"):
        eject(newsroom.folder, name)
    newsroom.write("templates/404.html", "<p>Made by hand</p>")
    for name in ("templates/story.html", "templates/parts/footer.html", "static/assets/broadsheet.css"):
        path = newsroom.folder / name
        path.write_text(path.read_text() + "\n")
    for name in ("templates/story.html", "static/assets/broadsheet.css"):
        (old_theme / name).write_text((old_theme / name).read_text() + "more")
    assert states(newsroom) == {
        "static/assets/broadsheet.css": "outdated",
        "templates/404.html": "unknown",
        "templates/parts/footer.html": "current",
        "templates/story.html": "outdated",
    }


def test_an_icon_is_copied_as_it_is(newsroom: Newsroom) -> None:
    assert eject(newsroom.folder, "favicon.svg") == "static/favicon.svg"
    assert (newsroom.folder / "static/favicon.svg").read_bytes() == (theme_folder() / "static/favicon.svg").read_bytes()


def test_nothing_is_overwritten_and_nothing_else_is_copied(newsroom: Newsroom) -> None:
    newsroom.write("templates/story.html", "Mine")
    with pytest.raises(CommandRefused, match="already"):
        eject(newsroom.folder, "story.html")
    assert (newsroom.folder / "templates/story.html").read_text() == "Mine"
    with pytest.raises(CommandRefused) as refused:
        eject(newsroom.folder, "storry.html")
    assert [problem.hint for problem in refused.value.problems] == ["Did you mean “story.html”?"]
    for name in ("../site.toml", "/etc/passwd", "templates/../../pyproject.toml", ""):
        with pytest.raises(CommandRefused):
            eject(newsroom.folder, name)
    with pytest.raises(CommandRefused, match="own folder"):
        list_overrides(theme_folder())


def test_the_commands_print_what_was_found(newsroom: Newsroom) -> None:
    source = ["--source", str(newsroom.folder)]
    empty = CliRunner().invoke(main, ["theme", "list", *source])
    assert (empty.exit_code, empty.output) == (0, "The paper replaces no file of the theme.\n")
    made = CliRunner().invoke(main, ["theme", "eject", "404.html", *source])
    assert made.output.startswith("templates/404.html: copied from the theme.")
    found = CliRunner().invoke(main, ["theme", "list", "--json", *source])
    assert [one["state"] for one in json.loads(found.output)["overrides"]] == ["same"]
    assert "can be deleted" in CliRunner().invoke(main, ["theme", "list", *source]).output
    refused = CliRunner().invoke(main, ["theme", "eject", "nothing.html", *source])
    assert refused.exit_code == 2
    assert refused.output.startswith("Not done\n  nothing.html: The theme has no such file.\n")
    assert "Not published" not in refused.output


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("footer", "Did you mean “parts/footer.html”?"),
        ("footer.html", "Did you mean “parts/footer.html”?"),
        ("story", "Did you mean “story.html”?"),
        ("parts/foter.html", "Did you mean “parts/footer.html”?"),
        ("zzz", "docs/templates.md lists them."),
    ],
)
def test_a_name_that_no_file_of_the_theme_has_is_answered_with_the_one_meant(
    newsroom: Newsroom, name: str, hint: str
) -> None:
    with pytest.raises(CommandRefused) as told:
        eject(newsroom.folder, name)
    assert [problem.hint for problem in told.value.problems] == [hint]
