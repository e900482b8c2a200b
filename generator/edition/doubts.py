"""From what changed to the pages that may show it: a superset, found by looking up which pages show what.

A changed body affects the story's own page and full-text feeds. A changed card affects every page that shows it: its
listings from its place on, its neighbours, the stories that relate to it, the stories with it in their list of the
latest, and its month's sitemap. Naming a page too many costs a moment; naming one too few would leave it out of date,
which tests/test_incremental.py looks for.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.archive import listings, queries
from generator.archive.changes import Admission, Change, PublicState, public_state_of
from generator.archive.corrections import digest_corrections
from generator.archive.events import digest_events
from generator.archive.listings import SERIES, Listing
from generator.archive.own_pages import all_pages, digest_pages
from generator.archive.search import doubt_search
from generator.archive.sounds import all_sounds
from generator.archive.translations import digest_translations
from generator.catalogue.doubts import doubt_everything, doubt_kinds, raise_doubts
from generator.catalogue.receipts import count_numbers, subjects_printed
from generator.catalogue.store import Store, is_new_fact, recall_fact
from generator.digests import digest_value
from generator.edition.choices import doubt_section_fronts
from generator.edition.edition import NEWS_WINDOW, Edition, EditionSettings, open_edition
from generator.edition.icons import ICONS
from generator.edition.id_doubts import pages_with_ids
from generator.edition.listing_doubts import pages_around, pages_with
from generator.edition.live_days import doubt_days
from generator.edition.pages import corrections
from generator.edition.pages.directories import ALL_SERIES
from generator.edition.pages.edition import DAY_EDITION
from generator.edition.pages.events import CALENDAR, EVENTS
from generator.edition.pages.following import FEEDS_PAGE, OPML, digest_subjects
from generator.edition.pages.headers import doubt_headers
from generator.edition.pages.kind import numbers_in
from generator.edition.pages.kinds import KINDS
from generator.edition.pages.live import LIVE_PAGE, LIVE_PART
from generator.edition.pages.ninjs import NINJS_STORY
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.parts import LATEST, TRENDING, part_names
from generator.edition.pages.redirects import REDIRECT
from generator.edition.pages.sound import PODCAST, SOUND
from generator.edition.plan import find_page
from generator.edition.series_doubts import doubt_series
from generator.edition.site import FEED_FILES, feed_files
from generator.model import PageName

MICROSECONDS = 1_000_000
DIRECTORIES = {"topic": "topics", "byline": "bylines", SERIES: ALL_SERIES.name, "year": "archive"}
"""Kind of listing -> the single page that lists all subjects of it."""
WHOLE_PAPER = ("home", "notfound", "sitemap-index", "podcast")
"""Single pages that may show any card."""


def doubtful_pages(
    edition: Edition, admission: Admission, related: Sequence[str], *, regrouped: bool
) -> Iterator[PageName]:
    """Yield the pages that may be out of date after `admission`.

    `related` are stories whose related ones changed; `regrouped` tells whether translations are others than before.
    """
    for change in admission.changes:
        yield "story", change.path, 0
        yield OWN_PAGE.name, change.path, 0
        yield NINJS_STORY.name, change.path, 0
        yield "social-card", f"story:{change.path}", 0
        yield from _all_files(edition, LIVE_PART.name, change.path)
        yield from _all_files(edition, LIVE_PAGE.name, change.path)
        for state in _states(change):
            yield from (("social-card", f"section:{slug}", 0) for kind, slug, _ in state.listings if kind == "section")
            yield from _feeds(edition, change.path, state.listings)
            yield from (("edition", day, 0) for kind, day, _ in state.listings if kind == "day")
        if change.before != change.after:
            yield from _shown_at(edition, change)
    yield from pages_with_ids(edition.store, admission.paths)
    yield from (("story", path, 0) for path in related)
    yield from _translated(edition, admission, regrouped=regrouped)
    yield from (("photo", name, 0) for name in sorted(admission.renditions))
    if any(change.before != change.after for change in admission.changes):
        yield from _whole_paper(edition)
        yield from pages_with_trending(edition)
    yield from _listings(edition, admission)
    yield from doubt_series(edition, admission)
    yield from _renamed(edition, admission)
    yield from _signed(edition, admission.staff)
    yield from _redirects(edition, admission)
    yield from _passed(edition, admission.clock)


def _translated(edition: Edition, admission: Admission, *, regrouped: bool) -> Iterator[PageName]:
    """Yield the pages of what may have other translations now, and the sitemaps that name these.

    `regrouped`: whether anything translates something else than before.
    """
    for path in admission.translated:
        yield from (("story", path, 0), (OWN_PAGE.name, path, 0))
    changed = any(change.before != change.after for change in admission.changes)
    if regrouped or (changed and edition.has_translations):
        states = (public_state_of(edition.store, path) for path in admission.translated)
        for month in sorted({state.month for state in states if state}):
            yield from _months_map(edition, month)
    if regrouped:
        yield "home", "", 0
        sections = {queries.section_of(edition.store, path) for path in admission.translated}
        yield from (("section", slug, 0) for slug in sorted(sections) if slug)
        yield from _all_files(edition, "sitemap-pages")


def pages_with_trending(edition: Edition) -> Iterator[PageName]:
    """Yield the lists of trending stories, and every story page if story pages contain the list themselves."""
    sections = (subject.slug for subject in edition.subjects("section"))
    parts = {*part_names(edition, sections), *subjects_printed(edition.store, "part")}
    yield from (("part", part, 0) for part in sorted(parts) if part.startswith(TRENDING))
    if edition.config.story.lists == "inline" and edition.has_trending:
        yield from (("story", path, 0) for path, _ in queries.public_addresses(edition.store))


def pages_of_the_day(edition: Edition) -> Iterator[PageName]:
    """Yield the pages that tell times from the day of the edition: the newest stories alone are told so."""
    sections = [subject.slug for subject in edition.subjects("section")]
    yield from (("home", "", 0), ("notfound", "", 0))
    yield from (("part", part, 0) for part in part_names(edition, sections))
    yield from (("section", slug, 0) for slug in sections)


def _ended_days(edition: Edition, first: str, last: str) -> Iterator[PageName]:
    """Yield the papers of the days from `first` to `last`, which come when their day is over, and what leads there."""
    days = (one.slug for one in edition.subjects("day") if first <= one.slug <= last)
    yield from ((kind, day, 0) for day in days for kind in (DAY_EDITION.name, "day"))


def _states(change: Change) -> list[PublicState]:
    return [state for state in (change.before, change.after) if state]


def _shown_at(edition: Edition, change: Change) -> Iterator[PageName]:
    """Yield the pages that show, or showed, the card, other than the story's own page and the listings."""
    shows = set(queries.paths_that_relate_to(edition.store, change.path))
    for state in _states(change):
        shows.update(queries.paths_after(edition.store, state.opens, change.path, edition.config.story.latest))
        if _is_on_every_page(edition, state.opens, change.path):
            shows.update(path for path, _ in queries.public_addresses(edition.store))
        for kind, subject, opens in state.listings:
            if kind == "section":
                shows.update(queries.paths_beside(edition.store, subject, opens, change.path))
                yield from (("part", f"{name}:{subject}", 0) for name in (LATEST, TRENDING))
        yield from _months_map(edition, state.month)
    yield from (("story", path, 0) for path in sorted(shows))


def _is_on_every_page(edition: Edition, opens: int, path: str) -> bool:
    """Tell whether every story page has, or had, the story in its own list of the latest stories."""
    story = edition.config.story
    inline = story.lists == "inline" and story.latest > 0
    return inline and queries.is_among_latest(edition.store, story.latest + 1, opens, path)


def _months_map(edition: Edition, month: str) -> Iterator[PageName]:
    yield from _all_files(edition, "sitemap-month", month)


def _whole_paper(edition: Edition) -> Iterator[PageName]:
    yield from ((kind, "", 0) for kind in WHOLE_PAPER)
    parts = {*part_names(edition, ()), *subjects_printed(edition.store, "part")}
    yield from (("part", part, 0) for part in sorted(parts) if part.partition("@")[0] == LATEST)
    yield from _all_files(edition, "sitemap-pages")
    yield from _all_files(edition, "sitemap-news")


def _all_files(edition: Edition, kind: str, subject: str = "") -> Iterator[PageName]:
    """Yield every file of a kind and subject that exists now or was printed before."""
    count = max(len(numbers_in(KINDS[kind].pages(edition, subject))), count_numbers(edition.store, kind, subject))
    yield from ((kind, subject, number) for number in range(count))


# --- feeds ----------------------------------------------------------------------------------------


def _feeds(edition: Edition, path: str, listings: Sequence[tuple[str, str, int]]) -> Iterator[PageName]:
    """Yield the feeds that hold, or held, the story. `listings` are those that it is or was in, with its time."""
    items = edition.config.feeds.items
    for kind, subject, opens in listings:
        if kind == "section" and queries.is_among_latest(edition.store, items, opens, path):
            yield from ((feed, "", 0) for feed in FEED_FILES)
        files = feed_files(edition.config, kind)
        if files and queries.is_among_newest(edition.store, kind, subject, items, opens, path):
            yield from ((feed, f"{kind}:{subject}", 0) for feed in files)


# --- listings -------------------------------------------------------------------------------------


def _listings(edition: Edition, admission: Admission) -> Iterator[PageName]:
    """Yield the listing pages with a card that changed, and those from the place where a story was added or removed."""
    stood: dict[Listing, set[tuple[int, str]]] = {}
    stands: dict[Listing, set[tuple[int, str]]] = {}
    changed: set[str] = set()
    for change in admission.changes:
        _collect(stood, change.path, change.before)
        _collect(stands, change.path, change.after)
        if change.before != change.after:
            changed.add(change.path)
    for listing in sorted(one for one in stood.keys() | stands.keys() if one[0] != SERIES):
        before, after = stood.get(listing, set()), stands.get(listing, set())
        yield from pages_around(edition, listing, before ^ after)
        kept = [place for place in before & after if place[1] in changed]
        yield from pages_with(edition, listing, kept)
        if listing[0] == "day" and (kept or before != after):
            yield from (("month", listing[1][: len("2010-04")], 0), ("archive", "", 0))
    yield from _directories(edition, admission)


def _collect(places: dict[Listing, set[tuple[int, str]]], path: str, state: PublicState | None) -> None:
    for kind, subject, opens in state.listings if state else ():
        places.setdefault((kind, subject), set()).add((opens, path))


def _directories(edition: Edition, admission: Admission) -> Iterator[PageName]:
    """Yield the lists of topics, bylines, years, months and days in which a count or a name changed."""
    now = listings.sizes_of(edition.store, admission.listings)
    for kind, subject in sorted(admission.listings):
        if now.get((kind, subject)) == admission.sizes.get((kind, subject)):
            continue
        if kind in DIRECTORIES:
            yield DIRECTORIES[kind], "", 0
        if kind in listings.SPANS:
            yield kind, subject, 0
            yield from ((kind, slug, 0) for slug in queries.beside(edition.store, kind, subject) if slug)
        if kind == "day":
            yield "month", subject[:7], 0
            yield from (("edition", slug, 0) for slug in queries.beside(edition.store, kind, subject) if slug)
        if kind == "month":
            yield "year", subject[:4], 0


# --- names ----------------------------------------------------------------------------------------


def _renamed(edition: Edition, admission: Admission) -> Iterator[PageName]:
    """Yield every page that shows the name of a topic or byline, if its oldest story now spells it differently."""
    for (kind, subject), (_, name) in listings.sizes_of(edition.store, sorted(admission.sizes)).items():
        if name == admission.sizes[kind, subject][1]:
            continue
        yield from _all_pages(edition, kind, subject)
        yield from ((feed, f"{kind}:{subject}", 0) for feed in feed_files(edition.config, kind))
        for path in queries.paths_listed(edition.store, kind, subject):
            yield "story", path, 0
            yield NINJS_STORY.name, path, 0
            yield from _feeds(edition, path, listings.listings_at(edition.store, path))


def _all_pages(edition: Edition, kind: str, subject: str) -> Iterator[PageName]:
    yield from ((kind, subject, number) for number in numbers_in(KINDS[kind].pages(edition, subject)))


def _signed(edition: Edition, staff: Iterable[str]) -> Iterator[PageName]:
    """Yield the pages of people whose card changed. Their stories are in the admission already."""
    for slug in staff:
        yield "bylines", "", 0
        yield from _all_pages(edition, "byline", slug)
        yield from ((feed, f"byline:{slug}", 0) for feed in feed_files(edition.config, "byline"))


def _redirects(edition: Edition, admission: Admission) -> Iterator[PageName]:
    """Yield the redirects that lead to another story now, or whose story changed."""
    yield from (("redirect", url, 0) for url in admission.redirected)
    for change in admission.changes:
        yield from (("redirect", url, 0) for url in queries.former_addresses(edition.store, change.path))


def _passed(edition: Edition, clock: tuple[int, int] | None) -> Iterator[PageName]:
    """Yield the news sitemap and the sitemap index, if the clock moved a story into or out of the last two days."""
    window = NEWS_WINDOW.days * 86_400 * MICROSECONDS
    if clock and queries.opened_between(edition.store, clock[0] - window, clock[1] - window):
        yield from _all_files(edition, "sitemap-news")
        yield "sitemap-index", "", 0


def _doubt_sounds(store: Store) -> None:
    """Doubt all recordings if one came or went: there are few, and none is copied again for that."""
    names = all_sounds(store)
    if is_new_fact(store, "sounds", digest_value(names)):
        doubt_kinds(store, [SOUND.name, PODCAST.name])
        raise_doubts(store, [*((SOUND.name, name, 0) for name in names), (PODCAST.name, "", 0)])


def _doubt_corrections(store: Store, edition: Edition) -> None:
    """Doubt the pages and the feeds of all corrections if any changed, or a story that has one."""
    if is_new_fact(store, corrections.NAME, digest_corrections(store)):
        raise_doubts(store, _all_files(edition, corrections.NAME))
        raise_doubts(store, ((feed, f"{corrections.NAME}:", 0) for feed in FEED_FILES))


def _doubt_events(store: Store, edition: Edition) -> None:
    """Doubt the pages of events if one came, went, changed or is over."""
    if is_new_fact(store, EVENTS.name, digest_events(store, edition.today)):
        raise_doubts(store, [(EVENTS.name, "", 0), (CALENDAR.name, "", 0), *_all_files(edition, "sitemap-pages")])


def _doubt_feeds_page(store: Store, edition: Edition) -> None:
    """Doubt the list of feeds if a section, a topic or somebody who signs came or went."""
    if is_new_fact(store, FEEDS_PAGE.name, digest_subjects(edition)):
        raise_doubts(store, [(FEEDS_PAGE.name, "", 0), (OPML.name, "", 0)])


def _doubt_own_pages(store: Store, edition: Edition) -> None:
    """Doubt all pages of the paper's own if any changed: they link to each other, and a sitemap lists them."""
    if is_new_fact(store, "own pages", digest_pages(store)):
        doubt_kinds(store, [OWN_PAGE.name, REDIRECT.name])
        raise_doubts(store, ((OWN_PAGE.name, page.path, 0) for page in all_pages(store)))
        raise_doubts(store, [*_all_files(edition, "sitemap-pages"), ("sitemap-index", "", 0)])


def record_doubts(store: Store, settings: EditionSettings, admission: Admission, related: Sequence[str]) -> None:
    """Store which pages may be out of date, in the transaction of the change that raised the doubts."""
    edition = open_edition(store, settings)
    regrouped = is_new_fact(store, "translations", digest_translations(store))
    if (
        is_new_fact(store, "settings", digest_value(msgspec.structs.replace(settings.config, deploy={})))
        or admission.everything
    ):
        doubt_everything(store)
    else:
        raise_doubts(store, doubtful_pages(edition, admission, related, regrouped=regrouped))
    doubt_search(store, admission)
    _doubt_sounds(store)
    if is_new_fact(store, "pictures", digest_value(settings.pictures)):
        doubt_everything(store)
    raise_doubts(store, list(_pages_of_choices(edition, settings)))
    _doubt_own_pages(store, edition)
    _doubt_events(store, edition)
    _doubt_feeds_page(store, edition)
    doubt_headers(store, edition)
    doubt_days(store, edition, admission)
    if admission.changes or admission.everything:
        _doubt_corrections(store, edition)
    doubt_section_fronts(store, settings.section_leads)
    if is_new_fact(store, "place of trending", str(edition.has_trending)):
        doubt_kinds(store, ["part", "story"])
    if is_new_fact(store, "gone", digest_value(settings.gone)) or admission.changes or admission.redirected:
        doubt_kinds(store, ["gone"])
        raise_doubts(store, (("gone", url, 0) for url in settings.gone))
    published = [asset for asset in settings.assets.values() if find_page(edition, ("static", asset.url, 0))]
    if is_new_fact(store, "stock", digest_value(published)):
        doubt_kinds(store, ["static", "icon"])
        raise_doubts(store, (("static", asset.url, 0) for asset in published))
        raise_doubts(store, (("icon", file, 0) for file in ICONS))


def _pages_of_choices(edition: Edition, settings: EditionSettings) -> Iterator[PageName]:
    """Yield the pages that show what is another now: the day, the front, the ranking."""
    store = edition.store
    if is_new_fact(store, "year", str(settings.today.year)):
        yield "search-periods", "", 0
    before, today = recall_fact(store, "day"), settings.today.isoformat()
    if is_new_fact(store, "day", today):
        yield from pages_of_the_day(edition)
        yield from _ended_days(edition, min(before, today), max(before, today))
    front_changed = is_new_fact(store, "front", digest_value(settings.front))
    if front_changed:
        yield "home", "", 0
    if is_new_fact(store, "trending", digest_value(settings.ranking)) or front_changed:
        yield from pages_with_trending(edition)
