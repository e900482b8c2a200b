"""Domain names with letters beyond ASCII: punycode for machines, readable for people. The only user of idna.

People write `https://zeitung-köln.example`. Browsers, servers and certificates know the same site as
`https://xn--zeitung-kln-zfb.example`, so links, feeds and requests have that form.
"""
# ruff: noqa: PLC0415 -- idna holds large tables, and few papers have such names

import re
from collections.abc import Callable, Mapping
from typing import Any

WITH_HOST = re.compile(r"([A-Za-z][A-Za-z+.-]*://(?:\*\.)?)([^/?#:@\[\]\s\\]+)(.*)", re.DOTALL)
"""An address in three parts: what comes before its host, the host, and the rest."""
ADDRESSES = (
    "address",
    "corrections_policy",
    "logo",
    "menu.*.link",
    "notice.link",
    "feeds.hub",
    "ping.indexnow_server",
    "share.own.*.pattern",
    "headers.allow.*.*",
    "embeds.frames.*",
    "deploy.*.endpoint",
)
"""Dotted keys (`*`: each entry) of the settings that hold addresses which machines read."""
HOSTS = ("deploy.*.host", "embeds.mastodon_servers.*", "preview.hosts.*")
"""Those that hold the name of a server, and perhaps its port."""


def machine_host(host: str) -> str:
    """Return a host in ASCII: `xn--…` where it has other letters. One that can't be a host is returned as it is.

    A port after it stays.
    """
    if host.isascii():
        return host
    import idna

    name, colon, port = host.partition(":")
    try:
        return f"{idna.encode(name, uts46=True).decode('ascii')}{colon}{port}"
    except idna.IDNAError:
        return host


def machine_address(address: str) -> str:
    """Return an address with its host in ASCII. Text that is no address with a host is returned as it is."""
    found = WITH_HOST.fullmatch(address)
    return f"{found[1]}{machine_host(found[2])}{found[3]}" if found and not found[2].isascii() else address


def readable_address(address: str) -> str:
    """Return an address with its host in the letters that people write: `köln` for `xn--kln-sna`."""
    found = WITH_HOST.fullmatch(address)
    if not found or "xn--" not in found[2].lower():
        return address
    import idna

    try:
        return f"{found[1]}{idna.decode(found[2])}{found[3]}"
    except idna.IDNAError:
        return address


def with_machine_names(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return `table`, the whole of site.toml, with the hosts in its settings in ASCII."""
    changed: Any = table
    for paths, convert in ((ADDRESSES, machine_address), (HOSTS, machine_host)):
        for path in paths:
            changed = _converted(changed, path.split("."), convert)
    return dict(changed)


def _converted(value: Any, path: list[str], convert: Callable[[str], str]) -> Any:
    """Return `value` with each text at `path` converted."""
    if not path:
        return convert(value) if isinstance(value, str) else value
    if isinstance(value, Mapping):
        wanted = value.keys() if path[0] == "*" else {path[0]} & value.keys()
        return {key: _converted(one, path[1:], convert) if key in wanted else one for key, one in value.items()}
    if isinstance(value, list) and path[0] == "*":
        return [_converted(one, path[1:], convert) for one in value]
    return value
