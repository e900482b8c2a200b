"""Colors of the theme: mixing them, their contrast, and which of the paper's own are hard to read."""

import math
from collections.abc import Iterator, Sequence

import msgspec

from generator.config.places import Mistake
from generator.config.theme import ThemeSettings

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 at level AA, for text of ordinary size."""
SHARES = {"tint": 0.05, "rule": 0.16, "soft": 0.72}
"""How much ink is in the background of boxes, in hairlines, and in small print."""
STEPS = 20
"""In how many steps a color is made lighter or darker until it can be read."""


class Palette(msgspec.Struct, frozen=True):
    """The colors of light pages or of dark ones."""

    paper: str
    tint: str
    """The background of boxes."""
    ink: str
    accent: str
    focus: str
    """The outline of what the keyboard has reached."""


LIGHT = Palette("#fffefc", "#f5f3ee", "#17181a", "#8c1c1c", "#0b57c9")
DARK = Palette("#141517", "#1f2124", "#e9e7e2", "#f09a8c", "#8fbcff")
"""The theme's own, as in broadsheet.css."""
ACCENTS = {"broadsheet": (LIGHT.accent, DARK.accent), "tabloid": ("#b8002a", "#ff8f86")}
"""The accents of each look on light pages and on dark ones."""


def light_palette(theme: ThemeSettings) -> Palette:
    """Return the colors of light pages."""
    paper, ink = theme.background or LIGHT.paper, theme.text or LIGHT.ink
    tint = _tint(paper, ink) if theme.background or theme.text else LIGHT.tint
    focus = readable(LIGHT.focus, (paper, tint), ink)
    return Palette(paper, tint, ink, theme.accent or ACCENTS[theme.look][0], focus)


def dark_palette(theme: ThemeSettings) -> Palette:
    """Return the colors of dark pages. An accent that is only given for light ones is made light enough."""
    paper, ink = theme.dark_background or DARK.paper, theme.dark_text or DARK.ink
    tint = _tint(paper, ink) if theme.dark_background or theme.dark_text else DARK.tint
    own = readable(theme.accent, (paper, tint), ink) if theme.accent else ACCENTS[theme.look][1]
    accent = theme.dark_accent or own
    return Palette(paper, tint, ink, accent, readable(DARK.focus, (paper, tint), ink))


def _tint(paper: str, ink: str) -> str:
    return mix(ink, paper, SHARES["tint"])


def mix(one: str, other: str, share: float) -> str:
    """Return a color made of two: `share` of the first, between 0 and 1, and the rest of the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(first * share + second * (1 - share)):02x}" for first, second in pairs)


def readable(colour: str, grounds: Sequence[str], ink: str) -> str:
    """Return `colour` with as little of `ink` in it as makes it readable on each of `grounds`."""
    steps = (mix(ink, colour, step / STEPS) for step in range(STEPS + 1))
    return next((one for one in steps if _least_contrast(one, grounds) >= LEAST_CONTRAST), ink)


def _least_contrast(colour: str, grounds: Sequence[str]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, from 1 to 21, by WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def find_faint_colours(theme: ThemeSettings) -> Iterator[Mistake]:
    """Yield a warning for each color of the paper's own that is hard to read on its background, once each."""
    yield from dict.fromkeys(_faint_colours(theme))


def _faint_colours(theme: ThemeSettings) -> Iterator[Mistake]:
    pages = {"": light_palette(theme)} | ({"dark_": dark_palette(theme)} if theme.dark else {})
    for start, palette in pages.items():
        for name, colour in (("text", palette.ink), ("accent", palette.accent)):
            own = next((one for one in (name, "background") if getattr(theme, start + one)), "")
            if own:
                yield from _faint(f"theme.{start}{own}", colour, palette)
    for slug, colour in theme.sections.items():
        yield from _faint(f"theme.sections.{slug}", colour, light_palette(theme))


def _faint(key: str, colour: str, palette: Palette) -> Iterator[Mistake]:
    """Yield a warning for a color that is hard to read on pages, or else in their boxes."""
    for ground, place in ((palette.paper, palette.paper), (palette.tint, f"{palette.tint}, the color of boxes,")):
        found = contrast(colour, ground)
        if found < LEAST_CONTRAST:
            # Rounded down, or 4.47 would be told as the 4.5 that is asked for.
            told = math.floor(10 * found) / 10
            message = f"{colour} on {place} has a contrast of {told:.1f}:1, which many readers can't read."
            yield key, message, f"Choose colors with a contrast of {LEAST_CONTRAST}:1 or more."
            return
