"""A story that was taken down is nowhere, whatever is in content/, until it is put back."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
import tomlkit
from click.testing import CliRunner, Result
from conftest import NOON, Newsroom, story
from histories import clean_build, site_of
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.takedowns import ADDRESS, Takedown, read_takedowns, takedowns_of
from generator.cli import main
from generator.commands.check import check_paper
from generator.edition.last import open_last
from generator.errors import ConfigError
from generator.model import Gravity, Problem
from generator.newsroom.former_texts import FOLDER
from generator.preview.desk import DeskQuery, list_stories
from generator.preview.rows import open_filed
from generator.preview.watcher import is_watched

URL = "/world/2026/11/20/summit/"


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Return a paper with a story that will be taken down, and one that relates to it."""
    newsroom.write(
        "content/world/summit.txt",
        story(
            "Zanzibar summit", body="Quixotic words on zebras. " * 20, Topics="Zymurgy", By="Xavier Yew", Was="/old/zz/"
        ),
    )
    newsroom.write("content/world/other.txt", story("Another story", body="Words on zebras. " * 20))
    newsroom.write("content/front.toml", 'leads = ["world/summit"]\n')
    newsroom.write("trending.json", '{"stories": [{"story": "world/summit", "score": 5}]}')
    newsroom.build()
    return newsroom


def call(newsroom: Newsroom, *words: str) -> Result:
    return CliRunner().invoke(main, ["takedown", "--source", str(newsroom.folder), *words])


def as_clean(newsroom: Newsroom) -> bool:
    clean = newsroom.folder.parent / "clean"
    clean.mkdir()
    return site_of(newsroom) == clean_build(newsroom, clean, NOON)


def test_it_is_in_no_byte_and_no_name_of_the_site(paper: Newsroom) -> None:
    assert paper.mentions("Zanzibar")
    assert call(paper, "world/summit", "--reason", "Zealous lawyers").exit_code == 0
    outcome = paper.build()
    for words in ("Zanzibar", "summit", "Zymurgy", "zymurgy", "Xavier", "Quixotic", "old/zz", "lawyers"):
        assert paper.mentions(words) == [], words
    assert outcome.held == []
    [note] = [problem for problem in outcome.problems if problem.path == "content/world/summit.txt"]
    assert note.gravity is Gravity.NOTE
    assert "It was taken down on 2026" in note.message
    assert "Zealous lawyers" in note.message
    assert as_clean(paper)


@pytest.mark.parametrize(
    "what",
    ["world/summit", "content/world/summit.txt", "content/world/summit", URL, f"https://courier.example{URL}",
     URL.rstrip("/"), "/old/zz/", "/world/summit"],
)  # fmt: skip
def test_a_story_can_be_named_by_path_file_or_address(paper: Newsroom, what: str) -> None:
    done = call(paper, what)
    assert done.exit_code == 0, done.output
    [takedown] = read_takedowns(paper.folder)[0]
    assert (takedown.story, takedown.places) == ("world/summit", ("/old/zz/", URL))
    assert takedown.leave == "nothing"
    assert (takedown.date.tzinfo, takedown.date.microsecond) == (UTC, 0)


def test_a_file_is_also_named_by_its_path_from_here(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(paper.folder / "content" / "world")
    assert call(paper, "summit.txt").exit_code == 0
    assert [one.story for one in read_takedowns(paper.folder)[0]] == ["world/summit"]


def test_a_point_in_a_name_is_no_ending(paper: Newsroom) -> None:
    paper.write("content/world/summit.v2.txt", story("The second"))
    paper.build()
    assert call(paper, "world/summit.v2").exit_code == 0
    assert [one.story for one in read_takedowns(paper.folder)[0]] == ["world/summit.v2"]


def test_a_name_that_nothing_has_is_refused_with_one_that_is_near(paper: Newsroom) -> None:
    done = call(paper, "world/sumit")
    assert done.exit_code == 2
    assert "Did you mean “world/summit”?" in done.output
    assert not (paper.folder / "takedowns.toml").exists()


def test_before_the_first_build_the_file_alone_counts(newsroom: Newsroom) -> None:
    newsroom.write("content/world/early.txt", story("Early"))
    assert call(newsroom, "world/absent").exit_code == 2
    assert call(newsroom, "content/world/early.txt").exit_code == 0
    newsroom.build()
    assert newsroom.mentions("Early") == []


def test_it_stays_down_when_its_file_is_deleted_and_comes_again(paper: Newsroom) -> None:
    call(paper, "world/summit")
    paper.build()
    paper.delete("content/world/summit.txt")
    paper.build()
    paper.write("content/world/summit.md", story("Zanzibar again"))
    paper.build()
    assert paper.mentions("Zanzibar") == []
    assert as_clean(paper)


def test_undo_puts_it_back_as_it_was(paper: Newsroom) -> None:
    before = site_of(paper)
    call(paper, URL, "--leave", "gone")
    paper.build()
    assert site_of(paper) != before
    assert call(paper, f"https://courier.example{URL}", "--undo").exit_code == 0
    paper.build()
    assert site_of(paper) == before
    assert call(paper, "world/summit", "--undo").exit_code == 2


def test_a_page_that_says_so_stays_at_its_addresses_where_the_editor_wants_it(paper: Newsroom) -> None:
    call(paper, "world/summit", "--leave", "gone", "--reason", "Zealous lawyers", "--notice", "We got <it> wrong.")
    paper.build()
    for url in (URL, "/old/zz/"):
        page = paper.page(url)
        assert "This story was withdrawn" in page
        assert "We got &lt;it&gt; wrong." in page
        assert '<meta name="robots" content="noindex' in page
        assert "canonical" not in page
        assert "Zanzibar" not in page
    for words in ("Zanzibar", "Quixotic", "lawyers"):
        assert paper.mentions(words) == [], words
    assert not [name for name in paper.mentions(URL) if name.endswith(("xml", "json"))]
    assert as_clean(paper)


def test_another_story_goes_before_such_a_page(paper: Newsroom) -> None:
    call(paper, "world/summit", "--leave", "gone")
    paper.build()
    paper.write("content/world/second.txt", story("The second summit", Slug="summit"))
    outcome = paper.build()
    [warning] = [problem for problem in outcome.problems if problem.path == "content/world/second.txt"]
    assert "It has an address of “world/summit”, which was taken down." in warning.message
    assert "The second summit" in paper.page(URL)
    assert as_clean(paper)
    paper.delete("content/world/second.txt")
    paper.build()
    assert "This story was withdrawn" in paper.page(URL)
    assert as_clean(paper)


def warnings_beside_the_front(paper: Newsroom) -> list[Problem]:
    """Return the warnings of a build, but not that the order of the front names a story which isn't public."""
    problems = paper.build().problems
    return [one for one in problems if one.gravity is Gravity.WARNING and one.path != "content/front.toml"]


def test_such_a_page_goes_before_redirects_and_editors_are_told(paper: Newsroom) -> None:
    paper.write("redirects.csv", "# Former addresses\n/old/zz/,/world/\n")
    paper.write("content/world/second.txt", story("The second summit", Was=URL))
    call(paper, "world/summit", "--leave", "gone")
    told = {(one.path, one.line): one for one in warnings_beside_the_front(paper)}
    assert "/old/zz/ is an address of a story that was taken down" in told["redirects.csv", 2].message
    assert f"{URL} is an address of a story that was taken down" in told["content/world/second.txt", 0].message
    assert all('delete leave = "gone"' in one.hint for one in told.values())
    for url in ("/old/zz/", URL):
        assert "This story was withdrawn" in paper.page(url)
    assert as_clean(paper)


def test_without_such_a_page_former_addresses_redirect_from_there(paper: Newsroom) -> None:
    paper.write("redirects.csv", "/old/zz/,/world/\n")
    paper.write("content/world/second.txt", story("The second summit", Was=URL))
    call(paper, "world/summit", "--leave", "gone")
    paper.build()
    call(paper, "world/summit", "--leave", "nothing")
    assert warnings_beside_the_front(paper) == []
    for url in ("/old/zz/", URL):
        assert 'http-equiv="refresh"' in paper.page(url)
    call(paper, "world/summit", "--leave", "gone")
    paper.build()
    assert "This story was withdrawn" in paper.page(URL)
    assert as_clean(paper)


def test_taking_down_again_keeps_the_addresses_and_the_comments_of_people(paper: Newsroom) -> None:
    call(paper, "world/summit")
    file = paper.folder / "takedowns.toml"
    file.write_text(
        f"# Ask Jane first\n{file.read_text()}\n[[takedowns]]\nstory = 'town/x' # by hand\ndate = 2026-11-01\n"
    )
    paper.build()
    file.write_text(file.read_text().replace("[[takedowns]]", "[[takedowns]]\n# The libel", 1))
    assert call(paper, "world/summit", "--leave", "gone").exit_code == 0
    for remark in ("# Ask Jane first", "# The libel", "# by hand"):
        assert remark in file.read_text()
    takedowns, problems = read_takedowns(paper.folder)
    assert problems == []
    assert {one.story: one.leave for one in takedowns} == {"world/summit": "gone", "town/x": "nothing"}
    assert takedowns[1].places == ("/old/zz/", URL)
    assert call(paper, "world/summit", "--undo").exit_code == 0
    assert call(paper, "town/x", "--undo").exit_code == 0
    assert "# Ask Jane first" in file.read_text()
    assert read_takedowns(paper.folder) == ([], [])
    assert call(paper, "world/other").exit_code == 0
    assert "# Ask Jane first" in file.read_text()
    assert [one.story for one in read_takedowns(paper.folder)[0]] == ["world/other"]


def test_of_two_that_are_recorded_at_once_none_is_lost(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    other = threading.Thread(target=call, args=(paper, "world/other"))
    dumps = tomlkit.dumps

    def dump_late(document: tomlkit.TOMLDocument) -> str:
        monkeypatch.undo()
        other.start()
        other.join(0.5)  # it ends, unless it waits for this one
        return dumps(document)

    monkeypatch.setattr(tomlkit, "dumps", dump_late)
    call(paper, "world/summit")
    other.join()
    assert {one.story for one in takedowns_of(paper.folder)} == {"world/summit", "world/other"}


def test_it_is_recorded_where_the_lock_cant_be_written(paper: Newsroom) -> None:
    (paper.folder / ".broadsheet" / FOLDER).write_text("Where the folder of the lock would be.")
    assert call(paper, "world/summit").exit_code == 0
    assert [one.story for one in takedowns_of(paper.folder)] == ["world/summit"]


def test_an_empty_list_is_none(paper: Newsroom) -> None:
    paper.write("takedowns.toml", "takedowns = []\n")
    assert call(paper, "world/other").exit_code == 0
    assert [one.story for one in read_takedowns(paper.folder)[0]] == ["world/other"]


def test_a_persons_card_is_no_story(paper: Newsroom) -> None:
    paper.write("content/people/jane.md", "name: Jane\n")
    assert call(paper, "content/people/jane.md").exit_code == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[takedowns]\n", "can't be read"),
        ("[[takedowns]]\nstory = 'x'\n", "can't be understood"),
        ("[[takedown]]\nstory = 'x'\n", "entries only"),
        ("[[takedowns]]\nstory = 'x'\ndate = 2026-11-01\nleave = 'gon'\n", "can't be understood"),
        ("[[takedowns]]\nstory = 'content/x.txt'\ndate = 2026-11-01\n", "isn't a story's path"),
        ("[[takedowns]]\nstory = 'x'\ndate = 2026-11-01\naddresses = ['/../x/']\n", "isn't the address of a page"),
        ("takedowns = 3\n", "entries only"),
        ("takedowns = [3]\n", "can't be understood"),
        ("[[takedowns]]\nstory = 'x'\ndate = 9999-12-31T23:59:59-12:00\n", "in every time zone"),
        ("[[takedowns]]\nstory = 'x'\ndate = 0001-01-01\n", "in every time zone"),
        ('[[takedowns]]\nstory = "x"\ndate = 2026-11-01\nnotice = "\\u0000"\n', "has a character (U+0000)"),
    ],
)
def test_a_file_that_cant_be_understood_stops_the_build_and_brings_nothing_back(
    paper: Newsroom, text: str, words: str
) -> None:
    call(paper, "world/summit")
    paper.build()
    before = paper.files()
    paper.write("takedowns.toml", text)
    with pytest.raises(ConfigError) as trouble:
        paper.build()
    assert words in trouble.value.problems[0].message
    assert paper.files() == before
    assert call(paper, "world/other").exit_code == 2
    assert (paper.folder / "takedowns.toml").read_text() == text


def test_check_and_the_desk_tell_it_as_no_fault(paper: Newsroom) -> None:
    call(paper, "world/summit")
    paper.build()
    findings = check_paper(paper.paper())
    assert not findings.held
    assert any("taken down" in problem.message for problem in findings.problems)
    store, _ = open_last(paper.paper())
    desk_page = list_stories(open_filed(store, NOON), DeskQuery())
    store.close()
    assert {row.path: row.state for row in desk_page.rows} == {"world/summit": "takedown", "world/other": "published"}
    assert desk_page.counts["takedown"] == 1


def test_watchers_hear_of_it() -> None:
    assert is_watched("takedowns.toml")


@given(st.text())
def test_no_address_leads_out_of_the_site(text: str) -> None:
    if ADDRESS.fullmatch(text):
        assert text.startswith("/")
        assert not {"..", "."} & set(text.split("/"))
        assert "//" not in text
        assert "\\" not in text


def test_a_day_without_an_hour_is_taken(tmp_path: Path) -> None:
    (tmp_path / "takedowns.toml").write_text("[[takedowns]]\nstory = 'x'\ndate = 2026-11-01\n")
    assert read_takedowns(tmp_path) == ([Takedown(story="x", date=datetime(2026, 11, 1, tzinfo=UTC))], [])
