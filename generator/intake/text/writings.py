"""Divide text into words in any writing, by the properties that Unicode gives its characters.

Not all writings set spaces between words. Chinese and Japanese have none: every two neighboring characters count as a
word. Thai, Lao, Burmese and Khmer have none either, and their vowels and tones are characters of their own: there every
three count as a word. Korean has spaces, but writes particles together with their nouns, so it counts like Chinese.
"""

import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, groupby, islice
from typing import NamedTuple

from generator.intake.text.spaced import (
    JOINERS,
    WITH_MARKS,
    Signs,
    beyond_ascii,
    drop_single_letters,
    has_stray_mark,
    signs_of,
    split_spaced,
)

PAIRED = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u312f\u3131-\u318e\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua48c\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\uff66-\uffdc\U0001aff0-\U0001b167"
    "\U00020000-\U0003fffd"
)
"""The letters of Chinese, Japanese, Korean and Yi."""
SOUTH_EAST_ASIA = (
    range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x1950, 0x19E0), range(0x1A20, 0x1AB0),
    range(0xA9E0, 0xAA00), range(0xAA60, 0xAAE0), range(0x11700, 0x11750),
)  # fmt: skip
"""The blocks of Thai, Lao, Burmese, Khmer and their relatives, the Tai scripts."""
NO_UNSPACED = bytes(code for code in range(256) if code not in {0xE0, 0xE1, *range(0xE3, 0xEE), 0xEF, 0xF0})
"""The bytes with which none of these begins in UTF-8."""
USUAL_BYTES = 3
"""The bytes of most of these characters in UTF-8."""
CUTS = {size: struct.Struct(f"{size}s" * 64) for size in (2 * USUAL_BYTES, 3 * USUAL_BYTES)}
"""Cuts many pieces of this size at once."""


class Patterns(NamedTuple):
    """The patterns that divide a text into words."""

    unspaced: re.Pattern[str]
    """A run of letters of which every two are a word; or else one of letters and marks of which every three are."""
    words: re.Pattern[str]
    """A word in other writings: letters and figures with their marks, at least two characters, or a single figure."""


@cache
def patterns() -> Patterns:
    """Return the patterns. To look through Unicode takes some milliseconds, which a paper in English saves."""
    marks = _as_ranges(code for code in chain(*WITH_MARKS) if unicodedata.category(chr(code))[0] == "M") + JOINERS
    syllables = _as_ranges(code for block in SOUTH_EAST_ASIA for code in block if _is_letter_or_mark(chr(code)))
    return Patterns(
        re.compile(f"([{PAIRED}]{{2,}})|([{syllables}]{{2,}})"),
        re.compile(rf"[a-z0-9]{{2,}}\b(?![{marks}])|[^\W_]{{2,}}+(?![{marks}])|[^\W_](?:[^\W_]+|[{marks}]+)+|\d"),
    )


def _is_letter_or_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _as_ranges(codes: Iterable[int]) -> str:
    """Return the code points, which must be sorted, as ranges for a pattern."""
    runs = (list(run) for _, run in groupby(enumerate(codes), lambda numbered: numbered[1] - numbered[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


def count_divided(twice: str, once: str) -> Counter[bytes]:
    """Return how often each word occurs in two texts, as UTF-8 and in the order of their first occurrence.

    Those of the first text count twice. The texts must be composed (NFC). Words of writings without spaces come last.
    """
    first, second = _divide(twice), _divide(once)
    kinds = zip(first.words, second.words, strict=True)
    counts = Counter(chain.from_iterable(chain(of_first, of_first, of_second) for of_first, of_second in kinds))
    for divided in (first, second):
        drop_single_letters(counts, divided.signs)
    return counts


class _Divided(NamedTuple):
    """The words of a text."""

    words: tuple[list[bytes], list[bytes], list[bytes]]
    """Those in writings with spaces, single letters among them; those of two characters; those of three."""
    signs: Signs
    """The characters beyond ASCII outside writings without spaces."""


def _divide(text: str) -> _Divided:
    """Return the words of a text, single letters among them."""
    may_be_unspaced = text.encode(errors="surrogatepass").translate(None, NO_UNSPACED)
    parts = patterns().unspaced.split(text) if may_be_unspaced else [text]
    pairs, threes = (_cut_runs([run for run in parts[size - 1 :: 3] if run], size) for size in (2, 3))
    text = " ".join(parts[::3])
    signs = signs_of(beyond_ascii(text))
    words = split_spaced(text, signs)
    if has_stray_mark(words, signs):
        words = [word.encode(errors="surrogatepass") for word in patterns().words.findall(text)]
    return _Divided((words, pairs, threes), signs)


def _cut_runs(runs: Sequence[str], size: int) -> list[bytes]:
    """Return every `size` neighboring characters of each run, and a shorter run as it is, all as UTF-8."""
    text = "".join(runs)
    raw = text.encode()
    pieces = _windows(raw, size * USUAL_BYTES) if len(raw) == USUAL_BYTES * len(text) else _slices(text, size)
    cut: list[bytes] = []
    start = 0
    for run in runs:
        end = start + len(run)
        cut += pieces[start : end - size + 1] if len(run) >= size else (run.encode(),)
        start = end
    return cut


def _windows(raw: bytes, size: int) -> list[bytes]:
    """Return `size` bytes of `raw` from the beginning of each character, as far as there are as many.

    Each second or third piece follows right behind another, and one operation cuts all of these.
    """
    step = size // USUAL_BYTES
    pieces = [b""] * max(0, len(raw) // USUAL_BYTES - step + 1)
    for first in range(min(step, len(pieces))):
        behind = raw[first * USUAL_BYTES :]
        padded = behind.ljust(-(-len(behind) // CUTS[size].size) * CUTS[size].size)
        cut = chain.from_iterable(CUTS[size].iter_unpack(padded))
        pieces[first::step] = islice(cut, len(behind) // size)
    return pieces


def _slices(text: str, size: int) -> list[bytes]:
    return [text[at : at + size].encode() for at in range(len(text) - size + 1)]
