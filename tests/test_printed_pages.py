"""Pages on paper: all that they say, black on white, and nothing that only a screen can use."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import HOST, OVERFLOW, open_chromium, open_tab, resize
from conftest import SITE, Newsroom, story
from pictured import picture

SHEET = 642
"""The width of the text on a sheet of A4 in CSS pixels."""
WIDE = "| " + " | ".join(f"Column {number}" for number in range(14)) + " |\n"
TEXT = f"""\
A [far page](https://far.example/page).

{WIDE}|{"---|" * 14}
{WIDE}

```
{"a_long_line_of_code = 1; " * 12}
```

Chart: seats.csv, bars, Seats in the council
"""
LIVE = "# Hours\n\nDate: 2026-11-21 09:00\nEnds: 2026-12-30 10:00\n\nIt began.\n\n## 09:45 A\n\nWords.\n"
FORM = (
    '<form action="/join" method="post"><label for="my-mail">Mail</label><input id="my-mail"><button>Go</button></form>'
)
PAGES = {
    "front": "/", "section": "/town/", "rich": "/town/2026/11/20/rich/", "live": "/town/2026/11/21/hours/",
    "missing": "/404.html", "archive": "/archive/", "topics": "/topics/",
}  # fmt: skip
OF_SCREENS = "nav, form, input, summary, .support, .rail-more, .page-ways, .page-facts a, .before-footer, .live-news, :not(th) > button"
"""What a sheet of paper can't use."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["broadsheet", "tabloid"])
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return a paper in one look, with what is hard to print."""
    newsroom = Newsroom(tmp_path_factory.mktemp("printed") / "paper")
    menu = '[[menu]]\nplace = "support"\nname = "Support us"\nlink = "https://courier.example/support"\n'
    newsroom.write("site.toml", f'{SITE}{menu}[theme]\nlook = "{request.param}"\n')
    newsroom.write("templates/slots/before-footer.html", FORM)
    newsroom.write("content/town/seats.csv", "party,seats\nHarbor,7\nInland,4\n")
    discuss = "https://social.example/@courier/113456789012345678"
    fields = {"Topics": "Harbor", "Discuss": discuss, "By": "Jane Roe"}
    newsroom.write("content/town/rich.md", "# " + story("Rich", "2026-11-20 09:30", TEXT, **fields))
    newsroom.write("content/town/rich-1.jpg", picture(900, 600))
    newsroom.write("content/town/rich-2.jpg", picture(600, 1400, seed=1))
    newsroom.write("content/town/hours.md", LIVE)
    for number in range(12):
        topics = ", ".join(f"{letter}{number}" for letter in "ABCDE")
        newsroom.write(f"content/town/s{number}.txt", story(f"Headline {number}", "2026-11-19 09:30", Topics=topics))
    assert newsroom.build().held == []
    return newsroom


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_chromium() as chromium:
        yield chromium


@pytest.fixture
def sheet(paper: Newsroom, browser: Any) -> Iterator[Any]:
    """Yield a tab that shows pages as a browser with dark pages prints them."""
    with open_tab(browser, paper, color_scheme="dark") as tab:
        tab.emulate_media(media="print")
        resize(tab, SHEET)
        yield tab


def style(tab: Any, selector: str, name: str) -> str:
    return str(tab.eval_on_selector(selector, f"one => getComputedStyle(one)['{name}']"))


def test_nothing_that_only_a_screen_can_use_is_printed(sheet: Any) -> None:
    for name, url in PAGES.items():
        sheet.goto(HOST + url)
        shown = [one.evaluate("one => one.outerHTML") for one in sheet.locator(OF_SCREENS).all() if one.is_visible()]
        assert shown == [], name


def test_nothing_is_wider_than_the_sheet_or_cut(sheet: Any) -> None:
    for name, url in PAGES.items():
        sheet.goto(HOST + url)
        if name == "topics":
            assert style(sheet, ".letter", "display") == "block"
        wide, shown = sheet.evaluate(OVERFLOW)
        assert wide <= shown == SHEET, name
    sheet.goto(HOST + PAGES["rich"])
    for part in (".copy pre", ".copy table"):
        assert sheet.eval_on_selector(part, "one => one.scrollWidth - one.clientWidth") <= 1, part
    assert sheet.inner_text(".copy > table").split() == WIDE.replace("|", "").split() * 2


def test_a_few_columns_keep_their_words_whole(sheet: Any) -> None:
    sheet.goto(HOST + PAGES["rich"])
    cut = "one => { for (const row of one.rows) while (row.cells.length > 4) row.deleteCell(4); }"
    sheet.eval_on_selector(".copy > table", cut)
    assert style(sheet, ".copy > table td", "overflowWrap") == "break-word"


def test_paper_is_black_on_white_also_where_pages_are_dark(sheet: Any) -> None:
    sheet.goto(HOST + PAGES["rich"])
    assert {style(sheet, part, "color") for part in ("h1", ".copy p", ".copy a", ".nameplate")} == {"rgb(0, 0, 0)"}
    sheet.goto(HOST + PAGES["live"])
    assert style(sheet, ".story-head .genre", "color") == style(sheet, ".story-head .kicker", "color")
    assert style(sheet, ".story-head .genre", "backgroundColor") == "rgba(0, 0, 0, 0)"


def test_a_link_to_another_site_is_printed_with_its_address(sheet: Any) -> None:
    sheet.goto(HOST + PAGES["rich"])
    address = "one => { const style = getComputedStyle(one, '::after'); return [style.content, style.direction]; }"
    for part in (".copy a[href^='http']", ".discuss a"):
        content, direction = sheet.eval_on_selector(part, address)
        assert content != "none", part
        assert direction == "ltr"


def test_no_card_goes_on_on_the_next_sheet_and_upright_photos_leave_room(sheet: Any) -> None:
    sheet.goto(HOST + PAGES["front"])
    assert style(sheet, ".card", "breakInside") == "avoid"
    assert style(sheet, ".headlines li", "breakInside") == "avoid"
    sheet.goto(HOST + PAGES["rich"])
    heights = sheet.eval_on_selector_all(".gallery img", "all => all.map(one => one.getBoundingClientRect().height)")
    assert heights
    assert max(heights) <= 95 / 25.4 * 96
