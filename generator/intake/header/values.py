"""Read the header's fields as texts, lists, flags and instants."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from generator.intake.header.key_words import NO_WORDS, YES_WORDS
from generator.intake.header.split import Field
from generator.intake.text.dates import DateError, contradicts_weekday, read_moment
from generator.model import Gravity, Problem

YES = {"yes", "true", "on", "1", "y", *YES_WORDS}
NO = {"no", "false", "off", "0", "n", "", *NO_WORDS}
BETWEEN_NAMES = re.compile("[,;、，；،؛]")
GATING = {"published", "embargo", "expires"}
"""Keys without which a story could be published too early or stay too long, so that it is held if one is unreadable."""


CODES = {
    "headline": "copy-incomplete",
    "updated": "date-unclear",
    "expires": "date-unclear",
    "embargo": "embargo-unclear",
    "focus": "image-crop",
    "crop": "image-crop",
}
"""Key -> the code of a problem in it. Those of all others are about a value of the header."""


class FieldReader:
    """Reads the fields of one file and collects the problems in them."""

    def __init__(self, file: str, fields: Mapping[str, Field], zone: ZoneInfo, date_order: str = "") -> None:
        self.file = file
        self.fields = fields
        self.zone = zone
        self.date_order = date_order
        self.dates_in = ""
        """The language of dates, as a BCP 47 code."""
        self.problems: list[Problem] = []

    def report(self, key: str, message: str, hint: str = "", gravity: Gravity = Gravity.WARNING) -> None:
        """Note a problem at the line of field `key`."""
        field = self.fields.get(key)
        self.problems.append(
            Problem(self.file, field.line if field else 0, message, hint, gravity, _code_of(key, field))
        )

    def text(self, key: str) -> str:
        """Return the field as one line of text; empty when it is missing."""
        field = self.fields.get(key)
        if field is None:
            return ""
        return " ".join((field.value if isinstance(field.value, str) else " ".join(self.items(key))).split())

    def items(self, key: str) -> list[str]:
        """Return the field as a list of texts. A single value becomes a list of one."""
        field = self.fields.get(key)
        if field is None:
            return []
        values = (field.value,) if isinstance(field.value, str) else field.value
        return [value.strip() for value in values if isinstance(value, str) and value.strip()]

    def names(self, key: str) -> list[str]:
        """Return the field as a list of names. A single value is split at its commas and semicolons, of any script."""
        field = self.fields.get(key)
        if field is not None and isinstance(field.value, str):
            return [name.strip() for name in BETWEEN_NAMES.split(field.value) if name.strip()]
        return self.items(key)

    def flag(self, key: str, default: bool) -> bool:
        """Return whether the field says yes; `default` when it is missing. Anything but yes or no is a HELD problem."""
        if key not in self.fields:
            return default
        word = self.text(key).casefold()
        if word not in YES | NO:
            self.report(key, f"“{word}” is neither yes nor no.", f"Write {key}: yes or {key}: no.", Gravity.HELD)
        return word in YES

    def moment(self, key: str) -> datetime | None:
        """Return the field as an instant; None when it is missing or can't be read."""
        words = self.text(key)
        return self.moment_of(key, words) if words else None

    def moment_of(self, key: str, words: str) -> datetime | None:
        """Return `words` as an instant, or None after a report about field `key`, HELD if the key is in `GATING`."""
        try:
            moment = read_moment(words, self.zone, self.date_order, self.dates_in)
            self._check_weekday(key, words, moment)
            return moment
        except DateError as error:
            gravity = Gravity.HELD if key in GATING else Gravity.WARNING
            self.report(key, error.message, error.hint, gravity)
            return None

    def _check_weekday(self, key: str, words: str, moment: datetime) -> None:
        """Report a weekday that doesn't fit the date. For an embargo or expiry, which must be certain, it is HELD."""
        true_day = contradicts_weekday(words, moment, self.zone)
        if true_day:
            gravity = Gravity.HELD if key in {"embargo", "expires"} else Gravity.WARNING
            self.report(key, f"“{words}” is a {true_day}.", "Correct the weekday or the date.", gravity)

    def has_problem(self, key: str) -> bool:
        """Tell whether field `key` exists and has a problem."""
        field = self.fields.get(key)
        return field is not None and any(problem.line == field.line for problem in self.problems)


def _code_of(key: str, field: Field | None) -> str:
    if key == "published":
        return "date-unclear" if field else "date-missing"
    return CODES.get(key, "header-value")
