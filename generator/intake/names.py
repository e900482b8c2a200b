"""Read the names of dropped files: a file's ending, and the story it belongs to."""

import unicodedata

MARKDOWN_ENDINGS = {".md", ".markdown"}
STORY_ENDINGS = {".txt", *MARKDOWN_ENDINGS}
PHOTO_ENDINGS = {
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif", ".heic", ".heif",
    ".jxl", ".jp2", ".psd", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".raf", ".rw2",
}  # fmt: skip
"""Endings of pictures. Those that can't be published are refused with the way out."""
NOTES_ENDING = ".txt"
"""What the file beside a photo has after the photo's whole name: `bridge.jpg.txt`."""
FRONT_FILES = {"content/front.toml", "content/front.txt"}
PEOPLE = "content/people/"


def identify(file: str) -> str:
    """Return the identity of the story in `file`: `world/Été` for `content/world/Été.txt`, in Unicode's form NFC."""
    if file.isascii() and file.rfind(".") > file.rfind("/") + 1:
        return file[file.find("/") + 1 : file.rfind(".")]
    path = file.partition("/")[2]
    folder, slash, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return unicodedata.normalize("NFC", folder + slash + stem)


def ending_of(file: str) -> str:
    """Return the ending of a file's name in small letters, with its dot: `.md`; empty when it has none."""
    dot = file.rfind(".")
    return file[dot:].lower() if file.rfind("/") + 1 < dot < len(file) - 1 else ""


def is_photo(file: str) -> bool:
    """Tell whether a file is a picture, going by its name."""
    return ending_of(file) in PHOTO_ENDINGS


def photo_of_notes(file: str) -> str:
    """Return the photo that `file` holds notes about: `world/bridge.jpg` for `world/bridge.jpg.txt`; else nothing."""
    photo = file[: -len(NOTES_ENDING)] if file.lower().endswith(NOTES_ENDING) else ""
    return photo if is_photo(photo) else ""


def stem_of(file: str) -> str:
    """Return a file's name without its ending."""
    name = file.rpartition("/")[2]
    return name[: len(name) - len(ending_of(name))]
