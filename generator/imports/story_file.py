"""Write an item as a Markdown file with a short header."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from generator.imports.header_lines import header_line, plain, title_line, value_of
from generator.imports.old_site import address_key
from generator.imports.places import Placed
from generator.imports.records import Item
from generator.intake.former import former_address
from generator.intake.wire.embargoes import find_in_values, find_possible_embargoes
from generator.intake.wire.lines import number_lines

MAX_SUMMARY_CHARS = 1_000


def write_story(item: Item, text: str, authors: Sequence[str], photo: str, at: Placed, prefix: str = "") -> str:
    """Return the file for a story or page, with its former addresses where these aren't its new one.

    `text`: its body in Markdown; `photo`: its lead photo as a header names it; `at`: where it will be; `prefix`: that
    of the site's addresses.
    """
    text = text.strip("\n")
    lines = [*_header(item, authors, photo), *_former(item, at.url.removeprefix(prefix))]
    if item.was_public and not (item.is_draft or item.embargo) and _seems_restrained(item, text, at.file):
        lines.append("embargo: none")
    return "---\n" + "".join(f"{line}\n" for line in lines) + f"---\n\n{text}\n"


def _seems_restrained(item: Item, text: str, file: str) -> bool:
    """Tell whether intake would hold a text that readers know already, since something in it looks like an embargo."""
    values = {"headline": (item.title, 1), "summary": (item.summary, 1), "deck": (item.deck, 1)}
    found = chain(find_in_values(values, {}, file), find_possible_embargoes(number_lines(text), "", (), file))
    return next(found, None) is not None


def _header(item: Item, authors: Sequence[str], photo: str) -> Iterable[str]:
    yield title_line(item)
    yield from header_line("kicker", plain(item.kicker))
    yield from header_line("deck", plain(item.deck))
    if not item.is_section:
        yield from _list("by", authors)
    if item.date and not item.is_page:
        yield f"date: {item.date}"
    if item.updated and item.updated != item.date:
        yield f"updated: {item.updated}"
    yield from header_line("embargo", item.embargo)
    if item.expires:
        yield f"expires: {item.expires}"
    if item.is_draft:
        yield "draft: yes"
    yield from _list("topics", [plain(topic) for topic in _topics(item)])
    yield from header_line("summary", plain(item.summary)[:MAX_SUMMARY_CHARS])
    yield from header_line("language", item.language)
    yield from header_line("photo", photo)
    if photo:
        yield from header_line("caption", plain(item.caption))
        yield from header_line("photo credit", plain(item.credit))
        yield from header_line("alt", plain(item.alt))
    if item.noindex:
        yield "noindex: yes"
    yield from header_line("source url", item.source_url)


def _topics(item: Item) -> list[str]:
    """Return the topics: the tags, and the sections behind the first."""
    names = [*(term.name for term in item.sections[1:]), *item.topics]
    return list({name.casefold(): name for name in reversed(names) if name.strip()}.values())[::-1]


def lost_addresses(item: Item) -> list[str]:
    """Return the old addresses of an item that can't be redirected, since hosts give a sign in them a meaning."""
    return [one for one in (item.address, *item.former) if one.strip("/") and not former_address(one)]


def _former(item: Item, url: str) -> Iterable[str]:
    former = [former_address(address) for address in (item.address, *item.former)]
    yield from _list("was", list(dict.fromkeys(one for one in former if one and address_key(one) and one != url)))


def _list(key: str, values: Sequence[str]) -> Iterable[str]:
    values = [value for value in values if value.strip()]
    if len(values) == 1 and not re.search(r"[,;]", values[0]):
        yield f"{key}: {value_of(values[0])}"
    elif values:
        yield f"{key}:"
        yield from (f"  - {value_of(value)}" for value in values)
