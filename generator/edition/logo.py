"""The paper's logo for light and for dark pages, and how large it is."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

import msgspec

from generator.config import Config
from generator.edition.asset import Asset
from generator.edition.menus import own_address
from generator.photos.measure import Extent, measure


class Logos(msgspec.Struct, frozen=True):
    """How large the logos for light and for dark pages are; None where there is none, or where nothing says it."""

    light: Extent | None = None
    dark: Extent | None = None


def logo_address(config: Config, url: str) -> str:
    """Return the address of a picture of this site; empty for another host's, which no page fetches."""
    return own_address(config, url) if url.startswith("/") else ""


def measure_logos(config: Config, assets: Iterable[Asset]) -> Logos:
    """Return how large the logos are that pages show."""
    wanted = [logo_address(config, config.logo), logo_address(config, config.logo_dark) if config.theme.dark else ""]
    if not any(wanted):
        return Logos()
    sources = {asset.url: asset.source for asset in assets if asset.source}
    return Logos(*(_measure(sources.get(unquote(address), "")) for address in wanted))


def _measure(source: str) -> Extent | None:
    try:
        return measure(Path(source)) if source else None
    except OSError:
        return None
