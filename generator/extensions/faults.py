"""What goes wrong in an extension, in words that name it, its file and the line."""

import multiprocessing
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.extensions.plain import Unfit
from generator.extensions.pure import Impure
from generator.extensions.used import Extension
from generator.model import Gravity, Problem

MAX_SHOWN_CHARS = 300


class ExtensionFault(Exception):
    """An extension failed. `what` completes the sentence “The extension NAME …”; `line` is that of its file, or 0."""

    def __init__(self, extension: Extension, what: str, line: int = 0) -> None:
        super().__init__(extension, what, line)
        self.extension, self.what, self.line = extension, what, line

    @property
    def where(self) -> str:
        """The file of the extension with the line."""
        return f"{self.extension.shown}:{self.line}" if self.line else self.extension.shown

    def of_story(self, file: str) -> Problem:
        """Return the problem of a story that is held since the extension failed on it."""
        message = f"The extension “{self.extension.name}” {self.what} ({self.where}), so the story is held back."
        hint = f"Correct {self.extension.shown} or this file, or take “{self.extension.name}” out of use in site.toml."
        return Problem(file, 0, message, hint, code="extension-failed")

    def of_page(self, url: str) -> Problem:
        """Return the problem of a page that does without what the extension would add."""
        message = f"On {url} the extension “{self.extension.name}” {self.what}; the page has nothing of it."
        hint = "Correct the extension, or take it out of use in site.toml."
        return Problem(self.extension.shown, self.line, message, hint, Gravity.WARNING, code="extension-failed")

    def of_itself(self) -> Problem:
        """Return the problem of an extension that can't be used at all."""
        message = f"The extension “{self.extension.name}” can't be used: it {self.what}."
        hint = "Correct it, or take it out of `use` in site.toml. Until then nothing is built."
        return Problem(self.extension.shown, self.line, message, hint, code="extension-unusable")


def is_about(problem: Problem, name: str) -> bool:
    """Tell whether the problem is of the extension called `name`."""
    return f"xtension “{name}”" in problem.message


@contextmanager
def blamed_on(extension: Extension) -> Iterator[None]:
    """Turn whatever the extension raises meanwhile into its fault. Ctrl-C stops the program as ever.

    Workers ignore Ctrl-C, so a KeyboardInterrupt there is one that the extension raised itself.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and multiprocessing.parent_process() is None:
            raise
        raise fault_of(extension, error) from None


def fault_of(extension: Extension, error: BaseException) -> ExtensionFault:
    """Return `error`, raised by the extension, as its fault, with the last line of its own file that was at work."""
    if isinstance(error, ExtensionFault):
        return error
    if isinstance(error, SyntaxError) and error.filename == extension.file:
        return ExtensionFault(extension, f"isn't Python ({error.msg})", error.lineno or 0)
    frames = traceback.extract_tb(error.__traceback__)
    line = next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == extension.file), 0)
    what = describe_error(error)
    if isinstance(error, ImportError) and _is_beside(extension, error):
        what += ". It can't import the files beside it: put what it needs into its own file or an installed package"
    return ExtensionFault(extension, what, line)


def _is_beside(extension: Extension, error: ImportError) -> bool:
    """Tell whether the extension looks for a module in its own folder."""
    beside = Path(extension.file or "/").parent
    name = (error.name or "").partition(".")[0]
    return "relative import" in str(error) or bool(
        name and extension.file and ((beside / f"{name}.py").exists() or (beside / name).is_dir())
    )


def describe_error(error: BaseException) -> str:
    """Return what an extension that raised `error` did, in words that go on after “The extension …”."""
    if isinstance(error, Unfit | Impure):
        return str(error)
    if isinstance(error, SystemExit | KeyboardInterrupt):
        return "tries to end the program"
    if isinstance(error, MemoryError):
        return "takes too much memory"
    words = " ".join(_words_of(error).split())[:MAX_SHOWN_CHARS]
    return f"failed with {type(error).__name__}{f': {words}' if words else ''}"


def _words_of(error: BaseException) -> str:
    """Return the error's own words; none when the extension's class of errors fails to give them."""
    try:
        return str(error)
    except BaseException:  # it may raise whatever it likes
        return ""
