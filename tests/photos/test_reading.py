"""What can't be published is refused before it is decoded, in words that say what to do."""

import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from pictures import four_corners, saved, segment, with_segments
from PIL import Image

from generator.photos import opening, reading
from generator.photos.facts import Facts, Refusal
from generator.photos.reading import read_facts


def box(kind: bytes, *brands: bytes) -> bytes:
    """Return the beginning of an ISO media file."""
    content = b"ftyp" + brands[0] + b"\0\0\0\0" + b"".join(brands)
    return struct.pack(">I", len(content) + 4) + content + kind * 40


REFUSED = {
    "empty": (b"", "a.jpg", "empty"),
    "zeros": (bytes(4096), "a.jpg", "zeros"),
    "many zeros": (bytes(1 << 20), "a.jpg", "zeros"),
    "heic": (box(b"x", b"heic", b"mif1", b"heic"), "IMG_1.HEIC", "HEIC"),
    "heic named jpg": (box(b"x", b"heic"), "IMG_1.jpg", "HEIC"),
    "heif of a telephone": (box(b"x", b"mif1", b"heic"), "a.heif", "HEIC"),
    "cr3": (box(b"x", b"crx "), "a.cr3", "raw"),
    "cr2": (b"II*\0\x10\0\0\0CR\x02\0" + bytes(100) + b"x", "a.tif", "raw"),
    "nef": (saved(four_corners(), "TIFF"), "DSC_1.NEF", "raw"),
    "dng": (saved(four_corners(), "TIFF"), "a.dng", "raw"),
    "raf": (b"FUJIFILMCCD-RAW 0201FF", "a.raf", "raw"),
    "rw2": (b"IIU\0" + b"x" * 100, "a.rw2", "raw"),
    "svg": (b'<?xml version="1.0"?>\n<!-- a map -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "a.svg", "SVG"),
    "svg named png": (b"<svg><script>1</script></svg>", "a.png", "SVG"),
    "svg in utf-16": ("<svg></svg>".encode("utf-16"), "a.svg", "SVG"),
    "psd": (b"8BPS\0\1", "a.psd", "Photoshop"),
    "pdf": (b"%PDF-1.7", "a.pdf", "PDF"),
    "pdf named jpg": (b"%PDF-1.7", "a.jpg", "PDF"),
    "eps": (b"%!PS-Adobe", "a.eps", "PostScript"),
    "video": (box(b"x", b"isom", b"mp42"), "a.mp4", "video"),
    "quicktime": (box(b"x", b"qt  "), "a.mov", "video"),
    "avi": (b"RIFF\0\0\0\0AVI LIST", "a.avi", "video"),
    "webm": (b"\x1aE\xdf\xa3", "a.webm", "video"),
    "wave": (b"RIFF\0\0\0\0WAVEfmt ", "a.wav", "not a picture"),
    "web page": (b"\n<!DOCTYPE html>\n<html><svg></svg></html>", "a.jpg", "web page"),
    "word": (b"PK\x03\x04", "a.docx", "zip"),
    "jpeg 2000": (b"\0\0\0\x0cjP  \r\n\x87\n", "a.jp2", "JPEG 2000"),
    "jpeg xl": (b"\xff\x0a", "a.jxl", "JPEG XL"),
    "icon": (b"\0\0\1\0\1\0", "favicon.ico", "icon"),
    "appledouble": (b"\0\5\x16\7\0\2\0\0", "._a.jpg", "macOS"),
    "lfs": (b"version https://git-lfs.github.com/spec/v1", "a.jpg", "Git LFS"),
    "text": (b"West Kelowna", "a.jpg", "not a picture"),
    "noise": (random.Random(1).randbytes(5000), "a.jpg", "not a picture"),
    "jpeg without a picture": (b"\xff\xd8\xff\xe0" + b"x" * 100, "a.jpg", "damaged"),
    "png without a picture": (b"\x89PNG\r\n\x1a\n", "a.png", "damaged"),
    "measurements": (saved(Image.new("F", (8, 8), 0.5), "TIFF"), "a.tif", "measurements"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_picture_for_the_web_is_refused_with_the_way_out(case: str) -> None:
    content, name, word = REFUSED[case]
    found = read_facts(content, name)
    assert isinstance(found, Refusal), found
    assert word.casefold() in found.message.casefold()
    assert found.hint.endswith(".")
    assert found.digest


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.9])
def test_a_truncated_file_is_refused(format_: str, part: float) -> None:
    noise = Image.effect_noise((320, 240), 90).convert("RGB")
    whole = saved(noise, format_)
    found = read_facts(whole[: int(len(whole) * part)])
    assert isinstance(found, Refusal), (format_, found)
    assert found.hint


@pytest.mark.parametrize("part", [0.3, 0.7])
def test_a_file_that_is_still_being_copied_is_refused(part: float) -> None:
    whole = saved(Image.effect_noise((640, 480), 90).convert("RGB"))
    cut = int(len(whole) * part)
    found = read_facts(whole[:cut] + bytes(len(whole) - cut))
    assert isinstance(found, Refusal)
    assert "copied" in found.message


@pytest.mark.parametrize(
    ("format_", "name"), [("PNG", "a.jpg"), ("JPEG", "a.png"), ("WEBP", "a.JPG"), ("TIFF", "a.gif"), ("GIF", "a.webp")]
)
def test_a_wrong_ending_is_no_obstacle_but_gets_a_word(format_: str, name: str) -> None:
    found = read_facts(saved(four_corners(), format_), name)
    assert isinstance(found, Facts)
    assert any("whatever its name says" in remark.message for remark in found.warnings)


@pytest.mark.parametrize("name", ["a.jpg", "A.JPEG", "a.jpe", "a", "tag_reuters.com_2016_binary_1", ""])
def test_a_right_ending_or_none_gets_no_word(name: str) -> None:
    found = read_facts(saved(four_corners()), name)
    assert isinstance(found, Facts)
    assert found.warnings == ()


def png_header(width: int, height: int) -> bytes:
    """Return a PNG file that says it is that large, and has no pixels to speak of."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(100))
    chunks = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (head, data))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg_header(width: int, height: int, channels: int = 3) -> bytes:
    """Return a JPEG file that says it is that large, in so many channels."""
    frame = struct.pack(">BHHB", 8, height, width, channels) + b"".join(
        bytes([one + 1, 17, 0]) for one in range(channels)
    )
    return b"\xff\xd8" + segment(0xC0, frame) + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\0" * 100 + b"\xff\xd9"


BOMBS = {
    "png": png_header(50_000, 50_000),
    "png of 51 megapixels": png_header(10_200, 5_000),
    "png of one row": png_header(100_000, 1),
    "jpeg of 121 megapixels": jpeg_header(12_100, 10_000),
    "jpeg for print of 51 megapixels": jpeg_header(10_200, 5_000, 4),
    "gif with a frame beyond its edges": b"GIF89a\x0a\0\x0a\0\x80\0\0"
    + bytes(6)
    + b","
    + struct.pack("<HHHHB", 0, 0, 9_000, 9_000, 0)
    + b"\2\2\x4c\1\0;",
    "gif": b"GIF89a"
    + struct.pack("<HH", 60_000, 60_000)
    + b"\0\0\0,"
    + struct.pack("<HHHH", 0, 0, 60_000, 60_000)
    + b"\0\2\0;",
}


@pytest.mark.parametrize("case", BOMBS)
def test_too_many_pixels_are_refused_before_any_is_decoded(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr(reading, "read_pixels", fail)
    found = read_facts(BOMBS[case])
    assert isinstance(found, Refusal), found
    assert "pixels" in found.message
    assert "JPEG" in found.hint


def test_the_limits_are_those_that_the_docs_name() -> None:
    assert (opening.MAX_JPEG_PIXELS, opening.MAX_PIXELS, reading.MAX_BYTES) == (120_000_000, 50_000_000, 60_000_000)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    assert read_facts(saved(four_corners(640, 480))).message.startswith("The file is larger")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "note",
    [
        (b"zTXt", b"Comment\0\0" + zlib.compress(bytes(20_000_000))),
        (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b"<x/>" + b" " * 3_000_000)),
        (b"iCCP", b"p\0\0" + zlib.compress(bytes(20_000_000))),
        (b"iTXt", b"nonsense"),
        (b"eXIf", b"nonsense"),
        (b"pHYs", b""),
        (b"gAMA", b"\0"),
    ],
    ids=str,
)
def test_a_pngs_broken_or_blown_up_notes_dont_keep_it_back(note: tuple[bytes, bytes]) -> None:
    name, content = note
    chunk = struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    whole = saved(four_corners(), "PNG")
    found = read_facts(whole[:33] + chunk + whole[33:])
    assert isinstance(found, Facts), found
    spoiled = read_facts(whole[:33] + chunk[:-1] + bytes([chunk[-1] ^ 1]) + whole[33:])
    assert isinstance(spoiled, Facts), spoiled


def test_the_records_need_no_pillow() -> None:
    """Commands that have nothing to do with a picture must not wait for it."""
    names = "facts, rights, packet, recipes, framing, colours, store, work, encoders, card"
    program = f"import sys; from generator.photos import {names}; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_trailing_bytes_behind_a_picture_do_no_harm() -> None:
    """As telephones append depth maps, films and more."""
    assert isinstance(read_facts(saved(four_corners()) + b"trailing" * 100), Facts)
    assert isinstance(read_facts(saved(four_corners()) + bytes(4000)), Facts)


def test_reading_prints_nothing_about_odd_files(capfd: pytest.CaptureFixture[str]) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\1" * 40
    read_facts(with_segments(saved(four_corners()), segment(0xE1, exif)))
    assert capfd.readouterr() == ("", "")


REAL = {
    "jpg/orientation/landscape_3.jpg": (600, 450),
    "jpg/orientation/landscape_5.jpg": (600, 450),
    "jpg/orientation/landscape_7.jpg": (600, 450),
    "jpg/orientation/portrait_5.jpg": (450, 600),
    "jpg/orientation/portrait_7.jpg": (450, 600),
    "jpg/hdr/canon_hdr_NO.jpg": (1536, 2048),
}


@pytest.mark.parametrize("file", REAL)
def test_real_photos_are_upright(file: str, shared: Path) -> None:
    found = read_facts((shared / "material/photos" / file).read_bytes(), file)
    assert isinstance(found, Facts)
    assert (found.width, found.height) == REAL[file]


def test_every_real_file_is_read_or_refused_in_plain_words(shared: Path) -> None:
    files = [path for path in sorted((shared / "material/photos").rglob("*")) if path.is_file()]
    assert len(files) > 40
    for path in files:
        found = read_facts(path.read_bytes(), path.name)
        if path.suffix in {".heif", ".heic"}:
            assert isinstance(found, Refusal)
            assert "HEIC" in found.message
        else:
            assert isinstance(found, Facts), (path, found)
            assert found.warnings == (), (path, found.warnings)
