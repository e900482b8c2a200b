"""Whatever a file holds, readers see its true colours, the right way up, and nothing that was hidden."""

import struct
import zlib

import pytest
from pictures import BLUE, CORNERS, GREEN, RED, YELLOW, corners_of, four_corners, is_near, opened, saved, xmp
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from generator.photos.facts import Facts
from generator.photos.framing import Framing
from generator.photos.profiles import SRGB, is_srgb, matrix_profile
from generator.photos.reading import read_facts
from generator.photos.recipes import plan_renditions
from generator.photos.render import render_photo

WHITE = (255, 255, 255)


def shown(content: bytes) -> Image.Image:
    """Return the picture as readers see it: the largest AVIF of the whole."""
    return opened(renditions(content)["avif"])


def renditions(content: bytes) -> dict[str, bytes]:
    """Return the largest rendition of the whole picture in each format."""
    facts = read_facts(content)
    assert isinstance(facts, Facts), facts
    recipes = plan_renditions(facts.width, facts.height, Framing(), is_lead=False)
    made = render_photo(content, recipes, b"")
    assert isinstance(made, tuple), made
    return {recipe.format: file for recipe, file in zip(recipes, made, strict=True)}


def assert_corners(image: Image.Image, most: int = 14) -> None:
    found = corners_of(image)
    assert all(is_near(one, other, most) for one, other in zip(found, CORNERS, strict=True)), found


TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How the camera was held: what turns an upright picture into the one that the file stores."""


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_pictures_are_the_right_way_up(orientation: int, format_: str) -> None:
    turn = TURNED[orientation]
    upright = four_corners(320, 200)
    stored = upright.transpose(turn) if turn is not None else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = saved(stored, format_, exif=exif)
    facts = read_facts(content)
    assert isinstance(facts, Facts)
    assert (facts.width, facts.height) == (320, 200)
    for file in renditions(content).values():
        image = opened(file)
        assert image.size == (320, 200)
        assert_corners(image)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("in_exif", [0, 3])
def test_an_orientation_in_xmp_turns_nothing_as_in_browsers(format_: str, in_exif: int) -> None:
    packet = xmp("", 'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"')
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    if in_exif:
        exif[0x0112] = in_exif
    stored = four_corners(320, 200)
    turned = stored.transpose(Image.Transpose.ROTATE_180) if in_exif else stored
    options: dict[str, object] = {"xmp": packet.encode()}
    if format_ == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_itxt("XML:com.adobe.xmp", packet)
        options = {"pnginfo": notes}
    for content in (saved(turned, format_, exif=exif, **options), saved(stored, format_, **options)):
        image = shown(content)
        assert image.size == (320, 200)
        assert_corners(image)


@pytest.mark.parametrize("nonsense", [0, 9, 65535])
def test_a_nonsensical_orientation_turns_nothing(nonsense: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = nonsense
    assert_corners(shown(saved(four_corners(), exif=exif)))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "BMP", "GIF"])
def test_each_format_shows_its_colours(format_: str) -> None:
    assert_corners(shown(saved(four_corners(640, 480), format_)))


def png(width: int, height: int, depth: int, kind: int, rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG file of plain chunks: Pillow can't write all kinds."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def grey_rows(levels: tuple[int, int], size: int = 32) -> bytes:
    """Return rows of 16-bit grey: the left half of one level, the right half of another."""
    row = b"\0" + struct.pack(">H", levels[0]) * (size // 2) + struct.pack(">H", levels[1]) * (size // 2)
    return row * size


def test_grey_of_16_bits_keeps_its_levels() -> None:
    image = shown(png(32, 32, 16, 0, grey_rows((0x4000, 0xC000))))
    left, _, right, _ = (corners_of(image)[at] for at in (0, 2, 1, 3))
    assert is_near(left, (64, 64, 64)), left
    assert is_near(right, (192, 192, 192)), right


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_tiff_of_16_bits_keeps_its_levels_in_either_order_of_bytes(order: str) -> None:
    mode = "I;16" if order == "<" else "I;16B"
    pixels = struct.pack(order + "H", 0x4000) * (32 * 32)
    content = saved(Image.frombytes(mode, (32, 32), pixels), "TIFF")
    assert is_near(corners_of(shown(content))[0], (64, 64, 64))


def test_a_hidden_level_of_16_bits_is_white() -> None:
    image = shown(png(32, 32, 16, 0, grey_rows((0x4001, 0x4002)), (b"tRNS", struct.pack(">H", 0x4001))))
    left, right, _, _ = corners_of(image)
    assert is_near(left, WHITE), left
    assert is_near(right, (64, 64, 64)), right


@pytest.mark.parametrize(("depth", "key"), [(1, 0), (2, 1), (4, 5)])
def test_a_hidden_level_of_few_bits_is_white(depth: int, key: int) -> None:
    """The left half is the hidden level, the right half the next one."""
    levels = [key] * 16 + [key + 1] * 16
    bits = "".join(f"{level:0{depth}b}" for level in levels)
    row = b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    image = shown(png(32, 32, depth, 0, row * 32, (b"tRNS", struct.pack(">H", key))))
    left, right, _, _ = corners_of(image)
    grey = (key + 1) * 255 // ((1 << depth) - 1)
    assert is_near(left, WHITE), left
    assert is_near(right, (grey, grey, grey)), right


def test_a_hidden_colour_of_16_bits_is_white() -> None:
    red, green = struct.pack(">HHH", 0xC812, 0x1E34, 0x1E56), struct.pack(">HHH", 0x1E00, 0xA000, 0x3C00)
    rows = (b"\0" + red * 16 + green * 16) * 32
    image = shown(png(32, 32, 16, 2, rows, (b"tRNS", red)))
    left, right, _, _ = corners_of(image)
    assert is_near(left, WHITE), left
    assert is_near(right, (30, 160, 60)), right


@pytest.mark.parametrize(
    ("mode", "format_"), [("RGBA", "PNG"), ("RGBA", "WEBP"), ("RGBA", "AVIF"), ("RGBA", "TIFF"), ("LA", "PNG")]
)
def test_what_is_transparent_shows_white_and_nothing_of_the_colour_below(mode: str, format_: str) -> None:
    image = four_corners(640, 480).convert(mode)
    alpha = Image.new("L", image.size, 255)
    alpha.paste(0, (0, 0, 320, 480))
    image.putalpha(alpha)
    options = {"lossless": True, "exact": True} if format_ == "WEBP" else {}
    for file in renditions(saved(image, format_, **options)).values():
        pixels = opened(file).convert("RGB")
        lowest = min(pixels.crop((8, 8, 300, 470)).tobytes())
        assert lowest >= 250, (format_, lowest)
        assert not is_near(corners_of(pixels)[1], WHITE)


@pytest.mark.parametrize("key", [0, bytes([0, 255, 128, 255])])
def test_palettes_with_transparency_show_white(key: int | bytes) -> None:
    image = four_corners(640, 480).quantize(4)
    picture = shown(saved(image, "PNG", transparency=key))
    hidden = image.convert("RGB").getpixel((image.width // 4, image.height // 4))
    found = corners_of(picture)
    assert any(is_near(one, WHITE) for one in found), (found, hidden)


def test_a_transparent_colour_without_a_palette_is_white() -> None:
    found = corners_of(shown(saved(four_corners(), "PNG", transparency=RED)))
    assert is_near(found[0], WHITE)
    assert is_near(found[1], GREEN)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA"])
def test_black_and_white_and_palettes_are_shown(mode: str) -> None:
    image = Image.new("L", (640, 480), 0)
    image.paste(255, (320, 0, 640, 480))
    left, right, *_ = corners_of(shown(saved(image.convert(mode), "PNG")))
    assert is_near(left, (0, 0, 0))
    assert is_near(right, WHITE)


@pytest.mark.parametrize("format_", ["JPEG", "TIFF"])
def test_colours_for_print_become_those_of_the_screen(format_: str) -> None:
    cyan = Image.new("CMYK", (64, 48), (255, 0, 0, 0))
    content = saved(cyan, format_)
    facts = read_facts(content)
    assert isinstance(facts, Facts)
    assert any("CMYK" in remark.message for remark in facts.warnings)
    red, green, blue = corners_of(shown(content))[0]
    assert red < 40
    assert green > 140
    assert blue > 200


def test_a_wide_gamut_is_converted_by_its_profile() -> None:
    """The reddest red of a wide profile lies outside sRGB; a middling one moves outwards when it is converted."""
    profile = wide_profile()
    image = Image.new("RGB", (64, 48), (180, 60, 60))
    plain = corners_of(shown(saved(image)))[0]
    converted = corners_of(shown(saved(image, icc_profile=profile)))[0]
    assert converted[0] > plain[0] + 8, (plain, converted)


ADOBE_SAND = (176, 138, 104)
"""Adobe RGB's number for the colour that has 190, 139, 102 in sRGB (computed from both standards)."""
SAND = (190, 139, 102)


def test_a_photo_of_a_camera_set_to_adobe_rgb_has_its_colours_without_a_profile() -> None:
    """Such cameras say it in EXIF alone: DCF 2.0."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[0xA001] = 0xFFFF
    exif.get_ifd(ExifTags.IFD.Exif)[0xA005] = {1: "R03"}
    image = Image.new("RGB", (64, 48), ADOBE_SAND)
    assert is_near(corners_of(shown(saved(image, exif=exif)))[0], SAND, 3)
    assert is_near(corners_of(shown(saved(image)))[0], ADOBE_SAND, 3)
    assert is_near(corners_of(shown(saved(image, icc_profile=wide_profile(), exif=exif)))[0], (185, 138, 102), 6)


@pytest.mark.parametrize(("gamma", "shown_as"), [(1.0, 188), (0.45455, 128), (1 / 1.8, 146)])
@pytest.mark.parametrize("says_srgb", [True, False])
def test_a_png_is_shown_by_its_gamma_unless_it_is_srgb(gamma: float, shown_as: int, says_srgb: bool) -> None:
    chunks = [(b"gAMA", struct.pack(">I", round(gamma * 100_000))), *([(b"sRGB", b"\0")] if says_srgb else [])]
    content = png(32, 32, 8, 2, (b"\0" + bytes([128, 128, 128]) * 32) * 32, *chunks)
    level = 128 if says_srgb else shown_as
    assert is_near(corners_of(shown(content))[0], (level, level, level), 3)


def test_a_profile_is_judged_by_its_colours_and_not_by_its_name() -> None:
    linear = matrix_profile(SRGB, 1.0).replace(b"RGB\0", b"sRGB")
    assert is_near(
        corners_of(shown(saved(Image.new("RGB", (64, 48), (128, 128, 128)), icc_profile=linear)))[0], (188,) * 3, 3
    )
    assert is_srgb(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert not is_srgb(wide_profile())


def tiff(bits: int, photometric: int, level: bytes) -> bytes:
    """Return a TIFF of 32 x 32 grey points; `level` is two of them. Pillow can't write all kinds."""
    data = level * 512
    tags = {
        256: 32,
        257: 32,
        258: bits,
        259: 1,
        262: photometric,
        273: 8 + 2 + 9 * 12 + 4,
        277: 1,
        278: 32,
        279: len(data),
    }
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4) + data


@pytest.mark.parametrize(
    ("bits", "photometric", "level"),
    [
        (8, 1, b"\x40\x40"), (8, 0, b"\xbf\xbf"), (16, 1, b"\0\x40" * 2), (16, 0, b"\xff\xbf" * 2), (12, 1, b"\x40\x04\x00"),
    ],
)  # fmt: skip
def test_grey_tiffs_are_neither_negative_nor_dark(bits: int, photometric: int, level: bytes) -> None:
    assert is_near(corners_of(shown(tiff(bits, photometric, level)))[0], (64, 64, 64), 3)


def wide_profile() -> bytes:
    """Return a profile whose red lies far outside sRGB's: sRGB's own, its red and green columns made wider."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = int.from_bytes(profile[128:132], "big")
    places = {
        bytes(profile[at : at + 4]): int.from_bytes(profile[at + 4 : at + 8], "big")
        for at in range(132, 132 + 12 * tags, 12)
    }
    columns = {b"rXYZ": (0.515, 0.241, -0.001), b"gXYZ": (0.292, 0.692, 0.042), b"bXYZ": (0.157, 0.067, 0.784)}
    for name, column in columns.items():  # those of Display P3
        profile[places[name] + 8 : places[name] + 20] = struct.pack(">iii", *(round(value * 65536) for value in column))
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "WIDE".encode("utf-16-be"))


@pytest.mark.parametrize(
    "profile", [b"nonsense", b"\0" * 200, wide_profile()[:300]], ids=["no profile", "empty", "cut off"]
)
def test_a_damaged_profile_counts_as_none(profile: bytes) -> None:
    assert_corners(shown(saved(four_corners(), icc_profile=profile)))


def test_a_profile_of_another_kind_of_picture_counts_as_none() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert_corners(shown(saved(four_corners(), icc_profile=lab)))


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animation_shows_its_first_frame_and_a_word(format_: str) -> None:
    frames = [Image.new("RGB", (64, 48), colour) for colour in (BLUE, YELLOW, RED)]
    content = saved(frames[0], format_, save_all=True, append_images=frames[1:], duration=100)
    facts = read_facts(content)
    assert isinstance(facts, Facts)
    assert [remark.message for remark in facts.warnings] == ["It moves; its first frame is shown."]
    assert is_near(corners_of(shown(content))[0], BLUE)


def test_a_tiff_of_several_pages_shows_the_first_and_a_word() -> None:
    pages = [Image.new("RGB", (64, 48), colour) for colour in (BLUE, YELLOW)]
    content = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    facts = read_facts(content)
    assert isinstance(facts, Facts)
    assert [remark.message for remark in facts.warnings] == ["It has several pages; the first is shown."]
    assert is_near(corners_of(shown(content))[0], BLUE)


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits", "raw"])
def test_tiffs_are_read_whatever_their_compression(compression: str) -> None:
    assert_corners(shown(saved(four_corners(), "TIFF", compression=compression)))


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("width", [16, 17, 401, 1999, 3200])
def test_a_reduced_decoding_shows_the_same(width: int, progressive: bool) -> None:
    content = saved(four_corners(width, max(1, width * 3 // 4)), progressive=progressive)
    assert_corners(shown(content), most=24)


def test_the_average_colour_is_that_of_what_is_seen() -> None:
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 32, 64))
    facts = read_facts(saved(image, "PNG"))
    assert isinstance(facts, Facts)
    assert all(abs(int(facts.colour[at : at + 2], 16) - 128) <= 2 for at in (1, 3, 5)), facts.colour
