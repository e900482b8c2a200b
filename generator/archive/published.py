"""The stories that were published, as published.csv tells, and which story of content/ each of them is now.

All of it is a function of that file and of content/: the tables hold what was read and looked up, so that only what
changed has to be looked up again. A story has the id of its line; a story without one, whose file seems to be a renamed
one, has that of the line whose story is gone (`adopted`).
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import msgspec

from generator.archive.published_file import read_bytes
from generator.archive.published_stories import (
    IN_PLACE,
    LOST,
    OTHER,
    PublishedStory,
    astray_stories,
    departed_stories,
    take_in,
)
from generator.archive.renames import Traits, candidates, match
from generator.archive.takedowns import withdrawn_paths
from generator.batches import batches_of
from generator.catalogue.copy import STORY, stories_at
from generator.catalogue.scan import unreadable_places
from generator.catalogue.store import Store, keep_fact, recall_fact
from generator.catalogue.story_rows import mark_pending
from generator.digests import digest_bytes
from generator.intake.names import BUNDLE_STEM, is_wire_path
from generator.model import Story

MARK_DIGITS = 12
TRAITS = msgspec.msgpack.Decoder(Traits)
MARKS_AT = "SELECT headline, text FROM published WHERE path = ? AND state < 3"
"""Selects the marks of the published story whose path it is; 3 is GONE."""
MANY = 1_000
IN_THEIR_PLACE = (
    "SELECT published.path FROM json_each(?) AS asked CROSS JOIN published ON published.path = asked.value"  # noqa: S608
    " CROSS JOIN stories ON stories.path = published.path"
    f" WHERE state < 3 AND published.text = substr(stories.text, 1, {MARK_DIGITS})"
)
"""Selects those of some paths at which is what was published there; 3 is GONE."""
LOOKED_UP_AT_ONCE = 10_000
SET_STATE = "UPDATE published SET state = ? WHERE path = ? AND state < 3"
ENCODER = msgspec.msgpack.Encoder()


def update_published(
    store: Store, folders: Sequence[Path], withdrawn: Collection[str], lets_in: Callable[[Story], bool]
) -> None:
    """Bring the tables up to date with published.csv in each of `folders` and content/, in the caller's transaction.

    The stories whose id or former addresses this may change are marked for admission. `withdrawn`: the paths of stories
    that were taken down, whose id and addresses no other story gets. `lets_in` tells whether a story is public: others
    take no part, so that nothing betrays them.
    """
    mark_pending(store, ((path,) for path in sorted(_refresh(store, folders, withdrawn, lets_in))))


def take_in_own_lines(store: Store, folders: Sequence[Path]) -> None:
    """Bring the tables up to date with lines that this build added. They tell nothing that the build didn't know."""
    public = "SELECT 1 FROM cards WHERE path = :path UNION ALL SELECT 1 FROM own_pages WHERE path = :path"

    def lets_in(story: Story) -> bool:
        return store.execute(public, {"path": story.path}).fetchone() is not None

    _refresh(store, folders, withdrawn_paths(store), lets_in)


def _refresh(
    store: Store, folders: Sequence[Path], withdrawn: Collection[str], lets_in: Callable[[Story], bool]
) -> set[str]:
    """Bring the tables up to date, and return the paths of the stories whose id or addresses this may change."""
    touched = take_in(store, read_bytes(folders))
    if not store.execute("SELECT 1 FROM published LIMIT 1").fetchone():
        changed = touched.union(path for (path,) in store.execute("SELECT path FROM adopted"))
        store.execute("DELETE FROM adopted")
        store.execute("DELETE FROM unlisted")
        keep_fact(store, "unlisted", "")
        return changed
    doubtful = "pending" if recall_fact(store, "unlisted") else "stories"
    keep_fact(store, "unlisted", "yes")
    concerned = touched.union(path for (path,) in store.execute(f"SELECT path FROM {doubtful}"))  # noqa: S608
    hidden = unreadable_places(store)
    for path in sorted(concerned - _settle(store, concerned)):
        _place(store, path, hidden)
    return touched | _adopt(store, strays_of(store, withdrawn), lets_in)


# --- which story is which -------------------------------------------------------------------------


def stem_of_path(path: str) -> str:
    """Return the last part of a story's path. For a story in a folder of its own it is the folder's name."""
    parts = path.split("/")
    return parts[-2] if parts[-1] == BUNDLE_STEM and len(parts) > 1 else parts[-1]


def traits_of(story: Story, digest: str) -> Traits:
    """Return what the story can be recognized by. `digest`: that of its text, as the catalogue has it."""
    return Traits(
        name=story.path,
        moment="" if story.own else f"{story.opens.replace(tzinfo=None).isoformat()}Z",
        headline=digest_bytes(story.headline.encode(errors="surrogatepass"))[:MARK_DIGITS],
        text=digest[:MARK_DIGITS],
        stem=stem_of_path(story.path),
        addresses=story.was,
    )


def _settle(store: Store, paths: Collection[str]) -> set[str]:
    """Note which of the stories at `paths` are published ones with the same text, and return these.

    Few stories are looked at one by one: this looks at all of them.
    """
    if len(paths) < MANY:
        return set()
    asked = (msgspec.json.encode(some).decode() for some in batches_of(sorted(paths), LOOKED_UP_AT_ONCE))
    settled = {path for some in asked for (path,) in store.execute(IN_THEIR_PLACE, (some,))}
    store.executemany(SET_STATE, ((IN_PLACE, path) for path in settled))
    store.executemany("DELETE FROM unlisted WHERE path = ?", ((path,) for path in settled))
    return settled


def _place(store: Store, path: str, hidden: Sequence[str]) -> None:
    """Note whether the published story that was at `path` is there, and whether a story there is no published one.

    `hidden`: the places in content/ that can't be read.
    """
    row = store.execute("SELECT story, text FROM stories WHERE path = ?", (path,)).fetchone()
    known = store.execute(MARKS_AT, (path,)).fetchone()
    state, traits = IN_PLACE, b""
    if row is None:
        state = IN_PLACE if _is_hidden(path, hidden) or _has_file(store, path) else LOST
    elif known is None or known[1] != row[1][:MARK_DIGITS]:
        found = traits_of(STORY.decode(row[0]), row[1])
        state = OTHER if known and known[0] != found.headline else IN_PLACE
        is_new = known is None or (state == OTHER and any(known) and not is_wire_path(path))
        traits = ENCODER.encode(found) if is_new else b""
    store.execute(SET_STATE, (state, path))
    store.execute("DELETE FROM unlisted WHERE path = ?", (path,))
    if traits:
        store.execute("INSERT INTO unlisted VALUES (?, ?)", (path, traits))


def _is_hidden(path: str, hidden: Sequence[str]) -> bool:
    file = f"content/{path}"
    return any(file.startswith(f"{place}/") or place.startswith(f"{file}.") for place in hidden)


def _has_file(store: Store, path: str) -> bool:
    """Tell whether there is a file of that name, from which no story could be read."""
    begin = f"content/{path}"
    query = "SELECT 1 FROM files WHERE file > ? AND file < ? LIMIT 1"
    return store.execute(query, (f"{begin}.", f"{begin}/")).fetchone() is not None


def _adopt(store: Store, strays: Sequence[Traits], lets_in: Callable[[Story], bool]) -> set[str]:
    """Look up again which stories are renamed ones, and return the paths for which this changed."""
    before = dict(store.execute("SELECT id, path FROM adopted").fetchall())
    alike = candidates(strays, unlisted_traits(store)) if strays else []
    public = {story.path for story in stories_at(store, [one.name for one in alike]) if lets_in(story)}
    after = match(strays, [one for one in alike if one.name in public])
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    store.executemany("DELETE FROM adopted WHERE id = ?", ((name,) for name in changed))
    rows = [(after[name], name) for name in changed if name in after]
    store.executemany("INSERT INTO adopted VALUES (?, ?)", rows)
    owners = (store.execute("SELECT path FROM published WHERE id = ?", (name,)).fetchone() for name in changed)
    paths = {one.get(name, "") for name in changed for one in (before, after)}
    return paths.union(row[0] for row in owners if row) - {""}


def departed(store: Store, withdrawn: Collection[str]) -> list[PublishedStory]:
    """Return the published stories whose file is gone, though published.csv doesn't say so, by id.

    `withdrawn`: the paths of stories that were taken down, which stay theirs. So do those of agencies' stories, which
    are made of the agency's ids: a story that was withheld may come back.
    """
    return [one for one in departed_stories(store) if one.path not in withdrawn and not is_wire_path(one.path)]


def strays_of(store: Store, withdrawn: Collection[str]) -> list[Traits]:
    """Return by what the published stories can be recognized that are no longer at their path, by id.

    `withdrawn`: the paths of stories that were taken down, which are left out.
    """
    return [_traits(one) for one in astray_stories(store) if one.path not in withdrawn]


def _traits(one: PublishedStory) -> Traits:
    return Traits(
        name=one.id,
        moment=one.moment,
        headline=one.headline,
        text=one.text,
        stem=stem_of_path(one.path),
        addresses=(*one.former, one.address),
    )


def unlisted_traits(store: Store) -> list[Traits]:
    """Return the stories in content/ that aren't known to be published ones, by path, public or not."""
    return [TRAITS.decode(blob) for (blob,) in store.execute("SELECT traits FROM unlisted ORDER BY path")]
