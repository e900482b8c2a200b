"""A newsroom with extensions."""

import re
from collections.abc import Mapping
from typing import Any

from conftest import SITE, Newsroom
from places import ROOT

from generator.build import Outcome
from generator.model import Problem
from generator.paper import CallLimits

EXAMPLES = dict(
    re.findall(r"```python\n# extensions/(\w+)\.py\n(.*?)```", (ROOT / "docs" / "extensions.md").read_text(), re.DOTALL)
)
"""Name -> program of the examples in docs/extensions.md."""
RECIPE = re.search(r"```text\n(.*?)```", (ROOT / "docs" / "extensions.md").read_text(), re.DOTALL)[1]  # type: ignore[index]
HARBOR = "https://www.openstreetmap.org/#map=15/44.39/-68.21"
HOOK = "from generator.extensions import *\n"
USUAL, SHORT = CallLimits(), CallLimits(call_s=0.5, load_s=2)
"""How long extensions may take; short limits are for those that never end."""


def use(newsroom: Newsroom, *names: str, settings: str = "", **programs: str) -> None:
    """Put extensions into the paper and name them in site.toml: `names` are examples or files that are there."""
    for name in names:
        if name in EXAMPLES:
            newsroom.write(f"extensions/{name}.py", EXAMPLES[name])
    for name, program in programs.items():
        newsroom.write(f"extensions/{name}.py", HOOK + program)
    listed = ", ".join(f'"{name}"' for name in (*names, *programs))
    newsroom.write("site.toml", f"{SITE}\n[extensions]\nuse = [{listed}]\n{settings}")


def told(outcome: Outcome, name: str) -> list[Problem]:
    """The problems that name the extension."""
    return [problem for problem in outcome.problems if f"“{name}”" in problem.message]


def same_as_clean(newsroom: Newsroom, **options: Any) -> bool:
    """Whether the site is, byte for byte, that of a clean build."""
    clean = newsroom.folder.parent / "clean"
    clean.mkdir(exist_ok=True)
    newsroom.build(output=clean / "public", aside=clean / "state", **options)
    other = Newsroom.__new__(Newsroom)
    other.folder, other.output = newsroom.folder, clean / "public"
    return _pages(newsroom.files()) == _pages(other.files())


def _pages(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {file: content for file, content in files.items() if not file.startswith(".broadsheet")}
