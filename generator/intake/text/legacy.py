"""Decode text from before UTF-8, in the encodings of a language (codepages.py), or find that it is in none of them.

Western text is Windows (cp1252) or old Mac (Mac Roman), whichever reads more naturally. Both encodings have a character
for every byte from 0x80, so decoding never fails: `caf\\xe9` is `café` or `cafÈ`. So each such character scores one
point if writers would use it in that place: a small letter beside a letter and not before a capital; a capital at the
start of a word or among capitals; an opening quotation mark before a word, a closing one after a word; an apostrophe
where English or French has one; a dash between similar neighbors; a currency or degree sign beside a digit. The text
with more points is used. If both have the same, it is Windows, which is far more common.
"""

import re
from collections.abc import Callable
from itertools import islice

import msgspec

from generator.intake.text.codepages import COMPARED, WESTERN, codecs_of, language_of, name_codec
from generator.intake.text.mojibake import is_garbled

HIGH = re.compile(r"[^\x00-\x7f]")
FEW_SIGNS = 8
"""With fewer characters beyond ASCII than this, no comparison of encodings means anything."""
LEAST_SHARE = 0.6
"""The least share of these characters that stand well in text that was written in the encoding."""
MOSTLY_ASCII = 0.05
"""The share of other bytes below which a text may be in English, whatever the paper's language."""
MAX_RANKED_BYTES = 20_000
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x80-\x9f]")
ICELANDIC = frozenset("þÞðÐýÝ")
"""Letters of Iceland. Elsewhere they are Turkish or Baltic text that was read as Western."""
NORTHERN = {"is", "fo"}
MAX_SIGNS = 10_000
"""The characters that are scored. More would not change the result."""
REACH = 4
"""The number of neighbors that are examined on each side of a character."""

LETTER_LOOKALIKES = frozenset("ªºƒıﬁﬂˆˇ")
"""Letters in Unicode's terms that European text in these encodings is unlikely to contain."""
ENDING = re.compile(r"(?:s|t|re|ve|ll|d|m)(?!\w)", re.IGNORECASE)
ELISION = re.compile(r"(?<!\w)(?:\w|qu)$", re.IGNORECASE)
"""The text before an apostrophe: `l’`, `O’`, `qu’`."""


class LegacyText(msgspec.Struct, frozen=True):
    """A text from before UTF-8."""

    text: str
    encoding: str
    """The name of the encoding, for editors."""
    only_signs: bool
    """Whether all that isn't ASCII is quotation marks, dashes and the like, so that no letter can be wrong."""


def decode_legacy(raw: bytes, language: str) -> LegacyText | None:
    """Return the text of `raw`, from a paper in `language`; None when it is in none of the language's encodings."""
    codec = find_legacy_codec(raw, language)
    if not codec:
        return None
    text = raw.decode(codec, "replace")
    return LegacyText(text, name_codec(codec), not any(char.isalpha() for char in HIGH.findall(text)))


def find_legacy_codec(raw: bytes, language: str) -> str:
    """Return the codec of `raw`, from a paper in `language`; empty when it is in none of the language's encodings."""
    language = language_of(raw, language)
    codecs = codecs_of(language)
    codec = _find_western(raw, language) if codecs is WESTERN else _find_in(raw, codecs)
    if codecs is not WESTERN and (
        is_garbled(raw.decode(codec, "replace"), language) if codec else _is_mostly_ascii(raw)
    ):
        codec = _find_plainly_western(raw, language)
    return codec


def _find_western(raw: bytes, language: str) -> str:
    """Return cp1252 or mac_roman, whichever reads more naturally; empty when the text is in neither."""
    codec = max(WESTERN, key=lambda one: score_reading(raw.decode(one, "replace")))
    text = raw.decode(codec, "replace")
    high = HIGH.findall(text[:MAX_SIGNS])
    odd = 0 if language.partition("-")[0] in NORTHERN else sum(char in ICELANDIC for char in high)
    if odd > 1 and odd > len(high) / 10:
        return ""
    if len(high) < FEW_SIGNS:
        return codec
    if score_reading(text) < len(high) * LEAST_SHARE:
        return ""
    ranked = _rank(raw)
    return codec if not ranked or any(codec in codecs for codecs in ranked) else ""


def _is_mostly_ascii(raw: bytes) -> bool:
    return sum(byte > 0x7F for byte in raw) < len(raw) * MOSTLY_ASCII


def _find_plainly_western(raw: bytes, language: str) -> str:
    """Return the Western encoding of a text that reads well in it from end to end; empty for any other text."""
    codec = _find_western(raw, language)
    text = raw.decode(codec, "replace") if codec else ""
    return codec if text and score_reading(text) == len(HIGH.findall(text[:MAX_SIGNS])) else ""


def _find_in(raw: bytes, codecs: tuple[str, ...]) -> str:
    """Return the encoding of `codecs` in which the text is most orderly; empty when it is in none."""
    readable = [codec for codec in codecs if _is_readable(raw, codec)]
    if len(HIGH.findall(raw.decode("latin-1"))) < FEW_SIGNS:
        return readable[0] if readable else ""
    return next((codec for found in _rank(raw) for codec in readable if codec in found), "")


def _is_readable(raw: bytes, codec: str) -> bool:
    try:
        return CONTROL.search(raw.decode(codec)) is None
    except UnicodeDecodeError:
        return False


def _rank(raw: bytes) -> list[set[str]]:
    """Return groups of encodings, the likeliest first. Those of one group give the same text."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (it takes 30 ms to import, and few files need it)

    matches = from_bytes(raw[:MAX_RANKED_BYTES], cp_isolation=list(COMPARED), preemptive_behaviour=False)
    return [{match.encoding, *match.could_be_from_charset} for match in matches]


def score_reading(text: str) -> int:
    """Return how many of the characters beyond ASCII stand where writers would use them."""
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
    """Tell whether an apostrophe fits, or a closing quotation mark, which is the same character."""
    inside = before[-1:].isalpha() and (ENDING.match(after) or ELISION.search(before)) and after[:1].isalpha()
    return bool(inside) or _closes(before, after)


def _parts(before: str, after: str) -> bool:
    """Tell whether a long dash fits: between blanks, digits, or words of two or more letters, unlike `coraz—n`."""
    left, right = before[-1:], after[:1]
    between_words = before[-2:].isalpha() and after[:2].isalpha() and len(before[-2:]) == len(after[:2]) == 2
    return between_words or (left.isspace() and right.isspace()) or (left.isdigit() and right.isdigit())


def _spans(before: str, after: str) -> bool:
    """Tell whether a short dash fits: where a long one does, but between words only before a name (`Paris–Nice`)."""
    return _parts(before, after) and (not after[:1].isalpha() or after[:1].isupper())


def _touches_figure(before: str, after: str) -> bool:
    return before.rstrip()[-1:].isdigit() or after.lstrip()[:1].isdigit()


def _joins(before: str, after: str) -> bool:
    """Tell whether a no-break space fits: between characters that are not blank."""
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
