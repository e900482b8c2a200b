"""Restraints as press offices and desks of many countries write them, and ordinary lines that only look like them."""

import pytest
from copies import held, read, shown

from generator.model import Parsed

TEXT = "The county had 1,200 more jobs in October, the bureau said.\n\nEconomists had expected less.\n"
ABOVE = (
    "PRE-WRITE - DO NOT SEND UNTIL DEATH CONFIRMED",
    "Veröffentlichung frühestens am 2. Dezember 2027",
    "Nur zur internen Verwendung – nicht veröffentlichen",
    "KLAUSULERT til torsdag 2. desember kl. 06.00",
    "CẤM PHÁT HÀNH TRƯỚC 10 GIỜ NGÀY 1/12/2027",
    "TK headline",
    "KUN TIL INTERN BRUG",
    "FOR FUTURE RELEASE",
    "ＥＭＢＡＲＧＯ：２０２７年１２月２日",
    "E M B A R G O E D",
    "E M B A R G O: Dec. 2, 2027",
    "D R A F T",
    "Frei für Dienstagausgaben",
    "This story may not run before Thursday",
)
UNDER = (
    "Publication embargo: Thursday 2 December 2027, 00:01 GMT",
    "Please treat as confidential until the verdict is in.",
    "May be published from Dec. 2, 2027",
    "Embargo until further notice",
    "Embargo bis auf weiteres",
    "À publier à partir du 2 décembre 2027 seulement",
    "Sous embargo strict jusqu'à nouvel ordre",
    "Material embargado hasta nuevo aviso",
    "Se puede publicar a partir del 2 de diciembre de 2027",
    "Pode ser publicado a partir de 2 de dezembro de 2027",
    "Sotto stretto embargo fino alle ore 10 del 2 dicembre 2027",
    "Onder strikt embargo tot woensdag 6.00 uur",
    "Får publiceras från den 2 december 2027",
    "Må bringes fra den 2. december 2027",
    "Materiał objęty embargiem do 2 grudnia 2027",
    "Lze zveřejnit od 2. prosince 2027",
    "VÁZLAT, nem publikus",
    "1 Aralık'tan önce yayımlanmayacaktır",
    "Можно публиковать после 10:00 2 декабря",
    "Можна публікувати після 10:00 2 грудня",
    "تا اطلاع ثانوی منتشر نشود",
    "※12月2日付朝刊より掲載可",
    "新闻禁发期至12月2日",
    "This text may only be printed after 6 p.m. Thursday",
    "The attached report can only be used after 9 a.m. Dec. 2",
    "Background only - not for attribution or publication",
    "For release at the start of the press conference",
    "SUNDAY BUDGET - A1 CENTERPIECE - DO NOT POST EARLY",
    "Print first, web Monday",
    "RESTRICTED UNTIL 2 DEC",
    "Moved in advance for use anytime after Dec. 2",
    "`DRAFT`",
    "<b>DO NOT PUBLISH</b>",
    "{>> DO NOT PUBLISH <<}",
    "DRAFT. Harbor jobs rise",
    "ЧЕРНОВИК. Порт растёт",
    "Keddig nem közölhető",
    "Sperrfrist beachten!",
    "Pas pour publication",
    "NON DIVULGARE",
    "Do upublicznienia we wtorek",
    "發佈前請勿刊登",
    "＜12月2日10時情報解禁＞",
    "12月2日10时后可发布",
)
ORDINARY = (
    "Confidential until last week, the memo shows costs doubled.",
    "Trump extends the oil embargo until June 2028",
    "Do not send money, police warn",
    "The box was usable from both sides.",
    "Das Embargo bis auf weiteres zu verlängern, schlug niemand vor.",
    "Le film sera diffusé à partir du 2 décembre 2027.",
    "Die Karten gibt es frühestens am 2. Dezember.",
    "この作品は写真の撮影、公開も可能だ。",
    "This road may be used from Dec. 2, the town said.",
    "L’embargo",
    "Restricted areas at the pier widen on Dec. 2.",
    "Hold at 30 degrees.",
)


def is_kept_back(parsed: Parsed) -> bool:
    """Tell whether no reader sees the story before December 2027."""
    return parsed.story is None or parsed.story.opens.isoformat() > "2027-11-30"


@pytest.mark.parametrize("line", ABOVE)
def test_a_restraint_over_the_headline_holds_the_story(line: str) -> None:
    assert is_kept_back(read(f"{line}\n\nCounty jobs rise\n\n{TEXT}"))


@pytest.mark.parametrize("line", UNDER)
def test_a_restraint_under_the_headline_keeps_the_story_back(line: str) -> None:
    assert is_kept_back(read(f"County jobs rise\n\n{line}\n\n{TEXT}"))


@pytest.mark.parametrize("line", ORDINARY)
def test_an_ordinary_line_keeps_nothing_back(line: str) -> None:
    assert held(f"County jobs rise\n\n{line}\n\n{TEXT}") == []


def test_a_headline_that_only_ends_with_a_short_phrase_stays() -> None:
    assert "Stars of the rink - on ice" in shown(read(f"Stars of the rink - on ice\n\n{TEXT}"))


MORE = (
    "Wacht met plaatsen tot donderdag",
    "Vänta med publicering till torsdag",
    "Publiceringsfri från 3/12 kl 06",
    "Vent med å publisere til torsdag",
    "Wstrzymać publikację do czwartku",
    "Прошу не ставить до четверга",
    "Veröffentlichung bitte erst nach Rücksprache!",
    "Nicht online vor Donnerstag!",
    "Ojo: no sacar hasta que confirme el alcalde",
    "Gesperrt bis Redebeginn",
    "Nicht vor dem 2. Dezember 2027",
    "Hi Ann, please don't run this before I hear back from the sheriff.",
    "Do not publish the above until the mayor confirms",
)
EVERYDAY = (
    "Gesperrt: Die A1 bleibt bis Mittwoch, 6 Uhr, gesperrt.",
    "Gesperrt bis Freitag: die Hauptstraße zwischen Markt und Bahnhof.",
    "Pas avant l'été 2028, en tout cas.",
    "Nicht vor 2028",
    "Do not use barbed hooks before June 1, wardens said.",
    "Released Tuesday on bail",
    "Released Tuesday from jail",
    "Released 2013 - 09 - 28 05: 08: 35 GMT",
    "Closed until further notice, the sign on the door says.",
)


@pytest.mark.parametrize("line", MORE)
def test_a_colleagues_note_keeps_the_story_back(line: str) -> None:
    assert is_kept_back(read(f"County jobs rise\n\n{line}\n\n{TEXT}"))


@pytest.mark.parametrize("line", EVERYDAY)
def test_roads_years_and_wardens_keep_nothing_back(line: str) -> None:
    assert held(f"County jobs rise\n\n{line}\n\n{TEXT}") == []


def test_a_note_in_capitals_under_the_text_holds() -> None:
    assert held(f"County jobs rise\n\n{TEXT}\n---\nDO NOT PUBLISH ABOVE UNTIL MAYOR CONFIRMS\n")


def test_a_note_behind_the_greeting_of_a_mail_holds() -> None:
    mail = "From: Jane <j@a.example>\nTo: desk@a.example\nSubject: jobs story\n\n"
    assert held(f"{mail}Hi Ann, please don't run this before I hear back.\n\nCounty jobs rise\n\nBy Jane Roe\n\n{TEXT}")
