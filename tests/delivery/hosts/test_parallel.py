"""Several files at a time: which are begun, waited for and yielded."""

import threading
import time
from collections.abc import Generator
from typing import Any

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import PATIENCE_S

from generator.delivery.hosts.contract import Upload
from generator.delivery.hosts.files import BATCH_BYTES, in_light_batches
from generator.delivery.hosts.parallel import put_each
from generator.errors import HostError


def uploads(count: int) -> list[Upload]:
    return [Upload(f"{number}.html", "", 0, "", "text/html", "") for number in range(count)]


class Place:
    """Takes files, or fails at some; knows what was begun, what was done and how many were under way at once."""

    def __init__(self, failing: frozenset[int] = frozenset()) -> None:
        self.failing, self.begun, self.done = failing, list[str](), list[str]()
        self.under_way = self.most = 0
        self._lock = threading.Lock()

    def put(self, upload: Upload) -> None:
        with self._lock:
            self.begun.append(upload.file)
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        time.sleep(0.001)
        with self._lock:
            self.under_way -= 1
            if int(upload.file.split(".")[0]) in self.failing:
                raise HostError(f"{upload.file} was refused")
            self.done.append(upload.file)


@settings(deadline=None, max_examples=examples(60))
@given(count=st.integers(0, 20), parallel=st.integers(0, 6), failing=st.frozensets(st.integers(0, 25), max_size=3))
def test_the_yielded_names_are_those_that_were_done(count: int, parallel: int, failing: frozenset[int]) -> None:
    place = Place(failing)
    told: list[str] = []
    fails = any(number < count for number in failing)
    try:
        told.extend(put_each(uploads(count), place.put, parallel))
    except HostError:
        assert fails
    else:
        assert not fails
    assert sorted(told) == sorted(place.done)
    assert place.under_way == 0
    assert place.most <= max(parallel, 1)


def test_after_an_error_nothing_is_begun() -> None:
    place = Place(frozenset({3}))
    with pytest.raises(HostError, match="was refused"):
        list(put_each(uploads(9), place.put, 1))
    assert place.begun == [f"{number}.html" for number in range(4)]


def test_after_an_error_those_under_way_are_waited_for_and_yielded() -> None:
    release, begun = threading.Event(), list[str]()

    def put(upload: Upload) -> None:
        begun.append(upload.file)
        if upload.file == "1.html":
            threading.Timer(0.1, release.set).start()
            raise HostError("refused")
        assert release.wait(PATIENCE_S)

    putting = put_each(uploads(9), put, 2)
    assert next(putting) == "0.html"
    with pytest.raises(HostError):
        next(putting)
    assert begun == ["0.html", "1.html"]


def test_closing_waits_for_those_under_way_and_begins_no_other() -> None:
    place = Place()
    putting = put_each(uploads(100), place.put, 3)
    next(putting)
    assert isinstance(putting, Generator)
    putting.close()
    assert place.under_way == 0
    assert len(place.begun) == len(place.done) <= 6


def test_they_are_under_way_together() -> None:
    meeting = threading.Barrier(4, timeout=PATIENCE_S)

    def put(upload: Upload) -> None:
        meeting.wait()

    assert len(list(put_each(uploads(8), put, 4))) == 8


def test_one_at_a_time_keeps_the_order() -> None:
    files = [upload.file for upload in uploads(12)]
    place = Place()
    assert list(put_each(uploads(12), place.put, 1)) == place.begun == files


def test_an_interruption_in_a_thread_is_handed_on() -> None:
    def put(upload: Upload) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(put_each(uploads(3), put, 2))


@given(st.lists(st.integers(0, 40 << 20), max_size=60), st.integers(1, 9))
@settings(max_examples=examples(60))
def test_a_run_of_a_program_takes_few_files_and_few_bytes(sizes: list[int], most: int) -> None:
    """So that one that fails on a slow line is repeated in a short time."""
    files = [Upload(f"{number}.jpg", "", size, "", "image/jpeg", "") for number, size in enumerate(sizes)]
    batches = [list(batch) for batch in in_light_batches(files, most)]
    assert [file for batch in batches for file in batch] == files
    for batch in batches:
        assert 1 <= len(batch) <= most
        assert len(batch) == 1 or sum(file.size for file in batch) <= BATCH_BYTES


@pytest.mark.parametrize("kind", ["rsync", "rclone-webdav"])
def test_what_weighs_much_goes_in_several_runs(make_place: Any, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.delivery.hosts.files.BATCH_BYTES", 25)
    place = make_place(kind)
    host = place.open()
    files = {f"{number}.txt": b"0123456789" for number in range(5)}
    runs = list[int]()
    send = host._send if kind == "rsync" else host._run

    def counted(*words: Any, **more: Any) -> Any:
        if kind == "rsync" or words[0] == "copy":
            runs.append(len(words[1] if kind == "rsync" else more["names"]))
        return send(*words, **more)

    monkeypatch.setattr(host, "_send" if kind == "rsync" else "_run", counted)
    place.put(host, files)
    assert runs == [2, 2, 1]
    assert place.content() == files
