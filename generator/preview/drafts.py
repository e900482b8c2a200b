"""Previews of stories that aren't public, rendered on demand at addresses that nobody can guess.

Nothing is ever written: within a transaction the story is published as if its time had come, its page is rendered, and
the transaction is rolled back.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import closing, contextmanager

import msgspec

from generator.archive.admission import Gate, admit_alone
from generator.catalogue.copy import story_of
from generator.catalogue.store import FILE, open_reader, open_writer, rolled_back
from generator.edition.edition import Edition, EditionSettings, open_edition
from generator.edition.last import recall_settings
from generator.edition.plan import find_page_of, gather
from generator.errors import TemplateError
from generator.extensions.used import Used
from generator.model import Problem, Story
from generator.paper import Paper
from generator.press.render import Typesetter
from generator.press.templates import template_cache_of, template_folders
from generator.related.lists import relate_newcomers, related_settings_of
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


def render_preview(paper: Paper, path: str) -> bytes:
    """Return the page of the story at `path` as it will be. Raises KeyError, FileNotFoundError, TemplateError.

    Where extensions touch pages, a process of its own renders it, which can be stopped.
    """
    job = PreviewJob(paper, path)
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


def render_job(job: PreviewJob) -> bytes:
    """Return the page of a story. Raises KeyError, FileNotFoundError, TemplateError."""
    paper, path = job.paper, job.path
    with as_if_public(paper, path) as edition:
        page = find_page_of(edition, path)
        if page is None:
            raise KeyError(path)
        typesetter = Typesetter(
            edition.site, template_folders(paper.folder), template_cache_of(paper), edition.extensions
        )
        return typesetter.set_page(page.kind, *gather(edition, page))


@contextmanager
def as_if_public(paper: Paper, path: str) -> Iterator[Edition]:
    """Context manager with the edition in which the story at `path` is public. Nothing of it is kept."""
    with closing(open_writer(paper.state / FILE)) as store, rolled_back(store):
        settings = recall_settings(store)
        story = story_of(store, path)
        admission = admit_alone(store, _gate_for(settings, story), path)
        relate_newcomers(store, settings.addresses, admission.changes, related_settings_of(settings.config))
        yield open_edition(store, settings)


def _gate_for(settings: EditionSettings, story: Story) -> Gate:
    """Return the gate at the story's own time, open to drafts."""
    return Gate(
        addresses=settings.addresses,
        people=settings.people,
        static=frozenset(settings.addresses.place(url) for url in settings.assets),
        now=story.opens,
        drafts=True,
    )
