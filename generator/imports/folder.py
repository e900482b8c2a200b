"""The text files of a folder that another program makes a site of."""

import os
from collections.abc import Collection, Iterator, Set
from pathlib import Path, PurePosixPath

import msgspec

from generator.files import read_whole
from generator.imports.front_matter import FrontMatter, split_front_matter
from generator.imports.records import Leftover
from generator.imports.tally import Tally
from generator.intake.names import ending_of
from generator.intake.text.decode import decode_copy

MAX_BYTES = 4_000_000
MAX_FILES = 200_000
ENDINGS = {".md", ".markdown", ".mdown", ".mkd", ".html", ".htm"}
NEVER = frozenset({"node_modules", "_site", "_layouts", "_includes"})
"""Folders of programs and templates, wherever they are."""
AT_TOP = frozenset({"vendor", "public", "layouts", "themes", "resources", "archetypes"})
"""Folders of programs at the top of a site. Further down, each may be a section of that name."""
HTML_ENDINGS = {".html", ".htm"}
KEYS = "Keys of headers that only the old site's templates used"


class TextFile(msgspec.Struct, frozen=True):
    """A text file with its header."""

    path: str
    """Relative to the folder that was read, with `/`."""
    front: FrontMatter
    problem: str = ""
    """Why it can't be read; empty if it can."""

    @property
    def is_html(self) -> bool:
        """True if its text is HTML and no Markdown."""
        return ending_of(self.path) in HTML_ENDINGS

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return PurePosixPath(self.path).stem

    @property
    def folder(self) -> str:
        """The folder that it is in; empty for the one that was read."""
        return self.path.rpartition("/")[0]


def text_names(
    root: Path,
    endings: Collection[str] = ENDINGS,
    *,
    skip: Set[str] = NEVER,
    at_top: Set[str] = AT_TOP,
) -> Iterator[str]:
    """Yield the paths of the text files below `root`, sorted. Links aren't followed.

    `skip`: the names of folders that are passed over, wherever they are; `at_top`: those right below `root`.
    """
    count = 0
    for folder, folders, names in os.walk(root):
        passed = skip | at_top if Path(folder) == root else skip
        folders[:] = sorted(name for name in folders if name not in passed and not name.startswith("."))
        relative = Path(folder).relative_to(root)
        for name in sorted(names):
            if ending_of(name) in endings and not name.startswith(".") and count < MAX_FILES:
                count += 1
                yield (relative / name).as_posix()


def read_texts(root: Path, names: Iterator[str]) -> Iterator[TextFile]:
    """Yield the files of these names. One that can't be read says why."""
    for name in names:
        yield read_text(root, name)


def read_text(root: Path, name: str) -> TextFile:
    """Return the file of this name below `root`."""
    empty = FrontMatter({}, "")
    try:
        raw = read_whole(root / name, MAX_BYTES)
    except OSError as error:
        return TextFile(name, empty, error.strerror or str(error))
    decoded = decode_copy(raw, name)
    if not decoded.text and raw.strip():
        return TextFile(name, empty, next((problem.message for problem in decoded.problems), "It can't be read."))
    return TextFile(name, split_front_matter(decoded.text))


class UnusedKeys:
    """Collects the keys of headers that have no meaning in the paper, so that each is told once."""

    def __init__(self) -> None:
        self._tally = Tally(KEYS)

    def add(self, file: TextFile, known: Collection[str], front: FrontMatter | None = None) -> None:
        """Note the keys of a file, or of its header `front`, that aren't among the known ones."""
        values = (front or file.front).values
        for key in sorted(key for key, value in values.items() if value and key not in known):
            self._tally.add(key, file.path)

    def told(self) -> Iterator[Leftover]:
        """Yield each key with the number of files that have it."""
        return self._tally.told()
