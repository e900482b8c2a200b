"""Settings of how the paper looks, which `settings` puts together with all others: menus and the notice."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

ExtraSettings = Annotated[
    dict[str, Any],
    Meta(
        description="Plain values of your own, for templates: `site.extra.NAME`.",
        examples=[{"newsletter": "https://letters.example.org/"}],
    ),
]


class MenuEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One `[[menu]]` entry: a link in a menu. A page in content/pages/ gets into one with `Menu:` in its header."""

    place: Annotated[
        Literal["header", "footer", "more", "support"],
        Meta(
            description="The menu: `header`, after the sections; `footer`, at the foot of each page; `more`, which "
            "opens at the end of the header; `support`, at the top of each page.",
            examples=["header"],
        ),
    ]
    name: Annotated[str, Meta(pattern=r"\S", description="What the link says.", examples=["Subscribe"])]
    link: Annotated[
        str,
        Meta(
            description="Where it leads: http, https, mailto, or a path of this site (/about/).",
            examples=["https://shop.example/subscribe"],
        ),
    ]
    order: Annotated[
        int,
        Meta(
            ge=-9999,
            le=9999,
            description="Links with a lower one come first; those with the same one as here, before the pages.",
            examples=[10],
        ),
    ] = 0


class NoticeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[notice]`: a line above all pages, for breaking news or for membership."""

    text: Annotated[
        str, Meta(max_length=300, description="What it says; empty for no notice.", examples=["The bridge is closed."])
    ] = ""
    link: Annotated[
        str,
        Meta(
            description="Where it leads: http, https, mailto, or a path of this site.",
            examples=["/town/2026/11/23/bridge/"],
        ),
    ] = ""
    kind: Annotated[
        Literal["breaking", "membership"],
        Meta(description="How it looks: `breaking` or `membership`.", examples=["membership"]),
    ] = "breaking"
    until: Annotated[
        str,
        Meta(
            description="When it goes, in the paper's time zone; if empty, it stays.",
            examples=["2026-11-30 18:00"],
        ),
    ] = ""

    def ends(self, zone: ZoneInfo) -> datetime | None:
        """Return the instant from which the notice is gone; None if it stays. Raises ValueError."""
        if not self.until:
            return None
        moment = datetime.fromisoformat(self.until)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
