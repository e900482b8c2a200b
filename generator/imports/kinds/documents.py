"""Read a folder of documents (.docx, .odt, .rtf), each of which is a story: the kind `docx`.

They are converted as those that are dropped into content/ are, in a worker that may be killed. Nobody says of a
document that it was public, so what looks like an embargo is left for intake to hold.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import msgspec

from generator.files import read_whole
from generator.imports.folder import text_names
from generator.imports.records import Item, Leftover, Record, Records, Source, Term
from generator.imports.values import title_of_name
from generator.intake.documents.read_document import read_document
from generator.intake.text.dates import MAX_DATE_LINE, DateError, read_moment
from generator.intake.text.name_dates import day_in_name, rest_of_name
from generator.intake.text.slugs import slug_of
from generator.intake.wire.embargoes import find_possible_embargoes
from generator.intake.wire.lines import number_lines
from generator.intake.wire.restrained_names import read_restrained_name
from generator.model import Gravity
from generator.photos.in_documents import MAX_DOCUMENT_BYTES
from generator.workers import WorkerKilled, Workers

ENDINGS = {".docx", ".odt", ".rtf"}
OLD_ENDINGS = {".doc", ".pages", ".wpd"}
LIMIT_S = 20.0
MAX_TITLE_CHARS = 150
OPENED = "~$"
"""How the names of files begin that Word keeps beside a document while it is open."""
HEAD_LINES = 8
"""How far down the day of a story may stand in a line of its own."""
HEADING = re.compile(r"#{1,3} (.+)")
NO_TITLE = re.compile(r"(?:by|von|par|por|di)\b|[-*] |[>|!\[<]|\d+\. |https?:", re.IGNORECASE)
UTC = ZoneInfo("UTC")
ESCAPED = re.compile(r"\\([\W_])")


class Document(msgspec.Struct, frozen=True):
    """A document as a worker read it."""

    text: str
    problem: str = ""
    """Why it can't be read; empty if it can."""
    told: tuple[str, ...] = ()
    """What was left out or settled without asking."""
    is_restrained: bool = False
    """True if what stands beside the text, such as a comment, may ask to keep it back."""


def fits(path: Path) -> bool:
    """Tell whether there are documents at a path."""
    return path.is_dir() and next(_names(path, ENDINGS), "") != ""


def _names(path: Path, endings: Collection[str]) -> Iterator[str]:
    """Yield the documents in a folder, which is of no program: each folder in it may be a section."""
    names = text_names(path, endings, skip=frozenset(), at_top=frozenset())
    return (name for name in names if not PurePosixPath(name).name.startswith(OPENED))


def describe_source(path: Path) -> Source:
    """Return what tells this folder from another one: its name."""
    return Source(kind="docx", name=path.resolve().name)


def read_source(path: Path) -> Records:
    """Yield what the documents hold."""
    names = list(_names(path, ENDINGS))
    batches = ([(str(path), name)] for name in names)
    with Workers() as workers:
        for name, result in zip(names, workers.run(read_documents, batches, LIMIT_S), strict=True):
            if isinstance(result, WorkerKilled):
                yield Leftover("Documents that can't be read", f"{name}: it takes longer than {LIMIT_S:.0f} seconds.")
            else:
                yield from _read_one(name, result[0])
    for name in _names(path, OLD_ENDINGS):
        yield Leftover("Documents of older programs; save them as .docx", name)


def read_documents(jobs: Sequence[tuple[str, str]]) -> list[Document]:
    """Return the documents of these folders and names. Runs in a worker."""
    return [_read_document(Path(folder), name) for folder, name in jobs]


def _read_document(folder: Path, name: str) -> Document:
    try:
        raw = read_whole(folder / name, MAX_DOCUMENT_BYTES)
    except OSError as error:
        return Document("", error.strerror or str(error))
    read = read_document(raw, name)
    held = next((problem.message for problem in read.problems if problem.gravity is Gravity.HELD), "")
    told = tuple(problem.message for problem in read.problems)
    aside = number_lines("\n".join(read.aside))
    return Document(read.text, held, told, next(find_possible_embargoes(aside, "", (), name), None) is not None)


def _read_one(name: str, document: Document) -> Iterator[Record]:
    if document.problem:
        yield Leftover("Documents that can't be read", f"{name}: {document.problem}")
        return
    place = PurePosixPath(name)
    title, body = _split_title(document.text)
    day, body = _split_day(body)
    plain = rest_of_name(place.stem) or place.stem
    if not (title or body.strip()):
        yield Leftover("Documents without a word", name)
        return
    folder = place.parts[0] if len(place.parts) > 1 else ""
    waiting = read_restrained_name(f"content/{name}")
    yield Item(
        id=name,
        title=title or title_of_name(plain),
        body=body,
        markup="markdown",
        slug=slug_of(plain),
        date=day or day_in_name(place.stem),
        sections=(Term(slug_of(folder), folder),) if folder else (),
        is_draft=document.is_restrained or bool(waiting),
        was_public=False,
        folder=name.rpartition("/")[0],
    )
    yield from (Leftover("Notes on how documents were read", f"{name}: {words}") for words in document.told)
    if waiting:
        yield Leftover("Documents whose name, or whose folder's, says that they wait, written as drafts", name)
    if document.is_restrained:
        yield Leftover("Documents that ask beside their text to be kept back, written as drafts", name)


def _split_title(text: str) -> tuple[str, str]:
    """Return the title of a document, its first heading or short first line, and the text without it."""
    first, _, rest = text.lstrip("\n").partition("\n")
    heading = HEADING.fullmatch(first.strip())
    words = heading[1] if heading else first.strip()
    is_title = bool(words) and len(words) <= MAX_TITLE_CHARS and not rest.partition("\n")[0].strip()
    if not heading and (not is_title or NO_TITLE.match(words) or words.endswith((".", ":"))):
        return "", text
    return ESCAPED.sub(r"\1", words.replace("**", "").strip("*")), rest


def _split_day(text: str) -> tuple[str, str]:
    """Return the day that stands in a line of its own at the top, and the text without it; empty without one."""
    lines = text.split("\n")
    for number, line in enumerate(lines[:HEAD_LINES]):
        words = ESCAPED.sub(r"\1", line).strip("* ")
        if words and ":" not in words and len(words) <= MAX_DATE_LINE:
            try:
                day = f"{read_moment(words, UTC):%Y-%m-%d}"
            except DateError:
                continue
            return day, "\n".join([*lines[:number], *lines[number + 1 :]])
    return "", text
