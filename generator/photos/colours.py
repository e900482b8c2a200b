"""A small set of colours, one of which stands in a picture's place while it loads, as a class of the style sheet."""

from functools import cache

TONES: dict[str, str] = {
    "tone-grey-1": "#2b2b2b", "tone-grey-2": "#5c5c5c", "tone-grey-3": "#8e8e8e", "tone-grey-4": "#c4c4c4",
    "tone-grey-5": "#ececec",
    "tone-red-1": "#4a2620", "tone-red-2": "#8a4a3d", "tone-red-3": "#c08a7c",
    "tone-brown-1": "#40301f", "tone-brown-2": "#7d6245", "tone-brown-3": "#b89f80", "tone-brown-4": "#ddcbb2",
    "tone-green-1": "#25341f", "tone-green-2": "#4f6840", "tone-green-3": "#8aa179",
    "tone-teal-1": "#1d3536", "tone-teal-2": "#456a6b", "tone-teal-3": "#86a9a9",
    "tone-blue-1": "#1e2c42", "tone-blue-2": "#4a6283", "tone-blue-3": "#8199ba", "tone-blue-4": "#b9cbe0",
    "tone-violet-1": "#352640", "tone-violet-2": "#6a5078", "tone-violet-3": "#a38bb0",
}  # fmt: skip
"""Each class with its colour. The style sheet has a rule for each."""

Lab = tuple[float, float, float]


@cache
def tone_of(colour: str) -> str:
    """Return the class whose colour looks nearest to `colour`, a `#rrggbb`."""
    wanted = _oklab(colour)
    return min(TONES, key=lambda tone: sum((a - b) ** 2 for a, b in zip(wanted, _oklab(TONES[tone]), strict=True)))


@cache
def _oklab(colour: str) -> Lab:
    """Return lightness and the two axes of colour in Oklab, in which distances are as people see them.

    The numbers are those of https://bottosson.github.io/posts/oklab/.
    """
    red, green, blue = (linear_light(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def linear_light(value: float) -> float:
    """Return the light of an sRGB value: IEC 61966-2-1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
