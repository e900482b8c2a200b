"""The reader of plain YAML headers reads them as the library does."""

from examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.intake.header import split
from generator.intake.header.plain_yaml import read_plain_yaml
from generator.intake.header.yaml_header import read_yaml

WORDS = st.sampled_from(
    [
        *(
            "plain words",
            "null",
            "Null",
            "~",
            "yes",
            "true",
            "12",
            "1.5",
            "2026-11-20",
            "2026-11-20 19:02:00",
            "0x1F",
            "a: b",
        ),
        *(
            "a:b",
            "a #b",
            "a#b",
            "it's",
            "'quoted'",
            "-",
            "- a",
            "[a]",
            "{a}",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%",
            "@a",
            "`a`",
        ),
        *("été", "a,b", "a, b", "x:", "", " ", "http://a.example/b", "\\u0041", "a\\nb", "=", "<<", "?", "? a"),
    ]
)
VALUES = st.one_of(
    WORDS,
    WORDS.map('"{}"'.format),
    st.lists(st.one_of(WORDS, WORDS.map('"{}"'.format)), max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    st.text(alphabet="ab1:#-,'\"[]{} \\\u00a0", max_size=10),
)
LINES = st.builds("{}: {}".format, st.sampled_from(["title", "date", "Author", "null", "a-b", "tags", "x y"]), VALUES)


@settings(max_examples=examples(1000))
@given(st.lists(LINES, min_size=1, max_size=4, unique_by=lambda line: line.partition(":")[0]))
@example(["title: null"])
def test_the_short_reader_equals_the_library(block: list[str]) -> None:
    plain = read_plain_yaml(block, 1)
    if plain is not None:
        entries = read_yaml("\n".join(block), 1)
        assert plain == entries
        assert list(split._find_comments(entries, block, 1, "content/a.md")) == []


def test_a_usual_header_needs_no_library() -> None:
    block = ['title: "A headline, and more"', "date: 2019-10-20 19:02:00", "author: Jane Roe", 'tags: ["a", "b c", d]']
    found = read_plain_yaml(block, 2)
    assert found is not None
    assert [(entry.key, entry.value, entry.line) for entry in found] == [
        ("title", "A headline, and more", 2),
        ("date", "2019-10-20 19:02:00", 3),
        ("author", "Jane Roe", 4),
        ("tags", ("a", "b c", "d"), 5),
    ]
