"""A story as IPTC ninjs 3.1, the news field's own JSON: only the parts of it that Broadsheet fills.

Names and meanings: https://iptc.org/standards/ninjs/, schema http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json.
"""

import msgspec

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"


class Part(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A headline, a description or a body."""

    role: str = ""
    content_type: str = ""
    char_count: int = 0
    word_count: int = 0
    value: str


class Concept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A topic, a section, a genre or a source."""

    name: str
    rel: str = ""
    role: str = ""
    uri: str = ""
    literal: str = ""


class NewsRendition(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A file in which the story or a photo of it can be had."""

    name: str
    href: str
    content_type: str
    width: int = 0
    height: int = 0


class AltId(msgspec.Struct, frozen=True, kw_only=True):
    """Another name of the story."""

    role: str
    value: str


class Standard(msgspec.Struct, frozen=True, kw_only=True):
    """The standard that an item keeps to."""

    name: str = "ninjs"
    version: str = "3.1"
    schema: str = SCHEMA


class Association(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A photo of the story."""

    name: str
    rel: str
    uri: str
    type: str
    by: str = ""
    copyright_notice: str = ""
    descriptions: tuple[Part, ...] = ()
    renditions: tuple[NewsRendition, ...]
    digital_source_type: Concept | None = None


class NewsItem(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One story. Times are in ISO 8601 with the paper's offset from UTC; addresses are absolute."""

    uri: str
    standard: Standard
    type: str
    representation_type: str
    pub_status: str
    """`usable`; in an export `withheld` for what isn't public."""
    embargoed_until: str = ""
    language: str
    first_created: str
    version_created: str
    expires: str = ""
    by: str = ""
    located: str = ""
    copyright_holder: str = ""
    copyright_notice: str = ""
    headlines: tuple[Part, ...]
    descriptions: tuple[Part, ...] = ()
    bodies: tuple[Part, ...]
    subjects: tuple[Concept, ...] = ()
    genres: tuple[Concept, ...] = ()
    info_sources: tuple[Concept, ...] = ()
    renditions: tuple[NewsRendition, ...]
    associations: tuple[Association, ...] = ()
    alt_ids: tuple[AltId, ...] = ()


def encode_item(item: NewsItem) -> bytes:
    """Return the item as UTF-8 JSON, in lines. What is empty is left out."""
    return msgspec.json.format(msgspec.json.encode(item), indent=1) + b"\n"
