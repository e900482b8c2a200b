"""The records that extensions give and get: plain, frozen values."""

from typing import Any

import msgspec

Plain = Any
"""None, true, false, a number, a text, `Html`, or lists and mappings of these with texts as keys."""


class Html(msgspec.Struct, frozen=True):
    """HTML that a template may print as it stands. It is sanitised like the HTML of a story, whoever gives it."""

    html: str


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """What `read_format` found in a file. It goes on through intake like any other copy."""

    headline: str
    html: str
    """The story's text; it is sanitised."""
    fields: dict[str, str | list[str]] = {}
    """What a header would say, under the same keys: `{"Date": "2026-11-23 09:00", "Topics": ["Food"]}`."""


class Figure(msgspec.Struct, frozen=True):
    """What stands in the place of an embedded address or shortcode: a `<figure>` with a caption or none."""

    html: str
    """What is in the figure; it is sanitised."""
    caption: str = ""
    """Plain text."""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What a deploy did."""

    target: str
    """The name of the host in site.toml: `live`."""
    address: str
    """Where readers find the site: `https://example.org`."""
    sent: tuple[str, ...]
    """Files that were sent, relative to the site's root."""
    removed: tuple[str, ...]
    """Files that were deleted."""
