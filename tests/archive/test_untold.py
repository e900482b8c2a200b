"""Editors are told when a published story says something else and readers aren't told of it."""

from datetime import timedelta

import pytest
from conftest import NOON, SITE, Newsroom, story
from extended import use

from generator.build import Outcome
from generator.commands.check import check_paper
from generator.intake.text.wording import digest_words
from generator.model import Problem

FILE = "content/world/mill.txt"
SAID = 'The mill is "50" years old -- and it\'s closed.'


def told(outcome: Outcome) -> list[str]:
    return named(outcome.problems)


def named(problems: tuple[Problem, ...]) -> list[str]:
    return [one.path for one in problems if one.message.startswith("The text has changed since")]


@pytest.fixture
def published(newsroom: Newsroom) -> Newsroom:
    newsroom.write(FILE, story("The mill", body=SAID))
    assert told(newsroom.build()) == []
    return newsroom


def test_other_words_are_named_until_readers_are_told(published: Newsroom) -> None:
    changed = SAID.replace("50", "40")
    published.write(FILE, story("The mill", body=changed))
    assert told(published.build()) == [FILE]
    assert told(published.build(NOON + timedelta(hours=1))) == [FILE]
    assert named(check_paper(published.paper()).problems) == [FILE]
    published.write(FILE, story("The mill", body=changed, Updated="2026-11-22 09:00"))
    assert told(published.build()) == []
    published.write(FILE, story("The mill", body=changed + " More.", Updated="2026-11-22 09:00"))
    assert told(published.build()) == [FILE]


def test_a_correction_tells_readers(published: Newsroom) -> None:
    body = SAID.replace("50", "40") + "\n\nCorrection: The mill is 40 years old, not 50."
    published.write(FILE, story("The mill", body=body))
    assert told(published.build()) == []


def test_words_that_are_as_they_were_are_not_named(published: Newsroom) -> None:
    published.write(FILE, story("The mill", body=SAID.replace("50", "40")))
    published.build()
    published.write(FILE, story("The mill", body=SAID))
    assert told(published.build()) == []


def test_typography_alone_is_not_named(published: Newsroom) -> None:
    published.write(FILE, story("The mill", body="The  mill is “50” years old – and it’s\nclosed."))
    assert told(published.build()) == []


@pytest.mark.parametrize("line", ["Draft: yes", "Embargo: 2026-12-01 06:00"])
def test_a_story_that_was_never_public_is_not_named(newsroom: Newsroom, line: str) -> None:
    for body in (SAID, "Others."):
        newsroom.write(FILE, story("The mill", body=body).replace("\n\nDate", f"\n\n{line}\nDate"))
        assert told(newsroom.build()) == []


def test_a_live_story_is_not_named(newsroom: Newsroom) -> None:
    for body in (SAID, "Others."):
        newsroom.write(FILE, story("The mill", body=body, Genre="live"))
        assert told(newsroom.build()) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("It is 1.5 m.", "It is 15 m."), ("It is -5 now.", "It is 5 now."), ("It cost $5.", "It cost 5."), ("Yes", "No")],
)
def test_other_numbers_are_other_words(one: str, other: str) -> None:
    assert digest_words(f"<p>{one}</p>") != digest_words(f"<p>{other}</p>")


@pytest.mark.parametrize(
    ("one", "other"),
    [("A long-term plan", "A long–term plan"), ("5 &amp; 6", "<em>5</em> & 6"), ("it was 5 - 6", "it was 5 — 6")],
)
def test_other_typography_is_no_other_words(one: str, other: str) -> None:
    assert digest_words(f"<p>{one}</p>") == digest_words(f"<p>{other}</p>")


MAPS = "@hook\ndef embed(text):\n    return Figure('<p>Map of the harbor</p>') if 'map' in text else None\n"


@pytest.mark.parametrize("mark", ["https://maps.example/", "{{ map harbor }}", "https://youtu.be/dQw4w9WgXcQ"])
def test_what_extensions_and_settings_make_of_a_text_is_no_change_of_its_words(newsroom: Newsroom, mark: str) -> None:
    newsroom.write(FILE, story("A", body=f"The council met.\n\n{mark}\n\nIt ended.", Deck="In short"))
    newsroom.write("site.toml", SITE)
    newsroom.build()
    before = newsroom.page("/world/2026/11/20/mill/")
    if "youtu" in mark:
        newsroom.write("site.toml", f"{SITE}\n[embeds]\nservices = []\n")
    else:
        use(newsroom, maps=MAPS)
    assert told(newsroom.build()) == []
    assert newsroom.page("/world/2026/11/20/mill/") != before
    newsroom.write(FILE, story("A", body=f"The council sat.\n\n{mark}\n\nIt ended.", Deck="In short"))
    assert told(newsroom.build()) == [FILE]
