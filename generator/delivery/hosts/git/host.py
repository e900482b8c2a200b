"""Deploy to a branch that GitHub, GitLab or Codeberg Pages serves. Readers see all of a deploy at once, as a commit.

A bare repository in .broadsheet/deploy/NAME/ holds the branch's last commit, without the files' bytes where the host
can omit these. The user's own repository and work tree are never written. Other files in the branch (CNAME, a README)
stay.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from generator.batches import batches_of
from generator.config import Target
from generator.config.targets import BRANCH
from generator.delivery.hosts.contract import NOTES, HostedFile, Note, Upload
from generator.delivery.hosts.git.git_cli import (
    ADDRESS,
    HOST,
    Git,
    UnexpectedGitError,
    author_of,
    check_address,
    find_address,
)
from generator.errors import Conflict, HostError, Misconfigured

BATCH = 500
"""The number of files that one call adds to the repository."""
LOOSE_FILES = 5000
"""The number of loose objects, roughly, from which git packs the repository here."""
TIP = "refs/broadsheet/tip"
NO_FILE = "0" * 40
CHUNK_BYTES = 1 << 20
NOT_JEKYLL = ".nojekyll"
"""GitHub Pages: without it files and folders that begin with _ or . aren't served."""
KEPT = frozenset({NOT_JEKYLL, "CNAME", ".domains"})
"""Files that configure Pages; they aren't part of the site."""


def open_git(target: Target, name: str, paper: Path, state: Path) -> "GitHost":  # noqa: ARG001 (every kind is opened alike)
    """Return the host for the branch of `target`, with its last commit fetched. Raises HostError."""
    if not BRANCH.fullmatch(target.branch):
        raise Misconfigured(f"“{target.branch}” can't be the name of a branch.", "Write for example: gh-pages")
    folder = target.folder.strip("/")
    if folder and not all(_is_plain(part) for part in folder.split("/")):
        raise Misconfigured(f"“{target.folder}” can't be a folder in a branch.", "Write for example: docs")
    address = find_address(target.repository, paper)
    try:
        return GitHost(address, target.branch, folder, state, paper)
    except UnexpectedGitError:
        shutil.rmtree(state / "repository", ignore_errors=True)
        return GitHost(address, target.branch, folder, state, paper)


def _is_plain(part: str) -> bool:
    return bool(part) and part not in {".", ".."} and part.casefold() != ".git"


class GitHost:
    """A host that is a branch. Files are put into an index; `commit` commits and pushes them."""

    at_once = True
    can_compare = True

    def __init__(self, address: str, branch: str, folder: str, state: Path, paper: Path) -> None:
        """Fetch the last commit of `branch` at `address`. The site is its `folder`, or all of it when that is empty."""
        self.remarks: list[str] = []
        self._branch, self._prefix = f"refs/heads/{branch}", f"{folder}/" if folder else ""
        self._scratch = tempfile.TemporaryDirectory(prefix="broadsheet-git-", ignore_cleanup_errors=True)
        index = Path(self._scratch.name) / "index"
        self._git = Git(state / "repository", index, author_of(paper), check_address(address))
        try:
            self._tip = self._fetch()
        except HostError:
            self.close()
            raise

    def _fetch(self) -> str:
        """Fetch the branch's last commit, read it into the index and return it; empty when there is no branch."""
        if not (self._git.folder / "HEAD").is_file():
            self._git.folder.mkdir(parents=True, exist_ok=True)
            self._git.call("init", "--quiet", "--bare", "--template=", str(self._git.folder))
        with suppress(UnexpectedGitError):  # earlier versions wrote the address there
            self._git.call("config", "--unset-all", ADDRESS)
        settings = {"promisor": "true", "partialclonefilter": "blob:none"}
        for key, value in settings.items():
            self._git.call("config", f"remote.{HOST}.{key}", value)
        found = self._git.ask_host("ls-remote", "--", HOST, self._branch).decode().split()
        if not found:
            self._git.call("read-tree", "--empty")
            return ""
        wanted = f"+{self._branch}:{TIP}"
        self._git.ask_host("fetch", "--quiet", "--depth=1", "--no-tags", "--filter=blob:none", "--", HOST, wanted)
        tip = self._git.call("rev-parse", "--verify", f"{TIP}^{{commit}}").decode().strip()
        self._git.call("read-tree", tip)
        return tip

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:  # noqa: ARG002 -- one call of git takes them all
        """Add files to the index."""
        for batch in batches_of(uploads, BATCH):
            sources = "".join(f"{_line(upload.source)}\n" for upload in batch)
            words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
            blobs = self._git.call(*words, content=_bytes(sources)).decode().split()
            pairs = zip(batch, blobs, strict=True)
            self._index((upload.file, blob) for upload, blob in pairs)
            yield from (upload.file for upload in batch)

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """Remove files from the index."""
        self._index((file, "") for file in files)
        yield from files

    def listing(self) -> Iterator[HostedFile]:
        """Iterate over the site's files in the index. Their sizes aren't known: the fingerprints decide."""
        for file, blob in self._listed(self._prefix):
            name = file.removeprefix(self._prefix)
            if name not in KEPT and not name.startswith(f"{NOTES}/"):
                yield HostedFile(name, -1, blob)

    def fingerprint(self, source: Path) -> str:
        """Return git's object name for these bytes."""
        digest = hashlib.sha1(f"blob {source.stat().st_size}\0".encode(), usedforsecurity=False)
        with source.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                digest.update(chunk)
        return digest.hexdigest()

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file in the index, which the branch has after `commit`."""
        blob = self._blob(file)
        return self._git.ask_host("cat-file", "blob", blob) if blob else None

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Compare by git's object names; nothing is fetched."""
        blobs = {hosted.file: hosted.fingerprint for hosted in self.listing()}
        for upload in uploads:
            if blobs.get(upload.file) != self.fingerprint(Path(upload.source)):
                yield upload.file

    def note(self, name: str) -> Note | None:
        """Return a note, which is a file of the commit."""
        blob = self._blob(f"{NOTES}/{name}")
        return Note(self._git.ask_host("cat-file", "blob", blob), blob) if blob else None

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Add the note to the index. If another deployer commits meanwhile, `commit` raises Conflict."""
        if (self._blob(f"{NOTES}/{name}") or None) != seen:
            raise Conflict(f"The note {name} was changed by another deploy.")
        blob = self._git.call("hash-object", "-w", "--stdin", content=content).decode().strip()
        self._index([(f"{NOTES}/{name}", blob)])
        return blob

    def drop_note(self, name: str) -> None:
        """Remove the note from the index."""
        self._index([(f"{NOTES}/{name}", "")])

    def commit(self, message: str) -> None:
        """Commit and push, if anything changed. Raises Conflict when the branch moved meanwhile."""
        if not self._blob(NOT_JEKYLL):
            empty = self._git.call("hash-object", "-w", "--stdin").decode().strip()
            self._index([(NOT_JEKYLL, empty)])
        tree = self._git.call("write-tree", "--missing-ok").decode().strip()
        if self._tip and tree == self._git.call("rev-parse", f"{self._tip}^{{tree}}").decode().strip():
            return
        parent = ("-p", self._tip) if self._tip else ()
        commit = self._git.call("commit-tree", tree, *parent, content=f"{message}\n".encode()).decode().strip()
        lease = f"--force-with-lease={self._branch}:{self._tip}"
        try:
            self._git.ask_host("push", "--quiet", "--no-verify", lease, "--", HOST, f"{commit}:{self._branch}")
        except UnexpectedGitError:
            self._discard()
            raise
        self._git.call("update-ref", TIP, commit)
        self._tip = commit
        with suppress(HostError):  # the deploy has succeeded, whatever happens to the copy here
            self._git.call("-c", f"gc.auto={LOOSE_FILES}", "-c", "gc.autoDetach=false", "gc", "--auto", "--quiet")

    def _discard(self) -> None:
        """Delete the repository here, which may be damaged; the next deploy fetches it again."""
        shutil.rmtree(self._git.folder, ignore_errors=True)

    def close(self) -> None:
        """Delete the index, with all that wasn't committed."""
        self._scratch.cleanup()

    # --- the index --------------------------------------------------------------------------------

    def _index(self, entries: "Iterator[tuple[str, str]] | list[tuple[str, str]]") -> None:
        """Put files, each with its blob, into the index; a file whose blob is empty is removed."""
        lines = (f"{'100644' if blob else '0'} {blob or NO_FILE}\t{self._prefix}{file}\0" for file, blob in entries)
        self._git.call("update-index", "-z", "--add", "--replace", "--index-info", content=_bytes("".join(lines)))

    def _blob(self, file: str) -> str:
        """Return the blob of a file in the index; empty when there is none."""
        wanted = f"{self._prefix}{file}"
        return next((blob for found, blob in self._listed(wanted) if found == wanted), "")

    def _listed(self, where: str) -> Iterator[tuple[str, str]]:
        """Yield files in the index, by their paths in the branch, and their blobs."""
        within = [f":(literal){where}"] if where else []
        listed = self._git.call("ls-files", "--stage", "-z", "--", *within)
        for line in listed.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            facts, _, file = line.partition("\t")
            yield file, facts.split(" ")[1]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _line(path: str) -> str:
    """Return a path as git reads it from a line: quoted as in C where that is needed."""
    if "\n" not in path and not path.startswith('"'):
        return path
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
