"""The editors' choice for the front page: content/front.toml, or a plain list in content/front.txt, or neither."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.lookup import find_story, not_found
from generator.catalogue.store import Store
from generator.config.characters import forbidden_in
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


def read_front(folder: Path) -> FrontFile:
    """Return the front file of the paper in `folder`. A file that can't be read counts as none and is reported."""
    for file, parse in ((TOML_FILE, _parse_toml), (TEXT_FILE, _parse_text)):
        path = folder / file
        if path.is_file() and not path.is_symlink():
            return _read(path, file, parse)
    return FrontFile(TOML_FILE, FrontChoice(), {})


def _read(path: Path, file: str, parse: Callable[[str], FrontChoice]) -> FrontFile:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("it is too long")
        text = path.read_text(encoding="utf-8-sig")
        if any(line.count(".") > MAX_POINTS for line in text.split("\n")):
            raise ValueError("a line has too many points")
        choice = parse(text)
        if code := next(filter(None, (forbidden_in(rail.title) for rail in choice.rails)), ""):
            raise ValueError(f"a title has a character ({code}) that pages can't hold")
        if sum(1 for _ in _named(choice)) > MAX_NAMES:
            raise ValueError(f"it names more than {MAX_NAMES} stories")
    except (OSError, ValueError, RecursionError) as error:
        hint = "Until it is fixed, the front page is filled by recency and priority."
        problem = Problem(
            file, 0, f"The list for the front page can't be read: {error}.", hint, Gravity.WARNING, code="setting-front"
        )
        return FrontFile(file, FrontChoice(), {}, (problem,))
    return FrontFile(file, choice, _lines(text, choice))


class _RailTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    stories: tuple[str, ...] = ()


class _FrontTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leads: tuple[str, ...] = ()
    rails: tuple[_RailTable, ...] = ()


def _parse_toml(text: str) -> FrontChoice:
    """Return the choice. Raises ValueError (as tomllib and msgspec do), which says what is wrong."""
    table = msgspec.convert(tomllib.loads(text), _FrontTable)
    return FrontChoice(table.leads, tuple(RailChoice(rail.title, rail.stories) for rail in table.rails))


def _parse_text(text: str) -> FrontChoice:
    """Parse one story a line. A line that ends in `:` begins a rail, and `#` begins a comment."""
    leads: list[str] = []
    rails: list[tuple[str, list[str]]] = []
    for line in map(str.strip, text.splitlines()):
        if line.endswith(":"):
            rails.append((line[:-1].strip(), []))
        elif line and not line.startswith("#"):
            (rails[-1][1] if rails else leads).append(line)
    return FrontChoice(tuple(leads), tuple(RailChoice(title, tuple(stories)) for title, stories in rails))


def _named(choice: FrontChoice) -> Iterator[str]:
    yield from choice.leads
    for rail in choice.rails:
        yield from rail.stories


def _lines(text: str, choice: FrontChoice) -> dict[str, int]:
    lines = text.splitlines()
    return {name: next((n for n, line in enumerate(lines, 1) if name in line), 0) for name in _named(choice)}


def find_stories(front: FrontFile, store: Store, addresses: Addresses) -> tuple[FrontChoice, list[Problem]]:
    """Return the choice with every name replaced by a public story's path, and a problem for each name without one."""
    names = dict.fromkeys(_named(front.choice))
    known = {name: find_story(store, addresses, name) for name in names}
    problems = [*front.problems, *(_no_match(front, name, store, addresses) for name in names if not known[name])]
    return FrontChoice(
        _found(front.choice.leads, known),
        tuple(RailChoice(rail.title, _found(rail.stories, known)) for rail in front.choice.rails),
    ), problems


def _found(names: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known[name] for name in names if known[name]))


def _no_match(front: FrontFile, name: str, store: Store, addresses: Addresses) -> Problem:
    return not_found(store, addresses, name, front.file, front.lines.get(name, 0))
