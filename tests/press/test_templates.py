"""Templates know which others they use, and this is kept between builds."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from sites import empty_site

from generator.edition.site_inputs import Site
from generator.paper import theme_folder
from generator.press import environment, templates
from generator.press.environment import FILTERS, make_environment
from generator.press.template_blocks import Frame
from generator.press.templates import digest_closures, find_problems, read_templates
from generator.press.theme import Theme

EMPTY = empty_site()
SITE = msgspec.convert(EMPTY, Site)


class Folder:
    """A folder of templates and a cache of compiled ones."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.template_cache = folder / "templates", folder / "state" / "version"
        self.folder.mkdir()

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.folder / f"{name}.html").write_text(text)

    def read(self, template_cache: Path | None = None) -> dict[str, templates.Found]:
        return read_templates([str(self.folder)], template_cache or self.template_cache)

    def changed_by(self, **texts: str) -> list[str]:
        """Write `texts` and return the templates whose closure changes."""
        before = digest_closures(self.read())
        self.write(**texts)
        after = digest_closures(self.read())
        return [name.removesuffix(".html") for name in after if after[name] != before.get(name)]

    def fill(self, name: str, site: Site = SITE, **variables: Any) -> str:
        return make_environment(site, [str(self.folder)], self.template_cache).fill(f"{name}.html", variables)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.write(
        frame="<{% block content %}{% endblock %}>",
        story="{% extends 'frame.html' %}{% from 'card.html' import card %}{% block content %}{{ card() }}{% endblock %}",
        card="{% import 'words.html' as words %}{% macro card() %}{{ words.by }}{% endmacro %}",
        words="{% set by = 'By' %}",
        feed="{{ 1 }}",
    )
    return made


@pytest.mark.parametrize(
    ("name", "reached"),
    [("story", ["story"]), ("feed", ["feed"]), ("words", ["card", "story", "words"]), ("frame", ["frame", "story"])],
)
def test_a_change_reaches_the_templates_that_draw_on_it(folder: Folder, name: str, reached: list[str]) -> None:
    text = (folder.folder / f"{name}.html").read_text()
    assert folder.changed_by(**{name: text + "\n"}) == reached
    assert folder.changed_by(**{name: text}) == reached


def test_a_template_named_by_a_variable_may_be_any(folder: Folder) -> None:
    folder.write(feed="{% include kind ~ '.html' %}")
    assert folder.changed_by(words="{% set by = 'Von' %}") == ["card", "feed", "story", "words"]


def test_a_template_that_comes_into_being_is_a_change(folder: Folder) -> None:
    folder.write(feed="{% include 'more.html' ignore missing %}", frame="{% include ['a.html', 'b.html'] %}")
    assert folder.changed_by(more="x") == ["feed", "more"]
    assert folder.changed_by(b="x") == ["b", "frame", "story"]


def test_the_papers_own_template_takes_the_place_of_the_themes(folder: Folder, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    before = digest_closures(folder.read())
    (own / "words.html").write_text("{% set by = 'Von' %}")
    after = digest_closures(read_templates([str(own), str(folder.folder)], folder.template_cache))
    assert [name for name in after if after[name] != before[name]] == ["card.html", "story.html", "words.html"]
    assert digest_closures(folder.read()) == before


def test_files_that_are_the_same_are_not_read_again(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = folder.read()
    read: list[str] = []
    examine = environment.examine

    def note(name: str, *rest: Any) -> Any:
        read.append(name)
        return examine(name, *rest)

    monkeypatch.setattr(environment, "examine", note)
    assert folder.read() == first
    assert read == []
    folder.write(feed="{{ 2 }}")
    assert folder.read() == read_templates([str(folder.folder)])
    assert read[0] == "feed.html"


def test_every_mistake_is_found_at_once_and_found_again(folder: Folder) -> None:
    folder.write(feed="{{ 1 | unheard_of }}", story="x\n{% if %}", words="{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}")
    (folder.folder / "card.html").write_bytes(b"\xff")
    for _ in range(2):
        places = [problem.where for problem in find_problems(folder.read(), folder.folder.parent)]
        assert places == [
            "templates/card.html:1",
            "templates/feed.html:1",
            "templates/story.html:2",
            "templates/words.html",
        ]


def test_a_damaged_cache_counts_as_empty(folder: Folder) -> None:
    first, made = folder.read(), folder.fill("story")
    for damage in (b"", b"\x00", b"x" * 5000, None):
        for file in folder.template_cache.iterdir():
            content = file.read_bytes()
            file.unlink()  # it may be a link to what all tests share
            file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if damage is None else damage)
        assert folder.fill("story") == made
        assert folder.read() == first


def test_what_another_version_kept_is_cleared_away(folder: Folder) -> None:
    folder.read()
    folder.read(folder.template_cache.parent / "later")
    assert [template_cache.name for template_cache in folder.template_cache.parent.iterdir()] == ["later"]


def test_compiled_templates_hold_no_sites_facts(folder: Folder) -> None:
    folder.write(feed="{{ '/x/' | absolute }}")
    folder.read()
    for address in ("https://one.example", "https://two.example"):
        assert folder.fill("feed", msgspec.structs.replace(SITE, address=address)) == f"{address}/x/"


def test_a_template_that_changed_after_it_was_compiled_is_not_taken_from_the_cache(folder: Folder) -> None:
    folder.read()
    folder.write(words="{% set by = 'Von' %}")
    assert folder.fill("story") == "<Von>"


def test_the_themes_own_templates_are_without_mistake() -> None:
    assert find_problems(read_templates([str(theme_folder() / "templates")]), theme_folder()) == []


def test_a_block_without_a_place_is_found_in_the_theme_by_those_who_work_on_it() -> None:
    templates = read_templates([str(theme_folder() / "templates")])
    frame = Frame("page.html", (("contents", 7),))
    templates["story.html"] = msgspec.structs.replace(templates["story.html"], frame=frame)
    (problem,) = find_problems(templates, theme_folder())
    assert problem.where == "templates/story.html:7"
    assert "has no block “contents”" in problem.message


# --- what templates can call ----------------------------------------------------------------------


def test_the_filters_that_are_announced_are_those_that_there_are() -> None:
    assert set(FILTERS) == set(make_environment(SITE, ()).filters) - set(Theme([]).filters)


@given(st.text() | st.integers() | st.none() | st.text().map(Markup) | st.text().map(escape))
def test_words_are_escaped_as_markupsafe_escapes_them(value: object) -> None:
    assert str(Theme.escaped(value)) == str(escape(value))
    assert Theme([]).from_string("{{ x }}").render(x=value) == str(escape(value))


def test_a_remembered_macro_draws_each_thing_once(folder: Folder) -> None:
    drawn: list[str] = []
    folder.write(feed="{% macro m(x) %}{{ note(x) }}{% endmacro %}{% set m = m | remembered %}")
    folder.write(frame="{% from 'feed.html' import m %}{{ words | each(m) }}{{ m('<') }}")
    theme = make_environment(SITE, [str(folder.folder)])

    def note(word: str) -> str:
        drawn.append(word)
        return word

    theme.globals["note"] = note
    assert theme.fill("frame.html", {"words": ["<", "b", "<"]}) == "&lt;b&lt;&lt;"
    assert drawn == ["<", "b"]


def test_nothing_unescaped_comes_from_each() -> None:
    theme = make_environment(SITE, ())
    assert theme.from_string("{{ ['<'] | each(f) }}").render(f=lambda word: word) == "&lt;"


def test_a_build_that_changes_nothing_loads_neither_jinja_nor_babel(folder: Folder) -> None:
    program = (
        "import sys; from pathlib import Path; from generator.press.templates import read_templates\n"
        "import generator.press.render, generator.edition.formats\n"
        "generator.edition.formats.direction_of('en-US')\n"
        f"read_templates([{str(folder.folder)!r}], Path({str(folder.template_cache)!r}))\n"
        "print(sorted({'jinja2', 'babel'} & set(sys.modules)))"
    )
    folder.read()
    root = Path(templates.__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert ran.stdout.strip() == "[]"
