"""Everything on the site that a link can lead to: pages, files, and the places inside of pages."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

from generator.archive.addresses import fold
from generator.catalogue.copy import body_of
from generator.catalogue.store import Store
from generator.config import Config, machine_address
from generator.edition.menus import own_address
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.story import STORY
from generator.intake.html.heading_ids import PREFIX
from generator.model import Page, Story

INDEX = "index.html"
ID = re.compile(r"""\bid=["']([^"']+)["']""")
ALWAYS_THERE = frozenset({"", "top"})
TEXT_DIRECTIVE = ":~:"
"""Begins a piece of text to which browsers scroll."""


class Target(msgspec.Struct, frozen=True):
    """An address of this site, as a link has it."""

    path: str
    """With the path of the paper's address, and with its characters as they are, not as `%20`."""
    fragment: str


class Broken(msgspec.Struct, frozen=True):
    """Why a link leads nowhere."""

    code: str
    what: str
    """The end of a sentence about the link: `leads nowhere`."""
    hint: str


def target_of(href: str, origin: str, page: str = "/") -> Target | None:
    """Return what a link on `page` leads to, if it is on this site. `href` is as written."""
    try:
        parts = urlsplit(machine_address(urljoin(origin + page, href)))
    except ValueError:  # no address at all, such as https://[
        return None
    if f"{parts.scheme}://{parts.netloc}" != origin or not href:
        return None
    return Target(unquote(parts.path) or "/", unquote(parts.fragment))


class Targets:
    """All that links can lead to in one state of the paper."""

    def __init__(
        self,
        store: Store,
        config: Config,
        pages: Iterable[Page],
        stories: Iterable[Story],
        theme_ids: Iterable[re.Pattern[str]] = (),
    ) -> None:
        """Collect what links to `pages` may lead to, and why `stories` aren't public. `theme_ids`: templates' ids."""
        pages = list(pages)
        self._store = store
        self.prefix = config.prefix
        self._known = {fold(unquote(page.url)): unquote(page.url) for page in pages}
        self._subjects = {page.url: page.subject for page in pages if page.kind in {STORY.name, OWN_PAGE.name}}
        self.urls = {subject: url for url, subject in self._subjects.items()}
        """The path of each public story and page of the paper's own -> its address."""
        self._hidden = {
            fold(own_address(config, f"/{one.own.place}/")): f"{one.file} isn't public now: is it a draft?"
            for one in stories
            if one.own
        }
        self._names: dict[str, list[str]] = {}
        for url in self.urls.values():
            self._names.setdefault(_last_part(url), []).append(url)
        self._theme_ids = tuple(theme_ids)
        self._ids: dict[str, frozenset[str]] = {}

    @property
    def known(self) -> Mapping[str, str]:
        """Each address without its case and Unicode form -> the address as it is."""
        return self._known

    def check(self, target: Target) -> Broken | None:
        """Return why a link to `target` leads nowhere; None if it leads somewhere."""
        path = target.path.removesuffix(INDEX) if target.path.endswith(f"/{INDEX}") else target.path
        url = self._known.get(fold(path))
        if url is None:
            return Broken("link-dead", "leads nowhere", self._hidden.get(fold(path)) or self._moved(path))
        if url.casefold() == path.casefold() and url != path:
            hint = f"Write it like this: {url}"
            return Broken("link-case", "has other capitals than the address, so most hosts find nothing", hint)
        return self._check_fragment(url, target.fragment)

    def _moved(self, path: str) -> str:
        """Return a question that names the only page whose address ends like `path`; empty if there is none."""
        with_slash = self._known.get(fold(f"{path}/"))
        found = [with_slash] if with_slash else self._names.get(_last_part(path), [])
        return f"Did you mean “{found[0]}”?" if len(found) == 1 else ""

    def _check_fragment(self, url: str, fragment: str) -> Broken | None:
        subject = self._subjects.get(url)
        place = fragment.partition(TEXT_DIRECTIVE)[0]
        if subject is None or place in ALWAYS_THERE:
            return None
        ids = self._ids_of(subject)
        if place in ids or any(pattern.fullmatch(place) for pattern in self._theme_ids):
            return None
        meant = [one for one in ids if one.casefold() in {place.casefold(), f"{PREFIX}{place}".casefold()}]
        hint = (
            f"Write it like this: {url}#{meant[0]}" if meant else "Look at the headings of that page: " + _listed(ids)
        )
        hint = hint if ids else "That page has no headings to lead to."
        return Broken("link-fragment", f"leads to a page that has no place called “{_shown(place)}”", hint)

    def _ids_of(self, subject: str) -> frozenset[str]:
        if subject not in self._ids:
            self._ids[subject] = frozenset(unescape(one) for one in ID.findall(body_of(self._store, subject).html))
        return self._ids[subject]


def _last_part(url: str) -> str:
    return fold(url.rstrip("/").rpartition("/")[2])


def _shown(place: str) -> str:
    return place.removeprefix(PREFIX)


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"#{one}" for one in sorted(ids)[:5])
