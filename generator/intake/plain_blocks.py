"""Markdown that needs no Markdown engine. Most copy is plain paragraphs, and the engine takes 20 us for each.

A block is plain when none of its characters can mean anything to Python-Markdown; everything else goes to the engine
in runs of neighbouring blocks, as it stands. What comes out is byte for byte what the engine makes of the
whole text (tests/intake/test_plain_blocks.py), since Markdown's blocks know of each other only in the cases of `WHOLE`.
"""

import re
from collections.abc import Callable
from html import escape
from itertools import groupby

WHOLE = re.compile(
    r"[<\t]|```|~~~"  # raw HTML and fences reach over blank lines; tabs move columns
    r"|\[\^|\]:"  # footnotes, and links defined elsewhere
    r"|^ {0,3}#(?!#)|^=",  # a first-level heading lowers all others
    re.MULTILINE,
)
"""Signs of markup that reaches beyond its own block: the text must go to the engine whole."""
PLAIN_LINE = r"""(?!\d+\.\ )(?:[^\W_]|["'“”‘’«„(…$€£])(?:[^\\`*_\[\]<>&{}|\n]*[^\\`*_\[\]<>&{}|\s])?"""
PLAIN_BLOCK = re.compile(rf"{PLAIN_LINE}(?:\n{PLAIN_LINE})*", re.VERBOSE)
GAP = re.compile(r"(\n(?: *\n)+)")


def render_plain_blocks(text: str, render: Callable[[str], str]) -> str:
    """HTML of Markdown `text`: plain blocks are set here, the others by `render`, the engine."""
    if WHOLE.search(text):
        return render(text)
    pieces = GAP.split(text.strip("\n"))  # block, gap, block, ...
    parts = []
    for plain, run in groupby(range(0, len(pieces), 2), key=lambda at: bool(PLAIN_BLOCK.fullmatch(pieces[at]))):
        places = list(run)
        if plain:
            parts += [f"<p>{escape(pieces[at], quote=False)}</p>" for at in places]
        else:
            parts.append(render("".join(pieces[places[0] : places[-1] + 1])))
    return "\n".join(part for part in parts if part)
