"""What the site tells machines: icons and a manifest, rules for AI, and the headers that hosts send."""

import json
import re
import struct
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from browsing import HOST, open_chromium
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from lxml import etree
from PIL import Image

from generator.config import parse_config
from generator.config.policy import DIRECTIVES
from generator.edition.ai_rights import ANSWERING, TRAINING
from generator.edition.headers import OWN, policy_of
from generator.edition.icons import ICONS
from generator.edition.pages.kinds import cache_control, media_type
from generator.errors import ConfigError
from generator.intake.embeds.recognise import frame_sources
from generator.photos.icon import Shape, draw_icon
from generator.photos.svg import check_svg

BLUE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#0000ff"/></svg>'
WIDE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><rect width="8" height="4" fill="#0000ff"/></svg>'


def built(newsroom: Newsroom, settings: str = "", **files: str | bytes) -> Newsroom:
    newsroom.write("site.toml", settings + SITE if not settings.startswith("[") else SITE + settings)
    newsroom.write("content/town/a.txt", story("A story", By="Ana Ruiz"))
    for name, content in files.items():
        newsroom.write(f"static/{name.replace('__', '.')}", content)
    newsroom.outcome = newsroom.build()  # type: ignore[attr-defined]
    return newsroom


def png(side: int, colour: str = "#00ff00") -> bytes:
    out = BytesIO()
    Image.new("RGB", (side, side), colour).save(out, "PNG")
    return out.getvalue()


def svg(inside: str) -> bytes:
    return BLUE.replace("</svg>", f"{inside}</svg>").encode()


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG that says it has that many pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    end = b"\0\0\0\0IEND" + struct.pack(">I", crc32(b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", crc32(head)) + end


def icon(newsroom: Newsroom, file: str) -> Image.Image:
    return Image.open(BytesIO((newsroom.output / file).read_bytes())).convert("RGBA")


def told(newsroom: Newsroom) -> list[tuple[str, str]]:
    return sorted({(one.where, one.message) for one in newsroom.outcome.problems})  # type: ignore[attr-defined]


# --- icons ----------------------------------------------------------------------------------------


def test_all_icons_are_made_of_one_svg_at_addresses_that_stay(session_newsroom: Newsroom) -> None:
    paper = built(session_newsroom, 'icon = "sign.svg"\n', sign__svg=BLUE)
    for file, shape in ICONS.items():
        drawn = icon(paper, file)
        assert drawn.size == (shape.side, shape.side)
        assert drawn.getpixel((shape.side // 2, shape.side // 2)) == (0, 0, 255, 255)
    head = paper.page("/")
    assert '<link rel="icon" href="/favicon.png" sizes="96x96" type="image/png">' in head
    assert '<link rel="icon" href="/sign.svg" sizes="any" type="image/svg+xml">' in head
    assert '<link rel="apple-touch-icon" href="/apple-touch-icon.png">' in head
    paper.write("static/sign.svg", BLUE.replace("0000ff", "ff0000"))
    assert set(ICONS) < set(paper.build().written)
    assert icon(paper, "icon-512.png").getpixel((256, 256)) == (255, 0, 0, 255)


def test_a_png_and_no_svg_is_enough(session_newsroom: Newsroom, tmp_path: Path) -> None:
    paper = built(session_newsroom, favicon__png=png(600))
    assert icon(paper, "icon-192.png").getpixel((5, 5)) == (0, 255, 0, 255)
    assert (paper.output / "favicon.png").read_bytes() == png(600)  # the paper's own file keeps its place
    assert "image/svg+xml" not in paper.page("/")
    assert told(paper) == []
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)


def test_a_sign_that_is_not_square_is_not_stretched() -> None:
    bare = Image.open(BytesIO(draw_icon(WIDE.encode(), Shape(96), "#ffffff").content)).convert("RGBA")
    assert bare.getpixel((48, 48)) == (0, 0, 255, 255)
    assert bare.getpixel((48, 2)) == (0, 0, 0, 0)
    filled = Image.open(BytesIO(draw_icon(png(40), Shape(96, masked=True), "#ffffff").content))
    assert filled.getpixel((1, 1)) == (0, 255, 0)  # the sign's own ground goes to the edge
    round_sign = BLUE.replace('<rect width="8" height="8"', '<circle cx="4" cy="4" r="3"')
    touch = Image.open(BytesIO(draw_icon(round_sign.encode(), Shape(180, filled=True), "#fffefc").content))
    assert touch.getpixel((1, 1)) == (255, 254, 252)


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        (b"<svg ", "can't be drawn"),
        (b"<svg \xff>", "can't be drawn"),
        (svg("<g opacity='.5'>" * 300 + "</g>" * 300), "nested too deeply"),
        (svg("".join(f"<g id='a{n}'><use href='#a{n - 1}'/></g>" for n in range(250))), "nested too deeply"),
        (svg("<image href='/etc/hostname.png' width='8' height='8'/>"), "shows another file"),
        (
            svg("<feImage xlink:href='file:///sign.png' xmlns:xlink='http://www.w3.org/1999/xlink'/>"),
            "shows another file",
        ),
        (b"no picture at all", "neither an SVG nor a whole PNG"),
        (png(600)[:300], "neither an SVG nor a whole PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "neither an SVG nor a whole PNG"),
        (b"0" * 4_000_001, "larger than 4 MB"),
        (b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///x'>]>" + svg("<text>&x;</text>"), "shows another file"),
        (bomb(6_000, 6_000), "more than 25 million pixels"),
        (bomb(50_000, 50_000), "more than 25 million pixels"),
    ],
)
def test_a_sign_that_can_t_be_drawn_stops_nothing(session_newsroom: Newsroom, sign: bytes, said: str) -> None:
    paper = built(session_newsroom, 'icon = "sign.svg"\n', sign__svg=sign)
    [(where, message)] = [(one.where, one.message) for one in paper.outcome.problems]  # type: ignore[attr-defined]
    assert where == "static/sign.svg"
    assert said in message
    assert icon(paper, "icon-512.png").size == (512, 512)
    assert "A story" in paper.page("/")


PIXEL = "data:image/png;base64," + b64encode(png(1)).decode()


@pytest.mark.parametrize(
    "inside",
    [
        "<linearGradient id='l'><stop class='c'/></linearGradient><rect class='c'/><style>.c { fill: url(#l) }</style>",
        "".join(f"<g id='a{n}'><use href='#a{n - 1}'/></g>" for n in range(30)),
        f"<image href='{PIXEL}' width='1' height='1'/>",
    ],
)
def test_a_sign_as_programs_write_it_is_drawn(inside: str) -> None:
    public = (
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>\n'
    )
    written = public + svg(inside).replace(b"http://www.w3.org/2000/svg", b"&ns_svg;")
    assert draw_icon(written, Shape(96), "#ffffff") == draw_icon(svg(inside), Shape(96), "#ffffff")


@pytest.mark.parametrize("depth", [101, 100_000])
def test_a_sign_that_is_nested_through_masks_of_a_style_sheet_is_not_drawn(depth: int) -> None:
    masks = "".join(f"<mask id='m{n}'><rect class='c{n - 1}'/></mask>" for n in range(min(depth, 300)))
    styles = "".join(f".c{n} {{ mask: url(#m{n}) }}" for n in range(min(depth, 300)))
    with pytest.raises(ValueError, match="nested too deeply"):
        check_svg(svg(f"<style>{styles}</style>{masks}" + "<g>" * depth + "</g>" * depth).decode())


@pytest.mark.parametrize("file", [*ICONS, "index.html"])
def test_nothing_takes_the_place_of_an_icon_or_of_the_home_page(
    session_newsroom: Newsroom, tmp_path: Path, file: str
) -> None:
    paper = built(session_newsroom)
    expected = (paper.output / file).read_bytes()
    paper.write("content/town/b.txt", story("Another story", Draft="yes", Was=f"/{file}"))
    paper.write(f"static/{file}/x", "in the way")
    paper.build()
    assert (paper.output / file).read_bytes() == expected
    paper.write("content/town/b.txt", story("Another story", Was=f"/{file}"))
    paper.build()
    assert (paper.output / file).read_bytes().startswith(expected[:100])
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)


def test_a_small_png_and_a_missing_sign_are_told(session_newsroom: Newsroom) -> None:
    paper = built(session_newsroom, 'icon = "sign.png"\n', sign__png=png(100))
    [(where, message)] = told(paper)
    assert (where, "only 100 pixels" in message) == ("static/sign.png", True)
    paper = built(
        session_newsroom, 'icon = "sign.svg"\n', sign__svg=BLUE.replace("</svg>", "<text y='4'>C</text></svg>")
    )
    [(where, message)] = told(paper)
    assert (where, "Its text is left out" in message) == ("static/sign.svg", True)
    paper = built(session_newsroom, 'icon = "sing.png"\n')
    assert told(paper) == [("site.toml:1", "There is no file static/sing.png.")]
    assert "manifest" not in paper.page("/")


def test_the_manifest_names_what_is_there(session_newsroom: Newsroom) -> None:
    paper = built(session_newsroom, 'tagline = "All of it"\n')
    manifest = json.loads(paper.page("/manifest.webmanifest"))
    assert (manifest["name"], manifest["short_name"]) == ("The Test Courier", "Courier")
    assert (manifest["lang"], manifest["dir"], manifest["start_url"], manifest["scope"]) == ("en", "ltr", "/", "/")
    purposes = {(one["sizes"], one.get("purpose", "any")) for one in manifest["icons"]}
    assert purposes == {(size, use) for size in ("192x192", "512x512") for use in ("any", "maskable")}
    for one in manifest["icons"]:
        assert "{0}x{0}".format(icon(paper, one["src"].lstrip("/")).width) == one["sizes"]
    assert media_type("static", "manifest.webmanifest") == "application/manifest+json; charset=utf-8"


def test_the_publisher_has_a_logo(session_newsroom: Newsroom) -> None:
    paper = built(session_newsroom)
    found = re.search(r"ld\+json\">(.*?)</script>", paper.page("/town/2026/11/20/a/"))
    assert found
    article = json.loads(found[1])["@graph"][0]
    assert article["publisher"]["logo"] == {
        "@type": "ImageObject", "url": "https://courier.example/icon-512.png", "width": 512, "height": 512,
    }  # fmt: skip


# --- rules for AI ---------------------------------------------------------------------------------


def groups(robots: str) -> dict[str, list[str]]:
    """Return the rules of each crawler, as RFC 9309 reads them."""
    rules: dict[str, list[str]] = {}
    agents: list[str] = []
    open_group = False
    for line in robots.splitlines():
        name, _, value = (part.strip() for part in line.partition(":"))
        if name.lower() == "user-agent":
            agents = [*agents, value] if open_group else [value]
            open_group = True
        elif name.lower() in {"allow", "disallow"}:
            open_group = False
            for agent in agents:
                rules.setdefault(agent, []).append(f"{name}: {value}".strip())
    return rules


def test_nobody_is_refused_unless_the_paper_says_so(session_newsroom: Newsroom) -> None:
    paper = built(session_newsroom)
    assert groups(paper.page("/robots.txt")) == {"*": ["Disallow:"]}
    assert "License" not in paper.page("/robots.txt")
    assert "tdm-reservation" not in paper.page("/") + paper.page("/_headers")
    assert not {"rsl.xml", ".well-known/tdmrep.json"} & paper.files().keys()


@pytest.mark.parametrize(
    ("policy", "refused", "permits", "prohibits"),
    [
        ("search-only", TRAINING, "search ai-input ai-index", "ai-train"),
        ("none", (*TRAINING, *ANSWERING), "search", "ai-all"),
    ],
)
def test_one_setting_reaches_all_that_ai_companies_read(
    session_newsroom: Newsroom, policy: str, refused: tuple[str, ...], permits: str, prohibits: str
) -> None:
    paper = built(session_newsroom, f'[ai]\npolicy = "{policy}"\n')
    robots = paper.page("/robots.txt")
    rules = groups(robots)
    assert {agent for agent, found in rules.items() if found == ["Disallow: /"]} == set(refused)
    assert rules["*"] == ["Disallow:"]
    assert robots.endswith("\n\nLicense: https://courier.example/rsl.xml\n")  # in no group, so it is for all
    terms = etree.fromstring(paper.page("/rsl.xml").encode())
    names = {"r": "https://rslstandard.org/rsl"}
    assert terms.xpath("/r:rsl/r:content/@url", namespaces=names) == ["/"]
    assert terms.xpath("//r:permits[@type='usage']/text()", namespaces=names) == [permits]
    assert terms.xpath("//r:prohibits[@type='usage']/text()", namespaces=names) == [prohibits]
    assert media_type("static", "rsl.xml").startswith("application/rsl+xml")
    assert json.loads(paper.page("/.well-known/tdmrep.json")) == [{"location": "/", "tdm-reservation": 1}]
    for url in ("/", "/town/2026/11/20/a/", "/404.html"):
        assert '<meta name="tdm-reservation" content="1">' in paper.page(url)
        assert '<link rel="license" type="application/rsl+xml" href="/rsl.xml">' in paper.page(url)
    assert "  tdm-reservation: 1\n" in paper.page("/_headers")


def test_a_crawler_is_of_one_kind() -> None:
    assert len({one.casefold() for one in (*TRAINING, *ANSWERING)}) == len(TRAINING) + len(ANSWERING)
    assert not {"googlebot", "bingbot", "applebot", "duckduckbot"} & {one.casefold() for one in (*TRAINING, *ANSWERING)}


def test_the_setting_changes_and_goes(session_newsroom: Newsroom, tmp_path: Path) -> None:
    paper = built(session_newsroom, '[ai]\npolicy = "none"\n')
    paper = built(paper)
    assert "rsl.xml" not in paper.files()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)


def test_under_a_path_the_reservation_is_in_pages_alone(session_newsroom: Newsroom) -> None:
    session_newsroom.write("content/town/a.txt", story("A story"))
    site = SITE.replace("https://courier.example", "https://example.net/paper") + '[ai]\npolicy = "none"\n'
    session_newsroom.write("site.toml", site)
    session_newsroom.build()
    assert ".well-known/tdmrep.json" not in session_newsroom.files()
    assert 'href="/paper/rsl.xml"' in session_newsroom.page("/index.html")
    assert "License: https://example.net/paper/rsl.xml" in session_newsroom.page("/robots.txt")
    assert '<content url="/paper/">' in session_newsroom.page("/rsl.xml")
    assert session_newsroom.page("/_headers").startswith("/paper/*\n")


# --- headers --------------------------------------------------------------------------------------


def rules_of(text: str) -> dict[str, dict[str, str]]:
    """Return pattern -> headers, as Netlify and Cloudflare Pages read `_headers`."""
    rules: dict[str, dict[str, str]] = {}
    for line in filter(None, text.splitlines()):
        if not line.startswith(" "):
            rules[line] = {}
        else:
            name, _, value = line.strip().partition(": ")
            rules[next(reversed(rules))][name] = value
    return rules


def test_headers_are_strict_and_hashed_files_stay(session_newsroom: Newsroom) -> None:
    paper = built(session_newsroom)
    rules = rules_of(paper.page("/_headers"))
    assert list(rules) == ["/*", "/assets/*"]
    policy = dict(part.split(" ", 1) for part in rules["/*"]["Content-Security-Policy"].split("; ") if " " in part)
    assert policy["default-src"] == policy["object-src"] == "'none'"
    assert set(policy["frame-src"].split()) == set(frame_sources(parse_config(SITE).embeds))
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert rules["/*"]["X-Content-Type-Options"] == "nosniff"
    assert rules["/*"]["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in rules["/*"]["Permissions-Policy"]
    assert rules["/assets/*"] == {"Cache-Control": "public, max-age=31536000, immutable"}
    for file in paper.files():
        if file.startswith("assets/"):
            assert cache_control("static", file) == rules["/assets/*"]["Cache-Control"], file
    assert all(len(line) < 2_000 for line in paper.page("/_headers").splitlines())


def test_what_the_paper_allows_is_added_and_what_it_doesn_t_want_goes(session_newsroom: Newsroom) -> None:
    allow = '[embeds]\nservices = []\n[headers]\npictures = "own"\n[headers.allow]\nscript-src = ["https://counter.example"]\n'
    paper = built(session_newsroom, allow + 'frame-src = ["https://player.example"]\nworker-src = ["\'self\'"]\n')
    policy = rules_of(paper.page("/_headers"))["/*"]["Content-Security-Policy"]
    for part in ("script-src 'self' https://counter.example", "frame-src https://player.example", "img-src 'self'"):
        assert part in policy.split("; ")
    assert "worker-src 'self'" in policy.split("; ")
    paper = built(paper, "[headers]\npolicy = false\n")
    assert "Content-Security-Policy" not in paper.page("/_headers")
    assert "nosniff" in paper.page("/_headers")
    paper = built(paper, "[headers]\nwrite = false\n")
    assert "_headers" not in paper.files()
    paper = built(paper, _headers="/*\n  X-Own: 1\n")
    assert paper.page("/_headers") == "/*\n  X-Own: 1\n"


@pytest.mark.parametrize(
    ("allowed", "said"),
    [
        ('script = ["https://a.example"]', "There is no directive “script”."),
        ('script-src = ["https://a.example; script-src *"]', "can't be allowed"),
        ('script-src = ["https://a.example\\n  X-Evil: 1"]', "can't be allowed"),
        ('script-src = ["*"]', "can't be allowed"),
        ('script-src = ["counter"]', "can't be allowed"),
    ],
)
def test_what_is_no_origin_is_refused(allowed: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config(f"{SITE}[headers.allow]\n{allowed}\n")
    assert said in caught.value.problems[0].message


def test_a_page_with_an_embed_may_show_its_frame_and_no_other(session_newsroom: Newsroom) -> None:
    session_newsroom.write("content/town/v.txt", story("A video", body="See:\n\nhttps://youtu.be/dQw4w9WgXcQ\n"))
    paper = built(session_newsroom)
    policy = rules_of(paper.page("/_headers"))["/*"]["Content-Security-Policy"]
    [allowed] = [set(part.split()[1:]) for part in policy.split("; ") if part.startswith("frame-src")]
    [own] = re.findall(r'content="frame-src ([^"]+)"', paper.page("/town/2026/11/20/v/"))
    assert set(own.split()) == {"https://www.youtube-nocookie.com"} < allowed
    without = built(paper, "[embeds]\nservices = []\n")
    assert "frame-src 'none';" in without.page("/_headers")


def test_every_directive_of_the_theme_can_be_widened() -> None:
    assert set(OWN) - {"base-uri"} <= DIRECTIVES


@pytest.mark.browser
def test_no_page_breaks_the_policy_in_a_browser(tmp_path: Path) -> None:
    paper = full_paper(tmp_path / "paper")
    policy = rules_of(paper.page("/_headers"))["/*"]["Content-Security-Policy"]
    pages = [file for file in paper.files() if file.endswith(".html")]
    assert {"index.html", "404.html", "about/index.html", "town/old/index.html"} < set(pages)
    with open_chromium() as browser:
        assert broken(browser, paper, pages, policy) == []
        evil = policy.replace("script-src 'self'", "script-src 'none'")
        assert broken(browser, paper, ["town/2026/11/20/a/index.html"], evil) != []


def full_paper(folder: Path) -> Newsroom:
    from pictured import picture  # noqa: PLC0415

    paper = Newsroom(folder)
    paper.write("content/town/a.jpg", picture())
    paper.write("content/world/w.txt", story("A wire story", Source="Bay News", Was="/town/old/", Topics="Harbor"))
    paper.write("content/town/v.txt", story("A video", body="See:\n\nhttps://youtu.be/dQw4w9WgXcQ\n"))
    paper.write("content/pages/about.md", "# About us\n\n![A chart](https://charts.example/a.png)\n\nWe are a paper.\n")
    return built(paper, '[theme]\naccent = "#0a5c4a"\n')


def broken(browser: Any, paper: Newsroom, files: list[str], policy: str) -> list[str]:
    """Return what the browser says about the policy when it shows these pages, in one tab, as to open one takes longer."""
    host = HOST.replace("http:", "https:")
    tab = browser.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(f"{tab.url}: {message.text}"))

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(f"{host}/")
        found = paper.output / (path + "index.html" if not path or path.endswith("/") else path)
        kind = media_type("static", found.name)
        if route.request.url.startswith(host) and found.is_file():
            headers = {"Content-Security-Policy": policy, "Content-Type": kind, "X-Content-Type-Options": "nosniff"}
            route.fulfill(body=found.read_bytes(), headers=headers)
        else:
            route.fulfill(status=404)

    tab.route("**/*", answer)
    for file in files:
        tab.goto(f"{host}/{file}", wait_until="networkidle")
    tab.close()
    return [one for one in said if "Content Security Policy" in one or "MIME" in one]


def test_the_policy_upgrades_plain_requests_of_a_secure_site_alone() -> None:
    assert policy_of(parse_config(SITE)).endswith("; upgrade-insecure-requests")
    assert "upgrade" not in policy_of(parse_config(SITE.replace("https:", "http:")))
