"""Trending stories go from the log through the command and trending.json to the page."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of

from generator.cli import main
from generator.model import Gravity

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOW = ("--now", NOON.isoformat())
PARTS = {"parts/trending.html", "parts/trending-world.html", "parts/trending-town.html"}
URL = "/{}/2026/11/20/{}/"


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Return a paper with eight stories in two sections, whose readers nobody has counted."""
    for number in range(8):
        section = ["world", "town"][number % 2]
        newsroom.write(f"content/{section}/s{number}.txt", story(f"Headline {number}", f"2026-11-20 09:0{number}"))
    return newsroom


def rank(newsroom: Newsroom, *paths: str, **fields: object) -> None:
    stories = [{"story": path, "score": 100 - place} for place, path in enumerate(paths)]
    newsroom.write("trending.json", json.dumps({"counted": NOON.isoformat(), "stories": stories, **fields}))


def lists(newsroom: Newsroom, way: str, more: str = "") -> None:
    newsroom.write("site.toml", SITE + f'\n[story]\nlists = "{way}"\n{more}')


def run(newsroom: Newsroom, command: str, *arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(main, [command, "--source", str(newsroom.folder), *NOW, *arguments], **options)


def hits(path: str, readers: int, first: int = 0) -> str:
    line = '10.1.0.{} - - [23/Nov/2026:11:{:02}:00 +0000] "GET {} HTTP/1.1" 200 9 "-" "{}"\n'
    return "".join(line.format(first + n, n % 60, path, FIREFOX) for n in range(readers))


# --- the command ----------------------------------------------------------------------------------


def test_from_a_log_to_the_page(paper: Newsroom) -> None:
    assert run(paper, "build").exit_code == 0
    log = paper.write("access.log", hits(URL.format("town", "s3"), 3) + hits(URL.format("world", "s2"), 5))
    told = run(paper, "trending", str(log))
    assert told.exit_code == 0, told.output
    assert "1. world/s2 (" in told.output
    assert run(paper, "build").exit_code == 0
    part = paper.page("/parts/trending.html")
    assert part.index("Headline 2") < part.index("Headline 3")
    assert "Headline 3" not in paper.page("/parts/trending-world.html")
    assert (
        "10.1.0"
        not in (paper.folder / "trending.json").read_text()
        + (paper.folder / ".broadsheet/trending/ledger.json").read_text()
    )


def test_a_log_can_be_piped_in_and_json_says_what_came_of_it(paper: Newsroom) -> None:
    run(paper, "build")
    result = run(paper, "trending", "--json", "-", input=hits(URL.format("town", "s1"), 4))
    told = json.loads(result.stdout)
    assert (told["sources"][0]["views"], told["stories"][0]["story"]) == (4, "town/s1")


def test_a_dry_run_writes_nothing(paper: Newsroom) -> None:
    run(paper, "build")
    log = paper.write("access.log", hits(URL.format("town", "s1"), 4))
    assert "1. town/s1 (" in run(paper, "trending", "--dry-run", str(log)).output
    assert not (paper.folder / "trending.json").exists()
    assert list((paper.folder / ".broadsheet/trending").glob("*.json")) == []


def test_trending_json_is_the_same_bytes_in_whatever_order_the_logs_are_named(paper: Newsroom) -> None:
    run(paper, "build")
    logs = [str(paper.write(f"{n}.log", hits(URL.format("town", f"s{n}"), 4, n * 50))) for n in (1, 3, 5)]
    run(paper, "trending", *logs)
    once = (paper.folder / "trending.json").read_bytes()
    (paper.folder / ".broadsheet/trending/ledger.json").unlink()
    run(paper, "trending", *reversed(logs))
    assert (paper.folder / "trending.json").read_bytes() == once


def test_before_the_first_build_there_is_nobody_to_count(paper: Newsroom) -> None:
    result = run(paper, "trending", str(paper.write("access.log", hits("/", 1))))
    assert (result.exit_code, "broadsheet build" in result.output) == (2, True)


def test_in_a_folder_without_a_paper_nothing_is_made(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["trending", "--source", str(tmp_path), "-"], input="")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])


def test_a_source_that_is_none_exits_with_1_and_leaves_trending_json_alone(paper: Newsroom) -> None:
    run(paper, "build")
    result = run(paper, "trending", str(paper.folder / "site.toml"), str(paper.folder / "none.log"))
    assert result.exit_code == 1
    assert not (paper.folder / "trending.json").exists()


def test_a_drafts_and_an_embargoed_storys_address_count_for_nothing(paper: Newsroom) -> None:
    paper.write("content/world/secret.txt", story("Secret plan", Draft="yes"))
    paper.write("content/world/later.txt", story("Later plan", Embargo="2026-11-30 09:00"))
    run(paper, "build")
    forged = "".join(
        hits(f"/world/{day}/{name}/", 9) for day in ("2026/11/20", "2026/11/30") for name in ("secret", "later")
    )
    log = paper.write("access.log", forged + hits("/world/2026/11/20/<script>/", 9) + hits(URL.format("town", "s1"), 1))
    run(paper, "trending", str(log))
    ranking = json.loads((paper.folder / "trending.json").read_text())
    assert [one["story"] for one in ranking["stories"]] == ["town/s1"]


def test_a_former_address_counts_for_its_story(paper: Newsroom) -> None:
    paper.write("content/world/s0.txt", story("Headline 0", Was="/old/zero.html"))
    run(paper, "build")
    log = paper.write("access.log", hits("/old/zero.html", 3) + hits(URL.format("world", "s0"), 3))
    told = json.loads(run(paper, "trending", "--json", str(log)).stdout)
    assert [(one["story"], round(one["score"], 1)) for one in told["stories"]] == [("world/s0", 2.8)]


# --- what is printed ------------------------------------------------------------------------------


def test_without_readers_no_page_has_a_word_of_it(paper: Newsroom) -> None:
    paper.build()
    assert paper.mentions("rending") == [name for name in paper.mentions("rending") if name.startswith("assets/")]


@pytest.mark.parametrize("way", ["browser", "ssi", "esi"])
def test_another_ranking_prints_the_lists_alone(paper: Newsroom, way: str) -> None:
    lists(paper, way)
    rank(paper, "world/s0")
    paper.build()
    rank(paper, "world/s2", "town/s1")
    assert set(paper.build().written) == PARTS
    rank(paper, "world/s2", "town/s1", "gone/story")
    assert paper.build().written == ()


def test_with_inline_every_page_holds_the_list_without_its_own_story(paper: Newsroom) -> None:
    lists(paper, "inline", "latest = 0\ntrending = 2\n")
    rank(paper, "world/s0", "town/s1", "world/s2", "town/s3")
    paper.build()
    assert 'href="/town/2026/11/20/s1/"' in paper.page(URL.format("world", "s6"))
    own = paper.page(URL.format("world", "s0")).split('id="trending"')[1].split("</ol>")[0]
    assert own.count("<li>") == 2
    assert "Headline 0" not in own
    rank(paper, "town/s5")
    assert URL.format("world", "s6")[1:] + "index.html" in paper.build().written


@pytest.mark.parametrize("way", ["ssi", "esi"])
def test_the_server_puts_in_the_list_with_its_heading(paper: Newsroom, way: str) -> None:
    lists(paper, way)
    rank(paper, "world/s0")
    paper.build()
    page = paper.page(URL.format("world", "s6"))
    assert {
        "ssi": '<!--#include virtual="/parts/trending.html" -->',
        "esi": '<esi:include src="/parts/trending.html"/>',
    }[way] in page
    assert "Trending stories" not in page
    assert "Trending stories" in paper.page("/parts/trending.html")
    rank(paper)
    paper.build()
    assert "<h2" not in paper.page("/parts/trending.html")


def test_in_browsers_the_place_is_empty_and_hidden(paper: Newsroom) -> None:
    rank(paper, "world/s0")
    paper.build()
    section = (
        paper.page(URL.format("world", "s6")).split('<section aria-labelledby="trending"')[1].split("</section>")[0]
    )
    assert section.startswith(" hidden>")
    assert '<div data-part="/parts/trending.html"></div>' in section


def test_equal_scores_have_one_order_and_the_order_of_the_file_does_not_matter(paper: Newsroom) -> None:
    def write(*paths: str) -> None:
        paper.write("trending.json", json.dumps({"stories": [{"story": path, "score": 5} for path in paths]}))

    write("world/s2", "town/s1", "world/s0")
    paper.build()
    first = paper.page("/parts/trending.html")
    assert first.index("Headline 1") < first.index("Headline 0") < first.index("Headline 2")
    write("world/s0", "world/s2", "town/s1", "town/s1")
    assert paper.build().written == ()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"stories": [{"story": 1, "score": 1}]}', '{"stories": [{"story": "a", "score": -1}]}', '{"stories": 3}',
     '{"stories": [{"story": "a", "score": 1, "url": "/x/"}]}', '{"storys": []}', "\x00", "[" * 100_000, '{"stories": [{"story": "a", "score": NaN}]}'],
)  # fmt: skip
def test_mistakes_in_trending_json_are_told_and_the_list_is_left_out(paper: Newsroom, text: str) -> None:
    rank(paper, "world/s0")
    paper.build()
    paper.write("trending.json", text)
    outcome = paper.build()
    [problem] = [one for one in outcome.problems if one.path == "trending.json"]
    assert (problem.gravity, bool(problem.hint)) == (Gravity.WARNING, True)
    assert set(outcome.written) == PARTS - {"parts/trending-town.html"}
    assert "Headline" not in paper.page("/parts/trending.html")


def test_markup_in_trending_json_reaches_no_page(paper: Newsroom) -> None:
    rank(paper, "<script>alert(1)</script>", "world/s0", "../../etc/passwd", "world/s0\x00")
    paper.build()
    assert paper.mentions("alert(1)") == []
    assert paper.page("/parts/trending.html").count("<li>") == 1


def test_without_data_editors_picks_stand_there_if_wished(paper: Newsroom) -> None:
    lists(paper, "ssi", 'trending_without_data = "picks"\n')
    paper.write("content/front.toml", 'leads = ["world/s4"]\n')
    paper.write("content/town/s7.txt", story("Headline 7", Priority="2"))
    paper.build()
    part = paper.page("/parts/trending.html")
    assert "Editors’ picks" in part
    assert part.index("Headline 4") < part.index("Headline 7")
    assert part.count("<li>") == 2
    paper.write("content/front.toml", 'leads = ["world/s2"]\n')
    assert "parts/trending.html" in paper.build().written
    rank(paper, "town/s1")
    paper.build()
    assert "Editors" not in paper.page("/parts/trending.html")


@pytest.mark.parametrize("way", ["browser", "ssi", "inline"])
@pytest.mark.parametrize("source", ["ranked", "picked"])
def test_what_is_not_public_is_in_no_list_at_any_clock(paper: Newsroom, tmp_path: Path, way: str, source: str) -> None:
    lists(paper, way, 'trending_without_data = "picks"\n')
    paper.write("content/world/draft.txt", story("Zebra draft", Draft="yes", Priority="9"))
    paper.write("content/world/later.txt", story("Zebra later", Embargo="2026-11-25 09:00", Priority="9"))
    paper.write("content/town/over.txt", story("Zebra over", Expires="2026-11-24 09:00", Priority="9"))
    names = ["world/draft", "world/later", "town/over", "world/s0"]
    if source == "ranked":
        rank(paper, *names)
    paper.write("content/front.toml", f"leads = {json.dumps(names)}\n")
    for days, shown in ((0, {"over"}), (1.5, set()), (3, {"later"}), (0.5, {"over"}), (30, {"later"})):
        now = NOON + timedelta(days=days)
        paper.build(now)
        files = site_of(paper)
        for name in ("draft", "later", "over"):
            assert bool(paper.mentions(f"Zebra {name}")) == (name in shown), (days, name)
        part = files["parts/trending.html"].decode()
        assert {name for name in ("draft", "later", "over") if f"Zebra {name}" in part} == shown
    (tmp_path / "clean").mkdir()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON + timedelta(days=30))


def test_a_clean_build_on_another_machine_shows_the_same(paper: Newsroom, tmp_path: Path) -> None:
    run(paper, "build")
    run(paper, "trending", str(paper.write("access.log", hits(URL.format("town", "s3"), 3))))
    paper.build()
    (tmp_path / "clean").mkdir()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)


def test_when_trending_is_given_up_its_lists_go(paper: Newsroom) -> None:
    rank(paper, "world/s0")
    paper.build()
    paper.delete("trending.json")
    assert set(paper.build().removed) == PARTS
    assert 'id="trending"' not in paper.page(URL.format("world", "s6"))
