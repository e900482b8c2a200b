"""Tell which address leads to something that can be shown in a figure, and to what.

An address is taken apart strictly: `http` or `https`, a host of the table letter by letter, no port, no user, and a
path, query and fragment of a known form. The addresses of page and player are then put together anew.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import parse_qsl

import msgspec

from generator.config.embed_settings import EmbedSettings
from generator.intake.embeds.services import ANY_SERVER, FORMS, SERVICES, Extra, Form
from generator.story_records import Embed

ADDRESS = re.compile(
    r"https?://(?P<host>[a-z0-9.-]{1,253})(?P<path>/[\w~:@!$&'()*+,;=./%-]{0,500})?"
    r"(?:\?(?P<query>[\w~:@!$&'()*+,;=./?%-]{0,1000}))?(?:#(?P<fragment>[\w~:@!$&'()*+,;=./?%-]{0,200}))?",
    re.IGNORECASE | re.ASCII,
)
MAX_VALUES = 30


class AddressParts(msgspec.Struct, frozen=True):
    """A web address taken apart."""

    host: str
    path: str
    query: Mapping[str, str]
    fragment: str


def _by_host() -> dict[str, tuple[Form, ...]]:
    hosts = {host for form in FORMS for host in form.hosts}
    return {host: tuple(form for form in FORMS if host in form.hosts) for host in hosts}


BY_HOST = _by_host()


@lru_cache(maxsize=1_000)
def recognise(address: str, settings: EmbedSettings) -> Embed | None:
    """Return what `address` leads to; None if that can't be shown in a figure."""
    parts = _take_apart(address)
    if parts is None:
        return None
    own = BY_HOST[ANY_SERVER] if parts.host in settings.mastodon_servers else ()
    for form in (*BY_HOST.get(parts.host, ()), *own):
        embed = _read_form(form, parts) if form.service in settings.services else None
        if embed is not None:
            return embed
    return None


def may_be_embed(address: str) -> bool:
    """Tell whether an address has one of the known forms, for some settings: on any server of Mastodon, too."""
    parts = _take_apart(address)
    if parts is None:
        return False
    forms = (*BY_HOST.get(parts.host, ()), *BY_HOST[ANY_SERVER])
    return any(_read_form(form, parts) is not None for form in forms)


def frame_sources(settings: EmbedSettings) -> tuple[str, ...]:
    """Return the origins from which frames may come on any page of the paper."""
    origins = (SERVICES[service].frame for service in settings.services)
    return tuple(sorted({*settings.frames, *(one for origin in origins for one in _with_servers(origin, settings))}))


def _with_servers(origin: str, settings: EmbedSettings) -> Iterator[str]:
    if ANY_SERVER in origin:
        yield from (origin.replace(ANY_SERVER, server) for server in settings.mastodon_servers)
    else:
        yield origin


def _take_apart(address: str) -> AddressParts | None:
    found = ADDRESS.fullmatch(address)
    if found is None:
        return None
    try:
        pairs = parse_qsl(found["query"] or "", max_num_fields=MAX_VALUES)
    except ValueError:
        return None
    query = dict(pairs)
    if len(query) < len(pairs):
        return None
    return AddressParts(found["host"].lower(), found["path"] or "/", query, found["fragment"] or "")


def _read_form(form: Form, parts: AddressParts) -> Embed | None:
    captured = _capture(form, parts)
    values = form.derive(captured) if captured is not None else None
    if values is None:
        return None
    extras = [found for extra in form.extras if (found := _read_extra(extra, parts.query))]
    service = SERVICES[form.service]
    return Embed(
        url=form.page.format_map(values) + "".join(page for page, _ in extras),
        service=form.service,
        name=service.name,
        kind=form.kind,
        shape=form.shape,
        player=form.player.format_map(values) + "".join(player for _, player in extras),
        frame=service.frame.format_map(values),
    )


def _capture(form: Form, parts: AddressParts) -> dict[str, str] | None:
    """Return what the patterns of a form capture; None if one of them doesn't fit."""
    values = {"server": parts.host}
    wanted = [(form.path, parts.path)]
    wanted += [(pattern, parts.query.get(key, "")) for key, pattern in form.query.items()]
    wanted += [(form.fragment, parts.fragment)] if form.fragment else []
    for pattern, value in wanted:
        found = re.fullmatch(pattern, value, re.ASCII)
        if found is None:
            return None
        values |= found.groupdict()
    return values


def _read_extra(extra: Extra, query: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what is added to the addresses of page and player; None without a value that can be read."""
    words = next((query[key] for key in extra.keys if key in query), "")
    if not words or not re.fullmatch(extra.pattern, words, re.ASCII):
        return None
    value = extra.convert(words)
    return extra.page.format(value), extra.player.format(value)
