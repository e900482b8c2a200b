"""Clean the texts that picture files carry: one line, bounded, valid in XML."""

import re
from html import unescape

MAX_CHARS = 4_000
"""The longest caption. IPTC allows 2,000 bytes."""
MAX_ADDRESS_CHARS = 1_000
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
"""Control characters that XML or HTML forbids or that show nothing. Blanks and line ends become blanks."""
TAG = re.compile(r"</?(a|b|br|div|em|font|i|li|p|span|strong|u)(?:\s[^<>]*)?/?>", re.IGNORECASE)
"""The tags that editors' programs write into captions. What else looks like one may be meant: `the <Delete> key`."""
WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>\\^`{|}]+", re.IGNORECASE)

CAMERA_NOTE = re.compile(
    r"(?:(?:konica ?)?minolta|olympus|samsung|sony|sanyo|kodak|nikon|canon|fuji(?:film)?|casio|pentax|ricoh|jvc|hp)?"
    r"\W*(?:dsc|digital (?:still )?camera|camera|picture|image|photo)?\W*",
    re.IGNORECASE,
)
"""What cameras write into the caption by themselves: `OLYMPUS DIGITAL CAMERA`, `SONY DSC`, `SAMSUNG`."""
OTHER_NOTES = re.compile(
    r"exif.jpeg.picture|<?(?:digimax|kenox)\b.*|created with .{0,40}|charset=ascii.*"
    r"|(?:dcim|dsc|img|default|cof|edf|dav|hdr|ptr|sdr|rhdr|screenshot|oznor\w*|unknown|untitled|none|n/?a|null)"
    r"|[\w.-]+\.(?:jpe?g|png|tiff?|gif|heic|webp|raw)|(?:\w+: ?[\d.-]+; ?){2,}.*",
    re.IGNORECASE,
)
"""Other notes of programs: file names, the settings of telephones, `Created with GIMP`."""


def tidy(text: str, max_chars: int = MAX_CHARS) -> str:
    """Return `text` on one line, without what can't be printed, and cut to `max_chars` at the end of a word."""
    line = " ".join(UNPRINTABLE.sub("", text[: 4 * max_chars]).split())
    if len(line) <= max_chars:
        return line
    return line[: max_chars - 1].rsplit(" ", 1)[0] + "…"


def plain(text: str) -> str:
    """Return a text of a file's notes, tidied, without the HTML that other programs leave in it: `Lee &amp; Sons`."""
    if "&" not in text and "<" not in text:
        return tidy(text)
    return tidy(unescape(TAG.sub(_in_place_of, text[: 4 * MAX_CHARS])))


def _in_place_of(tag: re.Match[str]) -> str:
    return " " if tag[1].lower() in {"br", "div", "li", "p"} else ""


def web_address(text: str) -> str:
    """Return `text` if it is a whole http or https address, otherwise nothing."""
    line = text.strip()
    return line if len(line) <= MAX_ADDRESS_CHARS and WEB_ADDRESS.fullmatch(line) else ""


def without_camera_notes(caption: str) -> str:
    """Return the caption, or nothing if a camera or a program wrote it by itself."""
    return "" if CAMERA_NOTE.fullmatch(caption) or OTHER_NOTES.fullmatch(caption) else caption
