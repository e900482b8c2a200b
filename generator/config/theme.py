"""The `[theme]` table: how the paper looks."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from generator.config.slugs import Slug

Colour = Annotated[str, Meta(pattern=r"\A(#[0-9A-Fa-f]{6})?\Z")]
"""`#1b4965`; empty for the theme's own, or for one that is made of the others."""


class FontFile(msgspec.Struct, frozen=True, kw_only=True):
    """One `[[theme.fonts]]` entry: a typeface of the paper's own, as a file in static/."""

    file: Annotated[
        str,
        Meta(
            pattern=r"\A[^/\\].*\.(woff2|woff|ttf|otf)\Z",
            description="The file in static/: .woff2 is the smallest form.",
            examples=["assets/fonts/serif.woff2"],
        ),
    ]
    family: Annotated[
        str, Meta(pattern=r"\A[\w -]{1,60}\Z", description="The typeface's name.", examples=["Marrow Serif"])
    ]
    use: Annotated[
        Literal["text", "headlines", "labels", "nameplate"],
        Meta(description="What is set in it: `text`, `headlines`, `labels` or `nameplate`.", examples=["headlines"]),
    ]
    weight: Annotated[
        str,
        Meta(
            pattern=r"\A[1-9]\d{0,2}( [1-9]\d{0,2})?\Z",
            description="Its weight, or the lightest and the heaviest of a variable font.",
            examples=["100 900"],
        ),
    ] = "400"
    style: Annotated[Literal["normal", "italic"], Meta(description="`normal` or `italic`.", examples=["italic"])] = (
        "normal"
    )
    preload: Annotated[
        bool, Meta(description="Fetch it with the page, before the style sheet asks for it.", examples=[False])
    ] = True


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
    accent: Annotated[
        Colour,
        Meta(description="The one color: links in copy, opinion labels. Empty: the theme's.", examples=["#0a5c4a"]),
    ] = ""
    background: Annotated[Colour, Meta(description="The paper. Empty: the theme's.", examples=["#fff1e5"])] = ""
    text: Annotated[Colour, Meta(description="The ink. Empty: the theme's.", examples=["#1a1714"])] = ""
    dark: Annotated[
        bool, Meta(description="Whether readers who prefer dark screens get dark pages.", examples=[False])
    ] = True
    dark_accent: Annotated[
        Colour, Meta(description="The accent on dark pages. Empty: made of `accent`.", examples=["#7cd0b9"])
    ] = ""
    dark_background: Annotated[
        Colour, Meta(description="The paper of dark pages. Empty: the theme's.", examples=["#141517"])
    ] = ""
    dark_text: Annotated[
        Colour, Meta(description="The ink of dark pages. Empty: the theme's.", examples=["#e9e7e2"])
    ] = ""
    type: Annotated[
        Literal["charter", "old-style", "grotesque"],
        Meta(
            description="Which typefaces of the reader's own device are used: `charter` (sturdy serifs, plain labels), "
            "`old-style` (bookish serifs, humanist labels), `grotesque` (no serifs at all).",
            examples=["old-style"],
        ),
    ] = "charter"
    density: Annotated[
        Literal["comfortable", "compact"],
        Meta(description="How close things stand: `comfortable` or `compact`.", examples=["compact"]),
    ] = "comfortable"
    sections: Annotated[
        dict[Slug, Annotated[str, Meta(pattern=r"\A#[0-9A-Fa-f]{6}\Z")]],
        Meta(
            description="The accent of a section's front and stories, by the section's slug.",
            examples=[{"opinion": "#7a3e9d"}],
        ),
    ] = {}
    fonts: Annotated[tuple[FontFile, ...], Meta(description="Typefaces of the paper's own.")] = ()
