"""What an extension offers, as it says itself: asked for once for each version of it, in a worker."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from generator.digests import digest_value
from generator.extensions.calls import call_hook, took_too_long
from generator.extensions.faults import ExtensionFault, blamed_on
from generator.extensions.hooks import HOOKS, PAIRS
from generator.extensions.load import load
from generator.extensions.plain import Unfit, check_names, check_plain
from generator.extensions.used import Described, Extension, Taken
from generator.model import Problem

ENDING = re.compile(r"\.[a-z0-9]{1,16}")
FILTER = re.compile(r"[a-z][a-z0-9_]{0,40}")
KIND = re.compile(r"[a-z][a-z0-9_-]{0,40}")


def describe(extension: Extension) -> Described:
    """Load an extension and ask it what it offers. Runs in a worker, which can be stopped."""
    try:
        with blamed_on(extension):
            return Described(_ask(extension))
    except ExtensionFault as fault:
        return Described(extension, fault.of_itself())


def _ask(extension: Extension) -> Extension:
    started_s = time.monotonic()
    manager = load(extension)
    if time.monotonic() - started_s > extension.limits.load_s:
        raise ExtensionFault(extension, f"{took_too_long(extension.limits.load_s)} to load")
    defined = {hook for hook in HOOKS if getattr(manager.hook, hook).get_hookimpls()}
    for one, other in PAIRS:
        if len(defined & {one, other}) == 1:
            lone = next(iter(defined & {one, other}))
            raise ExtensionFault(extension, f"defines {lone} without {other if lone == one else one}")
    if not defined:
        raise ExtensionFault(extension, "defines nothing: mark its functions with @hook")

    def names(hook: str, form: re.Pattern[str], what: str, *, keys: bool = False) -> tuple[str, ...]:
        def check(value: Any) -> tuple[str, ...]:
            return check_form(check_callables(value) if keys else check_names(value), form, what)

        return call_hook(extension, hook, "", check) if hook in defined else ()

    given_version = getattr(manager.get_plugins().copy().pop(), "__version__", "")
    version = extension.version or str(check_plain(given_version))
    return msgspec.structs.replace(
        extension,
        version=version,
        digest=digest_value((extension.digest, version)),
        hooks=tuple(hook for hook in HOOKS if hook in defined),
        endings=names("format_endings", ENDING, "an ending such as .recipe"),
        filters=names("filters", FILTER, "the name of a filter", keys=True),
        kinds=names("extra_kinds", KIND, "a kind of page"),
        hosts=names("host_kinds", KIND, "a kind of host", keys=True),
    )


def check_callables(value: Any) -> tuple[str, ...]:
    """Return the names in a mapping of names to functions. Raises Unfit."""
    if not isinstance(value, dict) or not all(isinstance(name, str) and callable(value[name]) for name in value):
        raise Unfit("gave no mapping of names to functions")
    return tuple(value)


def check_form(names: Iterable[str], form: re.Pattern[str], what: str) -> tuple[str, ...]:
    """Return names of the right form. Raises Unfit."""
    for name in names:
        if not form.fullmatch(name):
            raise Unfit(f"gave “{name[:100]}”, which isn't {what}")
    return tuple(names)


def find_clashes(extensions: Iterable[Extension], taken: Callable[[], Taken]) -> Iterator[Problem]:
    """Yield a problem for each name that two extensions give, or that Broadsheet has itself."""
    extensions = list(extensions)
    needs_names = any(one.endings or one.filters or one.kinds for one in extensions)
    names = taken() if needs_names else Taken(frozenset(), frozenset(), frozenset())
    owners: dict[tuple[str, str], str] = {}
    for one in extensions:
        for what, given, known in (
            ("ending", one.endings, names.endings),
            ("filter", one.filters, names.filters),
            ("kind of host", one.hosts, frozenset()),
        ):
            for name in given:
                owner = "Broadsheet" if name in known else owners.setdefault((what, name), one.shown)
                if owner != one.shown:
                    yield ExtensionFault(one, f"gives the {what} {name}, which {owner} has already").of_itself()
        for kind in one.kinds:
            if kind not in names.kinds:
                known_kinds = ", ".join(sorted(names.kinds))
                yield ExtensionFault(
                    one, f"adds to pages of the kind “{kind}”; the kinds are {known_kinds}"
                ).of_itself()
