"""The `[share]` table: the share links on story pages."""

from typing import Annotated

import msgspec
from msgspec import Meta

from generator.config.slugs import Slug


class ShareNetwork(msgspec.Struct, frozen=True, kw_only=True):
    """One `[[share.own]]` entry: a network that Broadsheet doesn't know."""

    slug: Annotated[Slug, Meta(description="Short name, for `networks` and for style sheets.", examples=["ours"])]
    label: Annotated[str, Meta(description="What the link says.", examples=["Our forum"])]
    pattern: Annotated[
        str,
        Meta(
            description="Address (http, https or mailto) with {url} and {title} where they belong, after its host.",
            examples=["https://forum.example/share?u={url}&t={title}"],
        ),
    ]


class ShareSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[share]`: the share links on story pages."""

    networks: Annotated[
        tuple[str, ...],
        Meta(
            description="Which, and in what order: facebook, x, bluesky, threads, mastodon, linkedin, whatsapp, "
            "telegram, reddit, email, or a slug of your own.",
            examples=[["facebook", "email"]],
        ),
    ] = ("facebook", "x", "bluesky", "whatsapp", "email")
    own: Annotated[tuple[ShareNetwork, ...], Meta(description="Networks of your own.")] = ()
