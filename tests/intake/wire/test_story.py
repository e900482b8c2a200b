"""Wire copy is read right: the reference piece, all forms of copy, and stories of the real corpora."""

import gzip
import json
import os
import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED
from printed import printed_lines

from generator.intake.blocks.records import Agate, ListBlock, Table
from generator.intake.header.split import Field
from generator.intake.wire.lines import number_lines
from generator.intake.wire.page_dates import read_page_date
from generator.intake.wire.story import WireCopy, read_wire
from generator.model import Gravity

FILE = "content/world/story.txt"

LINES = st.sampled_from(
    [
        "",
        "    ",
        "By Jane Roe",
        "JANE ROE, STAFF WRITER",
        "Associated Press Writer",
        "By Jane Roe | April 20, 2010",
        "April 20, 2010 at 4:49 PM",
        "UPDATED: April 21, 2010",
        "Date: 2010-04-20",
        "Topics: harbour, ferries",
        "Headline: The council votes",
        "EMBARGOED UNTIL 5 MARCH 2026",
        "share with facebook",
        "Print",
        "Latest Headlines",
        "-30-",
        "ENDS",
        "(c) 2010 UPI",
        "BRUSSELS, April 20 (UPI) -- NATO wants to invite Russia",
        "NEW YORK, Jan. 5, 2011 /PRNewswire/ --",
        "The council met on Tuesday and voted to close the harbour to long-",
        "distance ferries until the summer.",
        "    It was the third vote in a month.",
        "- an entry of a list",
        "Wheat   2.55   2.40",
        "\tTabbed paragraph.",
    ]
)
KEYS = {
    "release",
    "by",
    "date",
    "embargoed",
    "first",
    "headline",
    "last",
    "on",
    "photo",
    "posted",
    "published",
    "summary",
    "topics",
    "until",
    "updated",
}
"""The words of keys, which no field repeats."""
COPY = st.lists(LINES | st.text(max_size=40), max_size=25).map("\n".join)


def read(text: str) -> WireCopy:
    return read_wire(number_lines(text), FILE)


def values(copy: WireCopy) -> dict[str, str | tuple[str, ...]]:
    return {key: field.value for key, field in copy.fields.items()}  # type: ignore[misc]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def all_words(copy: WireCopy) -> Counter[str]:
    """Return every word that is shown or reported."""
    told = [copy.headline, copy.dateline, copy.source, *printed_lines(copy.blocks)]
    told += [" ".join((value,) if isinstance(value, str) else value) for value in values(copy).values()]
    told += [problem.message for problem in copy.problems]
    return Counter(words(" ".join(told)))


def assert_nothing_lost(text: str, copy: WireCopy) -> None:
    written, shown = words(text), words(" ".join((copy.headline, *printed_lines(copy.blocks))))
    if written != shown:
        keys = Counter({key: written.count(key) for key in KEYS})
        assert not Counter(written) - all_words(copy) - keys
        rest = iter(written)
        assert all(word in rest for word in words(" ".join(printed_lines(copy.blocks))))


# --- the reference piece ---------------------------------------------------------------------------


def reference() -> str:
    path = SHARED / "seed/000_9d47adbaa610f9ea.txt"
    if not path.exists():
        pytest.skip("the reference piece is not beside the project")
    return path.read_text()


def test_the_reference_piece_is_read_whole() -> None:
    copy = read(reference())
    assert (copy.headline, copy.headline_line) == ("NATO, Russia to jointly run missile defense shield?", 1)
    assert copy.fields == {"published": Field("April 20, 2010 at 4:49 PM", 3)}
    assert (copy.dateline, copy.source) == ("BRUSSELS", "UPI")
    body = [line for line in reference().splitlines() if len(line) > 60]
    assert list(copy.paragraphs) == [body[0].removeprefix("BRUSSELS, April 20 (UPI) -- "), *body[1:]]
    assert len(copy.paragraphs) == 12


def test_boilerplate_of_the_reference_piece_is_named_with_its_lines() -> None:
    notes = [problem for problem in read(reference()).problems if problem.message.startswith("Left out: ")]
    assert [problem.line for problem in notes] == [4, 5, 31, 32, 33]
    assert {problem.gravity for problem in notes} == {Gravity.NOTE}


# --- the head --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "\n\n", "  \t\n"])
def test_empty_text_is_no_story_and_no_failure(text: str) -> None:
    copy = read(text)
    assert (copy.headline, copy.headline_line, copy.paragraphs, copy.problems) == ("", 0, (), ())


@pytest.mark.parametrize("line", ["THE COUNCIL VOTES", "By Jane Roe", "Print", "Source: Iran will talk"])
def test_a_single_line_is_the_headline_as_it_stands(line: str) -> None:
    copy = read(f"\n\n  {line}  \n")
    assert (copy.headline, copy.headline_line, copy.paragraphs, copy.fields) == (line, 3, (), {})


def test_lines_are_counted_from_where_the_text_stands_in_the_file() -> None:
    copy = read_wire(number_lines("Headline\n\nText.\n-30-", 8), FILE)
    assert copy.headline_line == 8
    assert [problem.line for problem in copy.problems] == [11]


def test_with_the_headline_known_the_first_line_is_story() -> None:
    copy = read_wire(number_lines("The council met.\n\nIt voted."), FILE, titled=True)
    assert (copy.headline, copy.paragraphs) == ("", ("The council met.", "It voted."))


def test_fields_stand_over_or_under_the_headline() -> None:
    over = read("Headline: The council votes\nDate: 2010-04-20\nSection: World\n\nIt met.")
    under = read("The council votes\nDate: 2010-04-20\nSection: World\n\nIt met.")
    assert values(over) == values(under) == {"published": "2010-04-20", "section": "World"}
    assert over.headline == under.headline == "The council votes"
    assert over.paragraphs == under.paragraphs == ("It met.",)


def test_a_long_sentence_that_begins_like_a_field_is_story() -> None:
    sentence = "Update: the council said on Tuesday that " + "it would vote again " * 6 + "in May."
    assert read(f"Headline\n\n{sentence}").paragraphs == (sentence,)


@pytest.mark.parametrize("line", ["Related:", "Related: Dog bites man", "Update: Council votes again", "He said: no"])
def test_a_line_that_is_no_field_is_story(line: str) -> None:
    assert read(f"Headline\n{line}\n\nIt met.").paragraphs == (line, "It met.")


@pytest.mark.parametrize(
    ("lines", "bylines"),
    [
        ("By JANE ROE", "By JANE ROE"),
        ("By Jane Roe and John Doe, Associated Press", "By Jane Roe and John Doe, Associated Press"),
        ("BY JANE ROE, STAFF WRITER", "BY JANE ROE, STAFF WRITER"),
        ("By Jane Roe | Staff", "By Jane Roe | Staff"),
        ("By JANE ROE\nAssociated Press Writer", "By JANE ROE, Associated Press Writer"),
        ("Jane Roe\nAssociated Press Writer", "Jane Roe, Associated Press Writer"),
        ("By Jane Roe\njane@example.org", "By Jane Roe"),
        ("By Jane Roe\nBy John Doe", ("By Jane Roe", "By John Doe")),
        ("Author: Jane Roe", "Jane Roe"),
    ],
)
def test_bylines_are_taken_as_printed(lines: str, bylines: str | tuple[str, ...]) -> None:
    copy = read(f"Headline\n{lines}\n\nThe council met.")
    assert values(copy) == {"bylines": bylines}
    assert copy.paragraphs == ("The council met.",)


def test_a_byline_and_a_date_may_share_a_line() -> None:
    for line in ("By Jane Roe | April 20, 2010", "By Jane Roe - April 20, 2010"):
        assert values(read(f"Headline\n{line}\n\nIt met.")) == {"bylines": "By Jane Roe", "published": "April 20, 2010"}


def test_a_date_of_change_is_not_the_date_of_publication() -> None:
    copy = read("Headline\nPublished: April 20, 2010\nLast updated April 21, 2010 at 9 a.m.\n\nIt met.")
    assert values(copy) == {
        "published": "April 20, 2010",
        "updated": "Last updated April 21, 2010 at 9 a.m.",
    }


def test_a_second_date_is_left_out_and_reported() -> None:
    copy = read("Headline\nApril 20, 2010\nPosted April 22, 2010\n\nIt met.")
    assert values(copy) == {"published": "April 20, 2010"}
    assert [(problem.line, problem.message.split("”")[0]) for problem in copy.problems] == [
        (3, "“Posted April 22, 2010")
    ]


def test_a_line_between_headline_and_byline_is_the_deck() -> None:
    copy = read("Headline\n\nThe vote was close, and may be held again\n\nBy Jane Roe\n\nThe council met.")
    assert copy.fields["deck"] == Field("The vote was close, and may be held again", 3)
    assert copy.problems[0].gravity is Gravity.NOTE


@pytest.mark.parametrize(
    "text",
    [
        "Headline\nEMBARGOED UNTIL 00:01 GMT, 3 March 2026\n\nIt met.",
        "EMBARGOED UNTIL 00:01 GMT, 3 March 2026\n\nHeadline\n\nIt met.",
        "Headline\nStrictly embargoed for release until 00:01 GMT, 3 March 2026\n\nIt met.",
        "Headline\nEmbargo: 00:01 GMT, 3 March 2026\n\nIt met.",
    ],
)
def test_a_press_offices_embargo_is_an_embargo(text: str) -> None:
    copy = read(text)
    assert copy.headline == "Headline"
    assert values(copy) == {"embargo": "00:01 GMT, 3 March 2026"}


def test_a_misspelled_embargo_holds_the_story_back() -> None:
    (problem,) = read("Headline\nEmbrago: 3 March 2026\n\nIt met.").problems
    assert (problem.gravity, problem.line) == (Gravity.HELD, 2)


def test_a_headline_broken_at_the_edge_of_the_page_is_joined() -> None:
    text = "Council votes to close the harbour to all the\nlong-distance ferries until summer\n\nIt met."
    copy = read(text)
    assert copy.headline == "Council votes to close the harbour to all the long-distance ferries until summer"
    assert copy.problems[0].line == 2


@pytest.mark.parametrize("second", ["The council met on Tuesday.", "By Jane Roe", "It voted"])
def test_a_second_line_that_may_be_something_else_is_no_headline(second: str) -> None:
    headline = "Council votes to close the harbour to all the"
    assert read(f"{headline}\n{second}\n\nIt met.").headline == headline


# --- the story -------------------------------------------------------------------------------------


def test_a_dateline_alone_in_its_line_is_taken() -> None:
    copy = read("Headline\n\nBRUSSELS, April 20 (UPI) --\n\nNATO met.")
    assert (copy.dateline, copy.paragraphs) == ("BRUSSELS", ("NATO met.",))


def test_a_dateline_with_a_year_dates_the_story_that_has_no_other_date() -> None:
    lede = "NEW YORK, Jan. 5, 2011 /PRNewswire/ -- Acme met."
    assert read(f"Headline\n\n{lede}").fields["published"] == Field("Jan. 5, 2011", 3)
    assert values(read(f"Headline\nJan. 6, 2011\n\n{lede}")) == {"published": "Jan. 6, 2011"}


def test_the_datelines_agency_comes_before_the_bylines() -> None:
    assert read("Headline\nBy Jane Roe, Reuters\n\nPARIS (AP) - It met.").source == "AP"
    assert read("Headline\nBy Jane Roe, Reuters\n\nPARIS - It met.").source == "Reuters"


def test_headlines_after_a_list_heading_stay_in_the_story_and_are_reported() -> None:
    copy = read("Headline\n\nIt met.\n\nLatest Headlines\nDog bites man\nMan bites dog")
    assert copy.paragraphs == ("It met.", "Dog bites man Man bites dog")
    assert "The lines under it stay" in copy.problems[0].message


def test_paragraphs_open_with_a_tab_or_a_blank_line() -> None:
    assert read("Headline\n\n\tOne is here.\n\tTwo is here.\n\nThree.").paragraphs == (
        "One is here.",
        "Two is here.",
        "Three.",
    )


@given(COPY)
def test_every_word_is_shown_or_reported_and_stays_in_order(text: str) -> None:
    assert_nothing_lost(text, read(text))


@given(COPY)
def test_paragraphs_are_single_lines_with_words(text: str) -> None:
    for paragraph in read(text).paragraphs:
        assert paragraph.strip() == paragraph != ""
        assert "\n" not in paragraph


@given(COPY)
def test_problems_name_lines_of_the_file(text: str) -> None:
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines and problem.path == FILE for problem in read(text).problems)


@pytest.mark.parametrize(
    "piece",
    [
        "- ",
        "A, ",
        "( ",
        "a@",
        "A-",
        "\t",
        "By ",
        "word " * 12 + "\n",
        "a  1 " * 20 + "\n",
        "By Jane Roe and " * 6 + "\n",
    ],
)
def test_a_megabyte_of_anything_takes_well_under_a_second(piece: str) -> None:
    text = "Headline\n\n" + piece * (1_000_000 // len(piece))
    begun = process_time()
    read(text)
    assert process_time() - begun < 2


# --- the corpora -----------------------------------------------------------------------------------

SEEN_FURNITURE = {
    "[pullquote]",
    "[sidebar]",
    "advertisement",
    "advertisement:",
    "advertisement continue reading the main story",
    "advertisements",
    "also see:",
    "continue reading below",
    "follow @",
    "follow @ follow @",
    "follow us on twitter @",
    "follow us on twitter @.",
    "more on this...",
    "read more:",
    "related articles",
    "related headlines:",
    "related news:",
    "related posts:",
    "related stories and posts:",
    "related stories:",
    "reuter",
    "reuter...",
    "reuters",
    "share this article share tweet post email",
    "sign up for daily newsletters",
    "sign up for daily newsletters manage newsletters",
    "sign up for daily opinion newsletter",
    "sign up for daily opinion newsletter manage newsletters",
    "story continued below",
    "###",
    "[image]",
}
"""Every line that was removed from the corpora, checked by eye, without handles and copyright lines."""


SHARE = int(os.environ.get("CORPUS_SHARE", "4"))
"""One story in so many of each corpus is read; `make long` reads all."""


@lru_cache
def stories(name: str) -> list[tuple[str, str, WireCopy]]:
    """Return title, text and copy of stories in a corpus. Their dates are under their titles, as exports have it."""
    path = SHARED / f"corpora/{name}.jsonl.gz"
    if not path.exists():
        pytest.skip("the corpora are not beside the project")
    with gzip.open(path, "rt") as lines:
        return [read_story(json.loads(line)) for line in islice(lines, 0, None, SHARE)]


def read_story(story: dict[str, str]) -> tuple[str, str, WireCopy]:
    head = f"{story['title']}\n{story['date']}\n" if story["date"] else f"{story['title']}\n"
    return story["title"], story["text"], read(f"{head}\n{story['text']}")


def plain(copy: WireCopy) -> bool:
    """Tell whether only headline, date and paragraphs were found."""
    return not copy.problems and not set(copy.fields) - {"published"}


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["bbc", "events", "politics-2012-2014", "reuters"])
def test_no_story_of_a_corpus_loses_a_word(name: str) -> None:
    for title, text, copy in stories(name):
        # The first line of some events is a date or a whole paragraph, which is no headline.
        is_paragraph = len(title) > 200 and title.endswith(".")
        is_date = title in values(copy).values() or bool(read_page_date(title))
        assert copy.headline.split() == title.split() or is_date or is_paragraph
        assert bool(copy.paragraphs) == bool(text or is_paragraph)
        assert_nothing_lost(f"{title}\n{text}", copy)


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["bbc", "politics-2012-2014"])
def test_a_corpus_of_long_lines_keeps_its_paragraphs(name: str) -> None:
    for _, text, copy in stories(name):
        if plain(copy):
            lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
            assert re.findall(r"[^\W\d_]{2,}", " ".join(copy.paragraphs)) == re.findall(r"[^\W\d_]{2,}", text)
            assert len(printed_lines(copy.blocks)) <= len(lines)


@pytest.mark.corpora
def test_wire_copy_of_1987_is_cut_at_its_indents() -> None:
    others = 0
    for _, text, copy in stories("reuters"):
        if any(isinstance(block, Agate | Table | ListBlock) for block in copy.blocks):
            continue
        cut = ["".join(paragraph.split()) for paragraph in re.split(r"\n(?=[ \t])|\n\s*\n", text)]
        others += ["".join(paragraph.split()) for paragraph in copy.paragraphs] != [one for one in cut if one]
    # Of 18,600 stories in all; in a third of these a closing REUTER is left out, and in most others the first line is a few
    # words, since the corpus has no datelines, over lines without an indent.
    assert others < 150 / SHARE, "tables and ragged lines aside, indents open the paragraphs"


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["bbc", "events", "politics-2012-2014", "reuters"])
def test_nothing_but_boilerplate_seen_by_eye_is_taken_out_of_a_corpus(name: str) -> None:
    for _, _, copy in stories(name):
        for problem in copy.problems:
            if problem.message.startswith("Left out: “"):
                words = problem.message.removeprefix("Left out: “").split("” looks like")[0]
                line = re.sub(r"@\w+", "@", words).casefold()
                assert line in SEEN_FURNITURE or re.match(r"copyright |© ?\d{4}|\(c\) \d{4}", line), line


@pytest.mark.corpora
def test_agency_copy_of_2012_gives_datelines_and_sources() -> None:
    copies = [copy for _, _, copy in stories("politics-2012-2014")]
    sources = Counter(copy.source for copy in copies)
    assert sources["AP"] > 30 / SHARE
    assert sources["CNN"] > 30 / SHARE
    assert sum(bool(copy.dateline) for copy in copies) > 150 / SHARE
