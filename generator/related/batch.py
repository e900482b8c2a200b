"""Link all stories at once. `update.py` brings the links up to date after a change and gives the same result."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from generator.related.documents import Document, Read
from generator.related.index import StoryLinks, backlink_type
from generator.related.parallel import Parallelism, link_all, start_pool
from generator.related.scoring import (
    RECIPROCAL_LINKS,
    Heading,
    LinksToOlder,
    heading_of,
    make_metadata_row,
    metadata_type,
    pick_sample,
    pick_searched,
)
from generator.related.selection import RelatedStories, find_related
from generator.related.vectors import Vectors, make_vectors
from generator.related.weights import DocumentFrequencies, Weights, count_frequencies, make_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from generator.related.scoring import Numbers, Records


class LinkedCorpus(msgspec.Struct, frozen=True):
    """All public stories, the oldest first, with their words and links."""

    paths: list[str]
    metadata: "Records"
    links: list[LinksToOlder]
    vectors: Vectors
    weights: Weights
    frequencies: DocumentFrequencies


def build_links(
    headings: Iterable[Heading],
    read: Read,
    floor: int | None = None,
    parallelism: Parallelism | None = None,
) -> LinkedCorpus:
    """Link all stories, of which there must be at least one.

    With `parallelism` worker processes do it when there are many stories. `floor`: the least similarity of stories that
    are shown together, in hundredths; without it the weights have one.
    """
    import numpy as np

    rows = sorted((make_metadata_row(heading), heading.path) for heading in headings)
    paths = [path for _, path in rows]
    metadata = np.array([row for row, _ in rows], metadata_type())
    sample = pick_sample(metadata)
    metadata["sampled"][sample] = True
    frequencies = count_frequencies(read([paths[at] for at in sample]))
    searched = read([paths[at] for at in pick_searched(metadata, sample)])
    weights = make_weights(len(sample), frequencies, searched)
    if floor is not None:
        weights = msgspec.structs.replace(weights, floor=floor)
    with start_pool(parallelism, len(paths)) as pool:
        vectors = make_vectors(read(paths), weights, pool.folder if pool else "")
        links = link_all(metadata, vectors, weights, pool)
        return LinkedCorpus(paths, metadata, links, vectors, weights, frequencies)


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
    lists = zip(corpus.paths, related_of_all(corpus, count), strict=True)
    return {path: tuple(corpus.paths[other] for other in related.others) for path, related in lists}


def links_of_all(corpus: LinkedCorpus) -> Iterator[StoryLinks]:
    """Yield the links of each story in both directions, in the order of the corpus."""
    import numpy as np

    newer = _reverse(
        [np.where(np.arange(len(one.older)) < RECIPROCAL_LINKS, one.older["score"], 0) for one in corpus.links],
        [one.older["other"] for one in corpus.links],
    )
    newer_versions = _reverse(
        [np.zeros(len(one.older_versions), np.int64) for one in corpus.links],
        [one.older_versions for one in corpus.links],
    )
    for path, own, links, versions in zip(corpus.paths, corpus.links, newer, newer_versions, strict=True):
        yield StoryLinks(path, own.older, own.older_versions, links, versions["other"])


def _reverse(scores: "Sequence[Numbers]", others: "Sequence[NDArray[np.uint32]]") -> "Iterator[Records]":
    """Yield for each story the backlinks from the stories that name it among their `others`, with their scores."""
    import numpy as np

    targets = np.concatenate(others).astype(np.int64)
    order = np.argsort(targets, kind="stable")
    backlinks = np.zeros(len(targets), backlink_type())
    backlinks["other"] = np.repeat(np.arange(len(others), dtype=np.uint32), [len(one) for one in others])[order]
    backlinks["score"] = np.concatenate(scores)[order]
    starts = np.searchsorted(targets[order], np.arange(len(others) + 1)).tolist()
    return (backlinks[starts[story] : starts[story + 1]] for story in range(len(others)))


def related_of_all(corpus: LinkedCorpus, count: int) -> Iterator[RelatedStories]:
    """Yield the related stories that the page of each story shows, in the order of the corpus."""
    for story, links in enumerate(links_of_all(corpus)):
        yield find_related(corpus.metadata, story, links, count)
