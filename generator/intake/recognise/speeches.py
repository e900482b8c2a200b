"""Recognise the text of a speech by its note to newsrooms: `Check against delivery`, `Es gilt das gesprochene Wort`.

The note means that the text was written before the speech was given: what was said counts. It sets no time and holds
nothing by itself, since such texts are handed out with the speech as often as before it, and whoever wants to keep one
back writes an embargo. But readers must not take it for a part of the speech, and an editor should look: what the paper
quotes must have been said.
"""

import msgspec

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.wire.lines import CopyLine
from generator.model import Gravity, Problem

MARKS = ' \t*_#[]()<>|•–—-=~:：.。!/“”"„‚‘’«»'
MAX_CHARS = 80
HINT = "Make sure that the speech was given, and quote what was said. To keep the text back, write “Embargo: …”."


def recognise_speech(copy: CopyText) -> Recognition | None:
    """Return the text of a speech without the note that it was written before; None for any other text."""
    if "speech" not in copy.openings:
        return None
    notes = [line for line in copy.lines if _is_note(line)]
    if not notes or len(notes) == sum(1 for line in copy.lines if line.words):
        return None
    first = notes[0]
    message = f"“{first.words}” says that this is the text of a speech as it was written. The line isn't printed."
    told = Problem(copy.file, first.number, message, HINT, Gravity.WARNING, code="copy-speech")
    stripped = msgspec.structs.replace(
        copy, lines=copy.without({line.number for line in notes}), problems=(*copy.problems, told)
    )
    why = f"it says “{first.words}”"
    return Recognition(Finding("the text of a speech", Certainty.SURE, why, first.number), stripped)


def _is_note(line: CopyLine) -> bool:
    return 0 < len(line.words) <= MAX_CHARS and fold(line.words.strip(MARKS)) in phrases("speech")
