"""Explain why stories are shown as related: the words they share, and how similar they are."""

import html
import re

import msgspec

from generator.archive import queries
from generator.archive.pins import pins_of
from generator.catalogue.store import Store
from generator.intake.text.terms import number_of, number_of_topic, tally_words
from generator.related.index import RelatedIndex, is_index_empty
from generator.related.scoring import FACTOR_SCALE, SIMILARITY_SCALE
from generator.related.selection import rank_others
from generator.related.vectors import Rows

MOST_WORDS = 8
"""The number of words that are listed of those that two stories share, the most significant first."""
TAG = re.compile(r"<[^>]*>")


class Relation(msgspec.Struct, frozen=True):
    """The reason why one story is shown with another."""

    path: str
    headline: str
    pinned: bool
    """True when the story's header names it."""
    score: float
    """Their similarity, from 0 to 1, times up to 1.4 for stories of the same day; 0 when it isn't known."""
    words: tuple[str, ...]
    """The words that both share, the most significant first; topics begin with `#`."""


def find_relations(store: Store, path: str) -> list[Relation]:
    """Return why the public story at `path` is shown with each of its related stories, in their order."""
    shown = queries.related(store, path)
    pinned = pins_of(store, [path]).get(path) or []
    index = None if is_index_empty(store) else RelatedIndex(store)
    story = index.number_of(path) if index else None
    relations = []
    for card in shown:
        other = index.number_of(card.path) if index else None
        score, words = 0.0, tuple[str, ...]()
        if index is not None and story is not None and other is not None:
            scores = dict(zip(*rank_others(index.metadata, index.links_of(story)), strict=True))
            score = scores.get(other, 0) / SIMILARITY_SCALE / FACTOR_SCALE
            words = _shared(index.words_of([story, other]), {**_words(store, card.path), **_words(store, path)})
        relations.append(Relation(card.path, card.headline, card.path in pinned, round(score, 3), words))
    return relations


def _shared(rows: Rows, names: dict[int, str]) -> tuple[str, ...]:
    """Return the words of both rows that add most to their similarity. `names`: number of a word -> the word."""
    one, other = (
        dict(zip(rows.words[part].tolist(), rows.weights[part].tolist(), strict=True))
        for part in (rows.span(0), rows.span(1))
    )
    products = {word: one[word] * other[word] for word in one.keys() & other.keys() & names.keys()}
    best = sorted((word for word in products if products[word]), key=lambda word: (-products[word], names[word]))
    return tuple(names[word] for word in best[:MOST_WORDS])


def _words(store: Store, path: str) -> dict[int, str]:
    """Return the number of each word and topic of a story -> the word."""
    card, _, body = queries.whole_story(store, path)
    text = html.unescape(TAG.sub(" ", body.html))
    names = {number_of(word): word for word in tally_words(card.headline, text)}
    return names | {number_of_topic(slug): f"#{name}" for slug, name in queries.topics_of(store, path)}
