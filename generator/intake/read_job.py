"""What a worker is asked to read, and its limits: known without the readers themselves."""

from typing import TYPE_CHECKING

import msgspec

from generator.extensions.used import NONE, Used
from generator.intake.settings import IntakeSettings

if TYPE_CHECKING:
    from generator.intake.html.markdown import MarkdownMode

MARKDOWN_LIMIT_S = 2.5
"""A worker is killed after this time: Python-Markdown never ends on some texts."""
READING_BYTES = 1 << 29
"""The memory in bytes that a worker may use to read a batch of files. The largest story takes a tenth of it."""


class ReadJob(msgspec.Struct, frozen=True):
    """The files that one worker reads."""

    folder: str
    """Absolute path of the paper's folder."""
    files: tuple[tuple[str, str], ...]
    """Each file, relative to the paper's folder, with the digest it had when it was last read, or empty."""
    settings: IntakeSettings
    mode: "MarkdownMode" = "engine"
    """`no_engine` in a process that can't be killed; `plain` after Python-Markdown took too long."""
    used: Used = NONE
    """The extensions in use."""
    blame: str = ""
    """A file that names the extension which is being called; empty: nobody asks."""
