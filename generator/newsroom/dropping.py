"""Files that an editor drops onto a story: each gets a safe name beside the story, and replaces no other."""

from collections.abc import Iterator

from generator.errors import ChangedMeanwhile, CommandRefused, refuse
from generator.intake.names import (
    PEOPLE,
    SOUND_ENDINGS,
    STORY_ENDINGS,
    TABLE_ENDINGS,
    ending_of,
    is_own_page,
    is_photo,
    is_section_page,
    is_sound,
    is_table,
    stem_of,
)
from generator.intake.parse import most_bytes
from generator.intake.refused import refuse_ending, refuse_name
from generator.intake.text.slugs import safe_slug
from generator.newsroom.places import locate
from generator.newsroom.writing import NONE, Done, write_file
from generator.paper import Paper
from generator.photos.facts import Refusal
from generator.photos.kinds import kind_of
from generator.photos.reading import MAX_BYTES as MAX_PHOTO_BYTES

MOST_BYTES = 100_000_000
"""The size of the largest file that can be dropped. Larger recordings can be copied into the folder itself."""
MOST_NAMES = 1_000


def drop_file(paper: Paper, story: str, name: str, content: bytes) -> Done:
    """Write a dropped file beside the file `story` (`content/world/bridge.txt`). `name` is what its owner called it.

    A photo and a recording get the story's name, by which they belong to it: `bridge.jpg`, then `bridge-2.jpg`. Other
    files keep their own one. Raises CommandRefused for what no build would use, or OSError.
    """
    if not locate(paper.folder, story).is_file():
        raise _refused(story, "There is no such story any more.", "Look for it in the list of stories.")
    check_dropped(name, content)
    for file in _free_names(paper, story, name):
        try:
            saved = write_file(paper, file, content, seen=NONE, action="drop")
        except ChangedMeanwhile:
            continue
        return Done(_said(file), file, saved.undo)
    raise _refused(name, "There are too many files with that name.", "Give the file another name.")


def check_dropped(name: str, content: bytes) -> None:
    """Raise CommandRefused for a file that no build would use."""
    ending = ending_of(name)
    if not content:
        raise _refused(name, "The file is empty.", "Copy it again, or ask for it to be sent again.")
    if is_photo(name):
        if len(content) > MAX_PHOTO_BYTES:
            raise _refused(name, f"The photo has more than {MAX_PHOTO_BYTES:,} bytes.", "Export it in a smaller size.")
        if isinstance(kind := kind_of(content, name), Refusal):
            raise _refused(name, kind.message, kind.hint)
    elif ending in STORY_ENDINGS | TABLE_ENDINGS:
        if len(content) > most_bytes(name):
            raise _refused(name, f"The file has more than {most_bytes(name):,} bytes.", "Make it smaller.")
    elif ending not in SOUND_ENDINGS:
        problem = refuse_ending(name)
        raise _refused(name, problem.message, problem.hint)


def _free_names(paper: Paper, story: str, name: str) -> Iterator[str]:
    """Yield the names that no file has yet, the best first. Of two with one name, only one would be used."""
    folder = story.rpartition("/")[0]
    taken = {
        stem_of(one.name).casefold() for one in locate(paper.folder, story).parent.iterdir() if _rivals(one.name, name)
    }
    stem = stem_of(story) if is_photo(name) or is_sound(name) else safe_slug(stem_of(name), name)
    ending = ending_of(name)
    if is_sound(name) and stem.casefold() in taken:
        raise _refused(name, "The story has a recording already.", "Remove that one first, or give this one a story.")
    for number in range(1, MOST_NAMES):
        free = stem if number == 1 else f"{stem}-{number}"
        file = f"{folder}/{free}{ending}"
        if free.casefold() not in taken and refuse_name(file) is None and not is_section_page(file):
            yield file


def _rivals(one: str, other: str) -> bool:
    """Tell whether two files with the same name but for their endings would be in each other's way."""
    kinds = (is_photo, is_sound, is_table, lambda name: ending_of(name) in STORY_ENDINGS)
    return any(is_kind(one) and is_kind(other) for is_kind in kinds)


def _said(file: str) -> str:
    """Return what an editor is told about a dropped file."""
    name = file.rpartition("/")[2]
    if is_photo(file) or is_sound(file):
        return f"Added as {name}."
    if is_table(file):
        return f"Added as {name}. A line in the story makes a chart of it: Chart: {name}, bars"
    if file.startswith(PEOPLE):
        return f"Added as {name}. It is the card of a person."
    if is_own_page(file):
        return f"Added as {name}. It is a page of the paper's own."
    return f"Added as {name}. It is a story of its own, and published as soon as it has a headline and a date."


def _refused(name: str, message: str, hint: str) -> CommandRefused:
    printable = "".join(char for char in name[:200] if char.isprintable())
    return refuse(printable, message, hint)
