"""The facts of a paper of which a test needs only some."""

from typing import Any

from generator.edition.site_inputs import Site


def empty_site() -> dict[str, Any]:
    """Return a value for each field of `Site`, empty but for the time zone."""
    others: dict[str, Any] = {
        "assets": {},
        "menus": {},
        "theme": {},
        "icons": {},
        "sections": [],
        "feeds": [],
        "frames": [],
        "notice": None,
        "extra": {},
        "words": {},
    }
    return dict.fromkeys(Site.__struct_fields__, "") | others | {"time_zone": "UTC"}
