"""Read the settings of a Jekyll site: its address, permalinks, collections, and the defaults of headers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator.imports import hidden
from generator.imports.front_matter import FrontMatter
from generator.imports.header_words import AUTHORS, OTHER_AUTHORS
from generator.imports.people import FOLDERS
from generator.imports.values import ZONED, is_yes, known_zone, path_in_header, text_of, texts_of, title_of_name
from generator.intake.header.keys import fold_key
from generator.intake.header.lines import Value, value_of
from generator.intake.text.dates import DateError, read_moment
from generator.intake.text.slugs import slug_of

CONFIGS = ("_config.yml", "_config.yaml")
PEOPLE = frozenset((*AUTHORS, *OTHER_AUTHORS))
STYLES = {
    "date": "/:categories/:year/:month/:day/:title:ending",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:ending",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:ending",
    "none": "/:categories/:title:ending",
}
"""Jekyll's own styles of permalinks. Without one, it is `date`."""
OF_COLLECTIONS = "/:collection/:path:ending"
LISTS = {"tags", "categories"}
"""Collections whose texts are the heads of lists."""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A Jekyll site on this disk."""

    root: Path
    address: str = ""
    prefix: str = ""
    """`baseurl`: the path at which the site began."""
    permalink: str = STYLES["date"]
    language: str = ""
    zone: str = ""
    left_out: tuple[str, ...] = ()
    """What `exclude` names."""
    collections: Mapping[str, str] = {}
    """The collections that have pages, each with its permalink; empty for Jekyll's own."""
    titles: Mapping[str, str] = {}
    """The title of each collection, where the settings tell it."""
    defaults: tuple[tuple[str, str, Mapping[str, Value]], ...] = ()
    """Folder, kind of text, and the values that headers have where they don't say otherwise; the nearest last."""

    def with_defaults(self, front: FrontMatter, path: str, kind: str) -> FrontMatter:
        """Return a header with what the settings say of all texts of its folder and kind."""
        values: dict[str, Value] = {}
        for folder, wanted, said in self.defaults:
            if wanted in {"", kind} and (not folder or hidden.is_below(path, [folder]) or path == folder):
                values |= said
        if front.values.keys() & PEOPLE:  # one key for the byline counts, not one of each
            values = {key: value for key, value in values.items() if key not in PEOPLE}
        return msgspec.structs.replace(front, values={**values, **front.values}) if values else front

    def is_hidden(self, path: str) -> bool:
        """Tell whether Jekyll leaves a file out: one in a folder with `_` that is no collection with pages."""
        folders = path.split("/")[:-1]
        own = [part[1:] for part in folders if part.startswith("_")]
        return any(name not in {"posts", "drafts", *self.collections} for name in own)

    def stories_of(self, path: str, date: str) -> str:
        """Return the collection whose text is a story, since it has a date; empty for one of which there is none."""
        name = path.partition("/")[0].removeprefix("_")
        is_listed = path.startswith("_") and name in self.collections and name not in {*LISTS, *FOLDERS}
        return name if is_listed and date else ""

    def title_of(self, collection: str) -> str:
        """Return what readers call a collection."""
        return self.titles.get(collection) or title_of_name(collection)

    def addresses(self, pattern: str, file: str, name: str, date: str, categories: list[str]) -> Iterator[str]:
        """Yield where readers found a text: as a permalink says, for the day as written and for that in UTC."""
        shown = STYLES.get(pattern, pattern)
        place = re.sub(r"\A_[^/]*/", "", file).rpartition(".")[0] or name
        values = {
            **dict.fromkeys(("title", "name", "basename"), name),
            "slug": slug_of(name),
            "path": place,
            **dict.fromkeys(("ending", "output_ext"), ".html"),
            "categories": "/".join(dict.fromkeys(one.casefold() for one in categories)),
            "slugified_categories": "/".join(dict.fromkeys(map(slug_of, categories))),
            "collection": file.partition("/")[0].removeprefix("_") or "posts",
        }
        for day in self._days(date):
            filled = _filled(shown, {**_date_parts(day, date), **values})
            if ":" not in filled:
                yield self.prefix + re.sub(r"/{2,}", "/", path_in_header(filled))

    def _days(self, written: str) -> Iterable[str]:
        """Return the days by which the old site may have called a text: as written, or as its clock was."""
        days = [written[:10]]
        if ZONED.search(written):
            zone = ZoneInfo(self.zone or "UTC")
            try:
                days.append(f"{read_moment(written, zone).astimezone(zone):%Y-%m-%d}")
            except DateError:
                return days
        return dict.fromkeys(days)


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    return re.sub(r":([a-z_]+)", lambda found: values.get(found[1], found[0]), pattern)


def read_site(path: Path) -> Site:
    """Return the site at a path, with its settings if it has any."""
    for name in CONFIGS:
        if (path / name).is_file():
            said = hidden.read_table(path / name)
            style = text_of(said.get("permalink")) or "date"
            collections = said.get("collections")
            known = collections if isinstance(collections, dict) else {}
            shown = {one: table for one, table in known.items() if isinstance(table, dict) and _has_pages(one, table)}
            return Site(
                root=path,
                address=text_of(said.get("url")),
                prefix=text_of(said.get("baseurl")).rstrip("/"),
                permalink=_permalink(shown.get("posts")) or STYLES.get(style, style),
                language=text_of(said.get("lang")) or text_of(said.get("language")),
                zone=known_zone(text_of(said.get("timezone"))),
                left_out=tuple(texts_of(said.get("exclude"))),
                collections={one: _permalink(table) for one, table in shown.items() if one != "posts"},
                titles={one: text_of(table.get("title")) for one, table in shown.items()},
                defaults=tuple(_defaults(said.get("defaults"))),
            )
    return Site(root=path)


def _has_pages(name: str, table: Mapping[str, Any]) -> bool:
    return is_yes(table.get("output")) or name == "posts"


def _permalink(table: Any) -> str:
    return text_of(table.get("permalink")) if isinstance(table, dict) else ""


def _defaults(rules: Any) -> Iterator[tuple[str, str, Mapping[str, Value]]]:
    """Yield the rules of `defaults`, those of the folders further down last, as they count more."""
    found = []
    for rule in rules if isinstance(rules, list) else []:
        scope, values = (rule.get("scope"), rule.get("values")) if isinstance(rule, dict) else (None, None)
        if isinstance(scope, dict) and isinstance(values, dict):
            read = {fold_key(str(key)): value_of(one) for key, one in values.items()}
            folder = text_of(scope.get("path")).strip("/*")
            found.append(
                (folder, text_of(scope.get("type")), {key: one for key, one in read.items() if one is not None})
            )
    yield from sorted(found, key=lambda rule: (len(rule[0]), bool(rule[1])))


def _date_parts(day: str, written: str) -> dict[str, str]:
    """Return the parts of a date by the names that permalinks have for them; none of a date that isn't one."""
    try:
        moment = date.fromisoformat(day)
    except ValueError:
        return {}
    clock = re.search(r"[T ](\d{1,2}):(\d{2})(?::(\d{2}))?", written)
    return {
        "year": f"{moment:%Y}",
        "short_year": f"{moment:%y}",
        "month": f"{moment:%m}",
        "i_month": str(moment.month),
        "short_month": f"{moment:%b}",
        "long_month": f"{moment:%B}",
        "day": f"{moment:%d}",
        "i_day": str(moment.day),
        "y_day": f"{moment:%j}",
        "week": f"{moment:%V}",
        "w_year": f"{moment:%G}",
        "w_day": f"{moment:%u}",
        "short_day": f"{moment:%a}",
        "long_day": f"{moment:%A}",
        "hour": f"{int(clock[1]):02}" if clock else "00",
        "minute": clock[2] if clock else "00",
        "second": (clock[3] or "00") if clock else "00",
    }
