"""`broadsheet takedown`: record in takedowns.toml that a story must not be published.

People may add comments to the file and edit it by hand; everything else in it keeps its form.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import tomlkit
from tomlkit.items import AoT, Table

from generator.archive import own_pages, queries
from generator.archive.lookup import unknown_story
from generator.archive.takedowns import FILE, TABLE, Takedown, takedowns_of
from generator.catalogue import copy
from generator.catalogue.photos import is_about_photo
from generator.catalogue.receipts import receipt_of
from generator.catalogue.store import Store
from generator.config import machine_address
from generator.edition.edition import Edition
from generator.edition.last import open_last
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.story import STORY
from generator.errors import CannotKeep, refuse
from generator.files import write_whole
from generator.intake.names import PEOPLE, STORY_ENDINGS, identify
from generator.newsroom.writing import writing
from generator.paper import Paper

OPENING = (
    "Stories that were taken down: no build publishes them, whatever is in content/.",
    "`broadsheet takedown STORY` adds one, `broadsheet takedown STORY --undo` removes it. You may add comments.",
)


class TakedownOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The reason of a takedown, and what readers find at the story's address."""

    reason: str = ""
    leave: str = "nothing"
    notice: str = ""


def take_down(paper: Paper, what: str, options: TakedownOptions) -> Takedown:
    """Record that the story `what` (a path in content/, a file or an address) must not be published.

    A story that is already down is recorded again and keeps its known addresses. Raises CommandRefused, ConfigError
    or OSError.
    """
    _refuse_photo(paper.folder, what)
    known = {one.story: one for one in takedowns_of(paper.folder)}
    path, places = _find(paper, what, known)
    former = known[path].places if path in known else ()
    table = {
        "story": path,
        "date": paper.now.replace(microsecond=0),
        "reason": " ".join(options.reason.split()),
        "addresses": sorted({*places, *former}),
        "leave": options.leave,
        "notice": " ".join(options.notice.split()),
    }
    takedown = msgspec.convert({key: value for key, value in table.items() if value}, Takedown)
    _write(paper, path, {key: value for key, value in table.items() if value})
    return takedown


def put_back(paper: Paper, what: str) -> str:
    """Remove the story `what` from takedowns.toml and return its path. Raises the same errors as `take_down`."""
    known = {one.story: one for one in takedowns_of(paper.folder)}
    names = {*_paths(paper.folder, what), *_paths_at(known, what)}
    path = next((path for path in sorted(known) if path in names), "")
    if not path:
        hint = f"These are down: {', '.join(sorted(known))}." if known else "No story is down."
        raise refuse(what, "That story was not taken down.", hint)
    _write(paper, path, None)
    return path


# --- which story ----------------------------------------------------------------------------------


def _find(paper: Paper, what: str, known: dict[str, Takedown]) -> tuple[str, tuple[str, ...]]:
    """Return the story's path and its known addresses. Raises CommandRefused."""
    names = list(_paths(paper.folder, what))
    try:
        store, edition = open_last(paper)
    except FileNotFoundError:
        path = next((name for name in names if _is_file(paper.folder, name) or name in known), "")
        if not path:
            raise refuse(what, "There is no such story in content/.", "Name its file.") from None
        return path, ()
    with closing(store):
        path = _path_in(edition, paper.folder, what, names) or next((name for name in names if name in known), "")
        if not path:
            raise unknown_story(store, what)
        return path, tuple(_places(store, path))


def _refuse_photo(folder: Path, what: str) -> None:
    """Raise CommandRefused if `what` is a photo or the notes beside one: the story of its name isn't meant."""
    places = (Path(what), folder / what.lstrip("/"), folder / "content" / what.strip("/"))
    is_file = is_about_photo(what) and any(place.is_file() for place in places)
    if is_file or what.partition("?")[0].rpartition("://")[2].find("/assets/photos/") >= 0:
        hint = (
            "Delete the photo's file, then build and deploy: all sizes of it go. `broadsheet explain` names the file."
        )
        raise refuse(what, "That is a photo, not a story.", hint)


def _paths(folder: Path, what: str) -> Iterator[str]:
    """Yield possible paths of the story if `what` is a path or a file, here or in the paper's folder."""
    named = Path(what)
    if named.exists() and named.resolve().is_relative_to(folder / "content"):
        yield identify(named.resolve().relative_to(folder).as_posix())
    relative = what.strip("/").removeprefix("content/")
    if relative and ".." not in relative.split("/"):
        if (folder / "content" / relative).is_file():
            yield identify(f"content/{relative}")
        yield identify(f"content/{relative}" if relative.endswith(tuple(STORY_ENDINGS)) else f"content/{relative}.txt")


def _is_file(folder: Path, path: str) -> bool:
    """Tell whether the story has a file in content/. People's cards don't count."""
    of_people = f"content/{path}".startswith(PEOPLE)
    return not of_people and any((folder / "content" / f"{path}{ending}").is_file() for ending in STORY_ENDINGS)


def _path_in(edition: Edition, folder: Path, what: str, names: list[str]) -> str:
    """Return the path of the story that `what` names, in the catalogue or not read yet; empty when there is none."""
    on_file = {story.path for story in copy.stories_at(edition.store, names)}
    named = next((name for name in names if name in on_file or _is_file(folder, name)), "")
    return named or copy.path_in(edition.store, what) or _path_at(edition, what)


def _path_at(edition: Edition, what: str) -> str:
    """Return the path of the story at the address `what`, or that it redirects to; empty when there is none."""
    what = machine_address(what)
    address = urlsplit(what.removeprefix(edition.site.address)).path
    if not what.startswith(("/", f"{edition.site.address}/")):
        return ""
    for url in (address, address.rstrip("/") + "/"):
        place = edition.addresses.place(url)
        standing = queries.find_path(edition.store, "", place) or own_pages.path_at(edition.store, place)
        if found := standing or queries.target_of(edition.store, url):
            return found
    return ""


def _paths_at(known: dict[str, Takedown], what: str) -> Iterator[str]:
    """Yield the paths of stories taken down that had the address `what`."""
    path = urlsplit(what).path.rstrip("/")
    yield from (one.story for one in known.values() if path in {place.rstrip("/") for place in one.places})


def _places(store: Store, path: str) -> Iterator[str]:
    """Yield the story's current address, the last one its page was written to, and its former addresses."""
    receipts = [receipt_of(store, (kind, path, 0)) for kind in (STORY.name, OWN_PAGE.name)]
    own = own_pages.page_of(store, path)
    found = {queries.address_of(store, path), own.url if own else "", *queries.former_addresses(store, path)}
    found |= {receipt.url for receipt in receipts if receipt}
    yield from sorted(found - {""})


# --- the file -------------------------------------------------------------------------------------


@contextmanager
def _alone(paper: Paper) -> Iterator[None]:
    """Context manager in which no other command writes the file: one of two entries would be lost.

    A state that can't be written is no reason to leave a story public.
    """
    with ExitStack() as ends:
        with suppress(CannotKeep):
            ends.enter_context(writing(paper))
        yield


def _write(paper: Paper, path: str, table: dict[str, Any] | None) -> None:
    """Replace the entry of the story at `path` with `table`; None removes the entry."""
    with _alone(paper):
        file = paper.folder / FILE
        document = _with_entry(file, path, table)
        write_whole(file, tomlkit.dumps(document).encode(), flush=True, like=file if file.exists() else None)


def _with_entry(file: Path, path: str, table: dict[str, Any] | None) -> tomlkit.TOMLDocument:
    """Return what the file is to hold. Raises CommandRefused."""
    document = tomlkit.parse(file.read_text(encoding="utf-8-sig")) if file.exists() else _blank()
    entries = document.get(TABLE) or tomlkit.aot()
    if not isinstance(entries, AoT):
        raise refuse(FILE, f"Its entries aren't written as [[{TABLE}]].", f"Begin each entry with a line [[{TABLE}]].")
    at = next((number for number, entry in enumerate(entries) if entry.get("story") == path), None)
    if at is None:
        entries.append(_entry(table or {}))
    elif table is None:
        entries.pop(at)
    else:
        _fill_in(entries[at], table)
    document.pop(TABLE, None)
    if entries:
        document[TABLE] = entries
    return document


def _fill_in(entry: Table, table: dict[str, Any]) -> None:
    """Set the keys of an entry to those of `table`. Its comments stay."""
    for key in [key for key in entry if key not in table]:
        entry.remove(key)
    entry.update(table)


def _blank() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in OPENING:
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    return document


def _entry(table: dict[str, Any]) -> Table:
    entry = tomlkit.table()
    for key, value in table.items():
        entry.add(key, tomlkit.item(value) if isinstance(value, datetime) else value)
    entry.add(tomlkit.nl())
    return entry
