"""What other sites show in stories: figures that ask nobody before a click, on pages that allow their frames alone."""

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browsing import open_chromium
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from lxml import html as lxml_html
from patience import until
from pictured import picture

WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
CHART = "https://datawrapper.dwcdn.net/aB3dE/1/"
BODY = f'The mayor crossed the bridge.\n\n{WATCH}\nThe mayor\'s <walk> & "more"\n\nIt was cold.'
PAGE = "/world/2026/11/20/bridge/"
PHOTO = "assets/photos/"


def fill(newsroom: Newsroom, body: str = BODY) -> Newsroom:
    newsroom.write("content/world/bridge.txt", story("Bridge opens", body=body))
    newsroom.write("content/world/other.txt", story("Other", "2026-11-19 09:00"))
    newsroom.build()
    return newsroom


def tree(newsroom: Newsroom, url: str = PAGE) -> Any:
    return lxml_html.document_fromstring(newsroom.page(url))


def classed(node: Any, name: str) -> list[Any]:
    """Return the elements of a class inside `node`."""
    return node.xpath(f'.//*[contains(concat(" ", @class, " "), " {name} ")]')  # type: ignore[no-any-return]


def photos(newsroom: Newsroom) -> int:
    return sum(name.startswith(PHOTO) for name in newsroom.files())


def test_an_embed_is_a_figure_with_a_link_and_a_player_that_waits(newsroom: Newsroom) -> None:
    [figure] = classed(tree(fill(newsroom)), "embed")
    assert {link.get("href") for link in figure.iter("a")} == {WATCH}
    [frame] = figure.iter("iframe")
    assert [one.tag for one in frame.iterancestors()][:2] == ["template", "div"]
    assert frame.get("src") == PLAYER
    assert frame.get("title") == 'The mayor\'s <walk> & "more"'
    assert "allow-top-navigation" not in frame.get("sandbox")
    assert [one.text for one in figure.xpath("figcaption/span")] == ['The mayor\'s <walk> & "more"']
    assert [one.text for one in figure.xpath("figcaption/a")] == ["Video on YouTube"]
    assert figure.xpath(".//*[@style]") == []


def test_without_a_title_the_theme_has_words(newsroom: Newsroom) -> None:
    [figure] = classed(tree(fill(newsroom, f"The mayor crossed.\n\n{WATCH}\n\nIt was cold.")), "embed")
    assert next(figure.iter("iframe")).get("title") == "Video on YouTube"
    assert figure.xpath("figcaption/span") == []


def policies(newsroom: Newsroom) -> dict[str, list[str]]:
    pages = {name: page.decode() for name, page in newsroom.files().items() if name.endswith("index.html")}
    return {
        name: [one.get("content") for one in lxml_html.document_fromstring(page).xpath("//meta[@http-equiv]")]
        for name, page in pages.items()
        if 'http-equiv="refresh"' not in page
    }


def test_only_a_page_with_embeds_may_have_frames_and_only_its_own(newsroom: Newsroom) -> None:
    found = policies(fill(newsroom, f"{BODY}\n\n{CHART}"))
    own = found.pop(f"{PAGE[1:]}index.html")
    assert own == ["frame-src https://datawrapper.dwcdn.net https://www.youtube-nocookie.com"]
    assert len(found) > 5
    assert {tuple(one) for one in found.values()} == {("frame-src 'none'",)}


def test_only_a_page_with_embeds_has_the_script_for_them(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + '[story]\nlists = "inline"\n')
    fill(newsroom)
    assert len(tree(newsroom).xpath("//script[@src]")) == 1
    assert tree(newsroom, "/world/2026/11/19/other/").xpath("//script[@src]") == []


def test_feeds_have_a_link_and_summaries_and_counts_leave_it_out(newsroom: Newsroom) -> None:
    fill(newsroom)
    without = Newsroom(newsroom.folder / "again")
    fill(without, "The mayor crossed the bridge.\n\nIt was cold.")
    for name in ("feed.xml", "atom.xml", "feed.json"):
        text = newsroom.page(f"/{name}")
        assert "watch?v=dQw4w9WgXcQ" in text
        assert "iframe" not in text
        assert "nocookie" not in text
    counts = [page.split('"wordCount":')[1].split(",")[0] for page in (newsroom.page(PAGE), without.page(PAGE))]
    assert counts == ["8", "8"]
    for url in ("/", "/world/", PAGE):
        described = [one.get("content") for one in tree(newsroom, url).xpath("//meta[@name='description']")]
        assert described == [one.get("content") for one in tree(without, url).xpath("//meta[@name='description']")]
    assert "dQw4w9WgXcQ" not in newsroom.page("/") + newsroom.page("/world/")


def test_posters_come_change_and_go(newsroom: Newsroom, tmp_path: Path) -> None:
    fill(newsroom, f"{BODY}\n\n{CHART}")

    def posters() -> list[bool]:
        newsroom.build()
        assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)
        shutil.rmtree(tmp_path / "clean", ignore_errors=True)
        return [bool(one.xpath(".//picture")) for one in classed(tree(newsroom), "embed")]

    assert posters() == [False, False]
    newsroom.write("content/world/bridge-poster-2.jpg", picture(seed=1))
    assert posters() == [False, True]
    newsroom.write("content/world/bridge-poster.jpg", picture(seed=2))
    newsroom.write("content/world/bridge-poster.jpg.txt", "Credit: Ann Lee\n")
    assert posters() == [True, True]
    assert "Ann Lee" in newsroom.page(PAGE)
    assert "<picture" not in newsroom.page("/")
    assert classed(tree(newsroom), "lead-photo") == []
    newsroom.write("content/world/bridge-poster.txt", story("A poster for the bridge"))
    assert posters() == [False, True]
    newsroom.delete("content/world/bridge-poster.txt")
    newsroom.write("content/world/bridge-poster-2.jpg.txt", "EMBARGOED until Friday\n")
    assert posters() == [True, False]
    newsroom.write("content/world/bridge.txt", story("Bridge opens", body="The mayor crossed the bridge."))
    assert posters() == []
    assert photos(newsroom) == 0


def test_a_linked_picture_is_the_poster_and_a_feed_shows_it(newsroom: Newsroom) -> None:
    newsroom.write("content/world/mayor.jpg", picture())
    newsroom.write(
        "content/world/bridge.md",
        f"# Bridge\n\nDate: 2026-11-20\n\nText.\n\n[![The mayor]({{}})]({WATCH})\n".format("mayor.jpg"),
    )
    newsroom.build()
    [figure] = classed(tree(newsroom), "embed")
    assert len(figure.xpath(".//picture")) == 1
    assert [one.text for one in figure.xpath("figcaption/span")][:1] == ["The mayor"]
    assert tree(newsroom).xpath("//p[@class='embed']") == []
    newsroom.delete("content/world/mayor.jpg")
    newsroom.build()
    assert tree(newsroom).xpath("//picture") == []
    assert "The mayor" in newsroom.page("/feed.json")


def test_a_service_that_is_left_out_becomes_links_again(newsroom: Newsroom, tmp_path: Path) -> None:
    fill(newsroom)
    newsroom.write("site.toml", SITE + '[embeds]\nservices = ["vimeo"]\n')
    newsroom.build()
    assert classed(tree(newsroom), "embed") == []
    assert WATCH in newsroom.page(PAGE)
    assert policies(newsroom)[f"{PAGE[1:]}index.html"] == ["frame-src 'none'"]
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_the_embed_of_a_hidden_story_is_in_no_byte(newsroom: Newsroom) -> None:
    newsroom.write("content/world/bridge.txt", story("Bridge opens", body=BODY, Embargo="2026-12-24 09:00"))
    newsroom.write("content/world/bridge-poster.jpg", picture())
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.build()
    assert newsroom.mentions("dQw4w9WgXcQ") == []
    assert newsroom.mentions("nocookie") == ["_headers"]  # which names all services, used or not
    assert photos(newsroom) == 0


def test_the_words_are_in_the_language_of_the_story_or_say_theirs(newsroom: Newsroom) -> None:
    newsroom.write("content/world/bridge.txt", story("El puente", body=BODY, Language="es"))
    newsroom.write("content/world/bro.txt", story("Broen", body=BODY, Language="da"))
    newsroom.build()
    for url, words, language in (
        (PAGE, "Vídeo en YouTube", None),
        ("/world/2026/11/20/bro/", "Video on YouTube", "en"),
    ):
        [figure] = classed(tree(newsroom, url), "embed")
        assert [one.get("lang") for one in figure.xpath("div|figcaption/a")] == [language, language]
        assert [one.text for one in figure.xpath("figcaption/a")] == [words]


def test_pages_of_the_papers_own_have_embeds(newsroom: Newsroom) -> None:
    newsroom.write(
        "content/pages/about.md",
        f"# About us\n\nWe are here:\nhttps://www.openstreetmap.org/#map=15/44.1/-69.1\n\n{WATCH}\n",
    )
    newsroom.write("content/pages/about-poster-2.jpg", picture())
    newsroom.build()
    first, second = classed(tree(newsroom, "/about/"), "embed")
    assert (len(first.xpath(".//picture")), len(second.xpath(".//picture"))) == (0, 1)
    assert policies(newsroom)["about/index.html"] == [
        "frame-src https://www.openstreetmap.org https://www.youtube-nocookie.com"
    ]
    assert len(tree(newsroom, "/about/").xpath("//script[@src]")) == 1


def test_site_toml_allows_frames_of_the_papers_own_templates_everywhere(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + '[embeds]\nframes = ["https://newsletter.example"]\n')
    found = policies(fill(newsroom))
    assert found.pop(f"{PAGE[1:]}index.html") == [
        "frame-src https://www.youtube-nocookie.com https://newsletter.example"
    ]
    assert {tuple(one) for one in found.values()} == {("frame-src https://newsletter.example",)}


# --- in a browser ---------------------------------------------------------------------------------

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-src https://datawrapper.dwcdn.net https://www.youtube-nocookie.com https://vimeo.com"
)
"""A host's policy for all pages. A page's own can only narrow it."""
FAKE = """<!doctype html><title>Player</title><button autofocus>Pause</button>
<script>addEventListener("message", ({ data }) => { if (data.type === "setHeight") parent.postMessage({ height: 777 }, "*"); });
parent.postMessage({ "datawrapper-height": { aB3dE: 432 } }, "*");
try { top.location = "https://evil.example/"; } catch {}</script>"""
REFUSED = (
    "addEventListener('securitypolicyviolation', one => { (window.refused ??= []).push(one.violatedDirective); });"
)
SHIFTS = """new Promise(done => { let shift = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value; })
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(shift), 100)); })"""


class Host(SimpleHTTPRequestHandler):
    """Serves the site with a strict policy and without a log."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing."""


class Reader:
    """A reader's browser at one page, and what it asked other sites for."""

    def __init__(self, browser: Any, host: str, **options: Any) -> None:
        self.host = host
        self.asked: list[Any] = []
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        self.context.route(lambda url: not url.startswith(host), self._answer)
        self.context.add_init_script(REFUSED)
        self.tab = self.context.new_page()
        self.devtools = self.context.new_cdp_session(self.tab)
        self.logged: list[str] = []
        self.devtools.on("Network.requestWillBeSent", lambda event: self.logged.append(event["request"]["url"]))
        self.devtools.send("Network.enable")

    def _answer(self, route: Any) -> None:
        self.asked.append(route.request)
        route.fulfill(status=200, content_type="text/html", body=FAKE)

    def open(self, url: str = PAGE) -> Any:
        self.tab.goto(self.host + url, wait_until="networkidle")
        return self.tab

    @property
    def foreign(self) -> list[str]:
        """What the tab asked of other sites, by the browser's own log and by the requests that reached the network."""
        logged = [url for url in self.logged if not url.startswith(self.host)]
        return sorted({*logged, *(one.url for one in self.asked)})


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_chromium() as running:
        yield running


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    newsroom = Newsroom(tmp_path_factory.mktemp("embeds") / "paper")
    newsroom.write("content/world/bridge-poster.jpg", picture(1280, 720))
    fill(newsroom, f"{BODY}\n\n{CHART}")
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(newsroom.output))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def reader(browser: Any, host: str) -> Iterator[Reader]:
    one = Reader(browser, host)
    yield one
    one.context.close()


@pytest.mark.browser
def test_no_other_site_is_asked_before_a_click(reader: Reader) -> None:
    tab = reader.open()
    tab.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    tab.hover(".embed-open >> nth=0")
    tab.wait_for_load_state("networkidle")
    assert len(reader.logged) > 3
    assert reader.foreign == []
    assert tab.evaluate(SHIFTS) == 0
    tab.click(".embed-open >> nth=0")
    tab.frame_locator("iframe").locator("button").wait_for()
    assert reader.foreign == [PLAYER]
    [request] = reader.asked
    assert request.headers["referer"] == f"{reader.host}/"
    assert tab.evaluate("window.refused ?? []") == []
    assert tab.url == reader.host + PAGE


@pytest.mark.browser
def test_a_keyboard_opens_it_and_is_then_in_the_player(reader: Reader) -> None:
    tab = reader.open()
    tab.focus(".embed-open >> nth=0")
    assert "Play the video" in tab.evaluate("document.activeElement.textContent")
    tab.keyboard.press("Enter")
    tab.frame_locator("iframe").locator("button").wait_for()
    assert tab.evaluate("document.activeElement.nodeName") == "IFRAME"
    assert tab.evaluate("document.activeElement.title") == 'The mayor\'s <walk> & "more"'
    box = tab.locator("iframe").bounding_box()
    assert abs(box["width"] / box["height"] - 16 / 9) < 0.05


@pytest.mark.browser
def test_a_chart_gets_the_height_that_it_asks_for(reader: Reader) -> None:
    tab = reader.open()
    tab.click(".embed-chart .embed-open")
    until(lambda: tab.evaluate("document.querySelector('.embed-chart iframe').style.height") == "777px", "the height")
    assert tab.locator(".embed-chart iframe").bounding_box()["height"] == 777
    assert tab.evaluate("window.refused ?? []") == []


@pytest.mark.browser
def test_without_script_there_is_a_link(browser: Any, host: str) -> None:
    one = Reader(browser, host, java_script_enabled=False)
    tab = one.open()
    assert one.foreign == []
    link = tab.locator("a.embed-open >> nth=0")
    assert link.is_visible()
    assert link.get_attribute("href") == WATCH
    assert tab.locator("button.embed-open").count() == 0
    one.context.close()


@pytest.mark.browser
def test_a_page_without_embeds_takes_no_frame(reader: Reader) -> None:
    tab = reader.open("/world/2026/11/19/other/")
    tab.evaluate(
        "document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://www.youtube-nocookie.com/' }))"
    )
    until(lambda: tab.evaluate("(window.refused ?? []).includes('frame-src')"), "the refusal")
    assert reader.asked == []


@pytest.mark.browser
def test_on_paper_the_address_stands_below(reader: Reader) -> None:
    tab = reader.open()
    tab.emulate_media(media="print")
    assert not tab.locator(".embed-open >> nth=0").is_visible()
    content = "getComputedStyle(document.querySelector('.embed figcaption a'), '::after').content"
    assert WATCH in tab.evaluate(content)


@pytest.mark.browser
def test_links_and_buttons_are_large_enough_for_a_finger(reader: Reader) -> None:
    tab = reader.open()
    heights = tab.eval_on_selector_all(".embed :is(a, button)", "all => all.map(one => one.offsetHeight)")
    assert len(heights) > 3
    assert min(heights) >= 24
