"""What a search knows of a story."""

import msgspec


class SearchRecord(msgspec.Struct, frozen=True):
    """A story as it is searched and listed."""

    url: str
    headline: str
    text: str
    """Plain text: deck and body, then kicker, dateline and bylines."""
    day: str
    """The day of publication in the paper's time zone: `2026-11-20`."""
    section: str
    """The slug of the section."""
