"""Shorten what messages quote of a text."""


def shorten(text: str, most: int) -> str:
    """Return the text, or of a longer one its beginning and three points, `most` characters in all."""
    return text if len(text) <= most else text[: most - 1] + "…"
