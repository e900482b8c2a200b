"""Gathered inputs -> bytes, in workers. What a page becomes hangs on the job alone."""

import jinja2

from generator.edition.inputs import (
    DirectoryInputs,
    FeedInputs,
    FrontInputs,
    Inputs,
    ListingInputs,
    NotFoundInputs,
    PageFacts,
    PartInputs,
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
    "part": ("part.html", PartInputs),
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


class Typesetter:
    """Sets the pages of one site. What a page becomes hangs on the site, the templates and the inputs alone."""

    def __init__(self, site: Site, folders: tuple[str, ...]) -> None:
        self._site, self._folders = site, folders
        self._environment = make_environment(site, folders)

    def set_page(self, kind: str, facts: PageFacts, inputs: Inputs) -> bytes:
        """The bytes of a page. Raises TemplateTrouble."""
        template, _ = PRESSES[kind]
        if isinstance(inputs, FeedInputs) and template == JSON_FEED:
            return render_json_feed(self._site, facts, inputs)
        return _render(template, self._site, facts, inputs, self._environment, self._folders)


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
