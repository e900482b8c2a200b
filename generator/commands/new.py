"""`broadsheet new`: create a story file with its header filled in."""

from datetime import datetime
from pathlib import Path

from generator.commands.refusal import refuse
from generator.config import RESERVED, read_config
from generator.intake.text.slugs import safe_slug

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


def begin_story(paper: Path, headline: str, section: str, byline: str, now: datetime) -> str:
    """Write a file for a story with this headline and return a message that names it. Never overwrites a file.

    Raises CommandRefused, ConfigError.
    """
    config = read_config(paper)
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
    local = now.astimezone(config.zone)
    text = COPY.format(headline=headline, byline=f"By: {byline}\n" if byline else "", date=f"{local:%Y-%m-%d %H:%M}")
    path = _write_new(paper / "content" / folder, safe_slug(headline, headline), ".txt", text)
    return CREATED.format(path.relative_to(paper))


def begin_page(paper: Path, title: str) -> str:
    """Write a file for a page of the paper's own and return a message that names it. Never overwrites a file.

    Raises CommandRefused, ConfigError.
    """
    read_config(paper)
    title = " ".join(title.split())
    if not title or not title.isprintable():
        message = "The title is empty, or holds characters that can't be printed."
        raise refuse("new", message, 'Write: broadsheet new --page "About us"')
    path = _write_new(paper / "content" / "pages", safe_slug(title, title), ".md", PAGE.format(title=title))
    return CREATED.format(path.relative_to(paper))


def _write_new(folder: Path, name: str, ending: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, MAX_SAME):
        path = folder / f"{name}{f'-{number}' if number > 1 else ''}{ending}"
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            continue
        return path
    raise refuse(str(folder / name), "There are too many files with that name.", "Choose another headline.")
