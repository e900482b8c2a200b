"""Text over a limit is held or left out and reported with its line, and stops no other story."""

import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import SITE, Newsroom, story

from generator.config import parse_config
from generator.intake import changes
from generator.intake.entries import read_entries
from generator.intake.limits import MAX_CHARS, MAX_ENTRIES
from generator.intake.parse import TAME_LINE_CHARS, parse_copy
from generator.intake.read_job import ReadJob
from generator.intake.settings import intake_settings_of
from generator.job_limits import limit_memory
from generator.model import Gravity, Parsed
from generator.workers import WorkerKilled, Workers

DESK = intake_settings_of(parse_config(SITE))
MARKS = "a" + "\u0301\u0316" * 45_000
HOSTILE = {
    "headline": f'---\ntitle: "{"word " * 9_000}"\ndate: 2026-11-10\n---\nText.\n',
    "marks": f"---\ntitle: Marks\ndate: 2026-11-10\n---\n{MARKS}\n",
    "entities": f"---\ntitle: Entities\ndate: 2026-11-10\n---\na{'&#769;&#790;' * 9_000}\n",
    "TOML key": f"+++\n{'a.' * 24_000}a=1\n+++\nText.\n",
    "TOML table": f"+++\n[{'a.' * 20_000}a]\n+++\nText.\n",
    "TOML number": f"+++\na={'1' * 40_000}\n+++\nText.\n",
    "address": "Title: A\nDate: 2026-11-10\nRelated: https://[\n\n[a](//a\u2100b/) and [b](https://[/)\n",
}


def read(text: str, file: str = "content/world/a.md") -> Parsed:
    return parse_copy(text.encode(), file, DESK)


def held(parsed: Parsed) -> list[tuple[int, str]]:
    return [(one.line, one.message) for one in parsed.problems if one.gravity is Gravity.HELD]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_does_not_stop_the_others(newsroom: Newsroom, kind: str) -> None:
    newsroom.write("content/world/hostile.md", HOSTILE[kind])
    newsroom.write("content/world/good.txt", story("Good"))
    began = time.process_time()
    outcome = newsroom.build()
    assert time.process_time() - began < 10
    assert "Good" in newsroom.page("/")
    assert all(problem.path == "content/world/hostile.md" for problem in outcome.problems)
    assert outcome.stories == 2 or newsroom.held(outcome).keys() == {"content/world/hostile.md"}


@pytest.mark.parametrize("key", sorted(MAX_CHARS.keys() - {"name", "role", "contact", "fediverse", "photo_line"}))
def test_a_field_may_be_as_long_as_its_limit_and_no_longer(key: str) -> None:
    start = "https://" if key == "source_url" else ""
    for more, lines in ((0, []), (1, [3])):
        value = start + "x" * (MAX_CHARS[key] - len(start) + more)
        other = "Draft: no\n" if key == "headline" else "Title: A\n"
        parsed = read(f"Date: 2026-11-10\n{other}{key.replace('_', ' ')}: {value}\n\nText.\n")
        assert [line for line, _ in held(parsed)] == lines
    assert f"at most {MAX_CHARS[key]:,} are allowed" in held(parsed)[0][1]


@pytest.mark.parametrize("key", ["language", "genre", "priority", "draft", "expires", "updated"])
def test_an_answer_of_a_word_can_not_be_a_story(key: str) -> None:
    [(line, message)] = held(read(f"Title: A\nDate: 2026-11-10\n{key}: {'word ' * 900}\n\nText.\n"))
    assert (line, len(message) < 200) == (3, True)


@pytest.mark.parametrize("form", ["{line}\n2026-11-10\n\nText.\n", "# {line}\n\nText.\n", "{line}\n====\n\nText.\n"])
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_a_paragraph_is_no_headline(form: str, ending: str) -> None:
    parsed = read(form.format(line="word " * 2_000), f"content/world/2026-11-10-a{ending}")
    assert parsed.story is None or len(parsed.story.headline) <= MAX_CHARS["headline"]
    assert parsed.problems


def test_of_a_list_that_is_too_long_the_first_entries_count() -> None:
    names = ", ".join(f"topic {number}" for number in range(2_500))
    parsed = read(f"Title: A\nDate: 2026-11-10\nTopics: {names}\n\nText.\n")
    assert parsed.story is not None
    assert len(parsed.story.topics) == MAX_ENTRIES
    assert [(one.line, one.gravity) for one in parsed.problems] == [(3, Gravity.WARNING)]


def test_unknown_keys_are_left_out_where_they_hold_too_much() -> None:
    parsed = read(f"---\ntitle: A\ndate: 2026-11-10\nown: {'x' * 10_001}\nother: y\n---\nText.\n")
    assert parsed.story is not None
    assert parsed.story.extra == {"other": "y"}
    assert ["“own”" in one.message for one in parsed.problems] == [True]


def test_a_card_has_limits_too() -> None:
    for key in ("role", "contact", "fediverse"):
        assert held(read(f"name: Jane Roe\n{key}: {'x@' * 300}\n\nText.\n", "content/people/a.md"))


def test_a_plain_header_without_an_end_is_held() -> None:
    [(line, message)] = held(read("Title: A\n" + "Topics: a\n" * 6_000))
    assert (line, "50,000" in message) == (1, True)


def take_memory(_: object) -> int:
    with limit_memory(64 << 20):
        return len(bytearray(256 << 20))


def take_little(_: object) -> int:
    with limit_memory(64 << 20):
        bytearray(1 << 20)
    return len(bytearray(128 << 20))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps this limit")
def test_memory_beyond_the_limit_ends_the_job_and_nothing_else() -> None:
    with Workers(1) as workers:
        assert list(workers.run(take_memory, [1])) == [WorkerKilled(1)]
        assert list(workers.run(take_little, [1])) == [128 << 20]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps this limit")
def test_a_file_that_takes_too_much_memory_is_held_and_named(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"content/world/{name}.md" for name in ("good", "large")]
    newsroom.write(names[0], "Title: Good\nDate: 2026-11-10\n\n1. Text.\n")
    newsroom.write(names[1], "Title: Large\nDate: 2026-11-10\n\n" + "- *word*\n" * 90_000)
    monkeypatch.setattr(changes, "READ_ENTRIES", read_in_little)
    outcome = newsroom.build(jobs=2)
    assert newsroom.held(outcome).keys() == {names[1]}
    assert "MB of memory" in newsroom.held(outcome)[names[1]]
    assert "Good" in newsroom.page("/")


def read_in_little(job: ReadJob) -> bytes:
    """Read the job as a machine with little memory would."""
    if job.mode == "no_engine" or not any("large" in name for name, _ in job.files):
        return read_entries(job)
    raise MemoryError


def test_no_toml_and_no_long_line_is_read_without_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = Newsroom(tmp_path / "paper")
    asked: list[object] = []
    submit = Workers.submit

    def note(self: Workers, *given: Any, **named: Any) -> Any:
        asked.append(given)
        return submit(self, *given, **named)

    monkeypatch.setattr(Workers, "submit", note)
    newsroom.write("content/world/a.txt", story("A", body="word " * (TAME_LINE_CHARS // 5 - 1)))
    newsroom.build()
    assert asked == []
    newsroom.write("content/world/b.txt", story("B", body="word " * (TAME_LINE_CHARS // 5 + 1)))
    newsroom.build()
    newsroom.write("content/world/c.md", "+++\ntitle = 'C'\ndate = 2026-11-10\n+++\nText.\n")
    newsroom.build()
    assert len(asked) == 2
