"""Times, languages and datelines have the form that readers and programs expect."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from babel import Locale, UnknownLocaleError, dates, localedata
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from generator.edition import formats
from generator.edition.days import clock, full_day
from generator.edition.formats import (
    absolute,
    day,
    direction_of,
    in_digits,
    iso,
    locale_of,
    name_of_span,
    number,
    open_with_dateline,
    reading_minutes,
    rfc822,
    story_time,
)

NEW_YORK = ZoneInfo("America/New_York")
SPRING = datetime(2010, 4, 20, 20, 49, tzinfo=UTC)
PATTERN = "MMMM d, y 'at' h:mm a"
PATTERNS = [
    PATTERN,
    "EEEE d MMMM yyyy, HH:mm",
    "h 'o''clock' B, QQQ w D",
    "'100%' d.M.yy 'at %(h)s' kk:mm:ss",
    "HH:mm zzzz, d MMM",
    "K:mm:ss.SSS a",
    "dd",
    "HH",
    "'today'",
    "",
]
LANGUAGES = ["en", "en-GB", "de", "fr-CA", "ar", "fa", "ja", "th", "hi", "zh-Hant", "xx-unknown"]
ZONES = ["America/New_York", "Europe/Paris", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
MOMENTS = st.datetimes(datetime(1800, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))


def test_the_default_time_is_written_as_papers_write_it() -> None:
    assert story_time(SPRING, NEW_YORK, PATTERN, "en") == "April 20, 2010 at 4:49 PM"
    assert story_time(SPRING, NEW_YORK, PATTERN, "xx-unknown") == "April 20, 2010 at 4:49 PM"


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from(PATTERNS), st.sampled_from(LANGUAGES))
def test_times_are_written_as_babel_writes_them(moment: datetime, name: str, pattern: str, language: str) -> None:
    zone, locale = ZoneInfo(name), locale_of(language)
    whole, long = (
        dates.format_datetime(moment, pattern, zone, locale),
        dates.format_date(moment.astimezone(zone).date(), "long", locale),
    )
    assert story_time(moment, zone, pattern, language) == in_digits(whole, language)
    assert day(moment, zone, language) == in_digits(long, language)


@pytest.mark.parametrize(
    ("language", "told", "hour", "span", "many"),
    [
        ("fa", "۲۰ آوریل ۲۰۱۰", "۱۶:۴۹", "آوریل ۲۰۱۰", "۱٬۲۳۴"),
        ("ar-EG", "٢٠ أبريل ٢٠١٠", "٤:٤٩ م", "أبريل ٢٠١٠", "١٬٢٣٤"),
        ("ar", "20 أبريل 2010", "4:49 م", "أبريل 2010", "1,234"),
        ("mr", "२० एप्रिल, २०१०", "४:४९ PM", "एप्रिल २०१०", "१,२३४"),
        ("hi", "20 अप्रैल 2010", "4:49 pm", "अप्रैल 2010", "1,234"),
        ("en", "April 20, 2010", "4:49 PM", "April 2010", "1,234"),
    ],
)
def test_numbers_have_the_digits_of_the_language(language: str, told: str, hour: str, span: str, many: str) -> None:
    assert day(SPRING, NEW_YORK, language) == told
    assert clock(SPRING, NEW_YORK, language).replace("\u202f", " ") == hour
    assert name_of_span("2010-04", language) == span
    assert number(1234, language) == many
    assert number(7, language) == in_digits("7", language)
    assert name_of_span("2010", language) == in_digits("2010", language)
    assert in_digits("2010", language) in told
    assert in_digits("2010", language) in full_day("2010-04-20", language)


def test_a_year_of_days_is_put_together_from_its_months_and_days() -> None:
    formats._day_form.cache_clear()
    formats._day_field.cache_clear()
    days = [SPRING + timedelta(days=number) for number in range(365)]
    assert len({story_time(moment, NEW_YORK, PATTERN, "it") for moment in days}) == len(days)
    assert formats._day_field.cache_info().misses == 12 + 31 + 2, "12 months, 31 days and two years"


@pytest.mark.parametrize(
    ("language", "span", "name"),
    [
        ("en", "2010", "2010"),
        ("en", "2010-04", "April 2010"),
        ("en", "2010-04-20", "April 20, 2010"),
        ("de", "2010-04", "April 2010"),
        ("es", "2010-04-20", "20 de abril de 2010"),
    ],
)
def test_spans_of_the_calendar_have_names(language: str, span: str, name: str) -> None:
    assert name_of_span(span, language) == name


def test_a_day_is_that_of_the_papers_own_zone() -> None:
    assert day(datetime(2026, 11, 24, 3, tzinfo=UTC), NEW_YORK, "en") == "November 23, 2026"


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_times_for_programs_come_back_as_the_same_second(moment: datetime) -> None:
    zone = ZoneInfo("Europe/Berlin")
    second = moment.replace(microsecond=0)
    assert datetime.fromisoformat(iso(moment, zone)) == second
    if moment.year > 1970:
        assert parsedate_to_datetime(rfc822(second, zone)) == second


@given(MOMENTS, st.sampled_from(ZONES))
def test_times_for_feeds_are_written_as_the_standard_library_writes_them(moment: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    if moment.year > 1970:
        assert rfc822(moment, zone) == format_datetime(moment.astimezone(zone))
        assert iso(moment, zone) == moment.astimezone(zone).isoformat(timespec="seconds")


@pytest.mark.parametrize(
    ("zone", "year", "for_xml", "for_rss"),
    [
        ("America/New_York", 1880, "1880-01-01T07:04:00-04:56", "Thu, 01 Jan 1880 07:04:00 -0456"),
        ("Europe/Paris", 1905, "1905-01-01T12:09:00+00:09", "Sun, 01 Jan 1905 12:09:00 +0009"),
    ],
)
def test_offsets_of_old_times_are_whole_minutes(zone: str, year: int, for_xml: str, for_rss: str) -> None:
    noon = datetime(year, 1, 1, 12, tzinfo=UTC)
    assert iso(noon, ZoneInfo(zone)) == for_xml
    assert rfc822(noon, ZoneInfo(zone)) == for_rss
    assert datetime.fromisoformat(for_xml) == noon


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *(
            (language, "rtl")
            for language in (
                *("ar", "he", "fa-IR", "ur", "yi", "dv", "iw", "ckb", "syr", "nqo", "AR", "ar-u-nu-latn", "bgn"),
                *("ku-Arab", "az-Arab", "pa-Arab", "pa-PK", "uz-Arab", "uz-AF", "ks-Arab-IN", "en-Arab", "zh-yue-Arab"),
                *("ff-Adlm", "bm-Nkoo", "und-Hebr", "fr-Thaa-x-private"),
            )
        ),
        *(
            (language, "ltr")
            for language in (
                *("en", "en-GB", "xx", "", "-", "x-arab", "i-klingon", "en-u-nu-arab", "en-x-Arab", "zh-yue-Hant"),
                *(
                    "ks-Deva",
                    "sd-Deva",
                    "ar-Latn",
                    "he-Latn",
                    "ku-Latn",
                    "ur-Latn-PK",
                    "ku",
                    "az",
                    "mn-Mong",
                    "xx-Zzzz",
                ),
            )
        ),
    ],
)
def test_scripts_run_in_their_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_every_language_runs_as_cldr_says() -> None:
    codes = [code.replace("_", "-") for code in (*localedata.locale_identifiers(), *get_global("language_aliases"))]
    wrong = []
    for code in codes:
        try:
            order = Locale.parse(code, sep="-").character_order
        except (UnknownLocaleError, ValueError):
            continue
        if direction_of(code) != ("rtl" if order == "right-to-left" else "ltr"):
            wrong.append(code)
    assert wrong == []


@given(st.text(alphabet=st.sampled_from("arxyzu-_AZ019é "), max_size=20))
def test_whatever_stands_for_a_language_has_a_direction(language: str) -> None:
    assert direction_of(language) in {"ltr", "rtl"}


@given(st.sampled_from(sorted(localedata.locale_identifiers())))
def test_a_script_that_is_named_decides(name: str) -> None:
    language = name.split("_", maxsplit=1)[0]
    assert [direction_of(f"{language}-{script}") for script in ("Arab", "Hebr", "Latn", "Cyrl")] == [
        *("rtl", "rtl", "ltr", "ltr")
    ]


def test_addresses_are_made_absolute_once() -> None:
    assert absolute("https://a.example", "/x/") == "https://a.example/x/"
    assert absolute("https://a.example", "https://b.example/x/") == "https://b.example/x/"


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (230, 1), (460, 2), (10_000, 43)])
def test_reading_takes_whole_minutes_and_at_least_one(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


def test_a_dateline_opens_the_first_paragraph() -> None:
    body = "<h2>Head</h2>\n<p>One.</p>\n<p>Two.</p>"
    opened = open_with_dateline(body, "BRUSSELS", "UPI")
    assert opened == '<h2>Head</h2>\n<p><span class="dateline">BRUSSELS (UPI)</span> — One.</p>\n<p>Two.</p>'
    assert open_with_dateline(body, "", "UPI") == body
    assert "<script>" not in open_with_dateline(body, "<script>", "")
    assert open_with_dateline("<ul></ul>", "ROME", "") == "<ul></ul>"
