"""What editors do to stories at the desk: begin, date, schedule, publish, correct, take down, undo, open, add files."""

import json
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from conftest import Newsroom, story
from lxml.html import fromstring
from patience import until
from pictured import picture
from preview.conftest import Preview, fields_of

from generator.newsroom.dropping import MOST_BYTES
from generator.preview.story_acts import DONE


def acting(desk: Preview, file: str, name: str) -> dict[str, str]:
    """Return the form for an act on the page where a file is edited."""
    return desk.form(f"/_desk/edit?file={file}", f"/_desk/act/{name}")


def offered(page: str) -> set[str]:
    """Return the acts that a page offers."""
    return {form.action.rpartition("/")[2] for form in fromstring(page).forms if "/_desk/act/" in form.action}


def text_of(desk: Preview, file: str) -> str:
    return (desk.newsroom.folder / file).read_text()


def test_a_story_is_begun_with_all_that_is_known_of_it(desk: Preview) -> None:
    desk.newsroom.write("content/people/jane-roe.md", "name: Jane Roe\n\nShe covers the harbor.\n")
    until(lambda: '<option value="Jane Roe"></option>' in desk.page("/_desk/new"))
    page = desk.page("/_desk/new")
    assert '<option value="Harbor"></option>' in page
    form = fields_of(page, "/_desk/begin") | {
        "headline": "Ferry:  “Why?”", "section": "town", "byline": "Jane Roe", "topics": "Harbor, , Trade ",
        "date": "2099-11-30 06:00", "embargo_at": "2099-11-29T18:00",
    }  # fmt: skip
    status, headers, _ = desk.post("/_desk/begin", form)
    assert (status, headers["location"].startswith("/_desk/edit?file=content%2Ftown%2Fferry-why.txt")) == (303, True)
    assert text_of(desk, "content/town/ferry-why.txt") == (
        "Headline: Ferry: “Why?”\nBy: Jane Roe\nDate: 2099-11-30 06:00\nEmbargo: 2099-11-29 18:00\nTopics: Harbor, Trade\n"
        "Draft: yes\n\nThe story begins here.\n"
    )
    page = desk.page(headers["location"])
    assert "created as a draft. Choose “Publish” or “Schedule” when it may be published." in page
    undoing = fields_of(page, "/_desk/undo")
    assert desk.post("/_desk/undo", undoing)[0] == 303
    assert not (desk.newsroom.folder / "content/town/ferry-why.txt").exists()


def test_a_form_that_is_sent_twice_begins_one_story_and_another_form_another(desk: Preview) -> None:
    form = desk.form("/_desk/new", "/_desk/begin") | {"headline": "Twice", "section": "town"}
    with ThreadPoolExecutor() as pool:
        sent = [pool.submit(desk.post, "/_desk/begin", form) for _ in range(4)]
        places = {re.findall(r"file=([^&]+)", one.result()[1]["location"])[0] for one in sent}
    assert places == {"content%2Ftown%2Ftwice.txt"}
    desk.post("/_desk/begin", form | {"headline": "Twice more"})  # changed after the browser's “Back”
    desk.post("/_desk/begin", desk.form("/_desk/new", "/_desk/begin") | {"headline": "Twice", "section": "town"})
    found = sorted(file.name for file in (desk.newsroom.folder / "content/town").glob("twice*"))
    assert found == ["twice-2.txt", "twice-more.txt", "twice.txt"]


def test_a_story_that_cant_be_begun_comes_back_as_it_was_filled_in(desk: Preview) -> None:
    form = desk.form("/_desk/new", "/_desk/begin") | {"headline": "Later <b>", "byline": "Jane", "date": "tomorrow 6"}
    status, _, page = desk.post("/_desk/begin", form)
    assert status == 409
    assert "may be in the morning or in the evening" in page
    assert "tomorrow 6 a.m." in page
    again = fields_of(page, "/_desk/begin")
    assert (again["headline"], again["byline"], again["date"]) == ("Later <b>", "Jane", "tomorrow 6")
    assert not list(desk.newsroom.folder.rglob("later*"))


def test_a_draft_is_scheduled_published_corrected_and_each_is_undone(desk: Preview) -> None:
    file = "content/town/acts.txt"
    desk.newsroom.write(file, story("Acts", "2020-01-01 09:00", Draft="yes"))
    first = text_of(desk, file)
    assert {"schedule", "publish"} <= offered(desk.page(f"/_desk/edit?file={file}"))
    status, headers, _ = desk.post(
        "/_desk/act/schedule", acting(desk, file, "schedule") | {"when": "2099-01-01 6 a.m."}
    )
    assert (status, text_of(desk, file)) == (303, story("Acts", "2099-01-01 06:00"))
    page = desk.page(headers["location"])
    assert "goes live on Thursday, January 1, 2099, at 06:00 (America/New_York)." in page
    assert desk.post("/_desk/undo", fields_of(page, "/_desk/undo"))[0] == 303
    assert text_of(desk, file) == first
    assert desk.post("/_desk/act/schedule", acting(desk, file, "schedule") | {"at": "2099-01-01T06:00"})[0] == 303
    assert "publish" not in offered(desk.page(f"/_desk/edit?file={file}"))
    desk.newsroom.write(file, first)
    form = acting(desk, file, "publish")
    del form["date_now"]
    assert desk.post("/_desk/act/publish", form)[0] == 303
    assert text_of(desk, file) == story("Acts", "2020-01-01 09:00")
    said = {"text": "The mill is 40 years old,\r\nnot 50."}
    assert desk.post("/_desk/act/correct", acting(desk, file, "correct") | said)[0] == 303
    assert re.search(
        r"^Correction: \d{4}-\d\d-\d\d: The mill is 40 years old, not 50\.$", text_of(desk, file), re.MULTILINE
    )
    assert "schedule" not in offered(desk.page(f"/_desk/edit?file={file}"))


def test_a_draft_whose_time_is_to_come_is_published_at_that_time_unless_asked_otherwise(desk: Preview) -> None:
    file = "content/town/to-come.txt"
    desk.newsroom.write(file, story("To come", "2099-01-01 06:00", Draft="yes"))
    assert "now instead of Jan. 1, 2099, 6 AM" in desk.page(f"/_desk/edit?file={file}")
    status, headers, _ = desk.post("/_desk/act/publish", acting(desk, file, "publish"))
    assert (status, text_of(desk, file)) == (303, story("To come", "2099-01-01 06:00"))
    assert "It goes live on Thursday, January 1, 2099, at 06:00" in desk.page(headers["location"])


def test_a_file_without_a_date_is_dated_now(desk: Preview) -> None:
    file = "content/town/undated.txt"
    desk.newsroom.write(file, "Undated\n\nThe text.\n")
    assert offered(desk.page(f"/_desk/edit?file={file}")) >= {"stamp", "schedule"}
    assert desk.post("/_desk/act/stamp", acting(desk, file, "stamp"))[0] == 303
    assert re.fullmatch(r"Undated\nDate: \d{4}-\d\d-\d\d \d\d:\d\d\n\nThe text\.\n", text_of(desk, file))


def test_an_act_on_a_file_that_changed_meanwhile_does_nothing(desk: Preview) -> None:
    file = "content/town/stale.txt"
    desk.newsroom.write(file, story("Stale", "2020-01-01", Draft="yes"))
    forms = {name: acting(desk, file, name) for name in ("publish", "schedule")}
    desk.newsroom.write(file, story("Stale, by somebody else", "2020-01-01", Draft="yes"))
    before = text_of(desk, file)
    for name, form in forms.items():
        status, _, page = desk.post(f"/_desk/act/{name}", form | {"when": "2099-01-01 06:00"})
        assert (status, "changed meanwhile" in page, text_of(desk, file)) == (409, True, before)
    again = fields_of(page, "/_desk/act/schedule")
    assert again["when"] == "2099-01-01 06:00"
    assert desk.post("/_desk/act/schedule", again)[0] == 303


def test_what_is_refused_comes_back_with_all_that_was_typed_and_nothing_is_written(desk: Preview) -> None:
    draft, out = "content/town/unclear.txt", "content/town/clear.txt"
    desk.newsroom.write(draft, story("Unclear", "2020-01-01", Draft="yes"))
    desk.newsroom.write(out, story("Clear", "2020-01-01"))
    until(lambda: "takedown" in offered(desk.page(f"/_desk/edit?file={out}")))
    before = text_of(desk, draft), text_of(desk, out)
    for file, name, typed in (
        (draft, "schedule", {"when": "soon"}), (draft, "schedule", {}),
        (draft, "schedule", {"when": "2099-01-01 06:00", "at": "2099-01-02T06:00"}), (draft, "schedule", {"at": "2020-01-01T06:00"}),
        (out, "correct", {"text": " \x07 <b>"}), (out, "takedown", {"reason": " ", "leave": "gone", "notice": "We “erred”."}),
    ):  # fmt: skip
        status, _, page = desk.post(f"/_desk/act/{name}", acting(desk, file, name) | typed)
        assert (status, page.count('id="refused"'), "Traceback" in page) == (409, 1, False), typed
        again = fields_of(page, f"/_desk/act/{name}")
        assert {key: again[key] for key in typed} == typed
        [at_fault] = fromstring(page).xpath(f"//form[@action='/_desk/act/{name}']//*[@aria-describedby='refused']")
        assert at_fault.get("autofocus") is not None
        assert (text_of(desk, draft), text_of(desk, out)) == before


STATED = {
    "draft": (story("Draft", "2020-01-01", Draft="yes"), {"publish", "schedule", "takedown"}),
    "undated-draft": ("Headline: Idea\nDraft: yes\n\nText.\n", {"publish", "schedule", "takedown"}),
    "out": (story("Out", "2020-01-01"), {"correct", "takedown"}),
    "coming": (story("Coming", "2099-01-01"), {"schedule", "takedown"}),
    "over": (story("Over", "2020-01-01", Expires="2020-02-01"), {"takedown"}),
    "down": (story("Down", "2020-01-01"), {"putback"}),
    "no-date": ("No date\n\nText.\n", {"stamp", "schedule"}),
}
"""Name of a file -> its text, and what its state allows."""


def test_only_what_the_state_of_a_story_allows_is_offered_and_done(
    start: Callable[..., Preview], newsroom: Newsroom
) -> None:
    for name, (text, _) in STATED.items():
        newsroom.write(f"content/town/{name}.txt", text)
    newsroom.write("takedowns.toml", '[[takedowns]]\nstory = "town/down"\ndate = 2026-11-22T09:00:00Z\n')
    desk = start()
    until(desk.is_ready, "the first edition")
    token = desk.form("/_desk/new", "/_desk/begin")["token"]
    typed = {"when": "2099-01-01 06:00", "text": "It was wrong.", "reason": "Court order"}
    for name, (text, allowed) in STATED.items():
        file, path = f"content/town/{name}.txt", f"town/{name}"
        page = desk.page(f"/_desk/edit?file={file}")
        assert offered(page) - {"open", "reveal"} == allowed, name
        seen = fields_of(page, "/_desk/save")["seen"]
        form = {"token": token, "file": file, "path": path, "seen": seen, "page": "edit"} | typed
        for act in DONE.keys() - allowed - {"takedown"}:
            status, _, answer = desk.post(f"/_desk/act/{act}", form)
            assert (status, 'id="refused"' in answer, text_of(desk, file)) == (409, True, text), (name, act)
        if name != "no-date":
            shown = desk.page(f"/_desk/story?path={path}")
            assert offered(shown) - {"open", "reveal"} == allowed, name
    assert "The story is a draft, so it can’t be corrected." in desk.post("/_desk/act/correct", {
        "token": token, "file": "content/town/draft.txt", "seen": desk.form("/_desk/edit?file=content/town/draft.txt", "/_desk/save")["seen"],
    } | typed)[2]  # fmt: skip


def test_a_form_of_an_earlier_start_comes_back_with_all_that_was_typed_and_the_new_token(desk: Preview) -> None:
    file = "content/world/s4.txt"
    before, token = text_of(desk, file), desk.form("/_desk/new", "/_desk/begin")["token"]
    edit, shown = f"/_desk/edit?file={file}", "/_desk/story?path=world/s4"
    for at, action, typed in (
        (edit, "/_desk/save", {"text": "All my work.\n"}), (edit, "/_desk/act/correct", {"text": "It was wrong."}),
        (shown, "/_desk/act/takedown", {"reason": "Court order", "leave": "gone", "notice": "Sorry."}),
        ("/_desk/new", "/_desk/begin", {"headline": "Mine", "byline": "Jane", "date": "tomorrow 6", "topics": "A, B"}),
        ("/_desk/front", "/_desk/order", {}),
    ):  # fmt: skip
        status, headers, page = desk.post(action, desk.form(at, action) | typed | {"token": "0" * 32})
        assert (status, "started again" in page) == (403, True), action
        assert "default-src 'none'" in headers["content-security-policy"]
        again = fields_of(page, action)
        assert {key: again[key] for key in typed} == typed
        assert (again["token"], text_of(desk, file)) == (token, before)
    status, _, told = desk.post("/_desk/save", {"token": "0" * 32}, Accept="application/json")
    assert (status, "started again" in json.loads(told)["message"]) == (403, True)
    assert desk.post("/_desk/act/none", {"token": "0" * 32})[0] == 405


def test_a_story_is_taken_down_with_a_reason_and_put_back(desk: Preview) -> None:
    url, asked = "/world/2026/11/10/s0/", "/_desk/story?path=world/s0"
    form = desk.form(asked, "/_desk/act/takedown") | {
        "reason": "court order",
        "leave": "gone",
        "notice": "We got it wrong.",
    }
    status, headers, _ = desk.post("/_desk/act/takedown", form)
    assert (status, headers["location"].startswith("/_desk/story?path=world%2Fs0&said=")) == (303, True)
    again = desk.post("/_desk/act/takedown", form | {"reason": "another"})  # most likely before any build
    assert (again[0], "The story was taken down" in again[2]) == (409, True)
    assert "It is taken down." in desk.page(headers["location"])
    until(lambda: "We got it wrong." in desk.page(url))
    assert 'reason = "court order"' in text_of(desk, "takedowns.toml")
    until(lambda: "putback" in offered(desk.page(asked)))
    assert desk.post("/_desk/act/putback", desk.form(asked, "/_desk/act/putback"))[0] == 303
    until(lambda: "Story 0" in desk.page(url))


def test_photos_and_tables_are_dropped_onto_a_story(desk: Preview) -> None:
    page = fromstring(desk.page("/_desk/story?path=world/s2"))
    [zone] = page.find_class("drop")
    send = f"/_desk/drop?{urlencode({'file': zone.get('data-file'), 'name': 'DSC 1.JPG'})}"
    token = {"X_Broadsheet_Token": zone.get("data-token"), "Content_Type": "application/octet-stream"}
    for number in ("", "-2"):
        status, _, told = desk.post(send, picture(60, 40), **token)
        assert (status, json.loads(told)["file"]) == (200, f"content/world/s2{number}.jpg")
    until(lambda: "s2-2.jpg" in desk.page("/_desk/story?path=world/s2"))
    status, _, told = desk.post(send.replace("DSC+1.JPG", "a.pdf"), b"%PDF", **token)
    assert (status, json.loads(told)["message"]) == (
        409,
        "Broadsheet can't read .pdf files. Copy its text into a .txt file.",
    )
    for headers in (
        {},
        {"X_Broadsheet_Token": "wrong"},
        {**token, "Origin": "http://evil.example"},
        {**token, "Origin": ""},
    ):
        assert desk.post(send, picture(60, 40), **headers)[0] == 403
    assert desk.post(send, urlencode({"token": token["X_Broadsheet_Token"]}).encode())[0] == 403
    assert sorted(path.name for path in (desk.newsroom.folder / "content/world").glob("s2*")) == [
        "s2-2.jpg",
        "s2.jpg",
        "s2.txt",
    ]


def test_a_dropped_file_that_is_too_large_is_refused(desk: Preview) -> None:
    token = desk.form("/_desk/edit?file=content/world/s3.txt", "/_desk/save")["token"]
    send = "/_desk/drop?file=content/world/s3.txt&name=a.jpg"
    status, _, told = desk.post(send, b"x", X_Broadsheet_Token=token, Content_Length=str(MOST_BYTES + 1))
    assert (status, "100,000,000 bytes" in told) == (413, True)


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="the program that opens files is xdg-open on Linux alone")
def test_files_are_opened_by_the_programs_of_this_machine_and_for_nobody_else(
    start: Callable[..., Preview], newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened.txt"
    opener = tmp_path / "bin/xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{opener.parent}:{os.environ['PATH']}")
    file = newsroom.write("content/world/it’s a.txt", story("A"))
    newsroom.write("content/world/page.html", "<script>alert(1)</script>")
    desk = start()
    until(desk.is_ready, "the first edition")
    edited = f"/_desk/edit?file={quote('content/world/it’s a.txt')}"
    form = desk.form(edited, "/_desk/act/open")
    assert [desk.post(f"/_desk/act/{name}", form)[0] for name in ("open", "reveal")] == [303, 303]
    until(lambda: opened.exists() and set(opened.read_text().splitlines()) == {str(file), str(file.parent)})
    for other in ("content/world/page.html", "site.toml", "content/none.txt", "https://evil.example/", "content"):
        assert desk.post("/_desk/act/open", form | {"file": other})[0] == 409
    desk.stop()
    shared = start("--host", "0.0.0.0")
    cookie = f"broadsheet-token-{shared.port}={shared.start.partition('token=')[2]}"
    until(lambda: shared.ask("/", Cookie=cookie)[0] == 200)
    page = shared.ask(edited, Cookie=cookie)[2].decode()
    assert "Open in its program" not in page
    form = fields_of(page, "/_desk/save")
    assert shared.post("/_desk/act/open", form, Cookie=cookie)[0] == 409
    assert shared.post("/_desk/act/open", form)[0] == 401
    assert len(opened.read_text().splitlines()) == 2
