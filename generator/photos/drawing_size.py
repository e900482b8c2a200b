"""How large an SVG says it is, found as browsers find it: by its width and height, or by its view box."""

import re
from contextlib import suppress
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

NAMESPACE = "http://www.w3.org/2000/svg"
"""Without it browsers show no drawing."""
SVG = f"{NAMESPACE} svg"
"""The first element of a drawing, after its namespace."""
NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
LENGTH = re.compile(rf"\s*({NUMBER})([a-z%]*)\s*", re.IGNORECASE)
VIEW_BOX = re.compile(rf"\s*{NUMBER}(?:\s*,\s*|\s+){NUMBER}(?:\s*,\s*|\s+)({NUMBER})(?:\s*,\s*|\s+)({NUMBER})\s*")
PIXELS = {"": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 4 / 3, "pc": 16}
"""Units of length, and how many pixels each has. Those of the text's size have as many as the text says."""
SHAPE_WIDTH = 1_000
"""The width in which a drawing without a size is told, so that its height is exact enough in whole pixels."""


class Size(NamedTuple):
    """Width and height of a drawing in pixels."""

    width: float
    height: float
    natural: bool = True
    """False for a drawing that has a shape and no size."""


class _Reached(Exception):
    """Ends the reading of a file: what was looked for is found."""


def first_element(head: bytes) -> tuple[str, dict[str, str]] | None:
    """Return the name of the first element of an XML file, after its namespace and a space, and its attributes.

    None if the file isn't XML, or has no element in `head`. Nothing that comes later is read.
    """
    found: list[tuple[str, dict[str, str]]] = []

    def keep(name: str, attributes: dict[str, str]) -> None:
        found.append((name, attributes))
        raise _Reached

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = keep
    with suppress(_Reached, ExpatError, LookupError, ValueError):  # the latter two: encodings that Python doesn't know
        parser.Parse(head, False)  # the file may go on
    return found[0] if found else None


def size_of_drawing(attributes: dict[str, str]) -> Size | None:
    """Return the size or the shape that the attributes of an SVG say; None if they say neither.

    A length that depends on the size of a text counts as 0, as none can be that is seen.
    """
    width, height = _length(attributes.get("width", "")), _length(attributes.get("height", ""))
    if width is not None and height is not None:
        return Size(width, height)
    is_shaped = attributes.get("preserveAspectRatio", "").strip() != "none"
    ratio = _ratio(attributes.get("viewBox", "")) if is_shaped else 0
    if not ratio:
        return None
    if width:
        return Size(width, width / ratio)
    if height:
        return Size(height * ratio, height)
    return Size(SHAPE_WIDTH, SHAPE_WIDTH / ratio, natural=False)


def _length(value: str) -> float | None:
    """Return a length in pixels; None for none, and for a share of what surrounds the drawing."""
    found = LENGTH.fullmatch(value)
    if not found or found[2] == "%":
        return None
    return float(found[1]) * PIXELS.get(found[2].lower(), 0)


def _ratio(view_box: str) -> float:
    """Return width divided by height of a view box; 0 if it has none."""
    found = VIEW_BOX.fullmatch(view_box)
    width, height = map(float, found.groups()) if found else (0.0, 0.0)
    return width / height if width > 0 and height > 0 else 0
