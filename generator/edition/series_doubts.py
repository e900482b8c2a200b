"""Find the pages of series, and the other parts, that a change of stories may concern."""

from collections.abc import Iterable, Iterator

from generator.archive.changes import Admission, Change
from generator.archive.listings import SERIES, Listing
from generator.archive.queries import CARD, paths_listed
from generator.archive.series import paths_beside_part, place_of
from generator.edition.edition import Edition
from generator.edition.pages.series import SHORT, count_pages
from generator.model import PageName


def doubt_series(edition: Edition, admission: Admission) -> Iterator[PageName]:
    """Yield the pages of the series of which a part changed, came or went, and the parts that name that one."""
    for listing, changes in sorted(_changed_in(admission.changes).items()):
        before, after = admission.sizes.get(listing, (0, ""))[0], _parts(edition, listing)
        size = edition.config.page_size
        yield from ((*listing, number) for number in range(count_pages(max(before, after), size)))
        if min(before, after) <= SHORT:
            yield from (("story", path, 0) for path in paths_listed(edition.store, *listing))
        else:
            yield from (("story", path, 0) for path in _beside(edition, listing[1], changes))


def _changed_in(changes: Iterable[Change]) -> dict[Listing, list[Change]]:
    """Return the changes of cards by the series in which they are seen."""
    found: dict[Listing, list[Change]] = {}
    for change in changes:
        states = [state for state in (change.before, change.after) if state]
        listings = {(kind, slug) for state in states for kind, slug, _ in state.listings if kind == SERIES}
        if change.before != change.after:
            for listing in listings:
                found.setdefault(listing, []).append(change)
    return found


def _beside(edition: Edition, slug: str, changes: Iterable[Change]) -> Iterator[str]:
    """Yield the paths of the parts beside the places where these stories are and were."""
    cards = (CARD.decode(state.card) for one in changes for state in (one.before, one.after) if state)
    for card in cards:
        yield from (path for path in paths_beside_part(edition.store, slug, place_of(card)) if path)


def _parts(edition: Edition, listing: Listing) -> int:
    subject = edition.subject(*listing)
    return subject.stories if subject else 0
