"""Translations: `translation-of:` in a story's header names the story that it translates; in a page's, the page.

Stories that name each other, directly or through a third one, are a group: one story in several languages. A name is
looked up among public stories only, and that of a page of the paper's own among public pages only. Two stories that
name the same hidden story are a group nevertheless, without it.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.archive.addresses import Addresses, plain_name
from generator.archive.changes import Change
from generator.archive.lookup import lookup_keys, names_of, not_found
from generator.archive.own_pages import all_pages, page_of
from generator.archive.queries import card_of, find_path, is_on_file, rows_of
from generator.catalogue.copy import story_of
from generator.catalogue.store import Store
from generator.digests import digest_value
from generator.gate import order_of
from generator.model import Gravity, Problem, Story

HIDDEN = "/"
"""Begins the plain name of a story that isn't public, which stands in place of a path. No path begins with it."""

PAGES = "pages/"
"""Begins the path of a page of the paper's own, and of nothing else."""

Row = tuple[str, str, str, str]
"""Path of the translation; the name of what it translates: as written, plain, and as a place."""


class Version(msgspec.Struct, frozen=True):
    """A public story, or page of the paper's own, as one of its versions in several languages."""

    path: str
    url: str
    language: str
    """BCP 47."""
    opens: int
    noindex: bool


def version_at(store: Store, addresses: Addresses, path: str) -> Version | None:
    """Return what is public at `path`; None if nothing is."""
    if path.startswith(PAGES):
        page = page_of(store, path)
        return Version(path, page.url, page.language or addresses.language, 0, page.noindex) if page else None
    card = card_of(store, path)
    if card is None:
        return None
    return Version(path, card.url, card.language or addresses.language, order_of(card.published), card.noindex)


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
    if any(path.startswith(PAGES) for path in changed or ()):  # there are few: whoever names the page is among them
        pages = "SELECT path, name, plain, place FROM translations WHERE path >= ? AND path < ?"
        rows.update(store.execute(pages, (PAGES, f"{PAGES}~")).fetchall())
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
    is_page = path.startswith(PAGES)
    found = _find_page(store, addresses, plain, path) if is_page else find_path(store, plain, place, path)
    one, other = version_at(store, addresses, path), version_at(store, addresses, found) if found else None
    alike = one and other and one.language.lower() == other.language.lower()
    store.execute(
        "UPDATE translations SET other = ?, alike = ? WHERE path = ?",
        (found or HIDDEN + _plain_page(plain, is_page=is_page), bool(alike), path),
    )


def _plain_page(plain: str, *, is_page: bool) -> str:
    """Return the plain name of what is named: a page may be called by its path or by its address."""
    return plain if not is_page or plain.startswith(PAGES) else PAGES + plain


def _find_page(store: Store, addresses: Addresses, plain: str, but: str) -> str:
    """Return the path of the public page that is called so, or is at this address; empty if there is none."""
    place = addresses.place(f"{addresses.prefix}/{plain.removeprefix(PAGES)}/")
    pages = [page for page in all_pages(store) if page.path != but]
    named = (page.path for page in pages if plain_name(page.path) == _plain_page(plain, is_page=True))
    placed = (page.path for page in pages if addresses.place(page.url) == place)
    return next(named, "") or next(placed, "")


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


def paths_in_groups(store: Store) -> frozenset[str]:
    """Return all that may be public in several languages."""
    rows = store.execute("SELECT path, other FROM translations").fetchall()
    return frozenset(path for row in rows for path in row)


def digest_translations(store: Store) -> str:
    """Return a digest of what translates what."""
    return digest_value(store.execute("SELECT path, other FROM translations ORDER BY path").fetchall())


def versions_of(store: Store, addresses: Addresses, path: str) -> tuple[Version, ...]:
    """Return what is at `path` in each language in which it is public, the original first, then in order of time.

    Where several of a group have the same language, the original is taken, or else the oldest one.
    """
    group = sorted(groups_of(store, [path]))
    translated = {one for (one,) in rows_of(store, "SELECT path FROM translations", group)}
    found = [one for one in (version_at(store, addresses, member) for member in group) if one]
    found.sort(key=lambda one: (one.path in translated, one.opens, one.path))
    by_language: dict[str, Version] = {}
    for one in found:
        by_language.setdefault(one.language.lower(), one)
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
            hint = "Write its language into the header: Language: es"
            yield Problem(file, 0, message, hint, Gravity.WARNING, code="translation-language")
        elif _plain_page(lookup_keys(addresses, name)[0], is_page=path.startswith(PAGES)) == plain_name(path):
            kind, example = ("page", "about") if path.startswith(PAGES) else ("story", "town/vote")
            message = f"It names itself as the {kind} that it translates."
            yield Problem(
                file,
                0,
                message,
                f"Name the original: Translation-Of: {example}",
                Gravity.WARNING,
                code="translation-original",
            )
        elif path.startswith(PAGES):
            yield _no_page(store, addresses, name, file)
        else:
            yield not_found(store, addresses, name, file)


def _no_page(store: Store, addresses: Addresses, name: str, file: str) -> Problem:
    """Make the note, on the page in `file`, about a name that fits no public page."""
    if is_on_file(store, _plain_page(lookup_keys(addresses, name)[0], is_page=True)):
        return Problem(
            file, 0, f"“{name}” isn't public now, so it is left out.", "", Gravity.NOTE, code="translation-hidden"
        )
    hint = "Name a page of content/pages/ by its file, without ending: Translation-Of: about"
    return Problem(file, 0, f"There is no page called “{name}”.", hint, Gravity.WARNING, code="translation-missing")
