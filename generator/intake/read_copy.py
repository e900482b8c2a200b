"""Read the text of one file: a mail, a press release, agency copy or plain copy, as plain text or as Markdown.

The text is cut into numbered lines once. The recognisers take what is wrapped around the story, the header's fields
are read, and what is left is the story.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from generator.config.embed_settings import EmbedSettings
from generator.intake.blocks.to_html import set_blocks_html, summary_words, words_of
from generator.intake.blocks.typeset import typeset_blocks
from generator.intake.build_story import Copy
from generator.intake.charts.place import may_hold_chart, take_charts
from generator.intake.embeds.alone import may_hold_embed, set_embeds_apart
from generator.intake.header.split import Field
from generator.intake.html.file_links import correct_file_links
from generator.intake.html.markdown import (
    MarkdownMode,
    MarkdownOptions,
    set_markdown,
    take_headline,
)
from generator.intake.html.plain_marks import plain_fields
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.html.shortcodes import may_hold_shortcode, take_shortcodes
from generator.intake.html.story_html import lead_links_home, summary_text
from generator.intake.names import name_of_story
from generator.intake.read_job import MARKDOWN_LIMIT_S
from generator.intake.recognise.copy_text import CopyText, recognise
from generator.intake.recognise.labelled import has_fence, read_labels
from generator.intake.recognise.order import AFTER_HEADER, BEFORE_HEADER
from generator.intake.settings import IntakeSettings
from generator.intake.steps import Steps, finish
from generator.intake.text.dates import looks_like_moment, may_mean_moment
from generator.intake.text.name_dates import moment_in_name
from generator.intake.text.tidy import set_breaks, straighten_quotes
from generator.intake.text.words import count_words, summarise
from generator.intake.wire.datelines import read_dateline
from generator.intake.wire.head_lines import note_boilerplate, read_desk_line, read_key
from generator.intake.wire.head_record import WireHead
from generator.intake.wire.lines import BULLET, NO_LINE, CopyLine, ends_sentence, number_lines
from generator.intake.wire.marked_boilerplate import find_marked_boilerplate
from generator.intake.wire.marked_dateline import take_marked_dateline
from generator.intake.wire.marked_head import COMMENT, count_lines_above, read_marked_head, without_comments
from generator.intake.wire.story import add_from_dateline, note_dateline, read_wire
from generator.model import Body, Gravity, Problem

MAX_HEADLINE_CHARS = 200
"""A longer first line of Markdown is a paragraph, not a headline."""
HEAD_CHARS, HEAD_LINES = 2_000, 6
"""The characters and lines at the top of a file that are searched for a date that can't be read."""
MARKED_HEADLINE = ("# ", "## ")
MAX_DATE_WORDS = 6
"""A line with more words and a point at its end is a sentence of the story: `The board met on Nov. 20, 2026.`"""
FENCES = ("---", "+++")


def read_any(
    text: CopyText, settings: IntakeSettings, mode: MarkdownMode = "engine"
) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy in the text of a whole file, and its problems."""
    return finish(read_steps(text, settings, mode))


def read_steps(text: CopyText, settings: IntakeSettings, mode: MarkdownMode) -> Steps[tuple[Copy, tuple[Problem, ...]]]:
    """Do what `read_any` does, step by step."""
    if text.is_markdown:
        return (yield from read_markdown(text, settings, mode))
    return (yield from read_text(text, settings))


def unwrap(copy: CopyText, embeds: EmbedSettings) -> Steps[CopyText]:
    """Return the lines of the story in `copy`, and the fields of everything that was wrapped around them."""
    if may_hold_chart(copy.folded):
        charted = take_charts(copy.lines, copy.file)
        copy = msgspec.structs.replace(
            copy, lines=charted.lines, charts=charted.charts, problems=(*copy.problems, *charted.problems)
        )
    if not has_fence(copy):
        copy = recognise(copy, BEFORE_HEADER)
    copy = read_labels(copy)
    yield
    copy = recognise(copy, AFTER_HEADER)
    yield
    if may_hold_shortcode(copy.text):
        printable = take_shortcodes(copy.lines, copy.file, embeds, is_markdown=copy.is_markdown)
        copy = msgspec.structs.replace(copy, lines=printable.lines, problems=(*copy.problems, *printable.problems))
    if may_hold_embed(copy.lines, copy.text, embeds):
        copy = msgspec.structs.replace(copy, lines=set_embeds_apart(copy.lines, embeds, is_markdown=copy.is_markdown))
    return copy


def read_text(text: CopyText, settings: IntakeSettings) -> Steps[tuple[Copy, tuple[Problem, ...]]]:
    """Return the copy in plain text, as it comes from a wire, a mail or a web page, and its problems."""
    file = text.file
    found = yield from unwrap(text, settings.embeds)
    wire = read_wire(found.lines, file, titled="headline" in found.fields)
    yield
    fields = {**wire.fields, **found.fields}
    if wire.headline:
        fields.setdefault("headline", Field(wire.headline, wire.headline_line))
    _add_found(fields, found)
    marks = settings.marks_for(fields.get("language"))
    blocks = typeset_blocks(wire.blocks, marks) if marks else wire.blocks
    words = words_of(blocks)
    copy = Copy(
        file=file,
        fields=fields,
        body=Body(html=set_blocks_html(blocks), words=count_words(words), charts=found.charts),
        words=words,
        summary=summarise(summary_words(blocks)),
        dateline=wire.dateline,
        source=wire.source or found.agency,
        extra={**wire.extra, **found.extra},
        letter=found.letter,
        notes=found.notes,
        odd_date=_find_odd_date(text, fields),
    )
    return copy, (*found.problems, *wire.problems)


def _add_found(fields: dict[str, Field], found: CopyText) -> None:
    """Add what the wrapping of the text says where the text itself says nothing."""
    if found.reporters is not None:
        fields.setdefault("bylines", found.reporters)
    if found.sent is not None and not moment_in_name(name_of_story(found.file)):
        fields.setdefault("published", found.sent)


def _find_odd_date(copy: CopyText, fields: Mapping[str, Field]) -> Field | None:
    """Return the first line under the headline, or else the last of all, that seems to be meant as the story's date."""
    if "published" in fields:
        return None
    lines = [line for line in number_lines(copy.text[:HEAD_CHARS]) if line.words][1:HEAD_LINES]
    read = {field.line for field in fields.values()}
    unread = (line for line in lines if line.number not in read)
    odd = next((Field(line.words, line.number) for line in unread if _may_be_date(line.words)), None)
    return odd or _date_at_end(copy)


def _date_at_end(copy: CopyText) -> Field | None:
    """Return the date in the last line if it says that it is the date of publication: `Date: 2026-11-22`."""
    last = next((line for line in reversed(copy.lines) if line.words), NO_LINE)
    key, value = (":" in last.words and read_key(last.words)) or ("", "")
    return Field(value, last.number) if key == "published" and looks_like_moment(value) else None


def _may_be_date(words: str) -> bool:
    """Tell whether a line near the top may be meant as the date: no item of a list, no dateline, not for the desk."""
    if read_desk_line(words) is not None or (ends_sentence(words) and words.count(" ") >= MAX_DATE_WORDS):
        return False
    return may_mean_moment(words) and not BULLET.match(words) and read_dateline(words) is None


def read_markdown(
    text: CopyText, settings: IntakeSettings, mode: MarkdownMode
) -> Steps[tuple[Copy, tuple[Problem, ...]]]:
    """Return the copy in Markdown, with a header or without, and its problems."""
    file = text.file
    found = yield from unwrap(text, settings.embeds)
    if COMMENT in text.text:
        found = msgspec.structs.replace(found, lines=without_comments(found.lines))
    head = _read_markdown_head(found, fenced=text.text.lstrip().startswith(FENCES), mode=mode)
    yield
    fields = {**head.fields, **plain_fields(found.fields)}
    if head.headline:
        fields.setdefault("headline", Field(head.headline, head.headline_line))
    furniture = find_marked_boilerplate(head.rest)
    source = set_breaks(straighten_quotes("\n".join("" if line in furniture else line.text for line in head.rest)))
    opening = take_marked_dateline(source)
    notes = [note_boilerplate(line, file) for line in furniture]
    if opening is not None:
        source, line = opening.source, head.rest[opening.line].number
        add_from_dateline(fields, opening.dateline, line)
        notes += [note_dateline(opening.dateline, line, file)] if opening.is_taken else []
    _add_found(fields, found)
    language = str(fields["language"].value) if "language" in fields else settings.language
    options = MarkdownOptions(typographic_quotes=settings.typographic_quotes, mode=mode, language=language)
    yield
    html, problems = set_type(source, text.text, file, options)
    yield
    html, dead = correct_file_links(lead_links_home(html, settings.prefix), file, found.lines)
    words = plain_text(html)
    yield
    copy = Copy(
        file=file,
        fields=fields,
        body=Body(html=html, words=count_words(words), charts=found.charts),
        words=words,
        summary=summarise(summary_text(html) or words),
        dateline=opening.dateline.place if opening and opening.is_taken else "",
        source=(opening.dateline.agency if opening else "") or found.agency,
        extra={**head.extra, **found.extra},
        letter=found.letter,
        notes=found.notes,
        odd_date=None if found.fields else _find_odd_date(text, fields),
    )
    return copy, (*found.problems, *head.problems, *notes, *problems, *dead)


def _read_markdown_head(found: CopyText, *, fenced: bool, mode: MarkdownMode) -> WireHead:
    """Return the headline of Markdown and what stands under it. A header between fences without a title has none."""
    if "headline" in found.fields:
        return read_marked_head(found.lines, found.file, titled=True)
    above = count_lines_above(found.lines)
    headline, _, taken = take_headline("\n".join(line.text for line in found.lines[above:]), mode)
    if headline:
        first = next(line.number for line in found.lines[above:] if line.words)
        head = read_marked_head(found.lines[above + taken :], found.file, titled=True)
        rest = (*found.lines[:above], *head.rest)
        return msgspec.structs.replace(head, headline=headline, headline_line=first, rest=rest)
    head = read_marked_head(found.lines, found.file, titled=False)
    if fenced or not head.headline or len(head.headline) > MAX_HEADLINE_CHARS:
        return WireHead("", 0, {}, found.lines, ())
    if head.headline.startswith(MARKED_HEADLINE):  # a kicker, a byline or a field stands over it
        headline, _, _ = take_headline(head.headline, mode)
        return msgspec.structs.replace(head, headline=headline or head.headline.lstrip("# "))
    return head


def set_type(source: str, text: str, file: str, options: MarkdownOptions) -> tuple[str, list[Problem]]:
    """Return the sanitised HTML of `source`, and a problem for each thing removed. `text` is that of the whole file."""
    markdown_html = set_markdown(source, options)
    if options.mode == "plain":
        message = (
            f"The Markdown took longer than {MARKDOWN_LIMIT_S} seconds, so the story is shown as plain paragraphs."
        )
        hint = "Look for long runs of [, < or spaces and delete them."
        return markdown_html.html, [Problem(file, 0, message, hint, Gravity.WARNING, code="copy-plain")]
    if markdown_html.is_ours:
        return markdown_html.html, []
    clean = sanitise(markdown_html.html)
    lines = number_lines(text) if clean.removed else ()
    return clean.html, [_report_removed(file, lines, what) for what in clean.removed]


def _report_removed(file: str, lines: Sequence[CopyLine], what: str) -> Problem:
    """Return a problem about something removed, at its first line. `what` names it, as in `a script` or `(onclick)`."""
    named = re.search(r"\(([^()]+)\)|(<[a-z0-9:-]+)", what)
    sign = (named[1] or named[2]) if named else "<" + what.rsplit(" ", 1)[-1]
    line = next((line.number for line in lines if sign in line.words.casefold()), 0)
    hint = "A story can't run programs or set its own style. Delete it from the file."
    return Problem(file, line, f"Removed: {what}.", hint, Gravity.WARNING, code="copy-removed")
