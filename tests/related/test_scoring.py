"""Stories that go together, found from their words."""

import gzip
import json
import random
import struct
import subprocess
import sys
from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import ascii_lowercase

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from places import CORPORA

from generator.gate import order_of
from generator.intake.text.terms import count_terms, number_of
from generator.related import batch, links, parallel, window
from generator.related.batch import build_links, relate
from generator.related.documents import Document, HasWords, Read
from generator.related.links import Links
from generator.related.parallel import Parallelism
from generator.related.scoring import heading_of
from generator.workers import Workers

MORNING = datetime(2026, 11, 2, 8, tzinfo=UTC)

BEATS = {
    "ferry": "ferry lease harbour dock captain passengers island crossing timetable pier operator",
    "school": "school pupils teachers classroom board lessons headmaster enrolment uniforms",
    "flood": "flood river gauge sandbags evacuation rainfall levee pumps basement storm",
    "derby": "match goal striker referee derby penalty league coach stadium halftime",
}
PLAIN = "the council said that it would of and for with on a was in to at its new week people by from"


def newsroom(stories: int = 20) -> list[Document]:
    """A small paper: stories of four beats in turn, each with six words of its beat, many plain ones and its own."""
    chance = random.Random(7)
    documents = []
    for number in range(stories):
        beat = list(BEATS)[number % len(BEATS)]
        words = chance.sample(BEATS[beat].split(), 6) + chance.choices(PLAIN.split(), k=40)
        own = [f"{beat}{'abcdefghij'[digit]}" for digit in (number // 10, number % 10)]
        documents.append(write(f"{beat}/{number:02}", " ".join(words + own), days=number))
    return documents


def write(path: str, text: str, days: float = 0, headline: str = "", topics: tuple[str, ...] = ()) -> Document:
    """A document published `days` after the first morning; without a headline its path is the headline."""
    terms = count_terms(headline, text)
    return Document(path, at(days), headline or path, terms, topics)


def at(days: float) -> int:
    """Return the time `days` after the first morning, as the catalogue sorts it."""
    return order_of(MORNING + timedelta(days=days))


def beat_of(path: str) -> str:
    return path.split("/", 1)[0]


def pack(counts: dict[str, int]) -> bytes:
    """Words as `count_terms` packs them."""
    return array("I", map(number_of, counts)).tobytes() + bytes(counts.values())


def shuffle(terms: bytes, chance: random.Random) -> bytes:
    """The same words in another order."""
    size = len(terms) // 5
    words = list(zip(struct.unpack(f"{size}I", terms[: 4 * size]), terms[4 * size :], strict=True))
    chance.shuffle(words)
    return struct.pack(f"{size}I", *(word for word, _ in words)) + bytes(count for _, count in words)


WORDS = [f"{first}{second}" for first in "bcdfglm" for second in "aeiou"]
DOCUMENTS = st.lists(
    st.builds(
        Document,
        path=st.integers(0, 999).map("story/{:03}".format),
        opens=st.integers(0, 60).map(at),
        headline=st.sampled_from(["One", "ONE", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"]),
        terms=st.dictionaries(st.sampled_from(WORDS), st.integers(1, 9), max_size=12).map(pack),
        topics=st.lists(st.sampled_from(["ferry", "school", "flood"]), unique=True, max_size=2).map(tuple),
    ),
    max_size=24,
    unique_by=lambda document: document.path,
)


@pytest.mark.parametrize("stories", [8, 12, 20, 33, 64])
def test_a_small_paper_finds_the_stories_of_the_same_beat(stories: int) -> None:
    found = relate(newsroom(stories), count=1)
    assert all(others and beat_of(others[0]) == beat_of(path) for path, others in found.items())


def test_a_story_that_has_nothing_in_common_with_the_others_stands_alone() -> None:
    recipe = write("kitchen/soup", "leeks simmered butter cream nutmeg ladle", days=3)
    found = relate([*newsroom(), recipe])
    assert found[recipe.path] == ()
    assert not any(recipe.path in others for others in found.values())


def test_a_word_mentioned_in_passing_relates_no_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    passing = write("kitchen/soup", f"{' '.join(WORDS)} ferry", days=3)
    assert relate([*newsroom(), passing], count=30)[passing.path] == ()
    monkeypatch.setattr(links, "LOWEST", 1)
    assert relate([*newsroom(), passing], count=30, floor=0)[passing.path] != ()


def briefs(words: str, others: int) -> tuple[str, ...]:
    """What the first of two briefs of one sentence leads to, which have `words` in common, among many others."""
    chance = random.Random(5)

    def sentence() -> str:
        return " ".join("".join(chance.choices(ascii_lowercase, k=7)) for _ in range(9))

    paper = [write(f"b/{at}", f"{sentence()} {'ahead' if at % 8 == 0 else ''} of the", at) for at in range(others)]
    pair = [write(path, f"{sentence()} {words}", others) for path in ("one", "two")]
    found = relate([*paper, *pair], count=others)
    assert found["one"] == found["two"] == () or (found["one"], found["two"]) == (("two",), ("one",))
    return found["one"]


@pytest.mark.parametrize("others", [14, 62, 200, 1100])
def test_a_word_that_many_hold_does_not_relate_two_briefs_alone(others: int) -> None:
    assert briefs("ahead", others) == ()
    assert briefs("ahead of the ferry lease harbour", others) == ("two",)


def test_a_rare_word_relates_two_briefs_alone() -> None:
    assert briefs("zaporizhzhia", 200) == ("two",)


def test_an_old_story_leads_to_newer_ones_and_back() -> None:
    old, new = write("a", "harbour ferry lease", days=0), write("b", "ferry lease vote", days=400)
    found = relate([*newsroom(), old, new], count=20)
    assert new.path in found[old.path]
    assert old.path in found[new.path]


@settings(deadline=None)
@given(DOCUMENTS, st.integers(0, 6))
def test_lists_keep_their_promises(documents: list[Document], count: int) -> None:
    found = relate(documents, count)
    headlines = {document.path: document.headline.casefold() for document in documents}
    assert found.keys() == headlines.keys()
    for path, others in found.items():
        shown = [headlines[path], *(headlines[other] for other in others)]
        assert len(set(shown)) == len(shown) <= count + 1


@settings(deadline=None)
@given(DOCUMENTS, st.randoms())
def test_neither_the_order_of_stories_nor_of_words_counts(documents: list[Document], chance: random.Random) -> None:
    shuffled = [
        msgspec.structs.replace(document, terms=shuffle(document.terms, chance))
        for document in chance.sample(documents, len(documents))
    ]
    assert relate(shuffled) == relate(documents)


@settings(deadline=None)
@given(DOCUMENTS, st.integers(1, 9))
def test_how_many_stories_are_read_at_once_does_not_count(documents: list[Document], batch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        whole = relate(documents)
        patch.setattr("generator.related.documents.BATCH_STORIES", batch)
        assert relate(documents) == whole


def colliding_words() -> tuple[str, str]:
    """Return two words that have the same number."""
    seen: dict[int, str] = {}
    chance = random.Random(1)
    for letters in iter(lambda: chance.choices(ascii_lowercase, k=6), None):
        word = "".join(letters)
        if (number := number_of(word)) in seen:
            return seen[number], word
        seen[number] = word
    raise AssertionError


@pytest.mark.parametrize("compared", [8, 1 << 13])
def test_how_stories_are_shared_out_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compared: int
) -> None:
    """Not even those that hold two words of one number, with a window of time or without."""
    one, other = colliding_words()
    assert one != other
    alike = [
        write(f"c/{day}", f"{one} {other} ferry harbour {'quay' if day % 2 else 'crane'}", day) for day in range(4)
    ]
    documents = sorted([*newsroom(60), *alike], key=lambda one: one.opens)
    monkeypatch.setattr(window, "COMPARED_STORIES", compared)
    monkeypatch.setattr(window, "MIN_WINDOW_DAYS", 8)
    whole = build_links(map(heading_of, documents), by_path(documents))
    assert (whole.weights.window_days > 0) == (compared == 8)
    monkeypatch.setattr(parallel, "FEW_STORIES", 10)
    (tmp_path / "binding").mkdir()
    (tmp_path / "binding" / ".metadata.npy").write_bytes(b"of a build that was killed")
    with Workers(2) as workers:
        shared = build_links(map(heading_of, documents), by_path(documents), parallelism=Parallelism(workers, tmp_path))
    for field in Links.__struct_fields__:
        assert getattr(whole.links, field).tobytes() == getattr(shared.links, field).tobytes()
    assert list(tmp_path.iterdir()) == []
    assert len(whole.links.older) > 40


def test_the_words_of_each_story_are_read_once() -> None:
    documents, asked = newsroom(40), list[str]()

    def read(paths: Sequence[str]) -> Iterable[HasWords]:
        asked.extend(paths)
        return by_path(documents)(paths)

    build_links(map(heading_of, documents), read)
    assert sorted(asked) == sorted(one.path for one in documents)


def by_path(documents: list[Document]) -> Read:
    found = {document.path: document for document in documents}
    return lambda paths: (found[path] for path in paths)


@settings(deadline=None)
@given(DOCUMENTS, st.dictionaries(st.sampled_from(WORDS), st.integers(1, 9), max_size=12))
def test_a_new_story_only_enters_the_lists_of_others(documents: list[Document], terms: dict[str, int]) -> None:
    assume(len(documents).bit_length() == (len(documents) + 1).bit_length())
    late = Document("late", at(61), "A headline of its own", pack(terms))
    before, after = relate(documents), relate([*documents, late])
    for path, others in before.items():
        kept = [other for other in after[path] if other != late.path]
        assert kept == list(others)[: len(kept)]
        assert len(after[path]) >= len(others)


def test_a_new_story_enters_the_lists_of_few_however_alike_all_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "RECIPROCAL_LINKS", 3)
    alike = [write(f"c/{day}", f"zinc ore mine shaft{chr(97 + day)}", day) for day in range(12)]
    late = write("late", "zinc ore mine lift", 30)
    found = relate([*newsroom(60), *alike, late], count=30)
    entered = [path for path, others in found.items() if "late" in others]
    assert len(entered) == 3
    assert len(found["late"]) > 3


def test_the_same_story_over_again_is_not_offered() -> None:
    long = " ".join([*WORDS, *BEATS["ferry"].split()])
    story, update = write("a", long, headline="Ferry"), write("b", f"{long} updated", headline="Ferry, updated")
    other = write("c", " ".join([*WORDS[:20], *BEATS["ferry"].split(), *BEATS["school"].split()]))
    found = relate([*newsroom(), story, update, other], count=30)
    assert "c" in found["a"]
    assert "b" not in found["a"]
    assert "a" not in found["b"]


def test_of_two_that_bear_one_headline_the_nearer_is_offered() -> None:
    story = write("a", "ferry lease harbour dock")
    near = write("b", "ferry lease harbour pier crossing", headline="Police log")
    far = write("c", "ferry timetable island passengers", headline="POLICE LOG")
    found = relate([*newsroom(), story, near, far], count=30)[story.path]
    assert near.path in found
    assert far.path not in found


def test_of_two_equally_like_the_nearer_in_time_comes_first() -> None:
    text = "ferry lease harbour dock captain"
    story = write("a", text, days=30)
    soon, late = write("c", f"{text} island strait", days=33), write("b", f"{text} island strait", days=80)
    found = relate([*newsroom(), story, late, soon], count=30)[story.path]
    assert found.index(soon.path) < found.index(late.path)


def test_of_two_equally_near_the_newer_comes_first() -> None:
    text = "ferry lease harbour dock captain island"
    story = write("s", "ferry lease harbour pier", days=100)
    paths = {"earlier": 95, "later": 105}
    found = relate([*newsroom(), story, *(write(path, text, days) for path, days in paths.items())], count=30)["s"]
    assert [path for path in found if path in paths] == ["later", "earlier"]


def test_a_shared_topic_decides_between_stories_that_are_equally_like_in_words() -> None:
    text = "ferry lease harbour dock captain island"
    story = write("a", "ferry lease harbour pier", topics=("cannery",))
    tagged, plain = write("b", text, topics=("cannery",)), write("c", text, topics=("budget",))
    found = relate([*newsroom(), story, tagged, plain], count=30)["a"]
    assert found.index("b") < found.index("c")


def test_a_shared_topic_does_not_outweigh_the_words() -> None:
    story = write("a", BEATS["ferry"], topics=("cannery",))
    tagged = write("b", BEATS["school"], topics=("cannery",))
    alike = write("c", f"{BEATS['ferry']} strike union pay", topics=("budget",))
    assert relate([*newsroom(), story, tagged, alike])["a"][0] == "c"


@pytest.mark.parametrize(
    "documents", [[], [write("a", "ferry")], [write("a", ""), write("b", ""), write("c", "ferry")]]
)
def test_where_there_is_nothing_to_compare_the_lists_are_empty(documents: list[Document]) -> None:
    assert relate(documents) == {document.path: () for document in documents}


def test_a_higher_least_similarity_leaves_a_part_of_each_list() -> None:
    low, high = relate(newsroom(), count=30, floor=5), relate(newsroom(), count=30, floor=30)
    assert all(set(high[path]) <= set(low[path]) for path in low)
    assert sum(map(len, high.values())) < sum(map(len, low.values()))


def test_the_arithmetic_is_not_imported_before_it_is_needed() -> None:
    program = "import sys, generator.related.lists; print(*{'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.corpora
def test_real_reports_of_one_event_find_each_other() -> None:
    corpus = CORPORA / "events.jsonl.gz"
    if not corpus.exists():
        pytest.skip("the reference corpora are not beside this project")
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    events = {entry["id"]: {label for label in entry["labels"] if label.startswith("event:")} for entry in entries}
    found = relate(
        write(entry["id"], f"{entry['title']} {entry['text']}", headline=entry["title"]) for entry in entries
    )
    firsts = [bool(events[path] & events[others[0]]) for path, others in found.items() if others]
    assert sum(firsts) / len(entries) > 0.97
