"""The theme's compiled templates, the cards that networks show and icons, for papers that are built for the first time.

To compile and to draw them takes longer than all the rest of a small paper's first build, and every test would do it
again.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

from generator.catalogue import store
from generator.catalogue.schema import generator_digest
from generator.paper import STATE, theme_folder
from generator.photos.card import draw_card
from generator.photos.icon import draw_icon
from generator.press import icons, page_jobs, templates
from generator.press.template_cache import read_cached
from generator.stamps import Stamp, stamp_of

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from generator.press.theme import Compiled

COMPILED: list[Path] = []
"""The folder of the compiled theme, while there is one."""


@contextmanager
def theme_at_hand(folder: Path) -> Iterator[None]:
    """Compile the templates into `folder`, which processes may share: the first of them compiles for all.

    Builds of this process that have no cache yet get a copy of it.

    What is read from a cache is made into code once, as long as its bytes are the same.

    `check`, which makes no cache, gets what is known of each of the theme's templates.
    """
    from generator.press.theme import Compiled  # noqa: PLC0415 (each worker process loads this file, but not Jinja)

    recall, look_at = templates._recall, templates._look_at
    theme = theme_folder() / "templates"

    @cache
    def compiled(filters: tuple[str, ...]) -> Path:
        """Return the theme compiled for these filters of extensions, in a folder of its own: each clears others away."""
        place = folder / "_".join(("with", *filters)) / "theme"
        place.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(place.with_suffix(".lock")):
            if not place.exists():
                templates.read_templates([str(theme)], place, filters)
        return place

    @cache
    def look_once(name: str, path: Path, _stamp: Stamp, filters: tuple[str, ...]) -> Any:
        return look_at(name, path, None, None, filters)

    def find(cache: Path, filters: tuple[str, ...]) -> Any:
        if not cache.parent.exists():
            shutil.copytree(_intact(compiled(filters)), cache, copy_function=_link_or_copy)
        return recall(cache, filters)

    def look(name: str, path: Path, known: Any, cache: Path | None, filters: tuple[str, ...]) -> Any:
        if known or cache or theme not in path.parents:
            return look_at(name, path, known, cache, filters)
        return look_once(name, path, stamp_of(path.stat()), filters)

    COMPILED.append(compiled(()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compiled, "load_bytecode", _load_code)
        patch.setattr(templates, "_recall", find)
        patch.setattr(templates, "_look_at", look)
        yield
    COMPILED.pop()


def give_theme(paper: Path, state: Path | None = None) -> None:
    """Put the compiled theme where a command finds it that builds the paper for the first time, with this `--state`."""
    cache = (state or paper / STATE) / "templates" / generator_digest()
    if COMPILED and not cache.parent.exists():
        shutil.copytree(COMPILED[-1], cache, copy_function=_link_or_copy)


def _load_code(compiled: "Compiled", bucket: "Bucket") -> None:
    """Fill the bucket as the cache itself does, but make code of the same bytes once."""
    bucket.code = _code_of(read_cached(compiled._folder / bucket.key), bucket.checksum)


@lru_cache(1000)
def _code_of(content: bytes, checksum: str) -> CodeType | None:
    from jinja2 import Environment  # noqa: PLC0415
    from jinja2.bccache import Bucket  # noqa: PLC0415

    bucket = Bucket(Environment(), "", checksum)
    bucket.bytecode_from_string(content)
    return bucket.code


@contextmanager
def catalogue_at_hand(folder: Path) -> Iterator[None]:
    """Copy an empty catalogue where a new one is made: to make its tables takes ten times as long."""
    create = store._create

    @cache
    def empty(digest: str) -> Path:
        place = folder / digest
        place.mkdir(parents=True)
        create(place / store.FILE).close()
        return place

    def copy(path: Path) -> store.Store:
        for file in empty(generator_digest()).iterdir():
            shutil.copyfile(file, path.with_name(file.name))
        return store._connect(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_create", copy)
        yield


@contextmanager
def pictures_at_hand() -> Iterator[None]:
    """Draw each card and each icon once in this process. The same arguments always give the same bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_jobs, "draw_card", cache(draw_card))
        patch.setattr(icons, "draw_icon", cache(draw_icon))
        yield


def _intact(theme: Path) -> Path:
    """Return the folder of the compiled theme, into whose files no test wrote: papers have links to them."""
    assert _times_in(theme) == _first_times(theme), "a test wrote into a file of the theme that all tests share"
    return theme


@cache
def _first_times(theme: Path) -> dict[str, int]:
    return _times_in(theme)


def _times_in(folder: Path) -> dict[str, int]:
    """Return when each file of a folder was last written."""
    return {entry.name: entry.stat().st_mtime_ns for entry in os.scandir(folder)}


def _link_or_copy(source: str, target: str) -> None:
    """Link a file, or copy it where the target lies on another disk, as the folders of `verify` may."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
