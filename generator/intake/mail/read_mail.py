"""Read a saved mail with Python's own package for mails."""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import default

import msgspec

from generator.intake.documents.page_source import prepare_page
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.languages.words import phrases
from generator.intake.mail.encoded import read_subject
from generator.intake.text.clean import clean_text

MAX_PARTS = 60
"""A message with more parts is refused: the package reads nested parts by recursion."""
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|tr|div|blockquote|pre)>|<br ?/?>", re.IGNORECASE)


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
    """The names of the files that come with it."""
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
        message = message_from_bytes(data.lstrip(b"\r\n \xef\xbb\xbf"), policy=default)
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
        attachments=tuple(part.get_filename("") or part.get_content_type() for part in attached if part not in mails),
        is_html=not text.strip() and bool(written.strip()),
        forwarded=forwarded,
    )


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
