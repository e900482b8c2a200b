"""Whole builds publish what they should, and leave the rest alone."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story

from generator.config import parse_config
from generator.errors import Locked, OutputError, TemplateError
from generator.intake.read_job import ReadJob
from generator.intake.settings import intake_settings_of
from generator.paper import hold_lock
from generator.press.output import MANIFEST

OPENING = "The opening of the story, which listings show where there is no deck, goes on for a while. " * 4


def test_a_dropped_file_becomes_a_page_on_the_front_and_in_its_section(newsroom: Newsroom) -> None:
    newsroom.write("content/world/summit.txt", story("Leaders meet", By="Jane Roe", Topics="Summit, Peace talks"))
    outcome = newsroom.build()
    assert outcome.stories == 1
    assert "Leaders meet" in newsroom.page("/world/2026/11/20/summit/")
    for url in ("/", "/world/", "/topics/summit/", "/topics/peace-talks/", "/by/jane-roe/", "/archive/2026/11/20/"):
        assert "/world/2026/11/20/summit/" in newsroom.page(url), url


def test_a_second_build_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.write("content/world/summit.txt", story("Leaders meet"))
    first = newsroom.build()
    before = newsroom.files()
    second = newsroom.build()
    assert (second.written, second.removed, second.unchanged) == ((), (), len(first.written))
    assert newsroom.files() == before


def test_any_number_of_workers_gives_the_same_bytes(newsroom: Newsroom) -> None:
    for number in range(60):
        newsroom.write(
            f"content/world/s{number}.md", f"Title: Story {number}\nDate: 2026-11-{number % 20 + 1}\n\n*Text* {number}."
        )
    newsroom.build(jobs=1)
    serial = newsroom.files()
    shutil.rmtree(newsroom.output)
    shutil.rmtree(newsroom.folder / ".broadsheet")
    newsroom.build(jobs=3)
    assert newsroom.files() == serial


def test_after_edits_the_site_is_that_of_a_clean_build(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("First", Topics="One"))
    newsroom.write("content/world/b.txt", story("Second", Topics="One", date="2026-11-21"))
    newsroom.build()
    newsroom.write("content/world/a.txt", story("First, corrected", Topics="Two"))
    newsroom.delete("content/world/b.txt")
    newsroom.write("content/town/c.md", "# Third\n\nText with [a link](https://example.org).\n")
    newsroom.write("content/town/d.txt", story("Fourth", date="2026-11-22"))
    newsroom.build()
    warm = newsroom.files()
    shutil.rmtree(newsroom.output)
    shutil.rmtree(newsroom.folder / ".broadsheet")
    newsroom.build()
    assert newsroom.files() == warm
    assert newsroom.mentions("Second") == []


def test_the_comparison_of_two_builds_can_fail(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("First"))
    newsroom.build()
    before = newsroom.files()
    newsroom.write("content/world/a.txt", story("First", body="Another body."))
    newsroom.build()
    changed = {name for name, content in newsroom.files().items() if before[name] != content}
    assert "world/2026/11/20/a/index.html" in changed


def test_editing_a_body_prints_its_page_the_paper_of_its_day_and_full_text_feeds_alone(newsroom: Newsroom) -> None:
    """Related stories are off: among a few stories with the same text, single words would decide the lists."""
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + "\n[story]\nrelated = 0\n")
    for number in range(5):
        newsroom.write(f"content/world/s{number}.txt", story(f"Headline {number}", body=f"{OPENING}\n\nTwo."))
    newsroom.build()
    newsroom.write("content/world/s1.txt", story("Headline 1", body=f"{OPENING}\n\nTwo, and more."))
    written = newsroom.build().written
    pages = {"world/2026/11/20/s1/index.html", "edition/2026/11/20/index.html"}
    assert {name for name in written if name.endswith(".html")} == pages
    assert {Path(name).name for name in written} <= {"index.html", "feed.xml", "atom.xml", "feed.json"}


def test_a_story_that_breaks_keeps_its_last_good_version(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Good version"))
    newsroom.write("content/world/b.txt", story("Another"))
    newsroom.build()
    newsroom.write("content/world/a.txt", story("Broken version", date="31 February 2026"))
    newsroom.write("content/world/c.txt", story("A third"))
    outcome = newsroom.build()
    assert list(newsroom.held(outcome)) == ["content/world/a.txt"]
    assert outcome.held[0].line == 3
    assert "Good version" in newsroom.page("/world/2026/11/20/a/")
    assert "A third" in newsroom.page("/world/")


def test_with_strict_a_held_file_keeps_everything_back(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Good"))
    newsroom.write("content/world/b.txt", "No date here\n\nText.\n")
    outcome = newsroom.build(strict=True)
    assert not outcome.published
    assert not newsroom.output.exists() or newsroom.files() == {}


def test_an_undated_story_is_held_back_with_the_mend(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", "A headline\n\nSome text without any date.\n")
    outcome = newsroom.build()
    assert outcome.stories == 0
    assert "no date" in outcome.held[0].message
    assert "broadsheet stamp content/world/a.txt" in outcome.held[0].hint


@pytest.mark.parametrize(
    "line", ["November 22, 2026 9:00 AM Westernish", "31 novembre 2026", "Nov. 22", "2026-11-22 09:00 America/New_Dork"]
)
def test_a_date_that_can_not_be_read_is_named_with_its_line(newsroom: Newsroom, line: str) -> None:
    newsroom.write("content/world/a.txt", f"A headline\n\nBy Jane Roe\n{line}\n\nSome text.\n")
    [problem] = newsroom.build().held
    assert (problem.line, line in problem.message) == (4, True)


def test_a_file_that_is_touched_or_restored_is_no_new_story(newsroom: Newsroom) -> None:
    path = newsroom.write("content/world/a.txt", story("Once"))
    newsroom.build()
    before = newsroom.files()
    os.utime(path, (time.time() + 5000, time.time() + 5000))
    assert newsroom.build().written == ()
    assert newsroom.files() == before


def test_a_broken_template_leaves_the_old_site_whole_and_names_the_line(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Old"))
    newsroom.build()
    before = newsroom.files()
    newsroom.write("content/world/a.txt", story("New"))
    newsroom.write("templates/story.html", "<p>\n{% if %}\n")
    with pytest.raises(TemplateError) as trouble:
        newsroom.build()
    assert (trouble.value.problem.path, trouble.value.problem.line) == ("templates/story.html", 2)
    newsroom.write("templates/story.html", "<p>\n\n{{ story.no_such_thing.at_all }}\n")
    with pytest.raises(TemplateError) as trouble:
        newsroom.build()
    assert (trouble.value.problem.path, trouble.value.problem.line) == ("templates/story.html", 3)
    newsroom.write("templates/story.html", "<p>\n{{ story.updated | iso }}\n")
    with pytest.raises(TemplateError) as trouble:
        newsroom.build()
    assert trouble.value.problem.path == "templates/story.html"
    assert newsroom.files() == before


def test_a_template_that_was_read_half_saved_leaves_no_empty_page(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("The first story"))
    newsroom.build()
    for name in ("story.html", "page.html"):
        newsroom.write(f"templates/{name}", " \n")
        with pytest.raises(TemplateError, match="an empty page"):
            newsroom.build()
        newsroom.delete(f"templates/{name}")
    assert "The first story" in newsroom.page("/world/2026/11/20/a/")


def test_a_site_overrides_the_theme_file_by_file(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Mine"))
    newsroom.write("templates/story.html", "<h1>{{ story.headline }}</h1>{{ extra }}")
    newsroom.build()
    assert newsroom.page("/world/2026/11/20/a/") == "<h1>Mine</h1>{}"
    assert "</html>" in newsroom.page("/")


def test_unknown_header_keys_reach_templates_and_no_default_output(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.md", "---\ntitle: A\ndate: 2026-11-20\ninternal_note: zebra crossing\n---\nText.")
    newsroom.build()
    assert newsroom.mentions("zebra crossing") == []
    newsroom.write("templates/story.html", "{{ extra.internal_note }}")
    newsroom.build()
    assert newsroom.mentions("zebra crossing") == ["world/2026/11/20/a/index.html"]


def test_a_static_file_goes_before_a_page_of_the_same_place(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", Was="/feed.xml, /about.html, /town/, /sub/"))
    newsroom.write("static/robots.txt", "User-agent: *\nDisallow: /private/\n")
    newsroom.write("static/about.html", "<p>About</p>")
    newsroom.write("static/world", "a file where a folder must be")
    newsroom.write("static/sub/Index.html", "<p>Sub</p>")
    newsroom.build()
    assert newsroom.page("/robots.txt") == "User-agent: *\nDisallow: /private/\n"
    assert newsroom.page("/about.html") == "<p>About</p>"
    assert "<rss" in newsroom.page("/feed.xml")
    assert "A" in newsroom.page("/world/")
    assert newsroom.build().written == ()


def test_a_photo_is_not_published_as_it_is_and_that_is_said(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write("content/world/a.jpg", b"\xff\xd8GPS 51.5 N")
    outcome = newsroom.build()
    assert [problem.path for problem in outcome.problems] == ["content/world/a.jpg"]
    assert newsroom.mentions("GPS 51.5 N") == []


def test_a_story_that_waits_is_named_with_its_time(newsroom: Newsroom) -> None:
    newsroom.write("content/world/typo.txt", story("A", date="November 23, 2036"))
    newsroom.write("content/world/draft.txt", story("B", Draft="yes"))
    newsroom.write("content/world/old.txt", story("C", Expires="2026-11-21"))
    told = {problem.path: problem.message for problem in newsroom.build().problems}
    assert told == {
        "content/world/typo.txt": "Scheduled for 2036-11-23 00:00.",
        "content/world/draft.txt": "It is a draft, so it isn't published.",
        "content/world/old.txt": "It has expired, so it is no longer published.",
    }


def test_markdown_may_open_like_plain_copy(newsroom: Newsroom) -> None:
    text = (
        "Council approves ferry lease\n\nBy Jane Roe\nNovember 20, 2026 at 9:00 AM\n\nThe *council* voted.\n\n- one\n"
    )
    newsroom.write("content/world/a.md", text)
    assert newsroom.build().held == []
    page = newsroom.page("/world/2026/11/20/a/")
    for words in (">Council approves ferry lease</h1>", "/by/jane-roe/", "The <em>council</em> voted.", "<li>one</li>"):
        assert words in page


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Roe (AP)", "Jane Roe"),
        ("By Jane Roe.", "Jane Roe"),
        ("By Madonna", "Madonna"),
        ("By the ReadResult Board", "The ReadResult Board"),
    ],
)
def test_a_line_that_begins_with_by_is_a_byline_and_no_deck(newsroom: Newsroom, line: str, name: str) -> None:
    newsroom.write("content/world/a.txt", f"A headline\n{line}\nNovember 20, 2026\n\nThe text.\n")
    newsroom.build()
    page = newsroom.page("/world/2026/11/20/a/")
    assert 'class="deck"' not in page.split("</header>", 2)[1]
    assert f">{name}</a>" in page


def test_a_weekday_that_is_not_the_dates_is_told_and_holds_an_embargo(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", date="Monday, November 20, 2026"))
    newsroom.write("content/world/b.txt", story("B", Embargo="Tuesday, November 23, 2026"))
    newsroom.write("content/world/c.txt", story("C", date="Friday, November 20, 2026"))
    outcome = newsroom.build()
    assert list(newsroom.held(outcome)) == ["content/world/b.txt"]
    assert {problem.path for problem in outcome.problems} == {"content/world/a.txt", "content/world/b.txt"}


@pytest.mark.parametrize(("field", "value"), [("Language", "klingon!!"), ("Genre", "gossip"), ("Priority", "high")])
def test_a_value_that_means_nothing_is_told_and_left_out(newsroom: Newsroom, field: str, value: str) -> None:
    newsroom.write("content/world/a.txt", story("A", **{field: value}))
    [problem] = newsroom.build().problems
    assert value in problem.message
    assert newsroom.mentions("klingon") == []


def test_a_story_without_text_is_told(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", body=""))
    [problem] = newsroom.build().problems
    assert "no text" in problem.message


def test_a_fault_of_the_program_on_one_file_does_not_stop_the_paper(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.intake import read_files  # noqa: PLC0415

    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(read_files, "parse_steps", fail)
    path = newsroom.write("content/world/a.txt", story("A"))
    settings = intake_settings_of(parse_config(SITE))
    job = ReadJob(str(newsroom.folder), (("content/world/a.txt", ""),), settings)
    [parsed] = read_files.read_files(job)
    assert path.is_file()
    assert parsed.story is None
    assert "RecursionError" in parsed.problems[0].message


def test_every_template_is_autoescaped_whatever_its_name(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A < B & C"))
    newsroom.write("templates/story.html", "{% include 'part.rss' %}{% include 'part.xml.j2' %}{% include 'part' %}")
    for name in ("part.rss", "part.xml.j2", "part"):
        newsroom.write(f"templates/{name}", "{{ story.headline }}\n")
    newsroom.build()
    assert newsroom.page("/world/2026/11/20/a/").splitlines() == ["A &lt; B &amp; C"] * 3


def test_a_person_has_a_card_from_a_file_or_from_the_settings(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", By="Jane Roe and John Doe"))
    newsroom.write("content/people/jane.md", "name: Jane Roe\nrole: Harbor reporter\n\nKnows *tides*.\n")
    people = '\n[people.john]\nname = "John Doe"\nrole = "Town reporter"\nbiography = "Knows **votes**."\n'
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + people)
    newsroom.build()
    page = newsroom.page("/world/2026/11/20/a/")
    for words in ("Harbor reporter", "Knows <em>tides</em>", "Town reporter", "Knows <strong>votes</strong>"):
        assert words in page
    assert "Town reporter" in newsroom.page("/by/john-doe/")


def test_typographic_quotes_are_the_papers_choice(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.md", 'Title: A\nDate: 2026-11-20\n\n"So," he said.\n')
    newsroom.build()
    assert "“So,”" not in newsroom.page("/world/2026/11/20/a/")
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + "\n[copy]\ntypographic_quotes = true\n")
    newsroom.build()
    assert "“So,” he said." in newsroom.page("/world/2026/11/20/a/")


def test_foreign_files_in_the_output_are_kept(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write("public/CNAME", "courier.example\n")
    newsroom.write("public/.well-known/security.txt", "Contact: x\n")
    newsroom.build()
    newsroom.write("public/notes.txt", "mine")
    newsroom.delete("content/world/a.txt")
    newsroom.write("content/world/b.txt", story("B"))
    newsroom.build()
    files = newsroom.files()
    assert {"CNAME", ".well-known/security.txt", "notes.txt"} <= set(files)
    assert "world/2026/11/20/a/index.html" not in files


@pytest.mark.parametrize("place", [".", "content", "content/deep", "templates", "static/x"])
def test_an_output_folder_among_the_papers_own_files_is_refused(newsroom: Newsroom, place: str) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    before = sorted(newsroom.folder.rglob("*"))
    with pytest.raises(OutputError):
        newsroom.build(output=newsroom.folder / place)
    assert sorted(newsroom.folder.rglob("*")) == before


def test_a_folder_with_other_things_in_it_is_refused(newsroom: Newsroom, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "cat.jpg").write_bytes(b"cat")
    for place in (photos, Path("/"), Path.home(), tmp_path):
        with pytest.raises(OutputError):
            newsroom.build(output=place)
    assert [path.name for path in photos.iterdir()] == ["cat.jpg"]


def test_an_empty_content_folder_does_not_delete_the_site(newsroom: Newsroom) -> None:
    for number in range(60):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}"))
    newsroom.build()
    before = newsroom.files()
    shutil.rmtree(newsroom.folder / "content")
    (newsroom.folder / "content").mkdir()
    with pytest.raises(OutputError) as trouble:
        newsroom.build()
    assert newsroom.files() == before
    number = int(trouble.value.problem.hint.rsplit(" ", 1)[1])
    outcome = newsroom.build(confirmed_removals=number)
    assert len(outcome.removed) == number


def test_a_small_site_is_not_deleted_either_when_all_its_stories_are_gone(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Only one"))
    newsroom.build()
    before = newsroom.files()
    newsroom.delete("content/world/a.txt")
    with pytest.raises(OutputError):
        newsroom.build()
    assert newsroom.files() == before


def test_deleting_the_state_loses_time_only(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Stays"))
    newsroom.write("content/world/b.txt", story("Goes"))
    newsroom.build()
    shutil.rmtree(newsroom.folder / ".broadsheet")
    newsroom.delete("content/world/b.txt")
    newsroom.build()
    assert newsroom.mentions("Goes") == []
    assert "Stays" in newsroom.page("/")


def test_a_catalogue_with_a_damaged_value_counts_as_absent(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Whole"))
    newsroom.build()
    before = newsroom.files()
    with closing(sqlite3.connect(newsroom.folder / ".broadsheet" / "catalogue.sqlite")) as catalogue, catalogue:
        catalogue.execute("UPDATE stories SET story = substr(story, 1, 9)")
    newsroom.write("static/new.txt", "read the catalogue")
    assert [problem.path for problem in newsroom.build().problems] == [".broadsheet"]
    assert newsroom.files().items() >= {name: before[name] for name in before if "manifest" not in name}.items()


def test_a_static_file_may_become_a_folder_and_a_folder_a_file(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write("static/x", "file")
    newsroom.write("static/y/z", "file")
    newsroom.build()
    newsroom.delete("static/x")
    newsroom.write("static/x/deep", "now a folder")
    shutil.rmtree(newsroom.folder / "static" / "y")
    newsroom.write("static/y", "now a file")
    assert newsroom.build().problems == ()
    assert (newsroom.page("/x/deep"), (newsroom.output / "y").read_text()) == ("now a folder", "now a file")
    assert newsroom.build().written == ()


def test_a_file_may_become_a_folder_also_when_only_the_manifest_knows_the_former_site(newsroom: Newsroom) -> None:
    """As after an update of the program, or when .broadsheet was deleted."""
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write("static/x", "file")
    newsroom.write("static/y/z", "file")
    newsroom.build()
    shutil.rmtree(newsroom.folder / ".broadsheet")
    shutil.rmtree(newsroom.folder / "static")
    newsroom.write("static/x/deep", "now a folder")
    newsroom.write("static/y", "now a file")
    assert newsroom.build().problems == ()
    assert (newsroom.page("/x/deep"), (newsroom.output / "y").read_text()) == ("now a folder", "now a file")


def test_nothing_is_written_through_a_link_in_the_output(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    shutil.rmtree(newsroom.output / "world")
    (tmp_path / "outside").mkdir()
    (newsroom.output / "world").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError):
        newsroom.build()
    assert list((tmp_path / "outside").iterdir()) == []


def test_an_update_is_told_when_its_time_has_come(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", Updated="2026-11-30 09:00"))
    newsroom.build()
    assert "2026-11-30" not in newsroom.page("/world/2026/11/20/a/")
    newsroom.build(datetime(2026, 11, 30, 13, 59, tzinfo=UTC))
    assert "2026-11-30" not in newsroom.page("/world/2026/11/20/a/")
    newsroom.build(datetime(2026, 11, 30, 14, tzinfo=UTC))
    assert "2026-11-30T09:00:00-05:00" in newsroom.page("/world/2026/11/20/a/")


@pytest.mark.parametrize("damage", [b"", b"garbage" * 500, None])
def test_a_damaged_catalogue_counts_as_absent_and_is_said_once(newsroom: Newsroom, damage: bytes | None) -> None:
    newsroom.write("content/world/a.txt", story("Whole"))
    newsroom.build()
    before = newsroom.files()
    catalogue = newsroom.folder / ".broadsheet" / "catalogue.sqlite"
    catalogue.write_bytes(catalogue.read_bytes()[:5000] if damage is None else damage)
    notes = [problem for problem in newsroom.build().problems if problem.path == ".broadsheet"]
    assert len(notes) == 1
    assert newsroom.files() == before
    assert not [problem for problem in newsroom.build().problems if problem.path == ".broadsheet"]


def test_two_builds_at_once_are_refused(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    with hold_lock(newsroom.folder / ".broadsheet"), pytest.raises(Locked):
        newsroom.build()
    assert newsroom.build().stories == 1


def test_a_page_that_something_else_changed_is_printed_again(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    before = newsroom.files()
    (newsroom.output / "world" / "index.html").write_text("vandalised")
    assert newsroom.build().written == ("world/index.html",)
    assert newsroom.files() == before


def test_the_output_never_holds_the_time_of_the_build_but_the_fronts_day(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", date="2026-11-01 09:00"))
    newsroom.build(NOON)
    before = newsroom.files()
    newsroom.build(NOON + timedelta(hours=3, seconds=17))
    assert newsroom.files() == before
    newsroom.build(NOON + timedelta(days=3, seconds=17))
    assert [name for name, content in newsroom.files().items() if before[name] != content] == ["index.html"]
    newsroom.build(NOON)
    assert newsroom.files() == before


def test_a_leftover_of_a_killed_build_is_swept_away(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    before = newsroom.files()
    newsroom.write("public/.broadsheet-staging/0", "half a page")
    newsroom.build()
    assert newsroom.files() == before


def test_the_manifest_lists_every_file(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    assert [*newsroom.page("/" + MANIFEST).splitlines()] == sorted(set(newsroom.files()) - {MANIFEST})


def test_the_manifest_of_a_site_brought_up_to_date_is_that_of_a_clean_build(newsroom: Newsroom) -> None:
    newsroom.write("content/world/m.txt", story("M"))
    newsroom.build()
    newsroom.write("content/town/a.txt", story("A"))
    newsroom.build()
    updated = newsroom.page("/" + MANIFEST)
    assert updated.splitlines() == sorted(updated.splitlines())
    newsroom.delete("content/world/m.txt")
    newsroom.build()
    assert newsroom.page("/" + MANIFEST).splitlines() == sorted(set(newsroom.files()) - {MANIFEST})


@pytest.mark.parametrize("lines", ["", "index.html\n", "index.html\nfeed.xml\nindex.html\n", "index.html\nfee"])
def test_a_manifest_that_somebody_changed_is_corrected(newsroom: Newsroom, lines: str) -> None:
    newsroom.write("content/world/m.txt", story("M"))
    newsroom.build()
    before = newsroom.files()
    newsroom.write(f"public/{MANIFEST}", lines)
    assert newsroom.build().written == ()
    assert newsroom.files() == before


def test_the_next_change_is_an_embargo_the_end_of_the_news_window_or_midnight(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", date="2026-11-22 09:00"))
    newsroom.write("content/world/b.txt", story("B", Embargo="2026-11-24 23:30"))
    midnight, news_end, opens = (
        datetime(2026, 11, 24, 5, tzinfo=UTC),
        datetime(2026, 11, 24, 14, 0, 0, 1, tzinfo=UTC),
        datetime(2026, 11, 25, 4, 30, tzinfo=UTC),
    )
    assert newsroom.build().next_change == midnight
    assert newsroom.build(midnight).next_change == news_end
    assert newsroom.build(news_end).next_change == opens
    assert newsroom.build(opens).next_change == datetime(2026, 11, 25, 5, tzinfo=UTC)


def test_a_misspelled_key_of_the_date_is_named(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", "A headline\nDtae: 2026-11-22\n\nSome text.\n")
    [problem] = newsroom.build().held
    assert (problem.line, "“Dtae”" in problem.message, problem.hint) == (
        2,
        True,
        "If it is the date, write: Date: 2026-11-22",
    )
