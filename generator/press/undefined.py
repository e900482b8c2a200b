"""Say in plain words which name a template uses that isn't there; Jinja names the program's own classes."""

import re

MISSING = re.compile(r"'(?:[\w.]+\.)?(\w+)(?: object)?' (?:object )?has no attribute '([^']+)'")
UNKNOWN = re.compile(r"'([^']+)' is undefined")
TABLE = "there is no “{}” in the table that is asked for it"
RECORDS = {
    "Site": "“site” has no “{}”",
    "PageFacts": "“page” has no “{}”",
    "dict": TABLE,
    "Own": TABLE,
    "list": "a list has no “{}”",
    "str": "a text has no “{}”",
    "None": "something that is empty is asked for “{}”",
    "NoneType": "something that is empty is asked for “{}”",
}
"""The class of what lacks a name -> what to say of that."""


def describe(message: str) -> str:
    """Return Jinja's or Python's message in plain words, if it is about a name; any other as it stands."""
    if found := MISSING.fullmatch(message):
        return RECORDS.get(found[1], f"a record of the kind {found[1]} has no “{{}}”").format(found[2])
    if found := UNKNOWN.fullmatch(message):
        return f"there is no “{found[1]}” here"
    return message
