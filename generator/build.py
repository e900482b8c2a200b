"""The day from top to bottom."""

import importlib
from collections.abc import Mapping
from datetime import datetime

import msgspec

from generator.archive import queries
from generator.archive.addresses import addresses_of, file_of
from generator.archive.admission import Gate, admit, all_remarks, lost_notes, next_turn
from generator.archive.pins import notes_on_pins
from generator.archive.takedowns import takedowns_of
from generator.catalogue import copy
from generator.catalogue.doubts import doubt_kinds
from generator.catalogue.last_build import LastBuild, keep_last_build
from generator.catalogue.refresh import read_copy
from generator.catalogue.scan import is_part_unread
from generator.catalogue.store import (
    Store,
    discard_store,
    generator_digest,
    is_new_fact,
    open_memory,
    open_store,
    refuse_to_judge,
    sealed,
)
from generator.config import Config, ConfigError, read_config
from generator.digests import digest_value
from generator.edition.assets import assets_of
from generator.edition.doubts import keep_doubts
from generator.edition.edition import EditionSettings, make_settings, next_news_turn
from generator.edition.front import find_stories, read_front
from generator.edition.pages.gone import find_returned, notices_of
from generator.edition.pages.kinds import KINDS
from generator.edition.trending import read_chart
from generator.extensions.opening import open_extensions
from generator.extensions.used import Used
from generator.intake.person import people_of
from generator.intake.survey import Interrupted
from generator.model import Gravity, Problem, Reason
from generator.paper import STATE, BuildSession, Locked, Paper, hold_lock
from generator.press.extended import taken_names
from generator.press.output import OutputError, check_output
from generator.press.removals import Guard
from generator.press.render_build import RenderResult, RenderSetup, render_edition
from generator.press.templates import (
    Found,
    calls_of,
    digest_closures,
    read_theme,
    template_cache_of,
    template_folders,
)
from generator.press.trouble import TemplateError
from generator.related.index import back_type
from generator.related.lists import keep_related, wish_of
from generator.workers import Progress, Workers, no_progress


class Outcome(msgspec.Struct, frozen=True):
    """What a build came to."""

    stories: int
    problems: tuple[Problem, ...]
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    next_change: datetime | None = None
    reasons: tuple[tuple[str, Reason], ...] = ()
    """Address -> why it was printed or left alone, of each page that was looked at."""
    published: bool = True
    """False when `--strict` and a held file kept everything back, or nothing was to be written."""

    @property
    def held(self) -> list[Problem]:
        """The files that were held back, and why."""
        return [problem for problem in self.problems if problem.gravity is Gravity.HELD]


ORDINARY_TROUBLE = (ConfigError, Interrupted, Locked, OSError, OutputError, TemplateError)
"""What ends a build, whatever is in the catalogue."""


class ReadResult(msgspec.Struct, frozen=True):
    """The paper as read, before anything is printed."""

    store: Store
    brief: EditionSettings
    problems: list[Problem]
    next_change: datetime | None
    dropped: int
    """Files of copy in content/."""


class Sources(msgspec.Struct, frozen=True):
    """What is read before the copy: settings, extensions, templates."""

    config: Config
    used: Used
    theme: Mapping[str, Found]
    """Empty when nothing is to be printed."""


def build(paper: Paper, progress: Progress = no_progress, session: BuildSession | None = None) -> Outcome:
    """Build the site.

    Raises ConfigError, OutputError, TemplateError, Locked or OSError; nothing is half done then.
    """
    if session is None:
        with Workers(paper.jobs) as workers:
            return build(paper, progress, BuildSession(workers))
    config = read_config(paper.folder)
    check_output(paper.output, paper.folder)
    with hold_lock(paper.state, paper.wait_s):
        used = open_extensions(paper.folder, config, paper.state, session.workers, taken_names)
        used = msgspec.structs.replace(used, trace=session.trace)
        theme = read_theme(paper, used.filter_owners())
        sources = Sources(config, used, theme)
        try:
            return _build(paper, sources, session, progress)
        except ORDINARY_TROUBLE:
            raise
        except Exception as fault:
            refuse_to_judge(fault, paper.state)
            discard_store(paper.state)
            return _build(paper, sources, session, progress, lost=True)


def get_ready() -> None:
    """Load what the next change will need, and a build that changed nothing did not: it takes a fifth of a second."""
    back_type()
    importlib.import_module("generator.press.environment")


def _build(paper: Paper, sources: Sources, session: BuildSession, progress: Progress, *, lost: bool = False) -> Outcome:
    """The build itself, with the catalogue as it is; `lost` when the one before had to be discarded."""
    store, unusable = open_store(paper.state)
    if lost or unusable:
        session = msgspec.structs.replace(session, places=None)
    with sealed(store):
        read = edit(paper, sources, store, session, progress)
        if paper.strict and any(problem.gravity is Gravity.HELD for problem in read.problems):
            return _outcome(read, lost or unusable, None)
        room = make_render_setup(paper, read, sources.theme, session)
        proof = render_edition(room, session.workers, progress)
        with store:
            keep_last_build(store, LastBuild(paper.now, sources.config.address, drafts=paper.drafts))
        return _outcome(read, lost or unusable, proof)


def look(paper: Paper, progress: Progress = no_progress) -> ReadResult:
    """Read the paper without touching output or catalogue. The read's store stays open."""
    config = read_config(paper.folder)
    with Workers(paper.jobs) as workers:
        used = open_extensions(paper.folder, config, None, workers, taken_names)
        return edit(paper, Sources(config, used, {}), open_memory(), BuildSession(workers), progress)


def edit(paper: Paper, sources: Sources, store: Store, session: BuildSession, progress: Progress) -> ReadResult:
    """From the dropped files to the public tables, and the pages that may be out of date for it."""
    config = sources.config
    takedowns = takedowns_of(paper.folder)
    read_copy(paper, config, store, session, progress, sources.used)
    assets, unusable = assets_of(paper.folder, config)
    addresses = addresses_of(config)
    people = {**people_of(config), **copy.all_people(store)}
    gate = Gate(
        addresses=addresses,
        people=people,
        static=frozenset(addresses.place(asset.url) for asset in assets),
        now=paper.now,
        drafts=paper.drafts,
        takedowns={takedown.story: takedown for takedown in takedowns},
    )
    with store:
        admission = admit(store, gate)
        changes = None if admission.everything else admission.changes
        kin = keep_related(store, addresses, changes, wish_of(config), session.workers)
        front, misnamed = find_stories(read_front(paper.folder), store, addresses)
        chart, unread = read_chart(paper.folder)
        brief = make_settings(
            store,
            config,
            addresses,
            assets=assets,
            people=people,
            front=front,
            chart=chart,
            now=paper.now,
            gone=notices_of(takedowns, addresses),
            used=sources.used,
        )
        keep_last_build(store, None)
        is_new_fact(store, "brief", msgspec.json.encode(brief).decode())
        keep_doubts(store, brief, admission, kin)
    problems = [
        *copy.all_problems(store),
        *unusable,
        *all_remarks(store),
        *notes_on_pins(store, addresses),
        *lost_notes(store),
        *find_returned(store, takedowns, addresses),
        *misnamed,
        *unread,
    ]
    turns = [next_turn(store, paper.now, drafts=paper.drafts), next_news_turn(store, paper.now)]
    next_change = min((turn for turn in turns if turn is not None), default=None)
    return ReadResult(store, brief, sorted(problems), next_change, copy.count_files(store))


def make_render_setup(paper: Paper, read: ReadResult, theme: Mapping[str, Found], session: BuildSession) -> RenderSetup:
    """Where this edition is printed, and the digest of all that each kind of page hangs on; new ones raise doubts."""
    store = read.store
    closures = digest_closures(theme)
    facts = (read.brief.site, generator_digest())
    used = read.brief.extensions
    kind_digests = {
        name: digest_value(
            (facts, closures.get(kind.template), used.page_digests(name, calls_of(theme, kind.template)))
        )
        for name, kind in KINDS.items()
    }
    with store:
        doubt_kinds(
            store, [kind for kind, frame in kind_digests.items() if is_new_fact(store, f"frame of {kind}", frame)]
        )
    return RenderSetup(
        store=store,
        brief=read.brief,
        output=paper.output,
        folders=template_folders(paper.folder),
        template_cache=template_cache_of(paper),
        kind_digests={kind: frame.encode() for kind, frame in kind_digests.items()},
        guard=_guard_for(paper, read, session),
        thorough=session.places is None,
        placing=session.placing,
    )


def _guard_for(paper: Paper, read: ReadResult, session: BuildSession) -> Guard:
    takedowns, prefix = takedowns_of(paper.folder), read.brief.config.prefix
    return Guard(
        address=read.brief.config.address,
        emptied=not read.dropped,
        unread=is_part_unread(read.store),
        confirmed=paper.confirmed_removals,
        patient=session.patient,
        taken_down=frozenset(one.story for one in takedowns),
        withdrawn=frozenset(file_of(url, prefix) for one in takedowns for url in one.places),
    )


def _outcome(read: ReadResult, lost: bool, proof: RenderResult | None) -> Outcome:
    problems = [*read.problems, *(proof.problems if proof else ())]
    if lost:
        message = "The catalogue was damaged or of another version, so everything was read again."
        problems.append(Problem(STATE, 0, message, gravity=Gravity.NOTE))
    return Outcome(
        stories=queries.count_stories(read.store),
        problems=tuple(problems),
        written=proof.written if proof else (),
        removed=proof.removed if proof else (),
        unchanged=proof.unchanged if proof else 0,
        next_change=read.next_change,
        reasons=proof.reasons if proof else (),
        published=proof is not None,
    )
