"""The day from top to bottom."""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import filelock
import msgspec

from generator.archive import copydesk, queries
from generator.archive.addresses import addresses_of
from generator.archive.admission import Admission, Gate, admit, all_remarks, lost_notes, next_turn
from generator.archive.doubts import doubt_everything, doubt_kinds, raise_doubts
from generator.archive.finished import Finished, keep_finished
from generator.archive.kinship import keep_related, wish_of
from generator.archive.lookout import keep_folders, keep_sights, look_through
from generator.archive.pins import notes_on_pins
from generator.archive.store import (
    FILE,
    CatalogueFault,
    Store,
    catalogue_file,
    digest_of,
    discard_store,
    generator_digest,
    is_new_fact,
    open_memory,
    open_reader,
    open_store,
    recall_fact,
    refuse_to_judge,
)
from generator.archive.takedowns import Takedown, read_takedowns
from generator.archive.web import back_type
from generator.config import Config, ConfigTrouble, read_config
from generator.edition.doubts import doubtful_pages, pages_with_trending
from generator.edition.edition import Brief, Edition, make_brief, next_news_turn, open_edition
from generator.edition.front import find_stories, read_front
from generator.edition.plan import find_page
from generator.edition.stock import Asset, take_stock
from generator.edition.trending import read_chart
from generator.edition.withdrawn import find_returned, notices_of
from generator.intake.extent import Extent
from generator.intake.filing import desk_of, digest_desk
from generator.intake.person import people_of
from generator.intake.reading import read_changes
from generator.intake.survey import never
from generator.model import Gravity, Problem, Reason
from generator.press.output import check_output
from generator.press.printing import Pressroom, Proof, print_edition
from generator.press.render import PRESSES
from generator.press.templates import (
    Found,
    TemplateTrouble,
    digest_closures,
    find_problems,
    read_templates,
    template_folders,
    theme_folder,
)
from generator.stamps import kept_time
from generator.workers import Watch, Workers, unwatched

STATE = ".broadsheet"
DISK_TIME_GRAIN_NS = 2_000_000_000
"""The coarsest time that a disk keeps of a file (FAT)."""


class Paper(msgspec.Struct, frozen=True):
    """Where a paper is, and how it is to be built."""

    folder: Path
    output: Path
    now: datetime
    jobs: int = 0
    drafts: bool = False
    strict: bool = False
    confirmed_removals: int | None = None
    aside: Path | None = None
    """Where the catalogue is kept, when not in the paper's own `.broadsheet`."""
    wait_s: float = 0
    """How long to wait for another build of the same paper to end; -1 for as long as it takes."""

    @property
    def state(self) -> Path:
        """The folder of the catalogue and the lock."""
        return self.aside or self.folder / STATE


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


class Shift(msgspec.Struct, frozen=True):
    """What a process that goes on working lends to each build of its own."""

    workers: Workers
    """At hand already."""
    places: tuple[str, ...] | None = None
    """Files and folders of content/ that may have changed since the last build, `content/world/a.txt`; None: all may.

    With some named, neither the rest of content/ nor the site is looked through."""
    placing: Callable[[], AbstractContextManager[Any]] = nullcontext
    """Is entered while files are put in place or removed."""
    is_urged: Callable[[], bool] = never
    """Asked while all of content/ is looked through; to say yes ends the build: Interrupted, and nothing was done."""


class Locked(Exception):
    """Another build of the same paper is under way."""


class Editorial(msgspec.Struct, frozen=True):
    """The paper as read, before anything is printed."""

    store: Store
    brief: Brief
    problems: list[Problem]
    next_change: datetime | None
    dropped: int
    """Files of copy in content/."""


def build(paper: Paper, watch: Watch = unwatched, shift: Shift | None = None) -> Outcome:
    """Build the site.

    Raises ConfigTrouble, OutputTrouble, TemplateTrouble, Locked or OSError; nothing is half done then.
    """
    if shift is None:
        with Workers(paper.jobs) as workers:
            return build(paper, watch, Shift(workers))
    config = read_config(paper.folder)
    check_output(paper.output, paper.folder)
    with hold_lock(paper.state, paper.wait_s):
        theme = read_theme(paper)
        try:
            return _build(paper, config, theme, shift, watch)
        except (msgspec.DecodeError, CatalogueFault) as fault:
            refuse_to_judge(fault)
            discard_store(paper.state)
            return _build(paper, config, theme, shift, watch, lost=True)


def get_ready() -> None:
    """Load what the next change will need, and a build that changed nothing did not: it takes a fifth of a second."""
    back_type()
    importlib.import_module("generator.press.environment")


def _build(
    paper: Paper, config: Config, theme: Mapping[str, Found], shift: Shift, watch: Watch, *, lost: bool = False
) -> Outcome:
    """The build itself, with the catalogue as it is; `lost` when the one before had to be discarded."""
    store, unusable = open_store(paper.state)
    if lost or unusable:
        shift = msgspec.structs.replace(shift, places=None)
    with closing(store):
        editorial = edit(paper, config, store, shift, watch)
        if paper.strict and any(problem.gravity is Gravity.HELD for problem in editorial.problems):
            return _outcome(editorial, lost or unusable, None)
        room = make_pressroom(paper, editorial, theme, shift)
        proof = print_edition(room, shift.workers, watch)
        with store:
            keep_finished(store, Finished(paper.now, config.address, drafts=paper.drafts))
        return _outcome(editorial, lost or unusable, proof)


def look(paper: Paper, watch: Watch = unwatched) -> Editorial:
    """Read the paper without touching output or catalogue. The editorial's store stays open."""
    config = read_config(paper.folder)
    with Workers(paper.jobs) as workers:
        return edit(paper, config, open_memory(), Shift(workers), watch)


def edit(paper: Paper, config: Config, store: Store, shift: Shift, watch: Watch) -> Editorial:
    """From the dropped files to the public tables, and the pages that may be out of date for it."""
    takedowns = takedowns_of(paper.folder)
    _read_copy(paper, config, store, shift, watch)
    assets, unusable = stock_of(paper.folder, config)
    addresses = addresses_of(config)
    people = {**people_of(config), **copydesk.all_people(store)}
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
        kin = keep_related(store, addresses, changes, wish_of(config), shift.workers)
        front, misnamed = find_stories(read_front(paper.folder), store, addresses)
        chart, unread = read_chart(paper.folder)
        brief = make_brief(
            store,
            config,
            addresses,
            assets=assets,
            people=people,
            front=front,
            chart=chart,
            now=paper.now,
            gone=notices_of(takedowns, addresses),
        )
        keep_finished(store, None)
        is_new_fact(store, "brief", msgspec.json.encode(brief).decode())
        _doubt(store, brief, admission, kin)
    problems = [
        *copydesk.all_problems(store),
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
    return Editorial(store, brief, sorted(problems), next_change, copydesk.count_files(store))


def _read_copy(paper: Paper, config: Config, store: Store, shift: Shift, watch: Watch) -> None:
    """Bring what is on file in line with content/, or with the part of it that may have changed."""
    desk = desk_of(config)
    kept = bool(catalogue_file(store))
    trusted_before_ns = tell_disk_time(paper.state) - DISK_TIME_GRAIN_NS if kept else 0
    all_anew = copydesk.renew_desk(store, digest_desk(desk)) or shift.places is None
    extent = None if all_anew else Extent(shift.places or ())
    look = look_through(store, paper.folder / "content", extent, shift.is_urged)
    keep_sights(store, look.delta.problems, look.part)
    copydesk.let_go(store, look.delta.gone, look.delta.shadowed)
    for seen, read in read_changes(paper.folder, look.delta, desk, shift.workers, watch):
        copydesk.absorb(store, read, seen, trusted_before_ns)
    if extent is None:
        keep_folders(store, look.folders)


def _doubt(store: Store, brief: Brief, admission: Admission, kin: Sequence[str]) -> None:
    """Keep the pages that may be out of date, in the transaction of the change that raised the doubts."""
    edition = open_edition(store, brief)
    if (
        is_new_fact(store, "settings", digest_of(msgspec.structs.replace(brief.config, deploy={})))
        or admission.everything
    ):
        doubt_everything(store)
    else:
        raise_doubts(store, doubtful_pages(edition, admission, kin))
    front_changed = is_new_fact(store, "front", digest_of(brief.front))
    if front_changed:
        raise_doubts(store, [("home", "", 0)])
    if is_new_fact(store, "trending", digest_of(brief.chart)) or front_changed:
        raise_doubts(store, pages_with_trending(edition))
    if is_new_fact(store, "place of trending", str(edition.has_trending)):
        doubt_kinds(store, ["part", "story"])
    if is_new_fact(store, "gone", digest_of(brief.gone)) or admission.changes:
        doubt_kinds(store, ["gone"])
        raise_doubts(store, (("gone", url, 0) for url in brief.gone))
    standing = [asset for asset in brief.assets.values() if find_page(edition, ("static", asset.url, 0))]
    if is_new_fact(store, "stock", digest_of(standing)):
        doubt_kinds(store, ["static"])
        raise_doubts(store, (("static", asset.url, 0) for asset in standing))


def takedowns_of(folder: Path) -> list[Takedown]:
    """The stories that were taken down. Raises ConfigTrouble when it isn't known for sure."""
    takedowns, problems = read_takedowns(folder)
    if problems:
        raise ConfigTrouble(problems)
    return takedowns


def tell_disk_time(state: Path) -> int:
    """The time, in nanoseconds, that the disk would give a file which is written now."""
    state.mkdir(exist_ok=True)
    mark = state / "time"
    mark.touch()
    return kept_time(mark.stat())


def open_last(paper: Paper) -> tuple[Store, Edition]:
    """The catalogue and the edition as the last build left them. Raises FileNotFoundError before the first build."""
    store = open_reader(paper.state / FILE)
    try:
        return store, open_edition(store, recall_brief(store))
    except (FileNotFoundError, CatalogueFault):
        store.close()
        raise FileNotFoundError(paper.state / FILE) from None


def recall_brief(store: Store) -> Brief:
    """The paper's own facts as the last build kept them. Raises FileNotFoundError before the first build."""
    try:
        return msgspec.json.decode(recall_fact(store, "brief"), type=Brief)
    except msgspec.DecodeError:
        raise FileNotFoundError("brief") from None


def folder_of_readers(paper: Paper) -> Path:
    """Where what is known of readers between two counts lies. It is made when it isn't there."""
    folder = paper.state / "trending"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def stock_of(folder: Path, config: Config) -> tuple[tuple[Asset, ...], list[Problem]]:
    """The theme's static files and the paper's own, which go before them."""
    folders = dict.fromkeys([(theme_folder() / "static").resolve(), (folder / "static").resolve()])
    return take_stock([static for static in folders if static.is_dir()], config.prefix)


def make_pressroom(paper: Paper, editorial: Editorial, theme: Mapping[str, Found], shift: Shift) -> Pressroom:
    """Where this edition is printed, and the digest of all that each kind of page hangs on; new ones raise doubts."""
    store = editorial.store
    closures = digest_closures(theme)
    facts = (editorial.brief.site, generator_digest())
    frames = {kind: digest_of((facts, closures.get(template))) for kind, (template, _) in PRESSES.items()}
    with store:
        doubt_kinds(store, [kind for kind, frame in frames.items() if is_new_fact(store, f"frame of {kind}", frame)])
    return Pressroom(
        store=store,
        brief=editorial.brief,
        output=paper.output,
        folders=template_folders(paper.folder),
        shelf=shelf_of(paper),
        frames={kind: frame.encode() for kind, frame in frames.items()},
        emptied=not editorial.dropped,
        confirmed_removals=paper.confirmed_removals,
        thorough=shift.places is None,
        placing=shift.placing,
    )


def shelf_of(paper: Paper) -> Path:
    """Where templates lie in their compiled form, of this version of the program."""
    return paper.state / "templates" / generator_digest()


def read_theme(paper: Paper) -> dict[str, Found]:
    """What is in the paper's templates and the theme's. Raises TemplateTrouble when one can't be read."""
    theme = read_templates(template_folders(paper.folder), shelf_of(paper))
    for problem in find_problems(theme):
        raise TemplateTrouble(problem)
    return theme


@contextmanager
def hold_lock(state: Path, wait_s: float = 0) -> Iterator[None]:
    """Hold the lock of the paper's builds; it dies with its holder.

    Raises Locked when another build has it and still does after `wait_s`; -1 waits for as long as it takes.
    """
    state.mkdir(exist_ok=True)
    lock = filelock.FileLock(state / "lock", timeout=wait_s)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise Locked from None
    try:
        yield
    finally:
        lock.release()


def _outcome(editorial: Editorial, lost: bool, proof: Proof | None) -> Outcome:
    problems = [*editorial.problems, *(proof.problems if proof else ())]
    if lost:
        message = "The catalogue was damaged or of another version, so everything was read again."
        problems.append(Problem(STATE, 0, message, gravity=Gravity.NOTE))
    return Outcome(
        stories=queries.count_stories(editorial.store),
        problems=tuple(problems),
        written=proof.written if proof else (),
        removed=proof.removed if proof else (),
        unchanged=proof.unchanged if proof else 0,
        next_change=editorial.next_change,
        reasons=proof.reasons if proof else (),
        published=proof is not None,
    )
