"""Values and data of the paper's own, slots, and templates with slips."""

from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of

from generator.edition import data_files
from generator.edition.data_files import read_data
from generator.errors import ConfigError, TemplateError
from generator.model import Gravity, Problem
from generator.press.slots import after_lede

SHOWN = "{% for row in data.scores %}<p>{{ row.home }} {{ row.goals }}</p>{% endfor %}\n"


def read(folder: Path, name: str, content: str | bytes) -> data_files.DataFiles:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_data(folder)


# --- data -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "value"),
    [
        ("a.csv", "home,goals\r\nTown,3\r\n\r\n\"Bay, \"\"the\"\"\",0\n", [{"home": "Town", "goals": "3"}, {"home": 'Bay, "the"', "goals": "0"}]),
        ("a.csv", "\ufeffhome;goals\nTown;1,5\n", [{"home": "Town", "goals": "1,5"}]),
        ("a.csv", "home\tgoals\nTown\t3\n", [{"home": "Town", "goals": "3"}]),
        ("a.toml", "day = 2026-11-23\nschools = [{ name = \"North\", open = true }]\n", {"day": "2026-11-23", "schools": [{"name": "North", "open": True}]}),
        ("a.json", '{"ferry": [1, 2.5, null]}', {"ferry": [1, 2.5, None]}),
        ("a.JSON", "[]", []),
    ],
)  # fmt: skip
def test_data_is_read_as_plain_values(tmp_path: Path, name: str, content: str, value: object) -> None:
    found = read(tmp_path, name, content)
    assert (found.values, found.problems) == ({"a": value}, ())


@pytest.mark.parametrize(
    ("name", "content", "line", "why"),
    [
        ("a.csv", "home,goals\nTown\n", 2, "line 2 has 1 cells, and line 1 has 2 columns"),
        ("a.csv", "home,home\n", 1, "line 1 has two columns of the same name"),
        ("a.csv", "home,\n", 1, "line 1 has a column without a name"),
        ("a.csv", 'home\n"a"b\n', 2, "line 2 is no line of CSV"),
        ("a.json", '{"a": }', 1, "Expecting value: line 1"),
        ("a.json", "[" * 100_000, 0, "it is nested too deeply"),
        ("a.json", "[" * 40 + "]" * 40, 0, "it is nested too deeply"),
        ("a.json", "[NaN]", 0, "nan is no number"),
        ("a.json", "[99999999999999999999]", 0, "a number in it is too large"),
        ("a.json", '["\\ud800"]', 0, "a text in it has a character (U+D800)"),
        ("a.json", '{"\\u0000": 1}', 0, "a text in it has a character (U+0000)"),
        ("a.csv", "a,b\n\x1b[1m,2\n", 0, "a text in it has a character (U+001B)"),
        ("a.toml", "a = \n", 1, "Invalid value"),
        ("a.toml", "a" + ".a" * 5000 + " = 1\n", 0, "a line has too many points"),
        ("my scores.csv", "a\n", 0, "its name has to be of letters"),
        ("a.csv", b"a\n\xff\n", 0, "it is not UTF-8 text"),
        ("a.json", "[" + " " * 1_000_000 + "]", 0, "it is too large"),
    ],
)
def test_what_can_t_be_used_is_told(tmp_path: Path, name: str, content: str | bytes, line: int, why: str) -> None:
    found = read(tmp_path, name, content)
    [problem] = found.problems
    assert found.values == {}
    assert (problem.path, problem.line) == (f"data/{name}", line)
    assert problem.message.startswith(f"The data can't be used: {why}")


def test_all_files_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "MAX_ALL_BYTES", 10)
    read(tmp_path, "a.json", "[1, 2]")
    found = read(tmp_path, "b.json", "[3, 4]")
    assert list(found.values) == ["a"]
    assert [problem.path for problem in found.problems] == ["data/b.json"]


def test_other_files_and_links_are_no_data(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("[1]")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "link.json").symlink_to(tmp_path / "secret.json")
    found = read(tmp_path, "notes.md", "# Notes")
    assert found.values == {}
    assert [problem.path for problem in found.problems] == ["data/link.json"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("scores.yaml", "Write it as .toml or .json."),
        ("scores.YML", "Write it as .toml or .json."),
        ("scores.xlsx", "Save the sheet as CSV, a .csv file."),
        ("scores.tsv", "Name it .csv: tabs may separate the columns."),
        ("bay.geojson", "Name it .json."),
        ("scores.parquet", "Save it as .csv, .json or .toml, or take it out of the folder."),
    ],
)
def test_a_kind_of_data_that_isn_t_read_is_told(tmp_path: Path, name: str, hint: str) -> None:
    found = read(tmp_path, name, "a: 1\n")
    ending = name.rpartition(".")[2].lower()
    message = f"Files of the kind .{ending} aren't read as data."
    assert found.values == {}
    assert found.unread == (Problem(f"data/{name}", 0, message, hint, Gravity.WARNING, "data-unread"),)


@pytest.mark.parametrize("name", ["README.md", "README", "sources.txt", ".gitignore"])
def test_a_text_about_the_data_needs_no_warning(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, "From the league.\n")
    assert (found.problems, found.unread) == ((), ())


def test_a_kind_of_data_that_isn_t_read_stops_no_build(newsroom: Newsroom) -> None:
    newsroom.write("templates/404.html", SHOWN)
    newsroom.write("data/scores.csv", "home,goals\nTown,3\n")
    newsroom.write("data/table.yaml", "a: 1\n")
    assert [one.path for one in newsroom.build().problems] == ["data/table.yaml"]
    assert "Town 3" in newsroom.page("/404.html")


def test_a_change_of_data_renders_the_pages_whose_templates_name_it_and_no_others(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.write("content/town/a.txt", story("A story"))
    newsroom.write("templates/404.html", '{% include "parts/scores.html" %}\n')
    newsroom.write("templates/parts/scores.html", SHOWN)
    newsroom.write("data/scores.csv", "home,goals\nTown <b>,3\n")
    assert newsroom.build().problems == ()
    assert newsroom.page("/404.html").strip() == "<p>Town &lt;b&gt; 3</p>"
    newsroom.write("data/scores.csv", "home,goals\nTown,4\n")
    assert newsroom.build().written == ("404.html",)
    assert newsroom.build().written == ()
    newsroom.write("data/other.json", "[]")
    newsroom.build()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


def test_the_site_stays_as_it_was_while_data_can_t_be_read(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("A story"))
    newsroom.write("templates/404.html", SHOWN)
    newsroom.write("data/scores.csv", "home,goals\nTown,3\n")
    newsroom.build()
    newsroom.write("data/scores.csv", "home,goals\nTown\n")
    with pytest.raises(ConfigError, match=r"data/scores\.csv:2"):
        newsroom.build()
    assert "Town 3" in newsroom.page("/404.html")
    newsroom.delete("templates/404.html")
    assert [one.where for one in newsroom.build().problems] == ["data/scores.csv:2"]


# --- extra ----------------------------------------------------------------------------------------


def test_extra_values_are_there_for_templates_and_missing_ones_are_empty(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + '[extra]\nletters = "https://l.example/"\n[extra.ferry]\nprice = 4\n')
    newsroom.write(
        "templates/404.html", "{{ site.extra.letters }} {{ site.extra.ferry.price }}[{{ site.extra.no.where }}]"
    )
    newsroom.build()
    assert newsroom.page("/404.html") == "https://l.example/ 4[]"


@pytest.mark.parametrize("name", ["items", "values", "keys", "get", "copy"])
def test_a_value_may_be_called_like_anything_that_python_s_tables_have(newsroom: Newsroom, name: str) -> None:
    newsroom.write("site.toml", SITE + f'[extra]\n{name} = "extra"\n')
    newsroom.write(f"data/{name}.csv", f"{name},__class__\ncell,x\n")
    shown = f"{{% for row in data.{name} %}}{{{{ row.{name} }}}} {{% endfor %}}{{{{ site.extra.{name} }}}}"
    newsroom.write("templates/404.html", shown)
    newsroom.build()
    assert newsroom.page("/404.html") == "cell extra"


def test_data_can_be_gone_through_and_written_out(newsroom: Newsroom) -> None:
    newsroom.write("data/ferry.json", '{"adult": 4, "child": {"fare": 2}}')
    newsroom.write(
        "templates/404.html",
        "{% for key, fare in data.ferry.items() %}{{ key }} {% endfor %}{{ data.ferry | tojson }}",
    )
    newsroom.build()
    assert newsroom.page("/404.html") == 'adult child {"adult": 4, "child": {"fare": 2}}'


def test_a_key_that_a_story_s_header_doesn_t_have_is_empty(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.md", "---\ntitle: A\ndate: 2026-11-20\nvideo: x.mp4\n---\nText.\n")
    newsroom.write("content/town/b.md", "---\ntitle: B\ndate: 2026-11-20\n---\nText.\n")
    newsroom.write("content/pages/about.md", "# About\n\nText.\n")
    shown = "[{{ extra.video }}{{ 'none' if not extra.video }}{{ extra.trailer.poster }}]"
    newsroom.write("templates/story.html", shown)
    newsroom.write("templates/own-page.html", shown)
    newsroom.build()
    assert newsroom.page("/town/2026/11/20/a/") == "[x.mp4]"
    assert newsroom.page("/town/2026/11/20/b/") == newsroom.page("/about/") == "[none]"


def test_any_other_name_that_isn_t_there_is_an_error(newsroom: Newsroom) -> None:
    newsroom.write("templates/404.html", "{{ extra.video }}")
    with pytest.raises(TemplateError, match="there is no “extra” here"):
        newsroom.build()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ site.nme }}", "“site” has no “nme”"),
        ("\n{{ page.titel }}", "“page” has no “titel”"),
        ("{% for row in data.scoers %}{% endfor %}", "data/ holds no file “scoers” (its name without the ending)"),
        ("{{ data.scores[0].hme }}", "there is no “hme” in the table that is asked for it"),
        ("{{ site.notice.txt }}", "something that is empty is asked for “txt”"),
        ("{{ page.breadcrumbs.first }}", "a list has no “first”"),
    ],
)
def test_a_name_that_isn_t_there_is_told_in_plain_words(newsroom: Newsroom, template: str, words: str) -> None:
    newsroom.write("data/scores.csv", "home,away\nHerons,Owls\n")
    newsroom.write("templates/404.html", template)
    with pytest.raises(TemplateError) as told:
        newsroom.build()
    [problem] = told.value.problems
    assert problem.where == f"templates/404.html:{1 + template.count(chr(10))}"
    assert words in problem.message


@pytest.mark.parametrize("value", ["2026-11-23", "nan", "99999999999999999999"])
def test_extra_values_are_plain(newsroom: Newsroom, value: str) -> None:
    newsroom.write("site.toml", SITE + f"[extra]\nwhen = {value}\n")
    with pytest.raises(ConfigError, match=r"extra\.when"):
        newsroom.build()


def test_an_unknown_setting_is_told_elsewhere(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + "[theme]\nacccent = 1\n[extra]\nacccent = 1\n")
    with pytest.raises(ConfigError) as refused:
        newsroom.build()
    assert [one.message for one in refused.value.problems] == ["There is no setting “theme.acccent”."]


# --- slots ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>One.</p>\n<p>Two.</p>", "<p>One.</p>\n<b>+</b>\n<p>Two.</p>"),
        ("<blockquote>\n<p>Said.</p>\n</blockquote>\n<p class=\"x\">One.</p>", '<blockquote>\n<p>Said.</p>\n</blockquote>\n<p class="x">One.</p>\n<b>+</b>'),
        ("<ul>\n<li>One</li>\n</ul>", "<ul>\n<li>One</li>\n</ul>\n<b>+</b>"),
        ("<pre>x</pre>\n<p>One.</p>\n<p>Two.</p>", "<pre>x</pre>\n<p>One.</p>\n<b>+</b>\n<p>Two.</p>"),
        ("", "\n<b>+</b>"),
    ],
)  # fmt: skip
def test_the_slot_is_after_the_first_paragraph_and_inside_nothing(html: str, shown: str) -> None:
    assert after_lede(html, "<b>+</b>\n") == shown
    assert after_lede(html, " \n") == html


def test_slots_are_filled_where_they_are_and_nothing_is_there_without_them(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/town/a.txt", story("A story", body="The lede.\n\nThe rest."))
    newsroom.build()
    before = site_of(newsroom)
    newsroom.write("templates/slots/head.html", '<meta name="slot" content="{{ page.kind }}">\n')
    newsroom.write("templates/slots/after-lede.html", "<form>{{ story.headline }}</form>\n")
    newsroom.write("templates/slots/rail.html", "<p>In the rail</p>\n")
    newsroom.write("templates/slots/before-footer.html", "<p>Above the foot</p>\n")
    assert newsroom.build().problems == ()
    page, front = newsroom.page("/town/2026/11/20/a/"), newsroom.page("/")
    assert '<meta name="slot" content="story">\n</head>' in page
    assert "<p>The lede.</p>\n<form>A story</form>\n<p>The rest.</p>" in page
    assert page.index('<aside class="rail"') < page.index("<p>In the rail</p>") < page.index("</aside>")
    assert '</main>\n<div class="before-footer">\n<p>Above the foot</p>\n\n</div>\n<footer' in page
    assert "<p>In the rail</p>" in front
    assert "hidden" not in page.partition('<aside class="rail"')[2].partition(">")[0]
    for name in ("head", "after-lede", "rail", "before-footer"):
        newsroom.delete(f"templates/slots/{name}.html")
    newsroom.build()
    assert site_of(newsroom) == before == clean_build(newsroom, tmp_path / "clean", NOON)


# --- templates with slips -------------------------------------------------------------------------


def test_a_byte_order_mark_is_no_part_of_a_template(newsroom: Newsroom) -> None:
    newsroom.write("templates/404.html", "\ufeff<!doctype html>\n<p>Not here</p>")
    newsroom.write(
        "templates/parts/pager.html", "\ufeff{% macro pager(newer, older, newer_words, older_words) %}{% endmacro %}"
    )
    newsroom.build()
    assert newsroom.page("/404.html").startswith("<!doctype html>")
    assert "\ufeff" not in newsroom.page("/town/")


def test_a_template_that_no_page_uses_is_told(newsroom: Newsroom) -> None:
    newsroom.write("templates/404.html", '{% include "parts/mine.html" %}')
    newsroom.write("templates/parts/mine.html", "Mine")
    newsroom.write("templates/storry.html", "Never")
    newsroom.write("templates/slots/heads.html", "Never")
    told = {one.path: (one.message, one.hint) for one in newsroom.build().problems}
    assert told == {
        "templates/slots/heads.html": ("No page uses this template.", "Did you mean “slots/head.html”?"),
        "templates/storry.html": ("No page uses this template.", "Did you mean “story.html”?"),
    }
