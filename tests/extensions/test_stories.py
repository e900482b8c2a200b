"""What extensions do to stories as they are read, and what becomes of a story when one fails."""

import json

import pytest
from conftest import NOON, Newsroom, story
from extended import HARBOR, HOOK, RECIPE, SHORT, USUAL, same_as_clean, told, use
from places import ROOT
from warm import run_command

from generator.config import read_config
from generator.errors import ExtensionError
from generator.extensions import stopped
from generator.extensions.faults import ExtensionFault
from generator.extensions.find import find_extensions
from generator.extensions.load import load
from generator.model import Gravity, Reason

READER = """
@hook
def format_endings():
    return [".note"]
@hook
def read_format(content, name):
    headline, date, text = content.decode().split("|")
    fields = {"Date": date, "Deck": "In short"} if date else {}
    return Copy(headline=headline, html=text, fields=fields)
"""
EMBED = "@hook\ndef embed(text):\n    "
CHECK = "@hook\ndef check(story, body):\n    "


def note(headline: str, text: str, date: str = "2026-11-20 09:00") -> str:
    return f"{headline}|{date}|{text}"


def with_address(headline: str = "A", address: str = "https://maps.example/") -> str:
    """A story with a deck: without one, its card shows the opening of the text on other pages, too."""
    return story(headline, body=f"The council met.\n\n{address}\n\nIt ended.", Deck="In short")


# --- files of another ending ---


def test_a_recipe_is_a_story_like_any_other(newsroom: Newsroom) -> None:
    use(newsroom, "recipes")
    newsroom.write("content/town/pie.recipe", RECIPE)
    outcome = newsroom.build()
    page = newsroom.page("/town/2026/11/20/pie/")
    assert outcome.problems == ()
    assert "<ul><li>500 g blueberries</li><li>100 g sugar</li></ul>\n<p>Mix the berries with the sugar.</p>" in page
    assert "Jane Roe" in page
    assert "Blueberry pie" in newsroom.page("/topics/recipes/")


def test_without_its_extension_the_file_is_held_and_with_it_back_again(newsroom: Newsroom) -> None:
    newsroom.write("content/town/pie.recipe", RECIPE)
    assert newsroom.held(newsroom.build()) == {"content/town/pie.recipe": "Broadsheet can't read .recipe files."}
    use(newsroom, "recipes")
    assert newsroom.build().stories == 1
    use(newsroom)
    assert list(newsroom.held(newsroom.build())) == ["content/town/pie.recipe"]


def test_what_a_reader_gives_is_sanitised_and_cleaned(newsroom: Newsroom) -> None:
    use(newsroom, notes=READER)
    evil = "<p onclick='x()'>Text</p><script>alert(1)</script><a href='javascript:x()'>y</a>"
    newsroom.write("content/world/a.note", note("Hea\x00d \u202eline <b>", evil))
    outcome = newsroom.build()
    page = newsroom.page("/world/2026/11/20/a/")
    assert "alert(1)" not in page
    assert "onclick" not in page
    assert "javascript:x" not in page
    assert "Head line &lt;b&gt;" in page
    assert {problem.gravity for problem in told(outcome, "notes")} == {Gravity.WARNING}


@pytest.mark.parametrize(
    "text",
    ["<p>EMBARGOED UNTIL MONDAY</p><p>The text.</p>", "<p>The text.</p>\n\nEmbargo: 2026-12-01\n"],
)
def test_an_embargo_that_was_not_read_holds_the_story(newsroom: Newsroom, text: str) -> None:
    use(newsroom, notes=READER)
    newsroom.write("content/world/a.note", note("A secret", text))
    assert list(newsroom.held(newsroom.build())) == ["content/world/a.note"]
    assert newsroom.mentions("A secret") == []


def test_an_embargo_that_was_read_passes_the_gate_at_its_hour(newsroom: Newsroom) -> None:
    program = READER.replace('"Deck": "In short"', '"Embargo": "2026-11-23 09:00"')
    use(newsroom, notes=program)
    newsroom.write("content/world/a.note", note("A secret", "<p>Embargo: 2026-11-23 09:00</p><p>The text.</p>"))
    assert newsroom.build(NOON).held == []
    assert newsroom.mentions("A secret") == []
    newsroom.build(NOON.replace(hour=15))
    assert newsroom.mentions("A secret") != []


def test_a_story_without_a_date_is_told_how_to_get_one(newsroom: Newsroom) -> None:
    use(newsroom, notes=READER)
    newsroom.write("content/world/a.note", note("A", "<p>Text</p>", date=""))
    [problem] = newsroom.build().held
    assert "no date" in problem.message
    assert "extension" in problem.hint


def test_two_files_of_one_name_are_told(newsroom: Newsroom) -> None:
    use(newsroom, notes=READER)
    newsroom.write("content/world/a.md", story("Markdown"))
    newsroom.write("content/world/a.note", note("Note", "<p>Text</p>"))
    assert newsroom.held(newsroom.build()) == {"content/world/a.note": "content/world/a.md has the same name."}
    use(newsroom)
    assert newsroom.held(newsroom.build()) == {"content/world/a.note": "Broadsheet can't read .note files."}


def test_files_of_people_are_never_read_by_an_extension(newsroom: Newsroom) -> None:
    use(newsroom, notes=READER)
    newsroom.write("content/people/jane.note", note("Jane", "<p>Text</p>"))
    assert newsroom.held(newsroom.build()) == {"content/people/jane.note": "Broadsheet can't read .note files."}


# --- figures ---


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_map_becomes_a_figure_that_asks_nobody(newsroom: Newsroom, ending: str) -> None:
    use(newsroom, "maps")
    newsroom.write(f"content/world/a.{ending}", with_address(address=HARBOR))
    assert newsroom.build().problems == ()
    page = newsroom.page("/world/2026/11/20/a/")
    figure = f'<figure>\n<p><a href="{HARBOR}" rel="noopener">Map: 44.39° N, 68.21° W</a></p>\n<figcaption>Map data © OpenStreetMap contributors</figcaption>\n</figure>'
    assert f"<p>The council met.</p>\n{figure}\n<p>It ended.</p>" in page
    assert 'src="https://' not in page


def test_the_opening_that_other_pages_show_is_of_the_text_alone(newsroom: Newsroom) -> None:
    use(newsroom, "maps")
    newsroom.write("content/world/a.txt", story("A", body=f"{HARBOR}\n\nThe council met."))
    newsroom.build()
    assert "<p>The council met.</p>" in newsroom.page("/world/2026/11/20/a/")
    assert "openstreetmap" not in newsroom.page("/world/").lower()
    assert 'content="The council met."' in newsroom.page("/world/2026/11/20/a/")


def test_a_shortcode_of_nobody_is_taken_out_and_told_and_other_addresses_are_links(newsroom: Newsroom) -> None:
    use(newsroom, codes=EMBED + "return Figure('<p>Chart</p>') if text == '{{ chart 1 }}' else None\n")
    body = "One.\n\n{{ chart 1 }}\n\n{{ chart 2 }}\n\nhttps://other.example/\n\nSee {{ chart 1 }}."
    newsroom.write("content/world/a.md", f"---\ntitle: A\ndate: 2026-11-20\n---\n\n{body}\n")
    outcome = newsroom.build()
    page = newsroom.page("/world/2026/11/20/a/")
    link = '<a href="https://other.example/" rel="noopener">https://other.example/</a>'
    assert f"<figure>\n<p>Chart</p>\n</figure>\n<p>{link}</p>" in page
    assert [problem for problem in outcome.problems if "{{ chart 2 }}" in problem.message]
    assert "chart 2" not in page
    assert "<p>See {{ chart 1 }}.</p>" in page


def test_a_figure_is_sanitised_and_closed(newsroom: Newsroom) -> None:
    use(newsroom, odd=EMBED + "return Figure('<iframe src=x></iframe></figure><b onload=x()>', '<i>a & b')\n")
    newsroom.write("content/world/a.txt", with_address())
    outcome = newsroom.build()
    page = newsroom.page("/world/2026/11/20/a/")
    assert "iframe" not in page
    assert "onload=x" not in page
    assert "&lt;i&gt;a &amp; b" in page
    assert page.count("<figure>") == page.count("</figure>") == 1
    assert all("“odd”" in problem.message for problem in outcome.problems)


# --- checks ---


def test_a_check_warns_or_holds(newsroom: Newsroom) -> None:
    program = CHECK + (
        "gravity = Gravity.HELD if 'secret' in body.html else Gravity.WARNING\n"
        "    return [Problem('content/other.txt', 0, f'{story.headline}: {body.words}', 'Think.', gravity)]\n"
    )
    use(newsroom, house=program)
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write("content/world/b.txt", story("B", body="A secret thing."))
    outcome = newsroom.build()
    found = {problem.path: (problem.message, problem.gravity) for problem in outcome.problems}
    assert found == {
        "content/world/a.txt": ("A: 3", Gravity.WARNING),
        "content/world/b.txt": ("B: 3", Gravity.HELD),
    }
    assert outcome.stories == 1


def test_what_a_check_says_is_on_one_line_without_signs_that_nobody_sees(newsroom: Newsroom) -> None:
    use(newsroom, odd=CHECK + "return [Problem('x', 2, 'Bad\\x1b[31m\\nword', 'Mend\\n\\u202eit', Gravity.WARNING)]\n")
    newsroom.write("content/world/a.txt", story("A"))
    [problem] = newsroom.build().problems
    assert (problem.where, problem.message, problem.hint) == ("content/world/a.txt:2", "Bad[31m word", "Mend it")


@pytest.mark.parametrize("given", ["'x', 1, ' ', 'Mend it'", "'x', -1, 'Bad', 'Mend it'"])
def test_a_check_that_says_nothing_holds_its_story(newsroom: Newsroom, given: str) -> None:
    use(newsroom, odd=CHECK + f"return [Problem({given}, Gravity.NOTE)]\n")
    newsroom.write("content/world/a.txt", story("A"))
    [problem] = newsroom.build().held
    assert "gave a Problem without a message, or with a line below 0" in problem.message


def test_a_check_changes_nothing_of_the_story(newsroom: Newsroom) -> None:
    use(
        newsroom,
        vandal=CHECK
        + "__import__('msgspec').structs.force_setattr(body, 'html', 'ill')\n    story.extra['mood'] = 'dark'\n",
    )
    newsroom.write("templates/story.html", "{{ extra.mood }} {{ body.html | sanitised }}")
    newsroom.write("content/world/a.md", "---\ntitle: A\ndate: 2026-11-20 09:00\nmood: bright\n---\n\nText.\n")
    newsroom.build()
    assert newsroom.page("/world/2026/11/20/a/") == "bright <p>Text.</p>"


# --- when one fails ---

FAILING = {
    "raises": ("raise KeyError('x')", "failed with KeyError: 'x'"),
    "raises what has no words": ("raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})", "failed with Odd"),
    "interrupts": ("raise KeyboardInterrupt", "tries to end the program"),
    "exits": ("exit()", "tries to end the program"),
    "ends its process": ("__import__('os')._exit(1)", "ended the process that called it"),
    "hangs": ("__import__('time').sleep(60)", "took longer than 0.5 seconds"),
    "is slow": ("__import__('time').sleep(0.6)", "took longer than 0.5 seconds"),
    "gives too much": ("return Copy(headline='A', html='x' * 100_000_000)", "gave more than 1,000,000 bytes"),
    "takes all memory": ("x = 'x' * 2_000_000_000", "takes too much memory"),
    "gives the wrong thing": ("return 'A'", "gave a value of type str in the place of Copy or None"),
    "gives a wrong field": ("return Copy(headline=1, html='')", "gave a Copy that doesn't fit"),
    "asks the clock": ("import datetime; datetime.datetime.now()", "uses the clock"),
    "asks the day": ("from datetime import date; date.today()", "uses the clock"),
    "asks time": ("import time; time.strftime('%Y')", "uses the clock"),
    "asks chance": ("import random; random.choice('ab')", "uses chance"),
    "asks for a number": ("from uuid import uuid4; uuid4()", "uses chance"),
    "reads the paper": ("open('{folder}/site.toml')", "reads or writes a file of the paper"),
    "calls a program": ("import subprocess; subprocess.run(['true'])", "calls another program or the network"),
    "calls the network": ("import socket; socket.create_connection(('127.0.0.1', 9))", "or the network"),
    "gives nothing": ("return None", "finds no story in this file"),
}


@pytest.mark.parametrize("what", sorted(FAILING))
def test_a_reader_that_fails_holds_its_story_and_no_other(newsroom: Newsroom, what: str) -> None:
    done, said = FAILING[what]
    failing = f"    if b'odd' in content:\n        {done.replace('{folder}', str(newsroom.folder))}\n"
    use(
        newsroom,
        notes=READER.replace("def read_format(content, name):\n", f"def read_format(content, name):\n{failing}"),
    )
    newsroom.write("content/world/a.note", note("Good", "<p>Good text</p>"))
    newsroom.write("content/world/b.note", note("Bad", "<p>odd</p>"))
    newsroom.write("content/world/c.txt", story("Plain"))
    limits = SHORT if "longer than" in said else USUAL
    outcome = newsroom.build(jobs=2, call_limits=limits)
    [problem] = outcome.held
    assert problem.path == "content/world/b.note"
    assert "“notes”" in problem.message
    assert said in problem.message
    assert outcome.stories == 2
    assert newsroom.build(call_limits=limits).held == [problem]
    assert same_as_clean(newsroom, call_limits=limits)


def test_a_reader_that_never_comes_back_to_python_is_ended(newsroom: Newsroom) -> None:
    use(newsroom, notes=READER.replace("    headline,", "    any(iter(int, 1))\n    headline,"))
    newsroom.write("content/world/b.note", note("Bad", "<p>odd</p>"))
    newsroom.write("content/world/c.txt", story("Plain"))
    outcome = newsroom.build(call_limits=SHORT)
    [problem] = outcome.held
    assert "took longer than 0.5 seconds" in problem.message
    assert outcome.stories == 1


def test_by_default_a_call_may_take_as_long_as_the_documentation_says() -> None:
    assert f"One call may take {USUAL.call_s} seconds" in (ROOT / "docs" / "extensions.md").read_text()


@pytest.mark.parametrize("hook", ["embed", "check"])
@pytest.mark.parametrize(
    "done", ["raise ValueError('no')", "__import__('time').sleep(60)", "return 7", "exit()", "raise KeyboardInterrupt"]
)
def test_an_embed_or_a_check_that_fails_holds_its_story(newsroom: Newsroom, hook: str, done: str) -> None:
    begun = EMBED + "odd = 'odd' in text\n" if hook == "embed" else CHECK + "odd = story.headline == 'Odd'\n"
    use(newsroom, failing=f"{begun}    if odd: {done}\n")
    newsroom.write("content/world/a.txt", with_address())
    newsroom.write("content/world/b.txt", with_address("Odd", "https://odd.example/"))
    outcome = newsroom.build(call_limits=SHORT if "sleep" in done else USUAL)
    [problem] = outcome.held
    assert problem.path == "content/world/b.txt"
    assert "“failing”" in problem.message
    assert "extensions/failing.py" in problem.message
    assert outcome.stories == 1
    assert "sleep" in done or same_as_clean(newsroom)


def test_a_story_keeps_its_last_good_version_when_an_extension_fails_on_the_next(newsroom: Newsroom) -> None:
    use(newsroom, notes=READER)
    newsroom.write("content/world/a.note", note("Good", "<p>Good text</p>"))
    newsroom.build()
    newsroom.write("content/world/a.note", "no bars at all")
    assert list(newsroom.held(newsroom.build())) == ["content/world/a.note"]
    assert "Good text" in newsroom.page("/world/2026/11/20/a/")


def test_one_that_hangs_everywhere_ends_the_build(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopped, "MOST_STOPPED", 1)
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    before = newsroom.files()
    use(newsroom, hanging=CHECK + "__import__('time').sleep(60)\n")
    newsroom.write("content/world/b.txt", story("B"))
    with pytest.raises(ExtensionError, match="“hanging” can't be used: it had to be stopped 2 times"):
        newsroom.build(call_limits=SHORT)
    assert newsroom.files() == before


def test_what_an_extension_prints_is_not_in_the_answer(newsroom: Newsroom) -> None:
    loud = (
        "import os\nprint('loaded', flush=True)\n"
        + CHECK
        + "print('loud', flush=True); os.write(1, b'raw'); return []\n"
    )
    use(newsroom, loud=loud)
    newsroom.write("content/world/a.txt", story("A"))
    done = run_command("build", "--json", "--source", newsroom.folder)
    assert json.loads(done.stdout)["stories"] == 1
    assert all(word in done.stderr for word in ("loaded", "loud", "raw"))


# --- what is read and printed again ---


def printed(newsroom: Newsroom) -> set[str]:
    """The stories that the next build prints."""
    outcome = newsroom.build()
    return {
        url.split("/")[-2]
        for url, reason in outcome.reasons
        if reason is not Reason.SAME and url.startswith("/world/2")
    }


def test_adding_an_extension_prints_what_it_touches_and_nothing_else(newsroom: Newsroom) -> None:
    for name in "abc":
        newsroom.write(f"content/world/{name}.txt", story(name, date=f"2026-11-20 0{ord(name) - 90}:00"))
    newsroom.write("content/world/map.txt", with_address("Map", HARBOR))
    newsroom.build()
    use(newsroom, "recipes")
    assert printed(newsroom) == set()
    use(newsroom, "recipes", "maps")
    assert printed(newsroom) == {"map"}
    use(newsroom, "recipes", "maps", house=CHECK + "return []\n")
    assert printed(newsroom) == set()
    use(newsroom, "recipes", house=CHECK + "return []\n")
    assert printed(newsroom) == {"map"}


def test_a_changed_reader_reads_its_files_again_and_others_not(
    newsroom: Newsroom,
) -> None:
    use(newsroom, notes=READER)
    newsroom.write("content/world/a.note", note("A", "<p>Text</p>"))
    newsroom.write("content/world/b.txt", story("B"))
    newsroom.build()
    use(newsroom, notes=READER.replace("html=text", "html=text + '<p>More</p>'"))
    assert printed(newsroom) == {"a"}
    assert "<p>More</p>" in newsroom.page("/world/2026/11/20/a/")
    assert same_as_clean(newsroom)


def test_settings_and_version_are_part_of_what_a_story_is_made_of(newsroom: Newsroom) -> None:
    program = EMBED.replace("text", "settings") + "return Figure(f'<p>{settings[\"word\"]}</p>')\n"
    newsroom.write("content/world/a.txt", with_address())
    for word in ("one", "two"):
        use(newsroom, settings=f'[extensions.words]\nword = "{word}"\n', words=program)
        assert printed(newsroom) == {"a"}
        assert f"<p>{word}</p>" in newsroom.page("/world/2026/11/20/a/")


def test_a_file_that_changes_while_it_is_read_is_not_used(newsroom: Newsroom) -> None:
    use(newsroom, house=CHECK + "return []\n")
    [extension], _ = find_extensions(newsroom.folder, read_config(newsroom.folder))
    newsroom.write("extensions/house.py", HOOK + CHECK + "return None\n")
    with pytest.raises(ExtensionFault, match="was changed while it was read"):
        load(extension)


def test_the_summary_beside_a_figure_leaves_out_headings_and_tables(newsroom: Newsroom) -> None:
    use(newsroom, "maps")
    body = f"{HARBOR}\n\n## A sub-head\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nThe council met."
    newsroom.write("content/world/a.md", f"---\ntitle: A\ndate: 2026-11-20\n---\n{body}\n")
    newsroom.build()
    assert '<meta name="description" content="The council met.">' in newsroom.page("/world/2026/11/20/a/")
