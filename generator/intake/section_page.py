"""Read `_index.md`, the file in which other programs too describe a section, or `section.txt` in its place."""

import re
from collections.abc import Iterator

from generator.config import RESERVED
from generator.intake.header.split import split_header
from generator.intake.header.values import FieldReader
from generator.intake.html.markdown import MarkdownMode, MarkdownOptions, render_markdown
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.names import is_section_index
from generator.intake.own_page import read_head
from generator.intake.page_slips import SECTION_WORDS, find_slips
from generator.intake.restrained import restraints_in
from generator.intake.settings import IntakeSettings
from generator.intake.text.slugs import SlugRules, safe_slug
from generator.intake.text.words import summarise
from generator.model import Gravity, Problem, SectionCard

MAX_NAME_CHARS = 200
LEAD = re.compile(r"\s*[\"']?lead[\"']?\s*[:=]", re.IGNORECASE)


def build_section(
    text: str, file: str, settings: IntakeSettings, mode: MarkdownMode = "engine"
) -> tuple[SectionCard | None, tuple[Problem, ...]]:
    """Return what the file says of its section, and its problems. Raises EngineNeeded in the mode `no_engine`."""
    header = read_head(split_header(text, file), file, mode, is_markdown=is_section_index(file))
    folder = file.removeprefix("content/").rpartition("/")[0]
    if not folder or "/" in folder:
        message = "This file describes no section, so no page shows it: only folders directly in content/ are sections."
        return None, (
            *header.problems,
            Problem(file, 0, message, _advise(file, folder), Gravity.WARNING, code="section-page"),
        )
    reader = FieldReader(file, header.fields, settings.zone)
    name = reader.text("headline")[:MAX_NAME_CHARS]
    words = (
        plain_text(sanitise(render_markdown(header.body, MarkdownOptions(mode=mode))).html)
        if header.body.strip()
        else ""
    )
    lead = header.extra.get("lead", "")
    slug = safe_slug(folder, folder, SlugRules(settings.language, settings.native_addresses))
    card = SectionCard(
        slug=f"{slug}-desk" if slug in RESERVED else slug,
        name=name,
        description=summarise(reader.text("summary") or words),
        lead=lead.strip() if isinstance(lead, str) else "",
        file=file,
        lead_line=_line_of_lead(text),
    )
    slips = [*find_slips(text, header, file, SECTION_WORDS), *_lead_in_text(card)]
    restraints = tuple(restraints_in(text, reader))
    if restraints:  # an empty card takes the place of what the file said before
        return SectionCard(slug=card.slug, name="", description="", lead="", file=file), (
            *header.problems,
            *slips,
            *restraints,
        )
    held = any(problem.gravity is Gravity.HELD for problem in header.problems)
    return (None if held else card), (*header.problems, *slips)


def _advise(file: str, folder: str) -> str:
    """Return what to do with a file of that name in a folder that is no section, such as `town/schools`."""
    if not folder:
        return (
            "The paper's own line is “tagline” in site.toml. Move the file into the folder of a section, or delete it."
        )
    section, name = folder.partition("/")[0], file.rpartition("/")[2]
    where = f"content/{section}/{name}"
    return f"Stories here are in the section “{section}”: describe it in {where}, or delete the file."


def _lead_in_text(card: SectionCard) -> Iterator[Problem]:
    """Yield a warning if a line that names the lead is a part of the text, which readers see."""
    if card.lead_line and not card.lead:
        message = "The line “Lead:” stands in the text of the section, so it is shown and puts no story first."
        hint = "Begin the file with a line Title: and the line Lead: under it, then a blank line and the text."
        yield Problem(card.file, card.lead_line, message, hint, Gravity.WARNING, code="header-unreadable")


def _line_of_lead(text: str) -> int:
    """Return the line that begins with `lead:` or `lead =`, counted from 1; 0 without one."""
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if LEAD.match(line)), 0)
