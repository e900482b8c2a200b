"""Refuse folders of the site and of the catalogue in which something would be lost or betrayed."""

from pathlib import Path

from generator.config.targets import OWN_FOLDERS
from generator.errors import OutputError
from generator.model import Problem
from generator.paper import STATE, Paper
from generator.press.output import MANIFEST


def check_output(output: Path, paper: Path) -> None:
    """Raise OutputError for an output folder that holds, or could hold, anything but a site made by Broadsheet."""
    output, paper = output.resolve(), paper.resolve()
    guarded = [paper / name for name in OWN_FOLDERS]
    home = Path.home().resolve()
    if paper.is_relative_to(output) or home.is_relative_to(output):
        raise _trouble(output, "that folder holds the paper itself or your home")
    if any(output.is_relative_to(folder) for folder in guarded):
        raise _trouble(output, "that is where the paper's own files are")
    if output.exists() and not output.is_dir():
        raise _trouble(output, "there is a file of that name")
    if output.is_dir() and not (output / MANIFEST).exists() and _foreign(output):
        raise _trouble(output, "that folder has other files in it")


def check_state(paper: Paper) -> None:
    """Raise OutputError for a folder of the catalogue that would be published, or that is in the paper's own files.

    The catalogue holds drafts and embargoed stories.
    """
    state, folder, output = paper.state.resolve(), paper.folder.resolve(), paper.output.resolve()
    own = [folder / name for name in OWN_FOLDERS if name != STATE]
    if state.is_relative_to(output):
        raise _misplaced_state(state, "it would be published with the site, and holds drafts and embargoed stories")
    if folder.is_relative_to(state) or any(state.is_relative_to(one) for one in own):
        raise _misplaced_state(state, "the paper's own files are there")
    if state.exists() and not state.is_dir():
        raise _misplaced_state(state, "there is a file of that name")


def _misplaced_state(state: Path, reason: str) -> OutputError:
    message = f"The catalogue can't be kept in {state}: {reason}."
    return OutputError(Problem("--state", 0, message, "Name a folder of its own with --state."))


def _foreign(folder: Path) -> bool:
    """Tell whether `folder` holds more than what hosting itself puts there (.git, .well-known, CNAME)."""
    return any(not entry.name.startswith(".") and entry.name != "CNAME" for entry in folder.iterdir())


def _trouble(output: Path, reason: str) -> OutputError:
    message = f"The site can't be built into {output}: {reason}."
    return OutputError(Problem("--output", 0, message, "Name a new or empty folder with --output."))
