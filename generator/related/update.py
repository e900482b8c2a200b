"""Bring the links between stories up to date when stories come, go or change.

Only what depends on the stories that changed is computed again: their own links, and the links of newer stories that
one of them enters or leaves. The result equals what `batch.py` computes from all stories at once.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from generator.related.comparison import Comparison, Vocabulary
from generator.related.documents import Document, Read, unpack_batches, unpack_words
from generator.related.index import RelatedIndex, StoryLinks
from generator.related.links import LOWEST, Pairs, choose_links, judge_pairs
from generator.related.scoring import (
    KEPT_LINKS,
    KEPT_VERSIONS,
    LINKS,
    RECIPROCAL_LINKS,
    heading_of,
    is_older,
    make_metadata_row,
    metadata_type,
    pick_newest,
    pick_sample,
    pick_searched,
    score_links,
)
from generator.related.vectors import pack_weighted, pick_leading_words, squared_lengths, weigh_words
from generator.related.weights import make_weights, update_frequencies
from generator.related.window import are_compared, find_window

if TYPE_CHECKING:
    from generator.related.scoring import Numbers


# --- the sample -----------------------------------------------------------------------------------


def resample(index: RelatedIndex, changed: Collection[str], added: Sequence[Document], read: Read) -> set[str] | None:
    """Pick the sample again after the stories at `changed` are gone and those of `added` have come.

    Returns the paths of the added stories that are in the sample, or None when the weights of words change. Notes in
    the index which stories are in the sample now, and their document frequencies. `read` reads other stories again.
    """
    import numpy as np

    out = [story for path in sorted(changed) if (story := index.number_of(path)) is not None]
    before, first = set(np.flatnonzero(index.metadata["sampled"]).tolist()), len(index.metadata)
    rows = np.array([make_metadata_row(heading_of(one)) for one in added], metadata_type())
    metadata = np.concatenate([index.metadata, rows])
    metadata["public"][out] = False
    after = set(pick_sample(metadata).tolist()) if metadata["public"].any() else set()
    window_days = find_window(metadata, np.array(sorted(after))) if after else 0
    if len(after) != len(before) or window_days != index.weights.window_days:
        return None
    left, joined = sorted(before - after), sorted(after - before)
    known = [story for story in joined if story < first]
    new = [added[story - first] for story in joined if story >= first]
    if left:
        words = np.concatenate([index.words_of(known).words, unpack_words(new).numbers])
        frequencies = update_frequencies(index.frequencies(), index.words_of(left).words, words)
        searched = pick_searched(metadata, np.array(sorted(after))).tolist()
        documents = [*read(index.paths_of([story for story in searched if story < first]))]
        documents += [added[story - first] for story in searched if story >= first]
        if not index.weights.equals(make_weights(len(after), frequencies, documents, window_days)):
            return None
        index.save_frequencies(frequencies)
        index.metadata["sampled"][left], index.metadata["sampled"][known] = False, True
    return {document.path for document in new}


# --- links ----------------------------------------------------------------------------------------


def update_links(
    index: RelatedIndex, changed: Collection[str], added: Sequence[Document], sampled: Collection[str]
) -> set[int]:
    """Remove the stories at `changed` from the index and add those of `added`, of which `sampled` are in the sample.

    The weights of words stay as they are. Returns the stories whose pages may show other stories now.
    """
    numbers = {path: story for path in sorted(changed) if (story := index.number_of(path)) is not None}
    shortened = _unlink(index, numbers.values())
    newcomers = _add_stories(index, added, numbers, sampled)
    gone = [story for path, story in numbers.items() if path not in newcomers]
    index.metadata["public"][gone] = False
    linker = _Linker(index)
    linked = {*newcomers.values(), *(story for story in shortened if index.is_public(story))}
    for story in sorted(linked):
        linker.link_to_older(story)
    for story in newcomers.values():
        linker.link_from_newer(story, linked)
    touched = _update_backlinks(index)
    for story in newcomers.values():
        links = index.links_of(story)
        touched |= {story, *links.older["other"].tolist(), *links.newer["other"].tolist()}
        touched.update(links.older_versions.tolist())
    for story in gone:
        index.remove_story(story)
    return touched.difference(gone)


def _add_stories(
    index: RelatedIndex, added: Sequence[Document], numbers: dict[str, int], sampled: Collection[str]
) -> dict[str, int]:
    """Add stories with their words, and return their numbers by path. A path in `numbers` keeps its number."""
    newcomers = {
        one.path: index.add_story(one.path, make_metadata_row(heading_of(one)), numbers.get(one.path)) for one in added
    }
    stories = iter(newcomers.items())
    for words in unpack_batches(added):
        rows = weigh_words(words, index.weights)
        leading = pick_leading_words(rows, index.weights)
        lengths = squared_lengths(leading)
        for at, (path, story) in enumerate(islice(stories, len(lengths))):
            index.metadata["sampled"][story], index.metadata["squared_length"][story] = path in sampled, lengths[at]
            index.set_words(story, rows, at)
            index.add_postings(story, leading, at)
    return newcomers


def _unlink(index: RelatedIndex, stories: Iterable[int]) -> set[int]:
    """Cut the links of the stories. Returns the newer stories that need another link or version in their place."""
    shortened = set()
    for story in stories:
        links = index.links_of(story)
        index.remove_postings(story, pick_leading_words(index.words_of([story]), index.weights), 0)
        links.older, links.older_versions = links.older[:0], links.older_versions[:0]
        for other in links.newer["other"].tolist():
            newer = index.links_of(other)
            newer.older = newer.older[newer.older["other"] != story]
            if len(newer.older) < LINKS and index.metadata["cutoff"][other] > 0:
                shortened.add(other)
        for other in links.newer_versions.tolist():
            newer = index.links_of(other)
            if len(newer.older_versions) == KEPT_VERSIONS:
                shortened.add(other)
            newer.older_versions = newer.older_versions[newer.older_versions != story]
    return shortened


class _Linker:
    """Computes the links of some stories of an index again."""

    def __init__(self, index: RelatedIndex) -> None:
        self._index = index
        self._vocabulary = Vocabulary()

    def link_to_older(self, story: int) -> None:
        """Compute the links of the story to older ones."""
        import numpy as np

        index = self._index
        similarity = self._similarities(story)
        similarity *= is_older(index.metadata, slice(None), story)
        pairs = _pairs_above(similarity)
        ages = index.metadata["path_hash"][pairs.others], index.metadata["opens"][pairs.others]
        found = choose_links(index.metadata, np.array([story]), pairs.where(np.lexsort(ages)))
        links = index.links_of(story)
        links.older, links.older_versions = found.older, found.older_versions
        index.metadata["cutoff"][story] = found.cutoffs[0]
        self._score(story)

    def link_from_newer(self, story: int, linked: Collection[int]) -> None:
        """Insert `story` into the links of newer stories where it belongs, except for those in `linked`."""
        import numpy as np

        index = self._index
        similarity = self._similarities(story)
        similarity *= ~is_older(index.metadata, slice(None), story)
        similarity[story] = 0
        pairs = _pairs_above(similarity)
        found = judge_pairs(index.metadata, np.array([story]), pairs)
        near = found.may_link & (found.scores >= index.metadata["cutoff"][pairs.others])
        for other, score in zip(pairs.others[near].tolist(), found.scores[near].tolist(), strict=True):
            if other not in linked and self._insert(other, story, score):
                self._score(other)
        for other in pairs.others[found.are_versions].tolist():
            if other not in linked:
                self._insert_version(other, story)

    def _similarities(self, story: int) -> "Numbers":
        """Return the similarity of the story to each one in its window, and 0 to all others."""
        index = self._index
        similarity = index.similarities(pick_leading_words(index.words_of([story]), index.weights), 0)
        similarity *= are_compared(index.metadata, story, index.weights.window_days)
        return similarity

    def _insert(self, story: int, other: int, score: int) -> bool:
        """Insert `other` into the links of `story` by its leading score, then its age. Returns whether it was kept."""
        import numpy as np

        index = self._index
        links, cutoff = index.links_of(story), index.metadata["cutoff"]
        older = links.older
        equal = older["leading_score"] == score
        ahead = (older["leading_score"] > score) | (equal & ~is_older(index.metadata, older["other"], other))
        at = int(ahead.sum())
        truncated = bool(cutoff[story] > 0)
        if at == KEPT_LINKS:
            cutoff[story] = older["leading_score"][-1]
        if at == KEPT_LINKS or (truncated and at == len(older)):
            return False
        links.older = np.insert(older, at, np.array((other, score, 0), older.dtype))[:KEPT_LINKS]
        if len(older) == KEPT_LINKS or truncated:
            cutoff[story] = links.older["leading_score"][-1]
        return True

    def _insert_version(self, story: int, other: int) -> None:
        import numpy as np

        links = self._index.links_of(story)
        versions = np.append(links.older_versions, other).astype(np.int64)
        links.older_versions = pick_newest(self._index.metadata, versions)

    def _score(self, story: int) -> None:
        """Compute the scores of the story's links by all words."""
        import numpy as np

        index = self._index
        links = index.links_of(story).older
        weighted = pack_weighted(index.words_of([story, *links["other"].tolist()]), self._vocabulary)
        words = msgspec.structs.replace(weighted, numbers=self._vocabulary.numbers())
        others = np.arange(1, 1 + len(links))
        overlaps = Comparison(words).compare(np.zeros_like(others), others)
        score_links(index.metadata, story, links, overlaps, index.weights)


def _pairs_above(similarity: "Numbers") -> Pairs:
    """Return the pairs of one story and each other one that is similar enough. `similarity`: to every story."""
    import numpy as np

    others = np.flatnonzero(similarity >= LOWEST)
    return Pairs(np.zeros_like(others), others, similarity[others])


# --- backlinks ------------------------------------------------------------------------------------


def _update_backlinks(index: RelatedIndex) -> set[int]:
    """Note every changed link at the older story, too. Returns the stories whose pages may show other stories now."""
    touched = set[int]()
    for story in index.loaded():
        links, before = index.links_of(story), index.links_before(story)
        if _shown_scores(before) != _shown_scores(links):
            touched.add(story)
        old, new = _backlink_scores(before), _backlink_scores(links)
        for other in sorted(old.keys() | new.keys()):
            if old.get(other) != new.get(other):
                _set_backlink(index.links_of(other), story, new.get(other))
                touched |= {other} if old.get(other) or new.get(other) else set()
        for other in sorted({*before.older_versions.tolist(), *links.older_versions.tolist()}):
            if (other in before.older_versions) != (other in links.older_versions):
                _set_newer_version(index.links_of(other), story, other in links.older_versions)
                touched.add(other)
    return touched | _mark_superseded(index)


def _shown_scores(links: StoryLinks) -> dict[int, int]:
    """Return the older stories that a story's page may show, and their scores."""
    return {other: score for other, score in links.older[:LINKS][["other", "score"]].tolist() if score}


def _backlink_scores(links: StoryLinks) -> dict[int, int]:
    """Return the older stories that a story links to, and the score of the backlink; 0 where it must not be shown."""
    ranked = enumerate(links.older[["other", "score"]].tolist())
    return {other: score if rank < RECIPROCAL_LINKS else 0 for rank, (other, score) in ranked}


def _set_backlink(older: StoryLinks, story: int, score: int | None) -> None:
    """Set the score of the backlink from `story`; None removes it."""
    import numpy as np

    left = older.newer[older.newer["other"] != story]
    new = np.array([(story, score)] if score is not None else [], older.newer.dtype)
    older.newer = np.concatenate([left, new])


def _set_newer_version(older: StoryLinks, story: int, present: bool) -> None:
    """Note whether `story` is a newer version of the older one."""
    import numpy as np

    left = older.newer_versions[older.newer_versions != story]
    older.newer_versions = np.append(left, np.uint32(story)) if present else left


def _mark_superseded(index: RelatedIndex) -> set[int]:
    """Note which stories have a newer version. Returns those that may show one for which that changed."""
    touched = set[int]()
    for story in index.loaded():
        links = index.links_of(story)
        superseded = bool(len(links.newer_versions))
        if index.is_public(story) and bool(index.metadata["superseded"][story]) != superseded:
            index.metadata["superseded"][story] = superseded
            touched |= {*links.older["other"].tolist(), *links.newer["other"].tolist()}
    return touched
