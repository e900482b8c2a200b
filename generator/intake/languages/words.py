"""All rows, and the phrases of all languages together: copy is read without knowing its language."""

from functools import cache

from generator.intake.languages.african import AFRICAN
from generator.intake.languages.asian import ASIAN
from generator.intake.languages.central import CENTRAL
from generator.intake.languages.eastern import EASTERN
from generator.intake.languages.english import ENGLISH
from generator.intake.languages.northern import NORTHERN
from generator.intake.languages.phrases import Phrases
from generator.intake.languages.row import Row
from generator.intake.languages.southern import SOUTHERN
from generator.intake.languages.western import WESTERN

ROWS: tuple[Row, ...] = (ENGLISH, *WESTERN, *SOUTHERN, *NORTHERN, *CENTRAL, *EASTERN, *ASIAN, *AFRICAN)
"""Adding a language is adding a row."""

VERB_LAST = {"ja", "zh", "ko", "tr", "hu", "hi", "bn", "ur", "ta", "fi", "fa"}
"""Languages in which the word that forbids stands behind the time."""


@cache
def phrases(*kinds: str) -> Phrases:
    """Return the phrases of these kinds, each a field of `Row`, in all languages."""
    return Phrases(getattr(row, kind) for row in ROWS for kind in kinds)


@cache
def closing_phrases(*kinds: str) -> Phrases:
    """Return the phrases of these kinds in the languages that put them at the end of a line."""
    return Phrases(getattr(row, kind) for row in ROWS if row.code in VERB_LAST for kind in kinds)
