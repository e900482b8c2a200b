"""Cut a line of copy into its sentences, and tell which of them come before a quotation."""

import re

SENTENCES = re.compile(
    r"\s(?:(?<=[.!?;:]\s)(?!(?i:(?<=\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\.\s)|(?<=\bsept\.\s))\d)\s*|[-–—]\s)|(?<=[。！？])(?=[^\s。！？」』])"
)
"""What stands between two sentences, or between two parts of one."""
QUOTE = re.compile(r"[\"“”«»„]")


def sentences_before_quotation(words: str) -> list[str]:
    """Return the sentences of a line that end before its first quotation; all if it has none."""
    quote = QUOTE.search(words)
    return SENTENCES.split(words) if quote is None else SENTENCES.split(words[: quote.start()])[:-1]


def opens_with_quotation(words: str) -> bool:
    """Tell whether the first sentence has a quotation."""
    quote = QUOTE.search(words)
    return quote is not None and SENTENCES.search(words, 0, quote.start()) is None


def behind_sentence(words: str) -> str:
    """Return what follows the end of the first sentence; empty where it doesn't end."""
    return " ".join(SENTENCES.split(words)[1:])
