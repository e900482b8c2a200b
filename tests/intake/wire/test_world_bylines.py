"""Bylines in the forms and languages of newsrooms. The wording is the project's own."""

import pytest
from conftest import SITE
from copies import DESK

from generator.config import parse_config
from generator.intake.build_story import Copy, StoryReader
from generator.intake.header.split import Field
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.intake.wire import byline_titles
from generator.intake.wire.bylines import is_bare_byline, is_bare_name, is_contact, looks_like_byline, read_bylines
from generator.intake.wire.east_signatures import read_signature
from generator.intake.wire.people import spell_name
from generator.model import Body


def signed(text: str) -> list[tuple[str, str]]:
    return [(byline.name, byline.affiliation) for byline in read_bylines(text)[0]]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Ida Strand", ["Ida Strand"]),
        ("von Ida Strand und Karl Berg", ["Ida Strand", "Karl Berg"]),
        ("Par Ida Strand et Karl Berg", ["Ida Strand", "Karl Berg"]),
        ("Por Ida Strand y Karl Berg", ["Ida Strand", "Karl Berg"]),
        ("Por José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Di Ida Strand", ["Ida Strand"]),
        ("Door Ida Strand en Karl van den Berg", ["Ida Strand", "Karl van den Berg"]),
        ("Av Ida Strand", ["Ida Strand"]),
        ("Af Ida Strand og Karl Berg", ["Ida Strand", "Karl Berg"]),
        ("Text: Ida Strand", ["Ida Strand"]),
        ("Tekst: Ida Strand", ["Ida Strand"]),
        ("Teksti: Ida Strand", ["Ida Strand"]),
        ("Autor: Ida Strand", ["Ida Strand"]),
        ("Oleh Ida Strand", ["Ida Strand"]),
        ("Yazan: Ida Strand", ["Ida Strand"]),
        ("Автор: Анна Берег", ["Анна Берег"]),
        ("Автор: Анна Берег и Пётр Горин", ["Анна Берег", "Пётр Горин"]),
        ("بقلم: ليلى حداد", ["ليلى حداد"]),
        ("מאת: נועה לוי", ["נועה לוי"]),
        ("文：佐藤花子", ["佐藤花子"]),
        ("文・写真 佐藤花子", ["佐藤花子"]),
        ("记者 王芳 李明", ["王芳", "李明"]),
        ("文／佐藤花子　写真／山田太郎", ["佐藤花子", "山田太郎"]),
        ("글·사진 김철수", ["김철수"]),
        ("Story and photos by Ida Strand", ["Ida Strand"]),
        ("Text and photographs by Ida Strand", ["Ida Strand"]),
        ("Guest column by Ida Strand", ["Ida Strand"]),
        ("-- Ida Strand", ["Ida Strand"]),
        ("By Rev. Dr. Ida Q. Strand IV", ["Rev. Dr. Ida Q. Strand IV"]),
        ("By Staff Sgt. Ida Strand", ["Staff Sgt. Ida Strand"]),
        ("By Omar al-Farsi", ["Omar al-Farsi"]),
        ("By OMAR AL-FARSI and KARL McBERG", ["Omar Al-Farsi", "Karl McBerg"]),
        ("by Ida STRAND with Karl BERG in Bonn", ["Ida Strand", "Karl Berg"]),
    ],
)
def test_a_line_is_a_byline_and_gives_its_names(line: str, names: list[str]) -> None:
    assert looks_like_byline(line)
    assert [name for name, _ in signed(line)] == names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ida Strand of the Tern Gazette", [("Ida Strand", "Tern Gazette")]),
        ("By Ida Strand for The Associated Press", [("Ida Strand", "Associated Press")]),
        ("By Ida Strand/Staff Writer", [("Ida Strand", "Staff Writer")]),
        ("By AP Food Writer Ida Strand", [("Ida Strand", "AP")]),
        ("By Ida Strand, strand@tern.example | 555-0133", [("Ida Strand", "")]),
        (
            "By Ida Strand, ProPublica, with additional reporting by Karl Berg, Tern Gazette",
            [("Ida Strand", "ProPublica"), ("Karl Berg", "Tern Gazette")],
        ),
        ("Strand, Ida", [("Ida Strand", "")]),
        ("Strand, Ida; van den Berg, Karl", [("Ida Strand", ""), ("Karl van den Berg", "")]),
        ("Ida Strand, Politico", [("Ida Strand", "Politico")]),
        ("佐藤花子、山田太郎", [("佐藤花子", ""), ("山田太郎", "")]),
        ("김철수 기자", [("김철수", "")]),
    ],
)
def test_people_are_read_with_what_they_write_for(text: str, people: list[tuple[str, str]]) -> None:
    assert signed(text) == people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("From staff and wire reports", "Staff and wire reports"),
        ("Staff Reports", "Staff Reports"),
        ("The Editorial Board", "The Editorial Board"),
        ("By Tern Point Fire Department", "Tern Point Fire Department"),
        ("Von der Redaktion", "Redaktion"),
        ("Por la Redacción", "La Redacción"),
        ("Par la rédaction", "La rédaction"),
    ],
)
def test_a_desk_is_an_organisation(text: str, name: str) -> None:
    ((byline,), _) = read_bylines(text)
    assert (byline.name, byline.organisation) == (name, True)


@pytest.mark.parametrize("text", ["By Ida Strand", "Bell Boarding", "By Ida Strand, Fire Department"])
def test_a_person_is_no_organisation(text: str) -> None:
    assert [byline.organisation for byline in read_bylines(text)[0]] == [False]


@pytest.mark.parametrize(
    "line",
    [
        "Von heute an gilt das Gesetz",
        "Por fin llegó la lluvia",
        "Par la suite, rien",
        "Di solito piove",
        "Door de storm is de haven dicht",
        "Av en slump",
        "De la mer à la ville",
        "Text",
        "By the harbour",
        "-- and then it rained",
        "文化の日",
        "记者会下午举行，市长出席",
    ],
)
def test_a_sentence_with_the_same_first_word_is_no_byline(line: str) -> None:
    assert not looks_like_byline(line)


def test_lines_around_names() -> None:
    assert is_bare_name("Ida Strand")
    assert not is_bare_name("Fire Department")
    assert not is_bare_name("Ida Strand, Politico")
    assert not is_bare_name("By Ida")
    assert is_bare_byline("Tern Gazette Editorial Board")
    assert is_bare_byline("김철수 기자")
    assert is_contact("@idastrand")
    assert is_contact("strand@tern.example | (555) 010-0133")
    assert not is_contact("2026-03-03")
    assert not is_contact("Tern Point, 03301")


@pytest.mark.parametrize(
    ("written", "spelled"),
    [("Ida STRAND", "Ida Strand"), ("KARL McBERG", "Karl McBerg"), ("LI NA", "Li Na"), ("АННА БЕРЕГ", "Анна Берег")],
)
def test_capitals_of_names_are_spelled(written: str, spelled: str) -> None:
    assert spell_name(written) == spelled


def test_authors_beside_a_byline_are_named_once() -> None:
    values = ("Ida Strand", "Karl Berg, The Lamp", "Ida Strand of Tern Watch and Karl Berg of The Lamp")
    copy = Copy(
        file="content/town/a.md",
        fields={"bylines": Field(values, 2)},
        body=Body(html="", words=0),
        words="",
        summary="",
    )
    people, _ = StoryReader(copy, intake_settings_of(parse_config(SITE))).bylines()
    assert [(one.name, one.affiliation) for one in people] == [("Ida Strand", "Tern Watch"), ("Karl Berg", "The Lamp")]


def test_a_byline_of_many_words_is_searched_for_a_title_in_its_first_words_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def is_name(text: str) -> bool:
        asked.append(text)
        return False

    monkeypatch.setattr(byline_titles, "is_name", is_name)
    byline_titles.take_title("Writer " * 2_000)
    assert len(asked) < 10


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Tekst: Kari Nordmann Foto: Ola Nordmann", ["Kari Nordmann", "Ola Nordmann"]),
        ("Texte : Jeanne Roé Photos : Paul Durand", ["Jeanne Roé", "Paul Durand"]),
        ("Texto: Ana Pérez Fotos: Juan Pérez", ["Ana Pérez", "Juan Pérez"]),
        ("Текст: Иван Петров Фото: Петр Иванов", ["Иван Петров", "Петр Иванов"]),
        ("Reported by Ann Lee; written by Jo Poe", ["Ann Lee", "Jo Poe"]),
        ("記者 王小明／台北報導", ["王小明"]),
        ("文：山田太郎・佐藤花子", ["山田太郎", "佐藤花子"]),
    ],
)
def test_who_wrote_and_who_took_the_photos_are_two_people(line: str, names: list[str]) -> None:
    assert looks_like_byline(line)
    assert [byline.name for byline in read_bylines(line)[0]] == names


def test_a_title_before_a_japanese_name_is_nobody() -> None:
    assert [byline.name for byline in read_bylines("編集委員・山田太郎")[0]] == ["編集委員・山田太郎"]


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("By Jane Roe Guest Columnist", [("Jane Roe", "Guest Columnist")]),
        ("By Mary Ann Roe Sports Editor", [("Mary Ann Roe", "Sports Editor")]),
        ("By Jane Roe, age 12", [("Jane Roe", "age 12")]),
        ("By Jane Roe, Grade 5, and Tom Poe", [("Jane Roe", "Grade 5"), ("Tom Poe", "")]),
        ("文・写真=山田太郎", [("山田太郎", "")]),
        ("文　山田太郎", [("山田太郎", "")]),
        ("Door onze verslaggever", [("Verslaggever", "")]),
    ],
)
def test_titles_ages_and_signs_between_words_and_names(line: str, signed: list[tuple[str, str]]) -> None:
    people, _ = read_bylines(line)
    assert [(one.name, one.affiliation) for one in people] == signed


@pytest.mark.parametrize("line", ["Staff report", "STAFF REPORTS", "(記者張三)", "（本報記者張三）", "文・山田太郎"])
def test_lines_that_sign_without_a_word_for_by_are_not_printed(line: str) -> None:
    story = parse_copy(f"Ferry leaves\n\n{line}\n\nIt left.\n".encode(), "content/town/2026-11-22-a.txt", DESK)
    assert story.story is not None
    assert len(story.story.bylines) == 1
    assert story.body.html == "<p>It left.</p>"


def test_a_credit_in_brackets_is_no_name() -> None:
    assert read_signature("(AP Photo)") == ""
    assert read_signature("(記者張三)") == "張三"
    story = parse_copy(b"Ferry leaves\n\n(AP Photo)\n\nIt left.\n", "content/town/2026-11-22-a.txt", DESK).story
    assert story is not None
    assert story.bylines == ()


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("By Jane Roe Nov. 22, 2026", "2026-11-22T05:00:00+00:00"),
        ("By Jane Roe November 22, 2026 4:05 PM", "2026-11-22T21:05:00+00:00"),
        ("By Jane Roe Published Nov. 22, 2026", "2026-11-22T05:00:00+00:00"),
        ("By Jane Roe Updated Nov. 22, 2026", "2026-11-22T05:00:00+00:00"),
        ("By Jane Roe, Nov. 22, 2026", "2026-11-22T05:00:00+00:00"),
        ("Posted: Nov 22, 2026 / 04:05 PM EST", "2026-11-22T21:05:00+00:00"),
        ("Posted at 4:05 PM, Nov 22, 2026 and last updated 5:10 PM, Nov 22, 2026", "2026-11-22T21:05:00+00:00"),
    ],
)
def test_lines_of_pages_with_a_name_and_a_day_are_read(line: str, published: str) -> None:
    read = parse_copy(f"Ferry leaves\n\n{line}\n\nIt left.\n".encode(), "content/town/a.txt", DESK)
    assert read.story is not None
    assert read.story.published.isoformat() == published
    assert [one.name for one in read.story.bylines] == (["Jane Roe"] if "Jane" in line else [])
    assert read.body.html == "<p>It left.</p>"
