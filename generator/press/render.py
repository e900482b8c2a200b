"""Gathered inputs -> bytes, in workers. What a page becomes hangs on the job alone."""

import hashlib
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import msgspec

from generator.edition.inputs import (
    DirectoryInputs,
    FeedInputs,
    FrontInputs,
    Inputs,
    ListingInputs,
    NotFoundInputs,
    PageFacts,
    RedirectInputs,
    RobotsInputs,
    Site,
    SitemapInputs,
    StaticInputs,
    StoryInputs,
)
from generator.press.environment import locate_trouble, make_environment
from generator.press.jsonfeed import render_json_feed
from generator.press.structured import structured_data

TEMPLATE_FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template's own slips raise; a filter that is given nothing raises an AttributeError."""
COPIED = ""
"""Stands for a template where a file is copied as it is."""
JSON_FEED = "feed.json"

PRESSES: dict[str, tuple[str, type[Inputs]]] = {
    "static": (COPIED, StaticInputs),
    "story": ("story.html", StoryInputs),
    "home": ("home.html", FrontInputs),
    "section": ("listing.html", ListingInputs),
    "topic": ("listing.html", ListingInputs),
    "byline": ("listing.html", ListingInputs),
    "day": ("listing.html", ListingInputs),
    "month": ("directory.html", DirectoryInputs),
    "year": ("directory.html", DirectoryInputs),
    "archive": ("directory.html", DirectoryInputs),
    "topics": ("directory.html", DirectoryInputs),
    "bylines": ("directory.html", DirectoryInputs),
    "notfound": ("404.html", NotFoundInputs),
    "redirect": ("redirect.html", RedirectInputs),
    "rss": ("rss.xml", FeedInputs),
    "atom": ("atom.xml", FeedInputs),
    "jsonfeed": (JSON_FEED, FeedInputs),
    "sitemap-month": ("sitemap.xml", SitemapInputs),
    "sitemap-pages": ("sitemap.xml", SitemapInputs),
    "sitemap-news": ("sitemap-news.xml", SitemapInputs),
    "sitemap-index": ("sitemap-index.xml", SitemapInputs),
    "robots": ("robots.txt", RobotsInputs),
}
"""Kind of page -> its template and the type of its inputs."""


class Sheet(msgspec.Struct, frozen=True):
    """One page to print: where its bytes go, and what it is made of."""

    url: str
    kind: str
    staged: str
    """Absolute path of a file that doesn't exist yet."""
    payload: bytes
    """`encode_inputs` of the page's facts and inputs."""


class PrintJob(msgspec.Struct, frozen=True):
    """Pages for one worker to print."""

    site: bytes
    """msgpack of the Site."""
    folders: tuple[str, ...]
    """Where templates are looked for."""
    sheets: tuple[Sheet, ...]


class Printed(msgspec.Struct, frozen=True):
    """A page whose bytes lie in its staged file."""

    url: str
    staged: str
    digest: str
    size: int


def encode_inputs(facts: PageFacts, inputs: Inputs) -> bytes:
    """What a page is made of, as bytes: the same inputs give the same bytes."""
    return msgspec.msgpack.encode((facts, inputs))


def page_key(frame: bytes, payload: bytes) -> str:
    """The page's key: `frame` is the digest of what all pages hang on (templates, site's facts, program)."""
    return hashlib.blake2b(frame + payload, digest_size=16).hexdigest()


def print_pages(job: PrintJob) -> list[Printed]:
    """Render the job's pages into their staged files. Raises TemplateTrouble."""
    site, environment = _press(job.site, job.folders)
    return [_print(sheet, site, environment, job.folders) for sheet in job.sheets]


@lru_cache(maxsize=1)
def _press(site: bytes, folders: tuple[str, ...]) -> tuple[Site, jinja2.Environment]:
    facts = msgspec.msgpack.decode(site, type=Site)
    return facts, make_environment(facts, folders)


def _print(sheet: Sheet, site: Site, environment: jinja2.Environment, folders: tuple[str, ...]) -> Printed:
    template, _ = PRESSES[sheet.kind]
    facts, inputs = _decoder(sheet.kind).decode(sheet.payload)
    if isinstance(inputs, StaticInputs):
        shutil.copyfile(inputs.source, sheet.staged)
        return Printed(sheet.url, sheet.staged, inputs.digest, Path(sheet.staged).stat().st_size)
    if isinstance(inputs, FeedInputs) and template == JSON_FEED:
        content = render_json_feed(site, facts, inputs)
    else:
        content = _render(template, site, facts, inputs, environment, folders)
    Path(sheet.staged).write_bytes(content)
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    return Printed(sheet.url, sheet.staged, digest, len(content))


def _render(
    template: str,
    site: Site,
    facts: PageFacts,
    inputs: Inputs,
    environment: jinja2.Environment,
    folders: tuple[str, ...],
) -> bytes:
    variables = {name: getattr(inputs, name) for name in inputs.__struct_fields__}
    data = structured_data(site, facts, inputs) if template.endswith(".html") else ""
    try:
        text = environment.get_template(template).render(variables, page=facts, structured_data=data)
    except TEMPLATE_FAULTS as error:
        raise locate_trouble(error, folders, template) from None
    return text.encode()


@lru_cache
def _decoder(kind: str) -> msgspec.msgpack.Decoder[tuple[PageFacts, Inputs]]:
    inputs: Any = PRESSES[kind][1]
    return msgspec.msgpack.Decoder(tuple[PageFacts, inputs])
