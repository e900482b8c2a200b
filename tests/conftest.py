"""A whole newsroom as a fixture: write files, build, look at what came out."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from compiled import theme_at_hand
from hypothesis import settings
from leaks import children, left_open, left_running
from places import ROOT, SHARED

from generator.build import Outcome, build
from generator.model import Gravity
from generator.paper import Paper

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
"""A busy machine takes as long as it takes: tests hold counts, never seconds."""

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

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
if CHECKER.is_file():
    os.environ.setdefault("VNU_JAR", str(CHECKER))


def story(headline: str, date: str = "2026-11-20 09:00", body: str = "The council met.", **fields: str) -> str:
    """The text of a plain .txt story."""
    header = "".join(f"{key}: {value}\n" for key, value in {"Date": date, **fields}.items())
    return f"{headline}\n\n{header}\n{body}\n"


class Newsroom:
    """A paper in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "public"
        (folder / "content").mkdir(parents=True)
        self.write("site.toml", SITE)

    def write(self, file: str, text: str | bytes) -> Path:
        """Put a file into the paper's folder."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def delete(self, file: str) -> None:
        """Take a file away."""
        (self.folder / file).unlink()

    def paper(self, now: datetime = NOON, **options: object) -> Paper:
        """The paper as a build takes it."""
        return msgspec.structs.replace(Paper(folder=self.folder, output=self.output, now=now, jobs=1), **options)

    def build(self, now: datetime = NOON, **options: object) -> Outcome:
        """Build the site."""
        return build(self.paper(now, **options))

    def page(self, url: str) -> str:
        """The text of the file that a host serves at `url`."""
        return (self.output / (url + "index.html" if url.endswith("/") else url).lstrip("/")).read_text()

    def files(self) -> dict[str, bytes]:
        """Every file of the site and its bytes."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def mentions(self, words: str) -> list[str]:
        """The files of the site that hold `words` in their bytes or their name."""
        needle = words.encode()
        return [name for name, content in self.files().items() if needle in content or words in name]

    def held(self, outcome: Outcome) -> dict[str, str]:
        """File -> reason of what was held back."""
        return {problem.path: problem.message for problem in outcome.problems if problem.gravity is Gravity.HELD}


@pytest.fixture(scope="session", autouse=True)
def compiled_theme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have first builds find the theme's templates compiled, as a second build does."""
    with theme_at_hand(tmp_path_factory.mktemp("compiled") / "theme"):
        yield


@pytest.fixture(autouse=True)
def nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test that leaves a process running or a file of its own open, not the one that comes after it."""
    before = children()
    yield
    folder = request.node.funcargs.get("tmp_path")
    left = [*left_running(before), *(left_open(folder) if folder else ())]
    assert not left, f"left running or open: {left}"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """An empty newsroom with two sections."""
    return Newsroom(tmp_path / "paper")


@pytest.fixture(scope="session")
def shared() -> Iterator[Path]:
    """The folder of reference material beside the project; what needs it skips without it."""
    if not SHARED.is_dir():
        pytest.skip("the reference material lies beside the project's own checkout only")
    yield SHARED
