"""Find pictures of which a document shows only a part, and give them names that say which. The rest is for nobody."""

import re
from collections.abc import Mapping, Sequence
from math import ceil
from xml.etree.ElementTree import Element, SubElement

from generator.photos.cropping import Cropping
from generator.photos.in_documents import is_picture
from generator.photos.measure import Stored

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

THOUSANDTHS = 1_000
"""Word says in thousandths of a percent how much of a side is cut away."""
FRACTIONS = 655.36
"""Older Word says it in parts of 65,536, with an `f` behind the number."""
LEAST_PERCENT = 1.0
"""Programs cut away or add less than this when they round; an editor doesn't."""
LEAST_INCHES = 0.02
"""The same in a document of LibreOffice: half a millimeter."""
LEAST_TWIPS = 30
"""The same in rich text."""
RICH_TEXT_SIDES = ("piccropl", "piccropt", "piccropr", "piccropb")
"""The words of rich text that say how many twips of a side are cut away. Those below 0 add an edge."""
RICH_TEXT_SIZES = frozenset({*RICH_TEXT_SIDES, "picwgoal", "pichgoal"})
"""The same, and those that say how large the whole picture would be."""
SIDES = ("l", "t", "r", "b")
OLD_SIDES = ("cropleft", "croptop", "cropright", "cropbottom")
AMOUNT = re.compile(r"\s*\+?(-?)(\d{0,9}(?:\.\d{1,9})?)\s*([%f]?)\s*")
CLIP = re.compile(r"rect\s{0,9}\(([^()]*)\)")
FRAMED = re.compile(r"(<span\b[^<>]{0,2000}\boverflow\s*:\s*hidden\b[^<>]{0,2000}>)\s*(<img\b[^<>]*>)", re.IGNORECASE)
"""A picture in a frame that hides what is outside of it, as Google Docs writes pictures into web pages."""
PIXELS = re.compile(r"(?<![-\w])(width|height)\s*:\s*(\d{1,6}(?:\.\d{1,9})?)px", re.IGNORECASE)
MARGINS = re.compile(r"margin-(left|top)\s{0,9}:\s{0,9}(-?\d{1,6}(?:\.\d{1,9})?)px", re.IGNORECASE)
TURNED = re.compile(r"(?<![-\w])transform\s{0,9}:\s{0,9}rotate\(\s{0,9}(-?\d{1,6}(?:\.\d{1,9})?)", re.IGNORECASE)
INSIDE = re.compile(r"""(\ssrc\s{0,9}=\s{0,9}["']?picture:)(\d{1,5})(["'\s/>])""", re.IGNORECASE)
LEAST_PIXELS = 2
"""Programs make a frame narrower than its picture by less when they round."""
SIDE = re.compile(r"(-?)(\d{0,6}(?:\.\d{1,9})?)\s{0,3}(cm|mm|in|pt|pc|px)\b")
INCHES = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1, "pt": 1 / 72, "pc": 1 / 6, "px": 1 / 96}
SCREEN_DENSITY = 96
"""As many pixels are on an inch of a picture that doesn't say it."""
ALIKE = 0.02
"""By so much the shape of a frame may differ from that of what is shown in it: programs round both."""


def name_cropped(tree: Element, relations: Element | None, parts: dict[str, bytes]) -> int:
    """Give the pictures of which a part of a document of Word shows only a part names that say so.

    They get `relations` of their own, to new `parts` that hold these names. Return how many pictures can't be shown,
    and are taken out.
    """
    found = [(parent, child) for parent in tree.iter() for child in parent if _local(child) in {"blip", "imagedata"}]
    targets = {one.get("Id", ""): one for one in relations} if relations is not None else {}
    left_out = 0
    for parent, picture in found:
        sides = _sides_in_word(parent, picture)
        cropping = cropping_by(sides) if any(side > 0 for side in sides) else None
        if cropping is None and not any(side >= LEAST_PERCENT for side in sides):
            continue
        key = f"{RELATIONS}embed" if _local(picture) == "blip" else f"{RELATIONS}id"
        relation = targets.get(picture.get(key, ""))
        name = _part_of(relation) if relation is not None else ""
        if cropping is None or relations is None or relation is None or not is_picture(name) or name not in parts:
            parent.remove(picture)
            left_out += 1
            continue
        shown = f"{cropping.folder}/{name}"
        identity = f"{picture.get(key, '')}-{cropping.folder}"
        if shown not in parts or identity not in targets:
            parts[shown] = shown.encode()
            targets[identity] = SubElement(
                relations, relation.tag, {**relation.attrib, "Id": identity, "Target": f"/{shown}"}
            )
        picture.set(key, identity)
    return left_out


def _part_of(relation: Element) -> str:
    target = relation.get("Target", "")
    return target[1:] if target.startswith("/") else f"word/{target}"


def _sides_in_word(parent: Element, picture: Element) -> tuple[float, ...]:
    """Return how much of each side is cut away of the picture that an element names, in percent."""
    if _local(picture) == "imagedata":
        return tuple(_percent(picture.get(side, ""), 100) for side in OLD_SIDES)
    cut = next((one for one in parent if _local(one) == "srcRect"), None)
    return tuple(_percent(cut.get(side, ""), 1 / THOUSANDTHS) for side in SIDES) if cut is not None else ()


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def cropping_by(sides: Sequence[float], *, is_upright: bool = False) -> Cropping | None:
    """Return how a picture is cropped of which so much is cut away on each side, in percent.

    None if nothing is left of it, or if an edge is added on another side, so that the frame shows more than a picture.
    """
    if any(side <= -LEAST_PERCENT for side in sides) or sides[0] + sides[2] >= 100 or sides[1] + sides[3] >= 100:
        return None
    left, top, right, bottom = (ceil(max(side, 0) * THOUSANDTHS) for side in sides)
    return Cropping((left, top, right, bottom), is_upright)


def _percent(amount: str, bare: float) -> float:
    """Return how much of a side is cut away: `12500`, `12.5%`, `8192f` and in older Word `0.125` are the same.

    `bare` is what a number without a sign behind it is multiplied by.
    """
    found = AMOUNT.fullmatch(amount)
    if found is None or found[2] in {"", "."}:
        return 0
    number = float(found[2])
    if found[3] == "f":
        number /= FRACTIONS
    elif found[3] != "%":
        number *= bare
    return -number if found[1] else number


def is_cropped(sizes: Mapping[str, int]) -> bool:
    """Tell whether a part of a picture is cut away by what rich text says of it, in twips."""
    return any(sizes.get(side, 0) >= LEAST_TWIPS for side in RICH_TEXT_SIDES)


def cropping_in_twips(sizes: Mapping[str, int]) -> Cropping | None:
    """Return how rich text crops a picture; None if it doesn't say how large the whole would be, or nothing is left."""
    width, height = sizes.get("picwgoal", 0), sizes.get("pichgoal", 0)
    if width <= 0 or height <= 0:
        return None
    return cropping_by(
        [100 * sizes.get(side, 0) / size for side, size in zip(RICH_TEXT_SIDES, (width, height) * 2, strict=True)]
    )


def is_clipped(clip: str) -> bool:
    """Tell whether a part of a picture is cut away by LibreOffice's `fo:clip`: `rect(0cm, 2.5cm, 0cm, 0cm)`."""
    found = CLIP.search(clip)
    return found is not None and any(_inches(*side) >= LEAST_INCHES for side in SIDE.findall(found[1]))


def cropping_by_clip(clip: str, frame: tuple[str, str], stored: Stored | None) -> Cropping | None:
    """Return how LibreOffice crops a picture, whose `frame` has that width and height; None if it isn't clear.

    The lengths in `fo:clip` are those of the picture in the size that it has by its pixels and by their density. Which
    density counts isn't said, so it must be one at which what is left has the shape of the frame.
    """
    found = CLIP.search(clip)
    sides = [_inches(*side) for side in SIDE.findall(found[1])] if found else []
    shape = [_inches(*side) for one in frame for side in SIDE.findall(one)]
    if len(sides) != len(SIDES) or len(shape) != len(frame) or min(shape) <= 0 or stored is None:
        return None
    top, right, bottom, left = sides
    croppings = set()
    for across, down in {(SCREEN_DENSITY, SCREEN_DENSITY), stored.density} - {(0, 0)}:
        width, height = stored.width / across, stored.height / down
        shown = (width - left - right, height - top - bottom)
        if min(shown) > 0 and abs(shown[0] / shown[1] * shape[1] / shape[0] - 1) < ALIKE:
            sides_in_percent = (left / width, top / height, right / width, bottom / height)
            croppings.add(cropping_by([100 * side for side in sides_in_percent]))
    return croppings.pop() if len(croppings) == 1 else None


def _inches(sign: str, number: str, unit: str) -> float:
    length = float(number if number not in {"", "."} else 0) * INCHES[unit]
    return -length if sign else length


def name_framed(html: str, parts: Sequence[str]) -> tuple[str, tuple[str, ...], int]:
    """Give the pictures of a web page of which a frame shows only a part names that say so.

    `parts`: the names of the pictures in the page, which it calls `picture:0` and so on. Return the page, these names
    with the new ones, and how many pictures can't be shown and are taken out.
    """
    names = list(parts)
    left_out = 0

    def named(match: re.Match[str]) -> str:
        nonlocal left_out
        frame, picture = (dict(PIXELS.findall(tag.lower())) for tag in match.groups())
        cuts = {side: float(picture[side]) - float(size) for side, size in frame.items() if side in picture}
        if not any(cut >= LEAST_PIXELS for cut in cuts.values()):
            return match[0]
        source = INSIDE.search(match[2])
        cropping = _cropping_in_frame(picture, cuts, match[2])
        if cropping is None or source is None or int(source[2]) >= len(parts):
            left_out += 1
            return match[1]
        names.append(f"{cropping.folder}/{parts[int(source[2])]}")
        return match[1] + INSIDE.sub(rf"\g<1>{len(names) - 1}\g<3>", match[2], count=1)

    return (FRAMED.sub(named, html), tuple(names), left_out) if "overflow" in html else (html, tuple(parts), 0)


def _cropping_in_frame(picture: dict[str, str], cuts: dict[str, float], tag: str) -> Cropping | None:
    """Return how a frame crops a picture of that size, which is moved by its margins; None if it is turned, too."""
    turned = TURNED.search(tag)
    if (turned and float(turned[1]) != 0) or not all(float(size) > 0 for size in picture.values()):
        return None
    moved = {side.lower(): -float(by) for side, by in MARGINS.findall(tag)}
    left, top = moved.get("left", 0.0), moved.get("top", 0.0)
    width, height = float(picture.get("width", 1)), float(picture.get("height", 1))
    right = cuts["width"] - left if "width" in cuts else 0.0
    bottom = cuts["height"] - top if "height" in cuts else 0.0
    sides = (left / width, top / height, right / width, bottom / height)
    return cropping_by([100 * side for side in sides], is_upright=True)
