"""Press releases: contacts, notes and what the sender says about itself are not printed."""

import re

import pytest
from copies import read, shown

BODY = "The harbor authority named Ann Lee director on Monday, after a long search."
NAMES = [
    "FOR IMMEDIATE RELEASE", "PRESS RELEASE", "NEWS RELEASE: May 6, 2027", "Media release", "PRESSEMITTEILUNG",
    "Medienmitteilung", "COMMUNIQUÉ DE PRESSE", "NOTA DE PRENSA", "COMUNICADO DE IMPRENSA", "COMUNICATO STAMPA",
    "PERSBERICHT", "PRESSMEDDELANDE", "PRESSEMELDING", "PRESSEMEDDELELSE", "LEHDISTÖTIEDOTE", "INFORMACJA PRASOWA",
    "TISKOVÁ ZPRÁVA", "SAJTÓKÖZLEMÉNY", "COMUNICAT DE PRESĂ", "BASIN BÜLTENİ", "ΔΕΛΤΙΟ ΤΥΠΟΥ", "ПРЕСС-РЕЛИЗ",
    "ПРЕСРЕЛІЗ", "بيان صحفي", "הודעה לעיתונות", "プレスリリース", "新闻稿", "보도자료", "SIARAN PERS", "THÔNG CÁO BÁO CHÍ",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_release_is_not_its_headline(name: str) -> None:
    parsed = read(f"{name}\n\nHarbor authority names director\n\n{BODY}\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Harbor authority names director"
    assert name not in shown(parsed)


WHOLE = f"""Marrow Bay Harbor Authority
40 Pier Road

MEDIA RELEASE: May 6, 2027
Contact: Dana Pell
(555) 010-0142
dana@pier.example

Harbor authority names director
Ann Lee to take over in June

MARROW BAY, Maine — {BODY}

"I am glad," said Lee. For tickets, call (555) 010-0199.

About the harbor authority
The authority runs the pier. It was founded in 1902.

ENDS

Notes to editors:
1. Ann Lee is an engineer.

For further information contact Dana Pell on 0555 0142.
"""


def test_the_parts_of_a_release_are_told_apart() -> None:
    parsed = read(WHOLE)
    story, words = parsed.story, shown(parsed)
    assert story is not None
    assert (story.headline, story.deck) == ("Harbor authority names director", "Ann Lee to take over in June")
    assert story.dateline == "MARROW BAY, Maine"
    assert parsed.body.html.startswith(f"<p>{BODY}</p>")
    assert "0199" in words
    private = ("Pell", "0142", "engineer", "1902", "40 Pier Road", "ENDS", "RELEASE")
    assert not [word for word in private if word in words]


def test_what_is_left_out_is_reported_with_its_lines() -> None:
    left_out = [problem for problem in read(WHOLE).problems if problem.message.startswith("Left out: ")]
    assert {problem.line for problem in left_out} == {1, 5, 16}
    assert any("to line 24" in problem.message for problem in left_out)


def test_a_release_is_known_by_its_end_too() -> None:
    parsed = read(f"Harbor authority names director\n\n{BODY}\n\nPressekontakt:\nDana Pell, Tel. 0555 0142\n")
    assert "Pell" not in shown(parsed)


@pytest.mark.parametrize(
    "line",
    [
        "For more information, contact the library at 555-0142.",
        "Contact the harbor office to take part.",
        "About 300 people came.",
        "Press release rules change in June",
    ],
)
def test_a_sentence_of_a_story_stays(line: str) -> None:
    assert line in shown(read(f"Pier reopens\n\nBy Jane Roe\n\n{BODY}\n\n{line}\n\n{BODY} Again, and again.\n"))


def test_the_day_under_a_place_dates_the_release() -> None:
    parsed = read(f"PRESSEMITTEILUNG\nMusterstadt, 6.5.2027\n\nHafen hat Direktorin\n\n{BODY}\n", "release.txt")
    assert parsed.story is None or parsed.story.dateline == "Musterstadt"
    assert parsed.story is None or parsed.story.headline == "Hafen hat Direktorin"


def test_a_release_for_a_day_to_come_waits_for_it() -> None:
    parsed = read(f"PRESS RELEASE\nFor release: May 9, 2027\n\nHarbor authority names director\n\n{BODY}\n")
    assert parsed.story is not None
    assert parsed.story.embargo is not None
    assert parsed.story.embargo.day == 9


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\nContact: 555-0142 (the ticket office)\n\nThe authority will hold its next meeting on June 4.",
        f"{BODY}\n\n灯台の写真展が港で始まった。\nお問い合わせ：03-0000-0142\n\n会場では、船乗りたちの手紙や古い海図も見ることができる、と主催者は話している。",
        f"{BODY}\n\nCoat, $40\nContact: Pier Shop\n40 Pier Road, 555-0142\n\nShoes, $30\nContact: Bay Shop\n3 Bay Road, 555-0143",
    ],
)
def test_a_contact_within_a_story_makes_no_release_of_it(text: str) -> None:
    words = shown(read(f"Harbor authority names director\n\n{text}\n"))
    assert [line for line in text.split("\n") if line and line not in words] == []


def test_the_card_that_ends_a_statement_is_not_printed() -> None:
    card = "SP Ann Lee\nPolice Public Relations Officer\nFor: Commissioner of Police\n0803 555 0142"
    parsed = read(
        f"PRESS STATEMENT\n\nPier reopens\n\nThe pier reopened on Monday, the police said in Cove.\n\n{card}\n"
    )
    assert "0142" not in shown(parsed)
    assert "Public Relations" not in shown(parsed)


def test_a_japanese_release_has_its_headline_and_no_contacts() -> None:
    text = "プレスリリース\n2027年5月6日\n株式会社京都文具\n\n新商品「和紙ノート」を発売\n\n株式会社京都文具（本社：京都市）は、和紙ノートを発売します。価格は1,200円です。\n\n【本件に関するお問い合わせ】\n広報担当：田中\nTEL：075-555-0142\n"
    parsed = read(text)
    assert parsed.story is not None
    assert parsed.story.headline == "新商品「和紙ノート」を発売"
    assert "0142" not in shown(parsed)


def test_the_letterhead_with_a_telephone_number_is_left_out_and_the_day_of_release_is_read() -> None:
    head = "NEWS RELEASE\nTown of Cove • Office of the Manager\n40 Pike Road • Cove, ME 04614 • 207-555-0142\n\n"
    text = "FOR RELEASE: May 5, 2027\n\nTOWN TO REPAIR SEAWALL\n\nCOVE, Maine – The town will repair its seawall.\n"
    parsed = read(head + text)
    assert parsed.story is not None
    assert parsed.story.headline == "TOWN TO REPAIR SEAWALL"
    assert parsed.story.opens.isoformat()[:10] == "2027-05-05"
    assert "0142" not in shown(parsed)


@pytest.mark.parametrize(
    "head",
    [
        "*** MEDIA RELEASE ***\n\nBay County Sheriff's Office\nInformation Officer: Sgt. Lou Bell\nOffice: (207) 555-0142",
        "FOR RELEASE: Immediately\nCONTACT: Lou Bell, 207-555-0142 (office) / 207-555-0199 (cell)",
        "FOR RELEASE IMMEDIATELY\n\nContact: Lou Bell, 207-555-0142",
    ],
)
def test_who_sent_a_release_is_not_its_headline(head: str) -> None:
    parsed = read(f"{head}\n\nFlu case confirmed in county\n\nHealth officials on Sunday confirmed the first case.\n")
    assert parsed.story is not None, parsed.problems
    assert parsed.story.headline == "Flu case confirmed in county"
    assert not re.search("0142|Bell", shown(parsed))


def test_the_sender_alone_over_the_headline_of_a_release_wire_is_not_the_headline() -> None:
    text = "Stadtwerke Kiel GmbH\n\nStrom wird billiger\n\nKiel (ots) - Der Strom wird im Mai um vier Prozent billiger.\n\nPressekontakt:\nJana Muster\nTelefon: 0555 123456\n"
    parsed = read(text)
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.source) == ("Strom wird billiger", "ots")


def test_the_head_of_a_police_release_names_its_subject() -> None:
    parsed = read(
        "MEDIA RELEASE\nTern Point Police Department\nIncident: Crash on Route 1\nDate/Time: May 6, 2027, 4:12 p.m.\n"
        f"Location: Route 1\nReleased by: Sgt. Ann Lee\n\n{BODY}\n"
    )
    assert parsed.story is not None
    assert parsed.story.headline == "Crash on Route 1"
    assert "Sgt." not in shown(parsed)


def test_a_day_and_a_place_under_the_name_are_read() -> None:
    parsed = read(f"ПРЕСС-РЕЛИЗ\n6 мая 2027 г., Москва\n\nГород назвал директора\n\n{BODY}\n")
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.dateline) == ("Город назвал директора", "Москва")


def test_links_to_pictures_and_warnings_for_investors_are_not_printed() -> None:
    parsed = read(
        f"Harbor names director\n\nTERN POINT, Maine /PRNewswire/ -- {BODY}\n\nLogo - https://pier.example/logo.jpg\n\n"
        "Safe Harbor Statement\nThis release contains forward-looking statements.\n\nMedia contact:\nAnn Lee, 207-555-0100\n"
    )
    assert "logo" not in shown(parsed)
    assert "Safe Harbor" not in shown(parsed)


def test_contacts_with_brazilian_numbers_are_not_printed() -> None:
    parsed = read(
        f"PRESS RELEASE\n\nPorto tem diretora\n\n{BODY}\n\nInformações para a imprensa:\nAna Lee\n(11) 99999-1234\n"
    )
    assert "99999" not in shown(parsed)
