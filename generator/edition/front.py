"""The editors' choice for the front page: content/front.toml, or a plain list in content/front.txt, or neither.

front.toml also names the stories that stand first on the front of a section.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.lookup import find_story, not_found
from generator.archive.queries import subjects
from generator.catalogue.store import Store
from generator.config.characters import forbidden_in
from generator.config.wording import nearest
from generator.model import Gravity, Problem

TOML_FILE = "content/front.toml"
TEXT_FILE = "content/front.txt"
MAX_BYTES = 100_000
MAX_NAMES = 200
"""How many stories a front file may name. Each name that no story has is compared with many others."""
MAX_POINTS = 100
"""How many points a line may have: for a key of n parts, `a.a.a = 1`, the TOML parser takes memory for n² parts."""


class RailChoice(msgspec.Struct, frozen=True):
    """A rail that the editors named: a title and story paths."""

    title: str
    stories: tuple[str, ...]


class FrontChoice(msgspec.Struct, frozen=True):
    """The editors' choice, which is empty where they leave the front page to recency and priority."""

    leads: tuple[str, ...] = ()
    rails: tuple[RailChoice, ...] = ()


class FrontFile(msgspec.Struct, frozen=True):
    """A front file as read, before its names are looked up."""

    file: str
    choice: FrontChoice
    lines: dict[str, int]
    """The line of each name, counted from 1; 0 if it isn't found."""
    problems: tuple[Problem, ...] = ()
    sections: dict[str, tuple[str, ...]] = {}
    """The names of the stories that stand first on the front of a section, by the section's slug."""


def read_front(folder: Path) -> FrontFile:
    """Return the front file of the paper in `folder`. A file that can't be read counts as none and is reported."""
    for file, parse in ((TOML_FILE, _parse_toml), (TEXT_FILE, _parse_text)):
        path = folder / file
        if path.is_file() and not path.is_symlink():
            return _read(path, file, parse)
    return FrontFile(TOML_FILE, FrontChoice(), {})


Parsed = tuple[FrontChoice, dict[str, tuple[str, ...]]]
"""What a front file says of the paper's front, and of the fronts of sections by slug."""


def _read(path: Path, file: str, parse: Callable[[str], Parsed]) -> FrontFile:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("it is too long")
        text = path.read_text(encoding="utf-8-sig")
        if any(line.count(".") > MAX_POINTS for line in text.split("\n")):
            raise ValueError("a line has too many points")
        choice, sections = parse(text)
        names = [*_named(choice), *(name for leads in sections.values() for name in leads)]
        if code := next(filter(None, (forbidden_in(rail.title) for rail in choice.rails)), ""):
            raise ValueError(f"a title has a character ({code}) that pages can't hold")
        if len(names) > MAX_NAMES:
            raise ValueError(f"it names more than {MAX_NAMES} stories")
    except (OSError, ValueError, RecursionError) as error:
        hint = "Until it is fixed, the front page is filled by recency and priority."
        problem = Problem(
            file, 0, f"The list for the front page can't be read: {error}.", hint, Gravity.WARNING, code="setting-front"
        )
        return FrontFile(file, FrontChoice(), {}, (problem,))
    return FrontFile(file, choice, _lines(text, [*names, *sections]), sections=sections)


class _RailTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    stories: tuple[str, ...] = ()


class _SectionTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leads: tuple[str, ...] = ()


class _FrontTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leads: tuple[str, ...] = ()
    rails: tuple[_RailTable, ...] = ()
    sections: dict[str, _SectionTable] = {}


def _parse_toml(text: str) -> Parsed:
    """Return the choice. Raises ValueError (as tomllib and msgspec do), which says what is wrong."""
    table = msgspec.convert(tomllib.loads(text), _FrontTable)
    rails = tuple(RailChoice(rail.title, rail.stories) for rail in table.rails)
    return FrontChoice(table.leads, rails), {slug: section.leads for slug, section in table.sections.items()}


def _parse_text(text: str) -> Parsed:
    """Parse one story a line. A line that ends in `:` begins a rail, and `#` begins a comment."""
    leads: list[str] = []
    rails: list[tuple[str, list[str]]] = []
    for line in map(str.strip, text.splitlines()):
        if line.endswith(":"):
            rails.append((line[:-1].strip(), []))
        elif line and not line.startswith("#"):
            (rails[-1][1] if rails else leads).append(line)
    return FrontChoice(tuple(leads), tuple(RailChoice(title, tuple(stories)) for title, stories in rails)), {}


def _named(choice: FrontChoice) -> Iterator[str]:
    yield from choice.leads
    for rail in choice.rails:
        yield from rail.stories


def _lines(text: str, names: Iterable[str]) -> dict[str, int]:
    """Return the line of each story and section: where it is quoted, stands alone, or begins a table."""
    lines = text.splitlines()

    def holds(line: str, name: str) -> bool:
        quoted = f'"{name}"' in line or f"'{name}'" in line
        return quoted or line.strip() in {name, f"[sections.{name}]"}

    return {name: next((n for n, line in enumerate(lines, 1) if holds(line, name)), 0) for name in names}


def find_stories(front: FrontFile, store: Store, addresses: Addresses) -> tuple[FrontChoice, list[Problem]]:
    """Return the choice with every name replaced by a public story's path, and a problem for each name without one."""
    known, lost = _look_up(front, _named(front.choice), store, addresses)
    return FrontChoice(
        _found(front.choice.leads, known),
        tuple(RailChoice(rail.title, _found(rail.stories, known)) for rail in front.choice.rails),
    ), [*front.problems, *lost.values()]


def find_section_stories(
    front: FrontFile, store: Store, addresses: Addresses
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the paths of the public stories that stand first in each section, and what is wrong with the names.

    A name that the choice for the front page has, too, is reported with that.
    """
    names = [name for leads in front.sections.values() for name in leads]
    known, lost = _look_up(front, names, store, addresses)
    told = set(_named(front.choice))
    sections = {slug: _found(leads, known) for slug, leads in front.sections.items()}
    problems = [*_unknown_sections(front, store, addresses), *(one for name, one in lost.items() if name not in told)]
    return {slug: paths for slug, paths in sections.items() if paths}, problems


def _look_up(
    front: FrontFile, names: Iterable[str], store: Store, addresses: Addresses
) -> tuple[dict[str, str], dict[str, Problem]]:
    """Return the path of the public story for each name that has one, and a warning for each other name."""
    found = {name: find_story(store, addresses, name) for name in names}
    lost = {name: _no_match(front, name, store, addresses) for name, path in found.items() if not path}
    return {name: path for name, path in found.items() if path}, lost


def _found(names: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known[name] for name in names if name in known))


def _no_match(front: FrontFile, name: str, store: Store, addresses: Addresses) -> Problem:
    """Return a warning, also for a story that isn't public yet: the place on the front is another story's meanwhile."""
    problem = not_found(store, addresses, name, front.file, front.lines.get(name, 0))
    return msgspec.structs.replace(problem, gravity=Gravity.WARNING)


def _unknown_sections(front: FrontFile, store: Store, addresses: Addresses) -> Iterator[Problem]:
    known = {*addresses.sections, *(one.slug for one in subjects(store, "section"))} if front.sections else set()
    for slug in front.sections:
        if slug not in known:
            hint = nearest(slug, known) or f"These have stories: {', '.join(sorted(known))}."
            message = f"There is no section called “{slug}”, so its order is used nowhere."
            yield Problem(front.file, front.lines.get(slug, 0), message, hint, Gravity.WARNING, code="section-unknown")
