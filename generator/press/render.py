"""Turn the gathered inputs of a page into bytes. Workers do this."""

# ruff: noqa: PLC0415 -- Jinja is loaded only when a page is rendered

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from generator.edition.feed_inputs import FeedInputs
from generator.edition.inputs import Inputs, PageFacts
from generator.edition.ninjs_item import NewsItem, encode_item
from generator.edition.pages.kind import JSON_FEED
from generator.edition.pages.kinds import KINDS
from generator.edition.reader_inputs import CalendarFileInputs
from generator.edition.site_inputs import Site
from generator.errors import TemplateError
from generator.extensions.used import NONE, Used
from generator.model import Problem
from generator.press.calendar_file import render_calendar
from generator.press.extended import add_extras, make_filters
from generator.press.json_ld import structured_data
from generator.press.jsonfeed import render_json_feed

if TYPE_CHECKING:
    from generator.press.theme import Theme


NO_DATA: Mapping[str, Any] = MappingProxyType({})


class Typesetter:
    """Renders the pages of one site. The result depends only on the site, the templates and the inputs."""

    def __init__(
        self,
        site: Site,
        folders: tuple[str, ...],
        template_cache: Path | None = None,
        used: Used = NONE,
        data: Mapping[str, Any] = NO_DATA,
    ) -> None:
        """Make a typesetter with the templates in `folders`, which `read_templates` compiled into `template_cache`.

        `data` is the paper's own, for templates that name it.
        """
        self._data = data
        self._site = site
        self._used = used
        self._folders = folders
        self._template_cache = template_cache
        self._environments: dict[str, Theme] = {}

    def set_page(self, kind: str, facts: PageFacts, inputs: Inputs) -> bytes:
        """Return the bytes of a page. Raises TemplateError."""
        return self.set_with_extras(kind, facts, inputs)[0]

    def set_with_extras(
        self, kind: str, facts: PageFacts, inputs: Inputs, left_out: Collection[str] = ()
    ) -> tuple[bytes, tuple[Problem, ...]]:
        """Return the bytes of a page, and a problem for each extension that failed to add something to it.

        Extensions that are `left_out` are not called. Raises TemplateError.
        """
        template = KINDS[kind].template
        if isinstance(inputs, FeedInputs) and template == JSON_FEED:
            return render_json_feed(self._site, facts, inputs), ()
        if isinstance(inputs, CalendarFileInputs):
            return render_calendar(self._site, inputs), ()
        if isinstance(inputs, NewsItem):
            return encode_item(inputs), ()
        extras, problems = add_extras(self._used, facts, inputs, left_out)
        environment = self._environment(facts.language)
        variables = msgspec.structs.asdict(inputs)
        if "extra" in variables:
            from generator.press.environment import lenient

            variables["extra"] = lenient(variables["extra"])
        variables["page"] = facts
        variables["extras"] = extras
        variables["structured_data"] = structured_data(self._site, facts, inputs) if template.endswith(".html") else ""
        pieces = environment.pieces(template, variables)
        if template.endswith(".html") and kind != "part" and not any(map(str.strip, pieces)):
            raise TemplateError(empty_page(template))
        return b"".join(map(str.encode, pieces)), problems  # one sign beyond Latin-1 would make the whole text wide

    def fill(self, template: str, facts: PageFacts, inputs: Inputs) -> str:
        """Return what a template that is no page's own makes of inputs, without extensions. Raises TemplateError."""
        variables = {**msgspec.structs.asdict(inputs), "page": facts}
        return self._environment(facts.language).fill(template, variables)

    def _environment(self, language: str) -> "Theme":
        """Return the environment of the pages in one language. Most papers have pages in one language only."""
        if language not in self._environments:
            from generator.press.environment import make_environment

            filters = make_filters(self._used)
            self._environments[language] = make_environment(
                self._site, self._folders, self._template_cache, filters, language, self._data
            )
        return self._environments[language]


def empty_page(template: str) -> Problem:
    """Return the problem of a template that renders an empty page, as while an editor's program is saving it."""
    hint = "Is it, or a template that it uses, empty? The site stays as it was until the template is fixed."
    return Problem(
        f"templates/{template}", 0, "The template can't be used: it makes an empty page.", hint, code="template-broken"
    )
