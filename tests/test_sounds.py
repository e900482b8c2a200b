"""Recordings beside stories: the player, the transcript, the podcast, and nothing of what isn't public."""

import re
import struct
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from lxml import etree
from lxml import html as lxml_html
from pictured import picture
from recordings import m4a, mp3

from generator.catalogue.store import open_store
from generator.commands.check import find_stray_sounds
from generator.intake.sounds.read import SoundJob, SoundRefusal, read_sound
from generator.sound_records import SoundFacts

PAGE = "/town/2026/11/20/talk/"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Return a paper with a story that has a recording."""
    newsroom.write("content/town/talk.txt", story("A talk", By="Jane Roe"))
    newsroom.write("content/town/talk.mp3", mp3(65))
    return newsroom


def recordings(newsroom: Newsroom) -> list[str]:
    return [name for name in newsroom.files() if name.endswith((".mp3", ".m4a"))]


def test_a_recording_is_played_on_its_storys_page_and_not_loaded_before(paper: Newsroom) -> None:
    assert paper.build().problems == ()
    [name] = recordings(paper)
    assert paper.file(name) == mp3(65)
    assert re.fullmatch(r"assets/sound/[0-9a-f]{16}\.[0-9a-f]{10}\.mp3", name)
    [player] = lxml_html.document_fromstring(paper.page(PAGE)).xpath("//audio")
    assert (player.get("preload"), player.get("src"), player.get("autoplay")) == ("none", f"/{name}", None)
    assert "Listen (2 minutes)" in paper.page(PAGE)
    assert paper.build().written == ()


@pytest.mark.parametrize(
    ("ending", "content", "kind"), [("mp3", mp3(65), "audio/mpeg"), ("m4a", m4a(65), "audio/x-m4a")]
)
def test_the_podcast_tells_length_kind_and_size_exactly(
    newsroom: Newsroom, ending: str, content: bytes, kind: str
) -> None:
    newsroom.write("site.toml", SITE + '\n[podcast]\ntitle = "Read & aloud"\nemail = "audio@courier.example"\n')
    newsroom.write("content/town/talk.txt", story("A <talk>", By="Jane Roe"))
    newsroom.write(f"content/town/talk.{ending}", content)
    newsroom.build()
    channel = etree.fromstring(newsroom.file("podcast.xml"))[0]
    assert channel.findtext("title") == "Read & aloud"
    assert channel.findtext(f"{ITUNES}explicit") == "false"
    assert channel.find(f"{ITUNES}category").get("text") == "News"
    assert channel.findtext(f"{ITUNES}owner/{ITUNES}email") == "audio@courier.example"
    [item] = channel.findall("item")
    enclosure = item.find("enclosure")
    assert (enclosure.get("length"), enclosure.get("type")) == (str(len(content)), kind)
    assert newsroom.file(enclosure.get("url").removeprefix("https://courier.example/")) == content
    assert item.findtext(f"{ITUNES}duration") == "65"
    assert item.findtext("title") == "A <talk>"
    assert item.find("guid").get("isPermaLink") == "false"


def podcast_settings(newsroom: Newsroom, **settings: str) -> list[str]:
    """Build with settings of the podcast, and return what is said of them."""
    lines = "".join(f'{key} = "{value}"\n' for key, value in settings.items())
    newsroom.write("site.toml", f"{SITE}\n[podcast]\n{lines}")
    return [problem.message for problem in newsroom.build().problems if problem.path == "site.toml"]


@pytest.mark.parametrize(
    ("category", "told"),
    [
        ("Daily News", [("News", "Daily News")]),
        ("Society & Culture", [("Society & Culture", None)]),
        ("Places & Travel", [("Society & Culture", "Places & Travel")]),
    ],
)
def test_a_subcategory_stands_in_its_category(
    paper: Newsroom, category: str, told: list[tuple[str, str | None]]
) -> None:
    assert podcast_settings(paper, category=category) == []
    found = etree.fromstring(paper.file("podcast.xml"))[0].findall(f"{ITUNES}category")
    inner = [one.find(f"{ITUNES}category") for one in found]
    assert [
        (one.get("text"), part.get("text") if part is not None else None)
        for one, part in zip(found, inner, strict=True)
    ] == told


def test_what_directories_would_refuse_is_named(paper: Newsroom) -> None:
    assert podcast_settings(paper, category="Nonsense") == ["No directory of podcasts has a category “Nonsense”."]
    assert podcast_settings(paper, picture="cover.png") == ["There is no file static/cover.png."]
    for name, sides in (("cover.png", (1400, 1400)), ("wide.png", (1500, 1400)), ("small.png", (600, 600))):
        paper.write(f"static/{name}", picture(*sides, form="PNG"))
    assert podcast_settings(paper, picture="cover.png") == []
    assert "https://courier.example/cover.png" in paper.page("/podcast.xml")
    assert podcast_settings(paper, picture="wide.png") == ["The picture static/wide.png has 1,500 x 1,400 pixels."]
    paper.write("static/cover.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1400"/>')
    assert podcast_settings(paper, picture="cover.svg") == [
        "The picture static/cover.svg can't be read as a JPEG or PNG."
    ]
    assert podcast_settings(paper, picture="/small.png") == ["The picture static/small.png has 600 x 600 pixels."]


def test_nothing_private_of_a_recording_is_in_any_file_and_its_size_is_that_of_what_is_published(
    paper: Newsroom,
) -> None:
    paper.build()
    [before] = recordings(paper)
    words = b"TXXX\0\0\0\x1c\0\0\3gps\x0047.3769N anna-laptop"
    paper.write("content/town/talk.mp3", b"ID3\4\0\0\0\0\0" + bytes([len(words)]) + words + mp3(65))
    assert paper.build().problems == ()
    assert paper.mentions("anna-laptop") == paper.mentions("47.3769N") == []
    assert recordings(paper) == [before]
    [length] = re.findall(r'<enclosure [^>]*length="(\d+)"', paper.page("/podcast.xml"))
    assert int(length) == len(paper.file(before)) == len(mp3(65))


def test_a_transcript_is_shown_with_its_words_escaped(paper: Newsroom) -> None:
    paper.write("content/town/talk.mp3.txt", "Anna: Good morning <script>alert(1)</script>.\n\nBob: Good morning.\n")
    assert paper.build().held == []
    page = paper.page(PAGE)
    assert "<summary>Transcript</summary>" in page
    assert "Bob: Good morning." in page
    assert "<script>alert" not in page
    paper.delete("content/town/talk.mp3.txt")
    paper.build()
    assert "Transcript" not in paper.page(PAGE)


def test_times_of_subtitles_are_not_printed(paper: Newsroom) -> None:
    paper.write("content/town/talk.mp3.txt", "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nGood morning.\n")
    paper.build()
    page = paper.page(PAGE)
    assert "Good morning." in page
    assert "WEBVTT" not in page
    assert "00:00:01" not in page


@pytest.mark.parametrize("kind", ["draft", "embargo", "expired", "takedown"])
def test_the_recording_of_what_is_not_public_is_nowhere(paper: Newsroom, kind: str) -> None:
    paper.write("content/town/open.txt", story("Open story"))
    for file in ("talk.txt", "talk.mp3"):
        (paper.folder / "content/town" / file).rename(paper.folder / file)
    paper.build()
    without = paper.files()
    fields = {"draft": {"Draft": "yes"}, "embargo": {"Embargo": "2026-12-01"}, "expired": {"Expires": "2026-11-22"}}
    paper.write("content/town/talk.txt", story("Zebra talk", **fields.get(kind, {})))
    paper.write("content/town/talk.mp3", mp3(5))
    paper.write("content/town/talk.mp3.txt", "Zebra words.\n")
    if kind == "takedown":
        paper.build()
        assert len(recordings(paper)) == 1
        paper.write("takedowns.toml", '[[takedowns]]\nstory = "town/talk"\ndate = 2026-11-20\n')
    paper.build()
    assert paper.files() == without


def test_a_recording_comes_changes_and_goes_with_its_story(paper: Newsroom, tmp_path: Path) -> None:
    paper.build()
    [first] = recordings(paper)
    paper.write("content/town/talk.mp3", mp3(130, b"another"))
    written = paper.build().written
    [second] = recordings(paper)
    assert second != first
    assert {second, "podcast.xml", PAGE.lstrip("/") + "index.html"} <= set(written)
    assert "Listen (3 minutes)" in paper.page(PAGE)
    (tmp_path / "clean").mkdir()
    assert site_of(paper) == clean_build(paper, tmp_path / "clean", NOON)
    paper.delete("content/town/talk.mp3")
    paper.build()
    assert recordings(paper) == []
    assert "podcast.xml" not in paper.files()
    assert "<audio" not in paper.page(PAGE)


def test_two_stories_may_have_the_same_recording(paper: Newsroom) -> None:
    paper.write("content/world/other.txt", story("Another"))
    paper.write("content/world/other.mp3", mp3(65))
    paper.build()
    assert len(recordings(paper)) == 1
    paper.delete("content/town/talk.txt")
    paper.build()
    assert len(recordings(paper)) == 1
    paper.delete("content/world/other.txt")
    paper.build()
    assert recordings(paper) == []


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.mp3", b"", "It"),
        ("a.mp3", b"not a sound" * 100, "It"),
        ("a.mp3", m4a(5), "It is of another kind than its name says."),
        ("a.m4a", mp3(5), "It is of another kind than its name says."),
        ("a.mp3", b"ID3\x04\x00\x00\xff\xff\xff\xff" + bytes(100), "It"),
        ("a.m4a", b"\x00\x00\x00\x20ftypM4A " + b"\xff" * 200, "It"),
    ],
)
def test_what_is_no_recording_is_refused(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    found = read_sound(SoundJob(str(tmp_path), name))
    assert isinstance(found, SoundRefusal), found
    assert found.message.startswith(why)
    assert found.hint


def test_the_length_is_read(tmp_path: Path) -> None:
    for name, content in (("a.mp3", mp3(65)), ("a.m4a", m4a(65))):
        (tmp_path / name).write_bytes(content)
        found = read_sound(SoundJob(str(tmp_path), name))
        assert isinstance(found, SoundFacts), found
        assert (found.seconds, found.size) == (65, len(content))


def frames(bit_rate: int, count: int) -> bytes:
    """Return frames of MPEG-1 Layer III at 44.1 kHz; `bit_rate`: its number in the table."""
    kilobits = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)[bit_rate]
    size = 144_000 * kilobits // 44_100
    return (b"\xff\xfb" + bytes([bit_rate << 4, 0]) + bytes(size - 4)) * count


def saying(count: int) -> bytes:
    """Return a first frame that says of how many frames the recording is, as an encoder writes it."""
    first = frames(9, 1)
    return first[:36] + b"Xing" + struct.pack(">II", 1, count) + first[48:]


@pytest.mark.parametrize("first", [b"", saying(9_300), saying(50_000), saying(0)])
@pytest.mark.parametrize("loud", [300, 9_000])
def test_the_length_is_that_of_the_frames_whatever_the_bit_rate_and_the_file_say(
    tmp_path: Path, first: bytes, loud: int
) -> None:
    (tmp_path / "a.mp3").write_bytes(first + frames(14, loud) + frames(1, 9_300 - loud))
    found = read_sound(SoundJob(str(tmp_path), "a.mp3"))
    assert isinstance(found, SoundFacts), found
    assert found.seconds == round(9_300 * 1_152 / 44_100)


def test_a_recording_that_can_t_be_read_never_stops_its_story(paper: Newsroom) -> None:
    paper.write("content/town/talk.mp3", b"broken")
    outcome = paper.build()
    assert list(paper.held(outcome)) == ["content/town/talk.mp3"]
    assert "A talk" in paper.page(PAGE)
    assert "<audio" not in paper.page(PAGE)


def test_check_names_recordings_without_a_story(paper: Newsroom) -> None:
    paper.write("content/town/lost.mp3", mp3(3))
    paper.build()
    store, _ = open_store(paper.folder / ".broadsheet")
    try:
        assert [problem.path for problem in find_stray_sounds(store)] == ["content/town/lost.mp3"]
    finally:
        store.close()
