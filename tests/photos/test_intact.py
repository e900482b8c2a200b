"""A JPEG that was damaged in its midst is held, and one that is whole never is, however it was written."""

import io
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import picture
from PIL import Image
from places import ROOT

from generator.photos.facts import Facts, Refusal
from generator.photos.intact import is_intact
from generator.photos.reading import read_facts

FORMS: dict[str, dict[str, Any]] = {
    "plain": {},
    "optimized": {"optimize": True},
    "progressive": {"progressive": True},
    "with restarts": {"restart_marker_rows": 1},
    "with many restarts": {"restart_marker_blocks": 1},
    "whole colors": {"subsampling": 0},
}


def noise(size: tuple[int, int], seed: int = 1) -> Image.Image:
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1])).convert("RGB")


def photo(form: str = "plain", mode: str = "RGB", seed: int = 1) -> bytes:
    """Return a JPEG of circles, the lighter the more grain."""
    drawn = Image.open(io.BytesIO(picture(900, 600, seed, "PNG")))
    grain = noise(drawn.size, seed)
    content = io.BytesIO()
    Image.composite(grain, drawn, drawn.convert("L")).convert(mode).save(content, "JPEG", quality=88, **FORMS[form])
    return content.getvalue()


def damaged(jpeg: bytes, how: str, at: int, count: int = 4096) -> bytes:
    there = {
        "zeros": bytes(count),
        "lost": b"",
        "of another file": random.Random(at).randbytes(count).replace(b"\xff", b"\0"),
        "of another place": jpeg[at // 2 : at // 2 + count],
    }
    return jpeg[:at] + there[how] + jpeg[at + count :]


@pytest.mark.parametrize("how", ["zeros", "lost", "of another file", "of another place"])
@pytest.mark.parametrize("form", [form for form in FORMS if form != "progressive"])
def test_most_damages_of_a_block_are_found(form: str, how: str) -> None:
    """Where a decoder finds its place again with nearly as many bytes left as it needs, nobody can tell."""
    found = []
    for path in sorted((ROOT / "content").rglob("*.jpg"))[:8]:
        content = io.BytesIO()
        Image.open(path).convert("RGB").save(content, "JPEG", quality=88, **FORMS[form])
        jpeg = content.getvalue()
        found += [not is_intact(damaged(jpeg, how, len(jpeg) * part // 5)) for part in (1, 2, 3)]
    assert len(found) >= 24
    assert sum(found) >= len(found) * 2 / 3


def test_some_damages_of_a_progressive_file_are_found() -> None:
    """A scan that ends too early is seen, and one that ends too late isn't."""
    jpeg = photo("progressive")
    places = range(len(jpeg) // 5, len(jpeg) * 4 // 5, len(jpeg) // 20)
    assert sum(not is_intact(damaged(jpeg, "zeros", at)) for at in places) >= 2


def test_a_damaged_photo_is_refused_with_the_way_out() -> None:
    jpeg = photo("optimized")
    found = read_facts(damaged(jpeg, "lost", len(jpeg) // 2))
    assert isinstance(found, Refusal)
    assert "A part of it is damaged" in found.message
    assert "again" in found.hint
    assert isinstance(read_facts(jpeg), Facts)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("form", FORMS)
def test_whole_photos_are_intact(form: str, mode: str) -> None:
    for seed in range(2):
        assert is_intact(photo(form, mode, seed))


@given(
    st.integers(1, 300), st.integers(1, 300), st.integers(1, 100), st.sampled_from(sorted(FORMS)), st.booleans(),
    st.integers(0, 255),
)  # fmt: skip
def test_pictures_of_any_size_and_quality_are_intact(
    width: int, height: int, quality: int, form: str, is_flat: bool, level: int
) -> None:
    drawn = Image.open(io.BytesIO(picture(width, height, level, "PNG")))
    image = Image.new("RGB", (width, height), (level, 255, level // 2)) if is_flat else drawn
    content = io.BytesIO()
    image.save(content, "JPEG", quality=quality, **FORMS[form])
    assert is_intact(content.getvalue())


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("colour", ["#808080", "#818181", "#7f7f7f", "#ffffff"])
@pytest.mark.parametrize("size", [(1, 1), (16, 16), (600, 400)])
def test_pictures_of_one_color_and_with_a_plain_lower_half_are_intact(
    size: tuple[int, int], colour: str, mode: str
) -> None:
    plain, half = Image.new("RGB", size, colour), noise(size)
    half.paste(plain, (0, size[1] // 2))
    for image in (plain, half):
        for quality in (10, 75):
            content = io.BytesIO()
            image.convert(mode).save(content, "JPEG", optimize=True, quality=quality)
            assert is_intact(content.getvalue())


def test_what_cameras_add_at_the_end_does_no_harm() -> None:
    jpeg = photo()
    assert jpeg.endswith(b"\xff\xd9")
    assert is_intact(jpeg[:-2] + b"\0" * 3000 + jpeg[-2:])
    assert is_intact(jpeg[:-2] + b"more" + jpeg[-2:])
    assert is_intact(jpeg[:-2] + b"\xff" + jpeg[-2:])
    assert is_intact(jpeg + photo(seed=2))


def test_every_real_photo_is_intact(shared: Path) -> None:
    files = [one for one in (shared / "material/photos").rglob("*") if one.suffix.casefold() in {".jpg", ".jpeg"}]
    assert len(files) > 40
    assert [path for path in files if not is_intact(path.read_bytes())] == []
