"""A whole build from top to bottom: read the sources, refresh the copy, admit, relate, doubt, render."""

import importlib
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from generator.archive import queries
from generator.archive.addresses import Addresses, addresses_of, file_of
from generator.archive.admission import Gate, admit
from generator.archive.listed_redirects import update_listed
from generator.archive.own_photos import find_own_photos, with_portraits
from generator.archive.photos import PhotoRules
from generator.archive.published import update_published
from generator.archive.recording import note_unrecorded, record_published
from generator.archive.takedowns import with_recorded_places
from generator.archive.versions import with_versions
from generator.catalogue import copy
from generator.catalogue.borrow import borrow_knowledge
from generator.catalogue.last_build import LastBuild, keep_last_build
from generator.catalogue.refresh import read_copy
from generator.catalogue.scan import is_part_unread
from generator.catalogue.store import Store, discard_store, open_memory, open_store, raise_unless_damaged, sealed
from generator.config import Config, read_config
from generator.edition.by_size import SIZE_CODE, notes_on_size, undecided
from generator.edition.choices import find_choices
from generator.edition.doubts import record_doubts
from generator.edition.edition import EditionSettings, make_settings
from generator.edition.last import keep_settings
from generator.edition.pages.kinds import NEWSLETTER, TEMPLATES
from generator.edition.sources import Sources, find_problems, read_sources, static_addresses, with_kills
from generator.edition.turns import next_change
from generator.errors import BroadsheetError
from generator.extensions.opening import open_extensions
from generator.extensions.used import Used
from generator.intake.survey import Interrupted
from generator.model import Gravity, Person, Problem, Reason
from generator.paper import STATE, BuildSession, Paper, hold_lock
from generator.press.allowed_folders import check_output, check_state
from generator.press.extended import taken_names
from generator.press.photo_jobs import PhotosUnusable
from generator.press.removals import Guard, asks_for_confirmation
from generator.press.render_build import RenderResult, render_edition
from generator.press.render_setup import make_render_setup
from generator.press.templates import Found, find_unused, read_theme, refuse_without_data
from generator.related.index import backlink_type
from generator.related.lists import related_settings_of, update_related
from generator.search.pagefind import find_missing
from generator.workers import Progress, Workers, no_progress


class Outcome(msgspec.Struct, frozen=True):
    """The result of a build."""

    stories: int
    problems: tuple[Problem, ...]
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    next_change: datetime | None = None
    reasons: tuple[tuple[str, Reason], ...] = ()
    """The address of each page that was examined, and why it was printed or left alone."""
    photos_left: int = 0
    """How many photos aren't there yet, because the session lets only some be made in each build."""
    published: bool = True
    """False when `--strict` and a held file kept everything back, or nothing was to be written."""

    @property
    def held(self) -> list[Problem]:
        """The problems for which a file is held back."""
        return [problem for problem in self.problems if problem.gravity is Gravity.HELD]


EXPECTED_ERRORS = (BroadsheetError, Interrupted, OSError)
"""The errors that end a build without casting doubt on the catalogue."""


class ReadResult(msgspec.Struct, frozen=True):
    """The paper as read, before anything is rendered."""

    store: Store
    settings: EditionSettings
    sources: Sources
    problems: list[Problem]
    next_change: datetime
    """The next instant at which the clock alone changes the site."""
    files: int
    """How many files of copy there are in content/."""


def build(paper: Paper, progress: Progress = no_progress, session: BuildSession | None = None) -> Outcome:
    """Build the site.

    Raises BroadsheetError (see the tree in generator/errors.py) or OSError; the site is then as it was before.
    """
    if session is None:
        with Workers(paper.jobs) as workers:
            return build(paper, progress, BuildSession(workers))
    config = read_config(paper.folder)
    check_output(paper.output, paper.folder)
    check_state(paper)
    with hold_lock(paper.state, paper.wait_s):
        used = open_extensions(paper.folder, config, paper.state, session.workers, taken_names, paper.call_limits)
        used = msgspec.structs.replace(used, trace=session.trace)
        with ThreadPoolExecutor(max_workers=1) as beside:  # while workers start and read the copy
            theme = beside.submit(read_theme, paper, used.filter_owners())
            try:
                return _build(paper, config, used, theme, session, progress)
            except EXPECTED_ERRORS:
                raise
            except Exception as fault:
                raise_unless_damaged(fault, paper.state)
                discard_store(paper.state)
                return _build(paper, config, used, theme, session, progress, lost=True)


def preload_modules() -> None:
    """Preload modules that an unchanged build doesn't need but the next build will. It takes half a second."""
    backlink_type()
    importlib.import_module("generator.press.environment")
    importlib.import_module("generator.intake.entries")


def _build(
    paper: Paper,
    config: Config,
    used: Used,
    reading_theme: Future[dict[str, Found]],
    session: BuildSession,
    progress: Progress,
    *,
    lost: bool = False,
) -> Outcome:
    """Build with the catalogue as it is. `lost` says that the former catalogue had to be discarded."""
    store, unusable = open_store(paper.state)
    if lost or unusable:
        session = msgspec.structs.replace(session, places=None)
    with sealed(store):
        while True:
            read = read_paper(paper, config, used, store, session, progress)
            theme = reading_theme.result()
            if paper.strict and any(problem.gravity is Gravity.HELD for problem in read.problems):
                return _outcome(read, lost or unusable, None)
            refuse_without_data(theme, read.sources.data.problems)
            setup = make_render_setup(paper, store, read.settings, theme, _guard(paper, config, read, session), session)
            try:
                rendered = render_edition(setup, session.workers, progress)
            except PhotosUnusable as fault:  # the same again without them: each turn has fewer photos
                copy.refuse_photos(store, fault.reasons)
                continue
            if not rendered.photos_left:
                with store:
                    keep_last_build(store, LastBuild(paper.now, config.address, drafts=paper.drafts))
            unused = find_unused(theme, paper.folder, TEMPLATES | {NEWSLETTER})
            told = [*unused, *_sized(config, read, rendered), *_record(paper, config, read, session, rendered)]
            return _outcome(read, lost or unusable, rendered, told)


def _sized(config: Config, read: ReadResult, rendered: RenderResult) -> Iterable[Problem]:
    """Yield a note about the pages that a large paper does not have, unless these were published and wait."""
    if not any(problem.code == SIZE_CODE for problem in rendered.problems):
        yield from notes_on_size(config, read.settings.config)


def _record(
    paper: Paper, config: Config, read: ReadResult, session: BuildSession, rendered: RenderResult
) -> Iterable[Problem]:
    """Record what was published, unless this build is only to be looked at. Yields a problem if that fails."""
    if session.records and not paper.drafts and paper.aside is None:
        waits = any(asks_for_confirmation(problem) for problem in rendered.problems)
        addresses = read.settings.addresses
        yield from record_published(read.store, paper.record_folders, addresses, config.address, departures=not waits)


def read_without_building(paper: Paper, progress: Progress = no_progress, *, everything: bool = False) -> ReadResult:
    """Read the paper without changing the output or the catalogue. The caller closes the result's store.

    Photos that the catalogue knows aren't opened, and it knows which words stories had. With `everything`, the gate
    lets in all but what was taken down.
    """
    config = read_config(paper.folder)
    with ExitStack() as on_error, Workers(paper.jobs) as workers:
        store = open_memory()
        on_error.callback(store.close)
        borrow_knowledge(store, paper.state)
        used = open_extensions(paper.folder, config, None, workers, taken_names, paper.call_limits)
        read = read_paper(paper, config, used, store, BuildSession(workers), progress, everything=everything)
        on_error.pop_all()
        return read


def read_paper(
    paper: Paper,
    config: Config,
    used: Used,
    store: Store,
    session: BuildSession,
    progress: Progress,
    *,
    everything: bool = False,
) -> ReadResult:
    """Bring the catalogue and its public tables up to date with the files, and doubt the pages that may change."""
    sources = read_sources(paper.folder, config, used, paper.now)
    read_copy(paper, config, store, session, progress, used)
    described = copy.all_section_cards(store)
    addresses = addresses_of(config, described)
    sources = with_kills(sources, store, addresses)
    people = {**sources.people, **copy.all_people(store)}
    rules = PhotoRules(addresses.prefix, config.photos.require_credit, paper.now, addresses.zone_name)
    own = find_own_photos(store, rules)
    people = with_portraits(people, own.portraits)
    gate = _gate(paper, config, sources, addresses, people)
    gate = msgspec.structs.replace(gate, everything=everything)
    with store:
        update_published(store, paper.record_folders, gate.takedowns, gate.is_open)
        takedowns = [*with_recorded_places(store, sources.takedowns, addresses.prefix)]
        sources = msgspec.structs.replace(sources, takedowns=takedowns)
        gate = msgspec.structs.replace(gate, takedowns={one.story: one for one in takedowns})
        admission = admit(store, gate)
        static = static_addresses(sources, config, addresses)
        admission = update_listed(store, sources.redirects, addresses, static, admission)
        note_unrecorded(store, addresses, None if admission.everything else admission.paths)
        changes = None if admission.everything else admission.changes
        related = update_related(store, addresses, changes, related_settings_of(config), session.workers)
        choices, misnamed = find_choices(store, addresses, sources.front, described)
        settings = make_settings(
            store,
            config,
            addresses,
            sources,
            people=people,
            pictures=own.pictures,
            choices=choices,
            now=paper.now,
        )
        keep_last_build(store, None)
        keep_settings(store, settings)
        record_doubts(store, settings, admission, related)
    problems = sorted([*find_problems(store, sources, addresses), *misnamed, *own.problems, *find_missing(config)])
    problems = list(with_versions(store, problems, ZoneInfo(config.time_zone)))
    turn = next_change(store, config, paper.now, own.next_turn, drafts=paper.drafts)
    return ReadResult(store, settings, sources, problems, turn, copy.count_files(store))


def _gate(paper: Paper, config: Config, sources: Sources, addresses: Addresses, people: Mapping[str, Person]) -> Gate:
    return Gate(
        addresses=addresses,
        people=people,
        static=frozenset(addresses.place(asset.url) for asset in sources.assets),
        now=paper.now,
        drafts=paper.drafts,
        takedowns={takedown.story: takedown for takedown in sources.takedowns},
        require_credit=config.photos.require_credit,
    )


def _guard(paper: Paper, config: Config, read: ReadResult, session: BuildSession) -> Guard:
    takedowns = read.sources.takedowns
    return Guard(
        origin=config.origin,
        emptied=not read.files,
        unread=is_part_unread(read.store),
        confirmed=paper.confirmed_removals,
        patient=session.patient,
        taken_down=frozenset(one.story for one in takedowns),
        undecided=undecided(config, read.settings.config),
        withdrawn=frozenset(file_of(url, config.prefix) for one in takedowns for url in one.places),
    )


def _outcome(read: ReadResult, lost: bool, rendered: RenderResult | None, told: Iterable[Problem] = ()) -> Outcome:
    """Return the result of the build. Without `rendered`, nothing was published. `told`: problems found since."""
    problems = [*read.problems, *told, *(rendered.problems if rendered else ())]
    if lost:
        message = "The catalogue was damaged or of another version, so everything was read again."
        problems.append(Problem(STATE, 0, message, gravity=Gravity.NOTE, code="file-catalogue"))
    return Outcome(
        stories=queries.count_stories(read.store),
        problems=tuple(problems),
        written=rendered.written if rendered else (),
        removed=rendered.removed if rendered else (),
        unchanged=rendered.unchanged if rendered else 0,
        next_change=read.next_change,
        photos_left=rendered.photos_left if rendered else 0,
        reasons=rendered.reasons if rendered else (),
        published=rendered is not None,
    )
