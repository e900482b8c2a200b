"""Find the marks that writers leave in copy for themselves or the desk, and that no reader should see.

`TK` (to come), `[ED: …]`, `(CQ)` (correct as it stands), `??`, `[check spelling]`, filler text. What
is said in a quotation, what only looks like such a mark (TKO, TK Maxx, a blunder in chess) and code are left alone.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import msgspec

from generator.commands.copy_lines import CopyLines
from generator.commands.unfinished_words import BRACKETED, LETTERS_FOR_NUMBERS, SPACED_QUESTIONS, TO_COME
from generator.model import Gravity, Problem, Story

CODE = re.compile(r"<(pre|code|script|style)\b.*?</\1>", re.DOTALL)
BLOCK = re.compile(r"</?(?:p|li|h[1-6]|td|th|tr|div|blockquote|figcaption|dt|dd|br|hr)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
ADDRESS = re.compile(r"\S*(?:://|@)\S*")
QUOTATION = re.compile(
    r"“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|(?<!\w)\"[^\"\n]*\"|「[^」\n]*」|『[^』\n]*』|(?<!\w)‘[^’\n]*’(?!\w)"
)
CHESS = re.compile(r"\b(?:[KQRBNSDTL]?[a-h]?[1-8]?x?[a-h][1-8](?:=?[QRBN])?|O-O(?:-O)?|0-0(?:-0)?)[+#]?\?\?")

TK = re.compile(
    r"(?<![\w.&@#“\"'‘])(?:(?:TK)+K?|(?:tk)+)(?![\w&”\"'’]|[-–]\d| ?\d| Maxx\b| Elevator\b|\.(?:com|net|org)\b)",
    re.ASCII,
)
NOTE = re.compile(
    r"[\[(](?:(?:ED|EDS|EDITORS?|DESK|COPY ?DESK|SUBS?|SUBEDS?|PROD|LEGAL|WRITER|REPORTER|AUTHOR|AU)\.?"
    r"(?: NOTE)?\s*[:–—-]|(?:NOTE )?TO (?:EDS?|EDITORS?|DESK|COPY ?DESK|SUBS?)\b)[^\])]{0,300}[\])]"
    r"|[\[(][Ee]ds?\.?:\s*(?:please|pls|check|confirm|can we|could you|is this|need|insert|add|cut|trim)\b"
    r"[^\])]{0,300}[\])]"
)
CQ = re.compile(r"[\[(]\s*(?:CQ|cq|Cq)(?:\s*[,:;–—-][^\])]{0,100})?\s*[\])]|[\[(][^()\[\]\n]{1,60}[ ,]CQ\s*[\])]")
QUESTION = re.compile(r"[\[(]\s*\?{2,}\s*[\])]|(?<![^\s($€£#])\?{2,}|\d\?{2,}|\w\?{2,}(?:\w|,? [^\W\d_A-Z])")
SPACED = re.compile(r"[\[(]\s*\?{2,}\s*[\])]|[^\S\n]\?{2,}[^\S\n][^\W\d_A-ZÀ-Þ]|\d\?{2,}|\w\?{2,}\w")
FILLER = re.compile(r"\blorem ipsum\b|\bdolor sit amet\b|\bconsectetur adipi[s]?cing\b", re.IGNORECASE)
HIDDEN_TYPE = re.compile(
    r"〓+|\bX{4,}\b(?![-–]?[LS]\b)|\[(?:TBD|TBC|TODO|FIXME|XX+|NAME|QUOTE|DATE)\]|\b(?:TODO|FIXME):"
)
LETTERS = re.compile(r"(?<![\w.])x{3,}(?![\w.]\w)")


class Mark(msgspec.Struct, frozen=True):
    """A mark that was found."""

    code: str
    words: str


HINTS = {
    "mark-tk": "Put in what was to come, or delete it.",
    "mark-note": "Do what the note asks, and delete it.",
    "mark-checked": "Delete it: it tells the desk that the spelling was checked.",
    "mark-question": "Find out what is missing, and write it.",
    "mark-placeholder": "Write what it stands for, or delete it.",
    "mark-filler": "Put the story's text in its place.",
}


@cache
def _rules(language: str) -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """Return the code and the form of each mark, and whether a quotation may hold it."""
    question = SPACED if language in SPACED_QUESTIONS else QUESTION
    words = "|".join(filter(None, {BRACKETED["en"], BRACKETED.get(language, "")}))
    bracketed = re.compile(rf"(?:\[|【|［)\s*(?:{words})(?![^\W_])[^\]】］\n]{{0,80}}(?:\]|】|］)(?!\()", re.IGNORECASE)
    rules = [
        ("mark-note", NOTE, True),
        ("mark-checked", CQ, True),
        ("mark-question", question, False),
        ("mark-placeholder", bracketed, False),
        ("mark-placeholder", HIDDEN_TYPE, False),
        ("mark-filler", FILLER, False),
    ]
    rules += [("mark-tk", TK, True)] if language in TO_COME else []
    rules += [("mark-placeholder", LETTERS, False)] if language in LETTERS_FOR_NUMBERS else []
    return tuple(rules)


def find_marks(text: str, language: str) -> Iterator[Mark]:
    """Yield each unfinished mark in plain text, of which each paragraph is a line, in the order of the kinds."""
    text = CHESS.sub(" ", ADDRESS.sub(" ", text))
    spoken = QUOTATION.sub("“”", text)
    for code, form, is_quoted in _rules(language.partition("-")[0].lower()):
        for found in form.finditer(text if is_quoted else spoken):
            yield Mark(code, " ".join(found[0].split()))


def text_of(html: str) -> str:
    """Return the text of sanitised HTML, with a line for each paragraph, and without code."""
    return unescape(TAG.sub("", BLOCK.sub("\n", CODE.sub(" ", html))))


def find_unfinished(story: Story, html: str, language: str, copy: CopyLines) -> Iterator[Problem]:
    """Yield a warning for each unfinished mark in a story, with its line in the file. `language` is the paper's."""
    text = "\n".join((story.kicker, story.headline, story.deck, text_of(html)))
    last: dict[str, int] = {}
    for mark in find_marks(text, story.language or language):
        line = copy.find(_form_in_copy(mark), last.get(mark.words, 0))
        last[mark.words] = line or last.get(mark.words, 0)
        message = f"“{mark.words}” looks like a mark that isn't for readers."
        yield Problem(story.file, line, message, HINTS[mark.code], Gravity.WARNING, mark.code)


def _form_in_copy(mark: Mark) -> re.Pattern[str]:
    """Return a form that finds the mark in a line of the file, where signs may be written in another way."""
    signs = r"\W*".join(map(re.escape, re.findall(r"\w+|\?+|〓+", mark.words)))
    begin = r"(?<!\w)" if mark.words[0].isalnum() else ""
    end = r"(?!\w)" if mark.words[-1].isalnum() else ""
    return re.compile(f"{begin}{signs}{end}")
