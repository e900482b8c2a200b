"""Translations: `translation-of:` in a story's header names the story that it translates.

Stories that name each other, directly or through a third one, are a group: one story in several languages. A name is
looked up among public stories only. Two stories that name the same hidden story are a group nevertheless, without it.
"""

from collections.abc import Iterable, Iterator, Sequence

from generator.archive.addresses import Addresses, plain_name
from generator.archive.changes import Change
from generator.archive.lookup import lookup_keys, names_of, not_found
from generator.archive.queries import card_of, find_path, rows_of
from generator.catalogue.copy import story_of
from generator.catalogue.store import Store
from generator.model import Card, Gravity, Problem, Story

HIDDEN = "/"
"""Begins the plain name of a story that isn't public, which stands in place of a path. No path begins with it."""

Row = tuple[str, str, str, str]
"""Path of the translation; the name of what it translates: as written, plain, and as a place."""


def save_translations(store: Store, addresses: Addresses, stories: Iterable[Story]) -> None:
    """Save what public stories say that they translate. `resolve_translations` looks it up."""
    rows = (
        (story.path, story.translation_of, *lookup_keys(addresses, story.translation_of))
        for story in stories
        if story.translation_of
    )
    store.executemany("INSERT INTO translations VALUES (?, ?, ?, ?, '', 0)", rows)


def resolve_translations(store: Store, addresses: Addresses, changes: Sequence[Change] | None) -> set[str]:
    """Look up the stories that translations name; only those that `changes` may affect, or all if it is None.

    Returns the stories whose group this may have changed, as far as they are public now.
    """
    changed = None if changes is None else [change.path for change in changes]
    rows: set[Row] = set(rows_of(store, "SELECT path, name, plain, place FROM translations", changed))
    rows.update(row for change in changes or () for row in _naming(store, addresses, change))
    affected = groups_of(store, [*(changed or ()), *(row[0] for row in rows)])
    for row in sorted(rows):
        _resolve(store, addresses, row)
    return affected | groups_of(store, affected)


def _naming(store: Store, addresses: Addresses, change: Change) -> Iterator[Row]:
    """Yield the translations that name, or may name, the story that changed."""
    for column, value in [*names_of(addresses, change), ("other", change.path)]:
        yield from store.execute(
            f"SELECT path, name, plain, place FROM translations WHERE {column} = ?",  # noqa: S608 -- a known column
            (value,),
        ).fetchall()


def _resolve(store: Store, addresses: Addresses, row: Row) -> None:
    path, _, plain, place = row
    found = find_path(store, plain, place, path)
    one, other = card_of(store, path), card_of(store, found) if found else None
    alike = one and other and _language(addresses, one) == _language(addresses, other)
    store.execute(
        "UPDATE translations SET other = ?, alike = ? WHERE path = ?", (found or HIDDEN + plain, bool(alike), path)
    )


def _language(addresses: Addresses, card: Card) -> str:
    return (card.language or addresses.language).lower()


# --- groups ---------------------------------------------------------------------------------------


def groups_of(store: Store, paths: Iterable[str]) -> set[str]:
    """Return the stories at `paths`, and all that are in a group with one of them."""
    seen: set[str] = set()
    ahead = sorted(set(paths))
    while ahead:
        node = ahead.pop()
        if node not in seen:
            seen.add(node)
            rows = store.execute(
                "SELECT other FROM translations WHERE path = ? AND other <> ''"
                " UNION ALL SELECT path FROM translations WHERE other = ?",
                (node, node),
            )
            ahead += (other for (other,) in rows)
    return {node for node in seen if not node.startswith(HIDDEN)}


def has_translations(store: Store) -> bool:
    """Tell whether any public story is a translation."""
    return store.execute("SELECT 1 FROM translations LIMIT 1").fetchone() is not None


def versions_of(store: Store, addresses: Addresses, path: str) -> tuple[Card, ...]:
    """Return the story at `path` in each language that it is public in, the original first, then in order of time.

    Where several stories of a group have the same language, the original is taken, or else the oldest one.
    """
    group = sorted(groups_of(store, [path]))
    translated = {one for (one,) in rows_of(store, "SELECT path FROM translations", group)}
    cards = [card for card in (card_of(store, one) for one in group) if card]
    cards.sort(key=lambda card: (card.path in translated, card.published, card.path))
    by_language: dict[str, Card] = {}
    for card in cards:
        by_language.setdefault(_language(addresses, card), card)
    return tuple(by_language.values())


def notes_on_translations(store: Store, addresses: Addresses) -> Iterator[Problem]:
    """Yield a note on each translation of which the original isn't public, is in the same language, or is itself."""
    rows = store.execute(
        "SELECT path, name, other, alike FROM translations WHERE alike OR substr(other, 1, 1) = ? ORDER BY path",
        (HIDDEN,),
    )
    for path, name, _, alike in rows.fetchall():
        file = story_of(store, path).file
        if alike:
            message = f"It is in the same language as “{name}”, which it translates."
            yield Problem(file, 0, message, "Write its language into the header: Language: es", Gravity.WARNING)
        elif lookup_keys(addresses, name)[0] == plain_name(path):
            message = "It names itself as the story that it translates."
            yield Problem(file, 0, message, "Name the original: Translation-Of: town/vote", Gravity.WARNING)
        else:
            yield not_found(store, addresses, name, file)
