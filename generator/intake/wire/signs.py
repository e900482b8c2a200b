"""Read what an agency signs its copy with in brackets or slashes: `(EFE)`, `（共同）`, `/ أ ش أ /`."""

import re

from generator.intake.wire.agencies import name_agency

MAX_SIGN_CHARS = 60
SIGN = re.compile(r"[/(\[（]\s*([^/()\[\]（）]{2,40}?)\s*[/)\]）]\.?")
"""A name and what encloses it, with or without blanks inside."""
LAST_SIGN = re.compile(rf"(?<=[.!?؟۔।\"”»)…。」])\s*(?P<sign>{SIGN.pattern})$")


def agency_of_sign(words: str) -> str:
    """Return the agency whose name is all that brackets or slashes enclose; empty without one."""
    found = SIGN.fullmatch(words)
    return name_agency(found[1]) if found else ""


def sign_at_end(words: str) -> tuple[str, str]:
    """Return the sign behind the last sentence of a line, and the agency that it names; both empty without one."""
    found = LAST_SIGN.search(words[-MAX_SIGN_CHARS:])
    agency = agency_of_sign(found["sign"]) if found else ""
    return (found["sign"], agency) if found and agency else ("", "")
