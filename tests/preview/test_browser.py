"""The preview in a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browsing import open_chromium, strict_tab
from conftest import Newsroom, story
from patience import until
from pictured import picture
from preview.conftest import Preview, fill

from generator.commands.front_file import order_in

STORY = "/world/2026/11/11/s1/"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def preview(lent: Preview) -> Preview:
    return lent


@pytest.fixture
def paper(lent: Preview) -> Newsroom:
    return lent.newsroom


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    with strict_tab(chromium, 600) as opened:
        yield opened


def listening(tab: Any, preview: Preview, path: str) -> None:
    """Open the page and wait until it hears of changes."""
    with tab.expect_response("**/_desk/live"):
        tab.goto(preview.address + path)
    tab.wait_for_timeout(100)


def test_a_saved_story_is_shown_without_a_touch_and_the_place_is_kept(
    tab: Any, preview: Preview, paper: Newsroom
) -> None:
    long = "\n\n".join(f"Paragraph {number}." for number in range(60))
    paper.write("content/world/s1.txt", story("Story 1", "2026-11-11", body=long))
    until(lambda: "Paragraph 59" in preview.page(STORY))
    listening(tab, preview, STORY)
    tab.evaluate("scrollTo(0, 700)")
    paper.write("content/world/s1.txt", story("Story 1, corrected", "2026-11-11", body=long))
    tab.wait_for_selector("h1:has-text('Story 1, corrected')")
    tab.wait_for_function("scrollY === 700")


def test_a_page_of_the_desk_that_was_opened_before_the_first_build_loads_by_itself(
    tab: Any, start: Callable[..., Preview], newsroom: Newsroom
) -> None:
    newsroom.write("content/world/a.txt", story("The first story"))
    broken = newsroom.write("templates/story.html", "{{ broken")
    preview = start()
    tab.goto(f"{preview.address}/_desk/edit?file=content/world/a.txt")
    tab.wait_for_selector(".broadsheet-overlay")
    broken.unlink()
    tab.wait_for_selector("#text")


def test_a_page_that_did_not_change_is_left_alone(tab: Any, preview: Preview, paper: Newsroom) -> None:
    long = "The council met. " * 30
    paper.write("content/world/s1.txt", story("Story 1", "2026-11-11", Related="none"))
    paper.write("content/world/s4.txt", story("Story 4", "2026-11-14", body=long))
    until(lambda: long[:200] in preview.page("/world/2026/11/14/s4/") and 'id="related"' not in preview.page(STORY))
    listening(tab, preview, STORY)
    tab.evaluate("window.kept = true")
    paper.write("content/world/s4.txt", story("Story 4", "2026-11-14", body=f"{long}Another body."))
    until(lambda: "Another body." in preview.page("/world/2026/11/14/s4/"))
    tab.wait_for_timeout(400)
    assert tab.evaluate("window.kept")
    paper.write("content/world/s1.txt", story("Story 1", "2026-11-11", body="And now this one."))
    tab.wait_for_selector("text=And now this one.")


def test_a_photo_that_is_made_after_its_page_comes_to_be_seen(tab: Any, preview: Preview, paper: Newsroom) -> None:
    listening(tab, preview, STORY)
    paper.write("content/world/s1.jpg", picture(1600, 1200))
    tab.wait_for_function("document.querySelector('.lead-photo img')?.naturalWidth > 0")


def test_a_style_sheet_is_changed_without_loading_the_page_again(tab: Any, preview: Preview, paper: Newsroom) -> None:
    paper.write("static/assets/paper.css", "h1 { color: rgb(1, 2, 3) }")
    until(lambda: "/assets/paper." in preview.page(STORY))
    listening(tab, preview, STORY)
    tab.evaluate("window.kept = true")
    for colour in ("rgb(4, 5, 6)", "rgb(7, 8, 9)"):
        paper.write("static/assets/paper.css", f"h1 {{ color: {colour} }}")
        tab.wait_for_function(f"getComputedStyle(document.querySelector('h1')).color === '{colour}'")
    tab.wait_for_timeout(500)
    assert tab.evaluate("window.kept")
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(7, 8, 9)"


DEAF = """
const listen = EventSource.prototype.addEventListener;
EventSource.prototype.addEventListener = function (event, ...rest) { if (event !== "style") listen.call(this, event, ...rest); };
"""


def test_a_style_sheet_that_was_saved_before_the_page_heard_is_changed_by_the_build(
    tab: Any, preview: Preview, paper: Newsroom
) -> None:
    paper.write("static/assets/paper.css", "h1 { color: rgb(1, 2, 3) }")
    until(lambda: "/assets/paper." in preview.page(STORY))
    tab.add_init_script(DEAF)
    listening(tab, preview, STORY)
    tab.evaluate("window.kept = true")
    paper.write("static/assets/paper.css", "h1 { color: rgb(4, 5, 6) }")
    until(lambda: tab.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(4, 5, 6)")
    assert tab.evaluate("window.kept")


def test_a_broken_template_is_told_over_the_page_until_it_is_mended(
    tab: Any, preview: Preview, paper: Newsroom
) -> None:
    listening(tab, preview, STORY)
    paper.write("templates/story.html", "<p>\n{{ story.headline }\n</p>\n")
    told = tab.wait_for_selector("#broadsheet-overlay section").inner_text()
    assert "templates/story.html:2" in told
    assert "{{ story.headline }" in told
    assert tab.locator("h1", has_text="Story 1").count() == 1
    paper.delete("templates/story.html")
    tab.wait_for_selector("#broadsheet-overlay", state="detached")


def test_broken_settings_are_shown_with_a_fix(tab: Any, preview: Preview, paper: Newsroom) -> None:
    listening(tab, preview, "/")
    settings = (paper.folder / "site.toml").read_text()
    paper.write("site.toml", settings.replace("time_zone", "time_zome"))
    told = tab.wait_for_selector("#broadsheet-overlay section").inner_text()
    assert "Did you mean “time_zone”?" in told
    paper.write("site.toml", settings)
    tab.wait_for_selector("#broadsheet-overlay", state="detached")


def test_held_stories_show_as_a_badge_that_opens_the_desk(tab: Any, preview: Preview, paper: Newsroom) -> None:
    listening(tab, preview, "/")
    paper.write("content/town/undated.txt", "No date\n\nThe text.\n")
    tab.click("#broadsheet-badge a")
    tab.wait_for_url("**/_desk/?state=held")
    assert "no date" in tab.inner_text("main")


def test_the_desk_filters_follows_and_works_by_keyboard(tab: Any, preview: Preview, paper: Newsroom) -> None:
    listening(tab, preview, "/_desk/")
    tab.keyboard.press("/")
    tab.keyboard.type("secret")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**words=secret**")
    assert [one.inner_text() for one in tab.locator(".rows h2").all()] == ["The secret embargo", "The secret draft"]
    with tab.expect_response("**/_desk/live"):
        tab.click(".states a.is-draft")
    assert [one.inner_text() for one in tab.locator(".rows h2").all()] == ["The secret draft"]
    tab.wait_for_timeout(100)
    paper.write("content/town/d.txt", story("The secret draft, again", Draft="yes"))
    tab.wait_for_selector("h2:has-text('The secret draft, again')")
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/_desk/story?path=town/d")
    assert "How it will look elsewhere" in tab.inner_text("main")


def test_keys_that_are_a_single_sign_can_be_switched_off(tab: Any, preview: Preview) -> None:
    """WCAG 2.1.4: who speaks to the computer would set them off with any word."""

    def focused_by_key() -> str:
        tab.goto(preview.address + "/_desk/")
        tab.keyboard.press("j")
        return str(tab.evaluate("document.activeElement.tagName"))

    assert focused_by_key() == "A"
    tab.goto(preview.address + "/_desk/help")
    tab.uncheck("[data-keys]")
    assert focused_by_key() == "BODY"
    tab.goto(preview.address + "/_desk/help")
    assert not tab.is_checked("[data-keys]")
    tab.check("[data-keys]")
    assert focused_by_key() == "A"


def test_a_draft_follows_its_file(tab: Any, preview: Preview, paper: Newsroom) -> None:
    tab.goto(preview.address + "/_desk/?state=draft")
    with tab.expect_response("**/_desk/live"):
        tab.click("text=Preview")
    tab.wait_for_timeout(100)
    paper.write("content/town/d.txt", story("The draft, rewritten", Draft="yes"))
    tab.wait_for_selector("h1:has-text('The draft, rewritten')")
    assert paper.mentions("The draft, rewritten") == []


def test_a_page_finds_the_preview_again_after_a_restart(
    newsroom: Newsroom, start: Callable[..., Preview], tab: Any
) -> None:
    paper = fill(newsroom)
    preview = start()
    until(preview.is_ready)
    listening(tab, preview, STORY)
    filled = tab.context.new_page()
    listening(filled, preview, "/_desk/new")
    filled.fill("[name=headline]", "Begun before the restart")
    token = filled.input_value("[name=token]")
    preview.stop()
    paper.write("content/world/s1.txt", story("Written meanwhile", "2026-11-11"))
    assert start("--port", str(preview.port)).port == preview.port
    tab.wait_for_selector("h1:has-text('Written meanwhile')")
    until(lambda: filled.input_value("[name=token]") != token)
    assert filled.input_value("[name=headline]") == "Begun before the restart"
    filled.keyboard.press("Enter")
    filled.wait_for_url("**/_desk/edit**")


def test_the_desk_fits_a_phone(chromium: Any, preview: Preview, paper: Newsroom) -> None:
    paper.write(f"content/town/{'very-' * 30}long.txt", "Un" + "believably" * 20 + "\n\nThe text.\n")
    until(lambda: "very-" in preview.page("/_desk/?state=held"))
    context = chromium.new_context(viewport={"width": 360, "height": 700})
    try:
        tab = context.new_page()
        small = "[...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main select')].filter((one) => { const box = one.getBoundingClientRect(); return box.height && box.height < 24; }).map((one) => one.outerHTML)"
        views = ("?state=held", "attention", "schedule?month=2026-11", "front", "deploy", "help")
        stories = ("/_desk/story?path=world/s1", "/_desk/story?path=town/d")
        for path in ("/_desk/", *(f"/_desk/{view}" for view in views), *stories):
            tab.goto(preview.address + path)
            assert tab.evaluate("document.documentElement.scrollWidth") <= 360, path
            assert tab.evaluate(small) == [], path
        tab.goto(f"{preview.address}/_desk/schedule?month=2026-11")
        days = tab.locator(".month td:visible:not(.today:not(:has(li))) .date")
        assert days.all_inner_texts() == [
            f"{day}, Nov. {10 + at}"
            for at, day in enumerate(("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"))
        ]
        assert not tab.locator(".month thead").is_visible()
        tab.set_viewport_size({"width": 1280, "height": 800})
        assert tab.get_by_role("table", name="November 2026").get_by_role("columnheader").count() == 7
        [cell] = tab.get_by_role("cell", name="Tuesday, Nov. 10").all()
        assert cell.bounding_box()["y"] == tab.get_by_role("cell", name="Saturday, Nov. 14").bounding_box()["y"]
        tab.get_by_role("link", name="December 2026").focus()
        tab.keyboard.press("Enter")
        tab.wait_for_selector("caption:has-text('December 2026')")
    finally:
        context.close()


def test_the_front_is_ordered_by_keyboard_and_by_dragging(tab: Any, preview: Preview, paper: Newsroom) -> None:
    paper.write("content/front.toml", 'leads = ["world/s1", "world/s2", "world/s3"]\n')
    until(lambda: "Story 3" in preview.page("/_desk/front"))
    tab.goto(preview.address + "/_desk/front")
    tab.focus("button[aria-label='Move “Story 3” up']")
    for expected in (["world/s1", "world/s3", "world/s2"], ["world/s3", "world/s1", "world/s2"]):
        place = expected.index("world/s3") + 1
        tab.keyboard.press("Enter")
        tab.wait_for_selector(f"[role=status]:has-text('number {place} of 3')")
        assert list(order_in((paper.folder / "content/front.toml").read_text())) == expected
        until(lambda: tab.evaluate("document.activeElement.ariaLabel") == "Move “Story 3” up")
    until(lambda: '"/world/2026/11/13/s3/"' in preview.page("/").split("</article>")[0], "the lead on the site")
    until(lambda: tab.evaluate("document.activeElement.ariaLabel") == "Move “Story 3” up")
    tab.locator("#front .place").nth(2).drag_to(tab.locator("#front .place").nth(0), target_position={"x": 30, "y": 3})
    tab.wait_for_selector("[role=status]:has-text('“Story 2” is number 1 of 3')")
    assert order_in((paper.folder / "content/front.toml").read_text())[0] == "world/s2"
    tab.click("text=Undo")
    tab.wait_for_selector("[role=status]:has-text('as it was before')")
    assert order_in((paper.folder / "content/front.toml").read_text())[0] == "world/s3"


def test_a_deploy_is_followed_at_the_desk_without_a_touch(tab: Any, preview: Preview, paper: Newsroom) -> None:
    toml = (paper.folder / "site.toml").read_text()
    paper.write("site.toml", f'{toml}\n[deploy.live]\nto = "folder"\nfolder = "{paper.folder.parent / "www"}"\n')
    until(lambda: "Show what would be sent" in preview.page("/_desk/deploy"))
    tab.goto(preview.address + "/_desk/deploy")
    tab.click("text=Show what would be sent")
    tab.click("text=Send it")
    tab.wait_for_selector("text=Edition 1 is live")
    assert (paper.folder.parent / "www/index.html").exists()
