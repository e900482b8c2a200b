"""The `[theme]` table: how the paper looks."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class ThemeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[theme]`: how the paper looks."""

    look: Annotated[
        Literal["broadsheet", "tabloid"],
        Meta(
            description="The finished look: `broadsheet` (serif headlines, wide and quiet) or `tabloid` (compact, with "
            "heavy headlines, a colored nameplate and large photos).",
            examples=["tabloid"],
        ),
    ] = "broadsheet"
