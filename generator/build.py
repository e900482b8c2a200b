"""The day from top to bottom."""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import filelock
import msgspec

from generator.archive import copydesk, queries
from generator.archive.addresses import addresses_of
from generator.archive.admission import admit
from generator.archive.kinship import keep_related
from generator.archive.store import Store, discard_store, generator_digest, open_memory, open_store
from generator.config import Config, read_config
from generator.edition.edition import Edition, make_edition, next_news_turn
from generator.edition.front import find_stories, read_front
from generator.edition.plan import plan_pages
from generator.edition.stock import Asset, take_stock
from generator.intake.filing import desk_of, digest_desk
from generator.intake.person import people_of
from generator.intake.reading import read_changes
from generator.intake.survey import survey_folder
from generator.model import Gravity, Page, Problem
from generator.press.environment import (
    TemplateTrouble,
    check_templates,
    digest_templates,
    template_folders,
    theme_folder,
)
from generator.press.output import check_output
from generator.press.printing import Pressroom, Proof, print_edition
from generator.workers import Watch, Workers, unwatched

STATE = ".broadsheet"


class Paper(msgspec.Struct, frozen=True):
    """Where a paper is, and how it is to be built."""

    folder: Path
    output: Path
    now: datetime
    jobs: int = 0
    drafts: bool = False
    strict: bool = False
    confirmed_removals: int | None = None


class Outcome(msgspec.Struct, frozen=True):
    """What a build came to."""

    stories: int
    problems: tuple[Problem, ...]
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    next_change: datetime | None = None
    published: bool = True
    """False when `--strict` and a held file kept everything back, or nothing was to be written."""

    @property
    def held(self) -> list[Problem]:
        """The files that were held back, and why."""
        return [problem for problem in self.problems if problem.gravity is Gravity.HELD]


class Locked(Exception):
    """Another build of the same paper is under way."""


class Editorial(msgspec.Struct, frozen=True):
    """The paper as read and planned, before anything is printed."""

    edition: Edition
    pages: list[Page]
    problems: list[Problem]
    next_change: datetime | None
    dropped: int
    """Files of copy in content/."""


def build(paper: Paper, watch: Watch = unwatched) -> Outcome:
    """Build the site.

    Raises ConfigTrouble, OutputTrouble, TemplateTrouble, Locked or OSError; nothing is half done then.
    """
    config = read_config(paper.folder)
    check_output(paper.output, paper.folder)
    folders = template_folders(paper.folder)
    refuse_broken_templates(folders)
    with hold_lock(paper.folder), Workers(paper.jobs) as workers:
        try:
            return _build(paper, config, folders, workers, watch)
        except msgspec.DecodeError:
            discard_store(paper.folder / STATE)
            return _build(paper, config, folders, workers, watch, lost=True)


def _build(
    paper: Paper, config: Config, folders: tuple[str, ...], workers: Workers, watch: Watch, *, lost: bool = False
) -> Outcome:
    """The build itself, with the catalogue as it is; `lost` when the one before had to be discarded."""
    store, unusable = open_store(paper.folder / STATE)
    with closing(store):
        editorial = edit(paper, config, store, workers, watch)
        if paper.strict and any(problem.gravity is Gravity.HELD for problem in editorial.problems):
            return _outcome(editorial, lost or unusable, None)
        room = make_pressroom(paper, config, editorial, folders)
        proof = print_edition(editorial.edition, editorial.pages, room, workers, watch)
        return _outcome(editorial, lost or unusable, proof)


def look(paper: Paper, watch: Watch = unwatched) -> Editorial:
    """Read and plan the paper without touching output or catalogue. The editorial's store stays open."""
    config = read_config(paper.folder)
    with Workers(paper.jobs) as workers:
        return edit(paper, config, open_memory(), workers, watch)


def edit(paper: Paper, config: Config, store: Store, workers: Workers, watch: Watch) -> Editorial:
    """From the dropped files to the plan of the edition."""
    addresses = addresses_of(config)
    survey = survey_folder(paper.folder / "content", "content")
    desk = desk_of(config)
    known = copydesk.known_digests(store, digest_desk(desk))
    delta = read_changes(paper.folder, survey, known, desk, workers, watch)
    copydesk.absorb(store, delta.read, delta.gone, delta.shadowed)

    assets, unusable = stock_of(paper.folder, config)
    settings_people = people_of(config)
    taken = [asset.url for asset in assets]
    turn, clashes = admit(store, addresses, settings_people, paper.now, taken, drafts=paper.drafts)
    keep_related(store, config.story.related)

    front, misnamed = find_stories(
        read_front(paper.folder), queries.public_addresses(store), copydesk.paths_on_file(store)
    )
    people = {**settings_people, **copydesk.all_people(store)}
    edition = make_edition(store, config, addresses, assets=assets, people=people, front=front, now=paper.now)
    problems = [*delta.problems, *copydesk.all_problems(store), *unusable, *clashes, *misnamed]
    turns = [moment for moment in (turn, next_news_turn(edition)) if moment is not None]
    return Editorial(edition, plan_pages(edition), sorted(problems), min(turns, default=None), delta.files)


def stock_of(folder: Path, config: Config) -> tuple[tuple[Asset, ...], list[Problem]]:
    """The theme's static files and the paper's own, which go before them."""
    folders = dict.fromkeys([(theme_folder() / "static").resolve(), (folder / "static").resolve()])
    return take_stock([static for static in folders if static.is_dir()], config.prefix)


def make_pressroom(paper: Paper, config: Config, editorial: Editorial, folders: tuple[str, ...]) -> Pressroom:
    """Where this edition is printed, and the digest of all that each of its pages hangs on."""
    site = msgspec.msgpack.encode(editorial.edition.site)
    frame = site + digest_templates(folders).encode() + generator_digest().encode()
    return Pressroom(
        output=paper.output,
        prefix=config.prefix,
        folders=folders,
        frame=hashlib.blake2b(frame, digest_size=16).digest(),
        emptied=not editorial.dropped,
        confirmed_removals=paper.confirmed_removals,
    )


def refuse_broken_templates(folders: tuple[str, ...]) -> None:
    """Raises TemplateTrouble when a template can't be read."""
    for problem in check_templates(folders):
        raise TemplateTrouble(problem)


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of the paper's builds; it dies with its holder. Raises Locked when another build has it."""
    (folder / STATE).mkdir(exist_ok=True)
    lock = filelock.FileLock(folder / STATE / "lock", timeout=0)
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
        stories=sum(page.kind == "story" for page in editorial.pages),
        problems=tuple(problems),
        written=proof.written if proof else (),
        removed=proof.removed if proof else (),
        unchanged=proof.unchanged if proof else 0,
        next_change=editorial.next_change,
        published=proof is not None,
    )
