"""What templates see of the paper's own menus, look and notice: fields of `Site` in inputs.py."""

import msgspec

from generator.model import Link


class Menus(msgspec.Struct, frozen=True):
    """The paper's own menus."""

    header: tuple[Link, ...] = ()
    """After the sections."""
    more: tuple[Link, ...] = ()
    """Behind “More”, at the end of the header."""
    footer: tuple[Link, ...] = ()


class Preload(msgspec.Struct, frozen=True):
    """A file that pages ask browsers to fetch at once."""

    url: str
    media_type: str


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What the settings say about the look of all pages."""

    dark: bool = True
    """Whether readers who prefer dark screens get dark pages."""
    background: str = ""
    """The color of the paper: `#fffefc`."""
    dark_background: str = ""
    fonts: tuple[Preload, ...] = ()
    """The paper's own typefaces that are fetched with the page."""
    logo: str = ""
    """Root-relative address of the logo in the nameplate, or empty."""
    logo_dark: str = ""
    """The same for dark pages; empty if there is none of its own."""


class Notice(msgspec.Struct, frozen=True):
    """The line above all pages."""

    text: str
    url: str
    """Where it leads, or empty."""
    kind: str
    """`breaking` or `membership`."""
