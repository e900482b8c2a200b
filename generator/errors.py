"""What stops a command, as one tree. Each error carries problems in an editor's words, and the command's exit code.

    BroadsheetError         something stops a command, and nothing is half done                   exit code
      ConfigError           site.toml or takedowns.toml can't be used                                     2
        ExtensionError      an extension that site.toml names can't be used                               2
      TemplateError         a template can't be used                                                      2
      OutputError           the output folder can't be used as asked                                      2
      CommandRefused        what was asked for can't be done                                              2
        CannotKeep          the former text of a file can't be kept, so it wasn't written                 4
        ChangedMeanwhile    a file isn't as it was when an editor read it                                 2
      PortTakenError        the preview finds no free port                                                2
      ClusterError          the cluster can't build this paper                                            2
        ClusterLost         the cluster went away in the middle of a build                                4
      DeployRefused         the site must not be deployed as it is                                        2
        DeletionsRefused    a large part of the site would be deleted at the host                         2
      TargetError           files of the site must not be sent                                            2
      Locked                another build of the same paper is under way                                  3
      DeployLocked          another deploy to the same host is under way                                  3
      CatalogueError        the catalogue is in use, or the disk fails to read or write it                4
      HostError             the host failed or refused; what was done until then stays done               4
        TemporaryError      it may work the next time: 429, 500, a lost connection, a time limit          4
        Conflict            another deployer changed a note at the host since it was read                 4
        TakenOver           this deployer's lock had expired, and another one is at work                  4
        GaveWay             this deployer stopped for one that brings a newer build                       3
        Misconfigured       the host's settings can't be right                                            2

Failures of the disk and the system stay OSError (exit code 4); docs/operators.md lists all exit codes. What breaks in
one file of content/ is a Problem, a value, and never an exception through the pipeline.
"""

from collections.abc import Sequence
from typing import ClassVar

from generator.model import Problem

USAGE, LOCKED, FAILED = 2, 3, 4
"""Exit codes: the command or the settings are wrong; another process is at work; the host or the disk failed."""


class BroadsheetError(Exception):
    """Something stops a command; `problems` says what and how to fix it."""

    exit_code: ClassVar[int] = USAGE
    may_pass: ClassVar[bool] = False
    """True if the same may work a little later, with nothing changed."""
    outcome: ClassVar[str] = ""
    """What to say after the problems: what this means for what was asked."""
    title: ClassVar[str] = ""
    """What stands over the problems; empty where they keep something from being published."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)

    def __str__(self) -> str:
        return "; ".join(f"{one.where}: {one.message}" if one.path else one.message for one in self.problems)

    @property
    def problem(self) -> Problem:
        """The first problem."""
        return self.problems[0]

    @property
    def message(self) -> str:
        """What the first problem is."""
        return self.problem.message

    @property
    def hint(self) -> str:
        """How to fix the first problem."""
        return self.problem.hint


class ConfigError(BroadsheetError):
    """A file of settings can't be used. Every mistake in it is among the problems."""


class ExtensionError(ConfigError):
    """An extension that site.toml names can't be used. Nothing was built."""


class TemplateError(BroadsheetError):
    """A template can't be used. The problem names its file and line."""


class OutputError(BroadsheetError):
    """The output folder can't be used as asked; nothing in it was touched."""


class CommandRefused(BroadsheetError):
    """What was asked for can't be done; nothing was touched."""

    title = "Not done"


def refuse(file: str, message: str, hint: str = "", line: int = 0) -> CommandRefused:
    """Return the error to raise: what is wrong with `file`, in which line (0 for none), and how to fix it."""
    return CommandRefused(Problem(file, line, message, hint))


class CannotKeep(CommandRefused):
    """The disk or the system refuses to keep the former text of a file, so nothing was written over it."""

    exit_code = FAILED
    may_pass = True


def refuse_to_write(file: str, message: str, hint: str) -> CannotKeep:
    """Return the error to raise where the former text of `file` can't be kept: what is wrong, and how to fix it."""
    return CannotKeep(Problem(file, 0, message, hint))


class ChangedMeanwhile(CommandRefused):
    """A file isn't as it was when an editor read it, so nothing was written over it."""

    def __init__(self, file: str) -> None:
        message = "The file was changed meanwhile, so nothing was written."
        super().__init__(Problem(file, 0, message, "Look at it as it is now, and try again."))


class TargetError(BroadsheetError):
    """Files of the site must not be sent; the problems say of each why."""

    outcome = "Nothing was sent."
    title = "Not sent"


class SpokenError(BroadsheetError):
    """An error that no file is to blame for: a sentence, and another on how to fix it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(Problem("", 0, message, hint))
        self.args = (message, hint)


class PortTakenError(SpokenError):
    """The preview finds no free port."""


class Locked(SpokenError):
    """Another build of the same paper is under way."""

    exit_code = LOCKED
    may_pass = True

    def __init__(
        self,
        message: str = "Another build of this paper is running.",
        hint: str = "Try again when it has finished, or add --wait.",
    ) -> None:
        super().__init__(message, hint)


class CatalogueError(SpokenError):
    """The catalogue is in use, or the disk fails to read or write it. It is not damaged."""

    exit_code = FAILED
    may_pass = True


class ClusterError(SpokenError):
    """There is no such cluster, or one of its workers can't build this paper. Nothing was done."""


class ClusterLost(ClusterError):
    """The scheduler or all workers went away in the middle of a build. The site is as it was."""

    exit_code = FAILED
    may_pass = True


class DeployRefused(SpokenError):
    """The site must not be deployed as it is. Nothing was sent."""


class DeletionsRefused(DeployRefused):
    """A large part of the site would be deleted at the host. `count`: the number to confirm."""

    def __init__(self, message: str, hint: str = "", count: int = 0) -> None:
        super().__init__(message, hint)
        self.args = (message, hint, count)
        self.count = count


class DeployLocked(SpokenError):
    """Another deploy to the same host is under way."""

    exit_code = LOCKED
    may_pass = True


class HostError(SpokenError):
    """The host failed or refused. What was done until then stays done."""

    exit_code = FAILED
    may_pass = True


class TemporaryError(HostError):
    """It may work the next time. `after_s`: seconds until the host wants to be asked again; 0 when it didn't say."""

    def __init__(self, message: str, hint: str = "", after_s: float = 0) -> None:
        super().__init__(message, hint)
        self.args = (message, hint, after_s)
        self.after_s = after_s


class Conflict(HostError):
    """Another deployer changed a note at the host since it was read."""


class TakenOver(HostError):
    """This deployer's lock had expired, and another one is at work."""


class GaveWay(HostError):
    """This deployer stopped for one that brings a newer build."""

    exit_code = LOCKED
    may_pass = False
    outcome = "There is nothing left to do: the newer build is being deployed."


class Misconfigured(HostError):
    """The host's settings can't be right, as shows before anything was sent."""

    exit_code = USAGE
    may_pass = False
    outcome = "Nothing was sent."
