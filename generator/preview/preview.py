"""What the routes of the preview need to answer."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

import msgspec

from generator.archive.photos import Original
from generator.catalogue.store import FILE, CatalogueFault, open_reader
from generator.edition.edition import EditionSettings
from generator.edition.last import recall_settings
from generator.newsroom.writing import Done
from generator.paper import Paper
from generator.photos.recipes import Recipe
from generator.preview.attention import KeptAttention
from generator.preview.deploying import DeployDesk
from generator.preview.drafts import PreviewTokens
from generator.preview.events import Channel
from generator.preview.served_site import ServedSite
from generator.preview.state import PreviewState


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the routes need to answer."""

    paper: Paper
    site: ServedSite
    channel: Channel
    tokens: PreviewTokens
    form_token: str
    """What each request that writes must carry: it is made at each start, and stands in pages of the desk alone."""
    draft_photos: dict[str, tuple[Original, Recipe]]
    """The sizes of photos that previews of stories name, by the end of their address."""
    clock: Callable[[], datetime]
    state: Callable[[], PreviewState]
    """Returns the current state."""
    confirm_removals: Callable[[int], None]
    """Lets the next build remove so many files that wait."""
    deploys: DeployDesk
    attention: KeptAttention
    deployed_to: str = ""
    """The target to which each edition is deployed at once; empty if there is none."""
    launch: Callable[[str, bool], bool] | None = None
    """Opens a file in its program, or with True shows it in its folder, and tells whether it could. None where other
    machines reach the preview."""
    notices: dict[str, str] = {}
    """Messages for the next page, by their names."""
    proofs: dict[str, bytes] = {}
    """The pages of texts that aren't saved, by the end of their address."""
    begun: dict[str, Done] = {}
    """The stories that were begun last, by digests of the forms that asked for them."""
    beginning: AbstractContextManager[Any] = msgspec.field(default_factory=Lock)
    """Held while a story is begun."""

    @property
    def catalogue(self) -> Path:
        """The catalogue's file."""
        return self.paper.state / FILE

    def paper_now(self) -> Paper:
        """Return the paper at the current time, for whoever writes into it."""
        return msgspec.structs.replace(self.paper, now=self.clock())


def last_settings(preview: Preview) -> EditionSettings | None:
    """Return the settings of the last build; None before the first."""
    try:
        with closing(open_reader(preview.catalogue)) as store:
            return recall_settings(store)
    except (FileNotFoundError, CatalogueFault):
        return None


def secret_url(preview: Preview, path: str) -> str:
    """Return the address at which the story at `path` can be seen before it is public."""
    return f"/_desk/preview/{preview.tokens.token_of(path)}/{quote(path)}"
