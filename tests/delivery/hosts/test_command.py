"""A program that publishes, with real programs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from patience import until

from generator.config import Target
from generator.delivery.hosts.command import CommandHost, open_command
from generator.delivery.hosts.contract import Upload
from generator.errors import Conflict, HostError, TemporaryError

KEEPER = "import sys, os; open('told.json', 'wb').write(sys.stdin.buffer.read()); print('here', os.getcwd())"


def kept(paper: Path) -> Path:
    """Return the folder for what is kept of the host."""
    return paper / ".broadsheet" / "deploy" / "own"


def host(paper: Path, code: str = KEEPER) -> CommandHost:
    return open_command(Target(to="command", command=(sys.executable, "-c", code)), "own", paper, kept(paper))


def upload(paper: Path, file: str) -> Upload:
    source = paper / "public" / file
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(file)
    return Upload(file, str(source), len(file), "d1", "text/html; charset=utf-8", "max-age=60")


def test_the_program_gets_all_changes_at_once_and_runs_in_the_papers_folder(tmp_path: Path) -> None:
    own = host(tmp_path)
    assert list(own.put([upload(tmp_path, "world/a.html"), upload(tmp_path, "b.html")], 8)) == [
        "world/a.html",
        "b.html",
    ]
    assert list(own.remove(["old.html"])) == ["old.html"]
    assert not (tmp_path / "told.json").exists()
    own.commit("2 files, 1 deleted")
    told = json.loads((tmp_path / "told.json").read_text())
    assert told["site"] == str(tmp_path / "public")
    assert [one["file"] for one in told["upload"]] == ["b.html", "world/a.html"]
    assert told["delete"] == ["old.html"]
    assert told["message"] == "2 files, 1 deleted"
    one = told["upload"][1]
    assert one["source"] == str(tmp_path / "public" / "world" / "a.html")
    assert (one["size"], one["digest"], one["cache_control"]) == (12, "d1", "max-age=60")
    assert one["media_type"] == "text/html; charset=utf-8"


def test_each_change_is_sent_once_and_without_changes_nothing_runs(tmp_path: Path) -> None:
    own = host(tmp_path)
    list(own.put([upload(tmp_path, "a.html")], 1))
    own.commit("one")
    (tmp_path / "told.json").unlink()
    own.commit("nothing")
    assert not (tmp_path / "told.json").exists()


def test_notes_are_kept_once_the_program_has_ended_well(tmp_path: Path) -> None:
    failing = host(tmp_path, "import sys; sys.exit(3)")
    list(failing.put([upload(tmp_path, "a.html")], 1))
    failing.leave_note("held.json", b"{}", None)
    with pytest.raises(HostError, match="exit code 3"):
        failing.commit("one")
    assert host(tmp_path).note("held.json") is None
    own = host(tmp_path)
    tag = own.leave_note("held.json", b"{}", None)
    own.commit("one")
    again = host(tmp_path)
    note = again.note("held.json")
    assert note is not None
    assert (note.content, note.tag) == (b"{}", tag)
    with pytest.raises(Conflict):
        again.leave_note("held.json", b"[]", None)
    again.drop_note("held.json")
    again.commit("two")
    assert host(tmp_path).note("held.json") is None


def test_exit_code_75_may_go_well_the_next_time_and_another_not(tmp_path: Path) -> None:
    passing = host(tmp_path, "import sys; print('quota', file=sys.stderr); sys.exit(75)")
    list(passing.put([upload(tmp_path, "a.html")], 1))
    with pytest.raises(TemporaryError, match="quota"):
        passing.commit("one")
    failing = host(tmp_path, "import sys; print('x' * 100_000 + 'not logged in', file=sys.stderr); sys.exit(1)")
    list(failing.put([upload(tmp_path, "a.html")], 1))
    with pytest.raises(HostError, match="not logged in") as trouble:
        failing.commit("one")
    assert not isinstance(trouble.value, TemporaryError)
    assert len(trouble.value.message) < 4_000


def test_a_program_that_takes_too_long_is_stopped_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import subprocess, sys, time; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "open('child', 'w').write(str(child.pid)); time.sleep(60)"
    )
    wait = subprocess.Popen.wait

    def cut_short(program: "subprocess.Popen[bytes]", timeout: float | None = None) -> int:
        """The time is up as soon as the child is known."""
        if timeout is not None:
            until(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text(), "the child")
        return wait(program, None if timeout is None else 0.1)

    monkeypatch.setattr(subprocess.Popen, "wait", cut_short)
    slow = host(tmp_path, code)
    list(slow.put([upload(tmp_path, "a.html")], 1))
    with pytest.raises(HostError, match="stopped"):
        slow.commit("one")
    child = int((tmp_path / "child").read_text())
    until(lambda: not _runs(child), "the child's end")


def _runs(pid: int) -> bool:
    """Tell whether a process runs; a zombie doesn't."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_program_may_ignore_its_input(tmp_path: Path) -> None:
    own = host(tmp_path, "pass")
    list(own.put([upload(tmp_path, f"{number}.html") for number in range(2_000)], 1))
    own.commit("many")


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    own = open_command(
        Target(to="command", command=(sys.executable, "-c", KEEPER, "; touch x", "$(touch y)")),
        "o",
        tmp_path,
        kept(tmp_path),
    )
    list(own.put([upload(tmp_path, "a.html")], 1))
    own.commit("one")
    assert not (tmp_path / "x").exists()
    assert not (tmp_path / "y").exists()


def test_a_program_that_isnt_there_or_mustnt_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(HostError, match="No program"):
        open_command(Target(to="command"), "own", tmp_path, kept(tmp_path))
    (tmp_path / "publish").write_text("#!/bin/sh\n")
    for name in ("./nothing", "./publish"):
        own = open_command(Target(to="command", command=(name,)), "own", tmp_path, kept(tmp_path))
        list(own.put([upload(tmp_path, "a.html")], 1))
        with pytest.raises(HostError, match="can't be run"):
            own.commit("one")
    assert [path.name for path in (tmp_path / "public").iterdir()] == ["a.html"]
