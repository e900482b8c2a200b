"""A new paper: what `init` writes, and what it leaves alone."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from click.testing import CliRunner
from conftest import NOON
from hypothesis import given
from hypothesis import strategies as st

from generator.build import build
from generator.cli import main
from generator.commands.init import first_date, make_paper
from generator.errors import CommandRefused
from generator.intake.text.dates import read_moment
from generator.paper import Paper

ZONES = st.sampled_from(sorted(available_timezones()))


@given(now=st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)), at=ZONES, later=ZONES)
def test_the_first_storys_time_is_past_whatever_zone_the_paper_is_given(now: datetime, at: str, later: str) -> None:
    assert read_moment(first_date(now, at), ZoneInfo(later)) < now


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_a_paper_made_on_a_machine_set_to_utc_shows_its_story_when_the_zone_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setattr("generator.commands.init.local_zone", lambda: "UTC")
    make_paper(tmp_path, NOON)
    settings = tmp_path / "site.toml"
    changed = settings.read_text().replace('time_zone = "UTC"', f'time_zone = "{zone}"')
    assert zone in changed
    settings.write_text(changed)
    assert build(Paper(folder=tmp_path, output=tmp_path / "public", now=NOON, jobs=1)).stories == 1


BEGUN = {
    "README.md": "# Our paper\n",
    "LICENSE": "All rights reserved.\n",
    "LICENCE.txt": "In British spelling.\n",
    ".git/HEAD": "ref: refs/heads/main\n",
    ".gitattributes": "* text=auto\n",
    ".github/dependabot.yml": "version: 2\n",
    ".gitignore": "*.swp",
}
"""Files that a fresh repository may have."""


def test_init_fills_a_repository_just_begun_and_changes_nothing_in_it(tmp_path: Path) -> None:
    for name, text in BEGUN.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert {name: (tmp_path / name).read_text() for name in BEGUN} == BEGUN
    assert "Add these lines to it: /public/ /.broadsheet/" in result.output
    assert "  .gitignore\n" not in result.output
    assert build(Paper(folder=tmp_path, output=tmp_path / "public", now=datetime.now(UTC), jobs=1)).stories == 1


@pytest.mark.parametrize("lines", ["/public/\n/.broadsheet/\n", "public\n*.swp\n.broadsheet/\n", None])
def test_init_says_nothing_of_a_gitignore_that_has_the_lines_or_is_its_own(tmp_path: Path, lines: str | None) -> None:
    if lines is not None:
        (tmp_path / ".gitignore").write_text(lines)
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "Add these lines" not in result.output
    assert "/public/" in (tmp_path / ".gitignore").read_text() or lines is not None
    assert (tmp_path / ".gitattributes").read_text() == "published.csv merge=union\n"


@pytest.mark.parametrize("name", ["site.toml", "content/town/a.txt", "notes.txt", "public/index.html", ".broadsheet/x"])
def test_init_refuses_a_folder_that_holds_other_things_and_names_one(tmp_path: Path, name: str) -> None:
    for file in ("README.md", name):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("Ours.\n")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CommandRefused) as caught:
        make_paper(tmp_path, NOON)
    assert caught.value.problem.path == str(tmp_path / Path(name).parts[0])
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / name).read_text() == "Ours.\n"


def test_init_refuses_a_file(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("Ours.\n")
    with pytest.raises(CommandRefused):
        make_paper(file, NOON)
    assert file.read_text() == "Ours.\n"
