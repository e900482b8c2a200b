"""Find the links to addresses of this site that have no page: those of stories and pages, and those of site.toml."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

from generator.archive.addresses import fold
from generator.build import ReadResult
from generator.catalogue.copy import body_of
from generator.config import FILE
from generator.config.links import links_in
from generator.config.places import Mistake, locate_mistakes
from generator.config.wording import nearest
from generator.edition.edition import open_edition
from generator.edition.menus import own_address
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.story import STORY
from generator.edition.plan import plan_all
from generator.model import Gravity, Problem, Story

HREF = re.compile(r'<a [^>]*?href="([^"#]*)')
HINT = "Copy the address from the page that you mean."


def find_broken_links(read: ReadResult, stories: Sequence[Story], folder: Path) -> Iterator[Problem]:
    """Yield a warning for each link in a public text, and for each in the site.toml of `folder`, that leads nowhere."""
    store, config = read.store, read.settings.config
    pages = list(plan_all(open_edition(store, read.settings)))
    known = {fold(page.url) for page in pages}
    public = {page.subject: page.url for page in pages if page.kind in {STORY.name, OWN_PAGE.name}}
    hidden = {fold(own_address(config, f"/{one.own.place}/")): _hidden(one.file) for one in stories if one.own}
    origin = read.settings.site.address
    for story in stories:
        if story.path in public:
            for href, url in _local_links(body_of(store, story.path).html, origin, public[story.path]):
                if fold(url) not in known:
                    yield Problem(
                        story.file, 0, _message(href), hidden.get(fold(url), HINT), Gravity.WARNING, code="link-dead"
                    )
    links = ((key, _local(own_address(config, link), origin)) for key, link in links_in(config))
    dead = [(key, url) for key, url in links if url and fold(url) not in known]
    mistakes = [(key, _message(url), hidden.get(fold(url)) or nearest(fold(url), known) or HINT) for key, url in dead]
    yield from _told_with_lines(folder, mistakes)


def _told_with_lines(folder: Path, mistakes: Sequence[Mistake]) -> Iterator[Problem]:
    """Yield a warning for each of the mistakes in site.toml, with the line."""
    if mistakes:
        for problem in locate_mistakes((folder / FILE).read_text(encoding="utf-8-sig"), mistakes):
            yield msgspec.structs.replace(problem, gravity=Gravity.WARNING, code="link-dead")


def _hidden(file: str) -> str:
    return f"{file} isn't public now: is it a draft?"


def _message(url: str) -> str:
    return f"The link to {url} leads nowhere."


def _local_links(html: str, origin: str, page: str) -> Iterator[tuple[str, str]]:
    """Yield each link on the page at the address `page` that leads to this site: as written, and its path."""
    for href in map(unescape, HREF.findall(html)):
        url = _local(href, origin, page)
        if url:
            yield href.removeprefix(origin), url


def _local(href: str, origin: str, page: str = "/") -> str:
    """Return the path of an address of this site; empty for any other address. `page` is where the link stands."""
    try:
        url = urljoin(origin + page, href) if href else ""
        return unquote(urlsplit(url).path) if url.startswith(f"{origin}/") else ""
    except ValueError:  # no address at all, such as https://[
        return ""
