"""`broadsheet check`: find what a careful editor would fix before the paper goes out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from urllib.parse import unquote

import msgspec

from generator.archive.own_pages import all_pages
from generator.archive.photo_choice import choose_photos
from generator.archive.photos import alt_of, credit_of
from generator.archive.queries import count_stories, newest_paths, public_addresses
from generator.build import ReadResult, read_without_building
from generator.catalogue.copy import all_stories, body_of, stories_at
from generator.catalogue.photos import (
    has_story,
    notes_without_photo,
    photos_named,
    stories_with_photos,
    unshown_photos,
)
from generator.catalogue.sounds import stray_sounds
from generator.catalogue.store import Store
from generator.catalogue.tables import unused_tables
from generator.commands.copy_lines import CopyLines
from generator.commands.dead_links import find_broken_links
from generator.commands.finding_kinds import choose
from generator.commands.fit import find_long_words, find_unknown_sections
from generator.commands.outside_links import find_dead_outside
from generator.commands.told_files import check_told_files
from generator.commands.told_templates import check_templates
from generator.commands.unfinished import find_unfinished
from generator.intake.names import PEOPLE, identify, is_wire_path
from generator.intake.photos.inline import read_image
from generator.intake.text.slugs import slug_of
from generator.intake.wire_files.drops import Drop, drop_of, drops_of
from generator.model import Gravity, Problem, Story
from generator.paper import Paper
from generator.photos.in_documents import document_of
from generator.workers import Progress, no_progress

LEAD_WIDTH = 1_200
"""Google shows large previews of photos from this width on."""
MAX_HEADLINE = 110
"""Google cuts headlines in structured data at 110 characters; social networks cut them earlier."""
COMPARED = 1_000
"""The number of newest stories that a single story is compared with."""
IMAGE = re.compile("<img [^>]*>")
NO_ALT = "An image in the text has no alt text."


class Findings(msgspec.Struct, frozen=True):
    """The result of a check."""

    stories: int
    """The number of stories that would be public."""
    problems: tuple[Problem, ...]

    @property
    def held(self) -> bool:
        """True when a file needs fixing before it can be published."""
        return any(problem.gravity is Gravity.HELD for problem in self.problems)

    def only(self, wanted: Sequence[str]) -> "Findings":
        """Return the findings of these kinds, or with these codes; all of them if none is named."""
        return msgspec.structs.replace(self, problems=choose(self.problems, wanted))


def check_paper(paper: Paper, progress: Progress = no_progress, *, external: bool = False) -> Findings:
    """Read the whole paper and find what an editor should fix. Nothing of the paper is written.

    With `external`, other sites are asked whether the links to them still work, and their answers are kept for a day.
    """
    read = read_without_building(paper, progress)
    with closing(read.store) as store:
        stories = list(all_stories(store))
        language = read.settings.addresses.language
        edited = [story for story in stories if not story.own and not is_wire_path(story.path)]
        found = [problem for rule in RULES for problem in rule(edited)]
        found += find_long_words(edited, language)
        found += find_unknown_sections(stories, read.settings.addresses)
        found += [*find_broken_links(read, stories, paper.folder), *_unset_address(read)]
        found += [*check_told_files(read.settings.assets.values(), paper.now), *check_templates(paper, read)]
        for story in stories:
            html = body_of(store, story.path).html
            found += _images_without_alt(store, story, html)
            if not is_wire_path(story.path):
                found += find_unfinished(story, html, language, CopyLines(paper.folder, story.file))
        pictured = stories_with_photos(store)
        found += [one for story in stories if story.path in pictured for one in check_photos(store, story)]
        found += find_stray_photos(store, drops_of(read.settings.config))
        found += find_stray_tables(store)
        found += find_stray_sounds(store)
        if external:
            public_paths = {*dict(public_addresses(store)), *(page.path for page in all_pages(store))}
            found += find_dead_outside(paper, read, [story for story in stories if story.path in public_paths])
        public = count_stories(store)
    return Findings(public, tuple(sorted([*read.problems, *found])))


def _warn(code: str, story: Story, message: str, hint: str) -> Problem:
    return Problem(story.file, 0, message, hint, Gravity.WARNING, code)


def _long_headlines(stories: Iterable[Story]) -> Iterator[Problem]:
    for story in stories:
        if len(story.headline) > MAX_HEADLINE:
            message = f"The headline has {len(story.headline)} characters; search results cut it off at {MAX_HEADLINE}."
            yield _warn("headline-long", story, message, "Shorten it.")


def _no_byline(stories: Iterable[Story]) -> Iterator[Problem]:
    for story in stories:
        if not story.bylines and not story.source:
            yield _warn("copy-byline", story, "No byline.", "Add a line “By Jane Roe”, or “Source: …” for agency copy.")


def _by_age(story: Story) -> tuple[bool, datetime, str]:
    """Return the key by which older stories come first, and drafts without a date last."""
    return story.undated, story.opens, story.path


def _same_headlines(stories: Iterable[Story]) -> Iterator[Problem]:
    first: dict[str, Story] = {}
    for story in sorted(stories, key=_by_age):
        older = first.setdefault(story.headline.casefold(), story)
        if older is not story:
            yield _warn("headline-same", story, f"{older.file} has the same headline.", "Change one of the two.")


def _updated_before_published(stories: Iterable[Story]) -> Iterator[Problem]:
    for story in stories:
        if story.updated and story.updated < story.published:
            message = "Its “Updated” time is before its date of publication."
            yield _warn("date-update", story, message, "Check the two times.")


def _topics_spelled_differently(stories: Iterable[Story]) -> Iterator[Problem]:
    spelled: dict[str, tuple[str, Story]] = {}
    for story in sorted(stories, key=_by_age):
        for name in story.topics:
            known, older = spelled.setdefault(slug_of(name), (name, story))
            if known != name:
                message = f"The topic “{name}” is spelled “{known}” in {older.file}; pages show “{known}”."
                yield _warn("topic-spelling", story, message, "Spell it the same way in both.")


def _no_dateline(stories: Iterable[Story]) -> Iterator[Problem]:
    for story in stories:
        if story.source and not story.dateline:
            hint = "Start the text with the place and date: BRUSSELS, April 20 (UPI) --"
            message = f"No dateline: the story comes from {story.source} but doesn't say where it was filed."
            yield _warn("copy-dateline", story, message, hint)


def check_photos(store: Store, story: Story) -> Iterator[Problem]:
    """Yield what is missing in the photos of a story, public or not."""
    for choice in choose_photos(store, story)[0]:
        file, facts = choice.on_file.file, choice.on_file.facts
        inside = document_of(file)
        if not alt_of(choice) and choice.place != "poster":
            place = "its alternative text in the document" if inside else f"a line “Alt: …” in {file}.txt"
            hint = f"Describe in one line what it shows, for readers who can't see it: {place}"
            yield _warn("image-alt", story, f"The photo {file} has no alt text.", hint)
        if not credit_of(choice):
            place = "“Photo credit: …” under the headline" if inside else f"“Credit: …” in {file}.txt"
            yield _warn("image-credit", story, f"The photo {file} has no credit.", f"Name who made it: a line {place}")
        if choice.is_lead and facts.width < LEAD_WIDTH:
            message = (
                f"The photo {file} is {facts.width:,} pixels wide; search engines show leads from {LEAD_WIDTH:,} on."
            )
            yield _warn("image-small", story, message, "Take the photo as the camera made it, if you have it.")


RULES: tuple[Callable[[Iterable[Story]], Iterator[Problem]], ...] = (
    _long_headlines,
    _no_byline,
    _same_headlines,
    _updated_before_published,
    _topics_spelled_differently,
    _no_dateline,
)


def check_stories(store: Store, stories: Sequence[Story]) -> Iterator[Problem]:
    """Find what an editor should fix in `stories`, compared with each other and with the newest other stories."""
    own = {story.path for story in stories}
    others = [story for story in stories_at(store, newest_paths(store, COMPARED)) if story.path not in own]
    files = {story.file for story in stories}
    for rule in RULES:
        compared = [story for story in (*stories, *others) if not story.own]
        yield from (problem for problem in rule(compared) if problem.path in files)
    for story in stories:
        yield from _images_without_alt(store, story, body_of(store, story.path).html)
        yield from check_photos(store, story)


def find_stray_sounds(store: Store) -> Iterator[Problem]:
    """Yield a warning for each recording without a story of its name."""
    for file in stray_sounds(store):
        yield Problem(
            file,
            0,
            "No story has this recording.",
            "Give it the name of its story.",
            Gravity.WARNING,
            code="file-sound",
        )


def find_stray_tables(store: Store) -> Iterator[Problem]:
    """Yield a warning for each table that no story names."""
    for file in unused_tables(store):
        hint = f"Write a line “Chart: {file.rpartition('/')[2]}, bars, TITLE” into a story, or delete the file."
        yield Problem(file, 0, "No story shows this table.", hint, Gravity.WARNING, code="data-unshown")


def find_stray_photos(store: Store, drops: Sequence[Drop] = ()) -> Iterator[Problem]:
    """Yield a note on each photo that no story shows, and on notes beside which there is no photo."""
    for photo in unshown_photos(store):
        if drop_of(drops, photo.file):
            continue  # agencies send pictures that no story shows
        first = photos_named(store, identify(photo.file))[:1]
        if first and first[0].file != photo.file:
            message = f"{first[0].file} has the same name, and is the one that is used."
            yield Problem(
                photo.file, 0, message, "Delete or rename one of the two.", Gravity.WARNING, code="image-same-name"
            )
        elif not has_story(store, photo) and not photo.file.startswith(PEOPLE):
            hint = "Give it the name of a story in its folder, or name it in one: Photo: FILE"
            yield Problem(photo.file, 0, "No story shows this photo.", hint, Gravity.WARNING, code="image-unused")
    for file in notes_without_photo(store):
        message = "There is no photo of that name beside it."
        yield Problem(
            file,
            0,
            message,
            "Give the notes the photo's whole name, and .txt after it.",
            Gravity.WARNING,
            code="image-notes",
        )


def _images_without_alt(store: Store, story: Story, html: str) -> Iterator[Problem]:
    """Warn of images that are no photos of content/, such as those of static/. Photos have words elsewhere, too."""
    images = [image for image in IMAGE.findall(html) if 'alt=""' in image or "alt=" not in image]
    if not images:
        return
    photos = {choice.on_file.file.rpartition("/")[2].casefold() for choice in choose_photos(store, story)[0]}

    def is_photo(image: str) -> bool:
        read = read_image(image)
        return read is not None and unquote(read.file).rpartition("/")[2].casefold() in photos

    if not all(map(is_photo, images)):
        yield _warn("image-alt", story, NO_ALT, "Write it like this: ![What it shows](address)")


def _unset_address(read: ReadResult) -> Iterator[Problem]:
    """Warn when the paper's address is still the example of a new site.toml."""
    if read.settings.site.address.endswith(("//example.org", "//example.com")):
        message = f"The paper's address is still {read.settings.site.address}, so every link in its feeds leads there."
        hint = "Set “address” to where readers find the site."
        yield Problem("site.toml", 0, message, hint, Gravity.WARNING, code="setting-address")
