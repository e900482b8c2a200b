"""What content/SECTION/_index.md says of a section: its words, its picture, and the story that stands first."""

import json
import re
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from pictured import picture

from generator.config import parse_config
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.model import Gravity, SectionCard

SETTINGS = intake_settings_of(parse_config(SITE))


def card_in(text: str, file: str) -> SectionCard:
    parsed = parse_copy(text.encode(), file, SETTINGS)
    assert parsed.section is not None
    assert parsed.problems == ()
    return parsed.section


def headlines(page: str) -> list[str]:
    """Return the headlines of the cards of a page, in order."""
    return re.findall(r'<h2 class="headline[^>]*><a [^>]*>([^<]*)</a>', page)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("content/harbor/_index.md", "---\ntitle: The harbor\nlead: harbor/pier\n---\n\nNews of *ships* and tides.\n"),
        ("content/harbor/_index.md", "# The harbor\n\nNews of ships and tides.\n"),
        ("content/harbor/section.txt", "The harbor\n\nNews of ships and tides.\n"),
        ("content/harbor/section.txt", "The harbor\n\nLead: harbor/pier\n\nNews of ships and tides.\n"),
        ("content/harbor/section.txt", "Lead: harbor/pier\nTitle: The harbor\n\nNews of ships and tides.\n"),
        ("content/harbor/section.txt", "Title: The harbor\nDescription: News of ships and tides.\n"),
    ],
)
def test_a_section_is_described_in_markdown_or_plain_text(file: str, text: str) -> None:
    card = card_in(text, file)
    assert (card.slug, card.name, card.description) == ("harbor", "The harbor", "News of ships and tides.")
    assert card.lead == ("harbor/pier" if "ead:" in text else "")
    assert card.lead_line == next((n for n, line in enumerate(text.split("\n"), 1) if "ead:" in line), 0)


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        (
            "content/town/schools/_index.md",
            "Stories here are in the section “town”: describe it in content/town/_index.md, or delete the file.",
        ),
        (
            "content/_index.md",
            "The paper's own line is “tagline” in site.toml. Move the file into the folder of a section, or delete it.",
        ),
    ],
)
def test_a_file_that_describes_no_section_is_told(newsroom: Newsroom, file: str, hint: str) -> None:
    newsroom.write("content/town/schools/a.txt", story("A story"))
    newsroom.write(file, "# Schools\n\nNews of schools.\n")
    [problem] = newsroom.build().problems
    assert (problem.path, problem.hint, problem.gravity) == (file, hint, Gravity.WARNING)
    assert newsroom.mentions("News of schools") == []


def test_of_two_files_about_a_section_or_a_person_the_second_is_told(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("A story"))
    newsroom.write("content/town/_index.md", "News of the town.\n")
    newsroom.write("content/town/section.txt", "News of the city.\n")
    newsroom.write("content/people/jane roe.md", "# Jane Roe\n\nReporter.\n")
    newsroom.write("content/people/jane-roe.txt", "Jane Roe\n\nEditor.\n")
    told = {one.path: one.message for one in newsroom.build().problems}
    assert told == {
        "content/town/section.txt": "content/town/_index.md describes the same section, so nothing of this file is shown.",
        "content/people/jane-roe.txt": "content/people/jane roe.md describes the same person, so nothing of this file is shown.",
    }
    assert "News of the town." in newsroom.page("/town/")
    newsroom.delete("content/town/section.txt")
    newsroom.delete("content/people/jane-roe.txt")
    assert newsroom.build().problems == ()


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("content/harbor/section.txt", "# The harbor\n\nLead: harbor/pier\n\nShips.\n", 3),
        ("content/harbor/_index.md", "The harbor\nLead: harbor/pier\n\nShips.\n", 2),
        ("content/harbor/section.txt", "Title: The harbor\nLead: harbor/pier\n\nShips.\n", 0),
        ("content/harbor/_index.md", "# The harbor\n\nLead: harbor/pier\n\nShips.\n", 0),
    ],
)
def test_a_lead_that_is_read_as_text_is_told(file: str, text: str, line: int) -> None:
    parsed = parse_copy(text.encode(), file, SETTINGS)
    assert parsed.section is not None
    assert [one.line for one in parsed.problems] == ([line] if line else [])
    assert ("Lead:" in parsed.section.description, parsed.section.lead) == (
        bool(line),
        "" if line else "harbor/pier",
    )


def test_a_single_line_is_the_description() -> None:
    card = card_in("News of ships and tides\n", "content/harbor/section.txt")
    assert (card.name, card.description) == ("", "News of ships and tides")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("content/harbor/_index.md", "# The harbor\n\nLeed: harbor/pier\n\nShips.\n", (3, "Leed", "Lead")),
        ("content/harbor/section.txt", "Title: The harbor\nDescripton: Ships.\n", (2, "Descripton", "Description")),
        (
            "content/harbor/_index.md",
            "---\ntitle: Harbor\nleed: harbor/pier\nweight: 3\n---\nShips.\n",
            (3, "leed", "Lead"),
        ),
        ("content/pages/shop.txt", "The shop\n\nMenue: footer\n\nMugs.\n", (3, "Menue", "Menu")),
        ("content/pages/shop.md", "# The shop\nOrdr: 3\n\nMugs.\n", (2, "Ordr", "Order")),
        ("content/pages/contact.txt", "Contact\n\nTel: 555 0100\nMail: a@b.example\nNews: Ann\nMenu cards: Bo\n", None),
        ("content/pages/contact.txt", "Contact\n\nWrite to us.\n\nMenue: soup\n", None),
    ],
)
def test_a_misspelled_key_of_a_page_or_a_section_is_told(
    file: str, text: str, told: tuple[int, str, str] | None
) -> None:
    found = [(one.line, one.message, one.hint) for one in parse_copy(text.encode(), file, SETTINGS).problems]
    expected = told and (
        told[0],
        f"There is no key “{told[1]}”.",
        f"If you mean “{told[2]}”, write that.",
    )
    assert found == ([expected] if expected else [])


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    newsroom.write("site.toml", "page_size = 2\n" + SITE)
    for number in range(1, 6):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", date=f"2026-11-1{number} 09:00"))
    newsroom.write("content/town/t.txt", story("In town"))
    newsroom.write("content/world/_index.md", "---\nlead: s2\n---\nAll of the world.\n")
    return newsroom


def test_the_words_stand_on_the_front_and_in_its_metadata(paper: Newsroom) -> None:
    assert paper.build().problems == ()
    front = paper.page("/world/")
    assert '<p class="deck">All of the world.</p>' in front
    assert '<meta name="description" content="All of the world.">' in front
    found = re.search(r"<script type=\"application/ld\+json\">(.*?)</script>", front)
    assert found
    assert json.loads(found[1])["@graph"][0]["description"] == "All of the world."
    assert '<p class="deck">All of the world.</p>' not in paper.page("/world/page/1/")


def test_the_named_story_stands_first_and_once(paper: Newsroom) -> None:
    paper.build()
    assert headlines(paper.page("/world/")) == ["Story 2", "Story 5", "Story 4", "Story 3"]
    assert headlines(paper.page("/world/page/1/")) == ["Story 2", "Story 1"]
    paper.write("content/world/_index.md", "---\nlead: world/s4\n---\nAll of the world.\n")
    assert paper.build().written == ("world/index.html",)
    assert headlines(paper.page("/world/")) == ["Story 4", "Story 5", "Story 3"]
    paper.write("content/world/_index.md", "All of the world.\n")
    assert paper.build().written == ("world/index.html",)
    assert headlines(paper.page("/world/")) == ["Story 5", "Story 4", "Story 3"]


def test_a_lead_that_changes_or_goes_changes_the_front(paper: Newsroom, tmp_path: Path) -> None:
    paper.write("content/world/_index.md", "---\nlead: town/t\n---\n")
    paper.build()
    assert headlines(paper.page("/world/"))[0] == "In town"
    paper.write("content/town/t.txt", story("In the old town"))
    paper.build()
    assert headlines(paper.page("/world/"))[0] == "In the old town"
    paper.write("content/town/t.txt", story("In the old town", Draft="yes"))
    outcome = paper.build()
    assert "old town" not in paper.page("/world/")
    assert [one.message for one in outcome.problems if one.path.endswith("_index.md")] == [
        "“town/t” isn't public now, so it is left out."
    ]
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)


def test_a_lead_that_no_story_has_is_told_with_its_line(paper: Newsroom) -> None:
    paper.write("content/world/_index.md", "---\ntitle: World\nlead: s22\n---\n")
    [told] = paper.build().problems
    assert (told.where, told.message) == ("content/world/_index.md:3", "There is no story called “s22”.")


def test_a_section_s_picture_is_at_the_top_of_its_front_alone(paper: Newsroom, tmp_path: Path) -> None:
    paper.write("content/world/section.jpg", picture(1600, 1200))
    paper.write("content/world/section.jpg.txt", "Alt: The globe\nCredit: Ann Lee\n")
    paper.build()
    assert '<figure class="banner">' in paper.page("/world/")
    assert 'alt="The globe"' in paper.page("/world/")
    assert "banner" not in paper.page("/world/page/1/")
    assert "banner" not in paper.page("/town/")
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)
    paper.delete("content/world/section.jpg")
    paper.build()
    assert "banner" not in paper.page("/world/")
    assert paper.mentions("assets/photos") == []


RESTRAINTS = ["Draft: yes", "Embargo: 2026-12-24 09:00", "Expires: 2026-11-01", "Draft: perhaps", "Embargo: soon"]


@pytest.mark.parametrize("line", RESTRAINTS)
@pytest.mark.parametrize("file", ["content/world/section.txt", "content/world/_index.md", "content/people/jane.md"])
def test_a_file_that_restrains_itself_is_in_no_output_byte(newsroom: Newsroom, file: str, line: str) -> None:
    newsroom.write("content/world/a.txt", story("A story", By="Jane Roe"))
    first = "Name: Jane Roe\nRole: Canary\n" if "people" in file else "Title: Canary\nLead: canary\n"
    words = first + "%s\nA canary.\n"
    newsroom.write(file, words % "")
    newsroom.build()
    assert newsroom.mentions("anary")
    newsroom.write(file, words % f"{line}\n")
    told = [one for one in newsroom.build().problems if "restrains" in one.message]
    assert [(one.path, one.message) for one in told] == [
        (file, f"“{line}” restrains the file, so nothing of it is published.")
    ]
    assert newsroom.mentions("anary") == []
    newsroom.write(file, words % "Draft: no\nEmbargo: none\n")
    newsroom.build()
    assert newsroom.mentions("anary")
