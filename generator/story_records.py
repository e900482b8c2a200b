"""What stories of some kinds have besides text: embeds, events, fact checks, the entries of live stories."""

from datetime import datetime

import msgspec

from generator.photo_records import Photo


class Embed(msgspec.Struct, frozen=True, kw_only=True):
    """A video, a sound, a chart, a map or a post of another site that a story shows in its text."""

    url: str
    """The address that readers can follow: `https://www.youtube.com/watch?v=…`."""
    service: str
    """The slug of the service: `youtube`."""
    name: str
    """The service's name: `YouTube`."""
    kind: str
    """`video`, `audio`, `chart`, `map` or `post`."""
    shape: str
    """How much room the player needs: `wide`, `tall`, `strip`, `list`, `chart`, `map` or `post`."""
    player: str
    """The address of the player, which browsers ask for only after a click."""
    frame: str
    """The origin of the player: `https://www.youtube-nocookie.com`."""
    title: str = ""
    """What the editor says it is; may be empty."""
    picture: str = ""
    """The photo that the text names for it, as written; empty if it names none."""
    poster: Photo | None = None
    """The photo that is shown until the player is. It is found once all files are known."""


class Event(msgspec.Struct, frozen=True):
    """Something that takes place, as a story announces it."""

    start: datetime
    end: datetime | None = None
    no_hour: bool = False
    """True if it takes whole days; the end is then the start of the last one."""
    place: str = ""


class FactCheck(msgspec.Struct, frozen=True):
    """What a fact check is about, and what it finds."""

    claim: str
    """What was said."""
    claimant: str
    """Who said it; may be empty."""
    verdict: str
    """What is true of it, in a word or two: `False`, `Mostly true`."""
    organisation: bool = False
    """Whether who said it is an organization."""


class LiveEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a live story."""

    id: str
    """Its name on the page, which stays when its words change or entries are put in another order."""
    moment: datetime
    title: str
    """Plain text; may be empty."""
    html: str
    """Sanitised HTML."""
    embeds: tuple[Embed, ...] = ()
    photos: tuple[str, ...] = ()
    """The photos of content/ that it shows, as written."""


class LiveBlog(msgspec.Struct, frozen=True, kw_only=True):
    """What a live story has besides its introduction."""

    points: str = ""
    """Sanitised HTML: the list of key points, or nothing."""
    entries: tuple[LiveEntry, ...]
    """In the order of time."""


class Correction(msgspec.Struct, frozen=True):
    """A mistake that the paper admits under the story."""

    text: str
    date: datetime | None = None


class OwnPage(msgspec.Struct, frozen=True):
    """What makes a piece of copy a page of the paper's own, such as /about/, and no story."""

    place: str
    """The page's address below the site's root, without the outer slashes: `about/team`."""
    menus: tuple[tuple[str, int], ...] = ()
    """The menus with a link to it, `header`, `footer`, `more` or `support`, each with the link's order in it."""
