"""Settings of how the paper looks, which `settings` puts together with all others: menus."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


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
    name: Annotated[str, Meta(min_length=1, description="What the link says.", examples=["Subscribe"])]
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
