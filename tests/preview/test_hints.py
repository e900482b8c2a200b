"""A single save is built soon, many files later, and a half-written file never."""

from hypothesis import given
from hypothesis import strategies as st

from generator.preview.hints import LONGEST_S, MOST_SETTLE_S, SETTLE_S, STILL_S, Hints
from generator.preview.watcher import is_watched

NOTES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.floats(0, 0.5), st.booleans()), min_size=1, max_size=60
)  # fmt: skip
"""Places, the time since the note before, and whether somebody is still writing."""


def test_nothing_is_due_before_anything_was_noted() -> None:
    hints = Hints()
    assert hints.due_s() is None
    assert hints.take(1.0) == ()


def test_a_single_save_is_looked_at_after_fifty_milliseconds() -> None:
    hints = Hints()
    hints.note("content/a.txt", 7.0, writing=True)
    hints.note("content/a.txt", 7.01)
    assert hints.due_s() == 7.01 + SETTLE_S == 7.06
    assert hints.take(7.06) == ("content/a.txt",)
    assert hints.due_s() is None


def test_the_wait_grows_with_the_files_that_come() -> None:
    waits = []
    for count in (1, 4, 100, 10_000):
        hints = Hints()
        for number in range(count):
            hints.note(f"content/{number}.txt", 5.0)
        waits.append(round((hints.due_s() or 0) - 5.0, 3))
    assert waits == [0.05, 0.1, 0.5, MOST_SETTLE_S]


def test_a_file_that_is_being_written_waits_until_it_is_closed() -> None:
    hints = Hints()
    hints.note("content/a.txt", 0.0, writing=True)
    assert hints.due_s() == STILL_S
    assert hints.take(0.5) == ()
    hints.note("content/a.txt", 0.9)
    assert hints.take(1.0) == ("content/a.txt",)


def test_a_whole_file_does_not_wait_for_ever_for_one_that_is_being_written() -> None:
    hints = Hints()
    hints.note("content/whole.txt", 0.0)
    at_s = 0.0
    while at_s < LONGEST_S:
        hints.note("content/growing.txt", at_s, writing=True)
        at_s += 0.25
    assert (hints.due_s() or 0) <= LONGEST_S
    assert hints.take(LONGEST_S) == ("content/whole.txt",)
    assert hints.due_s() is not None


@given(NOTES)
def test_every_place_is_looked_at_once_it_is_still_and_never_while_it_is_written(
    notes: list[tuple[str, float, bool]],
) -> None:
    hints, at_s, looked = Hints(), 0.0, set[str]()
    written: dict[str, float] = {}
    for place, passed_s, writing in notes:
        at_s += passed_s
        due_s = hints.due_s()
        if due_s is not None and due_s <= at_s:
            taken = hints.take(due_s)
            assert all(due_s >= written.get(one, -STILL_S) + STILL_S for one in taken)
            looked.update(taken)
        hints.note(place, at_s, writing=writing)
        looked.discard(place)
        if writing:
            written[place] = at_s
        else:
            written.pop(place, None)
    while (due_s := hints.due_s()) is not None:
        assert due_s <= at_s + LONGEST_S + STILL_S
        looked.update(hints.take(due_s))
    assert looked == {place for place, _, _ in notes}


def test_the_files_of_extensions_are_watched() -> None:
    assert is_watched("extensions/recipes.py")
    assert not is_watched("extensions/.recipes.py.swp")
