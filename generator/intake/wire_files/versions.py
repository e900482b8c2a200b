"""Decide, of all versions of a story that lie in a folder, which one counts. A pure function of the versions.

The newest version counts: the highest number, or of versions without numbers the one that was sent last. In which order
the files arrived has no part in it. A version that can't be published leaves the last good one; one that the agency
withheld or killed doesn't.
"""

from collections.abc import Iterator, Sequence

import msgspec

from generator.model import WireFacts

FOLLOWS_WITHIN = 36 * 3_600 * 1_000_000
"""How long after the last version, in microseconds, a lead belongs to it. Later ones are of another story."""
AT_LAST = 1 << 62
"""The order of a kill whose time isn't known: after everything."""


class Version(msgspec.Struct, frozen=True):
    """A version and where it was found."""

    file: str
    at: int
    """Its place in the file, counted from 0."""
    facts: WireFacts


class SettledStory(msgspec.Struct, frozen=True):
    """A story that a thread has, and which of its versions counts."""

    name: str
    """What tells it from other stories of the thread; empty in a thread that has one."""
    first: Version | None
    """The oldest version that can be published."""
    newest: Version | None
    """The newest version that can be published, unless the story is withheld."""
    others: tuple[Version, ...]
    """All versions that can be published."""
    killed_by: Version | None
    told: tuple[Version, ...]
    """The versions about which editors are told: the one that counts, and later ones that are held."""


def settle_versions(versions: Sequence[Version]) -> list[SettledStory]:
    """Return the stories of one thread."""
    ordered = _in_order(versions)
    if not any(version.facts.opens for version in ordered):
        return [_settle("", ordered)] if ordered else []
    return [_settle(_name_of(group), group) for group in _groups(ordered)]


def _in_order(versions: Sequence[Version]) -> list[Version]:
    """Return the versions, the oldest first. One without a number stands where the time puts it."""
    numbers: dict[tuple[str, int], int] = {}
    timed = sorted(versions, key=_sent)
    highest, at = 0, 0
    for version in timed:
        while at < len(timed) and _sent(timed[at]) <= _sent(version):
            highest = max(highest, timed[at].facts.version)
            at += 1
        numbers[version.file, version.at] = version.facts.version or highest
    return sorted(versions, key=lambda one: (numbers[one.file, one.at], _sent(one), _weight(one), one.file, one.at))


def _sent(version: Version) -> int:
    unknown = AT_LAST if version.facts.kind == "killed" else 0
    return version.facts.sent or unknown


def _weight(version: Version) -> int:
    """Return the rank among versions that are equally new: the most restrictive one counts."""
    return ("story", "held", "withheld", "killed").index(version.facts.kind)


def _groups(ordered: Sequence[Version]) -> Iterator[list[Version]]:
    """Yield the versions of each story of a thread in which several may have the same keywords.

    A story begins with a version that opens one, or with a lead that comes too late for the one before.
    """
    timed = sorted(ordered, key=lambda one: (_sent(one), _weight(one), one.file, one.at))
    group: list[Version] = []
    for version in timed:
        is_late = bool(group) and _sent(version) != AT_LAST and _sent(version) - _sent(group[-1]) > FOLLOWS_WITHIN
        if group and (is_late or (version.facts.opens and version.facts.number != group[0].facts.number)):
            yield _in_order(group)
            group = []
        group.append(version)
    if group:
        yield _in_order(group)


def _name_of(group: Sequence[Version]) -> str:
    return min(group, key=lambda one: (_sent(one), one.file, one.at)).facts.number


def _settle(name: str, ordered: Sequence[Version]) -> SettledStory:
    """Return which of these versions, the oldest first, counts."""
    stories = [version for version in ordered if version.facts.kind == "story"]
    at = next((at for at in range(len(ordered) - 1, -1, -1) if ordered[at].facts.kind != "held"), -1)
    decisive = ordered[at] if at >= 0 else None
    kind = decisive.facts.kind if decisive else "held"
    before = [version for version in ordered[: at + 1] if version.facts.kind == "story"]
    return SettledStory(
        name=name,
        first=stories[0] if stories else None,
        newest=before[-1] if before and kind != "withheld" else None,
        others=tuple(stories),
        killed_by=decisive if kind == "killed" else None,
        told=tuple(ordered[max(at, 0) :]),
    )
