"""The rows of the catalogue that each story has, and the list of stories that the gate must check."""

from collections.abc import Iterable

from generator.catalogue.photos import keep_wishes
from generator.catalogue.store import Store
from generator.catalogue.tables import forget_table_wishes, keep_table_wishes
from generator.gate import order_of, turns_of
from generator.intake.photos.names import spelling_of
from generator.model import StoredParse, Story


def keep_story(store: Store, entry: StoredParse, story: Story) -> None:
    """Keep a story with what else its entry holds, in place of the story that had its path."""
    row = (
        story.path,
        entry.file,
        entry.story,
        entry.body,
        entry.terms,
        entry.text,
        entry.words,
        spelling_of(story.path),
    )
    store.execute("INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    store.execute("DELETE FROM turns WHERE path = ?", (story.path,))
    turns = sorted({order_of(turn) for turn in turns_of(story)})
    store.executemany("INSERT INTO turns VALUES (?, ?, ?)", ((turn, story.path, story.draft) for turn in turns))
    keep_wishes(store, story)
    keep_table_wishes(store, story)
    mark_pending(store, [(story.path,)])


def mark_pending(store: Store, paths: Iterable[tuple[str]]) -> None:
    """Note that the gate must check these stories."""
    store.executemany("INSERT OR IGNORE INTO pending VALUES (?)", paths)


def drop_story(store: Store, path: str) -> None:
    """Remove a story. The caller has the gate check its path."""
    store.execute("DELETE FROM stories WHERE path = ?", (path,))
    store.execute("DELETE FROM turns WHERE path = ?", (path,))
    store.execute("DELETE FROM photo_wishes WHERE path = ?", (path,))
    forget_table_wishes(store, [path])
