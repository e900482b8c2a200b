"""Files that are dropped onto a story: safe names beside it, nothing replaced, nothing that no build would use."""

from contextlib import closing

import pytest
from conftest import Newsroom, story
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictured import picture

from generator.archive.photo_choice import Choice, choose_photos
from generator.catalogue.copy import story_of
from generator.catalogue.store import FILE, open_reader
from generator.errors import CommandRefused
from generator.intake.survey import is_litter
from generator.newsroom.dropping import drop_file
from generator.newsroom.writing import bring_back, digest_of

STORY = "content/world/bridge.txt"
PHOTO = picture(60, 40)


def test_photos_get_the_names_by_which_they_belong_to_the_story(newsroom: Newsroom) -> None:
    newsroom.write(STORY, story("The bridge"))
    newsroom.write("content/world/bridge-3.png", PHOTO)
    names = [
        drop_file(newsroom.paper(), STORY, name, PHOTO).file for name in ("DSC_1.JPG", "été 2.jpeg", "x.jpg", "y.jpg")
    ]
    assert names == [
        f"content/world/{name}" for name in ("bridge.jpg", "bridge-2.jpeg", "bridge-4.jpg", "bridge-5.jpg")
    ]
    assert (newsroom.folder / names[0]).read_bytes() == PHOTO
    [lead, *gallery] = [photo.place for photo in _photos_of(newsroom)]
    assert (lead, set(gallery)) == ("lead", {"gallery"})


def _photos_of(newsroom: Newsroom) -> list[Choice]:
    newsroom.build()
    with closing(open_reader(newsroom.paper().state / FILE)) as store:
        return list(choose_photos(store, story_of(store, "world/bridge"))[0])


def test_other_files_keep_a_safe_name_of_their_own(newsroom: Newsroom) -> None:
    path = newsroom.write(STORY, story("The bridge"))
    results = drop_file(newsroom.paper(), STORY, "../../Results (1).CSV", b"a,b\n1,2\n")
    assert (results.file, "Chart: results-1.csv" in results.message) == ("content/world/results-1.csv", True)
    told = drop_file(newsroom.paper(), STORY, "bridge.md", b"# Another\n\nText.\n")
    assert told.file == "content/world/bridge-2.md"
    assert "a story of its own" in told.message
    section = drop_file(newsroom.paper(), STORY, "Section.txt", b"Section\n\nText.\n")
    assert section.file == "content/world/section-2.txt"
    assert path.read_text() == story("The bridge")
    bring_back(newsroom.paper(), told.file, told.undo, seen=digest_of(b"# Another\n\nText.\n"))
    assert not (newsroom.folder / told.file).exists()


@pytest.mark.parametrize(
    ("beside", "words"), [("people/jane.md", "card of a person"), ("pages/about.md", "page of the paper's own")]
)
def test_it_is_told_what_a_text_becomes_where_it_is_dropped(newsroom: Newsroom, beside: str, words: str) -> None:
    newsroom.write(f"content/{beside}", "Title\n\nText.\n")
    assert words in drop_file(newsroom.paper(), f"content/{beside}", "new.md", b"# New\n\nText.\n").message


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jpg", b"", "empty"), ("a.jpg", b"<html><body>", ""), ("a.png", b"\0" * 90, "zeros"), ("a.pdf", b"%PDF-1.7", ".pdf"),
        ("a.svg", b"<svg/>", ".svg"), ("a.exe", b"MZ", ".exe"), ("a", b"x", "no ending"), ("a.txt", b"x" * 1_000_001, "1,000,000"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0", ""), ("a.sh", b"#!/bin/sh", ".sh"), (".htaccess", b"x", ""), ("", b"x", ""),
    ],
)  # fmt: skip
def test_what_no_build_would_use_is_refused_with_a_way_out(
    newsroom: Newsroom, name: str, content: bytes, words: str
) -> None:
    newsroom.write(STORY, story("The bridge"))
    before = sorted(newsroom.folder.rglob("*"))
    with pytest.raises(CommandRefused) as refused:
        drop_file(newsroom.paper(), STORY, name, content)
    assert words in refused.value.message
    assert refused.value.hint
    assert [path for path in sorted(newsroom.folder.rglob("*")) if ".broadsheet" not in path.parts] == before


@pytest.mark.parametrize(
    "file", ["content/none.txt", "site.toml", "../bridge.txt", "content/../site.toml", "content/world"]
)
def test_files_are_dropped_onto_stories_of_content_alone(newsroom: Newsroom, file: str) -> None:
    newsroom.write(STORY, story("The bridge"))
    with pytest.raises(CommandRefused):
        drop_file(newsroom.paper(), file, "a.jpg", PHOTO)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(40))
@given(st.text(max_size=30), st.sampled_from([".jpg", ".csv", ".md", ".docx", ".JPG", ".txt"]))
def test_whatever_a_file_is_called_it_comes_to_lie_beside_the_story_and_replaces_nothing(
    newsroom: Newsroom, name: str, ending: str
) -> None:
    newsroom.write(STORY, story("The bridge"))
    before = {path: path.read_bytes() for path in newsroom.folder.rglob("*") if path.is_file()}
    content = PHOTO if ending.lower() == ".jpg" else b"Text\n"
    try:
        done = drop_file(newsroom.paper(), STORY, name + ending, content)
    except CommandRefused as refused:
        assert refused.message
        return
    place = newsroom.folder / done.file
    assert place.parent == newsroom.folder / "content/world"
    assert place not in before
    assert place.read_bytes() == content
    assert not is_litter(place.name)
    assert all(path.read_bytes() == old for path, old in before.items() if path.name != "lock")
    place.unlink()
