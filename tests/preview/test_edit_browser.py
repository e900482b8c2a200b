"""Writing at the desk in a real browser: edit, save and see; two people; what isn't saved yet; a dropped photo."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import open_chromium, strict_tab
from conftest import story
from documents import docx, para
from patience import PATIENCE_S, until
from pictured import picture
from preview.conftest import Preview

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    with strict_tab(chromium, 800) as opened:
        yield opened


def edit(tab: Any, desk: Preview, file: str) -> Path:
    """Open the page in which a file is edited, and wait until it hears of changes."""
    with tab.expect_response("**/_desk/live"):
        tab.goto(f"{desk.address}/_desk/edit?file={file}")
    tab.wait_for_timeout(100)
    return desk.newsroom.folder / file


def wait_for(desk: Preview, url: str, words: str) -> None:
    """Wait until a page of the site has these words."""
    until(lambda: words.encode() in desk.ask(url)[2], words)


def test_a_text_is_edited_saved_by_keyboard_and_seen_beside_it(tab: Any, desk: Preview) -> None:
    path = edit(tab, desk, "content/world/s1.txt")
    tab.focus("#text")
    tab.keyboard.press("Control+Home")
    tab.keyboard.type("Typed: ")
    tab.keyboard.press("Control+s")
    tab.wait_for_selector(".note:has-text('Saved at')")
    assert path.read_text() == story("Typed: Story 1", "2026-11-11", Topics="Harbor")
    tab.frame_locator(".proof iframe").locator("h1", has_text="Typed: Story 1").wait_for()
    assert tab.evaluate("document.activeElement.id") == "text"
    tab.keyboard.type("again ")
    tab.click("button.main")
    until(lambda: path.read_text().startswith("Typed: again Story 1"))
    until(lambda: tab.locator(".former li").count() == 2)
    tab.click(".former summary")
    tab.click(".former button >> nth=0")
    tab.wait_for_selector(".saved")
    assert path.read_text() == story("Typed: Story 1", "2026-11-11", Topics="Harbor")
    tab.click(".acts summary:has-text('Correct')")
    tab.fill(".acts textarea", "It was typed.")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".saved:has-text('Correction: ')")
    assert "Correction: " in path.read_text()


def test_the_page_of_the_text_in_the_box_is_shown_before_it_is_saved(tab: Any, desk: Preview) -> None:
    path = edit(tab, desk, "content/world/s0.txt")
    before, page = path.read_bytes(), tab.frame_locator(".proof iframe").locator("h1")
    tab.wait_for_selector(".of:has-text('The page of this text, as it will be.')")
    tab.fill("#text", story("Typed, not saved", "2026-11-10", body="<b>&amp;</b> " * 200))
    page.filter(has_text="Typed, not saved").wait_for()
    tab.evaluate("document.querySelector('.proof iframe').contentWindow.scrollTo(0, 120)")
    tab.fill("#text", "Typed again\nDate: 31 February 2026\n\nText.\n")
    tab.wait_for_selector(
        ".of.failed:has-text('Below is the page of the text before. This text would not be published:')"
    )
    assert tab.inner_text(".found .is-held").startswith("There is no such date: “31 February 2026”. (line 2)")
    assert page.inner_text() == "Typed, not saved"
    tab.fill("#text", story("Typed a third time", "2026-11-10", body="More. " * 400))
    page.filter(has_text="Typed a third time").wait_for()
    tab.wait_for_function("document.querySelector('.proof iframe').contentWindow.scrollY === 120")
    tab.route("**/*", lambda asked: asked.abort() if asked.request.resource_type == "document" else asked.continue_())
    tab.fill("#text", story("Typed, and not loaded", "2026-11-10"))
    until(lambda: tab.evaluate("document.querySelector('.proof iframe').contentDocument === null"))
    tab.unroute("**/*")
    tab.fill("#text", story("Typed after that", "2026-11-10"))
    page.filter(has_text="Typed after that").wait_for()
    assert (path.read_bytes(), tab.locator(".found li").count()) == (before, 0)
    assert tab.evaluate("history.length") == 2


def test_what_somebody_else_saves_is_followed_or_told_and_both_texts_are_shown(tab: Any, desk: Preview) -> None:
    path = edit(tab, desk, "content/world/s2.txt")
    path.write_text(story("Theirs, first", "2026-11-12"))
    until(lambda: tab.input_value("#text") == story("Theirs, first", "2026-11-12"))
    tab.fill("#text", story("Mine", "2026-11-12", body="<b>&amp;"))
    path.write_text(story("Theirs, second", "2026-11-12"))
    tab.wait_for_selector(".note:has-text('Somebody else saved the file meanwhile')")
    tab.keyboard.press("Control+s")
    tab.wait_for_selector("#theirs")
    assert path.read_text() == story("Theirs, second", "2026-11-12")
    assert tab.input_value("#text") == story("Mine", "2026-11-12", body="<b>&amp;")
    assert tab.input_value("#theirs") == story("Theirs, second", "2026-11-12")
    tab.click("button.main")
    tab.wait_for_selector(".saved:has-text('Saved.')")
    assert path.read_text() == story("Mine", "2026-11-12", body="<b>&amp;")
    assert (tab.locator("#theirs").count(), tab.locator(".refusal").count()) == (0, 0)
    tab.click(".saved button")
    until(lambda: path.read_text() == story("Theirs, second", "2026-11-12"), "the undo")


def test_going_back_to_a_text_never_writes_over_what_somebody_else_saved(tab: Any, desk: Preview) -> None:
    path = edit(tab, desk, "content/world/s4.txt")
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.fill("#text", story("Mine", "2026-11-14"))
    tab.keyboard.press("Control+s")
    tab.wait_for_selector(".note:has-text('Saved at')")
    tab.goto(f"{desk.address}/_desk/help")
    path.write_text(story("Theirs", "2026-11-14"))
    tab.go_back(wait_until="load")
    until(lambda: tab.input_value("#text") == story("Theirs", "2026-11-14"), "the saved text gives way")
    tab.fill("#text", story("Mine, not saved", "2026-11-14"))
    tab.goto(f"{desk.address}/_desk/help")
    path.write_text(story("Theirs, second", "2026-11-14"))
    tab.go_back(wait_until="load")
    until(
        lambda: tab.input_value("#text") == story("Mine, not saved", "2026-11-14"), "the text that is not saved stays"
    )
    tab.keyboard.press("Control+s")
    tab.wait_for_selector("#theirs")
    assert path.read_text() == tab.input_value("#theirs") == story("Theirs, second", "2026-11-14")
    assert tab.input_value("#text") == story("Mine, not saved", "2026-11-14")


def test_a_page_that_the_browser_had_put_aside_keeps_the_text_that_is_not_saved(tab: Any, desk: Preview) -> None:
    path = edit(tab, desk, "content/world/s4.txt")
    tab.fill("#text", story("Not saved", "2026-11-14"))
    with tab.expect_response("**/_desk/live"):
        tab.evaluate(
            "dispatchEvent(new PageTransitionEvent('pagehide'));"
            "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
        )
    path.write_text(story("Theirs", "2026-11-14"))
    tab.wait_for_selector(".note:has-text('Somebody else saved the file meanwhile')")
    assert tab.input_value("#text") == story("Not saved", "2026-11-14")


def test_text_that_is_not_saved_is_kept_when_it_cant_be_saved_and_on_leaving(tab: Any, desk: Preview) -> None:
    path = edit(tab, desk, "content/world/s3.txt")
    before = path.read_bytes()
    asked: list[str] = []

    def dismiss(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    tab.on("dialog", dismiss)
    tab.fill("#text", "All my work")
    tab.evaluate("void setTimeout(() => location.assign('/_desk/'))")
    until(lambda: tab.evaluate("1") and asked, "the question")
    assert asked == ["beforeunload"]
    tab.route("**/_desk/save", lambda route: route.abort())
    tab.keyboard.press("Control+s")
    tab.wait_for_selector(".note:has-text('Your text is still here')")
    tab.unroute("**/_desk/save")
    tab.evaluate("document.querySelector('form.edit').elements.token.value = 'of the last start'")
    assert (tab.input_value("#text"), path.read_bytes()) == ("All my work", before)
    tab.keyboard.press("Control+s")
    tab.wait_for_selector(".note:has-text('Saved at')")
    assert path.read_text() == "All my work"


def test_a_page_that_was_asked_for_before_a_save_does_not_bring_the_former_text_back(tab: Any, desk: Preview) -> None:
    edit(tab, desk, "content/world/s3.txt")
    late: list[Any] = []
    tab.route("**/_desk/edit?*", lambda route: late.append((route, route.fetch())))
    desk.newsroom.write("content/world/late.txt", story("Late", "2026-11-13"))
    for _ in range(int(100 * PATIENCE_S)):
        if late:
            break
        tab.wait_for_timeout(10)
    tab.fill("#text", story("Newer", "2026-11-13"))
    tab.keyboard.press("Control+s")
    tab.wait_for_selector(".note:has-text('Saved at')")
    route, answer = late[0]
    with tab.expect_event("requestfinished", lambda request: request == route.request):
        route.fulfill(response=answer)
    tab.evaluate("new Promise((done) => setTimeout(done))")
    assert tab.input_value("#text") == story("Newer", "2026-11-13")
    assert "Saved at" in tab.inner_text(".note")


def test_whoever_types_while_the_preview_is_started_again_goes_on_typing(tab: Any, desk: Preview) -> None:
    path = edit(tab, desk, "content/world/s3.txt")
    for number in (1, 2):
        tab.fill("#text", story(f"Start {number}", "2026-11-13"))
        tab.evaluate("document.querySelector('script[data-desk]').dataset.run = 'of the last start'")
        desk.newsroom.write("content/world/other.txt", story(f"Other {number}", "2026-11-13"))
        wait_for(desk, "/world/2026/11/13/other/", f"Other {number}")
        tab.wait_for_selector("html[data-filled]", state="attached")
        tab.evaluate("document.querySelector('#text').dataset.same = 'yes'")
        tab.keyboard.press("Control+s")
        tab.wait_for_selector(".note:has-text('Saved at')")
        wait_for(desk, "/world/2026/11/13/s3/", f"Start {number}")
        tab.wait_for_timeout(100)
        assert tab.evaluate("document.activeElement.dataset.same") == "yes"
    assert path.read_text() == story("Start 2", "2026-11-13")


def test_a_photo_is_added_by_keyboard_and_appears(tab: Any, desk: Preview, tmp_path: Path) -> None:
    (tmp_path / "DSC 1.jpg").write_bytes(picture(60, 40))
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    with tab.expect_response("**/_desk/live"):
        tab.goto(f"{desk.address}/_desk/story?path=world/s4")
    tab.set_input_files("#files", [tmp_path / "DSC 1.jpg", tmp_path / "notes.pdf"])
    tab.wait_for_selector(".dropped li:has-text('DSC 1.jpg: Added as s4.jpg.')")
    tab.wait_for_selector(".dropped li.failed:has-text('notes.pdf: Broadsheet can')")
    tab.wait_for_selector(".photo code:has-text('content/world/s4.jpg')")
    tab.click(".dropped button:has-text('Undo')")
    tab.wait_for_url("**/_desk/story?path=world%2Fs4**")
    assert not (desk.newsroom.folder / "content/world/s4.jpg").exists()


def test_a_dropped_document_becomes_a_story_or_the_text_of_this_one_as_somebody_chooses(
    tab: Any, desk: Preview, tmp_path: Path
) -> None:
    path = desk.newsroom.write("content/town/drops.txt", story("Drops", "2026-11-12"))
    before = path.read_text()
    until(lambda: desk.ask("/_desk/story?path=town/drops")[0] == 200)
    (tmp_path / "Late ferry.docx").write_bytes(docx(para("Late"), para("The ferry was late again on Monday.")))
    with tab.expect_response("**/_desk/live"):
        tab.goto(f"{desk.address}/_desk/story?path=town/drops")
    tab.set_input_files("#files", tmp_path / "Late ferry.docx")
    buttons = tab.get_by_role("group", name="What to make of Late ferry.docx").get_by_role("button")
    assert buttons.all_inner_texts() == ["Make a new story of it", "Put its text into this story"]
    assert tab.evaluate("document.activeElement.textContent") == "Make a new story of it"
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".dropped li:has-text('is the story’s text now. Left out: its headline')")
    assert path.read_text() == before.replace("The council met.", "The ferry was late again on Monday.")
    assert buttons.count() == 0
    (tmp_path / "Empty.docx").write_bytes(b"")
    tab.set_input_files("#files", tmp_path / "Empty.docx")
    refused = tab.locator(".dropped li.failed:has-text('Empty.docx: The file is empty.')")
    for choice in tab.get_by_role("group", name="What to make of Empty.docx").get_by_role("button").all() * 2:
        choice.click()
        refused.wait_for()
        choice.wait_for()
        assert refused.count() == 1
    tab.set_input_files("#files", tmp_path / "Late ferry.docx")
    buttons.first.click()
    tab.wait_for_selector(".dropped li:has-text('Added as late-ferry.docx. It is a story of its own')")
    tab.click(".dropped li:has-text('is the story’s text now') button:has-text('Undo')")
    until(lambda: path.read_text() == before, "the undo")
    desk.newsroom.delete("content/town/late-ferry.docx")


def test_all_parts_of_a_storys_page_follow_a_takedown_and_the_message_has_the_focus(tab: Any, desk: Preview) -> None:
    desk.newsroom.write("content/town/goes.txt", story("It goes", "2026-11-12"))
    until(lambda: desk.ask("/_desk/story?path=town/goes")[0] == 200)
    tab.goto(f"{desk.address}/_desk/story?path=town/goes")
    tab.click("summary:has-text('Take down')")
    tab.fill("input[name=reason]", "Court order")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".badge.is-takedown")
    assert tab.evaluate("document.activeElement.className") == "saved"
    parts = "[...document.querySelectorAll('main > *')].map((one) => one.className || one.localName)"
    followed = tab.evaluate(parts)
    tab.reload()
    assert followed == tab.evaluate(parts)
    assert {"facts", "deeds", "acts", "why", "known"} <= set(followed)


def test_the_page_of_a_story_that_is_deleted_says_so_and_comes_back_with_it(tab: Any, desk: Preview) -> None:
    path = desk.newsroom.write("content/town/leaves.txt", story("It leaves", "2026-11-12"))
    until(lambda: desk.ask("/_desk/story?path=town/leaves")[0] == 200)
    with tab.expect_response("**/_desk/live"):
        tab.goto(f"{desk.address}/_desk/story?path=town/leaves")
    path.unlink()
    tab.wait_for_selector("h1:has-text('Not there')")
    assert tab.inner_text(".refusal").startswith("The desk has no such story.")
    desk.newsroom.write("content/town/leaves.txt", story("It is back", "2026-11-12"))
    tab.wait_for_selector("h1:has-text('It is back')")
    tab.click("summary:has-text('Correct')")
    tab.fill(".acts textarea", "It was Monday.")
    path.unlink()
    until(lambda: desk.ask("/_desk/story?path=town/leaves")[0] == 404)
    assert tab.inner_text("h1") == "It is back", "somebody was filling in a form"
    tab.click("text=Add the correction")
    tab.wait_for_selector(".refusal:has-text('There is no such file any more.')")
    assert tab.input_value("#kept") == "It was Monday."


def test_text_that_runs_from_right_to_left_does_so_where_it_is_edited_and_shown(tab: Any, desk: Preview) -> None:
    desk.newsroom.write("content/world/ar.txt", story("المجلس يوافق.", "2026-11-12", Language="ar"))
    until(lambda: desk.ask("/_desk/story?path=world/ar")[0] == 200)
    ways = "(selector) => getComputedStyle(document.querySelector(selector)).direction"
    for address, selectors in (("edit?file=content/world/ar.txt", ["#text", "h1 bdi"]), ("story?path=world/ar", ["h1 bdi", ".look .title"]), ("?words=المجلس", ["h2 bdi", ".find input"])):  # fmt: skip
        tab.goto(f"{desk.address}/_desk/{address}")
        found = [tab.evaluate(ways, one) for one in [*selectors, "main"]]
        assert found == ["rtl"] * len(selectors) + ["ltr"], address


def test_a_story_that_was_begun_has_the_focus_in_its_text(tab: Any, desk: Preview) -> None:
    tab.goto(f"{desk.address}/_desk/new")
    tab.keyboard.type("By keyboard alone")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/_desk/edit**")
    assert tab.evaluate("document.activeElement.id") == "text"


def test_topics_are_completed_one_by_one(tab: Any, desk: Preview) -> None:
    tab.goto(f"{desk.address}/_desk/new")
    tab.fill("input[name=topics]", "Trade, ")
    options = tab.evaluate("Array.from(document.querySelector('#topics').options, (one) => one.value)")
    assert options == ["Trade, Harbor"]


def test_the_pages_of_writing_fit_a_phone(chromium: Any, desk: Preview) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 700})
    try:
        tab = context.new_page()
        small = "[...document.querySelectorAll('main a, main button, main summary, main input:not([type=hidden]), main select')].filter((one) => { const box = one.getBoundingClientRect(); return box.height && box.height < 24; }).map((one) => one.outerHTML)"
        unnamed = "[...document.querySelectorAll('main :is(input:not([type=hidden], [type=image]), textarea, select)')].filter((one) => !one.labels.length).map((one) => one.outerHTML)"
        for path in ("new", "edit?file=content/world/s0.txt", "story?path=town/d"):
            tab.goto(f"{desk.address}/_desk/{path}")
            tab.evaluate(
                "document.querySelectorAll('details').forEach((one) => { one.removeAttribute('name'); one.open = true; })"
            )
            assert tab.evaluate("document.documentElement.scrollWidth") <= 360, path
            assert tab.evaluate(small) == [], path
            assert tab.evaluate(unnamed) == [], path
            assert tab.locator(":is(ul, ol)[role]").count() == 0, "a list with another role is none to a screen reader"
    finally:
        context.close()
