"""`broadsheet new`: create a story file with its header filled in."""

from generator.commands.refusal import refuse
from generator.config import RESERVED, read_config
from generator.errors import ChangedMeanwhile
from generator.intake.text.slugs import safe_slug
from generator.newsroom.places import locate
from generator.newsroom.writing import NONE, write_file
from generator.paper import Paper

COPY = """\
Headline: {headline}
{byline}Date: {date}
Draft: yes

The story begins here.
"""

PAGE = """\
Title: {title}
Menu: footer
Draft: yes

The page begins here.
"""

CREATED = "{}: created as a draft. Delete the line “Draft: yes” when it may be published."
MAX_SAME = 1000
"""The number of names that are tried when a file of that name exists."""


def begin_story(paper: Paper, headline: str, section: str, byline: str) -> str:
    """Write a file for a story with this headline and return a message that names it. Never overwrites a file.

    Raises CommandRefused, ConfigError.
    """
    config = read_config(paper.folder)
    headline, byline = " ".join(headline.split()), " ".join(byline.split())
    if not headline or not headline.isprintable() or not byline.isprintable():
        raise refuse(
            "new",
            "The headline is empty, or it or the byline holds characters that can't be printed.",
            'Write: broadsheet new "Council approves budget"',
        )
    sections = [one.slug for one in config.sections]
    folder = safe_slug(section, section) if section else (sections or [config.copy.default_section])[0]
    if folder in RESERVED:
        raise refuse(
            "new",
            f"“{folder}” can't be a section, because Broadsheet has pages of its own there.",
            "Choose another section.",
        )
    local = paper.now.astimezone(config.zone)
    text = COPY.format(headline=headline, byline=f"By: {byline}\n" if byline else "", date=f"{local:%Y-%m-%d %H:%M}")
    return CREATED.format(_write_new(paper, f"content/{folder}/{safe_slug(headline, headline)}", ".txt", text))


def begin_page(paper: Paper, title: str) -> str:
    """Write a file for a page of the paper's own and return a message that names it. Never overwrites a file.

    Raises CommandRefused, ConfigError.
    """
    read_config(paper.folder)
    title = " ".join(title.split())
    if not title or not title.isprintable():
        message = "The title is empty, or holds characters that can't be printed."
        raise refuse("new", message, 'Write: broadsheet new --page "About us"')
    return CREATED.format(
        _write_new(paper, f"content/pages/{safe_slug(title, title)}", ".md", PAGE.format(title=title))
    )


def _write_new(paper: Paper, place: str, ending: str, text: str) -> str:
    """Write a new file at `place`, or beside it with a number if there is one of that name, and return its name."""
    for number in range(1, MAX_SAME):
        file = f"{place}{f'-{number}' if number > 1 else ''}{ending}"
        if locate(paper.folder, file).exists():
            continue
        try:
            write_file(paper, file, text.encode(), seen=NONE, action="new")
        except ChangedMeanwhile:
            continue
        return file
    raise refuse(place, "There are too many files with that name.", "Choose another headline.")
