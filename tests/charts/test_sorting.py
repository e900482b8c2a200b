"""The tables behind charts can be sorted in a browser, by mouse and by keyboard, by numbers, days and words."""

from collections.abc import Sequence
from typing import Any

import pytest
from browsing import HOST, open_chromium, open_tab
from conftest import Newsroom

from generator.intake.charts.days import read_days

CSV = """\
Ort;Einwohner;Tag;Art
Zug;1.234,5;3.11.2026;Stadt 10
Ähr;-20;21.1.2026;Stadt 9
Bern;;1.12.2025;
Aare;1.300,0;k.A.;Dorf
"""
STORY = "title: Orte\ndate: 2026-11-20 09:00\n\nChart: orte.csv, bars, Orte\n\nText.\n"
ORDERS = {
    "Einwohner": (["Aare", "Zug", "Ähr", "Bern"], ["Ähr", "Zug", "Aare", "Bern"]),
    "Tag": (["Bern", "Ähr", "Zug", "Aare"], ["Zug", "Ähr", "Bern", "Aare"]),
    "Art": (["Aare", "Ähr", "Zug", "Bern"], ["Zug", "Ähr", "Aare", "Bern"]),
    "Ort": (["Aare", "Ähr", "Bern", "Zug"], ["Zug", "Bern", "Ähr", "Aare"]),
}
"""Column -> the order after one press on its name and after two. Rows without a value are last in both."""


def places(tab: Any) -> list[str]:
    return [str(one) for one in tab.locator("tbody th").all_text_contents()]


@pytest.mark.browser
def test_a_table_is_sorted_by_mouse_and_keyboard(newsroom: Newsroom) -> None:
    newsroom.write(
        "site.toml", (newsroom.folder / "site.toml").read_text().replace("name =", 'language = "de"\nname =', 1)
    )
    newsroom.write("content/town/orte.csv", CSV)
    newsroom.write("content/town/orte.txt", STORY)
    assert newsroom.build().held == []
    with open_chromium() as browser, open_tab(browser, newsroom) as tab:
        tab.goto(f"{HOST}/town/2026/11/20/orte/")
        assert places(tab) == ["Zug", "Ähr", "Bern", "Aare"]
        assert tab.locator("th[aria-sort]").count() == 0
        tab.locator("figure summary").focus()
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")  # the table, which scrolls
        for place, name in enumerate(["Ort", "Einwohner", "Tag", "Art"]):
            tab.keyboard.press("Tab")
            assert tab.evaluate("document.activeElement.textContent") == name
            for key, order in zip(("Enter", "Space"), ORDERS[name], strict=True):
                tab.keyboard.press(key)
                assert places(tab) == order, (name, key)
                assert tab.evaluate("document.activeElement.textContent") == name
            ways = ["descending", "ascending"] if name == "Einwohner" else ["ascending", "descending"]
            sorted_by = tab.locator("thead th").nth(place)
            assert sorted_by.get_attribute("aria-sort") == ways[1]
            assert tab.locator("th[aria-sort]").count() == 1
            sorted_by.locator("button").click()
            assert (sorted_by.get_attribute("aria-sort"), places(tab)) == (ways[0], ORDERS[name][0])


@pytest.mark.parametrize(
    ("cells", "language", "days"),
    [
        (["3.11.2026", "21.1.2026", "", "–"], "de", [306, 20, None, None]),
        (["3/11/2026", "21/1/2026"], "", [306, 20]),
        (["11/3/2026", "1/21/2026"], "", [306, 20]),
        (["Nov. 3, 2026", "January 21, 2026", "later"], "", []),
        (["Nov. 3, 2026", "January 21, 2026", "May 1, 2026", "Jan. 1, 2026", "later"], "", [306, 20, 120, 0, None]),
        (["3 novembre 2026", "21 janvier 2026"], "fr", [306, 20]),
        (["3/11/2026", "4/12/2026"], "", []),
        (["3/11/2026", "21/1/2026", "1/21/2026"], "", []),
        (["2026-11-03", "2026-01-21"], "", [306, 20]),
        (["Harbor", "Inland"], "", []),
        ([], "", []),
    ],
)
def test_a_column_of_days_is_read_and_none_is_guessed(
    cells: Sequence[str], language: str, days: Sequence[int | None]
) -> None:
    """`days` counts from January 1, 2026."""
    first = 739_617
    assert [None if one is None else one - first for one in read_days(cells, language)] == list(days)
