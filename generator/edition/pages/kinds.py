"""All kinds of page, and how a host serves the files of each: its media type, and how long browsers may keep it."""

import mimetypes
import re
from collections.abc import Iterable

from generator.archive.photos import FOLDER as PHOTO_FOLDER
from generator.edition.ai_rights import LICENSE_FILE
from generator.edition.headers import HEADERS_FILE
from generator.edition.pages.archive import ARCHIVE, YEAR
from generator.edition.pages.calendar import MONTH
from generator.edition.pages.corrections import CORRECTIONS
from generator.edition.pages.directories import ALL_SERIES, BYLINES, TOPICS
from generator.edition.pages.edition import DAY_EDITION
from generator.edition.pages.events import CALENDAR, EVENTS
from generator.edition.pages.feeds import ATOM, JSON, RSS
from generator.edition.pages.following import FEEDS_PAGE, OPML
from generator.edition.pages.gone import GONE_PAGE
from generator.edition.pages.headers import HEADERS
from generator.edition.pages.home import HOME
from generator.edition.pages.icon import ICON
from generator.edition.pages.kind import STAGES, WITHOUT_TEMPLATE, Kind
from generator.edition.pages.listings import LISTINGS
from generator.edition.pages.live import LIVE_PAGE, LIVE_PART
from generator.edition.pages.ninjs import NINJS_STORY
from generator.edition.pages.not_found import NOT_FOUND
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.parts import PART
from generator.edition.pages.photo import PHOTO
from generator.edition.pages.redirects import REDIRECT
from generator.edition.pages.robots import ROBOTS
from generator.edition.pages.search import PERIODS, SEARCH, SEARCH_FILE
from generator.edition.pages.series import SERIES
from generator.edition.pages.sitemaps import FRONT_PAGES, INDEX, MONTHS, NEWS
from generator.edition.pages.social_card import SOCIAL_CARD
from generator.edition.pages.sound import PODCAST, SOUND
from generator.edition.pages.static import STATIC
from generator.edition.pages.story import STORY

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        *(STATIC, HEADERS, PHOTO, SOUND, SOCIAL_CARD, ICON, LIVE_PAGE, STORY, LIVE_PART, OWN_PAGE),
        *(*LISTINGS, MONTH, YEAR, ARCHIVE, TOPICS, BYLINES, PART, DAY_EDITION),
        *(CORRECTIONS, SERIES, ALL_SERIES, EVENTS, CALENDAR, FEEDS_PAGE, OPML),
        *(HOME, NOT_FOUND),
        *(SEARCH_FILE, PERIODS, SEARCH),
        *(RSS, ATOM, JSON, PODCAST, NINJS_STORY, MONTHS, FRONT_PAGES, NEWS, INDEX, ROBOTS, REDIRECT, GONE_PAGE),
    )
}
"""Every kind of page by its name, in the order in which pages are put in place."""

TEMPLATES = frozenset(kind.template for kind in KINDS.values()) - WITHOUT_TEMPLATE
"""The templates of pages."""
NEWSLETTER = "newsletter.html"
"""The template of the mail that is made of the paper of a day; it is no page."""
LATE_TYPES = {
    "avif": "image/avif",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
}
"""Media types that Python doesn't know in every version."""
NAMED = {LICENSE_FILE: "application/rsl+xml", HEADERS_FILE: "text/plain"}
"""Media types of files whose endings don't tell them."""
FALLBACK = "application/octet-stream"
TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/xml")
HASHED = re.compile(r"assets/(?:.*/)?[^/]+\.[0-9a-f]{10}\.[a-z0-9]+")
"""Matches files whose names change with their content."""
FOR_A_MOMENT = "public, max-age=15, must-revalidate"
FOR_EVER, FOR_A_DAY, FOR_A_MINUTE = (
    "public, max-age=31536000, immutable",
    "public, max-age=86400",
    "public, max-age=60, must-revalidate",
)


def media_type(kind: str, file: str) -> str:
    """Return the Content-Type of a page of this kind that stands in `file`."""
    told = KINDS[kind].media_type or NAMED.get(file) or LATE_TYPES.get(file.rpartition(".")[2])
    found = told or mimetypes.guess_type(file)[0] or FALLBACK
    return f"{found}; charset=utf-8" if found.startswith(TEXTS) or found.endswith(("+xml", "+json")) else found


def is_hashed(file: str) -> bool:
    """Tell whether the file's name changes with its content, so that it may be kept forever."""
    return HASHED.fullmatch(file) is not None


def photo_folder(file: str) -> str:
    """Return the folder that holds all sizes of the photo of which `file` is one; empty for any other file."""
    return file.rpartition("/")[0] if file.startswith(f"{PHOTO_FOLDER}/") else ""


def is_of_search(file: str) -> bool:
    """Tell whether the file is one of those that the search is made of."""
    return file.startswith("search/") and not file.startswith("search/label/")  # Blogger has its topics there


def count_things(files: Iterable[str]) -> int:
    """Return the number of files, in which all sizes of one photo count as one, and so does the whole search.

    They come and go together, and can be made again at any time.
    """
    return len({"search/" if is_of_search(file) else photo_folder(file) or file for file in files})


def cache_control(kind: str, file: str) -> str:
    """Return the Cache-Control of a page of this kind. Readers' browsers ask for pages again after a minute."""
    if is_hashed(file):
        return FOR_EVER
    if kind == LIVE_PART.name:
        return FOR_A_MOMENT
    return FOR_A_DAY if kind in {STATIC.name, HEADERS.name, ICON.name} else FOR_A_MINUTE


def stage_of(kind: str, file: str) -> int:
    """Return the place in STAGES of a page of this kind that stands in `file`."""
    is_asset = is_hashed(file) and kind not in {PHOTO.name, SOCIAL_CARD.name}
    return STAGES.index("assets" if is_asset else KINDS[kind].stage)
