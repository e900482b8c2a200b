"""Open a file of the newsroom in the program that this machine has for it, or show it in its folder."""

from starlette.requests import Request

from generator.errors import refuse
from generator.intake.names import PHOTO_ENDINGS, SOUND_ENDINGS, STORY_ENDINGS, TABLE_ENDINGS, ending_of
from generator.newsroom.places import locate
from generator.newsroom.writing import Done
from generator.paper import Paper
from generator.preview.guard import LOCAL_NAMES, split_host
from generator.preview.preview import Preview

OPENED = (STORY_ENDINGS | TABLE_ENDINGS | SOUND_ENDINGS | PHOTO_ENDINGS) - {".html", ".htm"}
"""The endings of files that may be opened. A browser would run the scripts of a web page that somebody dropped."""


def may_open(preview: Preview, request: Request) -> bool:
    """Tell whether the request comes from this machine itself, to a preview that no other machine can reach."""
    client = request.client.host if request.client else ""
    host, _ = split_host(request.headers.get("host", ""))
    return preview.launch is not None and client in LOCAL_NAMES and host in LOCAL_NAMES


def open_file(preview: Preview, paper: Paper, file: str, *, in_folder: bool) -> Done:
    """Open a file of content/, or the folder in which it is. Raises CommandRefused."""
    place = locate(paper.folder, file)
    if not place.is_file() or preview.launch is None:
        raise refuse(file, "There is no such file any more.", "Look for it in the list of stories.")
    if not in_folder and ending_of(file) not in OPENED:
        raise refuse(file, "That kind of file isn't opened from here.", "Show it in its folder, and open it there.")
    if not preview.launch(str(place), in_folder):
        raise refuse(file, "This machine has no program that opens it.", f"The file is {place}.")
    return Done("Its folder is shown." if in_folder else "It is opened in its own program.")
