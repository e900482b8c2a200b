"""What an extension may define, each marked with `@hook`. All get `settings`: the table of the extension in site.toml.

A function may leave out arguments that it doesn't need. All but the last two are pure: what they give depends on their
arguments alone, so that a page is printed again only when something that it is made of changed. The home of pluggy.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pluggy

from generator.extensions.records import Changes, Copy, Figure, Plain
from generator.model import Body, Problem, Story

PROJECT = "broadsheet"
"""The name of pluggy's markers, and of the group of entry points in which installed packages offer extensions."""

hook = pluggy.HookimplMarker(PROJECT)
"""Marks a function of an extension as one that Broadsheet calls."""
_specification = pluggy.HookspecMarker(PROJECT)(firstresult=True)

Settings = Mapping[str, Any]

# The bodies are empty: these functions say what others define.


@_specification
def format_endings(settings: Settings) -> Iterable[str]:  # type: ignore[empty-body]
    """Return the endings of the files that `read_format` reads: `[".recipe"]`."""


@_specification
def read_format(content: bytes, name: str, settings: Settings) -> Copy | None:
    """Read one file of content/, called `name` (`content/food/pie.recipe`). None: it holds no story."""


@_specification
def embed(text: str, settings: Settings) -> Figure | None:
    """Return what to show for a paragraph that is one web address, or one `{{ shortcode }}`; None: not mine."""


@_specification
def check(story: Story, body: Body, settings: Settings) -> Sequence[Problem]:  # type: ignore[empty-body]
    """Return what is wrong with a story. One problem whose gravity is HELD holds it back."""


@_specification
def filters(settings: Settings) -> Mapping[str, Callable[..., Plain]]:  # type: ignore[empty-body]
    """Return functions that templates can call, by the name of the filter."""


@_specification
def extra_kinds(settings: Settings) -> Iterable[str]:  # type: ignore[empty-body]
    """Return the kinds of pages that `page_extra` adds to: `["story"]`; docs/templates.md lists the kinds."""


@_specification
def page_extra(kind: str, record: Any, settings: Settings) -> Mapping[str, Plain]:  # type: ignore[empty-body]
    """Return what templates see as `extras.NAME`. `record`: all that this page is made of, see docs/templates.md."""


@_specification
def host_kinds(settings: Settings) -> Mapping[str, Callable[..., Any]]:  # type: ignore[empty-body]
    """Return kinds of hosts: the name of a kind -> a function that opens one, see docs/extensions.md."""


@_specification
def after_deploy(changes: Changes, settings: Settings) -> None:
    """Do something after a deploy that changed files at the host."""


HOOKS = (
    "format_endings", "read_format", "embed", "check", "filters", "extra_kinds", "page_extra", "host_kinds",
    "after_deploy",
)  # fmt: skip
PAIRS = (("format_endings", "read_format"), ("extra_kinds", "page_extra"))
"""Functions that mean nothing without each other."""
