"""Related stories as others find them, on the same stories, for bench/related.py to compare with.

Each way gives, for every story, five others, the best first. None sees a label. All may look both ways in time, which
flatters them: Hugo offers older pages alone unless it is told otherwise.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from generator.intake.text.writings import count_divided

Story = dict[str, Any]
Run = dict[str, list[str]]

COUNT = 5
BEST_WORDS = 8
QUERY_WORDS = 25
K1, B = 1.2, 0.75
"""BM25's usual measures, as Lucene has them."""
BLOCK = 512


def most_recent(stories: Sequence[Story]) -> Run:
    """Return the stories filed just before each, as a list of the latest would show them."""
    order = _oldest_first(stories)
    return {
        stories[story]["id"]: [stories[other]["id"] for other in reversed(order[max(0, at - COUNT) : at])]
        for at, story in enumerate(order)
    }


def hugo_by_title(stories: Sequence[Story]) -> Run:
    """Rank as Hugo does, with the title's words as keywords: more shared words first, then newer stories."""
    return _by_shared(stories, [set(_words(story["title"])) for story in stories])


def hugo_by_tags(stories: Sequence[Story]) -> Run:
    """Hugo's way with perfect tags: the eight words of each story that tell most of it, as a good editor would."""
    weights, _ = _tf_idf(stories)
    tags = [set(_heaviest(weights, row, BEST_WORDS)) for row in range(len(stories))]
    return _by_shared(stories, tags)


def bm25(stories: Sequence[Story]) -> Run:
    """Rank by BM25 with the 25 heaviest words of each story (Elasticsearch's and Lucene's "more like this")."""
    counts = _counts(stories)
    weights, _ = _tf_idf(stories)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    holders = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log(1 + (len(stories) - holders + 0.5) / (holders + 0.5))
    rows = np.repeat(np.arange(len(stories)), np.diff(counts.indptr))
    damped = counts.data * (K1 + 1) / (counts.data + K1 * (1 - B + B * lengths[rows] / lengths.mean()))
    scores = sparse.csr_array((damped * rarity[counts.indices], counts.indices, counts.indptr), counts.shape)
    asked = [_heaviest(weights, row, QUERY_WORDS) for row in range(len(stories))]
    ends = np.cumsum([0, *map(len, asked)])
    queries = sparse.csr_array((np.ones(ends[-1]), np.concatenate(asked), ends), counts.shape)
    return _best(stories, queries, scores)


def tf_idf(stories: Sequence[Story]) -> Run:
    """Rank by the cosine of all words, weighted over all stories, as a plain search engine would."""
    weights, _ = _tf_idf(stories)
    return _best(stories, weights, weights)


RIVALS: dict[str, Callable[[Sequence[Story]], Run]] = {
    "most recent": most_recent,
    "Hugo's way, title words": hugo_by_title,
    "Hugo's way, eight best words": hugo_by_tags,
    "BM25, 25 top terms": bm25,
    "TF-IDF cosine, all words": tf_idf,
}


def _words(text: str) -> list[str]:
    """Return the words of a text as Broadsheet divides it, or these methods would find nothing in Thai."""
    counts = count_divided("", unicodedata.normalize("NFC", text.casefold()))
    return [word.decode() for word in counts.elements()]


def _counts(stories: Sequence[Story]) -> sparse.csr_array:
    """Return how often each word is in each story, counting the title twice."""
    numbers: dict[str, int] = {}
    tallies = [Counter(_words(f"{one['title']} {one['title']} {one['text']}")) for one in stories]
    words = [numbers.setdefault(word, len(numbers)) for tally in tallies for word in tally]
    ends = np.cumsum([0, *map(len, tallies)])
    found = np.array([count for tally in tallies for count in tally.values()], float)
    return sparse.csr_array((found, np.array(words), ends), (len(stories), len(numbers)))


def _tf_idf(stories: Sequence[Story]) -> tuple[sparse.csr_array, NDArray[np.float64]]:
    """Return weights whose rows have length 1, and how rare each word is."""
    counts = _counts(stories)
    rarity = np.log(len(stories) / np.bincount(counts.indices, minlength=counts.shape[1]))
    weights = sparse.csr_array(((1 + np.log(counts.data)) * rarity[counts.indices], counts.indices, counts.indptr))
    lengths = np.sqrt(np.asarray(weights.power(2).sum(axis=1)).ravel())
    return sparse.csr_array(weights.multiply(1 / np.maximum(lengths, 1e-9)[:, None])), rarity


def _heaviest(weights: sparse.csr_array, row: int, count: int) -> NDArray[np.int64]:
    cells = slice(weights.indptr[row], weights.indptr[row + 1])
    return weights.indices[cells][np.argsort(-weights.data[cells], kind="stable")[:count]]


def _by_shared(stories: Sequence[Story], keywords: Sequence[set[Any]]) -> Run:
    numbers: dict[Any, int] = {}
    cells = [numbers.setdefault(word, len(numbers)) for words in keywords for word in sorted(words)]
    ends = np.cumsum([0, *map(len, keywords)])
    shared = sparse.csr_array((np.ones(len(cells)), np.array(cells), ends), (len(stories), max(1, len(numbers))))
    return _best(stories, shared, shared)


def _best(stories: Sequence[Story], queries: sparse.csr_array, scores: sparse.csr_array) -> Run:
    """For each story the five others whose rows in `scores` answer its row in `queries` best; of equals the newest."""
    turned = scores.T.tocsr()
    newness = np.argsort(_oldest_first(stories)) / (len(stories) * 1e6)
    run: Run = {}
    for start in range(0, len(stories), BLOCK):
        answers = (queries[start : start + BLOCK] @ turned).toarray()
        for at, row in enumerate(answers, start):
            row[at] = 0
            found = np.where(row > 0, row + newness, 0)
            top = np.argsort(-found, kind="stable")[:COUNT]
            run[stories[at]["id"]] = [stories[other]["id"] for other in top if found[other] > 0]
    return run


def _oldest_first(stories: Sequence[Story]) -> list[int]:
    """Return places in order of time. Within a day the order is by checksum, since files are sorted by their labels."""
    return sorted(range(len(stories)), key=lambda at: (stories[at]["date"] or "", crc32(stories[at]["id"].encode())))
