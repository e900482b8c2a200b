"""The extent of a picture is what browsers find, and nothing is guessed."""

from pathlib import Path

import pytest
from pictured import picture
from PIL import ExifTags, Image

from generator.photos.measure import Extent, is_picture, measure

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    ("attributes", "extent"),
    [
        ('width="300" height="60"', Extent(300, 60)),
        ("width = '300px' height='60.4px' viewBox='0 0 1 1'", Extent(300, 60)),
        ('width="300" viewBox="0 0 90 9"', Extent(300, 30)),
        ('height="60" viewBox="0,0,90,9"', Extent(600, 60)),
        ('viewBox="0 0 0.9 0.3" style="a > b"', Extent(1_000, 333, natural=False)),
        ('width="100%" height="4em" viewBox="-5 -5 20 10"', Extent(1_000, 500, natural=False)),
        ('width="80mm" height="40mm" viewBox="0 0 400 80"', Extent(302, 151)),
        ('width="2IN" height="+7.2e1pt"', Extent(192, 96)),
        ('width="10em" height="2em" viewBox="0 0 9 9"', None),
        ('width="&#51;00" height="60"', Extent(300, 60)),
        ('viewBox="0 0 90 9" preserveAspectRatio="none"', None),
        ('viewBox="0 0 nan 80"', None),
        ('viewBox="0 0 inf inf"', None),
        ('viewBox="0 0 -90 -9"', None),
        ('viewBox="0 0 1e-320 80"', None),
        ('height="5" viewBox="0 0 1e308 1e-308"', None),
        ('height="5" viewBox="0 0 1e-320 1e308"', None),
        (f'width="{"9" * 400}" height="5"', None),
        ('stroke-width="3" width="300"', None),
        ('viewBox="0 0 90 0"', None),
        ('viewBox="a b c d"', None),
        ('width="0" height="60"', None),
        ("", None),
    ],
)
def test_a_drawing_is_as_large_as_it_says(tmp_path: Path, attributes: str, extent: Extent | None) -> None:
    (tmp_path / "logo.svg").write_text(
        f'<?xml version="1.0"?>\n<svg {NAMESPACE} {attributes}><rect width="7" height="7"/></svg>'
    )
    assert measure(tmp_path / "logo.svg") == extent


DRAWING = f'<svg {NAMESPACE} width="300" height="60"/>'
BOMB = "".join(f'<!ENTITY {name} "{f"&{inner};" * 99}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("content", "extent"),
    [
        (f'<!-- not <svg {NAMESPACE} width="1" height="1"/> --><?x <svg?>{DRAWING}'.encode(), Extent(300, 60)),
        (f"<!--{'x' * 20_000}-->{DRAWING}".encode(), Extent(300, 60)),
        (DRAWING.encode("utf-16"), Extent(300, 60)),
        (f'<?xml version="1.0" encoding="no-such"?>{DRAWING}'.encode(), None),
        (DRAWING.replace("<svg xmlns", "<s:svg xmlns:s").encode(), Extent(300, 60)),
        (f'<!DOCTYPE svg [<!ENTITY w "300">]>{DRAWING.replace("300", "&w;")}'.encode(), Extent(300, 60)),
        (f'<!DOCTYPE svg [<!ENTITY a "9">{BOMB}]>{DRAWING}&i;'.encode(), Extent(300, 60)),
        (f'<!DOCTYPE svg [<!ENTITY a "9">{BOMB}]>{DRAWING.replace("300", "&i;")}'.encode(), None),
        (f"<!doctype html><p>{DRAWING}".encode(), None),
        (b'<svg width="300" height="60"/>', None),
    ],
)
def test_a_drawing_is_read_as_browsers_read_it(tmp_path: Path, content: bytes, extent: Extent | None) -> None:
    (tmp_path / "logo.svg").write_bytes(content)
    assert measure(tmp_path / "logo.svg") == extent


@pytest.mark.parametrize(
    ("form", "extent"), [("JPEG", Extent(20, 64)), ("PNG", Extent(20, 64)), ("WEBP", Extent(64, 20))]
)
def test_a_picture_is_turned_as_browsers_turn_it(tmp_path: Path, form: str, extent: Extent) -> None:
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6
    Image.new("RGB", (64, 20)).save(tmp_path / "logo", form, exif=turned)
    assert measure(tmp_path / "logo") == extent


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_as_large_as_its_pixels(tmp_path: Path, form: str) -> None:
    (tmp_path / "logo").write_bytes(picture(64, 20, form=form))
    assert measure(tmp_path / "logo") == Extent(64, 20)


@pytest.mark.parametrize("content", [b"", b"x", b"\x89PNG\r\n\x1a\n", b"RIFF", b"<svg"])
def test_what_says_nothing_of_its_size_has_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    assert measure(tmp_path / "logo.png") is None


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "AVIF", "TIFF"])
def test_browsers_show_pictures_of_all_kinds_but_one(tmp_path: Path, form: str) -> None:
    (tmp_path / "logo").write_bytes(picture(64, 20, form=form))
    assert is_picture(tmp_path / "logo") == (form != "TIFF")


@pytest.mark.parametrize(
    ("content", "shown"),
    [(DRAWING, True), (f"<svg {NAMESPACE}>", True), ("<svg/>", False), (f"<p>{DRAWING}</p>", False), ("A text", False)],
)
def test_a_drawing_is_a_picture_and_a_text_is_none(tmp_path: Path, content: str, shown: bool) -> None:
    (tmp_path / "logo.svg").write_text(content)
    assert is_picture(tmp_path / "logo.svg") is shown
