"""Explain why stories are shown as related: the words that two of them share, and how near they are."""

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
"""That are named of those which tie two stories: the weightiest."""
TAG = re.compile(r"<[^>]*>")


class Relation(msgspec.Struct, frozen=True):
    """Why one story is shown with another."""

    path: str
    headline: str
    pinned: bool
    """Whether the header names it."""
    score: float
    """How near the two are: likeness, from 0 to 1, and up to 1.4 times that on one day; 0 where nothing was found."""
    words: tuple[str, ...]
    """Those that tie the two, the weightiest first; a topic with `#` before it."""


def find_relations(store: Store, path: str) -> list[Relation]:
    """Why the public story at `path` is shown with each of its related stories, in their order."""
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
    """The words of both rows that add most to their likeness, by the `names` of their numbers."""
    one, other = (
        dict(zip(rows.words[part].tolist(), rows.weights[part].tolist(), strict=True))
        for part in (rows.span(0), rows.span(1))
    )
    products = {word: one[word] * other[word] for word in one.keys() & other.keys() & names.keys()}
    best = sorted((word for word in products if products[word]), key=lambda word: (-products[word], names[word]))
    return tuple(names[word] for word in best[:MOST_WORDS])


def _words(store: Store, path: str) -> dict[int, str]:
    """The number of each word and topic of a story -> the word."""
    card, _, body = queries.whole_story(store, path)
    text = html.unescape(TAG.sub(" ", body.html))
    names = {number_of(word): word for word in tally_words(card.headline, text)}
    return names | {number_of_topic(slug): f"#{name}" for slug, name in queries.topics_of(store, path)}
