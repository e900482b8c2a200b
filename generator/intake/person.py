"""Build a person's card from a file of content/people/ or a table of site.toml."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from generator.config import Config
from generator.intake.header.split import split_header
from generator.intake.header.values import FieldReader
from generator.intake.html.markdown import MarkdownMode, MarkdownOptions, render_markdown, take_headline
from generator.intake.html.sanitise import sanitise
from generator.intake.html.story_html import lead_links_home
from generator.intake.limits import check_length
from generator.intake.restrained import restraints_in
from generator.intake.text.slugs import slug_of
from generator.model import Gravity, Person, Problem


def build_person(
    text: str, file: str, mode: MarkdownMode = "engine", prefix: str = ""
) -> tuple[Person | None, tuple[Problem, ...]]:
    """Return the card in a file of content/people/, and its problems. The biography follows the header.

    `prefix`: the path of the paper's address. Raises EngineNeeded in the mode `no_engine`.
    """
    header = split_header(text, file)
    reader = FieldReader(file, header.fields, ZoneInfo("UTC"))
    headline, rest, _ = take_headline(header.body, mode)
    written = {key: value.strip("'\"") for key, value in header.extra.items() if isinstance(value, str)}
    name = written.get("name") or reader.text("headline") or headline or _name_of(file)
    person = make_person(
        name,
        role=written.get("role", ""),
        biography=set_biography(rest, mode, prefix),
        contact=written.get("contact") or written.get("email", ""),
        fediverse=written.get("fediverse", ""),
    )
    contact = written.get("contact") or written.get("email", "")
    problems = (
        *header.problems,
        *reader.problems,
        *_check_lengths(person, contact, file),
        *_check(person, contact, file),
    )
    restraints = tuple(restraints_in(text, reader))
    if restraints:  # an empty card takes the place of what the file said before
        return Person(person.slug, name), (*problems, *restraints)
    held = any(problem.gravity is Gravity.HELD for problem in problems)
    return (None if held else person), problems


def make_person(name: str, *, role: str, biography: str, contact: str, fediverse: str) -> Person:
    """Return a card. `biography` is sanitised HTML. A contact that is neither e-mail nor web address is left out."""
    contact = contact.removeprefix("mailto:")
    safe = contact if is_contact(contact) else ""
    return Person(slug_of(name), name, role, biography, safe, fediverse)


def is_contact(words: str) -> bool:
    """Tell whether `words` are an e-mail address or a web address."""
    return bool(re.fullmatch(r"https?://\S+|[^\s@:/]+@[^\s@:/]+", words))


def set_biography(text: str, mode: MarkdownMode = "engine", prefix: str = "") -> str:
    """Return Markdown as sanitised HTML, with `prefix` before paths. Raises EngineNeeded in the mode `no_engine`."""
    html = sanitise(render_markdown(text, MarkdownOptions(mode=mode))).html if text.strip() else ""
    return lead_links_home(html, prefix)


def people_of(config: Config) -> dict[str, Person]:
    """Return the cards in site.toml by slug."""
    cards = (
        make_person(
            card.name,
            role=card.role,
            biography=set_biography(card.biography, prefix=config.prefix),
            contact=card.contact,
            fediverse=card.fediverse,
        )
        for card in config.people.values()
    )
    return {person.slug: person for person in cards}


def _name_of(file: str) -> str:
    return PurePosixPath(file).stem.replace("-", " ").title()


def _check_lengths(person: Person, contact: str, file: str) -> Iterator[Problem]:
    texts = {"name": person.name, "role": person.role, "contact": contact, "fediverse": person.fediverse}
    found = (check_length(key, [len(text)], 0, file) for key, text in texts.items())
    yield from (problem for problem in found if problem)


def _check(person: Person, contact: str, file: str) -> Iterator[Problem]:
    if not person.slug:
        yield Problem(file, 0, "The person has no name.", "Add a line “name: Jane Roe” at the top.", code="person-name")
    if contact and not person.contact:
        message = f"“{contact}” is neither an e-mail address nor a web address."
        yield Problem(
            file, 0, message, "Write for example: contact: jane@example.org", Gravity.WARNING, code="person-contact"
        )
    if person.fediverse and person.fediverse.strip("@").count("@") != 1:
        message = f"“{person.fediverse}” isn't a fediverse handle."
        yield Problem(file, 0, message, "It looks like @jane@news.example", Gravity.WARNING, code="person-contact")
