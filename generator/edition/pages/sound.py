"""Recordings: each is a page that is a copy of its file; and the podcast, a feed of the stories that have one."""

from generator.archive import queries, sounds
from generator.archive.identity import id_of
from generator.config.podcasts import divide_category
from generator.edition.edition import Edition
from generator.edition.feed_inputs import PodcastInputs, PodcastItem
from generator.edition.file_inputs import SoundInputs
from generator.edition.inputs import PageFacts
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.kind import COPIED, Gathered, Kind
from generator.edition.paid import told_card
from generator.gate import EPOCH
from generator.model import Page

PODCAST_FILE = "podcast.xml"
MOST_ITEMS = 300


def gather_sound(edition: Edition, page: Page) -> Gathered:
    """Gather the file that the page is a copy of. Raises KeyError when no public story has it."""
    found = sounds.sound_at(edition.store, page.subject)
    if found is None:
        raise KeyError(page.subject)
    return page_facts(edition, page, "Sound", canonical=""), SoundInputs(digest=found[1])


def gather_podcast(edition: Edition, page: Page) -> tuple[PageFacts, PodcastInputs]:
    """Gather the podcast: the newest stories with a recording."""
    settings, items = edition.config.podcast, []
    for path, sound in sounds.newest_with_sound(edition.store, MOST_ITEMS):
        card = queries.card_of(edition.store, path)
        if card is not None:
            guid = id_of(edition.store, edition.config.address, path)
            items.append(PodcastItem(story=told_card(card, edition.words), guid=guid, sound=sound))
    title = settings.title or edition.site.name
    category, subcategory = divide_category(settings.category)
    inputs = PodcastInputs(
        title=title,
        author=settings.author or edition.site.name,
        email=settings.email,
        category=category,
        subcategory=subcategory,
        explicit=settings.explicit,
        picture=_picture(edition),
        items=tuple(items),
        updated=max((item.story.updated or item.story.published for item in items), default=EPOCH),
    )
    return page_facts(edition, page, title, edition.site.description), inputs


def _picture(edition: Edition) -> str:
    """Return the absolute address of the podcast's picture, or else of the paper's largest icon; may be empty."""
    name = edition.config.podcast.picture.removeprefix("/")
    found = next((asset.url for asset in edition.assets.values() if name and asset.name == name), "")
    url = found or edition.site.icons.large
    return absolute(edition, url) if url else ""


SOUND = Kind(
    name="sound",
    subjects=lambda edition: ((name, 1) for name in sounds.all_sounds(edition.store)),
    pages=lambda edition, name: int(sounds.sound_at(edition.store, name) is not None),
    url=lambda edition, name, _number: f"{edition.addresses.prefix}/{sounds.FOLDER}/{name}",
    gather=gather_sound,
    template=COPIED,
    inputs=SoundInputs,
    stage="photos",
)
PODCAST = Kind(
    name="podcast",
    subjects=lambda edition: [("", 1)] if edition.site.podcast_url else [],
    pages=lambda edition, subject: int(not subject and bool(edition.site.podcast_url)),
    url=lambda edition, _subject, _number: edition.addresses.home + PODCAST_FILE,
    gather=gather_podcast,
    template="podcast.xml",
    inputs=PodcastInputs,
    stage="feeds",
    media_type="application/rss+xml",
)
