"""Write the text of a Rich Text document as HTML, from pieces that each have one look."""

from html import escape

SHOWN = "\0picture:"
"""The beginning of a piece that is a picture. What follows is its number."""


def join_pieces(pieces: list[tuple[str, bool, bool, str]]) -> list[tuple[str, bool, bool, str]]:
    """Return the pieces with neighbors of one look as one. A piece that begins with NUL is a note or a picture."""
    joined: list[tuple[list[str], bool, bool, str]] = []
    for text, *look in pieces:
        if (
            joined
            and list(joined[-1][1:]) == look
            and not text.startswith("\0")
            and not joined[-1][0][0].startswith("\0")
        ):
            joined[-1][0].append(text)
        else:
            joined.append(([text], *look))  # type: ignore[arg-type] # the look of a piece
    return [("".join(texts), *look) for texts, *look in joined]  # type: ignore[misc] # the look of a piece


def mark_up(text: str, bold: bool, italic: bool, link: str) -> str:
    """Return a piece of text as HTML."""
    if text.startswith(SHOWN):
        return f'<img src="picture:{text.removeprefix(SHOWN)}">'
    if text.startswith("\0"):
        return f'<sup><a href="#footnote-{text[1:]}">[{text[1:]}]</a></sup>'
    words = escape(text, quote=False).replace("\n", "<br>")
    if text.strip():
        words = f"<em>{words}</em>" if italic else words
        words = f"<strong>{words}</strong>" if bold else words
    return f'<a href="{escape(link)}">{words}</a>' if link else words
