"""Names of photos, the notes beside them, and the line about a photo in the copy."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.names import photo_of_notes
from generator.intake.photos.inline import find_inline, replace_inline
from generator.intake.photos.names import gallery_of, possible_keys
from generator.intake.photos.notes import parse_notes
from generator.intake.photos.typed import is_photo_line, read_maker_line, read_photo_line, split_credit
from generator.model import Gravity, Parsed
from generator.photo_records import InlinePhoto, PhotoNotes, PhotoWords

FILE = "content/world/bridge.jpg.txt"


def notes(text: str) -> tuple[PhotoWords, Parsed]:
    parsed = parse_notes(text.encode(), FILE, "")
    assert isinstance(parsed.notes, PhotoNotes)
    return parsed.notes.words, parsed


def test_all_lines_of_the_notes_are_read() -> None:
    words, parsed = notes("Caption: A: b, c.\nCredit: Ann Lee\nAlt text: Trucks\nFocus: 40% 30%\nCrop: 16:9 10,20,90,65; 1:1 0, 0, 50, 50\n")  # fmt: skip
    box = (("16:9", (0.1, 0.2, 0.9, 0.65)), ("1:1", (0.0, 0.0, 0.5, 0.5)))
    assert words == PhotoWords("A: b, c.", "Ann Lee", "Trucks", (0.4, 0.3), box)
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("focus", "point"),
    [("40% 30%", (0.4, 0.3)), ("40,30", (0.4, 0.3)), ("12.5 / 0", (0.125, 0)), ("top left", (0, 0)), ("right", (1, 0.5)),
     ("bottom", (0.5, 1)), ("center", (0.5, 0.5)), ("101 5", None), ("left right", None), ("-5 5", None), ("the mayor", None)],
)  # fmt: skip
def test_a_focus_is_a_point_or_reported(focus: str, point: tuple[float, float] | None) -> None:
    words, parsed = notes(f"Focus: {focus}\n")
    assert words.focus == point
    assert [problem.gravity for problem in parsed.problems] == ([] if point else [Gravity.WARNING])


@pytest.mark.parametrize("crop", ["16:9 90,20,10,65", "16:9 10,20,90", "2:3 10,20,90,65", "16:9 10,20,101,65"])
def test_a_crop_that_is_none_is_reported(crop: str) -> None:
    words, parsed = notes(f"Caption: A.\nCrop: {crop}\n")
    assert words.crops == ()
    assert [problem.line for problem in parsed.problems] == [2]


def test_notes_without_a_key_are_the_caption() -> None:
    assert notes("Trucks cross the bridge.\n")[0].caption == "Trucks cross the bridge."


@pytest.mark.parametrize(
    ("text", "caption", "credit", "copyright_"),
    [
        ("Bildunterschrift: Ein Laster.\nFoto: Ann Lee", "Ein Laster.", "Ann Lee", ""),
        ("Photo: A truck waits. (Ann Lee/Courier)", "A truck waits.", "Ann Lee/Courier", ""),
        ("Caption: A truck waits. (Ann Lee/Courier)", "A truck waits.", "Ann Lee/Courier", ""),
        ("Caption: The mayor (Left)\nCredit: Bo Roe", "The mayor (Left)", "Bo Roe", ""),
        ("Caption: The mayor (Left)", "The mayor (Left)", "", ""),
        ("A truck waits.\nPhoto by Ann Lee", "A truck waits.", "Ann Lee", ""),
        ("Caption: A truck.\nPhotos courtesy of Ann Lee", "A truck.", "Ann Lee", ""),
        ("Caption: A truck.\n\u00a9 2026 Ann Lee", "A truck.", "Ann Lee", "\u00a9 2026 Ann Lee"),
        ("Caption: A truck.\nCopyright: Ann Lee", "A truck.", "", "Ann Lee"),
        ("Bildunterschrift: Ein Laster.\nQuelle: dpa", "Ein Laster.", "dpa", ""),
        ("Caption: A truck waits\nat the bridge\nfor hours.\nCredit: Ann Lee", "A truck waits at the bridge for hours.", "Ann Lee", ""),
    ],
)  # fmt: skip
def test_the_maker_is_found_however_a_desk_writes_it(text: str, caption: str, credit: str, copyright_: str) -> None:
    words, parsed = notes(text)
    assert (words.caption, words.credit, words.copyright) == (caption, credit, copyright_)
    assert parsed.problems == ()


def test_what_stands_apart_is_no_part_of_a_caption() -> None:
    words, parsed = notes("Caption: A truck waits.\nDon't use the other one.\n\nCall me.\nFocus: left\nand more\n")
    assert words.caption == "A truck waits."
    assert "Don't use the other one.\nCall me.\nand more" in parsed.problems[0].message


@pytest.mark.parametrize(
    "line", ["Embargo: 2026-12-01", "Draft: yes", "EMBARGOED UNTIL 6 a.m. Dec. 1", "Expires: 2026-12-01"]
)
def test_a_line_that_restrains_holds_the_photo(line: str) -> None:
    parsed = parse_notes(f"Caption: A.\n{line}\n".encode(), FILE, "")
    assert parsed.notes is not None
    assert parsed.notes.held
    assert any(problem.gravity is Gravity.HELD and problem.line == 2 for problem in parsed.problems)


@given(st.text(max_size=300))
def test_no_notes_fail(text: str) -> None:
    assert parse_notes(text.encode("utf-8", "replace"), FILE, "").notes is not None


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Photo: A truck waits at the bridge. (Ann Lee/Courier)", "A truck waits at the bridge.", "Ann Lee/Courier"),
        ("Photo caption: Mayor Bob Poe (left) waits.", "Mayor Bob Poe (left) waits.", ""),
        ("Photo: Bob Poe (left)", "Bob Poe (left)", ""),
        ("PHOTO: The bridge. (Photo by Ann Lee)", "The bridge.", "Ann Lee"),
        ("Photo by Ann Lee/Courier", "", "Ann Lee/Courier"),
        ("Photo courtesy of the Grange", "", "the Grange"),
    ],
)
def test_a_typed_line_gives_caption_and_credit(line: str, caption: str, credit: str) -> None:
    assert is_photo_line(line)
    assert read_photo_line(line) == PhotoWords(caption=caption, credit=credit)


@pytest.mark.parametrize(
    "line", ["Photographers came.", "Photos were taken by the police.", "He said: Photo: no.", "Photo:"]
)
def test_a_sentence_is_no_typed_line(line: str) -> None:
    assert not is_photo_line(line)


@given(st.text(alphabet="abc/.%2e\\ é", max_size=40))
def test_no_name_leads_out_of_content(written: str) -> None:
    for key in possible_keys("content/world/a.txt", f"{written}.jpg"):
        assert not key.startswith(("/", "../"))
        assert "/../" not in key


def test_names_are_looked_for_beside_the_story_and_then_in_content() -> None:
    assert possible_keys("content/world/a.txt", "b/c.jpg") == ("world/b/c.jpg", "b/c.jpg")
    assert possible_keys("content/world/a.txt", "/b/c.jpg") == ("b/c.jpg",)
    assert possible_keys("content/world/a.txt", "../b.jpg") == ("b.jpg",)
    assert possible_keys("content/world/a.txt", "https://x.example/b.jpg") == ()


def test_numbers_make_a_gallery_and_years_dont() -> None:
    assert gallery_of("world/bridge-2") == ("world/bridge", 2)
    assert gallery_of("world/budget-2026") is None
    assert gallery_of("world/bridge-02") is None
    assert gallery_of("world/bridge") is None


def test_notes_are_known_by_the_photos_whole_name() -> None:
    assert photo_of_notes("content/a/b.JPG.txt") == "content/a/b.JPG"
    assert photo_of_notes("content/a/b.txt") == ""
    assert photo_of_notes("content/a/b.md.txt") == ""


def test_images_in_a_text_are_found_and_replaced() -> None:
    html = '<p><img src="a.jpg" alt="A &amp; b" title="C"></p>\n<p>x <img src="https://h.example/b.jpg" alt=""> y</p>'
    assert find_inline(html) == (InlinePhoto("a.jpg", "A & b", "C"),)
    assert replace_inline(html, lambda photo, alone: f"[{photo.file} {alone}]").startswith("[a.jpg True]\n<p>x <img")
    assert replace_inline(html, lambda photo, alone: None) == html


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("Foto: Ann Lee", "", "Ann Lee"),
        ("Photo: dpa", "", "dpa"),
        ("Photo: Ann Lee for the Courier", "", "Ann Lee for the Courier"),
        ("Photo: A truck waits at the bridge.", "A truck waits at the bridge.", ""),
        ("Trucks wait at\nthe bridge on Monday.\nFoto: Ann Lee/dpa", "Trucks wait at the bridge on Monday.", "Ann Lee/dpa"),
        ("Trucks wait.\nSource: dpa\nCopyright: dpa", "Trucks wait.", "dpa"),
        ("Photo by Ann Lee fell off the wall of the museum on Monday.", "Photo by Ann Lee fell off the wall of the museum on Monday.", ""),
        ("Copyright protesters march in Berlin", "Copyright protesters march in Berlin", ""),
        ("Copyright Ann Lee 2026", "", "Ann Lee 2026"),
        ("Caption: Trucks wait (left/right)", "Trucks wait (left/right)", ""),
        ("Caption:\nTrucks wait at the bridge.\nCredit: Ann", "Trucks wait at the bridge.", "Ann"),
        ("Caption: Trucks wait since Monday at the\nbridge: a long line\n  of cars.", "Trucks wait since Monday at the bridge: a long line of cars.", ""),
        ("Caption: Trucks wait at Lyon,\nParis and Lille", "Trucks wait at Lyon, Paris and Lille", ""),
        ("Caption: Trucks wait\n  in front of the bridge.\n  All day.", "Trucks wait in front of the bridge. All day.", ""),
    ],
)  # fmt: skip
def test_names_are_credits_and_sentences_are_captions(text: str, caption: str, credit: str) -> None:
    words, parsed = notes(text)
    assert (words.caption, words.credit) == (caption, credit)
    assert parsed.problems == ()


@pytest.mark.parametrize(("line", "told"), [("Use it big", "Use it big"), ("note: use the other one", "note")])
def test_a_word_to_the_desk_under_a_short_caption_is_not_printed(line: str, told: str) -> None:
    words, parsed = notes(f"Caption: Trucks at the bridge\n{line}\n")
    assert words.caption == "Trucks at the bridge"
    assert [told in problem.message for problem in parsed.problems] == [True]


def test_many_lines_of_notes_take_time_in_proportion() -> None:
    before = time.process_time()
    for line in ("and more", "more: and more", "  indented", "(c) Ann", "Caption: more"):
        notes("Caption: Trucks wait at the bridge since Monday morning\n" + f"{line}\n" * 30_000)
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    "text", ["©" + " " * 60_000, "(c) " * 20_000, "photo by" + "\t" * 60_000, "a" + "\t" * 60_000 + "(x"]
)
def test_lines_about_makers_are_read_in_proportion_to_their_length(text: str) -> None:
    before = time.process_time()
    read_maker_line(text)
    split_credit(text, is_labelled=False)
    assert time.process_time() - before < 1


def test_an_address_in_a_text_is_read_as_one_before_it_is_taken_as_it_is_written() -> None:
    assert possible_keys("content/a.txt", "b%20c.jpg") == ("b%20c.jpg", "b c.jpg")
    assert possible_keys("content/a.txt", "b%20c.jpg", is_address=True) == ("b c.jpg", "b%20c.jpg")
