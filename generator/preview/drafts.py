"""Stories that aren't public, shown to those who work on them: set on demand, at addresses that nobody can guess.

Nothing of it is ever written: the story is let in as if its hour had come, its page is set, and the catalogue is put
back as it was.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import closing, contextmanager

import msgspec

from generator.archive.admission import Gate, admit_alone
from generator.catalogue.copy import story_of
from generator.catalogue.store import FILE, open_reader, open_writer, take_back
from generator.edition.edition import Edition, EditionSettings, open_edition
from generator.edition.last import recall_settings
from generator.edition.plan import find_page, gather
from generator.errors import TemplateError
from generator.extensions.used import Used
from generator.model import Problem, Story
from generator.paper import Paper
from generator.press.render import Typesetter
from generator.press.templates import template_cache_of, template_folders
from generator.related.lists import relate_alone, wish_of
from generator.workers import WorkerKilled, Workers

DRAFT_S = 10
"""How long the page of one draft may take."""


class PreviewTokens:
    """Names the secret addresses of stories, the same while it lives."""

    def __init__(self, key: bytes) -> None:
        """`key`: 32 random bytes."""
        self._key = key

    def name(self, path: str) -> str:
        """The secret name of the story at `path`."""
        return hmac.new(self._key, path.encode(), hashlib.sha256).hexdigest()[:32]

    def is_named(self, name: str, path: str) -> bool:
        """Whether `name` is that of the story at `path`."""
        return hmac.compare_digest(name.encode(), self.name(path).encode())


class DraftJob(msgspec.Struct, frozen=True):
    """A story to be shown as it will be."""

    paper: Paper
    path: str


def set_story(paper: Paper, path: str) -> bytes:
    """The page of the story at `path` as it will be. Raises KeyError, FileNotFoundError, TemplateError.

    Where extensions touch pages, a process of its own sets it, which can be stopped.
    """
    job = DraftJob(paper, path)
    if not _used_by(paper).on_pages:
        return set_draft(job)
    with Workers(1) as workers:
        [outcome] = workers.run(set_draft, [job], DRAFT_S)
    if isinstance(outcome, WorkerKilled):
        message = f"The page took longer than {DRAFT_S} seconds: an extension may never end."
        raise TemplateError(Problem("extensions", 0, message, "Run “broadsheet build”, which names it."))
    return outcome


def _used_by(paper: Paper) -> Used:
    with closing(open_reader(paper.state / FILE)) as store:
        return recall_settings(store).extensions


def set_draft(job: DraftJob) -> bytes:
    """The page of a story. Raises KeyError, FileNotFoundError, TemplateError."""
    paper, path = job.paper, job.path
    with _as_if_public(paper, path) as edition:
        page = find_page(edition, ("story", path, 0))
        if page is None:
            raise KeyError(path)
        typesetter = Typesetter(
            edition.site, template_folders(paper.folder), template_cache_of(paper), edition.extensions
        )
        return typesetter.set_page(page.kind, *gather(edition, page))


@contextmanager
def _as_if_public(paper: Paper, path: str) -> Iterator[Edition]:
    with closing(open_writer(paper.state / FILE)) as store, take_back(store):
        settings = recall_settings(store)
        story = story_of(store, path)
        admission = admit_alone(store, _gate_for(settings, story), path)
        relate_alone(store, settings.addresses, admission.changes, wish_of(settings.config))
        yield open_edition(store, settings)


def _gate_for(settings: EditionSettings, story: Story) -> Gate:
    """The gate at the story's own hour, with drafts approved."""
    return Gate(
        addresses=settings.addresses,
        people=settings.people,
        static=frozenset(settings.addresses.place(url) for url in settings.assets),
        now=story.opens,
        drafts=True,
    )
