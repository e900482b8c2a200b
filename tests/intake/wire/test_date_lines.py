"""A line with the date and more dates the story; an update dates one that has no other date."""

import pytest
from copies import held, read
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.date_lines import read_date_line
from generator.intake.wire.head_lines import read_head_line
from generator.intake.wire.lines import CopyLine
from generator.intake.wire.page_dates import read_page_date
from generator.model import Gravity

TEXT = "The pier reopened on Monday, after a summer without boats."


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("May 6, 2027 / 4:49 PM EST / CBS/AP", {"published": "May 6, 2027 4:49 PM EST", "source": "CBS/AP"}),
        ("May 6, 2027 | Reuters", {"published": "May 6, 2027", "source": "Reuters"}),
        ("Vol. 12, No. 3, May 6, 2027", {"published": "May 6, 2027", "issue": "Vol. 12, No. 3"}),
        ("Volume XII | Issue 3 | May 6, 2027", {"published": "May 6, 2027", "issue": "Volume XII, Issue 3"}),
        ("6. Mai 2027 · Jahrgang 41, Nr. 104", {"published": "6. Mai 2027", "issue": "Jahrgang 41, Nr. 104"}),
        ("May 6, 2027 | 3 min read", {"published": "May 6, 2027"}),
        ("2027年5月6日 10:30 来源：新华社", {"published": "2027年5月6日 10:30", "source": "新华社"}),
        ("2027.05.06 10:30 | 출처: 연합뉴스", {"published": "2027.05.06 10:30", "source": "연합뉴스"}),
    ],
)
def test_a_date_beside_other_things_is_read(line: str, found: dict[str, str]) -> None:
    assert dict(read_date_line(line)) == found


@pytest.mark.parametrize(
    "line",
    ["May 6, 2027 / The pier reopens", "Vol. 12, No. 3", "Week of May 6, 2027 - May 12, 2027", "Nr. 5 lebt", "12 - 14"],
)
def test_any_other_line_is_none(line: str) -> None:
    assert read_date_line(line) == ()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("May 6, 2027 2:05 PM GMT Updated 3 hours ago", {"published": "May 6, 2027 2:05 PM GMT"}),
        ("May 6, 20272:05 PM GMTUpdated 3 hours ago", {"published": "May 6, 2027 2:05 PM GMT"}),
        ("Veröffentlicht am 6.5.2027 um 14:05 Uhr, aktualisiert um 15:10 Uhr", {"published": "6.5.2027 um 14:05 Uhr"}),
        ("6. Mai 2027 um 14:05 Uhr | Lesedauer: 3 Min.", {"published": "6. Mai 2027 um 14:05 Uhr"}),
        (
            "Publié le 6 mai 2027 à 14h05, mis à jour le 6 mai 2027 à 15h10 · Temps de lecture 3 min",
            {"published": "6 mai 2027 à 14h05", "updated": "6 mai 2027 à 15h10"},
        ),
        ("26/05/2027 14h05 Atualizado há 2 dias", {"published": "26/05/2027 14h05"}),
        (
            "Pubblicato il 6 maggio 2027 alle 14:05 - Ultimo aggiornamento 15:10",
            {"published": "6 maggio 2027 alle 14:05"},
        ),
        (
            "Publicerad 2027-05-06 14.05 Uppdaterad 2027-05-06 15.10",
            {"published": "2027-05-06 14.05", "updated": "2027-05-06 15.10"},
        ),
        ("Publisert: 26.05.2027 kl. 14:05", {"published": "26.05.2027 kl. 14:05"}),
        ("6 mei 2027 14:05 · 3 min leestijd", {"published": "6 mei 2027 14:05"}),
        (
            "Opublikowano: 26.05.2027, 14:05 Aktualizacja: 26.05.2027, 15:10",
            {"published": "26.05.2027, 14:05", "updated": "26.05.2027, 15:10"},
        ),
        (
            "6 мая 2027, 14:05 Обновлено: 6 мая 2027, 15:10",
            {"published": "6 мая 2027, 14:05", "updated": "6 мая 2027, 15:10"},
        ),
        (
            "Giriş: 26.05.2027 - 14:05 Güncelleme: 26.05.2027 - 15:10",
            {"published": "26.05.2027 14:05", "updated": "26.05.2027 15:10"},
        ),
        (
            "입력 2027.05.06. 오후 2:05  수정 2027.05.06. 오후 3:10",
            {"published": "2027.05.06. 오후 2:05", "updated": "2027.05.06. 오후 3:10"},
        ),
        ("입력 : 2027-05-06 14:05:11", {"published": "2027-05-06 14:05:11"}),
        ("2027年5月6日14時05分 更新：5月6日15時10分", {"published": "2027年5月6日14時05分"}),
        (
            "2027-05-06 14:05:33 来源：新华网 作者：张三",
            {"published": "2027-05-06 14:05:33", "source": "新华网", "bylines": "张三"},
        ),
    ],
)
def test_the_times_of_a_page_are_read_in_many_languages(line: str, found: dict[str, str]) -> None:
    assert dict(read_head_line(CopyLine(1, line, line))) == found


@pytest.mark.parametrize(
    "line",
    [
        "Published in 2027 by the town",
        "Updated 3 hours ago",
        "3 min read",
        "Erschienen am 6. Mai 2027 in Berlin",
        "The report of May 6, 2027, updated the figures",
        "2027-05-06 14:05 来源：新华网报道说渡轮恢复通航而且港口也重新开放了市政府表示欢迎并且希望更多的游客来到这里参观",
    ],
)
def test_a_line_with_anything_else_names_no_times(line: str) -> None:
    assert read_page_date(line) == ()


@given(
    st.lists(st.sampled_from(["Published", "Updated", "May 6, 2027", "14:05", "3 min read", "(", "·", "来源：", "Ann"]))
)
def test_what_the_times_of_a_page_name_stands_in_the_line(words: list[str]) -> None:
    line = " ".join(words)
    for _, value in read_page_date(line):
        assert all(word in line for word in value.split())


@given(st.text(max_size=200))
def test_no_line_raises(line: str) -> None:
    read_date_line(line)
    read_page_date(line)


def test_what_a_date_line_names_is_kept_and_not_printed() -> None:
    story = read(f"Pier opens again\nBy Ann Lee\nVol. 12, No. 3, May 6, 2027\n\n{TEXT}\n", "pier.txt").story
    assert story is not None
    assert story.published.isoformat()[:10] == "2027-05-06"
    assert story.extra["issue"] == "Vol. 12, No. 3"
    assert story.bylines[0].name == "Ann Lee"


def test_an_update_dates_a_story_without_another_date_and_says_so() -> None:
    parsed = read(f"Pier opens again\nBy Ann Lee\nLast Updated: May 6, 2027 4:49 PM\n\n{TEXT}\n", "pier.txt")
    assert parsed.story is not None
    assert parsed.story.published.isoformat() == "2027-05-06T20:49:00+00:00"
    assert parsed.story.updated is None
    [warning] = [problem for problem in parsed.problems if problem.gravity == Gravity.WARNING]
    assert (warning.line, "last update" in warning.message) == (3, True)


def test_an_update_beside_a_date_stays_an_update() -> None:
    story = read(f"Pier opens again\nMay 5, 2027\nUpdated: May 6, 2027 4:49 PM\n\n{TEXT}\n", "pier.txt").story
    assert story is not None and story.updated is not None
    assert (story.published.day, story.updated.day) == (5, 6)


def test_a_deadline_is_no_odd_date() -> None:
    [message] = held(f"Grants for farms\nDeadline: Monday, May 10, 2027\n\n{TEXT}\n", "grants.txt")
    assert message == "The story has no date, so it isn't published."


def test_a_label_and_a_place_around_the_date_are_read() -> None:
    found = read_date_line("Published - May 6, 2027 11:30 pm IST - MUMBAI")
    assert dict(found) == {"published": "May 6, 2027 11:30 pm IST", "dateline": "MUMBAI"}


def test_a_sentence_that_names_a_day_is_no_odd_date() -> None:
    text = "Fares to rise\n\nThe board of the ferry met on Nov. 20, 2026.\n\nA vote is due.\n"
    assert held(text, "fares.txt") == ["The story has no date, so it isn't published."]


def test_a_date_at_the_end_is_named_and_not_taken() -> None:
    text = f"Fares to rise\n\n{TEXT}\n\nDate: 2026-11-22\n"
    [problem] = [problem for problem in read(text, "fares.txt").problems if problem.gravity == Gravity.HELD]
    assert problem.line == text.count("\n")
    assert "“2026-11-22” doesn't stand where the date of publication does" in problem.message
    assert "write “Date: 2026-11-22” under the headline" in problem.hint
