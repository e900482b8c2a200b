"""Check the paper's own templates: which can't be used or aren't, and what in them the site's policy would refuse."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path

from generator.build import ReadResult
from generator.commands.page_needs import Need, is_allowed, marks_in, needs_in
from generator.config import Config
from generator.edition.headers import sources_allowed
from generator.edition.pages.kinds import NEWSLETTER, TEMPLATES
from generator.model import Gravity, Problem
from generator.paper import Paper, theme_folder
from generator.press.templates import (
    Found,
    find_problems,
    find_unused,
    own_templates,
    read_templates,
    template_cache_of,
    template_folders,
)

SLOTS = "slots/"
THEME_SHEET = "assets/broadsheet.css"
SHARED_CLASSES = frozenset({"rail-title", "headlines", "kicker", "unseen"})
"""Classes of the theme that slots may use on purpose: docs/themes.md says what each does."""
RESERVED = "my-"
"""Classes and ids that begin with this are the paper's: the theme has none."""
SHEET_NOISE = re.compile(r'/\*.*?\*/|"[^"\n]*"|url\([^)]*\)', re.DOTALL)
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
ID = re.compile(r'\bid="([\w-]+)"')
SCRIPT = """<script src="{{ site.assets['my.js'] }}" defer></script>"""
EXTRA = re.compile(r"\{\{-?\s*site\.extra\.([\w.]+)\s*-?\}\}")
MADE = {"script": "A script", "style": "A style sheet"}
FETCHED = {
    "script": "A script",
    "form": "A form",
    "button": "A form",
    "input": "A form",
    "iframe": "A frame",
    "img": "A picture",
    "link": "A file",
}


def check_templates(paper: Paper, read: ReadResult) -> Iterator[Problem]:
    """Yield what is wrong with the paper's templates, and with what they put into pages."""
    filters = read.settings.extensions.filter_owners()
    folders = template_folders(paper.folder)
    theme = read_templates(folders, template_cache_of(paper), filters, keep=False)
    yield from find_problems(theme, paper.folder)
    yield from find_unused(theme, paper.folder, TEMPLATES | {NEWSLETTER})
    own = {name: _text_of(found) for name, found in own_templates(theme, paper.folder).items() if not found.problem}
    yield from _check_policy(own, read.settings.config)
    yield from _check_marks(own, theme, read)


def _text_of(found: Found) -> str:
    return Path(found.file).read_text(encoding="utf-8-sig")


# --- what the policy refuses ----------------------------------------------------------------------


def _check_policy(templates: Mapping[str, str], config: Config) -> Iterator[Problem]:
    """Yield a warning for whatever the site's own security policy keeps from working. It doesn't reach mails."""
    names = [name for name in templates if name.endswith(".html") and name != NEWSLETTER]
    pages = {name: _with_extra(templates[name], config) for name in names}
    needs = [(name, need) for name, text in pages.items() for need in needs_in(text)]
    refused = [(name, need) for name, need in needs if not _is_allowed(need, config)]
    for name, need in refused:
        wanted = (other.source for _, other in refused if other.directive == need.directive and other.source)
        hint = _advise(need, config, wanted)
        yield Problem(f"templates/{name}", need.line, _describe(need), hint, Gravity.WARNING, code="template-policy")


def _with_extra(text: str, config: Config) -> str:
    """Return a template in which the texts of [extra] in site.toml stand where it prints them."""

    def value(printed: re.Match[str]) -> str:
        found: object = config.extra
        for key in printed[1].split("."):
            found = found.get(key) if isinstance(found, Mapping) else None
        return escape(found) if isinstance(found, str) else printed[0]

    return EXTRA.sub(value, text)


def _is_allowed(need: Need, config: Config) -> bool:
    if need.directive == "frame-src":  # each page names its frames itself, whatever the host's headers are
        return is_allowed(need, config.embeds.frames, config.origin)
    if not (config.headers.write and config.headers.policy):
        return True
    return is_allowed(need, sources_allowed(config).get(need.directive, ()), config.origin)


def _describe(need: Need) -> str:
    refusal = "which the site's security policy doesn't allow, so browsers leave it out"
    if need.url:
        verb = "leads to" if need.directive == "form-action" else "comes from"
        return f"{FETCHED.get(need.element, 'Something')} here {verb} {need.source}, {refusal}."
    if need.element in MADE:
        return f"{MADE[need.element]} is written into the page, {refusal}."
    return f"The attribute “{need.element}” holds {_held(need)}, {refusal}."


def _held(need: Need) -> str:
    return "style" if need.directive == "style-src" else "a script"


def _advise(need: Need, config: Config, wanted: Iterable[str]) -> str:
    """Return how to have it allowed: `wanted` is all that this directive has to name besides what it names already."""
    if need.directive == "frame-src":
        return f"Allow it in site.toml, under [embeds]: frames = {_listed(config.embeds.frames, wanted)}"
    allowed = _listed(config.headers.allow.get(need.directive, ()), wanted)
    line = f"in site.toml, under [headers.allow]: {need.directive} = {allowed}"
    if need.url:
        return f"Allow it {line}"
    if need.directive == "style-src":
        move = "Write the rule into static/assets/paper.css"
    else:
        move = f"Move the script into a file of static/assets/, and name it: {SCRIPT}"
    return f"{move}; or allow it {line}" if need.source else f"{move}."


def _listed(known: Iterable[str], wanted: Iterable[str]) -> str:
    """Return a list as TOML."""
    return "[" + ", ".join(f'"{one}"' for one in dict.fromkeys([*known, *wanted])) + "]"


# --- names that the theme has, too ----------------------------------------------------------------


def _check_marks(templates: Mapping[str, str], theme: Mapping[str, Found], read: ReadResult) -> Iterator[Problem]:
    """Yield a warning for each class and id in a slot that means something in the theme already."""
    slots = {name: text for name, text in templates.items() if name.startswith(SLOTS)}
    if not slots:
        return
    taken = {"class": _classes(read) - SHARED_CLASSES, "id": _ids(theme)}
    for name, text in slots.items():
        marks = sorted({(kind, mark, line) for line, kind, mark in marks_in(text) if mark in taken[kind]})
        for (kind, mark), lines in groupby(marks, key=lambda one: one[:2]):
            message = (
                f"The theme uses the {kind} “{mark}” itself, so its rules and this slot's get into each other's way."
            )
            hint = f"Begin the names of your own with “{RESERVED}”, which the theme never does: {RESERVED}{mark}"
            yield Problem(f"templates/{name}", next(lines)[2], message, hint, Gravity.WARNING, code="template-name")


def _classes(read: ReadResult) -> set[str]:
    """Return the classes for which the style sheet of the theme has rules."""
    sheets = [Path(one.source) for one in read.settings.assets.values() if one.name == THEME_SHEET and one.source]
    return {name for sheet in sheets for name in CLASS.findall(SHEET_NOISE.sub("", sheet.read_text("utf-8-sig")))}


def _ids(theme: Mapping[str, Found]) -> set[str]:
    """Return the ids that the theme's own templates give to elements."""
    own = theme_folder().resolve() / "templates"
    texts = (_text_of(found) for found in theme.values() if Path(found.file).is_relative_to(own) and not found.problem)
    return {name for text in texts for name in ID.findall(text)}
