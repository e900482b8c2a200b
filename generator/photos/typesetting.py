"""Set lines of text in the font that comes with the program: Source Serif, for Latin, Greek and Cyrillic."""

from functools import cache
from importlib.resources import files
from io import BytesIO

import msgspec
from PIL import ImageDraw, ImageFont

FONT = files("font_source_serif_pro") / "files" / "SourceSerifPro-Semibold.ttf"
LEADING = 1.16
MISSING = "\uffff"
"""No font has a glyph for this: it shows what stands for a missing one."""


class Block(msgspec.Struct, frozen=True):
    """Lines of text at one size."""

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> int:
        """In pixels."""
        return round(len(self.lines) * self.size * LEADING)

    def draw(self, draw: ImageDraw.ImageDraw, left: int, top: int, ink: int) -> None:
        """Draw the lines from that corner on."""
        for number, line in enumerate(self.lines):
            y = top + round(number * self.size * LEADING)
            draw.text((left, y), line, fill=ink, font=font(self.size), anchor="la")


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font. Its letters are placed without Raqm, which isn't the same everywhere."""
    return ImageFont.truetype(BytesIO(FONT.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


def can_set(text: str) -> bool:
    """Tell whether the font has a glyph for each character of the text."""
    return all(character == " " or _glyph(character) != _glyph(MISSING) for character in set(text))


@cache
def _glyph(character: str) -> tuple[tuple[int, int], bytes]:
    mask = font(40).getmask(character)
    return mask.size, bytes(mask)


def set_block(text: str, sizes: tuple[int, ...], most_lines: int, width: int) -> Block:
    """Return the text at the largest of the sizes at which it fits; at the smallest, cut off where it doesn't."""
    for size in sizes:
        lines = _break(text, size, width)
        if len(lines) <= most_lines and all(_fits(line, size, width) for line in lines):
            return Block(lines, size)
    return Block(_cut(lines[:most_lines], sizes[-1], width, is_whole=len(lines) <= most_lines), sizes[-1])


def _break(text: str, size: int, width: int) -> tuple[str, ...]:
    """Return the text in lines, broken between words where the next one doesn't fit."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or _fits(longer, size, width):
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _fits(line: str, size: int, width: int) -> bool:
    return font(size).getlength(line) <= width


def _cut(lines: tuple[str, ...], size: int, width: int, *, is_whole: bool) -> tuple[str, ...]:
    """Return the lines, each cut to the width, the last with an ellipsis unless the text is whole."""
    shown = list(lines)
    if not is_whole:
        shown[-1] += "…"
    return tuple(_shorten(line, size, width) for line in shown)


def _shorten(line: str, size: int, width: int) -> str:
    """Return the line, or as much of its beginning as fits, with an ellipsis."""
    if _fits(line, size, width):
        return line
    kept = line.rstrip("…")
    while kept and not _fits(f"{kept}…", size, width):
        kept = kept[: min(len(kept) - 1, len(kept) * 9 // 10)]
    return f"{kept.rstrip()}…"
