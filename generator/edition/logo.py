"""The paper's logo for light and for dark pages, and how large it is."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec

from generator.config import Config
from generator.edition.asset import FINGERPRINTED, Asset
from generator.edition.menus import own_address
from generator.photos.measure import Extent, is_picture, measure


class Logos(msgspec.Struct, frozen=True):
    """How large the logos for light and for dark pages are; None where there is none, or where nothing says it."""

    light: Extent | None = None
    dark: Extent | None = None


def logo_address(config: Config, url: str, static: Mapping[str, str]) -> str:
    """Return the address of a picture of this site; empty for another host's, which no page fetches.

    `static`: name of each static file -> its address, by which one of static/assets/ has a fingerprint in its name.
    """
    if not url.startswith("/"):
        return ""
    name = _name_in_static(config, url)
    return (
        quote(static.get(name, "")) if name.startswith(FINGERPRINTED) and name in static else own_address(config, url)
    )


def logo_file(config: Config, url: str, assets: Iterable[Asset]) -> Path | None:
    """Return the file in static/ of a picture of this site; None if there is none."""
    return source_of(_name_in_static(config, url), assets) if url.startswith("/") else None


def source_of(name: str, assets: Iterable[Asset]) -> Path | None:
    """Return the file of that name in static/; None if there is none."""
    source = next((asset.source for asset in assets if asset.name == name), "")
    return Path(source) if source else None


def is_shown(file: Path | None) -> bool:
    """Tell whether browsers show a picture; of one that isn't there or can't be read, others tell."""
    try:
        return is_picture(file) if file else True
    except OSError:
        return True


def _name_in_static(config: Config, url: str) -> str:
    """Return the name that a picture of this site has in static/. Behind a question mark stands none of it."""
    return unquote(own_address(config, url).removeprefix(config.prefix).lstrip("/").partition("?")[0])


def measure_logos(config: Config, assets: Collection[Asset]) -> Logos:
    """Return how large the logos are that pages show."""
    wanted = [config.logo, config.logo_dark if config.theme.dark else ""]
    return Logos(*(measure_file(logo_file(config, url, assets)) for url in wanted))


def measure_file(file: Path | None) -> Extent | None:
    """Return how large a picture is; None if there is none, or if nothing says it."""
    try:
        return measure(file) if file else None
    except OSError:
        return None
