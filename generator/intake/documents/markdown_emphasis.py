"""Write emphasis as Markdown has it. An element begins with `\\0` and its name among the words, and ends with `\\1`."""

import re

MARKS = {"strong": "**", "em": "*", "del": ""}
"""Element -> its mark. Where a mark would be doubtful, beside or inside another, the element itself is written."""
WHOLE = re.compile(r"(\*\*|\*|<(?:strong|em|del)>)(.+?)(?:\1|</(?:strong|em|del)>)", re.DOTALL)


def settle_emphasis(words: list[str], *, whole_too: bool) -> str:
    """Return the words with emphasis as Markdown has it: no blanks inside the marks, and no marks around nothing.

    Unless `whole_too`, a mark around all of them is left out.
    """
    pieces: list[str] = []
    opened: list[int] = []
    for word in words:
        if word.startswith("\0"):
            opened.append(len(pieces))
            pieces.append(word)
        elif word.startswith("\1"):
            _close_emphasis(pieces, opened, word[1:])
        else:
            pieces.append(word)
    text = _strip_breaks("".join("" if piece.startswith("\0") else piece for piece in pieces))
    while not whole_too and (bare := WHOLE.fullmatch(text)) and bare[1] not in bare[2]:
        text = bare[2].strip()
    return _strip_breaks(text)


def _strip_breaks(text: str) -> str:
    """Return the text of a block without blanks and line breaks around it."""
    text = text.rstrip(" ")
    while text.endswith(("\\\n", "\n")):
        text = text.removesuffix("\n").removesuffix("\\").rstrip(" ")
    while text.lstrip().startswith("\\\n"):
        text = text.lstrip().removeprefix("\\\n")
    return text.strip()


def _close_emphasis(pieces: list[str], opened: list[int], tag: str) -> None:
    if not opened:
        return
    start = opened.pop()
    inside = "".join("" if piece.startswith("\0") else piece for piece in pieces[start + 1 :])
    bare = inside.strip()
    before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    pieces[start:] = [f"{before}{_marked(bare, tag, pieces[:start])}{after}" if bare else inside]


def _marked(words: str, tag: str, pieces: list[str]) -> str:
    mark = MARKS[tag]
    above = next((piece[-1] for piece in reversed(pieces) if piece and piece[0] != "\0"), "")
    doubtful = not mark or above == "*" or "*" in {words[0], words[-1]} or "\\\n" in words
    return f"<{tag}>{words}</{tag}>" if doubtful else f"{mark}{words}{mark}"
