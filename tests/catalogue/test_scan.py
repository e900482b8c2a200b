"""A scan that leaves out unchanged folders finds all that changed."""

import os
import shutil
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue import scan
from generator.catalogue.copy import distrust_other_settings, remove_files, save_entries
from generator.catalogue.scan import known_files, save_folders, save_scan_problems, scan_content
from generator.catalogue.store import Store, open_memory
from generator.intake.changes import Delta, KnownFiles, find_changes
from generator.intake.scope import PlaceScope
from generator.intake.survey import Survey, survey_folder
from generator.intake.wire_files.drops import Drop
from generator.model import Problem, StoredParse

NOBODY_IS_YOUNG = 1 << 63


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(open_memory()) as opened:
        yield opened


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    for name in ("world/a.txt", "world/b.txt", "town/a.txt", "town/deep/c.txt", "top.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    return folder


def read(
    store: Store, content: Path, places: list[str] | None = None, *, trusted_before_ns: int = NOBODY_IS_YOUNG
) -> list[str]:
    """Bring what is on file in line with content/, as a build does; gives the files that were looked into."""
    scope = None if places is None else PlaceScope(places)
    found = scan_content(store, content, scope)
    save_scan_problems(store, found.delta.problems, found.scope)
    remove_files(store, found.delta.gone, found.delta.shadowed)
    seen = [one for one, _ in found.delta.doubtful]
    save_entries(
        store, [StoredParse(one.file, f"digest of {one.file}", b"\x90") for one in seen], seen, trusted_before_ns
    )
    if scope is None:
        save_folders(store, found.folders)
    return [one.file for one in seen]


def scan_problems(store: Store) -> list[str]:
    return sorted(file for (file,) in store.execute("SELECT file FROM scan_problems"))


def asked(store: Store, monkeypatch: pytest.MonkeyPatch, content: Path) -> list[str]:
    """The files that a look compares with what is on file."""
    compared: list[str] = []

    def listen(
        survey: Survey, known: KnownFiles, unseen: Iterable[str], endings: Collection[str], drops: Sequence[Drop]
    ) -> Delta:
        compared.extend(known)
        return find_changes(survey, known, unseen, endings, drops)

    monkeypatch.setattr(scan, "find_changes", listen)
    scan_content(store, content)
    return compared


def test_of_folders_that_are_as_they_were_nothing_is_asked(
    store: Store, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(read(store, content)) == 5
    (content / "world" / "a.txt").write_text("longer")
    assert asked(store, monkeypatch, content) == ["content/world/a.txt", "content/world/b.txt"]
    assert read(store, content) == ["content/world/a.txt"]
    assert asked(store, monkeypatch, content) == []


def test_a_file_too_young_to_be_trusted_is_looked_into_again(store: Store, content: Path) -> None:
    read(store, content, trusted_before_ns=0)
    assert len(read(store, content)) == 5
    assert read(store, content) == []


def test_a_folder_that_went_and_one_that_moved_are_seen(store: Store, content: Path) -> None:
    read(store, content)
    (content / "town").rename(content / "country")
    assert read(store, content) == ["content/country/a.txt", "content/country/deep/c.txt"]
    assert not any(file.startswith("content/town") for file in known_files(store))
    assert read(store, content) == []


def test_a_file_that_is_restored_after_a_build_of_another_version_is_read(store: Store, content: Path) -> None:
    read(store, content)
    place = content / "world" / "a.txt"
    place.rename(content.parent / "aside.txt")
    place.write_text("another")
    assert read(store, content, ["content/world/a.txt"]) == ["content/world/a.txt"]
    (content.parent / "aside.txt").rename(place)  # now the folder is to the byte what it was at first
    assert read(store, content) == ["content/world/a.txt"]


def test_what_was_read_in_a_new_folder_by_a_build_that_was_cut_off_is_removed(store: Store, content: Path) -> None:
    read(store, content)
    (content / "new").mkdir()
    (content / "new" / "n.txt").write_text("x")
    read(store, content, ["content/new"])
    (content / "new" / "n.txt").unlink()
    (content / "new").rmdir()
    read(store, content)
    assert "content/new/n.txt" not in known_files(store)


def test_for_another_desk_all_is_read_again(store: Store, content: Path) -> None:
    distrust_other_settings(store, "one")
    read(store, content)
    distrust_other_settings(store, "another")
    assert len(read(store, content)) == 5


def test_a_word_on_a_folder_stays_while_it_is_as_it_was(store: Store, content: Path) -> None:
    (content / "world" / "link.txt").symlink_to(content)
    for _ in range(2):
        read(store, content)
        assert scan_problems(store) == ["content/world/link.txt"]
    (content / "world" / "link.txt").unlink()
    read(store, content)
    assert scan_problems(store) == []


def test_files_of_a_folder_that_became_a_link_stay_in_the_catalogue_and_it_is_reported(
    store: Store, content: Path
) -> None:
    read(store, content)
    (content / "town").rename(content.parent / "elsewhere")
    (content / "town").symlink_to(content.parent / "elsewhere")
    for _ in range(3):
        read(store, content)
        assert "content/town/deep/c.txt" in known_files(store)
    (content / "town").unlink()
    read(store, content)
    assert not any(file.startswith("content/town") for file in known_files(store))


def test_a_folder_that_cannot_be_read_for_a_while_loses_nothing(
    store: Store, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(store, content)
    scandir = os.scandir

    def refuse(folder: str) -> object:
        if folder.endswith("town"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        for _ in range(2):
            read(store, content)
            assert scan_problems(store) == ["content/town"]
            assert len(known_files(store)) == 5
    (content / "town" / "deep" / "c.txt").unlink()
    read(store, content)
    assert (scan_problems(store), len(known_files(store))) == ([], 4)


def test_one_name_in_two_forms_of_unicode_is_reported_each_time(store: Store, content: Path) -> None:
    composed, taken_apart = (unicodedata.normalize(form, "Été") for form in ("NFC", "NFD"))
    (content / composed).mkdir()
    (content / composed / "a.txt").write_text("x")
    read(store, content)
    (content / taken_apart).mkdir()
    (content / taken_apart / "a.md").write_text("x")
    for _ in range(2):
        read(store, content)
        assert len(scan_problems(store)) == 1
        assert len(known_files(store)) == 6


NAMES = st.sampled_from(
    ["a.txt", "a.md", "b.txt", "w/a.txt", "w/a.md", "w/deep/c.txt", "t/b.txt", "t/note.jpg", "w.txt/x.md"]
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["write", "remove", "empty", "move", "look", "hint", "cut off", "put aside", "put back"]), NAMES, NAMES),
    max_size=12,
)  # fmt: skip


@given(steps=STEPS)
def test_after_any_history_what_is_on_file_is_what_is_there(
    steps: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = tmp_path_factory.mktemp("paper") / "content"
    content.mkdir()
    with closing(open_memory()) as store:
        for number, (what, name, other) in enumerate(steps):
            _step(store, content, number, (what, name, other))
        read(store, content)
        found = survey_folder(content).files
        there = {one.file: (one.size, one.mtime_ns, one.ctime_ns, one.inode) for one in found}
        kept = {file: row[:4] for file, row in known_files(store).items()}
        with closing(open_memory()) as fresh:
            read(fresh, content)
            assert kept == {file: row[:4] for file, row in known_files(fresh).items()}
            assert scan_problems(store) == scan_problems(fresh)
        assert kept.items() <= there.items()


def _step(store: Store, content: Path, number: int, step: tuple[str, str, str]) -> None:
    what, name, other = step
    if what == "look":
        read(store, content)
    elif what == "hint":
        read(store, content, [f"content/{name}", f"content/{other}".rpartition("/")[0]])
    elif what == "cut off":
        found = scan_content(store, content)
        remove_files(store, found.delta.gone, found.delta.shadowed)
        seen = [one for one, _ in found.delta.doubtful][:1]
        save_entries(store, [StoredParse(one.file, "digest", b"\x90") for one in seen], seen, NOBODY_IS_YOUNG)
    else:
        with suppress(OSError):
            _change(content, what, (content / name, content / other), "x" * number)


def _change(content: Path, what: str, places: tuple[Path, Path], text: str) -> None:
    """Do it, as far as it can be done."""
    place, other = places
    aside = content.parent / "aside"
    if what == "write":
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    elif what == "remove":
        place.unlink()
    elif what == "empty" and place.parent != content:
        shutil.rmtree(place.parent)
    elif what.startswith(("move", "put")):
        start, end = {"move": (place, other), "put aside": (place, aside), "put back": (aside, place)}[what]
        start.rename(end)


def test_a_problem_is_kept_for_as_long_as_it_is_reported(store: Store, content: Path) -> None:
    (content / "world" / "a.md").write_text("x")
    read(store, content)
    found = scan_content(store, content)
    assert found.delta.problems == ()
    (content / "world" / "b.md").write_text("x")
    problems = scan_content(store, content).delta.problems
    assert [type(one) for one in problems] == [Problem, Problem]
