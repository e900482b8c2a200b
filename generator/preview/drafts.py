"""Previews of stories that aren't public, rendered on demand at addresses that nobody can guess.

Nothing is ever written: within a transaction the story is published as if its time had come, its page is rendered, and
the transaction is rolled back.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

import msgspec

from generator.archive.admission import Gate, admit_alone, waiting_note
from generator.archive.photos import Original, name_of, originals_of
from generator.archive.remarks import remarks_on
from generator.archive.takedowns import known_takedowns
from generator.catalogue.copy import keep_entry, replace_story, story_of
from generator.catalogue.store import FILE, Store, open_reader, open_writer, rolled_back
from generator.edition.edition import Edition, EditionSettings, open_edition
from generator.edition.last import recall_settings
from generator.edition.plan import find_page_of, gather
from generator.errors import TemplateError
from generator.extensions.used import Used
from generator.model import Problem, StoredParse, Story
from generator.paper import Paper
from generator.photos.recipes import Recipe
from generator.press.render import Typesetter
from generator.press.templates import template_cache_of, template_folders
from generator.related.lists import relate_alone, related_settings_of
from generator.workers import WorkerKilled, Workers

PREVIEW_S = 10
"""How long the page of one story may take."""


class PreviewTokens:
    """Makes the secret tokens in the addresses of previews. A story keeps its token as long as the key is the same."""

    def __init__(self, key: bytes) -> None:
        """Make tokens with `key`, 32 random bytes."""
        self._key = key

    def token_of(self, path: str) -> str:
        """Return the token of the story at `path`: 32 hexadecimal digits."""
        return hmac.new(self._key, path.encode(), hashlib.sha256).hexdigest()[:32]

    def is_token_of(self, token: str, path: str) -> bool:
        """Tell whether `token` is that of the story at `path`, in constant time."""
        return hmac.compare_digest(token.encode(), self.token_of(path).encode())


class PreviewJob(msgspec.Struct, frozen=True):
    """A story to be shown as it will be."""

    paper: Paper
    path: str
    typed: StoredParse | None = None
    """What was read in a text that isn't saved, in place of what the last build read in the story's file."""


class RenderedPreview(msgspec.Struct, frozen=True):
    """The page of a story as it will be."""

    html: bytes
    photos: dict[str, tuple[Original, Recipe]]
    """What the sizes of photos are made of that the page names, by the end of their address."""
    told: tuple[Problem, ...]
    """What editors are told of the story: why it isn't public yet, a photo that is missing."""


def render_preview(paper: Paper, path: str, typed: StoredParse | None = None) -> RenderedPreview:
    """Return the page of the story at `path` as it will be. Raises KeyError, FileNotFoundError, TemplateError.

    Where extensions touch pages, a process of its own renders it, which can be stopped.
    """
    job = PreviewJob(paper, path, typed)
    if not _extensions_of(paper).on_pages:
        return render_job(job)
    with Workers(1) as workers:
        [outcome] = workers.run(render_job, [job], PREVIEW_S)
    if isinstance(outcome, WorkerKilled):
        message = f"The page took longer than {PREVIEW_S} seconds: an extension may never end."
        raise TemplateError(Problem("extensions", 0, message, "Run “broadsheet build”, which names it."))
    return outcome


def _extensions_of(paper: Paper) -> Used:
    with closing(open_reader(paper.state / FILE)) as store:
        return recall_settings(store).extensions


def render_job(job: PreviewJob) -> RenderedPreview:
    """Return the page of a story. Raises KeyError, FileNotFoundError, TemplateError."""
    paper, path = job.paper, job.path
    with as_if_public(job) as (edition, waits):
        page = find_page_of(edition, path)
        if page is None:
            raise KeyError(path)
        typesetter = Typesetter(
            edition.site, template_folders(paper.folder), template_cache_of(paper), edition.extensions, edition.data
        )
        html = typesetter.set_page(page.kind, *gather(edition, page))
        originals = originals_of(edition.store, path)
        photos = {name_of(original, one): (original, one) for original in originals for one in original.recipes}
        return RenderedPreview(html, photos, (*waits, *remarks_on(edition.store, path)))


@contextmanager
def as_if_public(job: PreviewJob) -> Iterator[tuple[Edition, tuple[Problem, ...]]]:
    """Context manager with the edition in which a story is public, and why it isn't so now. Nothing of it is kept."""
    paper = job.paper
    with closing(open_writer(paper.state / FILE)) as store, rolled_back(store):
        settings = recall_settings(store)
        if job.typed is not None:
            keep_entry(store, job.typed)
        filed = story_of(store, job.path)
        story = dated_now(filed, paper.now)
        if story is not filed:
            replace_story(store, story)
        admission = admit_alone(store, _gate_for(settings, story, paper.now), job.path)
        relate_alone(store, settings.addresses, admission.changes, related_settings_of(settings.config))
        yield open_edition(store, settings), tuple(_waits(store, settings, filed, paper.now))


def dated_now(story: Story, now: datetime) -> Story:
    """Return a draft without a date as if it were published now; any other story as it is."""
    return msgspec.structs.replace(story, undated=False, published=now) if story.undated else story


def _gate_for(settings: EditionSettings, story: Story, now: datetime) -> Gate:
    """Return the gate as it is now, or when the story opens or still was open, and open to drafts."""
    is_over = story.expires is not None and story.expires <= now
    return Gate(
        addresses=settings.addresses,
        people=settings.people,
        static=frozenset(settings.addresses.place(url) for url in settings.assets),
        now=story.opens if is_over else max(story.opens, now),
        drafts=True,
        require_credit=settings.config.photos.require_credit,
    )


def _waits(store: Store, settings: EditionSettings, story: Story, now: datetime) -> Iterator[Problem]:
    """Yield why readers don't see a story now; nothing if they do."""
    gate = Gate(
        addresses=settings.addresses,
        people=settings.people,
        static=frozenset(),
        now=now,
        takedowns=known_takedowns(store),
    )
    if not gate.is_open(story):
        yield waiting_note(story, gate)
