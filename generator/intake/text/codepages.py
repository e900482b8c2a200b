"""The encodings from before UTF-8 in which the files of each language come, a row for each group of languages.

A text is read only in an encoding of the paper's or the story's own language. Whether it was written in one is checked
with charset-normalizer, which ranks readings by how orderly they are. What fits none is held, never guessed.
"""

import re
from functools import lru_cache

WESTERN = ("cp1252", "mac_roman")
CODECS: dict[str, tuple[str, ...]] = {
    "bs cs hr hu pl ro sk sl sq": ("cp1250", "iso8859_2", "mac_latin2"),
    "be bg kk ky mk mn ru sr tg uk": ("cp1251", "koi8_u", "iso8859_5", "mac_cyrillic", "cp866"),
    "el": ("cp1253", "iso8859_7", "mac_greek"),
    "az tr": ("cp1254", "mac_turkish"),
    "he yi": ("cp1255", "iso8859_8"),
    "ar ckb fa ps ug ur": ("cp1256", "iso8859_6"),
    "et lt lv": ("cp1257", "iso8859_4"),
    "vi": ("cp1258",),
    "th": ("cp874",),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "zh": ("gb18030", "big5hkscs"),
}
"""Languages -> their encodings, the usual one first."""
NAMES = {
    "cp1252": "Windows (cp1252)", "mac_roman": "old Mac (Mac Roman)", "cp932": "Shift_JIS", "cp949": "EUC-KR",
    "gb18030": "GBK", "big5hkscs": "Big5", "euc_jp": "EUC-JP", "koi8_u": "KOI8",
}  # fmt: skip
"""Codec -> its name for editors, where it isn't `Windows (cp1250)` or the like."""
COMPARED = ("cp1252", "mac_roman", *(codec for codecs in CODECS.values() for codec in codecs))
"""All encodings that readings are compared in."""
LANGUAGE_LINE = re.compile(
    rb"^[ \t]*[\"']?(?:lang|language|idioma|langue|sprache|lingua|taal)[\"']?[ \t]*[:=][ \t]*[\"']?([A-Za-z]{2,3})\b",
    re.IGNORECASE | re.MULTILINE,
)
HEAD_BYTES = 2_000


@lru_cache(maxsize=256)
def codecs_of(language: str) -> tuple[str, ...]:
    """Return the encodings of a language, given as a BCP 47 code: the usual one first."""
    code = language.partition("-")[0].lower()
    return next((codecs for codes, codecs in CODECS.items() if code in codes.split()), WESTERN)


def language_of(raw: bytes, paper: str) -> str:
    """Return the language that the head of a file names, in plain ASCII as such lines are, or else the paper's."""
    found = LANGUAGE_LINE.search(raw[:HEAD_BYTES])
    return found[1].decode().lower() if found else paper


def name_codec(codec: str) -> str:
    """Return the name of an encoding as editors know it."""
    return NAMES.get(codec) or (f"Windows ({codec})" if codec.startswith("cp1") else codec.replace("_", "-").upper())
