"""The desk: every story by its state, what needs fixing, and previews of stories that aren't public."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import NOON, Newsroom, story
from lxml import html as lxml_html
from patience import until
from preview.conftest import Preview

from generator.edition.last import open_last
from generator.preview import desk, pages
from generator.preview.desk import DeskQuery, describe_story, list_stories
from generator.preview.drafts import PreviewTokens, render_preview
from generator.preview.rows import DeskRow, open_filed
from generator.preview.titles import titles_in
from generator.preview.upcoming import find_upcoming


def rows(newsroom: Newsroom, **query: Any) -> list[DeskRow]:
    store, _ = open_last(newsroom.paper())
    try:
        return list(list_stories(open_filed(store, NOON, titles_in(newsroom.folder)), DeskQuery(**query)).rows)
    finally:
        store.close()


@pytest.fixture
def full(newsroom: Newsroom) -> Newsroom:
    """A paper with a story in each state."""
    newsroom.write("content/world/public.txt", story("In the paper", By="Jane Roe", Topics="Harbor"))
    newsroom.write("content/world/soon.txt", story("Tomorrow’s", "2026-11-24 09:00", By="Ann Poe"))
    newsroom.write("content/town/draft.txt", story("Not yet", Draft="yes", By="Jane Roe"))
    newsroom.write("content/town/past.txt", story("Over", "2026-11-01", Expires="2026-11-02"))
    newsroom.write("content/town/undated.txt", "No date\n\nThe text.\n")
    newsroom.write("content/town/good.txt", story("The last good version"))
    newsroom.build()
    newsroom.write("content/town/good.txt", story("A newer version", "31 February 2026"))
    newsroom.build()
    return newsroom


def test_every_file_is_listed_with_its_state(full: Newsroom) -> None:
    assert {row.file: row.state for row in rows(full)} == {
        "content/world/public.txt": "published",
        "content/world/soon.txt": "scheduled",
        "content/town/draft.txt": "draft",
        "content/town/past.txt": "expired",
        "content/town/undated.txt": "held",
        "content/town/good.txt": "held",
    }
    [good] = [row for row in rows(full) if row.file.endswith("good.txt")]
    assert (good.headline, good.url) == ("The last good version", "/town/2026/11/20/good/")
    assert good.version == datetime(2026, 11, 20, 14, tzinfo=UTC)
    assert "31 February" in good.problems[0].message


def test_a_story_that_needs_fixing_says_so_on_its_own_page_too(full: Newsroom) -> None:
    store, _ = open_last(full.paper())
    with closing(store):
        row = describe_story(open_filed(store, NOON), "town/good").row
    assert (row.state, row.version) == ("held", datetime(2026, 11, 20, 14, tzinfo=UTC))
    assert "31 February" in row.problems[0].message


def test_the_next_story_that_goes_live_or_expires_is_named(full: Newsroom) -> None:
    store, _ = open_last(full.paper())
    with closing(store):
        soon = datetime(2026, 11, 24, 14, tzinfo=UTC)
        found = find_upcoming(store, NOON)
        assert found and (found.headline, found.moment, found.verb) == ("Tomorrow’s", soon, "goes live")
        found = find_upcoming(store, datetime(2026, 11, 1, 12, tzinfo=UTC))
        assert found and (found.headline, found.verb) == ("Over", "expires")
        assert found.moment == datetime(2026, 11, 2, 5, tzinfo=UTC)
        assert find_upcoming(store, soon) is None


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2026, 11, 23, 22, tzinfo=UTC), "5:00 PM today"),
        (datetime(2026, 11, 29, 11, tzinfo=UTC), "6:00 AM on Sunday"),
        (datetime(2026, 11, 24, 5, 30, tzinfo=UTC), "12:30 AM on Tuesday"),
        (datetime(2026, 11, 30, 17, tzinfo=UTC), "12:00 PM on Nov. 30, 2026"),
        (datetime(2099, 9, 1, 10, tzinfo=UTC), "6:00 AM on Sept. 1, 2099"),
    ],
)
def test_a_coming_time_is_named_as_people_say_it(when: datetime, words: str) -> None:
    assert pages._next_time(when, NOON, ZoneInfo("America/New_York")) == words


def test_the_desk_says_what_editors_need(full: Newsroom, start: Callable[..., Preview]) -> None:
    preview = start()
    until(preview.is_ready)
    tree = lxml_html.fromstring(preview.page("/_desk/?state=held"))
    assert tree.xpath("//nav[@class='states']/a[@class='is-held']/text()") == ["Needs fixing "]
    assert tree.xpath("//p[@class='ways']/a[@href='/town/2026/11/20/good/']/text()") == [
        "Readers see the version of Nov. 20"
    ]
    assert "No stories match." in preview.page("/_desk/?words=nothing+like+it")
    detail = preview.page("/_desk/story?path=world/public")
    assert "Page last updated" in detail and "Preview the saved file" in detail


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "held"}, {"undated", "good"}),
        ({"state": "published"}, {"public"}),
        ({"section": "world"}, {"public", "soon"}),
        ({"byline": "jane-roe"}, {"public", "draft"}),
        ({"byline": "jane-roe", "state": "draft"}, {"draft"}),
        ({"words": "ROE paper"}, {"public"}),
        ({"words": "content/town"}, {"draft", "past", "undated", "good"}),
        ({"words": "nothing like it"}, set()),
    ],
)
def test_stories_are_found_by_state_section_byline_and_words(
    full: Newsroom, query: dict[str, str], found: set[str]
) -> None:
    assert {row.file.rsplit("/", 1)[-1].removesuffix(".txt") for row in rows(full, **query) if row.state} == found


def test_a_story_is_listed_once_and_pages_follow_each_other(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PAGE_ROWS", 4)
    for number in range(10):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", f"2026-11-{number + 1:02}", Draft="yes" if number > 7 else "no"))  # fmt: skip
    newsroom.build()
    listed = [row.file for page in (1, 2, 3) for row in rows(newsroom, page=page)]
    assert len(listed) == len(set(listed)) == 10
    assert rows(newsroom, page=4) == []


def test_warnings_are_listed_with_the_story(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Twice"))
    newsroom.write("content/world/b.txt", story("Twice", By="Jane Roe"))
    newsroom.write(
        "content/world/c.md", f"Title: {'Long ' * 30}\nDate: 2026-11-20\nBy: Jane Roe\nSource: UPI\n\n![](/x.png)\n"
    )
    newsroom.build()
    said = {row.file[-5]: " ".join(problem.message for problem in row.problems) for row in rows(newsroom)}
    found = {row.file: " ".join(problem.message for problem in row.problems) for row in rows(newsroom)}
    assert "No byline." in found["content/world/a.txt"]
    assert "has the same headline." in found["content/world/b.txt"] + found["content/world/a.txt"]
    assert all(words in found["content/world/c.md"] for words in ("characters", "No dateline", "alt text")), said


def test_a_preview_of_a_story_leaves_nothing_behind(full: Newsroom) -> None:
    before = full.files()
    catalogue = full.folder / ".broadsheet" / "catalogue.sqlite"
    for path, headline in (("world/soon", "Tomorrow’s"), ("town/draft", "Not yet"), ("town/past", "Over")):
        assert headline in render_preview(full.paper(), path).html.decode()
    assert full.files() == before
    assert full.mentions("Tomorrow’s") == []
    assert full.build().written == ()
    store, _ = open_last(full.paper())
    assert (
        store.execute("SELECT path FROM cards WHERE path IN ('world/soon', 'town/draft', 'town/past')").fetchall() == []
    )
    store.close()
    assert catalogue.is_file()
    with pytest.raises(KeyError):
        render_preview(full.paper(), "no/such")


def test_a_preview_is_the_page_that_is_published_later(newsroom: Newsroom) -> None:
    harbor = "The new harbor crane of the shipyard moved its first containers onto the quay."
    newsroom.write("content/world/old.txt", story("A crane for the harbor", "2026-11-18", body=harbor))
    newsroom.write("content/world/other.txt", story("Rain", "2026-11-19", body="Rain fell on the fields all night."))
    newsroom.write("content/world/pinned.txt", story("Snow", "2026-11-19", body="Snow fell on the hills at last."))
    after = {"body": f"{harbor} A day later it stood still.", "Related": "content/world/pinned.txt"}
    newsroom.write("content/world/soon.txt", story("The harbor crane stands still", "2026-11-24 09:00", **after))
    newsroom.build()
    early = render_preview(newsroom.paper(), "world/soon").html.decode()
    section = early[early.index("Related stories") :]
    assert 0 < section.index(">Snow<") < section.index(">A crane for the harbor<")
    assert ">Rain<" not in section[: section.index("</section>")]
    newsroom.build(datetime(2026, 11, 24, 14, tzinfo=UTC))
    assert early == newsroom.page("/world/2026/11/24/soon/")


def test_each_story_and_each_run_has_its_own_secret_address() -> None:
    one, other = PreviewTokens(b"1" * 32), PreviewTokens(b"2" * 32)
    assert one.is_token_of(one.token_of("a"), "a")
    assert len({one.token_of("a"), one.token_of("b"), other.token_of("a")}) == 3
    assert not one.is_token_of(one.token_of("a"), "b")
    assert not one.is_token_of("", "a")


# --- over the wire --------------------------------------------------------------------------------


def test_a_draft_is_shown_at_its_secret_address_alone(shown: Preview) -> None:
    tree = lxml_html.fromstring(shown.page("/_desk/?state=draft"))
    [secret] = tree.xpath("//a[text()='Preview']/@href")
    assert re.fullmatch(r"/_desk/preview/[0-9a-f]{32}/town/d", secret)
    assert "The secret draft" in shown.page(secret)
    for wrong in (secret.replace("town/d", "town/e"), secret[:-1], f"/_desk/preview/{'0' * 32}/town/d"):
        assert shown.ask(wrong)[0] == 404
    assert shown.newsroom.mentions("The secret draft") == []
    assert "The secret embargo" not in shown.page("/") + shown.page("/town/") + shown.page("/feed.xml")


def test_the_desks_pages_escape_whatever_a_story_says(lent: Preview) -> None:
    evil = '</title><script>alert(1)</script>"><img src=x onerror=alert(2)>'
    lent.newsroom.write("content/world/evil.txt", story(evil, "2026-11-12", By=evil, Topics=evil))
    lent.newsroom.write(f"content/world/{'<b onclick=x()>'}.txt", "No date\n\nText.\n")
    until(lambda: "onclick" in lent.page("/_desk/?state=held"))
    for page in (
        "/_desk/",
        "/_desk/?words=%22%3E%3Cscript%3E&section=%22%3E%3Cb%3E",
        "/_desk/story?path=world/evil",
        "/_desk/?state=held",
        "/_desk/attention",
        "/_desk/front?moved=%3Cb%20onclick%3Dx()%3E&act=remove",
        "/_desk/schedule",
    ):
        tree = lxml_html.fromstring(lent.page(page))
        scripts = [
            (one.get("src", "").removeprefix("/_desk/") in pages.ASSETS, one.text) for one in tree.iter("script")
        ]
        assert set(scripts) == {(True, None)}, page
        assert not tree.xpath("//*[@onclick or @onerror]"), page
        assert not tree.xpath("//b[@onclick] | //main//img"), page


def test_odd_queries_do_no_harm(shown: Preview) -> None:
    queries = ("page=0", "page=-1", "page=x", "page=99999999999999", "state=nonsense", "section=%00", "byline=%ff")
    for query in (*queries, "words=" + "x" * 5000):
        assert shown.ask(f"/_desk/?{query}")[0] == 200, query
