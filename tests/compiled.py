"""The theme's templates in their compiled form, for papers that are built for the first time.

To compile them takes longer than all the rest of a small paper's first build, and every test would do it again.
"""

import os
import shutil
from pathlib import Path

from generator.paper import Paper, theme_folder
from generator.press.templates import read_templates, template_cache_of

MADE: list[Path] = []
"""Where they are, once they have been made for this test run."""


def make(folder: Path) -> None:
    """Compile them into `folder`."""
    read_templates([str(theme_folder() / "templates")], folder)
    MADE[:] = [folder]


def lay_down(paper: Paper) -> None:
    """Have a paper that was never built find them, as one that was built does."""
    cache = template_cache_of(paper)
    for made in MADE:
        if not cache.parent.exists():
            shutil.copytree(made, cache, copy_function=os.link)
