"""Find the links from stories to older ones, many stories at a time: the most similar in their leading words."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from generator.related.arrays import ranks_of
from generator.related.scoring import (
    CLOSE_SIMILARITY,
    DUPLICATE_SIMILARITY,
    FACTOR_SCALE,
    KEPT_LINKS,
    KEPT_VERSIONS,
    MAX_FACTOR,
    MIN_LEADING_SIMILARITY,
    REVISION_SIMILARITY,
    SIMILARITY_SCALE,
    VERSION_DAYS,
    days_between,
    factors_of,
    link_type,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from generator.related.postings import Similarities
    from generator.related.scoring import Metadata, Numbers, Records

Compare = Callable[[range], "Iterator[tuple[range, Similarities]]"]
"""Function that yields some rows at a time, with the similarity of each to stories up to the last of them.

The last column is that of this last row; the first one is any older story before which none is similar to the rows.
"""

LOWEST = MIN_LEADING_SIMILARITY * SIMILARITY_SCALE
"""The least leading similarity of stories that are compared any further."""
SPARE_CANDIDATES = 4
"""So many candidates more than links are looked for at first, since some repeat the story and are no candidates."""
GROUPS = 128
"""The older stories are divided into so many groups, of which the most similar story of each is looked at."""
SCORE_BITS = 40
"""The bits of a leading score."""


class Pairs(msgspec.Struct, frozen=True):
    """Pairs of a story and an older one, by story, and then the oldest first."""

    at: "Numbers"
    """The position of the story among those that are linked together."""
    others: "Numbers"
    """The older story."""
    similarity: "Numbers"
    """Their similarity in leading words."""

    def where(self, chosen: "NDArray[np.bool_] | NDArray[np.intp]") -> "Pairs":
        """Return the pairs that are chosen, or those at these positions."""
        return Pairs(self.at[chosen], self.others[chosen], self.similarity[chosen])


class Links(msgspec.Struct, frozen=True):
    """The links from stories to older ones, story by story."""

    older: "Records"
    """The links (`link_type`), of each story the best by leading words first. Their scores are 0 at first."""
    counts: "Numbers"
    """The number of links of each story."""
    cutoffs: "Numbers"
    """The leading score of each story's last link; 0 when every candidate is among the links."""
    older_versions: "NDArray[np.uint32]"
    """Older versions of the stories, of each story the newest first."""
    version_counts: "Numbers"
    """The number of older versions of each story."""


def join_links(several: Iterable[Links]) -> Links:
    """Return the links of several ranges of stories, of which there must be one, as those of one range.

    Each is copied as it comes, and let go: to keep all until the end would take twice the memory.
    """
    import numpy as np

    joined = {field: bytearray() for field in Links.__struct_fields__}
    for one in several:
        types = {field: getattr(one, field).dtype for field in joined}
        for field in joined:
            joined[field] += getattr(one, field).tobytes()
    return Links(*(np.frombuffer(content, types[field]) for field, content in joined.items()))


class Judgement(msgspec.Struct, frozen=True):
    """What becomes of pairs of stories."""

    scores: "Numbers"
    """The leading score of each pair."""
    may_link: "NDArray[np.bool_]"
    """Whether the two may be linked: neither repeats the other."""
    are_versions: "NDArray[np.bool_]"
    """Whether the two are versions of one story, filed within a few days."""


def judge_pairs(metadata: "Metadata", stories: "Numbers", pairs: Pairs) -> Judgement:
    """Tell what becomes of pairs with `stories`. The other story of a pair may also be the newer one."""
    import numpy as np

    others, of_story = pairs.others, stories[pairs.at]
    similar = pairs.similarity.astype(np.float64)
    lengths, headlines = metadata["squared_length"], metadata["headline_hash"]
    squared_cosines = similar * similar / np.maximum(lengths[others] * lengths[of_story].astype(np.float64), 1)
    same_headline = headlines[others] == headlines[of_story]
    duplicates = squared_cosines > DUPLICATE_SIMILARITY * DUPLICATE_SIMILARITY
    days = days_between(metadata, of_story, others)
    versions = duplicates | (same_headline & (squared_cosines > REVISION_SIMILARITY * REVISION_SIMILARITY))
    versions &= days < VERSION_DAYS
    versions &= similar >= CLOSE_SIMILARITY * SIMILARITY_SCALE
    return Judgement(pairs.similarity * factors_of(days), ~(duplicates | same_headline), versions)


def choose_links(metadata: "Metadata", stories: "Numbers", pairs: Pairs) -> Links:
    """Return the links of each of `stories` among all pairs with it that can be among its links."""
    import numpy as np

    judged = judge_pairs(metadata, stories, pairs)
    best, candidates = _best_of_each(pairs.at, judged.scores, judged.may_link, len(stories), KEPT_LINKS)
    equal = np.zeros_like(judged.scores)
    newest, versions = _best_of_each(pairs.at, equal, judged.are_versions, len(stories), KEPT_VERSIONS)
    older = np.zeros(len(best), link_type())
    older["other"], older["leading_score"] = pairs.others[best], judged.scores[best]
    counts = np.minimum(candidates, KEPT_LINKS)
    cutoffs, are_left = np.zeros(len(stories), np.int64), candidates > KEPT_LINKS
    cutoffs[are_left] = older["leading_score"][np.cumsum(counts)[are_left] - 1]
    older_versions = pairs.others[newest].astype(np.uint32)
    return Links(older, counts, cutoffs, older_versions, np.minimum(versions, KEPT_VERSIONS))


def _best_of_each(
    at: "Numbers", scores: "Numbers", chosen: "NDArray[np.bool_]", stories: int, most: int
) -> tuple["Numbers", "Numbers"]:
    """Return the positions of the best chosen pairs of each story, and how many of its pairs are chosen.

    Of each story these are at most `most`, the highest score first; of equals the newer first.
    """
    import numpy as np

    newest_first = np.flatnonzero(chosen)[::-1]
    counts = np.bincount(at[newest_first], minlength=stories)
    keys = (at[newest_first] << SCORE_BITS) - scores[newest_first]
    order = newest_first[np.argsort(keys, kind="stable")]
    return order[ranks_of(counts) < most], counts


def link_rows(metadata: "Metadata", rows: range, similarity_to_older: Compare) -> Links:
    """Link each of `rows`, which are stories in the order of their age, to older ones.

    Few pairs need to be looked at: those above a similarity below which no link can be. If many of them repeat the
    story, all pairs with it are looked at.
    """
    import numpy as np

    stories = np.arange(rows.start, rows.stop)
    least, pairs = zip(*_find_pairs(rows, similarity_to_older), strict=True)
    found = choose_links(metadata, stories, join_pairs(pairs))
    reached = found.cutoffs >= np.concatenate(least) * MAX_FACTOR
    short = np.flatnonzero(~reached & (np.concatenate(least) > LOWEST)).tolist()
    if not short:
        return found
    every = [one.where(~np.isin(one.at, short)) for one in pairs]
    for at in short:
        alone = range(rows.start + at, rows.start + at + 1)
        every += (pairs_of(similarity, np.array([LOWEST]), alone, at) for _, similarity in similarity_to_older(alone))
    return choose_links(metadata, stories, join_pairs(every))


def _find_pairs(rows: range, similarity_to_older: Compare) -> "Iterator[tuple[Similarities, Pairs]]":
    """Yield the least similarity at which pairs with some of the rows are looked at, and these pairs."""
    for some, similarity in similarity_to_older(rows):
        least = least_similarities(similarity)
        yield least, pairs_of(similarity, least, some, some.start - rows.start)


def least_similarities(similarity: "Similarities") -> "Similarities":
    """Return for each row a similarity that is reached by all its links, unless many stories repeat that of the row.

    No version is less similar than it. So many stories as links are wanted are at least as similar as `last`, and time
    raises no similarity by more than MAX_FACTOR.
    """
    import numpy as np

    rows, stories = similarity.shape
    if stories < GROUPS:
        return np.full(rows, LOWEST)
    wanted = KEPT_LINKS + SPARE_CANDIDATES
    in_groups = similarity[:, : stories - stories % GROUPS].reshape(rows, -1, GROUPS)
    last = np.partition(in_groups.max(axis=1), -wanted, axis=1)[:, -wanted]
    least: Similarities = np.clip(last * FACTOR_SCALE // MAX_FACTOR, LOWEST, CLOSE_SIMILARITY * SIMILARITY_SCALE)
    return least


def pairs_of(similarity: "Similarities", least: "Similarities", rows: range, first: int) -> Pairs:
    """Return the pairs of one of `rows` and an older story whose similarity is at least that row's `least`.

    `first`: the position of the first row.
    """
    import numpy as np

    cells = np.flatnonzero(similarity >= least[:, np.newaxis])
    at, others = np.divmod(cells, similarity.shape[1])
    others += rows.stop - similarity.shape[1]
    return Pairs(at + first, others, similarity.ravel()[cells].astype(np.int64))


def join_pairs(several: Sequence[Pairs]) -> Pairs:
    """Return several pairs, of which each has stories of its own, as one."""
    import numpy as np

    joined = Pairs(*(np.concatenate([getattr(one, field) for one in several]) for field in Pairs.__struct_fields__))
    return joined.where(np.argsort(joined.at, kind="stable"))
