"""Read what plugins and themes of newspapers keep in a post's custom fields: deck, byline, sound, older addresses."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import unquote

from generator.imports.header_words import DECKS, OTHER_AUTHORS
from generator.imports.xml_stream import Element
from generator.intake.header.keys import fold_key

OLD_SLUG = "_wp_old_slug"
SOUNDS = ("enclosure", "audio_file")
"""The fields of podcasts: of WordPress itself and PowerPress, and of Seriously Simple Podcasting."""
KEY_OF_FIELD = re.compile(r"field_[0-9a-f]{3,20}")
"""What Advanced Custom Fields keeps beside each of its fields, under the same name with `_` before it."""
OF_PLUGINS = ("newspack_post_", "newspack_", "sno_", "wps_", "kia_", "_", "post_", "article_", "story_")
"""How plugins begin the names of fields that are called as everywhere otherwise."""


def deck_in(meta: Mapping[str, str]) -> str:
    """Return the deck of a post; empty if no field has one."""
    return next((value for key, value in meta.items() if _is_called(key, DECKS) and _is_text(value)), "")


def bylines_in(element: Element) -> tuple[str, ...]:
    """Return the names that the fields of a post give as its authors. They count before who typed it in."""
    fields = ((one.first("wp:meta_key"), one.first("wp:meta_value")) for one in element.every("wp:postmeta"))
    names = (value.strip() for key, value in fields if _is_called(key, OTHER_AUTHORS) and _is_name(value))
    return tuple(dict.fromkeys(names))


def is_used(key: str) -> bool:
    """Tell whether a field is carried over."""
    return key in SOUNDS or _is_called(key, (*DECKS, *OTHER_AUTHORS))


def with_sound(body: str, meta: Mapping[str, str]) -> str:
    """Return a body with a link to the recording that goes with it, unless it names that already."""
    address = next((meta[key].split("\n")[0].strip() for key in SOUNDS if meta.get(key, "").startswith("http")), "")
    if not address or " " in address or address in body or escape(address) in body:
        return body
    name = unquote(address.partition("?")[0].rpartition("/")[2]) or address
    return f'{body}\n\n<p><a href="{escape(address)}">{escape(name, quote=False)}</a></p>'


def former_addresses(element: Element, address: str) -> Iterator[str]:
    """Yield the addresses that a post had before somebody changed its slug, which WordPress redirects."""
    folder, slash, _ = address.rstrip("/").rpartition("/")
    for slug in _values(element, OLD_SLUG):
        if slash and slug.strip():
            yield f"{folder}/{unquote(slug.strip())}{'/' if address.endswith('/') else ''}"


def _values(element: Element, key: str) -> Iterable[str]:
    return (one.first("wp:meta_value") for one in element.every("wp:postmeta") if one.first("wp:meta_key") == key)


def _is_called(key: str, names: tuple[str, ...]) -> bool:
    return any(fold_key(one) in names for one in (key, *(key.removeprefix(begin) for begin in OF_PLUGINS)))


def _is_text(value: str) -> bool:
    words = value.strip()
    return any(sign.isalpha() for sign in words) and not KEY_OF_FIELD.fullmatch(words)


def _is_name(value: str) -> bool:
    """Tell whether a value may be a name: no number of a user or a post, no list of a program, no address."""
    words = value.strip()
    return _is_text(words) and 1 < len(words) < 200 and not set(words) & set("{}<>@=/:")
