"""Read the stories that were taken down: takedowns.toml beside site.toml, an input of every build.

`broadsheet takedown` writes it. A file that can't be read stops the build: if it were ignored, a story that was taken
down would be public again.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.identity import recorded_addresses
from generator.catalogue.copy import stories_at
from generator.catalogue.store import Store, keep_fact, recall_fact
from generator.catalogue.wires import all_kills
from generator.config.characters import forbidden_in
from generator.errors import ConfigError
from generator.intake.names import is_wire_path
from generator.model import Problem

FILE = "takedowns.toml"
MAX_BYTES = 2_000_000
TABLE = "takedowns"
GONE = "gone"
ADDRESS = re.compile(r"(?:/[\w~-][\w.~%-]*)*/(?:[\w~-][\w.~%-]*\.html?)?")
"""The address of a page: every part has a name, so that it can't lead out of the site."""
HINT = "Nothing was built, so that no story comes back by mistake. Fix the file, or restore an older copy of it."
FORM = (
    'It looks like this: [[takedowns]], then lines such as story = "world/summit" and date = 2026-11-23T09:00:00Z. '
    "Nothing was built, so that no story comes back by mistake."
)


class Takedown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[takedowns]]` table: a story that must be nowhere."""

    story: str
    """Its path in content/, without ending: `world/summit`."""
    date: datetime
    """The time of the takedown, with a time zone."""
    reason: str = ""
    """A note for the newsroom, which is shown on no page."""
    places: tuple[str, ...] = msgspec.field(default=(), name="addresses")
    """Its former addresses, root-relative and with the site's path prefix, as `Card.url`."""
    leave: Literal["nothing", "gone"] = "nothing"
    """The page that remains at these addresses: none, or one which says that a story was withdrawn."""
    notice: str = ""
    """A further text on that page."""


KNOWN = msgspec.json.Decoder(dict[str, Takedown])


def read_takedowns(folder: Path) -> tuple[list[Takedown], list[Problem]]:
    """Return the takedowns of the paper in `folder`, by story, and its problems: with any, do not build."""
    path = folder / FILE
    if not path.exists() and not path.is_symlink():
        return [], []
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return [], [Problem(FILE, 0, "It isn't a plain file, or is too long.", HINT, code="takedown-unreadable")]
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        return [], [
            Problem(FILE, _line_in(str(error)), f"The file can't be read: {error}.", HINT, code="takedown-unreadable")
        ]
    return _convert(table, text)


def _line_in(message: str) -> int:
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else 0


def _convert(table: dict[str, Any], text: str) -> tuple[list[Takedown], list[Problem]]:
    entries = table.get(TABLE, [])
    if table.keys() - {TABLE} or not isinstance(entries, list):
        return [], [Problem(FILE, 0, f"It may contain [[{TABLE}]] entries only.", FORM, code="takedown-unreadable")]
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"[[{TABLE}]]")]
    takedowns: dict[str, Takedown] = {}
    problems = []
    for number, entry in enumerate(entries):
        line = lines[number] if len(lines) == len(entries) else 0
        try:
            takedown = msgspec.convert(_with_zone(entry), Takedown)
        except msgspec.ValidationError as error:
            problems.append(
                Problem(FILE, line, f"The entry can't be understood: {error}.", FORM, code="takedown-unreadable")
            )
            continue
        takedowns[takedown.story] = takedown
        problems += (Problem(FILE, line, *wrong, code="takedown-unreadable") for wrong in _mistakes(takedown))
    return sorted(takedowns.values(), key=lambda one: one.story), problems


def _with_zone(entry: Any) -> Any:
    """Return the entry with its date as an instant: people may write a day."""
    moment = entry.get("date") if isinstance(entry, dict) else None
    if isinstance(moment, date) and not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    elif isinstance(moment, datetime) and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return entry if moment is None else entry | {"date": moment}


def _mistakes(takedown: Takedown) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a takedown, and how to fix it."""
    name = takedown.story
    if not name or name.startswith(("/", "content/")) or name.endswith((".txt", ".md", ".markdown")):
        yield f"“{name}” isn't a story's path.", "Write it without content/ and without ending: world/summit"
    if not MINYEAR < takedown.date.year < MAXYEAR:
        yield f"There is no day {takedown.date.date()} in every time zone.", "Write the day of the takedown."
    if code := forbidden_in(takedown.notice):
        yield f"The notice has a character ({code}) that pages can't hold.", "Type it again."
    for place in takedown.places:
        if not ADDRESS.fullmatch(place):
            yield f"“{place}” isn't the address of a page.", "Write it like this: /world/2026/11/23/summit/"


# --- the takedowns in the catalogue ---------------------------------------------------------------


def kills_of(store: Store, addresses: Addresses) -> list[Takedown]:
    """Return a takedown for each story that its agency killed: a pure function of the agency's files.

    Its address is the one that it asks for. Where another story had that, the address with a number goes like any page.
    """
    kills = {kill.path: kill for kill in all_kills(store)}
    return [
        Takedown(
            story=story.path,
            date=kills[story.path].sent or story.opens,
            reason=f"killed by the agency: {kills[story.path].file}",
            places=(addresses.story(story),),
        )
        for story in stories_at(store, sorted(kills))
    ]


def with_recorded_places(store: Store, takedowns: Iterable[Takedown], prefix: str) -> Iterator[Takedown]:
    """Yield the takedowns; those of agencies' stories, and those without an address, with the ones in published.csv.

    `prefix`: the path prefix of the site. A takedown has no address if it was written by hand, or in a fresh clone.
    """
    for one in takedowns:
        is_asked = is_wire_path(one.story) or not one.places
        recorded = recorded_addresses(store, one.story) if is_asked else []
        places = dict.fromkeys([*one.places, *(prefix + address for address in recorded)])
        yield msgspec.structs.replace(one, places=tuple(places)) if recorded else one


def withdrawn_places(store: Store) -> tuple[str, ...]:
    """Return the addresses of the stories that were taken down, as of the last admission."""
    return tuple(place for one in known_takedowns(store).values() for place in one.places)


def withdrawn_paths(store: Store) -> frozenset[str]:
    """Return the paths of the stories that were taken down, as of the last admission."""
    return frozenset(known_takedowns(store))


def gone_places(addresses: Addresses, takedowns: Iterable[Takedown]) -> frozenset[str]:
    """Return the places of the pages that say that a story was withdrawn."""
    return frozenset(addresses.place(url) for one in takedowns if one.leave == GONE for url in one.places)


def known_takedowns(store: Store) -> dict[str, Takedown]:
    """Return the takedowns by the path of the story, as of the last admission."""
    kept = recall_fact(store, "takedowns")
    return KNOWN.decode(kept) if kept else {}


def update_takedowns(store: Store, takedowns: Mapping[str, Takedown]) -> Iterator[str]:
    """Save the takedowns, and yield the stories for which they changed."""
    before = known_takedowns(store)
    if before == takedowns:
        return
    keep_fact(store, "takedowns", msgspec.json.encode(takedowns).decode())
    yield from (path for path in before.keys() | takedowns.keys() if before.get(path) != takedowns.get(path))


def takedowns_of(folder: Path) -> list[Takedown]:
    """Return the takedowns. Raises ConfigError when the file can't be read."""
    takedowns, problems = read_takedowns(folder)
    if problems:
        raise ConfigError(problems)
    return takedowns
