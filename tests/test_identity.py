"""A published story keeps its id in feeds, and its former addresses lead to it, whatever becomes of its file."""

import errno
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from conftest import SITE, Newsroom, story
from delivered import name_host

from generator.archive import recording
from generator.archive.published_file import FILE
from generator.build import Outcome
from generator.commands.deploy import DeployRequest, deploy_paper
from generator.errors import ConfigError
from generator.model import Gravity
from generator.paper import BuildSession
from generator.workers import Workers

LONG = (
    "The council met on Tuesday evening and voted five to two to keep the old ferry running until the spring, when a new "
    "boat is to arrive from the yard. Fares stay as they are. Members of the public spoke for more than two hours, and "
    "most of them asked for a later boat on Fridays. The next meeting is in three weeks at the library."
)
FERRY = story("Ferry stays", body=LONG)
FIRE = story("Fire at the mill", "2026-11-21 10:00", LONG.replace("ferry", "mill").replace("council", "crew"))


@pytest.fixture
def room(session_newsroom: Newsroom) -> Newsroom:
    """Return a newsroom with two published stories."""
    session_newsroom.write("content/world/ferry.txt", FERRY)
    session_newsroom.write("content/town/fire.txt", FIRE)
    session_newsroom.build()
    return session_newsroom


def ids(room: Newsroom) -> dict[str, str]:
    """Return the ids in all three formats of the main feed, which have to agree, by headline."""
    read = [feedparser.parse(room.file(file)).entries for file in ("feed.xml", "atom.xml")]
    found = [{entry.title: entry.id for entry in entries} for entries in read]
    assert found[0] == found[1]
    assert all(f'"{one}"' in room.file("feed.json").decode() for one in found[0].values())
    return found[0]


def target(room: Newsroom, address: str) -> str:
    """Return where a former address leads; empty if no page is there."""
    file = room.output / address.lstrip("/") / "index.html"
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', file.read_text()) if file.is_file() else None
    return found[1] if found else ""


def lose_catalogue(room: Newsroom) -> None:
    """Delete all that isn't the paper's own: the catalogue and the site, as in a fresh clone."""
    for name in (".broadsheet", "public"):
        shutil.rmtree(room.folder / name)


def told(outcome: Outcome) -> list[str]:
    return [f"{one.where} {one.message} {one.hint}" for one in outcome.problems]


def permalink(room: Newsroom, pattern: str) -> None:
    room.write("site.toml", f'permalink = "{pattern}"\n{SITE}')


def rename(room: Newsroom, old: str, new: str) -> None:
    target = room.folder / "content" / new
    target.parent.mkdir(parents=True, exist_ok=True)
    (room.folder / "content" / old).rename(target)


CHANGES: dict[str, tuple[Callable[[Newsroom], None], str]] = {
    "another name": (lambda room: rename(room, "world/ferry.txt", "world/boat.txt"), "/world/2026/11/20/boat/"),
    "another case": (lambda room: rename(room, "world/ferry.txt", "world/FERRY.txt"), ""),
    "another kind of file": (lambda room: rename(room, "world/ferry.txt", "world/ferry.md"), ""),
    "another section": (lambda room: rename(room, "world/ferry.txt", "town/ferry.txt"), "/town/2026/11/20/ferry/"),
    "a folder of its own": (lambda room: bundle(room, "world/ferry/index.md"), ""),
    "a folder with another name": (lambda room: bundle(room, "world/boat/index.md"), "/world/2026/11/20/boat/"),
    "another permalink": (lambda room: permalink(room, "/{section}/{slug}/"), "/world/ferry/"),
    "another slug": (
        lambda room: write_again(room, story("Ferry stays", body=LONG, Slug="boat")),
        "/world/2026/11/20/boat/",
    ),
    "another section in the header": (
        lambda room: write_again(room, story("Ferry stays", body=LONG, Section="town")),
        "/town/2026/11/20/ferry/",
    ),
    "another time": (
        lambda room: write_again(room, story("Ferry stays", "2026-11-19", LONG)),
        "/world/2026/11/19/ferry/",
    ),
    "another domain": (lambda room: settings(room, "https://courier.example", "https://news.example"), ""),
    "without encryption": (lambda room: settings(room, "https://", "http://"), ""),
    "in a folder of its host": (lambda room: settings(room, "courier.example", "courier.example/paper"), ""),
    "another headline and text": (
        lambda room: write_again(room, story("Boat stays", body="Short.")),
        "",
    ),
}


def write_again(room: Newsroom, text: str) -> None:
    room.write("content/world/ferry.txt", text)


def bundle(room: Newsroom, file: str) -> None:
    rename(room, "world/ferry.txt", file)
    path = room.folder / "content" / file
    path.write_text("---\ntitle: Ferry stays\ndate: 2026-11-20 09:00\n---\n\n" + LONG + "\n")


def settings(room: Newsroom, old: str, new: str) -> None:
    room.write("site.toml", SITE.replace(old, new))


@pytest.mark.parametrize("is_lost", [False, True], ids=["with the catalogue", "without it"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_story_keeps_its_id_and_its_address_leads_on(room: Newsroom, name: str, is_lost: bool) -> None:
    before = set(ids(room).values())
    if is_lost:
        lose_catalogue(room)
    change, address = CHANGES[name]
    change(room)
    room.build()
    assert set(ids(room).values()) == before
    assert target(room, "/world/2026/11/20/ferry/") == address
    lose_catalogue(room)
    room.build()
    assert set(ids(room).values()) == before
    assert target(room, "/world/2026/11/20/ferry/") == address


def test_each_former_address_leads_to_the_last(room: Newsroom) -> None:
    before = ids(room)
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.build()
    rename(room, "world/boat.txt", "town/ship.txt")
    room.build()
    assert ids(room) == before
    for address in ("/world/2026/11/20/ferry/", "/world/2026/11/20/boat/"):
        assert target(room, address) == "/town/2026/11/20/ship/"
    rename(room, "town/ship.txt", "world/ferry.txt")
    room.build()
    assert ids(room) == before
    assert target(room, "/world/2026/11/20/ferry/") == ""
    assert target(room, "/town/2026/11/20/ship/") == "/world/2026/11/20/ferry/"


def test_two_files_that_swap_their_names_keep_their_ids(room: Newsroom) -> None:
    before = ids(room)
    rename(room, "world/ferry.txt", "spare.txt")
    rename(room, "town/fire.txt", "world/ferry.txt")
    rename(room, "spare.txt", "town/fire.txt")
    room.build()
    assert ids(room) == before
    lose_catalogue(room)
    room.build()
    assert ids(room) == before


def test_a_new_story_under_the_old_name_of_another_has_an_id_of_its_own(room: Newsroom) -> None:
    before = ids(room)
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.write("content/world/ferry.txt", story("Storm warning", "2026-11-20 11:00", "Wind from the north."))
    room.build()
    after = ids(room)
    assert {name: after[name] for name in before} == before
    assert after["Storm warning"] not in before.values()
    assert "Storm warning" in room.page("/world/2026/11/20/ferry/")


def test_a_story_that_comes_back_has_the_id_that_it_had(room: Newsroom) -> None:
    before = ids(room)
    room.delete("content/world/ferry.txt")
    room.build()
    room.write("content/world/boat.txt", FERRY)
    room.build()
    assert ids(room) == before
    assert target(room, "/world/2026/11/20/ferry/") == "/world/2026/11/20/boat/"


def test_a_new_story_where_a_deleted_one_was_has_an_id_of_its_own(room: Newsroom) -> None:
    before = ids(room)
    permalink(room, "/{section}/{slug}/")
    room.build()
    room.delete("content/world/ferry.txt")
    room.build()
    room.write("content/world/ferry.txt", story("Storm warning", "2026-11-20 11:00", "Wind from the north."))
    for _ in range(2):
        room.build()
        assert ids(room)["Storm warning"] not in before.values()
        assert target(room, "/world/2026/11/20/ferry/") == "", "that was the address of the other story"
        lose_catalogue(room)
    room.write("content/town/ferry.txt", FERRY)
    room.build()
    assert ids(room).items() >= before.items()
    assert target(room, "/world/2026/11/20/ferry/") == "/town/ferry/"


def test_a_copy_has_an_id_of_its_own(room: Newsroom) -> None:
    before = ids(room)
    room.write("content/world/copy.txt", FERRY)
    room.build()
    read = feedparser.parse(room.file("feed.xml"))
    assert len({entry.id for entry in read.entries}) == 3
    assert set(before.values()) < {entry.id for entry in read.entries}


def test_two_alike_that_are_both_renamed_are_not_confused(room: Newsroom) -> None:
    for name, date in (("monday", "2026-11-16"), ("tuesday", "2026-11-17")):
        room.write(f"content/town/{name}.txt", story("Births", date, "No births this week."))
    room.build()
    before = dict(feedparser_pairs(room))
    rename(room, "town/monday.txt", "world/one.txt")
    rename(room, "town/tuesday.txt", "world/two.txt")
    room.build()
    assert dict(feedparser_pairs(room)) == before


def feedparser_pairs(room: Newsroom) -> list[tuple[str, str]]:
    read = feedparser.parse(room.file("feed.xml"))
    return [(f"{entry.title} {entry.published}", entry.id) for entry in read.entries]


def test_a_story_that_was_renamed_and_rewritten_is_told_with_the_line_to_paste(
    room: Newsroom, standing_worker: Workers
) -> None:
    before = ids(room)
    (room.folder / "content/world/ferry.txt").rename(room.folder / "content/town/ferry.txt")
    text = story("Boat goes on", "2026-11-20 10:00", "Otherwise.")
    room.write("content/town/ferry.txt", text)
    room.session = BuildSession(standing_worker, records=False)
    told_lines = told(room.build())
    line = "Was: /world/2026/11/20/ferry/"
    assert any(one.startswith("content/town/ferry.txt ") and one.endswith(line) for one in told_lines), told_lines
    room.write("content/town/ferry.txt", text.replace("\n\nDate", f"\n\n{line}\nDate", 1))
    room.build()
    assert ids(room)["Boat goes on"] == before["Ferry stays"]
    assert target(room, "/world/2026/11/20/ferry/") == "/town/2026/11/20/ferry/"


# --- taken down, hidden ---------------------------------------------------------------------------


DOWN = '[[takedowns]]\nstory = "world/ferry"\ndate = 2026-11-23\naddresses = ["/world/2026/11/20/ferry/"]\n'


def test_nothing_leads_to_a_story_that_was_taken_down_and_its_id_is_not_given_again(room: Newsroom) -> None:
    before = ids(room)
    permalink(room, "/{section}/{slug}/")
    room.build()
    assert target(room, "/world/2026/11/20/ferry/")
    room.write("takedowns.toml", DOWN)
    room.build()
    assert not (room.output / "world/2026/11/20/ferry/index.html").exists()
    assert room.mentions("/world/ferry") == []
    rename(room, "world/ferry.txt", "town/boat.txt")
    outcome = room.build()
    assert ids(room)["Ferry stays"] != before["Ferry stays"]
    assert not (room.output / "world/2026/11/20/ferry/index.html").exists()
    assert any("content/town/boat.txt" in one and "taken down" in one for one in told(outcome))
    rename(room, "town/boat.txt", "world/ferry.txt")
    room.write("takedowns.toml", "")
    room.build()
    assert ids(room)["Ferry stays"] == before["Ferry stays"]
    assert target(room, "/world/2026/11/20/ferry/") == "/world/ferry/"


def test_a_takedown_in_a_fresh_clone_knows_the_addresses_that_were_published(room: Newsroom) -> None:
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.build()
    lose_catalogue(room)
    room.write("takedowns.toml", '[[takedowns]]\nstory = "world/boat"\ndate = 2026-11-22\nleave = "gone"\n')
    room.build()
    assert room.mentions("Ferry stays") == []
    for address in ("/world/2026/11/20/ferry/", "/world/2026/11/20/boat/"):
        assert "withdrawn" in room.page(address)


@pytest.mark.parametrize("line", ["Draft: yes", "Embargo: 2026-12-24 09:00", "Date: 2026-12-24 09:00"])
def test_what_was_never_public_is_in_no_line(room: Newsroom, line: str) -> None:
    key = line.partition(":")[0]
    text = story("Canary headline", body="Canary words.").replace("\n\nDate", f"\n\n{line}\nDate")
    room.write("content/town/canary.txt", text if key != "Date" else text.replace("Date: 2026-11-20 09:00\n", ""))
    room.build()
    assert "canary" not in (room.folder / FILE).read_text().lower()
    room.build(drafts=True)
    assert "canary" not in (room.folder / FILE).read_text().lower()


@pytest.mark.parametrize("line", ["Draft: yes", "Embargo: 2026-12-24 09:00", "Expires: 2026-11-22 09:00"])
def test_a_hidden_copy_of_a_renamed_story_changes_no_byte(room: Newsroom, tmp_path: Path, line: str) -> None:
    before = ids(room)
    saved = shutil.copytree(room.folder, tmp_path / "saved")
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.build()
    without = room.files()
    shutil.rmtree(room.folder)
    shutil.copytree(saved, room.folder)
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.write("content/town/copy.txt", FERRY.replace("\n\nDate", f"\n\n{line}\nDate", 1))
    room.build()
    assert room.files() == without
    assert ids(room) == before


def test_a_preview_and_a_build_with_drafts_record_nothing(session_newsroom: Newsroom, standing_worker: Workers) -> None:
    room = session_newsroom
    room.write("content/world/ferry.txt", FERRY)
    room.build(drafts=True)
    room.session = BuildSession(standing_worker, records=False)
    room.build()
    assert not (room.folder / FILE).exists()
    before = ids(room)
    room.session = BuildSession(standing_worker)
    room.build()
    assert (room.folder / FILE).read_text().count("world/ferry,") == 1
    assert ids(room) == before


def test_a_deploy_records_what_a_preview_built(session_newsroom: Newsroom, standing_worker: Workers) -> None:
    room = session_newsroom
    name_host(room, "folder", folder="../host")
    room.write("content/world/ferry.txt", FERRY)
    room.session = BuildSession(standing_worker, records=False)
    room.build()
    now = datetime.now(UTC)
    deploy_paper(room.paper(), DeployRequest(dry_run=True), lambda: now, time.sleep)
    assert not (room.folder / FILE).exists()
    result = deploy_paper(room.paper(), DeployRequest(), lambda: now, time.sleep)
    assert "world/ferry" in lines(room)[-1]
    before = (room.folder / FILE).read_text()
    room.build()
    deploy_paper(room.paper(), DeployRequest(), lambda: now, time.sleep)
    assert (room.folder / FILE).read_text() == before
    assert not any(FILE in remark for remark in result.remarks)


def test_a_page_of_the_papers_own_that_was_renamed_leads_on_at_every_kind_of_host(session_newsroom: Newsroom) -> None:
    room = session_newsroom
    name_host(room, "folder", folder="../host", redirects="netlify")
    room.write("content/pages/about.md", f"# About us\n\n{LONG}\n")
    room.write("content/world/ferry.txt", FERRY)
    room.build()
    rename(room, "pages/about.md", "pages/who-we-are.md")
    [note] = [one.message for one in room.build().problems if one.path == "content/pages/who-we-are.md"]
    assert note == "It was “pages/about” before. /about/ leads to it.", "pages are in no feed"
    assert target(room, "/about/") == "/who-we-are/"
    deploy_paper(room.paper(), DeployRequest(), lambda: datetime.now(UTC), time.sleep)
    lines_there = (room.folder.parent / "host/_redirects").read_text().splitlines()
    assert "/about/ /who-we-are/ 301" in [" ".join(line.split()) for line in lines_there]


# --- the file -------------------------------------------------------------------------------------


def lines(room: Newsroom) -> list[str]:
    return (room.folder / FILE).read_text().splitlines()


def test_the_file_grows_by_the_stories_that_are_new_and_by_those_that_moved(room: Newsroom) -> None:
    first = lines(room)
    assert [one.split(",")[1] for one in first[3:]] == ["world/ferry", "town/fire"]
    room.build()
    room.write("content/world/ferry.txt", story("Ferry stays for good", body=LONG))
    room.build()
    room.write("content/world/ferry.txt", story("Ferry stays for good", body=LONG + " It is red."))
    room.build()
    assert len(lines(room)) == len(first) + 1, "once neither headline nor text is that of the line, there is another"
    rename(room, "town/fire.txt", "town/blaze.txt")
    room.build()
    assert lines(room)[: len(first)] == first
    assert lines(room)[-1].split(",")[1] == "town/blaze"


CONFLICT = "<<<<<<< HEAD\n{ours}\n||||||| base\n=======\n{theirs}\n>>>>>>> other\n"


def test_both_sides_of_a_conflict_count_and_it_is_told_with_its_line(room: Newsroom) -> None:
    before = ids(room)
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.build()
    head, boat = lines(room)[:-2], lines(room)[-1]
    fire = lines(room)[-2]
    room.write(FILE, "\n".join(head) + "\n" + CONFLICT.format(ours=boat, theirs=fire))
    text = (room.folder / FILE).read_text()
    lose_catalogue(room)
    room.write("content/town/new.txt", story("New", "2026-11-22"))
    outcome = room.build()
    assert {name: one for name, one in ids(room).items() if name != "New"} == before
    assert target(room, "/world/2026/11/20/ferry/") == "/world/2026/11/20/boat/"
    [problem] = [one for one in outcome.problems if one.path == FILE]
    assert problem.line == len(head) + 1
    assert problem.gravity is Gravity.WARNING
    assert (room.folder / FILE).read_text() == text, "nothing is added before somebody has looked at it"


def test_lines_of_two_copies_one_after_the_other_are_right(room: Newsroom) -> None:
    before = ids(room)
    base = lines(room)
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.build()
    ours = lines(room)[len(base) :]
    room.write(FILE, "\n".join([*base, *ours, *base[3:4], *ours, *ours]) + "\n")
    lose_catalogue(room)
    room.build()
    assert ids(room) == before
    assert not [one for one in room.build().problems if one.path == FILE]


@pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")
def test_git_merges_the_lines_of_two_who_publish(room: Newsroom) -> None:
    def git(*words: str) -> None:
        own = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *own, *words], cwd=room.folder, check=True, capture_output=True)

    room.write(".gitattributes", f"{FILE} merge=union\n")
    room.write(".gitignore", "/public/\n/.broadsheet/\n")
    git("init")
    git("add", ".")
    git("commit", "-m", "one")
    git("checkout", "-b", "other")
    for number in range(3):
        room.write(f"content/town/theirs{number}.txt", story(f"Theirs {number}", body=f"Theirs {number}."))
    room.build()
    git("add", ".")
    git("commit", "-m", "theirs")
    git("checkout", "main")
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.build()
    before = ids(room)
    git("add", ".")
    git("commit", "-m", "ours")
    git("merge", "other", "-m", "both")
    lose_catalogue(room)
    outcome = room.build()
    assert not [one for one in outcome.problems if one.path == FILE]
    assert ids(room).items() > before.items()
    assert target(room, "/world/2026/11/20/ferry/") == "/world/2026/11/20/boat/"


@pytest.mark.parametrize(
    "damage", ["2026", "\x00\x00", "a,b,c,d,e", "2026-11-20T14:00:00Z,world/ferry,/../x/,urn:x,00"]
)
def test_a_damaged_line_is_told_and_everything_else_counts(room: Newsroom, damage: str) -> None:
    before = ids(room)
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.build()
    all_lines = lines(room)
    room.write(FILE, "\n".join([*all_lines[:3], damage, *all_lines[3:]]) + "\n")
    text = (room.folder / FILE).read_bytes()
    lose_catalogue(room)
    room.write("content/town/new.txt", story("New", "2026-11-22"))
    outcome = room.build()
    assert {name: one for name, one in ids(room).items() if name != "New"} == before
    assert [one.line for one in outcome.problems if one.path == FILE] == [4]
    assert (room.folder / FILE).read_bytes() == text
    room.write(FILE, "\n".join(all_lines) + "\n")
    room.build()
    assert "town/new" in (room.folder / FILE).read_text()


def test_a_last_line_that_was_cut_off_is_replaced(room: Newsroom) -> None:
    before = ids(room)
    whole = (room.folder / FILE).read_bytes()
    for cut in (3, 20, 60):
        room.write(FILE, whole[:-cut])
        lose_catalogue(room)
        outcome = room.build()
        assert not [one for one in outcome.problems if one.path == FILE]
        assert ids(room) == before
        assert (room.folder / FILE).read_bytes() == whole


def test_a_file_that_a_spreadsheet_saved_is_read(room: Newsroom) -> None:
    before = ids(room)
    rename(room, "world/ferry.txt", "world/boat.txt")
    room.build()
    text = (room.folder / FILE).read_text().replace(",", ";").replace("\n", "\r\n")
    room.write(FILE, b"\xef\xbb\xbf" + text.encode())
    lose_catalogue(room)
    outcome = room.build()
    assert not [one for one in outcome.problems if one.path == FILE]
    assert ids(room) == before


def test_a_paper_that_cannot_be_written_to_is_told(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    before = ids(room)
    monkeypatch.setattr(recording, "add_lines", refuse)
    for name in ("boat", "ship"):
        rename(room, f"world/{'ferry' if name == 'boat' else 'boat'}.txt", f"world/{name}.txt")
        outcome = room.build()
        assert ids(room) == before
        assert target(room, "/world/2026/11/20/ferry/") == f"/world/2026/11/20/{name}/"
        [problem] = [one for one in outcome.problems if one.path == FILE]
        assert "can't be written" in problem.message
    monkeypatch.undo()
    room.build()
    assert "world/ship" in lines(room)[-1]
    assert ids(room) == before


def test_a_line_of_another_program_gives_a_story_its_id_and_its_address_there(session_newsroom: Newsroom) -> None:
    room = session_newsroom
    room.write("content/world/ferry.txt", FERRY)
    room.write(FILE, ",world/ferry,/2019/ferry.html,https://old.example/?p=17,\n,world/none,/x/,not an id,\n")
    outcome = room.build()
    assert ids(room) == {"Ferry stays": "https://old.example/?p=17"}
    assert "url=/world/2026/11/20/ferry/" in room.page("/2019/ferry.html")
    assert [one.line for one in outcome.problems if one.path == FILE] == [2]
    room.write(FILE, ",world/ferry,/2019/ferry.html,https://old.example/?p=17,\n")
    room.build()
    rename(room, "world/ferry.txt", "world/boat.txt")
    lose_catalogue(room)
    room.build()
    assert ids(room) == {"Ferry stays": "https://old.example/?p=17"}
    assert "url=/world/2026/11/20/boat/" in room.page("/2019/ferry.html")


def test_a_line_of_another_program_counts_after_a_build_too(room: Newsroom) -> None:
    with (room.folder / FILE).open("a") as file:
        file.write(",world/ferry,/2019/ferry.html,https://old.example/?p=17,\n")
    outcome = room.build()
    assert ids(room)["Ferry stays"] == "https://old.example/?p=17"
    assert "url=/world/2026/11/20/ferry/" in room.page("/2019/ferry.html")
    assert not [one for one in outcome.problems if "It was" in one.message]
    lose_catalogue(room)
    room.build()
    assert ids(room)["Ferry stays"] == "https://old.example/?p=17"


def test_a_line_without_marks_is_like_no_other_story(session_newsroom: Newsroom) -> None:
    room = session_newsroom
    room.write("content/world/ferry.txt", FERRY)
    room.write("content/town/fire.txt", FIRE)
    room.write(FILE, ",world/ferry,/world/2026/11/20/ferry/,urn:x:1,\n,world/gone,/gone/,urn:x:2,\n")
    room.write("takedowns.toml", DOWN)
    outcome = room.build()
    assert not [one for one in told(outcome) if "town/fire" in one]
    assert ids(room)["Fire at the mill"] not in {"urn:x:1", "urn:x:2"}


def test_a_file_that_cannot_be_read_stops_the_build(room: Newsroom) -> None:
    (room.folder / FILE).unlink()
    (room.folder / FILE).mkdir()
    with pytest.raises(ConfigError) as error:
        room.build()
    assert error.value.problems[0].path == FILE


def test_a_file_that_is_gone_is_told_and_begun_again(room: Newsroom) -> None:
    before = ids(room)
    (room.folder / FILE).unlink()
    outcome = room.build()
    assert [one.path for one in outcome.problems if one.path == FILE] == [FILE]
    assert ids(room) == before
    assert (room.folder / FILE).is_file()
