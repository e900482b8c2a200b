"""Find the links to addresses of this site that have no page: those of stories and pages, and those of site.toml."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from generator.archive.addresses import fold
from generator.build import ReadResult
from generator.catalogue.copy import body_of
from generator.config import FILE
from generator.config.links import links_in
from generator.edition.edition import open_edition
from generator.edition.menus import own_address
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.story import STORY
from generator.edition.plan import plan_all
from generator.model import Gravity, Problem, Story

HREF = re.compile(r'<a [^>]*?href="([^"#]*)')
HINT = "Copy the address from the page that you mean."


def find_broken_links(read: ReadResult, stories: Iterable[Story]) -> Iterator[Problem]:
    """Yield a warning for each link in a public text, and for each in site.toml, that leads nowhere."""
    store, config = read.store, read.settings.config
    pages = list(plan_all(open_edition(store, read.settings)))
    known = {fold(page.url) for page in pages}
    public = {page.subject for page in pages if page.kind in {STORY.name, OWN_PAGE.name}}
    origin = read.settings.site.address
    for story in stories:
        if story.path in public:
            for url in _local_links(body_of(store, story.path).html, origin):
                if fold(url) not in known:
                    yield Problem(story.file, 0, f"The link to {url} leads nowhere.", HINT, Gravity.WARNING)
    for key, link in links_in(config):
        url = _local(own_address(config, link), origin)
        if url and fold(url) not in known:
            yield Problem(FILE, 0, f"The link to {url} in “{key}” leads nowhere.", HINT, Gravity.WARNING)


def _local_links(html: str, origin: str) -> Iterator[str]:
    yield from filter(None, (_local(unescape(href), origin) for href in HREF.findall(html)))


def _local(href: str, origin: str) -> str:
    """Return the path of an address of this site; empty for any other address."""
    url = href.removeprefix(origin)
    return unquote(urlsplit(url).path) if url.startswith("/") and not url.startswith("//") else ""
