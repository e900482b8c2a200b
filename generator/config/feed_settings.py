"""The settings of `[feeds]`: what readers' programs and those of other papers get."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

SMALL_PAPER = 2_000
"""A paper with fewer public stories has all pages that the settings leave to its size (`"auto"`)."""
AUTO_RSS = f'`"auto"` is `"rss"` in a paper of fewer than {SMALL_PAPER:,} stories, and `false` in a larger one.'


class FeedSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[feeds]`: RSS, Atom, JSON Feed and ninjs."""

    items: Annotated[int, Meta(ge=1, le=500, description="Stories in each feed.", examples=[20])] = 20
    full_text: Annotated[bool, Meta(description="Whole stories; `false` for summaries.", examples=[False])] = True
    sections: Annotated[
        bool | Literal["rss"],
        Meta(
            description='The feeds of each section: `true` for RSS, Atom and JSON Feed, `"rss"` for RSS alone, '
            "`false` for none.",
            examples=["rss"],
        ),
    ] = True
    topics: Annotated[
        bool | Literal["rss", "auto"],
        Meta(
            description="The same for each topic. In all three forms, feeds of topics and bylines would be two thirds "
            f"of what a new story changes. {AUTO_RSS}",
            examples=["rss"],
        ),
    ] = "auto"
    bylines: Annotated[
        bool | Literal["rss", "auto"],
        Meta(description=f"The same for everybody who signs stories. {AUTO_RSS}", examples=["rss"]),
    ] = "auto"
    hub: Annotated[
        str, Meta(description="WebSub hub to announce: http or https.", examples=["https://hub.example/"])
    ] = ""
    ninjs: Annotated[
        bool,
        Meta(
            description="Publish each story as IPTC ninjs 3.1 as well, for programs, in the file `ninjs.json` at the "
            "story's address: the whole text, whatever `full_text` says.",
            examples=[True],
        ),
    ] = False
