"""Dates are read in the languages of newspapers, as these print them, and zones as the paper's country names them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from babel import localedata
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text.date_particles import FILLING
from generator.intake.text.date_words import translate
from generator.intake.text.dates import (
    DateError,
    contradicts_weekday,
    looks_like_moment,
    may_mean_moment,
    read_moment,
)

UTC = ZoneInfo("Etc/UTC")
WRITTEN = {
    "ar": ["22 نوفمبر 2026، الساعة 14:05", "٢٢ نوفمبر ٢٠٢٦ 14:05", "الأحد 22 تشرين الثاني 2026 02:05 مساءً"],
    "ca": ["22 de novembre de 2026, a les 14:05", "diumenge, 22 de novembre del 2026 14.05 h"],
    "cs": ["22. listopadu 2026 v 14:05", "neděle 22. 11. 2026, 14.05 hodin"],
    "da": ["22. november 2026 kl. 14.05", "søndag den 22. november 2026 kl. 14:05"],
    "de": ["22. November 2026, 14.05 Uhr", "Sonntag, 22.11.2026, 14:05 Uhr", "22. Nov. 2026 um 14.05 Uhr", "14 Uhr 05, 22. November 2026"],
    "el": ["22 Νοεμβρίου 2026, 2:05 μ.μ.", "Κυριακή, 22 Νοεμβρίου 2026 14:05"],
    "es": ["22 de noviembre de 2026, 14:05 h", "domingo 22 de noviembre de 2026 a las 14.05 horas", "22 nov. 2026 2:05 p. m.", "22/11/2026 2:05 de la tarde"],
    "eu": ["2026(e)ko azaroaren 22(a), 14:05", "2026ko azaroa 22 14:05"],
    "fi": ["22. marraskuuta 2026 klo 14.05", "sunnuntai 22. marraskuuta 2026 kello 14.05"],
    "fr": ["22 novembre 2026 à 14 h 05", "dimanche 22 novembre 2026, 14h05", "le 22 nov. 2026 à 14:05", "22/11/2026 14h05"],
    "he": ["22 בנובמבר 2026, בשעה 14:05", "יום ראשון, 22 בנובמבר 2026 14:05"],
    "hi": ["22 नवंबर 2026, 14:05 बजे", "२२ नवंबर २०२६ 14:05"],
    "hr": ["22. studenoga 2026. u 14:05"],
    "hu": ["2026. november 22. 14:05", "2026. november 22., vasárnap, 14.05", "2026. 11. 22. 14:05"],
    "id": ["22 November 2026 pukul 14.05", "Minggu, 22 November 2026 pkl 14.05"],
    "it": ["22 novembre 2026, ore 14.05", "domenica 22 novembre 2026 alle 14:05", "22 nov 2026 14.05"],
    "lt": ["2026 m. lapkričio 22 d. 14:05"],
    "lv": ["2026. gada 22. novembris plkst. 14.05"],
    "nb": ["22. november 2026 kl. 14.05", "søndag 22. november 2026 klokken 14:05"],
    "nl": ["22 november 2026 om 14.05 uur", "zondag 22 november 2026, 14:05 uur", "22 nov. 2026 14u05"],
    "pl": ["22 listopada 2026 r., godz. 14.05", "niedziela, 22 listopada 2026 14:05"],
    "pt": ["22 de novembro de 2026, 14h05", "domingo, 22 de novembro de 2026 às 14h05", "22/11/2026 às 14:05"],
    "ro": ["22 noiembrie 2026, ora 14:05", "duminică, 22 noiembrie 2026 14.05"],
    "ru": ["22 ноября 2026 г., 14:05", "воскресенье, 22 ноября 2026 года в 14:05", "22 нояб. 2026 14 ч 05 мин"],
    "sk": ["22. novembra 2026 o 14:05"],
    "sq": ["22 nëntor 2026, ora 14:05"],
    "sr": ["22. новембар 2026. у 14:05", "22. novembar 2026. u 14:05"],
    "sv": ["22 november 2026 kl. 14.05", "söndagen den 22 november 2026 klockan 14.05"],
    "tr": ["22 Kasım 2026 14:05", "22 Kasım 2026 Pazar, saat 14.05", "22 Kasım 2026 2:05 ÖS"],
    "uk": ["22 листопада 2026 року, 14:05", "неділя, 22 листопада 2026 р. о 14:05"],
    "vi": ["22 tháng 11 năm 2026, 14:05", "ngày 22 tháng 11, 2026 lúc 14 giờ 05"],
    "ja": ["2026年11月22日 14時05分", "2026年11月22日（日） 14:05", "令和8年11月22日 午後2時5分", "２０２６年１１月２２日　１４時０５分"],
    "zh": ["2026年11月22日 14:05", "2026年11月22日 星期日 下午2点05分", "民國115年11月22日 14時5分"],
    "ko": ["2026.11.22. 오후 2:05", "2026-11-22 오후 02:05:00", "2026년 11월 22일 14시 05분", "2026년 11월 22일 일요일 오후 2시 5분", "2026. 11. 22. 14:05"],
    "th": ["22 พฤศจิกายน 2569 14:05", "22 พ.ย. 2026 14:05", "22/11/2569 14:05", "2569-11-22 14:05"],
    "fa": ["22 نوامبر 2026، 14:05", "۲۲ نوامبر ۲۰۲۶ 14:05"],
    "bn": ["২২ নভেম্বর ২০২৬ 14:05"],
    "ka": ["22 ნოემბერი, 2026 14:05"],
}  # fmt: skip
"""Language -> forms in which its newspapers write one moment."""


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in WRITTEN.items() for text in texts])
def test_a_moment_is_read_in_the_language_of_the_paper(language: str, text: str) -> None:
    assert read_moment(text, UTC, language=language).isoformat() == "2026-11-22T14:05:00+00:00"
    assert looks_like_moment(text)
    assert may_mean_moment(text)


@pytest.mark.parametrize("language", ["", "en", "thx"])
def test_only_thai_is_dated_by_the_buddhist_calendar(language: str) -> None:
    assert read_moment("2569-11-22", UTC, language=language).year == 2569
    assert read_moment("2567-02-29", UTC, language="th-TH").date() == date(2024, 2, 29)


def test_every_language_with_small_words_has_samples() -> None:
    assert set(FILLING) <= {*WRITTEN, *LONG}


OTHERS = "af az be bg bs cy et fil gl hy is kk lb mk ms mt sl sw uz".split()  # noqa: SIM905
LONG = sorted({*WRITTEN, *OTHERS} & {*localedata.locale_identifiers()})
"""Languages of which Babel knows how they write a day."""


@pytest.mark.parametrize("language", LONG)
def test_the_day_that_a_language_prints_is_read_back(language: str) -> None:
    days = [date(2026, month, 23) for month in range(1, 13)]
    printed = [format_date(day, "long", locale=language) for day in days]
    assert [read_moment(text, UTC, language=language).date() for text in printed] == days


def test_a_name_of_two_months_is_read_in_the_language_of_the_paper_alone() -> None:
    assert read_moment("3 listopada 2026", UTC, language="pl").month == 11
    assert read_moment("3. listopada 2026.", UTC, language="hr").month == 10
    with pytest.raises(DateError, match="one month in one language"):
        read_moment("3 listopada 2026", UTC)


def test_the_order_of_numbers_is_guessed_in_no_language() -> None:
    for language in ("", "en", "es", "fr-CA"):
        with pytest.raises(DateError, match="two ways"):
            read_moment("03/04/2026", UTC, language=language)
    with pytest.raises(DateError, match="two ways"):
        read_moment("03.04.2026", UTC, language="en")
    assert read_moment("03.04.2026", UTC, language="de").month == 4
    assert read_moment("3. 4. 2026", UTC, language="cs").month == 4


@pytest.mark.parametrize(
    "text",
    [
        "La votación será el 22 de noviembre de 2026 en el puerto", "Il 22 novembre 2026 il porto riapre", "22 novembre",
        "novembre 2026", "Set 3 of 2026 tables", "14 h 05", "Am 22. November 2026 öffnet der Hafen", "22人が2026年に来た",
        "Mar del Plata, 22", "a 5 de 2", "2026年の選挙", "",
    ],
)  # fmt: skip
def test_a_sentence_with_a_date_is_no_date(text: str) -> None:
    assert not looks_like_moment(text)


def test_a_weekday_that_does_not_fit_is_found_in_any_language() -> None:
    moment = read_moment("22 novembre 2026", UTC)
    assert contradicts_weekday("lundi 22 novembre 2026", moment, UTC) == "Sunday"
    assert contradicts_weekday("dimanche 22 novembre 2026", moment, UTC) == ""


@given(
    st.text(alphabet="0123456789 .:,/-年月日午後時分hUhrde novembreנסpm", max_size=80),
    st.sampled_from(["", "de", "ja"]),
)
def test_no_text_makes_reading_fail(text: str, language: str) -> None:
    translate(text, language)
    try:
        read_moment(text, UTC, language=language)
    except DateError as error:
        assert error.message


# --- zones ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "own", "utc"),
    [
        ("2026-11-22 16:05 IST", "Asia/Kolkata", "10:35"),
        ("2026-07-22 16:05 IST", "Europe/Dublin", "15:05"),
        ("2026-11-22 16:05 IST", "Asia/Jerusalem", "14:05"),
        ("2026-11-22 16:05 PST", "Asia/Manila", "08:05"),
        ("2026-11-22 16:05 PST", "America/New_York", "00:05"),
        ("2026-11-22 16:05 CST", "Asia/Shanghai", "08:05"),
        ("2026-11-22 16:05 CST", "America/New_York", "22:05"),
        ("2026-11-22 16:05 AEDT", "Australia/Perth", "05:05"),
        ("2026-11-22 16:05 WITA", "Asia/Jakarta", "08:05"),
        ("2026-11-22 16:05 EAT", "Africa/Nairobi", "13:05"),
        ("2026-11-22 16:05 SAST", "Europe/London", "14:05"),
        ("November 22, 2026 4:05 p.m. Eastern time", "Europe/London", "21:05"),
        ("July 22, 2026 4:05 p.m. Eastern Time", "Europe/London", "20:05"),
        ("November 22, 2026 4:05 p.m. Pacific Standard Time", "Europe/London", "00:05"),
        ("November 22, 2026 4:05 p.m. Eastern", "Europe/London", "21:05"),
        ("22 November 2026, 16:05 London time", "America/New_York", "16:05"),
        ("2026-11-22 16:05 Asia/Kolkata", "America/New_York", "10:35"),
        ("2026-11-22 16:05 (America/New_York)", "Etc/UTC", "21:05"),
        ("2026-11-22 16:05 (UTC+05:30)", "Etc/UTC", "10:35"),
        ("22. November 2026, 16.05 Uhr MEZ", "Etc/UTC", "15:05"),
    ],
)
def test_a_zone_is_what_the_papers_country_means_by_it(text: str, own: str, utc: str) -> None:
    assert f"{read_moment(text, ZoneInfo(own)):%H:%M}" == utc
    assert looks_like_moment(text)


@pytest.mark.parametrize("text", ["2026-11-22 16:05 IST", "2026-11-22 16:05 XYZ", "2026-11-22 16:05 Mars/Olympus"])
def test_a_zone_that_the_country_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        read_moment(text, ZoneInfo("America/New_York"))
