"""Header fields and copy -> a Story. Each field has one reader here; a field that can't be read is said so."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from generator.config import RESERVED, Config
from generator.digests import digest_value
from generator.intake.header.split import Field
from generator.intake.header.values import FieldReader, is_moment
from generator.intake.names import identify, stem_of
from generator.intake.text.dates import moment_in_name, rest_of_name
from generator.intake.text.slugs import safe_slug, slug_of
from generator.intake.wire.bylines import read_bylines
from generator.model import Body, Byline, Correction, Gravity, Problem, Story

GENRES = {"opinion", "analysis", "review", "reportage"}
MAX_PRIORITY = 9
MAX_PINS = 20
"""Related stories that a header may name."""
NONE = ("none", "no", "off", "false", "-")
"""What `related:` says where none are wanted."""
UNDATED = "The story has no date, so it is held back."
FORMER_PART = re.compile(r"\w[\w~-]{0,100}")
"""A part of a former address: no dots, so that it is no hidden file, no way up and no file of another kind."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


class Desk(msgspec.Struct, frozen=True):
    """What intake must know of site.toml; a change here means that everything is read again."""

    time_zone: str
    date_order: str
    default_section: str
    typographic_quotes: bool
    wire_noindex: bool
    own_sources: tuple[str, ...]
    sections: dict[str, str]
    """Slug -> name."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def intake_settings_of(config: Config) -> Desk:
    """The part of the settings that reading copy hangs on."""
    return Desk(
        time_zone=config.time_zone,
        date_order=config.copy.date_order,
        default_section=config.copy.default_section,
        typographic_quotes=config.copy.typographic_quotes,
        wire_noindex=config.wire.noindex,
        own_sources=config.wire.own,
        sections={section.slug: section.name for section in config.sections},
    )


def digest_settings(desk: Desk) -> str:
    """A name for these settings: equal for equal ones."""
    return digest_value(desk)


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader of one form, wire copy or Markdown, found in a file."""

    file: str
    fields: dict[str, Field]
    """By canonical key; the headline among them."""
    body: Body
    words: str
    """The body's own, with no markup."""
    summary: str
    dateline: str = ""
    source: str = ""
    """The agency that the copy itself names."""
    extra: dict[str, str | list[str]] = {}
    odd_date: Field | None = None
    """A line near the top that looks like a date and can't be read as one."""


class Filing(FieldReader):
    """Reads the fields of one file's copy as a story's and gathers what is wrong with them."""

    def __init__(self, copy: Copy, desk: Desk) -> None:
        super().__init__(copy.file, copy.fields, desk.zone, desk.date_order)
        self.copy = copy
        self.identity = identify(copy.file)
        self.desk = desk

    def published(self) -> datetime | None:
        """From the header or the text, else from the file's name; never from the file's own time."""
        moment = self.moment("published")
        if moment is not None or self.problems_of("published"):
            return moment
        in_name = moment_in_name(stem_of(self.copy.file))
        if in_name:
            return self.moment_of("published", in_name)
        if self.copy.odd_date is not None:
            self._report_odd_date(self.copy.odd_date)
            return None
        hint = f"Add a line “Date: 2026-11-23 09:00” under the headline, or run: broadsheet stamp {self.copy.file}"
        self.report("published", UNDATED, hint, Gravity.HELD)
        return None

    def _report_odd_date(self, odd: Field) -> None:
        message = f"“{odd.value}” can't be read as a date, so the story is held back."
        hint = "Write it like this: November 23, 2026 at 9:00 AM"
        self.problems.append(Problem(self.file, odd.line, message, hint, Gravity.HELD))

    def section(self) -> str:
        """The header's section by slug or name, else the first folder, else the desk's default."""
        words = self.text("section")
        folded = words.casefold()
        for slug, name in self.desk.sections.items():
            if folded in {slug.casefold(), name.casefold()}:
                return slug
        folder, slash, _ = self.identity.partition("/")
        asked = words or (folder if slash else self.desk.default_section)
        slug = safe_slug(asked, asked)
        return f"{slug}-desk" if slug in RESERVED else slug

    def topics(self) -> tuple[str, ...]:
        """Topic names in the editor's order, no two with one slug."""
        by_slug: dict[str, str] = {}
        for name in self.names("topics"):
            slug = slug_of(name)
            if slug:
                by_slug.setdefault(slug, name)
            else:
                self.report("topics", f"The topic “{name}” has no letters or digits.", "Give it a name in words.")
        return tuple(by_slug.values())

    def bylines(self) -> tuple[tuple[Byline, ...], str]:
        """Everybody who signed, once each, and the agency that the byline names."""
        people: dict[str, Byline] = {}
        source = ""
        for words in self.items("bylines"):
            found, agency = read_bylines(words)
            source = source or agency
            for byline in found:
                people.setdefault(byline.person, byline)
        return tuple(people.values()), source

    def corrections(self) -> tuple[Correction, ...]:
        """Dated corrections, oldest first as written. `2026-11-23: The text` carries its date in front."""
        field = self.copy.fields.get("corrections")
        if field is None:
            return ()
        values = (field.value,) if isinstance(field.value, str) else field.value
        return tuple(self._correction(value) for value in values)

    def _correction(self, value: str | dict[str, str]) -> Correction:
        if isinstance(value, str):
            before, colon, after = value.partition(": ")
            value = {"date": before, "text": after} if colon and is_moment(before) else {"text": value}
        words = value.get("date", "")
        date = self.moment_of("corrections", words) if words else None
        return Correction(text=" ".join(value.get("text", "").split()), date=date)

    def former_addresses(self) -> tuple[str, ...]:
        """Site paths that begin and end with `/`; anything that could leave the site is refused."""
        addresses = []
        for words in self.names("was"):
            parts = [part for part in words.split("/") if part]
            if not parts or not all(FORMER_PART.fullmatch(part) for part in [*parts[:-1], _without_html(parts[-1])]):
                self.report("was", f"“{words}” can't be an old address.", "Write it like this: was: /world/old-name/")
            else:
                page = _without_html(parts[-1]) != parts[-1]
                addresses.append("/" + "/".join(parts) + ("" if page else "/"))
        return tuple(dict.fromkeys(addresses))

    def related(self) -> tuple[tuple[str, ...], bool]:
        """The stories that are named as related; and whether none are wanted at all."""
        names = tuple(dict.fromkeys(self.names("related")))
        if [name.casefold() for name in names] in [[word] for word in NONE]:
            return (), True
        if len(names) > MAX_PINS:
            message = f"{len(names)} related stories are named; the first {MAX_PINS} count."
            self.report("related", message, "Name those that matter most.")
        return names[:MAX_PINS], False

    def priority(self) -> int:
        """A whole number from -9 to 9."""
        words = self.text("priority")
        try:
            number = int(words or "0")
        except ValueError:
            number = MAX_PRIORITY + 1
        if abs(number) <= MAX_PRIORITY:
            return number
        self.report("priority", f"“{words}” is no priority.", "Write a whole number from -9 to 9; 0 is ordinary.")
        return 0

    def genre(self) -> str:
        """A genre that search engines know, else none."""
        word = self.text("genre").casefold()
        if word and word not in GENRES:
            self.report("genre", f"“{word}” is no genre.", "Write one of: " + ", ".join(sorted(GENRES)) + ".")
            return ""
        return word

    def language(self) -> str:
        """A BCP 47 code, else none."""
        code = self.text("language")
        if code and not LANGUAGE.fullmatch(code):
            self.report("language", f"“{code}” is no language code.", "Write a code such as es, fr or pt-BR.")
            return ""
        return code

    def slug(self) -> str:
        """The header's slug, else the file's name: it stays when the headline is edited."""
        stem = stem_of(self.copy.file)
        return safe_slug(self.text("slug") or rest_of_name(stem) or stem, self.identity)

    def syndication(self, agency: str) -> tuple[str, bool, bool]:
        """Source, whether the copy is somebody else's, and whether search engines are asked to leave it out."""
        source = self.text("source") or self.copy.source or agency
        ours = {own.casefold() for own in self.desk.own_sources}
        syndicated = self.flag("syndicated", bool(source) and source.casefold() not in ours)
        return source, syndicated, self.flag("noindex", syndicated and self.desk.wire_noindex)


def file_story(copy: Copy, desk: Desk) -> tuple[Story | None, list[Problem]]:
    """The story that `copy` holds, or none, and everything that is wrong with it."""
    filing = Filing(copy, desk)
    headline = filing.text("headline")
    if not headline:
        filing.report("headline", "The file has no headline.", "Write it in the first line.", Gravity.HELD)
    if not copy.body.words:
        filing.report("headline", "The story has no text.", "Write it under the headline.")
    published = filing.published()
    bylines, agency = filing.bylines()
    source, syndicated, noindex = filing.syndication(agency)
    related, unrelated = filing.related()
    story = Story(
        path=filing.identity,
        file=copy.file,
        published=published or datetime.min.replace(tzinfo=UTC),
        headline=headline,
        slug=filing.slug(),
        section=filing.section(),
        deck=filing.text("deck"),
        kicker=filing.text("kicker"),
        summary=filing.text("summary") or copy.summary,
        topics=filing.topics(),
        bylines=bylines,
        dateline=filing.text("dateline") or copy.dateline,
        source=source,
        source_url=_web_address(filing),
        updated=filing.moment("updated"),
        embargo=filing.moment("embargo"),
        expires=filing.moment("expires"),
        draft=filing.flag("draft", default=False),
        corrections=filing.corrections(),
        syndicated=syndicated,
        noindex=noindex,
        language=filing.language(),
        was=filing.former_addresses(),
        priority=filing.priority(),
        genre=filing.genre(),
        related=related,
        unrelated=unrelated,
        extra=copy.extra,
    )
    held = published is None or any(problem.gravity is Gravity.HELD for problem in filing.problems)
    return (None if held else story), filing.problems


def _web_address(filing: Filing) -> str:
    words = filing.text("source_url")
    if words and not words.startswith(("https://", "http://")):
        filing.report("source_url", f"“{words}” is no web address.", "It begins with https://")
        return ""
    return words


def _without_html(part: str) -> str:
    """The last part of an address without the ending of a page; other endings aren't ours to serve."""
    return part.removesuffix(".html").removesuffix(".htm")
