"""Tell editors why a file is no story: its ending, or a name that a program gave it."""

from generator.intake.names import ending_of, is_copy
from generator.model import Problem

AS_WORD = "Open it, choose “Save as” and take “Word document (.docx)”."
AS_JPEG = "Open it in the program that made it, export it as a JPEG picture, and drop that file."
DEVELOPED = "It is a camera's raw file. Develop it in the camera or in a program, and export it as a JPEG picture."
AS_LINK = "Put the video on a site for videos, and write its address on a line of its own into the story."
PICTURES = (".ai", ".eps", ".ps", ".ico", ".xcf", ".tga", ".pcx", ".emf", ".wmf", ".cdr", ".indd", ".afphoto", ".jxr")
RAW = (
    ".raw", ".3fr", ".crw", ".dcr", ".erf", ".iiq", ".kdc", ".mef", ".mos", ".mrw", ".nrw", ".pef", ".rwl", ".sr2",
    ".srf", ".srw", ".x3f",
)  # fmt: skip
VIDEOS = (".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".wmv", ".mpg", ".mpeg", ".3gp")
HINTS = {
    **dict.fromkeys(PICTURES, AS_JPEG),
    **dict.fromkeys(RAW, DEVELOPED),
    **dict.fromkeys(VIDEOS, AS_LINK),
    ".doc": AS_WORD,
    ".dot": AS_WORD,
    ".pages": "Open it, choose “File > Export To > Word” and drop that file here.",
    ".wps": AS_WORD,
    ".msg": "Open it in Outlook, choose “Save as” and take “Text only (.txt)”.",
    ".pdf": "Copy its text into a .txt file.",
    ".svg": "Drawings that can hold programs are refused. Save it as a PNG picture.",
}


def refuse_ending(file: str) -> Problem:
    """Return the problem with a file that Broadsheet can't read, and the way out."""
    ending = ending_of(file)
    what = f"Broadsheet can't read {ending} files." if ending else "The file has no ending, such as .txt."
    return Problem(
        file,
        0,
        what,
        HINTS.get(ending, "Stories are .txt, .md, .docx, .odt, .rtf, .html or .eml files."),
        code="file-kind",
    )


def refuse_name(file: str) -> Problem | None:
    """Return the problem with a file whose name says that it is no story of its own; None for any other."""
    if is_copy(file):
        name = file.rpartition("/")[2]
        message = f"A program seems to have named “{name}”, as a second copy of another file, so it isn't published."
        return Problem(
            file, 0, message, "Delete it, or give it a name of its own if it is another story.", code="file-copy"
        )
    return None
