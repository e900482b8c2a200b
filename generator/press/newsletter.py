"""The newsletter of a day: HTML with its styles in its elements, plain text, and both as one mail.

Nothing is fetched: css-inline loads no style sheet. A mail is under 100 kB, since some programs cut off longer ones.
The same stories make the same bytes.
"""

import textwrap
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from gettext import NullTranslations
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import css_inline
import msgspec

from generator.config.domain_names import machine_host
from generator.digests import digest_bytes
from generator.edition.days import clock
from generator.edition.formats import absolute
from generator.edition.inputs import DayInputs, PageFacts, Rail
from generator.edition.pages.kinds import NEWSLETTER
from generator.edition.paid import told_headline
from generator.edition.site_inputs import Site
from generator.gate import EPOCH
from generator.press.render import Typesetter

MOST_BYTES = 100_000
LINE_CHARS = 72


class Newsletter(msgspec.Struct, frozen=True):
    """The newsletter of a day."""

    subject: str
    html: str
    text: str
    stories: int
    """How many stories it has."""
    left_out: int
    """How many stories of the day had no room."""


def make_newsletter(
    typesetter: Typesetter, site: Site, facts: PageFacts, inputs: DayInputs, words: NullTranslations
) -> Newsletter:
    """Return the newsletter of a day, without the last stories if it would be too large. Raises TemplateError.

    `words`: the theme's in the paper's language.
    """
    shown = inputs
    while True:
        html = _inlined(typesetter.fill(NEWSLETTER, facts, shown))
        if len(html.encode()) <= MOST_BYTES or not (shown.rails or shown.running or len(shown.whole) > 1):
            break
        shown = _shorter(shown)
    count = len(shown.whole) + sum(len(rail.cards) for rail in shown.rails)
    text = "\n".join(_text_lines(site, facts, shown, words))
    return Newsletter(facts.title, html, text, count, inputs.total - count)


def _inlined(html: str) -> str:
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)
    return inliner.inline(html)


def _shorter(inputs: DayInputs) -> DayInputs:
    """Return the inputs without a tenth of the stories, at least one.

    Those by headline go first, then live stories of days before.
    """
    cards = [(rail, card) for rail in inputs.rails for card in rail.cards]
    if cards:
        kept = {card.path for _, card in cards[: len(cards) * 9 // 10]}
        rails = (
            Rail(rail.name, rail.url, tuple(card for card in rail.cards if card.path in kept)) for rail in inputs.rails
        )
        return msgspec.structs.replace(inputs, rails=tuple(rail for rail in rails if rail.cards))
    if inputs.running:
        return msgspec.structs.replace(inputs, running=inputs.running[:-1])
    return msgspec.structs.replace(inputs, whole=inputs.whole[: max(1, len(inputs.whole) * 9 // 10)])


def _text_lines(site: Site, facts: PageFacts, inputs: DayInputs, words: NullTranslations) -> Iterator[str]:
    yield from (site.name, inputs.name, "=" * LINE_CHARS, "")
    for one in (*inputs.whole, *inputs.running):
        yield from _wrapped(told_headline(one.story, words))
        yield from _wrapped(one.story.deck)
        for entry in one.newest:
            yield from _wrapped(f"{clock(entry.moment, ZoneInfo(site.time_zone), site.language)} {entry.title}")
        yield from (absolute(site.address, one.story.url), "")
    for rail in inputs.rails:
        yield from (rail.name, "-" * LINE_CHARS)
        for card in rail.cards:
            yield from _wrapped(told_headline(card, words))
            yield absolute(site.address, card.url)
        yield ""
    yield facts.canonical
    if site.copyright:
        yield site.copyright


def _address_of(sender: str) -> Address:
    """Return the name and the address of a sender, with its domain as machines know it."""
    name, _, address = sender.rpartition("<")
    user, _, domain = address.removesuffix(">").rpartition("@")
    return Address(name.strip().strip('"'), user, machine_host(domain))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, LINE_CHARS, break_long_words=False, break_on_hyphens=False)


def make_mail(letter: Newsletter, site: Site, inputs: DayInputs, sender: str) -> bytes:
    """Return the newsletter as one mail: plain text, and HTML for programs that show it.

    It has no address of a reader: the program that sends it knows them.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = letter.subject
    if sender:
        mail["From"] = _address_of(sender)
    stories = (*(one.story for one in inputs.whole), *(card for rail in inputs.rails for card in rail.cards))
    mail["Date"] = format_datetime(max((story.published for story in stories), default=EPOCH))
    sign = digest_bytes(f"{letter.html}{letter.text}".encode())
    mail["Message-ID"] = f"<{inputs.day}.{sign[:16]}@{urlsplit(site.address).hostname}>"
    mail.set_content(letter.text, cte="base64")
    mail.add_alternative(letter.html, subtype="html", cte="base64")
    mail.set_boundary(f"=_{sign}")
    return mail.as_bytes()
