"""`broadsheet edition`: the paper of a day as a newsletter, a mail and a PDF, and handed to what sends it."""

from contextlib import closing
from datetime import date

import msgspec

from generator.archive import queries
from generator.config import FILE, require_paper
from generator.delivery.programs import run_program
from generator.edition.edition import Edition
from generator.edition.inputs import PageFacts
from generator.edition.last import open_last
from generator.edition.pages.edition import DAY_EDITION, day_inputs, gather_day, has_edition, title_of
from generator.edition.plan import find_page
from generator.errors import HostError, refuse
from generator.paper import Paper
from generator.press.newsletter import Newsletter, make_mail, make_newsletter
from generator.press.pdf import make_pdf
from generator.press.render import Typesetter
from generator.press.templates import template_cache_of, template_folders

SEND_LIMIT_S = 1_800


class DayEdition(msgspec.Struct, frozen=True):
    """The paper of a day, ready to be sent."""

    day: str
    url: str
    """Root-relative address of its page; empty if the day isn't over or the settings leave these pages out."""
    has_pages: bool
    """Whether days that are over have pages."""
    letter: Newsletter
    mail: bytes
    prefix: str
    senders: dict[str, tuple[str, ...]]
    """Name -> the program of `[edition.send.NAME]`."""


def make_edition(paper: Paper, day: date | None, *, printed: bool = False) -> DayEdition:
    """Return the paper of a day as the last build has it.

    Without a day it is the newest one that has stories, or, to be `printed`, that has a page, if there is any.
    Raises CommandRefused, TemplateError.
    """
    require_paper(paper.folder)
    try:
        store, edition = open_last(paper)
    except FileNotFoundError:
        raise refuse("", "There is no build to make it from.", "Run “broadsheet build” first.") from None
    with closing(store):
        found = day.isoformat() if day else _newest_day(edition, printed=printed)
        if not found or edition.subject("day", found) is None:
            what = f"on {found}" if found else "yet"
            raise refuse("", f"No public story appeared {what}.", "Name another day: --day 2026-11-23")
        return _make(paper, edition, found)


def _newest_day(edition: Edition, *, printed: bool) -> str:
    """Return the newest day that has stories, or an empty text; if one is to be `printed`, rather one with a page."""
    days = [day.slug for day in reversed(queries.subjects(edition.store, "day"))]
    newest = next(iter(days), "")
    return next((day for day in days if has_edition(edition, day)), newest) if printed else newest


def _make(paper: Paper, edition: Edition, day: str) -> DayEdition:
    folders, cache = template_folders(paper.folder), template_cache_of(paper)
    typesetter = Typesetter(edition.site, folders, cache, edition.extensions, edition.data)
    page = find_page(edition, (DAY_EDITION.name, day, 0))
    if page is not None:
        facts, inputs = gather_day(edition, page)
    else:
        inputs = day_inputs(edition, day)
        whole = edition.site.address + inputs.archive
        facts = PageFacts(url="", kind=DAY_EDITION.name, title=title_of(edition, inputs.name), canonical=whole)
    letter = make_newsletter(typesetter, edition.site, facts, inputs, edition.words)
    settings = edition.config.edition
    return DayEdition(
        day=day,
        url=page.url if page else "",
        has_pages=settings.pages is True,
        letter=letter,
        mail=make_mail(letter, edition.site, inputs, settings.sender),
        prefix=edition.config.prefix,
        senders={name: one.command for name, one in settings.send.items()},
    )


def pdf_of(paper: Paper, made: DayEdition) -> bytes:
    """Return the page of a day as a PDF. Raises CommandRefused, OSError."""
    if not made.url:
        hint = "It comes with the first build after the day."
        if not made.has_pages:
            hint = "Write pages = true below [edition] in site.toml, and build."
        raise refuse("", f"There is no paper of {made.day} to make a PDF from.", hint)
    return make_pdf(paper.output, made.prefix, made.url)


def program_of(made: DayEdition, name: str) -> tuple[str, ...]:
    """Return the program that sends the newsletter. Raises CommandRefused when none of that name is in site.toml."""
    command = made.senders.get(name)
    if not command or not command[0]:
        known = ", ".join(sorted(made.senders))
        hint = f"Known ones: {known}." if known else f'Write [edition.send.{name}] with command = ["./send"].'
        raise refuse(FILE, f"There is no program [edition.send.{name}].", hint)
    return command


def send(paper: Paper, made: DayEdition, name: str) -> str:
    """Give the mail to the program of that name, and return what it said. Raises CommandRefused, HostError."""
    command = program_of(made, name)
    code, said = run_program(command, paper.folder, made.mail, SEND_LIMIT_S)
    if code:
        message = f"{command[0]} ended with the code {code}: {said or 'it said nothing'}"
        hint = "It may have reached nobody, or not everybody: look into that program's log before you send it again."
        raise HostError(message, hint)
    return said
