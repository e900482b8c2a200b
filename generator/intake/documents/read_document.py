"""Read a document of any kind as the text of a story, in which each line knows its paragraph.

The text then goes through the same reading as other copy: its headline, byline, dateline, embargo and boilerplate are
found in the same way. Only a worker that can be killed reads documents.
"""

import re
from collections.abc import Callable
from urllib.parse import quote

import msgspec

from generator.intake.documents.archive import DAMAGED, SAVE_AGAIN
from generator.intake.documents.document import DocumentError, PageText, Picture
from generator.intake.documents.docx import read_docx
from generator.intake.documents.layout_tables import unfold_layout_tables
from generator.intake.documents.markdown_writer import MarkdownText, write_markdown
from generator.intake.documents.odt import read_odt
from generator.intake.documents.page_source import prepare_page
from generator.intake.documents.rtf import read_rtf
from generator.intake.documents.web_page import head_fields, read_web_page
from generator.intake.html.sanitise import extract_article
from generator.intake.mail.read_mail import MailText, pasted_head, read_mail, with_numbered_pictures
from generator.intake.names import ending_of, is_photo
from generator.intake.photos.inline import MAX_INLINE
from generator.intake.text.clean import clean_text
from generator.intake.text.decode import MAX_STORY_BYTES, decode_copy
from generator.intake.text.tidy import drop_invisible
from generator.model import Gravity, Problem
from generator.photos.in_documents import take_data_addresses

MAX_TEXT_CHARS = MAX_STORY_BYTES
OLD_WORD = b"\xd0\xcf\x11\xe0"
"""The first bytes of documents of Word up to 2003, whatever their ending."""
BY_PROGRAM = re.compile(
    r"description automatically generated|ai-generated content may be incorrect|automatisch generiert|"
    r"générée? automatiquement|generada automáticamente|gerada automaticamente|automatically generated",
    re.IGNORECASE,
)
"""What Word adds to an alt text that it wrote itself, in a line of its own."""
GAP = re.compile(r"\s{2,}|[\r\n]")
NUMBERED = re.compile(r"(?:picture|image|photo|graphic|bild|grafik|imagen?|immagine) ?\d{0,4}", re.IGNORECASE)
SPECIAL = re.compile(r"[\\`*_\[\]<>&!]")
LEFT_OUT_HINT = "If readers should have it, write it into the document as ordinary text."


class DocumentText(msgspec.Struct, frozen=True):
    """The text of a document."""

    text: str
    """Markdown, or for a mail without HTML plain text. Empty when a problem is HELD."""
    is_markdown: bool
    paragraphs: tuple[int, ...]
    """For each line of the text the number of its paragraph in the document, counted from 1; empty for plain text."""
    problems: tuple[Problem, ...]
    pictures: tuple[str, ...] = ()
    """The pictures of the document, each once: `content/world/bridge.docx/word/media/image1.jpeg`."""
    aside: tuple[str, ...] = ()
    """What stands beside the text and is never printed, such as comments. It may ask to keep the story back."""
    attached: tuple[str, ...] = ()
    """Those of them that came with a mail and that its text doesn't show."""


def read_document(raw: bytes, file: str, language: str = "") -> DocumentText:
    """Return the text of a document. It never raises; a document that can't be read has a HELD problem."""
    try:
        return _read(raw, file, language)
    except DocumentError as error:
        return _held(file, error.message, error.hint)
    except RecursionError:
        return _held(file, DAMAGED, SAVE_AGAIN)


def _read(raw: bytes, file: str, language: str) -> DocumentText:
    ending = ending_of(file)
    if raw.startswith(OLD_WORD):
        hint = "Open it, choose “Save as” and take “Word document (.docx)”."
        raise DocumentError("It is a document of an old version of Word, whatever its name says.", hint)
    if ending == ".eml":
        return _read_saved_mail(raw, file)
    if ending in {".html", ".htm"}:
        return _read_page(raw, file, language)
    page = READERS[ending](raw)
    return _as_markdown(page, file, {})


READERS: dict[str, Callable[[bytes], PageText]] = {".docx": read_docx, ".odt": read_odt, ".rtf": read_rtf}


def _read_page(raw: bytes, file: str, language: str) -> DocumentText:
    raw, parts = take_data_addresses(raw)
    decoded = decode_copy(raw, file, language)
    if any(problem.gravity is Gravity.HELD for problem in decoded.problems):
        return DocumentText("", True, (), decoded.problems)
    found = _as_markdown(read_web_page(decoded.text, parts), file, head_fields(decoded.text))
    return msgspec.structs.replace(found, problems=(*decoded.problems, *found.problems))


def _read_saved_mail(raw: bytes, file: str) -> DocumentText:
    """Return the text of a mail under its head, as if it were pasted. The plain part is read, or else the HTML one."""
    mail = read_mail(raw)
    if mail is None:
        raise DocumentError("The mail can't be read.", "Copy its text into a .txt file.")
    inner = mail.forwarded
    names = (*mail.attachments, *(inner.attachments if inner else ()))
    problems = [_note(file, f"“{name}”, which came with the mail, was left out.") for name in names]
    if mail.is_html and inner is None:
        return _as_pasted_page(mail, file, problems)
    text = f"{pasted_head(mail)}{mail.body}\n"
    if inner is not None:
        inner = msgspec.structs.replace(inner, sent=inner.sent or mail.sent)
        text += f"\n---------- Forwarded message ----------\n{pasted_head(inner)}{inner.body}\n"
    pictures = _pictures_of(mail, file)
    return DocumentText(drop_invisible(text), False, (), tuple(problems), pictures, attached=pictures)


def _pictures_of(mail: MailText, file: str) -> tuple[str, ...]:
    return tuple(f"{file}/{one.part}" for one in mail.pictures[:MAX_INLINE])


def _as_pasted_page(mail: MailText, file: str, problems: list[Problem]) -> DocumentText:
    """Return the HTML of a mail as Markdown under the mail's head, so that its lists, tables and links survive."""
    source = prepare_page(with_numbered_pictures(mail))
    shown = tuple(Picture(one.part, "") for one in mail.pictures)
    html = unfold_layout_tables(extract_article(source.html))
    page = _as_markdown(PageText(html, pictures=shown, aside=source.hidden), file, {})
    head = pasted_head(mail)
    numbers = (*[1] * head.count("\n"), *page.paragraphs)
    pictures = _pictures_of(mail, file)
    return msgspec.structs.replace(
        page,
        text=head + page.text,
        paragraphs=numbers,
        problems=(*problems, *page.problems),
        pictures=pictures,
        attached=tuple(f"{file}/{one.part}" for one in mail.pictures if _address(one.part, file) not in page.text),
    )


def _as_markdown(page: PageText, file: str, fields: dict[str, str]) -> DocumentText:
    if len(page.html) > MAX_TEXT_CHARS * 4:
        raise DocumentError(f"The document has more than {MAX_TEXT_CHARS:,} characters.", "Split it into stories.")
    shown = [one if is_photo(one.part or one.beside) else Picture("", "") for one in page.pictures[:MAX_INLINE]]
    written = write_markdown(extract_article(page.html), [_image(one, file) for one in shown])
    text = drop_invisible(clean_text(written.text))
    if len(text) > MAX_TEXT_CHARS:
        raise DocumentError(f"The document has more than {MAX_TEXT_CHARS:,} characters.", "Split it into stories.")
    head = _head_lines(fields)
    problems = [*(_warning(file, said) for said in page.warnings), *(_note(file, said) for said in page.notes)]
    problems += [*_tell_pictures(written, file), *_tell_cropped(page.cropped, file)]
    numbers = (*[1] * len(head), *written.paragraphs)
    pictures = tuple(dict.fromkeys(f"{file}/{one.part}" for one in shown if one.part))
    return DocumentText("".join(head) + text, True, numbers, tuple(problems), pictures, page.aside)


def _address(part: str, file: str) -> str:
    """Return how the text of a document names a picture in it: by the document's name and its own."""
    return quote(f"{file.rpartition('/')[2]}/{part}")


def _image(picture: Picture, file: str) -> str:
    """Return the Markdown that shows a picture."""
    if not (picture.part or picture.beside):
        return ""
    address = quote(picture.beside) or _address(picture.part, file)
    alt = SPECIAL.sub(r"\\\g<0>", _alt_text(picture.alt))
    return f"![{alt}]({address})"


def _alt_text(written: str) -> str:
    """Return an alt text in one line, without what programs write there: names of files, and that they wrote it."""
    pieces = (" ".join(piece.split()) for piece in GAP.split(written))
    words = " ".join(piece for piece in pieces if piece and not BY_PROGRAM.search(piece))
    return "" if is_photo(words) or NUMBERED.fullmatch(words) else words


def _head_lines(fields: dict[str, str]) -> list[str]:
    """Return a header of YAML with these fields, line by line."""
    if not fields:
        return []
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in fields.values())
    lines = [f'{key}: "{value}"\n' for key, value in zip(fields, quoted, strict=True)]
    return ["---\n", *lines, "---\n"]


def _tell_pictures(written: MarkdownText, file: str) -> list[Problem]:
    if not written.left_out:
        return []
    some = "A picture" if written.left_out == 1 else f"{written.left_out} pictures"
    message = f"{some} in the document {'was' if written.left_out == 1 else 'were'} left out."
    hint = "Drop the pictures themselves into the folder, beside the document."
    return [Problem(file, 0, message, hint, Gravity.NOTE, code="image-left-out")]


def _tell_cropped(cropped: int, file: str) -> list[Problem]:
    """Return what to say of pictures of which a part is cut away in the document, and it isn't clear which."""
    if not cropped:
        return []
    some = "A picture that is cropped" if cropped == 1 else f"{cropped} pictures that are cropped"
    message = (
        f"{some} in the document {'was' if cropped == 1 else 'were'} left out: the file still holds what is cut away."
    )
    hint = "Save what is to be shown as a JPEG beside the document, or have the program delete the cropped parts."
    return [Problem(file, 0, message, hint, Gravity.WARNING, code="image-left-out")]


def _note(file: str, message: str) -> Problem:
    return Problem(file, 0, message, "", Gravity.NOTE, code="reading-left-out")


def _warning(file: str, message: str) -> Problem:
    return Problem(file, 0, message, LEFT_OUT_HINT, Gravity.WARNING, code="copy-left-out")


def _held(file: str, message: str, hint: str) -> DocumentText:
    return DocumentText("", True, (), (Problem(file, 0, message, hint, code="file-unreadable"),))
