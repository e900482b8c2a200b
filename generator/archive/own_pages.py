"""The public pages of the paper's own, such as /about/. They are in a table of their own, which no listing reads."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from generator.catalogue.copy import BODY, STORY
from generator.catalogue.store import Store
from generator.digests import digest_value
from generator.model import Body, Story
from generator.photo_records import Photo
from generator.story_records import OwnPage

ENCODER = msgspec.msgpack.Encoder()


class PublicPage(msgspec.Struct, frozen=True, kw_only=True):
    """A public page of the paper's own, as other pages and the sitemap may show it."""

    path: str
    """Its path in content/, which is its identity."""
    url: str
    title: str
    description: str
    own: OwnPage
    updated: datetime | None = None
    photo: Photo | None = None
    language: str = ""
    draft: bool = False
    noindex: bool = False


PAGE = msgspec.msgpack.Decoder(PublicPage)


def publish_page(
    store: Store, story: Story, photo: Photo | None, at: tuple[str, str], updated: datetime | None
) -> None:
    """Save a public page, in the caller's transaction. `at`: its address and its place."""
    if story.own is None:
        raise ValueError(story.path)
    url, place = at
    page = PublicPage(
        path=story.path,
        url=url,
        title=story.headline,
        description=story.summary,
        own=story.own,
        updated=updated,
        photo=photo,
        language=story.language,
        draft=story.draft,
        noindex=story.noindex or story.draft,
    )
    store.execute("INSERT INTO own_pages VALUES (?, ?, ?, ?)", (story.path, url, place, ENCODER.encode(page)))


def withdraw_pages(store: Store, paths: Iterable[str]) -> None:
    """Remove those at `paths` from the public pages."""
    store.executemany("DELETE FROM own_pages WHERE path = ?", ((path,) for path in paths))


# --- queries --------------------------------------------------------------------------------------


def all_pages(store: Store) -> list[PublicPage]:
    """Return every public page, by path."""
    return [PAGE.decode(blob) for (blob,) in store.execute("SELECT page FROM own_pages ORDER BY path")]


def count_indexed(store: Store) -> int:
    """Return the number of public pages that search engines may list."""
    return sum(not page.noindex for page in all_pages(store))


def page_of(store: Store, path: str) -> PublicPage | None:
    """Return the page at `path`, or None when it isn't public."""
    row = store.execute("SELECT page FROM own_pages WHERE path = ?", (path,)).fetchone()
    return PAGE.decode(row[0]) if row else None


def path_at(store: Store, place: str) -> str:
    """Return the path of the public page at `place`; empty when there is none."""
    row = store.execute("SELECT path FROM own_pages WHERE place = ?", (place,)).fetchone()
    return row[0] if row else ""


def whole_page(store: Store, path: str) -> tuple[PublicPage, Story, Body]:
    """Return all that is known of the page at `path`. Raises KeyError when it isn't public."""
    row = store.execute(
        "SELECT page, story, body FROM own_pages JOIN stories USING (path) WHERE path = ?", (path,)
    ).fetchone()
    if row is None:
        raise KeyError(path)
    return PAGE.decode(row[0]), STORY.decode(row[1]), BODY.decode(row[2])


def digest_pages(store: Store) -> str:
    """Return a digest of what other pages may show of the public pages."""
    return digest_value(store.execute("SELECT path, page FROM own_pages ORDER BY path").fetchall())
