"""Tell what a file is by its first bytes, and what an editor can do with one that can't be published."""

import re
from collections.abc import Callable
from typing import Literal

from generator.photos.facts import Refusal

Kind = Literal["JPEG", "PNG", "WebP", "GIF", "TIFF", "AVIF", "BMP"]

ENDINGS: dict[Kind, tuple[str, ...]] = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png",),
    "WebP": (".webp",),
    "GIF": (".gif",),
    "TIFF": (".tif", ".tiff"),
    "AVIF": (".avif",),
    "BMP": (".bmp",),
}
"""The endings that files of each kind have."""
RAW_ENDINGS = (
    ".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".iiq", ".kdc", ".mef", ".mos", ".mrw", ".nef",
    ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f",
)  # fmt: skip
"""Endings of cameras' raw files. Many of them begin like a TIFF file, which would show their small preview."""

EXPORT = "Open it in the program that made it, export it as JPEG, and use that file."
SCREENSHOT = "Open it and export the picture as JPEG or PNG, or take a screenshot of it."
SMALLER = "Export it as a JPEG of 6,000 pixels or less on its longer side, and use that file."
AGAIN = "Copy it here again, or ask for it to be sent again."
HEIC = Refusal(
    "It is a photo in Apple's format (HEIC), which browsers can't show.",
    "On the iPhone: Settings > Camera > Formats > Most Compatible, for the next photos. This one: open it in Preview"
    " on a Mac or in Photos on Windows, and export it as JPEG.",
)
RAW = Refusal(
    "It is a camera's raw file, which browsers can't show.",
    "Develop it in the camera or in a program such as Lightroom or darktable, and export it as JPEG.",
)
SVG = Refusal(
    "It is a drawing (SVG). Drawings that can hold programs are refused.",
    "Open it in a browser or a drawing program, and export it as PNG.",
)
VIDEO = Refusal("It is a video, not a picture.", "Take a still from it, save it as JPEG, and link to the video.")
WEB_PAGE = Refusal(
    "It is a web page, not a picture: the download went wrong.",
    "Open the picture by itself in the browser, and save it again.",
)
UNKNOWN = Refusal("It is not a picture, or of a kind that isn't known here.", "Use a JPEG or PNG file.")


def _document(what: str, hint: str = SCREENSHOT) -> Refusal:
    return Refusal(f"It is {what}, not a picture for the web.", hint)


BEGINNINGS: tuple[tuple[bytes, Kind | Refusal], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"BM", "BMP"),
    (b"FUJIFILMCCD-RAW", RAW),
    (b"IIRO", RAW),
    (b"IIRS", RAW),
    (b"MMOR", RAW),
    (b"IIU\0", RAW),
    (b"FOVb", RAW),
    (b"\0MRM", RAW),
    (b"II\x1a\0\0\0HEAPCCDR", RAW),
    (b"%PDF", _document("a PDF document")),
    (b"8BPS", _document("a Photoshop file", EXPORT)),
    (b"%!PS", _document("a PostScript file")),
    (b"\xc5\xd0\xd3\xc6", _document("a PostScript file")),
    (b"gimp xcf", _document("a GIMP file", EXPORT)),
    (b"\0\0\0\x0cjP  ", _document("a JPEG 2000 file", EXPORT)),
    (b"\xff\x4f\xff\x51", _document("a JPEG 2000 file", EXPORT)),
    (b"\0\0\0\x0cJXL ", _document("a JPEG XL file", EXPORT)),
    (b"\xff\x0a", _document("a JPEG XL file", EXPORT)),
    (b"\0\0\x01\0", _document("an icon", EXPORT)),
    (b"PK\x03\x04", _document("a document or an archive (zip)", "Open it and take the picture out of it.")),
    (b"\xd0\xcf\x11\xe0", _document("an office document", "Open it and save the picture from it.")),
    (b"Rar!", _document("an archive (rar)", "Open it and take the picture out of it.")),
    (b"7z\xbc\xaf", _document("an archive (7z)", "Open it and take the picture out of it.")),
    (b"\x1aE\xdf\xa3", VIDEO),
    (b"\0\0\x01\xba", VIDEO),
    (b"FLV\x01", VIDEO),
    (b"0&\xb2u\x8ef\xcf\x11", VIDEO),
    (b"ID3", Refusal("It is a sound, not a picture.", "Use a JPEG or PNG file.")),
    (b"\0\x05\x16\x07", Refusal("It is what macOS keeps beside a file, not the picture itself.", AGAIN)),
    (b"version https://git-lfs", Refusal("It only stands for a picture that is kept elsewhere (Git LFS).", AGAIN)),
)
"""What the first bytes of a file say, by the formats' own specifications."""
RIFF: dict[bytes, Kind | Refusal] = {b"WEBP": "WebP", b"AVI ": VIDEO}
"""The kinds of RIFF file, by the four bytes at 8."""
HEIF_BRANDS = {
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"mif2", b"miaf",
}  # fmt: skip
AVIF_BRANDS = {b"avif", b"avis"}
HEAD_BYTES = 4_096
SVG_START = re.compile(rb"<svg[\s>]|<!doctype svg", re.IGNORECASE)
PAGE_START = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def kind_of(content: bytes, name: str = "") -> Kind | Refusal:
    """Return the kind of picture that a file's content is, or why it can't be published. `name` is the file's name."""
    if not content:
        return Refusal("The file is empty.", AGAIN)
    head = content[:HEAD_BYTES]
    if not head.strip(b"\0") and not content.strip(b"\0"):
        return Refusal("The file holds nothing but zeros: it was not copied to its end.", AGAIN)
    found = _by_beginning(head)
    if found == "TIFF" and (name.lower().endswith(RAW_ENDINGS) or head[8:10] == b"CR"):
        return RAW
    return found


def has_wrong_ending(kind: Kind, name: str) -> bool:
    """Tell whether the file's name ends like one of another kind."""
    lowered = name.lower()
    others = (ending for other, endings in ENDINGS.items() if other != kind for ending in endings)
    return not lowered.endswith(ENDINGS[kind]) and lowered.endswith(tuple(others))


def _by_beginning(head: bytes) -> Kind | Refusal:
    if head[4:8] == b"ftyp":
        return _by_brands(head)
    if head[:4] == b"RIFF":
        return RIFF.get(head[8:12], UNKNOWN)
    for beginning, found in BEGINNINGS:
        if head.startswith(beginning):
            return found
    return _by_text(head.replace(b"\0", b""))  # UTF-16 has zeros between the letters


def _by_brands(head: bytes) -> Kind | Refusal:
    """Return what an ISO media file is by its main brand and the others that it names: ISO 14496-12, 4.3."""
    size = int.from_bytes(head[:4], "big")
    brands = {head[at : at + 4] for at in (8, *range(16, min(size, len(head)), 4))}
    if head[8:12] in AVIF_BRANDS or (brands & AVIF_BRANDS and not brands & {b"heic", b"heix"}):
        return "AVIF"
    if brands & HEIF_BRANDS:
        return HEIC
    return RAW if head[8:12] == b"crx " else VIDEO


def _by_text(head: bytes) -> Refusal:
    tests: tuple[tuple[Callable[[bytes], object], Refusal], ...] = (
        (PAGE_START.match, WEB_PAGE),
        (SVG_START.search, SVG),
    )
    return next((found for test, found in tests if test(head)), UNKNOWN)
