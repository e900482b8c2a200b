"""JSON-LD for search engines, with schema.org's terms as Google documents them for news."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator.edition.formats import absolute, iso
from generator.edition.inputs import (
    FrontInputs,
    Inputs,
    ListingInputs,
    OwnPageInputs,
    PageFacts,
    StoryInputs,
)
from generator.edition.reader_inputs import LiveView, SeriesBox
from generator.edition.site_inputs import Site
from generator.intake.html.sanitise import plain_text
from generator.model import Card, Link, Signature
from generator.photo_records import Photo, Rendition
from generator.story_records import Correction, Event, FactCheck, LiveEntry

CONTEXT = "https://schema.org"
AI_SOURCE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
GENRES = {
    "opinion": "OpinionNewsArticle",
    "editorial": "OpinionNewsArticle",
    "letter": "OpinionNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "sponsored": "AdvertiserContentArticle",
    "analysis": "AnalysisNewsArticle",
    "review": "ReviewNewsArticle",
    "reportage": "ReportageNewsArticle",
}
PAGE_TYPES = {"about": "AboutPage", "about-us": "AboutPage", "contact": "ContactPage", "contact-us": "ContactPage"}
"""The last part of the address of a page of the paper's own -> its type, where schema.org has one."""
UNSAFE = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""How JSON writes the signs that could end a `script` element, or a line within it."""
JSON = msgspec.json.Encoder()

Thing = dict[str, Any]


def structured_data(site: Site, page: PageFacts, inputs: Inputs) -> str:
    """Return JSON text that is safe within a `script` element, or nothing for kinds of page that have no JSON-LD."""
    things = list(_things(site, page, inputs))
    return embed({"@context": CONTEXT, "@graph": things}) if things else ""


def embed(value: Any) -> str:
    """Return `value` as JSON in which nothing can end the surrounding `script` element or open a comment."""
    text = JSON.encode(value).decode()
    for char, code in UNSAFE.items():
        if char in text:
            text = text.replace(char, code)
    return text


def _things(site: Site, page: PageFacts, inputs: Inputs) -> Iterable[Thing]:
    if isinstance(inputs, StoryInputs):
        yield _article(site, page, inputs)
        if inputs.fact_check:
            yield _claim_review(site, page, inputs.story, inputs.fact_check)
        yield from (_event(site, page, inputs.story, event) for event in inputs.events)
    elif isinstance(inputs, FrontInputs):
        yield {"@type": "WebSite", "name": site.name, "url": page.canonical, "inLanguage": site.language}
        yield _publisher(site)
    elif isinstance(inputs, OwnPageInputs):
        yield _own_page(site, page, inputs)
    elif isinstance(inputs, ListingInputs):
        yield _collection(page, inputs)
    if page.breadcrumbs:
        yield _breadcrumbs(site, page.breadcrumbs)


def _article(site: Site, page: PageFacts, inputs: StoryInputs) -> Thing:
    story, zone = inputs.story, ZoneInfo(site.time_zone)
    whole = {
        "@type": "LiveBlogPosting" if inputs.live else GENRES.get(story.genre, "NewsArticle"),
        "headline": story.headline,
        "description": story.deck,
        "url": page.canonical,
        "mainEntityOfPage": page.canonical,
        "image": list(_images(site, story.photo)) if story.photo else [],
        "datePublished": iso(story.published, zone),
        "dateModified": iso(_changed(inputs), zone),
        **(_coverage(page, inputs.live, zone) if inputs.live else {}),
        "author": _authors(site, story),
        "publisher": _publisher(site),
        "sponsor": _organisation(story.sponsor, "") if story.sponsor else None,
        "isPartOf": _series(site, inputs.series) if inputs.series else None,
        "sourceOrganization": _agency(story, inputs),
        "articleSection": story.section.name,
        "keywords": [topic.name for topic in inputs.topics],
        "dateline": story.dateline,
        "inLanguage": story.language or site.language,
        "wordCount": inputs.body.words,
        "correction": [_correction(correction, zone) for correction in inputs.corrections],
        "discussionUrl": inputs.discuss.url if inputs.discuss else "",
        "isAccessibleForFree": True,
    }
    return {key: value for key, value in whole.items() if value}


def _changed(inputs: StoryInputs) -> datetime:
    """Return when the story was last changed: by its editors, or by its newest entry."""
    known = [inputs.story.published, inputs.story.updated, inputs.live.updated if inputs.live else None]
    return max(moment for moment in known if moment is not None)


def _coverage(page: PageFacts, live: LiveView, zone: ZoneInfo) -> Thing:
    """Return what LiveBlogPosting has besides an article's own: when the coverage begins and ends, and the entries."""
    return {
        "coverageStartTime": iso(live.starts, zone),
        "coverageEndTime": iso(live.ends, zone) if live.ends else "",
        "liveBlogUpdate": [_update(page, entry, zone) for entry in live.entries],
    }


def _update(page: PageFacts, entry: LiveEntry, zone: ZoneInfo) -> Thing:
    whole = {
        "@type": "BlogPosting",
        "headline": entry.title,
        "url": f"{page.canonical}#{entry.id}",
        "datePublished": iso(entry.moment, zone),
        "articleBody": plain_text(entry.html),
    }
    return {key: value for key, value in whole.items() if value}


def _series(site: Site, series: SeriesBox) -> Thing:
    return {"@type": "CreativeWorkSeries", "name": series.series.name, "url": absolute(site.address, series.series.url)}


def _claim_review(site: Site, page: PageFacts, story: Card, check: FactCheck) -> Thing:
    """Return a fact check as Google documents it: what was claimed, by whom, and the verdict in words."""
    claim: Thing = {"@type": "Claim", "name": check.claim}
    if check.claimant:
        claim["author"] = {"@type": "Organization" if check.organisation else "Person", "name": check.claimant}
    return {
        "@type": "ClaimReview",
        "url": page.canonical,
        "claimReviewed": check.claim,
        "itemReviewed": claim,
        "author": _publisher(site),
        "datePublished": iso(story.published, ZoneInfo(site.time_zone)),
        "reviewRating": {"@type": "Rating", "alternateName": check.verdict},
    }


def _event(site: Site, page: PageFacts, story: Card, event: Event) -> Thing:
    zone = ZoneInfo(site.time_zone)

    def told(moment: datetime) -> str:
        return moment.astimezone(zone).date().isoformat() if event.no_hour else iso(moment, zone)

    whole = {
        "@type": "Event",
        "name": story.headline,
        "description": story.deck,
        "url": page.canonical,
        "startDate": told(event.start),
        "endDate": told(event.end) if event.end else "",
        "location": {"@type": "Place", "name": event.place, "address": event.place} if event.place else None,
        "image": list(_images(site, story.photo)) if story.photo else [],
    }
    return {key: value for key, value in whole.items() if value}


def _collection(page: PageFacts, inputs: ListingInputs) -> Thing:
    described = {"description": inputs.line} if inputs.line else {}
    return {"@type": "CollectionPage", "name": inputs.subject.name, "url": page.canonical} | described


def _own_page(site: Site, page: PageFacts, inputs: OwnPageInputs) -> Thing:
    whole = {
        "@type": PAGE_TYPES.get(page.url.rstrip("/").rpartition("/")[2], "WebPage"),
        "name": inputs.title,
        "description": page.description,
        "url": page.canonical,
        "dateModified": iso(inputs.updated, ZoneInfo(site.time_zone)) if inputs.updated else "",
        "inLanguage": inputs.text_language or site.language,
        "publisher": _publisher(site),
    }
    return {key: value for key, value in whole.items() if value}


def _authors(site: Site, story: Card) -> list[Thing]:
    """Return one object for each person or desk. An unsigned story is by its source, or else by the paper."""
    people = [_author(site, one) for one in story.bylines]
    return people or [_organisation(story.source, "") if story.source else _publisher(site)]


def _author(site: Site, signature: Signature) -> Thing:
    kind = "Organization" if signature.organisation else "Person"
    return {"@type": kind, "name": signature.name, "url": absolute(site.address, signature.url)}


def _agency(story: Card, inputs: StoryInputs) -> Thing | None:
    """Return the agency that a syndicated story came from, if its copy names one."""
    return _organisation(story.source, inputs.source_url) if inputs.syndicated and story.source else None


def _organisation(name: str, url: str) -> Thing:
    return {"@type": "Organization", "name": name} | ({"url": url} if url else {})


def _publisher(site: Site) -> Thing:
    whole = {
        "@type": "NewsMediaOrganization",
        "name": site.name,
        "url": site.address + site.home,
        "logo": _logo(site),
        "correctionsPolicy": site.corrections_policy,
    }
    return {key: value for key, value in whole.items() if value}


def _logo(site: Site) -> Thing | None:
    """Return the paper's logo, or else its square sign."""
    if site.logo:
        return {"@type": "ImageObject", "url": site.logo}
    if not site.icons.large:
        return None
    return {"@type": "ImageObject", "url": absolute(site.address, site.icons.large), "width": 512, "height": 512}


def _images(site: Site, photo: Photo) -> Iterator[Thing]:
    """Yield the crops of a photo in the three shapes that Google asks for, or the whole photo."""
    wide = photo.wide.jpeg[-1] if photo.wide else None
    crops = [one for one in (wide, photo.standard, photo.square) if one]
    yield from (_image(site, photo, one) for one in crops or [Rendition(photo.url, photo.width, photo.height)])


def _image(site: Site, photo: Photo, shown: Rendition) -> Thing:
    url = absolute(site.address, shown.url)
    whole = {
        "@type": "ImageObject",
        "url": url,
        "contentUrl": url,
        "width": shown.width,
        "height": shown.height,
        "caption": photo.caption,
        "creator": [{"@type": "Person", "name": name} for name in photo.creators or _named_in(photo.credit)],
        "creditText": photo.credit,
        "copyrightNotice": photo.copyright,
        "license": photo.license,
        "acquireLicensePage": photo.acquire,
        "digitalSourceType": AI_SOURCE if photo.made_with_ai else "",
    }
    return {key: value for key, value in whole.items() if value}


def _named_in(credit: str) -> tuple[str, ...]:
    """Return the photographer in a credit such as `Ann Lee/Courier`. A credit without a slash may be an agency's."""
    name, slash, _ = credit.partition("/")
    return (name.strip(),) if slash and name.strip() else ()


def _correction(correction: Correction, zone: ZoneInfo) -> Thing:
    dated = {"datePublished": iso(correction.date, zone)} if correction.date else {}
    return {"@type": "CorrectionComment", "text": correction.text} | dated


def _breadcrumbs(site: Site, trail: Iterable[Link]) -> Thing:
    entries = [
        {"@type": "ListItem", "position": place, "name": link.name, "item": _item(site, link)}
        for place, link in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": entries}


def _item(site: Site, link: Link) -> Thing:
    """Return the page that a breadcrumb leads to, as Google wants it: a thing with an `@id`."""
    return {"@type": "WebPage", "@id": absolute(site.address, link.url)}
