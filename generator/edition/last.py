"""The edition as the last build left it."""

import msgspec

from generator.catalogue.store import FILE, CatalogueFault, Store, open_reader, recall_fact
from generator.edition.edition import Brief, Edition, open_edition
from generator.paper import Paper


def open_last(paper: Paper) -> tuple[Store, Edition]:
    """The catalogue and the edition as the last build left them. Raises FileNotFoundError before the first build."""
    store = open_reader(paper.state / FILE)
    try:
        return store, open_edition(store, recall_brief(store))
    except (FileNotFoundError, CatalogueFault):
        store.close()
        raise FileNotFoundError(paper.state / FILE) from None


def recall_brief(store: Store) -> Brief:
    """The paper's own facts as the last build kept them. Raises FileNotFoundError before the first build."""
    try:
        return msgspec.json.decode(recall_fact(store, "brief"), type=Brief)
    except msgspec.DecodeError:
        raise FileNotFoundError("brief") from None
