"""What is published of a recording: every frame or sample of sound as it was, and nothing private beside it."""

import io
import shutil
import struct
import subprocess
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recordings import FRAME, box, m4a, movie_header, mp3, track
from tinytag import TinyTag

from generator.intake.sounds.id3 import Chapter, read_chapters, write_tag
from generator.intake.sounds.pieces import SoundUnusable
from generator.intake.sounds.published import published_bytes, read_published
from generator.intake.sounds.tags import Tags

MADE = 3_900_000_001
"""When the M4A files of this test were made."""
PRIVATE = b"47.3769N 8.5417E anna-laptop"
BIT_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)


def published(content: bytes, ending: str) -> bytes:
    """Return what is published of a recording, whose size must be the one that is told."""
    source = io.BytesIO(content)
    made = b"".join(published_bytes(source, ending))
    assert read_published(source, ending).size == len(made)
    return made


# --- MP3 ------------------------------------------------------------------------------------------


def id3(frames: bytes, version: int = 4, flags: int = 0) -> bytes:
    size = len(frames)
    syncsafe = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3" + bytes([version, 0, flags]) + syncsafe + frames


def id3_frame(name: bytes, content: bytes, version: int = 4) -> bytes:
    size = len(content)
    head = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) if version == 4 else struct.pack(">I", size)
    return name + head + b"\0\0" + content


def text_frame(name: bytes, text: bytes, version: int = 4) -> bytes:
    return id3_frame(name, b"\3" + text, version)


def ape(content: bytes) -> bytes:
    foot = b"APETAGEX" + struct.pack("<IIII", 2_000, len(content) + 32, 1, 0x80000000) + bytes(8)
    return foot + content + foot


def lyrics(content: bytes) -> bytes:
    content = b"LYRICSBEGIN" + content
    return content + b"%06d" % len(content) + b"LYRICS200"


ID3V1 = b"TAG" + b"A title".ljust(30, b"\0") + bytes(64) + PRIVATE.ljust(31)
TAGS_BEFORE = st.lists(
    st.sampled_from(
        [
            id3(text_frame(b"TIT2", b"A title") + text_frame(b"COMM", b"eng\0" + PRIVATE)),
            id3(text_frame(b"TXXX", b"gps\0" + PRIVATE, 3) + text_frame(b"TIT2", b"A title", 3), 3),
            id3(id3_frame(b"GEOB", b"\xff\xfb\x90\x00" * 12 + PRIVATE)),
        ]
    ),
    max_size=2,
)
TAGS_BEHIND = st.sampled_from(
    [
        *(b"", ID3V1, b"TAG+" + PRIVATE.ljust(223, b" ") + ID3V1, ape(PRIVATE), ape(PRIVATE) + ID3V1),
        *(lyrics(PRIVATE) + ID3V1, ape(PRIVATE) + lyrics(PRIVATE) + ID3V1),
    ]
)


@st.composite
def frames(draw: st.DrawFn) -> bytes:
    """Draw a frame of any bit rate with any bytes in it."""
    rate, padding = draw(st.integers(1, 14)), draw(st.integers(0, 1))
    size = 144_000 * BIT_RATES[rate] // 44_100 + padding
    seed = draw(st.binary(min_size=1, max_size=40))
    return b"\xff\xfb" + bytes([rate << 4 | padding << 1, 0]) + (seed * size)[: size - 4]


@given(before=TAGS_BEFORE, sound=st.lists(frames(), min_size=4, max_size=12), behind=TAGS_BEHIND)
def test_every_frame_of_an_mp3_is_published_and_no_tag(before: list[bytes], sound: list[bytes], behind: bytes) -> None:
    made = published(b"".join([*before, *sound, behind]), ".mp3")
    assert made.endswith(b"".join(sound))
    own = made[: len(made) - sum(map(len, sound))]
    assert PRIVATE not in own
    assert own in {b"", id3(text_frame(b"TIT2", b"A title"))}
    assert published(made, ".mp3") == made


@given(st.lists(frames(), min_size=4, max_size=8), st.lists(frames(), min_size=4, max_size=8))
def test_what_is_unknown_between_frames_goes_with_the_frame_before_it(first: list[bytes], second: list[bytes]) -> None:
    made = published(b"".join([*first, PRIVATE, *second, *[FRAME] * 20, PRIVATE]), ".mp3")
    assert made == b"".join([*first[:-1], *second, *[FRAME] * 19])


def test_a_frame_that_was_cut_off_takes_nothing_of_the_tag_behind_it_along() -> None:
    whole = mp3(2)
    assert published(whole + whole[:200] + ID3V1, ".mp3").endswith(whole)
    assert PRIVATE not in published(whole + whole[:200] + ID3V1, ".mp3")


def test_a_long_recording_is_read_in_blocks() -> None:
    whole = mp3(400)
    assert len(whole) > 6_000_000
    assert published(id3(text_frame(b"COMM", PRIVATE)) + whole + lyrics(PRIVATE), ".mp3") == whole


@pytest.mark.parametrize("version", [3, 4])
def test_title_performer_album_and_chapters_are_kept(version: int) -> None:
    def chapter(number: int, title: bytes) -> bytes:
        inner = text_frame(b"TIT2", title, version) + text_frame(b"WXXX", PRIVATE, version)
        times = struct.pack(">IIII", number * 1_000, number * 1_000 + 900, 0, 9)
        return id3_frame(b"CHAP", b"c%d\0" % number + times + inner, version)

    words = [text_frame(name, text, version) for name, text in ((b"TIT2", b"Title"), (b"TPE1", b"Anna"), (b"TALB", b"Album"), (b"TENC", PRIVATE))]  # fmt: skip
    tag = id3(b"".join([*words, chapter(2, "Größe".encode()), chapter(1, b"One")]), version)
    made = published(tag + mp3(5), ".mp3")
    assert PRIVATE not in made
    told = TinyTag.get(file_obj=io.BytesIO(made))
    assert (told.title, told.artist, told.album, told.comment) == ("Title", "Anna", "Album", None)
    assert read_chapters(io.BytesIO(made)) == (Chapter(1_000, 1_900, "One"), Chapter(2_000, 2_900, "Größe"))


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=200)


@given(WORDS, st.lists(st.builds(Chapter, st.integers(0, 1 << 31), st.integers(0, 1 << 31), WORDS), max_size=20))
def test_what_is_written_into_a_tag_is_read_again(title: str, chapters: list[Chapter]) -> None:
    tag = write_tag(Tags(seconds=1, title=title), chapters)
    assert read_chapters(io.BytesIO(tag)) == tuple(sorted(chapters, key=lambda one: (one.start_ms, one.end_ms)))


@pytest.mark.skipif(shutil.which("lame") is None, reason="the MP3 encoder lame isn't installed")
def test_an_mp3_of_a_real_encoder_plays_on_without_its_comment(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as sound:
        sound.setparams((1, 2, 22_050, 0, "NONE", ""))
        sound.writeframes(bytes(range(256)) * 400)
    words = ["--tt", "A title", "--tc", "anna-laptop", "--add-id3v2"]
    subprocess.run(["lame", "--quiet", "-V", "6", *words, "a.wav", "a.mp3"], cwd=tmp_path, check=True)
    content = (tmp_path / "a.mp3").read_bytes()
    assert b"anna-laptop" in content
    made = published(content, ".mp3")
    assert b"anna-laptop" not in made
    told, before = (TinyTag.get(file_obj=io.BytesIO(one)) for one in (made, content))
    assert (told.title, told.duration, told.bitrate) == ("A title", before.duration, before.bitrate)
    (tmp_path / "b.mp3").write_bytes(made)
    for name in ("a", "b"):
        subprocess.run(["lame", "--quiet", "--decode", f"{name}.mp3", f"{name}.wav"], cwd=tmp_path, check=True)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


# --- M4A ------------------------------------------------------------------------------------------


def item(name: bytes, text: bytes, kind: int = 1) -> bytes:
    return box(name, box(b"data", struct.pack(">II", kind, 0), text))


def movie(sound: list[bytes], between: list[bytes], *, index_first: bool = False) -> bytes:
    """Return an M4A with samples of sound, and others between them that another track holds."""
    kind = box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom")
    chapters = [b"\0\7Chapter" for _ in between]
    store = b"".join(a + b + c for a, b, c in zip(sound, between, chapters, strict=True))
    tags = box(
        b"meta",
        bytes(4),
        box(b"hdlr", bytes(8), b"mdirappl", bytes(9)),
        box(b"ilst", item(b"\xa9nam", b"A title"), item(b"\xa9cmt", PRIVATE), item(b"\xa9ART", PRIVATE, kind=13)),
    )
    private = box(b"udta", box(b"name", PRIVATE)), box(b"free", PRIVATE)

    def index(start: int) -> bytes:
        places: list[list[int]] = [[], [], []]
        for parts in zip(sound, between, chapters, strict=True):
            for kept, part in zip(places, parts, strict=True):
                kept.append(start)
                start += len(part)
        led = box(b"tref", box(b"chap", struct.pack(">I", 3)))
        return box(
            b"moov",
            movie_header(9, MADE),
            track(1, b"soun", places[0], [len(one) for one in sound], led, *private, name=PRIVATE, made=MADE),
            track(2, b"meta", places[1], [len(one) for one in between], *private, name=PRIVATE, made=MADE),
            track(3, b"text", places[2], [len(one) for one in chapters], *private, name=PRIVATE, made=MADE),
            box(b"udta", tags, box(b"\xa9xyz", PRIVATE), bytes(4)),
            box(b"meta", PRIVATE),
        )

    extra = box(b"uuid", bytes(16), PRIVATE)
    lead = len(kind) + (len(index(0)) if index_first else 0) + len(extra) + 8
    parts = [kind, index(lead), extra, box(b"mdat", store)] if index_first else [kind, extra, box(b"mdat", store), index(lead)]  # fmt: skip
    return b"".join([*parts, box(b"free", PRIVATE)])


@given(st.lists(st.binary(min_size=1, max_size=60), min_size=1, max_size=12), st.booleans(), st.binary(max_size=20))
def test_every_sample_of_an_m4a_is_published_in_its_place_and_nothing_else(
    sound: list[bytes], index_first: bool, filling: bytes
) -> None:
    content = movie(sound, [PRIVATE + filling for _ in sound], index_first=index_first)
    made = published(content, ".m4a")
    assert len(made) == len(content)
    assert PRIVATE not in made
    at = content.index(b"mdat")
    for sample in sound:
        at = content.index(sample + PRIVATE, at)
        assert made[at : at + len(sample)] == sample
        rest = made[at + len(sample) :][: len(PRIVATE + filling)]
        assert rest == bytes(len(rest))
        at += len(sample + PRIVATE + filling)
    assert made.count(b"\0\7Chapter") == len(sound)
    told = TinyTag.get(file_obj=io.BytesIO(made))
    assert (told.title, told.artist, told.comment, told.duration) == ("A title", None, None, 9)
    assert struct.pack(">I", MADE) not in made
    assert published(made, ".m4a") == made


def test_a_recording_with_nothing_private_keeps_every_byte_of_its_sound() -> None:
    content = m4a(5, b"sound" * 20)
    assert b"sound" * 20 in published(content, ".m4a")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (m4a(5)[:-3], "ends elsewhere"),
        (m4a(5).replace(b"soun", b"vide"), "no track with sound"),
        (m4a(5).replace(b"moov", b"moof"), "no sound"),
        (m4a(5) + box(b"moof", bytes(8)), "in parts"),
        (m4a(5).replace(b"url \0\0\0\1", b"url \0\0\0\0"), "in another file"),
        (
            m4a(5, bytes(64)).replace(struct.pack(">III", 0, 1, 36), struct.pack(">III", 0, 1, 90)),
            "where there is none",
        ),
        (m4a(5).replace(b"stsz", b"free"), "doesn't say where"),
    ],
)
def test_an_m4a_that_isn_t_understood_is_held(content: bytes, why: str) -> None:
    with pytest.raises(SoundUnusable, match=why):
        published(content, ".m4a")


# --- whatever the bytes are -----------------------------------------------------------------------

SAMPLES = [
    mp3(1),
    id3(text_frame(b"TIT2", b"A title")) + mp3(1) + ID3V1,
    m4a(5),
    movie([b"one", b"two"], [PRIVATE] * 2),
]


@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=6), st.data())
def test_damaged_recordings_are_refused_or_read_and_never_end_otherwise(
    content: bytes, changes: list[tuple[int, int]], data: st.DataObject
) -> None:
    damaged = bytearray(content)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    del damaged[data.draw(st.integers(1, len(damaged))) :]
    for ending in (".mp3", ".m4a"):
        try:
            published(bytes(damaged), ending)
        except SoundUnusable:
            continue
