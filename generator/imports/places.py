"""Decide for each item which file it becomes, and at which address readers will find it."""

import posixpath
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from generator.archive.addresses import Addresses
from generator.config import RESERVED, Config
from generator.imports.header_lines import title_line
from generator.imports.records import Item, Term
from generator.intake.names import BUNDLE_STEM, SECTION_STEM
from generator.intake.text.dates import DateError, read_moment
from generator.intake.text.name_dates import rest_of_name
from generator.intake.text.slugs import MAX_NATIVE_BYTES, SlugRules, safe_slug, slug_of
from generator.model import Story
from generator.story_records import OwnPage

MEDIA_FOLDER = "images"
"""The folder of content/ for the pictures of the old site."""
TAKEN_NAMES = {BUNDLE_STEM, SECTION_STEM, "section", "front"}
TAKEN_SECTIONS = RESERVED | {MEDIA_FOLDER}
HEAD_CHARS = 4_000
MAX_CHARS = 80
"""The most characters of a slug."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Entry(msgspec.Struct, frozen=True):
    """What is kept of an item while all are read: everything but its text."""

    item: Item
    """The item without its body."""
    place: int
    """Where the whole item is in the spool."""


class Placed(msgspec.Struct, frozen=True):
    """An item with its file and its address."""

    entry: Entry
    file: str
    url: str
    """Root-relative with the site's prefix; empty for one that has no page."""
    section: str = ""


class Places:
    """Gives files and addresses to the items of a source, none twice."""

    def __init__(self, folder: Path, config: Config, addresses: Addresses, known: Mapping[str, str]) -> None:
        """`known`: the files of items that were imported before, by id."""
        self._folder = folder
        self._config = config
        self._addresses = addresses
        self._known = known
        self._rules = SlugRules(config.language, config.copy.addresses == "native")
        self._names = {_name_of(file) for file in known.values()}
        self._there = {_name_of(file) for file in _files_in(folder)}
        self._urls: set[str] = set()
        self._sections = {section.name.casefold(): section.slug for section in config.sections}

    def place(self, entries: Iterable[Entry]) -> list[Placed]:
        """Return the items with their files, in order."""
        return [self._place(entry) for entry in entries]

    def section_of(self, terms: Collection[Term]) -> str:
        """Return the folder of the section to which an item belongs."""
        first = next(iter(terms), None)
        if first is None:
            return self._config.copy.default_section
        if first.name.casefold() in self._sections:
            return self._sections[first.name.casefold()]
        slug = safe_slug(first.slug, first.slug, self._rules)
        return f"{slug}-desk" if slug in TAKEN_SECTIONS else slug

    def _place(self, entry: Entry) -> Placed:
        item = entry.item
        if item.is_section:
            section = self.section_of(item.sections)
            return Placed(
                entry, f"content/{section}/{SECTION_STEM}.md", f"{self._addresses.prefix}/{section}/", section
            )
        known = self._known.get(item.id, "")
        section = known.split("/")[1] if known else self.section_of(item.sections)
        section = "" if item.is_page else section
        folder, wanted = self._wanted(item, section)
        number = 1
        while True:
            name = _numbered(wanted, number)
            file = known or f"{folder}/{name}.md"
            url = self._url(item, section, file)
            is_free = self._is_free(file, item) and (not url or self._addresses.place(url) not in self._urls)
            if known or is_free:
                break
            number += 1
        self._names.add(_name_of(file))
        self._urls.add(self._addresses.place(url))
        return Placed(entry, file, url, section)

    def _wanted(self, item: Item, section: str) -> tuple[str, str]:
        """Return the folder and the name, without an ending, that an item asks for."""
        parts = [safe_slug(part, part, self._rules) for part in (item.path or item.address).split("/") if part]
        if item.is_page:
            path = [part.removesuffix("-html") for part in parts] or [self._slug(item)]
            path[0] = f"{path[0]}-page" if path[0] in RESERVED else path[0]
            path[-1] = f"{path[-1]}-page" if path[-1] in TAKEN_NAMES else path[-1]
            return posixpath.join("content/pages", *path[:-1]), path[-1]
        name = "-".join(filter(None, (self._slug(item), slug_of(item.language))))
        return f"content/{section}", f"{name}-story" if name in TAKEN_NAMES else name

    def _slug(self, item: Item) -> str:
        asked = slug_of(item.slug) and item.slug
        name = safe_slug(asked or item.title or item.id, item.id, self._rules)
        return rest_of_name(name) or name

    def _is_free(self, file: str, item: Item) -> bool:
        """Tell whether a file may have this name: nothing has it, or the very item in an import that was forgotten."""
        name = _name_of(file)
        if name in self._names:
            return False
        return name not in self._there or self._is_same(file, item)

    def _is_same(self, file: str, item: Item) -> bool:
        path = self._folder / file
        if not path.is_file() or not (item.title or item.date):
            return False
        with path.open(encoding="utf-8", errors="replace") as opened:
            head = opened.read(HEAD_CHARS)
        return title_line(item) in head.split("\n") and (not item.date or item.is_page or item.date[:16] in head)

    def _url(self, item: Item, section: str, file: str) -> str:
        """Return the address that the story or page in `file` will ask for; empty for one without a date."""
        stem = posixpath.basename(file).removesuffix(".md")
        if item.is_page:
            place = file.removeprefix("content/pages/").removesuffix(".md")
            return self._addresses.story(_story(item, file, OwnPage(place)))
        try:
            moment = read_moment(item.date, self._config.zone)
        except DateError:
            return ""
        slug = safe_slug(rest_of_name(stem) or stem, file, self._rules)
        story = _story(item, file, None)
        return self._addresses.story(msgspec.structs.replace(story, slug=slug, section=section, published=moment))


def _story(item: Item, file: str, own: OwnPage | None) -> Story:
    return Story(
        path=file, file=file, headline="", slug="", section="", published=LONG_AGO,
        language=item.language, own=own,
    )  # fmt: skip


def _numbered(name: str, number: int) -> str:
    """Return a name with a number behind it, as long as a slug may be at most, so that no address cuts it off again."""
    if number == 1:
        return name
    end = f"-{number}"
    short = name[: MAX_CHARS - len(end)].encode()[: MAX_NATIVE_BYTES - len(end)].decode(errors="ignore")
    return f"{short.rstrip('-')}{end}"


def _name_of(file: str) -> str:
    """Return the name by which two files are the same story: without its ending, case and Unicode form."""
    return unicodedata.normalize("NFC", posixpath.splitext(file)[0]).casefold()


def _files_in(folder: Path) -> Iterable[str]:
    content = folder / "content"
    for path in content.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix()
