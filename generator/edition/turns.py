"""The instants at which the clock alone changes the site."""

from datetime import datetime

from generator.archive.admission import next_turn
from generator.catalogue.store import Store
from generator.config import Config
from generator.edition.days import next_midnight
from generator.edition.edition import next_news_turn
from generator.edition.look import next_notice_turn


def next_change(
    store: Store, config: Config, now: datetime, own_turn: datetime | None, *, drafts: bool = False
) -> datetime:
    """Return the next instant after `now` at which the clock alone changes the site: a new day at the latest.

    `own_turn`: the next one at which the rights to one of the paper's own photos begin or end.
    """
    turns = (
        next_turn(store, now, drafts=drafts),
        next_news_turn(store, now),
        next_notice_turn(config, now),
        own_turn,
    )
    return min([next_midnight(now, config.zone), *(turn for turn in turns if turn is not None)])
