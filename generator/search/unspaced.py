"""Set the signs of writings without spaces apart: Chinese, Japanese, Thai and others.

Pagefind takes what stands between spaces for a word, so a sentence in Japanese would be one. Here each sign becomes a
word, and so does a word of another writing that stands beside one without a space: `とcafe`. A query is set apart in
the same way, and the page's script closes the gaps again where it shows a text (`UNSPACED` in static/assets/search.js).
"""

import re

UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff9f"
)
BETWEEN = re.compile(f"(?<=[{UNSPACED}])(?=[{UNSPACED}])")
BESIDE = re.compile(rf"(?<=[{UNSPACED}])(?=[^\W{UNSPACED}])|(?<=[^\W{UNSPACED}])(?=[{UNSPACED}])")
THIN = "\u2009"
"""The space beside a word of another writing, where the text may have a usual one as well."""


def set_apart(text: str) -> str:
    """Return the text with a space between every two signs of such writings, and a thin one beside other words."""
    return text if text.isascii() else BESIDE.sub(THIN, BETWEEN.sub(" ", text))
