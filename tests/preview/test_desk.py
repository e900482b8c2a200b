"""The desk: every story by its state, what is to be mended, and stories before their hour."""

import re
from datetime import UTC, datetime

import pytest
from conftest import NOON, Newsroom, story
from lxml import html as lxml_html
from patience import until
from preview.conftest import Preview

from generator.edition.last import open_last
from generator.preview import desk
from generator.preview.desk import Row, Wish, lay_out
from generator.preview.drafts import PreviewTokens, set_story


def rows(newsroom: Newsroom, **wish: object) -> list[Row]:
    store, _ = open_last(newsroom.paper())
    try:
        return list(lay_out(store, Wish(**wish), NOON).rows)
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
    assert "31 February" in good.problems[0].message or good.problems[0].hint


@pytest.mark.parametrize(
    ("wish", "found"),
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
    full: Newsroom, wish: dict[str, str], found: set[str]
) -> None:
    assert {row.file.rsplit("/", 1)[-1].removesuffix(".txt") for row in rows(full, **wish) if row.state} == found


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


def test_what_is_to_be_mended_stands_with_the_story(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Twice"))
    newsroom.write("content/world/b.txt", story("Twice", By="Jane Roe"))
    newsroom.write(
        "content/world/c.md", f"Title: {'Long ' * 30}\nDate: 2026-11-20\nBy: Jane Roe\nSource: UPI\n\n![](/x.png)\n"
    )
    newsroom.build()
    said = {row.file[-5]: " ".join(problem.message for problem in row.problems) for row in rows(newsroom)}
    found = {row.file: " ".join(problem.message for problem in row.problems) for row in rows(newsroom)}
    assert "Nobody signed" in found["content/world/a.txt"]
    assert "headline is that of" in found["content/world/b.txt"] + found["content/world/a.txt"]
    assert all(words in found["content/world/c.md"] for words in ("characters", "filed", "alt text")), said


def test_a_story_is_set_before_its_hour_and_nothing_is_left_of_it(full: Newsroom) -> None:
    before = full.files()
    catalogue = full.folder / ".broadsheet" / "catalogue.sqlite"
    for path, headline in (("world/soon", "Tomorrow’s"), ("town/draft", "Not yet"), ("town/past", "Over")):
        assert headline in set_story(full.paper(), path).decode()
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
        set_story(full.paper(), "no/such")


def test_what_was_set_before_its_hour_is_what_is_published_then(newsroom: Newsroom) -> None:
    harbor = "The new harbor crane of the shipyard moved its first containers onto the quay."
    newsroom.write("content/world/old.txt", story("A crane for the harbor", "2026-11-18", body=harbor))
    newsroom.write("content/world/other.txt", story("Rain", "2026-11-19", body="Rain fell on the fields all night."))
    newsroom.write("content/world/pinned.txt", story("Snow", "2026-11-19", body="Snow fell on the hills at last."))
    after = {"body": f"{harbor} A day later it stood still.", "Related": "content/world/pinned.txt"}
    newsroom.write("content/world/soon.txt", story("The harbor crane stands still", "2026-11-24 09:00", **after))
    newsroom.build()
    early = set_story(newsroom.paper(), "world/soon").decode()
    section = early[early.index("Related stories") :]
    assert 0 < section.index(">Snow<") < section.index(">A crane for the harbor<")
    assert ">Rain<" not in section[: section.index("</section>")]
    newsroom.build(datetime(2026, 11, 24, 14, tzinfo=UTC))
    assert early == newsroom.page("/world/2026/11/24/soon/")


def test_secret_addresses_are_a_storys_own_and_another_for_each_run() -> None:
    one, other = PreviewTokens(b"1" * 32), PreviewTokens(b"2" * 32)
    assert one.is_named(one.name("a"), "a")
    assert len({one.name("a"), one.name("b"), other.name("a")}) == 3
    assert not one.is_named(one.name("a"), "b")
    assert not one.is_named("", "a")


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


def test_the_desks_pages_escape_whatever_a_story_says(preview: Preview, paper: Newsroom) -> None:
    evil = '</title><script>alert(1)</script>"><img src=x onerror=alert(2)>'
    paper.write("content/world/evil.txt", story(evil, "2026-11-12", By=evil, Topics=evil))
    paper.write(f"content/world/{'<b onclick=x()>'}.txt", "No date\n\nText.\n")
    until(lambda: "onclick" in preview.page("/_desk/?state=held"))
    for page in (
        "/_desk/",
        "/_desk/?words=%22%3E%3Cscript%3E&section=%22%3E%3Cb%3E",
        "/_desk/story?path=world/evil",
        "/_desk/?state=held",
    ):
        tree = lxml_html.fromstring(preview.page(page))
        assert [one.get("src") for one in tree.iter("script")] == ["/_desk/live.js", "/_desk/desk.js"], page
        assert not tree.xpath("//*[@onclick or @onerror]"), page
        assert not tree.xpath("//b[@onclick] | //main//img"), page


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=99999999999999", "state=nonsense", "words=" + "x" * 5000, "section=%00", "byline=%ff"])  # fmt: skip
def test_odd_wishes_harm_nobody(shown: Preview, query: str) -> None:
    assert shown.ask(f"/_desk/?{query}")[0] == 200
