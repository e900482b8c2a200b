"""The search: bundles by period as pages of the site, and the page that searches them in a browser."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from browsing import HOST, open_chromium, open_tab
from conftest import NOON, SITE, Newsroom, story
from histories import History, clean_build, difference, site_of
from pictured import picture

from generator.archive import search
from generator.build import Outcome, build
from generator.catalogue.store import open_store
from generator.config import parse_config
from generator.edition.headers import headers_of
from generator.paper import BuildSession
from generator.press import output
from generator.search import pagefind
from generator.search.pagefind import SearchError, make_bundle
from generator.search.records import SearchRecord
from generator.search.unspaced import set_apart
from generator.workers import Workers

ON = '\n[search]\nengine = "pagefind"\n'

pytestmark = pytest.mark.skipif(pagefind.find_program() is None, reason="Pagefind isn't installed")


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Return a paper with a search, and stories of three years."""
    newsroom.write("site.toml", SITE + ON)
    for number, day in enumerate(("2024-05-02", "2025-03-04", "2025-07-08", "2026-10-20", "2026-11-20")):
        newsroom.write(
            f"content/town/s{number}.txt", story(f"Headline number {number}", f"{day} 09:00", f"Words{number} here.")
        )
    return newsroom


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


def searched(newsroom: Newsroom) -> dict[str, bytes]:
    """Return the files of the search, unpacked."""
    found = {name: content for name, content in newsroom.files().items() if name.startswith("search/")}
    return {name: gzip.decompress(one) if one[:2] == b"\x1f\x8b" else one for name, one in found.items()}


def folders(names: Any) -> set[str]:
    return {name.split("/")[1] for name in names if name.startswith("search/") and name.count("/") > 1}


def test_each_finished_year_and_each_month_of_this_one_has_a_bundle(paper: Newsroom) -> None:
    assert paper.build().problems == ()
    assert folders(searched(paper)) == {"2024", "2025", "2026-10", "2026-11"}
    assert json.loads(paper.page("/search/periods.json")) == {
        "recent": ["2026-11", "2026-10", "2025"],
        "older": ["2024"],
    }
    assert "/search/pagefind.js" in paper.page("/search/")
    assert not [name for name in searched(paper) if "-ui" in name or "filter" in name]
    assert paper.build().written == ()


def test_the_text_of_every_public_story_is_in_a_fragment(paper: Newsroom) -> None:
    paper.build()
    fragments = b"".join(content for name, content in searched(paper).items() if "/fragment/" in name)
    for number in range(5):
        assert f"Words{number} here.".encode() in fragments
        assert f"Headline number {number}".encode() in fragments


def test_a_new_story_changes_the_bundle_of_its_month_alone(paper: Newsroom) -> None:
    paper.build()
    paper.write("content/town/new.txt", story("A new story", "2026-11-21 09:00"))
    assert folders(paper.build().written) == {"2026-11"}
    paper.write("content/town/old.txt", story("An old story", "2025-01-01 09:00"))
    assert folders(paper.build().written) == {"2025"}


@pytest.mark.parametrize("kind", ["draft", "embargo", "takedown", "deleted", "expired"])
def test_what_is_not_public_is_in_no_file_of_the_search(paper: Newsroom, kind: str) -> None:
    paper.write("content/town/zebra.txt", story("Zebra merger", "2025-06-01 09:00", "Zebra words."))
    paper.build()
    assert any(b"Zebra" in one for one in searched(paper).values())
    if kind == "takedown":
        paper.write("takedowns.toml", '[[takedowns]]\nstory = "town/zebra"\ndate = 2026-11-20\n')
    elif kind == "deleted":
        paper.delete("content/town/zebra.txt")
    else:
        fields = {"draft": {"Draft": "yes"}, "embargo": {"Embargo": "2026-12-01"}, "expired": {"Expires": "2026-11-22"}}
        paper.write("content/town/zebra.txt", story("Zebra merger", "2025-06-01 09:00", "Zebra words.", **fields[kind]))
    assert "2025" in folders(paper.build().written)
    assert [name for name, one in searched(paper).items() if b"ebra" in one] == []
    kept = [path for path in (paper.folder / ".broadsheet" / "search").rglob("*") if path.is_file()]
    assert [
        path
        for path in kept
        if b"ebra"
        in (gzip.decompress(path.read_bytes()) if path.read_bytes()[:2] == b"\x1f\x8b" else path.read_bytes())
    ] == []


def test_a_story_that_never_was_public_changes_no_byte(paper: Newsroom) -> None:
    paper.build()
    before = paper.files()
    paper.write("content/town/zebra.txt", story("Zebra", "2025-06-01 09:00", Draft="yes"))
    paper.build()
    assert paper.files() == before


def test_a_year_that_ends_becomes_one_bundle(paper: Newsroom, tmp_path: Path) -> None:
    paper.build()
    later = datetime(2027, 1, 2, 12, tzinfo=UTC)
    paper.build(later)
    assert folders(searched(paper)) == {"2024", "2025", "2026"}
    assert json.loads(paper.page("/search/periods.json")) == {"recent": ["2026"], "older": ["2025", "2024"]}
    (tmp_path / "clean").mkdir()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", later)


def test_a_year_with_very_many_stories_is_cut_into_months(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_STORIES", 1)
    paper.build()
    assert folders(searched(paper)) == {"2024", "2025-03", "2025-07", "2026-10", "2026-11"}


@pytest.mark.parametrize("seed", range(9000, 9003))
def test_after_any_history_the_search_is_that_of_a_clean_build(newsroom: Newsroom, tmp_path: Path, seed: int) -> None:
    history = History(newsroom, seed)
    newsroom.write("site.toml", SITE + ON)
    for number in range(3):
        told = [history.step() for _ in range(3) if history.stories()]
        settings = (newsroom.folder / "site.toml").read_text()
        if "[search]" not in settings:
            newsroom.write("site.toml", settings + ON)
        assert difference(newsroom, tmp_path / f"clean{number}", history) == [], told


def test_two_runs_give_the_same_bytes_in_any_place(tmp_path: Path) -> None:
    records = [
        SearchRecord(f"/town/{n}/", f"Headline {n}", f"Words {n} of a story. " * 20, "2026-11-20", "town")
        for n in range(50)
    ]
    made = []
    for name in ("a", "b"):
        make_bundle(records, "en", tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        made.append({path.relative_to(tmp_path / name).as_posix(): path.read_bytes() for path in files})
    assert made[0] == made[1]
    assert len(made[0]) > 50


def test_a_lost_bundle_is_made_again(paper: Newsroom) -> None:
    paper.build()
    before = paper.files()
    for path in (paper.folder / ".broadsheet" / "search").rglob("*.pf_fragment"):
        path.unlink()
    (paper.output / "search" / "2025" / "pagefind-entry.json").unlink()
    paper.build()
    assert paper.files() == before


def test_without_the_program_the_search_is_left_out_and_that_is_said_once(
    paper: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.build()
    monkeypatch.setattr(pagefind, "find_program", lambda: None)
    [problem] = paper.build().problems
    assert (problem.path, problem.message) == (
        "site.toml",
        "The search is left out: its program, Pagefind, isn't installed.",
    )
    assert searched(paper) == {}
    assert "/search/" not in paper.page("/")


def test_a_failure_of_the_program_leaves_its_period_out_and_the_next_build_tries_again(
    paper: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.build()
    whole = paper.files()

    def fail(records: list[SearchRecord], language: str, folder: Path) -> None:
        raise SearchError("it ended before it was done")

    with monkeypatch.context() as patch:
        patch.setattr("generator.press.search_jobs.make_bundle", fail)
        paper.write("content/town/new.txt", story("A new story", "2026-11-21 09:00"))
        assert [one.message for one in paper.build().problems] == [
            "A part of the search is left out: Pagefind failed (it ended before it was done)."
        ]
    assert folders(searched(paper)) == {"2024", "2025", "2026-10"}
    paper.delete("content/town/new.txt")
    assert paper.build().problems == ()
    assert paper.files() == whole


def test_a_program_that_dies_or_answers_with_an_error_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = tmp_path / "pagefind"
    dying.write_text("#!/bin/sh\nexit 3\n")
    dying.chmod(0o755)
    monkeypatch.setattr(pagefind, "find_program", lambda: dying)
    with pytest.raises(SearchError, match="it ended before it was done"):
        make_bundle([], "en", tmp_path / "a")


def test_the_preview_shows_pages_before_the_search_and_then_makes_it(
    paper: Newsroom, standing_worker: Workers, tmp_path: Path
) -> None:
    first = build(paper.paper(), session=BuildSession(standing_worker, most_photos=0))
    assert first.photos_left
    assert "search/index.html" in first.written
    assert folders(first.written) == set()
    last = build(paper.paper(), session=BuildSession(standing_worker, most_photos=4))
    assert not last.photos_left
    (tmp_path / "clean").mkdir()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)


def test_a_preview_that_starts_anew_keeps_the_search_and_photos_until_it_makes_them(
    paper: Newsroom, standing_worker: Workers, tmp_path: Path
) -> None:
    """As after an update of the program: the catalogue is another, and the site is there."""
    paper.write("content/town/s4.jpg", picture())
    paper.build()
    shutil.rmtree(paper.paper().state)

    def preview(most_photos: int) -> Outcome:
        session = BuildSession(standing_worker, most_photos=most_photos, patient=True)
        outcome = build(paper.paper(), session=session)
        assert [one for one in outcome.problems if one.code in {"file-removals", "file-foreign"}] == []
        return outcome

    assert preview(0).removed == ()
    paper.write("content/town/s3.txt", story("Another headline", "2026-10-20 09:00", "Words."))
    assert [file for file in preview(0).removed if file.startswith(("search/", "assets/photos/"))] == []
    while preview(4).photos_left:
        pass
    (tmp_path / "clean").mkdir()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)


def test_a_search_that_is_switched_off_is_no_large_removal(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    paper.build()
    monkeypatch.setattr(output, "MIN_REMOVALS", 1)
    paper.write("site.toml", SITE)
    assert len([file for file in paper.build().removed if file.startswith("search/")]) > 20


# --- the policy -----------------------------------------------------------------------------------

WASM = "'wasm-unsafe-eval'"


def policies_at(text: str, path: str) -> list[str]:
    """Return the policies of all rules of `_headers` that match an address, in their order."""
    found: list[str] = []
    pattern = ""
    for line in filter(None, text.splitlines()):
        if not line.startswith(" "):
            pattern = re.sub(r":\w+", "[^/]+", re.escape(line).replace(r"\*", ".*"))
        elif line.startswith("  Content-Security-Policy: ") and re.fullmatch(pattern, path):
            found.append(line.partition(": ")[2])
    return found


@pytest.mark.parametrize("prefix", ["", "/news"])
def test_the_policy_lets_the_search_alone_compile_its_program(paper: Newsroom, prefix: str) -> None:
    paper.write("site.toml", SITE.replace("courier.example", f"courier.example{prefix}") + ON)
    paper.write("content/pages/about.md", "# About us\n\nWe are a paper.\n")
    paper.write("content/harbor/h.txt", story("In a folder that no setting names", "2026-11-20 09:00"))
    paper.build()
    text = paper.page("/_headers")
    [own] = policies_at(text, f"{prefix}/search/")
    assert WASM in own
    pages = [f"{prefix}/{file.removesuffix('index.html')}" for file in paper.files() if file.endswith(".html")]
    assert {f"{prefix}{one}" for one in ("/", "/about/", "/harbor/", "/404.html", "/by/", "/search/")} < set(pages)
    for page in set(pages) - {f"{prefix}/search/"}:
        assert WASM not in policies_at(text, page)[-1], page  # what a host sends that takes the last rule
        assert policies_at(text, page)[-1] == own.replace(f" {WASM}", ""), page
    assert [file for file in paper.files() if file.endswith(".html") and "script-src" in paper.page(f"/{file}")] == []
    assert all(len(line) < 2_000 for line in text.splitlines())


def test_the_rules_follow_pages_that_come_and_go_and_are_not_too_many(paper: Newsroom, tmp_path: Path) -> None:
    paper.build()
    paper.write("content/pages/imprint.md", "# Imprint\n\nWe are a paper.\n")
    paper.write("content/pages/secret.md", "draft: yes\n\n# Secret\n\nNot yet.\n")
    assert "_headers" in paper.build().written
    assert "\n/imprint/\n" in paper.page("/_headers")
    assert "secret" not in paper.page("/_headers")
    paper.delete("content/pages/imprint.md")
    paper.build()
    assert "imprint" not in paper.page("/_headers")
    folders = [f"/section-{number}/" for number in range(200)]
    rules = headers_of(parse_config(SITE + ON), folders).decode().split("\n\n")
    assert len(rules) == 100
    (tmp_path / "clean").mkdir()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)


@pytest.mark.browser
def test_browsers_obey_the_policy_and_the_search_works_with_it(paper: Newsroom, chromium: Any) -> None:
    paper.write("site.toml", SITE.replace("https://courier.example", HOST) + ON)
    paper.build()
    text = paper.page("/_headers")
    compiled = "WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => 'yes', () => 'no')"

    def joined(path: str) -> str:
        return ", ".join(policies_at(text, path))

    with open_tab(chromium, paper, policy=joined) as tab:
        for url in ("/", "/town/", "/search/"):
            tab.goto(HOST + url)
            assert tab.evaluate(compiled) == ("yes" if url == "/search/" else "no"), url
        tab.goto(f"{HOST}/search/?q=headline")
        tab.wait_for_selector(".search-results li")


# --- what pages say -------------------------------------------------------------------------------


def test_a_paper_without_a_search_says_nothing_of_it(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("A story"))
    newsroom.build()
    assert searched(newsroom) == {}
    assert newsroom.mentions("wasm-unsafe-eval") == []
    assert [line for line in newsroom.page("/_headers").splitlines() if line.startswith("/")] == ["/*", "/assets/*"]
    newsroom.write("site.toml", SITE + ON)
    newsroom.build()
    assert "/search/" in newsroom.page("/")
    newsroom.write("site.toml", SITE)
    newsroom.build()
    assert searched(newsroom) == {}


def test_each_period_knows_its_records(paper: Newsroom) -> None:
    signed = story("A signed story", "2025-08-01 09:00", "Its first words.").replace("\n", "\nBy Jane Roe\n", 1)
    paper.write("content/town/signed.txt", signed)
    paper.build()
    store, _ = open_store(paper.folder / ".broadsheet")
    try:
        found = list(search.records(store, "2025", "%(headline)s"))
    finally:
        store.close()
    assert [(one.url, one.day, one.section) for one in found] == [
        ("/town/2025/03/04/s1/", "2025-03-04", "town"),
        ("/town/2025/07/08/s2/", "2025-07-08", "town"),
        ("/town/2025/08/01/signed/", "2025-08-01", "town"),
    ]
    assert found[0].text == "Words1 here."
    assert found[2].text == "Its first words.\n\nJane Roe"  # an excerpt doesn't begin with the name


def test_writings_without_spaces_are_set_apart() -> None:
    assert set_apart("Town フェリー 2026年") == "Town フ ェ リ ー 2026\u200b 年"
    assert set_apart("ゆるcafe vs駅") == "ゆ る\u200b cafe vs\u200b 駅"
    assert set_apart("ウキ♪」 vol.7「") == "ウ キ\u200b ♪\u200b 」 vol.7\u200b 「"
    assert set_apart("العبارة") == "العبارة"


# --- in a browser ---------------------------------------------------------------------------------

HEADLINES = [f"{who} {what} the {where} {thing}" for who in ("Council", "Harbormaster", "School board", "Judge") for what in ("approves", "delays", "rejects") for where in ("ferry", "library", "cannery") for thing in ("lease", "bond", "plan")]  # fmt: skip


@pytest.mark.browser
def test_known_headlines_are_among_the_first_five(newsroom: Newsroom, chromium: Any) -> None:
    newsroom.write("site.toml", SITE + ON)
    for number, headline in enumerate(HEADLINES):
        body = " ".join(HEADLINES[(number + step) % len(HEADLINES)] for step in (5, 17, 31)) + ". It met on Monday."
        newsroom.write(f"content/town/s{number}.txt", story(headline, f"2026-{1 + number % 11:02}-11 09:00", body))
    newsroom.build()
    missed = []
    with open_tab(chromium, newsroom) as tab:
        tab.goto(f"{HOST}/search/")
        for headline in HEADLINES[::3]:
            tab.fill("#search-words", headline)
            tab.press("#search-words", "Enter")
            tab.wait_for_selector(".search-results li:nth-child(5), .search-status:has-text('No story')")
            if headline not in tab.locator(".search-results a").all_inner_texts()[:5]:
                missed.append(headline)
    assert missed == []


@pytest.mark.browser
def test_a_search_is_done_by_keyboard_and_stands_in_the_address(paper: Newsroom, chromium: Any) -> None:
    paper.write("content/world/w.txt", story("Headline of the world", "2026-11-19 09:00", "Words & <more> here."))
    paper.build()
    with open_tab(chromium, paper) as tab:
        tab.goto(f"{HOST}/search/")
        tab.focus("#search-words")
        tab.keyboard.type("headline")
        tab.keyboard.press("Enter")
        tab.wait_for_selector(".search-results li")
        assert tab.url == f"{HOST}/search/?q=headline"
        assert tab.inner_text("[role=status]") == "Stories found: 5"
        tab.select_option("#search-section", "world")
        tab.wait_for_selector("[role=status]:has-text('Stories found: 1')")
        assert tab.url == f"{HOST}/search/?q=headline&section=world"
        assert tab.inner_text(".search-results p:last-child") == "Words & <more> here."
        tab.go_back()
        tab.wait_for_selector("[role=status]:has-text('Stories found: 5')")
        tab.click("[data-older]")
        tab.wait_for_selector("[role=status]:has-text('Stories found: 6')")
        assert tab.evaluate("document.activeElement.closest('.search-results') !== null")
        tab.goto(f"{HOST}/search/?q=nothingofthekind")
        tab.wait_for_selector("[role=status]:has-text('No story was found for “nothingofthekind”.')")


@pytest.mark.browser
def test_without_script_the_page_leads_to_archive_and_topics(paper: Newsroom, chromium: Any) -> None:
    paper.build()
    with open_tab(chromium, paper, java_script_enabled=False) as tab:
        tab.goto(f"{HOST}/search/")
        assert tab.is_visible("noscript p") or "needs JavaScript" in tab.content()
        assert not tab.is_visible("form.search")
        assert tab.locator("form.search").bounding_box() is None
        assert tab.is_visible(".page-ways a[href='/archive/']")
    with open_tab(chromium, paper) as tab:
        tab.route("**/*.js", lambda route: route.abort())
        tab.goto(f"{HOST}/search/")
        assert not tab.is_visible("form.search")
        assert tab.locator("form.search").bounding_box()["height"] > 0, "what is below it would move"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "headline", "words"),
    [
        ("ja", "町議会、フェリーの賃貸契約を承認", "フェリー 承認"),
        (
            "ja",
            "健康のために vol.7「体を張る♪」Presented by ゆるっとcafe",
            "vol.7「体を張る♪」Presented by ゆるっとcafe",
        ),
        ("zh", "市议会批准渡轮租约", "渡轮"),
        ("ar", "مجلس المدينة يقر عقد العبارة", "العبارة"),
    ],
)
def test_other_writings_are_found(newsroom: Newsroom, chromium: Any, language: str, headline: str, words: str) -> None:
    newsroom.write("site.toml", f'language = "{language}"\n' + SITE + ON)
    newsroom.write("content/town/a.md", f"---\ntitle: {headline}\ndate: 2026-11-20 09:00\n---\n\n{headline}。\n")
    newsroom.write("content/town/b.md", f"---\ntitle: Other\ndate: 2026-11-20 09:00\n---\n\n{headline[::-1]}\n")
    newsroom.build()
    with open_tab(chromium, newsroom) as tab:
        tab.goto(f"{HOST}/search/?q={words}")
        tab.wait_for_selector(".search-results li")
        assert tab.locator(".search-results a").all_inner_texts() == [headline]


def asked(tab: Any, words: str) -> str:
    """Ask for words, and return what the page says of them in the end."""
    tab.fill("#search-words", words)
    tab.press("#search-words", "Enter")
    return told(tab)


def told(tab: Any) -> str:
    tab.wait_for_function("(({ textContent, dataset }) => ![dataset.looking, ''].includes(textContent))(document.querySelector('[role=status]'))")  # fmt: skip
    return str(tab.inner_text("[role=status]"))


@pytest.mark.browser
def test_signs_beside_words_hide_nothing_and_are_shown_as_typed(paper: Newsroom, chromium: Any) -> None:
    paper.write("content/town/loan.txt", story("A loan of $4,500", "2026-11-19 09:00", "It costs €8,714 or more."))
    paper.build()
    with open_tab(chromium, paper) as tab:
        tab.goto(f"{HOST}/search/")
        for words in ("$4,500", "€8,714", "+4,500"):
            assert (words, asked(tab, words)) == (words, "Stories found: 1")
        for words in ("$&", "{qq}", "<qq>"):
            assert asked(tab, words) == f"No story was found for “{words}”."


@pytest.mark.browser
def test_whoever_asks_twice_while_the_search_is_loaded_finds_each_story_once(paper: Newsroom, chromium: Any) -> None:
    paper.build()
    with open_tab(chromium, paper) as tab:
        tab.goto(f"{HOST}/search/")
        tab.fill("#search-words", "headline")
        tab.evaluate("const form = document.querySelector('form.search'); form.requestSubmit(); form.requestSubmit()")
        assert told(tab) == "Stories found: 4"
        assert len(set(tab.locator(".search-results a").all_inner_texts())) == 4
        tab.evaluate("const older = document.querySelector('[data-older]'); older.click(); older.click()")
        tab.wait_for_selector("[role=status]:has-text('Stories found: 5')")
        assert tab.locator(".search-results a").count() == 5


@pytest.mark.browser
def test_what_could_not_be_loaded_is_told_and_loaded_by_the_next_search(paper: Newsroom, chromium: Any) -> None:
    paper.build()
    with open_tab(chromium, paper) as tab:
        for lost in ("periods.json", "pagefind.js", "wasm", "pf_meta", "pf_index", "pf_fragment", "2025/"):
            tab.goto(f"{HOST}/search/")
            for answer in (lambda route: route.abort(), lambda route: route.fulfill(status=404, body="Gone")):
                tab.route(f"**/search/**{lost}**", answer)
                said = asked(tab, "headline")
                assert (lost, said) == (lost, "The search could not be loaded. Please try again later.")
                tab.unroute(f"**/search/**{lost}**")
            assert (lost, asked(tab, "headline")) == (lost, "Stories found: 4")


@pytest.mark.browser
def test_what_another_script_could_not_load_is_no_failure_of_the_search(paper: Newsroom, chromium: Any) -> None:
    paper.build()
    with open_tab(chromium, paper) as tab:
        tab.goto(f"{HOST}/search/")
        assert asked(tab, "headline") == "Stories found: 4"
        assert tab.evaluate("fetch('/not/there.json').then((answer) => answer.status)") == 404
        assert asked(tab, "number") == "Stories found: 4"


@pytest.mark.browser
def test_stories_of_certain_days_are_found_behind_any_number_of_others(paper: Newsroom, chromium: Any) -> None:
    paper.build()
    with open_tab(chromium, paper) as tab:
        script = paper.page(re.findall(r'src="(/assets/search\.[^"]+)"', paper.page("/search/"))[0])
        few = script.replace("MOST = 400;", "MOST = 1;").replace("RANKED = 30;", "RANKED = 1;")
        assert "MOST = 1;" in few
        tab.route("**/assets/search.*", lambda route: route.fulfill(body=few, content_type="text/javascript"))
        tab.goto(f"{HOST}/search/?q=headline&to=2025-03-31")
        said = [told(tab)]
        while tab.is_visible("[data-more]"):
            tab.click("[data-more]")
            tab.wait_for_timeout(50)
            said.append(told(tab))
        assert said[-1] == "Stories found: 1"
        assert set(said[:-1]) <= {"Stories found: 0+", "Stories found: 1+"}


@pytest.mark.browser
def test_the_search_goes_on_only_when_something_else_is_asked(paper: Newsroom, chromium: Any) -> None:
    paper.write("content/world/w.txt", story("Elsewhere", "2026-11-19 09:00"))
    paper.build()
    with open_tab(chromium, paper) as tab:
        tab.goto(f"{HOST}/search/?q=headline&section=gone")
        assert (told(tab), tab.input_value("#search-section")) == ("Stories found: 4", "")
        assert tab.evaluate("document.querySelector('#search-section').selectedIndex") == 0
        tab.fill("#search-from", "0202-01-01")
        assert tab.url == f"{HOST}/search/?q=headline&section=gone"
        tab.fill("#search-words", "half a que")
        tab.evaluate("location.hash = 'main'")
        tab.wait_for_timeout(50)
        assert tab.input_value("#search-words") == "half a que"
        tab.fill("#search-words", "headline")
        tab.fill("#search-from", "2026-01-01")
        tab.wait_for_selector("[role=status]:has-text('Stories found: 2')")
        assert tab.url == f"{HOST}/search/?q=headline&from=2026-01-01"
