"""A made-up language, in which every word of the theme is marked, finds each word that isn't translated.

The paper is in Greek, for which no catalogue is shipped; its copy and its dates have Greek letters only. Each message of
the theme is half as long again and stands between marks and in an isolate of its own direction. So whatever is printed
in Latin letters and not between marks is a word that somebody wrote into a template or into the code.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from browsing import HOST, open_chromium, open_tab
from conftest import Newsroom, story
from lxml import etree
from lxml import html as lxml_html
from places import ROOT
from recordings import mp3

from generator.locale import catalogues, extract

OPEN, CLOSE = "\u2068⟦", "⟧\u2069"
"""What every message begins and ends with: the mark, and a directional isolate."""
PROPER_NAMES = {
    "RSS", "Atom", "JSON", "Feed", "Facebook", "X", "Bluesky", "WhatsApp", "Threads", "Mastodon", "LinkedIn", "Telegram",
    "Reddit",
}  # fmt: skip
"""Words that are the same in every language."""
NEEDS_MORE = {
    "Photos", "Photo: %(credit)s", "Made with AI", "Editors’ picks", "No stories yet", "No corrections yet", "Section", "All sections",
    "Read more", "Read on our site",
}  # fmt: skip
"""Messages that need photos, a list chosen by editors, a paper without stories or corrections or with several sections, or a mail."""
EMBEDS = (
    "https://youtu.be/dQw4w9WgXcQ", "https://soundcloud.com/forss/flickermood", "https://datawrapper.dwcdn.net/aB3dE/",
    "https://www.openstreetmap.org/#map=8/38/24", "https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l",
)  # fmt: skip
"""One of each kind."""
PLACEHOLDER = re.compile(r"(%\(\w+\)s)")
SITE = """\
name = "Η Εφημερίδα"
address = "https://courier.example"
time_zone = "Europe/Athens"
language = "el"
tagline = "Όλα τα νέα"
description = "Μια εφημερίδα"
copyright = "©"
corrections_policy = "/corrections/"
page_size = 2

[[sections]]
slug = "world"
name = "Κόσμος"

[[sections]]
slug = "empty"
name = "Κενό"

[search]
engine = "pagefind"

[share]
networks = ["facebook", "x", "bluesky", "threads", "mastodon", "linkedin", "whatsapp", "telegram", "reddit", "email"]
"""


def marked(text: str) -> str:
    """Return the text between marks, half as long again."""
    letters = "".join(part for part in PLACEHOLDER.split(text) if not PLACEHOLDER.fullmatch(part))
    return f"{OPEN}{text}{'~' * (len(letters) // 2)}{CLOSE}"


def pseudo_catalogue() -> Catalog:
    """Return the catalogue of the made-up language."""
    catalogue = Catalog(locale="el")
    catalogue.update(extract.find_messages(ROOT), no_fuzzy_matching=True)
    for message in catalogue:
        if message.id:
            singular, plural = (message.id, message.id) if isinstance(message.id, str) else message.id
            forms = (marked(singular), *[marked(plural)] * (catalogue.num_plurals - 1))
            message.string = forms if message.pluralizable else forms[0]
    return catalogue


@pytest.fixture(scope="module")
def pseudo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Yield a paper of all kinds of page, in the made-up language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "FOLDER", tmp_path_factory.mktemp("locale"))
        catalogues.words_in.cache_clear()
        extract.write_catalogue("el", pseudo_catalogue())
        newsroom = Newsroom(tmp_path_factory.mktemp("pseudo") / "paper")
        fill(newsroom)
        newsroom.build(drafts=True)
        yield newsroom
    catalogues.words_in.cache_clear()


def fill(newsroom: Newsroom) -> None:
    """Write stories that show everything that the theme can say."""
    newsroom.write("site.toml", SITE)
    for number in range(1, 8):
        newsroom.write(f"content/world/s{number}.txt", story(f"Νέο {number}", f"2026-10-{number:02} 09:00", "Έγινε."))
    rich = {
        "Discuss": "https://news.example/@a/1234567",
        "By": "Άννα, Ηλίας, Μαρία",
        "Topics": "Λιμάνι",
        "Updated": "2026-11-21 10:00",
        "Genre": "opinion",
    }
    newsroom.write("content/world/rich.txt", story("Πλούσιο", "2026-11-20 09:00", "Έγινε.", **rich))
    newsroom.write(
        "content/world/wire.md",
        "---\ntitle: Ξένο\ndate: 2026-11-20 08:00\nsource: Πρακτορείο\nsyndicated: true\nwas: /old/\ngenre: review\n"
        "corrections:\n  - {date: 2026-11-21, text: Λάθος.}\n---\nΈγινε.\n",
    )
    translated = {"Language": "bg", "Translation-Of": "world/rich"}
    newsroom.write("content/world/other.txt", story("Богато", "2026-11-20 10:00", "Беше.", **translated))
    body = " ".join(f"Λέξη{number}" for number in range(80))
    newsroom.write(
        "content/world/first.txt",
        story("Το λιμάνι κλείνει", "2026-11-19 09:00", body, Genre="analysis", Topics="Λιμάνι"),
    )
    newsroom.write("content/world/second.txt", story("Το λιμάνι κλείνει", "2026-11-19 12:00", body + " Τέλος"))
    newsroom.write("content/pages/about.md", "# Ποιοι είμαστε\nMenu: more\nUpdated: 2026-11-20\n\nΈγινε.\n")
    embeds = "\n\n".join(["Έγινε.", *EMBEDS, "Τέλος."])
    newsroom.write("content/world/embeds.txt", story("Βίντεο", "2026-11-17 09:00", embeds))
    newsroom.write("content/world/rich.mp3", mp3(70))
    newsroom.write("content/world/rich.mp3.txt", "Καλημέρα.")
    newsroom.write("content/world/obituary.mp3", mp3(20))
    newsroom.write("content/world/charts.csv", "Έτος,Α,Β\n2024,1,2\n2025,3,4\n")
    newsroom.write("content/world/one.csv", "Έτος,Α\n2024,1\n")
    charts = [f"Chart: charts.csv, {form}, Τίτλος\nSource: Δήμος" for form in ("bars", "lines", "election", "timeline")]
    charted = "\n\n".join(["Έγινε.", *charts, "Chart: one.csv, bars", "Τέλος."])
    newsroom.write("content/world/charts.txt", story("Αριθμοί", "2026-11-16 09:00", charted))
    topics = {"Topics": ", ".join(f"Θέμα {number}" for number in range(40))}
    newsroom.write("content/world/live.txt", story("Τώρα", "2026-11-23", "Έγινε.", Genre="live", **topics))
    newsroom.write("content/world/obituary.txt", story("Έζησε", "2026-11-22 09:00", "Έγινε.", Genre="obituary"))
    for number in range(1, 4):
        part = {"Series": f"Σειρά, {number}", "Genre": ["letter", "editorial", "explainer"][number - 1]}
        newsroom.write(f"content/world/p{number}.txt", story(f"Μέρος {number}", "2026-09-01 09:00", "Έγινε.", **part))
    checked = {"Claim": "Έγινε", "Claimed by": "Άννα", "Verdict": "Όχι"}
    newsroom.write("content/world/check.txt", story("Έγινε;", "2026-09-02 09:00", "Όχι.", **checked))
    for number, kind in enumerate(("sponsored", "interview", "brief")):
        newsroom.write(f"content/world/k{number}.txt", story("Νέο", "2026-09-03 09:00", f"Νέο {number}.", Genre=kind))
    newsroom.write("content/world/paid.txt", story("Νέο", "2026-11-22 09:00", "Νέο.", Sponsor="Τράπεζα"))
    newsroom.write("content/world/fair.txt", story("Παζάρι", "2026-09-04 09:00", "Ναι.", Event="2026-09-12, Λιμάνι"))
    hours = "\n\n".join(f"## {number // 60:02}:{number % 60:02}\n\nΝαι." for number in range(510))
    newsroom.write(
        "content/world/hours.txt", story("Ώρες", "2026-09-05 00:00", f"Key points:\n\n- Ναι\n- Όχι\n\n{hours}")
    )
    ended = {"Ends": "2026-09-06 09:00"}
    newsroom.write("content/world/ended.txt", story("Ώρα", "2026-09-06 07:00", "## 08:00\n\nΝαι.", **ended))
    newsroom.write("content/world/soon.txt", story("Ώρα", "2026-09-06 07:00", "## 2026-12-06 08:00\n\nΝαι."))
    newsroom.write("content/people/anna.md", "name: Άννα\nrole: Συντάκτρια\n\nΓράφει.\n")
    newsroom.write("content/world/draft.txt", story("Σχέδιο", "2026-11-18 09:00", "Έγινε.", Draft="yes"))
    newsroom.write(
        "takedowns.toml",
        '[[takedowns]]\nstory = "world/x"\ndate = 2026-11-20\nleave = "gone"\naddresses = ["/world/2026/11/18/x/"]\n',
    )
    newsroom.write("trending.json", json.dumps({"stories": [{"story": "world/rich", "score": 2.0}]}))


def unmarked(text: str) -> str:
    """Return the text without what stands between marks, however deeply."""
    while (shorter := re.sub(rf"{OPEN}[^⟦⟧]*{CLOSE}", " ", text)) != text:
        text = shorter
    return text


def words_of(text: str) -> list[str]:
    """Return the words in Latin letters that are in no message."""
    without_addresses = re.sub(r"https?://\S+", "", unmarked(text))
    return [word for word in re.findall(r"[A-Za-z]{2,}", without_addresses) if word not in PROPER_NAMES]


def texts_of(page: str) -> Iterator[str]:
    """Yield everything that a page shows or speaks, and what it tells networks and search engines about itself."""
    tree = lxml_html.document_fromstring(page if "<html" in page else f"<html><body>{page}</body></html>")
    for code in tree.xpath("//script[@type='application/ld+json']"):
        yield from names_in(json.loads(code.text))
    for hidden in tree.xpath("//script|//style|//comment()"):
        hidden.drop_tree()
    yield " ".join(tree.text_content().split())
    yield from tree.xpath("//@alt|//@aria-label|//@title|//@placeholder")
    yield from tree.xpath("//meta[@name='description' or @property='og:title' or @property='og:description']/@content")


def names_in(value: Any) -> Iterator[str]:
    """Yield the texts of JSON-LD that people read."""
    if isinstance(value, dict):
        yield from (value[key] for key in ("name", "headline", "description") if isinstance(value.get(key), str))
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from names_in(part)


def test_no_page_has_a_word_that_isnt_translated(pseudo_site: Newsroom) -> None:
    pages = {name: content.decode() for name, content in pseudo_site.files().items() if name.endswith(".html")}
    kinds = {found for page in pages.values() for found in re.findall(r'<body class="page-([\w-]+)', page)}
    assert kinds >= {
        "search", "story", "own-page", "home", "section", "topic", "byline", "day", "month", "year", "archive", "topics", "bylines",
        "notfound", "gone", "redirect",
    }  # fmt: skip
    left = {name: [word for text in texts_of(page) for word in words_of(text)] for name, page in pages.items()}
    assert {name: words for name, words in left.items() if words} == {}


def test_no_feed_has_a_word_that_isnt_translated(pseudo_site: Newsroom) -> None:
    for name in ("feed.xml", "atom.xml", "world/feed.xml"):
        tree = etree.fromstring(pseudo_site.file(name))
        shown = tree.xpath("//*[local-name()='title' or local-name()='description' or local-name()='subtitle']/text()")
        assert [word for text in shown for word in words_of(text)] == [], name


def test_every_message_is_shown_by_some_page(pseudo_site: Newsroom) -> None:
    """So that the test above looks at each of them."""
    whole = html.unescape(
        "".join(file.decode() for name, file in pseudo_site.files().items() if name.endswith((".html", "feed.xml")))
    )
    never = set()
    for message in pseudo_catalogue():
        if message.id:
            forms = [message.string] if isinstance(message.string, str) else message.string or ()
            if not any(re.search(re.sub(r"%\\\(\w+\\\)s", ".*", re.escape(form)), whole) for form in forms):
                never.add(message.id)
    assert never == NEEDS_MORE


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_words_that_are_half_as_long_again_fit_everywhere(pseudo_site: Newsroom, width: int) -> None:
    story_page = next(name for name in pseudo_site.files() if name.endswith("rich/index.html"))
    with open_chromium() as browser, open_tab(browser, pseudo_site, width) as tab:
        for url in ("/", "/world/", f"/{story_page.removesuffix('index.html')}", "/topics/", "/by/", "/archive/"):
            tab.goto(HOST + url)
            wide, shown = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide <= shown, url


def test_an_untranslated_word_would_be_found() -> None:
    assert words_of(f"Νέο by {marked('By %(names)s')} Άννα and {OPEN}a {OPEN}b{CLOSE} c{CLOSE}") == ["by", "and"]
    assert list(texts_of("<html><title>A</title><img alt='B'><p>C <script>d</script></html>")) == ["AC", "B"]
