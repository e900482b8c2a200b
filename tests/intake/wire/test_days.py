import pytest

from generator.intake.wire.days import find_day, months_of
from generator.intake.wire.months import MONTH_NAMES


@pytest.mark.parametrize("language", MONTH_NAMES)
def test_every_language_has_twelve_months(language: str) -> None:
    months = MONTH_NAMES[language].split(", ")
    assert len(months) == 12
    for number, names in enumerate(months, 1):
        assert all(number in months_of(name) for name in names.split("/"))


@pytest.mark.parametrize(
    ("text", "printed", "iso"),
    [
        ("Bonn, 3. März 2026", "3. März 2026", "2026-03-03"),
        ("3 de marzo de 2026", "3 de marzo de 2026", "2026-03-03"),
        ("1er mars 2026", "1er mars 2026", "2026-03-01"),
        ("2026. március 3.", "2026. március 3.", "2026-03-03"),
        ("3 марта 2026 года", "3 марта 2026 года", "2026-03-03"),
        ("13/3/2026", "13/3/2026", "2026-03-13"),
        ("3/4/2026", "3/4/2026", ""),
        ("3 listopada 2026", "3 listopada 2026", ""),
        ("31 lutego 2026", "31 lutego 2026", ""),
        ("March 3", "March 3", ""),
    ],
)
def test_a_day_is_found_and_dated_if_it_is_certain(text: str, printed: str, iso: str) -> None:
    found = find_day(text)
    assert found is not None
    assert (found.printed, found.iso) == (printed, iso)


@pytest.mark.parametrize("text", ["Room 3", "3 boats", "mar 45", "12 monkeys", "3-2", "", "November"])
def test_other_numbers_are_no_day(text: str) -> None:
    found = find_day(text)
    assert found is None or not found.is_named
