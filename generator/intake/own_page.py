"""Read a page of the paper's own, `content/pages/about.md`. No recogniser of letters or agency copy touches its text.

A contact page is nothing but addresses and telephone numbers, which those take out of stories.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import msgspec

from generator.config import RESERVED
from generator.gate import EPOCH
from generator.intake.blocks.read import read_blocks
from generator.intake.blocks.to_html import set_blocks_html, summary_words, words_of
from generator.intake.blocks.typeset import typeset_blocks
from generator.intake.build_story import Copy, StoryReader
from generator.intake.charts.place import take_charts
from generator.intake.embeds.alone import set_embeds_apart
from generator.intake.header.lines import PAGE_KEYS
from generator.intake.header.split import Field, Header, split_header
from generator.intake.html.markdown import MarkdownMode, MarkdownOptions, take_headline
from generator.intake.html.sanitise import plain_text
from generator.intake.html.shortcodes import take_shortcodes
from generator.intake.html.story_html import lead_links_home, summary_text
from generator.intake.names import BUNDLE_STEM, PAGES, SECTION_STEM, identify, is_section_index, stem_of
from generator.intake.own_menus import MENU_KEYS, read_menus
from generator.intake.page_slips import PAGE_WORDS, find_slips
from generator.intake.read_copy import set_type
from generator.intake.settings import IntakeSettings
from generator.intake.text.slugs import safe_slug
from generator.intake.text.words import count_words, summarise
from generator.intake.wire.lines import CopyLine, number_lines
from generator.model import Body, Gravity, Problem, Story
from generator.story_records import OwnPage

FIRST_KEYS = MENU_KEYS | {"lead"}
"""Keys that may open a header under a title, besides those that stories have."""
MAX_TITLE_CHARS = 80
"""A longer first line is text, not a title."""
NO_TITLE = re.compile(r"[-*+>|`#<!\[~=_\d]|.*[.!?:;,]$")
"""A first line that is Markdown of another kind, or ends like a sentence."""
FREE = {"page", "pages", "people"}
"""Reserved names of sections at whose addresses there is no page of Broadsheet's."""


def read_page(
    text: str, file: str, settings: IntakeSettings, mode: MarkdownMode, *, is_markdown: bool
) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy of a page, and its problems. Raises EngineNeeded in the mode `no_engine`."""
    head = read_head(split_header(text, file), file, mode, is_markdown=is_markdown)
    if "headline" not in head.fields:
        head = _titled(head, Field(_name_of(file), head.body_line), head.body, head.body_line)
    lines = tuple(number_lines(head.body, head.body_line))
    charted = take_charts(lines, file)
    printable = take_shortcodes(charted.lines, file, settings.embeds, is_markdown=is_markdown)
    apart = set_embeds_apart(printable.lines, settings.embeds, is_markdown=is_markdown)
    set_body = _set_markdown if is_markdown else _set_plain
    html, words, summary, problems = set_body(apart, text, head.fields, _Page(file, settings, mode))
    copy = Copy(
        file=file,
        fields=head.fields,
        body=Body(html=lead_links_home(html, settings.prefix), words=count_words(words), charts=charted.charts),
        words=words,
        summary=summarise(summary),
        extra=head.extra,
    )
    slips = find_slips(text, head, file, PAGE_WORDS)
    return copy, (*head.problems, *slips, *charted.problems, *printable.problems, *problems)


class _Page(msgspec.Struct, frozen=True):
    """How a page is read."""

    file: str
    settings: IntakeSettings
    mode: MarkdownMode


# --- title and header -----------------------------------------------------------------------------


def read_head(header: Header, file: str, mode: MarkdownMode, *, is_markdown: bool) -> Header:
    """Return the header with the title as its headline, if there is one. Fields may stand above it or under it.

    Raises EngineNeeded in the mode `no_engine`.
    """
    if "headline" in header.fields:
        return header
    title, rest, taken = take_headline(header.body, mode) if is_markdown else ("", header.body, 0)
    if not title and not is_section_index(file):
        title, rest, taken = _take_first_line(header.body, file)
    if not title:
        return header
    line = header.body_line
    under = split_header(rest, file)
    if not _is_header(under):
        return _titled(header, Field(title, line), rest, line + taken)
    return _titled(
        _join(header, under, line + taken - 1), Field(title, line), under.body, line + taken + under.body_line - 1
    )


def _join(above: Header, under: Header, lines: int) -> Header:
    """Return one header of two. `lines` are those of the file before the second."""
    fields = {key: Field(one.value, one.line + lines) for key, one in under.fields.items()}
    problems = (msgspec.structs.replace(one, line=one.line + lines) for one in under.problems)
    return msgspec.structs.replace(
        above,
        fields={**fields, **above.fields},
        extra={**under.extra, **above.extra},
        problems=(*above.problems, *problems),
    )


def _titled(header: Header, title: Field, body: str, body_line: int) -> Header:
    fields = {"headline": title, **header.fields}
    return msgspec.structs.replace(header, fields=fields, body=body, body_line=body_line)


def _is_header(header: Header) -> bool:
    """Tell whether the lines under a title are fields: the first of them is one that pages have."""
    first = min(header.fields.items(), key=lambda item: item[1].line, default=("", None))[0]
    return first in PAGE_KEYS or (not first and not FIRST_KEYS.isdisjoint(header.extra)) or bool(header.problems)


def _take_first_line(text: str, file: str) -> tuple[str, str, int]:
    """Return the title in the first line of a text, the rest, and the number of lines before that.

    Under a title is an empty line or a header, and text: else the line is the first of a paragraph.
    """
    first, newline, rest = text.partition("\n")
    words = " ".join(first.split())
    is_title = words and len(words) <= MAX_TITLE_CHARS and not NO_TITLE.match(words)
    if is_title and rest.strip() and (not rest.partition("\n")[0].strip() or _is_header(split_header(rest, file))):
        return words, rest, len(newline)
    return "", text, 0


def _name_of(file: str) -> str:
    """Return a title made of the file's name: `Privacy policy` for `privacy-policy.md`."""
    parts = _parts_of(file)
    return re.sub(r"[-_\s]+", " ", parts[-1]).strip().capitalize() if parts else ""


# --- text -----------------------------------------------------------------------------------------


def _set_markdown(
    lines: Sequence[CopyLine], text: str, fields: Mapping[str, Field], page: _Page
) -> tuple[str, str, str, Sequence[Problem]]:
    """Return the HTML of Markdown, its words, those of which a summary is made, and problems."""
    settings = page.settings
    language = str(fields["language"].value) if "language" in fields else settings.language
    options = MarkdownOptions(typographic_quotes=settings.typographic_quotes, mode=page.mode, language=language)
    html, problems = set_type("\n".join(line.text for line in lines), text, page.file, options)
    words = plain_text(html)
    return html, words, summary_text(html) or words, problems


def _set_plain(
    lines: Sequence[CopyLine], _text: str, fields: Mapping[str, Field], page: _Page
) -> tuple[str, str, str, Sequence[Problem]]:
    """Return the same for plain text."""
    blocks = read_blocks(lines)
    marks = page.settings.marks_for(fields.get("language"))
    if marks:
        blocks = typeset_blocks(blocks, marks)
    return set_blocks_html(blocks), words_of(blocks), summary_words(blocks), ()


# --- the page -------------------------------------------------------------------------------------


def build_page(copy: Copy, settings: IntakeSettings) -> tuple[Story | None, list[Problem]]:
    """Return the page in `copy`, and its problems. The page is None when it must be held.

    Without a date it is public at once; with one, from then on.
    """
    reader = StoryReader(copy, settings)
    parts = _parts_of(copy.file)
    if not parts:
        hint = "Give the file another name, such as about.md. content/front.toml says what is on the home page."
        reader.report("headline", "The home page is made of the stories, so no file can be it.", hint, Gravity.HELD)
        return None, reader.problems
    title = reader.typeset(reader.text("headline"))
    place = _place_of(parts, reader)
    own = OwnPage(place, read_menus(copy, reader))
    embargo = reader.embargo()
    if not copy.body.words:
        reader.report("headline", "The page has no text.", "Write it under the title.")
    page = Story(
        path=identify(copy.file),
        file=copy.file,
        headline=title,
        slug=place.rpartition("/")[2],
        section="",
        published=reader.moment("published") or EPOCH,
        deck=reader.typeset(reader.text("deck")),
        summary=reader.typeset(reader.text("summary")) or reader.typeset(reader.text("deck")) or copy.summary,
        updated=reader.moment("updated"),
        updated_no_hour=True,
        no_hour=True,
        embargo=embargo,
        expires=reader.moment("expires"),
        draft=reader.flag("draft", default=False),
        noindex=reader.flag("noindex", default=False),
        language=reader.language(),
        was=reader.former_addresses(),
        photos=reader.photos(),
        unrelated=True,
        translation_of=reader.text("translation_of"),
        extra={key: value for key, value in copy.extra.items() if key not in MENU_KEYS},
        own=own,
    )
    held = any(problem.gravity is Gravity.HELD for problem in reader.problems)
    return (None if held else page), reader.problems


def _parts_of(file: str) -> tuple[str, ...]:
    """Return the folders and the name that a page's address is made of: none for content/pages/index.md."""
    folders = PurePosixPath(file.removeprefix(PAGES)).parts[:-1]
    stem = stem_of(file)
    return folders if stem in {BUNDLE_STEM, SECTION_STEM} else (*folders, stem)


def _place_of(parts: Sequence[str], reader: StoryReader) -> str:
    """Return the page's address. Its last part may stand in the header."""
    written = [*parts[:-1], reader.text("slug") or parts[-1]]
    slugs = [safe_slug(part, reader.identity, reader.slugs) for part in written]
    if slugs[0] in RESERVED - FREE:
        message = f"Broadsheet has pages of its own at /{slugs[0]}/, so this one is at /{slugs[0]}-page/."
        reader.report("slug", message, "Give the file, or its folder, another name.")
        slugs[0] = f"{slugs[0]}-page"
    return "/".join(slugs)
