"""Set the signs of writings without spaces apart: Chinese, Japanese, Thai and others.

Pagefind takes what stands between spaces for a word, so a sentence in Japanese would be one. Here each sign becomes a
word, and so does whatever else stands beside one without a space: `とcafe`, `ー♪`. A query is set apart in
the same way, and the page's script closes the gaps again where it shows a text (`UNSPACED` in static/assets/search.js).
"""

import re
from functools import cache

UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff9f"
)
BREAK = "\u200b "
"""Stands beside anything else. The sign without width, which is no part of a word, tells it from a space of
the text."""


def set_apart(text: str) -> str:
    """Return the text with a space between every two signs of such writings, and beside anything else."""
    if text.isascii():
        return text
    between, beside = _patterns()
    return beside.sub(BREAK, between.sub(" ", text))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the places between two such signs, and beside one. To compile them takes 10 ms."""
    beside = rf"(?<=[{UNSPACED}])(?=[^\s{UNSPACED}])|(?<=[^\s{UNSPACED}])(?=[{UNSPACED}])"
    return re.compile(f"(?<=[{UNSPACED}])(?=[{UNSPACED}])"), re.compile(beside)
