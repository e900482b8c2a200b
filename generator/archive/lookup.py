"""Find the story that an editor names by its file, its path, the last part of its address, or the address itself."""

import difflib
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.archive import queries
from generator.archive.addresses import Addresses, plain_name
from generator.archive.changes import Change
from generator.catalogue.store import Store
from generator.errors import CommandRefused, refuse
from generator.model import Gravity, Problem

NEAR_NAMES = 1_000
"""The number of stories, the newest ones, whose names are suggested for a misspelled one."""
MAX_NAME_CHARS = 200


def lookup_keys(addresses: Addresses, name: str) -> tuple[str, str]:
    """Return the keys by which a name is looked up: the plain name, and the place of an address."""
    path = _path_in(name) if name.startswith(("https://", "http://")) else name
    plain = plain_name(path.removeprefix(addresses.prefix))
    return plain, addresses.place(f"/{plain}/")


def _path_in(url: str) -> str:
    """Return the path of an address, or all of it when it can't be parsed (`https://[`)."""
    try:
        return urlsplit(url).path
    except ValueError:
        return url


def find_story(store: Store, addresses: Addresses, name: str) -> str:
    """Return the path of the public story that `name` names, or an empty string."""
    return queries.find_path(store, *lookup_keys(addresses, name))


def names_of(addresses: Addresses, change: Change) -> Iterator[tuple[str, str]]:
    """Yield every key by which the story that changed may be named, before or after: `plain` or `place`, and a value.

    Tables that keep names have columns with what `lookup_keys` makes of them.
    """
    plain = plain_name(change.path)
    urls = [queries.CARD.decode(state.card).url for state in (change.before, change.after) if state]
    yield from (("plain", name) for name in sorted({plain, plain.rpartition("/")[2], *map(queries.slug_in, urls)}))
    yield from (("place", addresses.place(url)) for url in urls)


def not_found(store: Store, addresses: Addresses, name: str, file: str, line: int = 0) -> Problem:
    """Make the note, on `file`, about a name that fits no public story."""
    plain, _ = lookup_keys(addresses, name)
    if queries.is_on_file(store, plain):
        return Problem(
            file, line, f"“{name}” isn't public now, so it is left out.", "", Gravity.NOTE, code="related-hidden"
        )
    hint = suggest(store, plain) or "Name a story by its path in content/, without ending."
    return Problem(file, line, f"There is no story called “{name}”.", hint, Gravity.WARNING, code="related-missing")


def suggest(store: Store, plain: str) -> str:
    """Ask whether a plain name that fits no story meant a similar one; empty when no name is similar.

    Nothing is suggested for a name that is longer than any story's.
    """
    if len(plain) > MAX_NAME_CHARS:
        return ""
    near = difflib.get_close_matches(plain, queries.newest_names(store, NEAR_NAMES), n=1, cutoff=0.5)
    return f"Did you mean “{near[0]}”?" if near else ""


def unknown_story(store: Store, what: str) -> CommandRefused:
    """Return the error of a command that was given a name or an address that no story has."""
    hint = suggest(store, plain_name(what)) or "Name its file in content/, or its address."
    return refuse(what, "There is no story with that name or address.", hint)
