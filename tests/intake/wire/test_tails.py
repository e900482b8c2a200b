"""What stands at the end of agency copy is left out and reported, and says whom to credit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.lines import number_lines
from generator.intake.wire.tails import Tail, read_tail

STORY = "The quay was cleared at noon, the harbour office said.\n\nBoats left again on Sunday."


def tail_of(*ending: str, credit: str = "") -> Tail:
    return read_tail(number_lines("\n".join([STORY, *ending])), credit)


def left_out(tail: Tail) -> list[str]:
    return [line.words for line in tail.left_out]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        (
            "Copyright 2026 The Associated Press. All rights reserved. This may not be published or rewritten.",
            "Associated Press",
        ),
        ("© 2026 Agence France-Presse", "Agence France-Presse"),
        ("(c) 2026 dpa", "dpa"),
        ("© 2026 Tern Gazette. Distributed by Tribune Content Agency, LLC.", "Tribune Content Agency"),
        ("Copyright © 2026 The Tern Times, LLC. Click here for reprint permission.", ""),
        ("Alle Rechte vorbehalten.", ""),
        ("Todos los derechos reservados. Prohibida la reproducción total o parcial. EFE", "EFE"),
        ("RIPRODUZIONE RISERVATA © Copyright ANSA", "ANSA"),
        ("Все права защищены.", ""),
        ("<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>", "연합뉴스"),
        ("(Reporting by Ida Strand; Editing by Karl Berg)", ""),
        ("Reporting by Ida Strand; Editing by Karl Berg", ""),
        ("(Reporte de Ida Strand; editado por Karl Berg)", ""),
        ("((ida.strand@agency.example; +1 555 010 0133))", "Reuters"),
        ("Our Standards: The Thomson Reuters Trust Principles., opens new tab", "Reuters"),
        ("This report by The Canadian Press was first published March 3, 2026.", "Canadian Press"),
        ("AP-WF-03-03-26 1405GMT", "Associated Press"),
        ("dpa kb xxyy n1 abc", "dpa"),
        ("(SDA/kb is)", "SDA"),
        ("==Kyodo", "Kyodo"),
        ("Enditem", "Xinhua"),
        ("PTI KB IS", "PTI"),
        ("SOURCE Acme Corp.", "PR Newswire"),
        ("(foto) (vídeo)", ""),
    ],
)
def test_a_line_for_newsrooms_is_left_out(line: str, credit: str) -> None:
    tail = tail_of("", line)
    assert left_out(tail) == [line]
    assert tail.credit == credit


def test_several_lines_and_a_broken_notice_are_left_out() -> None:
    lines = [
        "(Reporting by Ida Strand and Karl Berg",
        "Editing by Jo Major)",
        "",
        "Copyright 2026 The Associated Press. All rights reserved. This material may not be",
        "published, broadcast, rewritten or redistributed without permission.",
    ]
    tail = tail_of("", *lines)
    assert left_out(tail) == [line for line in lines if line]
    assert (tail.credit, tail.reporters) == ("Associated Press", "Ida Strand and Karl Berg")


def test_a_reporter_with_an_agency_signs_at_the_end() -> None:
    tail = tail_of("", "Ida Strand, The Canadian Press")
    assert (tail.credit, tail.reporters) == ("Canadian Press", "Ida Strand, The Canadian Press")


def test_initials_are_left_out_of_an_agencys_copy_alone() -> None:
    assert left_out(tail_of("kb/is", credit="AFP")) == ["kb/is"]
    assert left_out(tail_of("kb/is", "(c) 2026 AFP")) == ["kb/is", "(c) 2026 AFP"]
    assert left_out(tail_of("(kb)")) == []
    assert tail_of("(kb)").has_initials


def test_everything_under_a_heading_for_newsrooms_is_cut() -> None:
    tail = tail_of("", "# dpa-Notizblock", "", "## Orte", "- Hafen, Kai 3", "- Autorin: Ida Strand, +49 30 0133")
    assert tail.cut is not None
    assert (tail.cut.words, tail.credit, len(tail.left_out)) == ("# dpa-Notizblock", "dpa", 4)


@pytest.mark.parametrize(
    ("ending", "sign", "credit"),
    [
        ("“We are glad”, the mayor said. EFE", "EFE", "EFE"),
        ("The port is open. (ANSA).", "(ANSA).", "ANSA"),
        ("Havnen er åpen. (©NTB)", "(©NTB)", "NTB"),
        ("Havnen er åben. /ritzau/", "/ritzau/", "Ritzau"),
        ("The port is open. Enditem", "Enditem", "Xinhua"),
        (
            "The bank said so. (Reporting by Ida Strand; Editing by Karl Berg)",
            "(Reporting by Ida Strand; Editing by Karl Berg)",
            "Reuters",
        ),
    ],
)
def test_the_last_sentence_loses_its_agencys_sign(ending: str, sign: str, credit: str) -> None:
    tail = tail_of("", ending)
    assert tail.ending is not None
    assert (tail.ending[0].words, tail.ending[1], tail.credit) == (ending, sign, credit)


@pytest.mark.parametrize(
    "line",
    [
        "Karl Berg contributed to this report.",
        "Associated Press writer Karl Berg in Bonn contributed to this report.",
        "The Associated Press contributed to this report.",
        "Editor's note: Two names were changed.",
        "Excerpted from “Tides” by Ann Lee. Copyright 2026 by Ann Lee. All rights reserved.",
    ],
)
def test_a_note_to_readers_stays_and_makes_nobodys_copy_an_agencys(line: str) -> None:
    assert (left_out(tail_of("", line)), tail_of("", line).credit) == ([], "")


def test_a_licence_stays_and_credits_its_paper() -> None:
    tail = tail_of("", "This article is republished from The Lamp under a Creative Commons license.")
    assert (left_out(tail), tail.credit) == ([], "The Lamp")


def test_a_correction_at_the_end_is_one_of_the_storys_corrections() -> None:
    tail = tail_of("", "Correction: An earlier version named the wrong quay.")
    assert tail.corrections == ((5, "An earlier version named the wrong quay."),)


@pytest.mark.parametrize(
    "last",
    [
        "It was over.",
        "“I read it in EFE”",
        "She works for Reuters.",
        "The rights of the fishermen were debated for three hours on Monday in the hall.",
        "A copyright case is pending before the court in Bonn, the lawyer said.",
        "(He did not answer.)",
        "Reporting by the harbour office ends in May.",
        "Source said, but declined to give further details.",
        "The end",
        "Ida Strand is a retired teacher who lives in Tern Point.",
    ],
)
def test_a_sentence_of_the_story_stays(last: str) -> None:
    tail = tail_of("", last)
    assert (left_out(tail), tail.ending) == ([], None)


LINES = st.sampled_from(
    ["", "kb/is", "(kb)", "EFE", "(c) 2026 AFP", "# dpa-Notizblock", "___", "It ended. EFE", "A (b", "x)"]
)


@given(st.lists(LINES | st.text(max_size=50), max_size=14))
def test_a_tail_is_lines_of_the_text_and_never_all_of_it(texts: list[str]) -> None:
    lines = number_lines("\n".join(texts))
    tail = read_tail(lines)
    assert set(tail.left_out) <= set(lines)
    written = [line for line in lines if line.words]
    assert len(tail.left_out) < len(written) or not written
    assert tail.ending is None or tail.ending[0].words.endswith(tail.ending[1])


def test_the_only_line_with_words_is_the_story_and_no_tail() -> None:
    assert read_tail(number_lines("\n\nEFE\n")).left_out == ()


@pytest.mark.parametrize(
    ("end", "agency"),
    [
        ("Edited by Joseph Edeh", ""),
        ("Edição: Paula Laboissière", ""),
        ("Reportagem de Mariana Alves; edição de João Lima", ""),
        ("(This story has not been edited by our staff and is auto-generated from a syndicated feed.)", ""),
        ("AP NFL: https://apnews.com/hub/nfl", "AP"),
        ("(NAN)(www.nannews.ng)", "NAN"),
        ("भाषा राजकुमार", "भाषा"),
    ],
)
def test_the_ends_of_agencies_and_pages_are_left_out(end: str, agency: str) -> None:
    tail = read_tail(number_lines(f"The pier reopened on Monday, the mayor said.\n\n{end}"))
    assert [line.words for line in tail.left_out] == [end]
    assert tail.credit == agency


@pytest.mark.parametrize("end", ["Edited by time, the poem is shorter now.", "Reported losses: $4 million in a year."])
def test_a_sentence_at_the_end_stays(end: str) -> None:
    assert read_tail(number_lines(f"The pier reopened on Monday, the mayor said.\n\n{end}")).left_out == ()


@pytest.mark.parametrize(
    ("sign", "agency"),
    [
        ("/ أ ش أ /", "أ ش أ"),
        ("/أ ش أ/", "أ ش أ"),
        ("(أ ف ب)", "أ ف ب"),
        ("( EFE )", "EFE"),
        ("（共同）", "共同"),
        ("[AFP]", "AFP"),
    ],
)
def test_an_agency_signs_in_brackets_or_slashes(sign: str, agency: str) -> None:
    alone = tail_of(sign)
    assert (alone.credit, left_out(alone)) == (agency, [sign])
    behind = tail_of(f"The mayor was there. {sign}")
    assert behind.ending is not None
    assert (behind.credit, behind.ending[1]) == (agency, sign)


@pytest.mark.parametrize("words", ["(see page 3)", "/ and so on /", "(Ida Strand)", "(県警)", "the agency (AFP)"])
def test_other_words_in_brackets_are_no_sign(words: str) -> None:
    assert tail_of(f"The mayor was there. {words}").credit == ""
