"""What the settings say about the look of all pages: colors of the browser's frame, typefaces, the logo, the notice."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from urllib.parse import quote

from generator.config import Config
from generator.config.colours import dark_palette, find_faint_colours, light_palette
from generator.config.places import Mistake
from generator.config.wording import nearest
from generator.edition.asset import Asset
from generator.edition.logo import Logos, is_shown, logo_address, logo_file
from generator.edition.menus import own_address
from generator.edition.site_inputs import Look, Notice, Preload
from generator.photos.drawing_size import NAMESPACE

FONT_TYPES = {"woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf", "otf": "font/otf"}


def make_look(config: Config, static: Mapping[str, str], logos: Logos) -> Look:
    """Return the look of all pages. `static`: name of each static file -> its address."""
    theme = config.theme
    return Look(
        dark=theme.dark,
        background=light_paper(config),
        dark_background=dark_palette(theme).paper if theme.dark else "",
        fonts=tuple(dict.fromkeys(_preloads(config, static))),
        logo=logo_address(config, config.logo, static),
        logo_size=logos.light,
        logo_dark=logo_address(config, config.logo_dark, static) if theme.dark else "",
        logo_dark_size=logos.dark,
    )


def light_paper(config: Config) -> str:
    """Return the color of light pages: `#fffefc`."""
    return light_palette(config.theme).paper


def _preloads(config: Config, static: Mapping[str, str]) -> Iterator[Preload]:
    for font in config.theme.fonts:
        if font.preload and font.file in static:
            yield Preload(quote(static[font.file]), FONT_TYPES[font.file.rpartition(".")[2]])


def find_doubts(config: Config, assets: Collection[Asset], now: datetime) -> Iterator[Mistake]:
    """Yield what the settings of the look get wrong that doesn't stop a build."""
    yield from find_faint_colours(config.theme)
    yield from _doubt_logo(config)
    yield from _doubt_logo_files(config, assets)
    yield from _doubt_notice(config, now)
    slugs = {section.slug for section in config.sections}
    for slug in config.theme.sections:
        if slug not in slugs:
            message = f"There is a color for the section “{slug}”, and no such section."
            yield f"theme.sections.{slug}", message, nearest(slug, slugs) or "Add the section, or take the color out."
    static = {asset.name for asset in assets}
    for index, font in enumerate(config.theme.fonts):
        if font.file not in static:
            message = f"There is no typeface static/{font.file}, so pages do without it."
            yield f"theme.fonts[{index}].file", message, "Put the file there, or correct its name."


def _doubt_logo(config: Config) -> Iterator[Mistake]:
    """Yield a doubt about a logo that may be seen on light pages only, and about one that is never shown."""
    if config.theme.dark and config.logo.startswith("/") and not config.logo_dark:
        hint = (
            'Name another one: logo_dark = "/logo-dark.svg". If this one can be seen on dark pages too, name it again.'
        )
        yield "logo", "Readers who prefer dark pages see this logo on a dark background.", hint
    if config.logo_dark and not config.theme.dark:
        message = "No page shows this logo, since no page is dark: under [theme] is dark = false."
        yield "logo_dark", message, "Take the line out, or the other one."
    elif config.logo_dark and not config.logo:
        yield (
            "logo_dark",
            "No page shows this logo, since there is none for light pages.",
            'Name that one too: logo = "…".',
        )


def _doubt_logo_files(config: Config, assets: Collection[Asset]) -> Iterator[Mistake]:
    """Yield a doubt about each logo that is a text, or another file in which browsers find no picture."""
    for url, key in {config.logo_dark: "logo_dark", config.logo: "logo"}.items():
        if not is_shown(logo_file(config, url, assets)):
            message = f"Browsers show no picture for {url}: the file isn't one, or is damaged."
            yield key, message, f'Save it again as SVG or PNG. An SVG begins with <svg xmlns="{NAMESPACE}">.'


def _doubt_notice(config: Config, now: datetime) -> Iterator[Mistake]:
    """Yield a doubt about a notice that has ended."""
    ends = config.notice.ends(config.zone)
    if config.notice.text and ends is not None and ends <= now:
        message = f"The notice ended at {config.notice.until}, so no page shows it."
        yield "notice.until", message, "Take [notice] out, or give it another end."


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
