"""Who wrote in a site that keeps its people apart: a file for each, or a table of all, by the names that texts use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from generator.files import read_whole
from generator.imports.folder import TextFile
from generator.imports.records import Author, Leftover
from generator.imports.toml_table import read_table
from generator.imports.values import text_of
from generator.intake.header.keys import fold_key
from generator.intake.header.lines import HeaderError
from generator.intake.header.yaml_header import NotYaml, read_tables
from generator.intake.text.name_dates import day_in_name
from generator.intake.text.slugs import slug_of

OWN_FOLDERS = ("authors", "author", "writers", "contributors", "reporters")
FOLDERS = (*OWN_FOLDERS, "people", "staff", "team")
"""The names of the folders and tables in which sites keep people. The last ones may be sections of a paper, too."""
ENDINGS = (".yml", ".yaml", ".json", ".toml")
NAMES = ("displayname", "fullname", "name", "title")
"""The keys that tell a name; the best first."""
IDS = ("id", "slug", "key", "username", "shortname", "name", "title")
"""The keys of a table in a list by which texts may call it."""
BIOGRAPHIES = ("bio", "biography", "about", "summary", "description")
SILENT = "People of the old site who wrote none of the texts"
NAMESAKES = "Biographies of people who have the name of another, or of one in two languages; the first is on the card"
UNREAD = "Files about people of the old site that can't be read; bylines may be keys instead of names"
COMMAND = re.compile(r"\{%(?:(?!\{%).){0,2000}?%\}|\{\{(?:(?!\{\{).){0,2000}?\}\}", re.DOTALL)
"""What the page about somebody listed, in Liquid or as a shortcode."""
MAX_BYTES = 4_000_000
UNREADABLE = (ValueError, KeyError, RecursionError, HeaderError, NotYaml)


class Person(msgspec.Struct, frozen=True):
    """Somebody of whom the old site says more than the name."""

    name: str
    biography: str = ""
    address: str = ""
    """The page about them, if they had one."""


class People:
    """Finds people by any of the names that texts use: their id, their file, or what they are called."""

    def __init__(self) -> None:
        self._found: dict[str, Person] = {}
        self._all: list[Person] = []
        self._asked: dict[str, Person] = {}
        """Those who wrote a text, by name; the first of each."""
        self.unread: list[str] = []
        """The files of data that can't be read, each with the reason."""

    def add(self, person: Person, ids: Iterable[str]) -> None:
        """Add a person. Of two with the same id, the first counts."""
        self._all.append(person)
        for id_ in (*ids, person.name):
            if key := _key(id_):
                self._found.setdefault(key, person)

    def find(self, id_: str) -> Person | None:
        """Return the person whom a text calls so; None for one of whom the site says nothing."""
        person = self._found.get(_key(id_))
        if person:
            self._asked.setdefault(_key(person.name), person)
        return person

    def author(self, id_: str, address: str) -> Author:
        """Return who a text names as its author. `address`: that of the list of their texts, if none is known."""
        person = self.find(id_)
        if person is None:
            return Author(id=id_, name=id_, address=address)
        return Author(id=id_, name=person.name, biography=person.biography, address=person.address or address)

    def wrote(self, person: Person) -> bool:
        """Tell whether any of the texts that were read names a person as its author."""
        return _key(person.name) in self._asked

    def told(self) -> Iterator[Leftover]:
        """Yield what can't be read, and the people in tables of whom the site says something, but who wrote no text."""
        yield from (Leftover(UNREAD, one) for one in self.unread)
        silent: set[str] = set()
        for one in self._all:
            known = self._asked.get(_key(one.name))
            if known is None and one.biography and not one.address:
                silent.add(one.name)
            elif known and one.biography not in {"", known.biography}:
                yield Leftover(NAMESAKES, f"{one.name}: {one.biography}")
        yield from (Leftover(SILENT, name) for name in sorted(silent))


def read_people(*folders: Path) -> People:
    """Return the people in the data of a site: `authors.yml`, or `authors/` with a file for each."""
    people = People()
    for folder in folders:
        for name in FOLDERS:
            for ending in ENDINGS:
                _add_table(people, _read_data(folder / f"{name}{ending}", people.unread))
            for file in sorted((folder / name).glob("*")):
                said = _read_data(file, people.unread)
                if isinstance(said, dict):
                    _add(people, {fold_key(key): one for key, one in said.items()}, file.stem)
    return people


def person_in(file: TextFile, address: str = "") -> tuple[Person, tuple[str, ...]] | None:
    """Return who a text is about, and what others call them; None if it is about nobody.

    `address`: that of the page about them. In a folder that may be a section, a text with a date is a story.
    """
    if not _is_about(file):
        return None
    said = {key: value for key, value in file.front.values.items() if isinstance(value, str)}
    name = _name_in(said)
    stem = file.folder.rpartition("/")[2] if file.stem in {"index", "_index"} else file.stem
    if not name:
        return None
    about = COMMAND.sub("", file.front.body).strip() or _biography_in(said)
    return Person(name, about, address), (stem, *(said.get(key, "") for key in IDS))


def is_person(path: str) -> bool:
    """Tell whether a file is in a folder for people: `_authors/jane.md`, `authors/jane/_index.md`."""
    return _folder_of(path) in FOLDERS


def _folder_of(path: str) -> str:
    parts = path.split("/")
    folder = parts[:-2] if parts[-1].partition(".")[0] in {"index", "_index"} else parts[:-1]
    return folder[-1].removeprefix("_").casefold() if folder else ""


def _is_about(file: TextFile) -> bool:
    has_date = file.front.text("date", "publishdate") or day_in_name(file.stem)
    return _folder_of(file.path) in OWN_FOLDERS or not has_date


def _key(id_: str) -> str:
    """Return the same for all forms of a name: `_authors/jane-roe.md`, `jane_roe`, `Jane Roe`."""
    name = id_.strip().rpartition("/")[2] if id_.endswith((".md", ".markdown", ".html")) else id_
    stem = name.rpartition(".")[0] if name != id_ or id_.endswith(".md") else name
    return slug_of(stem or name).replace("-", "").replace("_", "")


def _add_table(people: People, read: Any) -> None:
    """Add the people of a table: by id, or as a list."""
    entries = read.items() if isinstance(read, dict) else (("", one) for one in read) if isinstance(read, list) else ()
    for id_, said in entries:
        if isinstance(said, dict):
            _add(people, {fold_key(str(key)): one for key, one in said.items()}, str(id_))
        elif id_ and text_of(said):
            people.add(Person(text_of(said)), [str(id_)])


def _add(people: People, said: Mapping[str, Any], id_: str) -> None:
    if name := _name_in(said):
        people.add(Person(name, _biography_in(said)), [id_, *(text_of(said.get(key)) for key in IDS)])


def _name_in(said: Mapping[str, Any]) -> str:
    parts = [text_of(said.get(key)) for key in ("firstname", "lastname")]
    names = [text_of(said.get(key)) for key in NAMES]
    return next(filter(None, [*names[:2], " ".join(parts) if all(parts) else "", *names[2:]]), "")


def _biography_in(said: Mapping[str, Any]) -> str:
    return next(filter(None, (text_of(said.get(key)) for key in BIOGRAPHIES)), "")


def _read_data(path: Path, unread: list[str]) -> Any:
    """Return what a file of data holds; None if it isn't there or, which is noted in `unread`, can't be read."""
    if path.suffix not in ENDINGS or not path.is_file():
        return None
    try:
        text = read_whole(path, MAX_BYTES).decode("utf-8-sig", "replace")
        if path.suffix == ".json":
            return msgspec.json.decode(text)
        return read_table(text) if path.suffix == ".toml" else read_tables(f"all:\n{_indented(text)}")["all"]
    except OSError as error:
        unread.append(f"{path.name}: {error.strerror}")
    except UNREADABLE:
        unread.append(f"{path.name}: it is no valid {path.suffix[1:].upper()}, or nested too deeply")
    return None


def _indented(text: str) -> str:
    """Return YAML as the value of a key, since its top may be a list."""
    return "".join(f"  {line}\n" for line in text.splitlines() if line.strip() not in {"---", "..."})
