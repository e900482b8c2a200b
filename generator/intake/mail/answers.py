"""Find what an editor wrote over a pasted mail to say whether it may be published: `Embargo: none`."""

from collections.abc import Sequence

from generator.intake.header.fields import Field
from generator.intake.header.keys import read_field
from generator.intake.wire.lines import CopyLine

KEYS = ("embargo", "draft")


def find_answers(lines: Sequence[CopyLine]) -> list[tuple[str, Field]]:
    """Return the keys and values of the first lines, as far as they say so."""
    answers: list[tuple[str, Field]] = []
    for line in lines[: len(KEYS)]:
        found = read_field(line.words) if ":" in line.words else None
        if found is None or found[0] not in KEYS:
            break
        answers.append((found[0], Field(found[1], line.number)))
    return answers
