"""Check the theme's words that a paper says in its own way: that there is such a text, with the same placeholders."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.config.places import Mistake
from generator.config.wording import nearest
from generator.locale.catalogues import plain_messages

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
PERCENT = re.compile(r"%(?:%|\(\w+\)s)?")
"""A percent sign with what belongs to it: alone, it begins a placeholder of another kind."""


def find_word_mistakes(words: Any) -> Iterator[Mistake]:
    """Yield the mistakes in `words`."""
    table = words if isinstance(words, Mapping) else {}
    known = plain_messages() if table else frozenset()
    for text, own in table.items():
        if text not in known:
            hint = nearest(text, known) or "Write the English text, as pages in English show it."
            yield "words", f"The theme has no text “{text}” that can be changed here.", hint
        elif isinstance(own, str) and not _fits(text, own):
            names = " ".join(f"%({name})s" for name in PLACEHOLDER.findall(text))
            hint = f"It may contain: {names}." if names else "Write %% for a percent sign."
            yield "words", f"“{own}” can't stand in place of “{text}”.", hint


def _fits(text: str, own: str) -> bool:
    """Tell whether pages can fill in the paper's own text as they do the theme's: no % stands for anything else."""
    known = {"%%", *(f"%({name})s" for name in PLACEHOLDER.findall(text))}
    return known.issuperset(PERCENT.findall(own))
