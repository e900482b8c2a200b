import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.datelines import read_dateline


@pytest.mark.parametrize(
    ("printed", "place", "agency"),
    [
        ("BRUSSELS, April 20 (UPI) --", "BRUSSELS", "UPI"),
        ("NEW YORK (AP) —", "NEW YORK", "AP"),
        ("PARIS, March 3 (Reuters) -", "PARIS", "Reuters"),
        ("LONDON —", "LONDON", ""),
        ("WASHINGTON, D.C. (AP) _", "WASHINGTON, D.C.", "AP"),
        ("MEXICO CITY, Sept. 4 /PRNewswire/ --", "MEXICO CITY", "PRNewswire"),
        ("SAN FRANCISCO, Calif., Jan 5 (UPI) --", "SAN FRANCISCO, Calif.", "UPI"),
        ("(Reuters) -", "", "Reuters"),
        ("AP -", "", "AP"),
        ("TOKYO, April 3 -", "TOKYO", ""),
        ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", "Business Wire"),
        ("Washington (CNN) --", "Washington", "CNN"),
        ("Sterling Heights, Michigan (CNN) --", "Sterling Heights, Michigan", "CNN"),
        ("PORT-AU-PRINCE, Haiti —", "PORT-AU-PRINCE, Haiti", ""),
        ("MOSCOW/KIEV (Reuters) -", "MOSCOW/KIEV", "Reuters"),
        ("L'AQUILA, Italy (AP) --", "L'AQUILA, Italy", "AP"),
        ("DOHUK, Iraq–", "DOHUK, Iraq", ""),
        ("INDIANAPOLIS--", "INDIANAPOLIS", ""),
        ("WASHINGTON (CBSDC/AP) —", "WASHINGTON", "CBSDC/AP"),
        ("SÃO PAULO, 3 March (EFE) –", "SÃO PAULO", "EFE"),
        ("WASHINGTON, April 20, 2010 (AFP) –", "WASHINGTON", "AFP"),
    ],
)
def test_datelines_of_many_agencies_are_taken_off_the_lede(printed: str, place: str, agency: str) -> None:
    found = read_dateline(f"{printed} The council met.")
    assert found is not None
    assert (found.printed, found.place, found.agency, found.lede) == (printed, place, agency, "The council met.")


@pytest.mark.parametrize(
    "lede",
    [
        "INITIAL results from the post-war era",
        "BREAKING — The council met",
        "Much — maybe all — of it",
        "John Edwards walks -- again",
        "Sen. Arlen Specter (PA) — who left — said",
        "Obama (left) - and his aide - said",
        "August 8, 2012 - Police said",
        "Tuesday, March 3 – voters go",
        "A 59 - year old",
        "(Updates with quote) - The council",
        "— The council met",
        "The council met in LONDON — twice",
        "",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(lede: str) -> None:
    assert read_dateline(lede) is None


def test_a_day_with_its_year_is_a_date() -> None:
    found = read_dateline("NEW YORK, Jan. 5, 2011 /PRNewswire/ -- Acme")
    assert found is not None
    assert (found.day, found.has_year) == ("Jan. 5, 2011", True)


@given(st.text(max_size=150) | st.text("NEW YORK(AP)—-_/, April 3.", max_size=60))
def test_no_character_of_the_paragraph_is_lost(paragraph: str) -> None:
    found = read_dateline(paragraph)
    if found is not None:
        assert "".join(paragraph.split()) == "".join((found.printed + found.lede).split())


def test_two_letters_behind_a_day_are_an_agency() -> None:
    dateline = read_dateline("GOTHENBURG, Sweden, Nov. 19 (CW) -- European yards took more orders.")
    assert dateline is not None
    assert (dateline.place, dateline.day, dateline.agency) == ("GOTHENBURG, Sweden", "Nov. 19", "CW")
    assert read_dateline("PARIS (CW) -- The fair opened.") is None
