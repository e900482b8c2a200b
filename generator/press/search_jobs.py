"""Make the bundles of the search that are missing or out of date, before any page is planned.

A bundle's key is a digest of all that it is made of. As long as that is the same, nothing is made: so one new story has
its own month searched again and no other, and a takedown its own period, in the same build.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.archive import search
from generator.catalogue.doubts import raise_doubts
from generator.catalogue.store import is_new_fact
from generator.digests import digest_value
from generator.edition.pages.search import PERIODS, SEARCH_FILE
from generator.edition.paid import paid_form
from generator.model import Gravity, Problem
from generator.press.render_setup import RenderSetup
from generator.search.bundles import BundleFile, BundleStore
from generator.search.pagefind import FORM, SearchError, make_bundle, program_version
from generator.search.records import SearchRecord
from generator.workers import Progress


class SearchMade(msgspec.Struct, frozen=True):
    """What became of the search."""

    problems: tuple[Problem, ...] = ()
    waits: bool = False
    """True if bundles are left to the next build, so that pages needn't wait for them."""


def update_search(setup: RenderSetup, progress: Progress) -> SearchMade:
    """Make the bundles that are missing or out of date, and doubt the pages of their files. Raises OSError."""
    store, settings = setup.store, setup.settings
    kept = BundleStore(setup.bundles)
    language = settings.config.language.partition("-")[0].lower()
    paid = paid_form(settings.words)
    made_with = digest_value((program_version(), FORM, language, paid))
    wanted = [search.PROGRAM, *search.periods(store, str(settings.today.year))] if settings.site.search_url else []
    known = search.known_bundles(store)
    with store:
        anew = is_new_fact(store, "search made with", made_with)
    due = [one for one in wanted if anew or one not in known or known[one][1] or kept.files(known[one][0]) is None]
    gone = [one for one in known if one not in wanted]
    if not due and not gone:
        return SearchMade()
    if setup.most_photos == 0 and due and not gone:
        _wait(setup, due)
        return SearchMade(waits=True)
    problems = []
    for done, period in enumerate(due):
        progress("Making the search", done, len(due))
        problem = _Period(setup, kept, language, made_with, paid).update(period)
        problems += [problem] if problem else []
    with store:
        left = search.files_of(store, gone)
        for period in gone:
            search.forget_bundle(store, period)
        raise_doubts(store, ((SEARCH_FILE.name, file, 0) for file in sorted(left)))
        raise_doubts(store, [(PERIODS.name, "", 0)])
    kept.prune({key for key, _ in search.known_bundles(store).values()})
    return SearchMade(tuple(problems))


def _wait(setup: RenderSetup, due: Sequence[str]) -> None:
    """Note that bundles are still due."""
    with setup.store:
        setup.store.executemany("UPDATE search_periods SET doubtful = 1 WHERE period = ?", ((one,) for one in due))


class _Period(msgspec.Struct, frozen=True):
    """Brings the bundle of one period up to date."""

    setup: RenderSetup
    kept: BundleStore
    language: str
    made_with: str
    paid: str
    """The form of a headline that somebody paid for."""

    def update(self, period: str) -> Problem | None:
        """Make the bundle if there is none with its key. Without one, no file of the period is published."""
        store = self.setup.store
        records = [] if period == search.PROGRAM else list(search.records(store, period, self.paid))
        key = digest_value((self.made_with, records))
        known = search.known_bundles(store).get(period)
        files, problem = self.kept.files(key), None
        if files is None:
            files, problem = self._make(key, records)
        before = search.files_of(store, [period])
        changed = known is None or known[0] != key or problem is not None
        with store:
            search.keep_bundle(store, period, key, files, doubtful=problem is not None)
            if changed:
                names = before | search.files_of(store, [period])
                raise_doubts(store, ((SEARCH_FILE.name, file, 0) for file in sorted(names)))
        return problem

    def _make(self, key: str, records: Sequence[SearchRecord]) -> tuple[tuple[BundleFile, ...], Problem | None]:
        def fill(folder: Path) -> None:
            make_bundle(records, self.language, folder)

        try:
            return self.kept.make(key, fill), None
        except SearchError as error:
            message = f"A part of the search is left out: Pagefind failed ({error})."
            hint = 'The next build tries again. If it fails again, write engine = "none" under [search].'
            return (), Problem("site.toml", 0, message, hint, Gravity.WARNING, code="setting-search")
