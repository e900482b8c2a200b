"""Workers that list a very large folder tell what one process finds."""

import os
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Newsroom, story
from histories import site_of

from generator.catalogue import scan
from generator.intake import survey_by_workers as module
from generator.intake.survey import Interrupted, Survey, survey_folder
from generator.intake.survey_by_workers import list_below, survey_by_workers
from generator.workers import WorkerKilled, Workers

FOLDERS = ["world", "world/2025", "world/2026", "town", "town/deep/er", "notes.md", "pages"]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for number, name in enumerate(FOLDERS):
        folder = tmp_path / "content" / name
        folder.mkdir(parents=True, exist_ok=True)
        for file in range(number + 1):
            (folder / f"story-{file}.txt").write_text(name)
    (tmp_path / "content/town/link.txt").symlink_to(tmp_path)
    return tmp_path / "content"


@pytest.fixture(autouse=True)
def _few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave all but the topmost folders to workers."""
    monkeypatch.setattr(module, "PARTS", 1)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as workers:
        yield workers


def assert_same(content: Path, known: dict[str, str], workers: Workers) -> Survey:
    alone = survey_folder(content, "content", known_folders=known)
    assert survey_by_workers(content, "content", known, workers) == alone
    return alone


@pytest.mark.parametrize("parts", [1, 2, 8])
def test_whatever_changed_workers_find_what_one_process_finds(
    content: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    monkeypatch.setattr(module, "PARTS", parts)
    known = assert_same(content, {}, workers).folders
    assert assert_same(content, known, workers).files == ()
    (content / "town/deep/er/story-1.txt").write_text("other words")
    assert [one.file for one in assert_same(content, known, workers).files] == [
        f"content/town/deep/er/story-{file}.txt" for file in range(5)
    ]
    shutil.rmtree(content / "world/2025")
    (content / "new/within").mkdir(parents=True)
    (content / "new/within/a.txt").write_text("new")
    (content / "town/deep/late.txt").symlink_to(content)
    changed = assert_same(content, known, workers)
    assert "content/new/within/a.txt" in {one.file for one in changed.files}
    assert "content/town/deep/late.txt" in {problem.path for problem in changed.problems}
    (content / "world" / os.fsdecode(b"\xff")).mkdir()
    for form in ("NFC", "NFD"):
        (content / unicodedata.normalize(form, "Été")).mkdir()
    known = assert_same(content, known, workers).folders
    assert assert_same(content, known, workers).files == ()


def test_files_beside_a_folder_that_can_no_longer_be_read_are_still_known(
    content: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = survey_folder(content).folders
    scandir = os.scandir

    def refuse(folder: str) -> object:
        if str(folder).endswith("2026"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(workers, "run", lambda function, batches, light: map(function, batches))
    found = assert_same(content, known, workers)
    assert {Path(one.file).parent.name for one in found.files} == {"world"}
    assert found.folders["content/world"] == found.folders["content/world/2026"] == ""


def test_what_a_dead_worker_would_have_told_is_found_here(
    content: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = survey_folder(content).folders
    monkeypatch.setattr(workers, "run", lambda function, batches, light: map(WorkerKilled, batches))
    assert_same(content, known, workers)


def test_a_folder_that_vanishes_meanwhile_is_not_taken_for_an_empty_one(
    content: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = survey_folder(content).folders
    (content / "town/story-0.txt").write_text("other words")

    def tell_and_delete(function: object, batches: list[module.SurveyJob], light: bool) -> Iterator[list[module.Told]]:
        told = [list_below(batch) for batch in batches]
        shutil.rmtree(content / "town")
        return iter(told)

    monkeypatch.setattr(workers, "run", tell_and_delete)
    found = survey_by_workers(content, "content", known, workers)
    assert found.folders["content/town"] == ""
    assert "content/town" in {problem.path for problem in found.problems}


def test_something_more_urgent_ends_it(content: Path, workers: Workers) -> None:
    with pytest.raises(Interrupted):
        survey_by_workers(content, "content", {}, workers, is_urged=lambda: True)


def test_a_build_of_a_very_large_paper_has_workers_list_it(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        newsroom.write(f"content/town/{number}.txt", story(f"Story {number}"))
    newsroom.build(jobs=2)
    asked = []

    def note(*arguments: object, **options: object) -> Survey:
        asked.append(arguments)
        return survey_by_workers(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(scan, "survey_by_workers", note)
    newsroom.build(jobs=2)
    assert not asked
    monkeypatch.setattr(scan, "MANY_FILES", 4)
    newsroom.build(jobs=1)
    assert not asked
    newsroom.write("content/town/2.txt", story("Another headline"))
    newsroom.delete("content/town/3.txt")
    assert newsroom.build(jobs=2).stories == 3
    assert asked
    large = site_of(newsroom)
    shutil.rmtree(newsroom.folder / ".broadsheet")
    newsroom.build(jobs=1)
    assert site_of(newsroom) == large
