"""Build a Story from header fields and copy. Each field has one method here; a field that can't be read is reported."""

import re
import shlex
from datetime import datetime

import msgspec

from generator.config import RESERVED
from generator.gate import EPOCH
from generator.intake.discussion import read_discussion
from generator.intake.events import read_events
from generator.intake.former import former_address
from generator.intake.header.keys import KNOWN_KEYS, find_key, find_meant_key
from generator.intake.header.split import Field
from generator.intake.header.values import FieldReader
from generator.intake.kinds import read_kind
from generator.intake.live.photos import photos_in
from generator.intake.names import identify, name_of_story
from generator.intake.photos.names import names_photo
from generator.intake.photos.typed import read_photo_line, split_credit
from generator.intake.photos.words import KEYS as PHOTO_KEYS
from generator.intake.photos.words import read_words
from generator.intake.series import read_series
from generator.intake.settings import IntakeSettings
from generator.intake.text.dates import DateError, is_moment, names_hour, read_moment
from generator.intake.text.name_dates import moment_in_name, rest_of_name
from generator.intake.text.slugs import SlugRules, safe_slug, slug_of
from generator.intake.text.typography import set_typography
from generator.intake.wire.agencies import is_own_source, name_agency
from generator.intake.wire.bylines import read_bylines
from generator.intake.wire.lines import CopyLine
from generator.intake.wire.restraint import is_no_embargo
from generator.locale.names import CODE
from generator.model import Body, Byline, Gravity, Problem, Story
from generator.photo_records import PhotoWords, StoryPhotos
from generator.story_records import Correction

MAX_PRIORITY = 9
MAX_PINS = 20
"""The most related stories that a header may name."""
NONE = ("none", "no", "off", "false", "-")
"""The values of `related:` that ask for no related stories."""
UNDATED = "The story has no date, so it isn't published."


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a file, as found by the reader of wire copy or the one of Markdown."""

    file: str
    fields: dict[str, Field]
    """The fields by canonical key, including the headline."""
    body: Body
    words: str
    """The body's text, without markup."""
    written: str = ""
    """The body's HTML before figures were made of links and shortcodes; empty if none were."""
    summary: str
    dateline: str = ""
    source: str = ""
    """The agency that the copy itself names, or empty."""
    extra: dict[str, str | list[str]] = {}
    letter: tuple[CopyLine, ...] = ()
    """The lines of the letter to the desk that brought the story."""
    notes: tuple[CopyLine, ...] = ()
    """The notes to the desk of a press release."""
    odd_date: Field | None = None
    """A line near the top that looks like a date but can't be read as one."""


class StoryReader(FieldReader):
    """Reads the fields of one story and collects the problems in them."""

    def __init__(self, copy: Copy, settings: IntakeSettings) -> None:
        super().__init__(copy.file, copy.fields, settings.zone, settings.date_order)
        self.dates_in = self.text("language") or settings.language
        self.slugs = SlugRules(settings.language, settings.native_addresses)
        self.copy = copy
        self.identity = identify(copy.file)
        self.settings = settings

    def typeset(self, text: str) -> str:
        """Return `text` with typographic marks, if the paper wants them."""
        marks = self.settings.marks_for(self.copy.fields.get("language"))
        return set_typography(text, marks) if marks else text

    def published(self, *, is_draft: bool = False) -> datetime | None:
        """Return the time of publication from the header, the text or the file's name, never from the file's mtime."""
        moment = self.moment("published")
        if moment is not None or self.has_problem("published"):
            return moment
        if in_name := moment_in_name(name_of_story(self.copy.file)):
            return self.moment_of("published", in_name)
        if self.text("embargo") and not is_no_embargo(self.text("embargo")):
            return self.moment("embargo")
        if self.copy.odd_date is not None:
            self._report_odd_date(self.copy.odd_date, Gravity.WARNING if is_draft else Gravity.HELD)
        elif not self._report_meant_date(Gravity.WARNING if is_draft else Gravity.HELD) and not is_draft:
            file = shlex.quote(self.copy.file)
            hint = f"Add a line “Date: 2026-11-23 09:00” under the headline, or run: broadsheet stamp {file}"
            self.report("published", UNDATED, hint, Gravity.HELD)
        return None

    def _report_odd_date(self, odd: Field, gravity: Gravity) -> None:
        words = str(odd.value)
        key, _, value = words.partition(":")
        value = value.strip()
        is_labelled = find_key(key, value) == "published"
        message, hint = _misspelled_date(key, value) or self._why_unread(value if is_labelled else words)
        self.problems.append(Problem(self.file, odd.line, message, hint, gravity, code="date-unclear"))

    def _why_unread(self, words: str) -> tuple[str, str]:
        """Return what is wrong with a date, and how to fix it."""
        try:
            read_moment(words, self.zone, self.date_order, self.dates_in)
        except DateError as error:
            return f"{error.message.removesuffix('.')}, so the story isn't published.", error.hint
        message = f"“{words}” doesn't stand where the date of publication does, so the story has none."
        return message, f"If it is that date, write “Date: {words}” under the headline."

    def _report_meant_date(self, gravity: Gravity) -> bool:
        """Report the first key that was meant to be the date, and tell whether there is one."""
        for key, value in self.copy.extra.items():
            if isinstance(value, str) and (meant := _misspelled_date(key, value)):
                self.report("published", *meant, gravity)
                return True
        return False

    def embargo(self) -> datetime | None:
        """Return the embargo; None without one, and for the word that there is none."""
        return None if is_no_embargo(self.text("embargo")) else self.moment("embargo")

    def has_no_hour(self, published: datetime | None, embargo: datetime | None) -> bool:
        """Tell whether the copy names only the day on which the story opens."""
        held_back = published is not None and embargo is not None and embargo > published
        if held_back or not self.text("published"):
            words = self.text("embargo") if held_back else moment_in_name(name_of_story(self.copy.file))
        else:
            words = self.text("published")
        return not names_hour(words or self.text("embargo"))

    def section(self) -> tuple[str, str]:
        """Return slug and name of the header's section, or else of the first folder, or else of the default section.

        The name is empty when it can be made of the slug, or stands in site.toml.
        """
        words = self.text("section")
        folded = words.casefold()
        for slug, name in self.settings.sections.items():
            if folded in {slug.casefold(), name.casefold()}:
                return slug, ""
        folder, slash, _ = self.identity.partition("/")
        asked = words or (folder if slash else self.settings.default_section)
        slug = safe_slug(asked, asked, self.slugs)
        name = "" if asked.isascii() else " ".join(asked.replace("-", " ").split())
        return (f"{slug}-desk" if slug in RESERVED else slug), name

    def topics(self) -> tuple[str, ...]:
        """Return the topics' names in the editor's order, no two with the same slug."""
        by_slug: dict[str, str] = {}
        for name in self.names("topics"):
            if slug := slug_of(name):
                by_slug.setdefault(slug, name)
            else:
                self.report("topics", f"The topic “{name}” has no letters or digits.", "Give it a name in words.")
        return tuple(by_slug.values())

    def bylines(self) -> tuple[tuple[Byline, ...], str]:
        """Return everybody who signed the story, once each, and the agency that the byline names."""
        people: dict[str, Byline] = {}
        source = ""
        for words in self.items("bylines"):
            found, agency = read_bylines(words)
            source = source or agency
            for byline in found:
                older = people.get(byline.person)
                if older is None or (byline.affiliation and not older.affiliation):
                    people[byline.person] = byline
        return tuple(people.values()), source

    def corrections(self) -> tuple[Correction, ...]:
        """Return the corrections in the order written. `2026-11-23: The text` begins with its date."""
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
        """Return former addresses as site paths that begin with `/`. Addresses outside the site are refused."""
        addresses = []
        for words in self.names("was"):
            if address := former_address(words):
                addresses.append(address)
            else:
                self.report("was", f"“{words}” can't be an old address.", "Write it like this: was: /world/old-name/")
        return tuple(dict.fromkeys(addresses))

    def related(self) -> tuple[tuple[str, ...], bool]:
        """Return the stories that the header names as related, and whether it asks for none at all."""
        names = tuple(dict.fromkeys(self.names("related")))
        if names and [name.casefold() for name in names] in [[word] for word in NONE]:
            return (), True
        if len(names) > MAX_PINS:
            message = f"{len(names)} related stories are named; only the first {MAX_PINS} are used."
            self.report("related", message, "Keep the ones that matter most.")
        return names[:MAX_PINS], False

    def priority(self) -> int:
        """Return the priority, from -9 to 9; 0 when it can't be read."""
        words = self.text("priority")
        try:
            number = int(words or "0")
        except ValueError:
            number = MAX_PRIORITY + 1
        if abs(number) <= MAX_PRIORITY:
            return number
        self.report("priority", f"“{words}” isn't a priority.", "Write a whole number from -9 to 9; 0 is ordinary.")
        return 0

    def language(self) -> str:
        """Return the language's BCP 47 code; empty when there is none."""
        code = self.text("language")
        if code and not CODE.fullmatch(code):
            self.report("language", f"“{code}” isn't a language.", "Write its name or its code: Spanish, es, pt-BR.")
            return ""
        return code

    def slug(self) -> str:
        """Return the header's slug, or else one made of the file's name, which stays when the headline is edited."""
        stem = name_of_story(self.copy.file)
        return safe_slug(self.text("slug") or rest_of_name(stem) or stem, self.identity, self.slugs)

    def is_about_photo(self) -> bool:
        """Tell whether the header is about a photo, too: then `Credit:` names who made it, not the story's source."""
        return not {"photo", *PHOTO_KEYS}.isdisjoint(self.copy.fields)

    def photos(self) -> StoryPhotos:
        """Return what the story says about its photos."""
        written = [piece.strip() for item in self.items("photo") for piece in _files_in(item)]
        named = tuple(dict.fromkeys(piece for piece in written if names_photo(piece)))
        others = " ".join(piece for piece in written if not names_photo(piece))
        line = self.text("photo_line")
        typed = read_photo_line(line) if line else split_credit(others) if others else PhotoWords()
        inline, in_entries = photos_in(self.copy.body)
        words, embeds = read_words(self, with_credit=True), len(self.copy.body.embeds)
        return StoryPhotos(named, words, typed, inline, in_entries, embeds=embeds)

    def syndication(self, agency: str) -> tuple[str, bool, bool]:
        """Return the source, whether the copy is somebody else's, and whether search engines must not list it."""
        credit = "" if self.is_about_photo() else name_agency(self.text("credit"))
        source = self.text("source") or self.copy.source or agency or credit
        syndicated = self.flag("syndicated", bool(source) and not is_own_source(source, self.settings.own_sources))
        return source, syndicated, self.flag("noindex", syndicated and self.settings.wire_noindex)


def build_story(copy: Copy, settings: IntakeSettings) -> tuple[Story | None, list[Problem]]:
    """Return the story in `copy` and its problems. The story is None when it must be held."""
    reader = StoryReader(copy, settings)
    live, headline = copy.body.live, reader.text("headline")
    if not headline:
        reader.report("headline", "The file has no headline.", "Write it in the first line.", Gravity.HELD)
    if not copy.body.words and not copy.body.embeds and not live:
        reader.report("headline", "The story has no text.", "Write it under the headline.")
    section, section_name = reader.section()
    draft = reader.flag("draft", default=False)
    published, embargo = reader.published(is_draft=draft), reader.embargo()
    bylines, agency = reader.bylines()
    source, syndicated, noindex = reader.syndication(agency)
    related, unrelated = reader.related()
    kind, series = read_kind(reader), read_series(reader.text("series"))
    story = Story(
        path=reader.identity,
        file=copy.file,
        published=published or EPOCH,
        headline=reader.typeset(headline),
        slug=reader.slug(),
        section=section,
        section_name=section_name,
        deck=reader.typeset(reader.text("deck")),
        kicker=reader.typeset(reader.text("kicker")),
        summary=reader.typeset(reader.text("summary")) or copy.summary,
        topics=reader.topics(),
        bylines=bylines,
        dateline=reader.text("dateline") or copy.dateline,
        source=source,
        source_url=_web_address(reader),
        updated=reader.moment("updated"),
        updated_no_hour=bool(reader.text("updated")) and not names_hour(reader.text("updated")),
        no_hour=reader.has_no_hour(published, embargo),
        embargo=embargo,
        expires=reader.moment("expires"),
        draft=draft,
        undated=published is None,
        corrections=reader.corrections(),
        syndicated=syndicated,
        noindex=noindex,
        language=reader.language(),
        translation_of=reader.text("translation_of"),
        was=reader.former_addresses(),
        priority=reader.priority(),
        genre="live" if live else kind.genre,
        sponsor=kind.sponsor,
        fact_check=kind.fact_check,
        events=read_events(reader),
        entries=tuple(entry.moment for entry in live.entries) if live else (),
        ends=reader.moment("ends"),
        discuss=read_discussion(reader),
        series=series.name,
        part=series.part,
        photos=reader.photos(),
        related=related,
        unrelated=unrelated,
        extra=copy.extra,
    )
    held = any(problem.gravity is Gravity.HELD for problem in reader.problems)
    return (None if held or (story.undated and not draft) else story), reader.problems


def _misspelled_date(key: str, value: str) -> tuple[str, str] | None:
    """Return message and hint about an unknown key that was meant to be the date's; None if `key` is another."""
    if not value or KNOWN_KEYS.get(find_meant_key(key)) != "published" or find_key(key, value):
        return None
    message = f"“{key}” is no key that Broadsheet knows, so the story has no date and isn't published."
    return message, f"If it is the date, write: Date: {value}"


def _files_in(item: str) -> list[str]:
    """Return the files that `a.jpg, b.jpg` names; anything else is one piece, since words have commas of their own."""
    pieces = re.split("[,;]", item)
    return pieces if all(names_photo(piece.strip()) for piece in pieces) else [item]


def _web_address(reader: StoryReader) -> str:
    words = reader.text("source_url")
    if words and not words.startswith(("https://", "http://")):
        reader.report("source_url", f"“{words}” isn't a web address.", "It begins with https://")
        return ""
    return words
