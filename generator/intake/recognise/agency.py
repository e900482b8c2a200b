"""Recognise agency copy."""

from generator.intake.recognise.copy_text import CopyText, Recognition


def recognise_agency_copy(copy: CopyText) -> Recognition | None:
    """Return the text of agency copy without its wrapping; None for any other text."""
    del copy
    return None
