"""Add the stories that are public now to published.csv, so that their ids and addresses outlive the catalogue."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.identity import known_ids, new_id
from generator.archive.published import MARK_DIGITS, departed, take_in_own_lines, traits_of
from generator.archive.published_file import ADDRESS, FILE, PublishedLine, add_lines, can_be_listed
from generator.archive.published_stories import GONE, OTHER, file_problems
from generator.archive.takedowns import withdrawn_paths
from generator.catalogue.copy import STORY
from generator.catalogue.store import Store
from generator.model import Gravity, Problem

PUBLIC = "(SELECT path, url FROM cards UNION ALL SELECT path, url FROM own_pages)"
DUE = (
    f"SELECT public.path FROM {PUBLIC} AS public LEFT JOIN published"  # noqa: S608
    f" ON published.path = public.path AND published.state <> {GONE}"
    f" WHERE (published.id IS NULL OR published.state = {OTHER} OR :prefix || published.address <> public.url"
    " OR published.id IN (SELECT id FROM adopted))"
)
"""Selects the public stories about which published.csv tells nothing, or something else than what is now."""
RECORDED_AT_ONCE = 100_000
NEXT_DUE = f"SELECT path FROM unrecorded LEFT JOIN cards USING (path) ORDER BY opens, path LIMIT {RECORDED_AT_ONCE}"  # noqa: S608
ABOUT = (
    f"SELECT public.path, url, story, text FROM json_each(?) AS asked JOIN {PUBLIC} AS public"  # noqa: S608
    " ON public.path = asked.value JOIN stories ON stories.path = public.path ORDER BY asked.key"
)


def note_unrecorded(store: Store, addresses: Addresses, paths: Iterable[str] | None) -> None:
    """Note which of the stories at `paths` lack a line in published.csv, in the caller's transaction. None: of all."""
    values = {"prefix": addresses.prefix}
    if paths is None:
        store.execute("DELETE FROM unrecorded")
        store.execute(f"INSERT INTO unrecorded {DUE}", values)
        return
    for path in paths:
        store.execute("DELETE FROM unrecorded WHERE path = ?", (path,))
        store.execute(f"INSERT INTO unrecorded {DUE} AND public.path = :path", {**values, "path": path})


def is_record_due(store: Store) -> bool:
    """Tell whether published.csv needs lines."""
    return store.execute("SELECT 1 FROM unrecorded LIMIT 1").fetchone() is not None


def record_published(
    store: Store, folders: Sequence[Path], addresses: Addresses, address: str, *, departures: bool = True
) -> Iterator[Problem]:
    """Add the lines that are due to published.csv in the last of `folders`. `address`: that of the site.

    Yields a problem if the file can't be written. Nothing is added to one with lines that can't be read. Without
    `departures` it isn't said which stories are gone, since their pages wait.
    """
    if any(one.line for one in file_problems(store)):
        return
    gone = list(_departures(store)) if departures else []
    paths, due = _next_due(store, addresses, address)
    while gone or paths:
        try:
            add_lines(folders[-1], [*gone, *due])
        except OSError as error:
            yield _unwritable(error)
            return
        with store:
            take_in_own_lines(store, folders)
            store.executemany("DELETE FROM unrecorded WHERE path = ?", ((path,) for path in paths))
        gone = []
        paths, due = _next_due(store, addresses, address)


def _next_due(store: Store, addresses: Addresses, address: str) -> tuple[list[str], list[PublishedLine]]:
    """Return some stories that need a line, the oldest first, and the lines of those that can have one."""
    paths = [path for (path,) in store.execute(NEXT_DUE)]
    known = known_ids(store, paths)
    lines = []
    for path, url, story, text in store.execute(ABOUT, (msgspec.json.encode(paths).decode(),)):
        place = url.removeprefix(addresses.prefix)
        if can_be_listed(path) and ADDRESS.fullmatch(place):
            traits = traits_of(STORY.decode(story), text)
            name = known.get(path) or new_id(store, address, path)
            lines.append(PublishedLine(traits.moment, path, place, name, traits.headline, text[:MARK_DIGITS]))
    return paths, lines


def _departures(store: Store) -> Iterator[PublishedLine]:
    """Yield a line without an address for each story whose file is gone, so that a new one may have its path."""
    for one in departed(store, withdrawn_paths(store)):
        yield PublishedLine(one.moment, one.path, "", one.id, one.headline, one.text)


def _unwritable(error: OSError) -> Problem:
    message = f"The file can't be written: {error.strerror}. This site is right, but a later one may not be."
    hint = "Without its lines, a renamed file gets another id in feeds, and its old address leads nowhere."
    return Problem(FILE, 0, message, hint, Gravity.WARNING, code="address-record")
