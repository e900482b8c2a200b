"""The Jinja environment, which decides what templates can call. Templates can reach nothing else."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import jinja2
import msgspec
from jinja2 import meta, nodes
from markupsafe import Markup, escape

from generator.edition import days, formats
from generator.edition.site_inputs import Site
from generator.intake.html.sanitise import sanitise
from generator.locale.catalogues import OwnWords, words_in
from generator.model import Card, Problem
from generator.press.charts import with_charts
from generator.press.embeds import with_embeds
from generator.press.foreign import Foreign
from generator.press.inline_photos import with_photos
from generator.press.joined import headline_length, joined
from generator.press.markup import as_html, escaped
from generator.press.slots import after_lede
from generator.press.tab_stops import with_tab_stops
from generator.press.template_advice import Known, advise
from generator.press.template_blocks import Frame
from generator.press.template_problems import Advice, template_problem
from generator.press.theme import ENCODING, Compiled, Theme

REMEMBERED = 8_192
"""How many results a remembered macro keeps. A card takes about 700 bytes."""
NO_ATTRIBUTES = Markup()
FILTERS = (
    "story_time",
    "day",
    "short_day",
    "full_day",
    "clock",
    "days_before",
    "joined",
    "headline_length",
    "iso",
    "rfc822",
    "absolute",
    "reading_time",
    "number",
    "listed",
    "language_direction",
    "language_name",
    "tongue",
    "page_tongue",
    "with_dateline",
    "sanitised",
    "with_photos",
    "with_embeds",
    "with_charts",
    "after_lede",
    "remembered",
    "each",
)
"""The filters that templates can use in addition to Jinja's own."""
# --- what templates can call ----------------------------------------------------------------------


def known_filters() -> frozenset[str]:
    """Return the filters that templates have without any extension."""
    return frozenset({*Theme([]).filters, *FILTERS})


def make_environment(
    site: Site,
    folders: Sequence[str],
    template_cache: Path | None = None,
    filters: Mapping[str, Callable[..., Any]] = MappingProxyType({}),
    language: str = "",
    data: Mapping[str, Any] = MappingProxyType({}),
) -> Theme:
    """Return the environment of the pages of one site in one language; the paper's own if `language` is empty.

    Everything that a filter of Broadsheet's own depends on is in `site` and `language`. `template_cache` is the folder
    in which `read_templates` put the compiled templates; `filters` are those of extensions; `data` is the paper's own.
    """
    zone, language = ZoneInfo(site.time_zone), language or site.language
    pattern = site.story_time if language == site.language else formats.time_pattern(language)
    environment = Theme(folders, template_cache)
    environment.globals = {
        "site": msgspec.structs.replace(site, extra=lenient(site.extra)),
        "data": Data(_own(data)),
        "language": language,
        "direction": formats.direction_of(language),
        "_": environment.globals["_"],
    }
    words = words_in(language)
    if site.words and language == site.language:
        words = OwnWords({text: str(escape(own)) for text, own in site.words.items()}, words)
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {
        "story_time": partial(formats.story_time, zone=zone, pattern=pattern, language=language),
        "day": partial(formats.day, zone=zone, language=language),
        "short_day": partial(days.short_day, zone=zone, language=language),
        "full_day": partial(days.full_day, language=language),
        "clock": partial(days.clock, zone=zone, language=language),
        "days_before": partial(days.days_before, zone=zone),
        "joined": joined,
        "headline_length": headline_length,
        "iso": partial(formats.iso, zone=zone),
        "rfc822": partial(formats.rfc822, zone=zone),
        "absolute": partial(formats.absolute, site.address),
        "reading_time": partial(formats.reading_minutes, language=language),
        "number": partial(formats.number, language=language),
        "listed": partial(_listed, language=language),
        "language_direction": formats.direction_of,
        "language_name": formats.name_of_language,
        "tongue": _tongue_beside(site.language, language),
        "page_tongue": _page_tongue_beside(site.language, language),
        "with_dateline": _with_dateline,
        "sanitised": _sanitised,
        "with_photos": with_photos,
        "with_embeds": with_embeds,
        "with_charts": with_charts,
        "after_lede": after_lede,
        "remembered": _remembered,
        "each": _each,
        **filters,
    }
    return environment


def _sanitised(html: str) -> Markup:
    """HTML that intake has cleaned, ready to be printed. What comes from an extension is cleaned first."""
    return as_html(with_tab_stops(sanitise(html).html if isinstance(html, Foreign) else html))


def _with_dateline(html: str, story: Card) -> str:
    return formats.open_with_dateline(html, story.dateline, story.source)


class Own(dict[str, Any]):
    """Values of the paper's own. A template's `row.items` is the one of that name, not what Python calls so."""

    def __getattribute__(self, name: str) -> Any:
        """Return the value of that name, or else what every table has: `keys`, `get`."""
        is_own = not name.startswith("_") and dict.__contains__(self, name)
        return dict.__getitem__(self, name) if is_own else super().__getattribute__(name)


class Data(Own):
    """The files in data/, by name."""


class Lenient(Own):
    """Values of which a template may name one that isn't there: it is empty."""

    def __missing__(self, key: str) -> jinja2.ChainableUndefined:
        return jinja2.ChainableUndefined(name=f"extra.{key}")


def lenient(value: Any) -> Any:
    """Return the value, in which every table is a `Lenient`."""
    return _own(value, Lenient)


def _own(value: Any, table: type[Own] = Own) -> Any:
    """Return the value, in which every table is one of that type."""
    if isinstance(value, Mapping):
        return table({key: _own(item, table) for key, item in value.items()})
    return [_own(item, table) for item in value] if isinstance(value, list) else value


def _remembered(macro: Callable[..., str], most: int = REMEMBERED) -> Callable[..., str]:
    """Return the macro with a cache of its `most` latest results. Its arguments must be records, texts or numbers."""
    return lru_cache(maxsize=most)(macro)


def _each(things: Iterable[object], macro: Callable[..., str], *more: object) -> Markup:
    """Return the macro's results for all things, one after the other."""
    return as_html("".join([escaped(macro(thing, *more)) for thing in things]))


def _tongue_beside(home: str, here: str) -> Callable[[Any], Markup]:
    """Return the filter that gives the attributes `lang` and `dir` of the words of a story, or of the site.

    `home` is the language of the paper, `here` that of the page, in which words need no attributes.
    """

    def tongue(record: Any) -> Markup:
        own = record.language or home
        return NO_ATTRIBUTES if own == here else _language_attributes(own)

    return tongue


def _page_tongue_beside(home: str, here: str) -> Callable[[Any], Markup]:
    """Return the filter that gives these attributes of the page's own words inside a story in another language."""

    def page_tongue(record: Any) -> Markup:
        return NO_ATTRIBUTES if (record.language or home) == here else _language_attributes(here)

    return page_tongue


@lru_cache
def _language_attributes(language: str) -> Markup:
    return Markup(' lang="{}" dir="{}"').format(language, formats.direction_of(language))


def _listed(things: Iterable[Any], macro: Callable[..., str] = str, *, language: str) -> Markup:
    """Return what the macro makes of all things, as the language lists them: `Ann Poe, Jane Roe and John Doe`."""
    shown = [escaped(macro(thing)) for thing in things]
    return as_html(formats.listed(shown, language))  # CLDR's patterns hold no HTML


# --- what a template is made of -------------------------------------------------------------------


class Examined(NamedTuple):
    """What a template is made of."""

    draws_on: tuple[str, ...] | None
    """The templates that it draws on; None for any."""
    calls: tuple[str, ...] = ()
    """The filters of extensions that it may call."""
    problem: Problem | None = None
    """Why it can't be used."""
    names_data: bool = False
    """Whether it may use the paper's own data."""
    frame: Frame | None = None
    """What it puts into the places of the template that it extends."""
    blocks: tuple[str, ...] = ()
    """The names of all its blocks."""


def examine(name: str, path: Path, template_cache: Path | None, filters: Collection[str] = ()) -> Examined:
    """Return what the template is made of; `filters` are those of extensions. It is compiled into `template_cache`."""
    environment = Theme([])
    environment.filters |= dict.fromkeys((*FILTERS, *filters), _refuse)
    try:
        source = path.read_text(encoding=ENCODING)
        tree = environment.parse(source, name, str(path))
        draws_on = list(meta.find_referenced_templates(tree))
        code = environment.compile(tree, name, str(path))
        if template_cache:
            Compiled(template_cache).write_cached(environment, name, str(path), source, code)
    except jinja2.TemplateSyntaxError as error:
        known = Known(filters=environment.filters, tests=environment.tests)
        return Examined((), problem=template_problem(name, error.lineno, advise(error, known)))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Examined((), problem=template_problem(name, line, Advice("it is not UTF-8 text", "Save it as UTF-8.")))
    except RecursionError:
        advice = Advice(
            "its blocks or brackets are nested too deeply", "Make macros or files of their own of the inner ones."
        )
        return Examined((), problem=template_problem(name, 0, advice))
    named = tuple(sorted({one for one in draws_on if one}))
    in_use = list(tree.find_all((nodes.Filter, nodes.Const, nodes.Name)))
    called = tuple(sorted(set(filters).intersection(_filters_among(in_use))))
    names_data = any(isinstance(node, nodes.Name) and node.name == "data" for node in in_use)
    blocks = tuple(block.name for block in tree.find_all(nodes.Block))
    return Examined(None if None in draws_on else named, called, None, names_data, _frame(tree), blocks)


def _frame(tree: nodes.Template) -> Frame | None:
    """Return what the template puts into another that it names in a line of its own."""
    at = next((at for at, node in enumerate(tree.body) if isinstance(node, nodes.Extends)), None)
    extends = tree.body[at] if at is not None else None
    if not isinstance(extends, nodes.Extends) or not isinstance(extends.template, nodes.Const):
        return None
    own = {node.attr for node in tree.find_all(nodes.Getattr) if getattr(node.node, "name", "") == "self"}
    fills = tuple((one.name, one.lineno) for one in tree.body if isinstance(one, nodes.Block) and one.name not in own)
    loose = next((line for node in tree.body[at:] for line in _shown_lines(node)), 0)
    return Frame(str(extends.template.value), fills, loose)


def _shown_lines(node: nodes.Node) -> Iterator[int]:
    """Yield the lines of what the node would show in a block. Macros and values show nothing by themselves."""
    if isinstance(node, nodes.Output):
        for one in node.nodes:
            text = one.data if isinstance(one, nodes.TemplateData) else "x"
            if text.strip():
                yield one.lineno + text[: len(text) - len(text.lstrip())].count("\n")
    elif isinstance(node, nodes.Include):
        yield node.lineno


def _filters_among(in_use: Iterable[nodes.Node]) -> Iterator[str]:
    """Yield the filters that a template may call: those it names, and any text in it, since `map` takes a text.

    A name that is put together as the page is set isn't found: `map("reading" ~ "_level")`.
    """
    for node in in_use:
        if isinstance(node, nodes.Filter):
            yield node.name
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            yield node.value


def _refuse(*_: object) -> str:
    """Stand in for a filter while there is no site, so that Jinja folds no constant with it."""
    raise jinja2.TemplateRuntimeError
