"""`broadsheet check`: what a careful editor would see before the paper goes out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from html import unescape
from urllib.parse import unquote, urlsplit

import msgspec

from generator.archive.addresses import fold
from generator.archive.queries import count_stories, newest_paths
from generator.build import ReadResult, look
from generator.catalogue.copy import all_stories, body_of, stories_at
from generator.catalogue.store import Store
from generator.edition.edition import open_edition
from generator.edition.plan import plan_all
from generator.intake.text.slugs import slug_of
from generator.model import Gravity, Problem, Story
from generator.paper import Paper
from generator.workers import Progress, no_progress

MAX_HEADLINE = 110
"""Google cuts headlines in structured data at 110 characters; networks' cards earlier."""
COMPARED = 1_000
"""Newest stories that a single one is compared with."""
IMAGE = re.compile("<img [^>]*>")
HREF = re.compile(r'<a [^>]*?href="([^"#]*)')


class Findings(msgspec.Struct, frozen=True):
    """What a check found."""

    stories: int
    problems: tuple[Problem, ...]

    @property
    def held(self) -> bool:
        """Whether a file would be held back."""
        return any(problem.gravity is Gravity.HELD for problem in self.problems)


def proofread(paper: Paper, progress: Progress = no_progress) -> Findings:
    """Read the whole paper and find what an editor would mend. Writes nothing."""
    editorial = look(paper, progress)
    with closing(editorial.store) as store:
        stories = list(all_stories(store))
        found = [problem for rule in RULES for problem in rule(stories)]
        found += [*_broken_links(editorial, stories), *_example_address(editorial)]
        found += [one for story in stories for one in _bare_images(story, body_of(store, story.path).html)]
        public = count_stories(store)
    return Findings(public, tuple(sorted([*editorial.problems, *found])))


def _warn(story: Story, message: str, hint: str) -> Problem:
    return Problem(story.file, 0, message, hint, Gravity.WARNING)


def _long_headlines(stories: Iterable[Story]) -> Iterator[Problem]:
    for story in stories:
        if len(story.headline) > MAX_HEADLINE:
            message = f"The headline has {len(story.headline)} characters; search results cut it at {MAX_HEADLINE}."
            yield _warn(story, message, "Make it shorter.")


def _unsigned(stories: Iterable[Story]) -> Iterator[Problem]:
    for story in stories:
        if not story.bylines and not story.source:
            yield _warn(story, "Nobody signed the story.", "Add a line “By Jane Roe”, or “Source: …” for agency copy.")


def _same_headlines(stories: Iterable[Story]) -> Iterator[Problem]:
    first: dict[str, Story] = {}
    for story in sorted(stories, key=lambda story: (story.opens, story.path)):
        older = first.setdefault(story.headline.casefold(), story)
        if older is not story:
            yield _warn(story, f"The headline is that of {older.file}, too.", "Give one of the two another.")


def _updated_early(stories: Iterable[Story]) -> Iterator[Problem]:
    for story in stories:
        if story.updated and story.updated < story.published:
            yield _warn(story, "It was updated before it was published.", "Look at the two times.")


def _topics_alike(stories: Iterable[Story]) -> Iterator[Problem]:
    spelled: dict[str, tuple[str, Story]] = {}
    for story in sorted(stories, key=lambda story: (story.opens, story.path)):
        for name in story.topics:
            known, older = spelled.setdefault(slug_of(name), (name, story))
            if known != name:
                message = f"The topic “{name}” is written “{known}” in {older.file}; pages say “{known}”."
                yield _warn(story, message, "Write it one way.")


def _no_dateline(stories: Iterable[Story]) -> Iterator[Problem]:
    for story in stories:
        if story.source and not story.dateline:
            hint = "Begin the text like this: BRUSSELS, April 20 (UPI) --"
            yield _warn(story, f"The story comes from {story.source}, and doesn't say where it was filed.", hint)


def _bare_photos(stories: Iterable[Story]) -> Iterator[Problem]:
    for story in stories:
        if story.photo and not story.photo.alt:
            yield _warn(story, "The photo has no alt text.", "Say in a line what is seen, for those who can't see it.")
        if story.photo and not story.photo.credit:
            yield _warn(story, "The photo has no credit.", "Name who took it.")


RULES: tuple[Callable[[Iterable[Story]], Iterator[Problem]], ...] = (
    _long_headlines,
    _unsigned,
    _same_headlines,
    _updated_early,
    _topics_alike,
    _no_dateline,
    _bare_photos,
)


def proof_stories(store: Store, stories: Sequence[Story]) -> Iterator[Problem]:
    """What an editor would mend in these stories, as far as they and the newest others show it."""
    own = {story.path for story in stories}
    others = [story for story in stories_at(store, newest_paths(store, COMPARED)) if story.path not in own]
    files = {story.file for story in stories}
    for rule in RULES:
        yield from (problem for problem in rule([*stories, *others]) if problem.path in files)
    for story in stories:
        yield from _bare_images(story, body_of(store, story.path).html)


def _bare_images(story: Story, html: str) -> Iterator[Problem]:
    if any('alt=""' in image or "alt=" not in image for image in IMAGE.findall(html)):
        yield _warn(story, "An image in the text has no alt text.", "Write it so: ![What is seen](address)")


def _example_address(editorial: ReadResult) -> Iterator[Problem]:
    """A new paper's address is that of nobody's site."""
    if editorial.settings.site.address.endswith(("//example.org", "//example.com")):
        message = (
            f"The paper's address is still {editorial.settings.site.address}: every link in its feeds leads there."
        )
        yield Problem("site.toml", 0, message, "Set address to where readers find the site.", Gravity.WARNING)


def _broken_links(editorial: ReadResult, stories: Iterable[Story]) -> Iterator[Problem]:
    """Links in public stories to addresses of this site where nothing stands."""
    store = editorial.store
    pages = list(plan_all(open_edition(store, editorial.settings)))
    known = {fold(page.url) for page in pages}
    public = {page.subject for page in pages if page.kind == "story"}
    origin = editorial.settings.site.address
    for story in stories:
        if story.path in public:
            for url in _local_links(body_of(store, story.path).html, origin):
                if fold(url) not in known:
                    hint = "Copy the address from the page that is meant."
                    yield _warn(story, f"The link to {url} leads nowhere.", hint)


def _local_links(html: str, origin: str) -> Iterator[str]:
    for href in HREF.findall(html):
        url = unescape(href).removeprefix(origin)
        if url.startswith("/") and not url.startswith("//"):
            yield unquote(urlsplit(url).path)
