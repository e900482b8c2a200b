"""What extensions add to pages: filters and values; what is printed for it, and what becomes of a page when one fails."""

import pytest
from conftest import Newsroom, story
from extended import SHORT, USUAL, same_as_clean, told, use

from generator.errors import ExtensionError, TemplateError
from generator.extensions import stopped
from generator.model import Gravity, Reason
from generator.preview.drafts import render_preview

EXTRA = "@hook\ndef extra_kinds():\n    return ['story']\n@hook\ndef page_extra(kind, record):\n    "
SHOUT = "@hook\ndef filters(settings):\n    return {'shout': lambda words: words.upper()}\n"
STORY_PAGE = "/world/2026/11/20/{}/"


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Three stories, and templates that show what extensions add, where they do."""
    for name in ("a", "b", "c"):
        newsroom.write(f"content/world/{name}.txt", story(name.upper()))
    newsroom.write("templates/story.html", "{{ story.headline }}")
    newsroom.write("templates/404.html", "Nothing here")
    return newsroom


def printed(newsroom: Newsroom) -> set[str]:
    """The addresses of the pages that the next build prints."""
    return {url for url, reason in newsroom.build().reasons if reason is not Reason.SAME}


def stories(*names: str) -> set[str]:
    return {STORY_PAGE.format(name) for name in names}


# --- filters ---


def test_the_reading_level_is_that_of_the_formula(paper: Newsroom) -> None:
    """Of “The council met.”: 3 words, 1 sentence, 4 syllables: 0.39 * 3 + 11.8 * 4 / 3 - 15.59 = 1.31."""
    use(paper, "reading_level")
    paper.write("templates/story.html", "Grade {{ body.html | reading_level }}")
    paper.build()
    assert paper.page(STORY_PAGE.format("a")) == "Grade 1"


def test_a_filter_prints_the_pages_whose_templates_call_it(paper: Newsroom) -> None:
    paper.build()
    use(paper, shouting=SHOUT)
    assert printed(paper) == set()
    paper.write("templates/parts/loud.html", "{{ story.headline | shout }}")
    paper.write("templates/story.html", "{% include 'parts/loud.html' %}!")
    assert printed(paper) == stories("a", "b", "c")
    use(paper, shouting=SHOUT.replace("upper", "lower"))
    assert printed(paper) == stories("a", "b", "c")
    assert paper.page(STORY_PAGE.format("a")) == "a!"
    use(paper, shouting=SHOUT.replace("upper", "lower"), settings="[extensions.shouting]\nx = 1\n")
    assert printed(paper) == set()  # their bytes stay the same
    assert same_as_clean(paper)


def test_a_filter_that_map_calls_by_name_is_seen(paper: Newsroom) -> None:
    use(paper, shouting=SHOUT)
    paper.write("templates/story.html", "{{ ['x'] | map('shout') | join }}")
    paper.build()
    assert paper.page(STORY_PAGE.format("a")) == "X"
    use(paper, shouting=SHOUT.replace("words.upper()", "'changed'"))
    assert printed(paper) == stories("a", "b", "c")


def test_a_template_that_calls_a_filter_of_no_extension_is_named(paper: Newsroom) -> None:
    paper.write("templates/story.html", "\n{{ story.headline | shout }}")
    with pytest.raises(TemplateError, match=r"templates/story\.html:2: .*there is no filter “shout”"):
        paper.build()
    use(paper, shouting=SHOUT)
    paper.build()
    assert paper.page(STORY_PAGE.format("a")) == "\nA"


def test_what_a_filter_gives_is_escaped_or_sanitised(paper: Newsroom) -> None:
    program = (
        "from markupsafe import Markup\n@hook\ndef filters():\n    evil = '<script>x</script><b>y</b>'\n"
        "    return {'text': lambda _: evil, 'safe_text': lambda _: Markup(evil), 'rich': lambda _: [Html(evil)]}\n"
    )
    use(paper, odd=program)
    shown = "{{ 1 | text }} {{ 1 | safe_text }} {{ (1 | rich)[0] }} {{ 1 | text | sanitised }}"
    paper.write("templates/story.html", shown)
    paper.build()
    text = "&lt;script&gt;x&lt;/script&gt;&lt;b&gt;y&lt;/b&gt;"
    assert paper.page(STORY_PAGE.format("a")) == f"{text} {text} <b>y</b> <b>y</b>"


def test_numbers_of_libraries_are_numbers(paper: Newsroom) -> None:
    use(paper, odd="import numpy\n@hook\ndef filters():\n    return {'half': lambda one: numpy.float64(one) / 2}\n")
    paper.write("templates/story.html", "{{ 5 | half }}")
    paper.build()
    assert paper.page(STORY_PAGE.format("a")) == "2.5"


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("1 / 0", "failed with ZeroDivisionError"),
        ("exit()", "tries to end the program"),
        ("(_ for _ in ()).throw(KeyboardInterrupt)", "tries to end the program"),
        ("object()", "gave a value of type object, which is no plain value"),
        ("{1, 2}", "gave a value of type set"),
        ("'x' * 2_000_000", "gave more than 1,000,000 bytes"),
        ("__import__('time').time()", "uses the clock"),
        ("__import__('time').sleep(60)", "it took too long, or ended the process"),
        ("__import__('os')._exit(3)", "it took too long, or ended the process"),
    ],
)
def test_a_filter_that_fails_leaves_the_site_as_it_was_and_is_named(paper: Newsroom, done: str, said: str) -> None:
    paper.build()
    before = paper.files()
    use(paper, odd=f"@hook\ndef filters():\n    return {{'odd': lambda words: {done}}}\n")
    paper.write("templates/story.html", "\n{{ story.headline | odd }}")
    with pytest.raises(TemplateError) as error:
        paper.build(call_limits=SHORT if "sleep" in done else USUAL)
    assert said in error.value.message
    assert "“odd”" in error.value.message
    assert error.value.problem.where in {"templates/story.html:2", "extensions/odd.py"}
    assert paper.files() == before


# --- values ---


def test_values_of_an_extension_are_seen_under_its_name(paper: Newsroom) -> None:
    use(paper, facts=EXTRA + "return {'n': record.body.words, 'rich': Html('<i>x</i>'), 'words': ['<', kind]}\n")
    shown = "{{ extras.facts.n }} {{ extras.facts.rich }} {{ extras.facts.words | join(' ') }}"
    paper.write("templates/story.html", shown)
    paper.build()
    assert paper.page(STORY_PAGE.format("a")) == "3 <i>x</i> &lt; story"


def test_values_print_the_pages_of_their_kinds_and_no_other(paper: Newsroom) -> None:
    paper.write("templates/404.html", "{{ extras.counting.n if 'counting' in extras else 'none' }}")
    paper.build()
    program = EXTRA.replace("'story'", "'notfound'") + "return {'n': len(record.latest)}\n"
    use(paper, counting=program)
    assert printed(paper) == {"/404.html"}
    use(paper, counting=program.replace("len", "10 + len"))
    assert printed(paper) == {"/404.html"}
    use(paper)
    assert printed(paper) == {"/404.html"}


def test_what_it_does_to_the_record_reaches_no_page(paper: Newsroom) -> None:
    use(paper, vandal=EXTRA + "record.extra['mood'] = 'dark'\n    return {}\n")
    paper.write("templates/story.html", "{{ extra | length }}")
    paper.build()
    assert paper.page(STORY_PAGE.format("a")) == "0"


FAILING = {
    "raises": ("raise ValueError('no')", "failed with ValueError: no"),
    "exits": ("exit()", "tries to end the program"),
    "hangs": ("__import__('time').sleep(60)", "took longer than 0.5 seconds"),
    "ends its process": ("__import__('os')._exit(3)", "ended the process that called it"),
    "is slow": ("__import__('time').sleep(0.6)", "took longer than 0.5 seconds"),
    "gives 100 MB": ("return {'x': 'x' * 100_000_000}", "gave more than 1,000,000 bytes"),
    "gives the wrong thing": ("return ['x']", "gave a value of type list in the place of a mapping"),
    "asks the clock": ("import time; return {'t': time.time()}", "uses the clock"),
    "asks chance": ("import random; return {'r': random.random()}", "uses chance"),
    "reads the paper": (
        "from pathlib import Path; return {'x': Path('{folder}/site.toml').read_text()}",
        "file of the paper",
    ),
}


@pytest.mark.parametrize("what", sorted(FAILING))
def test_one_that_fails_on_a_page_is_left_out_there_and_named_each_time(paper: Newsroom, what: str) -> None:
    done, said = FAILING[what]
    program = EXTRA + f"if record.story.headline == 'B':\n        {done.replace('{folder}', str(paper.folder))}\n"
    use(paper, odd=program + "    return {'n': 1}\n")
    paper.write("templates/story.html", "{% if extras.odd %}{{ extras.odd.n }}{% else %}none{% endif %}")
    limits = SHORT if "longer than" in said else USUAL
    outcome = paper.build(call_limits=limits)
    [problem] = told(outcome, "odd")
    assert problem.path == "extensions/odd.py"
    assert STORY_PAGE.format("b") in problem.message
    assert said in problem.message
    assert problem.gravity is Gravity.WARNING
    assert [paper.page(STORY_PAGE.format(name)) for name in "abc"] == ["1", "none", "1"]
    assert told(paper.build(call_limits=limits), "odd") == [problem]
    assert same_as_clean(paper, jobs=2, call_limits=limits)


def test_once_it_is_corrected_all_pages_have_it_and_nothing_is_printed_any_more(paper: Newsroom) -> None:
    use(paper, odd=EXTRA + "return {'n': 1 / 0}\n")
    paper.write("templates/story.html", "{{ extras.odd.n if extras.odd else 'none' }}")
    assert len(told(paper.build(), "odd")) == 3
    use(paper, odd=EXTRA + "return {'n': 1}\n")
    assert printed(paper) == stories("a", "b", "c")
    assert printed(paper) == set()
    assert paper.page(STORY_PAGE.format("b")) == "1"


def test_one_that_hangs_everywhere_ends_the_build(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    paper.build()
    before = paper.files()
    monkeypatch.setattr(stopped, "MOST_STOPPED", 1)
    use(paper, hanging=EXTRA + "__import__('time').sleep(60)\n")
    with pytest.raises(ExtensionError, match="“hanging” can't be used: it had to be stopped 2 times"):
        paper.build(call_limits=SHORT)
    assert paper.files() == before


def test_a_draft_is_shown_with_what_extensions_add(paper: Newsroom) -> None:
    use(paper, facts=EXTRA + "return {'n': record.body.words}\n", shouting=SHOUT)
    paper.write("templates/story.html", "{{ story.headline | shout }} {{ extras.facts.n }}")
    paper.write("content/world/d.txt", story("Later", date="2027-01-01 09:00"))
    paper.build()
    assert render_preview(paper.paper(), "world/d").html == b"LATER 3"
