"""Find pictures of which a part is cut away in a document, which still holds that part. It isn't for readers."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

THOUSANDTHS = 1_000
"""Word says in thousandths of a percent how much of a side is cut away."""
FRACTIONS = 655.36
"""Older Word says it in parts of 65,536, with an `f` behind the number."""
LEAST_PERCENT = 1.0
"""Programs cut away less than this when they round; an editor doesn't."""
LEAST_LENGTH = 0.05
"""The same in a document of LibreOffice: half a millimetre, or a little more in inches."""
LEAST_TWIPS = 30
"""The same in rich text."""
RICH_TEXT_SIDES = frozenset({"piccropl", "piccropr", "piccropt", "piccropb"})
"""The words of rich text that say how many twips of a side are cut away. Those below 0 add an edge."""
SIDES = ("l", "t", "r", "b")
OLD_SIDES = ("cropleft", "croptop", "cropright", "cropbottom")
AMOUNT = re.compile(r"\s*(\d{0,9}(?:\.\d{1,9})?)\s*([%f]?)\s*")
CLIP = re.compile(r"rect\s{0,9}\(([^()]*)\)")
FRAMED = re.compile(r"(<span\b[^<>]{0,2000}\boverflow\s*:\s*hidden\b[^<>]{0,2000}>)\s*(<img\b[^<>]*>)", re.IGNORECASE)
"""A picture in a frame that hides what is outside of it, as Google Docs writes pictures into web pages."""
PIXELS = re.compile(r"(?<![-\w])(width|height)\s*:\s*(\d{1,6}(?:\.\d{1,9})?)px", re.IGNORECASE)
LEAST_PIXELS = 2
"""Programs make a frame narrower than its picture by less when they round."""
LENGTH = re.compile(r"-?\d{0,6}(?:\.\d{1,9})?(?=\s{0,3}(?:cm|mm|in|pt|pc|px)\b)")


def take_cropped(tree: Element) -> int:
    """Take the pictures of which a part is cut away out of a part of a document of Word. Return how many these are."""
    found = [(parent, child) for parent in tree.iter() for child in parent if _is_shown_in_part(parent, child)]
    for parent, picture in found:
        parent.remove(picture)
    return len(found)


def _is_shown_in_part(parent: Element, child: Element) -> bool:
    """Tell whether an element names the file of a picture of which a part is cut away."""
    name = _local(child)
    if name == "imagedata":
        return _is_cut(child.get(side, "") for side in OLD_SIDES)
    if name != "blip":
        return False
    cuts = (one for one in parent if _local(one) == "srcRect")
    return any(_is_cut(cut.get(side, "") for side in SIDES) for cut in cuts)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_cut(amounts: Iterator[str]) -> bool:
    return any(_percent(amount) >= LEAST_PERCENT for amount in amounts)


def _percent(amount: str) -> float:
    """Return how much of a side is cut away: `12500`, `12.5%`, `8192f` and `0.125` are the same."""
    found = AMOUNT.fullmatch(amount)
    if found is None or found[1] in {"", "."}:
        return 0
    number = float(found[1])
    if found[2] == "f":
        return number / FRACTIONS
    if found[2] == "%":
        return number
    return number * 100 if number < 1 else number / THOUSANDTHS


def is_clipped(clip: str) -> bool:
    """Tell whether a part of a picture is cut away by LibreOffice's `fo:clip`: `rect(0cm, 2.5cm, 0cm, 0cm)`."""
    found = CLIP.search(clip)
    lengths = LENGTH.findall(found[1]) if found else []
    return any(float(length) >= LEAST_LENGTH for length in lengths if length not in {"", "-"})


def take_framed(html: str) -> tuple[str, int]:
    """Return a web page without the pictures of which a frame shows only a part, and how many these are."""
    found = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal found
        frame, picture = (dict(PIXELS.findall(tag.lower())) for tag in match.groups())
        is_cut = any(
            float(picture[side]) - float(size) >= LEAST_PIXELS for side, size in frame.items() if side in picture
        )
        found += is_cut
        return match[1] if is_cut else match[0]

    return (FRAMED.sub(kept, html), found) if "overflow" in html else (html, 0)
