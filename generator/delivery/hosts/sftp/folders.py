"""Make, check and delete the folders of the site on a server. A symbolic link is never taken for one."""

from collections.abc import Iterable, Sequence

import asyncssh
from asyncssh import FILEXFER_TYPE_DIRECTORY as FOLDER
from asyncssh import FILEXFER_TYPE_REGULAR as FILE
from asyncssh import SFTPAttrs, SFTPClient

from generator.delivery.hosts.sftp.steps import look, together
from generator.errors import HostError

STAYS = (asyncssh.SFTPFailure, asyncssh.SFTPNoSuchFile, asyncssh.SFTPPermissionDenied)
"""Answers of a server that doesn't delete a folder: it isn't empty, is gone already, or belongs to somebody else."""


def folders_above(file: str) -> list[str]:
    """Return the folders above `file`, the uppermost first: `a` and `a/b` for `a/b/c`."""
    parts = file.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


class SiteFolders:
    """The folders below `root` on the server. Each is looked at once and then remembered."""

    def __init__(self, root: str) -> None:
        self._root = root
        self.known = set[str]()
        self._new = set[str]()

    async def make(self, sftp: SFTPClient, folders: Sequence[str]) -> None:
        """Make those of `folders`, each in the one before it, that don't exist. Raises HostError for a link."""
        for folder in ["", *folders]:
            if folder in self.known:
                continue
            above_is_new = bool(folder) and folder.rpartition("/")[0] in self._new
            if above_is_new or not await self._is_folder(sftp, folder):
                await self._make_one(sftp, folder)
            self.known.add(folder)

    async def make_all(self, sftp: SFTPClient, folders: Iterable[str]) -> None:
        """Make each of these folders, and the folders above it."""
        await together(self.make(sftp, folders_above(f"{folder}/x")) for folder in folders)

    async def exist_above(self, sftp: SFTPClient, file: str) -> bool:
        """Tell whether all folders above `file` exist. Raises HostError when one is a link."""
        for folder in folders_above(file):
            if folder in self.known:
                continue
            attributes = await look(sftp, f"{self._root}/{folder}")
            if attributes is None or attributes.type == FILE:
                return False
            self._check(folder, attributes)
            self.known.add(folder)
        return True

    async def remove_empty(self, sftp: SFTPClient, folders: Iterable[str]) -> None:
        """Delete those of the folders that are empty."""
        await together(self._remove_if_empty(sftp, folder) for folder in folders)

    def forget(self, folders: Iterable[str]) -> None:
        """Look at these folders again before they are next used."""
        for folder in folders:
            self.known.discard(folder)
            self._new.discard(folder)

    async def _is_folder(self, sftp: SFTPClient, folder: str) -> bool:
        """Tell whether there is such a folder. Raises HostError when the name belongs to something else."""
        attributes = await look(sftp, f"{self._root}/{folder}".rstrip("/") or "/", follow=not folder)
        if attributes is not None:
            self._check(folder, attributes)
        return attributes is not None

    def _check(self, folder: str, attributes: SFTPAttrs) -> None:
        if attributes.type != FOLDER:
            raise HostError(
                f"On the server, {folder or self._root} is a file or a link, where the site needs a folder.",
                "Nothing was put there. Delete it there if it isn't needed, and deploy again.",
            )

    async def _make_one(self, sftp: SFTPClient, folder: str) -> None:
        try:
            await sftp.mkdir(f"{self._root}/{folder}".rstrip("/"))
        except asyncssh.SFTPNoSuchFile as missing:
            raise HostError(
                f"There is no folder {self._root} on the server, nor one that it could be made in.",
                "Check `folder` in site.toml, or make it there.",
            ) from missing
        except asyncssh.SFTPFailure:  # another deployer made it first
            if not await self._is_folder(sftp, folder):
                raise
        else:
            self._new.add(folder)

    async def _remove_if_empty(self, sftp: SFTPClient, folder: str) -> None:
        try:
            await sftp.rmdir(f"{self._root}/{folder}")
        except STAYS:
            return
        self.forget([folder])
