"""Connect to a server by ssh, with several SFTP channels over one connection.

ssh's own settings apply (`~/.ssh/config`: user, port, keys, ProxyJump; the agent; the default keys), as asyncssh reads
them. A server whose key isn't known, or differs from the known one, is refused whatever these settings say. A
password, where no key is accepted, comes from the environment.
"""

import asyncio
import os
import shlex
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import asyncssh

from generator.config.target_settings import Target
from generator.errors import HostError, TemporaryError

PASSWORD = "BROADSHEET_SFTP_PASSWORD"  # noqa: S105 (the variable's name)
CHANNELS = 4
"""The most channels. Each is a process at the server that does one thing at a time; OpenSSH allows ten."""
CONNECT_S = 20
STALL_S = 60
"""After so many seconds without any answer the server counts as failed."""
SLOWEST_BYTES_S = 16_384
"""The bytes a second that a connection must carry at least, for large files."""
READ_BYTES = 16 << 20
"""The size that is assumed for what is read, since it isn't known beforehand."""
KNOWN_HOSTS = ("~/.ssh/known_hosts", "~/.ssh/known_hosts2")
"""The user's files of known keys, unless ssh's settings name others."""
DIGESTED_AT_ONCE = 2_000
SUM = "b2sum -l 128 -z"
"""The command that prints the digests of files, as in `Upload.digest`, each line ended by NUL."""
BEGUN, DONE = "comparing-begins", "comparing-is-done"
"""Printed before and after the digests, so that a shell's greeting or another program isn't taken for them."""
ALL_USERS_KNOWN_HOSTS = "/etc/ssh/ssh_known_hosts"

Result = TypeVar("Result")
Work = Callable[[asyncssh.SFTPClient], Awaitable[Result]]


class KnownHosts:
    """The server keys that are known on this machine. `has_key`: whether the server's is among them."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = [file for name in files if (file := Path(name).expanduser()).is_file()]
        self.has_key = False

    def find(self, host: str, address: str, port: int | None) -> Any:
        """Return the keys, authorities and revoked keys of a host, as asyncssh wants them."""
        found = asyncssh.read_known_hosts([str(file) for file in self._files]).match(host, address, port)
        self.has_key = any(found)
        return found


class SshConnection:
    """A connection that is made when it is first needed, and again after it was lost. Any thread may use it."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._connection: asyncssh.SSHClientConnection | None = None
        self._channels: list[asyncssh.SFTPClient] = []
        self._load: dict[asyncssh.SFTPClient, int] = {}
        self._most = CHANNELS
        self._opening = asyncio.Lock()
        self._moved = 0.0
        self._runs_programs = True
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="ssh", daemon=True)
        self._thread.start()

    def do(self, work: Work[Result], doing: str, content_bytes: int = 0) -> Result:
        """Do `work` over the connection. `doing` says what it is, for error messages. Raises HostError.

        `content_bytes`: how many bytes are transferred. The more, the longer it may take.
        """
        limit_s = STALL_S + content_bytes / SLOWEST_BYTES_S
        return asyncio.run_coroutine_threadsafe(self._do(work, doing, limit_s), self._loop).result()

    async def _do(self, work: Work[Result], doing: str, limit_s: float) -> Result:
        channel = await self._least_busy()
        self._load[channel] = self._load.get(channel, 0) + 1
        try:
            return await self._in_time(asyncio.ensure_future(work(channel)), limit_s)
        except (OSError, asyncssh.Error) as error:
            host_error = _work_error(error, doing, self._target.host)
            if isinstance(host_error, TemporaryError) and channel in self._channels:
                self._disconnect()
            raise host_error from error
        finally:
            if channel in self._load:
                self._load[channel] -= 1

    def tick(self) -> None:
        """Note that bytes have arrived, so that work that waits on a slow connection doesn't time out."""
        self._moved = self._loop.time()

    async def _in_time(self, work: "asyncio.Future[Result]", limit_s: float) -> Result:
        """Wait for `work`. If it takes too long, close the connection: nothing else ends its requests."""
        ends = self._loop.time() + limit_s
        while not work.done() and (left_s := max(ends, self._moved + STALL_S) - self._loop.time()) > 0:
            await asyncio.wait({work}, timeout=left_s)
        if work.done():
            self.tick()
            return work.result()
        self._disconnect()
        await asyncio.wait({work}, timeout=CONNECT_S)
        if not work.cancel():
            work.exception()
        raise TimeoutError

    def digests(self, folder: str, files: Sequence[str]) -> dict[str, str] | None:
        """Return the digests of files on the server by its own b2sum; None where it doesn't run programs for us.

        Missing files are left out. The names go to the program's input.
        """
        if not self._runs_programs or not files:
            return None if files else {}
        found = dict[str, str]()
        for start in range(0, len(files), DIGESTED_AT_ONCE):
            batch = files[start : start + DIGESTED_AT_ONCE]
            digests = self.do(lambda _, batch=batch: self._sum(folder, batch), "Comparing files", READ_BYTES)  # type: ignore[misc]
            if digests is None:
                self._runs_programs = False
                return None
            found |= digests
        return found

    async def _sum(self, folder: str, files: Sequence[str]) -> dict[str, str] | None:
        """Return the digests that b2sum prints. It is tried first, since it fails for missing files anyway."""
        if self._connection is None:
            return None
        sums = f"xargs -0 -r {SUM} --; test $? -lt 124"
        script = f"cd -- {shlex.quote(folder or '/')} && printf x | {SUM} >/dev/null && echo {BEGUN} && {{ {sums}; }}"
        script = f"exec sh -c {shlex.quote(f'{script} && echo {DONE}')}"
        names = "".join(f"./{file}\0" for file in files).encode()
        try:
            done = await self._connection.run(script, input=names, encoding=None)
        except asyncssh.ChannelOpenError:
            return None
        said = done.stdout if isinstance(done.stdout, bytes) else b""
        _, begun, said = said.partition(f"{BEGUN}\n".encode())
        said, done_, _ = said.rpartition(DONE.encode())
        if not (begun and done_):
            return None
        records = (record.decode(errors="replace") for record in said.split(b"\0")[:-1])
        return {record[34:].removeprefix("./"): record[:32] for record in records}

    async def _least_busy(self) -> asyncssh.SFTPClient:
        async with self._opening:
            if self._connection is None or self._connection.is_closed():
                self._disconnect()
                self._connection = await self._connect()
            idle = next((channel for channel in self._channels if not self._load.get(channel)), None)
            if idle is None and len(self._channels) < self._most:
                await self._add_channel(self._connection)
            return idle or min(self._channels, key=lambda channel: self._load.get(channel, 0))

    async def _add_channel(self, connection: asyncssh.SSHClientConnection) -> None:
        try:
            async with asyncio.timeout(CONNECT_S):
                self._channels.append(await connection.start_sftp_client())
        except (OSError, asyncssh.Error) as error:
            if not self._channels:
                raise _no_sftp_error(error, self._target.host, is_lost=connection.is_closed()) from error
            self._most = len(self._channels)

    async def _connect(self) -> asyncssh.SSHClientConnection:
        target = self._target
        named: dict[str, Any] = {"port": target.port} if target.port else {}
        named |= {"username": target.user} if target.user else {}
        try:
            settings = asyncssh.SSHClientConnectionOptions(host=target.host, **named)
            known = KnownHosts([*(cast("Sequence[str]", settings.known_hosts) or KNOWN_HOSTS), ALL_USERS_KNOWN_HOSTS])
            return await asyncssh.connect(
                target.host, known_hosts=known.find, password=os.environ.get(PASSWORD), connect_timeout=CONNECT_S,
                login_timeout=CONNECT_S, keepalive_interval=15, keepalive_count_max=4, **named,
            )  # fmt: skip
        except asyncssh.HostKeyNotVerifiable as error:
            raise _key_error(target, has_key=known.has_key) from error
        except (OSError, asyncssh.Error, ValueError) as error:
            raise _connect_error(error, target) from error

    def _disconnect(self) -> None:
        """Close the connection at once. Work in progress fails, and the next work makes a new connection."""
        if self._connection is not None:
            self._connection.abort()
        self._connection = None
        self._channels, self._load = [], {}

    def close(self) -> None:
        """Close the connection and end its thread."""
        if self._loop.is_closed():
            return
        with suppress(Exception):
            asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(CONNECT_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(CONNECT_S)
        if not self._thread.is_alive():
            self._loop.close()

    async def _end(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
            async with asyncio.timeout(5):
                await connection.wait_closed()


def _by_hand(target: Target) -> str:
    """Return the command by which a user logs in to this target."""
    port = f" -p {target.port}" if target.port else ""
    return f"ssh{port} {target.user}@{target.host}" if target.user else f"ssh{port} {target.host}"


def _key_error(target: Target, *, has_key: bool) -> HostError:
    if not has_key:
        return HostError(
            f"The server {target.host} isn't known on this machine yet, so nothing was sent.",
            f"Log in once by hand ({_by_hand(target)}), compare the fingerprint with the one that your host gives "
            f"you, and answer yes. Where nobody can answer, add what ssh-keyscan prints to ~/.ssh/known_hosts.",
        )
    return HostError(
        f"The server {target.host} shows another key than the one known on this machine, so nothing was sent: it was "
        f"set up again, or somebody intercepts the connection.",
        f"Ask your host. Only if it was set up again: forget the old key (ssh-keygen -R {target.host}) and log in once "
        f"by hand: {_by_hand(target)}",
    )


def _connect_error(error: Exception, target: Target) -> HostError:
    """Return the error for a connection that couldn't be made."""
    if isinstance(error, asyncssh.PermissionDenied):
        return HostError(
            f"The server {target.host} doesn't let us in.",
            f"Does this work: {_by_hand(target)} ? It needs a key in ~/.ssh or in the agent; a password can be in "
            f"the environment variable {PASSWORD}.",
        )
    if isinstance(error, socket.gaierror) and error.errno != socket.EAI_AGAIN:
        return HostError(f"There is no server {target.host}.", "Check `host` in site.toml.")
    if isinstance(error, OSError | asyncssh.ConnectionLost | asyncssh.ServiceNotAvailable):
        return TemporaryError(f"The server {target.host} can't be reached: {_reason(error)}.")
    return HostError(f"The server {target.host} can't be used: {_reason(error)}.", f"Try: {_by_hand(target)}")


def _no_sftp_error(error: Exception, host: str, *, is_lost: bool) -> HostError:
    if is_lost or isinstance(error, OSError | asyncssh.ConnectionLost):
        return TemporaryError(f"The server {host} doesn't answer: {_reason(error)}.")
    return HostError(
        f"The server {host} lets us in, but doesn't let us put files there: {_reason(error)}.",
        "Its ssh needs the sftp part (Subsystem sftp in sshd_config); ask your host.",
    )


def _work_error(error: Exception, doing: str, host: str) -> HostError:
    """Return the error for work that failed."""
    lost = asyncssh.ConnectionLost | asyncssh.SFTPConnectionLost | asyncssh.SFTPNoConnection | asyncssh.DisconnectError
    if isinstance(error, TimeoutError):
        return TemporaryError(f"{doing}: the server {host} doesn't answer any more.")
    if isinstance(error, OSError | lost):
        return TemporaryError(f"{doing}: the connection to {host} broke.")
    if isinstance(error, asyncssh.SFTPPermissionDenied):
        hint = "The folder there, and all in it, must belong to the user that logs in."
        return HostError(f"{doing}: the server {host} doesn't allow this user to do that.", hint)
    return HostError(
        f"{doing}: the server {host} says “{_reason(error)}”.", "Check whether its disk is full, or over its quota."
    )


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it doesn't answer"
    return str(getattr(error, "reason", "") or getattr(error, "strerror", "") or error).strip().rstrip(".")
