"""An SFTP server: logging in, broken connections, and files that are never touched."""

import asyncio
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncssh
import pytest
from asyncssh import SFTPClient
from asyncssh.sftp import SFTPClientHandler
from delivery.hosts.conftest import Opener, Place, note_in
from middleman import Middleman, between
from patience import PATIENCE_S
from servers import SshServer, ssh_server

from generator.delivery.hosts.contract import NOTES, Host
from generator.delivery.hosts.sftp import notes, ssh
from generator.delivery.hosts.sftp.host import INCOMING, LEFTOVER_S, NO_RENAME, place_on_server
from generator.delivery.hosts.sftp.notes import KEPT
from generator.errors import Conflict, HostError, TemporaryError

LARGE = os.urandom(2_000_000)


@pytest.fixture
def place(make_place: Opener) -> Place:
    return make_place("sftp")


@pytest.fixture
def middleman(at_home: SshServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Middleman]:
    """A proxy in front of the server; ssh's settings lead to it."""
    with between(at_home.port) as one:
        at_home.write_settings(tmp_path / "home", one.port)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        yield one


def folder_of(place: Place) -> Path:
    return Path(place.target.folder)


# --- who is let in, and to whom ---------------------------------------------------------------


def test_an_unknown_server_is_refused_with_how_to_fix_it(
    place: Place, at_home: SshServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.write_settings(tmp_path / "home", at_home.port)
    (tmp_path / "home/.ssh/known_hosts").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with pytest.raises(HostError, match="isn't known on this machine") as raised:
        place.open().note("ledger")
    assert "ssh courier-host" in raised.value.hint
    assert "ssh-keyscan" in raised.value.hint
    assert not isinstance(raised.value, TemporaryError)


def test_a_server_with_another_key_is_refused(
    place: Place, at_home: SshServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.write_settings(tmp_path / "home", at_home.port, host_key=at_home.key)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with pytest.raises(HostError, match="another key") as raised:
        place.put(place.open(), {"a.html": b"1"})
    assert not isinstance(raised.value, TemporaryError)
    assert place.content() == {}


def test_settings_that_would_let_any_server_pass_are_not_followed(
    place: Place, at_home: SshServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.write_settings(tmp_path / "home", at_home.port)
    with (tmp_path / "home/.ssh/config").open("r+") as config:
        text = config.read().replace(f"UserKnownHostsFile {tmp_path}/home/.ssh/known_hosts", "UserKnownHostsFile none")
        config.seek(0)
        config.write(text + "  StrictHostKeyChecking no\n")
        config.truncate()
    (tmp_path / "home/.ssh/known_hosts").unlink()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with pytest.raises(HostError, match="isn't known"):
        place.open().note("ledger")


def test_what_site_toml_says_goes_before_what_ssh_says(place: Place, at_home: SshServer) -> None:
    with pytest.raises(TemporaryError, match="can't be reached"):
        place.open(port=1).note("ledger")
    with pytest.raises(HostError, match="doesn't let us in") as raised:
        place.open(user="somebody-else").note("ledger")
    assert "BROADSHEET_SFTP_PASSWORD" in raised.value.hint


def test_a_server_that_does_not_exist_is_named(place: Place, at_home: SshServer) -> None:
    with pytest.raises(HostError, match=r"no server nowhere\.invalid|nowhere\.invalid can't be reached"):
        place.open(host="nowhere.invalid").note("ledger")


def test_a_target_without_its_server_or_folder_says_so(place: Place) -> None:
    for changes in ({"host": ""}, {"folder": ""}):
        with pytest.raises(HostError, match="lacks"):
            place.open(**changes)


def test_a_folder_that_can_not_be_is_named(place: Place) -> None:
    host = place.open(folder=str(folder_of(place) / "no" / "such"))
    assert list(host.listing()) == []
    with pytest.raises(HostError, match="There is no folder"):
        place.put(host, {"a.html": b"1"})


def test_a_new_folder_is_made_where_there_is_one_for_it(place: Place) -> None:
    host = place.open(folder=str(folder_of(place) / "new"))
    assert place.put(host, {"a/b.html": b"1"}) == ["a/b.html"]
    assert place.content() == {"new/a/b.html": b"1", **{n: c for n, c in place.content().items() if NOTES in n}}


# --- what is never touched --------------------------------------------------------------------


def test_links_are_neither_followed_nor_listed_nor_deleted_through(place: Place, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.html").write_bytes(b"kept")
    host = place.open()
    place.put(host, {"a.html": b"1"})
    (folder_of(place) / "away").symlink_to(outside)
    (folder_of(place) / "file.html").symlink_to(outside / "kept.html")
    (folder_of(place) / "loop").symlink_to(folder_of(place))
    assert [hosted.file for hosted in host.listing()] == ["a.html"]
    with pytest.raises(HostError, match="away is a file or a link"):
        place.put(host, {"away/kept.html": b"changed"})
    with pytest.raises(HostError, match="away is a file or a link"):
        list(host.remove(["away/kept.html"]))
    place.put(host, {"file.html": b"a file of its own"})
    assert (outside / "kept.html").read_bytes() == b"kept"
    assert not (folder_of(place) / "file.html").is_symlink()


def test_a_folder_in_the_place_of_a_file_is_named_and_stays(place: Place) -> None:
    (folder_of(place) / "a.html").mkdir()
    (folder_of(place) / "a.html" / "theirs").write_text("x")
    (folder_of(place) / "b").write_text("x")
    host = place.open()
    with pytest.raises(HostError, match=r"a\.html is a folder"):
        place.put(host, {"a.html": b"1"})
    with pytest.raises(HostError, match="b is a file or a link"):
        place.put(host, {"b/c.html": b"1"})
    assert place.content() == {"a.html/theirs": b"x", "b": b"x"}
    assert list((folder_of(place) / INCOMING).iterdir()) == []


def test_what_killed_deployers_left_is_cleared_away_after_a_day(place: Place) -> None:
    host = place.open()
    place.put(host, {"a.html": b"1"})
    incoming = folder_of(place) / INCOMING
    old, young = incoming / "old", incoming / "young"
    for path, age_s in ((old, LEFTOVER_S + 60), (young, LEFTOVER_S - 60)):
        path.write_bytes(b"half")
        then = time.time() - age_s
        os.utime(path, (then, then))
    host.commit("Deployed.")
    assert (old.exists(), young.exists()) == (False, True)
    assert place.content() == {"a.html": b"1"}


def test_deleting_leaves_no_empty_folders_and_no_other_is_touched(place: Place) -> None:
    host = place.open()
    place.put(host, {"a/b/c/index.html": b"1", "d/index.html": b"2", "d/e/index.html": b"3"})
    (folder_of(place) / "theirs").mkdir()
    list(host.remove(["a/b/c/index.html", "d/e/index.html"]))
    assert sorted(path.name for path in folder_of(place).iterdir()) == [NOTES, "d", "theirs"]
    assert [path.name for path in (folder_of(place) / "d").iterdir()] == ["index.html"]


@pytest.mark.parametrize(
    ("folder", "place"),
    [("/srv/www/", "/srv/www"), ("/", ""), ("~", "."), ("~/", "."), ("~/www/", "www"), ("www", "www"), (".", ".")],
)
def test_where_the_folder_is_on_the_server(folder: str, place: str) -> None:
    assert place_on_server(folder) == place


def test_a_folder_that_somebody_deleted_meanwhile_is_made_again_the_next_time(place: Place) -> None:
    host = place.open()
    place.put(host, {"a/b/index.html": b"1"})
    shutil.rmtree(folder_of(place) / "a")
    with pytest.raises(TemporaryError, match="deleted meanwhile"):
        place.put(host, {"a/b/index.html": b"2"})
    place.put(host, {"a/b/index.html": b"2"})
    assert place.content() == {"a/b/index.html": b"2"}


# --- when a connection breaks -------------------------------------------------------------------------


@pytest.mark.parametrize("after", [0, 500, 4_000, 200_000, 1_500_000])
def test_a_broken_line_passes_and_no_half_file_is_seen(place: Place, middleman: Middleman, after: int) -> None:
    host = place.open()
    middleman.cut_after = after
    with pytest.raises(TemporaryError):
        place.put(host, {"large.jpg": LARGE}, parallel=1)
    assert place.content() == {}
    middleman.cut_after = None
    assert place.put(host, {"large.jpg": LARGE}) == ["large.jpg"]
    assert place.content() == {"large.jpg": LARGE}


def test_the_old_file_stays_whole_while_the_new_one_breaks(place: Place, middleman: Middleman) -> None:
    host = place.open()
    place.put(host, {"a.jpg": b"old"})
    middleman.cut_after = 1_000_000
    host.close()
    with pytest.raises(TemporaryError):
        place.put(place.open(), {"a.jpg": LARGE})
    assert place.content() == {"a.jpg": b"old"}


def test_when_a_connection_breaks_all_yielded_files_are_there(place: Place, middleman: Middleman) -> None:
    files = {f"{number}.html": os.urandom(60_000) for number in range(60)}
    middleman.cut_after = 1_200_000
    told: list[str] = []
    host = place.open()
    with pytest.raises(TemporaryError):
        told.extend(host.put([place.upload(*one) for one in files.items()], 8))
    there = place.content()
    assert set(told) <= set(there)
    assert 0 < len(there) < len(files)
    assert all(content == files[file] for file, content in there.items())
    middleman.cut_after = None
    place.put(host, {file: content for file, content in files.items() if file not in told}, parallel=8)
    assert place.content() == files


def test_a_server_that_falls_silent_is_given_up_in_time(
    place: Place, middleman: Middleman, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_time_s = ssh.STALL_S
    monkeypatch.setattr(ssh, "STALL_S", 1.0)
    monkeypatch.setattr(ssh, "SLOWEST_BYTES_S", 10_000_000)
    middleman.stall_after = 600_000
    host = place.open()
    began = time.monotonic()
    with pytest.raises(TemporaryError, match="doesn't answer"):
        place.put(host, {"large.jpg": LARGE})
    assert time.monotonic() - began < in_time_s
    assert place.content() == {}
    middleman.stall_after = None
    assert place.put(host, {"a.html": b"1"}) == ["a.html"]


def test_files_go_over_one_connection_and_notes_over_another(place: Place, middleman: Middleman) -> None:
    host = place.open()
    files = {f"{number}/index.html": b"x" for number in range(50)}
    place.put(host, files, parallel=8)
    list(host.remove(sorted(files)))
    assert middleman.connections == 1
    host.leave_note("ledger", b"x", None)
    assert middleman.connections == 2


# --- how much is asked --------------------------------------------------------------------------


class Counted:
    """Counts what is asked of the server."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[int | bytes] = []
        plain = SFTPClientHandler._make_request
        counted = self

        async def make_request(self: SFTPClientHandler, kind: int | bytes, *args: bytes) -> object:
            if kind != b"limits@openssh.com":  # asked once, where the server has it
                counted.asked.append(kind)
            return await plain(self, kind, *args)

        monkeypatch.setattr(SFTPClientHandler, "_make_request", make_request)


def test_a_changed_page_costs_a_handful_of_requests(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    host = place.open()
    files = {f"world/2026/11/{number}/index.html": b"x" for number in range(30)}
    place.put(host, files)
    host.close()
    counted = Counted(monkeypatch)
    host = place.open()
    place.put(host, {"world/2026/11/7/index.html": b"y"})
    first = len(counted.asked)
    place.put(host, {"world/2026/11/7/index.html": b"z"})
    again = len(counted.asked) - first
    assert (first, again) == (12, 5)  # four folders, the site's own and two of ours are looked at once


def test_a_new_site_asks_little_more_than_its_files_need(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(monkeypatch)
    host = place.open()
    place.put(host, {f"s/{number}/index.html": b"x" for number in range(40)}, parallel=1)
    assert len(counted.asked) == 40 * 6 + 6


# --- notes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("newer", [1, 2, KEPT + 1, KEPT + 5])
def test_one_that_slept_between_its_look_and_its_writing_is_overtaken(
    place: Place, monkeypatch: pytest.MonkeyPatch, newer: int
) -> None:
    sleeper, other = place.open(), place.open()
    seen = sleeper.leave_note("lock", b"0", None)
    plain = notes._link

    async def link_late(sftp: SFTPClient, staged: str, place: str) -> None:
        monkeypatch.setattr(notes, "_link", plain)
        await asyncio.to_thread(write_versions, other, newer, seen)
        await plain(sftp, staged, place)

    monkeypatch.setattr(notes, "_link", link_late)
    with pytest.raises(Conflict):
        sleeper.leave_note("lock", b"late", seen)
    assert note_in(other, "lock").content == note_in(sleeper, "lock").content == b"x" * newer


def write_versions(host: Host, versions: int, tag: str) -> None:
    """Write `versions` versions of the lock, one after the other."""
    for number in range(versions):
        tag = host.leave_note("lock", b"x" * (number + 1), tag)


def test_a_note_that_is_followed_at_once_was_written_all_the_same(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a deployer would take a write for lost that another had built on."""
    first, other = place.open(), place.open()
    plain = notes.SftpNotes._finish_write

    async def finish_late(self: notes.SftpNotes, sftp: SFTPClient, name: str, number: int) -> str:
        monkeypatch.setattr(notes.SftpNotes, "_finish_write", plain)
        note = await asyncio.to_thread(note_in, other, "count")
        await asyncio.to_thread(other.leave_note, "count", note.content + b"2", note.tag)
        return await plain(self, sftp, name, number)

    monkeypatch.setattr(notes.SftpNotes, "_finish_write", finish_late)
    tag = first.leave_note("count", b"1", None)
    assert note_in(first, "count").content == b"12"
    with pytest.raises(Conflict):
        first.leave_note("count", b"3", tag)


def test_versions_do_not_pile_up(place: Place) -> None:
    host, tag = place.open(), None
    for _ in range(3 * KEPT):
        tag = host.leave_note("ledger", b"x" * 1_000, tag)
    kept = sorted((folder_of(place) / NOTES).glob("ledger.*"))
    assert len(kept) <= KEPT + 3
    assert sum(path.stat().st_size for path in kept) == 1_000 + len(notes.END)


def test_a_folder_read_while_a_version_comes_is_read_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server lists the old version's name, and then looks at its size when it is emptied already."""
    host = place.open()
    host.leave_note("ledger", b"now", None)
    plain, torn = notes.SftpNotes._versions, [[notes.Version(17, 0, 1)]]

    async def versions(self: notes.SftpNotes, sftp: SFTPClient, name: str) -> list[notes.Version]:
        return torn.pop() if torn else await plain(self, sftp, name)

    monkeypatch.setattr(notes.SftpNotes, "_versions", versions)
    assert note_in(host, "ledger").content == b"now"


# --- servers with fewer abilities ----------------------------------------------------------------------


def test_a_server_that_allows_one_channel_gets_one(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "strict").mkdir()
    with ssh_server(tmp_path / "strict", "MaxSessions 1") as strict:
        monkeypatch.setenv("HOME", str(strict.home))
        host = place.open()
        files = {f"{number}.html": b"x" * number for number in range(20)}
        assert sorted(place.put(host, files, parallel=8)) == sorted(files)
    assert place.content() == files


def test_a_server_without_sftp_and_one_that_refuses_the_login_give_different_errors(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bare").mkdir()
    with ssh_server(tmp_path / "bare", "Match all", "ForceCommand /bin/false") as bare:
        monkeypatch.setenv("HOME", str(bare.home))
        with pytest.raises(HostError, match="lets us in, but"):
            place.open().note("ledger")


def test_a_password_from_the_environment_opens_where_there_is_no_key(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with password_server(tmp_path, "s3cret") as port:
        (tmp_path / "home/.ssh").mkdir(parents=True)
        public = asyncssh.read_private_key(tmp_path / "key").export_public_key().decode()
        (tmp_path / "home/.ssh/known_hosts").write_text(f"[127.0.0.1]:{port} {public}")
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        host = place.open(host="127.0.0.1", port=port, user="reader")
        with pytest.raises(HostError, match="doesn't let us in"):
            host.note("ledger")
        monkeypatch.setenv(ssh.PASSWORD, "s3cret")
        assert place.put(host, {"a.html": b"1"}) == ["a.html"]
        host.close()
    assert place.content() == {"a.html": b"1"}


@contextmanager
def password_server(folder: Path, password: str) -> Iterator[int]:
    """An SSH server of the library's own, since sshd takes the system's passwords alone. Gives its port."""

    class Door(asyncssh.SSHServer):
        def begin_auth(self, username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, given: str) -> bool:
            return (username, given) == ("reader", password)

    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(folder / "key")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen("127.0.0.1", 0, server_factory=Door, server_host_keys=[key], sftp_factory=True)

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(PATIENCE_S)
    try:
        yield server.get_port()
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(server.wait_closed(), loop).result(PATIENCE_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE_S)
        loop.close()


async def unsupported(*_: object) -> None:
    raise asyncssh.SFTPOpUnsupported("not here")


def test_without_a_rename_that_replaces_files_are_replaced_in_steps_and_it_is_said(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("posix_rename", "fsync"):
        monkeypatch.setattr(SFTPClientHandler, name, unsupported)
    host = place.open()
    place.put(host, {"a/a.html": b"1", "b.html": b"1"})
    assert host.remarks == []
    place.put(host, {"a/a.html": b"2", "b.html": b"2"})
    assert host.remarks == [NO_RENAME]
    assert place.content() == {"a/a.html": b"2", "b.html": b"2"}
    assert list((folder_of(place) / INCOMING).iterdir()) == []


def test_without_hard_links_notes_are_still_taken_by_one_alone(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SFTPClientHandler, "link", unsupported)
    first, other = place.open(), place.open()
    tag = first.leave_note("lock", b"mine", None)
    meeting, won = threading.Barrier(2), list[bytes]()

    def write(host: Host, content: bytes) -> None:
        meeting.wait()
        try:
            host.leave_note("lock", content, tag)
        except HostError:
            return
        won.append(content)

    writers = [threading.Thread(target=write, args=one) for one in ((first, b"first"), (other, b"other"))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(won) == 1
    assert note_in(first, "lock").content == won[0]
