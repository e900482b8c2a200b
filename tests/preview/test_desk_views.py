"""What the desk shows beside the list: what needs attention, the schedule, true counts, one state everywhere."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import NOON, Newsroom, story
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from patience import until
from pictured import picture
from preview.conftest import Preview

from generator.build import Outcome
from generator.catalogue.store import open_memory
from generator.edition.last import open_last, recall_settings
from generator.preview import desk
from generator.preview.attention import find_attention
from generator.preview.desk import DeskQuery, describe_story, filter_options, list_stories
from generator.preview.month import CalendarMonth, month_named, open_month
from generator.preview.rows import STATES, Filed, open_filed
from generator.preview.state import PrintedBuild, note_printed
from generator.preview.titles import title_in, titles_in

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A paper with a story in each state, and with all that needs attention."""
    newsroom = Newsroom(tmp_path_factory.mktemp("views") / "paper")
    newsroom.write("content/world/a.txt", story("Harbor opens", By="Jane Roe"))
    newsroom.write("content/world/b.txt", story("Harbor closes", By="Ann Poe"))
    newsroom.write("content/world/b.jpg", picture(1600, 900))
    newsroom.write("content/town/c.txt", story("Town meets", By="Jane Roe"))
    newsroom.write("content/town/good.txt", story("The last good harbor", By="Jane Roe"))
    newsroom.write("content/parks_and_rec/soon.txt", story("Tomorrow’s", "2026-11-24 09:00", By="Ann Poe"))
    newsroom.write("content/world/wait.txt", story("Harbor report", Embargo="2026-11-25 06:00", By="Ann Poe"))
    newsroom.write("content/town/draft.txt", story("Not yet", "2026-11-24 08:00", Draft="yes", By="Jane Roe"))
    newsroom.write("content/town/sale.txt", story("The sale", Expires="2026-11-24 09:30", By="Jane Roe"))
    newsroom.write("content/town/past.txt", story("Over", "2026-11-01", Expires="2026-11-02"))
    newsroom.write("content/town/undated.txt", "No date for the harbor\n\nThe text.\n")
    newsroom.write("content/town/gone.txt", story("Wrong", "2026-11-02"))
    newsroom.write(
        "takedowns.toml",
        '[[takedowns]]\nstory = "town/gone"\ndate = 2026-11-22T09:00:00Z\nreason = "court order"\n',
    )
    newsroom.write("content/pages/about.md", "# About the paper\n\nUs.\n")
    newsroom.write("content/front.toml", 'leads = ["world/wait", "nobody"]\n')
    newsroom.build()
    newsroom.write("content/town/good.txt", story("A newer harbor", "31 February 2026"))
    newsroom.write("content/town/c.txt", story("Town meets", By="Jane Roe", body="Quite another text."))
    return newsroom


@pytest.fixture(scope="module")
def built(full: Newsroom) -> Outcome:
    return full.build()


@pytest.fixture
def filed(full: Newsroom, built: Outcome) -> Iterator[Filed]:
    store, _ = open_last(full.paper())
    with closing(store):
        yield open_filed(store, NOON, titles_in(full.folder))


# --- the list -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"words": "harbor"},
        {"words": "harbor report"},
        {"section": "world"},
        {"section": "town", "words": "harbor"},
        {"byline": "jane-roe"},
        {"byline": "jane-roe", "section": "town"},
        {"words": "nothing like it"},
    ],
)
def test_counts_are_those_of_the_rows_that_each_state_lists(filed: Filed, query: dict[str, Any]) -> None:
    counts = list_stories(filed, DeskQuery(**query)).counts
    assert counts == {state: len(list_stories(filed, DeskQuery(state=state, **query)).rows) for state in STATES}
    assert sum(counts.values()) == len(list_stories(filed, DeskQuery(**query)).rows)


@pytest.mark.parametrize("rows", [1, 2, 3, 5, 7])
@pytest.mark.parametrize("query", [{}, {"words": "e"}, {"state": "published"}, {"state": "held"}, {"section": "town"}])
def test_pages_of_the_list_follow_each_other_without_a_gap(
    filed: Filed, query: dict[str, Any], rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list_stories(filed, DeskQuery(**query)).rows
    monkeypatch.setattr(desk, "PAGE_ROWS", rows)
    pages = [list_stories(filed, DeskQuery(page=page, **query)) for page in range(1, len(whole) // rows + 2)]
    assert [row.file for page in pages for row in page.rows] == [row.file for row in whole]
    assert [page.more for page in pages] == [page * rows < len(whole) for page in range(1, len(pages) + 1)]


def test_a_story_has_the_same_state_in_the_list_in_a_search_and_on_its_page(filed: Filed) -> None:
    rows = list_stories(filed, DeskQuery()).rows
    assert {row.state for row in rows} == set(STATES)
    for row in rows:
        [found] = [one for one in list_stories(filed, DeskQuery(words=row.file)).rows if one.file == row.file]
        assert found == row
        assert not row.path or describe_story(filed, row.path).row == row


def test_words_are_found_as_a_keyboard_has_them() -> None:
    texts = ("O’Brien’s Café in Köln", "content/town/Höhe #1.txt".replace("ö", "o\u0308"), "Zoë Ångström")
    for words in ("o'brien's", "O’BRIEN’S cafe", "koln KÖLN", "höhe", "Hohe #1", "zoe angstrom", "café"):
        assert DeskQuery(words=words).finds(*texts), words
    for words in ("obrien", "koeln", "cafe bar"):
        assert not DeskQuery(words=words).finds(*texts), words


def test_a_file_that_needs_fixing_has_a_title(filed: Filed) -> None:
    titles = {row.file: row.headline for row in list_stories(filed, DeskQuery(state="held")).rows}
    assert titles == {
        "content/town/good.txt": "The last good harbor",
        "content/town/undated.txt": "No date for the harbor",
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  Mayor resigns  \n\nText.", "Mayor resigns"),
        ("# Mayor resigns\n\nText.", "Mayor resigns"),
        ("---\ndate: nonsense\ntitle: 'Mayor resigns'\n---\nText.", "Mayor resigns"),
        ('+++\ntitle = "Mayor resigns"\n+++\nText.', "Mayor resigns"),
        ("Date: nonsense\nHeadline: Mayor resigns\n\nText.", "Mayor resigns"),
        ("Mayor resigns\n\nThe notice read\n\nTitle: Clerk", "Mayor resigns"),
        ("---\n---\n", ""),
        ("", ""),
    ],
)
def test_the_title_is_the_headline_or_the_first_line(text: str, title: str) -> None:
    assert title_in(text) == title


@given(raw=st.binary(max_size=400))
def test_whatever_bytes_a_file_has_it_has_a_title(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "odd.txt").write_bytes(raw)
    title = titles_in(folder)("odd.txt")
    assert title and "\n" not in title


def test_a_title_is_never_read_through_a_link(newsroom: Newsroom) -> None:
    newsroom.write("secret.txt", "The secret\n")
    (newsroom.folder / "content/link.txt").symlink_to(newsroom.folder / "secret.txt")
    assert titles_in(newsroom.folder)("content/link.txt") == "link.txt"


def test_sections_have_names_also_those_without_a_public_story(filed: Filed) -> None:
    addresses = recall_settings(filed.store).addresses
    names = {"world": "World", "town": "Town", "parks-and-rec": "Parks and rec"}
    assert dict(filter_options(filed.store, addresses).sections) == names


def test_a_takedown_has_its_day_and_its_reason(filed: Filed) -> None:
    [row] = list_stories(filed, DeskQuery(state="takedown")).rows
    assert row.taken_down is not None
    assert (row.taken_down.date, row.taken_down.reason) == (datetime(2026, 11, 22, 9, tzinfo=UTC), "court order")


# --- what needs attention, and the schedule -------------------------------------------------------


def test_everything_that_needs_attention_is_there_once_by_group(filed: Filed, built: Outcome) -> None:
    found = {group.key: [one.file for one in group.concerns] for group in find_attention(filed, built.problems)}
    assert found == {
        "held": ["content/town/good.txt", "content/town/undated.txt"],
        "silent": ["content/town/c.txt"],
        "photos": ["content/world/b.txt"],
        "front": ["content/front.toml"],
    }
    [photos] = [group for group in find_attention(filed, built.problems) if group.key == "photos"]
    assert [problem.code for problem in photos.concerns[0].problems] == ["image-alt", "image-credit"]
    assert photos.concerns[0].headline == "Harbor closes"


def test_the_row_of_a_story_has_what_the_build_said_of_it(filed: Filed, built: Outcome) -> None:
    [row] = list_stories(filed, DeskQuery(words="content/town/c.txt"), built.problems).rows
    assert [problem.code for problem in row.problems] == ["copy-untold"]


def changes_of(month: CalendarMonth) -> dict[date, list[tuple[str, str, bool, bool]]]:
    days = [day for week in month.weeks for day in week if day and day.turns]
    return {one.day: [(turn.headline, turn.verb, turn.is_embargo, turn.is_draft) for turn in one.turns] for one in days}


def test_the_schedule_has_all_that_goes_live_or_expires_in_a_month(filed: Filed) -> None:
    month = open_month(filed.store, date(2026, 11, 1), NOON, NEW_YORK, 6)
    told = changes_of(month)
    assert {day: some for day, some in told.items() if day >= date(2026, 11, 23)} == {
        date(2026, 11, 24): [
            ("Not yet", "goes live", False, True),
            ("Tomorrow’s", "goes live", False, False),
            ("The sale", "expires", False, False),
        ],
        date(2026, 11, 25): [("Harbor report", "goes live", True, False)],
    }
    assert (told[date(2026, 11, 1)], told[date(2026, 11, 2)]) == (
        [("Over", "goes live", False, False)], [("Over", "expires", False, False)],
    )  # fmt: skip
    assert [day.day for week in month.weeks for day in week if day and day.is_today] == [date(2026, 11, 23)]
    assert (month.earlier, month.next, month.later, month.is_empty) == (
        date(2026, 10, 1),
        date(2026, 12, 1),
        None,
        False,
    )
    before = open_month(filed.store, date(2026, 10, 1), NOON, NEW_YORK, 0)
    assert (before.is_empty, before.later and before.later.headline) == (True, "Not yet")
    after = open_month(filed.store, date(2026, 11, 1), NOON + timedelta(days=60), NEW_YORK, 0)
    assert "Not yet" not in {turn[0] for some in changes_of(after).values() for turn in some}


@given(
    first=st.dates(date(1000, 1, 1), date(9998, 12, 31)).map(lambda day: day.replace(day=1)), weekday=st.integers(0, 6)
)
def test_a_month_has_each_of_its_days_once_below_its_weekday(first: date, weekday: int) -> None:
    with closing(open_memory()) as store:
        month = open_month(store, first, NOON, NEW_YORK, weekday)
    days = [day.day for week in month.weeks for day in week if day]
    assert days == [first + timedelta(days=number) for number in range((month.next - first).days)]
    assert all(
        day is None or day.day.weekday() == month.weekdays[at] for week in month.weeks for at, day in enumerate(week)
    )
    assert month_named(f"{first:%Y-%m}".zfill(7), NOON.date()) == first


@pytest.mark.parametrize(
    "words", ["", "2026-13", "2026-1", "0000-01", "9999-12", "99999-01", "2026-11-01", "x", "２０２６-11"]
)
def test_what_names_no_month_is_the_present_one(words: str) -> None:
    assert month_named(words, date(2026, 11, 29)) == date(2026, 11, 1)


# --- what the last build printed ------------------------------------------------------------------


def outcome(*written: str, unchanged: int = 9, left: int = 0) -> Outcome:
    return Outcome(stories=1, problems=(), written=written, unchanged=unchanged, photos_left=left)


def test_a_build_that_changes_nothing_does_not_hide_what_was_printed() -> None:
    first = note_printed(None, outcome("index.html", "feed.xml"), NOON, 1.0, goes_on=False)
    assert first == note_printed(first, outcome(), NOON + timedelta(hours=1), 0.1, goes_on=False)
    assert first is not None and (first.pages, len(first.written)) == (1, 2)


def test_photos_that_follow_count_with_their_pages() -> None:
    first = note_printed(None, outcome("index.html", left=4), NOON, 1.0, goes_on=False)
    then = note_printed(first, outcome("assets/photos/a.jpg", unchanged=10), NOON, 2.0, goes_on=True)
    assert then == PrintedBuild(
        at=NOON, seconds=3.0, written=("index.html", "assets/photos/a.jpg"), removed=(), unchanged=9, reasons=()
    )
    other = note_printed(then, outcome("town/index.html"), NOON, 1.0, goes_on=False)
    assert other is not None and other.written == ("town/index.html",)


# --- over the wire --------------------------------------------------------------------------------


def words_of(page: str, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in lxml_html.fromstring(page).xpath(path)]


def test_the_views_say_it_in_words(shown: Preview) -> None:
    until(lambda: "files written, " in shown.page("/_desk/"))
    page = shown.page("/_desk/")
    assert words_of(page, "//p[@class='next']") == ["Next: “The secret embargo” goes live at 6:00 AM on Jan. 1, 2099."]
    [last] = words_of(page, "//section[@class='last']/p[1]")
    written = len(shown.newsroom.files()) - 1
    assert f" {written} files written, " in last, last
    assert "The secret draft" in shown.page("/_desk/?state=draft")
    assert "/_desk/schedule?month=2099-01" in shown.page("/_desk/schedule")
    calendar = shown.page("/_desk/schedule?month=2099-01")
    assert words_of(calendar, "//td/h2") == ["Thursday, Jan. 1"]
    assert words_of(calendar, "//table/thead//th[@scope='col']")[0] == "Sun"
    assert words_of(calendar, "//li[@class='turn']//span[contains(@class, 'badge')]") == ["Embargo ends"]
    assert "Silent change" in shown.page("/_desk/help")
    for view in ("", "attention", "schedule", "front", "deploy", "help", "attention?group=held", "attention?group=x"):
        tree = lxml_html.fromstring(shown.page(f"/_desk/{view}"))
        current = tree.xpath("//nav[@aria-label='Views']/a[@aria-current='page']/@href")
        assert current == [f"/_desk/{view.partition('?')[0]}"], view
        assert len(tree.xpath("//h1")) == 1


def test_the_readers_view_of_what_is_kept_back_is_at_hand(start: Callable[..., Preview], newsroom: Newsroom) -> None:
    newsroom.write("content/town/good.txt", story("The last good version"))
    newsroom.write("content/town/soon.txt", story("Soon", "2099-11-24 09:00"))
    newsroom.build()
    newsroom.write("content/town/good.txt", story("A newer version", "31 February 2026"))
    newsroom.write("content/town/soon.txt", story("Sooner", "31 February 2026"))
    newsroom.write("content/town/never.txt", "Never dated\n\nText.\n")
    preview = start()
    until(lambda: "Never dated" in preview.page("/_desk/?state=held"), "the held files")
    tree = lxml_html.fromstring(preview.page("/_desk/?state=held"))
    ways: dict[str, Any] = {}
    for row in tree.xpath("//li[@class='row']"):
        links = row.xpath(".//p[@class='ways']/a")
        shown = [(one.text, one.get("href")) for one in links if one.text != "Edit"]
        ways[row.xpath("string(.//h2)")] = shown
    assert [words for words, _ in ways["The last good version"]] == ["Readers see the version of Nov. 20"]
    assert "The last good version" in preview.page(ways["The last good version"][0][1])
    assert [words for words, _ in ways["Soon"]] == ["Preview of the last good version"]
    assert "<h1" in preview.page(ways["Soon"][0][1]) and "Sooner" not in preview.page(ways["Soon"][0][1])
    assert ways["Never dated"] == []
