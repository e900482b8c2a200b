"""The text files of a folder that another program makes a site of."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from generator.files import read_whole
from generator.imports.front_matter import FrontMatter, split_front_matter
from generator.imports.records import Leftover
from generator.intake.names import ending_of
from generator.intake.text.decode import decode_copy

MAX_BYTES = 4_000_000
MAX_FILES = 200_000
ENDINGS = {".md", ".markdown", ".mdown", ".mkd", ".html", ".htm"}
NEVER = {
    "node_modules",
    "vendor",
    "public",
    "_site",
    ".git",
    "layouts",
    "themes",
    "resources",
    "archetypes",
    "_layouts",
    "_includes",
}
HTML_ENDINGS = {".html", ".htm"}


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


def text_names(root: Path, endings: Collection[str] = ENDINGS, *, skip: Collection[str] = NEVER) -> Iterator[str]:
    """Yield the paths of the text files below `root`, sorted. Links aren't followed."""
    count = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in skip and not name.startswith("."))
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


def unused_keys(file: TextFile, keys: Iterable[str]) -> Iterator[Leftover]:
    """Yield what the report says of the keys of a header that have no meaning in the paper."""
    for key in sorted(keys):
        yield Leftover("Keys of headers that only the old site's templates used", f"{key} ({file.path})")
