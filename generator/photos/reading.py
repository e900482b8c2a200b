"""Read the facts of a picture file: what it is, how large, which colour, what it says of its rights."""

from collections.abc import Iterator

import msgspec
from PIL import Image, ImageFile

from generator.digests import digest_bytes, digest_value
from generator.photos.cropping import LEAST_SIDE, Cropping
from generator.photos.embedded import read_rights
from generator.photos.facts import Facts, Refusal, Remark
from generator.photos.intact import is_intact
from generator.photos.kinds import AGAIN, SMALLER, Kind, has_wrong_ending, kind_of
from generator.photos.opening import in_silence, open_picture
from generator.photos.pixels import orientation_of, read_pixels, upright_size

MAX_BYTES = 60_000_000
TOO_LARGE = Refusal(f"The file is larger than {MAX_BYTES // 1_000_000} MB.", SMALLER)
TOO_LITTLE = Refusal(
    f"It is cropped to less than {LEAST_SIDE} pixels of width or height.", "Show more of it, or a larger picture."
)
IN_PART = Refusal("A part of it is damaged: from there on, its colors or lines would be wrong.", AGAIN)
MOST_SHRINK = 8
"""The average colour needs no more than an eighth of the size."""
ZEROS = b"\0" * 512
"""So many zeros at the end of a file mean that a copy was begun, and the space for it reserved."""
JPEG_END = b"\xff\xd9"


def read_facts(content: bytes, name: str = "", cropping: Cropping | None = None) -> Facts | Refusal:
    """Return the facts of the picture whose bytes are `content`, or why it can't be published.

    Those of a picture with a `cropping` are the facts of that part: its size, its colour and a digest of its own.

    `name` is the file's name, to tell when its ending is wrong; what the file is, its content decides. The picture is
    decoded once, at a reduced size where the format can do that, so that a damaged one is found here. Limits of size
    are checked before. It may take long and much memory: see `work.py` for the function that a worker runs.
    """
    digest = digest_of(content, cropping)
    with in_silence():
        found = _read(content, name, digest, cropping)
    return msgspec.structs.replace(found, digest=digest) if isinstance(found, Refusal) else found


def digest_of(content: bytes, cropping: Cropping | None) -> str:
    """Return the digest of a picture, or of the part of it that is shown."""
    whole = digest_bytes(content)
    return digest_value((whole, cropping)) if cropping else whole


def open_checked(content: bytes, name: str = "") -> tuple[ImageFile.ImageFile, Kind] | Refusal:
    """Return an opened picture and its kind, or why it can't be published. Nothing is decoded."""
    if len(content) > MAX_BYTES:
        return TOO_LARGE
    kind = kind_of(content, name)
    if isinstance(kind, Refusal):
        return kind
    if content.endswith(ZEROS) and kind == "JPEG" and not content.rstrip(b"\0").endswith(JPEG_END):
        return Refusal("The file was not copied to its end.", AGAIN)
    image = open_picture(content, kind)
    return image if isinstance(image, Refusal) else (image, kind)


def _read(content: bytes, name: str, digest: str, cropping: Cropping | None) -> Facts | Refusal:
    opened = open_checked(content, name)
    if isinstance(opened, Refusal):
        return opened
    image, kind = opened
    warnings = tuple(_remarks(image, kind, name))
    rights = read_rights(image, content)
    width, height = upright_size(image, cropping)
    if cropping and min(width, height) < LEAST_SIDE:
        return TOO_LITTLE
    pixels = read_pixels(image, MOST_SHRINK, cropping)
    if isinstance(pixels, Refusal):
        return pixels
    if kind == "JPEG" and not is_intact(content):
        return IN_PART
    colour = "#" + pixels.resize((1, 1), Image.Resampling.BOX).tobytes().hex()
    return Facts(digest, kind, width, height, colour, rights, warnings)


def _remarks(image: ImageFile.ImageFile, kind: Kind, name: str) -> Iterator[Remark]:
    """Yield what an editor should know of an opened picture. Nothing is decoded."""
    if has_wrong_ending(kind, name):
        yield Remark(f"By its content it is a {kind} file, whatever its name says.", "It is published all the same.")
    if kind != "JPEG" and getattr(image, "is_animated", False):
        what = "It has several pages; the first" if kind == "TIFF" else "It moves; its first frame"
        yield Remark(f"{what} is shown.", "To show another one, save it as a JPEG or PNG file.")
    if image.mode == "CMYK":
        how = "" if image.info.get("icc_profile") else " It has no color profile, so they may look different."
        yield Remark(f"Its colors are for print (CMYK). They are converted.{how}", "Better export it in RGB.")
    if image.mode.startswith("I;16") or ";16" in str(image.tile):
        yield Remark("It has 16 bits for each color. It is shown with 8, as browsers do.")
    if orientation_of(image) > 1 and kind in {"PNG", "GIF", "BMP"}:
        yield Remark("It says that it has to be turned, and is shown turned.")
