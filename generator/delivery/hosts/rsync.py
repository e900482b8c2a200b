"""Deploy to a server by rsync, which sends only the changed parts of a file.

Notes, deletions and the listing go by SFTP, with the same ssh settings. rsync uses the system's ssh unless RSYNC_RSH
names another. Source of the exit codes and options: rsync(1).
"""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.batches import batches_of
from generator.config.target_settings import Target
from generator.delivery.hosts.contract import HostedFile, Note, Upload
from generator.delivery.hosts.files import check_name, group_by_folder, in_light_batches, open_source
from generator.delivery.hosts.sftp.host import INCOMING, SftpHost, open_sftp, place_on_server
from generator.delivery.hosts.sftp.ssh import CONNECT_S
from generator.errors import HostError, TemporaryError

PROGRAM = "rsync"
BATCH = 500
"""The most files that one run sends or compares."""
FEW = 32
"""Up to so many files are compared over the SFTP connection, which saves rsync's own login."""
STALL_S = 60
TEMPORARY_CODES = frozenset({10, 12, 30, 35})
"""Errors of the connection or of the data stream, and time limits."""
PARTIAL_CODES = frozenset({11, 23, 24})
"""Errors of the disk there, and files that weren't taken."""
SSH_FAILED = 255


def open_rsync(target: Target, name: str, paper: Path, state: Path) -> "RsyncHost":
    """Return the host of `[deploy.NAME]`. It connects when it is first needed."""
    return RsyncHost(target, open_sftp(target, name, paper, state))


class RsyncHost:
    """The site's folder on the server."""

    at_once = False
    can_compare = True

    def __init__(self, target: Target, sftp: SftpHost) -> None:
        self._target, self._sftp = target, sftp
        self.remarks = sftp.remarks

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        """Put files in place, BATCH of them in each run of rsync. Names are yielded when their run has succeeded.

        Files whose source has another name than in the site go by SFTP.
        """
        for upload in uploads:
            check_name(upload.file)
        by_folder, others = group_by_folder(uploads)
        for folder, files in by_folder.items():
            for batch in in_light_batches(files, BATCH):
                self._send(folder, batch)
                yield from (upload.file for upload in batch)
        yield from self._sftp.put(others, parallel)

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """Delete files."""
        return self._sftp.remove(files)

    def listing(self) -> Iterator[HostedFile]:
        """Iterate over all files of the site's folder."""
        return self._sftp.listing()

    def fingerprint(self, source: Path) -> str:
        """Return an empty fingerprint: a listing has sizes only."""
        return self._sftp.fingerprint(source)

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file on the server; None when there is none."""
        return self._sftp.read(file)

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Compare many files by rsync's checksums, which transfers none of their bytes, and a few by SFTP."""
        by_folder, others = group_by_folder(uploads)
        if len(uploads) <= FEW:
            by_folder, others = {}, list(uploads)
        for folder, files in by_folder.items():
            for batch in batches_of(files, BATCH):
                yield from self._compare(folder, batch)
        yield from self._sftp.differing(others)

    def note(self, name: str) -> Note | None:
        """Return the note."""
        return self._sftp.note(name)

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """Write a note. Raises Conflict when another deployer changed it."""
        return self._sftp.leave_note(name, content, seen)

    def drop_note(self, name: str) -> None:
        """Delete a note."""
        self._sftp.drop_note(name)

    def commit(self, message: str) -> None:
        """Remove files that were left half sent."""
        self._sftp.commit(message)

    def close(self) -> None:
        """Close the connection."""
        self._sftp.close()

    def _send(self, folder: str, uploads: Sequence[Upload]) -> None:
        """Send files from `folder` on this machine in one run of rsync."""
        for upload in uploads:
            with open_source(upload):
                pass
        self._sftp.make_folders([upload.file for upload in uploads])
        self._run(self._command(folder, "--ignore-times", "--chmod=F666", f"--temp-dir={INCOMING}"), uploads)

    def _compare(self, folder: str, uploads: Sequence[Upload]) -> Iterator[str]:
        """Yield the files that rsync would send; it prints one on each line."""
        words = ("--dry-run", "--checksum", "--8-bit-output", "--out-format=%n")
        said = self._run(self._command(folder, *words), uploads).decode()
        names = {line.removeprefix("./") for line in said.splitlines()}
        yield from (upload.file for upload in uploads if upload.file in names)

    def _run(self, command: Sequence[str], uploads: Sequence[Upload]) -> bytes:
        """Run rsync on these files; return its output. Raises HostError."""
        names = "\0".join(f"./{upload.file}" for upload in uploads).encode()  # without ./ it takes “#x” for a comment
        try:
            done = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
                command, input=names, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"}
            )
        except FileNotFoundError as missing:
            raise HostError(
                "There is no rsync program on this machine.", 'Install rsync, or set to = "sftp" in site.toml.'
            ) from missing
        if done.returncode:
            raise _host_error(done.returncode, done.stderr.decode(errors="replace"), self._target.host)
        return done.stdout

    def _command(self, folder: str, *words: str) -> list[str]:
        """Return the program's arguments. Each file goes to INCOMING first and is then renamed into place."""
        target = self._target
        host = f"[{target.host}]" if ":" in target.host else target.host
        return [
            PROGRAM, "--files-from=-", "--from0", "--no-implied-dirs", "-s", f"--timeout={STALL_S}", *words,
            f"--rsh={self._ssh()}", "--",
            f"{folder}/", f"{host}:{place_on_server(target.folder)}/",
        ]  # fmt: skip

    def _ssh(self) -> str:
        """Return an ssh command that never asks questions and refuses servers whose key isn't known."""
        target = self._target
        words = shlex.split(os.environ.get("RSYNC_RSH") or "ssh")
        words += ["-oBatchMode=yes", "-oStrictHostKeyChecking=yes", f"-oConnectTimeout={CONNECT_S}"]
        words += ["-p", str(target.port)] if target.port else []
        words += ["-l", target.user] if target.user else []
        return shlex.join(words)


def _host_error(code: int, said: str, host: str) -> HostError:
    """Return the error for a run that failed."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    own = [line for line in lines if line.startswith(("rsync:", "ssh:"))]  # other lines may be a server's greeting
    first = next(iter([*own, *lines]), "nothing")
    if re.search(r"rsync: (command )?not found", said):
        return HostError(f"There is no rsync program on the server {host}.", 'Ask your host, or set to = "sftp".')
    if "Host key verification failed" in said:
        return HostError(f"The server {host} isn't known on this machine.", f"Log in once by hand: ssh {host}")
    if re.search(r"Permission denied \([a-z]", said):  # (publickey); of a file it is (13)
        return HostError(f"The server {host} doesn't let rsync in.", "rsync needs a key in ~/.ssh or in the agent.")
    if code in TEMPORARY_CODES or code == SSH_FAILED:
        return TemporaryError(f"The connection to {host} broke, or it doesn't answer; rsync says: {first}")
    if code in PARTIAL_CODES:
        hint = "Check whether the folder there belongs to this user, and whether the disk is full."
        return HostError(f"The server {host} didn't take everything; rsync says: {first}", hint)
    return HostError(f"rsync ended with {code}: {first}", "The manual page rsync(1) explains that number.")
