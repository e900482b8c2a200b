import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.boilerplate import MAX_CHARS, find_furniture, is_list_heading
from generator.intake.wire.lines import number_lines


def furniture(text: str, wrapped: bool = False) -> list[str]:
    return [line.words for line in find_furniture(number_lines(text), wrapped)]


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
def test_a_line_of_a_web_page_or_a_desk_is_furniture_anywhere(line: str) -> None:
    assert furniture(f"The council met.\n\n{line}\n\nIt voted.") == [line]


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
def test_a_line_that_is_not_clearly_furniture_is_story(line: str) -> None:
    assert furniture(f"The council met.\n\n{line}\n\nIt voted.") == []


def test_button_words_are_furniture_beside_their_kind() -> None:
    assert furniture("The council met.\n\nShare\nTweet\nPrint\n\nIt voted.") == ["Share", "Tweet", "Print"]
    assert furniture("The council met.\n\nshare with facebook\nPrint\n\nIt voted.") == ["share with facebook", "Print"]


@pytest.mark.parametrize("line", ["ENDS", "END", "REUTER", "(c) 2010 UPI", "© 2019 Newsmax. All rights reserved."])
def test_a_closing_line_is_furniture_at_the_end_alone(line: str) -> None:
    assert furniture(f"The council met.\n\n{line}\n\n-30-\n") == [line, "-30-"]
    assert furniture(f"{line}\n\nThe council met.") == []


def test_a_line_that_a_wrapped_sentence_runs_into_is_story() -> None:
    text = "She told the paper that she had taken out the\nadvertisement\n"
    assert furniture(text, wrapped=True) == []
    assert furniture("She had done so.\nAdvertisement\n", wrapped=True) == ["Advertisement"]


def test_headings_of_link_lists_are_known() -> None:
    assert is_list_heading("Latest Headlines:")
    assert not is_list_heading("share with facebook")


@given(st.text(min_size=MAX_CHARS + 1).filter(lambda text: len(text.strip()) > MAX_CHARS and "\n" not in text))
def test_a_long_line_is_never_furniture(line: str) -> None:
    assert furniture(line) == []
