"""Tell lines of a story from dates by the words of sentences."""

WORDS = frozenset(
    {
        "and", "that", "was", "are", "with", "his", "they", "have", "this", "had", "but", "there", "other", "were",
        "said", "which", "their", "about", "would", "these", "has", "could", "who", "than", "its", "after", "over",
        "into", "because", "while", "since", "also", "against", "under", "during", "such", "through", "company",
        "government", "shares", "officials", "people", "according", "told",
    }
)  # fmt: skip
"""Words of sentences, in small letters. No date has two of them, not even a zone that isn't known."""


def is_prose(text: str) -> bool:
    """Tell quickly whether a line has so many words of sentences that the whole of it is no date."""
    return len([word for word in text.split() if word in WORDS]) > 1
