"""The extent of a picture is what browsers find, and nothing is guessed."""

from pathlib import Path

import pytest
from pictured import picture

from generator.photos.measure import Extent, measure


@pytest.mark.parametrize(
    ("attributes", "extent"),
    [
        ('width="300" height="60"', Extent(300, 60)),
        ("width = '300px' height='60.4px' viewBox='0 0 1 1'", Extent(300, 60)),
        ('width="300" viewBox="0 0 90 9"', Extent(300, 30)),
        ('height="60" viewBox="0,0,90,9"', Extent(600, 60)),
        ('viewBox="0 0 0.9 0.3" style="a > b"', Extent(1_000, 333, natural=False)),
        ('width="100%" height="4em" viewBox="-5 -5 20 10"', Extent(1_000, 500, natural=False)),
        ('stroke-width="3" width="300"', None),
        ('viewBox="0 0 90 0"', None),
        ('viewBox="a b c d"', None),
        ('width="0" height="60"', None),
        ("", None),
    ],
)
def test_a_drawing_is_as_large_as_it_says(tmp_path: Path, attributes: str, extent: Extent | None) -> None:
    (tmp_path / "logo.svg").write_text(f'<?xml version="1.0"?>\n<svg {attributes}><rect width="7" height="7"/></svg>')
    assert measure(tmp_path / "logo.svg") == extent


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_as_large_as_its_pixels(tmp_path: Path, form: str) -> None:
    (tmp_path / "logo").write_bytes(picture(64, 20, form=form))
    assert measure(tmp_path / "logo") == Extent(64, 20)


@pytest.mark.parametrize("content", [b"", b"x", b"\x89PNG\r\n\x1a\n", b"RIFF", b"<svg"])
def test_what_says_nothing_of_its_size_has_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    assert measure(tmp_path / "logo.png") is None
