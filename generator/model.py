"""What the stages hand to each other: plain, frozen values of the news field.

A story goes one way: intake makes `Story`, archive makes `Card` (and so gives the story its address),
edition makes `Page` and its inputs, press makes files and `Receipt`. Nothing here is ever filled in
later; a changed thing is a new thing. Times are aware and in UTC.
"""

from datetime import datetime
from enum import StrEnum

import msgspec


class Gravity(StrEnum):
    """How much a problem matters to the paper."""

    HELD = "held"
    """The file is not published, or stays at its last good version."""
    WARNING = "warning"
    """Published, but an editor should look."""
    NOTE = "note"
    """A guess that the program made; nothing is wrong unless the guess is."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """What is wrong in a file, in an editor's words. A value, never an exception through the pipeline."""

    path: str
    """The file as the editor knows it, relative to the paper's folder: `content/world/summit.txt`."""
    line: int
    """Counted from 1; 0 when the whole file is meant."""
    message: str
    hint: str = ""
    """The mend: what to do about it."""
    gravity: Gravity = Gravity.HELD

    @property
    def where(self) -> str:
        """`file:line`, or the file alone when no line is known."""
        return f"{self.path}:{self.line}" if self.line else self.path


# --- intake ---------------------------------------------------------------------------------------


class Byline(msgspec.Struct, frozen=True):
    """One person (or desk) that a story is signed by."""

    name: str
    """As printed, without "By"."""
    person: str
    """Slug of the name; the key of the person's card and byline page."""
    affiliation: str = ""
    """Whom the person writes for, where the copy says so: `Associated Press`."""


class Person(msgspec.Struct, frozen=True):
    """A person's card, from content/people/ or site.toml."""

    slug: str
    name: str
    role: str = ""
    biography: str = ""
    """Sanitised HTML."""
    contact: str = ""
    """An e-mail address or an http(s) URL."""
    fediverse: str = ""
    """`@user@server`, for the `fediverse:creator` tag."""


class Correction(msgspec.Struct, frozen=True):
    """A mistake that the paper owns up to, under the story."""

    text: str
    date: datetime | None = None


class Photo(msgspec.Struct, frozen=True):
    """A published photo. Sizes in pixels of the file at `url`."""

    url: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Body(msgspec.Struct, frozen=True):
    """What only a story's own page and the full-text feeds show."""

    html: str = ""
    """Sanitised; the one place where HTML enters a page unescaped."""
    words: int = 0


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of copy as the editor filed it. Made by intake, kept by archive."""

    path: str
    """Identity: the path in content/, NFC, with `/`, without ending: `world/summit`."""
    file: str
    """The file as it lies on disk, relative to the paper's folder: `content/world/summit.txt`."""
    headline: str
    slug: str
    section: str
    """Slug of the section: the header's, else the first folder."""
    published: datetime
    deck: str = ""
    kicker: str = ""
    summary: str = ""
    """Plain text, the opening of the body; stands in where a deck is missing."""
    topics: tuple[str, ...] = ()
    """As written, in the editor's order, no two with the same slug."""
    bylines: tuple[Byline, ...] = ()
    dateline: str = ""
    """The place it was filed from, as printed: `BRUSSELS`."""
    source: str = ""
    """The agency or paper that the copy came from: `UPI`."""
    source_url: str = ""
    updated: datetime | None = None
    embargo: datetime | None = None
    expires: datetime | None = None
    draft: bool = False
    corrections: tuple[Correction, ...] = ()
    syndicated: bool = False
    """Somebody else's copy: credited visibly."""
    noindex: bool = False
    language: str = ""
    """BCP 47; empty means the site's."""
    was: tuple[str, ...] = ()
    """Former addresses, each a site path that begins with `/`."""
    priority: int = 0
    """-9 to 9; higher stands higher on the front. 0 is ordinary."""
    genre: str = ""
    """`opinion`, `analysis`, `review`, `reportage` or empty."""
    photo: Photo | None = None
    related: tuple[str, ...] = ()
    """Stories that the header names as related, as written."""
    unrelated: bool = False
    """Whether it wants no related stories at all."""
    extra: dict[str, str | list[str]] = {}
    """Header keys that Broadsheet does not know; for a site's own templates only."""

    @property
    def opens(self) -> datetime:
        """The instant from which the story may be public, drafts aside."""
        return max(self.published, self.embargo) if self.embargo else self.published


class Parsed(msgspec.Struct, frozen=True):
    """What intake made of one file: a story, a person, or neither and the reasons."""

    file: str
    digest: str
    """Of the file's bytes; empty when they could not be read."""
    story: Story | None = None
    body: Body = Body()
    terms: bytes = b""
    """The words of headline and body, packed by `intake.terms.count_terms`, for related stories."""
    person: Person | None = None
    problems: tuple[Problem, ...] = ()


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A Parsed as the catalogue keeps it, its parts in msgpack: workers encode, so that the one writer needn't."""

    file: str
    digest: str
    problems: bytes
    story: bytes = b""
    """Empty when no story could be read; so are those below."""
    body: bytes = b""
    terms: bytes = b""
    person: bytes = b""


# --- archive --------------------------------------------------------------------------------------


class Link(msgspec.Struct, frozen=True):
    """A name that leads somewhere on this site."""

    name: str
    url: str


class Signature(msgspec.Struct, frozen=True):
    """A byline as pages print it: with the address of the person's page."""

    name: str
    url: str
    affiliation: str = ""
    role: str = ""
    fediverse: str = ""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """All that pages other than a story's own may show of it. Made by archive, only for public stories."""

    path: str
    url: str
    """Root-relative, with the site's path prefix, `/` at the end."""
    headline: str
    section: Link
    published: datetime
    """When it became public: the later of publication and embargo."""
    deck: str = ""
    """The deck, else the opening of the body."""
    kicker: str = ""
    bylines: tuple[Signature, ...] = ()
    dateline: str = ""
    source: str = ""
    updated: datetime | None = None
    photo: Photo | None = None
    priority: int = 0
    genre: str = ""
    language: str = ""
    draft: bool = False
    noindex: bool = False


# --- edition and press ----------------------------------------------------------------------------


class Reason(StrEnum):
    """Why a page is printed, or is left alone."""

    NEW = "no receipt: it was never printed here"
    MISSING = "its file is gone or was changed by something else"
    MOVED = "its address changed"
    CHANGED = "what it shows, its template or the site's facts changed"
    SAME = "same key as when it was last printed"


PageKey = str
"""Digest of all that a page is made of. Same key, same bytes."""

PageName = tuple[str, str, int]
"""What a page is, wherever it stands: kind, subject, number."""


class Page(msgspec.Struct, frozen=True, order=True):
    """A page that exists in this edition."""

    url: str
    kind: str
    """Which gather and which template make it; see edition/plan.py."""
    subject: str = ""
    """What it is about: a story's path, a section's slug, `2010-04`."""
    number: int = 0
    """Page of a listing, counted from the oldest; 0 is the listing's front."""

    @property
    def name(self) -> PageName:
        """What the page is, wherever it stands."""
        return self.kind, self.subject, self.number


class Receipt(msgspec.Struct, frozen=True):
    """RenderResult that a page's bytes are in place."""

    kind: str
    subject: str
    number: int
    url: str
    file: str
    """Relative to the output folder."""
    key: PageKey
    digest: str
    """Of the bytes."""
    size: int
    mtime_ns: int
    reason: str = ""
    """Why it was printed, or what was found when it was last looked at."""
    printed: int = 0
    """Number of the build that printed it."""
    examined: int = 0
    """Number of the last build that looked at it."""

    @property
    def name(self) -> PageName:
        """What page it is for."""
        return self.kind, self.subject, self.number
