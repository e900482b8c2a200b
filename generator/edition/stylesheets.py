"""Style sheets whose addresses lead to the published names of files: those of static/assets/ have a fingerprint."""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import msgspec

from generator.digests import digest_bytes, digest_value
from generator.edition.asset import Asset, fingerprint
from generator.edition.css_links import find_addresses, replace_addresses
from generator.model import Gravity, Problem

MAX_BYTES = 4_000_000
"""A longer style sheet is copied as it is."""
SAFE = "/:@!$&*+,;=~"
"""Signs that stay in an address. Any other is written with a %, so that none ends the address early."""


class Sheet(msgspec.Struct, frozen=True):
    """A style sheet and the files of this site that it names."""

    text: str
    links: tuple[tuple[str, int], ...]
    """The name of each file below static/, and the line that names it."""


def with_linked_sheets(assets: Mapping[str, Asset], prefix: str) -> tuple[dict[str, Asset], list[Problem]]:
    """Return `assets`, by name, in which style sheets name files as they are published, and what leads nowhere."""
    sheets = dict(_sheets(assets, prefix))
    digests = {name: _digest_of(name, sheets, assets) for name in sheets}
    urls = {name: asset.url for name, asset in assets.items()}
    urls |= {name: f"{prefix}/{fingerprint(name, digest)}" for name, digest in digests.items()}
    linked = {name: _linked(assets[name], sheet.text, urls, prefix) for name, sheet in sheets.items()}
    return {**assets, **linked}, list(_dead_links(sheets, urls))


def link_sheet(css: str, name: str, urls: Mapping[str, str], prefix: str) -> str:
    """Return the style sheet `name` with the published addresses of the files that it names.

    `urls`: the address of each static file by its name.
    """

    def published(address: str) -> str:
        url = urls.get(_target(address, name, prefix))
        return quote(url, safe=SAFE) + address[len(_path_of(address)) :] if url else address

    return replace_addresses(css, published)


def sheet_as_it_is(assets: Mapping[str, Asset], name: str, prefix: str) -> bytes:
    """Return the style sheet `name` as its file is now, with the addresses that were published. Raises OSError."""
    asset = assets[name]
    css = read_sheet(msgspec.structs.replace(asset, content=b"") if asset.source else asset)
    urls = {one.name: one.url for one in assets.values()}
    return link_sheet(css, name, urls, prefix).encode("utf-8", "surrogateescape")


def _sheets(assets: Mapping[str, Asset], prefix: str) -> Iterator[tuple[str, Sheet]]:
    """Yield the name and the content of each style sheet that names files of this site."""
    for name, asset in assets.items():
        if name.casefold().endswith(".css"):
            css = read_sheet(asset)
            named = ((_target(address, name, prefix), line) for address, line in find_addresses(css))
            links = tuple((target, line) for target, line in named if target)
            if links:
                yield name, Sheet(css, links)


def read_sheet(asset: Asset) -> str:
    """Return the text of a style sheet, in which bytes that aren't UTF-8 survive; empty if it is too long."""
    content = asset.content or Path(asset.source).read_bytes()
    return content.decode("utf-8", "surrogateescape") if len(content) <= MAX_BYTES else ""


def _target(address: str, sheet: str, prefix: str) -> str:
    """Return the name of the file below static/ that an address in a style sheet means; empty for any other."""
    path = unquote(_path_of(address))
    if path.startswith("/"):
        path = path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
        return posixpath.normpath(path).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(sheet), path)) if path else ""


def _path_of(address: str) -> str:
    """Return the path of an address of this site; empty for any other, and for a place in the same file."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc or "\\" in address else parts.path


def _digest_of(name: str, sheets: Mapping[str, Sheet], assets: Mapping[str, Asset]) -> str:
    """Return the digest of a style sheet and all that it names, directly or not: two may import each other."""
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        one = ahead.pop()
        if one in assets and one not in reached:
            reached.add(one)
            ahead += [target for target, _ in sheets[one].links] if one in sheets else []
    return digest_value((name, [(one, assets[one].digest) for one in sorted(reached)]))


def _linked(asset: Asset, css: str, urls: Mapping[str, str], prefix: str) -> Asset:
    content = link_sheet(css, asset.name, urls, prefix).encode("utf-8", "surrogateescape")
    return msgspec.structs.replace(asset, url=urls[asset.name], content=content, digest=digest_bytes(content))


def _dead_links(sheets: Mapping[str, Sheet], urls: Mapping[str, str]) -> Iterator[Problem]:
    spelled = {name.casefold(): name for name in urls}
    for name, sheet in sheets.items():
        for target, line in sheet.links:
            if target not in urls:
                message = f"The style sheet names /{target}, and there is no such file in static/."
                alike = spelled.get(target.casefold())
                hint = f"There is /{alike}." if alike else "Correct the address, or put the file there."
                yield Problem(f"static/{name}", line, message, hint, Gravity.WARNING, code="link-style")
