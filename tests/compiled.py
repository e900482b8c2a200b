"""The theme's compiled templates and the cards that networks show, for papers that are built for the first time.

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
from generator.press import page_jobs, templates

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


def give_theme(paper: Path) -> None:
    """Put the compiled theme where a command finds it that builds the paper for the first time."""
    cache = paper / STATE / "templates" / generator_digest()
    if COMPILED and not cache.parent.exists():
        shutil.copytree(COMPILED[-1], cache, copy_function=_link_or_copy)


@contextmanager
def cards_at_hand() -> Iterator[None]:
    """Draw each card once in this process. The same text on the same colour always gives the same bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_jobs, "draw_card", cache(draw_card))
        yield


def _link_or_copy(source: str, target: str) -> None:
    """Link a file, or copy it where the target lies on another disk, as the folders of `verify` may."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
