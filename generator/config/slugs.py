"""The form of short names in site.toml."""

from typing import Annotated

from msgspec import Meta

Slug = Annotated[str, Meta(pattern=r"\A[a-z0-9]+(-[a-z0-9]+)*\Z")]
SLUG_OR_NONE = r"\A(?:[a-z0-9]+(-[a-z0-9]+)*)?\Z"
"""The pattern of a short name that may be empty."""
