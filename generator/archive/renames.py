"""Recognize stories whose files were renamed: the same text, or the same headline and time, under another name.

Only what is alike in one story on each side is taken for the same story. So no story gets the id of another because
both say “No births this week.”
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec


class Traits(msgspec.Struct, frozen=True, kw_only=True):
    """What a story can be recognized by."""

    name: str
    """The story's path, or the id of a story that was published."""
    moment: str
    """When it was or will be published; empty for a page of the paper's own."""
    headline: str
    """The mark of its headline."""
    text: str
    """The mark of its text."""
    stem: str = ""
    """The last part of its path."""
    addresses: tuple[str, ...] = ()
    """The addresses that it had, without the path prefix; of a story in content/, those that its header names."""


Key = Callable[[Traits], tuple[str, ...] | None]
"""Gives what is compared; None if it can't tell the story."""

KEYS: Sequence[Key] = (
    lambda one: (one.text, one.headline, one.moment),
    lambda one: (one.text, one.headline),
    lambda one: (one.text, one.moment),
    lambda one: (one.text,),
    lambda one: (one.headline, one.moment) if one.moment else None,
)
"""What is compared, the surest first."""


GUESSES: Sequence[Key] = (
    lambda one: (one.stem,),
    lambda one: (one.moment,) if one.moment else None,
)
"""What may tell that a story is another one under a new name, though it says something else."""


def candidates(published: Sequence[Traits], stories: Sequence[Traits]) -> list[Traits]:
    """Return those of `stories` that `match` may find to be one of `published`; no others can change what it finds."""
    marks = {mark for one in published for mark in (one.text, one.headline)}
    addresses = {address.rstrip("/") for one in published for address in one.addresses}
    return [
        one
        for one in stories
        if marks.intersection((one.text, one.headline))
        or addresses.intersection(at.rstrip("/") for at in one.addresses)
    ]


def match(published: Sequence[Traits], stories: Sequence[Traits]) -> dict[str, str]:
    """Return the story for each published one that is recognized: its path by the id."""
    return _compare(published, stories, KEYS, dict(_by_address(published, stories)))


def guess(published: Sequence[Traits], stories: Sequence[Traits]) -> dict[str, str]:
    """Return the story that each published one may be: its path by the id. An editor has to say whether it is."""
    return _compare(published, stories, GUESSES, {})


def _compare(
    published: Sequence[Traits], stories: Sequence[Traits], keys: Sequence[Key], found: dict[str, str]
) -> dict[str, str]:
    """Add to `found` the stories that are alike in one of `keys`."""
    for key in keys:
        left = [one for one in published if one.name not in found]
        taken = set(found.values())
        others = _unique([one for one in stories if one.name not in taken], key)
        for value, one in _unique(left, key).items():
            if value in others:
                found[one.name] = others[value].name
    return found


def _unique(traits: Sequence[Traits], key: Key) -> Mapping[tuple[str, ...], Traits]:
    """Return those of `traits` by their key that no other has."""
    keyed = [(value, one) for one in traits if (value := key(one)) is not None]
    count = Counter(value for value, _ in keyed)
    return {value: one for value, one in keyed if count[value] == 1}


def _by_address(published: Sequence[Traits], stories: Sequence[Traits]) -> Iterator[tuple[str, str]]:
    """Yield the matches that a header states by naming a former address. The first story that names it has it."""
    naming: dict[str, str] = {}
    for story in sorted(stories, key=lambda one: one.name):
        for address in story.addresses:
            naming.setdefault(address.rstrip("/"), story.name)
    given: set[str] = set()
    for one in sorted(published, key=lambda one: one.name):
        name = next((naming[at.rstrip("/")] for at in reversed(one.addresses) if at.rstrip("/") in naming), "")
        if name and name not in given:
            given.add(name)
            yield one.name, name
