"""Papers of a few stories, in which words that share a number may count in more stories than there are."""

import random
from array import array
from contextlib import closing

import pytest
from examples import examples
from filed import gate, story

from generator.archive.admission import admit
from generator.catalogue.copy import remove_files, save_entries
from generator.catalogue.store import Store, open_memory
from generator.intake.entries import entry_of
from generator.intake.text import terms
from generator.intake.text.terms import count_terms, number_of
from generator.model import Parsed
from generator.related import comparison, index, postings, vectors, weights
from generator.related.batch import relate
from generator.related.documents import Document, unpack_words
from generator.related.lists import RelatedSettings, update_related
from generator.related.weights import DocumentFrequencies, count_frequencies, make_weights, update_frequencies

LANGUAGES = (
    "who we those are here them harbour vote ferry lease strike council quay town water school bridge today",
    "der hafen und rat wahl fähre streik stadt brücke heute schule wasser nach mit dem gestern eine wir",
    "el puerto y consejo huelga ciudad voto barco hoy agua escuela puente ayer los con una nosotros que",
    "الميناء مجلس المدينة إضراب تصويت سفينة اليوم ماء مدرسة جسر أمس من على في نحن الذين",
    "港の船は今日も出た 市議会 選挙 橋 水道 学校 昨日 私たち",
    "ท่าเรือ สภา เมือง เลือกตั้ง เรือ สะพาน วันนี้ น้ำ โรงเรียน เมื่อวาน พวกเรา",
)
PAPERS, HISTORIES = examples(2_000), examples(200)
FEW_NUMBERS = 1 << 5
"""A range of numbers so small that most stories have words which share one."""


@pytest.fixture
def few_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have words share numbers all the time."""
    monkeypatch.setattr(terms, "LOW_BITS", array("I", [FEW_NUMBERS - 1]).tobytes())
    for module in (terms, vectors, weights, comparison, postings):
        monkeypatch.setattr(module, "NUMBERS", FEW_NUMBERS)
    monkeypatch.setattr(index, "BUCKETS", 4)  # so that the catalogue is written quickly


def write(text: str) -> Document:
    return Document(text, 0, text, count_terms("", text))


def test_a_word_is_held_by_no_more_stories_than_there_are() -> None:
    assert number_of("who") == number_of("outguns")
    both, alone = (count_frequencies([write(text)] * 8) for text in ("who outguns", "who"))
    assert both.counts.tolist() == [16]
    assert make_weights(8, both, []).equals(make_weights(8, alone, []))


def test_a_recount_is_a_count_from_scratch() -> None:
    both, alone = write("who outguns"), write("who")
    counted = update_frequencies(
        count_frequencies([both, alone]), unpack_words([both]).numbers, unpack_words([alone]).numbers
    )
    assert _plain(counted) == _plain(count_frequencies([alone, alone])) == {number_of("who"): 2}


def _plain(frequencies: DocumentFrequencies) -> dict[int, int]:
    return dict(zip(frequencies.numbers.tolist(), frequencies.counts.tolist(), strict=True))


def test_two_stories_with_words_of_one_number_are_related() -> None:
    texts = ("We who are here outguns them.", "Those who outguns.")
    assert relate(map(write, texts)).keys() == set(texts)


@pytest.mark.usefixtures("few_numbers")
def test_no_tiny_paper_is_too_odd_to_be_related() -> None:
    chance = random.Random(14)
    for _ in range(PAPERS):
        texts = {_text(chance, chance.choice(LANGUAGES).split()) for _ in range(chance.randint(2, 8))}
        assert relate(map(write, texts)).keys() == texts


@pytest.mark.usefixtures("few_numbers")
def test_tiny_papers_are_related_the_same_whatever_came_before() -> None:
    """After a story was edited or taken away the lists are those of a fresh start."""
    chance = random.Random(15)
    for paper in range(HISTORIES):
        words = chance.choice(LANGUAGES).split()
        stories = [_filed(f"world/{at}", chance, words) for at in range(chance.randint(2, 8))]
        edited = _filed(f"world/{chance.randrange(len(stories))}", chance, words)
        gone = "content/world/0.txt" if paper % 3 == 0 and edited.file != "content/world/0.txt" else ""
        with closing(open_memory()) as store, closing(open_memory()) as fresh:
            _take_in(store, stories)
            _take_in(store, [edited], gone)
            _take_in(fresh, [*(one for one in stories if one.file not in {gone, edited.file}), edited])
            assert _lists(store) == _lists(fresh), stories


def _text(chance: random.Random, words: list[str]) -> str:
    return " ".join(chance.choices(words, k=chance.randrange(1, 16)))


def _filed(path: str, chance: random.Random, words: list[str]) -> Parsed:
    headline, text = _text(chance, words), _text(chance, words)
    filed = story(path, day=chance.randrange(9), headline=headline)
    return Parsed(file=filed.file, digest="x", story=filed, terms=count_terms(headline, text))


def _take_in(store: Store, stories: list[Parsed], gone: str = "") -> None:
    remove_files(store, [gone] if gone else [])
    save_entries(store, [entry_of(one) for one in stories], [], 0)
    with store:
        admission = admit(store, gate(90))
        update_related(
            store, gate(90).addresses, None if admission.everything else admission.changes, RelatedSettings(3)
        )


def _lists(store: Store) -> list[tuple[str, ...]]:
    related = store.execute("SELECT path, rank, other FROM related ORDER BY path, rank").fetchall()
    return related + store.execute("SELECT path, other FROM updates ORDER BY path").fetchall()
