"""Find the links to addresses of this site that have no page: those of stories and pages, and those of site.toml."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from generator.archive.addresses import fold
from generator.build import ReadResult
from generator.catalogue.copy import body_of
from generator.config import FILE
from generator.config.links import links_in
from generator.config.places import locate_mistakes
from generator.config.wording import nearest
from generator.edition.edition import open_edition
from generator.edition.menus import own_address
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.story import STORY
from generator.edition.plan import plan_all
from generator.model import Gravity, Problem, Story

HREF = re.compile(r'<a [^>]*?href="([^"#]*)')
HINT = "Copy the address from the page that you mean."


def find_broken_links(read: ReadResult, stories: Iterable[Story], folder: Path) -> Iterator[Problem]:
    """Yield a warning for each link in a public text, and for each in the site.toml of `folder`, that leads nowhere."""
    store, config = read.store, read.settings.config
    pages = list(plan_all(open_edition(store, read.settings)))
    known = {fold(page.url) for page in pages}
    public = {page.subject for page in pages if page.kind in {STORY.name, OWN_PAGE.name}}
    origin = read.settings.site.address
    for story in stories:
        if story.path in public:
            for url in _local_links(body_of(store, story.path).html, origin):
                if fold(url) not in known:
                    yield Problem(story.file, 0, _message(url), HINT, Gravity.WARNING)
    links = ((key, _local(own_address(config, link), origin)) for key, link in links_in(config))
    yield from _told_with_lines(folder, [(key, url) for key, url in links if url and fold(url) not in known], known)


def _told_with_lines(folder: Path, dead: Sequence[tuple[str, str]], known: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each of the dead links in site.toml, which are keys and addresses, with the line."""
    if dead:
        text = (folder / FILE).read_text(encoding="utf-8-sig")
        mistakes = [(key, _message(url), nearest(fold(url), known) or HINT) for key, url in dead]
        for problem in locate_mistakes(text, mistakes):
            yield msgspec.structs.replace(problem, gravity=Gravity.WARNING)


def _message(url: str) -> str:
    return f"The link to {url} leads nowhere."


def _local_links(html: str, origin: str) -> Iterator[str]:
    yield from filter(None, (_local(unescape(href), origin) for href in HREF.findall(html)))


def _local(href: str, origin: str) -> str:
    """Return the path of an address of this site; empty for any other address."""
    url = href.removeprefix(origin)
    return unquote(urlsplit(url).path) if url.startswith("/") and not url.startswith("//") else ""
