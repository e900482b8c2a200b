"""The facts of a paper of which a test needs only some."""

from typing import Any

import msgspec

from generator.edition.site_inputs import Site


def empty_site() -> dict[str, Any]:
    """Return an empty value for each field of `Site` that must be given; the time zone is UTC."""
    empty: dict[str, Any] = {field.encode_name: "" for field in msgspec.structs.fields(Site) if field.required}
    return empty | {"assets": {}, "sections": [], "feeds": [], "time_zone": "UTC"}
