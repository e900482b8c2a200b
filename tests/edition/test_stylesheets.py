"""Style sheets name files of static/ by the addresses at which these are published."""

import re
import string
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from hypothesis import given
from hypothesis import strategies as st

from generator.edition.css_links import find_addresses, replace_addresses

ADDRESSES = [
    ('@font-face { src: url("fonts/x.woff2") format("woff2"), url(fonts/x.woff); }', ["fonts/x.woff2", "fonts/x.woff"]),
    ("a { background: URL( 'a b.png' ) }", ["a b.png"]),
    ("a{background:url(x.png)}b{background:url(y.png)}", ["x.png", "y.png"]),
    ('@import "base.css"; @import url(more.css) screen; @IMPORT \'last.css\' layer(x);', ["base.css", "more.css", "last.css"]),
    ('/* url(no.png) @import "no.css" */ a { content: "url(no.png)"; mask: url(yes.svg#part) }', ["yes.svg#part"]),
    ("a::after { content: 'it\\'s url(no.png)' } b { background: url(yes.png) }", ["yes.png"]),
    ('a { background: image-set("a.avif" type("image/avif") 1x, url(b.png) 2x) }', ["a.avif", "b.png"]),
    ("a { background: -webkit-image-set(url('a.png') 1x) }", ["a.png"]),
    ("a { background: url() } b { my-url(no.png) } /* no end url(no.png)", []),
    ('@namespace svg url("http://www.w3.org/2000/svg");', ["http://www.w3.org/2000/svg"]),
    ("a { background: url(data:image/gif;base64,R0lGODlhAQABAAAAACw=) }", ["data:image/gif;base64,R0lGODlhAQABAAAAACw="]),
]  # fmt: skip


@pytest.mark.parametrize(("css", "addresses"), ADDRESSES)
def test_addresses_are_found_where_browsers_read_one(css: str, addresses: list[str]) -> None:
    assert [address for address, _ in find_addresses(css)] == addresses
    assert replace_addresses(css, lambda address: address) == css
    assert [address for address, _ in find_addresses(replace_addresses(css, lambda _: "/new.png"))] == [
        "/new.png"
    ] * len(addresses)


def test_an_address_is_told_with_its_line() -> None:
    assert list(find_addresses("a {}\n\n@import 'x.css';\n")) == [("x.css", 3)]


@given(st.text(alphabet=string.ascii_letters + "\"'()/*\\\n @:;{}url.", max_size=60))
def test_a_sheet_in_which_nothing_is_replaced_stays_as_it_is(css: str) -> None:
    assert replace_addresses(css, lambda address: address) == css


def sheet(newsroom: Newsroom, stem: str) -> str:
    """Return the published style sheet of that name."""
    [path] = (newsroom.output / "assets").glob(f"{stem}.*.css")
    return path.read_text(encoding="utf-8", errors="surrogateescape")


def addresses_in(newsroom: Newsroom, stem: str) -> list[str]:
    """Return the addresses in a published style sheet. Each must lead to a file."""
    found = [address for address, _ in find_addresses(sheet(newsroom, stem))]
    for address in found:
        assert (
            newsroom.output / address.lstrip("/").partition("?")[0].partition("#")[0].replace("%20", " ")
        ).is_file(), address
    return found


def test_a_web_font_and_an_imported_sheet_are_found(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("static/assets/fonts/my font.woff2", b"wOF2 first")
    newsroom.write("static/assets/base.css", "body { background: url(../img/paper.png) }")
    newsroom.write("static/img/paper.png", b"paper")
    newsroom.write(
        "static/assets/paper.css",
        '@import "base.css";\n@font-face { src: url("fonts/my font.woff2?#iefix") }\n',
    )
    assert newsroom.build().problems == ()
    base, font = addresses_in(newsroom, "paper")
    assert re.fullmatch(r"/assets/base\.[0-9a-f]{10}\.css", base)
    assert re.fullmatch(r"/assets/fonts/my%20font\.[0-9a-f]{10}\.woff2\?#iefix", font)
    assert addresses_in(newsroom, "base") == ["/img/paper.png"]
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


def test_a_sheet_gets_another_name_when_what_it_names_changes(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/a.txt", story("A story"))
    newsroom.write("static/assets/x.woff2", b"first")
    newsroom.write("static/assets/base.css", "@font-face { src: url(x.woff2) }")
    newsroom.write("static/assets/paper.css", "@import url(base.css);")
    newsroom.build()
    [before] = (newsroom.output / "assets").glob("paper.*.css")
    newsroom.write("static/assets/x.woff2", b"second")
    newsroom.build()
    [after] = (newsroom.output / "assets").glob("paper.*.css")
    assert before.name != after.name
    assert after.name in newsroom.page("/404.html")
    assert addresses_in(newsroom, "base")
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


def test_sheets_that_import_each_other_are_built(newsroom: Newsroom) -> None:
    newsroom.write("static/assets/a.css", "@import 'b.css'; a { color: red }")
    newsroom.write("static/assets/b.css", "@import 'a.css'; b { color: red }")
    newsroom.build()
    assert len(addresses_in(newsroom, "a")) == len(addresses_in(newsroom, "b")) == 1


def test_paths_get_the_path_of_the_paper_s_address(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE.replace("courier.example", "courier.example/paper"))
    newsroom.write("static/img/a.png", b"a")
    newsroom.write("static/assets/x.woff2", b"x")
    css = "a { background: url(/img/a.png) } b { background: url(/paper/img/a.png) } c { src: url(x.woff2) }"
    newsroom.write("static/assets/paper.css", css)
    assert newsroom.build().problems == ()
    found = [address for address, _ in find_addresses(sheet(newsroom, "paper"))]
    assert found[:2] == ["/paper/img/a.png"] * 2
    assert found[2].startswith("/paper/assets/x.")


def test_what_leads_nowhere_is_told_and_left_and_others_are_not_touched(newsroom: Newsroom) -> None:
    css = 'a { background: url(lost.png); mask: url(https://x.example/a.png), url("#part"), url(//x.example/b), url(data:,x) }\n\xff'
    newsroom.write("static/assets/paper.css", b"\n" + css.encode("latin-1"))
    [told] = newsroom.build().problems
    assert (told.where, told.message) == (
        "static/assets/paper.css:2",
        "The style sheet names /assets/lost.png, and there is no such file in static/.",
    )
    [path] = (newsroom.output / "assets").glob("paper.*.css")
    assert path.read_bytes() == b"\n" + css.encode("latin-1")


def test_a_sheet_outside_of_assets_names_published_files_too(newsroom: Newsroom) -> None:
    newsroom.write("static/assets/x.woff2", b"x")
    newsroom.write("static/kiosk.css", "@font-face { src: url(assets/x.woff2) }")
    newsroom.build()
    [font] = (newsroom.output / "assets").glob("x.*.woff2")
    assert f"url(/assets/{font.name})" in newsroom.page("/kiosk.css")
