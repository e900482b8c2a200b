"""Make slugs, the names in addresses: lower-case letters, digits and hyphens, whatever the text is."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import msgspec

MAX_READ_CHARS = 1000
"""The rest of a longer text is ignored, since hostile texts are long."""
PLAIN = re.compile(r"[A-Za-z0-9 _-]*")
PLAIN_WORD = re.compile(r"[a-z0-9]+")
"""A word of plain text, from which python-slugify makes just its words in small letters, joined by hyphens."""
APOSTROPHES = str.maketrans("", "", "'’‘ʼ")
"""Removes apostrophes, so that “council's” becomes councils and not council-s."""
BACKEND: Final = "text-unidecode"
"""Named, since python-slugify otherwise uses Unidecode where that is installed, and addresses would differ."""
SPELLINGS: dict[str, dict[str, str]] = {
    "de": {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"},
    "uk": {
        "г": "h", "ґ": "g", "е": "e", "є": "ie", "ж": "zh", "и": "y", "і": "i", "ї": "i", "й": "i", "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ь": "", "зг": "zgh",
    },
}  # fmt: skip
"""Language -> letters that it writes in ASCII by rules of its own: DIN 5007-2, and the Ukrainian table of 2010."""
AT_START: dict[str, dict[str, str]] = {"uk": {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}}
"""The same at the start of a word."""
MAX_NATIVE_BYTES = 200
"""A name of a file has at most 255 bytes on most disks, and a letter has up to four."""
NATIVE = re.compile(r"[\W_]+")
DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
"""The names under which Windows opens a device instead of a file, whatever the ending."""


def slug_of(text: str, max_chars: int = 80) -> str:
    """Return `text` in a-z, 0-9 and single hyphens, cut at a hyphen; empty when it has no letters or digits (emoji)."""
    if len(text) <= max_chars and PLAIN.fullmatch(text):
        return "-".join(PLAIN_WORD.findall(text.lower()))
    return _slugify(text[:MAX_READ_CHARS].translate(APOSTROPHES), max_chars)


class SlugRules(msgspec.Struct, frozen=True):
    """How a paper spells the addresses of its stories."""

    language: str = ""
    """A BCP 47 code."""
    native: bool = False
    """Whether letters beyond ASCII stay as they are."""


PLAIN_RULES = SlugRules()


def spell(text: str, rules: SlugRules) -> str:
    """Return the slug of `text` by the rules of a paper; empty when it has no letters or digits."""
    if text.isascii():
        return slug_of(text)
    if rules.native:
        return _native(text[:MAX_READ_CHARS])
    code = rules.language.partition("-")[0].lower()
    return slug_of(_respell(text, SPELLINGS[code], AT_START.get(code, {})) if code in SPELLINGS else text)


def _native(text: str) -> str:
    slug = unicodedata.normalize("NFC", NATIVE.sub("-", unicodedata.normalize("NFC", text).lower())).strip("-")
    return slug[:80].encode()[:MAX_NATIVE_BYTES].decode(errors="ignore").strip("-")


def _respell(text: str, letters: Mapping[str, str], at_start: Mapping[str, str]) -> str:
    text = unicodedata.normalize("NFC", text[:MAX_READ_CHARS]).translate(APOSTROPHES).lower()
    for letter, spelled in at_start.items():
        text = re.sub(rf"(?<!\w){letter}", spelled, text)
    for letter in sorted(letters, key=len, reverse=True):
        text = text.replace(letter, letters[letter])
    return text


@lru_cache(maxsize=1024)
def _slugify(plain: str, max_chars: int) -> str:
    from slugify import slugify  # noqa: PLC0415 (its tables take 5 ms to import, and plain names need none)

    return slugify(plain, max_length=max_chars, word_boundary=True, save_order=True, backend=BACKEND).strip("-")


def safe_slug(text: str, identity: str, rules: SlugRules = PLAIN_RULES) -> str:
    """Return a slug of `text` that is a valid file name on any system: not empty, no Windows device, at most 80 long.

    For text without letters or digits the slug is made of `identity`, so that it stays when the text is edited.
    """
    slug = spell(text, rules)
    if not slug:
        return f"story-{hashlib.blake2b(identity.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"
    return f"{slug}-story" if slug in DEVICES else slug
