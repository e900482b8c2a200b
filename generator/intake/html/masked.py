"""Keep asterisks that are no markup: masked words (`s**t`), products (`3*4*5`), names (`M*A*S*H`), marks (`Roe*`)."""

import re

from markdown.inlinepatterns import InlineProcessor

LETTER = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f"
"""Letters of scripts with spaces between words. In others emphasis begins and ends within a run of letters."""
STARRED = rf"(?<![{LETTER}*])[{LETTER}][{LETTER}'’-]{{0,40}}(?:\*{{1,8}}[{LETTER}'’-]{{0,40}}){{1,12}}"
RUN = re.compile(r"\*+")
OPENING = re.compile(rf"(?<![{LETTER}*\\])\*+(?=[^\s*])")
CLOSING = re.compile(rf"(?<=[^\s*\\])\*+(?![{LETTER}*])")
WINDOW = 400
"""The characters before and after a word that are searched for the other end of emphasis."""
MIN_GLUED = 3
"""The shortest word to which emphasis may be glued by a missing space: `The**council** met`."""


class StarredWords(InlineProcessor):
    """Reads a word with asterisks in it or behind it as text, unless they begin or end emphasis."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        """Return the word as it is written."""
        before = data[max(0, m.start() - WINDOW) : m.start()]
        if _is_open(before) or _is_emphasis(m[0], data[m.end() : m.end() + WINDOW]):
            return None, None, None
        return m[0], m.start(), m.end()


def _is_open(before: str) -> bool:
    """Tell whether emphasis that begins in `before` doesn't end there."""
    opened = 0
    for run in RUN.finditer(before):
        if opened:
            closes = len(run[0]) == opened and not before[run.start() - 1].isspace()
            opened = 0 if closes else opened
        elif OPENING.match(before, run.start()):
            opened = len(run[0])
    return opened > 0


def _is_emphasis(word: str, after: str) -> bool:
    """Tell whether the asterisks in `word` are emphasis: around several of its letters, or up to a word in `after`."""
    runs = RUN.findall(word)
    pieces = RUN.split(word)
    if len(runs) == 2 and pieces[1]:
        return runs[0] == runs[1] and len(pieces[1]) > 1 and not pieces[1].isdigit()
    if len(runs) > 1 or not pieces[1] or len(pieces[0]) < MIN_GLUED:
        return False
    return any(closing == runs[0] for closing in CLOSING.findall(after))
