"""A damaged catalogue counts as absent: everything is read again, and never is a wrong site left without a word."""

import os
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story
from damages import Damager
from histories import clean_build, site_of

from generator.archive import queries
from generator.build import build
from generator.catalogue import seal
from generator.catalogue import store as catalogue
from generator.catalogue.store import (
    FILE,
    PAGE_BYTES,
    Store,
    discard_store,
    is_damaged,
    keep_fact,
    open_store,
    recall_fact,
    sealed,
)
from generator.edition.last import open_last
from generator.edition.plan import plan_some
from generator.press import render_plan

DAMAGES = int(os.environ.get("DAMAGES", "0"))
"""Random damages that are each followed by whole builds."""
LOST = "The catalogue was damaged or of another version, so everything was read again."


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Six stories in two sections, built three times."""
    for number in range(6):
        text = story(f"Headline {number}", f"2026-11-1{number} 09:00", f"What was said of {number}.", Topics="Harbor")
        newsroom.write(f"content/{['world', 'town'][number % 2]}/s{number}.txt", text)
    newsroom.build()
    edit(newsroom, random.Random(1))
    newsroom.build()
    shutil.copytree(state_of(newsroom), newsroom.folder / "older")
    edit(newsroom, random.Random(2))
    newsroom.build()
    return newsroom


def state_of(newsroom: Newsroom) -> Path:
    return newsroom.folder / ".broadsheet"


def edit(newsroom: Newsroom, draw: random.Random) -> None:
    path = draw.choice(sorted((newsroom.folder / "content").rglob("*.txt")))
    path.write_text(path.read_text() + f"\nMore, {draw.randrange(99_999)}.\n")


def add(newsroom: Newsroom, draw: random.Random) -> None:
    number = next(n for n in count() if not (newsroom.folder / f"content/town/new{n}.txt").exists())
    newsroom.write(
        f"content/town/new{number}.txt", story(f"News {draw.randrange(99)}", "2026-11-22 10:00", "It is new.")
    )


def delete(newsroom: Newsroom, draw: random.Random) -> None:
    draw.choice(sorted((newsroom.folder / "content").rglob("*.txt"))).unlink()


def rename_a_template(newsroom: Newsroom, draw: random.Random) -> None:
    newsroom.write("templates/404.html", f"<p>Not here {draw.randrange(99)}</p>")


def leave(newsroom: Newsroom, draw: random.Random) -> None:
    """Nothing changes."""


CHANGES: list[Callable[[Newsroom, random.Random], None]] = [edit, add, delete, rename_a_template, leave]


def rows_of(folder: Path) -> list[str]:
    """All that a catalogue holds, whatever is in its indexes."""
    store, unusable = open_store(folder)
    assert not unusable
    with sealed(store):
        return list(store.iterdump())


def rows_if_trusted(folder: Path) -> list[str] | None:
    """All that the catalogue holds, or None when it is one to be discarded."""
    store = catalogue._open_existing(folder / FILE) if (folder / FILE).exists() else None
    if store is None:
        return None
    with closing(store):
        return list(store.iterdump())


def test_no_damage_is_taken_for_the_catalogue(paper: Newsroom, tmp_path: Path) -> None:
    whole, folder = rows_of(state_of(paper)), tmp_path / "state"
    for seed in range(1_000):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(state_of(paper), folder, ignore=shutil.ignore_patterns("templates"))
        done = Damager(seed, folder, paper.folder / "older").strike()
        assert rows_if_trusted(folder) in (None, whole), (seed, done)


@pytest.mark.parametrize("first", range(0, DAMAGES or 20, 20))
def test_after_any_damage_the_site_is_that_of_a_clean_build(paper: Newsroom, tmp_path: Path, first: int) -> None:
    for seed in range(first, first + 20):
        draw = random.Random(seed)
        damager = Damager(seed, state_of(paper), paper.folder / "older")
        told = [damager.strike() for _ in range(draw.choice([1, 1, 2])) if damager.can_strike]
        change = draw.choice(CHANGES)
        change(paper, draw)
        outcome = paper.build()
        (tmp_path / "clean").mkdir()
        assert [problem.message for problem in outcome.problems].count(LOST) <= 1
        assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON), (seed, told, change.__name__)
        assert LOST not in [problem.message for problem in paper.build().problems], (seed, told)
        if len(list((paper.folder / "content").rglob("*.txt"))) < 3:
            add(paper, draw)
            edit(paper, draw)


def test_half_a_page_cut_off_the_end_removes_no_page(paper: Newsroom) -> None:
    before, file = site_of(paper), state_of(paper) / FILE
    os.truncate(file, file.stat().st_size - 2048)
    outcome = paper.build()
    assert outcome.removed == ()
    assert [problem.message for problem in outcome.problems] == [LOST]
    assert site_of(paper) == before


def test_a_byte_of_a_word_is_never_printed(paper: Newsroom) -> None:
    file = state_of(paper) / FILE
    content = file.read_bytes()
    assert b"What was said of 3." in content
    file.write_bytes(content.replace(b"What was said of 3.", b"What was paid of 3."))
    paper.write("templates/story.html", "{{ body.html }}")
    paper.build()
    assert paper.mentions("What was paid") == []
    assert paper.mentions("What was said of 3.") != []


def test_damage_by_the_disk_itself_is_found_too(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    file = state_of(paper) / FILE
    stamp = seal._stamp_of(file)
    monkeypatch.setattr(seal, "_stamp_of", lambda _: stamp)
    assert not is_damaged(state_of(paper))
    Damager(1, state_of(paper), file).alter_bytes()
    assert is_damaged(state_of(paper))


def test_a_large_catalogue_that_nobody_wrote_to_is_compared_part_by_part(
    paper: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, read = state_of(paper) / FILE, list[int]()
    compare = seal._compare

    def noted(catalogue: Path, page_bytes: int, digests: "list[int]", first: int, *rest: object) -> None:
        read.extend(range(first, first + len(digests)))
        compare(catalogue, page_bytes, digests, first, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(seal, "COMPARED_EACH_TIME", 7)
    monkeypatch.setattr(seal, "_compare", noted)
    rounds = file.stat().st_size // PAGE_BYTES // 7 + 1
    for _ in range(rounds + 1):
        before = len(read)
        paper.build()
        assert len(read) - before <= 7
    assert set(read) == set(range(file.stat().st_size // PAGE_BYTES))


def test_no_page_is_removed_before_all_of_the_catalogue_was_compared(
    paper: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = list[Path]()
    check_whole = seal.check_whole

    def noted(path: Path, frames: int | None = None) -> None:
        compared.append(path)
        check_whole(path, frames)

    monkeypatch.setattr(seal, "check_whole", noted)
    edit(paper, random.Random(3))
    paper.build()
    assert compared == []
    delete(paper, random.Random(3))
    assert paper.build().removed
    assert compared == [state_of(paper) / FILE]
    monkeypatch.setattr(catalogue, "SOON_COMPARED_BYTES", 0)
    delete(paper, random.Random(3))
    assert paper.build().removed
    assert len(compared) == 1
    monkeypatch.setattr(catalogue, "FEW_REMOVALS", 0)
    delete(paper, random.Random(3))
    assert paper.build().removed
    assert len(compared) == 2


def test_an_error_that_a_whole_catalogue_has_no_part_in_is_no_damage(
    paper: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a fault of the program")

    monkeypatch.setattr(render_plan, "plan_some", fail)
    edit(paper, random.Random(3))
    with pytest.raises(KeyError):
        paper.build()
    assert not is_damaged(state_of(paper), thorough=True)


@pytest.mark.parametrize(
    "error", [UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"), KeyError(1), TypeError(), IndexError()]
)
def test_whatever_a_damaged_value_raises_everything_is_read_again(
    paper: Newsroom, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Imitate a disk that changes a page after it was compared."""
    file = state_of(paper) / FILE
    edit(paper, random.Random(3))

    def fail(*_: object) -> None:
        Damager(1, state_of(paper), file).alter_bytes()
        raise error

    monkeypatch.setattr(render_plan, "plan_some", fail)
    outcome = paper.build()
    assert [problem.message for problem in outcome.problems] == [LOST]
    monkeypatch.setattr(render_plan, "plan_some", plan_some)
    assert LOST not in [problem.message for problem in paper.build().problems]


def test_before_the_next_build_a_damaged_catalogue_counts_as_none(paper: Newsroom) -> None:
    Damager(1, state_of(paper), paper.folder / "older").alter_bytes()
    with pytest.raises(FileNotFoundError):
        open_last(paper.paper())
    paper.build()
    store, _ = open_last(paper.paper())
    with closing(store):
        assert queries.count_stories(store) == 6


# --- a kill ---------------------------------------------------------------------------------------


def killed_while_writing(paper: Newsroom, folder: Path, *, when: str) -> None:
    """A copy of the state folder as a kill leaves it that comes before, within or after the emptying of the log."""

    def snap(store: Store) -> None:
        shutil.copytree(state_of(paper), folder, ignore=shutil.ignore_patterns("templates"), dirs_exist_ok=True)

    store, _ = open_store(state_of(paper))
    with store:
        keep_fact(store, "last words", "were kept")
    if when == "before":
        snap(store)
    elif when == "copied":
        store.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        snap(store)
    with sealed(store):
        pass
    if when == "emptied":
        snap(store)
        (folder / seal.SEAL).unlink()


@pytest.mark.parametrize("when", ["before", "copied", "emptied"])
def test_what_was_written_before_a_kill_is_kept(paper: Newsroom, tmp_path: Path, when: str) -> None:
    folder = tmp_path / "killed"
    killed_while_writing(paper, folder, when=when)
    store, unusable = open_store(folder)
    with sealed(store):
        assert not unusable
        assert recall_fact(store, "last words") == "were kept"
    assert not is_damaged(folder, thorough=True)


@pytest.mark.parametrize("when", ["before", "copied"])
def test_damage_beside_what_a_kill_left_is_found(paper: Newsroom, tmp_path: Path, when: str) -> None:
    killed_while_writing(paper, tmp_path / "killed", when=when)
    whole = rows_of(shutil.copytree(tmp_path / "killed", tmp_path / "whole"))
    for seed in range(200):
        folder = tmp_path / "damaged"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(tmp_path / "killed", folder)
        done = Damager(seed, folder, paper.folder / "older").strike()
        found = rows_if_trusted(folder)
        kept = [line for line in whole if "last words" not in line]
        assert found is None or [line for line in found if "last words" not in line] == kept, (seed, done)


def test_while_somebody_reads_nothing_is_lost(paper: Newsroom) -> None:
    store, _ = open_last(paper.paper())
    with closing(store):
        store.execute("BEGIN")
        queries.count_stories(store)
        edit(paper, random.Random(4))
        paper.build()
        edit(paper, random.Random(5))
        paper.build()
    before = site_of(paper)
    outcome = paper.build()
    assert (outcome.written, outcome.held) == ((), [])
    assert site_of(paper) == before
    assert not is_damaged(state_of(paper), thorough=True)


def test_a_log_that_grew_large_is_emptied_between_two_transactions(
    paper: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "LARGE_LOG_BYTES", 0)
    discard_store(state_of(paper))
    before = site_of(paper)
    build(paper.paper())
    assert site_of(paper) == before
    assert not is_damaged(state_of(paper), thorough=True)
