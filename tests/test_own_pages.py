"""Pages of the paper's own: content/pages/about.md is /about/, no story, and behind the same gate as stories."""

import json
import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import NOON, SITE, Newsroom, story
from documents import docx, para
from pictured import picture

from generator.build import build
from generator.cli import main
from generator.commands.check import check_paper
from generator.commands.explain import explain
from generator.commands.first_pages import PAGES
from generator.commands.init import make_paper
from generator.commands.takedown import TakedownOptions, put_back, take_down
from generator.config import parse_config
from generator.edition.last import open_last
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.model import Gravity, Parsed
from generator.paper import Paper
from generator.preview.desk import DeskQuery, describe_story, list_stories
from generator.preview.drafts import render_preview
from generator.preview.rows import open_filed

LATER = datetime(2026, 12, 1, tzinfo=UTC)
SETTINGS = intake_settings_of(parse_config(SITE))


def read(text: str, file: str = "content/pages/about.md") -> Parsed:
    return parse_copy(text.encode(), file, SETTINGS)


def messages(parsed: Parsed) -> list[str]:
    return [problem.message for problem in parsed.problems]


def links_in(page: str, part: str) -> list[str]:
    """Return the addresses that a menu of the page leads to. `part`: `sections`, `more-menu` or `colophon-more`."""
    block = page.split(part, 1)[1].split("</nav>", 1)[0]
    if part == "sections":
        block = block.split('<details class="more-menu">', 1)[0]
    return re.findall(r'href="([^"]*)"', block)


# --- what is read ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("about.md", "/about/"),
        ("About us.txt", "/about-us/"),
        ("about/team.md", "/about/team/"),
        ("about/index.md", "/about/"),
        ("about/_index.md", "/about/"),
        ("Über uns/Das Team.md", "/uber-uns/das-team/"),
    ],
)
def test_the_file_names_the_address(newsroom: Newsroom, file: str, address: str) -> None:
    newsroom.write(f"content/pages/{file}", "The title\n\nWe are a paper.\n")
    outcome = newsroom.build()
    assert outcome.problems == ()
    page = newsroom.page(address)
    assert "<h1>The title</h1>" in page
    assert "<p>We are a paper.</p>" in page


def test_no_line_of_a_contact_page_is_taken_for_a_header_or_left_out() -> None:
    lines = ["Place: 12 Main Street", "Time: 9 to 5", "Source: The Bay Courier", "Phone: 555 0100", "-30-"]
    parsed = read(
        "Contact us\n\n" + "\n".join(lines) + "\n\nFor immediate release\nContact: Jane Roe\n", "content/pages/c.txt"
    )
    assert parsed.story is not None
    assert parsed.story.headline == "Contact us"
    words = re.sub(r"<[^>]+>", "", parsed.body.html)
    assert all(line in words for line in [*lines, "For immediate release", "Contact: Jane Roe"])


@pytest.mark.parametrize(
    "text",
    [
        "Title: About us\nMenu: footer 7\nDescription: Who we are.\n\nThe text.\n",
        "---\ntitle: About us\nmenu: [footer]\nweight: 7\ndescription: Who we are.\n---\n\nThe text.\n",
        "# About us\nMenu: footer 7\nDescription: Who we are.\n\nThe text.\n",
        "About us\n\nOrder: 7\nMenu: bottom\nSummary: Who we are.\n\nThe text.\n",
        "Menu: footer\nOrder: 7\nTitle: About us\nDescription: Who we are.\n\nThe text.\n",
    ],
)
@pytest.mark.parametrize("file", ["content/pages/about.md", "content/pages/about.txt"])
def test_the_header_may_stand_above_the_title_or_under_it(text: str, file: str) -> None:
    parsed = read(text.removeprefix("# " if file.endswith(".txt") else ""), file)
    assert parsed.story is not None
    assert parsed.story.own is not None
    assert (parsed.story.headline, parsed.story.summary) == ("About us", "Who we are.")
    assert parsed.story.own.menus == (("footer", 7),)
    assert parsed.body.html.strip() == "<p>The text.</p>"
    assert messages(parsed) == []


def test_a_page_without_a_title_is_named_after_its_file() -> None:
    parsed = read("We are the paper of this town.\n\nAnd of the bay.\n", "content/pages/privacy-policy.md")
    assert parsed.story is not None
    assert parsed.story.headline == "Privacy policy"
    assert parsed.body.html.count("<p>") == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Menu: sidebar", "There is no menu “sidebar”."),
        ("Menu: footer\nOrder: first", "“first” isn't a place in a menu."),
        ("Draft: perhaps", "“perhaps” is neither yes nor no."),
        ("Embargo: soon", "“soon” isn't a date."),
    ],
)
def test_what_a_header_gets_wrong_is_told(line: str, message: str) -> None:
    assert any(message.split("”", maxsplit=1)[0] in one for one in messages(read(f"Title: A\n{line}\n\nText.\n")))


def test_the_home_page_can_t_be_replaced() -> None:
    parsed = read("# Home\n\nText.\n", "content/pages/index.md")
    assert parsed.story is None
    assert messages(parsed) == ["The home page is made of the stories, so no file can be it."]


def test_a_document_can_be_a_page(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.docx", docx(para("About us", style="Title"), para("We are a paper.")))
    newsroom.build()
    assert "We are a paper." in newsroom.page("/about/")


def test_a_section_can_t_be_called_pages(newsroom: Newsroom) -> None:
    result = CliRunner().invoke(main, ["new", "--source", str(newsroom.folder), "--section", "pages", "Our history"])
    assert result.exit_code == 2
    assert "“pages” can't be a section" in result.output


# --- what is public -------------------------------------------------------------------------------


def test_a_page_is_in_the_sitemap_and_in_no_list_or_feed(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A pier closes", body="The harbor office closed the pier."))
    newsroom.write("content/pages/about.md", "# About us\n\nThe harbor office closed the pier. We are a paper.\n")
    assert newsroom.build().stories == 1
    assert newsroom.mentions("About us") == ["about/index.html"]
    assert newsroom.mentions("https://courier.example/about/") == ["about/index.html", "sitemaps/pages.xml"]


def test_a_page_that_search_engines_must_not_list_is_in_no_sitemap(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.md", "# About us\nNoindex: yes\n\nText.\n")
    newsroom.build()
    assert "noindex" in newsroom.page("/about/")
    assert "/about/" not in newsroom.page("/sitemaps/pages.xml")


@pytest.mark.parametrize("line", ["Draft: yes", "Embargo: 2026-11-30", "Date: 2026-11-30", "Expires: 2026-11-01"])
def test_a_page_behind_the_gate_is_in_no_output_byte(newsroom: Newsroom, line: str) -> None:
    newsroom.write(
        "content/pages/secret.md",
        f"# Secretive\nMenu: header, footer, more\n{line}\n\nWhispered.\n\n![Boat](boat.jpg)\n",
    )
    newsroom.write("content/pages/boat.jpg", picture(160, 120))
    newsroom.build()
    assert newsroom.mentions("ecret") == []
    assert newsroom.mentions("Whispered") == []
    assert newsroom.mentions("assets/photos") == []


def test_a_page_opens_when_its_embargo_ends(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/new.md", "# New owners\nMenu: header\nEmbargo: 2026-11-30 09:00\n\nText.\n")
    outcome = newsroom.build(datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert outcome.next_change == datetime(2026, 11, 30, 14, tzinfo=UTC)
    newsroom.build(LATER)
    assert links_in(newsroom.page("/"), "sections")[-1] == "/new/"
    assert newsroom.page("/new/")


def test_taking_a_page_down_leaves_nothing_of_it(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.md", "# Withdrawn words\nMenu: footer\n\nText.\n\n![Boat](boat.jpg)\n")
    newsroom.write("content/pages/boat.jpg", picture(160, 120))
    newsroom.build()
    assert newsroom.mentions("assets/photos")
    takedown = take_down(
        newsroom.paper(), "https://courier.example/about/", TakedownOptions(leave="gone", notice="It is gone.")
    )
    assert (takedown.story, takedown.places) == ("pages/about", ("/about/",))
    newsroom.build()
    assert newsroom.mentions("Withdrawn words") == []
    assert newsroom.mentions("assets/photos") == []
    assert "It is gone." in newsroom.page("/about/")
    assert put_back(newsroom.paper(), "content/pages/about.md") == "pages/about"
    newsroom.build()
    assert "Withdrawn words" in newsroom.page("/about/")


def test_a_page_that_can_t_be_read_any_more_keeps_its_last_good_version(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.md", "# About us\n\nThe good version.\n")
    newsroom.build()
    newsroom.write("content/pages/about.md", "# About us\nDraft: perhaps\n\nThe bad version.\n")
    assert "content/pages/about.md" in newsroom.held(newsroom.build())
    assert "The good version." in newsroom.page("/about/")


# --- addresses ------------------------------------------------------------------------------------


def test_a_page_where_a_section_is_gets_another_address_and_is_told(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/world.md", "# The world\n\nText.\n")
    newsroom.write("content/pages/port.md", "# The port\n\nText.\n")
    newsroom.write("content/pages/archive.md", "# Old papers\n\nText.\n")
    told = [problem.message for problem in newsroom.build().problems]
    assert "The address /world/ belongs to another page; this one is at /world-2/." in told
    assert "Broadsheet has pages of its own at /archive/, so this one is at /archive-page/." in told
    assert "The port" in newsroom.page("/port/")
    newsroom.write("content/port/a.txt", story("A ship"))
    told = [problem.message for problem in newsroom.build().problems]
    assert "The address /port/ belongs to another page; this one is at /port-2/." in told
    assert "A ship" in newsroom.page("/port/")
    assert "The port" in newsroom.page("/port-2/")


def test_a_page_keeps_its_address_when_a_story_asks_for_it(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", 'permalink = "/{section}/{slug}/"\n' + SITE)
    newsroom.write("content/pages/town/rules.md", "# The rules\n\nText.\n")
    newsroom.write("content/town/rules.txt", story("A story of rules"))
    told = [problem.message for problem in newsroom.build().problems]
    assert "The rules" in newsroom.page("/town/rules/")
    assert "A story of rules" in newsroom.page("/town/rules-2/")
    assert any("/town/rules/ belongs to another page" in message for message in told)


def test_a_static_file_keeps_its_place(newsroom: Newsroom) -> None:
    newsroom.write("static/about/index.html", "<p>Made by hand</p>")
    newsroom.write("content/pages/about.md", "# About us\n\nText.\n")
    newsroom.build()
    assert newsroom.page("/about/") == "<p>Made by hand</p>"
    assert "About us" in newsroom.page("/about-2/")


def test_a_former_address_leads_to_the_page(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.md", "# About us\nWas: /who-we-are/\n\nText.\n")
    newsroom.build()
    assert "/about/" in newsroom.page("/who-we-are/")
    newsroom.write("content/pages/about.md", "# About the paper\nWas: /who-we-are/\n\nText.\n")
    newsroom.build()
    assert "About the paper" in newsroom.page("/who-we-are/")


def test_a_page_links_to_those_in_its_folder_and_they_lead_back(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.md", "# About us\n\nText.\n")
    newsroom.write("content/pages/about/team.md", "# The team\n\nText.\n")
    newsroom.build()
    assert '<a href="/about/team/">The team</a>' in newsroom.page("/about/")
    assert '<li><a href="/about/">About us</a></li>' in newsroom.page("/about/team/")
    newsroom.write("content/pages/about.md", "# Who we are\n\nText.\n")
    newsroom.build()
    assert '<li><a href="/about/">Who we are</a></li>' in newsroom.page("/about/team/")


# --- menus ----------------------------------------------------------------------------------------

MENU = """\
[[menu]]
place = "header"
name = "Subscribe"
link = "https://shop.example/"
order = 5

[[menu]]
place = "more"
name = "Write to us"
link = "mailto:desk@courier.example"

[[menu]]
place = "footer"
name = "Imprint"
link = "/about/"
"""


def test_menus_hold_links_of_the_settings_and_pages_in_order(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + MENU)
    newsroom.write("content/pages/about.md", "# About us\nMenu: header 1, footer\n\nText.\n")
    newsroom.write("content/pages/team.md", "# Team\nMenu: more, header\nOrder: 9\n\nText.\n")
    assert newsroom.build().problems == ()
    page = newsroom.page("/")
    assert links_in(page, "sections")[2:] == ["/about/", "https://shop.example/", "/team/"]
    assert links_in(page, "more-menu")[:2] == ["mailto:desk@courier.example", "/team/"]
    assert links_in(page, "colophon-more").count("/about/") == 1
    assert ">Imprint</a>" in page
    assert 'href="/about/" aria-current="page"' in newsroom.page("/about/")


def test_paths_in_a_menu_get_the_path_of_the_papers_address(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE.replace("courier.example", "courier.example/paper") + MENU)
    newsroom.write("content/pages/about.md", "# About us\n\nText.\n")
    newsroom.build()
    assert "/paper/about/" in links_in(newsroom.page("/"), "colophon-more")


def test_paths_in_texts_get_the_path_of_the_papers_address(newsroom: Newsroom) -> None:
    card = '[people.jane-roe]\nname = "Jane Roe"\nbiography = "See [us](/about/)."\n'
    newsroom.write("site.toml", SITE.replace("courier.example", "courier.example/paper") + card)
    newsroom.write("static/img/x.png", b"x")
    text = "[us](/about/) ![A boat](/img/x.png)\n"
    newsroom.write("content/people/ann.md", f"name: Ann Poe\n\n{text}")
    newsroom.write("content/pages/about.md", f"# About us\n\n{text}")
    newsroom.write("content/world/a.md", f"# A story\nBy: Jane Roe, Ann Poe\nDate: 2026-11-20\n\n{text}")
    newsroom.build()
    for url in ("/about/", "/world/2026/11/20/a/", "/by/ann-poe/", "/by/jane-roe/"):
        found = re.findall(r'(?:href|src)="([^"]*(?:about|img)/[^"]*)"', newsroom.page(url))
        assert found, url
        assert all(one.startswith(("/paper/", "https://courier.example/paper/")) for one in found), (url, found)


def test_a_link_of_the_settings_that_leads_nowhere_is_told(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + MENU.replace('"/about/"', '"/abuot/"'))
    newsroom.write("content/pages/about.md", "# About us\n\nSee [the team](/team/).\n")
    lines = (newsroom.folder / "site.toml").read_text().split("\n")
    line = next(number for number, line in enumerate(lines, 1) if "/abuot/" in line)
    assert [(one.where, one.message, one.hint) for one in check_paper(newsroom.paper()).problems] == [
        (
            "content/pages/about.md:3",
            "The link to /team/ leads nowhere.",
            "Copy the address from the page that you mean.",
        ),
        (f"site.toml:{line}", "The link to /abuot/ leads nowhere.", "Did you mean “/about/”?"),
    ]


def test_a_link_to_a_file_or_to_a_page_that_isn_t_public_is_told(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE.replace("courier.example", "courier.example/paper"))
    newsroom.write("content/pages/contact.md", "# Contact\nDraft: yes\n\nWrite to us.\n")
    newsroom.write("content/pages/about/team.md", "# Team\n\nAnn Poe.\n")
    links = (
        "[a](/contact/) [b](team.md) [c](team/) [d](../contact/) [e](https://courier.example/paper/gone/) [f](#who) "
        "[g](https://other.example/x) [h](mailto:a@b.example) [i](?x=1) [j](//other.example/y) [k](https://[)"
    )
    newsroom.write("content/pages/about.md", f"# About us\n\n{links}\n")
    problems = check_paper(newsroom.paper()).problems
    hidden, copied = (
        "content/pages/contact.md isn't public now: is it a draft?",
        "Copy the address from the page that you mean.",
    )
    assert [(one.message, one.hint) for one in problems if one.path == "content/pages/about.md"] == [
        ("The link to #who leads to a page that has no place called “who”.", "That page has no headings to lead to."),
        ("The link to ../contact/ leads nowhere.", hidden),
        ("The link to /paper/contact/ leads nowhere.", hidden),
        ("The link to /paper/gone/ leads nowhere.", copied),
        ("The link to team.md leads nowhere.", copied),
    ]


# --- in the newsroom ------------------------------------------------------------------------------


def test_the_desk_lists_pages_in_every_state(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A pier closes"))
    newsroom.write("content/pages/about.md", "# About us\n\nText.\n")
    newsroom.write("content/pages/draft.md", "# Not yet\nDraft: yes\n\nText.\n")
    newsroom.build()
    store, _ = open_last(newsroom.paper())
    with closing(store):
        found = list_stories(open_filed(store, NOON), DeskQuery())
        assert [(row.headline, row.state, row.opens) for row in found.rows if not row.section] == [
            ("Not yet", "draft", None),
            ("About us", "published", None),
        ]
        assert (found.counts["published"], found.counts["draft"]) == (2, 1)
        assert [row.headline for row in list_stories(open_filed(store, NOON), DeskQuery(words="about")).rows] == [
            "About us"
        ]
        details = describe_story(open_filed(store, NOON), "pages/about")
    assert (details.row.url, details.row.problems, details.reason) == ("/about/", (), "it is a new page")


def test_a_draft_page_can_be_previewed_and_leaves_nothing_behind(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/draft.md", "# Not yet\nDraft: yes\n\nWhispered.\n")
    newsroom.build()
    assert b"<p>Whispered.</p>" in render_preview(newsroom.paper(), "pages/draft").html
    newsroom.build()
    assert newsroom.mentions("Whispered") == []


def test_a_page_can_be_explained_by_file_and_by_address(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.md", "# About us\n\nText.\n")
    newsroom.build()
    for name in ("content/pages/about.md", "/about/", "https://courier.example/about/"):
        found = explain(newsroom.paper(), name)
        assert (found.kind, found.url, found.template) == ("own-page", "/about/", "own-page.html")


def test_a_page_shows_its_photos(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.md", "# About us\n\nText.\n\n![The office](office.jpg)\n")
    newsroom.write("content/pages/about.jpg", picture(1600, 1200))
    newsroom.write("content/pages/office.jpg", picture(160, 120, seed=3))
    newsroom.build()
    page = newsroom.page("/about/")
    assert page.count("<figure") == 2
    assert 'alt="The office"' in page
    assert re.search(r'og:image" content="https://courier.example/assets/photos/[0-9a-f]+/social-', page)


def test_a_page_s_json_ld_says_what_it_is(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/about.md", "# About us\nUpdated: 2026-11-20\n\nWe are a paper.\n")
    newsroom.build()
    found = re.search(r"<script type=\"application/ld\+json\">(.*?)</script>", newsroom.page("/about/"))
    assert found
    page = json.loads(found[1])["@graph"][0]
    assert (page["@type"], page["name"], page["description"]) == ("AboutPage", "About us", "We are a paper.")
    assert page["dateModified"].startswith("2026-11-20")


def test_editing_a_page_renders_that_page_alone(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A pier closes"))
    newsroom.write("content/pages/about.md", "# About us\nDescription: Us.\n\nText.\n")
    newsroom.write("content/pages/team.md", "# Team\n\nText.\n")
    newsroom.build()
    newsroom.write("content/pages/about.md", "# About us\nDescription: Us.\n\nOther text.\n")
    assert newsroom.build().written == ("about/index.html",)


# --- new papers -----------------------------------------------------------------------------------


def test_a_new_paper_has_drafts_of_its_pages_and_none_is_public(tmp_path: Path) -> None:
    made = make_paper(tmp_path, NOON)
    assert [f"content/pages/{name}.md" for name in PAGES] == [name for name in made if "/pages/" in name]
    paper = Paper(folder=tmp_path, output=tmp_path / "public", now=NOON, jobs=1)
    outcome = build(paper)
    assert [one.gravity for one in outcome.problems] == [Gravity.NOTE] * len(PAGES)
    assert not any((tmp_path / "public" / name).exists() for name in PAGES)
    for path in (tmp_path / "content/pages").iterdir():
        path.write_text(path.read_text().replace("Draft: yes\n", ""))
    assert build(paper).problems == ()
    page = (tmp_path / "public/corrections-policy/index.html").read_text()
    assert [url.strip("/") for url in links_in(page, "colophon-more")][4:9] == list(PAGES)
    assert "The Town Courier" in (tmp_path / "public/about/index.html").read_text()
    told = [one.message for one in check_paper(paper).problems if "/pages/" in one.path]
    assert told == []


def test_a_new_page_is_begun_as_a_draft(newsroom: Newsroom) -> None:
    result = CliRunner().invoke(main, ["new", "--source", str(newsroom.folder), "--page", "Our history"])
    assert result.exit_code == 0, result.output
    parsed = read((newsroom.folder / "content/pages/our-history.md").read_text(), "content/pages/our-history.md")
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.draft) == ("Our history", True)
    assert CliRunner().invoke(main, ["new", "--page", "--section", "town", "X"]).exit_code == 2


def test_a_page_is_not_stamped_with_a_date(newsroom: Newsroom) -> None:
    path = newsroom.write("content/pages/about.md", "# About us\n\nText.\n")
    result = CliRunner().invoke(main, ["stamp", "--source", str(newsroom.folder), str(path)])
    assert result.exit_code == 2
    assert "needs no date" in result.output
    assert path.read_text() == "# About us\n\nText.\n"
