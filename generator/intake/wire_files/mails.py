"""Read stories that come as mails, among them forms that newsrooms fill in and that send JSON."""

import json
import re
from typing import Any

from generator.intake.mail.read_mail import MailText, read_mail
from generator.intake.wire_files.record import WireError, WireItem, Wrapping, one_line
from generator.intake.wire_files.times import read_mail_time

MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^<>\r\n]{1,200})>", re.IGNORECASE | re.MULTILINE)
HEAD = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[ \t][^\n]{0,2000}\n)(?:[^\n]{0,2000}\n){0,400}?(?:Subject|From):", re.IGNORECASE
)
FORM = {
    "headline": "headline",
    "title": "headline",
    "abstract": "summary",
    "byline": "byline",
    "dateline": "dateline",
    "slugline": "slugline",
    "slug": "slugline",
    "category": "category",
    "subject": "category",
    "body": "body",
    "story": "body",
    "ed. note": "note",
    "ednote": "note",
}
"""The fields of forms, in small letters -> what they are."""


def looks_like_mail(raw: bytes) -> bool:
    """Tell whether the bytes begin with the head of a mail."""
    return HEAD.match(raw.lstrip()) is not None


def read_wire_mail(raw: bytes, wrapping: Wrapping) -> WireItem:
    """Return the story in a mail. Raises WireError."""
    raw = raw.lstrip()
    mail = read_mail(raw)
    if mail is None:
        raise WireError("It is a mail, but can't be read.")
    found = MESSAGE_ID.search(raw)
    thread = found[1].decode("utf-8", "replace") if found else wrapping.name
    form = _read_form(mail.body)
    inner = mail.forwarded or mail
    sent = read_mail_time(mail.sent)
    warnings: tuple[str, ...] = tuple(f"“{name}”, which came with the mail, was left out." for name in mail.attachments)
    if mail.pictures:
        some = "A picture" if len(mail.pictures) == 1 else f"{len(mail.pictures)} pictures"
        warnings += (f"{some} in the mail can't be published: save pictures as files of their own.",)
    if form:
        return WireItem(
            thread=thread,
            sent=sent,
            headline=form.get("headline", "") or one_line(_restore(mail.subject)),
            summary=form.get("summary", ""),
            bylines=tuple(filter(None, [form.get("byline", "")])),
            dateline=form.get("dateline", ""),
            slugline=form.get("slugline", ""),
            categories=tuple(filter(None, [form.get("category", "")])),
            notes=tuple(filter(None, [form.get("note", "")])),
            html=form.get("body", "") if "<p" in form.get("body", "") else "",
            text=form.get("body", "") if "<p" not in form.get("body", "") else "",
            warnings=warnings,
        )
    text = "" if inner.is_html else _without_signature(inner)
    return WireItem(
        thread=thread,
        sent=sent,
        headline=one_line(_restore(inner.subject)),
        html=inner.html if inner.is_html else "",
        text=text,
        warnings=warnings,
    )


def _restore(words: str) -> str:
    """Return a subject whose bytes are UTF-8 though the mail says that they are of Windows."""
    try:
        return words.encode("cp1252").decode()
    except UnicodeError:
        return words


def _without_signature(mail: MailText) -> str:
    """Return the text above the line `-- ` of a mail."""
    lines = mail.body.split("\n")
    end = next((at for at, line in enumerate(lines) if line in {"--", "-- "}), len(lines))
    return "\n".join(lines[:end])


def _read_form(body: str) -> dict[str, str]:
    """Return the fields of a form that came as JSON, by what they are; empty for any other text."""
    start = body.strip()
    if not start.startswith("{"):
        return {}
    try:
        decoded = json.loads(start, strict=False)
    except (ValueError, RecursionError):
        return {}
    found: dict[str, str] = {}
    for name, value in decoded.items() if isinstance(decoded, dict) else ():
        known = FORM.get(name.strip().casefold())
        if known and (words := _first(value)):
            found.setdefault(known, words if known == "body" else one_line(words))
    return found if "body" in found else {}


def _first(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value.strip() if isinstance(value, str) else ""
