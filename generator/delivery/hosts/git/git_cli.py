"""Calls of git from a repository of Broadsheet's own, and what its troubles mean in plain words."""

import os
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.config.targets import is_repository
from generator.errors import Conflict, HostError, Misconfigured, TemporaryError

LIMIT_S = 1800
"""How long one call may take: the first push of a large site over a slow line."""
TRANSPORTS = "file:git:http:https:ssh"
"""No `ext::`, which runs any program that an address names."""
OWN_SETTINGS = (
    *("-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "core.quotePath=false"),
    *("-c", "core.fsync=none"),  # a cache: what a power cut takes is made again
)
LEFT_OUT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""Set when Broadsheet runs in a hook of git: they would lead into the user's own repository."""
PASSING = re.compile(
    r"could not resolve host|connection (?:refused|reset|timed out|closed)|operation timed out|network is unreachable"
    r"|early EOF|RPC failed|HTTP (?:429|5\d\d)|returned error: (?:429|5\d\d)|unexpected disconnect|timed? ?out",
    re.IGNORECASE,
)
OVERTAKEN = re.compile(r"stale info|non-fast-forward|fetch first|cannot lock ref|incorrect old value", re.IGNORECASE)
REFUSED = re.compile(r"\[remote rejected\][^(]*\((.*)\)|pre-receive hook declined", re.IGNORECASE)
SHUT_OUT = re.compile(
    r"authentication failed|could not read (?:username|password)|permission denied|permission to .* denied"
    r"|publickey|host key verification failed|returned error: 40[13]|access denied|not allowed to push",
    re.IGNORECASE,
)
ABSENT = re.compile(
    r"repository .* not found|not found|does not appear to be a git repository|does not exist|no such file"
    r"|access denied or repository not exported|returned error: 404",
    re.IGNORECASE,
)


class UnexpectedGitError(HostError):
    """Git failed for a reason that isn't known here; the repository on this machine may be damaged."""

    def __init__(self, said: str) -> None:
        super().__init__(f"git failed: {_in_short(said)}")


class Git:
    """Git, from the bare repository in `folder`, with an index of its own."""

    def __init__(self, folder: Path, index: Path, settings: Mapping[str, str]) -> None:
        """`settings`: variables of the environment beside those that are there, for who signs commits."""
        self.folder = folder
        self._environment = {**settings, **_inherited(), "GIT_DIR": str(folder), "GIT_INDEX_FILE": str(index)}

    def call(self, *words: str, content: bytes = b"") -> bytes:
        """What git says to `words`, which concern this machine alone. Raises UnexpectedGitError."""
        return self._say(words, content, UnexpectedGitError)

    def ask_host(self, *words: str) -> bytes:
        """What git says to `words` that need the host. Raises HostError in plain words."""
        return self._say(words, b"", trouble_of)

    def _say(self, words: Sequence[str], content: bytes, judge: Callable[[str], HostError]) -> bytes:
        done = _run_git([*OWN_SETTINGS, *words], self._environment, content)
        if done.returncode:
            raise judge(_without_passwords(done))
        return done.stdout


def _inherited() -> dict[str, str]:
    """The environment in which git runs, without what a hook of git would have set in it."""
    inherited = {key: value for key, value in os.environ.items() if key not in LEFT_OUT}
    return inherited | {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": TRANSPORTS, "LC_ALL": "C"}


def _ask(paper: Path, *words: str) -> str:
    """What git says of the paper's own repository; empty when it knows nothing."""
    done = _run_git(["-C", str(paper), *words], _inherited())
    return "" if done.returncode else done.stdout.decode().strip()


def _run_git(
    words: Sequence[str], environment: Mapping[str, str], content: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Git, without a terminal, so that nothing can ask there."""
    try:
        return subprocess.run(  # noqa: S603 -- no shell, and addresses were checked
            ["git", *words],  # noqa: S607 -- the git that the user has
            input=content,
            capture_output=True,
            env=environment,
            timeout=LIMIT_S,
            start_new_session=True,
            check=False,
        )
    except FileNotFoundError:
        raise HostError("The program git isn't installed.", "Install it: https://git-scm.com/downloads") from None
    except subprocess.TimeoutExpired:
        raise TemporaryError(f"git took longer than {LIMIT_S // 60} minutes.") from None


def _without_passwords(done: "subprocess.CompletedProcess[bytes]") -> str:
    """What git complained of; an address may hold a name and a token."""
    said = (done.stderr + done.stdout).decode(errors="replace")
    return re.sub(r"(//)[^/@\s]*@", r"\1", said)


def _in_short(said: str) -> str:
    complaints = (line.strip() for line in said.splitlines() if "fatal:" in line or "error:" in line)
    return next(complaints, said.strip()[:400])


def trouble_of(said: str) -> HostError:
    """What git's last words mean."""
    words = _in_short(said)
    refused = REFUSED.search(said)
    if OVERTAKEN.search(said):
        return Conflict("The branch was changed by somebody else meanwhile.", "Deploy again: it goes on from there.")
    if refused:
        hint = "Is the branch protected there? Its own rules decide."
        return HostError(f"The host took the files, and then refused the branch: {refused[1] or words}.", hint)
    if SHUT_OUT.search(said):
        hint = "Log in as you do for your own pushes: an ssh key (ssh-add), or git's credential store."
        return HostError(f"The host doesn't let git in: {words}", hint)
    if PASSING.search(said):
        return TemporaryError(f"The host can't be reached: {words}")
    if ABSENT.search(said):
        return HostError(f"There is no such repository, or it is not for you to see: {words}", "Look at `repository`.")
    return UnexpectedGitError(said)


def check_address(address: str) -> str:
    """`address`, when git can be given it. Raises Misconfigured for one that is an option or names a program."""
    if not address:
        raise Misconfigured("No repository is named.", "Set `repository` in site.toml.")
    if not is_repository(address):
        raise Misconfigured(
            f"“{address}” isn't the address of a repository.", "Write for example: git@github.com:me/site.git"
        )
    return address


def find_address(repository: str, paper: Path) -> str:
    """The address that git pushes to: as written, of a remote of the paper's own repository, or a path from there."""
    check_address(repository)
    if ":" in repository:
        return repository
    if "/" not in repository:
        remote = _ask(paper, "remote", "get-url", "--push", "--", repository)
        if remote:
            return check_address(remote)
    found = (paper / repository).resolve()
    if not found.exists():
        raise Misconfigured(f"There is no repository and no remote called “{repository}”.", "See: git remote -v")
    return str(found)


def signature_of(paper: Path) -> dict[str, str]:
    """Who signs: as git's own settings for the paper say, else Broadsheet."""
    name = _ask(paper, "config", "--get", "user.name") or "Broadsheet"
    mail = _ask(paper, "config", "--get", "user.email") or "broadsheet@localhost"
    whose = ("AUTHOR", "COMMITTER")
    return {f"GIT_{who}_NAME": name for who in whose} | {f"GIT_{who}_EMAIL": mail for who in whose}
