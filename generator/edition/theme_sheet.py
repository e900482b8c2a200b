"""The style sheet that is made of the settings in `[theme]`: a strict policy lets no page hold a style of its own."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from urllib.parse import quote

from generator.config import Config
from generator.config.colours import SHARES, dark_palette, light_palette, mix, readable
from generator.config.theme import FontFile, ThemeSettings
from generator.digests import digest_bytes
from generator.edition.asset import FINGERPRINTED, Asset, fingerprint
from generator.edition.logo import Logos, measure_logos
from generator.photos.measure import Extent

NAME = f"{FINGERPRINTED}settings.css"
"""A file of static/ of this name takes its place."""
GROTESQUE = 'Inter, Roboto, "Helvetica Neue", "Arial Nova", "Nimbus Sans", Arial, sans-serif'
STACKS = {
    "charter": {
        "serif": 'Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "Noto Serif", "Liberation Serif", serif',
        "sans": '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
    },
    "old-style": {
        "serif": '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, "Book Antiqua", Georgia, serif',
        "sans": 'Optima, Candara, "Noto Sans", source-sans-pro, "Segoe UI", sans-serif',
    },
    "grotesque": {"serif": GROTESQUE, "sans": GROTESQUE},
}
"""Each pair of typefaces, of which most devices have one of each. The theme itself has the first."""
FALLBACKS = {"headline": "var(--serif)", "nameplate": "var(--headline, var(--serif))"}
USES = {"text": "serif", "headlines": "headline", "labels": "sans", "nameplate": "nameplate"}
COMPACT = {"gap": "1.25rem", "gutter": "0.75rem", "measure": "36rem"}
ROOT = ":root:root"
"""Stands above what any look of the theme says of its root, and below a `paper.css`, which is loaded later."""
FORMATS = {"woff2": "woff2", "woff": "woff", "ttf": "truetype", "otf": "opentype"}


def theme_sheet(config: Config, assets: Mapping[str, Asset]) -> Asset | None:
    """Return the style sheet of the settings; None if they change nothing. `assets` are the static files by name."""
    theme, prefix = config.theme, config.prefix
    fonts = [font for font in theme.fonts if font.file in assets]
    rules = chain(_rules(theme, fonts, prefix), _logos(measure_logos(config, assets.values())))
    css = "".join(f"{rule}\n" for rule in rules)
    if not css:
        return None
    content = css.encode()
    digest = digest_bytes(content)
    return Asset(NAME, f"{prefix}/{fingerprint(NAME, digest)}", "", digest, content)


def _rules(theme: ThemeSettings, fonts: Sequence[FontFile], prefix: str) -> Iterator[str]:
    yield from (_font_face(font, prefix) for font in fonts)
    density = COMPACT if theme.density == "compact" else {}
    yield from _rule(ROOT, {**_type(theme, fonts), **density})
    light = [_rule_of_section(slug, colour) for slug, colour in theme.sections.items()]
    yield from _on_screens("light" if theme.dark else "", [*_rule(ROOT, _colours(theme, "")), *light])
    if theme.dark:
        yield from _on_screens("dark", [*_rule(ROOT, _colours(theme, "dark_")), *_dark_sections(theme)])


def _logos(logos: Logos) -> Iterator[str]:
    """Yield the rules that keep the place of the logo while it is loaded."""
    yield from _rule(ROOT, _sizes(logos.light))
    if logos.light and logos.dark and logos.dark != logos.light:
        yield from _on_screens("dark", list(_rule(ROOT, _sizes(logos.dark))))


def _sizes(extent: Extent | None) -> dict[str, str]:
    """Return the shape of a logo, and the width that it isn't wider than; a drawing without a size may have any."""
    if not extent:
        return {}
    widest = f"{extent.width}px" if extent.natural else "100vw"
    return {"logo-ratio": f"{extent.width / extent.height:.4g}", "logo-widest": widest}


def _on_screens(scheme: str, rules: Sequence[str]) -> Iterator[str]:
    """Yield the rules for light or dark screens, or for all: dark pages and paper keep the theme's own colors."""
    if rules:
        condition = f" and (prefers-color-scheme: {scheme})" if scheme else ""
        yield f"@media screen{condition} {{\n" + "\n".join(rules) + "\n}"


def _rule(selector: str, properties: Mapping[str, str]) -> Iterator[str]:
    if properties:
        yield f"{selector} {{ " + " ".join(f"--{name}: {value};" for name, value in properties.items()) + " }"


def _dark_sections(theme: ThemeSettings) -> Iterator[str]:
    """Yield the rules for sections on dark pages, with as much of the ink in each color as makes it readable there."""
    palette = dark_palette(theme)
    for slug, colour in theme.sections.items():
        yield _rule_of_section(slug, readable(colour, (palette.paper, palette.tint), palette.ink))


def _rule_of_section(slug: str, colour: str) -> str:
    """Return the rule for the front and the stories of a section."""
    return f".in-{slug} {{ --accent: {colour}; }}"


def _colours(theme: ThemeSettings, start: str) -> dict[str, str]:
    """Return the colors that the paper sets for light pages, or, with `dark_`, for dark ones."""
    palette = dark_palette(theme) if start else light_palette(theme)
    colours = {}
    if getattr(theme, f"{start}background") or getattr(theme, f"{start}text"):
        colours = {"paper": palette.paper, "ink": palette.ink, "strong": palette.ink}
        colours |= {name: mix(palette.ink, palette.paper, share) for name, share in SHARES.items()}
        colours["focus"] = palette.focus
        colours["soft"] = readable(colours["soft"], (palette.paper, palette.tint), palette.ink)
    if theme.accent or getattr(theme, f"{start}accent"):
        colours["accent"] = palette.accent
    return colours


def _type(theme: ThemeSettings, fonts: Sequence[FontFile]) -> dict[str, str]:
    """Return the typefaces. One of the paper's own comes before those of the device."""
    device = STACKS[theme.type]
    stacks = {} if theme.type == "charter" else dict(device)
    for font in fonts:
        name, family = USES[font.use], f'"{font.family}"'
        stack = stacks.get(name) or device.get(name) or FALLBACKS[name]
        stacks[name] = stack if stack.startswith(family) else f"{family}, {stack}"
    return stacks


def _font_face(font: FontFile, prefix: str) -> str:
    form = FORMATS[font.file.rpartition(".")[2]]
    source = f'url("{prefix}/{quote(font.file)}") format("{form}")'
    about = f"font-weight: {font.weight}; font-style: {font.style}; font-display: swap;"
    return f'@font-face {{ font-family: "{font.family}"; src: {source}; {about} }}'
