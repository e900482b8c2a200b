"""Put dates as Unix programs print them into the usual order: `Sun Nov 22 09:12:44 EST 2026` has its year behind."""

import re

UNIX = re.compile(
    r"\b([A-Za-z]{3} {1,2}\d{1,2}),? (\d{1,2}:\d{2}(?::\d{2})?(?: [AaPp][Mm])?(?: [A-Z]{2,5})?) (\d{4})( [+-]\d{4})?$"
)
"""Month and day, the hour with its zone, the year, and perhaps the hours from GMT."""


def reorder_date(text: str) -> str:
    """Return `text` with the year behind the day; unchanged where the hour doesn't stand between them."""
    return UNIX.sub(r"\1, \3 \2\4", text) if ":" in text and text[-4:].isdecimal() else text
