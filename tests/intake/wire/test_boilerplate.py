import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.boilerplate import MAX_CHARS, find_boilerplate, is_list_heading
from generator.intake.wire.lines import number_lines


def boilerplate(text: str, wrapped: bool = False) -> list[str]:
    return [line.words for line in find_boilerplate(number_lines(text), wrapped)]


@pytest.mark.parametrize(
    "line",
    [
        "share with facebook",
        "Share on Twitter",
        "Email this",
        "Share this article",
        "Related UPI Stories",
        "Latest Headlines",
        "Trending Stories",
        "Most Read",
        "Read More",
        "Advertisement",
        "ADVERTISEMENT",
        "Story Continued Below",
        "Sign up for our newsletter",
        "Sign up for Daily Newsletters Manage Newsletters",
        "Follow @politico",
        "-30-",
        "– 30 –",
        "###",
        "(END)",
        "-ENDS-",
        "(MORE)",
        "- more -",
    ],
)
def test_a_line_of_a_web_page_or_a_desk_is_boilerplate_anywhere(line: str) -> None:
    assert boilerplate(f"The council met.\n\n{line}\n\nIt voted.") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement revenue fell by a third.",
        "Share this article of faith",
        "Related: Council votes again",
        "Read more books, she said.",
        "Most read it twice.",
        "Latest headlines worry investors",
        "30",
        "***",
        "_____",
        "Print",
        "Tweet",
        "ENDS",
        "Copyright 2010 UPI",
        "More than 30",
        "Photo",
    ],
)
def test_a_line_that_is_not_clearly_boilerplate_is_story(line: str) -> None:
    assert boilerplate(f"The council met.\n\n{line}\n\nIt voted.") == []


def test_button_words_are_boilerplate_beside_their_kind() -> None:
    assert boilerplate("The council met.\n\nShare\nTweet\nPrint\n\nIt voted.") == ["Share", "Tweet", "Print"]
    assert boilerplate("The council met.\n\nshare with facebook\nPrint\n\nIt voted.") == [
        "share with facebook",
        "Print",
    ]


@pytest.mark.parametrize("line", ["ENDS", "END", "REUTER", "(c) 2010 UPI", "© 2019 Newsmax. All rights reserved."])
def test_a_closing_line_is_boilerplate_at_the_end_alone(line: str) -> None:
    assert boilerplate(f"The council met.\n\n{line}\n\n-30-\n") == [line, "-30-"]
    assert boilerplate(f"{line}\n\nThe council met.") == []


def test_a_line_that_a_wrapped_sentence_runs_into_is_story() -> None:
    text = "She told the paper that she had taken out the\nadvertisement\n"
    assert boilerplate(text, wrapped=True) == []
    assert boilerplate("She had done so.\nAdvertisement\n", wrapped=True) == ["Advertisement"]


def test_headings_of_link_lists_are_known() -> None:
    assert is_list_heading("Latest Headlines:")
    assert not is_list_heading("share with facebook")


@given(st.text(min_size=MAX_CHARS + 1).filter(lambda text: len(text.strip()) > MAX_CHARS and "\n" not in text))
def test_a_long_line_is_never_boilerplate(line: str) -> None:
    assert boilerplate(line) == []
