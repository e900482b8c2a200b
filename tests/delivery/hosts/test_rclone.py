"""Hosts that rclone reaches, at a real FTP server and a real WebDAV server."""

from pathlib import Path

import msgspec
import pytest
from delivery.hosts.conftest import Opener, Place, note_in
from delivery.hosts.test_contract import ODD_NAMES
from delivery.hosts.test_rsync import stand_in

from generator.config.target_settings import Target
from generator.delivery.hosts.open import open_host
from generator.errors import Conflict, HostError, Misconfigured, TemporaryError


@pytest.fixture(params=["rclone-ftp", "rclone-webdav"])
def remote(request: pytest.FixtureRequest, make_place: Opener) -> Place:
    """A place at each of the servers."""
    return make_place(request.param)


def test_files_come_are_replaced_listed_read_and_go(remote: Place) -> None:
    host = remote.open()
    assert list(host.listing()) == []
    files = {"a/index.html": b"<p>One", "d/e/index.html": b"<p>Two", "x.txt": b"", "p.bin": bytes(range(256)) * 40}
    assert sorted(remote.put(host, files)) == sorted(files)
    newer = {"a/index.html": b"<p>One, and longer"}
    assert remote.put(host, newer) == ["a/index.html"]
    host.leave_note("ledger", b"not of the site", None)
    assert remote.content() == files | newer
    assert {one.file: one.size for one in host.listing()} == {file: len(text) for file, text in (files | newer).items()}
    assert host.read("p.bin") == files["p.bin"]
    assert (host.read("nothing.html"), host.read("d/e")) == (None, None)
    gone = ["d/e/index.html", "never/was.html", "x.txt"]
    assert sorted(host.remove(gone)) == sorted(gone)
    assert sorted(remote.content()) == ["a/index.html", "p.bin"]


def test_what_was_changed_by_hand_differs(remote: Place) -> None:
    host, files = remote.open(), {"a.html": b"one", "b/c.html": b"two", "d.html": b"three"}
    remote.put(host, files)
    uploads = [remote.upload(file, content) for file, content in files.items()]
    assert list(host.differing(uploads)) == []
    remote.put(host, {"a.html": b"One"})
    list(host.remove(["b/c.html"]))
    uploads = [remote.upload(file, content) for file, content in files.items()]
    assert sorted(host.differing(uploads)) == ["a.html", "b/c.html"]


def test_odd_names_stay_what_they_are(remote: Place) -> None:
    host, files = remote.open(), {file: file.encode() for file in ODD_NAMES}
    assert sorted(remote.put(host, files)) == sorted(files)
    assert remote.content() == files
    assert sorted(one.file for one in host.listing()) == sorted(files)
    assert sorted(host.remove(ODD_NAMES)) == sorted(ODD_NAMES)
    assert remote.content() == {}


@pytest.mark.parametrize("file", ["../x.html", "/etc/x.html", "a/./x.html", ""])
def test_no_name_leads_out_of_the_folder(remote: Place, file: str) -> None:
    host, good = remote.open(), remote.upload("a.html")
    with pytest.raises(HostError):
        list(host.put([good, msgspec.structs.replace(good, file=file)], 4))
    with pytest.raises(HostError):
        list(host.remove([file]))
    assert remote.content() == {}


def test_a_note_that_another_deployer_changed_is_a_conflict(remote: Place) -> None:
    host, other = remote.open(), remote.open()
    assert host.note("lock") is None
    tag = host.leave_note("lock", b"first", None)
    assert note_in(other, "lock").content == b"first"
    with pytest.raises(Conflict):
        other.leave_note("lock", b"second", None)
    newer = other.leave_note("lock", b"second", tag)
    with pytest.raises(Conflict):
        host.leave_note("lock", b"third", tag)
    assert note_in(host, "lock").tag == newer
    host.drop_note("lock")
    host.drop_note("lock")
    assert other.note("lock") is None


def test_a_file_with_another_name_on_this_machine_goes_too(remote: Place, tmp_path: Path) -> None:
    upload = remote.upload("kept.html", b"<p>Kept")
    moved = tmp_path / "elsewhere.tmp"
    Path(upload.source).rename(moved)
    host = remote.open()
    odd = msgspec.structs.replace(upload, source=str(moved))
    assert list(host.put([odd], 2)) == ["kept.html"]
    assert remote.content() == {"kept.html": b"<p>Kept"}
    assert list(host.differing([odd])) == []


def test_an_unknown_remote_is_a_mistake_in_the_settings(remote: Place, tmp_path: Path) -> None:
    host = open_host(Target(to="rclone", folder="nobody:www"), "live", tmp_path, tmp_path / "kept")
    with pytest.raises(Misconfigured, match="doesn't know the remote “nobody”"):
        host.read("index.html")
    assert remote.content() == {}


@pytest.mark.parametrize("folder", ["", "www", ":ftp,host=x:www", "-x:www", "courier:a/../../b", "courier:a:b"])
def test_only_a_remote_by_its_name_is_taken(tmp_path: Path, folder: str) -> None:
    with pytest.raises(Misconfigured):
        open_host(Target(to="rclone", folder=folder), "live", tmp_path, tmp_path / "kept")


@pytest.mark.parametrize(
    ("code", "said", "error"),
    [
        (5, "2026/11/29 09:00:00 ERROR : a.html: it is busy", TemporaryError),
        (1, "2026/11/29 09:00:00 ERROR : a.html: dial tcp 192.0.2.1:21: connect: connection refused", TemporaryError),
        (1, "2026/11/29 09:00:00 ERROR : a.html: 552 no space left", HostError),
    ],
)
def test_what_rclone_says_of_a_failure_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str, error: type[HostError]
) -> None:
    stand_in(tmp_path / "bin", "rclone", f"cat >/dev/null; echo '{said}' >&2; exit {code}", monkeypatch)
    host = open_host(Target(to="rclone", folder="courier:www"), "live", tmp_path, tmp_path / "kept")
    with pytest.raises(HostError, match=r"a\.html") as caught:
        list(host.remove(["a.html"]))
    assert type(caught.value) is error


def test_a_reason_on_the_line_below_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = r"2026/11/29 09:00:00 NOTICE: Failed to copyto: update stor: 1 error occurred:\n\t* 552 the disk is full"
    stand_in(tmp_path / "bin", "rclone", f"cat >/dev/null; printf '{said}\\n' >&2; exit 1", monkeypatch)
    host = open_host(Target(to="rclone", folder="courier:www"), "live", tmp_path, tmp_path / "kept")
    with pytest.raises(HostError, match="1 error occurred: 552 the disk is full"):
        list(host.remove(["a.html"]))


def test_a_missing_program_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    host = open_host(Target(to="rclone", folder="courier:www"), "live", tmp_path, tmp_path / "kept")
    with pytest.raises(HostError, match="no rclone program"):
        host.read("index.html")
