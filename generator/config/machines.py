"""Settings of what the site tells machines: its sign, rules for AI, headers that hosts send, pings after a deploy."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

IconSetting = Annotated[
    str,
    Meta(
        description="The paper's square sign, a file in static/: an SVG, or a PNG of 512 pixels and more. All icons "
        "are made of it. Empty: `favicon.svg`, `icon.svg`, `icon.png` or `favicon.png` in static/.",
        examples=["sign.svg"],
    ),
]
Origin = Annotated[str, Meta(min_length=1)]


class AiSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[ai]`: what the programs of AI companies are told in robots.txt, in a license (RSL) and by TDMRep."""

    policy: Annotated[
        Literal["allow", "search-only", "none"],
        Meta(
            description="`allow` says nothing to them; `search-only` keeps crawlers out that gather text to train "
            "models, and lets those in that answer readers with a link; `none` keeps all of them out.",
            examples=["search-only"],
        ),
    ] = "allow"

    @property
    def reserves_rights(self) -> bool:
        """True if the site has a license that reserves rights."""
        return self.policy != "allow"


class HeaderSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[headers]`: the file `_headers`, which Netlify and Cloudflare Pages read, with a strict security policy."""

    write: Annotated[bool, Meta(description="Whether there is such a file.", examples=[False])] = True
    policy: Annotated[bool, Meta(description="Whether it has a Content-Security-Policy (CSP).", examples=[False])] = (
        True
    )
    pictures: Annotated[
        Literal["any", "own"],
        Meta(
            description="Whether stories may show pictures that are at other sites: `any`, or `own` for none.",
            examples=["own"],
        ),
    ] = "any"
    allow: Annotated[
        dict[str, tuple[Origin, ...]],
        Meta(
            description="What the policy allows besides the site's own files, by directive: origins, or the hash of a "
            "script that is written into a page.",
            examples=[{"script-src": ["https://counter.example"], "connect-src": ["https://counter.example"]}],
        ),
    ] = {}


class PingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[ping]`: who is told of changed pages after a deploy. A ping that fails never fails the deploy."""

    indexnow: Annotated[
        str,
        Meta(
            pattern=r"\A([A-Za-z0-9-]{8,128})?\Z",
            description="A key for IndexNow (Bing, Yandex, Seznam, Naver): 8 to 128 letters, digits and hyphens of "
            "your own choice. Empty: they aren't told.",
            examples=["c1f7a0e84b3d4e9f9a52d0b6e1c83f27"],
        ),
    ] = ""
    indexnow_server: Annotated[
        str,
        Meta(
            description="The server that takes part in IndexNow: http or https.",
            examples=["https://www.bing.com/indexnow"],
        ),
    ] = "https://api.indexnow.org/indexnow"
    websub: Annotated[
        bool, Meta(description="Tell the hub in `[feeds]` which feeds have changed.", examples=[True])
    ] = False
    targets: Annotated[
        tuple[str, ...],
        Meta(
            description="The `[deploy.NAME]` after which pings are sent; if empty, all.",
            examples=[["live"]],
        ),
    ] = ()
