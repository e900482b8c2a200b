"""Correct links to files of content/ in sanitised HTML: readers have the pages of stories, and photos, but no files."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import urlsplit

from generator.intake.names import DOCUMENT_ENDINGS, TEXT_ENDINGS, ending_of
from generator.intake.photos.names import SCHEME, names_photo
from generator.intake.wire.lines import CopyLine
from generator.model import Gravity, Problem

LINK = re.compile(r'<a href="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
RELATIVE = re.compile(r'<a href="(?!https?://)')
"""The opening of a link that may lead to a file of content/."""
ONLY_IMAGE = re.compile(r'<img(?: [a-z-]+="[^"]*")*>')
SOURCE = re.compile(r' src="([^"]*)"')
STORY_ENDINGS = (TEXT_ENDINGS | DOCUMENT_ENDINGS) - {".html", ".htm"}
"""What a link to a story's file ends with. One to a web page may lead to a page of the paper's own."""


def correct_file_links(html: str, file: str, lines: Sequence[CopyLine]) -> tuple[str, list[Problem]]:
    """Return `html` without links to stories' files, whose words stay, and a warning about each with its line.

    A small photo that links to the large one is shown as the large one.
    """
    if not RELATIVE.search(html):
        return html, []  # most stories
    dead: list[str] = []

    def correct(link: re.Match[str]) -> str:
        address = unescape(link[1])
        if _is_photo(address) and _is_photo_alone(link[2]):
            return SOURCE.sub(f' src="{link[1]}"', link[2])
        if not _is_story_file(address):
            return link[0]
        dead.append(address)
        return link[2]

    corrected = LINK.sub(correct, html)
    return corrected, list(_report(dead, file, lines))


def _is_photo(address: str) -> bool:
    return not SCHEME.match(address) and not address.startswith("/") and names_photo(address)


def _is_photo_alone(inside: str) -> bool:
    source = SOURCE.search(inside) if ONLY_IMAGE.fullmatch(inside.strip()) else None
    return source is not None and _is_photo(unescape(source[1]))


def _is_story_file(address: str) -> bool:
    if SCHEME.match(address) or address.startswith(("//", "#", "?")):
        return False
    ending = ending_of(urlsplit(address).path)
    return ending in STORY_ENDINGS and not (address.startswith("/") and ending == ".txt")


def _report(dead: Sequence[str], file: str, lines: Sequence[CopyLine]) -> Iterator[Problem]:
    for address in dict.fromkeys(dead):
        line = next((line.number for line in lines if address in line.text), 0)
        message = f"The link to “{address}” leads nowhere: it names a file, and readers have no files."
        hint = "Copy the address of the story's page from your browser, such as /town/ferry/."
        yield Problem(file, line, message, hint, Gravity.WARNING, code="link-file")
