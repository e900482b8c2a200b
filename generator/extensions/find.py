"""Where the extensions lie that site.toml names, and a digest of each. Nothing of them is run here.

`extensions/NAME.py` beside site.toml is one, and an entry point called NAME, in the group `broadsheet`, of a package
that is installed. The folder where the command runs and the paper's own folders are never searched.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, distributions
from pathlib import Path

import msgspec

from generator.config import Config
from generator.config.wording import nearest
from generator.digests import digest_bytes, digest_value
from generator.extensions.imported import files_of, loose_files
from generator.extensions.used import Extension
from generator.model import Problem

FOLDER = "extensions"
GROUP = "broadsheet"
OWN_FOLDERS = ("content", "templates", "static", FOLDER)
MAX_SOURCE_BYTES = 1_000_000
INSTALLED = (".dist-info", ".egg-info")
"""Folders whose names hold a package's name and version."""


class NotFound(Exception):
    """There is no such extension, or it can't be used. `message` says why, `hint` how to fix it."""

    def __init__(self, message: str, hint: str, path: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.path = message, hint, path


def find_extensions(paper: Path, config: Config) -> tuple[list[Extension], list[Problem]]:
    """Return the extensions in use, not yet looked into, and a problem for each that can't be found."""
    found: list[Extension] = []
    problems: list[Problem] = []
    paper = paper.absolute()
    search = trusted_path(paper)
    for name in config.extensions.use:
        settings = msgspec.json.encode(config.extensions.tables.get(name, {}), order="sorted")
        try:
            extension = _find_file(paper, name, search) or _find_entry(paper, name, search)
        except NotFound as trouble:
            problems.append(
                Problem(trouble.path or "site.toml", 0, trouble.message, trouble.hint, code="extension-unusable")
            )
            continue
        digest = digest_value((name, extension.source, extension.imported, settings, installed_digest(search)))
        found.append(
            msgspec.structs.replace(extension, settings=settings, digest=digest, paper=str(paper), search=search)
        )
    return found, problems


# --- a file beside site.toml ----------------------------------------------------------------------


def _find_file(paper: Path, name: str, search: tuple[str, ...]) -> Extension | None:
    shown = f"{FOLDER}/{name}.py"
    path = paper / shown
    for link in (path.parent, path):
        if link.is_symlink():
            hint = "Put the file itself into the folder extensions/ beside site.toml."
            raise NotFound(f"{shown} is reached by a link to another place, which is not followed.", hint, shown)
    if not path.exists():
        return None
    try:
        source = _read(path)
    except OSError as error:
        hint = "Look whether it is a plain file, at its size and its permissions."
        raise NotFound(f"{shown} can't be read: {(error.strerror or str(error)).lower()}.", hint, shown) from None
    loose = digest_value(loose_files([source], search))
    return Extension(name=name, shown=shown, file=str(path), source=digest_bytes(source), imported=loose)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise OSError("it is no plain file")
    if path.stat().st_size > MAX_SOURCE_BYTES:
        raise OSError(f"it is larger than {MAX_SOURCE_BYTES:,} bytes")
    return path.read_bytes()


# --- an installed package -------------------------------------------------------------------------


def _find_entry(paper: Path, name: str, search: tuple[str, ...]) -> Extension:
    entries = [one for one in _entries(search) if one.name == name]
    if not entries:
        known = {*_names_beside(paper), *(one.name for one in _entries(search))}
        hint = nearest(name, known) or f"Put {name}.py into the folder {FOLDER}/ beside site.toml."
        raise NotFound(f"There is no extension “{name}”.", hint)
    entry = entries[0]
    package = entry.dist.name if entry.dist else entry.module
    if len({(one.value, one.dist and one.dist.name) for one in entries}) > 1:
        raise NotFound(f"Several installed packages offer an extension “{name}”.", "Uninstall all but one of them.")
    files = list(files_of(entry.module, search))
    if not files:
        message = f"The module {entry.module} of the extension “{name}” can't be found where packages are installed."
        raise NotFound(message, f"Install {package} again. A module in the folder where the command runs isn't used.")
    source = digest_value([(file, digest_bytes(Path(file).read_bytes())) for file in files])
    loose = digest_value(loose_files([Path(file).read_bytes() for file in files if file.endswith(".py")], search))
    version = entry.dist.version if entry.dist else ""
    return Extension(name=name, shown=package, entry=entry.value, source=source, imported=loose, version=version)


def _entries(search: tuple[str, ...]) -> Iterator[EntryPoint]:
    for distribution in distributions(path=list(search)):
        yield from (entry for entry in distribution.entry_points if entry.group == GROUP)


def _names_beside(paper: Path) -> Iterator[str]:
    yield from (path.stem for path in (paper / FOLDER).glob("*.py"))


# --- what is trusted ------------------------------------------------------------------------------


def trusted_path(paper: Path) -> tuple[str, ...]:
    """Return Python's search path without the folder where the command runs and those that editors write to."""
    own = {Path.cwd(), paper, *(paper / folder for folder in OWN_FOLDERS)}
    refused = {path.resolve() for path in own}
    content = [(paper / folder).resolve() for folder in OWN_FOLDERS]
    entries = [(entry, Path(entry).resolve()) for entry in sys.path if entry]
    return tuple(
        entry
        for entry, path in entries
        if path not in refused and not any(path.is_relative_to(folder) for folder in content)
    )


def installed_digest(search: tuple[str, ...]) -> str:
    """Return a digest of which packages are installed, each with its version: an extension may use any of them."""
    names = [
        path.name
        for folder in map(Path, search)
        if folder.is_dir()
        for path in folder.iterdir()
        if path.name.endswith(INSTALLED)
    ]
    return digest_value((sys.version, sorted(names)))
