"""What the commands of other programs stand for: shortcodes of Hugo and Zola, tags of Liquid.

A reference becomes a link, a picture a picture, a player an address, a button a link. Of a command that nobody knows,
the words in its arguments are kept, since readers saw them.
"""

import re
from collections.abc import Mapping

from generator.imports.parts import Parts, Shown
from generator.intake.header.keys import fold_key
from generator.intake.html.sanitise import plain_text
from generator.intake.html.shortcodes import address_of, read_arguments
from generator.intake.photos.names import names_photo

PICTURE = "\ue000{}\ue001"
"""Stands for a picture in Markdown."""
REFERENCES = {"ref", "relref", "post_url", "link", "xref"}
PICTURES = {"photo", "picture", "responsive_image", "lazyimg", "imgproc"}
"""Names of commands that show a picture, beside all with `image`, `img` and `figure` in them."""
GALLERIES = ("gallery", "slide", "carousel")
"""Parts of the names of commands that show several."""
SOURCES = {
    "src", "url", "path", "file", "filename", "image", "img", "source", "href", "link", "", "id", "image_path",
    "image_url", "imagepath", "imageurl", "img_src", "image_src", "picture", "photo",
}  # fmt: skip
BOXES = (
    "details",
    "expand",
    "collaps",
    "accordion",
    "spoiler",
    "notice",
    "admonition",
    "callout",
    "alert",
    "tab",
    "box",
    "card",
)
"""Parts of the names of commands around a text that has a title in their arguments."""
BOX_TITLES = ("summary", "title", "header", "heading", "label", "name")
TITLES = ("title", "caption", "cutline", "text", "description", "attr", "credit")
"""The arguments of a picture that are printed below it."""
PLAYERS = ("youtube", "vimeo")
PLAYED = {"id", "video", "videoid", "youtubeid", "vimeoid", "code", "key", "v", ""}
NUMBER = re.compile(r"[\w-]{6,20}")
"""What players call a video."""
LABELS = ("text", "label", "title", "name", "content", "")
"""The arguments with the words of a link."""
WORDS = ("text", "content", "quote", "body", "message", "intro", "statement", "question", "answer", "heading")
"""The arguments with words that readers saw."""
SPEAKERS = ("cite", "author", "by", "speaker", "attribution", "source", "who", "person")
FEWEST_WORDS = 4
"""The fewest words of an argument without a name that are a sentence, and no setting."""
ADDRESS = re.compile(r"https?://[^\s<>\"'\[\]()]+|/[\w./~%#?=&-]*")
MARKS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.{1,1000}?)(?<=\S)\1")
LINK = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,500}\)")
SENTENCE = re.compile(r"[^\W\d_]{2,}\s+\S*[^\W\d_]{2,}|[A-Z][^\W\d_]+\Z")
"""Words of a language, and no name of a class or list of sizes."""
QUOTED = re.compile(r"\"([^\"]{1,1000})\"|'([^']{1,1000})'")
SEPARATOR = re.compile(r"\"[^\"]*\"|'[^']*'|,|:\s+")
LOST_WORDS = "Words in shortcodes and tags of the old site that weren't carried over"
Given = list[tuple[str, str]]


def liquid_arguments(words: str) -> str:
    """Return the arguments of a tag of Liquid in the form of Hugo's: blanks between them, `=` behind names."""

    def replace(found: re.Match[str]) -> str:
        return " " if found[0] == "," else "=" if found[0].startswith(":") else found[0]

    return SEPARATOR.sub(replace, words)


def command_of(name: str, words: str, parts: Parts, *, alone: bool = True) -> str | None:
    """Return what a command of another program stands for; None if it isn't known, nor has words in its arguments.

    `alone`: whether it is the only one in its line.
    """
    given = list(read_arguments(words))
    said = dict(given)
    if name in REFERENCES:
        first = next((value for key, value in given if not key), "")
        return f"ref:{said.get('path') or first}".replace(" ", "%20")
    source = next((value for key, value in given if key in SOURCES and names_photo(value)), "")
    some = _photos_in(words) if any(part in name for part in GALLERIES) or "[" in words else []
    if len(some) > 1:
        return "\n\n".join(PICTURE.format(parts.picture(Shown(one))) for one in some)
    if name in PICTURES or any(part in name for part in ("image", "figure", "img", *GALLERIES)):
        if source:
            return _plain_picture(source, given, parts) if name == "img" else _picture(name, source, given, parts)
        if caption := _caption_in(said):
            parts.leave("Pictures of which shortcodes don't name the file", f"{name} {words.strip()}"[:200])
            return f"\n\n{caption}\n\n"
    if address := _address(name, given):
        return f"\n\n{address}\n\n"
    return _link(given) or _title_of_box(name, given) or _words(name, given, parts, alone=alone)


def labelled(words: str, arguments: str) -> str | None:
    """Return what stands between the two commands of a button as a link of Markdown; None without an address."""
    addresses = [value for _, value in read_arguments(arguments) if ADDRESS.fullmatch(value) and not names_photo(value)]
    return f"[{words.strip()}]({addresses[0]})" if len(addresses) == 1 and words.strip() else None


def _title_of_box(name: str, given: Given) -> str:
    """Return the title of a box as a paragraph, where a command has no more words than that."""
    if not any(part in name for part in BOXES):
        return ""
    said = dict(given)
    plain = [value for key, value in given if not key and value[:1].isupper() and len(value.split()) < FEWEST_WORDS]
    title = next((said[key] for key in BOX_TITLES if said.get(key)), plain[-1] if plain else "")
    is_title = any(sign.isalpha() for sign in title) and not ADDRESS.search(title) and not dict(given).keys() & {*WORDS}
    return f"\n\n**{without_marks(title)}**\n\n" if is_title else ""


def quotation(words: str, arguments: str) -> str:
    """Return what stands between the two commands of a quotation as one of Markdown, with who said it."""
    given = list(read_arguments(arguments))
    plain = " ".join(value for key, value in given if not key and not ADDRESS.fullmatch(value))
    speaker = next((value for key, value in given if key in SPEAKERS and value), "")
    speaker = speaker or (plain if plain[:1].isupper() else "")
    return f"\n\n{_quoted([words.strip(), *([f'— {speaker}'] if speaker else [])])}\n\n"


def _quoted(paragraphs: list[str]) -> str:
    lines = "\n\n".join(paragraphs).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _picture(name: str, source: str, given: Given, parts: Parts) -> str:
    said = dict(given)
    plain = [value for key, value in given if not key and value != source]
    alt = said.get("alt") or (plain[0] if plain else "")
    caption = _caption_in(said)
    if not caption and "figure" in name and len(plain) > 1 and not said.get("alt") and SENTENCE.search(plain[1]):
        caption = without_marks(plain[1])
    return PICTURE.format(parts.picture(Shown(source, alt, caption=caption)))


def _plain_picture(source: str, given: Given, parts: Parts) -> str:
    """Return the picture of `img left /dock.jpg 350 250 "title" "alt"`, whose arguments have no names."""
    plain = [value for key, value in given if not key]
    words = [one for one in plain[plain.index(source) + 1 :] if not one.isdecimal()] if source in plain else []
    if not words:
        return _picture("img", source, [one for one in given if one[0] or one[1] == source], parts)
    caption = words[0] if len(words) > 1 else ""
    return PICTURE.format(parts.picture(Shown(source, without_marks(words[-1]), caption=without_marks(caption))))


def _caption_in(said: Mapping[str, str]) -> str:
    return without_marks(" ".join(dict.fromkeys(filter(None, (said.get(key) for key in TITLES)))))


def _photos_in(words: str) -> list[str]:
    """Return the photos of a list in arguments, `images=["dock.jpg", "ferry.jpg"]`; of two formats of one, the last."""
    named = [first or second for first, second in QUOTED.findall(words)]
    return list({one.rpartition(".")[0]: one for one in named if names_photo(one)}.values())


def _address(name: str, given: Given) -> str:
    """Return the address of what a command embeds, by its own name or by the player's in it."""
    if address := address_of(name, given):
        return address
    player = next((one for one in PLAYERS if one in name), "")
    number = next((value for key, value in given if fold_key(key) in PLAYED and NUMBER.fullmatch(value)), "")
    return address_of(player, [("id", number)]) if player and number else ""


def _link(given: Given) -> str:
    """Return a link of Markdown for a command that is one, such as a button; empty for any other."""
    addresses = [value for _, value in given if ADDRESS.fullmatch(value) and not names_photo(value)]
    labels = [value for key, value in given if key in LABELS and not ADDRESS.fullmatch(value) and value.strip()]
    if len(addresses) != 1 or len(labels) != 1 or dict(given).keys() & {*WORDS[1:], *SPEAKERS}:
        return ""
    return f"[{labels[0]}]({addresses[0]})"


def _words(name: str, given: Given, parts: Parts, *, alone: bool) -> str | None:
    """Return the words in the arguments of a command that nobody knows; None if there are none."""
    kept = [value for key, value in given if key in WORDS or (not key and len(value.split()) >= FEWEST_WORDS)]
    kept = list(dict.fromkeys(value for value in kept if value.strip()))
    speaker = next((value for key, value in given if key in SPEAKERS and value), "") if kept and alone else ""
    for key, value in given:
        if value not in {*kept, speaker} and _is_said(key, value):
            parts.leave(LOST_WORDS, f"{name}: {value}")
    if not kept:
        return None
    if not alone:
        return " ".join(kept)
    paragraphs = [*kept, *([f"— {speaker}"] if speaker else [])]
    is_quotation = "quote" in name or "quote" in dict(given)
    shown = _quoted(paragraphs) if is_quotation else "\n\n".join(paragraphs)
    return f"\n\n{shown}\n\n"


def _is_said(key: str, value: str) -> bool:
    """Tell whether an argument is something that readers saw: a title, a speaker, or several words."""
    is_plain = any(sign.isalpha() for sign in value) and not ADDRESS.search(without_marks(value))
    return is_plain and (key in {*TITLES, *SPEAKERS, *LABELS[:-1]} or len(value.split()) >= FEWEST_WORDS)


def without_marks(words: str) -> str:
    """Return words that may have HTML, links or emphasis of Markdown in them as plain text."""
    return plain_text(MARKS.sub(r"\2", LINK.sub(r"\1", words)))


def set_apart(found: re.Match[str], words: str) -> str:
    """Return what stands for a command, with blanks where it would run together with the words beside it."""
    text, start, end = found.string, found.start(), found.end()
    before = " " if words[:1].isalnum() and text[start - 1 : start].isalnum() else ""
    after = " " if words[-1:].isalnum() and text[end : end + 1].isalnum() else ""
    return f"{before}{words}{after}"


def is_alone(found: re.Match[str]) -> bool:
    """Tell whether nothing else stands in the lines in which a command was found."""
    text, start, end = found.string, found.start(), found.end()
    return not text[text.rfind("\n", 0, start) + 1 : start].strip() and not text[end : _line_end(text, end)].strip()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
