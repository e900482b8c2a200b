"""Define `[embeds]`: which addresses of other sites become figures."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Service = Literal[
    "youtube", "vimeo", "spotify", "soundcloud", "datawrapper", "flourish", "openstreetmap", "mastodon", "bluesky"
]
SERVICES: tuple[Service, ...] = Service.__args__  # type: ignore[attr-defined]

Server = Annotated[str, Meta(pattern=r"\A(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\Z")]
"""The name of a server: no scheme, port or path."""
Origin = Annotated[
    str, Meta(pattern=r"\Ahttps://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(?::\d{1,5})?\Z")
]
"""Scheme, host and perhaps a port: no path."""


class EmbedSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[embeds]`: addresses of videos, sounds, charts, maps and posts that stand alone on a line of a story."""

    services: Annotated[
        tuple[Service, ...],
        Meta(
            description="The services whose addresses become figures with a player that opens on a click. Addresses "
            "of all others stay links; `[]` makes no figures.",
            examples=[["youtube", "openstreetmap"]],
        ),
    ] = SERVICES
    mastodon_servers: Annotated[
        tuple[Server, ...],
        Meta(
            description="The servers of Mastodon whose posts become figures.",
            examples=[["mastodon.social", "news.example"]],
        ),
    ] = ("mastodon.social", "mastodon.online")
    frames: Annotated[
        tuple[Origin, ...],
        Meta(
            description="Origins from which any page may take frames, for templates of the paper's own that have some.",
            examples=[["https://newsletter.example"]],
        ),
    ] = ()
