"""The page of a text that isn't saved: the bytes that a build would write, what holds it, and nothing left behind."""

import json
from datetime import UTC, datetime

import pytest
from conftest import NOON, Newsroom, story
from patience import until
from pictured import picture
from preview.conftest import Preview

from generator.model import Gravity
from generator.preview.proofs import MOST_KEPT
from generator.preview.typed import render_typed

FILE = "content/world/bridge.txt"
CRANE = "The new harbor crane of the shipyard moved its first containers onto the quay."
LATER = datetime(2026, 11, 24, 15, tzinfo=UTC)
TEXTS = {
    "a public story": story("The bridge opens at last", body="It was to open in May.\n\nTrucks crossed it first.", By="Jane Roe"),
    "with an update": story("The bridge opens", Updated="2026-11-22 09:00", Correction="2026-11-22: It is 90 m long."),
    "with a photo": story("The bridge", Photo="crane.jpg", Caption="A crane.", Credit="Ann Poe"),
    "elsewhere": story("The bridge", Section="town", Slug="other-place", Topics="Bridges, Harbor"),
    "like another story": story("The bridge", body=f"{CRANE} A day later it stood still."),
    "scheduled": story("The bridge", "2026-11-24 09:00"),
}  # fmt: skip


@pytest.mark.parametrize("credited", [False, True])
def test_it_is_the_page_that_a_build_writes_of_the_same_text(newsroom: Newsroom, credited: bool) -> None:
    newsroom.write("content/world/other.txt", story("Another story", "2026-11-19", Topics="Harbor", body=CRANE))
    newsroom.write("content/town/rain.txt", story("Rain", "2026-11-18", body="Rain fell on the fields all night."))
    newsroom.write("content/world/crane.jpg", picture(1200, 800))
    newsroom.write(FILE, story("The bridge"))
    if credited:
        with (newsroom.folder / "site.toml").open("a") as settings:
            settings.write("\n[photos]\nrequire_credit = true\n")
    newsroom.build()
    for name, text in TEXTS.items():
        page = render_typed(newsroom.paper(), FILE, text.encode())
        assert not [one for one in page.problems if one.gravity is Gravity.HELD], name
        newsroom.write(FILE, text)
        newsroom.build(LATER if name == "scheduled" else NOON)
        built = [content for content in newsroom.files().values() if content == page.html]
        assert len(built) == 1, name
        if name != "scheduled":
            newsroom.write(FILE, story("The bridge"))
            newsroom.build()


def test_nothing_of_it_is_left_behind(newsroom: Newsroom) -> None:
    newsroom.write(FILE, story("The bridge"))
    newsroom.build()
    catalogue = newsroom.folder / ".broadsheet/catalogue.sqlite"
    before = newsroom.files(), catalogue.read_bytes(), (newsroom.folder / FILE).read_bytes()
    for text in (*TEXTS.values(), "No date\n\nText.\n"):
        render_typed(newsroom.paper(), FILE, text.encode())
        render_typed(newsroom.paper(), "content/town/new.md", text.encode())
    assert (newsroom.files(), catalogue.read_bytes(), (newsroom.folder / FILE).read_bytes()) == before
    assert newsroom.build().written == ()


def test_it_says_what_holds_the_text_and_what_readers_wait_for(newsroom: Newsroom) -> None:
    newsroom.write(FILE, story("The bridge"))
    newsroom.build()

    def told(text: str, file: str = FILE) -> tuple[bool, list[tuple[int, Gravity, str]]]:
        page = render_typed(newsroom.paper(), file, text.encode())
        return bool(page.html), [(one.line, one.gravity, one.message) for one in page.problems]

    assert told("The bridge\nDate: 31 February 2026\n\nIt opened at last.\n") == (
        False, [(2, Gravity.HELD, "There is no such date: “31 February 2026”.")],
    )  # fmt: skip
    assert told(story("The bridge", Draft="yes"))[1] == [(0, Gravity.NOTE, "It is a draft, so it isn't published.")]
    assert told(story("The bridge", "2099-01-01 06:00"))[1] == [(0, Gravity.NOTE, "Scheduled for 2099-01-01 06:00.")]
    shown, found = told(story("The bridge", Photo="none.jpg"))
    assert (shown, [message for *_, message in found]) == (
        True,
        ["There is no photo “none.jpg” that can be published."],
    )
    assert told("name,votes\nA,1\n", "content/world/votes.csv") == (False, [])
    assert told("Headline: Idea\nDraft: yes\n\nIt begins here.\n")[0]


def test_a_text_with_a_very_long_line_is_read_by_a_process_that_can_be_stopped(newsroom: Newsroom) -> None:
    newsroom.write(FILE, story("The bridge"))
    newsroom.build()
    page = render_typed(
        newsroom.paper(), "content/world/long.md", f"# Long\n\n2026-11-20\n\n{'word ' * 2000}\n".encode()
    )
    assert b"word word" in page.html


def test_the_desk_keeps_few_pages_and_shows_them_to_nobody_who_cant_name_them(desk: Preview) -> None:
    form = desk.form("/_desk/edit?file=content/world/s1.txt", "/_desk/save")
    saved = (desk.newsroom.folder / "content/world/s1.txt").read_bytes()
    addresses = []
    for number in range(MOST_KEPT + 1):
        status, headers, words = desk.post("/_desk/proof", form | {"text": story(f"Typed {number}", "2026-11-11")})
        told = json.loads(words)
        assert (status, headers["cache-control"], told["said"], told["problems"]) == (200, "no-store", "", [])
        addresses.append(told["page"])
    assert len(set(addresses)) == MOST_KEPT + 1
    assert f"Typed {MOST_KEPT}" in desk.page(addresses[-1])
    assert [desk.ask(one)[0] for one in (addresses[0], addresses[1])] == [404, 200]
    status, _, words = desk.post("/_desk/proof", form | {"text": "A\nDate: 31 February 2026\n\nText.\n"})
    told = json.loads(words)
    assert (status, told["page"]) == (200, "")
    assert (told["said"], told["problems"][0]["line"]) == ("This text would not be published:", 2)
    status, _, words = desk.post("/_desk/proof", form | {"text": "a\0b"})
    assert (status, json.loads(words)["said"].startswith("This text can’t be saved")) == (409, True)
    assert desk.post("/_desk/proof", form | {"token": "0" * 32})[0] == 403
    assert desk.post("/_desk/proof", form, Origin="http://evil.example")[0] == 403
    assert desk.ask("/_desk/proof")[0] == 404
    assert (desk.newsroom.folder / "content/world/s1.txt").read_bytes() == saved
    until(lambda: not desk.newsroom.mentions("Typed 1"))
