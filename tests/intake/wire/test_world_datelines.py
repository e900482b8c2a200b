"""Datelines in the forms and scripts of the world's agencies. The wording is the project's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.datelines import read_dateline

FORMS = [
    # a point, a colon, an equals sign or nothing in place of the dash
    ("Quito, 3 mar (EFE).-", "Quito", "EFE"),
    ("KAZAN, March 3. /TASS/.", "KAZAN", "TASS"),
    ("Pune, Mar 3 (PTI)", "Pune", "PTI"),
    ("Pune, Mar 3 (IANS)", "Pune", "IANS"),
    ("Patna (Bihar) [India], March 3 (ANI):", "Patna, Bihar, India", "ANI"),
    ("LAHORE, Mar 3 (APP):", "LAHORE", "APP"),
    ("Kano, March 3, 2026 (NAN)", "Kano", "NAN"),
    ("Tamale, March 3, GNA -", "Tamale", "GNA"),
    ("Jeddah, March 3, 2026, SPA --", "Jeddah", "SPA"),
    ("Homs, SANA_", "Homs", "SANA"),
    ("Homs, SANA-", "Homs", "SANA"),
    ("TERN POINT, N.H. – March 3, 2026 –", "TERN POINT, N.H.", ""),
    ("Chur (sda)", "Chur", "SDA"),
    ("Sitten (ats)", "Sitten", "ATS"),
    ("(Belga)", "", "Belga"),
    ("Bergen (NTB):", "Bergen", "NTB"),
    ("Bonn (KNA)", "Bonn", "KNA"),
    ("Frankfurt a.M. (epd).", "Frankfurt a.M.", "epd"),
    ("ЛЬВІВ. 3 березня. УКРІНФОРМ.", "ЛЬВІВ", "Укрінформ"),
    ("GENT 3/3 (BELGA) =", "GENT", "Belga"),
    # the agency first, or after the dash
    ("(ANSA) - BARI, 3 MAR -", "BARI", "ANSA"),
    ("March 3, Kyodo -", "", "Kyodo"),
    ("SOCHI, March 3 - RIA Novosti.", "SOCHI", "RIA Novosti"),
    ("СОЧИ, 3 мар — РИА Новости.", "СОЧИ", "РИА Новости"),
    ("Сочи. 3 марта. ИНТЕРФАКС -", "Сочи", "Интерфакс"),
    # days of other languages
    ("Szeged, 2026. március 3., kedd (MTI) -", "Szeged", "MTI"),
    ("Brno 3. března (ČTK) -", "Brno", "ČTK"),
    ("Gdynia, 3.03.2026 (PAP) -", "Gdynia", "PAP"),
    ("SPLIT, 3. ožujka 2026. (Hina) -", "SPLIT", "Hina"),
    ("Braga, 3 de março de 2026 (Lusa) -", "Braga", "Lusa"),
    ("Aarhus, 3. marts (Ritzau) -", "Aarhus", "Ritzau"),
    ("İZMİR, 3 MART (AA) -", "İZMİR", "AA"),
    ("SHARJAH, 3rd March, 2026 (WAM) --", "SHARJAH", "WAM"),
    ("Laval, le 3 mars 2026 /CNW Telbec/ -", "Laval", "CNW Telbec"),
    # places
    ("KIEL/ROSTOCK (dpa/lno) -", "KIEL/ROSTOCK", "dpa"),
    ("Halle/Saale (dpa) -", "Halle/Saale", "dpa"),
    ("ST. CLOUD, Minn. (AP) —", "ST. CLOUD, Minn.", "AP"),
    ("ABOARD THE TERN (AP) —", "ABOARD THE TERN", "AP"),
    ("(Tern Point, NH) –", "Tern Point, NH", ""),
    ("[TERN POINT, NH] –", "TERN POINT, NH", ""),
    ("Tern Point, NH (March 3, 2026) —", "Tern Point, NH", ""),
    ("TERN POINT |", "TERN POINT", ""),
    ("TERN POINT - -", "TERN POINT", ""),
    ("UPDATED: TERN POINT —", "TERN POINT", ""),
    ("TERN POINT (Sentinel) —", "TERN POINT", "Sentinel"),
    ("TERN POINT, N.H. (WXYZ) —", "TERN POINT, N.H.", "WXYZ"),
    ("Salzburg –", "Salzburg", ""),
    ("Mainz/Koblenz –", "Mainz/Koblenz", ""),
    ("VALENCIA.-", "VALENCIA", ""),
    # scripts
    ("КАЗАНЬ, 3 марта. /ТАСС/.", "КАЗАНЬ", "ТАСС"),
    ("ЛЬВІВ, 3 березня. /Укрінформ/.", "ЛЬВІВ", "Укрінформ"),
    ("ΒΟΛΟΣ (ΑΠΕ-ΜΠΕ) -", "ΒΟΛΟΣ", "ΑΠΕ-ΜΠΕ"),
    ("حلب-سانا", "حلب", "سانا"),
    ("بيروت 3 مارس (رويترز) -", "بيروت", "رويترز"),
    ("دبي في 3 مارس / وام /", "دبي", "وام"),
    ("إربد 3 آذار (بترا)--", "إربد", "بترا"),
    ("חיפה, 3 במרץ (AP) —", "חיפה", "AP"),
    ("पुणे, 3 मार्च (भाषा)", "पुणे", "भाषा"),
    ("Đà Nẵng (TTXVN) -", "Đà Nẵng", "TTXVN"),
]
EAST = [
    ("新华社西安3月3日电（记者王芳）", "西安", "新华社", "王芳"),
    ("中新网西安3月3日电", "西安", "中新网", ""),
    ("（中央社記者陳小明高雄3日電）", "高雄", "中央社", "陳小明"),
    ("【ロンドン時事】", "ロンドン", "時事", ""),
    ("【北京共同＝佐藤花子】", "北京", "共同", "佐藤花子"),
    ("[大阪　３日　ロイター]　- ", "大阪", "ロイター", ""),
    ("大阪（共同）", "大阪", "共同", ""),
    ("(부산=연합뉴스) 김철수 기자 = ", "부산", "연합뉴스", "김철수"),
    ("[부산=뉴시스]김철수 기자 = ", "부산", "뉴시스", "김철수"),
]
TEXTS = [
    "FIFA — The council met on Sunday.",
    "UNESCO — The council met on Sunday.",
    "ОПЕК — Совет собрался в воскресенье.",
    "YES — The answer came on Sunday.",
    "MP3 — The format turns thirty.",
    "WHY — That is what readers ask.",
    "GRANGE HALL — that was the place.",
    "FISH: Two pounds of cod and one onion.",
    "NOTICE: The office is closed on Monday for the feast.",
    "PELL: I never said so, and I never will say so.",
    "Week of March 3 - March 9",
    "May 3, 1938 - March 4, 2026",
    "March 3, 2026: The lease ends.",
    "Grange supper, March 3, 2026",
    "American Airlines (AA) Flight 12 landed safely.",
    "The Press Association (PA) said so.",
    "Sen. Ida Strand (UPI) — The senator spoke.",
    "EDITOR'S NOTE: The names in this story were changed.",
    "John Doe - the mayor - said so.",
    "港は日曜日に再開した。",
    "東京（日本）は晴れた。",
    "항구(부산)는 다시 열렸다.",
]


@pytest.mark.parametrize(("printed", "place", "agency"), FORMS, ids=[form[0] for form in FORMS])
def test_a_dateline_is_taken_off_the_lede(printed: str, place: str, agency: str) -> None:
    lede = "Die Boote fuhren wieder, und der Hafen war offen."
    found = read_dateline(f"{printed} {lede}")
    assert found is not None
    assert (found.printed, found.place, found.agency, found.lede) == (printed, place, agency, lede)


@pytest.mark.parametrize(("printed", "place", "agency", "writers"), EAST, ids=[form[0] for form in EAST])
def test_a_dateline_of_east_asia_is_taken_off_the_lede(printed: str, place: str, agency: str, writers: str) -> None:
    found = read_dateline(f"{printed}港は再開した。")
    assert found is not None
    assert (found.printed, found.place, found.agency) == (printed.strip(), place, agency)
    assert (found.writers, found.lede) == (writers, "港は再開した。")


@pytest.mark.parametrize(
    "text",
    ["Nächste Ratssitzung am 4. Juni – Der Hafen bleibt zu.", "Premiere am 3. Mai. Linz – Das Theater spielt wieder."],
)
def test_a_title_that_runs_into_its_day_is_no_place(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize("text", TEXTS)
def test_words_like_a_dateline_stay_text(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("line", "place", "agency", "day"),
    [
        ("TERN POINT, March 3, 2026", "TERN POINT", "", "March 3, 2026"),
        ("BONN, GERMANY | AFP | Tuesday 3/13/2026 - 09:15 UTC+1 | 250 words", "BONN, GERMANY", "AFP", "3/13/2026"),
        ("Nantes, 3 mars 2026 (AFP) -", "Nantes", "AFP", "3 mars 2026"),
    ],
)
def test_a_dateline_may_be_a_line_of_its_own(line: str, place: str, agency: str, day: str) -> None:
    found = read_dateline(line)
    assert found is not None
    assert (found.place, found.agency, found.day, found.has_year, found.lede) == (place, agency, day, True, "")


@given(
    st.text("ABC abé—–-_:;|=()[]/.,123年月日電电社新华（）【】記者김 기자=АПрб", max_size=140)
    | st.sampled_from([form[0] for form in FORMS]).flatmap(lambda form: st.text(max_size=60).map(form.__add__))
)
def test_dateline_and_lede_are_the_whole_paragraph(paragraph: str) -> None:
    found = read_dateline(paragraph)
    if found is not None:
        assert "".join(paragraph.split()) == "".join((found.printed + found.lede).split())


def test_a_line_of_place_and_day_in_arabic_is_a_dateline() -> None:
    found = read_dateline("جدة 3 مارس 2026 م واس")
    assert found is not None
    assert (found.place, found.agency, found.has_year, found.lede) == ("جدة", "واس", True, "")
    assert read_dateline("جدة 3 مارس 2026 كان يوما") is None
