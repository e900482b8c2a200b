"""A template that can't be used is told by file and line, in plain words and with what to do about it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sites import empty_site

from generator.edition.site_inputs import Site
from generator.errors import TemplateError
from generator.model import Card, Link, Problem
from generator.press.environment import make_environment
from generator.press.templates import find_problems, find_unused, read_templates

SITE = msgspec.convert(empty_site(), Site)
THEME = {
    "page.html": "{% import 'parts/words.html' as words %}<p>{% block head %}{% endblock %}{% block content %}{% endblock %}",
    "parts/words.html": "{% set related = 'Related' %}{% macro more(x) %}{{ x }}{% endmacro %}",
    "parts/card.html": "{% import 'parts/words.html' as words %}{% macro card(story) %}\n{{ story.headline }}{% endmacro %}",
}
CARD = Card(
    path="a/b", url="/a/b/", headline="Vote", section=Link("A", "/a/"), published=datetime(2026, 11, 20, tzinfo=UTC)
)
OPENED = "{% extends 'page.html' %}\n{% block content %}\n"


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """The paper's own templates, none so far, and those of a theme."""
    for name, text in THEME.items():
        write(tmp_path / "theme", name, text)
    (tmp_path / "templates").mkdir()
    return [str(tmp_path / "templates"), str(tmp_path / "theme")]


def write(folder: Path | str, name: str, text: str) -> None:
    file = Path(folder) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def problem_of(folders: list[str], own: Mapping[str, str], page: str) -> Problem:
    """Return the problem that the paper's own templates have when `page` is made of them."""
    for name, text in own.items():
        write(folders[0], name, text)
    for problem in find_problems(read_templates(folders), Path(folders[0]).parent):
        return problem
    data = {"tides": [{"time": "6:12", "feet": "9"}]}
    with pytest.raises(TemplateError) as trouble:
        make_environment(SITE, folders, data=data).fill(page, {"latest": [CARD], "nothing": None})
    return trouble.value.problem


@pytest.mark.parametrize(
    ("line", "what", "fix"),
    [
        ("{{ lateste }}", "there is no “lateste” here", "Did you mean “latest”?"),
        ("{{ qqq }}", "there is no “qqq” here", "docs/templates.md lists what each template gets."),
        ("{{ site.nam }}", "“site” has no “nam”", "Did you mean “name”?"),
        ("{{ latest[0].headlin }}", "a record of the kind Card has no “headlin”", "Did you mean “headline”?"),
        ("{{ latest[0].section.nam | upper }}", "a record of the kind Link has no “nam”", "Did you mean “name”?"),
        ("{{ latest.x }}", "a list has no “x”", ""),
        ("{{ data.tide }}", "data/ holds no file “tide” (its name without the ending)", "Did you mean “tides”?"),
        ("{{ data.tides[0].tim }}", "there is no “tim” in the table that is asked for it", "Did you mean “time”?"),
        ("{{ latest[9] }}", "a list has no entry 9", "The first entry is 0; “| first” and “| last” need a list that isn't empty."),
        ("{% import 'parts/words.html' as w %}{{ w.relatd }}", "“parts/words.html” has no macro or value “relatd”", "Did you mean “related”?"),
        ("{{ site.name | upcase }}", "there is no filter “upcase”", "docs/templates.md lists the filters."),
        ("{{ site.name | joind }}", "there is no filter “joind”", "Did you mean “joined”?"),
        ("{{ latest | random }}", "there is no filter “random”", "docs/templates.md lists the filters."),
        ("{% if site is definde %}{% endif %}", "there is no test “definde” to write after “is”", "Did you mean “defined”?"),
        ("{% include 'parts/crad.html' %}", "there is no template “parts/crad.html”", "Did you mean “parts/card.html”?"),
        ("{% include '../site.toml' %}", "there is no template “../site.toml”", ""),
        ("{% from 'parts/card.html' import crad %}{{ crad(1) }}", "“parts/card.html” has no macro or value “crad”", "Did you mean “card”?"),
        ("{% partial 'x' %}", "there is no tag “{% partial %}”", "docs/themes.md lists the tags, under “The language of templates”."),
        ("{% blok a %}", "there is no tag “{% blok %}”", "Did you mean “block”?"),
        ("{% if 1 %}{% endfor %}", "“{% endfor %}” stands where “{% if %}” isn't closed yet", "Write “{% endif %}” before it, or take it out."),
        ("{% for x in latest %}", "it ends before “{% for %}” is closed", "Write “{% endfor %}” where that ends."),
        ("{# never", "a comment isn't closed", "Write “#}” where it ends."),
        ("{% include “a” %}", "““” can't stand there", "Write straight quotation marks: \" or '."),
        ("{% if 1 && 2 %}", "“&” can't stand there", "Write “and” in the place of “&&”."),
        ("{% if site.name = 'x' %}", "“=” stands where “%}” is expected", "Write “==” to compare."),
        ("{% if 1 %}{% else if 2 %}{% endif %}", "“if” stands where “%}” is expected", "Write “elif” in the place of “else if”."),
        ("{{ .Title }}", "“.” stands without a name before it", "Write what it is a part of: {{ page.title }}."),
        ("{{ 1 / (latest | length - 1) }}", "it divides by zero", "Ask first whether the number is 0: {% if … %}."),
        ("{{ 'x' * 10 ** 18 }}", "it needs more memory than there is", "Look for a loop or a text that grows without measure."),
        ("{% for x in nothing %}{% endfor %}", "a list is needed, and this is nothing", "Ask first whether there is one: {% if … %}."),
        ("{% for x in 5 %}{% endfor %}", "a list is needed, and this is a number", ""),
        ("{{ site.name() }}", "a text is called like a macro", "Take away the brackets behind it."),
        ("{{ 'a' + 1 }}", "“+” stands between a text and something else", "Join texts and numbers with “~”; “| int” makes a number of a text."),
        ("{{ 1 + 'a' }}", "“+” stands between a number and a text", "Join texts and numbers with “~”; “| int” makes a number of a text."),
        ("{{ 'a' | number }}", "“<=” stands between a number and a text", "Join texts and numbers with “~”; “| int” makes a number of a text."),
        ("{{ latest | each }}", "the filter “each” needs more in its brackets: macro", "docs/templates.md lists the filters."),
        ("{% from 'parts/words.html' import more %}{{ more(1, 2) }}", "the macro “more” takes at most 1 values", "Take out what it doesn't take."),
        ("{% from 'parts/words.html' import more %}{{ more(y=2) }}", "the macro “more” takes nothing called “y”", "Its first line says what it takes."),
        ("{{ 'a' | day }}", "a filter for times gets a text", "Times are for example story.published and story.updated."),
        ("{{ nothing | day }}", "a filter for times gets nothing", "Ask first whether there is one: {% if … %}."),
        ("{{ 'a' | full_day }}", "“a” is no day", "Days are written 2026-11-19."),
        ("{{ _('100%') }}", "a message has a percent sign that is no placeholder", "Write “%%”."),
        ("{{ _('a %(b)s') }}", "a message has the placeholder %(b)s, which isn't given", "Name it behind the text."),
        ("{% macro m(x) %}{% endmacro %}{% set m = m | remembered %}{{ m([1]) }}", "a macro that is “remembered” gets a list or a table", "Take out the line with “| remembered”."),
        ("{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}", "it goes round without end", "It includes or extends itself, or a macro calls itself: give that an end, or take it out."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_what_to_do_about_it(folders: list[str], line: str, what: str, fix: str) -> None:
    end = "" if line.startswith(("{# never", "{% for x in latest")) else "\n{% endblock %}\n"
    problem = problem_of(folders, {"404.html": OPENED + line + end}, "404.html")
    assert (problem.where, problem.message) == ("templates/404.html:3", f"The template can't be used: {what}.")
    assert problem.hint == f"{fix} The site stays as it was until the template is fixed.".lstrip()


def test_a_mistake_that_shows_in_the_theme_is_told_by_the_line_of_the_papers_own(folders: list[str]) -> None:
    text = "{% from 'parts/card.html' import card %}\n\n{{ card(latest) }}"
    problem = problem_of(folders, {"404.html": text}, "404.html")
    assert problem.where == "templates/404.html:3"
    assert "a list has no “headline” (in parts/card.html, line 2, which this line uses)" in problem.message


@pytest.mark.parametrize(("name", "lacks"), [("parts/card.html", "card"), ("parts/words.html", "related")])
def test_what_the_papers_copy_of_a_part_lacks_is_told_by_the_copy(folders: list[str], name: str, lacks: str) -> None:
    uses = "{% import 'parts/words.html' as words %}{% from 'parts/card.html' import card %}{{ words.related }}{{ card(1) }}"
    write(folders[1], "story.html", f"\n{uses}")
    problem = problem_of(folders, {name: "{# empty #}"}, "story.html")
    assert problem.where == f"templates/{name}"
    assert f"“{name}” has no macro or value “{lacks}” (in story.html, line 2, which needs it)" in problem.message


def test_a_macro_that_is_not_given_what_it_prints_is_told_by_the_call(folders: list[str]) -> None:
    problem = problem_of(folders, {"404.html": "{% from 'parts/words.html' import more %}\n{{ more() }}"}, "404.html")
    assert problem.where == "templates/404.html:2"
    assert "the macro isn't given its “x”" in problem.message


def test_a_template_that_includes_itself_is_told_by_that_line(folders: list[str]) -> None:
    text = OPENED + "{% include '404.html' %}\n{% endblock %}\n"
    problem = problem_of(folders, {"404.html": text}, "404.html")
    assert (problem.where, "goes round" in problem.message) == ("templates/404.html:3", True)


def test_templates_that_import_each_other_are_told_and_end(folders: list[str]) -> None:
    own = {"parts/words.html": "{% from 'parts/card.html' import card %}\n"}
    problem = problem_of(folders, own, "page.html")
    assert "“parts/words.html” can't be imported here, since it uses this template itself" in problem.message
    assert problem.where == "templates/parts/words.html:1"


def test_a_slot_that_names_what_only_stories_have_is_told_how_to_limit_it(folders: list[str]) -> None:
    own = {"404.html": "{% include 'slots/head.html' %}", "slots/head.html": "\n{{ story.headline }}"}
    problem = problem_of(folders, own, "404.html")
    assert problem.where == "templates/slots/head.html:2"
    assert "“{% if page.kind == 'story' %}” limits it" in problem.hint


def test_the_line_that_is_no_utf_8_is_told(folders: list[str]) -> None:
    (Path(folders[0]) / "404.html").write_bytes(b"one\ntwo\n\xe9\n")
    (problem,) = find_problems(read_templates(folders), Path(folders[0]).parent)
    assert (problem.where, problem.hint.startswith("Save it as UTF-8.")) == ("templates/404.html:3", True)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("404.html", "{% extends 'page.html' %}\n{% block contents %}x{% endblock %}", "contents"),
        ("404.html", "{% extends 'home.html' %}\n{% block shelf %}x{% endblock %}", ""),
        ("404.html", "{% extends 'home.html' %}\n{% block shelfs %}x{% endblock %}", "shelfs"),
        ("404.html", "{% extends 'page.html' %}\n{% block content %}{% block mine %}x{% endblock %}{% endblock %}", ""),
        ("404.html", "{% extends 'page.html' %}\n{% block a %}x{% endblock %}{% block content %}{{ self.a() }}{% endblock %}", ""),
        ("404.html", "{% extends 'parts/words.html' %}\n{% block a %}x{% endblock %}", ""),
        ("404.html", "{% extends 'nowhere.html' %}\n{% block a %}x{% endblock %}", ""),
        ("404.html", "{% extends site.name %}\n{% block a %}x{% endblock %}", ""),
        ("404.html", "{% extends '404.html' %}\n{% block a %}x{% endblock %}", ""),
    ],
)  # fmt: skip
def test_a_block_that_no_page_has_is_a_mistake(folders: list[str], name: str, text: str, told: str) -> None:
    write(folders[0], "home.html", OPENED + "{% block shelf %}{% endblock %}{% endblock %}")
    write(folders[0], name, text)
    problems = [
        (problem.where, problem.message) for problem in find_problems(read_templates(folders), Path(folders[0]).parent)
    ]
    above = "home" if "home" in text else "page"
    message = f"The template can't be used: “{above}.html”, which it extends, has no block “{told}”."
    assert problems == ([(f"templates/{name}:2", message)] if told else [])


def test_a_block_that_the_theme_fills_may_be_left_out(folders: list[str]) -> None:
    write(folders[1], "story.html", OPENED + "{% endblock %}{% block head %}{% endblock %}")
    write(folders[0], "page.html", "{% block content %}{% endblock %}")
    assert find_problems(read_templates(folders), Path(folders[0]).parent) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{# note #}\n{% extends 'page.html' %}\n\n<h1>Lost</h1>", 4),
        ("{% extends 'page.html' %}\n{% block content %}{% endblock %}\n{{ site.name }}", 3),
        ("{% extends 'page.html' %}\n{% include 'parts/card.html' %}", 2),
        ("before {% extends 'page.html' %}\n{# note #}\n{% set x = 1 %}\n{% macro m() %}text{% endmacro %}\n", 0),
        ("<h1>Whole</h1>", 0),
    ],
)
def test_text_outside_the_blocks_is_told(tmp_path: Path, folders: list[str], text: str, line: int) -> None:
    paper = tmp_path / "paper"
    write(paper / "templates", "404.html", text)
    found = read_templates([str(paper / "templates"), folders[1]])
    told = [(one.where, one.code) for one in find_unused(found, paper, ["404.html"])]
    assert told == ([(f"templates/404.html:{line}", "template-lost")] if line else [])
