"""Know the keys of headers: every usual spelling of a key, and its one canonical name."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import filterfalse

from generator.intake.header.key_words import DATED, FOREIGN, KEY_WORDS, NO_WORDS, YES_WORDS
from generator.locale.names import code_of_language

SPELLINGS: dict[str, tuple[str, ...]] = {
    "headline": (
        "headline", "title", "hed", "head", "h1", "suggested headline", "suggested hed", "suggested title",
        "proposed headline", "working headline", "main headline",
    ),
    "deck": (
        "deck", "dek", "subtitle", "subheadline", "sub headline", "subhead", "sub head", "subhed", "standfirst",
        "suggested deck", "suggested subhead", "secondary headline", "strapline",
    ),
    "kicker": ("kicker", "overline", "eyebrow"),
    "slug": ("slug", "permalink"),
    "section": ("section", "category", "categories", "channel", "desk"),
    "topics": ("topics", "topic", "tags", "tag", "keywords"),
    "bylines": (
        "bylines", "byline", "by", "author", "authors", "reporter", "reporters", "writer", "writers", "written by",
    ),
    "dateline": ("dateline", "place", "location"),
    "published": (
        "published", "date", "time", "pub date", "publish date", "published at", "published on", "posted", "posted on",
        "created", "publish on", "publish at", "publication date", "scheduled", "scheduled for", "go live",
    ),
    "updated": ("updated", "updated at", "update date", "last updated", "modified", "last modified", "lastmod"),
    "embargo": (
        "embargo", "embargoed", "embargo until", "embargoed until", "embargo till", "embargo date", "embargo time",
        "embargo lifts", "strict embargo", "hold until", "publish after", "not before",
    ),
    "expires": ("expires", "expiry", "expiry date", "expire date", "unpublish", "unpublish on"),
    "draft": ("draft", "status", "post status"),
    "corrections": ("corrections", "correction"),
    "source": ("source", "agency", "provider"),
    "credit": ("credit",),
    "source_url": ("source url", "source link", "original url"),
    "syndicated": ("syndicated", "wire"),
    "noindex": ("noindex", "no index"),
    "language": ("language", "lang"),
    "translation_of": ("translation of", "translates", "original story"),
    "was": ("was", "aliases", "alias", "redirect from", "old url"),
    "related": ("related", "related stories", "see also"),
    "priority": ("priority",),
    "genre": ("genre", "kind"),
    "series": ("series",),
    "events": ("events", "event"),
    "discuss": ("discuss", "discussion", "discuss at"),
    "ends": ("ends", "live until", "coverage ends"),
    "sponsor": ("sponsor", "sponsored by", "paid for by"),
    "claim": ("claim", "claim reviewed"),
    "claimant": ("claimant", "claimed by", "claim by"),
    "verdict": ("verdict", "claim rating"),
    "photo": (
        "photo", "photos", "lead photo", "picture", "pictures", "image", "images", "lead image", "featured image",
        "cover image", "art",
    ),
    "caption": ("caption", "photo caption", "image caption", "cutline"),
    "photo_credit": ("photo credit", "photo by", "photographer", "image credit", "courtesy"),
    "alt": ("alt", "alt text", "image alt", "photo alt", "image description"),
    "focus": ("focus", "focal point", "photo focus"),
    "crop": ("crop", "crops", "photo crop"),
    "summary": ("summary", "description", "abstract", "excerpt", "meta description"),
}  # fmt: skip
"""Canonical key -> its usual English spellings. Other languages: key_words.py."""

FIELD = re.compile(r"([^\W\d_](?:[^\W_]|['’])*(?:[ _-](?:[^\W_]|['’])+){0,2}) ?(?::(?:[ \t]+|$)|：\s*)(.*)")
"""`Key: value` with a key of one to three words, also with the wide colon of East Asia, `標題：渡輪`.

Separators can't be part of a word, so matching takes linear time.
"""
TIGHT = re.compile(r"([^\W\d_]\w*):(?!//)(.*)")
"""`Date:2026-11-23`, which is accepted for known keys only."""

FOREIGN_KEYS = {key.replace(" ", "") for key in FOREIGN}
"""Keys of other programs, folded by `fold_key`."""

DRAFT_WORDS = {
    **dict.fromkeys(("draft", "in progress", "pending", "private"), "yes"),
    **dict.fromkeys(("publish", "published", "public", "live", "final"), "no"),
}
"""The values of `status:` as answers to `draft:`."""
ANSWERS = {
    **dict.fromkeys(("yes", "true", *sorted(YES_WORDS)), "no"),
    **dict.fromkeys(("no", "false", *sorted(NO_WORDS)), "yes"),
}
"""The values of `published:`, as in Jekyll, as answers to `draft:`."""
MAX_DATED_CHARS = 60
"""The longest value that is a date."""
PROSE = {"events", "headline", "deck", "kicker", "summary", "corrections", "caption", "alt", "photo"}
"""Keys whose values may be a quotation, so that quotation marks around them are kept."""
RESTRAINING_KEYS = ("embargo", "draft", "expires")
"""Keys in which a misspelling would publish a story too early or leave it online too long."""
HEADLINE_OR_SECTION, MAX_SECTION_WORDS = "rubrik", 3
"""A German section, and a Swedish or Danish headline, which is longer."""
CURLY_PAIRS = ("“”", "‘’", "„“")
KEY_MARKS = re.compile(r"[\s_-]+")
"""What doesn't count in a key."""


def fold_key(key: str) -> str:
    """Return `key` without differences of spelling: `pubdate` for `Pub-Date`, `pub_date` and `pubDate`."""
    if key.isalpha() and key.isascii():
        return key.lower()
    folded = KEY_MARKS.sub("", key.casefold())
    return folded if folded.isascii() else _without_accents(folded)


def _without_accents(folded: str) -> str:
    parts = unicodedata.normalize("NFD", folded)
    if not parts.isalpha():
        parts = "".join(filterfalse(unicodedata.combining, parts))
    return unicodedata.normalize("NFC", parts)


def _all_spellings() -> Iterator[tuple[str, str]]:
    for key, names in SPELLINGS.items():
        yield from ((name, key) for name in names)
    for words in KEY_WORDS.values():
        for key, names in words.items():
            yield from ((name, key) for name in names)


KNOWN_KEYS: dict[str, str] = {fold_key(name): key for name, key in _all_spellings()}
"""Every usual spelling, folded by `fold_key` -> its canonical key."""


@lru_cache(maxsize=1024)
def may_restrain_as_key(written: str) -> bool:
    """Tell whether a key may restrain with some value, as `Published: no` does."""
    return KNOWN_KEYS.get(fold_key(written)) in {*RESTRAINING_KEYS, "published"}


def find_key(written: str, value: object) -> str:
    """Return the canonical key of a key as written, with its value; empty for an unknown one.

    A word such as `Data`, a date in Portuguese, is a key only where its value is one, too.
    """
    folded = fold_key(written)
    if folded in DATED and not (isinstance(value, str) and _answers(value)):
        return ""
    return KNOWN_KEYS.get(folded, "")


def _answers(value: str) -> bool:
    word = value.strip().casefold()
    return word in ANSWERS or (len(value) <= MAX_DATED_CHARS and re.search(r"\d", value) is not None)


def read_field(line: str) -> tuple[str, str] | None:
    """Return canonical key and value of `Key: value`; None for an unknown key (`He said: no`) or any other line."""
    found = FIELD.fullmatch(line.strip()) or TIGHT.fullmatch(line.strip())
    key = find_key(found[1], found[2]) if found else ""
    return settle_field(found[1], key, found[2].strip()) if found and key else None


def settle_field(written: str, key: str, value: str) -> tuple[str, str]:
    """Return key and value in the form that intake uses.

    That is `draft: yes` for `status: draft` and `published: no`, and `language: es` for `language: Spanish`.
    """
    word = value.casefold()
    if key == "draft" and fold_key(written).endswith("status"):
        return key, DRAFT_WORDS.get(word, value)
    if key == "published" and word in ANSWERS:
        return "draft", ANSWERS[word]
    if fold_key(written) == HEADLINE_OR_SECTION and len(value.split()) > MAX_SECTION_WORDS:
        return "headline", value
    if key == "language":
        return key, code_of_language(value) or value
    return key, value if key in PROSE else drop_curly_quotes(value)


def drop_curly_quotes(value: str) -> str:
    """Return `value` without curly quotation marks around it, which word processors make of straight ones."""
    enclosed = len(value) > 1 and value[0] + value[-1] in CURLY_PAIRS
    return value[1:-1].strip() if enclosed else value


DESK_TEXTS = frozenset(
    fold_key(key)
    for key in (
        "print headline", "web headline", "seo headline", "seo title", "seo hed", "seo head", "web hed", "web head",
        "print hed", "print head", "social hed", "social headline", "social head", "alternate headline", "alt headline",
        "alt hed", "home page headline", "homepage hed", "meta title", "push alert", "seo description",
        "meta description", "pull quote",
    )
)  # fmt: skip
"""Keys whose values for the desk are headlines or sentences."""
DESK_KEYS = DESK_TEXTS.union(
    fold_key(key)
    for key in (
        "word count", "words", "wordcount", "length", "deadline", "art", "video", "videos", "audio", "phone", "tel",
        "telephone", "cell", "mobile", "fax", "email", "e-mail", "mail", "url", "link", "links", "web", "website",
        "budget", "budget line", "page", "pages", "edition", "editor", "slugline", "copy editor", "version", "file",
        "filed", "filename", "id", "story id", "graphic", "graphics", "map", "embed", "twitter", "x", "instagram",
        "facebook", "characters", "inches", "column inches", "kill date", "desk notes", "contact", "reporter phone",
        "images", "pictures", "gallery", "layout",
        "handy", "mobil", "mobiltelefon", "móvil", "celular", "cellulare", "portable", "gsm",
        "携帯", "手机", "手機", "휴대폰",
        "focus keyword", "focus keyphrase",
        "social", "tweet", "alert", "photos", "photo request", "assignment", "beat", "issue", "run date",
        "photo gallery", "slideshow",
        "case number", "case no", "incident number", "release number",
        "sidebar", "refer", "teaser", "budgeted", "photographer", "size", "zeichen", "wörter", "fotos", "telefon",
        "mots", "signes", "palabras", "teléfono", "caratteri", "woorden", "foto", "字数", "字數", "文字数",
    )
)  # fmt: skip
"""Keys whose lines are for the desk: they are kept for the paper's own templates and never printed."""


def find_unknown(extra: Iterable[str]) -> tuple[str, ...]:
    """Return those keys of `extra` that neither Broadsheet, the desk nor another program is known to use, sorted."""
    known = FOREIGN_KEYS | DESK_KEYS | KNOWN_KEYS.keys()
    return tuple(sorted(key for key in extra if fold_key(key) not in known and not key.startswith("_")))


@lru_cache(maxsize=1024)
def find_meant_key(key: str) -> str:
    """Return the English spelling of a known key that `key`, an unknown one, nearly is: `date` for `dtae`."""
    near = difflib.get_close_matches(fold_key(key), ENGLISH_KEYS, 1, 0.75)
    return near[0] if near else ""


ENGLISH_KEYS = [fold_key(name) for names in SPELLINGS.values() for name in names]
WATCHED = tuple(fold_key(name) for key in RESTRAINING_KEYS for name in SPELLINGS[key] if name != "status")


@lru_cache(maxsize=1024)
def find_misspelled_key(folded: str) -> str:
    """Return the restraining key that `folded`, an unknown key, nearly is: `embargo` for `embrago`; empty if none."""
    near = difflib.get_close_matches(folded, [key for key in WATCHED if abs(len(key) - len(folded)) < 2], 1, 0.8)
    return near[0] if near else ""
