"""Know the lines with which agencies close their copy: see agency_table.py."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from generator.intake.wire.agency_table import AGENCIES, Agency


def closing_of(text: str) -> str:
    """Return the agency whose closing line `text` is, or empty."""
    return _name(_closings(), text)


def cut_of(text: str) -> str:
    """Return the agency behind whose line `text` all is for newsrooms only, or empty."""
    return _name(_cuts(), text)


@cache
def ends() -> dict[str, str]:
    """Return what agencies sign their copy with, and each one's name."""
    return {end: one.names[0] for one in AGENCIES for end in one.ends}


class _Forms:
    """The forms of some kind of line."""

    def __init__(self, forms_of: Callable[[Agency], Iterable[str]]) -> None:
        forms = [(form, agency.names[0]) for agency in AGENCIES for form in forms_of(agency)]
        self.any = re.compile("|".join(f"(?:{form})" for form, _ in forms), re.IGNORECASE)
        """The pattern of all forms, which most lines don't match."""
        self.each = [(re.compile(form, re.IGNORECASE), name) for form, name in forms]


def _name(forms: _Forms, text: str) -> str:
    """Return the agency with the first form that matches, or empty."""
    if forms.any.fullmatch(text) is None:
        return ""
    return next((name for form, name in forms.each if form.fullmatch(text)), "")


@cache
def _closings() -> _Forms:
    return _Forms(lambda agency: agency.closings)


@cache
def _cuts() -> _Forms:
    return _Forms(lambda agency: agency.cuts)
