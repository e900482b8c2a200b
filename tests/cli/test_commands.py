"""The command line as people and scripts use it: words, JSON, exit codes."""

import importlib
import json
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Newsroom, story
from examples import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from patience import PATIENCE_S

from generator.cli import main
from generator.commands.init import local_zone
from generator.commands.stamp import stamp_file
from generator.config import read_config
from generator.errors import CommandRefused
from generator.intake.build_story import UNDATED
from generator.intake.parse import parse_copy
from generator.intake.read_copy import read_any
from generator.intake.recognise.copy_text import open_copy
from generator.intake.settings import intake_settings_of
from generator.intake.text.decode import decode_copy
from generator.model import Gravity
from generator.paper import hold_lock

NOW = ("--now", "2026-11-23T12:00:00Z")


def run(newsroom: Newsroom, command: str, *options: str) -> Result:
    return CliRunner().invoke(main, [command, "--source", str(newsroom.folder), *options])


def test_all_good_exits_with_0_and_says_where_to_look(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", By="Jane Roe"))
    result = run(newsroom, "build", *NOW)
    assert result.exit_code == 0, result.output
    assert "1 story published" in result.output
    assert str(newsroom.output) in result.output
    assert "broadsheet serve" in result.output
    assert "file:" not in result.output  # pages that are opened from the disk have no styles


def test_a_held_file_exits_with_1_and_names_file_line_and_mend(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", date="yesterday"))
    newsroom.write("content/world/b.txt", story("B"))
    result = run(newsroom, "build", *NOW)
    assert result.exit_code == 1
    assert "content/world/a.txt:3: " in result.output
    assert "1 story published, 1 file needs fixing" in result.output


def test_wrong_settings_exit_with_2_and_every_mistake(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", 'nam = "x"\naddress = "y"\n')
    result = run(newsroom, "build", *NOW)
    assert result.exit_code == 2
    assert "site.toml:1: There is no setting “nam”." in result.output
    assert "Did you mean “name”?" in result.output
    assert "“y” isn't a web address" in result.output
    assert not newsroom.output.exists()


def test_verify_strict_compares_nothing_when_a_held_file_kept_everything_back(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    assert run(newsroom, "build", *NOW).exit_code == 0
    newsroom.write("content/world/b.txt", story("B", date="yesterday"))
    before = newsroom.files()
    words = run(newsroom, "verify", "--strict", *NOW)
    assert words.exit_code == 1
    assert "content/world/b.txt:3: " in words.output
    assert "Nothing was published" in words.output
    assert "differ" not in words.output
    said = run(newsroom, "verify", "--strict", "--json", *NOW)
    told = json.loads(said.output)
    assert (said.exit_code, told["published"], told["files"], told["differences"]) == (1, False, 0, [])
    assert [one["file"] for one in told["held"]] == ["content/world/b.txt"]
    assert newsroom.files() == before


@pytest.mark.parametrize("options", [["--now", "2026-11-23"], ["--now", "noon"], ["--jobs", "-1"], ["--nonsense"]])
def test_wrong_usage_exits_with_2(newsroom: Newsroom, options: list[str]) -> None:
    assert run(newsroom, "build", *options).exit_code == 2


def test_ctrl_c_exits_with_130_and_not_as_if_a_site_were_published(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importlib.import_module("generator.build"), "render_edition", stop)
    newsroom.write("content/world/a.txt", story("A"))
    result = run(newsroom, "build", *NOW)
    assert (result.exit_code, result.output) == (130, "Stopped. Nothing is lost: run the command again to continue.\n")
    monkeypatch.undo()
    assert run(newsroom, "build", *NOW).exit_code == 0


def test_another_build_exits_with_3(newsroom: Newsroom) -> None:
    with hold_lock(newsroom.folder / ".broadsheet"):
        result = run(newsroom, "build", *NOW)
    assert result.exit_code == 3
    assert "Another build" in result.output


def test_a_disk_that_refuses_exits_with_4(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    assert run(newsroom, "build", *NOW).exit_code == 0
    before = newsroom.files()
    newsroom.write("content/world/a.txt", story("B"))

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device", "public")

    monkeypatch.setattr("generator.press.render_build.put_in_place", refuse)
    result = run(newsroom, "build", *NOW)
    assert result.exit_code == 4
    assert "No space left on device" in result.output
    assert {name: content for name, content in newsroom.files().items() if "staging" not in name} == before


def test_json_is_one_object_with_what_scripts_need(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write("content/world/b.txt", story("B", Embargo="2026-11-23 18:00"))
    newsroom.write("content/world/c.txt", "C\n\nUndated.\n")
    result = run(newsroom, "build", *NOW, "--json")
    told = json.loads(result.stdout)
    assert told["stories"] == 1
    assert [(entry["file"], entry["line"]) for entry in told["held"]] == [("content/world/c.txt", 0)]
    assert told["held"][0]["reason"]
    assert told["written"] > 0
    assert (told["removed"], told["unchanged"]) == (0, 0)
    assert told["next_change"].startswith("2026-11-23T23:00")
    assert told["seconds"] > 0


def test_json_tells_failures_too(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", "name = 3\n")
    result = run(newsroom, "build", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["problems"][0]["file"] == "site.toml"


@pytest.mark.parametrize(
    "line",
    ['permalink = "/{slug}/}/"', 'permalink = "/{slug}/{/"', 'address = "https://[example"', 'address = "https://a b.example"',
     'logo = "logo.png"', "page_size = " + "[" * 50000],
)  # fmt: skip
def test_no_setting_ends_in_a_traceback(newsroom: Newsroom, line: str) -> None:
    site = (newsroom.folder / "site.toml").read_text()
    kept = [one for one in site.splitlines() if not one.startswith(line.split(" ", 1)[0])]
    newsroom.write("site.toml", "\n".join([line, *kept]))
    result = run(newsroom, "build", *NOW)
    assert (result.exit_code, result.output.splitlines()[0]) == (2, "Not published: needs fixing")


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-05:00", "0001-01-01T00:00:00Z"])
def test_no_time_ends_in_a_traceback(newsroom: Newsroom, now: str) -> None:
    result = run(newsroom, "build", "--now", now)
    assert (result.exit_code, "Error" in result.output) == (2, True)


def test_a_catalogue_that_is_in_use_is_kept_and_said(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    assert run(newsroom, "build", *NOW).exit_code == 0
    monkeypatch.setattr("generator.catalogue.store.WAIT_S", 0.1)
    other = sqlite3.connect(newsroom.folder / ".broadsheet" / "catalogue.sqlite")
    other.execute("BEGIN EXCLUSIVE")
    newsroom.write("content/world/a.txt", story("B"))
    result = run(newsroom, "build", *NOW)
    other.close()
    assert (result.exit_code, "catalogue" in result.output) == (4, True)
    assert run(newsroom, "build", *NOW).exit_code == 0


def test_strict_publishes_nothing_when_a_file_is_held(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", "A\n\nUndated.\n")
    result = run(newsroom, "build", *NOW, "--strict")
    assert result.exit_code == 1
    assert "Nothing was published" in result.output


def test_quiet_prints_problems_only(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    assert run(newsroom, "build", *NOW, "--quiet").output == ""


def test_init_new_stamp_build_is_a_papers_first_day(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    assert CliRunner().invoke(main, ["init", str(folder)]).exit_code == 0
    assert CliRunner().invoke(main, ["init", str(folder)]).exit_code == 2
    source = ["--source", str(folder)]
    assert CliRunner().invoke(main, ["build", *source]).exit_code == 0
    made = CliRunner().invoke(
        main, ["new", *source, "--section", "town", "--byline", "Jane Roe", "Ferry: lease renewed?"]
    )
    assert made.exit_code == 0, made.output
    draft = folder / "content" / "town" / "ferry-lease-renewed.txt"
    assert draft.read_text().startswith("Headline: Ferry: lease renewed?\nBy: Jane Roe\n")
    built = json.loads(CliRunner().invoke(main, ["build", *source, "--json"]).stdout)
    assert (built["stories"], built["held"]) == (1, [])
    draft.write_text(draft.read_text().replace("Draft: yes\n", ""))
    built = json.loads(CliRunner().invoke(main, ["build", *source, "--json"]).stdout)
    assert (built["stories"], built["held"]) == (2, [])


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland", "UTC"])
def test_a_new_papers_first_story_is_public_at_once_in_any_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setattr("generator.commands.init.local_zone", lambda: zone)
    folder = str(tmp_path / "paper")
    assert CliRunner().invoke(main, ["init", folder]).exit_code == 0
    assert zone in (tmp_path / "paper" / "site.toml").read_text()
    assert json.loads(CliRunner().invoke(main, ["build", "--source", folder, "--json"]).stdout)["stories"] == 1


def test_the_machines_zone_is_known_by_its_name(tmp_path: Path) -> None:
    clock = tmp_path / "usr/share/zoneinfo/America/New_York"
    clock.parent.mkdir(parents=True)
    clock.write_bytes(b"TZif")
    (tmp_path / "localtime").symlink_to(clock)
    assert local_zone(tmp_path / "localtime") == "America/New_York"
    assert local_zone(tmp_path / "none") == "UTC"


def test_new_never_writes_over_a_file(newsroom: Newsroom) -> None:
    for _ in range(3):
        assert run(newsroom, "new", "Same headline").exit_code == 0
    names = sorted(path.name for path in (newsroom.folder / "content" / "world").iterdir())
    assert names == ["same-headline-2.txt", "same-headline-3.txt", "same-headline.txt"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "A headline\n\nThe text begins.\n"),
        ("a.txt", "A headline\nBy Jane Roe\n\nThe text begins.\n"),
        ("a.md", "---\ntitle: A headline\n---\nThe text begins.\n"),
        ("a.md", '+++\ntitle = "A headline"\n+++\nThe text begins.\n'),
        ("a.md", "# A headline\n\nThe text begins.\n"),
        ("a.md", "Title: A headline\n\nThe text begins.\n"),
        ("a.md", "A headline\n==========\n\nThe text begins.\n"),
        ("a.md", '\n+++\ntitle = "A headline"\n+++\nThe text begins.\n'),
        ("a.md", "A headline\n=\n\nThe text begins.\n"),
        ("a.md", "  A headline\n= \t\n\nThe text begins.\n"),
        ("a.md", "\n\n#A headline#\n\nThe text begins.\n"),
        ("a.md", "\ufeff# A headline\n\nThe text begins.\n"),
        ("a.md", "\ufeffA headline\n===\n\nThe text begins.\n"),
        ("a.md", '\ufeff+++\ntitle = "A headline"\n+++\nThe text begins.\n'),
        ("a.md", "--- \ntitle: A headline\n---\nThe text begins.\n"),
        ("a.txt", "A headline\n=\n\nThe text begins.\n"),
        ("a.md", "# A headline\r\rThe text begins.\r"),
        ("a.md", "A headline\n=\n\nThe text begins.\r\n"),
    ],
)
def test_stamp_dates_an_undated_story_and_changes_nothing_else(newsroom: Newsroom, name: str, text: str) -> None:
    path = newsroom.write(f"content/world/{name}", text)
    result = run(newsroom, "stamp", "--now", "2026-11-23T14:30:00Z", f"content/world/{name}")
    assert result.exit_code == 0, result.output
    text, written = text.removeprefix("\ufeff"), path.read_text().removeprefix("\ufeff")
    kept = [line for line in written.splitlines() if "2026-11-23" not in line]
    assert [line for line in kept if line] == [line for line in text.splitlines() if line]
    assert run(newsroom, "build", "--now", "2026-11-23T15:00:00Z").exit_code == 0
    page = newsroom.page("/world/2026/11/23/a/")
    assert "A headline" in page
    assert "2026-11-23T09:30:00-05:00" in page
    assert "The text begins." in page
    again = path.read_text()
    assert "already has a date" in run(newsroom, "stamp", f"content/world/{name}").output
    assert path.read_text() == again


@pytest.mark.parametrize(
    "headline", ["Date: 2026-01-01", "Related Stories", "Draft: no", "By Jane Roe", "-30-", "“Why?”"]
)
def test_new_writes_any_headline_so_that_it_is_read_back(newsroom: Newsroom, headline: str) -> None:
    assert run(newsroom, "new", "--", headline).exit_code == 0
    [file] = (newsroom.folder / "content" / "world").iterdir()
    file.write_text(file.read_text().replace("Draft: yes\n", ""))
    result = run(newsroom, "build")
    assert result.exit_code == 0, result.output
    [main] = lxml_html.document_fromstring(newsroom.page("/")).iter("main")
    assert headline in main.text_content()


@pytest.mark.parametrize("words", ["", "  ", "bad\udcff", "a\x1bb"])
def test_new_refuses_a_headline_that_is_no_text(newsroom: Newsroom, words: str) -> None:
    assert run(newsroom, "new", words).exit_code == 2
    assert run(newsroom, "new", "--section", "people", "A").exit_code == 2
    assert list((newsroom.folder / "content").iterdir()) == []


def test_stamp_leaves_the_files_other_bytes_and_its_permissions(newsroom: Newsroom) -> None:
    raw = "Titre à l’été\r\n\r\nLe café ferme.\r\n".encode("cp1252")
    path = newsroom.write("content/world/a.txt", raw)
    path.chmod(0o640)
    assert run(newsroom, "stamp", "--now", "2026-11-23T14:30:00Z", str(path)).exit_code == 0
    assert path.read_bytes() == raw.replace(b"\r\n", b"\r\nDate: 2026-11-23 09:30\r\n", 1)
    assert path.stat().st_mode & 0o777 == 0o640


OPENINGS = st.sampled_from(
    [
        *("# Headline", "#Headline", "## Sub", "#", "Headline", "  Headline", "Headline #"),
        *("=", "==", "===  ", "= =", "---", "+++", " ---"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(60))
@given(
    st.lists(OPENINGS, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["txt", "md"])
)
@example(["---", "# Headline", "---"], "\n", "txt")
def test_a_date_that_is_stamped_leaves_headline_and_text_as_they_were(
    newsroom: Newsroom, lines: list[str], end: str, ending: str
) -> None:
    raw = end.join([*lines, "", "The text begins.", ""]).encode()
    file = f"content/world/a.{ending}"
    path = newsroom.write(file, raw)
    settings = intake_settings_of(read_config(newsroom.folder))
    held = [one.message for one in parse_copy(raw, file, settings).problems if one.gravity is Gravity.HELD]
    try:
        stamp_file(newsroom.paper(), path)
    except CommandRefused as refused:
        told = any(words in str(refused) for words in ("no headline", "no obvious place"))
        assert held != [UNDATED] or {"---", "+++"}.intersection(lines) or told
        assert path.read_bytes() == raw
        return
    is_markdown = not file.endswith(".txt")
    texts = [decode_copy(one, file).text for one in (raw, path.read_bytes())]
    before, after = (read_any(open_copy(text, file, is_markdown=is_markdown), settings)[0] for text in texts)
    headlines = [read.fields["headline"].value if "headline" in read.fields else None for read in (before, after)]
    assert headlines[0] == headlines[1]
    assert after.body == before.body
    assert (parse_copy(path.read_bytes(), file, settings).story is None) == (headlines[0] is None)
    assert path.read_bytes() != raw


def test_stamp_refuses_what_is_not_copy(newsroom: Newsroom) -> None:
    newsroom.write("notes.txt", "Mine\n\nText.\n")
    for file in ("notes.txt", "content/world/none.txt", "site.toml"):
        assert run(newsroom, "stamp", str(newsroom.folder / file)).exit_code == 2


def test_check_finds_what_an_editor_would_mend_and_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.write(
        "content/world/a.md",
        "Title: Twice\nDate: 2026-11-20\nTopics: Ferry Lease\n\n[x](/world/none/) and [y](/world/).\n",
    )
    newsroom.write("content/world/b.txt", story("Twice", Topics="Ferry lease", By="Jane Roe"))
    newsroom.write("content/world/c.txt", story("Long " * 30, By="Jane Roe"))
    result = run(newsroom, "check", *NOW)
    for words in (
        "/world/none/",
        "content/world/a.md has the same headline.",
        "No byline.",
        "search results cut it",
        "is spelled “Ferry",
    ):
        assert words in result.output, words
    assert "/world/ leads" not in result.output
    assert result.exit_code == 0
    assert not newsroom.output.exists()
    assert not (newsroom.folder / ".broadsheet").exists()


def test_check_exits_with_1_when_a_file_would_be_held(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", "A\n\nUndated.\n")
    assert run(newsroom, "check", *NOW).exit_code == 1


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from generator.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    heavy = {"jinja2", "markdown", "nh3", "numpy", "rich", "babel", "sqlite3", "pebble", "yaml", "msgspec"}
    assert heavy.isdisjoint(told.split())


def test_a_broken_template_names_its_line(newsroom: Newsroom) -> None:
    newsroom.write("templates/home.html", "{% extends 'page.html' %}\n\n{% endblock %}\n")
    result = run(newsroom, "build", *NOW)
    assert result.exit_code == 2
    assert "templates/home.html:3" in result.output


def test_a_bar_is_shown_on_a_terminal_only_when_work_lasts(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    began = time.monotonic()
    result = run(newsroom, "build", *NOW)
    assert time.monotonic() - began < PATIENCE_S
    assert "━" not in result.output
