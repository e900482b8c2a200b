"""Add what was published to published.csv after a deploy of what `serve` built, since `serve` itself adds nothing."""

from contextlib import closing

from generator.archive.recording import is_record_due, record_published
from generator.catalogue.store import FILE as CATALOGUE
from generator.catalogue.store import CatalogueFault, Store, open_writer, sealed
from generator.config import Config
from generator.edition.last import open_kept, recall_settings
from generator.errors import Locked
from generator.paper import Paper, hold_lock

WAIT_S = 10
"""How long to wait for a build of the same paper, in seconds."""
LATER = "published.csv lacks lines, because a build was under way or failed. The next “broadsheet build” adds them."


def record_deployed(paper: Paper, config: Config) -> list[str]:
    """Add the lines that are due to published.csv, and return sentences on what failed."""
    try:
        with closing(open_kept(paper)) as store:
            if not is_record_due(store):
                return []
        with hold_lock(paper.state, WAIT_S), sealed(open_writer(paper.state / CATALOGUE)) as store:
            return _record(store, paper, config)
    except (FileNotFoundError, CatalogueFault, Locked):
        return [LATER]


def _record(store: Store, paper: Paper, config: Config) -> list[str]:
    addresses = recall_settings(store).addresses
    problems = record_published(store, paper.record_folders, addresses, config.address)
    return [f"{problem.where}: {problem.message} {problem.hint}" for problem in problems]
