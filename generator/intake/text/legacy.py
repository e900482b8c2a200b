"""Text from before UTF-8: Windows (cp1252) or old Mac (Mac Roman), told apart by how it reads.

Both give every byte from 80 up a sign of its own, so neither ever fails. The rule: each such sign scores one when it
stands as writers set it. A small letter touches a letter and doesn't precede a capital; a capital opens a word or
stands among capitals; an opening quotation mark opens a word, a closing one ends it; an apostrophe stands
where English or French has one; a dash has the same on both sides; a currency sign or degree touches a figure. The text
with the higher score counts; Windows when they are equal, since it is far more common. `caf\\xe9` is `café` or `cafÈ`.
"""

import re
from collections.abc import Callable
from itertools import islice

ENCODINGS = (("cp1252", "Windows (cp1252)"), ("mac_roman", "old Mac (Mac Roman)"))
HIGH = re.compile(r"[^\x00-\x7f]")
MAX_SIGNS = 10_000
"""More signs are not looked at; so many settle it."""
REACH = 4
"""Characters looked at on either side of a sign."""

LETTER_LOOKALIKES = frozenset("ªºƒıﬁﬂˆˇ")
"""Letters by class that no European text of these encodings is likely to hold."""
ENDING = re.compile(r"(?:s|t|re|ve|ll|d|m)(?!\w)", re.IGNORECASE)
ELISION = re.compile(r"(?<!\w)(?:\w|qu)$", re.IGNORECASE)
"""What stands before an apostrophe: `l’`, `O’`, `qu’`."""


def decode_legacy(raw: bytes) -> tuple[str, str]:
    """The text of `raw`, and the name of the encoding taken."""
    readings = [(raw.decode(codec, "replace"), name) for codec, name in ENCODINGS]
    return max(readings, key=lambda reading: score_reading(reading[0]))


def score_reading(text: str) -> int:
    """How many of the signs beyond ASCII stand where writers set them."""
    return sum(
        _stands_well(sign[0], text[max(0, sign.start() - REACH) : sign.start()], text[sign.end() : sign.end() + REACH])
        for sign in islice(HIGH.finditer(text), MAX_SIGNS)
    )


def _stands_well(sign: str, before: str, after: str) -> bool:
    if sign.isalpha() and sign not in LETTER_LOOKALIKES:
        return _letter_stands_well(sign, before[-1:], after)
    rule = RULES.get(sign)
    return rule is not None and rule(before, after)


def _letter_stands_well(letter: str, before: str, after: str) -> bool:
    next_one = after[:1]
    if letter.islower():
        return (before.isalpha() or next_one.isalpha()) and not next_one.isupper()
    opens_two = next_one.isupper() and after[1:2].islower()
    return not before.islower() and (before.isupper() or next_one.isalpha()) and not opens_two


def _opens(before: str, after: str) -> bool:
    return not before[-1:].isalnum() and after[:1].isalnum()


def _closes(before: str, after: str) -> bool:
    return bool(before[-1:].strip()) and not after[:1].isalnum()


def _elides(before: str, after: str) -> bool:
    """An apostrophe; or a closing quotation mark, which is the same sign."""
    inside = before[-1:].isalpha() and (ENDING.match(after) or ELISION.search(before)) and after[:1].isalpha()
    return bool(inside) or _closes(before, after)


def _parts(before: str, after: str) -> bool:
    """A long dash: between blanks, figures, or words of two letters and more (`coraz—n` is no such)."""
    left, right = before[-1:], after[:1]
    between_words = before[-2:].isalpha() and after[:2].isalpha() and len(before[-2:]) == len(after[:2]) == 2
    return between_words or (left.isspace() and right.isspace()) or (left.isdigit() and right.isdigit())


def _spans(before: str, after: str) -> bool:
    """A short dash: as a long one, but between words only before a name (`Paris–Nice`)."""
    return _parts(before, after) and (not after[:1].isalpha() or after[:1].isupper())


def _touches_figure(before: str, after: str) -> bool:
    return before.rstrip()[-1:].isdigit() or after.lstrip()[:1].isdigit()


def _joins(before: str, after: str) -> bool:
    """A no-break space."""
    return bool(before[-1:].strip() and after[:1].strip())


def _stands_apart(before: str, after: str) -> bool:
    return not (before[-1:].isalnum() and after[:1].isalnum())


Rule = Callable[[str, str], bool]
RULES: dict[str, Rule] = {
    **dict.fromkeys("“‘„‚¿¡", _opens),
    **dict.fromkeys("”…™®", _closes),
    "«": lambda before, after: _opens(before, after.lstrip()),
    "»": lambda before, after: _closes(before.rstrip(), after),
    "’": _elides,
    "—": _parts,
    "–": _spans,
    **dict.fromkeys("€£°½¼¾±", _touches_figure),
    "\xa0": _joins,
    **dict.fromkeys("•·§©", _stands_apart),
}
