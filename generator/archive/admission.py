"""Decide which stories are public now, at which addresses, and what other pages may show of them.

Only the stories that changed, and those whose time came since the last build, are checked. What that changes in the
public tables is returned as `Change`s, from which the edition names the pages that may be out of date.
"""

import shlex
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from generator.archive import claims, corrections, listings, photos, pins, translations
from generator.archive.addresses import Addresses
from generator.archive.cards import INSERT_CARD, card_row, last_change, make_card, updated_by
from generator.archive.changes import Admission, Change, PublicState, public_state_of
from generator.archive.charts import chart_remarks
from generator.archive.events import save_events
from generator.archive.listings import Listing
from generator.archive.live import save_live, without_later_photos
from generator.archive.own_pages import publish_page, withdraw_pages
from generator.archive.own_photos import publish_own_photos
from generator.archive.remarks import keep_remark, moved_note
from generator.archive.sounds import publish_sound
from generator.archive.takedowns import Takedown, gone_places, known_takedowns, update_takedowns
from generator.archive.untold import forget_words, note_words
from generator.batches import batches_of
from generator.catalogue.copy import ENCODER, all_stories, stories_at
from generator.catalogue.photos import stories_with_photos
from generator.catalogue.sounds import stories_with_sounds
from generator.catalogue.store import Store, is_new_fact, keep_fact, recall_fact
from generator.digests import digest_value
from generator.gate import is_public, moment_of, order_of
from generator.intake.names import is_wire_path
from generator.memory import give_back
from generator.model import Gravity, Person, Problem, Story
from generator.photo_records import Photo

TABLES = (
    "cards",
    "own_pages",
    "shown_sounds",
    "claims",
    "former",
    "remarks",
    "pins",
    "translations",
    "corrections",
    "events",
    "live",
)
"""Public tables of which each row belongs to one story."""
TURNS = ("turns", "photo_turns")
UNDATED_HINT = "It needs a date before it can be published."
FEW_STORIES = 100
"""Up to this many, each story is asked for its photos and recording; of more, those that may have some are found."""
ADMITTED_AT_ONCE = 1_000
"""So many stories are in memory together while the public tables are rebuilt: all of a large archive don't fit."""
MOST_CHANGES = 2_000
"""If more stories changed than this, and more than a quarter of all, it is faster to rebuild the public tables."""


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """The values that admission depends on, except the stories."""

    addresses: Addresses
    people: Mapping[str, Person]
    """The people in site.toml and content/people/, by slug."""
    static: frozenset[str]
    """The places of static files."""
    now: datetime
    drafts: bool = False
    takedowns: Mapping[str, Takedown] = {}
    """The takedowns, by the path of the story."""
    require_credit: bool = False
    """Whether a photo without a credit is kept back."""
    everything: bool = False
    """True for an export that the editor wants to be whole: all is let in but what was taken down."""

    @property
    def gone(self) -> frozenset[str]:
        """The places where a page says that a story was withdrawn: no former address redirects from there."""
        return gone_places(self.addresses, self.takedowns.values())

    @property
    def photo_rules(self) -> photos.PhotoRules:
        """The paper's own rules for photos."""
        return photos.PhotoRules(self.addresses.prefix, self.require_credit, self.now, self.addresses.zone_name)

    def lets_in(self, story: Story) -> bool:
        """Tell whether the story is in the public tables: if public, or with `everything` if it wasn't taken down."""
        return story.path not in self.takedowns if self.everything else self.is_open(story)

    def is_open(self, story: Story) -> bool:
        """Tell whether the story is public."""
        return is_public(story, self.now, drafts=self.drafts, withdrawn=self.takedowns)


def admit(store: Store, gate: Gate) -> Admission:
    """Bring the public tables up to date with what the gate lets in, in the caller's transaction."""
    staff = _update_staff(store, gate.people)
    clock = _move_clock(store, order_of(gate.now))
    setup = digest_value((gate.addresses, sorted(gate.static), gate.drafts, gate.require_credit))
    gone = gone_places(gate.addresses, known_takedowns(store).values()) ^ gate.gone
    paths = sorted({*_concerned(store, staff, clock), *update_takedowns(store, gate.takedowns)})
    if is_new_fact(store, "setup", setup) or _too_many(store, len(paths)):
        _rebuild(store, gate)
        admission = Admission(everything=True)
    else:
        admission = _update(store, gate, paths, gone)
    store.execute("DELETE FROM pending")
    renditions = admission.renditions | publish_own_photos(store, gate.people, gate.addresses.sections)
    return msgspec.structs.replace(admission, staff=tuple(staff), clock=clock, renditions=renditions)


def admit_alone(store: Store, gate: Gate, path: str) -> Admission:
    """Apply the gate to the story at `path` alone. For a preview, which is rolled back."""
    return _update(store, gate, [path])


def _update_staff(store: Store, people: Mapping[str, Person]) -> list[str]:
    """Save the cards of people, and return the slugs of those that are new, changed or gone."""
    before = dict(store.execute("SELECT slug, person FROM staff").fetchall())
    after = {slug: ENCODER.encode(person) for slug, person in people.items()}
    changed = sorted(slug for slug in before.keys() | after.keys() if before.get(slug) != after.get(slug))
    store.executemany("DELETE FROM staff WHERE slug = ?", ((slug,) for slug in changed))
    store.executemany("INSERT INTO staff VALUES (?, ?)", ((slug, after[slug]) for slug in changed if slug in after))
    return changed


def _move_clock(store: Store, now: int) -> tuple[int, int] | None:
    """Set the clock, and return the instants, lesser first, between which it moved."""
    before = recall_fact(store, "clock")
    if before == str(now):
        return None
    keep_fact(store, "clock", str(now))
    return (min(int(before), now), max(int(before), now)) if before else None


def _concerned(store: Store, staff: Iterable[str], clock: tuple[int, int] | None) -> list[str]:
    """Return the stories to check: changed, by somebody whose card changed, or with a turn that the clock passed."""
    paths = {path for (path,) in store.execute("SELECT path FROM pending")}
    for slug in staff:
        rows = store.execute("SELECT path FROM listings WHERE kind = 'byline' AND subject = ?", (slug,))
        paths.update(path for (path,) in rows)
    if clock:
        for table in TURNS:
            rows = store.execute(f"SELECT path FROM {table} WHERE moment > ? AND moment <= ?", clock)  # noqa: S608
            paths.update(path for (path,) in rows)
    return sorted(paths)


def _too_many(store: Store, paths: int) -> bool:
    return paths > MOST_CHANGES and paths * 4 > store.execute("SELECT count(*) FROM stories").fetchone()[0]


# --- all, and some --------------------------------------------------------------------------------


def _rebuild(store: Store, gate: Gate) -> None:
    """Fill the public tables from scratch."""
    for table in (*TABLES, "listings", "subjects", "redirects", "shown_photos", "renditions", "photo_turns"):
        store.execute(f"DELETE FROM {table}")  # noqa: S608 -- the names stand above
    forget_words(store)
    give_back()  # what reading took
    wanted = []
    for stories in batches_of(_public_stories(store, gate), ADMITTED_AT_ONCE):
        listings.add_to_listings(store, gate.addresses, _with_times(stories, gate.now))
        _save_facts(store, gate, stories, [story.path for story in stories])
        wanted += [_claim_of(gate, story) for story in stories]
    listings.rebuild_subjects(store, gate.addresses)
    assigned = claims.assign_addresses(store, gate.addresses, wanted, set(), gate.static)
    del wanted
    pictured, sounding = stories_with_photos(store), stories_with_sounds(store)
    admitted = (story for story in all_stories(store) if story.path in assigned)
    for stories in batches_of(admitted, ADMITTED_AT_ONCE):
        _publish(store, gate, stories, assigned, pictured, sounding)
        claims.save_former_addresses(store, gate.addresses, stories, assigned)
    translations.resolve_translations(store, gate.addresses, None)
    claims.update_redirects(store, gate.addresses, None, gate.static, gate.gone)


def _public_stories(store: Store, gate: Gate) -> Iterator[Story]:
    """Yield the stories that the gate lets in, and keep for editors why the others wait."""
    for story in all_stories(store):
        if gate.lets_in(story):
            yield story
        else:
            keep_remark(store, story.path, waiting_note(story, gate))


def _claim_of(gate: Gate, story: Story) -> claims.Claim:
    return claims.claim_of(gate.addresses, story, hidden=gate.everything and not gate.is_open(story))


def _save_facts(store: Store, gate: Gate, public: Collection[Story], examined: Iterable[str]) -> None:
    """Save what these public stories say, other than their cards. `examined`: the paths that were looked at."""
    pins.save_pins(store, gate.addresses, public)
    translations.save_translations(store, gate.addresses, public)
    corrections.save_corrections(store, public, gate.now)
    save_events(store, public, ZoneInfo(gate.addresses.zone_name))
    save_live(store, public, gate.now)
    note_words(store, public, examined)


def _update(store: Store, gate: Gate, paths: list[str], gone: frozenset[str] = frozenset()) -> Admission:
    """Update the public tables for the stories at `paths`, and for those whose address depends on theirs.

    `gone`: the places where a page that says that a story was withdrawn comes or goes.
    """
    before = {path: public_state_of(store, path) for path in paths}
    translated = translations.groups_of(store, paths)
    stories = {story.path: story for story in stories_at(store, paths)}
    public = {path: one for path, one in stories.items() if gate.lets_in(one)}
    touched = claims.claimed_places(store, paths) | claims.former_places(store, paths)
    listings, sizes, turned = _update_listings(store, gate, paths, public, before)
    needed = photos.renditions_at(store, paths)
    photos.withdraw_photos(store, paths)
    for table in TABLES:
        rows = ((path,) for path in paths)
        store.executemany(f"DELETE FROM {table} WHERE path = ?", rows)  # noqa: S608
    for path in stories.keys() - public.keys():
        keep_remark(store, path, waiting_note(stories[path], gate))
    touched |= turned
    moved = _assign_addresses(store, gate, public, touched, before)
    touched |= claims.former_places(store, moved)
    resettled = stories_at(store, sorted(moved.keys() - public.keys()))
    claims.save_former_addresses(store, gate.addresses, [*public.values(), *resettled], moved)
    _save_facts(store, gate, public.values(), paths)
    touched |= claims.former_places(store, moved) | {place for _, place in moved.values()}
    redirected = claims.update_redirects(store, gate.addresses, touched | gone, gate.static, gate.gone)
    renditions = frozenset(needed ^ photos.renditions_at(store, paths))
    changes = tuple(Change(path, before[path], public_state_of(store, path)) for path in sorted(before))
    translated |= translations.resolve_translations(store, gate.addresses, changes)
    return Admission(
        changes=changes,
        listings=listings,
        sizes=sizes,
        translated=tuple(sorted(translated)),
        redirected=tuple(sorted(redirected)),
        renditions=renditions,
    )


def _update_listings(
    store: Store,
    gate: Gate,
    paths: list[str],
    public: Mapping[str, Story],
    before: Mapping[str, PublicState | None],
) -> tuple[frozenset[Listing], dict[Listing, tuple[int, str]], set[str]]:
    """Replace the stories at `paths` in the listings by `public`.

    Returns the listings that were touched, their former sizes, and the places of fronts that came or went.
    """
    entered = {(kind, subject) for one in before.values() if one for kind, subject, _ in one.listings}
    for story in public.values():
        entered.update((kind, subject) for kind, subject, _ in listings.listings_of(gate.addresses, story))
    touched = frozenset(entered | listings.spans_of(entered))
    sizes = listings.sizes_of(store, touched)
    listings.remove_from_listings(store, paths)
    listings.add_to_listings(store, gate.addresses, _with_times(public.values(), gate.now))
    listings.update_subjects(store, gate.addresses, entered)
    turned = sizes.keys() ^ listings.sizes_of(store, touched).keys()
    return touched, sizes, {gate.addresses.place(gate.addresses.front(kind, subject)) for kind, subject in turned}


def _assign_addresses(
    store: Store, gate: Gate, public: Mapping[str, Story], touched: set[str], before: dict[str, PublicState | None]
) -> claims.Assigned:
    """Give `public` their addresses and cards, and give new ones to other stories where these depend on them.

    The former states of those others are added to `before`.
    """
    wanted = (_claim_of(gate, story) for story in public.values())
    assigned = claims.assign_addresses(store, gate.addresses, wanted, touched, gate.static)
    others = {story.path: story for story in stories_at(store, sorted(assigned.keys() - public.keys()))}
    before |= {path: public_state_of(store, path) for path in others}
    withdraw_pages(store, others)
    for path in others:
        store.execute("DELETE FROM cards WHERE path = ?", (path,))
        store.execute("DELETE FROM remarks WHERE path = ?", (path,))
    every = [public.get(path) or others[path] for path in assigned]
    many = len(every) > FEW_STORIES
    pictured, sounding = (stories_with_photos(store), stories_with_sounds(store)) if many else (assigned, assigned)
    _publish(store, gate, every, assigned, pictured, sounding)
    return assigned


def _publish(
    store: Store,
    gate: Gate,
    stories: Iterable[Story],
    assigned: claims.Assigned,
    pictured: Container[str],
    sounding: Container[str],
) -> None:
    """Publish stories at the addresses that they got.

    `pictured` and `sounding` may have photos or a recording. So may stories that name photos themselves: whether there
    are such photos or not, editors are told.
    """
    cards = (
        _admit_story(store, gate, story, _publish_media(store, gate, story, pictured, sounding), *assigned[story.path])
        for story in stories
    )
    store.executemany(INSERT_CARD, (row for row in cards if row))


def _publish_media(
    store: Store, gate: Gate, story: Story, pictured: Container[str], sounding: Container[str]
) -> Photo | None:
    """Publish the photos and the recording of a story, and return the photo that its card shows."""
    photo = None
    if story.path in pictured or story.photos.named or story.photos.inline:
        photo, problems = photos.publish_photos(store, gate.photo_rules, without_later_photos(story, gate.now))
        for problem in problems:
            keep_remark(store, story.path, problem)
    if story.path in sounding and not story.own:
        publish_sound(store, gate.addresses.prefix, story.path)
    return photo


def _with_times(stories: Iterable[Story], now: datetime) -> Iterator[tuple[Story, int]]:
    return ((story, last_change(story, now)) for story in stories)


def _admit_story(
    store: Store, gate: Gate, story: Story, photo: Photo | None, url: str, place: str
) -> tuple[object, ...] | None:
    """Save what is to be said of the story. Returns the row of its card; a page of the paper's own has none."""
    wanted = gate.addresses.story(story)
    if url != wanted:
        keep_remark(store, story.path, moved_note(story, wanted, url))
    for remark in chart_remarks(store, story):
        keep_remark(store, story.path, remark)
    if story.own:
        publish_page(store, story, photo, (url, place), updated_by(story, gate.now))
        return None
    card = make_card(story, photo, url, gate.now, addresses=gate.addresses, people=gate.people)
    return card_row(card, story, place, gate.now, gate.addresses)


# --- what editors are told ------------------------------------------------------------------------


def waiting_note(story: Story, gate: Gate) -> Problem:
    """Say why the story isn't public, and until when."""
    if story.path in gate.takedowns:
        takedown = gate.takedowns[story.path]
        why = f" ({takedown.reason})" if takedown.reason else ""
        day = takedown.date.astimezone(ZoneInfo(gate.addresses.zone_name)).date()
        hint = f"To publish it again: broadsheet takedown {shlex.quote(story.file)} --undo"
        if is_wire_path(story.path):
            hint = f"If an editor took it down: broadsheet takedown {shlex.quote(story.path)} --undo"
        return Problem(
            story.file, 0, f"It was taken down on {day}{why}.", hint, Gravity.NOTE, code="schedule-taken-down"
        )
    if story.undated or (story.draft and not gate.drafts):
        hint = UNDATED_HINT if story.undated else ""
        return Problem(story.file, 0, "It is a draft, so it isn't published.", hint, Gravity.NOTE, "schedule-draft")
    if story.opens > gate.now:
        opens = story.opens.astimezone(ZoneInfo(gate.addresses.zone_name))
        return Problem(
            story.file, 0, f"Scheduled for {opens:%Y-%m-%d %H:%M}.", gravity=Gravity.NOTE, code="schedule-waiting"
        )
    return Problem(
        story.file, 0, "It has expired, so it is no longer published.", gravity=Gravity.NOTE, code="schedule-expired"
    )


def next_turn(store: Store, now: datetime, *, drafts: bool = False) -> datetime | None:
    """Return the next instant after `now` at which time alone changes what may be shown of a story."""
    rows = store.execute(
        "SELECT min(moment) FROM turns WHERE moment > :now AND (NOT draft OR :drafts)"
        " UNION ALL SELECT min(moment) FROM photo_turns WHERE moment > :now",
        {"now": order_of(now), "drafts": drafts},
    )
    return min((moment_of(moment) for (moment,) in rows if moment is not None), default=None)
