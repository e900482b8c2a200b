"""Real servers on loopback for tests of delivery: OpenSSH, and two S3 stores. Each is started once a test run."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from patience import started, until

KEY_ID, SECRET = "courier", "courier-secret"
BUCKET = "courier-site"


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def find_program(name: str) -> str | None:
    """Return the path of a program: beside this Python, or on the system."""
    beside = Path(sys.executable).parent
    return shutil.which(name, path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")


@contextmanager
def running(command: list[str], folder: Path, is_ready: Callable[[], bool]) -> Iterator[None]:
    """Run a program that is ready when the block begins and ends with it. Its output is in folder/log."""

    def said() -> str:
        return (folder / "log").read_text(errors="replace")[-2000:]

    with (
        (folder / "log").open("wb") as log,
        started(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder) as process,
    ):
        try:
            until(lambda: process.poll() is not None or is_ready(), f"{command[0]}, which says: {said()}; it")
            assert process.poll() is None, said()
            yield
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)


def listens(port: int, greeting: bytes = b"") -> bool:
    """Tell whether a server accepts connections at `port` and sends this greeting."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as line:
        return not greeting or line.recv(64).startswith(greeting)
    return False


# --- OpenSSH --------------------------------------------------------------------------------------


class SshServer:
    """An sshd that lets in the user who runs the tests, with one key; and a home with ssh settings that lead to it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"
        self.port = free_port()
        self.user = pwd.getpwuid(os.getuid()).pw_name
        (self.home / ".ssh").mkdir(parents=True)
        self.key, self.host_key = self._make_key("reader"), self._make_key("host")
        shutil.copy(f"{self.key}.pub", folder / "authorized_keys")
        self.write_settings(self.home, self.port)

    def _make_key(self, name: str) -> Path:
        path = self.folder / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
        return path

    def write_settings(self, home: Path, port: int, host_key: Path | None = None) -> None:
        """Make a home whose ssh knows the server as `courier-host`, at `port`, with another key if asked."""
        ssh = home / ".ssh"
        ssh.mkdir(parents=True, exist_ok=True)
        public = Path(f"{host_key or self.host_key}.pub").read_text()
        (ssh / "known_hosts").write_text(f"[127.0.0.1]:{port} {public}")
        (ssh / "config").write_text(
            f"Host courier-host\n  HostName 127.0.0.1\n  Port {port}\n  User {self.user}\n  IdentityFile {self.key}\n"
            f"  IdentitiesOnly yes\n  UserKnownHostsFile {ssh}/known_hosts\n"
        )

    def command(self, *more: str) -> list[str]:
        """Return the command for sshd in the foreground."""
        settings = self.folder / "sshd_config"
        lines = [
            f"Port {self.port}", "ListenAddress 127.0.0.1", f"HostKey {self.host_key}", "StrictModes no",
            f"AuthorizedKeysFile {self.folder}/authorized_keys", "PasswordAuthentication no", "UsePAM no",
            "KbdInteractiveAuthentication no", "PidFile none", "MaxStartups 100", "PermitRootLogin yes",
            "Subsystem sftp internal-sftp", *more,
        ]  # fmt: skip
        settings.write_text("\n".join(lines) + "\n")
        return [str(find_program("sshd")), "-D", "-e", "-f", str(settings)]


@contextmanager
def ssh_server(folder: Path, *settings: str) -> Iterator[SshServer]:
    """Run the server with more lines in its settings."""
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd asks for it when root starts it
    server = SshServer(folder)
    # newer ones keep an address out for a while that failed to log in, which some tests do on purpose
    for more in (["PerSourcePenalties no"], []):
        command = server.command(*settings, *more)
        if subprocess.run([command[0], "-t", "-f", command[-1]], capture_output=True, check=False).returncode == 0:
            break
    with running(command, folder, lambda: listens(server.port, b"SSH-")):
        yield server


# --- S3 -------------------------------------------------------------------------------------------


@lru_cache
def s3_client(endpoint: str) -> Any:
    """Return a separate client, for checking what a store holds."""
    import botocore.session  # noqa: PLC0415 (heavy)
    from botocore.config import Config  # noqa: PLC0415

    return botocore.session.get_session().create_client(
        "s3", region_name="us-east-1", endpoint_url=endpoint, aws_access_key_id=KEY_ID, aws_secret_access_key=SECRET,
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 9, "mode": "standard"}),
    )  # fmt: skip


def _has_bucket(endpoint: str) -> bool:
    """Make the bucket and write to it: a store may listen before it can do so.

    What was written stays: rclone takes a folder away with its last file, also one that the next request counts on.
    """
    with suppress(Exception):
        client = s3_client(endpoint)
        with suppress(client.exceptions.BucketAlreadyExists, client.exceptions.BucketAlreadyOwnedByYou):
            client.create_bucket(Bucket=BUCKET)
        client.put_object(Bucket=BUCKET, Key="ready/first", Body=b"x")
        return True
    return False


@contextmanager
def seaweed_store(folder: Path) -> Iterator[str]:
    """Run SeaweedFS, a store with conditional writes, and yield its address."""
    kinds = ("master.port", "volume.port", "filer.port", "s3.port")
    ports = {kind: free_port() for kind in (*kinds, *(f"{kind}.grpc" for kind in kinds))}
    identity = (
        f'{{"identities": [{{"name": "courier", "credentials": [{{"accessKey": "{KEY_ID}", "secretKey": "{SECRET}"}}], '
        f'"actions": ["Admin", "Read", "Write", "List", "Tagging"]}}]}}'
    )
    (folder / "identities.json").write_text(identity)
    command = [
        str(find_program("weed")), "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3",
        f"-s3.config={folder}/identities.json", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false",
        "-master.volumeSizeLimitMB=64", "-volume.max=10", f"-filer.localSocket={folder}/f.sock",
        f"-s3.localSocket={folder}/s.sock", *(f"-{kind}={port}" for kind, port in ports.items()),
    ]  # fmt: skip
    endpoint = f"http://127.0.0.1:{ports['s3.port']}"
    with running(command, folder, lambda: listens(ports["s3.port"]) and _has_bucket(endpoint)):
        yield endpoint


@contextmanager
def rclone_store(folder: Path) -> Iterator[str]:
    """Run rclone's S3 server, a store that accepts conditions and ignores them, and yield its address."""
    port = free_port()
    command = [
        str(find_program("rclone")), "serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY_ID},{SECRET}",
        "--vfs-cache-mode", "off", "--dir-cache-time", "100ms", ":memory:",  # with 0 it would be busy for ever
    ]  # fmt: skip
    endpoint = f"http://127.0.0.1:{port}"
    with running(command, folder, lambda: listens(port) and _has_bucket(endpoint)):
        yield endpoint


# --- FTP and WebDAV -------------------------------------------------------------------------------


@contextmanager
def rclone_server(protocol: str, folder: Path) -> Iterator[tuple[Path, int]]:
    """Run rclone's FTP or WebDAV server over a folder, and yield that folder and the port."""
    port, served = free_port(), folder / "served"
    served.mkdir()
    command = [
        str(find_program("rclone")), "serve", protocol, "--addr", f"127.0.0.1:{port}",
        "--vfs-cache-mode", "off", str(served),
    ]  # fmt: skip
    with running(command, folder, lambda: listens(port)):
        yield served, port
