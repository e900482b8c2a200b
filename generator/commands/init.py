"""`broadsheet init`: create a paper that can be built at once."""

from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from generator.archive.published_file import FILE as PUBLISHED
from generator.commands.first_pages import first_pages
from generator.commands.settings import site_toml
from generator.config import Section
from generator.errors import refuse

WRITTEN = {
    "name": "The Town Courier",
    "address": "https://example.org",
    "time_zone": "UTC",
    "language": "en",
    "tagline": "All the news of our town",
}
"""Settings of a new site.toml. It lists all others as comments."""

SECTIONS = (Section(slug="town", name="Town"), Section(slug="sports", name="Sports"))

FIRST_STORY = """\
A newspaper begins here

By The Editors
Date: {date}
Topics: Our paper

This is the first story of the paper. It is a plain text file: the first line is the headline, the lines
under it say who wrote it and when, and the rest is the story, in paragraphs separated by blank lines.

Write a new story by putting another file like this one into a folder of "content", or with the command
broadsheet new "The headline". Then build the site again, and the story is on the front page, in its
section, on its byline's page and in the feeds.

When you know your way around, delete this file. The next build removes it from the site.
"""

PERSON = """\
name: The Editors
role: Editors of the paper
contact: editors@example.org

Write to us with news, praise and corrections.
"""


WELCOME = ("readme*", "license*", "licence*", "copying*", ".git*", ".ds_store")
"""Patterns, in lower case, of files that may be in the folder already: those of a new repository. None is changed."""

IGNORED = ("/public/", "/.broadsheet/")
"""Folders that don't belong in a repository: the site and the catalogue, which every build makes."""


def local_zone(clock: Path = Path("/etc/localtime")) -> str:
    """Return the name of this machine's time zone; UTC when it has none."""
    name = "/".join(clock.resolve().parts).rpartition("zoneinfo/")[2]
    return name if name in available_timezones() else "UTC"


def make_paper(folder: Path, now: datetime) -> list[str]:
    """Write a new paper into `folder` and return the names of its new files. Raises CommandRefused, OSError.

    The folder is new, empty, or a fresh repository. A file that is there already isn't changed.
    """
    if in_the_way := _things_in_the_way(folder):
        raise refuse(str(in_the_way[0]), "There is something here already.", "Name a new folder, or move this away.")
    zone = local_zone()
    files = {
        "site.toml": site_toml(WRITTEN | {"time_zone": zone}, SECTIONS),
        "content/town/a-newspaper-begins-here.txt": FIRST_STORY.format(date=first_date(now, zone)),
        "content/people/the-editors.md": PERSON,
        **first_pages(WRITTEN["name"]),
        ".gitignore": "".join(f"{line}\n" for line in IGNORED),
        ".gitattributes": f"{PUBLISHED} merge=union\n",
    }
    made = [name for name in files if not (folder / name).exists()]
    for name in made:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(files[name])
    return made


def _things_in_the_way(folder: Path) -> list[Path]:
    """Return what is in `folder` and isn't part of a fresh repository, or `folder` itself when it is a file."""
    if not folder.is_dir():
        return [folder] if folder.exists() else []
    return [path for path in sorted(folder.iterdir()) if not _is_welcome(path.name)]


def _is_welcome(name: str) -> bool:
    return any(fnmatchcase(name.lower(), pattern) for pattern in WELCOME)


def first_date(now: datetime, zone: str) -> str:
    """Return the time of the first story: an hour ago, with its UTC offset, so that it is past in any time zone."""
    return (now - timedelta(hours=1)).astimezone(ZoneInfo(zone)).isoformat(" ", "minutes")


def lines_to_ignore(folder: Path) -> list[str]:
    """Return the lines that the .gitignore in `folder` still needs."""
    present = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in IGNORED if line.strip("/") not in {one.strip().strip("/") for one in present}]
