"""Where the settings of a Pelican site put its texts: patterns such as `{date:%Y}/{date:%b}/{slug}/`."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.imports.python_settings import text_setting
from generator.intake.text.name_dates import rest_of_name
from generator.intake.text.slugs import slug_of

PLACEHOLDER = re.compile(r"\{(\w+)(?::([^{}]{1,40}))?\}")
DIRECTIVE = re.compile(r"%-?[A-Za-z]")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
UNKNOWN = "{"
"""Stands for what only the program itself could fill."""


class Patterns:
    """The patterns of a site's addresses."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        settings = dict(said)
        self._story = text_setting(settings, "ARTICLE_URL", "{slug}.html")
        self._page = text_setting(settings, "PAGE_URL", "pages/{slug}.html")
        self._story_in = text_setting(settings, "ARTICLE_LANG_URL")
        self._page_in = text_setting(settings, "PAGE_LANG_URL")
        self._is_by_name = text_setting(settings, "SLUGIFY_SOURCE") == "basename"
        self._is_in_name = "(?P<slug>" in text_setting(settings, "FILENAME_METADATA")

    def slug_in(self, stem: str, title: str) -> str:
        """Return the slug of a text whose header has none."""
        if self._is_in_name:
            return rest_of_name(stem) or stem
        return (slug_of(stem) if self._is_by_name else slug_of(title)) or slug_of(stem)

    def address(self, *, slug: str, day: str, category: str, author: str, language: str, is_page: bool) -> str:
        """Return the address of a text without a slash before it; empty for one that can't be found out.

        `language`: that of a translation; empty for the site's own.
        """
        own, translated = (self._page, self._page_in) if is_page else (self._story, self._story_in)
        values = {"slug": slug, "lang": language, "category": slug_of(category), "author": slug_of(author)}

        def fill(found: re.Match[str]) -> str:
            return _day_in(found[2] or "%Y-%m-%d", day) if found[1] == "date" else values.get(found[1]) or UNKNOWN

        filled = PLACEHOLDER.sub(fill, translated if language and translated else own)
        if language and not translated:
            filled = re.sub(r"\.html$", f"-{language}.html", filled)
        return "" if UNKNOWN in filled else filled.lstrip("/")


def _day_in(form: str, day: str) -> str:
    """Return a day in a form of `strftime`, with English names, whatever the language of this machine."""
    try:
        when = date.fromisoformat(day[:10])
    except ValueError:
        return UNKNOWN
    name = MONTHS[when.month - 1]
    parts = {
        "%Y": f"{when.year:04}", "%y": f"{when.year % 100:02}", "%m": f"{when.month:02}", "%d": f"{when.day:02}",
        "%-m": str(when.month), "%-d": str(when.day), "%b": name[:3], "%h": name[:3], "%B": name,
        "%j": f"{when.timetuple().tm_yday:03}",
    }  # fmt: skip
    return DIRECTIVE.sub(lambda sign: parts.get(sign[0], UNKNOWN), form)
