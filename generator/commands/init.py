"""`broadsheet init`: a new paper that builds at once."""

from datetime import datetime, timedelta
from fnmatch import fnmatchcase
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


WELCOME = ("readme*", "license*", "licence*", "copying*", ".git*", ".ds_store")
"""What may lie in the folder of a new paper, in lower case: what a repository begins with. None of it is changed."""

IGNORED = ("/public/", "/.broadsheet/")
"""What doesn't belong into a repository: the site and the catalogue, which each build makes."""


def local_zone(clock: Path = Path("/etc/localtime")) -> str:
    """The time zone that this machine is set to, by its name; UTC when it has none."""
    name = "/".join(clock.resolve().parts).rpartition("zoneinfo/")[2]
    return name if name in available_timezones() else "UTC"


def make_paper(folder: Path, now: datetime) -> list[str]:
    """Write a new paper into `folder` and name the files. Raises CommandRefused, OSError.

    The folder is new, empty, or a repository just begun. A file that is there already stays as it is.
    """
    if in_the_way := _things_in_the_way(folder):
        raise refuse(str(in_the_way[0]), "There is something there already.", "Name a new folder, or move it away.")
    zone = local_zone()
    files = {
        "site.toml": site_toml(WRITTEN | {"time_zone": zone}, SECTIONS),
        "content/town/a-newspaper-begins-here.txt": FIRST_STORY.format(date=first_date(now, zone)),
        "content/people/the-editors.md": PERSON,
        ".gitignore": "".join(f"{line}\n" for line in IGNORED),
    }
    made = [name for name in files if not (folder / name).exists()]
    for name in made:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(files[name])
    return made


def _things_in_the_way(folder: Path) -> list[Path]:
    """What lies in `folder` and doesn't belong to a repository just begun; a file in its place."""
    if not folder.is_dir():
        return [folder] if folder.exists() else []
    return [path for path in sorted(folder.iterdir()) if not _is_welcome(path.name)]


def _is_welcome(name: str) -> bool:
    return any(fnmatchcase(name.lower(), pattern) for pattern in WELCOME)


def first_date(now: datetime, zone: str) -> str:
    """The time of the first story, an hour ago, with its offset: so it is past in whatever zone the paper is given."""
    return (now - timedelta(hours=1)).astimezone(ZoneInfo(zone)).isoformat(" ", "minutes")


def lines_to_ignore(folder: Path) -> list[str]:
    """The lines that a .gitignore which was there before the paper lacks."""
    present = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in IGNORED if line.strip("/") not in {one.strip().strip("/") for one in present}]
