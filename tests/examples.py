"""How many examples the property tests draw.

In the ordinary run these are the same each time, so that many of them only take long; `EXAMPLES=random`, as
`make fuzz` sets it, draws others, and all of them.
"""

import os

PROFILE = os.environ.get("EXAMPLES", "same")
USUAL = 100
"""So many are drawn where a test names no number."""


def examples(most: int) -> int:
    """Return how many examples of at `most` so many are drawn in this run: all, or a fifth of them."""
    return most if PROFILE == "random" else most // 5
