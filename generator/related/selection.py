"""Select the stories that a page shows: the best of a story's links in both directions."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from generator.related.index import StoryLinks
from generator.related.scoring import LINKS, pick_newest

if TYPE_CHECKING:
    from generator.related.scoring import Records


class RelatedStories(msgspec.Struct, frozen=True):
    """The other stories that a story's page shows, by their numbers."""

    others: tuple[int, ...]
    """The related stories, the best first."""
    update: int | None = None
    """The newest version of the story itself."""


def find_related(metadata: "Records", story: int, links: StoryLinks, count: int) -> RelatedStories:
    """Find at most `count` stories that are related to `story`, and its newest version."""
    others, _ = rank_others(metadata, links)
    numbers = [*others, story]
    headlines = dict(zip(numbers, metadata["headline_hash"][numbers].tolist(), strict=True))
    versions = pick_newest(metadata, links.newer_versions.astype("int64"))
    chosen = choose(story, others, headlines, metadata["superseded"], count)
    return RelatedStories(tuple(chosen), int(versions[0]) if len(versions) else None)


def rank_others(metadata: "Records", links: StoryLinks) -> tuple[list[int], list[int]]:
    """Return the stories that may be shown with one, and their scores: the best first; of equals the newer first."""
    import numpy as np

    older = links.older[:LINKS]
    others = np.concatenate([older["other"], links.newer["other"]]).astype(np.int64)
    scores = np.concatenate([older["score"], links.newer["score"]])
    others, scores = others[scores > 0], scores[scores > 0]
    order = np.lexsort((metadata["path_hash"][others], metadata["opens"][others], scores))[::-1]
    return others[order].tolist(), scores[order].tolist()


def choose(
    story: int, others: Iterable[int], headlines: Mapping[int, int] | Sequence[int], superseded: Any, count: int
) -> list[int]:
    """Return the first `count` others, without superseded ones; of those that share a headline only the first.

    `headlines`: the hash of each story's headline; `superseded`: for each story, whether it has a newer version.
    """
    taken, chosen = {headlines[story]}, list[int]()
    for other in others:
        if len(chosen) == count:
            break
        if headlines[other] not in taken and not superseded[other]:
            taken.add(headlines[other])
            chosen.append(other)
    return chosen
