"""Read a saved mail with Python's own package for mails."""

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage, Message, MIMEPart

import msgspec

from generator.intake.documents.page_source import prepare_page
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.languages.words import phrases
from generator.intake.mail.encoded import read_subject
from generator.intake.names import ending_of, is_photo
from generator.intake.text.clean import clean_text
from generator.photos.in_documents import open_mail, part_name

MAX_PARTS = 60
"""A message with more parts is refused: the package reads nested parts by recursion."""
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|tr|div|blockquote|pre)>|<br ?/?>", re.IGNORECASE)


class MailPicture(msgspec.Struct, frozen=True):
    """A picture that comes with a mail."""

    part: str
    """Its name, by the number of its part: `Pictures/3.jpeg`."""
    shown_as: str = ""
    """By which name the HTML shows it (`cid:`); may be empty."""


class MailText(msgspec.Struct, frozen=True):
    """What a mail says."""

    subject: str
    """The subject, without `Re:` and the like."""
    sent: str
    """The `Date:` as written, or empty."""
    body: str
    """Clean text: that of the plain part, or else of the HTML."""
    html: str = ""
    """The HTML part as it is, not sanitised; empty without one."""
    attachments: tuple[str, ...] = ()
    """The names of the files that come with it and are no pictures."""
    pictures: tuple[MailPicture, ...] = ()
    """The pictures that come with it or stand in it."""
    is_html: bool = False
    """True if there is no plain part."""
    forwarded: "MailText | None" = None
    """The mail that comes with it as a whole, if there is one."""


def read_mail(raw: bytes | str) -> MailText | None:
    """Return what the mail `raw` says, or None if it can't be read. Names and addresses in its head are left out."""
    data = raw.encode("utf-8", "replace") if isinstance(raw, str) else raw
    if data.lower().count(b"boundary=") > MAX_PARTS:
        return None
    try:
        message = open_mail(data)
        return _read_message(message) if isinstance(message, EmailMessage) else None
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return None  # the package raises all of these on damaged mails


def _read_message(message: EmailMessage) -> MailText:
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    written = _content(html) if html is not None else ""
    text = _content(plain) if plain is not None else ""
    if plain is not None and str(plain.get_param("format", "")).casefold() == "flowed":
        text = join_flowed(text, without_blanks=str(plain.get_param("delsp", "")).casefold() == "yes")
    attached = list(message.iter_attachments())
    mails = [part for part in attached if part.get_content_type() == "message/rfc822"][:1]
    inner = mails[0].get_content() if mails else None
    forwarded = _read_message(inner) if isinstance(inner, EmailMessage) else None
    return MailText(
        subject=read_subject(str(message.get("Subject", "")), phrases("reply")),
        sent=str(message.get("Date", "")),
        body=clean_text(text) if text.strip() else text_of_html(written),
        html=written,
        attachments=tuple(
            part.get_filename("") or part.get_content_type()
            for part in attached
            if part not in mails and not _is_picture(part)
        ),
        pictures=tuple(_pictures_in(message)),
        is_html=not text.strip() and bool(written.strip()),
        forwarded=forwarded,
    )


def _pictures_in(message: Message) -> Iterator[MailPicture]:
    for number, part in enumerate(message.walk(), 1):
        if _is_picture(part):
            yield MailPicture(part_name(str(number), _kind_of(part)), str(part.get("Content-ID", "")).strip("<> "))


def with_numbered_pictures(mail: MailText) -> str:
    """Return the HTML of a mail with `picture:0` and so on in the place of the addresses of its pictures."""
    html = mail.html
    for number, picture in enumerate(mail.pictures):
        if picture.shown_as:
            html = re.sub(rf"cid:{re.escape(picture.shown_as)}(?=[\"'\s>])", f"picture:{number}", html)
    return html


def _is_picture(part: Message) -> bool:
    return is_photo(part_name("1", _kind_of(part)))


def _kind_of(part: Message) -> str:
    """Return the second half of the type of a picture; by the name of its file where a program didn't know the type."""
    if part.get_content_maintype() == "image":
        return part.get_content_subtype()
    unknown = part.get_content_type() == "application/octet-stream"
    return ending_of(part.get_filename("") or "").removeprefix(".") if unknown else ""


def _content(part: MIMEPart) -> str:
    content = part.get_content()
    return content.replace("\r\n", "\n") if isinstance(content, str) else ""


def join_flowed(text: str, *, without_blanks: bool = False) -> str:
    """Return text in the form of RFC 3676 with each paragraph on one line: a line that ends in a blank goes on.

    `without_blanks`: that blank is no part of the text (`DelSp=yes`).
    """
    lines: list[str] = []
    flows = False
    for line in text.split("\n"):
        words = line.removeprefix(" ") if line.startswith(" ") else line
        if flows and lines and not words.startswith(">"):
            lines[-1] = (lines[-1].removesuffix(" ") if without_blanks else lines[-1]) + words
        else:
            lines.append(words)
        flows = words.endswith(" ") and words != "-- "
    return "\n".join(line.rstrip() if line != "-- " else line for line in lines)


def text_of_html(html: str) -> str:
    """Return the text of the HTML of a mail, a blank line between its blocks."""
    clean = sanitise(prepare_page(html).html).html
    blocks = (" ".join(plain_text(block).split()) for block in BLOCK_END.split(clean))
    return clean_text("\n\n".join(block for block in blocks if block))


def pasted_head(mail: MailText) -> str:
    """Return the head of a mail in the form in which people paste it, without names and addresses."""
    lines = [f"Date: {mail.sent}"] if mail.sent else []
    return "\n".join([*lines, "To: the desk", f"Subject: {mail.subject}"]) + "\n\n"
