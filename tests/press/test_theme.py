"""The shortcuts of the theme's environment change nothing that is printed, and leave out what they are meant to."""

from typing import Any
from unittest.mock import Mock

import jinja2
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.press.theme import Theme

PARTS = {
    "parts.html": (
        "{% set word = '<b>' %}{% macro m(x, y='-') %}[{{ x }}{{ y if y != '-' }}{{ ' &' if x }}]{% endmacro %}"
        "{% macro around(x) %}({{ x }}: {{ caller() }}){% endmacro %}"
    ),
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
