"""Count words, and make a summary of the opening of a text."""

import re

from generator.lazy_patterns import lazy_pattern

WORD = re.compile(r"\w")
"""What makes a word of all that stands between two blanks or dashes, so that vowel signs don't split it."""
UNSPACED = lazy_pattern("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")
"""A row of Kana and Han, which are written without spaces."""
NO_UNSPACED = bytes(code for code in range(256) if code not in {*range(0xE3, 0xEA), 0xEF, 0xF0})
"""The bytes with which none of these begins in UTF-8."""
UNSPACED_CHARS_A_WORD = 2

ODD_MARKS = (("—", " "), ("–", " "), ("\xa0", " "), ("“", ""), ("”", ""), ("‘", ""), ("’", ""), ("…", ""))
"""The usual marks beyond ASCII, each with an ASCII text that leaves the number of words the same."""
PRINTABLE = bytes(code for code in range(128) if chr(code).isprintable())
NO_WORD = bytes(code for code in range(128) if not re.match(r"[\w\s]", chr(code)))
BLANKS = bytes(32 if chr(code).isspace() else code for code in range(256))
"""Turns all blanks into spaces, since bytes.split() knows fewer of them than `re`."""

AFTER_FULL_STOP = lazy_pattern("(?<=[。！？」』）]) (?=[「『（\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])")
"""The blank between two paragraphs of Chinese or Japanese, which have none between sentences."""
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)]{0,2}(?= +["'“‘«(]?[^\W_])|[。！？][」』”]?""")
ABBREVIATION = lazy_pattern(
    r"(?:^|[\s(“\"])(?:[^\W\d_]|\w+\.\w|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Sen|Rep|Gov|Pres|Supt|"
    r"Jr|Sr|No|vs|etc|Inc|Ltd|Co|Corp|Bros|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|"
    r"Calif|Fla|Mass|Conn|Penn|Pa|Wash|Ill|Mich|Minn|Wis|Tenn|Ariz|Colo|Va|Ga|La|Ky|Md|Mo|Okla|Ore|Tex)\.$"
)
"""An abbreviation, whose period doesn't end a sentence."""
MIN_SHARE = 0.4
"""If whole sentences fill a smaller share of the summary than this, it is cut at a word instead."""


SUMMARY_CHARS = 200
"""The most characters of a summary."""
OPENING_CHARS = SUMMARY_CHARS * 4
"""The characters of a text of which a summary is made."""


def single_spaces(text: str) -> str:
    """Return the words of `text` with one space between them. Most lines have no other blanks, so few are cut apart."""
    lines = [line.strip() for line in text.split("\n")]
    joined = " ".join([line for line in lines if line])
    odd = joined.encode().translate(None, PRINTABLE) if joined.isascii() else not joined.isprintable()
    return " ".join(joined.split()) if odd or "  " in joined else joined


def count_words(text: str) -> int:
    """Return the number of words in plain `text`. Two characters of Chinese or Japanese count as one word."""
    plain = text
    for mark, instead in ODD_MARKS if not text.isascii() else ():
        plain = plain.replace(mark, instead)
    if plain.isascii():  # a word is then a run without blanks that contains a letter or digit
        kept = plain.encode().translate(BLANKS, NO_WORD)
        has_single_blanks = b"  " not in kept and kept.strip() == kept != b""
        return kept.count(b" ") + 1 if has_single_blanks else len(kept.split())
    unspaced = 0
    if plain.encode(errors="surrogatepass").translate(None, NO_UNSPACED):
        spaced, rows = UNSPACED.subn(" ", plain)
        unspaced = len(plain) - len(spaced) + rows
        plain = spaced
    pieces = plain.split()
    odd = [piece for piece in pieces if not piece[0].isalnum()]
    words = len(pieces) - sum(WORD.search(piece) is None for piece in odd)
    return words + (unspaced + 1) // UNSPACED_CHARS_A_WORD


def summarise(text: str, max_chars: int = SUMMARY_CHARS) -> str:
    """Return the opening of plain `text`: as many whole sentences as fit, or else its first words and “…”."""
    opening = single_spaces(text.lstrip()[: max_chars * 4])
    opening = opening if opening.isascii() else AFTER_FULL_STOP.sub("", opening)
    if len(opening) <= max_chars:
        return opening
    sentences = _whole_sentences(opening[: max_chars + 3], max_chars)
    return sentences if len(sentences) >= max_chars * MIN_SHARE else _cut_at_word(opening, max_chars)


def _whole_sentences(opening: str, max_chars: int) -> str:
    ends = [found.end() for found in SENTENCE_END.finditer(opening)]
    for end in reversed(ends):
        if end <= max_chars and not ABBREVIATION.search(opening[:end][-12:]):
            return opening[:end]
    return ""


def _cut_at_word(opening: str, max_chars: int) -> str:
    words = opening[:max_chars].rpartition(" ")[0] or opening[: max_chars - 1]
    return words.rstrip(" ,;:–—-") + "…"
