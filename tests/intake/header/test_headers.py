"""Headers are read as editors write them: in three forms, with every usual key. No mistake stops the paper."""

import re
from zoneinfo import ZoneInfo

import pytest
import yaml
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.header import yaml_header as yaml_headers
from generator.intake.header.fields import fill_fields
from generator.intake.header.keys import SPELLINGS, find_meant_key, find_unknown
from generator.intake.header.lines import HeaderEntry, HeaderError, drop_quotes
from generator.intake.header.slips import read_slips
from generator.intake.header.split import KNOWN_KEYS, Field, Header, read_field, split_header
from generator.intake.header.values import FieldReader
from generator.intake.header.yaml_header import NotYaml, read_yaml
from generator.model import Gravity

FILE = "content/world/a.md"


def split(text: str) -> Header:
    return split_header(text, FILE)


def values(header: Header) -> dict[str, object]:
    return {key: field.value for key, field in header.fields.items()}


def held(header: Header) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in header.problems if problem.gravity is Gravity.HELD]


# --- the three forms ------------------------------------------------------------------------------

SAME = {"headline": "Leaders meet", "published": "2026-11-20", "topics": ("Summit", "Peace"), "bylines": "Jane Roe"}


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Leaders meet\ndate: 2026-11-20\ntags: [Summit, Peace]\nauthor: Jane Roe\n---\nText.\n",
        "---\ntitle: \"Leaders meet\"\ndate: 2026-11-20\ntags:\n  - Summit\n  - Peace\nauthor: 'Jane Roe'\n...\nText.\n",
        '+++\ntitle = "Leaders meet"\ndate = 2026-11-20\ntags = ["Summit", "Peace"]\nauthor = "Jane Roe"\n+++\nText.\n',
        "Title: Leaders meet\nDate: 2026-11-20\nTags: [Summit, Peace]\nAuthor: Jane Roe\n\nText.\n",
        "\n\n---\nTitle: Leaders meet\nDate: 2026-11-20\nTags:\n- Summit\n- Peace\nBy: Jane Roe\n---\n\n\nText.\n",
    ],
)
def test_the_three_forms_say_the_same(text: str) -> None:
    header = split(text)
    assert values(header) == SAME
    assert header.body == "Text.\n"
    assert header.problems == ()


def test_lines_are_counted_as_the_editor_sees_them() -> None:
    header = split("\n---\ntitle: A\n\ndate: 2026-11-20\n---\n\n\nText\n")
    assert (header.fields["headline"].line, header.fields["published"].line, header.body_line) == (3, 5, 9)
    toml = split('+++\ntitle = "A"\n\ndate = 2026-11-20\n+++\nText')
    assert (toml.fields["headline"].line, toml.fields["published"].line, toml.body_line) == (2, 4, 6)


@given(st.text(alphabet="ab: -+#\n\t'\"[]{}&*!|>é", max_size=200))
def test_any_text_gives_a_header_and_its_body_is_the_end_of_the_text(text: str) -> None:
    for opening in ("", "---\n", "+++\n", "Title: x\n"):
        whole = opening + text
        header = split(whole)
        assert whole.endswith(header.body)
        assert whole.split("\n")[header.body_line - 1 :] == header.body.split("\n") or not header.body
        assert all(0 < problem.line <= whole.count("\n") + 1 for problem in header.problems)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), min_size=1))
def test_quoted_text_comes_through_yaml_as_it_is(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    header = split(f'---\nheadline: "{quoted}"\n---\n')
    assert header.fields.get("headline", Field("", 2)).value == text.strip()


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "names"), SPELLINGS.items())
def test_every_usual_spelling_is_known(key: str, names: tuple[str, ...]) -> None:
    for name in names:
        for spelled in (name, name.upper(), name.title(), name.replace(" ", "_"), name.replace(" ", "-")):
            assert read_field(f"{spelled}: 2026-11-20") == (key, "2026-11-20")


def test_a_known_key_means_one_thing() -> None:
    for key, names in SPELLINGS.items():
        assert {KNOWN_KEYS[name.replace(" ", "")] for name in names} == {key}


@pytest.mark.parametrize(
    "line",
    [
        "He said: no", "The key facts of it: none", "https://example.org/date", "Note: mind this", "", ":", "date",
        "Date 2026-11-20", "by the author: a hint", "title://x",
    ],
)  # fmt: skip
def test_a_sentence_is_no_field(line: str) -> None:
    assert read_field(line) is None


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Date:2026-11-20", ("published", "2026-11-20")),
        ("  By:  Jane Roe  ", ("bylines", "Jane Roe")),
        ("Status: draft", ("draft", "yes")),
        ("status: Published", ("draft", "no")),
        ("published: false", ("draft", "yes")),
        ("Published: yes", ("draft", "no")),
        ("date: “2026-11-20”", ("published", "2026-11-20")),
        ("title: “Never”", ("headline", "“Never”")),
        ("Embargo:", ("embargo", "")),
    ],
)
def test_a_field_is_read_for_what_it_means(line: str, field: tuple[str, str]) -> None:
    assert read_field(line) == field


def test_unknown_keys_are_kept_apart() -> None:
    header = split("---\ntitle: A\nInternal note: zebra\nsizes: [1, 2]\nnested: {a: {b: c}}\n---\n")
    assert header.extra == {"internal_note": "zebra", "sizes": ["1", "2"]}
    assert [(problem.line, problem.gravity) for problem in header.problems] == [(5, Gravity.NOTE)]


@pytest.mark.parametrize("slip", ["embrago", "Embargoe", "emabrgo", "expries", "drfat", "not befor"])
def test_a_misspelled_key_that_keeps_a_story_back_holds_it(slip: str) -> None:
    header = split(f"---\ntitle: A\n{slip}: 2030-01-01\n---\n")
    assert [line for line, _ in held(header)] == [3]


@pytest.mark.parametrize(
    "key", ["layout", "comments", "image", "weight", "type", "id", "email", "role", "toc", "featured"]
)
def test_common_keys_of_other_programs_hold_nothing_back(key: str) -> None:
    assert split(f"---\ntitle: A\n{key}: x\n---\n").problems == ()


def test_empty_values_are_left_out() -> None:
    header = split("---\ntitle: A\ndeck:\nembargo: ~\nsource: null\ntags: []\n---\n")
    assert values(header) == {"headline": "A"}


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["no", "12:30", "2010-04-20", "007", "1e3", "0x10", "Null", "on", "3.10", "1_000"])
def test_text_stays_text(value: str) -> None:
    assert split(f"---\ntitle: {value}\n---\n").fields["headline"] == Field(value, 2)


def test_toml_values_become_text() -> None:
    header = split("+++\ntitle = 7\ndate = 2010-04-20T16:49:00-04:00\ndraft = true\npriority = -2\n+++\n")
    assert values(header) == {
        "headline": "7",
        "published": "2010-04-20T16:49:00-04:00",
        "draft": "true",
        "priority": "-2",
    }


def test_corrections_may_be_a_list_of_texts_and_tables() -> None:
    header = split("---\ncorrections:\n- date: 2010-04-21\n  text: The day was wrong.\n- The name was wrong.\n---\n")
    assert header.fields["corrections"].value == (
        {"date": "2010-04-21", "text": "The day was wrong."},
        {"text": "The name was wrong."},
    )


def test_authors_may_be_tables_with_names() -> None:
    header = split("---\nauthors:\n- name: Jane Roe\n  url: https://x.example\n- John Doe\n---\n")
    assert header.fields["bylines"].value == ("Jane Roe", "John Doe")


def test_of_several_categories_the_first_is_the_section() -> None:
    assert split("---\ncategories: [world, europe]\n---\n").fields["section"].value == "world"


def test_several_lines_of_one_list_are_put_together() -> None:
    header = split("Title: A\nBy: Jane Roe\nBy: John Doe\nTags: one, two\nTags: three\n\nText")
    assert header.fields["bylines"].value == ("Jane Roe", "John Doe")
    assert header.fields["topics"].value == ("one", "two", "three")


def test_day_and_clock_under_two_keys_are_one_moment() -> None:
    assert split("Date: April 20, 2010\nTime: 4:49 PM\n\n").fields["published"].value == "April 20, 2010 4:49 PM"
    assert split("---\ntime: 16:49\ndate: 2010-04-20\n---\n").fields["published"].value == "2010-04-20 16:49"


def test_a_key_that_stands_twice_is_reported() -> None:
    header = split("---\ntitle: A\ntitle: B\n---\n")
    assert header.fields["headline"] == Field("A", 2)
    assert [(problem.line, problem.gravity) for problem in header.problems] == [(3, Gravity.WARNING)]


@pytest.mark.parametrize("key", ["date", "embargo", "expires"])
def test_two_moments_that_contradict_each_other_hold_the_story(key: str) -> None:
    assert held(split(f"---\ntitle: A\n{key}: 2026-01-01\n{key}: 2026-01-02\n---\n"))
    assert not held(split(f"---\ntitle: A\n{key}: 2026-01-01\n{key}: 2026-01-01\n---\n"))


# --- plain lines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Note: the council met.\n\nText.",
        "He said: no.\n\nText.",
        "Source: Iran will talk\n\nText.",
        "Correction: The mayor is well\n\nText.",
        "A headline\n\nDate: 2026-11-20\n\nText.",
        "# A headline\n\nText.",
        "---\n\nA rule, then text: see?\n\nMore.\n",
        "---\n\nText between rules.\n\n---\n\nMore.",
        "***\nText",
        "",
        "\n",
        "---",
        "+++",
    ],
)
def test_prose_is_not_read_as_a_header(text: str) -> None:
    header = split(text)
    assert header.fields == {}
    assert header.body.strip() == text.strip()
    assert header.problems == ()


def test_a_line_of_text_ends_a_plain_header_and_none_of_it_is_lost() -> None:
    header = split("Title: A\nDate: 2026-11-20\nWho said: me\nThe council met.\n\nMore.")
    assert values(header) == {"headline": "A", "published": "2026-11-20"}
    assert header.body == "Who said: me\nThe council met.\n\nMore."


def test_a_long_value_may_go_on_in_indented_lines() -> None:
    assert split("Title: A long\n  headline\nDeck: B\n\nText").fields["headline"].value == "A long headline"


def test_a_persons_card_may_open_with_a_name() -> None:
    header = split_header("Name: Jane Roe\nRole: Reporter\n\nBiography.", "content/people/jane.md")
    assert header.extra == {"name": "Jane Roe", "role": "Reporter"}
    assert split("Name: Jane Roe\nRole: Reporter\n\nText").extra == {}


# --- slips ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("title: Talks: a first step", "Talks: a first step"),
        ('title: "Yes," he says', '"Yes," he says'),
        ("title: *Breaking* news", "*Breaking* news"),
        ("title: `code`", "`code`"),
        ("title: @mayor resigns", "@mayor resigns"),
        ("title: - 5 degrees", "- 5 degrees"),
        ("title: [Update] Fire", "[Update] Fire"),
        ("title: 'Tis the season: shops", "'Tis the season: shops"),
        ("\ttitle: Indented", "Indented"),
        ("title: “Talks: a first step”", "“Talks: a first step”"),
        ("title: 50%: a half", "50%: a half"),
    ],
)
def test_a_mistake_in_yaml_is_read_as_written_and_noted(line: str, headline: str) -> None:
    header = split(f"---\n{line}\ndate: 2026-11-20\n---\nText")
    assert values(header) == {"headline": headline, "published": "2026-11-20"}
    assert [problem.gravity for problem in header.problems] == [Gravity.NOTE]
    assert header.problems[0].hint


def test_odd_blanks_from_word_processors_do_no_harm() -> None:
    header = split("---\ntitle:\xa0Leaders meet\n\xa0date: 2026-11-20\n---\nText")
    assert values(header) == {"headline": "Leaders meet", "published": "2026-11-20"}
    assert header.problems == ()


def test_tabs_before_items_do_no_harm() -> None:
    header = split("---\ntitle: A\ntags:\n\t- one\n\t- two\n---\n")
    assert header.fields["topics"].value == ("one", "two")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: A\ndate: 2026-11-20\n\nText without an end.", 1, "no end"),
        ("---\ntitle: A\n\nThe council met.\n\n---\n\nMore.", 4, "Key: value"),
        ("+++\ntitle = [\n+++\nText", 2, "TOML"),
        ('{\n"title": "A",\n"date": "2026-11-20"\n\nText', 1, "no end"),
        ('{"title": "A"} and more\n\nText', 1, "bracket"),
        ("<!--\n.. title: A\n.. date: 2026-11-20\n\nText", 1, "no end"),
    ],
)
def test_a_header_that_cannot_be_read_names_the_line_and_how_to_fix_it(text: str, line: int, words: str) -> None:
    header = split(text)
    [problem] = header.problems
    assert (problem.line, problem.gravity) == (line, Gravity.HELD)
    assert words in problem.message
    assert problem.hint
    assert header.fields == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("tags: [one, two] three", "tags"),
        ("tags: [one, two", "tags"),
        ("summary: |\n    one\n  two", "summary"),
        ("seo:\n  title: Foo: bar\n  image: x", "seo"),
        ("authors: !people", "authors"),
        ("no colon here", "no colon here"),
        ("mood: &x *y", "mood"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_broken_line_damages_that_line_alone(line: str, said: str, is_first: bool) -> None:
    rest = "title: Talks\ndate: 2026-11-20\nslug: talks"
    header = split(f"---\n{line}\n{rest}\n---\nText" if is_first else f"---\n{rest}\n{line}\n---\nText")
    assert values(header) == {"headline": "Talks", "published": "2026-11-20", "slug": "talks"}
    assert header.body == "Text"
    [problem] = header.problems
    assert problem.gravity is Gravity.WARNING
    assert said in problem.message
    assert "left out" in problem.message
    assert problem.line in ((2, 3, 4) if is_first else (5, 6, 7))


@pytest.mark.parametrize(
    "line",
    [
        "embargo: [2030-01-01",
        "draft: !yes",
        "date: {2026",
        "title: [Open",
        "slug: &x y",
        "embargo 2030-01-01",
        "Not for release",
        "drfat: [yes",
    ],
)
def test_a_broken_line_that_the_story_needs_holds_it(line: str) -> None:
    header = split(f"---\ntags: [one]\n{line}\n---\nText")
    assert [number for number, _ in held(header)] == [3]
    assert values(header) == {"topics": ("one",)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('---\ntitle: "Leaders meet\ndate: 2026-11-20\n---\nText', 2),
        ("---\ndate: 2026-11-20\ntitle: 'Leaders meet\n---\nText", 3),
        ("+++\ndate = 2026-11-20\ntitle = Leaders meet\n+++\nText", 3),
        ('+++\ntitle = "Leaders meet\ndate = 2026-11-20\n+++\nText', 2),
        ('+++\ntitle: "Leaders meet"\ndate = 2026-11-20\n+++\nText', 2),
    ],
)
def test_a_quotation_mark_that_is_missing_is_no_loss(text: str, line: int) -> None:
    header = split(text)
    assert values(header) == {"headline": "Leaders meet", "published": "2026-11-20"}
    assert [(problem.line, problem.gravity) for problem in header.problems] == [(line, Gravity.NOTE)]


def test_a_broken_line_of_toml_damages_that_line_alone() -> None:
    header = split('+++\ntitle = "A"\ntags = ["one", two]\ndate = 2026-11-20\n[extra]\nmood = 1\n+++\nText')
    assert values(header) == {"headline": "A", "published": "2026-11-20"}
    [problem] = [one for one in header.problems if one.gravity is not Gravity.NOTE]
    assert (problem.line, problem.gravity) == (3, Gravity.WARNING)
    assert "tags" in problem.message


def test_a_key_of_toml_that_stands_twice_is_reported() -> None:
    header = split('+++\ntitle = "A"\ntitle = "B"\n+++\n')
    assert values(header) == {"headline": "A"}
    assert (3, Gravity.WARNING) in [(problem.line, problem.gravity) for problem in header.problems]


# --- the forms of other programs ------------------------------------------------------------------


def test_a_header_in_json_is_read() -> None:
    header = split(
        '{\n  "title": "Leaders meet",\n  "date": "2026-11-20",\n  "tags": ["Summit", "Peace"],\n'
        '  "author": "Jane Roe",\n  "weight": 7, "draft": false, "layout": null\n}\n\nText.\n'
    )
    assert values(header) == {**SAME, "draft": "false"}
    assert header.extra == {"weight": "7"}
    assert (header.fields["published"].line, header.body, header.body_line) == (3, "Text.\n", 9)
    assert header.problems == ()


def test_a_broken_line_of_json_damages_that_line_alone() -> None:
    header = split('{\n"title": "Leaders meet"\n"date": "2026-11-20",\n"tags": [one,\n}\nText')
    assert values(header) == {"headline": "Leaders meet", "published": "2026-11-20"}
    assert [(problem.line, problem.gravity) for problem in header.problems] == [(4, Gravity.WARNING)]


@pytest.mark.parametrize("text", ["{ A remark } opens the text.", '{"quoted"} words', "{}\n\nText", "{{ page.title }}"])
def test_a_brace_is_not_always_a_header(text: str) -> None:
    assert (split(text).fields, split(text).body) == ({}, text)


def test_json_that_never_ends_is_bounded() -> None:
    assert held(split('{"title": ' + "[" * 40_000))
    assert held(split('{"a": ' + '{"a": ' * 9_000 + "}\n"))


@pytest.mark.parametrize("frame", ["{}\n\nText.\n", "<!--\n{}\n-->\n\nText.\n"])
def test_a_header_of_nikola_is_read(frame: str) -> None:
    lines = ".. title: Leaders meet\n.. date: 2026-11-20\n.. tags: Summit, Peace\n.. author: Jane Roe\n.. mood: good"
    header = split(frame.format(lines))
    assert values(header) == {**SAME, "topics": "Summit, Peace"}
    assert (header.extra, header.body, header.problems) == ({"mood": "good"}, "Text.\n", ())


@pytest.mark.parametrize("text", [".. and so on", ".. note:: A remark\n\nText", "<!--\nA remark\n-->\nText", "<!--"])
def test_two_points_are_not_always_a_header(text: str) -> None:
    assert (split(text).fields, split(text).body) == ({}, text)


def test_a_remark_that_may_be_text_is_reported() -> None:
    assert [problem.line for problem in split("---\ntitle: We're #1\n---\n").problems] == [2]
    assert split("---\ntitle: '#1'\ndate: 2026-11-20 # the day\n---\n").problems == ()


# --- structure that YAML refuses ------------------------------------------------------------------

STRUCTURE = [
    ("title: " + "[" * 5000, 2),
    ("title: " + "{a: " * 5000, 2),
    ("title: " + "[" * 5000 + "]" * 5000 + " x", 2),
    ("title:\n  " + "- " * 5000, 3),
    ("title: - - deep", 2),
    ("title: -\n -", 2),
    ("title: [Open", 2),
    ("title: {Open", 2),
    ("title: [Open}", 2),
    ("title: ]x", 2),
    ("title: [a: b: c]", 2),
    ("tags: [one, two] three", 2),
    ("tags: [one,\n  two: 2: b,\n  three", 2),
    ("x: y: z\ntitle: &a b: c", 3),
    ("x: y: z\ntitle: !mark b: c", 3),
    ("x: y: z\ntitle: *a b: c", 3),
    ("x: y: z\ntags:\n- one\n- !two", 5),
    ("summary: |\n    one\n  two", 3),
    ("tags:\n  - |\n  - *b* more", 4),
    ("seo:\n  title: Foo: bar\n  image: x", 3),
    ("seo:\n  title: Foo\n image: x", 3),
    ("title: A: b\n  embargo: 2030-01-01", 3),
    ("title: A: b\n  embargo:2030-01-01", 3),
    ("title: A: b\n\tEmbargo till: 2030-01-01", 3),
    ("title: A\n embargo: 2030-01-01", 3),
    ("corrections:\n- date: 2010-04-21\n  text: The day: wrong", 3),
    ("tags:\n\t- one\n\t  and more", 3),
    ("x: y: z\n" + "\n".join(f"{'  ' * depth}a:" for depth in range(60)), 7),
]


@pytest.mark.parametrize(("block", "line"), STRUCTURE)
@pytest.mark.parametrize("loader", ["C", "Python"])
def test_structure_that_yaml_refuses_is_not_read_as_text(
    block: str, line: int, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if loader == "Python":
        monkeypatch.setattr(yaml_headers, "LOADER", yaml.SafeLoader)
    header = split(f"---\n{block}\n---\nText")
    [problem] = header.problems
    assert problem.line == line
    is_needed = re.search(r"^title:|embargo|date", block, re.MULTILINE | re.IGNORECASE)
    assert problem.gravity is (Gravity.HELD if is_needed else Gravity.WARNING)
    assert problem.message
    assert problem.hint
    assert header.fields == {}


@pytest.mark.parametrize("error", [RecursionError(), ValueError("x"), IndexError(), yaml.scanner.ScannerError()])
def test_whatever_the_library_raises_is_a_refusal(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str, Loader: object) -> None:  # noqa: N803 (the library's own name)
        raise error

    monkeypatch.setattr(yaml, "parse", refuse)
    assert [line for line, _ in held(split("---\ntitle: A\nembargo: [2030-01-01,\n---\nText"))] == [3]
    typed = split("---\ntitle: Talks: a first step\n---\nText")
    assert values(typed) == {"headline": "Talks: a first step"}
    assert [problem.gravity for problem in typed.problems] == [Gravity.NOTE]


def test_a_mistake_in_one_line_changes_no_other() -> None:
    block = (
        'tags: ["a, b", c]\ndeck: ~\nsummary: |\n  # One\n  two\ndate: 2026-11-20 # the day\ncorrections:\n- text: x\n'
    )
    sound = values(split(f"---\n{block}---\n"))
    slipped = split(f"---\n{block}title: Talks: a first step\n---\n")
    assert values(slipped) == {**sound, "headline": "Talks: a first step"}
    assert sound["topics"] == ("a, b", "c")
    assert sound["corrections"] == ({"text": "x"},)


LEAVES = st.sampled_from(
    [
        "a",
        "b c",
        "A: b",
        "2030-01-01",
        "'x",
        '"x"',
        "*b*",
        "**b** c",
        "&a",
        "*a",
        "!t",
        "#1",
        "|",
        ">",
        "@",
        "~",
        "-",
        "",
    ]
)
NESTED = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=3).map(lambda items: "{" + ", ".join(f"k: {item}" for item in items) + "}"),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: "\n  - " + "\n  - ".join(items)),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: "\n  k: " + "\n  j: ".join(items)),
        inner.map(lambda item: f"[{item}"),
        inner.map(lambda item: f"{item} and more"),
        st.tuples(inner, inner).map("\n ".join),
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(["title", "date", "tags", "embargo", "mood", "Author"])
ENTRIES = st.lists(st.builds("{}: {}".format, KEYS, NESTED), min_size=1, max_size=4)


@settings(max_examples=examples(400))
@given(ENTRIES)
def test_a_header_is_read_as_yaml_has_it_or_as_typed_or_held(entries: list[str]) -> None:
    """Only keys with words or with a list of words, each below the other, are read although YAML refuses them."""
    block = "\n".join(entries).split("\n")
    try:
        text = "\n".join(block)
        assert split_header(f"---\n{text}\n---\n", FILE) is not None
        read = read_slips(block, 1)
    except HeaderError as trouble:
        assert 0 <= trouble.line < len(block)
        assert trouble.message
        assert trouble.hint
        return
    for one in read.broken:
        assert 0 <= one.line < len(block)
        assert one.message
        assert one.hint
    if read.broken:
        return
    lines = [entry.line for entry in read.entries]
    for entry, end in zip(read.entries, [*(line - 1 for line in lines[1:]), len(block)], strict=True):
        own = block[entry.line - 1 : end]
        try:
            assert read_yaml("\n".join(own), entry.line) == [entry]
        except NotYaml:
            assert_typed(entry, own)


def assert_typed(entry: HeaderEntry, own: list[str]) -> None:
    key, _, opening = own[0].partition(":")
    assert entry.key == key
    below = [line for line in own[1:] if not line.lstrip().startswith("#")]
    written = [line.strip() for line in (opening, *below) if line.strip()]
    if isinstance(entry.value, tuple):
        assert [drop_quotes(line.removeprefix("- ").strip()) for line in written] == list(entry.value)
    else:
        assert drop_quotes(" ".join(written)) == entry.value
    for text in (entry.value,) if isinstance(entry.value, str) else entry.value or ():
        assert isinstance(text, str)
        assert not re.match(r"[\]}&!]|- -|\*\w+( |$)|[|>]$|[\[{](?!.*[\]}])", text)
    for line in own[1:]:
        assert not re.match(r"(?:- )?[kj]: ", line.strip())


# --- attacks --------------------------------------------------------------------------------------

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\ntitle: *c"


@pytest.mark.parametrize(
    "block",
    [
        "title: !!python/object/apply:os.system ['touch pwned']",
        "title: !important news",
        "title: x\ntags: !!set {a, b}",
        "title: &anchor x",
        "base: &b {title: x}\n<<: *b",
        BOMB,
        "title: " + "[" * 5000,
        "title: " + "{a: " * 5000,
        "title:\n  " + "- " * 5000,
        "title: x\nlong: " + "x" * 60_000,
    ],
)
def test_yaml_with_powers_is_refused(block: str) -> None:
    header = split(f"---\n{block}\n---\nText")
    assert header.problems
    assert values(header) in ({}, {"headline": "x"})
    assert header.extra == {}


@pytest.mark.parametrize("escape", [r"\u0000", r"\u0007", r"\u202e", r"\ufffe"])
def test_escapes_bring_no_unclean_character_in(escape: str) -> None:
    assert values(split(f'---\ntitle: "a{escape}b"\ntags: ["c{escape}"]\n---\n')) == {
        "headline": "ab",
        "topics": ("c",),
    }
    assert values(split(f'+++\ntitle = "a{escape}b"\ntags = ["c{escape}"]\n+++\n')) == {
        "headline": "ab",
        "topics": ("c",),
    }


@pytest.mark.parametrize(
    "block",
    [
        "title = " + "[" * 20_000,
        "x = 1\ntitle" + ".a" * 20_000 + " = 1",
    ],
)
def test_toml_that_its_library_cannot_take_is_held(block: str) -> None:
    header = split(f"+++\n{block}\n+++\n")
    [problem] = header.problems
    assert (problem.gravity, header.fields) == (Gravity.HELD, {})
    assert problem.hint


def test_a_number_that_is_too_long_for_toml_is_text() -> None:
    assert values(split(f"+++\ntitle = {'9' * 9000}\n+++\n")) == {"headline": "9" * 9000}


@pytest.mark.parametrize(
    "text", [BOMB, "title: a\nb: [1, {c: d}]", "title: Foo: bar", "title: 'x", "title: ~", "\ttitle: x"]
)
def test_the_parser_in_python_reads_what_the_one_in_c_reads(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_c = split(f"---\n{text}\n---\nText")
    monkeypatch.setattr(yaml_headers, "LOADER", yaml.SafeLoader)
    assert split(f"---\n{text}\n---\nText") == in_c


# --- keys that nobody knows -----------------------------------------------------------------------


def test_keys_of_other_programs_are_not_unknown() -> None:
    assert find_unknown({"layout": "x", "og_image": "x", "photo": "x", "imagen": "x", "mood": "x", "dtae": "x"}) == (
        "dtae",
        "mood",
    )


@pytest.mark.parametrize(
    ("key", "meant"), [("dtae", "date"), ("autor_name", ""), ("pubished", "published"), ("mood", "")]
)
def test_a_misspelled_key_is_recognised(key: str, meant: str) -> None:
    assert find_meant_key(key) == meant


@pytest.mark.parametrize("mark", [",", ";", "、", "，", "；", "،", "؛"])
def test_names_in_a_list_stand_between_the_commas_of_any_script(mark: str) -> None:
    fields = {"topics": Field(f"港{mark} 天気", 3)}
    assert FieldReader("content/a.md", fields, ZoneInfo("UTC")).names("topics") == ["港", "天気"]


def test_fields_that_stand_in_no_line_are_told_apart_by_their_names() -> None:
    """Extensions give such fields."""
    filled = fill_fields([HeaderEntry("Title", "One", 0), HeaderEntry("Headline", "Other", 0)], FILE)
    [problem] = filled.problems
    assert problem.message == "“Headline” contradicts a field before it, and that one is used."
    assert problem.hint == "Take one of the two out."
