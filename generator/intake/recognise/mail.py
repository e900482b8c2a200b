"""Recognise a mail."""

from generator.intake.recognise.copy_text import CopyText, Recognition


def recognise_mail(copy: CopyText) -> Recognition | None:
    """Return the text of a mail without its wrapping; None for any other text."""
    del copy
    return None
