"""What a template that extends another puts into its blocks, and what of it is on no page."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from generator.config.wording import nearest
from generator.model import Gravity, Problem
from generator.press.template_problems import Advice, template_problem


class Frame(msgspec.Struct, frozen=True):
    """What a template puts into the one that it extends."""

    extends: str
    """The name of the other template."""
    fills: tuple[tuple[str, int], ...]
    """The blocks that stand in no other of its blocks, each with its line; without those that it prints itself."""
    loose: int = 0
    """The first line of text outside all blocks, which is on no page; 0 if there is none."""


def unknown_blocks(
    names: Iterable[str], frames: Mapping[str, Frame], blocks: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Yield a problem for each block in templates of these names that has no place in those that they extend.

    `frames` has the templates that extend another, `blocks` the names of the blocks of each template. One without any
    is probably being saved.
    """
    for name in names:
        above = _above(name, frames)
        known = {block for one in above[1:] for block in blocks.get(one, ())}
        if name not in frames or above[-1] in frames or not known:  # it goes round, or extends what isn't there
            continue
        for block, line in frames[name].fills:
            if block not in known:
                what = f"“{above[1]}”, which it extends, has no block “{block}”"
                yield template_problem(name, line, Advice(what, nearest(block, known)))


def _above(name: str, frames: Mapping[str, Frame]) -> list[str]:
    """Return the template and those that it extends, the nearest first."""
    above = [name]
    while name in frames and frames[name].extends not in above:
        name = frames[name].extends
        above.append(name)
    return above


def lost_text(name: str, frame: Frame) -> Iterator[Problem]:
    """Yield a warning for text that stands outside all blocks of a template that extends another."""
    if frame.loose:
        message = f"This is on no page: it stands outside the blocks, and the template extends “{frame.extends}”."
        hint = "Put it between {% block content %} and {% endblock %}, or take it out."
        yield Problem(f"templates/{name}", frame.loose, message, hint, Gravity.WARNING, code="template-lost")
