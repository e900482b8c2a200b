"""Check an SVG before it is drawn. What draws it is no Python: it ends the whole program where nesting is too deep."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MAX_LEVELS = 100
"""How deep elements may stand in each other, counting what they refer to. Drawing fails at about 250."""
REFERENCE = re.compile(r"#([^)\s\"']+)")
OWN_PICTURE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
OTHER_FILE = "it shows another file; put that one into it"
PICTURES = {"image", "feImage"}
LEAVES = {"linearGradient", "radialGradient"}
"""Elements that draw nothing of what is in them."""


def check_svg(text: str) -> None:
    """Raise ValueError, with a sentence, if an SVG is nested too deeply or shows another file."""
    try:
        root = fromstring(text, forbid_entities=False)
    except ParseError as error:
        raise ValueError(f"it can't be drawn ({error})") from None
    except DefusedXmlException:
        raise ValueError(OTHER_FILE) from None
    for element in root.iter():
        if _name(element.tag) in PICTURES and not all(map(OWN_PICTURE.match, _links(element))):
            raise ValueError(OTHER_FILE)
    _Levels(root).below(root, 0)


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _links(element: Element) -> Iterator[str]:
    return (value for key, value in element.items() if _name(key) == "href")


class _Levels:
    """The levels of elements in each other."""

    def __init__(self, root: Element) -> None:
        self._by_id = {element.get("id"): element for element in root.iter()}
        styles = (element.text or "" for element in root.iter() if _name(element.tag) == "style")
        self._styled = [name for style in styles for name in REFERENCE.findall(style)]
        self._known: dict[Element, int] = {}

    def below(self, element: Element, level: int) -> int:
        """Return the number of levels at and below `element`, which is at `level`. Raises ValueError for too many."""
        if level + self._known.get(element, 1) > MAX_LEVELS:
            raise ValueError("it is nested too deeply")
        if element not in self._known:
            inner = () if _name(element.tag) in LEAVES else self._inside(element)
            self._known[element] = 1 + max((self.below(one, level + 1) for one in inner), default=0)
        return self._known[element]

    def _inside(self, element: Element) -> Iterator[Element]:
        """Yield what is in the element, and what it refers to. A style sheet may give each class any reference."""
        yield from element
        names = [name for value in element.attrib.values() for name in REFERENCE.findall(value)]
        named = (self._by_id.get(name) for name in (*names, *(self._styled if element.get("class") else ())))
        yield from (one for one in named if one is not None)
