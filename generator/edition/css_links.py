"""Find the addresses of files in a style sheet, and replace them: url(), @import and image-set().

Comments and other texts, such as `content: "url(x)"`, are left as they are, and so is everything else of the sheet.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from generator.lazy_patterns import lazy_pattern

TEXT = r'"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\\\n]|\\.)*'"
TOKEN = lazy_pattern(
    rf"/\*.*?(?:\*/|\Z)|@import\s*(?P<imported>{TEXT})|(?<![\w-])url\(\s*(?P<quoted>{TEXT})\s*\)"
    rf"|(?<![\w-])url\(\s*(?P<bare>[^\s\"'()\\]+)\s*\)|(?<![\w-])image-set\((?P<set>(?:[^()\"']|{TEXT}|\([^()]*\))*)\)"
    rf"|{TEXT}",
    re.IGNORECASE | re.DOTALL,
)
"""One alternative for each thing that may hold an address, and for what may only look so: comments and other texts."""
IN_SET = re.compile(rf"(?P<quoted>{TEXT})|url\(\s*(?P<bare>[^\s\"'()\\]+)\s*\)", re.IGNORECASE)
"""An address inside image-set(), in which each text is one, but for those of type()."""
TYPE = re.compile(rf"type\(\s*(?:{TEXT})\s*\)", re.IGNORECASE)
SHEETS_KEPT = 16
"""The style sheets whose addresses are kept: `serve` asks for those of the theme's sheets at each build."""


def find_addresses(css: str) -> Iterator[tuple[str, int]]:
    """Yield each address in `css` and its line, counted from 1."""
    for at, address in _spans(css):
        yield address, css.count("\n", 0, at) + 1


def replace_addresses(css: str, replacement: Callable[[str], str]) -> str:
    """Return `css` with each address replaced. An address that stays the same keeps its spelling."""
    pieces, end = [], 0
    for at, address in _spans(css):
        pieces += [css[end:at], replacement(address)]
        end = at + len(address)
    return "".join([*pieces, css[end:]])


@lru_cache(SHEETS_KEPT)
def _spans(css: str) -> tuple[tuple[int, str], ...]:
    """Return the place and the text of each address, without its quotation marks."""
    return tuple(_find_spans(css))


def _find_spans(css: str) -> Iterator[tuple[int, str]]:
    for token in TOKEN.finditer(css):
        for name in ("imported", "quoted", "bare"):
            if token[name]:
                yield _inside(token.start(name), token[name])
        if token["set"]:
            yield from _in_set(token.start("set"), token["set"])


def _in_set(start: int, text: str) -> Iterator[tuple[int, str]]:
    blanked = TYPE.sub(lambda found: " " * len(found[0]), text)
    for found in IN_SET.finditer(blanked):
        name = "quoted" if found["quoted"] else "bare"
        yield _inside(start + found.start(name), found[name])


def _inside(at: int, written: str) -> tuple[int, str]:
    return (at + 1, written[1:-1]) if written[0] in "\"'" else (at, written)
