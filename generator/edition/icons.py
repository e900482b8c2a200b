"""The icons of the paper, each at an address that stays, and the manifest for those who put the paper on their phone.

All are made of one sign, an SVG or a PNG in static/. A file of static/ at the address of an icon takes its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import msgspec

from generator.config import Config
from generator.config.places import Mistake
from generator.edition.asset import Asset
from generator.edition.formats import direction_of
from generator.edition.look import light_paper
from generator.edition.site_inputs import Icons
from generator.paper import theme_folder
from generator.photos.icon import Shape

ICONS = {
    "favicon.png": Shape(96),
    "apple-touch-icon.png": Shape(180, filled=True),
    "icon-192.png": Shape(192),
    "icon-512.png": Shape(512),
    "icon-maskable-192.png": Shape(192, masked=True),
    "icon-maskable-512.png": Shape(512, masked=True),
}
"""The file of each icon. Google wants a side of 48 pixels or more for search results and Google News."""
MANIFEST = "manifest.webmanifest"
SIGNS = ("favicon.svg", "icon.svg", "icon.png", "favicon.png")
"""The names of a sign that site.toml doesn't name, in the order in which they are looked for."""
SHORT_NAME = 12
"""So many letters fit under an icon on a phone."""


def find_sign(config: Config, assets: Iterable[Asset]) -> Asset | None:
    """Return the static file of which the icons are made: one of the paper's own before the theme's."""
    by_name = {asset.name: asset for asset in assets}
    if config.icon:
        return by_name.get(config.icon)
    found = [by_name[name] for name in SIGNS if name in by_name]
    theme = f"{theme_folder()}/"
    return next((one for one in found if not one.source.startswith(theme)), found[0] if found else None)


def icons_of(config: Config, assets: Iterable[Asset]) -> Icons:
    """Return the addresses of the icons; all are empty without a sign."""
    sign = find_sign(config, assets)
    if sign is None:
        return Icons()
    return Icons(
        vector=quote(sign.url) if sign.name.endswith(".svg") else "",
        small=f"{config.prefix}/favicon.png",
        touch=f"{config.prefix}/apple-touch-icon.png",
        large=f"{config.prefix}/icon-512.png",
        manifest=f"{config.prefix}/{MANIFEST}",
    )


def manifest_of(config: Config) -> bytes:
    """Return the web manifest, as JSON."""
    home = f"{config.prefix}/"
    whole = {
        "id": home,
        "name": config.name,
        "short_name": config.name if len(config.name) <= SHORT_NAME else _initials(config.name),
        "description": config.description or config.tagline,
        "lang": config.language,
        "dir": direction_of(config.language),
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": light_paper(config),
        "theme_color": light_paper(config),
        "icons": list(_entries(config.prefix)),
    }
    kept = {key: value for key, value in whole.items() if value}
    return msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n"


def _entries(prefix: str) -> Iterator[Mapping[str, str]]:
    for file, shape in ICONS.items():
        if file.startswith("icon-"):
            purpose = {"purpose": "maskable"} if shape.masked else {}
            yield {"src": f"{prefix}/{file}", "sizes": f"{shape.side}x{shape.side}", "type": "image/png"} | purpose


def _initials(name: str) -> str:
    """Return a name short enough to stand under an icon: the last word, as in `Courier`, or else the beginning."""
    last = name.rsplit(maxsplit=1)[-1]
    return last if len(last) <= SHORT_NAME else name[:SHORT_NAME].rstrip()


def find_missing_sign(config: Config, assets: Iterable[Asset]) -> Iterator[Mistake]:
    """Yield a warning when site.toml names a sign that isn't in static/."""
    if config.icon and find_sign(config, assets) is None:
        yield "icon", f"There is no file static/{config.icon}.", "Put it there, or correct the name."
