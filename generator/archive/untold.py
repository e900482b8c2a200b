"""Changes of published stories that readers weren't told of: neither by an update nor by a correction.

The catalogue keeps the words that a story had when it became public, or when its update or its corrections last
changed. Once they are other words, editors are told, until the story says so or has its former words again.
"""

from collections.abc import Iterable, Iterator

from generator.catalogue.store import Store
from generator.digests import digest_value
from generator.model import Gravity, Problem, Story

Kept = tuple[str, str, int]
"""The words, what was told of changes, and whether the words are others now."""
KEPT = "SELECT path, words, told, differs FROM told_words"
WORDS = "SELECT path, words FROM stories"


def note_words(store: Store, public: Iterable[Story], examined: Iterable[str]) -> None:
    """Compare the words of these public stories with those that are kept, in the caller's transaction.

    `examined` are all paths that were looked at. A story among them that is gone is forgotten.
    """
    paths = [(path,) for path in examined]
    kept = _by_path(row for path in paths for row in store.execute(f"{KEPT} WHERE path = ?", path))
    words = dict(row for path in paths for row in store.execute(f"{WORDS} WHERE path = ?", path))
    store.executemany("DELETE FROM told_words WHERE path = ?", (path for path in paths if path[0] not in words))
    told = ((story.path, _told(story)) for story in public if _is_told_of(story))
    found = ((path, _compare(kept.get(path), words[path], told_now)) for path, told_now in told)
    changed = ((path, *now) for path, now in found if kept.get(path) != now)
    store.executemany("INSERT OR REPLACE INTO told_words VALUES (?, ?, ?, ?)", changed)


def forget_words(store: Store) -> None:
    """Forget the words of stories that are gone, in the caller's transaction."""
    store.execute("DELETE FROM told_words WHERE path NOT IN (SELECT path FROM stories)")


def _by_path(rows: Iterable[tuple[str, str, str, int]]) -> dict[str, Kept]:
    return {path: (words, told, differs) for path, words, told, differs in rows}


def _compare(kept: Kept | None, words: str, told: str) -> Kept:
    if kept is None or kept[1] != told:
        return words, told, 0
    return kept[0], told, int(kept[0] != words)


def _is_told_of(story: Story) -> bool:
    """Tell whether readers expect to be told when the story changes. A live story changes all the time."""
    return not (story.own or story.draft or story.genre == "live")


def _told(story: Story) -> str:
    """Return what the story tells readers of its changes; empty for nothing."""
    return digest_value((story.updated, story.corrections)) if story.updated or story.corrections else ""


def notes_on_words(store: Store) -> Iterator[Problem]:
    """Yield a warning for each public story whose words changed while it tells readers nothing of it."""
    rows = store.execute(
        "SELECT file FROM told_words JOIN cards USING (path) JOIN stories USING (path) WHERE differs ORDER BY path"
    )
    for (file,) in rows.fetchall():
        message = "The text has changed since it was published, and nothing in the story tells readers so."
        hint = "Add “Updated: ” with the time, or “Correction: ” with what was wrong, if readers should know."
        yield Problem(file, 0, message, hint, Gravity.WARNING, code="copy-untold")
