"""`stats` counts what is public, measures the last build, and finds the stories to which only lists lead."""

import json

from click.testing import CliRunner, Result
from conftest import NOON, SITE, Newsroom, story

from generator.cli import main
from generator.commands.page_weights import BYTES_PER_S, ROUND_TRIP_S, PageWeight
from generator.commands.stats import Count, measure_paper


def run(newsroom: Newsroom, *options: str) -> Result:
    return CliRunner().invoke(
        main, ["stats", "--source", str(newsroom.folder), "--now", "2026-11-23T12:00:00Z", *options]
    )


def test_public_stories_are_counted_by_section_byline_and_year_in_the_papers_zone(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", "2026-01-01 00:30", "One two three.", By="Jane Roe and Ann Poe"))
    newsroom.write("content/world/b.txt", story("B", "2025-12-31 23:30", "One two.", By="Ann Poe"))
    newsroom.write("content/town/c.txt", story("C", "2024-05-01 09:00", "One."))
    newsroom.write("content/town/d.txt", story("D", "2027-05-01 09:00", "One."))
    newsroom.write("content/town/e.txt", story("E", Draft="yes"))
    newsroom.write("content/pages/about.md", "# About us\n\nWe.\n")
    found = measure_paper(newsroom.paper(NOON), 10)
    assert (found.stories, found.words) == (3, 6)
    assert found.sections == (Count("World", 2), Count("Town", 1))
    assert found.bylines == (Count("Ann Poe", 2), Count("Jane Roe", 1))
    assert found.years == (Count("2024", 1), Count("2025", 1), Count("2026", 1))
    assert (found.sizes, found.heaviest) == ((), ())


def test_orphans_are_the_stories_that_no_text_no_setting_and_no_list_of_related_stories_leads_to(
    newsroom: Newsroom,
) -> None:
    newsroom.write("site.toml", 'corrections_policy = "/world/2026/11/20/policy/"\n' + SITE)
    newsroom.write("content/pages/about.md", "# About us\n\n[x](https://courier.example/world/2026/11/20/linked/)\n")
    texts = {"policy": "Zebras graze quietly.", "linked": "Boats sail.", "pinned": "Snow fell.", "alone": "Corn grew."}
    for name, text in texts.items():
        newsroom.write(f"content/world/{name}.txt", story(name.title(), body=text))
    newsroom.write(
        "content/world/self.md",
        "# Self\nDate: 2026-11-19\nRelated: pinned\n\n[me](../self/) [me](/world/2026/11/19/self/)\n",
    )
    found = measure_paper(newsroom.paper(NOON), 10)
    assert [(one.file, one.url) for one in found.orphans] == [
        ("content/world/alone.txt", "/world/2026/11/20/alone/"),
        ("content/world/self.md", "/world/2026/11/19/self/"),
    ]


def test_files_and_pages_of_the_last_build_are_measured(newsroom: Newsroom) -> None:
    page = (
        '<img src="/big.png"><img src="big.png" alt=""><img loading="lazy" src="/late.png"><img src="/none.png">'
        '<script src="https://other.example/x.js"></script><link rel="stylesheet" href="/own.css">'
        '<link rel="icon" href="/late.png">'
    )
    for name, content in {"heavy.html": page, "own.css": "a {}", "big.png": "x" * 400_000, "late.png": "x"}.items():
        newsroom.write(f"static/{name}", content)
    newsroom.write("content/world/b.txt", story("B"))
    newsroom.build(NOON)
    found = measure_paper(newsroom.paper(NOON), 2)
    pages = [content for name, content in newsroom.files().items() if name.endswith(".html")]
    assert (found.sizes[0].kind, found.sizes[0].files, found.sizes[0].bytes) == (
        "pages",
        len(pages),
        sum(map(len, pages)),
    )
    weight = 400_000 + len(page) + len("a {}")
    assert found.heaviest[0] == PageWeight("/heavy.html", weight, 3, round(2 * ROUND_TRIP_S + weight / BYTES_PER_S, 1))
    assert found.heaviest[1].bytes < weight


def test_people_and_scripts_get_the_same_numbers_and_long_lists_are_cut(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.write(f"content/world/s{number}.txt", story(f"S{number}", By=f"Ann Poe{'abc'[number]}"))
    told = run(newsroom, "--most", "2")
    assert told.exit_code == 0
    assert "3 public stories, 9 words." in told.output
    assert "  … and 1 more; --most 3 lists all." in told.output
    assert "has not been built yet" in told.output
    found = json.loads(run(newsroom, "--json").stdout)
    assert (found["stories"], len(found["bylines"]), found["heaviest"]) == (3, 3, [])
    assert not (newsroom.folder / ".broadsheet").exists()
