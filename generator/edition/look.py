"""What the settings say about the look of all pages: colors of the browser's frame, typefaces, the logo, the notice."""

from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from urllib.parse import quote

from generator.config import Config
from generator.config.colours import dark_palette, find_faint_colours, light_palette
from generator.config.places import Mistake
from generator.config.wording import nearest
from generator.edition.menus import own_address
from generator.edition.site_inputs import Look, Notice, Preload

FONT_TYPES = {"woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf", "otf": "font/otf"}


def make_look(config: Config, static: Mapping[str, str]) -> Look:
    """Return the look of all pages. `static`: name of each static file -> its address."""
    theme = config.theme
    return Look(
        dark=theme.dark,
        background=light_paper(config),
        dark_background=dark_palette(theme).paper if theme.dark else "",
        fonts=tuple(dict.fromkeys(_preloads(config, static))),
        logo=_local(config, config.logo),
        logo_dark=_local(config, config.logo_dark) if theme.dark else "",
    )


def light_paper(config: Config) -> str:
    """Return the color of light pages: `#fffefc`."""
    return light_palette(config.theme).paper


def _preloads(config: Config, static: Mapping[str, str]) -> Iterator[Preload]:
    for font in config.theme.fonts:
        if font.preload and font.file in static:
            yield Preload(quote(static[font.file]), FONT_TYPES[font.file.rpartition(".")[2]])


def find_doubts(config: Config, static: Container[str]) -> Iterator[Mistake]:
    """Yield what the settings of the theme get wrong that doesn't stop a build. `static`: names of static files."""
    yield from find_faint_colours(config.theme)
    slugs = {section.slug for section in config.sections}
    for slug in config.theme.sections:
        if slug not in slugs:
            message = f"There is a color for the section “{slug}”, and no such section."
            yield f"theme.sections.{slug}", message, nearest(slug, slugs) or "Add the section, or take the color out."
    for index, font in enumerate(config.theme.fonts):
        if font.file not in static:
            message = f"There is no typeface static/{font.file}, so pages do without it."
            yield f"theme.fonts[{index}].file", message, "Put the file there, or correct its name."


def _local(config: Config, url: str) -> str:
    """Return the address of a picture of this site; empty for another host's, which no page fetches."""
    return own_address(config, url) if url.startswith("/") else ""


def notice_at(config: Config, now: datetime) -> Notice | None:
    """Return the notice that stands above all pages at `now`."""
    notice, ends = config.notice, config.notice.ends(config.zone)
    if not notice.text or (ends is not None and ends <= now):
        return None
    return Notice(notice.text, own_address(config, notice.link) if notice.link else "", notice.kind)


def next_notice_turn(config: Config, now: datetime) -> datetime | None:
    """Return when the notice goes; None if it stays, is gone already, or there is none."""
    ends = config.notice.ends(config.zone) if config.notice.text else None
    return ends if ends is not None and ends > now else None
