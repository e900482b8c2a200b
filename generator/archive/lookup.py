"""How editors name a story: by its file, its path, the last part of its address, or the address itself."""

import difflib
from urllib.parse import urlsplit

from generator.archive import queries
from generator.archive.addresses import Addresses, plain_name
from generator.catalogue.store import Store
from generator.model import Gravity, Problem

NEAR_NAMES = 1_000
"""Stories among which a misspelled name is looked for, the newest."""
MAX_NAME_CHARS = 200


def keys_of(addresses: Addresses, name: str) -> tuple[str, str]:
    """What a name is looked up by: plainly, and as the place of an address."""
    path = _path_in(name) if name.startswith(("https://", "http://")) else name
    plain = plain_name(path.removeprefix(addresses.prefix))
    return plain, addresses.place(f"/{plain}/")


def _path_in(url: str) -> str:
    """The path of an address; of one that is none (`https://[`) all of it."""
    try:
        return urlsplit(url).path
    except ValueError:
        return url


def find_story(store: Store, addresses: Addresses, name: str) -> str:
    """The path of the public story that goes by `name`, or empty."""
    return queries.find_path(store, *keys_of(addresses, name))


def not_found(store: Store, addresses: Addresses, name: str, file: str, line: int = 0) -> Problem:
    """A word, in `file`, on a name that fits no public story."""
    plain, _ = keys_of(addresses, name)
    if queries.is_on_file(store, plain):
        return Problem(file, line, f"“{name}” isn't public now, so it is left out.", "", Gravity.NOTE)
    hint = suggest(store, plain) or "Name a story by its path in content/, without ending."
    return Problem(file, line, f"There is no story called “{name}”.", hint, Gravity.WARNING)


def suggest(store: Store, plain: str) -> str:
    """What a plain name that fits no story may have meant, as a question; empty when none is like it.

    Nothing is offered for a name that is longer than any story's.
    """
    if len(plain) > MAX_NAME_CHARS:
        return ""
    near = difflib.get_close_matches(plain, queries.newest_names(store, NEAR_NAMES), n=1, cutoff=0.5)
    return f"Did you mean “{near[0]}”?" if near else ""
