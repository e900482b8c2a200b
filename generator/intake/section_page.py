"""Read `_index.md`, the file in which other programs too describe a section."""

from generator.config import RESERVED
from generator.intake.build_story import IntakeSettings
from generator.intake.header.split import Header
from generator.intake.header.values import FieldReader
from generator.intake.html.markdown import MarkdownMode, MarkdownOptions, render_markdown, take_headline
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.text.slugs import SlugRules, safe_slug
from generator.intake.text.words import summarise
from generator.model import Gravity, Problem, SectionCard

MAX_NAME_CHARS = 200


def build_section(
    header: Header, file: str, settings: IntakeSettings, mode: MarkdownMode = "engine"
) -> tuple[SectionCard | None, tuple[Problem, ...]]:
    """Return what the file says of its section, and its problems. Raises EngineNeeded in the mode `no_engine`."""
    folder = file.removeprefix("content/").rpartition("/")[0]
    if not folder or "/" in folder:
        message = "This file describes no section: only folders directly in content/ are sections."
        return None, (*header.problems, Problem(file, 0, message, "Delete it, or give it another name.", Gravity.NOTE))
    reader = FieldReader(file, header.fields, settings.zone)
    headline, rest, _ = take_headline(header.body, mode)
    name = (reader.text("headline") or headline)[:MAX_NAME_CHARS]
    words = plain_text(sanitise(render_markdown(rest, MarkdownOptions(mode=mode))).html) if rest.strip() else ""
    slug = safe_slug(folder, folder, SlugRules(settings.language, settings.native_addresses))
    card = SectionCard(
        slug=f"{slug}-desk" if slug in RESERVED else slug,
        name=name,
        description=summarise(reader.text("summary") or words),
    )
    held = any(problem.gravity is Gravity.HELD for problem in header.problems)
    return (None if held else card), header.problems
