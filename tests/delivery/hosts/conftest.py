"""Places to deploy to, one of each kind, at real servers."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import Any

import msgspec
import pytest
from places import read_files
from servers import (
    BUCKET,
    KEY_ID,
    SECRET,
    SshServer,
    find_program,
    rclone_server,
    rclone_store,
    s3_client,
    seaweed_store,
    ssh_server,
)

from generator.config.target_settings import Target
from generator.delivery.hosts.contract import NOTES, Host, Note, Upload
from generator.delivery.hosts.open import open_host

NO_PASSWORD = "tWw72VkmCw2O4RD4Rhia7vw"
"""A password, `x`, as rclone hides them in its settings; the server takes any."""
KINDS = ["folder", "sftp", "rsync", "s3", "s3-compressed"]


@dataclass
class Place:
    """A host of one kind, with an empty site folder, and a way to see what readers would get."""

    target: Target
    paper: Path
    content: Callable[[], Mapping[str, bytes]]
    """Returns the bytes of each file there, without the deployers' notes."""
    opened: list[Host] = field(default_factory=list)

    def open(self, **changes: Any) -> Host:
        """Open another deployer's connection."""
        target = msgspec.structs.replace(self.target, **changes)
        self.opened.append(open_host(target, "site", self.paper, self.paper / ".broadsheet" / "deploy" / "site"))
        return self.opened[-1]

    def upload(self, file: str, content: bytes = b"<p>Text", media_type: str = "text/html; charset=utf-8") -> Upload:
        """Make a finished file of the paper, ready to be put."""
        source = self.paper / "public" / file
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_bytes(content)
        digest = blake2b(content, digest_size=16).hexdigest()
        return Upload(file, str(source), len(content), digest, media_type, "public, max-age=60")

    def put(self, host: Host, files: Mapping[str, bytes], parallel: int = 4) -> list[str]:
        """Put files; return the names as they were yielded."""
        return list(host.put([self.upload(file, content) for file, content in files.items()], parallel))

    def close(self) -> None:
        for host in self.opened:
            host.close()


def note_in(host: Host, name: str) -> Note:
    """Return a note that must be there."""
    note = host.note(name)
    assert note is not None
    return note


def need(program: str, name: str) -> None:
    """Skip the test if a program that it needs is missing."""
    if find_program(program) is None:
        pytest.skip(f"no {name} was found on this machine")


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    need("sshd", "OpenSSH server")
    with ssh_server(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture(scope="session")
def seaweed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("weed", "SeaweedFS")
    with seaweed_store(tmp_path_factory.mktemp("weed")) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("rclone", "rclone")
    with rclone_store(tmp_path_factory.mktemp("rclone")) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def rclone_ftp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    need("rclone", "rclone")
    with rclone_server("ftp", tmp_path_factory.mktemp("ftp")) as server:
        yield server


@pytest.fixture(scope="module")
def rclone_webdav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    need("rclone", "rclone")
    with rclone_server("webdav", tmp_path_factory.mktemp("webdav")) as server:
        yield server


@pytest.fixture
def at_home(sshd: SshServer, monkeypatch: pytest.MonkeyPatch) -> SshServer:
    """Use the tests' own ssh settings, nobody else's."""
    monkeypatch.setenv("HOME", str(sshd.home))
    monkeypatch.setenv("RSYNC_RSH", f"ssh -F {sshd.home}/.ssh/config")
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return sshd


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Set the tests' credentials in the environment, and hide the user's own."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY_ID)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("CONFIG", "SHARED_CREDENTIALS"):
        monkeypatch.setenv(f"AWS_{name}_FILE", str(tmp_path / name))
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files that a web server would serve from `folder`."""
    return dict(sorted(read_files(folder, without=NOTES)))


def objects_in(endpoint: str, prefix: str) -> dict[str, bytes]:
    """Return the stored bytes of each object under `prefix`."""
    client, found = s3_client(endpoint), dict[str, bytes]()
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=f"{prefix}/"):
        for one in page.get("Contents", ()):
            name = one["Key"].removeprefix(f"{prefix}/")
            if not name.startswith(f"{NOTES}/"):
                found[name] = client.get_object(Bucket=BUCKET, Key=one["Key"])["Body"].read()
    return found


Opener = Callable[[str], Place]


@pytest.fixture
def make_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Make a place of a kind, or skip the test, with a reason, where the machine can't.

    Beside the KINDS there are `s3-unconditional`, a store that ignores the conditions of writes, `rclone-ftp` and
    `rclone-webdav`.
    """
    with ExitStack() as ends:

        def make(kind: str) -> Place:
            makers = {"s3": _s3_place, "rclone": _rclone_place}
            place = makers.get(kind.partition("-")[0], _server_place)(kind, request, tmp_path)
            ends.callback(place.close)
            return place

        yield make


def _server_place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    folder = next(place for n in count() if not (place := tmp_path / f"the site{f' {n}' if n else ''}").exists())
    folder.mkdir()
    if kind == "folder":
        return Place(Target(to="folder", folder=str(folder)), tmp_path, lambda: files_in(folder))
    if kind == "rsync" and find_program("rsync") is None:
        pytest.skip("no rsync was found on this machine")
    request.getfixturevalue("at_home")
    return Place(
        Target(to=kind, host="courier-host", folder=str(folder)),  # type: ignore[arg-type]
        tmp_path,
        lambda: files_in(folder),
    )


def _rclone_place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Make a place at a server that rclone knows by settings in the environment; it is called like the kind."""
    served, port = request.getfixturevalue(kind.replace("-", "_"))
    settings = {
        "rclone-ftp": {"TYPE": "ftp", "HOST": "127.0.0.1", "PORT": str(port), "USER": "anonymous", "PASS": NO_PASSWORD},
        "rclone-webdav": {"TYPE": "webdav", "URL": f"http://127.0.0.1:{port}", "VENDOR": "other"},
    }
    patch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    remote = kind.replace("-", "")
    for key, value in settings[kind].items():
        patch.setenv(f"RCLONE_CONFIG_{remote.upper()}_{key}", value)
    patch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    patch.setenv("PATH", f"{Path(str(find_program('rclone'))).parent}:{os.environ['PATH']}")
    folder = f"paper-{token_hex(6)}"
    return Place(Target(to="rclone", folder=f"{remote}:{folder}"), tmp_path, lambda: files_in(served / folder))


def _s3_place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    request.getfixturevalue("aws")
    endpoint: str = request.getfixturevalue("rclone" if kind == "s3-unconditional" else "seaweed")
    folder = f"paper-{token_hex(6)}"
    target = Target(to="s3", bucket=BUCKET, endpoint=endpoint, folder=folder, compress=kind == "s3-compressed")
    return Place(target, tmp_path, lambda: objects_in(endpoint, folder))


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, make_place: Opener) -> Place:
    """A place of each kind."""
    return make_place(request.param)
