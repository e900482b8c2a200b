"""Read the XML of Ritzau, the agency of Denmark."""

from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from generator.intake.wire_files.record import Status, WireItem, Wrapping, whole_number
from generator.intake.wire_files.times import names_no_hour, read_time
from generator.intake.wire_files.words import read_status
from generator.intake.wire_files.xml import words_at

TWICE = "&amp;"
"""Ritzau passes on texts of others in which characters are escaped twice: `&amp;apos;`."""


def read_ritzau(root: Element, wrapping: Wrapping) -> Iterator[WireItem]:
    """Yield the stories of a file of Ritzau: a single one, or an answer of its interface."""
    for news in root.iter("RBNews"):
        yield _read_item(news, wrapping)


def _read_item(news: Element, wrapping: Wrapping) -> WireItem:
    published = words_at(news, "PublishDate")
    version, content = words_at(news, "version"), news.findtext("content") or ""
    killed = words_at(news, "Annuleret").casefold() == "true"
    return WireItem(
        thread=words_at(news, "NewsID") or wrapping.name,
        version=whole_number(version),
        sent=read_time(published, wrapping.zone),
        day_only=names_no_hour(published),
        status=Status.KILLED if killed else _status_of(words_at(news, "Status")),
        kills=tuple(filter(None, {words_at(news, "Replaces"), words_at(news, "replacedID")})),
        headline=unescape(words_at(news, "headline")),
        deck=unescape(words_at(news, "subtitle")),
        bylines=tuple(filter(None, [words_at(news, "byLine")])),
        dateline=words_at(news, "town"),
        slugline=words_at(news, "strapline"),
        language="da",
        source=words_at(news, "origin").strip("/ ").removeprefix("Via ").strip("/ ").capitalize() or "Ritzau",
        categories=tuple(filter(None, (words_at(news, name) for name in ("section", "sectionShort", "sectionID")))),
        notes=tuple(filter(None, [words_at(news, "TilRedaktionen")])),
        html=unescape(content) if TWICE in content else content,
    )


def _status_of(words: str) -> Status:
    """Return the status: `New news` and the like are usable."""
    return read_status(words) if words.casefold() in {"withheld", "canceled", "cancelled", "killed"} else Status.USABLE
