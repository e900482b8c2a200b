"""Files that are read together, step by step, are read as each by itself."""

from pathlib import Path

import pytest
from conftest import SITE
from hypothesis import given
from hypothesis import strategies as st

from generator.config import parse_config
from generator.intake import read_files
from generator.intake.html.markdown import EngineNeeded
from generator.intake.parse import ReadingSettings, parse_steps
from generator.intake.read_files import MAX_SHARED_BYTES
from generator.intake.read_job import ReadJob
from generator.intake.settings import intake_settings_of
from generator.intake.steps import Steps, finish, finish_together
from generator.model import Parsed

DESK = intake_settings_of(parse_config(SITE))
TEXTS = {
    "content/town/2026-11-22-ferry.txt": "Ferry lease approved\nBy Jane Roe\n\nMARROW BAY (AP) — The council met.\n",
    "content/town/2026-11-22-pier.md": "---\ntitle: Pier\n---\n\nThe *pier* [burned](https://a.example/).\n\n- one\n- two\n",
    "content/town/draft.md": "# Draft\n\nNot dated.\n",
    "content/town/2026-11-22-held.txt": "Held\nEMBARGOED UNTIL NOON\n\nText.\n",
    "content/people/jane.md": "name: Jane Roe\n\nKnows *tides*.\n",
    "content/pages/about.md": "About us\n\nWe print.\n",
    "content/town/_index.md": "The town.\n",
    "content/town/odd.pdf": "%PDF",
    "content/town/2026-11-22-long.md": "# Long\n\n" + "Words of a paragraph.\n\n" * (MAX_SHARED_BYTES // 20),
}


def job_of(folder: Path) -> ReadJob:
    for file, text in TEXTS.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    files = (*((file, "") for file in TEXTS), ("content/town/none.txt", ""))
    return ReadJob(str(folder), files, DESK)


def test_files_are_read_together_as_each_by_itself(tmp_path: Path) -> None:
    job = job_of(tmp_path)
    together = read_files.read_files(job)
    assert together == [read_files.read_file(file, "", job) for file, _ in job.files]
    assert [one.file for one in together] == [file for file, _ in job.files]


def test_a_file_that_did_not_change_is_left_out(tmp_path: Path) -> None:
    job = job_of(tmp_path)
    [first, *others] = read_files.read_files(job)
    again = ReadJob(job.folder, ((first.file, first.digest), *job.files[1:]), DESK)
    assert read_files.read_files(again) == others


def test_one_file_that_fails_has_the_problem_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_of(tmp_path)
    good = {one.file: one for one in read_files.read_files(job)}
    bad = "content/town/2026-11-22-pier.md"

    def fail_late(raw: bytes, file: str, settings: ReadingSettings) -> Steps[Parsed]:
        yield
        if file == bad:
            raise RecursionError("too deep")
        return (yield from parse_steps(raw, file, settings))

    monkeypatch.setattr(read_files, "parse_steps", fail_late)
    found = {one.file: one for one in read_files.read_files(job)}
    assert "RecursionError" in found.pop(bad).problems[0].message
    assert found == {file: one for file, one in good.items() if file != bad}


def test_a_text_that_needs_the_engine_is_left_to_a_worker(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# A\n\nText[^1].\n\n[^1]: Note.\n")
    (tmp_path / "content" / "b.md").write_text("# B\n\nText.\n")
    job = ReadJob(str(tmp_path), (("content/b.md", ""), ("content/a.md", "")), DESK, mode="no_engine")
    with pytest.raises(EngineNeeded):
        read_files.read_files(job)


def count(number: int, told: list[tuple[int, int]]) -> Steps[int]:
    for step in range(number):
        told.append((step, number))
        yield
    return number


@given(st.lists(st.integers(0, 6), max_size=8))
def test_each_step_is_done_for_all_before_the_next(sizes: list[int]) -> None:
    told: list[tuple[int, int]] = []
    assert finish_together([count(size, told) for size in sizes]) == sizes
    assert [step for step, _ in told] == sorted(step for step, _ in told)
    assert all(finish(count(size, [])) == size for size in sizes)
