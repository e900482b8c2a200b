"""The theme's compiled templates, the cards that networks show and icons, for papers that are built for the first time.

To compile and to draw them takes longer than all the rest of a small paper's first build, and every test would do it
again.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.catalogue.schema import generator_digest
from generator.paper import STATE, theme_folder
from generator.photos.card import draw_card
from generator.photos.icon import draw_icon
from generator.press import icons, page_jobs, templates

COMPILED: list[Path] = []
"""The folder of the compiled theme, while there is one."""


@contextmanager
def theme_at_hand(folder: Path) -> Iterator[None]:
    """Compile the templates into `folder`. Builds of this process that have no cache yet get a copy of it."""
    templates.read_templates([str(theme_folder() / "templates")], folder)
    recall = templates._recall

    def find(cache: Path, filters: tuple[str, ...]) -> Any:
        if not filters and not cache.parent.exists():
            shutil.copytree(folder, cache, copy_function=_link_or_copy)
        return recall(cache, filters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "_recall", find)
        COMPILED.append(folder)
        yield
        COMPILED.remove(folder)


def give_theme(paper: Path, state: Path | None = None) -> None:
    """Put the compiled theme where a command finds it that builds the paper for the first time, with this `--state`."""
    cache = (state or paper / STATE) / "templates" / generator_digest()
    if COMPILED and not cache.parent.exists():
        shutil.copytree(COMPILED[-1], cache, copy_function=_link_or_copy)


@contextmanager
def pictures_at_hand() -> Iterator[None]:
    """Draw each card and each icon once in this process. The same arguments always give the same bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_jobs, "draw_card", cache(draw_card))
        patch.setattr(icons, "draw_icon", cache(draw_icon))
        yield


def _link_or_copy(source: str, target: str) -> None:
    """Link a file, or copy it where the target lies on another disk, as the folders of `verify` may."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
