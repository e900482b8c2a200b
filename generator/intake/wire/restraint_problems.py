"""Say to the desk why a story is held whose copy asks to be kept back, and what to do about it."""

from generator.intake.wire.restraint import read_restraint
from generator.intake.wire.restraint_times import MAX_CHARS
from generator.intake.wire.restraint_words import Place
from generator.model import Problem

HINT = (
    "Write it in the header, “Embargo: 2026-11-30 06:00” or “Draft: yes”, or take the line out. "
    "If it is no embargo, write “Embargo: none” there."
)
UNFINISHED_HINT = (
    "Write “Draft: yes” in the header, or take the line out. If the story may be published, write “Draft: no” there."
)
KEY_HINT = (
    "Change the line when the story may be published, or write “Draft: yes” in the header. "
    "If the line isn't about that, write “Embargo: none” there."
)
UNFINISHED = {"draft", "uncleared"}
"""Kinds of phrases to which no time is an answer."""


def problem_of(words: str, line: int, file: str, *, asked: str = "") -> Problem:
    """Return the problem that a line asks to wait, in a form that sets no time. `asked` is the part of it that asks."""
    shown, asked = words[:MAX_CHARS], asked or words
    found = read_restraint(asked, Place.HEAD) or read_restraint(asked, Place.HEADLINE)
    if found is not None and found.kind in UNFINISHED:
        message = f"“{shown}” may say that the copy isn't ready, so the story isn't published."
        return Problem(file, line, message, UNFINISHED_HINT, code="embargo-unclear")
    message = f"“{shown}” may be an embargo, so the story isn't published."
    return Problem(file, line, message, HINT, code="embargo-unclear")


def refused_by_key(words: str, file: str) -> Problem:
    """Return the problem that a key of the header says that the story isn't for everybody: `ready: no`."""
    message = f"“{words[:MAX_CHARS]}” may say that the story must wait, so it isn't published."
    return Problem(file, 0, message, KEY_HINT, code="embargo-unclear")
