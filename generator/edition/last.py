"""Open the edition as the last build left it."""

import msgspec

from generator.catalogue.store import FILE, CatalogueFault, Store, is_damaged, is_new_fact, open_reader, recall_fact
from generator.edition.edition import Edition, EditionSettings, open_edition
from generator.paper import Paper, hold_lock

SETTINGS = "edition settings"
"""The name of the fact in the catalogue that holds the edition's settings as JSON."""


def open_kept(paper: Paper) -> Store:
    """Open the catalogue as the last build left it. Raises FileNotFoundError without an intact one, and Locked."""
    if not paper.state.exists():
        raise FileNotFoundError(paper.state)
    if is_damaged(paper.state):
        with hold_lock(paper.state, paper.wait_s):  # while a build is writing, it may only seem damaged
            if is_damaged(paper.state):
                raise FileNotFoundError(paper.state / FILE)
    return open_reader(paper.state / FILE)


def open_last(paper: Paper) -> tuple[Store, Edition]:
    """Open the catalogue and the edition as the last build left them.

    Raises FileNotFoundError before the first build.
    """
    store = open_kept(paper)
    try:
        return store, open_edition(store, recall_settings(store))
    except (FileNotFoundError, CatalogueFault):
        store.close()
        raise FileNotFoundError(paper.state / FILE) from None


def recall_settings(store: Store) -> EditionSettings:
    """Return the paper's own facts as the last build kept them. Raises FileNotFoundError before the first build."""
    try:
        return msgspec.json.decode(recall_fact(store, SETTINGS), type=EditionSettings)
    except msgspec.DecodeError:
        raise FileNotFoundError(SETTINGS) from None


def keep_settings(store: Store, settings: EditionSettings) -> None:
    """Store the paper's own facts for later readers of the catalogue, in the caller's transaction."""
    is_new_fact(store, SETTINGS, msgspec.json.encode(settings).decode())
