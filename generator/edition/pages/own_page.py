"""Pages of the paper's own, such as /about/: a text without a date, in no section and in no listing."""

from collections.abc import Iterator

import msgspec

from generator.archive import own_pages
from generator.archive.own_pages import PublicPage
from generator.archive.photos import shown_photos
from generator.edition.charts import figures_of
from generator.edition.edition import Edition
from generator.edition.embeds import frames_of, with_posters
from generator.edition.inline_photos import inline_photos, with_addresses
from generator.edition.inputs import OwnPageInputs, PageFacts
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Gathered, Kind
from generator.edition.site_inputs import Alternate
from generator.edition.translations import alternates, others, versions
from generator.locale.catalogues import language_of_page
from generator.model import Link, Page


def gather_own_page(edition: Edition, page: Page) -> Gathered:
    """Gather all that a page of the paper's own shows. Raises KeyError when it isn't public."""
    public, story, body = own_pages.whole_page(edition.store, page.subject)
    shown = shown_photos(edition.store, page.subject)
    inline = inline_photos(shown)
    if story.photos.inline:
        body = msgspec.structs.replace(body, html=with_addresses(body.html, inline))
    if body.embeds:
        body = with_posters(body, shown)
    found = versions(edition, page.subject)
    inputs = OwnPageInputs(
        title=public.title,
        deck=story.deck,
        body=body,
        lead=next((one.photo for one in shown if one.place == "lead"), None),
        gallery=tuple(one.photo for one in shown if one.place == "gallery"),
        inline={photo.url: photo for photo in inline.values()},
        charts=figures_of(edition.store, story, body, shown, public.language or edition.site.language),
        below=tuple(_below(edition, public)),
        updated=public.updated,
        text_language=public.language,
        translations=tuple(Alternate(one.language, one.url) for one in others(page.subject, found)),
        draft=public.draft,
        extra=story.extra,
    )
    facts = msgspec.structs.replace(
        _head(edition, page, public),
        frames=frames_of(body.embeds),
        alternates=alternates(edition, page.subject, found),
    )
    return facts, inputs


def _head(edition: Edition, page: Page, public: PublicPage) -> PageFacts:
    trail = (*_above(edition, public), Link(public.title, public.url))
    facts = page_facts(edition, page, public.title, public.description, trail, noindex=public.noindex)
    own = language_of_page(public.language, edition.site.language)
    facts = msgspec.structs.replace(facts, language=own)
    if public.photo is None or public.photo.social is None:
        return facts
    return msgspec.structs.replace(facts, card=public.photo.social, card_alt=public.photo.alt or public.title)


def _above(edition: Edition, public: PublicPage) -> Iterator[Link]:
    """Yield links to the pages in whose folders this one is, from the top."""
    by_place = {one.own.place: one for one in own_pages.all_pages(edition.store)}
    parts = public.own.place.split("/")
    places = ("/".join(parts[:end]) for end in range(1, len(parts)))
    yield from (Link(by_place[place].title, by_place[place].url) for place in places if place in by_place)


def _below(edition: Edition, public: PublicPage) -> Iterator[Link]:
    """Yield links to the pages directly in this one's folder, by title."""
    folder = f"{public.own.place}/"
    found = (one for one in own_pages.all_pages(edition.store) if one.own.place.rpartition("/")[0] + "/" == folder)
    yield from (Link(one.title, one.url) for one in sorted(found, key=lambda one: (one.title.casefold(), one.url)))


def _address(edition: Edition, path: str) -> str:
    page = own_pages.page_of(edition.store, path)
    return page.url if page else ""


OWN_PAGE = Kind(
    name="own-page",
    subjects=lambda edition: ((page.path, 1) for page in own_pages.all_pages(edition.store)),
    pages=lambda edition, path: int(bool(_address(edition, path))),
    url=lambda edition, path, _number: _address(edition, path),
    gather=gather_own_page,
    template="own-page.html",
    inputs=OwnPageInputs,
    stage="stories",
)
