"""Write a story of an agency as the text of a file: a header, and Markdown or plain text under it.

It is then read like any other copy, so that embargo words, datelines, bylines and lines for newsrooms are found in one
way.
"""

import json
import re
from html import unescape

import msgspec

from generator.intake.documents.markdown_writer import write_markdown
from generator.intake.documents.page_source import prepare_page
from generator.intake.html.sanitise import extract_article, plain_text
from generator.intake.text.clean import clean_text
from generator.intake.text.tidy import drop_invisible
from generator.intake.wire.agencies import name_agency
from generator.intake.wire_files.categories import section_of, topics_of
from generator.intake.wire_files.drops import Drop
from generator.intake.wire_files.record import WireItem
from generator.intake.wire_files.times import write_time
from generator.intake.wire_files.turns import first_sentence

FIRST_HEADING = re.compile(r"\s*<h[1-6]>([^<]{1,400})</h[1-6]>")
FIGURE = re.compile(r"<figure\b[^<>]*>(?:[^<]|<(?!/?figure\b))*</figure>")
"""A picture in the text, whose words make no sense without it. Those that may be shown are sent with the story."""
TWO_BREAKS = re.compile(r"(?:<br>\s*){2,}")
PLACE_END = re.compile(r"[,(\d–—-]")
VERSION_MARK = re.compile(r"\A(?:(?:UPDATE|WRAPUP|RPT) \d{1,2}|UPDATE|CORRECTED|CORRECTION|REFILE|RPT|REPEAT)-(?=\S)")
"""What Reuters writes before the headline of a later version: `UPDATE 2-`."""
MAX_SUMMARY_CHARS, MAX_SLUG_CHARS = 1_000, 80
MAX_PLACE_CHARS = 60
MONTHS = {
    "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july", "aug",
    "august", "sep", "sept", "september", "oct", "october", "nov", "november", "dec", "december",
}  # fmt: skip


class ComposedText(msgspec.Struct, frozen=True):
    """The text of a story."""

    text: str
    is_markdown: bool
    has_body: bool
    """False if there is nothing under the header."""


def compose(item: WireItem, drop: Drop) -> ComposedText:
    """Return the text of a story."""
    body = _markdown_of(item) if item.html else drop_invisible(clean_text(item.text))
    header = _header_of(item, drop, body)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in header.items() if value]
    text = "\n".join(["---", *lines, "---", "", body])
    return ComposedText(text, is_markdown=bool(item.html), has_body=bool(body.strip()))


def _markdown_of(item: WireItem) -> str:
    clean = extract_article(prepare_page(item.html).html)
    clean = TWO_BREAKS.sub("</p><p>", FIGURE.sub("", clean))
    first = FIRST_HEADING.match(clean)
    if first and _plain(unescape(first[1])) == _plain(item.headline):
        clean = clean[first.end() :]
    return drop_invisible(clean_text(write_markdown(clean).text)).strip("\n")


def _header_of(item: WireItem, drop: Drop, body: str) -> dict[str, str | list[str]]:
    first, later = item.created or item.sent, item.sent
    published = ""
    if first:
        published = f"{first:%Y-%m-%d}" if item.day_only else write_time(first)
    headline = VERSION_MARK.sub("", _line(item.headline))
    headline = headline or _line(first_sentence(_words_of(body))) or _line(item.slugline)
    return {
        "slug": _cut(headline),
        "headline": headline,
        "deck": _line(item.deck),
        "summary": _line(plain_text(item.summary))[:MAX_SUMMARY_CHARS],
        "bylines": [one for one in map(_line, item.bylines) if one],
        "dateline": _place(item.dateline),
        "published": published,
        "updated": write_time(later) if first and later and later > first and not item.day_only else "",
        "embargo": _line(item.embargo),
        "expires": _line(item.expires),
        "language": _line(item.language),
        "section": section_of(item, drop),
        "topics": list(topics_of(item, drop)),
        "source": drop.credit or name_agency(_line(item.source)) or _line(item.source),
        "syndicated": "yes",
        "corrections": [one for one in map(_line, item.corrections) if one],
        "draft": "yes" if drop.is_draft else "",
    }


def _cut(headline: str) -> str:
    """Return the words of a headline that its address is made of."""
    if len(headline) <= MAX_SLUG_CHARS:
        return headline
    return headline[:MAX_SLUG_CHARS].rpartition(" ")[0] or headline[:MAX_SLUG_CHARS]


def _line(words: str) -> str:
    return " ".join(drop_invisible(clean_text(words)).split())


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _words_of(body: str) -> str:
    """Return the opening of the text without marks of Markdown."""
    return re.sub(r"[*_\\`#>\[\]]", "", body[:1_000])


def _place(dateline: str) -> str:
    """Return the place in a dateline, which may have a date and the agency behind it; empty if it has none."""
    place = PLACE_END.split(_line(dateline), maxsplit=1)[0].strip(" .:")
    is_month = place.casefold().rstrip(".") in MONTHS
    return "" if is_month or len(place) > MAX_PLACE_CHARS else place
