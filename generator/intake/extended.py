"""What extensions do to a story as it is read: read files of another ending, put figures into texts, check stories.

Runs in workers, which can be stopped: where one can't, EngineNeeded is raised. What extensions give is cleaned,
sanitised and bounded like what comes from a file. ExtensionFault holds the story.
"""

import copy
import re
from collections.abc import Iterator
from functools import partial
from html import escape, unescape

import msgspec

from generator.extensions.calls import call_hook
from generator.extensions.plain import check_problems, check_record
from generator.extensions.records import Copy as GivenCopy
from generator.extensions.records import Figure
from generator.extensions.used import Extension, Used
from generator.intake.build_story import UNDATED, Copy
from generator.intake.header.fields import DECIDING, Field, fill_fields
from generator.intake.header.keys import read_field
from generator.intake.header.lines import HeaderEntry
from generator.intake.html.markdown import EngineNeeded, MarkdownMode
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.html.story_html import summary_text
from generator.intake.text.clean import clean_text
from generator.intake.text.decode import decode_copy
from generator.intake.text.words import count_words, summarise
from generator.intake.wire.embargoes import find_possible_embargoes
from generator.intake.wire.lines import number_lines
from generator.model import Body, Gravity, Problem, Story

PARAGRAPH = re.compile(r'<p>(?:<a href="[^"<>]*"[^<>]*>([^<>]+)</a>|([^<>]+))</p>')
"""A paragraph of sanitised HTML that is one link or plain text."""
CANDIDATE = re.compile(r"https?://\S{1,2000}|\{\{ *[^{}\s][^{}]{0,500}\}\}")
"""What may be embedded when a paragraph holds nothing else."""
MAX_FIGURES = 100
"""The most figures in one story; further ones stay as they were written."""
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|dt|dd|caption|figcaption|pre|blockquote)>|<br>")


def refuse_unless_stoppable(mode: MarkdownMode) -> None:
    """Raise EngineNeeded where an extension that never ends couldn't be stopped."""
    if mode == "no_engine":
        raise EngineNeeded


# --- files of another ending ----------------------------------------------------------------------


def read_foreign(raw: bytes, file: str, extension: Extension) -> tuple[Copy | None, tuple[Problem, ...]]:
    """Return the copy that the extension finds in a file, and what is wrong with it. Raises ExtensionFault."""
    given = call_hook(extension, "read_format", file, partial(check_record, kind=GivenCopy), content=raw, name=file)
    if given is None:
        message = f"The extension “{extension.name}” finds no story in this file."
        return None, (
            Problem(file, 0, message, f"Look how {extension.shown} wants it to be written.", code="extension-unread"),
        )
    entries = [HeaderEntry(clean_text(key), _value_of(value), 0) for key, value in given.fields.items()]
    filled = fill_fields(entries, file)
    fields = dict(filled.fields)
    if headline := " ".join(clean_text(given.headline).split()):
        fields["headline"] = Field(headline, 0)
    clean = sanitise(given.html)
    words = plain_text(clean.html)
    found = Copy(
        file=file,
        fields=fields,
        body=Body(html=clean.html, words=count_words(words)),
        words=words,
        summary=summarise(summary_text(clean.html) or words),
        extra=filled.extra,
    )
    removed = (_taken_out(extension, file, what) for what in clean.removed)
    return found, (*filled.problems, *removed, *_find_embargoes(raw, found))


def _value_of(value: str | list[str]) -> str | tuple[str, ...]:
    return clean_text(value) if isinstance(value, str) else tuple(clean_text(item) for item in value)


def _find_embargoes(raw: bytes, found: Copy) -> Iterator[Problem]:
    """Yield a problem for each line of the file, or of what was read from it, that may be an embargo and isn't one."""
    if "embargo" in found.fields:
        return
    headline = str(found.fields["headline"].value) if "headline" in found.fields else ""
    blocks = "\n".join(plain_text(block) for block in BLOCK_END.split(found.body.html))
    for text in (decode_copy(raw, found.file).text, blocks):
        lines = number_lines(text)
        read = {line.number for line in lines if _was_read(line.words, found)}
        yield from find_possible_embargoes(lines, headline, read, found.file)


def _was_read(words: str, found: Copy) -> bool:
    """Tell whether a line names a field that decides on publication, and that the story has."""
    field = read_field(words)
    return field is not None and field[0] in DECIDING and field[0] in found.fields


def hint_for_foreign(problem: Problem) -> Problem:
    """Return the problem with a hint that fits a file which only an extension can read."""
    if problem.message != UNDATED:
        return problem
    return msgspec.structs.replace(problem, hint="Write a date where the extension looks for one.")


# --- figures --------------------------------------------------------------------------------------


class Placed(msgspec.Struct, frozen=True):
    """The HTML of a story with the figures of extensions, and without any."""

    html: str
    without: str
    problems: tuple[Problem, ...] = ()


def place_figures(found: Copy, used: Used, mode: MarkdownMode) -> Placed:
    """Return the HTML with figures in the place of what extensions embed. Raises ExtensionFault, EngineNeeded."""
    extensions = used.with_hook("embed")
    candidates = list(_candidates(found.body.html)) if extensions else []
    if not candidates:
        return Placed(found.body.html, found.body.html)
    refuse_unless_stoppable(mode)
    problems: list[Problem] = []
    parts: list[str] = []
    bare: list[str] = []
    end = 0
    for paragraph, text in candidates[:MAX_FIGURES]:
        extension, figure = _ask_for_figure(extensions, found.file, text)
        if extension is None or figure is None:
            continue
        clean = sanitise(_figure_html(figure))
        problems += [_taken_out(extension, found.file, what) for what in clean.removed]
        between = found.body.html[end : paragraph.start()]
        parts += [between, clean.html]
        bare.append(between)
        end = paragraph.end()
    rest = found.body.html[end:]
    return Placed("".join([*parts, rest]), "".join([*bare, rest]), tuple(problems))


def _candidates(html: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each paragraph that is one address or shortcode, with its text."""
    for paragraph in PARAGRAPH.finditer(html):
        text = unescape(paragraph[1] or paragraph[2]).strip()
        if CANDIDATE.fullmatch(text):
            yield paragraph, text


def _ask_for_figure(extensions: tuple[Extension, ...], file: str, text: str) -> tuple[Extension | None, Figure | None]:
    """Return the first figure that an extension gives for this text."""
    for extension in extensions:
        figure = call_hook(extension, "embed", f"{file}: {text}", partial(check_record, kind=Figure), text=text)
        if figure is not None:
            return extension, figure
    return None, None


def _figure_html(figure: Figure) -> str:
    caption = f"\n<figcaption>{escape(figure.caption, quote=False)}</figcaption>" if figure.caption else ""
    return f"<figure>\n{figure.html}{caption}\n</figure>"


def _taken_out(extension: Extension, file: str, what: str) -> Problem:
    message = f"Taken out of what the extension “{extension.name}” gave: {what}."
    hint = "What an extension gives may hold what the HTML of a story may hold, and nothing more."
    return Problem(file, 0, message, hint, Gravity.WARNING, code="extension-removed")


# --- checks ---------------------------------------------------------------------------------------


def check_story(story: Story, body: Body, used: Used, mode: MarkdownMode) -> Iterator[Problem]:
    """Yield what extensions find wrong with a story. Raises ExtensionFault, EngineNeeded."""
    for extension in used.with_hook("check"):
        refuse_unless_stoppable(mode)
        own, own_body = copy.deepcopy((story, body))  # what it does to them reaches no page
        check = partial(check_problems, file=story.file)
        for problem in call_hook(extension, "check", story.file, check, story=own, body=own_body):
            message, hint = (" ".join(clean_text(words).split()) for words in (problem.message, problem.hint))
            yield msgspec.structs.replace(problem, message=message, hint=hint, code="extension-finding")
