"""Set the signs of writings without spaces apart: Chinese, Japanese, Thai and others.

Pagefind takes what stands between spaces for a word, so a sentence in Japanese would be one. Here each sign becomes a
word, and so does whatever else stands beside one without a space: `とcafe`, `ー♪`. A query is set apart in
the same way, and the page's script closes the gaps again where it shows a text (`UNSPACED` in static/assets/search.js).
"""

from generator.lazy_patterns import lazy_pattern

UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff9f"
)
BETWEEN = lazy_pattern(f"(?<=[{UNSPACED}])(?=[{UNSPACED}])")
BESIDE = lazy_pattern(rf"(?<=[{UNSPACED}])(?=[^\s{UNSPACED}])|(?<=[^\s{UNSPACED}])(?=[{UNSPACED}])")
BREAK = "\u200b "
"""Stands beside anything else. The sign without width, which is no part of a word, tells it from a space of
the text."""


def set_apart(text: str) -> str:
    """Return the text with a space between every two signs of such writings, and beside anything else."""
    return text if text.isascii() else BESIDE.sub(BREAK, BETWEEN.sub(" ", text))
