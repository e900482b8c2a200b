"""A small set of colours, one of which stands in a picture's place while it loads, as a class of the style sheet."""

TONES: dict[str, str] = {}
"""Each class with its colour: `tone-blue-2` -> `#…`. The style sheet has a rule for each."""


def tone_of(colour: str) -> str:
    """Return the class whose colour comes nearest to `colour`, a `#rrggbb`."""
    raise NotImplementedError
