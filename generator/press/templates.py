"""Find the templates, and learn which can be used and which others each of them uses.

Loading Jinja takes as long as a small build, and parsing all templates takes longer. So the facts about each file are
kept in the template cache, and a file is read again only after it has changed.
"""

# ruff: noqa: PLC0415 -- Jinja is loaded only when a template has changed

import errno
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from generator.catalogue.schema import generator_digest
from generator.config.wording import nearest
from generator.digests import digest_bytes
from generator.errors import ConfigError, TemplateError
from generator.intake.survey import is_litter
from generator.model import Gravity, Problem
from generator.paper import Paper, theme_folder
from generator.press.template_blocks import Frame, lost_text, unknown_blocks
from generator.press.template_cache import make_cache, read_cached, write_cached
from generator.stamps import stamp_of


class Found(msgspec.Struct, frozen=True):
    """The facts about a template's file."""

    file: str
    """Absolute path."""
    stamp: tuple[int, int, int, int]
    """Size, both times in ns, inode. The same stamp means the same content."""
    digest: str
    draws_on: tuple[str, ...] | None
    """The templates that it includes, imports or extends; None when a variable names one, which may be any."""
    problem: Problem | None
    calls: tuple[str, ...] = ()
    """The filters of extensions that it may call."""
    names_data: bool = False
    """Whether it may use the paper's own data."""
    frame: Frame | None = None
    """What it puts into the places of another template; None when it extends none, or one that a variable names."""
    blocks: tuple[str, ...] = ()
    """The names of all its blocks."""


class Kept(msgspec.Struct, frozen=True):
    """What was found in all templates."""

    filters: tuple[str, ...]
    """The filters of extensions that there were."""
    templates: dict[str, Found]


KEPT = msgspec.msgpack.Decoder(Kept)


# --- the files ------------------------------------------------------------------------------------


def template_folders(paper: Path) -> tuple[str, ...]:
    """Return the folders in which templates are looked for, the paper's own first."""
    folders = (paper / "templates", theme_folder() / "templates")
    return tuple(str(folder) for folder in dict.fromkeys(folder.resolve() for folder in folders) if folder.is_dir())


def _files(folders: Sequence[str]) -> dict[str, Path]:
    """Map template names to files; the first folder counts. Raises TemplateError if one is unreadable."""
    found: dict[str, Path] = {}
    for folder in folders:
        for place, _, names in os.walk(folder, onerror=_refuse_folder):
            for path in (Path(place, name) for name in names if not is_litter(name)):
                if path.is_file():
                    found.setdefault(path.relative_to(folder).as_posix(), path)
    return found


def _refuse_folder(error: OSError) -> None:
    message = f"The folder can't be read, so nothing was built: {(error.strerror or str(error)).lower()}."
    hint = "Give the user who builds the right to read it."
    raise TemplateError(Problem(str(error.filename), 0, message, hint, code="template-broken"))


# --- what is in them ------------------------------------------------------------------------------


def read_templates(
    folders: Sequence[str],
    template_cache: Path | None = None,
    filters: Collection[str] = (),
    *,
    keep: bool = True,
) -> dict[str, Found]:
    """Return the facts about each template, by its name.

    `template_cache` is a folder of this version of the program, which keeps these facts and the compiled templates. It
    may be deleted at any time. `filters` are those of extensions. Without `keep`, the cache is read and not changed.
    """
    names = tuple(sorted(filters))
    known = _recall(template_cache, names) if template_cache and (keep or template_cache.is_dir()) else {}
    if not keep:
        template_cache = None
    if template_cache and not known:
        make_cache(template_cache)
    templates = {
        name: _look_at(name, path, known.get(name), template_cache, names)
        for name, path in sorted(_files(folders).items())
    }
    if template_cache and templates != known:
        write_cached(template_cache / "found", msgspec.msgpack.encode(Kept(names, templates)))
    return templates


def _look_at(
    name: str, path: Path, known: Found | None, template_cache: Path | None, filters: tuple[str, ...]
) -> Found:
    status = path.stat()
    stamp = stamp_of(status)
    if known and (known.file, known.stamp) == (str(path), stamp):
        return known
    from generator.press.environment import examine

    digest = digest_bytes(path.read_bytes())
    examined = examine(name, path, template_cache, filters)
    return Found(str(path), stamp, digest, **examined._asdict())


def find_problems(templates: Mapping[str, Found], folder: Path) -> list[Problem]:
    """Return the problems of all templates that can't be used by the paper in `folder`."""
    unusable = [found.problem for found in templates.values() if found.problem]
    frames = {name: found.frame for name, found in templates.items() if found.frame}
    blocks = {name: found.blocks for name, found in templates.items()}
    own = own_templates(templates, folder) or templates  # who works on the theme itself has none of their own
    return [*unusable, *unknown_blocks(own, frames, blocks)]


def refuse_changed(templates: Mapping[str, Found], folders: Sequence[str]) -> None:
    """Raise OSError if a template is another one than when it was read, new or gone.

    Pages were rendered with what is in the files, and count as made of what was read: if the change were taken back,
    they would stay.
    """
    now = _files(folders)
    for name in {*now, *templates}:
        path, found = now.get(name), templates.get(name)
        if path is None or found is None or (str(path), stamp_of(path.stat())) != (found.file, found.stamp):
            raise OSError(errno.EAGAIN, "a template was changed while the site was built", f"templates/{name}")


def own_templates(templates: Mapping[str, Found], folder: Path) -> dict[str, Found]:
    """Return those templates that are files of the paper in `folder`, by name. The theme's own folder has none."""
    own = (folder / "templates").resolve()
    if own == (theme_folder() / "templates").resolve():
        return {}
    return {name: found for name, found in sorted(templates.items()) if Path(found.file).is_relative_to(own)}


def digest_closures(templates: Mapping[str, Found]) -> dict[str, str]:
    """Map each template's name to the digest of itself and of all templates that it uses, directly or indirectly."""
    return {name: _digest(templates, _reach(templates, name)) for name in templates}


def calls_of(templates: Mapping[str, Found], name: str) -> set[str]:
    """Return the filters of extensions that the template and all that it draws on may call."""
    reached = _reach(templates, name)
    return {call for one in reached if one in templates for call in templates[one].calls}


def uses_data(templates: Mapping[str, Found], name: str) -> bool:
    """Tell whether the template, or one that it draws on, may use the paper's own data."""
    return any(templates[one].names_data for one in _reach(templates, name) if one in templates)


def refuse_without_data(templates: Mapping[str, Found], problems: Sequence[Problem]) -> None:
    """Raise ConfigError when data can't be read that a template may use: pages would lose it."""
    if problems and any(found.names_data for found in templates.values()):
        raise ConfigError(problems)


def find_unused(templates: Mapping[str, Found], folder: Path, used: Iterable[str]) -> Iterator[Problem]:
    """Yield a warning for each template in the paper's `folder` that no page uses, or of which a text is on none.

    `used` are those of kinds of page.
    """
    reached = {one for name in used for one in _reach(templates, name)}
    for name, found in own_templates(templates, folder).items():
        if found.frame:
            yield from lost_text(name, found.frame)
        if name not in reached:
            hint = nearest(name, reached) or "docs/templates.md lists the names of templates."
            yield Problem(
                f"templates/{name}", 0, "No page uses this template.", hint, Gravity.WARNING, code="template-unused"
            )


def _reach(templates: Mapping[str, Found], name: str) -> set[str]:
    """Return the names of the template and of all that it uses, also of missing ones: adding one is a change."""
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            found = templates.get(name)
            ahead += () if found is None else templates if found.draws_on is None else found.draws_on
    return reached


def _digest(templates: Mapping[str, Found], names: set[str]) -> str:
    lines = (f"{name}\0{templates[name].digest if name in templates else ''}" for name in sorted(names))
    return digest_bytes("\n".join(lines).encode())


# --- the template cache ---------------------------------------------------------------------------


def _recall(template_cache: Path, filters: tuple[str, ...]) -> dict[str, Found]:
    """Return what was found when extensions had the same filters: whether a template can be used depends on them."""
    try:
        kept = KEPT.decode(read_cached(template_cache / "found"))
    except msgspec.DecodeError:
        return {}
    return kept.templates if kept.filters == filters else {}


def template_cache_of(paper: Paper) -> Path:
    """Return the folder of the compiled templates of this version of the program."""
    return paper.state / "templates" / generator_digest()


def read_theme(paper: Paper, filters: Collection[str] = ()) -> dict[str, Found]:
    """Return the facts about the paper's and the theme's templates. Raises TemplateError when one can't be used."""
    theme = read_templates(template_folders(paper.folder), template_cache_of(paper), filters)
    for problem in find_problems(theme, paper.folder):
        raise TemplateError(problem)
    return theme
