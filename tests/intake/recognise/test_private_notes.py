"""Notes to the desk and labels are never printed."""

import re

import pytest
from copies import read, shown
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.languages.words import ROWS
from generator.intake.wire.lines import number_lines
from generator.intake.wire.private_contacts import find_private_contacts, find_reporters_card

STORY = "Pier reopens\n\nThe pier reopened on Monday.\n\nIt had been closed since May.\n\n"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_from_a_private_note_to_the_end_nothing_is_printed(row) -> None:  # type: ignore[no-untyped-def]
    note = row.private.split("|")[0]
    parsed = read(f"{STORY}{note.capitalize()}:\n\nAnn Lee, +1 555 0142\n")
    if parsed.story is not None:
        assert "Ann Lee" not in shown(parsed)
        assert any(problem.line >= 7 for problem in parsed.problems)


def test_a_sentence_that_says_so_is_such_a_note() -> None:
    parsed = read(f"{STORY}The lines below are not intended for publication.\nAnn Lee, 555 0142\n")
    assert "0142" not in shown(parsed)


def test_a_story_about_private_notes_is_printed() -> None:
    text = "Notes leak\n\nThe notes, which were not intended for publication, were found on Monday, the mayor said.\n"
    assert "the mayor said" in shown(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "HEADLINE\nPier reopens\nBYLINE\nAnn Lee\nBODY\nThe pier reopened on Monday.\n",
        "Headline\nPier reopens\n\nByline\nAnn Lee\n\nBody\nThe pier reopened on Monday.\n",
        "H1: Pier reopens\nMeta description: After a year\nFocus keyword: pier\nAuthor: Ann Lee\n\nThe pier reopened.\n",
    ],
)
def test_labels_over_their_values_are_read(text: str) -> None:
    parsed = read(text)
    assert parsed.story is not None
    assert parsed.story.headline == "Pier reopens"
    assert [byline.name for byline in parsed.story.bylines] == ["Ann Lee"]
    assert not re.search("body|keyword|meta", shown(parsed), re.IGNORECASE)


@pytest.mark.parametrize(
    "chat",
    [
        "[10:14, 11/22/2026] Musa: Good morning\n[10:15, 11/22/2026] Musa: Fire guts market\n",
        "Slack — #newsdesk\n\nAnn Lee  9:12 AM\nstory is in, can you look?\n\nTom Roe  9:14 AM\non it\n",
        "Ann Lee\n  9:12 AM\nstory is in, can you look?\n\nTom Roe\n  9:14 AM\non it\n",
        "Ann Lee — Today at 9:12 AM\nStory is in\nTom — Today at 9:14 AM\nThanks\n",
        "Messages with Tom\n\nAnn Lee, [Nov 22, 2026 at 9:12 AM]:\nStory is in\n\nTom, [Nov 22, 2026 at 9:14 AM]:\nThanks\n",
    ],
)
def test_the_chat_of_a_messenger_is_held(chat: str) -> None:
    assert read(chat).story is None


@pytest.mark.parametrize(
    "hours",
    [
        "Mass  9:00 AM\nRosary  10:30 AM\n",
        "City Council 7:00 PM\nTown Hall, Main Street\n\nSchool Board 6:00 PM\nLibrary, Elm Street\n",
        "9:12 AM\nPolls are open\n\n9:40 AM\nlines are long\n",
        "Town meeting - today at 7:30 PM\n\nThe town meets at the library on Sunday evening.\n",
    ],
)
def test_a_list_of_hours_is_no_chat(hours: str) -> None:
    assert read(f"What is on\n\n{hours}").story is not None


LETTER = "Thanks to all\n\nMy wife and I thank the firefighters who came on Sunday.\n\nThey were there at once.\n\n"


@pytest.mark.parametrize(
    "contact",
    [
        "(207) 555-0142 (not for publication)",
        "(Not for publication: 12 Elm St., 207-555-0142)",
        "Phone (not for print): 207-555-0142",
        "Tel: 07700 900142 - not for publication",
        "For verification: 12 Elm St., Bay; 207-555-0142",
        "Address for verification only: 0142 Elm St.",
        "[Writer: John Poe, 12 Elm St, 555-0142 - DO NOT PRINT NAME]",
        "Mühlstraße 4, Tel. 0221 5550142 (nicht zur Veröffentlichung)",
        "06 12 34 01 42 (ne pas publier)",
        "Tel. 600 120 142 (no publicar)",
    ],
)
def test_an_address_that_is_not_for_print_is_left_out_and_the_letter_is_published(contact: str) -> None:
    parsed = read(f"{LETTER}John Poe, Bay\n{contact}\n")
    assert parsed.story is not None, parsed.problems
    assert not re.search("0142|01 42|0 142", shown(parsed))
    assert "John Poe, Bay" in shown(parsed)
    assert any(problem.line == 8 for problem in parsed.problems)


@pytest.mark.parametrize(
    "line",
    [
        "DO NOT PUBLISH - call me first 207-555-0142",
        "Not for publication until Dec. 1, 2027: 207-555-0142",
        "Embargoed until Dec. 1, 2027, do not publish, 207-555-0142",
    ],
)
def test_a_restraint_beside_a_number_holds_the_story(line: str) -> None:
    assert read(f"{LETTER}{line}\n").story is None
    assert read(f"Thanks to all\n\n{line}\n\nMy wife and I thank the firefighters who came.\n").story is None


@pytest.mark.parametrize("line", ["NOT FOR PUBLICATION: 207-555-0142", "Not for publication, just FYI:"])
def test_what_forbids_the_whole_at_the_top_holds_it(line: str) -> None:
    assert read(f"{line}\n\nThe mayor will resign, we hear from two people. Call Ann.\n").story is None


def test_a_story_about_what_was_not_for_print_is_printed() -> None:
    text = "Memo leaks\n\nThe memo was marked on Monday.\n\nIt said “not for publication,” and had 12 pages.\n"
    assert "12 pages" in shown(read(text))


@pytest.mark.parametrize(
    "heading", ["Noot voor de redactie (niet voor publicatie):", "Notes to editors (not for publication):"]
)
def test_a_heading_that_forbids_in_brackets_opens_a_private_note(heading: str) -> None:
    parsed = read(f"{STORY}{heading}\nAnn Lee, 06-12345142\n")
    assert parsed.story is not None, parsed.problems
    assert "Ann Lee" not in shown(parsed)
    assert heading not in shown(parsed)


@pytest.mark.parametrize(
    "card",
    [
        "Jane Roe\nReporter\nThe Courier\nOffice: 207-555-0100\nCell: 207-555-0142\n",
        "Jane Roe\n\nMobile: 207-555-0142\n",
        "Jana Roe\nHandy: 0171 5550142\n",
        "Ann Lee\nDirector of Communications | Bay Library\nOffice: (207) 555-0100 | Cell: (207) 555-0142\n",
        "Ann Lee, Press Officer\nBay Library\nTel +1 207 555 0100\nMobile +1 207 555 0142\n",
        "Jana Muster\nPressesprecherin Stadtbibliothek\nTel. 0555 0100 | Mobil 0171 5550142\n",
    ],
)
def test_the_card_of_a_reporter_is_left_out(card: str) -> None:
    parsed = read(f"{STORY}{card}")
    assert "0142" not in shown(parsed)
    assert any(problem.line == 7 for problem in parsed.problems)


@pytest.mark.parametrize(
    "place",
    [
        "Bell Funeral Home\n12 Elm Street\nPhone: 207-555-0142\n",
        "Bell Funeral Home\nPhone: 207-555-0142\n",
        "For tickets:\nAnn Lee\n207-555-0142\nann@grange.example\n",
    ],
)
def test_where_readers_may_call_is_printed(place: str) -> None:
    assert "0142" in shown(read(f"{STORY}{place}"))


def test_a_word_to_the_copy_desk_is_left_out() -> None:
    note = "Note to copy desk: the reporter's cell is 207-555-0142, and she is at the pier until five"
    assert "0142" not in shown(read(f"{STORY}{note}\n"))


PIECES = st.sampled_from(
    [
        "not for publication",
        "(",
        ")",
        " - ",
        ": ",
        "207-555-0142",
        "掲載禁止",
        "für",
        "Tel.",
        "Jane Roe",
        "Reporter",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_no_lines_at_the_end_raise(end: str) -> None:
    lines = list(number_lines(f"{LETTER}{end}\n"))
    numbers = find_private_contacts(lines) | find_reporters_card(lines)
    assert numbers <= {line.number for line in lines if line.words}


@pytest.mark.parametrize(
    "note",
    [
        "Kay - text me at 207-555-0199 if you need anything. Ann",
        "My cell is (207) 555-0199",
        "Ruf mich an: 0170 5550199",
        "Mon portable : 06 12 34 01 99",
        "Llámame al 600 123 199",
        "Jane - cell 207-555-0199, or Slack me.",
        "(Questions? I'm at 207-555-0199 all day. — Jane)",
        "Juana Pérez (móvil 612 555 0199)",
        "Ann Lee, librarian, 207-555-0199 (cell)",
        "記者携帯：090-5550-0199",
        "My home is 12 Elm Street and my cell is 207-555-0199 if you need me.\n\nAnn",
    ],
)
def test_the_number_at_which_a_colleague_can_be_reached_is_not_printed(note: str) -> None:
    parsed = read(f"{STORY}{note}\n")
    assert "0199" not in shown(parsed)
    assert "01 99" not in shown(parsed)
    assert "199" not in shown(parsed)
    assert any(problem.line == 7 for problem in parsed.problems)


@pytest.mark.parametrize(
    "line",
    [
        "Students may call me at home, a teacher said, on 207-555-0199 or at school.",
        "To register, call 207-555-0199.",
        "To register, call Ann Lee at her cell, 207-555-0199.",
        "“Call me at 207-555-0199,” he said.",
        "Ann Lee is a columnist. Reach me at ann@paper.example or 207-555-0199.",
    ],
)
def test_a_number_for_readers_is(line: str) -> None:
    assert "0199" in shown(read(f"{STORY}{line}\n"))


def test_labels_with_colons_over_their_values_are_read() -> None:
    parsed = read(
        "HEADLINE:\nPier reopens\n\nSUBHEADLINE:\nAt last\n\nBYLINE:\nAnn Lee\n\nBODY:\nIt reopened on Monday.\n"
    )
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.deck) == ("Pier reopens", "At last")
    assert "BODY" not in shown(parsed)


def test_labels_of_swedish_newsrooms_are_read() -> None:
    parsed = read(
        "Rubrik: Piren öppnar\nIngress: Till slut\nText: Anna Ek\n\nPiren öppnade i måndags.\n\nDen var stängd.\n"
    )
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.deck) == ("Piren öppnar", "Till slut")
    assert [byline.name for byline in parsed.story.bylines] == ["Anna Ek"]
    assert "i måndags" in shown(parsed)


@pytest.mark.parametrize(
    "line",
    [
        "Address (not for publication): 12 Pier Street",
        "Telefonnummer für Rückfragen (nicht zur Veröffentlichung): 0170 1234567",
        "Adresse (ne pas publier) : 12 rue du Port",
        "Teléfono de contacto (no publicar): 600 123 456",
        "(telefoonnummer bij de redactie bekend: 06-12345678, niet voor publicatie)",
    ],
)
def test_an_address_or_a_number_that_says_so_is_left_out(line: str) -> None:
    letter = f"Letter on the fares\n\nThe fares are too high, and nobody asked us.\n\nAnn Lee\nMarrow Bay\n\n{line}\n"
    parsed = read(letter)
    assert parsed.story is not None, parsed.problems
    assert line[-9:] not in parsed.body.html
    assert "Ann Lee" in parsed.body.html
