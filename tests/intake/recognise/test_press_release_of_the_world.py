"""Press releases of offices in many countries: the sender beside the name, numbers, and contacts that nobody prints."""

import pytest
from copies import read, shown

TEXT = "The port reopened on Sunday after two days of storm, officials said.\n\nIt had been closed since Friday.\n"


@pytest.mark.parametrize(
    "name",
    [
        "Stadt Musterstadt | Pressemitteilung Nr. 45/2026",
        "Mairie de Baie – Communiqué de presse",
        "NYHETSBREV / PRESSEMELDING",
        "Comunicato stampa n. 45",
        "PRESS RELEASE No. 26-114\nRef: PR/26/114",
        "SIARAN PERS\nNomor: 123/HM/2026",
        "NOTA DE PRENSA 45/2026\nAyuntamiento de Bahía\n6 de mayo de 2027",
        "Press Release — Office of the Mayor\nReleased: Thursday, May 6, 2027",
        "보도자료\n배포일: 2027. 5. 6.\n담당부서: 홍보실",
        "报道通稿",
    ],
)
def test_the_headline_stands_under_the_name_of_the_release(name: str) -> None:
    parsed = read(f"{name}\n\nPort reopens after storm\n\n{TEXT}")
    assert parsed.story is not None, parsed.problems
    assert parsed.story.headline == "Port reopens after storm"
    assert parsed.story.deck == ""
    assert parsed.body.html.startswith("<p>The port reopened")


@pytest.mark.parametrize(
    "contact",
    [
        "Auskünfte für Medien:\nPetra Muster, Leiterin, 031 555 01 23, petra@kanton.example",
        "Kontakt für die Medien\nPetra Muster\nTelefon 0123 456789",
        "Bei Rückfragen wenden Sie sich bitte an Petra Muster, Tel. 0170 1234567.",
        "För mer information, kontakta:\nAnna Svensson, presschef, tel. 070-555 01 23",
        "Yderligere oplysninger:\nPressechef Anna Jensen, tlf. 20 12 34 56",
        "媒体联系：\n李华 电话：138 0000 1234 邮箱：press@city.example",
        "Zyra e shtypit të bashkisë:\nAna Lika\npress@bashkia.example\ntel. 20 12 34 56",
    ],
)
def test_nobody_to_ask_is_printed(contact: str) -> None:
    page = shown(read(f"PRESS RELEASE\n\nPort reopens after storm\n\n{TEXT}\n{contact}\n"))
    assert "It had been closed since Friday." in page
    assert not [line for line in contact.split("\n") if line in page]
    assert not [words for words in ("@", "tel.", "Tel.", "tlf.", "电话") if words in page]


def test_contacts_over_the_text_take_no_text_with_them() -> None:
    warning = "Please note that this is a text for the whole of the region, and not for one town.\n\n"
    parsed = read(f"FOR IMMEDIATE RELEASE\n\n{warning}CONTACT: Jo Poe, 207-555-0150\n\nPort reopens\n\n{TEXT}\n###\n")
    page = shown(parsed)
    assert "The port reopened on Sunday" in page
    assert "It had been closed since Friday." in page
    assert "0150" not in page


@pytest.mark.parametrize("headline", ["Mayor – press release was wrong", "Ann Lee | Press releases and what they hide"])
def test_a_headline_about_a_press_release_stays(headline: str) -> None:
    parsed = read(f"{headline}\n\n{TEXT}")
    assert parsed.story is not None
    assert parsed.story.headline == headline
