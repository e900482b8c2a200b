"""Where everything of the old site is in the new paper: texts, listings, people, files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

import msgspec

from generator.archive.addresses import Addresses
from generator.config import RESERVED
from generator.imports.places import Entry, Placed, Places
from generator.imports.records import Author, Listing, Medium, Source
from generator.intake.names import ending_of
from generator.intake.text.slugs import slug_of
from generator.intake.wire.bylines import read_bylines

FEED = "/feed.xml"


class Contents(msgspec.Struct, frozen=True):
    """What a source holds, without the texts, which are in the spool."""

    entries: list[Entry]
    authors: dict[str, Author]
    media: list[Medium]
    listings: list[Listing]


class OldSite(msgspec.Struct, frozen=True):
    """The new address of everything that had one at the old site."""

    urls: Mapping[str, str]
    """By `address_key` of the old address."""
    ids: Mapping[str, str]
    """By the id of an item, and by the names that other files call it: its path without its ending, and its name."""
    dated: Mapping[str, str]
    """By day and slug, `2026-11-23 bridge`, for a site whose old addresses aren't known for sure."""
    hosts: frozenset[str]
    """The hosts of the old site and of its files, without `www.`."""
    described: Mapping[str, Medium]
    """What the source says of files, by id and by `address_key`."""
    attached: Mapping[str, Sequence[Medium]]
    """The files of an item, by its id."""
    prefix: str = ""
    """The path at which the old site began."""


def address_key(address: str) -> str:
    """Return the same for all forms of an address of the old site: with `/` at the end, `index.html`, or neither."""
    path = unquote(address).casefold().strip("/")
    for ending in ("index.html", "index.htm", ".html", ".htm", ".php"):
        path = path.removesuffix(ending)
    return path.strip("/")


def find_addresses(
    source: Source, contents: Contents, placed: Sequence[Placed], addresses: Addresses, places: Places
) -> OldSite:
    """Return where everything is now. Of two that had one address, the text counts."""
    ids = {one.entry.item.id: one.url for one in placed if one.url}
    urls: dict[str, str] = {"": addresses.home}
    urls |= {address_key(medium.page): ids[medium.parent] for medium in contents.media if medium.parent in ids}
    urls |= {address_key(one.address): front_of(one, addresses, places) for one in contents.listings}
    urls |= {
        address_key(author.address): addresses.byline(person_of(author.name))
        for author in contents.authors.values()
        if author.address
    }
    urls |= {address_key(address): one.url for one in placed for address in _addresses_of(one)}
    described: dict[str, Medium] = {}
    attached: dict[str, list[Medium]] = defaultdict(list)
    for medium in contents.media:
        described |= {medium.id: medium, address_key(_path_of(medium.address)): medium}
        attached[medium.parent].append(medium)
    hosts = (host.removeprefix("www.") for host in (*source.hosts, *(_host_of(one.address) for one in contents.media)))
    return OldSite(
        urls=urls,
        ids=_slugs(placed) | _names(ids) | ids,
        dated={f"{one.entry.item.date[:10]} {one.entry.item.slug.casefold()}": one.url for one in placed if one.url},
        hosts=frozenset(filter(None, hosts)),
        described=described,
        attached={id_: media for id_, media in attached.items() if id_},
        prefix=source.prefix,
    )


def old_listings(
    contents: Contents, placed: Sequence[Placed], addresses: Addresses, places: Places
) -> Iterator[tuple[str, str]]:
    """Yield the old addresses that are no story's, each with what it leads to, as paths without the site's prefix."""
    prefix = addresses.prefix
    public = [one for one in placed if one.url and not one.entry.item.is_draft]
    urls = {one.entry.item.id: one.url.removeprefix(prefix) for one in public}
    writing = {id_ for one in public for id_ in one.entry.item.authors}
    names = {person_of(contents.authors[id_].name) for id_ in writing if id_ in contents.authors}
    of_texts = {address_key(address) for one in placed for address in _addresses_of(one)}
    for listing in contents.listings:
        front = front_of(listing, addresses, places).removeprefix(prefix)
        is_ours = listing.address.strip("/") in RESERVED  # the paper has a page of its own there
        if address_key(listing.address) in of_texts:
            continue
        if not is_ours and (listing.kind != "person" or person_of(listing.name) in names):
            yield listing.address, FEED if listing.kind == "home" else front
    for id_, author in contents.authors.items():
        if author.address and id_ in writing:
            yield author.address, addresses.byline(person_of(author.name)).removeprefix(prefix)
    for medium in contents.media:
        if medium.page and medium.parent in urls:
            yield medium.page, urls[medium.parent]


def front_of(listing: Listing, addresses: Addresses, places: Places) -> str:
    """Return the address of the front that takes the place of an old listing."""
    if listing.kind in {"home", "front"}:
        return addresses.home
    if listing.kind == "person":
        return addresses.byline(person_of(listing.name))
    if listing.kind == "topic":
        return addresses.topic(slug_of(listing.name))
    return addresses.front("section", places.section_of([listing.term]))


def person_of(name: str) -> str:
    """Return the slug of somebody as a byline of this name has it."""
    bylines, _ = read_bylines(name)
    return bylines[0].person if bylines else slug_of(name)


def _slugs(placed: Sequence[Placed]) -> dict[str, str]:
    """Return the address of each item by its slug, if no other has it and it is the main language's."""
    found: dict[str, str] = {}
    slugs: dict[str, int] = defaultdict(int)
    for one in placed:
        item = one.entry.item
        if one.url and item.slug and not item.language:
            found[item.slug] = one.url
            slugs[item.slug] += 1
    return {slug: url for slug, url in found.items() if slugs[slug] == 1}


def _names(ids: Mapping[str, str]) -> dict[str, str]:
    """Return the address of each file of the source by its path without ending, and by its name if no other has it."""
    found: dict[str, str] = {}
    names: dict[str, list[str]] = defaultdict(list)
    for id_, url in ids.items():
        stem = id_.removesuffix(ending_of(id_)).removesuffix("/index")
        if stem != id_:
            found[stem] = url
            names[stem.rpartition("/")[2]].append(url)
    return found | {name: urls[0] for name, urls in names.items() if len(urls) == 1}


def _addresses_of(one: Placed) -> Iterable[str]:
    item = one.entry.item
    return [address for address in (*item.former, item.address) if address_key(address) and one.url]


def _host_of(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].lower()


def _path_of(address: str) -> str:
    return "/" + address.partition("://")[2].partition("/")[2] if "://" in address else address
