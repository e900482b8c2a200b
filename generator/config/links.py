"""Check the addresses in site.toml. Only http, https and mailto are allowed: no setting may put a script in a link."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from generator.config.places import Mistake
from generator.config.settings import Config

HOST = r"(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?"
"""A host and its port. A user name before it is refused: it would let a link seem to lead elsewhere."""
PATH = r"[^\s<>\"\\^`{|}]*"
"""The rest of an address: anything but spaces and the characters that addresses must write with a %."""
WEB = rf"https?://{HOST}(?:[/?#]{PATH})?"
MAIL = r"[^\s@:/?#<>\"\\]+@[^\s@:/?#<>\"\\]+"
MAILTO = rf"mailto:(?:{MAIL})?(?:\?{PATH})?"
OWN_PATH = rf"/(?![/\\]){PATH}"
"""A page or file of this site."""
HANDLE = r"@?[\w.-]+@[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?"


class LinkKind(NamedTuple):
    """A kind of address that a setting may hold."""

    form: re.Pattern[str]
    name: str
    examples: str


def _kind(name: str, examples: str, *forms: str) -> LinkKind:
    return LinkKind(re.compile("|".join(forms)), name, examples)


PAGE = _kind(
    "an address that a page may link to (http, https, mailto, or a path of this site)",
    '{key} = "https://example.org/corrections" or {key} = "/corrections/"',
    *(WEB, MAILTO, OWN_PATH),
)
PICTURE = _kind(
    "the address of a picture (http, https, or a path of this site)",
    '{key} = "/logo.png" or {key} = "https://example.org/logo.png"',
    *(WEB, OWN_PATH),
)
SERVICE = _kind("a web address (http or https)", '{key} = "https://hub.example/"', WEB)
CONTACT = _kind(
    "an e-mail or web address (http, https or mailto)",
    '{key} = "jane@example.org" or {key} = "https://example.org/jane"',
    *(WEB, MAIL, rf"mailto:{MAIL}(?:\?{PATH})?"),
)
PATTERN = _kind(
    "an address with {url} and {title} after its host (http, https or mailto)",
    '{key} = "https://forum.example/share?u={{url}}&t={{title}}"',
    *(WEB, MAILTO),
)
FEDIVERSE = _kind("a handle in the fediverse", '{key} = "@jane@news.example"', HANDLE)

LINKS = {
    "corrections_policy": PAGE,
    "logo": PICTURE,
    "logo_dark": PICTURE,
    "fediverse": FEDIVERSE,
    "menu.*.link": PAGE,
    "notice.link": PAGE,
    "feeds.hub": SERVICE,
    "ping.indexnow_server": SERVICE,
    "share.own.*.pattern": PATTERN,
    "people.*.contact": CONTACT,
    "people.*.fediverse": FEDIVERSE,
    "deploy.*.endpoint": SERVICE,
}
"""Dotted key (`*`: each entry of a list or table) -> the kind of address that it holds.

A value may be empty, except in an entry that is useless without it: a pattern, the link of a menu. `address` has a
stricter form of its own.
"""
NEEDED = {"menu.*.link", "share.own.*.pattern"}


def find_bad_links(table: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield a mistake for each address in `table`, the whole of site.toml, that is not of the kind allowed there."""
    for path, kind in LINKS.items():
        for key, value in _values(table, path.split("."), ""):
            if isinstance(value, str) and (value or path in NEEDED) and not is_link(value, kind):
                example = kind.examples.format(key=key.rsplit(".", 1)[-1])
                yield key, f"“{value}” is not {kind.name}.", f"Write for example: {example}"


def is_link(value: str, kind: LinkKind) -> bool:
    """Tell whether `value` is an address of this kind and has no invisible characters."""
    filled = re.sub(r"\{(?:url|title)\}", "x", _behind_host(value)) if kind is PATTERN else value
    return filled.isprintable() and kind.form.fullmatch(filled) is not None


def _behind_host(pattern: str) -> str:
    """Return the pattern, or an empty text when {url} or {title} stands in its scheme or host."""
    host = re.match(r"mailto:|https?://[^/?#]*", pattern)
    return pattern if host and "{" not in host[0] else ""


def _values(value: Any, path: list[str], key: str) -> Iterator[tuple[str, Any]]:
    """Yield the dotted key and the value of each setting at `path`."""
    if not path:
        yield key, value
    elif path[0] != "*":
        if isinstance(value, Mapping) and path[0] in value:
            yield from _values(value[path[0]], path[1:], f"{key}.{path[0]}".lstrip("."))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _values(inner, path[1:], f"{key}.{name}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _values(inner, path[1:], f"{key}[{index}]")


def links_in(config: Config) -> Iterator[tuple[str, str]]:
    """Yield key and value of each setting that holds the address of a page or picture, which may be one of this site's.

    `config` was checked before, so that each value is an address of its kind.
    """
    table = msgspec.to_builtins(config)
    for path, kind in LINKS.items():
        if kind in {PAGE, PICTURE}:
            yield from ((key, value) for key, value in _values(table, path.split("."), "") if value)
