"""Whole files of agencies, press offices and the police, with what stands over and under their text."""

import pytest
from copies import held, read, shown

from generator.intake.wire.bylines import read_bylines
from generator.intake.wire.datelines import read_dateline

TEXT = "A fire destroyed three boats in the harbor on Sunday, the police said in Marrow Bay."


@pytest.mark.parametrize(
    ("over", "headline", "under"),
    [
        ("APA0231 5 CI 0098                   So, 22.Nov 2026\n\n", "Feuer zerstörte drei Boote", "(Schluss) jr/ta"),
        ("OTS0023 5 WI 0211 HAF0001            So, 22.Nov 2026\n\n", "Hafen baut Terminal", "(Schluss)"),
        ("ZCZC0123/SXA\nR CRO S0A QBXB\n", "Incendio al porto", "     RED-JR\n22-NOV-26 14:11 NNNN"),
        ("ESPAÑA SUCESOS (ampliación)\n\n", "Un incendio destruye tres barcos", "EFE"),
        ("BC-US--Harbor Fire, Correction,90\n\n", "Correction: Harbor Fire story", ""),
        ("POL-HAF: ", "Radfahrer bei Unfall verletzt", ""),
        ("", "항구서 화재", "gildong@yna.example\n\n(끝)\n\n제보는 카카오톡 okjebo\n<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>\n2026/11/22 14:11 송고"),
        ("", "حريق في الميناء", "// انتهى //\n14:11 ت م"),
    ],
)  # fmt: skip
def test_the_furniture_of_an_agency_is_not_printed(over: str, headline: str, under: str) -> None:
    parsed = read(f"{over}{headline}\n\n{TEXT}\n\n{under}\n")
    assert parsed.story is not None
    assert parsed.story.headline == headline
    assert parsed.body.html == f"<p>{TEXT}</p>"


@pytest.mark.parametrize(
    "remark", ["ATTENTION - ADDS details, quotes ///", "(Achtung: Im 3. Absatz wurde die Zahl berichtigt.)"]
)
def test_a_remark_on_what_changed_is_not_printed(remark: str) -> None:
    parsed = read(f"Fire in the harbor\n\n{remark}\n\nParis, Nov 22, 2026 (AFP) - {TEXT}\n")
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.dateline) == ("Fire in the harbor", "Paris")
    assert parsed.body.html == f"<p>{TEXT}</p>"


def test_a_kicker_that_is_also_the_name_of_an_agency_credits_nobody() -> None:
    parsed = read(f"MAP\nBy Jane Roe\n\nWhere the ferry goes\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.source == ""


def test_a_remark_to_editors_is_no_deck() -> None:
    parsed = read(f"Fire in Busan\n\n(ATTN: UPDATES with more details in paras 3-5)\nBy Hong Gil-dong\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.deck == ""
    assert "ATTN" not in shown(parsed)


RELEASES = [
    f"22.11.2026 – 09:14\n\nHafen AG\n\nHafen AG baut Terminal\n\nHafenstadt (ots) - {TEXT}\n\nPressekontakt:\n\nHafen AG\nTel. 040 555 143\n",
    f"POLICE DEPARTMENT\nNEWS RELEASE\n\nCase No.: 26-11234\nReleased by: Sgt. Tom Ash\n\nHafen AG baut Terminal\n\n{TEXT}\n\n###\n",
    f"Hafen AG baut Terminal\n\n{TEXT}\n\nRückfragen von Medienvertretern bitte an:\n\nPolizei\nPressestelle\nTelefon: 040 555 0143\n",
    f"報道関係者各位\n港湾株式会社\n\nHafen AG baut Terminal\n\n{TEXT}\n\n＜お問い合わせ先＞\n広報課 山田\nTEL：03-5550-0143\n",
    f"Hafen AG baut Terminal\n\nContact: Jane Roe, 207-555-0143, jroe@bay.example\n\n{TEXT}\n\n-BU-\n\nFor more news, visit news.bay.example.\n",
    f"**Hafen AG baut Terminal**\n\n{TEXT}\n\n**Media contact**\nJane Roe\n207-555-0143\n",
]


@pytest.mark.parametrize("release", RELEASES)
def test_the_head_and_the_contacts_of_a_release_are_not_printed(release: str) -> None:
    parsed = read(release)
    assert held(release) == []
    assert parsed.story is not None
    assert parsed.story.headline.strip("*") == "Hafen AG baut Terminal"
    assert parsed.body.html == f"<p>{TEXT}</p>"


def test_the_numbers_of_those_whom_readers_may_ask_stay() -> None:
    text = f"How to reach your council\n\n{TEXT}\n\nAnn Poe, 207-555-0161, apoe@town.example\nTom Ash, 207-555-0162\n"
    assert "207-555-0161" in read(text).body.html
    quoted = (
        f"Tracing ends\n\n{TEXT}\n\nContact: the word of the year 2020, she said.\n\nCall the county at 207-555-0131.\n"
    )
    assert "207-555-0131" in read(quoted).body.html
    helpline = f"Crisis line grows\n\n{TEXT}\n\nIf you need help, call 988 or 207-555-0199.\n"
    assert "207-555-0199" in read(helpline).body.html


@pytest.mark.parametrize(
    "text",
    [
        f"# Chess\n\n{TEXT}\n\n## Hold\n\nKeep the center.\n\n## Release\n\nLet the knights go on Tuesday.\n",
        f"Cuba\n\n{TEXT}\n\nEmbargo hasta 2028, dijo el ministro, es lo que espera nadie.\n",
        f"Vapen\n\n{TEXT}\n\nEmbargo till 2028 är vad ministrarna enades om på söndagen i Bryssel.\n",
        f'Album\n\n"Do Not Release Before Death" is the ninth album of the Harbor Boys.\n\n{TEXT}\n',
        f"Park\n\nDo not use the beach before Dec. 1, the health officer said, since its water is dirty.\n\n{TEXT}\n",
        f"Park\n\n{TEXT}\n\nDo not use the water until Tuesday.\n",
        f"Oil\n\nMinisters met on Sunday to talk about an oil embargo until Dec. 1, 2027.\n\n{TEXT}\n",
        f"Lobster\n\nNote: The embargo on lobster from the north ends on Dec. 1.\n\n{TEXT}\n",
        f"Speech\n\nWait for the vote on Tuesday, and then judge me.\n\n{TEXT}\n",
        f"Report\n\n{TEXT}\n\nDraft: that is the word on each of its pages, in red.\n",
    ],
)
def test_what_only_sounds_like_a_restraint_holds_nothing(text: str) -> None:
    assert held(text, "2027-05-06-story.md") == []
    parsed = read(text, "2027-05-06-story.md")
    assert parsed.story is not None
    assert parsed.story.embargo is None


@pytest.mark.parametrize(
    "line",
    ["Embargo hasta 2028", "Do not use the photo before Dec. 1", "Do not use this before Dec. 1", "DO NOT USE BEFORE DEC. 1",
        "For your planning only: the town tells the union on Monday at 4.",
        "FOR PLANNING PURPOSES ONLY",
        "Please kill all versions of the story slugged HARBOR FIRE.",
        "ADVISORY: Please disregard our story about the harbor. It is withdrawn.",
        "Rogamos anulen la noticia sobre el puerto.",

     "Uwaga redakcja: zdjęcia w załączniku, materiał objęty embargiem do środy, podpis bez zmian.",
     ],
)  # fmt: skip
def test_what_stands_beside_it_still_holds(line: str) -> None:
    assert held(f"Harbor news\n\n{line}\n\n{TEXT}\n") != []


@pytest.mark.parametrize(
    ("line", "place"), [("Göteborg/TT", "Göteborg"), ("STT, Turku", "Turku"), ("Aarhus, søndag /ritzau/", "Aarhus")]
)
def test_a_line_of_a_place_and_an_agency_is_a_dateline(line: str, place: str) -> None:
    found = read_dateline(line)
    assert found is not None
    assert (found.place, found.lede) == (place, "")


@pytest.mark.parametrize(
    "line",
    ["FULL TIME — Bay United 2, Harbor 1.", "Jana Exempel/TT", "Ash/Roe", "NATO, Brussels", "PA, Wales and more"],
)
def test_other_lines_are_none(line: str) -> None:
    assert read_dateline(line) is None


def test_the_dateline_under_another_day_than_the_name_has_is_read() -> None:
    parsed = read(
        f"Plant opens\n\nNovember 20, 2026 08:00 AM Eastern Standard Time\n\nMARROW BAY, Maine--(BUSINESS WIRE)--{TEXT}\n"
    )
    assert parsed.story is not None
    assert (parsed.story.dateline, parsed.story.source) == ("MARROW BAY, Maine", "Business Wire")


def test_degrees_behind_a_name_keep_their_commas() -> None:
    people, _ = read_bylines("By Jane Roe, M.D., Ph.D.")
    assert [one.name for one in people] == ["Jane Roe, M.D., Ph.D."]
    people, _ = read_bylines("By Joe Schmo, Sr., Tara Doe, MD, and Ann Lee, CPA")
    assert [one.name for one in people] == ["Joe Schmo Sr.", "Tara Doe, MD", "Ann Lee, CPA"]
    people, _ = read_bylines("By JANE ROE, CPA and JACK MA")
    assert [one.name for one in people] == ["Jane Roe, CPA", "Jack Ma"]
    people, _ = read_bylines("By John Roe, Jr.")
    assert [one.name for one in people] == ["John Roe Jr."]
