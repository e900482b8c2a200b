"""Say in plain words what is wrong with a template, and how to mend it; Jinja and Python speak to programmers."""

import re
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

import jinja2
from jinja2.environment import TemplateModule

from generator.config.wording import nearest
from generator.press.template_problems import Advice
from generator.press.undefined import KINDS_OF_VALUES, asked_of, describe, names_of


class Known(NamedTuple):
    """The names that a template might have meant."""

    variables: Collection[str] = ()
    filters: Collection[str] = ()
    tests: Collection[str] = ()
    templates: Callable[[], Iterable[str]] = tuple
    exports: Callable[[str], Iterable[str]] = lambda _: ()
    """The names that another template gives to those that import from it."""
    is_slot: bool = False
    """Whether the template is put into pages of several kinds."""


TAGS = ("block", "call", "elif", "else", "extends", "filter", "for", "from", "if", "import", "include", "macro", "raw")
MORE_TAGS = ("set", "with", "endblock", "endfor", "endif", "endmacro", "endset")
EXPORT = re.compile(r"^the template '(.*?)' .*does not export the requested name '(.*)'$", re.DOTALL)
KINDS = {
    RecursionError: Advice(
        "it goes round without end",
        "It includes or extends itself, or a macro calls itself: give that an end, or take it out.",
    ),
    MemoryError: Advice("it needs more memory than there is", "Look for a loop or a text that grows without measure."),
    ZeroDivisionError: Advice("it divides by zero", "Ask first whether the number is 0: {% if … %}."),
}
"""Mistakes that are told by the kind of their exception alone."""
SIGNS = {
    "&": "Write “and” in the place of “&&”.",
    "!": "Write “not” in the place of “!”.",
    "?": "Write “{{ a if b else c }}”.",
    "`": "Write straight quotation marks: \" or '.",
    "$": "A name has no “$” here.",
    **dict.fromkeys("“”„‘’«»", "Write straight quotation marks: \" or '."),
}
"""What other languages and word processors write -> what templates write."""
CLOSING = {"end of statement block": "%}", "end of print statement": "}}"}
INSTEAD = {
    "=": "Write “==” to compare.",
    "if": "Write “elif” in the place of “else if”.",
    "{": "Close the braces that were opened before.",
}
"""What stands where a tag should end -> what was meant."""
LIMIT = "A slot sees what its page sees: “{% if page.kind == 'story' %}” limits it to stories."
LIST = "docs/templates.md lists what each template gets."
FILTERS = "docs/templates.md lists the filters."
ASK_FIRST = "Ask first whether there is one: {% if … %}."
WRITE_IT = "Write it there. Without a file of yours, the theme's of the same name is used, if there is one."
TIMES = "Times are for example story.published and story.updated."
JOIN = "Join texts and numbers with “~”; “| int” makes a number of a text."


def advise(error: Exception, known: Known) -> Advice:
    """Return what the error, which a template raised, says to somebody who writes templates."""
    for kind, advice in KINDS.items():
        if isinstance(error, kind):
            return advice
    if isinstance(error, KeyError):
        return Advice(
            f"a message has the placeholder %({error.args[0]})s, which isn't given", "Name it behind the text."
        )
    if isinstance(error, jinja2.TemplateNotFound):
        return Advice(f"there is no template “{error.name}”", nearest(str(error.name), known.templates()))
    return _reword(error, known)


def _reword(error: Exception, known: Known) -> Advice:
    """Return what the error's own message says."""
    message = str(error) or type(error).__name__
    for pattern, name in NAMES:
        if found := pattern.search(message):
            return name(found, known)
    for pattern, say in SAYINGS:
        if found := pattern.search(message):
            return say(found)
    thing, wanted = asked_of(error)
    if isinstance(thing, TemplateModule):
        return _export_missing(str(thing.__name__), wanted, known)
    return Advice(describe(message), nearest(wanted, names_of(thing)) if wanted else "")


def lacking_template(error: Exception) -> str:
    """Return the template that lacks what another imports of it; empty if the error is another one."""
    thing, _ = asked_of(error)
    found = EXPORT.search(str(error))
    return str(thing.__name__) if isinstance(thing, TemplateModule) else found[1] if found else ""


# --- what Jinja says ------------------------------------------------------------------------------


def _filter(found: re.Match[str], known: Known) -> Advice:
    fix = nearest(found[1], known.filters) or FILTERS
    return Advice(f"there is no filter “{found[1]}”", fix)


def _test(found: re.Match[str], known: Known) -> Advice:
    return Advice(f"there is no test “{found[1]}” to write after “is”", nearest(found[1], known.tests))


def _variable(found: re.Match[str], known: Known) -> Advice:
    fix = LIMIT if known.is_slot else nearest(found[1], known.variables) or LIST
    return Advice(describe(found[0]), fix)


def _export(found: re.Match[str], known: Known) -> Advice:
    return _export_missing(found[1], found[2], known)


def _export_missing(template: str, wanted: str, known: Known) -> Advice:
    return Advice(
        f"“{template}” has no macro or value “{wanted}”", nearest(wanted, known.exports(template)) or WRITE_IT
    )


def _tag(found: re.Match[str]) -> Advice:
    """An `end…` that closes nothing or comes too early, or a tag that doesn't exist."""
    tag, rest = found.groups()
    opened = re.search(r"needs to be closed is '(\w+)'", rest)
    if tag.startswith("end") or tag in {"else", "elif"}:
        if not opened:
            return Advice(f"“{{% {tag} %}}” closes nothing", "Take it out, or write what it closes.")
        what = f"“{{% {tag} %}}” stands where “{{% {opened[1]} %}}” isn't closed yet"
        return Advice(what, f"Write “{{% end{opened[1]} %}}” before it, or take it out.")
    fix = nearest(tag, TAGS + MORE_TAGS) or "docs/themes.md lists the tags, under “The language of templates”."
    return Advice(f"there is no tag “{{% {tag} %}}”", fix)


def _end(found: re.Match[str]) -> Advice:
    return Advice(f"it ends before “{{% {found[1]} %}}” is closed", f"Write “{{% end{found[1]} %}}” where that ends.")


def _sign(found: re.Match[str]) -> Advice:
    return Advice(f"“{found[1]}” can't stand there", SIGNS.get(found[1], ""))


def _dot(_: re.Match[str]) -> Advice:
    return Advice("“.” stands without a name before it", "Write what it is a part of: {{ page.title }}.")


def _expected(found: re.Match[str]) -> Advice:
    wanted, got = found.groups()
    return Advice(f"“{got}” stands where “{CLOSING.get(wanted, wanted)}” is expected", INSTEAD.get(got, ""))


def _unclosed(found: re.Match[str]) -> Advice:
    end = "#}" if found[1] == "comment tag" else "{% endraw %}"
    return Advice(f"a {found[1].split()[0]} isn't closed", f"Write “{end}” where it ends.")


def _twice(found: re.Match[str]) -> Advice:
    return Advice(f"two blocks are called “{found[1]}”", "Give one of them another name, or take it out.")


# --- what Python says -----------------------------------------------------------------------------


def _kind(name: str) -> str:
    return KINDS_OF_VALUES.get(name, f"a record of the kind {name}")


def _unusable(found: re.Match[str]) -> Advice:
    what, need = found.groups()
    if need == "iterable":
        return Advice(f"a list is needed, and this is {_kind(what)}", ASK_FIRST if what == "NoneType" else "")
    if need == "callable":
        return Advice(f"{_kind(what)} is called like a macro", "Take away the brackets behind it.")
    return Advice(f"{_kind(what)} is asked for one of its parts", "Print it whole, or take what it is a part of.")


def _no_entry(found: re.Match[str]) -> Advice:
    return Advice(
        f"a list has no entry {found[1]}", "The first entry is 0; “| first” and “| last” need a list that isn't empty."
    )


def _mixed(found: re.Match[str]) -> Advice:
    sign, left, right = found.groups()
    return Advice(f"“{sign}” stands between {_kind(left)} and {_kind(right)}", JOIN)


def _concatenated(_: re.Match[str]) -> Advice:
    return Advice("“+” stands between a text and something else", JOIN)


def _lacking(found: re.Match[str]) -> Advice:
    return Advice(f"the filter “{found[1]}” needs more in its brackets: {found[2]}".replace("'", ""), FILTERS)


def _too_many(found: re.Match[str]) -> Advice:
    return Advice(f"the macro “{found[1]}” takes at most {found[2]} values", "Take out what it doesn't take.")


def _no_such_value(found: re.Match[str]) -> Advice:
    return Advice(f"the macro “{found[1]}” takes nothing called “{found[2]}”", "Its first line says what it takes.")


def _not_given(found: re.Match[str]) -> Advice:
    return Advice(f"the macro isn't given its “{found[1]}”", "Write it into the brackets of the call.")


def _time(found: re.Match[str]) -> Advice:
    return Advice(f"a filter for times gets {_kind(found[1])}", ASK_FIRST if found[1] == "NoneType" else TIMES)


def _day(found: re.Match[str]) -> Advice:
    return Advice(f"“{found[1]}” is no day", "Days are written 2026-11-19.")


def _percent(_: re.Match[str]) -> Advice:
    return Advice("a message has a percent sign that is no placeholder", "Write “%%”.")


def _remembered(_: re.Match[str]) -> Advice:
    return Advice("a macro that is “remembered” gets a list or a table", "Take out the line with “| remembered”.")


NAMES = [
    (re.compile(pattern, re.DOTALL), say)
    for pattern, say in (
        (r"^No filter named '(.*?)'", _filter),
        (r"^No test named '(.*?)'", _test),
        (r"^'(\w+)' is undefined$", _variable),
        (EXPORT.pattern, _export),
    )
]
"""What Jinja says of names that it doesn't know -> what to say in the place of it."""
SAYINGS = [
    (re.compile(pattern, re.DOTALL), say)
    for pattern, say in (
        (r"^Encountered unknown tag '(\w+)'\.(.*)", _tag),
        (r"^Unexpected end of template.*needs to be closed is '(\w+)'", _end),
        (r"^unexpected char '(.)' at", _sign),
        (r"^unexpected '\.'$", _dot),
        (r"^expected token '(.*)', got '(.*)'$", _expected),
        (r"^Missing end of (comment tag|raw directive)", _unclosed),
        (r"^block '(.*)' defined twice", _twice),
        (r"^'(\w+)' object is not (iterable|callable|subscriptable)$", _unusable),
        (r"^(?:list|tuple) object has no element (-?\d+)$", _no_entry),
        (r"^unsupported operand type\(s\) for (\S+?):? '(\w+)' and '(\w+)'$", _mixed),
        (r"^'(\S+)' not supported between instances of '(\w+)' and '(\w+)'$", _mixed),
        (r"^can only concatenate str", _concatenated),
        (r"^_?(\w+)\(\) missing \d+ required positional arguments?: (.*)$", _lacking),
        (r"^macro '(\w+)' takes not more than (\d+) argument", _too_many),
        (r"^macro '(\w+)' takes no keyword argument '(\w+)'", _no_such_value),
        (r"^parameter '(\w+)' was not provided$", _not_given),
        (r"'(?:[\w.]+\.)?(\w+)(?: object)?' (?:object )?has no attribute 'astimezone'", _time),
        (r"^Invalid isoformat string: '(.*)'$", _day),
        (r"^(?:incomplete format|unsupported format character)", _percent),
        (r"^unhashable type", _remembered),
    )
]
"""What Jinja and Python say of mistakes -> what to say in the place of it."""
