"""Read what editors write about a photo: caption, credit, alt text, focus and crops."""

import re
from collections.abc import Iterator

from generator.intake.header.values import FieldReader
from generator.photo_records import PhotoWords

NUMBER = r"(\d{1,3}(?:\.\d{1,4})?) ?%?"
FOCUS = re.compile(rf"{NUMBER}(?: ?[,;/x] ?| ){NUMBER}")
CROP = re.compile(rf"(16:9|4:3|1:1|social) ?:? +{NUMBER} ?, ?{NUMBER} ?, ?{NUMBER} ?, ?{NUMBER}", re.IGNORECASE)
ACROSS = {"left": 0.0, "center": 0.5, "centre": 0.5, "middle": 0.5, "right": 1.0}
DOWN = {"top": 0.0, "center": 0.5, "centre": 0.5, "middle": 0.5, "bottom": 1.0}
WHOLE = 100
KEYS = ("caption", "photo_credit", "alt", "focus", "crop")
"""The keys that are about a photo, in the file beside it and in a story's header."""

Box = tuple[float, float, float, float]


def read_words(reader: FieldReader, *, with_credit: bool) -> PhotoWords:
    """Return what the fields say about a photo. What can't be read is reported to `reader`.

    `with_credit`: whether the plain key `Credit:` is about the photo.
    """
    credit = reader.text("photo_credit") or (reader.text("credit") if with_credit else "")
    return PhotoWords(reader.text("caption"), credit, reader.text("alt"), _focus(reader), tuple(_crops(reader)))


def _focus(reader: FieldReader) -> tuple[float, float] | None:
    words = reader.text("focus").casefold()
    if not words:
        return None
    found = FOCUS.fullmatch(words)
    if found and all(float(part) <= WHOLE for part in found.groups()):
        return float(found[1]) / WHOLE, float(found[2]) / WHOLE
    named = _named_point(words.replace("-", " ").split())
    if named is None:
        hint = "Write how far from the left and from the top, such as: Focus: 40% 30%"
        reader.report("focus", f"“{words}” isn't a point of the photo.", hint)
    return named


def _named_point(words: list[str]) -> tuple[float, float] | None:
    """Return the point that words such as `top left` name."""
    if not 1 <= len(words) <= 2 or not all(word in ACROSS or word in DOWN for word in words):
        return None
    across = [ACROSS[word] for word in words if word not in DOWN]
    down = [DOWN[word] for word in words if word not in ACROSS]
    if len(across) > 1 or len(down) > 1:
        return None
    return (across or [0.5])[0], (down or [0.5])[0]


def _crops(reader: FieldReader) -> Iterator[tuple[str, Box]]:
    pieces = [piece.strip() for item in reader.items("crop") for piece in item.split(";") if piece.strip()]
    for shape in pieces:
        found = CROP.fullmatch(shape)
        left, top, right, bottom = (
            (float(part) / WHOLE for part in found.groups()[1:]) if found else (1.0, 1.0, 0.0, 0.0)
        )
        if found and left < right <= 1 and top < bottom <= 1:
            yield found[1].lower(), (left, top, right, bottom)
        else:
            hint = "Write the shape and the edges in percent: left, top, right, bottom. Crop: 16:9 10,20,90,65"
            reader.report("crop", f"“{shape}” isn't a crop.", hint)
