"""A few files are read without a worker, in the same way, with the same result and in limited time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from places import ROOT

from generator.config import parse_config
from generator.intake import changes
from generator.intake.changes import FEW_BYTES, FEW_FILES
from generator.intake.entries import read_entries
from generator.intake.html.markdown import EngineNeeded
from generator.intake.parse import parse_copy
from generator.intake.read_job import MARKDOWN_LIMIT_S, ReadJob
from generator.intake.settings import intake_settings_of
from generator.workers import WorkerKilled, Workers

DESK = intake_settings_of(parse_config(SITE))
PIECES = [
    "# A headline", "# *A* headline", "A headline", "By Jane Roe", "Date: 2026-11-20", "---", "title: A", "Plain words.",
    "*Soft* words.", "- one\n- two", "> said", "[w](https://a.example/)", "![w](/x.png)", "| a | b |\n|---|---|\n| 1 | 2 |",
    "    code", "<b>raw</b>", "&amp;", "1. one", "[^1]: Note.", "words[^1]", "\u00a0", "A\n=",
]  # fmt: skip
REPEATED = [
    " ", "\n", "\t", "a", "A ", "a\n", "- ", "> ", "# ", "## a\n", "[", "](", "<a ", "<![ ", "*", "**a", "_", "`", "```\n", "|", "| a ", "&", "&amp;",
    "\\", "{:", "=", "=\n", "a: ", "a:\n", "by ", "By Jane Roe\n", "(", "“", "…", "—", "BRUSSELS, ", "April 20, ", "2026-11-20 ", "0", "1. ", ". ",
    "embargo ", "Embargo: ", "hold for release\n", "-30-\n", "Related Stories\n", "http://", "a@", "\u00a0", "é", "中", "\u0301", "^", "^a<\n",
]  # fmt: skip
"""Pieces of text, any of which a whole file may consist of."""
SHARE = int(os.environ.get("REPEATED_SHARE", "4"))
"""One of so many is tried with each head and ending, others with the next; `make long` tries all."""


@settings(max_examples=examples(300))
@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["\n", "\n\n"]), st.sampled_from([".md", ".txt"]))
def test_what_is_read_without_the_engine_is_what_a_worker_reads(pieces: list[str], gap: str, ending: str) -> None:
    raw, file = gap.join(pieces).encode(), f"content/world/2026-11-20-a{ending}"
    try:
        parsed = parse_copy(raw, file, DESK, mode="no_engine")
    except EngineNeeded:
        assert ending == ".md"
        return
    assert parsed == parse_copy(raw, file, DESK)


@pytest.mark.parametrize("ending", [".md", ".txt"])
@pytest.mark.parametrize("head", ["", "Title: A\nDate: 2026-11-20\n\n", "---\n", "A headline\n"])
def test_no_file_that_is_read_without_a_worker_takes_for_ever(tmp_path: Path, head: str, ending: str) -> None:
    """Each file has as much of one text as is read without a worker; a worker that takes too long is killed."""
    repeated = REPEATED[len(head + ending) % SHARE :: SHARE]
    names = [f"content/{number}{ending}" for number in range(len(repeated))]
    (tmp_path / "content").mkdir()
    for name, piece in zip(names, repeated, strict=True):
        (tmp_path / name).write_text(head + piece * (FEW_BYTES // len(piece.encode()) - len(head)))
    jobs = [ReadJob(str(tmp_path), ((name, ""),), DESK, "no_engine") for name in names]
    with Workers(2) as workers:
        late = [one.batch.files[0][0] for one in workers.run(_read, jobs) if isinstance(one, WorkerKilled)]
    assert [repeated[names.index(name)] for name in late] == []


def _read(job: ReadJob) -> None:
    """Read, and be killed by the system after too much processor time: a busy machine has less of it each second."""
    signal.setitimer(signal.ITIMER_PROF, MARKDOWN_LIMIT_S)
    try:
        read_entries(job)
    except EngineNeeded:
        return
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def test_a_few_plain_stories_need_no_worker(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("content/world/a.md", "Title: A\nDate: 2026-11-20\n\nPlain *words*.\n")
    newsroom.write("content/world/b.txt", story("B"))
    monkeypatch.setattr(Workers, "submit", lambda *_: pytest.fail("a worker was asked"))
    assert newsroom.build().stories == 2


def test_a_headline_that_takes_for_ever_is_held(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MARKDOWN_LIMIT_S", 1.0)
    newsroom.write("content/world/2026-11-20-a.md", f"# {'[' * 8192}\n\nThe text.\n")
    newsroom.write("content/world/b.txt", story("B"))
    outcome = newsroom.build()
    assert "8,192 characters" in newsroom.held(outcome)["content/world/2026-11-20-a.md"]
    assert outcome.stories == 1


LOADED = """
import sys
from generator.catalogue import refresh
from generator.cli import main
refresh.read_disk_time = lambda _: sys.maxsize  # as if all files had lain there for a while
if __name__ == "__main__":
    try:
        main(sys.argv[1:], standalone_mode=False)
    except SystemExit as end:
        assert not end.code
    print(*sorted({"generator.intake.read_files", "markdown", "yaml", "numpy", "jinja2"} & set(sys.modules)))
"""


def loaded_by_a_build(newsroom: Newsroom) -> list[str]:
    """Build in a new process, and return which of the large modules it had loaded at the end."""
    options = ["--source", str(newsroom.folder), "--now", NOON.isoformat(), "--jobs", "2", "--quiet"]
    command = [sys.executable, "-c", LOADED, "build", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert not done.returncode, done.stderr
    return done.stdout.split()


def test_the_readers_are_loaded_only_where_a_file_is_read(newsroom: Newsroom) -> None:
    """They are half of what a build loads. Many files are read by workers, a few by the build itself."""
    newsroom.write("content/world/a.txt", story("A"))
    assert "generator.intake.read_files" in loaded_by_a_build(newsroom)
    assert loaded_by_a_build(newsroom) == []
    for number in range(FEW_FILES + 1):
        newsroom.write(f"content/town/b{number}.txt", story(f"B {number}"))
    assert "generator.intake.read_files" not in loaded_by_a_build(newsroom)
