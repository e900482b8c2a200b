"""Make sets of words for the lists of bylines, months and places."""


def words_in(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())
