"""`broadsheet init`: a new paper that builds at once."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from generator.commands.refusal import refuse
from generator.commands.settings import site_toml
from generator.config import Section

WRITTEN = {
    "name": "The Town Courier",
    "address": "https://example.org",
    "time_zone": "UTC",
    "language": "en",
    "tagline": "All the news of our town",
}
"""Keys that a new site.toml sets; the others stand in it as remarks."""

SECTIONS = (Section(slug="town", name="Town"), Section(slug="sports", name="Sports"))

FIRST_STORY = """\
A newspaper begins here

By The Editors
Date: {date}
Topics: Our paper

This is the first story of the paper. It is a plain text file: the first line is the headline, the lines
under it say who wrote it and when, and the rest is the story, in paragraphs parted by blank lines.

Write a new story by putting another file like this one into a folder of "content", or with the command
broadsheet new "The headline". Then build the site again, and the story is on the front page, in its
section, on its byline's page and in the feeds.

When you know your way about, delete this file. The site forgets it with the next build.
"""

PERSON = """\
name: The Editors
role: Editors of the paper
contact: editors@example.org

Write to us with news, praise and corrections.
"""


def local_zone(clock: Path = Path("/etc/localtime")) -> str:
    """The time zone that this machine is set to, by its name; UTC when it has none."""
    name = "/".join(clock.resolve().parts).rpartition("zoneinfo/")[2]
    return name if name in available_timezones() else "UTC"


def make_paper(folder: Path, now: datetime) -> list[str]:
    """Write a new paper into `folder`, new or empty, and name the files. Raises Refusal, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refuse(str(folder), "There is something there already.", "Name a new folder.")
    zone = local_zone()
    local = now.astimezone(ZoneInfo(zone))
    files = {
        "site.toml": site_toml(WRITTEN | {"time_zone": zone}, SECTIONS),
        "content/town/a-newspaper-begins-here.txt": FIRST_STORY.format(date=f"{local:%Y-%m-%d %H:%M}"),
        "content/people/the-editors.md": PERSON,
        ".gitignore": "/public/\n/.broadsheet/\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(files)
