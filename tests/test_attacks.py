"""Attack vectors of every class, in every field of a story at once, in one paper, read as readers' programs read it.

What was written is parsed, never searched for words: a payload that is printed as text is as it should be.
"""

import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from browsing import open_chromium
from conftest import Newsroom
from lxml import etree
from lxml import html as lxml_html
from vectors import VECTORS

from generator.config.embed_settings import EmbedSettings
from generator.intake.embeds.recognise import frame_sources
from generator.intake.text.clean import is_clean

FIELDS = ["deck", "kicker", "topics", "byline", "dateline", "source", "source url", "corrections", "language", "section", "slug", "related", "genre", "summary", "updated", "priority"]  # fmt: skip
BODY = """{0}

# {0}

> {0}

- {0}

| {0} | b |
|---|---|
| {0} | c |

![{0}](/photo.jpg "{0}")

[{0}](https://example.org/?{0} "{0}")

```{0}
{0}
```

Text.[^1]

[^1]: {0}

<figure><img src="/photo.jpg" alt="{0}"><figcaption>{0}</figcaption></figure>
"""
ALL = [(kind, vector) for kind, vectors in VECTORS.items() for vector in vectors]
ACTIVE = {"script", "iframe", "frame", "object", "embed", "applet", "base", "form", "template", "portal", "svg", "math", "input", "button", "noscript", "style", "xmp", "plaintext"}  # fmt: skip
LINKS = {"href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href", "cite", "background", "ping", "longdesc"}  # fmt: skip
SCHEMES = {"", "http", "https", "mailto"}


def quoted(words: str) -> str:
    """Quote a text as both YAML and JSON do, with every possible escape."""
    return json.dumps(words)


def in_one_line(vector: str) -> str:
    return re.sub(r"[\n\r\x85\u2028\u2029]+", " ", vector)


def cut_for(field: str, vector: str) -> str:
    """Return the vector, cut for a field that takes so little: a longer value would hold the story."""
    return vector[:100].strip() if field in {"language", "genre", "updated", "priority"} else vector


def fill(newsroom: Newsroom) -> None:
    """Write three stories and a card for each vector: Markdown with a YAML header, plain copy, a file name."""
    for number, (_, vector) in enumerate(ALL):
        fields = "".join(f"{field}: {quoted(cut_for(field, vector))}\n" for field in FIELDS if field != "slug")
        header = f"---\ntitle: {quoted(f'{number} {vector}')}\ndate: 2026-11-20\n{fields}{quoted(vector)}: x\n---\n"
        newsroom.write(f"content/world/m{number}.md", header.encode() + BODY.format(vector).encode())
        line = in_one_line(vector)
        lines = "".join(f"{field.title()}: {cut_for(field, line)}\n" for field in FIELDS if field != "section")
        copy = f"{number} {line}\n\nDate: 2026-11-20\n{lines}X{line}: x\n\n{vector}\n\nThe council met.\n"
        newsroom.write(f"content/town/t{number}.txt", copy.encode())
        card = f"name: P{number} {line}\nrole: {line}\ncontact: {line}\nfediverse: @{line}@{line}\n\n{vector}\n"
        newsroom.write(f"content/people/p{number}.md", card.encode())
        name = re.sub(r"[/\x00]", "", in_one_line(vector)).encode()[:150].decode(errors="ignore")
        newsroom.write(f"content/world/{name}.txt", b"Named by an attack\n\nDate: 2026-11-20\n\nThe council met.\n")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return a paper of all vectors, built once."""
    newsroom = Newsroom(tmp_path_factory.mktemp("attacked") / "paper")
    fill(newsroom)
    outcome = newsroom.build()
    assert outcome.stories > 2 * len(ALL)
    return newsroom


def outputs(newsroom: Newsroom, ending: str) -> dict[str, str]:
    found = {name: content.decode() for name, content in newsroom.files().items() if name.endswith(ending)}
    assert found
    return found


def is_leading(value: str) -> bool:
    """Tell whether browsers, which ignore some characters, read an address as http, https or mailto."""
    read = re.sub(r"[\t\n\r]", "", value.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", read)
    return (scheme[1].lower() if scheme else "") in SCHEMES


def assert_harmless(tree: Any, where: str) -> None:
    """Check that a page, or a piece of one, has nothing that runs, loads or takes the page over."""
    for element in tree.iter(etree.Element):
        assert element.tag not in ACTIVE or is_own(element), (where, etree.tostring(element)[:200])
        assert not (element.tag == "meta" and element.get("http-equiv")) or is_policy(element), where
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (where, name, value)
            assert name not in {"style", "srcdoc", "contenteditable", "popover", "ping"}, (where, name, value)
            assert name not in LINKS or is_leading(value), (where, name, value)
            assert is_clean(value), (where, name, value)
        assert is_clean(element.text or ""), where
        assert is_clean(element.tail or ""), where
        if element.tag == "link":
            assert urlsplit(element.get("href")).netloc in {"", "courier.example"}, where


def is_policy(element: Any) -> bool:
    """Tell whether an element says where the page may take frames from, and names only the players of services."""
    name, _, sources = element.get("content").partition(" ")
    named = {*frame_sources(EmbedSettings()), "'none'"}
    return (
        element.get("http-equiv") == "Content-Security-Policy" and name == "frame-src" and {*sources.split()} <= named
    )


def is_waiting_player(element: Any) -> bool:
    """Tell whether an element is a player of a known service that waits for a click, or a part of one."""
    waiting = element if element.tag == "template" else next(element.iterancestors("template"), None)
    if waiting is None or waiting.getparent().get("class") != "embed-stage":
        return False
    button, frame = waiting
    origin = "https://" + urlsplit(frame.get("src")).netloc
    assert {*frame.keys()} == {"src", "title", "allow", "allowfullscreen", "referrerpolicy", "sandbox"}
    return button.keys() == ["class", "type"] and origin in frame_sources(EmbedSettings())


def is_own(element: Any) -> bool:
    """Tell whether an element is the theme's own icon, script or waiting player, or data for search engines."""
    if element.tag in {"template", "button", "iframe"}:
        return is_waiting_player(element)
    if element.tag == "svg":
        return set(element.attrib) <= {"viewbox", "aria-hidden", "focusable"} and all(
            part.tag == "path" and part.keys() == ["d"] for part in element.iterdescendants()
        )
    if element.tag != "script":
        return False
    is_themes = re.fullmatch(r"/assets/broadsheet\.[0-9a-f]{10}\.js", element.get("src", "")) and not element.text
    return bool(is_themes or element.get("type") == "application/ld+json")


def test_no_page_holds_anything_that_runs_or_takes_it_over(attacked: Newsroom) -> None:
    pages = outputs(attacked, ".html")
    assert len(pages) > 3 * len(ALL)
    for name, page in pages.items():
        assert is_clean(page), name
        assert_harmless(lxml_html.document_fromstring(page), name)


def test_data_for_search_engines_is_json_and_ends_where_it_ends(attacked: Newsroom) -> None:
    for name, page in outputs(attacked, ".html").items():
        for script in lxml_html.document_fromstring(page).iter("script"):
            if script.get("type") == "application/ld+json":
                assert_addresses(json.loads(script.text), name)
                assert "<" not in script.text, name


def assert_addresses(value: Any, where: str, key: str = "") -> None:
    """Check that every value that is an address has the scheme http, https or mailto."""
    if isinstance(value, dict):
        for name, inner in value.items():
            assert_addresses(inner, where, name)
    elif isinstance(value, list):
        for inner in value:
            assert_addresses(inner, where, key)
    elif isinstance(value, str):
        assert is_clean(value), where
        assert not key.endswith(("url", "item", "image", "@id", "Policy")) or is_leading(value), (where, key, value)


def test_feeds_and_sitemaps_are_xml_with_nothing_active_in_it(attacked: Newsroom) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for name, text in outputs(attacked, ".xml").items():
        assert is_clean(text), name
        root = etree.fromstring(text.encode(), parser)
        assert root.getroottree().docinfo.doctype == "", name
        for element in root.iter(etree.Element):
            tag = etree.QName(element).localname
            assert etree.QName(element).namespace != "http://www.w3.org/1999/xhtml", name
            if tag in {"link", "loc", "guid", "id", "uri"} and element.text:
                assert (
                    urlsplit(element.text.strip()).scheme in {"https", "urn"} or element.get("isPermaLink") == "false"
                ), name
            assert is_leading(element.get("href", "")), name
            is_html = tag == "encoded" or (tag == "description" and root.tag == "rss") or element.get("type") == "html"
            if is_html and (element.text or "").strip():
                assert_harmless(lxml_html.fragment_fromstring(element.text, create_parent="div"), name)


def test_json_feeds_hold_harmless_html(attacked: Newsroom) -> None:
    for name, text in outputs(attacked, "feed.json").items():
        feed = json.loads(text)
        assert_addresses(feed, name)
        for item in feed["items"]:
            assert_harmless(lxml_html.fragment_fromstring(item["content_html"], create_parent="div"), name)


def test_names_of_files_are_plain(attacked: Newsroom) -> None:
    for name in attacked.files():
        assert re.fullmatch(r"[A-Za-z0-9/._-]+", name), name
        assert not {"..", "", "."} & set(name.split("/")), name
    assert not [path for path in attacked.folder.parent.rglob("index.html") if attacked.output not in path.parents]


def test_nothing_is_computed_or_included_by_templates_or_servers(attacked: Newsroom) -> None:
    """Check that payloads for template engines stay as written, and that no server-side include comes through."""
    for name, page in outputs(attacked, ".html").items():
        tree = lxml_html.document_fromstring(page)
        assert [comment for comment in tree.iter(etree.Comment) if "#include" in comment.text] == [], name
        assert "<esi:" not in page, name
        assert "root:x:" not in page, name
    assert any("{{ 7*7 }}" in page for page in outputs(attacked, ".html").values())


# --- in a browser ---------------------------------------------------------------------------------

PROBE = """
window.pwned = [];
for (const name of ["alert", "confirm", "prompt", "msgbox", "print"]) window[name] = (words) => window.pwned.push(name);
"""
LOOK = """() => {
  const found = [...window.pwned];
  for (const element of document.querySelectorAll("*")) {
    for (const { name } of element.attributes) if (name.startsWith("on")) found.push(`${element.tagName} ${name}`);
    for (const name of ["href", "src", "action", "formAction"]) {
      const value = element.getAttribute(name);
      if (value !== null && !["http:", "https:", "mailto:"].includes(new URL(value, document.baseURI).protocol)) found.push(value);
    }
  }
  for (const element of document.querySelectorAll("a[href], summary, main *")) {
    element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    element.dispatchEvent(new FocusEvent("focus"));
    element.dispatchEvent(new Event("animationstart"));
  }
  if (typeof document.cookie !== "string" || typeof document.body.nodeName !== "string") found.push("document is hidden");
  if (!(document.getElementById instanceof Function) || window.location.host !== location.host) found.push("names are hidden");
  if (document.querySelectorAll("main iframe, main form, main script, main style, main object, base").length) found.push("active elements");
  const icons = [...document.querySelectorAll("main svg")].flatMap((icon) => [...icon.querySelectorAll("*")]);
  if (icons.some((part) => part.tagName !== "path" || part.children.length)) found.push("a drawing that is no icon");
  if (document.baseURI !== location.href) found.push("base");
  return found.concat(window.pwned);
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves the site without a log."""

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


@pytest.fixture
def served(attacked: Newsroom) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(attacked.output)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.browser
def test_nothing_runs_in_a_browser(attacked: Newsroom, served: str) -> None:
    """Load each vector's story with it in all fields, the front page and the lists in a real browser."""
    stories = [name for name in outputs(attacked, "index.html") if re.search(r"/20/m\d", name)]
    lists = ["index.html", "world/index.html", "by/index.html", "topics/index.html", "archive/index.html"]
    events: list[str] = []

    def stop(route: Any) -> None:
        events.append(route.request.url)
        route.abort()

    def dismiss(dialog: Any) -> None:
        events.append(dialog.message)
        dialog.dismiss()

    with open_chromium() as browser:
        context = browser.new_context()
        context.add_init_script(PROBE)
        context.route(lambda url: not url.startswith(served), stop)
        tab = context.new_page()
        tab.on("dialog", dismiss)
        for name in [*lists, *stories]:
            if (attacked.output / name).is_file():
                tab.goto(f"{served}/{name.removesuffix('index.html')}", wait_until="load")
                assert tab.evaluate(LOOK) == [], name
                assert tab.url.startswith(served), name
    assert events == []
    assert len(stories) == len(ALL)


def test_the_probe_itself_finds_what_it_looks_for() -> None:
    """Check that the checks fail where they should: one that accepts everything would never fail."""
    for bad in ("<p onclick=x>", "<a href='java\tscript:x'>y</a>", "<svg><a href=x>y</a></svg>", "<p style='x:y'>", "<script>x</script>", "<form></form>", "<p title='\u202e'>x</p>"):  # fmt: skip
        with pytest.raises(AssertionError):
            assert_harmless(lxml_html.fragment_fromstring(bad, create_parent="div"), "probe")
    with pytest.raises(AssertionError):
        assert_addresses({"author": [{"url": "javascript:x"}]}, "probe")
