"""The header's fields as text, lists, flags and instants."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from generator.intake.header.split import Field
from generator.intake.text.dates import DateError, contradicts_weekday, read_moment
from generator.model import Gravity, Problem

YES = {"yes", "true", "on", "1", "y"}
NO = {"no", "false", "off", "0", "n", ""}
GATING = {"published", "embargo", "expires"}
"""A story with one of these unread could come out too early or stay too long."""


class FieldReader:
    """Reads the fields of one file and gathers what is wrong with them."""

    def __init__(self, file: str, fields: Mapping[str, Field], zone: ZoneInfo, date_order: str = "") -> None:
        self.file = file
        self.fields = fields
        self.zone = zone
        self.date_order = date_order
        self.problems: list[Problem] = []

    def report(self, key: str, message: str, hint: str = "", gravity: Gravity = Gravity.WARNING) -> None:
        """Note a problem at the line of field `key`."""
        field = self.fields.get(key)
        self.problems.append(Problem(self.file, field.line if field else 0, message, hint, gravity))

    def text(self, key: str) -> str:
        """The field as one line of text; empty when it is missing."""
        return " ".join(" ".join(self.items(key)).split()) if key in self.fields else ""

    def items(self, key: str) -> list[str]:
        """The field as a list of texts: a list as it stands, a single value alone."""
        field = self.fields.get(key)
        if field is None:
            return []
        values = (field.value,) if isinstance(field.value, str) else field.value
        return [value.strip() for value in values if isinstance(value, str) and value.strip()]

    def names(self, key: str) -> list[str]:
        """The field as a list of names: a list as it stands, a single value cut at its commas."""
        field = self.fields.get(key)
        if field is not None and isinstance(field.value, str):
            return [name.strip() for name in field.value.replace(";", ",").split(",") if name.strip()]
        return self.items(key)

    def flag(self, key: str, default: bool) -> bool:
        """The field as yes or no."""
        if key not in self.fields:
            return default
        word = self.text(key).casefold()
        if word not in YES | NO:
            self.report(key, f"“{word}” is neither yes nor no.", f"Write {key}: yes or {key}: no.", Gravity.HELD)
        return word in YES

    def moment(self, key: str) -> datetime | None:
        """The field as an instant, or none."""
        words = self.text(key)
        return self.moment_of(key, words) if words else None

    def moment_of(self, key: str, words: str) -> datetime | None:
        """`words` as an instant, or none and a problem at field `key`: held back where the gate hangs on it."""
        try:
            moment = read_moment(words, self.zone, self.date_order)
            self._check_weekday(key, words, moment)
            return moment
        except DateError as trouble:
            gravity = Gravity.HELD if key in GATING else Gravity.WARNING
            self.report(key, trouble.message, trouble.hint, gravity)
            return None

    def _check_weekday(self, key: str, words: str, moment: datetime) -> None:
        """A weekday that isn't the date's makes it doubtful which is meant; an embargo must not be."""
        true_day = contradicts_weekday(words, moment, self.zone)
        if true_day:
            gravity = Gravity.HELD if key in {"embargo", "expires"} else Gravity.WARNING
            self.report(key, f"“{words}” is a {true_day}.", "Mend the weekday or the date.", gravity)

    def problems_of(self, key: str) -> bool:
        """Whether field `key` is there and was found wrong."""
        field = self.fields.get(key)
        return field is not None and any(problem.line == field.line for problem in self.problems)


def is_moment(words: str) -> bool:
    """Whether `words` are a date, with or without a time."""
    try:
        read_moment(words, ZoneInfo("UTC"))
    except DateError:
        return False
    return True
