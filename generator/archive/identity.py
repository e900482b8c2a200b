"""The id of a story in feeds, and the addresses that it had: by its line in published.csv, or made of its path."""

import uuid
from collections.abc import Sequence
from itertools import count

import msgspec

from generator.catalogue.store import Store

ADDRESSES = msgspec.json.Decoder(list[str])
ADOPTED = "SELECT path, id FROM adopted WHERE path IN (SELECT value FROM json_each(?))"
OWN = (
    "SELECT path, id FROM published WHERE path IN (SELECT value FROM json_each(?)) AND state < 3"
    " AND id NOT IN (SELECT id FROM adopted) ORDER BY id"
)
RECORDED = "SELECT id, former, address FROM published WHERE id IN (SELECT value FROM json_each(?))"
OF_RECORD = 1_000
"""The lowest rank of former addresses that come from published.csv; lower ranks come from the story's header."""


def id_of(store: Store, address: str, path: str) -> str:
    """Return the permanent id of the story at `path`. `address`: that of the site."""
    return known_id(store, path) or new_id(store, address, path)


def id_in_story(store: Store, address: str, path: str, name: str) -> str:
    """Return the permanent id of something that the story at `path` holds under `name`, such as an event."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{id_of(store, address, path)}#{name}").urn


def known_id(store: Store, path: str) -> str:
    """Return the id that the story at `path` was published under; empty if it never was."""
    return known_ids(store, [path]).get(path, "")


def known_ids(store: Store, paths: Sequence[str]) -> dict[str, str]:
    """Return the ids that those of the stories at `paths` which ever were public were published under."""
    wanted, found = msgspec.json.encode(paths).decode(), dict[str, str]()
    for query in (ADOPTED, OWN):
        for path, id_ in store.execute(query, (wanted,)):
            found.setdefault(path, id_)
    return found


def new_id(store: Store, address: str, path: str) -> str:
    """Return an id made of the site's address and the story's path, which no story has or had."""
    for number in count(1):
        name = f"{address.rstrip('/')}#{path}" + (f"#{number}" if number > 1 else "")
        made = uuid.uuid5(uuid.NAMESPACE_URL, name).urn
        if not store.execute("SELECT 1 FROM published WHERE id = ?", (made,)).fetchone():
            break
    return made


def recorded_addresses(store: Store, path: str) -> list[str]:
    """Return the addresses of the story at `path` in published.csv, the last one included, without the path prefix."""
    return recorded_addresses_of(store, [path]).get(path, [])


def recorded_addresses_of(store: Store, paths: Sequence[str]) -> dict[str, list[str]]:
    """Return these addresses of each of the stories at `paths` that published.csv has."""
    ids = known_ids(store, paths)
    rows = store.execute(RECORDED, (msgspec.json.encode([*ids.values()]).decode(),))
    recorded = {id_: [*ADDRESSES.decode(former), address] for id_, former, address in rows}
    return {path: recorded[id_] for path, id_ in ids.items() if id_ in recorded}
