"""The paper as WXR 1.2, the file that WordPress's own importer reads, and most other systems, too.

The importer fetches photos from the addresses at which they are published now, so the site must be online meanwhile.
Ids are numbers in the order of the file; `guid` is the id that feeds have.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.edition.edition import Edition
from generator.edition.formats import absolute
from generator.exports.exported import ExportedStory, Status
from generator.model import Byline
from generator.photo_records import Photo

FILE = "wordpress.xml"
OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""
ENDING = "</channel>\n</rss>\n"
STATUS: Mapping[Status, str] = {
    Status.PUBLIC: "publish",
    Status.DRAFT: "draft",
    Status.SCHEDULED: "future",
    Status.EXPIRED: "private",
}
DESK = "newsroom"
"""The login of the author of what nobody signed: WordPress gives each post to a user."""


def write_wxr(edition: Edition, stories: Iterable[ExportedStory], folder: Path, now: datetime) -> Iterator[str]:
    """Write the stories into one file in `folder`, and yield its name. They are taken one by one, twice.

    `stories` can be gone through more than once.
    """
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write(OPENING)
        file.writelines(_channel(edition, now))
        file.writelines(_terms(stories))
        numbers = _Numbers()
        for one in stories:
            file.writelines(_item(edition, one, numbers))
        file.write(ENDING)
    yield FILE


class _Numbers:
    """Gives the items of the file their numbers. A photo of several stories is one item."""

    def __init__(self) -> None:
        self._last = 0
        self.photos: dict[str, int] = {}

    def next(self) -> int:
        self._last += 1
        return self._last


def cdata(text: str) -> str:
    """Return the text as a CDATA section, in which the sign of its end can't stand."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _channel(edition: Edition, now: datetime) -> Iterator[str]:
    config = edition.config
    yield f"<title>{escape(config.name)}</title>\n<link>{escape(edition.site.address)}</link>\n"
    yield f"<description>{escape(config.tagline or config.description)}</description>\n"
    yield f"<pubDate>{format_datetime(now)}</pubDate>\n<language>{escape(config.language)}</language>\n"
    address = escape(config.address.rstrip("/"))
    yield "<wp:wxr_version>1.2</wp:wxr_version>\n"
    yield f"<wp:base_site_url>{address}</wp:base_site_url>\n<wp:base_blog_url>{address}</wp:base_blog_url>\n"


def _terms(stories: Iterable[ExportedStory]) -> Iterator[str]:
    """Yield the authors, the sections as categories and the topics as tags, each once and by slug."""
    authors: dict[str, str] = {DESK: "Newsroom"}
    sections: dict[str, str] = {}
    topics: dict[str, str] = {}
    for one in stories:
        authors |= {byline.person: byline.name for byline in one.story.bylines}
        sections |= {} if one.is_page else {one.story.section: one.section.name}
        topics |= dict(one.topics)
    for number, (slug, name) in enumerate(sorted(authors.items()), 1):
        yield (
            f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(slug)}</wp:author_login>"
            f"<wp:author_email>{cdata('')}</wp:author_email>"
            f"<wp:author_display_name>{cdata(name)}</wp:author_display_name></wp:author>\n"
        )
    for number, (slug, name) in enumerate(sorted(sections.items()), 1):
        yield (
            f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{cdata(slug)}</wp:category_nicename>"
            f"<wp:category_parent>{cdata('')}</wp:category_parent><wp:cat_name>{cdata(name)}</wp:cat_name>"
            "</wp:category>\n"
        )
    for number, (slug, name) in enumerate(sorted(topics.items()), len(sections) + 1):
        yield (
            f"<wp:tag><wp:term_id>{number}</wp:term_id><wp:tag_slug>{cdata(slug)}</wp:tag_slug>"
            f"<wp:tag_name>{cdata(name)}</wp:tag_name></wp:tag>\n"
        )


def _item(edition: Edition, one: ExportedStory, numbers: _Numbers) -> Iterator[str]:
    """Yield the photos of a story that no story before it had, and the story itself."""
    for shown, _ in one.photos:
        if shown.photo.url not in numbers.photos:
            numbers.photos[shown.photo.url] = number = numbers.next()
            yield from _attachment(edition, one, shown.photo, number)
    story, zone = one.story, edition.config.zone
    yield "<item>\n"
    yield f"<title>{cdata(story.headline)}</title>\n<link>{escape(one.address)}</link>\n"
    yield f"<pubDate>{format_datetime(story.opens.astimezone(UTC))}</pubDate>\n"
    yield f"<dc:creator>{cdata(_author(story.bylines))}</dc:creator>\n"
    yield f'<guid isPermaLink="false">{escape(one.id)}</guid>\n<description></description>\n'
    yield f"<content:encoded>{cdata(one.html)}</content:encoded>\n"
    yield f"<excerpt:encoded>{cdata(story.deck or story.summary)}</excerpt:encoded>\n"
    yield f"<wp:post_id>{numbers.next()}</wp:post_id>\n"
    yield from _dates(story.opens, story.updated or story.opens, zone)
    yield from _state(STATUS[one.status], "page" if one.is_page else "post", story.slug)
    yield from _classes(one)
    yield from _facts(one, numbers)
    yield "</item>\n"


def _author(bylines: Iterable[Byline]) -> str:
    return next((one.person for one in bylines), DESK)


def _dates(published: datetime, changed: datetime, zone: ZoneInfo) -> Iterator[str]:
    for name, moment in (("post_date", published), ("post_modified", changed)):
        for ending, local in (("", moment.astimezone(zone)), ("_gmt", moment.astimezone(UTC))):
            yield f"<wp:{name}{ending}>{cdata(local.strftime('%Y-%m-%d %H:%M:%S'))}</wp:{name}{ending}>\n"


def _state(status: str, kind: str, slug: str) -> Iterator[str]:
    yield f"<wp:comment_status>{cdata('closed')}</wp:comment_status>\n"
    yield f"<wp:ping_status>{cdata('closed')}</wp:ping_status>\n"
    yield f"<wp:post_name>{cdata(slug)}</wp:post_name>\n<wp:status>{cdata(status)}</wp:status>\n"
    yield "<wp:post_parent>0</wp:post_parent>\n<wp:menu_order>0</wp:menu_order>\n"
    yield f"<wp:post_type>{cdata(kind)}</wp:post_type>\n<wp:post_password>{cdata('')}</wp:post_password>\n"
    yield "<wp:is_sticky>0</wp:is_sticky>\n"


def _classes(one: ExportedStory) -> Iterator[str]:
    """Yield section and topics, and all who signed, in the form of the plugin Co-Authors Plus."""
    if not one.is_page:
        yield _class("category", one.story.section, one.section.name)
    yield from (_class("post_tag", slug, name) for slug, name in one.topics)
    yield from (_class("author", byline.person, byline.name) for byline in one.story.bylines)


def _class(domain: str, slug: str, name: str) -> str:
    return f'<category domain="{domain}" nicename="{escape(slug)}">{cdata(name)}</category>\n'


def _facts(one: ExportedStory, numbers: _Numbers) -> Iterator[str]:
    """Yield what WordPress has no place for, so that nothing is lost, and the number of the lead photo."""
    story = one.story
    lead = next((numbers.photos[shown.photo.url] for shown, _ in one.photos if shown.place == "lead"), 0)
    facts = {
        "_thumbnail_id": str(lead or ""),
        "kicker": story.kicker,
        "dateline": story.dateline,
        "source": story.source,
        "source_url": story.source_url,
        "language": story.language,
    }
    found = [(key, value) for key, value in facts.items() if value]
    found += [("correction", correction.text) for correction in story.corrections]
    found += [("former_address", address) for address in one.former]
    found += [(key, value if isinstance(value, str) else ", ".join(value)) for key, value in story.extra.items()]
    yield from (_fact(key, value) for key, value in found)


def _fact(key: str, value: str) -> str:
    inner = f"<wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value>"
    return f"<wp:postmeta>{inner}</wp:postmeta>\n"


def _attachment(edition: Edition, one: ExportedStory, photo: Photo, number: int) -> Iterator[str]:
    address = absolute(edition.config.address, photo.url)
    name = photo.url.rpartition("/")[2].rpartition(".")[0]
    words = " ".join(word for word in (photo.caption, photo.credit) if word)
    yield "<item>\n"
    yield f"<title>{cdata(photo.alt or name)}</title>\n<link>{escape(address)}</link>\n"
    yield f"<pubDate>{format_datetime(one.story.opens.astimezone(UTC))}</pubDate>\n"
    yield f"<dc:creator>{cdata(_author(one.story.bylines))}</dc:creator>\n"
    yield f'<guid isPermaLink="false">{escape(address)}</guid>\n<description></description>\n'
    yield f"<content:encoded>{cdata('')}</content:encoded>\n<excerpt:encoded>{cdata(words)}</excerpt:encoded>\n"
    yield f"<wp:post_id>{number}</wp:post_id>\n"
    yield from _dates(one.story.opens, one.story.opens, edition.config.zone)
    yield from _state("inherit", "attachment", name)
    yield f"<wp:attachment_url>{cdata(address)}</wp:attachment_url>\n"
    if photo.alt:
        yield _fact("_wp_attachment_image_alt", photo.alt)
    yield "</item>\n"
