"""Link all stories at once. `update.py` brings the links up to date after a change and gives the same result."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, starmap
from typing import TYPE_CHECKING

import msgspec

from generator.related.arrays import ranks_of, stable_order
from generator.related.documents import Document, Read
from generator.related.index import StoryLinks, backlink_type
from generator.related.links import Links
from generator.related.parallel import Parallelism, link_all, start_pool
from generator.related.scoring import (
    LINKS,
    RECIPROCAL_LINKS,
    Heading,
    heading_of,
    make_metadata_row,
    metadata_type,
    pick_sample,
    pick_searched,
)
from generator.related.selection import RelatedStories, choose
from generator.related.vectors import KeepWords, Rows, make_vectors
from generator.related.weights import DocumentFrequencies, Weights, count_frequencies, make_weights
from generator.related.window import find_window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from generator.related.scoring import Numbers, Records

RANKED_AT_ONCE = 1024
"""The number of stories whose links are ranked together."""


class Backlinks(msgspec.Struct, frozen=True):
    """The links of `Links` as seen from the older stories, story by story."""

    newer: "Records"
    """The links of newer stories to each story (`backlink_type`)."""
    ends: "Numbers"
    """The position of each story's first link, and the end of the last story's."""
    newer_versions: "NDArray[np.uint32]"
    """Newer versions of each story, the oldest first."""
    version_ends: "Numbers"


class Keep(msgspec.Struct, frozen=True):
    """What is called with the words of the stories, which take more memory than anything else and are let go again."""

    words: KeepWords
    """It is given all words of some stories at a time, the oldest story first."""
    leading: Callable[[Rows], None]
    """It is given the leading words of all stories."""


class LinkedCorpus(msgspec.Struct, frozen=True):
    """All public stories, the oldest first, with their links."""

    paths: list[str]
    metadata: "Records"
    links: Links
    backlinks: Backlinks
    weights: Weights
    frequencies: DocumentFrequencies


def build_links(
    headings: Iterable[Heading],
    read: Read,
    floor: int | None = None,
    parallelism: Parallelism | None = None,
    keep: Keep | None = None,
) -> LinkedCorpus:
    """Link all stories, of which there must be at least one.

    With `parallelism` worker processes do it when there are many stories. `floor`: the least similarity of stories that
    are shown together, in hundredths; without it the weights have one.
    """
    paths, metadata = _by_age(headings)
    sample = pick_sample(metadata)
    metadata["sampled"][sample] = True
    sampled = dict(zip(sample.tolist(), read([paths[at] for at in sample]), strict=True))
    frequencies = count_frequencies(sampled.values())
    searched = [sampled[at] for at in pick_searched(metadata, sample).tolist()]
    weights = make_weights(len(sample), frequencies, searched, find_window(metadata, sample))
    if floor is not None:
        weights = msgspec.structs.replace(weights, floor=floor)
    others = iter(read([path for at, path in enumerate(paths) if at not in sampled]))
    documents = (sampled.pop(at, None) or next(others) for at in range(len(paths)))
    with start_pool(parallelism, len(paths)) as pool:
        vectors = make_vectors(documents, weights, pool.folder if pool else "", keep.words if keep else None)
        links = link_all(metadata, vectors, weights, pool)
        if keep:
            keep.leading(vectors.leading)
        del vectors  # before the links are turned round
        return LinkedCorpus(paths, metadata, links, _reverse(links), weights, frequencies)


def _by_age(headings: Iterable[Heading]) -> tuple[list[str], "Records"]:
    """Return the paths and the metadata of the stories, the oldest first."""
    import numpy as np

    rows = sorted((make_metadata_row(heading), heading.path) for heading in headings)
    return [path for _, path in rows], np.array([row for row, _ in rows], metadata_type())


def relate(documents: Iterable[Document], count: int = 5, floor: int | None = None) -> dict[str, tuple[str, ...]]:
    """Return for each document's path the paths of at most `count` related others, the best first.

    The score is the similarity, from 0 to 1, and up to 1.4 times that when little time lies between the two. Left out
    are documents less similar than `floor` (in hundredths; without it, a least similarity of the corpus itself), the
    same story over again, and stories that have a newer version. No headline comes twice, nor that of the story itself.
    Of two with equal scores the newer comes first. Every document must have a path of its own.
    """
    by_path = {document.path: document for document in documents}
    if not by_path:
        return {}
    corpus = build_links(map(heading_of, by_path.values()), lambda paths: (by_path[path] for path in paths), floor)
    lists = zip(corpus.paths, related_of_all(corpus, [count] * len(corpus.paths)), strict=True)
    return {path: tuple(corpus.paths[other] for other in related.others) for path, related in lists}


def links_of_all(corpus: LinkedCorpus) -> Iterator[StoryLinks]:
    """Yield the links of each story in both directions, in the order of the corpus."""
    links, back = corpus.links, corpus.backlinks
    spans = zip(
        _spans(ends_of(links.counts)),
        _spans(ends_of(links.version_counts)),
        _spans(back.ends),
        _spans(back.version_ends),
        strict=True,
    )
    for path, (older, versions, newer, newer_versions) in zip(corpus.paths, spans, strict=True):
        yield StoryLinks(
            path,
            links.older[older],
            links.older_versions[versions],
            back.newer[newer],
            back.newer_versions[newer_versions],
        )


def ends_of(counts: "Numbers") -> "Numbers":
    """Return where the first of so many things begins, and where those of each one end."""
    import numpy as np

    ends: Numbers = np.concatenate([[0], np.cumsum(counts)])
    return ends


def _spans(ends: "Numbers") -> Iterator[slice]:
    """Yield where the things of each story are. `ends`: as `ends_of` returns them."""
    for first in range(0, len(ends) - 1, RANKED_AT_ONCE):
        yield from starmap(slice, pairwise(ends[first : first + RANKED_AT_ONCE + 1].tolist()))


def _reverse(links: Links) -> Backlinks:
    """Return the links as seen from the older stories."""
    import numpy as np

    stories = len(links.counts)
    order = stable_order(links.older["other"], stories)
    newer = np.zeros(len(order), backlink_type())
    newer["other"] = np.repeat(np.arange(stories, dtype=np.uint32), links.counts).take(order)
    newer["score"] = _reciprocal_scores(links).take(order)
    ends = ends_of(np.bincount(links.older["other"], minlength=stories))
    version = np.repeat(np.arange(stories, dtype=np.uint32), links.version_counts)
    versions = version[stable_order(links.older_versions, stories)]
    return Backlinks(newer, ends, versions, ends_of(np.bincount(links.older_versions, minlength=stories)))


def _reciprocal_scores(links: Links) -> "Numbers":
    """Return the score of each link on the page of the older story: 0 for those that are not shown there."""
    import numpy as np

    ends, scores = ends_of(links.counts), np.array(links.older["score"])
    for first in range(0, len(links.counts), RANKED_AT_ONCE):
        counts = links.counts[first : first + RANKED_AT_ONCE]
        some = scores[ends[first] : ends[first + len(counts)]]
        some[ranks_of(counts) >= RECIPROCAL_LINKS] = 0
    return scores


def related_of_all(corpus: LinkedCorpus, counts: Sequence[int]) -> Iterator[RelatedStories]:
    """Yield the related stories that the page of each story shows, in the order of the corpus.

    `counts`: for each story the largest number of them.
    """
    versions, ends = corpus.backlinks.newer_versions, corpus.backlinks.version_ends
    headlines, superseded = corpus.metadata["headline_hash"].tolist(), corpus.metadata["superseded"].tolist()
    for story, (others, count, own) in enumerate(zip(_ranked(corpus), counts, _spans(ends), strict=True)):
        chosen = choose(story, others, headlines, superseded, count)
        yield RelatedStories(tuple(chosen), int(versions[own][-1]) if own.stop > own.start else None)


def _ranked(corpus: LinkedCorpus) -> Iterator[list[int]]:
    """Yield the other stories that may be shown with each story: the best first; of equals the newer first."""
    import numpy as np

    links, back, stories = corpus.links, corpus.backlinks, len(corpus.paths)
    ends = ends_of(links.counts)
    for first in range(0, stories, RANKED_AT_ONCE):
        end = min(first + RANKED_AT_ONCE, stories)
        older, newer = slice(ends[first], ends[end]), slice(back.ends[first], back.ends[end])
        counts = np.concatenate([links.counts[first:end], np.diff(back.ends[first : end + 1])])
        story = np.repeat(np.tile(np.arange(end - first), 2), counts)
        others = np.concatenate([links.older["other"][older], back.newer["other"][newer]])
        older_scores = np.where(ranks_of(links.counts[first:end]) < LINKS, links.older["score"][older], 0)
        scores = np.concatenate([older_scores, back.newer["score"][newer]])
        order = np.lexsort((others, scores, -story))[::-1]
        order = order[scores[order] > 0]
        found = others[order].tolist()
        for own in _spans(ends_of(np.bincount(story[order], minlength=end - first))):
            yield found[own]
