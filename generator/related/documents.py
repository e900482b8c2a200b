"""The parts of stories that are compared, and their words as arrays of numbers."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol

import msgspec

from generator.batches import batches_of
from generator.intake.text.terms import number_of_topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

BATCH_STORIES = 1024
"""The number of stories whose words are unpacked at once."""


class HasWords(Protocol):
    """A story's words and topics, as `Document` has them."""

    @property
    def terms(self) -> bytes: ...
    @property
    def topics(self) -> tuple[str, ...]: ...


class Document(msgspec.Struct, frozen=True):
    """The parts of a public story that are compared with those of others."""

    path: str
    opens: int
    """The time of publication, in microseconds since 1970."""
    headline: str
    terms: bytes
    """The count of each word, as `count_terms` in intake/text/terms.py packs them."""
    topics: tuple[str, ...] = ()
    """Slugs of its topics."""


class StoryWords(msgspec.Struct, frozen=True):
    """The words and topics of a story, as `Document` has them."""

    terms: bytes
    topics: tuple[str, ...] = ()


Read = Callable[[Sequence[str]], Iterable[HasWords]]
"""Function that returns the words of the stories at paths, in their order."""


class Words(msgspec.Struct, frozen=True):
    """The words and topics of stories, one after the other."""

    ends: "Numbers"
    """The position of each story's first word, and the end of the last story's words."""
    numbers: "NDArray[np.uint32]"
    counts: "NDArray[np.uint8]"
    """The count of each word; 0 marks a topic."""


def unpack_words(documents: Iterable[HasWords]) -> Words:
    """Return the words and topics of the documents."""
    import numpy as np

    number_of = cache(number_of_topic)
    numbers, counts, lengths = list[bytes](), list[bytes](), [0]
    for document in documents:
        words = len(document.terms) // 5
        topics = array("I", map(number_of, document.topics)).tobytes()
        numbers += document.terms[: 4 * words], topics
        counts += document.terms[4 * words :], bytes(len(document.topics))
        lengths.append(words + len(document.topics))
    return Words(
        np.cumsum(lengths),
        np.frombuffer(b"".join(numbers), np.uint32),
        np.frombuffer(b"".join(counts), np.uint8),
    )


def unpack_batches(documents: Iterable[HasWords]) -> Iterator[Words]:
    """Yield the words and topics of some documents at a time."""
    for batch in batches_of(documents, BATCH_STORIES):
        yield unpack_words(batch)
