"""`broadsheet new`: create a story file with its header filled in."""

from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.config import RESERVED, read_config
from generator.errors import ChangedMeanwhile, refuse
from generator.intake.names import STORY_ENDINGS, ending_of, is_section_page, stem_of
from generator.intake.text.clean import is_clean_line
from generator.intake.text.slugs import safe_slug
from generator.intake.text.tidy import drop_invisible
from generator.newsroom.places import locate
from generator.newsroom.when import read_when, write_when
from generator.newsroom.writing import NONE, Done, write_file
from generator.paper import Paper

BEGINNING = "The story begins here."

PAGE = """\
Title: {title}
Menu: footer
Draft: yes

The page begins here.
"""

CREATED = "{}: created as a draft. Delete the line “Draft: yes” when it may be published."
MAX_SAME = 1000
"""The number of names that are tried when a file of that name exists."""


class NewStory(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a story before it is written."""

    headline: str
    section: str = ""
    """The folder in content/; empty for the paper's first section."""
    byline: str = ""
    date: str = ""
    """When it is to go live, as people say it (`tomorrow 6 a.m.`); empty for the paper's time."""
    embargo: str = ""
    """Until when it must wait, in the same words; empty if it need not."""
    topics: tuple[str, ...] = ()


def begin_story(paper: Paper, asked: NewStory) -> Done:
    """Write a file for a story, as a draft with its header filled in, and return what was done.

    It never overwrites a file. Raises CommandRefused, ConfigError, OSError.
    """
    config = read_config(paper.folder)
    header = _header_of(asked, paper, config.zone)
    sections = [one.slug for one in config.sections]
    folder = (
        safe_slug(asked.section, asked.section) if asked.section else (sections or [config.copy.default_section])[0]
    )
    if folder in RESERVED:
        raise refuse(
            "new",
            f"“{folder}” can't be a section, because Broadsheet has pages of its own there.",
            "Choose another section.",
        )
    text = "".join(f"{key}: {value}\n" for key, value in header.items() if value) + f"\n{BEGINNING}\n"
    place = f"content/{folder}/{safe_slug(header['Headline'], header['Headline'])}"
    return _write_new(paper, place, ".txt", text)


def _header_of(asked: NewStory, paper: Paper, zone: ZoneInfo) -> dict[str, str]:
    """Return the lines of the header. Raises CommandRefused."""
    topics = ", ".join(filter(None, (_plain(topic) for topic in asked.topics)))
    header = {"Headline": _plain(asked.headline), "By": _plain(asked.byline), "Topics": topics}
    if not header["Headline"] or not all(map(is_clean_line, header.values())):
        raise refuse(
            "new",
            "The headline is empty, or it, the byline or a topic holds characters that can't be printed.",
            'Write: broadsheet new "Council approves budget"',
        )
    date = read_when(asked.date, paper.now, zone) if asked.date.strip() else paper.now
    embargo = write_when(read_when(asked.embargo, paper.now, zone), zone) if asked.embargo.strip() else ""
    return {
        "Headline": header["Headline"],
        "By": header["By"],
        "Date": write_when(date, zone),
        "Embargo": embargo,
        "Topics": header["Topics"],
        "Draft": "yes",
    }


def _plain(words: str) -> str:
    return " ".join(drop_invisible(words).split())


def begin_page(paper: Paper, title: str) -> Done:
    """Write a file for a page of the paper's own and return what was done. Never overwrites a file.

    Raises CommandRefused, ConfigError.
    """
    read_config(paper.folder)
    title = _plain(title)
    if not title or not is_clean_line(title):
        message = "The title is empty, or holds characters that can't be printed."
        raise refuse("new", message, 'Write: broadsheet new --page "About us"')
    return _write_new(paper, f"content/pages/{safe_slug(title, title)}", ".md", PAGE.format(title=title))


def _write_new(paper: Paper, place: str, ending: str, text: str) -> Done:
    """Write a new file at `place`, or beside it with a number if there is one of that name."""
    taken = _taken_stems(locate(paper.folder, f"{place}{ending}").parent)
    for number in range(1, MAX_SAME):
        file = f"{place}{f'-{number}' if number > 1 else ''}{ending}"
        if stem_of(file).casefold() in taken or is_section_page(file):
            continue
        try:
            saved = write_file(paper, file, text.encode(), seen=NONE, action="new")
        except ChangedMeanwhile:
            continue
        return Done(CREATED.format(file), file, saved.undo)
    raise refuse(place, "There are too many files with that name.", "Choose another headline.")


def _taken_stems(folder: Path) -> set[str]:
    """Return the names of the texts in a folder, without their endings: of two texts with one name, one isn't used."""
    try:
        return {stem_of(one.name).casefold() for one in folder.iterdir() if ending_of(one.name) in STORY_ENDINGS}
    except FileNotFoundError:
        return set()
