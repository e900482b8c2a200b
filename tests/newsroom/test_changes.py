"""schedule, publish and correct: one line changes, a build reads what was meant, and all else stays as it was."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from click.testing import CliRunner
from conftest import NOON, Newsroom, story
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.commands.correct import correct_story
from generator.commands.new import NewStory, begin_story
from generator.commands.publish import publish_draft
from generator.commands.schedule import schedule_story
from generator.config import read_config
from generator.errors import CommandRefused
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.model import Story
from generator.newsroom.former_texts import former_texts
from generator.newsroom.writing import Done, bring_back
from generator.workers import WorkerKilled, Workers

FORMS = {
    "plain.txt": "Headline: Ferry\nDate: 2026-11-20 09:00\nDraft: yes\nPhone: 555-0100\n\nThe text begins.\n",
    "labels.txt": "Ferry\nBy Jane Roe\nNov. 20, 2026, 9 a.m.\nDraft: yes\n\nThe text begins.\n",
    "printed.txt": "Ferry\nDraft: yes\nNovember 20, 2026 at 9:00 AM\n\nBRUSSELS, Nov. 20 (UPI) -- The text begins.\n",
    "yaml.md": "---\ntitle: Ferry # of 2026\ndate: 2026-11-20 09:00 # as agreed\n# remark\ndraft: true # ask Jane\ntags: [Harbor]\n---\nThe text begins.\n",
    "toml.md": '+++\ntitle = "Ferry"\ndate = 2026-11-20T09:00:00-05:00\n# remark\ndraft = true # ask Jane\n[extra]\na = 1\n+++\nThe text begins.\n',
    "json.md": '{\n"title": "Ferry",\n"date": "2026-11-20 09:00",\n"draft": true,\n"tags": ["Harbor"]\n}\nThe text begins.\n',
    "status.md": "---\nstatus: draft\ntitle: Ferry\ndate: 2026-11-20\n---\nThe text begins.\n",
    "nikola.md": ".. title: Ferry\n.. date: 2026-11-20 09:00\n.. status: draft\n\nThe text begins.\n",
    "crlf.txt": "\ufeffHeadline: Ferry\r\nDate: 2026-11-20 09:00\r\nDraft: yes\r\n\r\nThe text begins.\r\n",
}


def read(newsroom: Newsroom, file: str) -> Story:
    """Return the story as a build reads it."""
    raw = (newsroom.folder / file).read_bytes()
    parsed = parse_copy(raw, file, intake_settings_of(read_config(newsroom.folder)))
    assert parsed.story is not None, parsed.problems
    return parsed.story


def changed_lines(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """Return the lines that went and those that came."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize("name", ["plain.txt", "yaml.md", "crlf.txt"])
def test_a_draft_that_would_be_held_is_refused_with_what_holds_it_and_its_line(newsroom: Newsroom, name: str) -> None:
    file = f"content/town/{name}"
    path = newsroom.write(file, FORMS[name] + "\nTK\n")
    raw = path.read_bytes()
    for change in (
        partial(schedule_story, newsroom.paper(), file, "tomorrow 6 a.m."),
        partial(publish_draft, newsroom.paper(), file),
        partial(publish_draft, newsroom.paper(), file, dated_now=True),
    ):
        with pytest.raises(CommandRefused, match="“TK” may say that the copy") as refused:
            change()
        [problem] = refused.value.problems
        assert raw.decode().splitlines()[problem.line - 1] == "TK"
    assert path.read_bytes() == raw


@pytest.mark.parametrize("name", FORMS)
def test_a_draft_is_scheduled_in_whatever_form_its_header_is(newsroom: Newsroom, name: str) -> None:
    file = f"content/town/{name}"
    path = newsroom.write(file, FORMS[name])
    before, raw = read(newsroom, file), path.read_bytes()
    told = schedule_story(newsroom.paper(), file, "tomorrow 6 a.m.").message
    assert told == f"{file} goes live on Tuesday, November 24, 2026, at 06:00 (America/New_York)."
    after = read(newsroom, file)
    assert (after.opens, after.draft) == (datetime(2026, 11, 24, 11, tzinfo=UTC), False)
    assert (after.headline, after.bylines, after.topics, after.extra) == (
        before.headline, before.bylines, before.topics, before.extra,
    )  # fmt: skip
    went, came = changed_lines(raw, path.read_bytes())
    assert (len(went), len(came)) in {(2, 1), (2, 2)}, (went, came)
    assert path.read_bytes().count(b"remark") == raw.count(b"remark")
    assert path.read_bytes().count(b"ask Jane") == raw.count(b"ask Jane")
    assert path.read_bytes().count(b"\r\n") in {0, path.read_bytes().count(b"\n")}


@pytest.mark.parametrize("name", FORMS)
def test_a_draft_is_published_and_keeps_its_date(newsroom: Newsroom, name: str) -> None:
    file = f"content/town/{name}"
    path = newsroom.write(file, FORMS[name])
    before = read(newsroom, file)
    assert publish_draft(newsroom.paper(), file).message == f"{file} is no draft any more. The next build publishes it."
    after = read(newsroom, file)
    assert (after.draft, after.published, after.headline) == (False, before.published, before.headline)
    with pytest.raises(CommandRefused, match="isn't a draft"):
        publish_draft(newsroom.paper(), path)


@pytest.mark.parametrize("name", FORMS)
def test_a_draft_is_dated_now_when_that_is_asked_for(newsroom: Newsroom, name: str) -> None:
    file = f"content/town/{name}"
    newsroom.write(file, FORMS[name])
    publish_draft(newsroom.paper(NOON + timedelta(seconds=42)), file, dated_now=True)
    assert read(newsroom, file).published == NOON


@pytest.mark.parametrize("name", FORMS)
def test_corrections_are_added_one_after_the_other_in_any_form(newsroom: Newsroom, name: str) -> None:
    file = f"content/town/{name}"
    path = newsroom.write(file, FORMS[name])
    before = read(newsroom, file)
    said = [
        "The mill is 40 years old, not 50.",
        'It said: “closed # for good”. "Open" is right: see page 4.',
        "A ferry, not two.",
    ]
    for day, words in enumerate(said):
        correct_story(newsroom.paper(NOON + timedelta(days=day)), file, words)
    after = read(newsroom, file)
    assert [one.text for one in after.corrections] == said
    assert [f"{one.date:%Y-%m-%d}" for one in after.corrections if one.date] == [
        "2026-11-23",
        "2026-11-24",
        "2026-11-25",
    ]
    assert (after.headline, after.published, after.draft, after.extra) == (
        before.headline, before.published, before.draft, before.extra,
    )  # fmt: skip
    assert path.read_bytes().count(b"\r\n") in {0, path.read_bytes().count(b"\n")}


@pytest.mark.parametrize(
    "list_of",
    [
        'corrections:\n  - "2026-11-21: The first."\n',
        "corrections:\n- 2026-11-21: The first.\n",
        "corrections:\n  - {date: 2026-11-21, text: The first.}\n",
        'corrections: ["2026-11-21: The first."]\n',
        'correction: "2026-11-21: The first."\n',
    ],
)
def test_a_correction_joins_those_that_are_there(newsroom: Newsroom, list_of: str) -> None:
    file = "content/town/a.md"
    newsroom.write(file, f"---\ntitle: Ferry\ndate: 2026-11-20\n{list_of}tags: [Harbor]\n---\nThe text begins.\n")
    [first] = read(newsroom, file).corrections
    correct_story(newsroom.paper(), file, "The second.")
    assert read(newsroom, file).corrections[0] == first
    assert [one.text for one in read(newsroom, file).corrections] == [first.text, "The second."]
    assert read(newsroom, file).topics == ("Harbor",)


WRITINGS = [
    "وزیر گفت که نمی\u200cخواهد استعفا دهد", "ශ්\u200dරී ලංකාව", "The crew 👩\u200d🚒 came", "Le prix\u00a0: 5\u202f000\u00a0€",
    "נמל\u200f (חדש)", "Rad\u00adwege",
]  # fmt: skip
"""Words with signs that nobody sees: joiners, blanks that don't break, marks of direction, soft hyphens."""


@pytest.mark.parametrize("words", WRITINGS)
def test_words_and_names_of_files_of_every_writing_are_taken(newsroom: Newsroom, words: str) -> None:
    paper, plain = newsroom.paper(), " ".join(words.replace("\u00ad", "").split())
    begun = begin_story(paper, NewStory(headline=words, byline=words, topics=(words,)))
    assert f"Headline: {plain}\n" in (newsroom.folder / begun.file).read_text()
    file = f"content/town/{words}.txt"
    newsroom.write(file, story("A"))
    correct_story(paper, file, words)
    assert [one.text for one in read(newsroom, file).corrections] == [plain]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"), ("  \n ", "empty"), ("a\x1bb", "can't be printed"), ("x" * 5_001, "5,000 characters"),
        ("Said already.", "already"), (" x ", "One character"),
    ],
)  # fmt: skip
def test_no_correction_is_written_that_says_nothing_or_too_much(newsroom: Newsroom, text: str, words: str) -> None:
    path = newsroom.write("content/town/a.txt", story("A", Correction="2026-11-21: Said already."))
    before = path.read_bytes()
    with pytest.raises(CommandRefused, match=words):
        correct_story(newsroom.paper(), path, text)
    assert path.read_bytes() == before


def test_a_story_that_readers_see_keeps_its_date_and_address(newsroom: Newsroom) -> None:
    path = newsroom.write("content/town/a.txt", story("A"))
    with pytest.raises(CommandRefused, match="Readers can see the story already"):
        schedule_story(newsroom.paper(), path, "tomorrow 6 a.m.")
    path = newsroom.write("content/town/b.txt", story("B", "2026-11-25 09:00"))
    schedule_story(newsroom.paper(), path, "tomorrow 6 a.m.")
    assert read(newsroom, "content/town/b.txt").opens == datetime(2026, 11, 24, 11, tzinfo=UTC)


def test_an_embargo_is_never_undercut(newsroom: Newsroom) -> None:
    path = newsroom.write("content/town/a.txt", story("A", Embargo="2026-11-28 06:00", Draft="yes"))
    before = path.read_bytes()
    with pytest.raises(CommandRefused, match="embargo until 2026-11-28 06:00"):
        schedule_story(newsroom.paper(), path, "tomorrow 6 a.m.")
    assert path.read_bytes() == before
    assert "goes live on Saturday, November 28" in publish_draft(newsroom.paper(), path).message


def test_a_file_with_another_mistake_is_left_alone_and_the_mistake_is_told(newsroom: Newsroom) -> None:
    path = newsroom.write("content/town/a.txt", story("A", Draft="yes", Embargo="31 February 2026"))
    before = path.read_bytes()
    for change in (schedule_story, correct_story):
        with pytest.raises(CommandRefused, match="31 February 2026"):
            change(newsroom.paper(), path, "tomorrow 6 a.m.")
    with pytest.raises(CommandRefused, match="31 February 2026"):
        publish_draft(newsroom.paper(), path)
    assert path.read_bytes() == before


def test_a_draft_that_has_no_date_is_dated_when_it_is_published(newsroom: Newsroom) -> None:
    path = newsroom.write("content/town/a.txt", "Ferry\nDraft: yes\n\nThe text begins.\n")
    publish_draft(newsroom.paper(), path)
    assert read(newsroom, "content/town/a.txt").published == NOON


def test_a_page_of_the_papers_own_is_published_and_neither_dated_nor_corrected(newsroom: Newsroom) -> None:
    path = newsroom.write("content/pages/about.md", "Title: About us\nMenu: footer\nDraft: yes\n\nThe page.\n")
    for change in (schedule_story, correct_story):
        with pytest.raises(CommandRefused):
            change(newsroom.paper(), path, "tomorrow 6 a.m.")
    publish_draft(newsroom.paper(), path)
    assert path.read_text() == "Title: About us\nMenu: footer\n\nThe page.\n"


@pytest.mark.parametrize(
    "file",
    [
        "content/none.txt", "site.toml", "content/people/jane.md", "content/town/_index.md", "content/town/a.jpg.txt",
        "content/town/a.docx", "content/town/a.csv", "../outside.txt",
    ],
)  # fmt: skip
def test_only_texts_of_stories_are_changed(newsroom: Newsroom, file: str) -> None:
    if "none" not in file and not file.startswith(("..", "site")):
        newsroom.write(file, "Title: A\nDate: 2026-11-20\nDraft: yes\n\nText.\n")
    newsroom.write("../outside.txt", "Title: A\nDate: 2026-11-20\nDraft: yes\n\nText.\n")
    before = {path: path.read_bytes() for path in newsroom.folder.parent.rglob("*") if path.is_file()}
    for change in (schedule_story, correct_story):
        with pytest.raises(CommandRefused):
            change(newsroom.paper(), newsroom.folder / file, "tomorrow 6 a.m.")
    with pytest.raises(CommandRefused):
        publish_draft(newsroom.paper(), newsroom.folder / file)
    assert {path: path.read_bytes() for path in newsroom.folder.parent.rglob("*") if path.is_file()} == before


LINES = st.sampled_from(
    [
        "Date: 2026-11-20", "Draft: yes", "draft: true # why", "Headline: A ferry", "# A ferry", "A ferry", "By Jane Roe", "---", "+++",
        "Embargo: 2026-12-01 06:00", "Correction: 2026-11-21: One.", "- item", "", "The council met on Monday, it said.", "tags: [a]", "=====",
        "Nov. 20, 2026", "title: 'A ferry'", "{", "}", '"title": "A",', "Correction: Two.", "-30-", "corrections:", "BRUSSELS (UPI) -- Text.",
    ]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
@given(st.lists(LINES, max_size=9), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["txt", "md"]))
def test_a_change_does_what_was_asked_and_nothing_else_or_nothing(
    newsroom: Newsroom, lines: list[str], end: str, ending: str
) -> None:
    file, raw = f"content/town/a.{ending}", end.join(lines).encode()
    path = newsroom.write(file, raw)
    read_as = intake_settings_of(read_config(newsroom.folder))
    before = parse_copy(raw, file, read_as)
    paper = newsroom.paper()
    changes: list[Callable[[], Done]] = [
        partial(publish_draft, paper, path),
        partial(correct_story, paper, path, "It was a ship."),
        partial(schedule_story, paper, path, "tomorrow 6 a.m."),
    ]
    for change in changes:
        path.write_bytes(raw)
        try:
            change()
        except CommandRefused as refused:
            assert refused.message
            assert path.read_bytes() == raw
            continue
        after = parse_copy(path.read_bytes(), file, read_as)
        assert after.story is not None
        assert after.body is not None
        if before.story is not None and before.body is not None:
            assert (after.story.headline, after.body.html) == (before.story.headline, before.body.html)
            assert after.story.embargo == before.story.embargo


def test_a_text_with_a_very_long_line_is_read_by_a_process_that_can_be_stopped(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = newsroom.write("content/town/a.txt", story("A", Draft="yes", body="The council met. " * 400))
    publish_draft(newsroom.paper(), path)
    assert not read(newsroom, "content/town/a.txt").draft
    monkeypatch.setattr(Workers, "run", lambda *_, **__: iter([WorkerKilled(None)]))
    with pytest.raises(CommandRefused, match="takes too long"):
        correct_story(newsroom.paper(), path, "Not two.")


def test_the_commands_say_what_they_did_and_each_can_be_undone(newsroom: Newsroom) -> None:
    def run(*words: str) -> str:
        options = ["--source", str(newsroom.folder), "--now", NOON.isoformat()]
        result = CliRunner().invoke(main, [words[0], *options, *words[1:]])
        assert result.exit_code == 0, result.output
        return result.output

    file = "content/town/a.txt"
    first = newsroom.write(file, story("A", "2026-11-20 09:00", Draft="yes")).read_bytes()
    assert "goes live on Tuesday, November 24, 2026, at 06:00" in run("schedule", file, "tomorrow", "6", "a.m.")
    assert "Correction: 2026-11-23: Not two." in run("correct", file, "Not two.")
    newsroom.write("content/town/b.txt", story("B", Draft="yes"))
    assert "The next build publishes it." in run("publish", "--date-now", "content/town/b.txt")
    correcting, scheduling = former_texts(newsroom.paper().state, file)
    assert (correcting.action, scheduling.action) == ("correct", "schedule")
    bring_back(newsroom.paper(), file, scheduling.name, seen=correcting.after)
    assert (newsroom.folder / file).read_bytes() == first
