"""rsync for what is sent: what its program does for us, and what is said when it can't."""

import os
import stat
from collections.abc import Generator
from pathlib import Path

import msgspec
import pytest
from delivery.hosts.conftest import Opener, Place
from middleman import between
from servers import SshServer

from generator.delivery.hosts import rsync
from generator.delivery.hosts.sftp.host import INCOMING
from generator.errors import HostError, TemporaryError


@pytest.fixture
def place(make_place: Opener) -> Place:
    return make_place("rsync")


def folder_of(place: Place) -> Path:
    return Path(place.target.folder)


def stand_in(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of that name which comes first in the path."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_readers_may_read_what_only_we_may_read_here(place: Place) -> None:
    upload = place.upload("a/index.html")
    Path(upload.source).chmod(0o600)
    host = place.open()
    list(host.put([upload], 1))
    assert stat.S_IMODE((folder_of(place) / "a/index.html").stat().st_mode) & 0o044 == 0o044


def test_files_that_lie_elsewhere_or_under_other_names_come_too(place: Place, tmp_path: Path) -> None:
    elsewhere = tmp_path / "staging" / "made-up"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"<p>Moved")
    odd = msgspec.structs.replace(place.upload("old/index.html"), source=str(elsewhere), size=8)
    other = tmp_path / "redirects" / "older" / "index.html"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"<p>Older")
    apart = msgspec.structs.replace(place.upload("older/index.html"), source=str(other), size=8)
    host = place.open()
    told = list(host.put([place.upload("a.html", b"1"), odd, apart], 2))
    assert sorted(told) == ["a.html", "old/index.html", "older/index.html"]
    assert place.content() == {"a.html": b"1", "old/index.html": b"<p>Moved", "older/index.html": b"<p>Older"}


def test_many_files_come_in_runs_and_closing_begins_no_other(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rsync, "BATCH", 10)
    host = place.open()
    putting = host.put([place.upload(f"{number:02}.html") for number in range(35)], 1)
    assert next(putting) == "00.html"
    assert isinstance(putting, Generator)
    putting.close()
    assert sorted(place.content()) == [f"{number:02}.html" for number in range(10)]


def test_links_on_the_server_are_not_followed(place: Place, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (folder_of(place) / "away").symlink_to(tmp_path / "outside")
    with pytest.raises(HostError, match="away is a file or a link"):
        place.put(place.open(), {"away/a.html": b"1"})
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("after", [3_000, 400_000])
def test_a_broken_line_passes_and_no_half_file_is_seen(
    place: Place, at_home: SshServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    large = os.urandom(2_000_000)
    host = place.open()
    place.put(host, {"large.jpg": b"old", "b.html": b"old"})
    with between(at_home.port) as middleman:
        at_home.write_settings(tmp_path / "home", middleman.port)
        monkeypatch.setenv("RSYNC_RSH", f"ssh -F {tmp_path}/home/.ssh/config")
        middleman.cut_after = after
        with pytest.raises(TemporaryError):
            place.put(host, {"large.jpg": large})
        assert place.content() == {"large.jpg": b"old", "b.html": b"old"}
        middleman.cut_after = None
        assert place.put(host, {"large.jpg": large}) == ["large.jpg"]
    assert place.content()["large.jpg"] == large
    assert [path.name for path in (folder_of(place) / INCOMING).iterdir()] == []


def test_a_server_that_the_systems_ssh_does_not_know_is_refused(
    place: Place, at_home: SshServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.write_settings(tmp_path / "home", at_home.port, host_key=at_home.key)
    with (tmp_path / "home/.ssh/config").open("a") as config:
        config.write("  StrictHostKeyChecking no\n")
    monkeypatch.setenv("RSYNC_RSH", f"ssh -F {tmp_path}/home/.ssh/config")
    with pytest.raises(HostError, match="isn't known") as raised:
        place.put(place.open(), {"a.html": b"1"})
    assert not isinstance(raised.value, TemporaryError)
    assert place.content() == {}


def test_a_key_that_the_systems_ssh_lacks_is_asked_for(
    place: Place, at_home: SshServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.write_settings(tmp_path / "home", at_home.port)
    config = tmp_path / "home/.ssh/config"
    config.write_text(config.read_text().replace(f"IdentityFile {at_home.key}", "IdentityFile /dev/null"))
    monkeypatch.setenv("RSYNC_RSH", f"ssh -F {config}")
    with pytest.raises(HostError, match="let rsync in"):
        place.put(place.open(), {"a.html": b"1"})


def test_a_missing_program_is_named_here_and_there(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = place.open()
    with monkeypatch.context() as here:
        here.setattr(rsync, "PROGRAM", "no-such-rsync")
        with pytest.raises(HostError, match="no rsync program on this machine"):
            place.put(host, {"a.html": b"1"})
    stand_in(tmp_path / "bin", "bare-ssh", "echo 'bash: line 1: rsync: command not found' >&2; exit 127", monkeypatch)
    monkeypatch.setenv("RSYNC_RSH", str(tmp_path / "bin" / "bare-ssh"))
    with pytest.raises(HostError, match="no rsync program on the server") as raised:
        place.put(host, {"a.html": b"1"})
    assert not isinstance(raised.value, TemporaryError)


@pytest.mark.parametrize(
    ("code", "passes"),
    [(10, True), (12, True), (30, True), (35, True), (255, True), (11, False), (23, False), (24, False), (5, False)],
)
def test_every_way_in_which_rsync_ends_has_its_word(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, passes: bool
) -> None:
    stand_in(tmp_path / "bin", "rsync", f"cat >/dev/null; echo 'rsync: the reason' >&2; exit {code}", monkeypatch)
    with pytest.raises(HostError, match="the reason") as raised:
        place.put(place.open(), {"a.html": b"1"})
    assert isinstance(raised.value, TemporaryError) == passes


def test_a_refused_file_and_a_refused_login_give_different_errors(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Welcome to this server!\nrsync: [receiver] mkstemp failed: Permission denied (13)"
    stand_in(tmp_path / "bin", "rsync", f"cat >/dev/null; echo '{said}' >&2; exit 23", monkeypatch)
    with pytest.raises(HostError, match=r"didn't take everything.*rsync says: rsync: \[receiver\] mkstemp"):
        place.put(place.open(), {"a.html": b"1"})


def test_a_folder_in_place_of_a_file_is_an_error_in_rsyncs_words(place: Place) -> None:
    (folder_of(place) / "a.html").mkdir()
    (folder_of(place) / "a.html" / "theirs").write_text("x")
    with pytest.raises(HostError, match=r"didn't take everything.*a\.html"):
        place.put(place.open(), {"a.html": b"1", "b.html": b"2"})
    assert place.content()["a.html/theirs"] == b"x"
