"""What is no text: characters that can't be shown, that XML refuses, or that reorder what is read.

Clean text has `\\n` for line ends; no control characters but tab; no lone surrogates and noncharacters (XML 1.0 refuses
some, HTML all); no byte order mark; none of the signs of https://trojansource.codes. Nothing else is changed: no
Unicode normalisation, and the marks and joiners of right-to-left and Indic text stay.
"""

import re

LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NEVER_SHOWN = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
_BEYOND = "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
_TURNING = "\u202a-\u202e\u2066-\u2069"
INVISIBLE = re.compile(f"[{_NEVER_SHOWN}{_BEYOND}]")
"""Control characters, lone surrogates, noncharacters, the byte order mark."""
REORDERING = re.compile(f"[{_TURNING}]")
"""Embeddings, overrides and isolates; right-to-left text needs none of them."""

# One class for both takes ten times as long: `re` is quick only with characters of the first plane.
_UNCLEAN = re.compile(f"[{_NEVER_SHOWN}{_TURNING}\r\v\f\x85\u2028\u2029]")
_FIRST_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_UNCLEAN_BEYOND = re.compile(f"[{_BEYOND}]")


def is_clean(text: str) -> bool:
    """Whether `text` is clean."""
    if text.replace("\n", "").isprintable():  # Python's word for it is stricter, and ten times as quick
        return True
    if _UNCLEAN.search(text):
        return False
    return text.isascii() or not (_FIRST_BEYOND.search(text) and _UNCLEAN_BEYOND.search(text))


def clean_text(text: str) -> str:
    """`text` made clean: for text into which escapes such as `&#0;` can bring anything."""
    return text if is_clean(text) else REORDERING.sub("", INVISIBLE.sub("", LINE_END.sub("\n", text)))
