"""`broadsheet theme list` and `theme eject`: which files of the theme a paper replaces, and a copy of one to change.

A copy begins with a note of the version that it was made of. So `list` can tell whether the theme's file has changed.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from generator import __version__
from generator.config import require_paper
from generator.config.wording import nearest
from generator.digests import digest_bytes
from generator.errors import refuse
from generator.intake.survey import is_litter
from generator.paper import theme_folder

FOLDERS = ("templates", "static")
DIGITS = 12
"""How much of a digest stands in a note."""
COMMENTS = {".css": ("/*", "*/"), ".js": ("/*", "*/")}
TEMPLATE_COMMENT = ("{#", "#}")
NOTE = re.compile(rb"(?:\{#|/\*) Copied from the theme of Broadsheet (\S{1,40}), ([0-9a-f]{12})")
NOTE_BYTES = 200
"""A note is looked for in this many bytes at the top of a file."""


class Override(msgspec.Struct, frozen=True):
    """A file of the paper that replaces one of the theme."""

    file: str
    """Relative to the paper's folder, as to the theme's: `templates/story.html`."""
    state: str
    """`same` as the theme's; `current`: changed, from the theme's file as it is now; `outdated`: the theme's file has
    changed since; `unknown`: it has no note of the version that it was made of."""
    version: str = ""
    """The version of Broadsheet that the copy was made with, if it has a note."""


def list_overrides(paper: Path) -> tuple[Override, ...]:
    """Return the files of the theme that the paper replaces, by name. Raises CommandRefused."""
    _require_own_folder(paper)
    theme = theme_folder()
    return tuple(_override(paper, theme, file) for file in _files(theme) if (paper / file).is_file())


def _override(paper: Path, theme: Path, file: str) -> Override:
    own, upstream = (paper / file).read_bytes(), (theme / file).read_bytes()
    note = NOTE.match(own[:NOTE_BYTES].removeprefix(b"\xef\xbb\xbf"))
    if note is None:
        return Override(file, "same" if own == upstream else "unknown")
    if own.partition(b"\n")[2] == upstream:
        return Override(file, "same", note[1].decode())
    state = "current" if note[2].decode() == _version_of(upstream) else "outdated"
    return Override(file, state, note[1].decode())


def eject(paper: Path, name: str) -> str:
    """Copy a file of the theme into the paper, and return its name there. Raises CommandRefused, OSError.

    `name` is that of a template (`story.html`, `parts/footer.html`) or of a file of static/ (`assets/broadsheet.css`).
    """
    _require_own_folder(paper)
    theme = theme_folder()
    files = list(_files(theme))
    plain = name.strip().replace("\\", "/").strip("/")
    file = next((one for one in (plain, *(f"{folder}/{plain}" for folder in FOLDERS)) if one in files), "")
    if not file:
        raise refuse(name, "The theme has no such file.", _suggest(plain, files))
    copy = paper / file
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        with copy.open("xb") as opened:
            opened.write(_with_note(file, (theme / file).read_bytes()))
    except FileExistsError:
        raise refuse(file, "The paper has this file already.", "Move it away to begin with a fresh copy.") from None
    return file


def _suggest(name: str, files: Iterable[str]) -> str:
    """Return the hint for a name that no file has: the file that has it as its last part, or the most like it."""
    known = {one.partition("/")[2] for one in files}
    stems = {PurePosixPath(one).stem: one for one in sorted(known, reverse=True)}
    meant = stems.get(PurePosixPath(name).stem)
    return f"Did you mean “{meant}”?" if meant else nearest(name, known) or "docs/templates.md lists them."


def _with_note(file: str, content: bytes) -> bytes:
    """Return the content with a note in its first line. Files that aren't text, such as icons, get none."""
    ending = Path(file).suffix
    if not file.startswith("templates/") and ending not in COMMENTS:
        return content
    opening, end = COMMENTS.get(ending, TEMPLATE_COMMENT)
    note = f"{opening} Copied from the theme of Broadsheet {__version__}, {_version_of(content)}. {end}\n"
    return note.encode() + content


def _version_of(content: bytes) -> str:
    return digest_bytes(content)[:DIGITS]


def _files(theme: Path) -> Iterator[str]:
    """Yield the files of the theme, by name."""
    paths = (path for folder in FOLDERS for path in sorted((theme / folder).rglob("*")) if path.is_file())
    yield from (path.relative_to(theme).as_posix() for path in paths if not is_litter(path.name))


def _require_own_folder(paper: Path) -> None:
    if paper.resolve() == theme_folder().resolve():
        raise refuse(str(paper), "This is the theme's own folder.", "Name the paper's folder with --source.")
    require_paper(paper)
