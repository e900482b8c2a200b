"""Published sizes hold pixels and our own packet of rights, and not one other byte of what the original carried."""

import shutil
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import (
    dataset,
    four_corners,
    iptc_segment,
    opened,
    read_by_exiftool,
    saved,
    segment,
    with_segments,
    xmp,
    xmp_segment,
)
from PIL import Image, ImageCms, PngImagePlugin

from generator.photos import render
from generator.photos.encoders import encoders
from generator.photos.facts import Facts, Refusal
from generator.photos.framing import Crop, Focus, Framing
from generator.photos.packet import make_packet
from generator.photos.reading import read_facts
from generator.photos.recipes import Recipe, plan_renditions
from generator.photos.render import render_photo
from generator.photos.rights import Rights

CANARY = "Kanarienvogel7"
RIGHTS = Rights(
    creators=("Ann Lee",),
    credit="The Courier",
    copyright="(c) The Courier",
    web_statement="https://courier.example/rights",
    licensor_url="https://courier.example/buy",
    usage_terms="Editorial use only",
    digital_source_type="digitalCapture",
)
ALLOWED = {
    "XMP-dc:Creator", "XMP-dc:Rights", "XMP-photoshop:Credit", "XMP-xmpRights:WebStatement", "XMP-xmpRights:UsageTerms",
    "XMP-plus:LicensorURL", "XMP-iptcExt:DigitalSourceType",
}  # fmt: skip
TECHNICAL = {"System", "File", "JFIF", "Composite", "ExifTool", "QuickTime", "Meta"}
"""What exiftool tells of the file itself: sizes, the encoding, the form of the container."""
DEVICE_NAMES = (
    "gps",
    "serial",
    "make",
    "model",
    "date",
    "thumbnail",
    "comment",
    "profiledescription",
    "software",
    "history",
)


def camera_exif() -> Image.Exif:
    """Return what cameras write: maker, serial number, place, a comment."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0131] = CANARY, CANARY, CANARY
    exif[0x9C9C] = CANARY.encode("utf-16-le")
    exif.get_ifd(0x8769).update(
        {0xA431: CANARY, 0xA430: CANARY, 0x9286: b"ASCII\0\0\0" + CANARY.encode(), 0x927C: CANARY.encode()}
    )
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 12.0), 29: CANARY})
    return exif


def profile() -> bytes:
    """Return a colour profile with a name of its own in it."""
    whole = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return whole.replace("sRGB".encode("utf-16-be"), "Kana".encode("utf-16-be")) + CANARY.encode()


def loaded_jpeg(image: Image.Image) -> bytes:
    """Return a JPEG file with a canary in every place that can hold one."""
    plain = saved(image, exif=camera_exif(), comment=CANARY.encode(), icc_profile=profile())
    packet = xmp(
        f"<dc:description><rdf:Alt><rdf:li>{CANARY} caption</rdf:li></rdf:Alt></dc:description>",
        f'exif:GPSLatitude="{CANARY}" photoshop:Instructions="{CANARY}"',
    )
    thumbnail = saved(Image.new("RGB", (32, 32), (255, 0, 255)))
    jfxx = segment(0xE0, b"JFXX\0\x10" + thumbnail)
    iptc = iptc_segment(
        dataset(2, 120, CANARY.encode()), dataset(2, 90, CANARY.encode()), dataset(2, 40, CANARY.encode())
    )
    signed = segment(0xEB, b"JP\0\1" + CANARY.encode())
    other = segment(0xEF, CANARY.encode())
    return with_segments(plain, jfxx, xmp_segment(packet), iptc, signed, other) + CANARY.encode()


def loaded(format_: str) -> bytes:
    """Return a picture with canaries in the metadata of its format."""
    image = four_corners(640, 480)
    if format_ == "JPEG":
        return loaded_jpeg(image)
    options: dict[str, Any] = {"exif": camera_exif(), "icc_profile": profile()}
    packet = xmp("", f'exif:GPSLatitude="{CANARY}"')
    if format_ == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", CANARY)
        notes.add_itxt("XML:com.adobe.xmp", packet)
        options["pnginfo"] = notes
    elif format_ in {"WEBP", "AVIF"}:
        options["xmp"] = packet.encode()
    elif format_ == "TIFF":
        options = {
            "icc_profile": profile(),
            "tiffinfo": {270: CANARY, 315: CANARY, 700: packet.encode(), 33723: dataset(2, 90, CANARY.encode())},
        }
    elif format_ == "GIF":
        options = {"comment": CANARY.encode()}
    return saved(image, format_, **options)


def render_all(content: bytes, rights: Rights = RIGHTS) -> list[tuple[Recipe, bytes]]:
    facts = read_facts(content)
    assert isinstance(facts, Facts), facts
    recipes = plan_renditions(facts.width, facts.height, Framing(), is_lead=True)
    made = render_photo(content, recipes, make_packet(rights))
    assert isinstance(made, tuple), made
    return list(zip(recipes, made, strict=True))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_no_byte_of_the_originals_metadata_is_published(format_: str) -> None:
    content = loaded(format_)
    assert CANARY.encode() in content
    for recipe, file in render_all(content):
        for form in (
            CANARY.encode(),
            CANARY.encode("utf-16-le"),
            CANARY.encode("utf-16-be"),
            b"Kana",
            b"acsp",
            b"Exif",
        ):
            assert form not in file, (recipe, form)


def segments_of(jpeg: bytes) -> list[tuple[int, bytes]]:
    """Return marker and content of each segment before the pixels."""
    found, at = [], 2
    while jpeg[at + 1] != 0xDA:
        size = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.append((jpeg[at + 1], jpeg[at + 4 : at + 2 + size]))
        at += 2 + size
    return found


def test_a_jpeg_has_no_segment_but_those_of_its_pixels_and_our_packet() -> None:
    packet = make_packet(RIGHTS)
    for recipe, file in render_all(loaded("JPEG")):
        if recipe.format == "jpeg":
            extra = [(marker, content) for marker, content in segments_of(file) if marker >= 0xE0]
            assert [marker for marker, _ in extra] == [0xE0, 0xE1]
            assert extra[0][1].startswith(b"JFIF\0")
            assert len(extra[0][1]) == 14, "a thumbnail"
            assert extra[1][1] == b"http://ns.adobe.com/xap/1.0/\0" + packet
            assert file.endswith(b"\xff\xd9")


def test_without_rights_there_is_no_packet() -> None:
    for _, file in render_all(loaded("JPEG"), Rights()):
        assert b"xpacket" not in file
        assert b"adobe" not in file


def assert_clean(folder: Path) -> int:
    """Assert that exiftool finds nothing but what is allowed in any file of the folder. Return how many there are."""
    exiftool = shutil.which("exiftool")
    if not exiftool:
        pytest.skip("exiftool isn't installed")
    files = sorted(path for path in folder.iterdir() if path.is_file())
    reports = read_by_exiftool(exiftool, files)
    assert len(reports) == len(files)
    for report in reports:
        names = {name for name in report if name != "SourceFile" and name.split(":")[0] not in TECHNICAL}
        assert names <= ALLOWED, (report["SourceFile"], names - ALLOWED)
        odd = [
            name
            for name in report
            if name.split(":")[0] not in {"System", "ExifTool"} and any(word in name.lower() for word in DEVICE_NAMES)
        ]
        assert odd == [], report["SourceFile"]
    return len(files)


def test_exiftool_finds_only_rights_in_what_is_published(tmp_path: Path) -> None:
    for format_ in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"):
        for number, (recipe, file) in enumerate(render_all(loaded(format_))):
            (tmp_path / f"{format_}-{number}{recipe.ending}").write_bytes(file)
    assert assert_clean(tmp_path) > 30


def test_exiftool_reads_our_rights_as_they_were_meant(tmp_path: Path) -> None:
    exiftool = shutil.which("exiftool")
    if not exiftool:
        pytest.skip("exiftool isn't installed")
    files: list[Path] = []
    for recipe, file in render_all(saved(four_corners())):
        files.append(tmp_path / f"{len(files)}{recipe.ending}")
        files[-1].write_bytes(file)
    for report in read_by_exiftool(exiftool, files):
        assert report["XMP-dc:Creator"] == "Ann Lee"
        assert report["XMP-dc:Rights"] == "(c) The Courier"
        assert report["XMP-photoshop:Credit"] == "The Courier"
        assert report["XMP-xmpRights:WebStatement"] == "https://courier.example/rights"
        assert report["XMP-xmpRights:UsageTerms"] == "Editorial use only"
        assert report["XMP-plus:LicensorURL"] == "https://courier.example/buy"
        assert report["XMP-iptcExt:DigitalSourceType"].casefold().replace(" ", "").endswith("digitalcapture")


def test_real_photos_are_published_without_a_trace_of_their_cameras(shared: Path, tmp_path: Path) -> None:
    number = 0
    for path in sorted((shared / "material/photos").rglob("*")):
        facts = read_facts(path.read_bytes(), path.name) if path.is_file() else Refusal("", "")
        if isinstance(facts, Facts):
            recipes = plan_renditions(facts.width, facts.height, Framing(), is_lead=False)[-2:]
            made = render_photo(path.read_bytes(), recipes, make_packet(facts.rights))
            assert isinstance(made, tuple), (path, made)
            for recipe, file in zip(recipes, made, strict=True):
                assert opened(file).size == (recipe.width, recipe.height)
                (tmp_path / f"{number}{recipe.ending}").write_bytes(file)
                number += 1
    assert assert_clean(tmp_path) == number > 80


BUSY = Image.effect_noise((150, 110), 90).convert("RGB")
COMPANIES = {
    "landscape": saved(BUSY.resize((2000, 1500), Image.Resampling.BICUBIC)),
    "portrait": saved(BUSY.resize((1100, 1900), Image.Resampling.BICUBIC), progressive=True),
    "small": saved(BUSY.resize((700, 500), Image.Resampling.BICUBIC)),
    "large": saved(BUSY.resize((4100, 3001), Image.Resampling.BICUBIC)),
    "png": saved(BUSY.resize((1700, 900), Image.Resampling.BICUBIC), "PNG", compress_level=1),
}


@pytest.mark.parametrize("kind", COMPANIES)
def test_a_rendition_has_the_same_bytes_in_whatever_company_it_is_made(kind: str) -> None:
    """A size that was lost is made alone; a photo may be a lead here and in a gallery there, cropped in other ways."""
    content = COMPANIES[kind]
    facts = read_facts(content)
    assert isinstance(facts, Facts)
    narrow = Framing(Focus(0.3, 0.4), (Crop("4:3", 0.1, 0.1, 0.3, 0.3),))
    size = facts.width, facts.height
    plans = [plan_renditions(*size, Framing(), is_lead=False), plan_renditions(*size, narrow, is_lead=True)]
    companies = [*plans, plans[1][::-1], plans[1][::2], *((recipe,) for recipe in plans[1][3:5] + plans[1][-3:])]
    known: dict[Recipe, bytes] = {}
    for recipes in companies:
        made = render_photo(content, recipes, b"")
        assert isinstance(made, tuple)
        for recipe, file in zip(recipes, made, strict=True):
            assert known.setdefault(recipe, file) == file, recipe


def test_each_rendition_has_the_size_of_its_recipe_and_the_part_of_its_box() -> None:
    content = saved(four_corners(1600, 1200))
    framing = Framing(Focus(0.5, 0.5), (Crop("1:1", 0, 0, 0.4, 0.4),))
    recipes = plan_renditions(1600, 1200, framing, is_lead=True)
    made = render_photo(content, recipes, b"")
    assert isinstance(made, tuple)
    for recipe, file in zip(recipes, made, strict=True):
        image = opened(file)
        assert image.size == (recipe.width, recipe.height)
        assert image.format == recipe.format.upper()
        if recipe.use == "1:1":
            reds = image.convert("RGB").getchannel("R").tobytes()
            assert 180 < min(reds) <= max(reds) < 220, "the red quarter alone"


@pytest.mark.parametrize(("width", "height", "most"), [(4000, 3000, 5), (3000, 4000, 4), (2000, 1500, 5)])
def test_the_sizes_of_a_lead_take_one_decoding_and_one_resampling_a_step(
    width: int, height: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Crops are cut out of the whole picture, so the costly resampling is done once for each of its widths."""
    decode, resample = Mock(wraps=render._decode), Mock(wraps=render._resample)
    monkeypatch.setattr(render, "_decode", decode)
    monkeypatch.setattr(render, "_resample", resample)
    content = saved(BUSY.resize((width, height)))
    recipes = plan_renditions(width, height, Framing(), is_lead=True)
    assert isinstance(render_photo(content, recipes, b""), tuple)
    assert decode.call_count == 1
    assert resample.call_count <= most


SLOPE = Image.merge(
    "RGB", [Image.linear_gradient("L").rotate(90), Image.linear_gradient("L"), Image.new("L", (256, 256))]
)
"""Red tells how far from the left (or from the right) a point is, green how far from the top."""


@settings(max_examples=examples(20), deadline=None)
@given(st.integers(300, 1500), st.integers(300, 1500), st.floats(0, 1), st.floats(0, 1))
def test_every_size_shows_just_the_part_of_its_box(width: int, height: int, x: float, y: float) -> None:
    original = SLOPE.resize((width, height), Image.Resampling.BILINEAR)
    recipes = plan_renditions(width, height, Framing(Focus(x, y)), is_lead=True)
    made = render_photo(saved(original, "PNG", compress_level=0), recipes, b"")
    assert isinstance(made, tuple)
    for recipe, file in zip(recipes, made, strict=True):
        shown = opened(file).convert("RGB")
        left, top, right, bottom = recipe.box
        corners = {(0, 0): (left, top), (recipe.width - 1, recipe.height - 1): (right - 1, bottom - 1)}
        for at, expected in corners.items():
            found, wanted = shown.getpixel(at), original.getpixel(expected)
            assert isinstance(found, tuple)
            assert isinstance(wanted, tuple)
            assert max(abs(one - other) for one, other in zip(found, wanted, strict=True)) < 10, (recipe, at)


@settings(max_examples=examples(30))
@given(st.integers(1, 90), st.integers(1, 90), st.floats(0, 1), st.floats(0, 1), st.sampled_from(["PNG", "JPEG"]))
def test_any_size_and_focus_can_be_rendered(width: int, height: int, x: float, y: float, format_: str) -> None:
    content = saved(Image.new("RGB", (width, height), (90, 120, 150)), format_)
    recipes = plan_renditions(width, height, Framing(Focus(x, y)), is_lead=True)
    made = render_photo(content, recipes, b"")
    assert isinstance(made, tuple)
    assert [opened(file).size for file in made] == [(recipe.width, recipe.height) for recipe in recipes]


def test_large_and_busy_pictures_are_encoded() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1700, 1300), 120) for _ in "RGB"])
    assert len(render_all(saved(noise, quality=100))) == 14


def test_what_became_damaged_is_refused() -> None:
    recipes = plan_renditions(64, 48, Framing(), is_lead=False)
    assert isinstance(render_photo(saved(four_corners(640, 480))[:2_000], recipes, b""), Refusal)
    assert isinstance(render_photo(b"", recipes, b""), Refusal)
    assert render_photo(b"", (), b"") == ()


def test_the_versions_of_the_encoders_are_named() -> None:
    found = encoders()
    assert found == encoders()
    for word in ("pil", "libjpeg_turbo", "avif", "aom", "quality"):
        assert word in found
    assert "None" not in found
