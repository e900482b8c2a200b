"""What `check` says of a paper's own templates and slots: mistakes, what the policy refuses, names the theme has too."""

import re

import pytest
from conftest import SITE, Newsroom, story

from generator.commands.check import check_paper
from generator.commands.page_needs import Need, is_allowed, needs_in
from generator.commands.told_templates import RESERVED, SHARED_CLASSES
from generator.edition.pages.kinds import NEWSLETTER
from generator.errors import TemplateError
from generator.paper import theme_folder

HELLO = "alert('Hello, world.');"
HELLO_HASH = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
"""The example of MDN's page on Content-Security-Policy."""


def told(newsroom: Newsroom) -> list[tuple[str, str, str]]:
    """Return where, what and how to fix it, of all that check says of templates."""
    newsroom.write("content/town/a.txt", story("A story", By="Jane Roe"))
    problems = check_paper(newsroom.paper()).problems
    return [(one.where, one.message, one.hint) for one in problems if one.path.startswith("templates/")]


def test_a_paper_without_templates_of_its_own_has_nothing_to_hear(newsroom: Newsroom) -> None:
    assert told(newsroom) == []


@pytest.mark.parametrize(
    "template",
    ["{% if page.kind %}", "{{ story | nofilter }}", "{% for %}", "{{ page.title", "{% nothing %}"],
)
def test_check_refuses_what_a_build_refuses(newsroom: Newsroom, template: str) -> None:
    newsroom.write("templates/slots/rail.html", template)
    newsroom.write("templates/404.html", template)
    of_check = [where_what[:2] for where_what in told(newsroom)]
    assert [where.partition(":")[0] for where, _ in of_check] == ["templates/404.html", "templates/slots/rail.html"]
    with pytest.raises(TemplateError) as refused:
        newsroom.build()
    assert (refused.value.problem.where, refused.value.message) in of_check


def test_check_names_templates_of_no_page_and_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("A story", By="Jane Roe"))
    newsroom.write("templates/slots/heads.html", "<p>Never</p>")
    before = sorted(newsroom.folder.rglob("*"))
    [(where, message, _)] = told(newsroom)
    assert (where, message) == ("templates/slots/heads.html", "No page uses this template.")
    assert sorted(newsroom.folder.rglob("*")) == before


# --- the policy -----------------------------------------------------------------------------------


def test_each_refusal_comes_with_the_whole_line_that_allows_it(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + '[headers.allow]\nscript-src = ["https://old.example"]\n')
    newsroom.write(
        "templates/slots/head.html",
        f'{{# A note. #}}\n<script src="//counter.example/c.js" defer></script>\n<script>{HELLO}</script>\n',
    )
    newsroom.write(
        "templates/slots/rail.html",
        '<form action="https://letters.example/join"\n method="post"><button>Join</button></form>\n'
        '<iframe src="https://player.example/1" title="Player"></iframe>',
    )
    line = f'script-src = ["https://old.example", "https://counter.example", "{HELLO_HASH}"]'
    found = told(newsroom)
    assert [where for where, _, _ in found] == [
        "templates/slots/head.html:2",
        "templates/slots/head.html:3",
        "templates/slots/rail.html:1",
        "templates/slots/rail.html:3",
    ]
    hints = [hint for _, _, hint in found]
    assert hints[0] == f"Allow it in site.toml, under [headers.allow]: {line}"
    assert hints[1].endswith(f"; or allow it in site.toml, under [headers.allow]: {line}")
    assert hints[2] == 'Allow it in site.toml, under [headers.allow]: form-action = ["https://letters.example"]'
    assert hints[3] == 'Allow it in site.toml, under [embeds]: frames = ["https://player.example"]'
    allowed = f'[headers.allow]\n{line}\nform-action = ["https://letters.example"]\n[embeds]\nframes = ["https://player.example"]\n'
    newsroom.write("site.toml", SITE + allowed)
    assert told(newsroom) == []


def test_an_address_in_extra_is_followed(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + '[extra.letters]\naddress = "https://letters.example/join?a=1&b=2"\n')
    newsroom.write(
        "templates/slots/rail.html", '<form action="{{ site.extra.letters.address }}">{{ site.extra.no }}</form>'
    )
    [(_, _, hint)] = told(newsroom)
    assert hint.endswith('form-action = ["https://letters.example"]')


@pytest.mark.parametrize(
    ("html", "needs"),
    [
        (f"<script>{HELLO}</script>", [("script-src", "script", HELLO_HASH)]),
        (f"<script type=module>{HELLO}</script>", [("script-src", "script", HELLO_HASH)]),
        ("<script>let n = {{ story.words }};</script>", [("script-src", "script", "")]),
        ('<script type="application/ld+json">{"a": 1}</script>', []),
        ("<script> </script>", []),
        ("<script src=\"{{ site.assets['my.js'] }}\"></script>", []),
        ('<script src="/assets/my.js"></script>', []),
        ('<script src="https://{{ site.extra.host }}/x.js"></script>', []),
        ('<script src="https://a.example:8443/x.js"></script>', [("script-src", "script", "https://a.example:8443")]),
        (f"<style>{HELLO}</style>", [("style-src", "style", HELLO_HASH)]),
        ('<p style="color: red" onclick="go()">x</p>', [("style-src", "style", ""), ("script-src", "onclick", "")]),
        ('<a href=" javascript:go()">x</a>', [("script-src", "href", "")]),
        ('<a href="https://other.example/">x</a>', []),
        ('<link rel="stylesheet" href="https://f.example/x.css">', [("style-src", "link", "https://f.example")]),
        ('<link rel="preconnect" href="https://f.example">', []),
        ('<button formaction="https://b.example/">x</button>', [("form-action", "button", "https://b.example")]),
        ('<video><source src="https://v.example/a.mp4"></video>', [("media-src", "source", "https://v.example")]),
        ('<form action="https://[">x</form>', []),
    ],
)  # fmt: skip
def test_what_a_template_needs(html: str, needs: list[tuple[str, str, str]]) -> None:
    assert [(need.directive, need.element, need.source) for need in needs_in(html)] == needs


@pytest.mark.parametrize(
    ("source", "origin", "allowed"),
    [
        ("https://a.example", "https://a.example", True),
        ("https://a.example/path/", "https://a.example", True),
        ("https://*.a.example", "https://x.a.example", True),
        ("https://*.a.example", "https://a.example", False),
        ("https://a.example", "https://b.a.example", False),
        ("http://a.example", "https://a.example", True),
        ("https://a.example", "http://a.example", False),
        ("https://a.example:443", "https://a.example", True),
        ("https://a.example:8443", "https://a.example:8", False),
        ("https://a.example:8443", "https://a.example:8443", True),
        ("HTTPS://A.example", "https://a.example", True),
        ("https://a.example", "https://a.example:8443", False),
        ("https://a.example:*", "https://a.example:8443", True),
        ("https:", "https://a.example", True),
        ("https:", "http://a.example", False),
        ("'self'", "https://courier.example", True),
        ("'none'", "https://a.example", False),
    ],
)
def test_a_source_covers_what_browsers_let_it_cover(source: str, origin: str, allowed: bool) -> None:
    need = Need(1, "script-src", "script", origin, f"{origin}/x.js")
    assert is_allowed(need, (source,), "https://courier.example") is allowed


@pytest.mark.parametrize(
    ("source", "sources", "allowed"),
    [
        (HELLO_HASH, (HELLO_HASH,), True),
        (HELLO_HASH, ("'unsafe-inline'",), True),
        ("", ("'unsafe-inline'",), True),
        ("", ("'unsafe-inline'", HELLO_HASH), False),
        ("", ("'self'",), False),
        (HELLO_HASH, ("https:",), False),
    ],
)
def test_what_is_written_into_a_page_is_allowed_as_browsers_allow_it(
    source: str, sources: tuple[str, ...], allowed: bool
) -> None:
    assert is_allowed(Need(1, "script-src", "script", source), sources, "https://courier.example") is allowed


def test_the_theme_itself_needs_nothing(newsroom: Newsroom) -> None:
    templates = theme_folder() / "templates"
    pages = [path for path in templates.rglob("*.html") if path.name != NEWSLETTER]
    found = [(path.name, need) for path in pages for need in needs_in(path.read_text())]
    assert found == []


def test_without_a_policy_only_frames_are_told(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + "[headers]\npolicy = false\n")
    newsroom.write(
        "templates/slots/rail.html", f'<script>{HELLO}</script>\n<iframe src="https://p.example/"></iframe>\n'
    )
    assert [where for where, _, _ in told(newsroom)] == ["templates/slots/rail.html:2"]


# --- names ----------------------------------------------------------------------------------------


def test_a_name_of_the_theme_in_a_slot_is_told(newsroom: Newsroom) -> None:
    newsroom.write(
        "templates/slots/before-footer.html",
        '<div class="my-box letter" id="latest">\n<h2 class="rail-title" id="my-head">x</h2>\n<p class="card">x</p>\n</div>',
    )
    found = told(newsroom)
    assert [(where.rpartition(":")[2], re.findall("“([^”]*)”", message)[0]) for where, message, _ in found] == [
        ("1", "letter"),
        ("1", "latest"),
        ("3", "card"),
    ]
    assert found[2][2].endswith("my-card")


def test_a_copy_of_a_template_of_the_theme_may_use_its_names(newsroom: Newsroom) -> None:
    newsroom.write("templates/404.html", (theme_folder() / "templates/404.html").read_text())
    assert told(newsroom) == []


def test_the_theme_leaves_the_reserved_names_to_papers() -> None:
    theme = theme_folder()
    files = [*(theme / "templates").rglob("*.html"), *(theme / "static/assets").glob("*.*")]
    assert len(files) > 30
    pattern = re.compile(rf'[."\s]{RESERVED}[a-z]')
    assert [path.name for path in files if pattern.search(path.read_text())] == []
    sheet = (theme / "static/assets/broadsheet.css").read_text()
    assert [name for name in sorted(SHARED_CLASSES) if f".{name}" not in sheet] == []
