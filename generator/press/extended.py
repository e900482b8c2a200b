"""What extensions add to pages as they are set: filters for templates, and values for pages of some kinds."""

# ruff: noqa: PLC0415 -- Jinja is loaded when a page is to be set, and only then

import copy
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

import msgspec

from generator.digests import digest_value
from generator.edition.inputs import Inputs, PageFacts
from generator.edition.pages.kind import WITHOUT_TEMPLATE
from generator.edition.pages.kinds import KINDS
from generator.extensions.calls import call, call_hook
from generator.extensions.faults import ExtensionFault
from generator.extensions.plain import check_mapping, check_plain
from generator.extensions.used import Extension, Taken, Used
from generator.intake.names import PHOTO_ENDINGS, TEXT_ENDINGS
from generator.model import Problem
from generator.press.foreign import for_templates

SIMPLE = (str, int, float, bool, type(None))
"""Arguments of filters that nobody can change."""


def taken_names() -> Taken:
    """Return the names that extensions can't take: Jinja's own filters and those of Broadsheet among them."""
    from generator.press.environment import known_filters

    kinds = frozenset(name for name, kind in KINDS.items() if kind.template not in WITHOUT_TEMPLATE)
    return Taken(frozenset(TEXT_ENDINGS | PHOTO_ENDINGS), known_filters(), kinds)


# --- values for pages -----------------------------------------------------------------------------


def add_extras(
    used: Used, facts: PageFacts, inputs: Inputs, left_out: Collection[str]
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return what extensions add to a page, by their names, and a problem for each that failed: it adds nothing.

    Nothing is asked of those that are `left_out`.
    """
    extras: dict[str, Any] = {}
    problems: list[Problem] = []
    for extension in used.adding_to(facts.kind):
        extras[extension.name] = {}
        if extension.name in left_out:
            continue
        try:
            extras[extension.name] = _ask_for_extra(extension, facts, inputs)
        except ExtensionFault as fault:
            problems.append(fault.of_page(facts.url))
    return extras, tuple(problems)


def _ask_for_extra(extension: Extension, facts: PageFacts, inputs: Inputs) -> Any:
    record = copy.deepcopy(inputs)  # what it does to the record reaches no page
    found = call_hook(extension, "page_extra", facts.url, check_mapping, kind=facts.kind, record=record)
    return for_templates(found)


# --- filters --------------------------------------------------------------------------------------


def make_filters(used: Used) -> dict[str, Callable[..., Any]]:
    """Return the filters of all extensions, which are made when the first of them is called."""
    return {name: partial(_filter, extension, name) for name, extension in used.filter_owners().items()}


def _filter(extension: Extension, name: str, /, *arguments: Any, **named: Any) -> Any:
    """Return what the extension's filter makes of its arguments. Raises ValueError, which names the template."""
    given = [_own(one) for one in arguments]
    given_by_name = {key: _own(one) for key, one in named.items()}

    def work() -> Any:
        return _functions_of(extension)[name](*given, **given_by_name)

    subject = digest_value(msgspec.json.encode((name, given, given_by_name), enc_hook=_shown))
    try:
        return for_templates(call(extension, "filters", f"{name} {subject}", check_plain, work))
    except ExtensionFault as fault:
        message = f"the filter “{name}” of the extension “{extension.name}” {fault.what} ({fault.where})"
        raise ValueError(message) from None


def _functions_of(extension: Extension) -> Mapping[str, Callable[..., Any]]:
    from generator.extensions.load import load

    settings = msgspec.json.decode(extension.settings)
    found: Mapping[str, Callable[..., Any]] = load(extension).hook.filters(settings=settings)
    return found


def _own(value: Any) -> Any:
    """Return an argument that the filter may change: a copy, and of texts the plain words."""
    if isinstance(value, str):
        return str.__str__(value)
    return value if type(value) in SIMPLE else copy.deepcopy(value)


def _shown(value: Any) -> str:
    return type(value).__name__
