"""`check` follows every link to the paper's own site, and tells the line of each that leads nowhere."""

import pytest
from conftest import SITE, Newsroom
from hypothesis import given
from hypothesis import strategies as st

from generator.commands.check import check_paper
from generator.commands.link_targets import target_of
from generator.model import Problem

ABOUT = "# About us\n\n## Our Team\n\nAnn Poe.\n\n## Money {#funds}\n\nWe sell papers.\n"
LINKS = ("link-dead", "link-case", "link-fragment", "link-style", "image-missing")


def told(newsroom: Newsroom) -> list[Problem]:
    return [one for one in check_paper(newsroom.paper()).problems if one.code in LINKS]


def told_of(newsroom: Newsroom, text: str) -> list[tuple[str, str]]:
    newsroom.write("content/pages/about.md", ABOUT)
    newsroom.write("content/world/old-ferry.md", "# Ferry\nDate: 2026-11-20\nBy: Jane Roe\n\nIt sails.\n")
    newsroom.write("content/world/a.md", f"# A story\nDate: 2026-11-20\nBy: Jane Roe\n\n{text}\n")
    return [(one.code, one.hint) for one in told(newsroom)]


@pytest.mark.parametrize(
    "text",
    [
        "[a](/about/) [b](/about/index.html)",
        "[a](/about/#s-our-team) [b](/about/#s-funds) [c](/about/#content) [d](/about/#top) [e](/about/#)",
        "[a](/about/#:~:text=sell%20papers) [b](https://courier.example/about/?from=x)",
        "[a](https://other.example/nothing/) [b](mailto:a@b.example) [c](//other.example/x) [d](http://courier.example/x)",
        "## Here\n\n[a](#here) [b](../old-ferry/)",
        "A note.[^1] [a](/world/) [b](/feed.xml) [c](/)\n\n[^1]: Said so.",
    ],
)
def test_links_that_lead_somewhere_are_not_told(newsroom: Newsroom, text: str) -> None:
    assert told_of(newsroom, text) == []


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("[a](/abuot/)", "link-dead", "Copy the address from the page that you mean."),
        ("[a](/about)", "link-dead", "Did you mean “/about/”?"),
        ("[a](/world/old-ferry/)", "link-dead", "Did you mean “/world/2026/11/20/old-ferry/”?"),
        ("[a](https://courier.example/none.pdf)", "link-dead", "Copy the address from the page that you mean."),
        ("[a](/About/)", "link-case", "Write it like this: /about/"),
        ("[a](/about/#our-team)", "link-fragment", "Write it like this: /about/#s-our-team"),
        ("[a](/about/#s-Funds)", "link-fragment", "Write it like this: /about/#s-funds"),
        ("[a](/about/#staff)", "link-fragment", "Look at the headings of that page: #s-funds, #s-our-team"),
        ("[a](#staff)", "link-fragment", "That page has no headings to lead to."),
        ("![A bay](/img/bay.png)", "image-missing", "Put the file into static/, or correct the address."),
    ],
)
def test_links_that_lead_nowhere_are_told_with_how_to_fix_them(
    newsroom: Newsroom, text: str, code: str, hint: str
) -> None:
    assert told_of(newsroom, text) == [(code, hint)]


def test_each_is_told_once_with_its_first_line(newsroom: Newsroom) -> None:
    newsroom.write(
        "content/world/a.md", "# A\nDate: 2026-11-20\n\nNo.\n\n[a](/no%20where/)\n\n[b](/no%20where/)\n[c](#x)\n"
    )
    assert [(one.where, one.message) for one in told(newsroom)] == [
        ("content/world/a.md:6", "The link to /no%20where/ leads nowhere."),
        ("content/world/a.md:9", "The link to #x leads to a page that has no place called “x”."),
    ]


def test_the_line_is_that_of_the_whole_address_and_not_of_a_longer_one(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE.replace("courier.example", "courier.example/paper"))
    text = "[a](https://other.example/team/) [b](/about/team/x/)\n\n[c](/team/)\n"
    newsroom.write("content/world/a.md", f"# A\nDate: 2026-11-20\n\n{text}")
    assert [(one.line, one.message) for one in told(newsroom)] == [
        (4, "The link to /paper/about/team/x/ leads nowhere."),
        (6, "The link to /paper/team/ leads nowhere."),
    ]


def test_images_of_static_are_found_and_their_capitals_count(newsroom: Newsroom) -> None:
    newsroom.write("static/img/bay.png", b"x")
    assert told_of(newsroom, "![A bay](/img/bay.png)") == []
    assert told_of(newsroom, "![A bay](/img/Bay.png)") == [("link-case", "Write it like this: /img/bay.png")]


def test_a_logo_may_stand_in_the_folder_of_assets(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", 'logo = "/assets/logo.png"\nlogo_dark = "/assets/dark.png"\n' + SITE)
    newsroom.write("static/assets/logo.png", b"x")
    assert [(one.where, one.code) for one in told(newsroom)] == [("site.toml:2", "link-dead")]


def test_links_of_people_templates_settings_and_style_sheets_are_followed(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", 'logo = "/Logo.png"\ncorrections_policy = "/about/#mistakes"\n' + SITE)
    newsroom.write("static/Paper.png", b"x")
    newsroom.write("static/logo.png", b"x")
    newsroom.write("static/assets/paper.css", "a {}\nb { background: url(/paper.png) }\n")
    newsroom.write("content/pages/about.md", ABOUT)
    newsroom.write("content/people/ann.md", "name: Ann Poe\n\nShe [wrote](/gone/) it.\n")
    newsroom.write(
        "templates/slots/footer.html",
        '{# a\nnote #}\n<a href="/about/">x</a> <a href="{{ site.url }}/x">y</a>\n<a href="/contact/">z</a>\n',
    )
    assert [(one.where, one.code, one.hint) for one in told(newsroom)] == [
        ("content/people/ann.md:3", "link-dead", "Copy the address from the page that you mean."),
        ("site.toml:1", "link-case", "Write it like this: /logo.png"),
        ("site.toml:2", "link-fragment", "Look at the headings of that page: #s-funds, #s-our-team"),
        ("static/assets/paper.css:2", "link-style", "There is /Paper.png."),
        ("templates/slots/footer.html:4", "link-dead", "Copy the address from the page that you mean."),
    ]


@given(st.text(max_size=40), st.sampled_from(["/", "/world/a/", "/paper/x.html"]))
def test_any_text_is_an_address_of_this_site_or_none(href: str, page: str) -> None:
    target = target_of(href, "https://courier.example", page)
    assert target is None or target.path.startswith("/")
