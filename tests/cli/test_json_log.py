"""`--log json`: each line is an object with time, level, event and fields, whatever happens."""

import json
import logging
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from compiled import give_theme
from conftest import Newsroom, story
from delivered import name_host
from hypothesis import given
from hypothesis import strategies as st
from patience import PATIENCE_S, until
from warm import run_command, started_command

from generator.cli.json_log import JsonLog, log_of
from generator.model import Gravity, Problem

Line = dict[str, Any]


def read(text: str) -> list[Line]:
    """Return the lines, each of which must be a whole object."""
    lines = [json.loads(line) for line in text.split("\n") if line]
    for line in lines:
        assert list(line) == ["time", "level", "event", "fields"]
        assert line["level"] in {"info", "warning", "error"}
        assert datetime.fromisoformat(line["time"]).tzinfo is not None
    return lines


def events(lines: list[Line]) -> list[str]:
    return [line["event"] for line in lines]


def run(newsroom: Newsroom, *words: str) -> tuple[int, list[Line], str]:
    done = run_command(*words, "--source", newsroom.folder, "--log", "json")
    return done.returncode, read(done.stdout), done.stderr


@pytest.fixture
def paper(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    """A paper with a host, a story, and one that is held."""
    name_host(newsroom, "folder", folder=str(tmp_path / "www"))
    newsroom.write("content/town/bridge.txt", story("The bridge opens"))
    newsroom.write("content/town/held.txt", story("Held", date="the day after"))
    give_theme(newsroom.folder)
    return newsroom


def until_event(path: Path, event: str, count: int = 1) -> list[Line]:
    def found() -> list[Line] | None:
        lines = read(path.read_text().rpartition("\n")[0])
        return lines if events(lines).count(event) >= count else None

    lines: list[Line] = until(found, event)
    return lines


def test_a_deploy_says_what_it_did_in_one_line(paper: Newsroom, tmp_path: Path) -> None:
    paper.build()
    code, lines, errors = run(paper, "deploy")
    assert (code, errors) == (0, "")
    assert events(lines) == ["deployed", "ended"]
    sent = [file for step in lines[0]["fields"]["sent"] for file in step["files"]]
    assert "town/2026/11/20/bridge/index.html" in sent
    (tmp_path / "www/index.html").write_text("by hand")
    code, lines, _ = run(paper, "deploy", "--check")
    assert (code, events(lines), lines[0]["level"]) == (4, ["compared", "ended"], "warning")
    assert lines[0]["fields"]["altered"] == ["index.html"]


def test_what_stops_a_command_is_a_line_too(paper: Newsroom) -> None:
    code, lines, errors = run(paper, "deploy", "nowhere")
    assert (code, errors) == (2, "")
    assert [(line["level"], line["event"]) for line in lines] == [("error", "failed"), ("info", "ended")]
    assert "[deploy.nowhere]" in lines[0]["fields"]["message"]
    (paper.folder / "site.toml").write_text("name = ")
    code, lines, errors = run(paper, "watch", "--deploy", "live")
    assert (code, errors, events(lines)) == (2, "", ["problem", "failed", "ended"])
    assert lines[0]["fields"]["file"] == "site.toml"


def test_one_of_the_two_forms_of_json_is_enough(paper: Newsroom) -> None:
    done = run_command("deploy", "--json", "--log", "json", "--source", paper.folder)
    assert done.returncode == 2
    assert "choose one" in json.loads(done.stdout)["error"]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_watch_says_each_build_each_problem_and_each_deploy(paper: Newsroom, tmp_path: Path, stop: int) -> None:
    command = ["watch", "--deploy", "live", "--log", "json", "--source", str(paper.folder)]
    out, err = tmp_path / "out", tmp_path / "err"
    with (
        out.open("w") as written,
        err.open("w") as errors,
        started_command(*command, stdout=written, stderr=errors) as process,
    ):
        lines = until_event(out, "deployed")
        paper.write("content/town/new.txt", story("Something new"))
        until_event(out, "deployed", 2)
        paper.write("site.toml", "name = ")
        until_event(out, "build_failed")
        process.send_signal(stop)
        code = process.wait(PATIENCE_S)
    assert code == (0 if stop == signal.SIGTERM else 130)
    assert err.read_text() == ""
    assert events(lines)[0] == "started"
    [held] = [line for line in lines if line["event"] == "problem" and line["fields"]["held"]]
    assert (held["level"], held["fields"]["file"]) == ("warning", "content/town/held.txt")
    [built] = [line["fields"] for line in lines if line["event"] == "built"]
    assert (built["stories"], built["held"], built["edition"]) == (1, 1, 1)
    rest = read(out.read_text())
    assert [line["fields"]["sources"] for line in rest if line["event"] == "built"][1] == ["content/town/new.txt"]
    assert next(line for line in rest if line["event"] == "build_failed")["level"] == "error"
    assert rest[-1]["event"] == "ended"


def test_serve_says_its_address(paper: Newsroom, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["serve", "--port", "0", "--log", "json", "--source", str(paper.folder)]
    with out.open("w") as written, started_command(*command, stdout=written) as process:
        lines = until_event(out, "built")
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_S)
    assert lines[0]["event"] == "started"
    assert lines[0]["fields"]["desk"] == lines[0]["fields"]["address"] + "_desk/"
    assert read(out.read_text())[-1]["event"] == "ended"


def written_by(log: JsonLog, capsys: pytest.CaptureFixture[str]) -> Iterator[Line]:
    del log
    yield from read(capsys.readouterr().out)


def test_quiet_leaves_warnings_and_errors(capsys: pytest.CaptureFixture[str]) -> None:
    log = JsonLog(quiet=True)
    log.tell("info", "built")
    log.tell_problems([Problem("a", 1, "It is short.", gravity=Gravity.NOTE), Problem("b", 2, "It is held.")])
    log.tell("error", "failed")
    assert [(line["level"], line["event"]) for line in written_by(log, capsys)] == [
        ("warning", "problem"),
        ("error", "failed"),
    ]


def test_what_libraries_log_is_a_line_with_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    with log_of("json") as log:
        assert log
        try:
            raise ValueError("two\nlines")
        except ValueError:
            logging.getLogger("generator.preview.loop").exception("The build failed.")
        logging.getLogger("x").info("not this")
    [line] = written_by(log, capsys)
    assert (line["level"], line["event"]) == ("error", "program")
    assert "ValueError: two\nlines" in line["fields"]["traceback"]
    with log_of("plain") as none:
        assert none is None


@given(
    st.dictionaries(st.text(), st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text(), st.lists(st.text())))
)
def test_whatever_is_said_stays_on_one_line(fields: dict[str, Any]) -> None:
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("click.echo", said.append)
        JsonLog(clock=lambda: datetime(2026, 11, 23, tzinfo=UTC)).tell("info", "built", **fields)
    [text] = said
    assert "\n" not in text
    assert json.loads(text) == {"time": "2026-11-23T00:00:00Z", "level": "info", "event": "built", "fields": fields}
