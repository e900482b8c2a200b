"""A file's stamp fits into the catalogue, whatever the file system says."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Newsroom, story
from hypothesis import example, given
from hypothesis import strategies as st

from generator.intake import survey
from generator.stamps import LEAST, MOST, Stamp, stamp_of

FUTURE_S = int(datetime(2400, 1, 1, tzinfo=UTC).timestamp())


class Status:
    """Draw the status that a file system may give for a file."""

    st_mode = 0o100644

    def __init__(self, size: int, time_ns: int, inode: int) -> None:
        self.st_size, self.st_mtime_ns, self.st_ctime_ns, self.st_ino = size, time_ns, time_ns, inode


@given(
    st.integers(0, MOST), st.integers(-(2**66), 2**66), st.one_of(st.integers(0, 2**64 - 1), st.integers(0, 2**128 - 1))
)
@example(0, 2**63, 2**63)
@example(0, -(2**63) - 1, 2**64 - 1)
def test_every_stamp_fits_into_the_catalogue(size: int, time_ns: int, inode: int) -> None:
    stamp = stamp_of(Status(size, time_ns, inode))  # type: ignore[arg-type]
    assert all(LEAST <= number <= MOST for number in stamp)
    if LEAST <= time_ns <= MOST:
        assert stamp[1] == stamp[2] == time_ns
    if inode < 2**64:
        assert stamp[3] % 2**64 == inode
    with closing(sqlite3.connect(":memory:")) as base:
        assert base.execute("SELECT ?, ?, ?, ?", stamp).fetchone() == stamp


@given(st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=20))
def test_two_inodes_are_never_one(inodes: list[int]) -> None:
    assert len({stamp_of(Status(0, 0, inode))[3] for inode in inodes}) == len(inodes)  # type: ignore[arg-type]


def test_a_paper_on_a_file_system_with_large_inodes_is_built_and_seen_to_change(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_large_inode(status: os.stat_result) -> Stamp:
        larger = Status(status.st_size, status.st_mtime_ns, status.st_ino | 1 << 63)
        return stamp_of(larger)  # type: ignore[arg-type]

    monkeypatch.setattr(survey, "stamp_of", with_large_inode)
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    assert newsroom.build().written == ()
    newsroom.write("content/world/a.txt", story("Another"))
    newsroom.build()
    assert "Another" in newsroom.page("/")


def test_a_story_and_a_template_from_the_far_future_are_read(newsroom: Newsroom) -> None:
    files = [
        newsroom.write("content/world/a.txt", story("A")),
        newsroom.write("templates/parts/mine.html", "Mine"),
        newsroom.write("static/mine.txt", "Mine"),
    ]
    for file in files:
        os.utime(file, (FUTURE_S, FUTURE_S))
    assert newsroom.build().stories == 1
    assert newsroom.build().written == ()
    write_again(files[0], story("Another"))
    newsroom.build()
    assert "Another" in newsroom.page("/")


def write_again(file: Path, text: str) -> None:
    file.write_text(text)
    os.utime(file, (FUTURE_S + 1, FUTURE_S + 1))
