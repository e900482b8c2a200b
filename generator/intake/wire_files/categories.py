"""Find the section and the topics of a story by the codes and words of its agency."""

import re
from collections.abc import Iterable, Iterator

from generator.intake.wire_files.drops import Drop
from generator.intake.wire_files.record import WireItem

SUBJECT_CODE = re.compile(r"(\d{2})(\d{3})\d{3}", re.ASCII)
"""A code of IPTC: its first two digits are the subject, the next three the matter."""


def section_of(item: WireItem, drop: Drop) -> str:
    """Return the section of a story; empty for the paper's default one."""
    codes = set(_codes_of(item.categories))
    return next((section for code, section in drop.categories if code in codes), drop.section)


def topics_of(item: WireItem, drop: Drop) -> tuple[str, ...]:
    """Return the topics of a story, in the order of the settings."""
    codes = set(_codes_of(item.categories))
    return tuple(dict.fromkeys(topic for code, topic in drop.topics if code in codes))


def _codes_of(categories: Iterable[str]) -> Iterator[str]:
    """Yield the codes in small letters, with and without what stands before them, and the broader ones of IPTC."""
    for words in categories:
        whole = words.casefold()
        code = whole.rpartition(":")[2].rpartition("/")[2]
        yield whole
        yield code
        if subject := SUBJECT_CODE.fullmatch(code):
            yield f"{subject[1]}{subject[2]}000"
            yield f"{subject[1]}000000"
