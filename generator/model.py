"""Plain, frozen values of the news field, which the stages hand to each other.

A story takes one way through them: intake makes the `Story`, archive its `Card` with an address, edition the `Page` and
its inputs, press the file and its `Receipt`. A changed value is always a new one. All times are aware and in UTC.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from generator.chart_records import Chart, Table
from generator.photo_records import Photo, PhotoNotes, StoryPhotos
from generator.story_records import Correction, Embed, Event, FactCheck, LiveBlog, OwnPage


class Gravity(StrEnum):
    """The severity of a problem: how much it matters to the paper."""

    HELD = "held"
    """The file is not published, or stays at its last good version."""
    WARNING = "warning"
    """Published, but an editor should look."""
    NOTE = "note"
    """A guess that the program made; nothing is wrong unless the guess is."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """A problem in a file and how to fix it. It travels through the pipeline as a value, never as an exception."""

    path: str
    """The file as the editor knows it, relative to the paper's folder: `content/world/summit.txt`."""
    line: int
    """The line, counted from 1; 0 when the whole file is meant."""
    message: str
    hint: str = ""
    gravity: Gravity = Gravity.HELD
    code: str = ""
    """The stable name of what is wrong, `link-dead`: one of those in commands/finding_kinds.py."""

    @property
    def where(self) -> str:
        """`file:line`, or the file alone when no line is known."""
        return f"{self.path}:{self.line}" if self.line else self.path


# --- intake ---------------------------------------------------------------------------------------


class Byline(msgspec.Struct, frozen=True):
    """One person, or one desk, who signed a story."""

    name: str
    """The name as printed, without "By"."""
    person: str
    """The slug of the name: the key of the person's card and byline page."""
    affiliation: str = ""
    """The agency or paper that the person writes for, if the copy names it: `Associated Press`."""
    organisation: bool = False
    """True if a desk, an office or another organisation signed, and not a person: `The Editorial Board`."""


class Link(msgspec.Struct, frozen=True):
    """A name that links to a page."""

    name: str
    url: str


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
    portrait: Photo | None = None
    """The photo beside the file in content/people/. It is found once all files are known."""


class SectionCard(msgspec.Struct, frozen=True):
    """What `content/town/_index.md` says of its section."""

    slug: str
    name: str = ""
    """As readers see it; empty where the file doesn't say it. site.toml's name wins."""
    description: str = ""
    """A sentence or two of plain text, for the top of the section's front, search engines and link previews."""
    lead: str = ""
    """The story that stands first on the section's front, as the editors named it."""
    file: str = ""
    """Relative to the paper's folder."""
    lead_line: int = 0
    """The line that names the lead, counted from 1; 0 if it isn't known."""


class Body(msgspec.Struct, frozen=True):
    """The part of a story that only its own page and the full-text feeds show."""

    html: str = ""
    """Sanitised HTML. It is the only HTML that enters a page unescaped."""
    words: int = 0
    embeds: tuple[Embed, ...] = ()
    """What other sites show in the text, in order. In the HTML, each is a paragraph with a link to it."""
    charts: tuple[Chart, ...] = ()
    """The charts in the text, in order. In the HTML, each is a paragraph with its title."""
    live: LiveBlog | None = None
    """The entries of a live story, those of later hours among them, which no page shows yet."""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of copy as the editor filed it. Made by intake, kept by archive."""

    path: str
    """The story's identity: its path in content/, in NFC, with `/`, without the ending: `world/summit`."""
    file: str
    """The file's path on disk, relative to the paper's folder: `content/world/summit.txt`."""
    headline: str
    slug: str
    section: str
    """The slug of the section: the header's, or else the first folder's."""
    published: datetime
    """The start of 1970 for a page of the paper's own and for an undated draft, which have no date."""
    section_name: str = ""
    """The section as written, where its slug is another spelling of it: `日本` for `ri-ben`."""
    deck: str = ""
    kicker: str = ""
    summary: str = ""
    """Plain text: the header's summary, or else the opening of the body. It is shown where a deck is missing."""
    topics: tuple[str, ...] = ()
    """The topics as written, in the editor's order, no two with the same slug."""
    bylines: tuple[Byline, ...] = ()
    dateline: str = ""
    """The place that the story was filed from, as printed: `BRUSSELS`."""
    source: str = ""
    """The agency or paper that the copy came from: `UPI`."""
    source_url: str = ""
    updated: datetime | None = None
    no_hour: bool = False
    """True if the copy names only the day on which the story opens, so that its pages show no hour."""
    updated_no_hour: bool = False
    """True if the copy names only the day of `updated`."""
    embargo: datetime | None = None
    expires: datetime | None = None
    draft: bool = False
    undated: bool = False
    """True for a draft whose file names no date. Nothing publishes it before it has one."""
    corrections: tuple[Correction, ...] = ()
    syndicated: bool = False
    """True if the copy is somebody else's and must be credited visibly."""
    noindex: bool = False
    language: str = ""
    """BCP 47; empty means the site's."""
    translation_of: str = ""
    """The story that this one translates, as the header names it."""
    was: tuple[str, ...] = ()
    """Former addresses, each a site path that begins with `/`."""
    priority: int = 0
    """From -9 to 9; stories with a higher priority stand higher on the front. 0 is ordinary."""
    genre: str = ""
    """The kind of story, such as `opinion` (see intake/kinds.py), or empty."""
    sponsor: str = ""
    """Who paid for the story; empty if nobody did, or if the copy doesn't say."""
    fact_check: FactCheck | None = None
    events: tuple[Event, ...] = ()
    """What the story announces."""
    entries: tuple[datetime, ...] = ()
    """The times of the entries of a live story, in order."""
    discuss: Link | None = None
    """Where readers can discuss the story, with the name of that place."""
    ends: datetime | None = None
    """When a live story ends."""
    series: str = ""
    """The name of the series that the story is a part of, as written."""
    part: int = 0
    """Which part of the series it is; 0 if the copy doesn't say."""
    photos: StoryPhotos = StoryPhotos()
    tables: tuple[str, ...] = ()
    """The files of the tables behind its charts, as written."""
    related: tuple[str, ...] = ()
    """The stories that the header names as related, as written."""
    unrelated: bool = False
    """True if the header asks for no related stories at all."""
    extra: dict[str, str | list[str]] = {}
    """The header keys that Broadsheet does not know, for a site's own templates only."""
    own: OwnPage | None = None
    """Set for a page of the paper's own, which has no section and is in no listing."""

    @property
    def opens(self) -> datetime:
        """The instant from which the story may be public, unless it is a draft."""
        return max(self.published, self.embargo) if self.embargo else self.published


class WireFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What decides which version of an agency's story counts: see intake/wire_files/versions.py."""

    drop: str
    """The name of the folder in site.toml."""
    thread: str
    """What all versions of a story share, with the folder's name before it."""
    opens: bool = False
    """True if a thread may have several stories, and this version begins one."""
    number: str = ""
    """What tells the stories of such a thread apart."""
    version: int = 0
    """The number of the version; 0 if it has none."""
    sent: int = 0
    """When it was sent, in microseconds since 1970; 0 if that isn't known."""
    kind: str
    """`story`, `held` (it can't be published), `withheld` or `killed` (by the agency)."""
    lone: Problem | None = None
    """What editors are told of a kill if there is no story that it kills."""


class Parsed(msgspec.Struct, frozen=True):
    """The result of reading one file: a story, a person, or neither and the reasons."""

    file: str
    digest: str
    """The digest of the file's bytes; empty when they could not be read."""
    story: Story | None = None
    body: Body = Body()
    written: str = ""
    """The body's HTML before extensions and settings make figures of links and shortcodes; empty if they make none."""
    terms: bytes = b""
    """The words of headline and body, packed by `intake.terms.count_terms`, for related stories."""
    person: Person | None = None
    notes: PhotoNotes | None = None
    section: SectionCard | None = None
    table: Table | None = None
    transcript: str = ""
    """What is said in a recording, as sanitised HTML."""
    problems: tuple[Problem, ...] = ()
    pictures: tuple[str, ...] = ()
    """The pictures in a document: `content/world/bridge.docx/word/media/image1.jpeg`."""
    is_wire: bool = False
    """True for a file in the folder of an agency, which has versions and no story of its own."""
    versions: "tuple[tuple[WireFacts, Parsed], ...]" = ()
    """The versions of stories in such a file."""


class StoredParse(msgspec.Struct, frozen=True, array_like=True):
    """A `Parsed` as the catalogue stores it. Workers pack its parts, so that the one process that writes needn't."""

    file: str
    digest: str
    problems: bytes
    story: bytes = b""
    """Empty when no story could be read. The fields below are empty in the same way."""
    body: bytes = b""
    terms: bytes = b""
    person: bytes = b""
    photo: bytes = b""
    """What was found in a photo: its `photos.facts.Facts`."""
    notes: bytes = b""
    """The `PhotoNotes` of the file beside a photo."""
    section: bytes = b""
    table: bytes = b""
    sound: bytes = b""
    """What was read of a recording: its `SoundFacts`."""
    transcript: str = ""
    text: str = ""
    """A digest that two stories share when they say the same. Short texts must have the same headline, too."""
    words: str = ""
    """A digest of the words that the editor wrote, which neither typography nor figures change."""
    unknown_keys: tuple[str, ...] = ()
    """The keys of its header that nobody knows, sorted."""
    withdrawn: bool = False
    """True for a photo that is asked back by its own words, so that its last good version goes as well."""
    pictures: tuple[tuple[str, bytes], ...] = ()
    """The pictures in a document, each with its `photos.facts.Facts`, which are empty until it has been read."""
    is_wire: bool = False
    """True for a file in the folder of an agency."""
    versions: "tuple[StoredVersion, ...]" = ()


class StoredVersion(msgspec.Struct, frozen=True, array_like=True):
    """A version of an agency's story as the catalogue stores it."""

    facts: WireFacts
    entry: StoredParse


# --- archive --------------------------------------------------------------------------------------


class Signature(msgspec.Struct, frozen=True):
    """A byline as pages print it, with the address of the person's page."""

    name: str
    url: str
    affiliation: str = ""
    role: str = ""
    fediverse: str = ""
    organisation: bool = False
    """True for a desk or another organisation."""


class Card(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A story as pages other than its own may show it. Archive makes cards for public stories only."""

    path: str
    url: str
    """The story's address, relative to the root, with the site's path prefix and with `/` at the end."""
    headline: str
    section: Link
    published: datetime
    """The instant at which the story became public: the later of publication and embargo."""
    deck: str = ""
    """The deck, or else the opening of the body."""
    kicker: str = ""
    bylines: tuple[Signature, ...] = ()
    dateline: str = ""
    source: str = ""
    no_hour: bool = False
    """True if only the day of `published` is known, not the hour."""
    updated: datetime | None = None
    updated_no_hour: bool = False
    """True if only the day of `updated` is known."""
    photo: Photo | None = None
    priority: int = 0
    genre: str = ""
    sponsor: str = ""
    part: int = 0
    """Which part of its series the story is; 0 if it isn't known."""
    language: str = ""
    draft: bool = False
    noindex: bool = False


# --- edition and press ----------------------------------------------------------------------------


class Reason(StrEnum):
    """The reason why a page is printed or is left as it is."""

    NEW = "it is a new page"
    MISSING = "its file was missing or changed by another program"
    MOVED = "its address changed"
    CHANGED = "its content, its template or the site's settings changed"
    SAME = "nothing has changed since it was last written"


PageKey = str
"""The digest of all that a page is made of. The same key means the same bytes."""

PageName = tuple[str, str, int]
"""Kind, subject and number: what a page is, whatever its address."""


class Page(msgspec.Struct, frozen=True, order=True):
    """A page that exists in this edition."""

    url: str
    kind: str
    """The sort of page, such as `story`, which decides how it is gathered and printed; see edition/pages/kinds.py."""
    subject: str = ""
    """The subject of the page: a story's path, a section's slug, a month such as `2010-04`."""
    number: int = 0
    """The number of a listing's page, counted from 1 at the oldest; 0 is the listing's front."""

    @property
    def name(self) -> PageName:
        """Kind, subject and number: what the page is, whatever its address."""
        return self.kind, self.subject, self.number


class Receipt(msgspec.Struct, frozen=True):
    """The note that a page's bytes are in place in the output folder."""

    kind: str
    subject: str
    number: int
    url: str
    file: str
    """The page's file, relative to the output folder."""
    key: PageKey
    digest: str
    """The digest of the file's bytes."""
    size: int
    mtime_ns: int
    reason: str = ""
    """Why the page was printed, or what was found when it was last checked."""
    printed: int = 0
    """The number of the build that printed it."""
    examined: int = 0
    """The number of the last build that checked it."""

    @property
    def name(self) -> PageName:
        """Kind, subject and number of the page that the receipt is for."""
        return self.kind, self.subject, self.number
