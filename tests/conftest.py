"""A whole newsroom as a fixture: write files, build, examine the site."""

import gc
import os
import sys
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from compiled import catalogue_at_hand, pictures_at_hand, theme_at_hand
from examples import PROFILE, USUAL, examples
from hypothesis import settings
from leaks import children, left_open, left_running
from places import SHARED, read_files, roomy_memory
from warm import end_warm

from generator.build import Outcome, build
from generator.cli.app import GC_THRESHOLDS
from generator.model import Gravity
from generator.paper import BuildSession, Paper
from generator.workers import Workers

settings.register_profile("same", deadline=None, derandomize=True, max_examples=examples(USUAL))
settings.register_profile("random", deadline=None, max_examples=USUAL)
settings.load_profile(PROFILE)
"""Hypothesis draws the same examples in each run, so that what passed today passes tomorrow; EXAMPLES=random draws others.

It has no deadline: tests check counts, never seconds.
"""

SITE = """\
name = "The Test Courier"
address = "https://courier.example"
time_zone = "America/New_York"

[[sections]]
slug = "world"
name = "World"

[[sections]]
slug = "town"
name = "Town"
"""

LONGEST = (
    *("test_bench.py", "test_races.py", "test_render.py", "test_compare.py", "test_cluster.py", "test_deploy.py"),
    *("test_check.py", "test_dated_pages.py", "test_damage.py", "test_incremental.py", "test_wheel.py", "test_loop.py"),
    *(
        "test_targets.py",
        "test_edit_browser.py",
        "test_looks.py",
        "test_story.py",
        "test_workers.py",
        "test_stories.py",
    ),
    *("test_locales.py", "test_pages.py", "test_work.py", "test_desk_actions.py", "test_typed.py", "test_kills.py"),
)
"""The files that take longest, the longest first. Each file is run by one worker, so that what its tests share is made once."""
MOST_BYTES_IN_NAME = 60
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def pytest_configure() -> None:
    """Let tests write into memory, and keep compiled modules.

    To flush the files of each paper to a disk takes longer than to build it. Where modules aren't kept, each command
    that a test starts compiles the program again, which takes longer than all else that it does.
    """
    if folder := roomy_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run two tests for each core: many of them wait, for a server, a browser or a command. Three took longer."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 2 * cores


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case after the length of its bytes when there are many: they may hold the second in which they were made.

    All workers must collect the same names.
    """
    return f"{argname} of {len(val)} bytes" if isinstance(val, bytes) and len(val) > MOST_BYTES_IN_NAME else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect tests without the garbage collector, which would find nothing: all of them stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is left with it when the others have ended."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


def pytest_collection_finish() -> None:
    """Have the garbage collector come as seldom as when a command runs. Nothing is frozen: hypothesis asks it for owners."""
    gc.set_threshold(*GC_THRESHOLDS)


def story(headline: str, date: str = "2026-11-20 09:00", body: str = "The council met.", **fields: str) -> str:
    """Return the text of a plain .txt story."""
    header = "".join(f"{key}: {value}\n" for key, value in {"Date": date, **fields}.items())
    return f"{headline}\n\n{header}\n{body}\n"


class Newsroom:
    """A paper in a folder of its own."""

    session: BuildSession | None = None
    """With workers that its builds share, if any."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "public"
        (folder / "content").mkdir(parents=True)
        self.write("site.toml", SITE)

    def write(self, file: str, text: str | bytes) -> Path:
        """Write a file into the paper's folder."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def delete(self, file: str) -> None:
        """Delete a file."""
        (self.folder / file).unlink()

    def paper(self, now: datetime = NOON, **options: object) -> Paper:
        """Return the paper for a build."""
        return msgspec.structs.replace(Paper(folder=self.folder, output=self.output, now=now, jobs=1), **options)

    def build(self, now: datetime = NOON, **options: object) -> Outcome:
        """Build the site. Without a session each build has workers of its own."""
        return build(self.paper(now, **options), session=self.session)

    def page(self, url: str) -> str:
        """Return the text of the file that a host serves at `url`."""
        return (self.output / (url + "index.html" if url.endswith("/") else url).lstrip("/")).read_text()

    def file(self, name: str) -> bytes:
        """Return the bytes of one file of the site."""
        return (self.output / name).read_bytes()

    def files(self) -> dict[str, bytes]:
        """Return every file of the site with its bytes."""
        return dict(sorted(read_files(self.output)))

    def mentions(self, words: str) -> list[str]:
        """Return the files of the site that have `words` in their bytes or their name."""
        needle = words.encode()
        return [name for name, content in self.files().items() if needle in content or words in name]

    def held(self, outcome: Outcome) -> dict[str, str]:
        """Return each file that was held back, with the reason."""
        return {problem.path: problem.message for problem in outcome.problems if problem.gravity is Gravity.HELD}


@pytest.fixture(scope="session", autouse=True)
def compiled_theme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give first builds the compiled theme, an empty catalogue, the cards and the icons, as a second build has them."""
    folder = tmp_path_factory.mktemp("compiled")
    ours = folder.parent
    of_all = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    with theme_at_hand(of_all / "themes"), catalogue_at_hand(folder / "catalogues"), pictures_at_hand():
        yield


@pytest.fixture(scope="session", autouse=True)
def warm_commands() -> Iterator[None]:
    """End the process that has the program loaded for the commands that tests start."""
    yield
    end_warm()


@pytest.fixture(autouse=True)
def nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a process running or a file of its own open."""
    before = children()
    yield
    folder = request.node.funcargs.get("tmp_path")
    left = [*left_running(before), *(left_open(folder) if folder else ())]
    assert not left, f"left running or open: {left}"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Return an empty newsroom with two sections."""
    return Newsroom(tmp_path / "paper")


@pytest.fixture(scope="session")
def standing_worker() -> Iterator[Workers]:
    """Return a pool of one worker that stays, as that of `serve` does: to start one takes longer than a small build."""
    with Workers(1) as workers:
        yield workers


@pytest.fixture
def session_newsroom(newsroom: Newsroom, standing_worker: Workers) -> Newsroom:
    """Return an empty newsroom whose builds share one worker with those of other tests."""
    newsroom.session = BuildSession(standing_worker)
    return newsroom


@pytest.fixture(scope="session")
def shared() -> Iterator[Path]:
    """Return the folder of reference material beside the project. Tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the reference material lies beside the project's own checkout only")
    yield SHARED
