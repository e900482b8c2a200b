"""Read what WordPress keeps of a picture or another file: where it is, its caption, who took it."""

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from generator.imports.records import Medium
from generator.imports.xml_stream import Element

CREDITS = ("_media_credit", "media_credit", "_wp_attachment_credit", "photo_credit", "_credit", "credit")
"""The fields of plugins that say who took a picture."""
CREDIT = re.compile(r"\"image_meta\";a:\d{1,4}:\{.{0,2000}?s:6:\"credit\";s:\d{1,4}:\"([^\"]{1,300})\"", re.DOTALL)
"""The same in what WordPress read from the picture."""


def meta_of(element: Element) -> dict[str, str]:
    """Return the custom fields of an item."""
    return {one.first("wp:meta_key"): one.first("wp:meta_value") for one in element.every("wp:postmeta")}


def read_attachment(element: Element) -> Medium:
    """Return the picture or the file that an item is about."""
    meta = meta_of(element)
    return Medium(
        id=element.first("wp:post_id"),
        address=element.first("wp:attachment_url") or element.first("guid"),
        caption=element.first("excerpt:encoded") or element.first("content:encoded"),
        credit=_credit_in(meta),
        alt=meta.get("_wp_attachment_image_alt", ""),
        parent=element.first("wp:post_parent").strip("0") and element.first("wp:post_parent"),
        page=path_on(element.first("link")),
    )


def _credit_in(meta: Mapping[str, str]) -> str:
    """Return who took a picture, as a plugin says, or as WordPress read it from the picture."""
    given = next((meta[key].strip() for key in CREDITS if meta.get(key, "").strip()), "")
    read = CREDIT.search(meta.get("_wp_attachment_metadata", ""))
    return given or (read[1].strip() if read else "")


def path_on(link: str) -> str:
    """Return the path of an address of the old site; empty for one that only a number tells (`/?p=12`)."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return "" if parts.query else unquote(parts.path)
