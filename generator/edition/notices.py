"""The former addresses of stories that were taken down: which get a notice, and where a story is again."""

import shlex
from collections.abc import Iterable, Iterator

from generator.archive import queries
from generator.archive.addresses import Addresses, folders_of
from generator.archive.takedowns import GONE, Takedown
from generator.catalogue.copy import story_of
from generator.catalogue.store import Store
from generator.model import Gravity, Problem


def notices_of(takedowns: Iterable[Takedown], addresses: Addresses) -> dict[str, str]:
    """Return the address and the notice of each page that is to say that a story was taken down.

    A page in the place of a folder that another page needs, or that differs from another only in case, is left out.
    """
    notices = {
        place: takedown.notice
        for takedown in sorted(takedowns, key=lambda one: one.story)
        for place in takedown.places
        if takedown.leave == GONE and place.startswith(addresses.home)
    }
    by_place = {addresses.place(url): url for url in sorted(notices, reverse=True)}
    folders = folders_of(by_place)
    return {url: notices[url] for place, url in sorted(by_place.items()) if place not in folders}


def find_returned(store: Store, takedowns: Iterable[Takedown], addresses: Addresses) -> Iterator[Problem]:
    """Yield a warning for each story at an address of one that was taken down: it may be the same story again."""
    for takedown in takedowns:
        found = {queries.find_path(store, "", addresses.place(url)) for url in takedown.places} - {"", takedown.story}
        for path in sorted(found):
            message = f"It has an address of “{takedown.story}”, which was taken down."
            hint = f"If it is the same story under another name: broadsheet takedown {shlex.quote(path)}"
            yield Problem(story_of(store, path).file, 0, message, hint, Gravity.WARNING, code="takedown-returned")
