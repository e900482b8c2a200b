"""The edition as the last build left it."""

import msgspec

from generator.catalogue.store import FILE, CatalogueFault, Store, is_damaged, open_reader, recall_fact
from generator.edition.edition import Edition, EditionSettings, open_edition
from generator.paper import Paper, hold_lock


def open_kept(paper: Paper) -> Store:
    """The catalogue as the last build left it. Raises FileNotFoundError where there is none that is whole, Locked."""
    if is_damaged(paper.state):
        with hold_lock(paper.state, paper.wait_s):  # it only seems so while a build is at work
            if is_damaged(paper.state):
                raise FileNotFoundError(paper.state / FILE)
    return open_reader(paper.state / FILE)


def open_last(paper: Paper) -> tuple[Store, Edition]:
    """The catalogue and the edition as the last build left them. Raises FileNotFoundError before the first build."""
    store = open_kept(paper)
    try:
        return store, open_edition(store, recall_settings(store))
    except (FileNotFoundError, CatalogueFault):
        store.close()
        raise FileNotFoundError(paper.state / FILE) from None


def recall_settings(store: Store) -> EditionSettings:
    """The paper's own facts as the last build kept them. Raises FileNotFoundError before the first build."""
    try:
        return msgspec.json.decode(recall_fact(store, "brief"), type=EditionSettings)
    except msgspec.DecodeError:
        raise FileNotFoundError("brief") from None
