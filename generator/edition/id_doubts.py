"""The pages of the whole paper that tell the permanent ids of stories: feeds of corrections, calendar, podcast.

An id may become another one while nothing else of the story changes: when published.csv is lost or edited.
"""

from collections.abc import Iterable, Iterator

from generator.catalogue.store import Store
from generator.edition.pages import corrections
from generator.edition.pages.events import CALENDAR
from generator.edition.pages.sound import PODCAST
from generator.edition.site import FEED_FILES
from generator.model import PageName

CORRECTION_FEEDS = tuple((feed, f"{corrections.NAME}:", 0) for feed in FEED_FILES)
TOLD: dict[str, tuple[PageName, ...]] = {
    "corrections": CORRECTION_FEEDS,
    "events": ((CALENDAR.name, "", 0),),
    "shown_sounds": ((PODCAST.name, "", 0),),
}
"""Public table -> the pages that tell the ids of the stories in it."""


def pages_with_ids(store: Store, paths: Iterable[str]) -> Iterator[PageName]:
    """Yield those of the pages that tell the id of any of the stories at `paths`."""
    changed = list(paths)
    for table, pages in TOLD.items():
        query = f"SELECT 1 FROM {table} WHERE path = ? LIMIT 1"  # noqa: S608 -- the names stand above
        if any(store.execute(query, (path,)).fetchone() for path in changed):
            yield from pages
