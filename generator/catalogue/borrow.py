"""Lend what only the paper's catalogue knows to one in memory: its photos, which needn't be opened again, and the words
that stories had when they were published."""

from contextlib import closing
from pathlib import Path

from generator.catalogue.schema import generator_digest
from generator.catalogue.store import FILE, CatalogueFault, Store, is_damaged, keep_fact, open_reader, recall_fact
from generator.intake.names import is_photo


def borrow_knowledge(store: Store, folder: Path) -> None:
    """Copy what the catalogue in `folder` knows of photos and of former words. A scan then compares the files with it.

    A catalogue that is missing, damaged or of another version lends nothing.
    """
    try:
        if is_damaged(folder):
            return
        with closing(open_reader(folder / FILE)) as paper:
            if recall_fact(paper, "generator") != generator_digest():
                return
            settings = recall_fact(paper, "intake settings")
            files = [row for row in paper.execute("SELECT * FROM files ORDER BY file") if is_photo(row[0])]
            photos = paper.execute("SELECT * FROM photos WHERE name <> '' ORDER BY photo").fetchall()
            words = paper.execute("SELECT * FROM told_words ORDER BY path").fetchall()
    except (FileNotFoundError, CatalogueFault):
        return
    with store:
        keep_fact(store, "intake settings", settings)
        store.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", files)
        store.executemany("INSERT INTO photos VALUES (?, ?, ?, ?, ?, ?)", photos)
        store.executemany("INSERT INTO told_words VALUES (?, ?, ?, ?)", words)
