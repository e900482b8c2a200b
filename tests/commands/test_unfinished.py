"""`check` finds what writers leave in copy for themselves and the desk, and takes nothing else for it."""

import re

import pytest
from conftest import Newsroom, story
from hypothesis import given
from hypothesis import strategies as st

from generator.commands.check import check_paper
from generator.commands.unfinished import find_marks, text_of

MARKS = {
    "mark-tk": [
        "The bridge cost TK.",
        "TKTK people came.",
        "A TK-year-old man",
        "It cost $TK million.",
        "tktk",
        "(TK)",
    ],
    "mark-note": [
        "He left. [ED: please check this]",
        "(EDS: trims from here)",
        "[DESK - is this right?]",
        "[EDITOR NOTE: cut]",
        "[Ed: check spelling]",
        "[TO ED: call me]",
    ],
    "mark-question": [
        "The mayor, ??, left.",
        "In 20?? he won.",
        "John Smyth?? said so.",
        "It cost $?? a day.",
        "Ann Poe (??) won.",
        "He is ?? years old.",
        "S??o Paulo voted.",
    ],
    "mark-placeholder": [
        "Ann [check spelling] Poe",
        "[insert quote here]",
        "[NAME] said so.",
        "He paid XXXX dollars.",
        "TODO: call him",
        "[TBD]",
    ],
    "mark-filler": ["Lorem ipsum dolor sit amet", "lorem ipsum"],
    "mark-checked": ["Jon Smyth (CQ) won.", "[cq]", "Smyth (CQ, with a y)", "(Smyth CQ)"],
}
PLAIN = [
    "He won by TKO in the third round.",
    "TK Maxx opened a store; TK Elevator built the lift.",
    "Flight TK 1951 and TK1951 landed.",
    "The writers' sign “TK” means to come.",
    "Nobody knows what “Lorem ipsum” means.",
    "Write to desk@tk.example or see example.tk.",
    "“Really?? You did??” she asked.",
    "‘Who??’ he asked.",
    "Really?? Nobody had known.",
    "Who knew??",
    "White blundered with 24. Qxf7?? and resigned after e4??",
    "They [the ministers] left [sic].",
    "“We [check] every bag,” he said.",
    "Check local listings (check the map).",
    "[Editor's note: This story has been updated.]",
    "[Ed. note: The writer is a member of the board.]",
    "Super Bowl XXX and size XXXL shirts.",
    "CQ Roll Call (CQ Roll Call) reported.",
    "The radio call CQ was heard.",
    "See https://example.org/a??b=TK or [a link](https://example.org/?x=TK).",
    "What?! No!? Yes...",
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in MARKS.items() for text in texts])
def test_a_mark_is_found(code: str, text: str) -> None:
    assert {mark.code for mark in find_marks(text, "en")} == {code}


@pytest.mark.parametrize("text", PLAIN)
def test_nothing_else_is_taken_for_one(text: str) -> None:
    assert list(find_marks(text, "en")) == []


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("de", "Die TK zahlt nicht. Der Chef [bitte prüfen] ging.", ["mark-placeholder"]),
        ("de-AT", "Er zahlte xxx Euro.", ["mark-placeholder"]),
        ("fr", "Quoi ?? Personne ne le sait.", []),
        ("fr", "Il a ?? ans [à vérifier].", ["mark-question", "mark-placeholder"]),
        ("es", "Llegó TODO el pueblo. Costó [falta] euros.", ["mark-placeholder"]),
        ("pt-BR", "O prefeito [checar] saiu.", ["mark-placeholder"]),
        ("ja", "市長〓〓氏が述べた【要確認】。", ["mark-placeholder", "mark-placeholder"]),
        ("en-GB", "He paid TK pounds.", ["mark-tk"]),
    ],
)
def test_words_are_those_of_the_language(language: str, text: str, codes: list[str]) -> None:
    assert [mark.code for mark in find_marks(text, language)] == codes


SENTENCES = st.lists(st.sampled_from(PLAIN), max_size=4)


@given(SENTENCES, st.sampled_from([(code, text) for code, texts in MARKS.items() for text in texts]), SENTENCES)
def test_a_mark_is_found_between_any_other_paragraphs(
    before: list[str], mark: tuple[str, str], after: list[str]
) -> None:
    found = list(find_marks("\n".join([*before, mark[1], *after]), "en"))
    assert found == list(find_marks(mark[1], "en"))


@given(st.text("abc <>&?“”[]()TKx\n", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for mark in find_marks(text, "en"):
        assert mark.words == " ".join(mark.words.split()) != ""


def test_code_and_addresses_are_no_text() -> None:
    html = '<p>a <code>x ?? y</code> <a href="/TK/">b</a></p><pre><code>TK</code></pre><p>c &amp; <b>d</b></p>'
    assert re.sub(r"\s+", " ", text_of(html)).strip() == "a b c & d"


def test_each_is_told_with_its_own_line(newsroom: Newsroom) -> None:
    body = "The mayor paid TK.\n\nTKO.\n\nShe was TK years old. [ED: check]\n\nLorem ipsum\ndolor."
    newsroom.write("content/world/a.txt", story("Who ?? won", By="Jane Roe", body=body))
    newsroom.write("content/world/b.txt", story("TK", Language="de", By="Jane Roe"))
    found = [one for one in check_paper(newsroom.paper()).problems if one.code.startswith("mark-")]
    assert [(one.where.removeprefix("content/world/"), one.code) for one in found] == [
        ("a.txt:1", "mark-question"),
        ("a.txt:6", "mark-tk"),
        ("a.txt:10", "mark-tk"),
        ("a.txt:10", "mark-note"),
        ("a.txt:12", "mark-filler"),
    ]
