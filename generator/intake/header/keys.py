"""Know the keys of headers: every usual spelling of a key, and its one canonical name."""

import difflib
import re
from functools import lru_cache

SPELLINGS: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "title"),
    "deck": ("deck", "dek", "subtitle", "subheadline", "standfirst"),
    "kicker": ("kicker", "overline", "eyebrow"),
    "slug": ("slug", "permalink"),
    "section": ("section", "category", "categories", "channel", "desk"),
    "topics": ("topics", "topic", "tags", "tag", "keywords"),
    "bylines": ("bylines", "byline", "by", "author", "authors", "reporter", "reporters", "written by"),
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
    "draft": ("draft", "status"),
    "corrections": ("corrections", "correction"),
    "source": ("source", "agency", "provider"),
    "credit": ("credit",),
    "source_url": ("source url", "source link", "original url"),
    "syndicated": ("syndicated", "wire"),
    "noindex": ("noindex", "no index"),
    "language": ("language", "lang"),
    "was": ("was", "aliases", "alias", "redirect from", "old url"),
    "related": ("related", "related stories", "see also"),
    "priority": ("priority",),
    "genre": ("genre", "kind"),
    "photo": (
        "photo", "photos", "lead photo", "picture", "pictures", "image", "images", "lead image", "featured image",
        "cover image",
    ),
    "caption": ("caption", "photo caption", "cutline"),
    "photo_credit": ("photo credit", "photo by", "photographer", "image credit"),
    "alt": ("alt", "alt text", "image alt", "photo alt"),
    "focus": ("focus", "focal point", "photo focus"),
    "crop": ("crop", "crops", "photo crop"),
    "summary": ("summary", "description", "abstract", "excerpt"),
}  # fmt: skip

FIELD = re.compile(r"([^\W\d_](?:[^\W_]|['’])*(?:[ _-](?:[^\W_]|['’])+){0,2}) ?:(?:[ \t]+|$)(.*)")
"""`Key: value` with a key of one to three words. Separators can't be part of a word, so matching takes linear time."""
TIGHT = re.compile(r"([^\W\d_]\w*):(?!//)(.*)")
"""`Date:2026-11-23`, which is accepted for known keys only."""

DRAFT_WORDS = {"draft": "yes", "in progress": "yes", "published": "no", "public": "no", "live": "no", "final": "no"}
"""The values of `status:` as answers to `draft:`."""
ANSWERS = {"yes": "no", "true": "no", "no": "yes", "false": "yes"}
"""The values of `published:`, as in Jekyll, as answers to `draft:`."""
PROSE = {"headline", "deck", "kicker", "summary", "corrections", "caption", "alt", "photo"}
"""Keys whose values may be a quotation, so that quotation marks around them are kept."""
RESTRAINING_KEYS = ("embargo", "draft", "expires")
"""Keys in which a misspelling would publish a story too early or leave it online too long."""
CURLY_PAIRS = ("“”", "‘’", "„“")


def fold_key(key: str) -> str:
    """Return `key` without differences of spelling: `pubdate` for `Pub-Date`, `pub_date` and `pubDate`."""
    if key.isalpha() and key.isascii():
        return key.lower()
    return re.sub(r"[\s_-]+", "", key.casefold())


KNOWN_KEYS: dict[str, str] = {fold_key(name): key for key, names in SPELLINGS.items() for name in names}
"""Every usual spelling, folded by `fold_key` -> its canonical key."""


def read_field(line: str) -> tuple[str, str] | None:
    """Return canonical key and value of `Key: value`; None for an unknown key (`He said: no`) or any other line."""
    found = FIELD.fullmatch(line.strip()) or TIGHT.fullmatch(line.strip())
    key = KNOWN_KEYS.get(fold_key(found[1])) if found else None
    return settle_field(found[1], key, found[2].strip()) if found and key else None


def settle_field(written: str, key: str, value: str) -> tuple[str, str]:
    """Return key and value in the form that intake uses: `draft: yes` for `status: draft` and `published: no`."""
    word = value.casefold()
    if key == "draft" and fold_key(written) == "status":
        return key, DRAFT_WORDS.get(word, value)
    if key == "published" and word in ANSWERS:
        return "draft", ANSWERS[word]
    return key, value if key in PROSE else drop_curly_quotes(value)


def drop_curly_quotes(value: str) -> str:
    """Return `value` without curly quotation marks around it, which word processors make of straight ones."""
    enclosed = len(value) > 1 and value[0] + value[-1] in CURLY_PAIRS
    return value[1:-1].strip() if enclosed else value


WATCHED = tuple(fold_key(name) for key in RESTRAINING_KEYS for name in SPELLINGS[key] if name != "status")


@lru_cache(maxsize=1024)
def find_misspelled_key(folded: str) -> str:
    """Return the restraining key that `folded`, an unknown key, nearly is: `embargo` for `embrago`; empty if none."""
    near = difflib.get_close_matches(folded, [key for key in WATCHED if abs(len(key) - len(folded)) < 2], 1, 0.8)
    return near[0] if near else ""
