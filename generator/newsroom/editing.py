"""A text of the newsroom that an editor changes in a page: read it, and save it over nothing newer."""

import msgspec

from generator.errors import CommandRefused, refuse
from generator.intake.names import NOTES_ENDING, TABLE_ENDINGS, TEXT_ENDINGS, ending_of, photo_of_notes
from generator.intake.text.decode import MAX_STORY_BYTES
from generator.newsroom.places import locate
from generator.newsroom.text_file import EMPTY, TextFile, as_utf8, open_text, write_text
from generator.newsroom.writing import NONE, Saved, digest_of, read_file, write_file
from generator.paper import Paper

EDITED_ENDINGS = TEXT_ENDINGS | TABLE_ENDINGS | {".toml"}
BLANK_NOTES = "Caption: \nCredit: \nAlt: \n"
"""What the page shows of notes beside a photo that aren't written yet."""


class OpenedText(msgspec.Struct, frozen=True):
    """A text as a page shows it."""

    file: str
    content: TextFile
    seen: str
    """What the page hands back when it saves."""


GONE_HINT = "It was deleted, renamed or moved. Look for it in the list of stories."
"""How to find a story that isn't where it was."""


def no_such_file(file: str) -> CommandRefused:
    """Return the error for a file that somebody deleted or renamed."""
    return refuse(file, "There is no such file any more.", GONE_HINT)


def is_edited(file: str) -> bool:
    """Tell whether the text of a file can be edited in a page, going by its name."""
    return ending_of(file) in EDITED_ENDINGS


def open_for_editing(paper: Paper, file: str, language: str) -> OpenedText:
    """Return the text of a file of content/, or blank notes for a photo without any. Raises CommandRefused, OSError."""
    locate(paper.folder, file)
    if not is_edited(file):
        hint = f"Text can be edited: files that end with {', '.join(sorted(EDITED_ENDINGS))}."
        raise refuse(file, "That kind of file can't be edited here.", hint)
    raw = read_file(paper, file, MAX_STORY_BYTES)
    if raw is not None:
        return OpenedText(file, open_text(raw, file, language), digest_of(raw))
    photo = photo_of_notes(file)
    if photo and file.endswith(NOTES_ENDING) and locate(paper.folder, photo).is_file():
        return OpenedText(file, msgspec.structs.replace(EMPTY, text=BLANK_NOTES), NONE)
    raise no_such_file(file)


def save_text(paper: Paper, opened: OpenedText, text: str, seen: str, *, in_utf8: bool = False) -> Saved:
    """Write the text from a page, which showed the file with the digest `seen`, in the file's own form.

    Raises ChangedMeanwhile if the file has another text by now, CommandRefused or OSError. Then nothing was changed.
    A file that has these very bytes already is saved, whoever did it: an earlier save may have been done, and its
    answer lost.
    """
    content = as_utf8(opened.content) if in_utf8 else opened.content
    raw = write_text(content, text, opened.file)
    if opened.seen == digest_of(raw):
        return Saved(opened.file, opened.seen, "")
    return write_file(paper, opened.file, raw, seen=seen, action="edit")
