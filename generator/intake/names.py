"""Read the names of dropped files: a file's ending, the story it belongs to, and whether a program named it."""

import re
import unicodedata
from functools import lru_cache

from generator.digests import digest_value

MARKDOWN_ENDINGS = {".md", ".markdown"}
TEXT_ENDINGS = {".txt", *MARKDOWN_ENDINGS}
DOCUMENT_ENDINGS = {".docx", ".odt", ".rtf", ".html", ".htm", ".eml"}
STORY_ENDINGS = TEXT_ENDINGS | DOCUMENT_ENDINGS
PHOTO_ENDINGS = {
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif", ".heic", ".heif",
    ".jxl", ".jp2", ".psd", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".raf", ".rw2",
}  # fmt: skip
"""Endings of pictures. Those that can't be published are refused with the way out."""
TABLE_ENDINGS = {".csv", ".tsv"}
"""Endings of the tables behind charts."""
SOUND_ENDINGS = {".mp3", ".m4a"}
"""Endings of recordings that every browser plays."""
NOTES_ENDING = ".txt"
"""What the file beside a photo has after the photo's whole name: `bridge.jpg.txt`."""
FRONT_FILES = {"content/front.toml", "content/front.txt"}
PEOPLE = "content/people/"
PAGES = "content/pages/"
"""The folder of the paper's own pages: what is in it is no story."""
BUNDLE_STEM = "index"
"""The name of the text in a folder of one story and its photos, as other programs lay it out: `vote/index.md`."""
MIN_BUNDLE_DEPTH = 2
"""A bundle's folder is in the folder of a section: `content/town/vote`."""
SECTION_STEM = "_index"
"""The name of the text that describes a section and is no story: `town/_index.md`."""
WIRES = "wires/"
"""The first part of the identity of agencies' stories."""
WIRE_NAME_CHARS, WIRE_DIGITS = 60, 10
WIRE_PATH = re.compile(rf"{WIRES}[^/]+/[a-z0-9-]*-[0-9a-f]{{{WIRE_DIGITS}}}")
NO_LETTERS = re.compile(r"[^A-Za-z0-9]+")
SECTION_TEXT = re.compile(r"content/[^/]+/section\.txt", re.IGNORECASE)
"""The same in plain text: `town/section.txt`."""

COPY_NUMBER = r" ?[(（]\d{1,2}[)）]"
COPY_WORD = (
    "copy|kopie|copie|copia|cópia|còpia|kopia|kopi|kopio|kópia|másolat|копия|копія|копие|αντίγραφο|kopya|העתק|نسخة|"
    "コピー|副本|복사본"
)
"""“Copy” in the languages of the systems that name copies so."""
WHICH_COPY = r"(?:another|weitere|autre|otra|altra|\d{1,2}(?:st|nd|rd|th|\.|e|ª|a)?) "
COPIED = re.compile(
    rf".*\S(?:{COPY_NUMBER}| [-–—] (?:{COPY_WORD})(?:{COPY_NUMBER}| \d{{1,2}})?"
    rf"|(?: \(|（)(?:{WHICH_COPY})?(?:{COPY_WORD})(?: \d{{1,2}})?[)）])"
    r"|(?:copy(?: \(\d{1,2}\))? of|kopie (?:von|van)|copie de|copia (?:de|di)|cópia de|kopia av|kopi av|kopia|копия"
    r"|копія) \S.*"
    r"|\S.*(?:のコピー|的副本| 副本|의 복사본| 복사본)(?: ?\d{1,2})?",
    re.IGNORECASE,
)
"""`vote (1)`, `vote - Copy`, `vote (copie)`, `Copy of vote`: what browsers, mail programs and systems call a copy."""
CONFLICTED = re.compile(
    r"sync-conflict-|_conflict-\d{8}-|conflicted copy|\bconflict(?:ed)?\)|\[conflict(?:ed)?\]|\bsfconflict\b|"
    r"case conflict|konfliktkopie|kopie in konflikt|in konflikt stehende kopie|copie en conflit|copia en conflicto|"
    r"copia in conflitto|cópia em conflito|conflicterende kopie|conflictkopie|конфликтующая копия|競合コピー|冲突副本|"
    r"-(?:desktop|laptop)-[a-z0-9]{6,9}$",
    re.IGNORECASE,
)
"""What programs that keep folders in step write into the name of the version that lost."""


def identify(file: str) -> str:
    """Return the identity of the story in `file`: `world/Été` for `content/world/Été.txt`, in Unicode's form NFC."""
    if file.isascii() and file.rfind(".") > file.rfind("/") + 1:
        return file[file.find("/") + 1 : file.rfind(".")]
    path = file.partition("/")[2]
    folder, slash, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return unicodedata.normalize("NFC", folder + slash + stem)


def is_copy(file: str) -> bool:
    """Tell whether a program, not an editor, seems to have named this file, as a second copy of another one."""
    stem = unicodedata.normalize("NFC", stem_of(file))
    return CONFLICTED.search(stem) is not None or COPIED.fullmatch(stem) is not None


def is_section_page(file: str) -> bool:
    """Tell whether the file describes a section, as `content/town/_index.md` does, and so isn't a story."""
    is_text = SECTION_TEXT.fullmatch(file) is not None and not file.startswith((PAGES, PEOPLE))
    return is_text or is_section_index(file)


def is_section_index(file: str) -> bool:
    """Tell whether the file describes a section in Markdown: `content/town/_index.md`."""
    is_index = ending_of(file) in MARKDOWN_ENDINGS and stem_of(file) == SECTION_STEM
    return is_index and not file.startswith((PAGES, PEOPLE))


def is_own_page(file: str) -> bool:
    """Tell whether the file is a page of the paper's own: `content/pages/about.md`."""
    return file.startswith(PAGES)


@lru_cache(maxsize=256)
def name_of_story(file: str) -> str:
    """Return the name that a story's address and date are read from: the file's, without its ending.

    For `content/town/2026-11-22-vote/index.md` it is the folder's, unless the folder is a section.
    """
    folder, _, _ = file.rpartition("/")
    stem = stem_of(file)
    if stem != BUNDLE_STEM or ending_of(file) not in MARKDOWN_ENDINGS or folder.count("/") < MIN_BUNDLE_DEPTH:
        return stem
    return folder.rpartition("/")[2]


@lru_cache(maxsize=256)
def ending_of(file: str) -> str:
    """Return the ending of a file's name in small letters, with its dot: `.md`; empty when it has none.

    Several questions are asked in turn about one file, each of which needs its ending.
    """
    dot = file.rfind(".")
    return file[dot:].lower() if file.rfind("/") + 1 < dot < len(file) - 1 else ""


def is_photo(file: str) -> bool:
    """Tell whether a file is a picture, going by its name."""
    return ending_of(file) in PHOTO_ENDINGS


def is_table(file: str) -> bool:
    """Tell whether a file is a table that charts are made of, going by its name."""
    return ending_of(file) in TABLE_ENDINGS


def is_sound(file: str) -> bool:
    """Tell whether a file is a recording, going by its name."""
    return ending_of(file) in SOUND_ENDINGS


def sound_of_notes(file: str) -> str:
    """Return the recording of which `file` is the transcript: `talk.mp3` for `talk.mp3.txt`; else nothing."""
    sound = file[: -len(NOTES_ENDING)] if file.lower().endswith(NOTES_ENDING) else ""
    return sound if is_sound(sound) else ""


def photo_of_notes(file: str) -> str:
    """Return the photo that `file` holds notes about: `world/bridge.jpg` for `world/bridge.jpg.txt`; else nothing."""
    photo = file[: -len(NOTES_ENDING)] if file.lower().endswith(NOTES_ENDING) else ""
    return photo if is_photo(photo) else ""


def wire_path(drop: str, thread: str) -> str:
    """Return the identity of an agency's story, whichever file its newest version is in: `wires/ap/urn-newsml-…`."""
    readable = NO_LETTERS.sub("-", thread.removeprefix(f"{drop} ")).strip("-").lower()[:WIRE_NAME_CHARS].strip("-")
    return f"{WIRES}{drop}/{readable}-{digest_value(thread)[:WIRE_DIGITS]}"


def is_wire_path(path: str) -> bool:
    """Tell whether a story's identity is that of an agency's story."""
    return WIRE_PATH.fullmatch(path) is not None


def stem_of(file: str) -> str:
    """Return a file's name without its ending."""
    name = file.rpartition("/")[2]
    return name[: len(name) - len(ending_of(name))]
