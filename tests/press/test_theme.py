"""The shortcuts of the theme's environment change nothing that is printed, and leave out what they are meant to."""

from typing import Any
from unittest.mock import Mock

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.runtime import Context
from markupsafe import Markup

from generator.press.theme import Theme

PARTS = {
    "parts.html": (
        "{% set word = '<b>' %}{% macro m(x, y='-') %}[{{ x }}{{ y if y != '-' }}{{ ' &' if x }}]{% endmacro %}"
        "{% macro around(x) %}({{ x }}: {{ caller() }}){% endmacro %}"
    ),
    "seen.html": "{% set c = 'own' %}{% from 'parts.html' import m %}({{ a }}{{ c }}{{ x if x is defined }}{{ m(b) }})",
    "alone.html": "({{ a if a is defined }}{{ _('word') }})",
    "tall.html": "{% extends 'frame.html' %}{% from 'parts.html' import m as n %}{% block body %}tall {{ n(2) }}{{ super() }}{% endblock %}",
    "frame.html": "{% from 'parts.html' import m %}<{% block body %}frame {{ m(1) }}{% endblock %}>{{ tail if tail }}",
}
TEMPLATES = (
    "{{ a if b }}|{{ a if not b }}|{{ (a if b) is defined }}",
    "{{ 'x' if b else 'y' }}{{ a if b if c }}{{ [a if b] | join }}",
    "{% set x = a if b %}{{ x is defined }}{% for x in [1, 2] if b %}{{ x if b }}{% endfor %}",
    "{% from 'parts.html' import m, word %}{% for x in [a, b, c] %}{{ m(x, y=loop.index) }}{{ word }}{% endfor %}",
    "{% import 'parts.html' as p %}{{ p.m(a) }}{{ p.word }}{% call p.around(a) %}{{ b if b }}{% endcall %}",
    "{% import 'parts.html' as p with context %}{{ p.m(a, c) }}",
    "{% extends 'frame.html' %}{% block body %}{{ super() }}{% for x in [1, 2] %}{{ m(x) if m is defined }}{% endfor %}{% endblock %}",
    "{% for x in [1, [2, [3]]] recursive %}{{ x if x is number else loop(x) }}{% endfor %}",
    "{% set n = namespace(x=1) %}{% for y in [1, 2] %}{% set n.x = n.x + y %}{% endfor %}{{ n.x }}{{ _('%(w)s & co', w=a) }}",
    "{% set x = a %}{% include 'seen.html' %}{% for x in [b, c] %}{% include 'seen.html' %}{{ c }}{% endfor %}",
    "{% include 'alone.html' without context %}{% include 'missing.html' ignore missing without context %}{{ a }}",
    "before {% extends 'tall.html' %}{% block body %}{% include 'tall.html' %}[{{ super() }}]{% endblock %}",
    "{% for x in [a, b] %}{% block one scoped %}<{{ x if x is defined }}>{% endblock %}{% endfor %}{{ self.one() }}{% block two %}2{% endblock %}",
    "{% if a %}{% extends 'frame.html' %}{% endif %}{{ b }}{% block body %}{{ c }}{% endblock %}{{ a }}",
    "{% from 'parts.html' import m %}{{ m(*[a, b]) }}{{ m(a, **{'y': c}) }}{{ m(y=a, x=b) }}{{ (m(a) ~ '<')[:9] }}{{ m }}",
    "{% set m = a %}{% from 'parts.html' import m, word as m %}{% import 'parts.html' as word %}{{ m }}{{ word.m(b) }}",
    "{% macro n(x, y=x, z=a) %}{{ x }}{{ y }}{{ z }}{{ varargs | join }}{{ kwargs | length }}{% endmacro %}{{ n(1) }}{{ n(a, b, c, 4, v=5) }}",
    "{{ '<&' if a else \"'\" }}{{ '<i>' | safe if b else '</i>' | safe }}{{ 'x' if a else 'y' if b }}{{ '&' ~ a }}{{ 7 if c else none }}",
    "{% autoescape false %}{{ a }}{{ '<' if b else '>' }}{% endautoescape %}{% autoescape a %}{{ '<' if b else c }}{% endautoescape %}",
    "{% set t %}{{ a }}{% include 'seen.html' %}{% endset %}{{ t }}{{ t | trim }}{% filter upper %}{{ b }}<{% endfilter %}",
    "{{ 'a-b'.split('-') | join(a) }}{{ {'x': b}.get('x', 'y') }}{{ a.upper() if a is string }}{{ {'a': {'b': c}}.a.b }}",
    "{% include 'missing.html' ignore missing %}{% include ['missing.html', 'parts.html'] %}{{ a.b if a.b is defined }}",
)
VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.text(max_size=5).map(Markup)


def plain() -> jinja2.Environment:
    """Return Jinja's own environment with the settings of the theme's."""
    theme = Theme([])
    return jinja2.Environment(
        autoescape=True,
        undefined=theme.undefined,
        trim_blocks=theme.trim_blocks,
        lstrip_blocks=theme.lstrip_blocks,
        keep_trailing_newline=theme.keep_trailing_newline,
        extensions=["jinja2.ext.i18n"],
    )


def prints(environment: jinja2.Environment, template: str, variables: dict[str, Any]) -> str:
    environment.loader = jinja2.DictLoader({**PARTS, "page.html": template})
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return environment.get_template("page.html").render(variables)


@given(st.sampled_from(TEMPLATES), st.fixed_dictionaries({"a": VALUES, "b": VALUES, "c": VALUES, "tail": VALUES}))
def test_a_template_prints_what_plain_jinja_prints(template: str, variables: dict[str, Any]) -> None:
    assert prints(Theme([]), template, variables) == prints(plain(), template, variables)


FAULTS = (
    "{% from 'parts.html' import m %}\n{{ m(1, 2, 3) }}",
    "{% from 'parts.html' import m %}\n{{ m(z=1) }}",
    "{% from 'parts.html' import m, nothing %}\n{{ nothing }}",
    "{% import 'parts.html' as p %}{% from 'missing.html' import m %}",
    "\n{% include 'missing.html' %}",
    "{{ {'x': 1}.y.z }}",
    "{{ (1).nothing }}",
    "{{ nothing.here }}",
    "{% macro m(x) %}{{ x }}{% endmacro %}\n{{ m() }}",
    "{% extends 'frame.html' %}\n{% extends 'frame.html' %}",
)


@pytest.mark.parametrize("template", FAULTS)
def test_a_mistake_is_told_as_plain_jinja_tells_it(template: str) -> None:
    told = []
    for environment in (Theme([]), plain()):
        with pytest.raises(Exception) as raised:
            prints(environment, template, {})
        lines = [entry.lineno for entry in raised.traceback if str(entry.path) == "<template>"]
        told.append((type(raised.value), str(raised.value), lines[-1:]))
    assert told[0] == told[1]


def test_macros_are_called_without_jinjas_own_look_at_what_they_take(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=Context.call)
    monkeypatch.setattr(Context, "call", asked)
    source = (
        "{% from 'parts.html' import m %}{% for x in [1, 2] %}{{ m(x) }}{{ m(x, y='z') }}{{ 'a'.upper() }}{% endfor %}"
    )
    assert prints(Theme([]), source, {}) == "[1 &amp;][1z &amp;]A[2 &amp;][2z &amp;]A"
    assert asked.call_count == 0


def test_templates_and_blocks_yield_no_pieces() -> None:
    source = "a{{ x }}{% block body %}b{{ x }}c{% endblock %}d{{ x }}{% include 'seen.html' %}"
    code = {name: made.compile(source, raw=True) for name, made in (("theme", Theme([])), ("plain", plain()))}
    assert code["plain"].count("yield ") > 10
    assert "yield " not in code["theme"]


def test_imports_are_looked_up_once_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = Theme([])
    theme.loader = jinja2.DictLoader(
        {
            **PARTS,
            "page.html": "{% from 'parts.html' import m, word %}{% import 'parts.html' as p %}{{ m(1) }}{{ p.word }}",
        }
    )
    looks = Mock(wraps=theme.exports)
    monkeypatch.setattr(theme, "exports", looks)
    assert len({theme.fill("page.html", {}) for _ in range(5)}) == 1
    assert looks.call_count == 3


def test_compiled_templates_make_no_undefined_value_and_pass_no_variables_of_loops() -> None:
    source = "{% for x in y %}{{ m(x) }}{{ ' z' if x }}{% endfor %}"
    code = {name: made.compile(source, raw=True) for name, made in (("theme", Theme([])), ("plain", plain()))}
    for words in ("cond_expr_undefined(", "_loop_vars=_loop_vars"):
        assert words in code["plain"]
        assert words not in code["theme"]


def test_what_a_template_exports_is_made_once() -> None:
    theme = Theme([])
    made = Mock(wraps=lambda word: word)
    theme.globals["note"] = made
    theme.loader = jinja2.DictLoader(
        {
            "parts.html": "{% set word = note('<b>') %}",
            "page.html": "{% from 'parts.html' import word %}{% import 'parts.html' as p %}{{ word }}{{ p.word }}",
        }
    )
    assert [theme.fill("page.html", {}) for _ in range(3)] == ["&lt;b&gt;&lt;b&gt;"] * 3
    assert made.call_count == 1
