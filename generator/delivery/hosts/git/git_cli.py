"""Call git in a repository of Broadsheet's own, and turn its errors into plain words."""

import os
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.config.targets import is_repository
from generator.errors import Conflict, HostError, Misconfigured, TemporaryError

LIMIT_S = 1800
"""The time that one call may take, in seconds: enough for the first push of a large site over a slow connection."""
TRANSPORTS = "file:git:http:https:ssh"
"""The protocols that git may use. `ext::` isn't one: it runs any program that an address names."""
HOST = "host"
"""The name by which the repository here knows the one that is deployed to."""
ADDRESS = f"remote.{HOST}.url"
OWN_SETTINGS = (
    *("-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "core.quotePath=false"),
    *("-c", "core.fsync=none"),  # this is a cache: what a power cut destroys is made again
)
LEFT_OUT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""Variables that git sets for its hooks. They would make us work in the user's own repository."""
TEMPORARY = re.compile(
    r"could not resolve host|connection (?:refused|reset|timed out|closed)|operation timed out|network is unreachable"
    r"|(?:failed to|couldn't|could not|unable to) connect to|no route to host"
    r"|early EOF|RPC failed|HTTP (?:429|5\d\d)|returned error: (?:429|5\d\d)|unexpected disconnect|timed? ?out",
    re.IGNORECASE,
)
CONFLICTS = re.compile(r"stale info|non-fast-forward|fetch first|cannot lock ref|incorrect old value", re.IGNORECASE)
REFUSED = re.compile(r"\[remote rejected\][^(]*\((.*)\)|pre-receive hook declined", re.IGNORECASE)
NO_ACCESS = re.compile(
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
        super().__init__(f"git failed: {_summary_of(said)}")


class Git:
    """A bare repository in `folder`, with an index file elsewhere."""

    def __init__(self, folder: Path, index: Path, settings: Mapping[str, str], address: str) -> None:
        """`settings` adds environment variables, for the author of commits; `address` is that of the remote HOST."""
        self.folder = folder
        own = {**_naming(address), "GIT_DIR": str(folder), "GIT_INDEX_FILE": str(index)}
        self._environment = {**settings, **_inherited(), **own}

    def call(self, *words: str, content: bytes = b"") -> bytes:
        """Run git with the arguments `words`, on this machine only; return its output. Raises UnexpectedGitError."""
        return self._say(words, content, UnexpectedGitError)

    def ask_host(self, *words: str) -> bytes:
        """Run git with the arguments `words`, which contact the host; return its output. Raises HostError."""
        return self._say(words, b"", error_of)

    def _say(self, words: Sequence[str], content: bytes, judge: Callable[[str], HostError]) -> bytes:
        done = _run_git([*OWN_SETTINGS, *words], self._environment, content)
        if done.returncode:
            raise judge(_without_passwords(done))
        return done.stdout


def _inherited() -> dict[str, str]:
    """Return the environment for git, without the variables that git sets for its hooks."""
    inherited = {key: value for key, value in os.environ.items() if key not in LEFT_OUT}
    return inherited | {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": TRANSPORTS, "LC_ALL": "C"}


def _naming(address: str) -> dict[str, str]:
    """Return the environment by which git knows the remote HOST: an address may hold a token, so it is in no file."""
    number = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    return {
        "GIT_CONFIG_COUNT": str(number + 1),
        f"GIT_CONFIG_KEY_{number}": ADDRESS,
        f"GIT_CONFIG_VALUE_{number}": address,
    }


def _ask(paper: Path, *words: str) -> str:
    """Run git in the paper's own repository; return its output, empty when it fails."""
    done = _run_git(["-C", str(paper), *words], _inherited())
    return "" if done.returncode else done.stdout.decode().strip()


def _run_git(
    words: Sequence[str], environment: Mapping[str, str], content: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run git without a terminal, so that it can't ask anything there."""
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
        raise HostError(f"git took longer than {LIMIT_S // 60} minutes.") from None


def _without_passwords(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Return git's output without the user names and tokens that addresses may contain."""
    said = (done.stderr + done.stdout).decode(errors="replace")
    return re.sub(r"(//)[^/@\s]*@", r"\1", said)


def _summary_of(said: str) -> str:
    complaints = (line.strip() for line in said.splitlines() if "fatal:" in line or "error:" in line)
    return next(complaints, said.strip()[:400])


def error_of(said: str) -> HostError:
    """Return the error that git's output means."""
    words = _summary_of(said)
    refused = REFUSED.search(said)
    if CONFLICTS.search(said):
        return Conflict("The branch was changed by somebody else meanwhile.", "Deploy again.")
    if refused:
        hint = "Check whether the branch is protected there."
        return HostError(f"The host took the files, and then refused the branch: {refused[1] or words}.", hint)
    if NO_ACCESS.search(said):
        hint = "Log in as you do for your own pushes: an ssh key (ssh-add), or git's credential store."
        return HostError(f"The host doesn't let git in: {words}", hint)
    if TEMPORARY.search(said):
        return TemporaryError(f"The host can't be reached: {words}")
    if ABSENT.search(said):
        return HostError(
            f"There is no such repository, or you have no access to it: {words}", "Check `repository` in site.toml."
        )
    return UnexpectedGitError(said)


def check_address(address: str) -> str:
    """Return `address` unchanged. Raises Misconfigured for one that is an option or names a program."""
    if not address:
        raise Misconfigured("No repository is named.", "Set `repository` in site.toml.")
    if not is_repository(address):
        raise Misconfigured(
            f"“{address}” isn't the address of a repository.", "Write for example: git@github.com:me/site.git"
        )
    return address


def find_address(repository: str, paper: Path) -> str:
    """Return the address to push to: as written, of a remote of the paper's repository, or a path from the paper."""
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


def author_of(paper: Path) -> dict[str, str]:
    """Return the author of commits: from git's settings for the paper, else Broadsheet."""
    name = _ask(paper, "config", "--get", "user.name") or "Broadsheet"
    mail = _ask(paper, "config", "--get", "user.email") or "broadsheet@localhost"
    whose = ("AUTHOR", "COMMITTER")
    return {f"GIT_{who}_NAME": name for who in whose} | {f"GIT_{who}_EMAIL": mail for who in whose}
