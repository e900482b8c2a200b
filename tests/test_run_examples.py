"""The examples for systemd, containers and cron can be read by these programs, and name only what there is."""

import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from conftest import Newsroom, story
from delivered import hosted_files, name_host
from places import ROOT

from generator import cli
from generator.cli.options import STATE_VARIABLE

FOLDER = ROOT / "docs" / "run"
UNIT, DOCKERFILE, CRON = (FOLDER / name for name in ("broadsheet.service", "Dockerfile", "broadsheet.cron"))
INSTRUCTIONS = {"FROM", "COPY", "RUN", "USER", "ENV", "WORKDIR", "VOLUME", "EXPOSE", "ENTRYPOINT", "CMD"}
CRON_FIELD = re.compile(r"(?:\*|\d+(?:-\d+)?)(?:/\d+)?(?:,(?:\*|\d+(?:-\d+)?)(?:/\d+)?)*")


def check_call(words: list[str]) -> None:
    """Let the command line be read as it would be, without running anything."""
    name, *rest = words
    command = cli.main.commands[name]
    with click.Context(cli.main) as parent:
        command.make_context(name, rest, parent=parent)


def test_every_example_is_tested() -> None:
    assert sorted(FOLDER.iterdir()) == sorted([UNIT, DOCKERFILE, CRON])


# --- systemd --------------------------------------------------------------------------------------


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT)
    return parser


def test_the_unit_starts_a_command_that_there_is() -> None:
    program, *words = shlex.split(unit()["Service"]["ExecStart"])
    assert program.endswith("/broadsheet")
    check_call(words)
    assert unit()["Service"]["Environment"].startswith(
        f"{STATE_VARIABLE}=/var/lib/{unit()['Service']['StateDirectory']}"
    )
    assert "--output /var/lib/broadsheet/" in unit()["Service"]["ExecStart"]
    assert (unit()["Service"]["Type"], unit()["Service"]["NotifyAccess"]) == ("notify", "main")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text().replace("/opt/broadsheet/bin/broadsheet", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False
    )
    told = [line for line in (done.stdout + done.stderr).splitlines() if UNIT.name in line]
    assert not told
    copy.write_text(copy.read_text().replace("WatchdogSec=5min", "WatchdogSec=often\nNoSuchThing=1"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False
    )
    assert "NoSuchThing" in done.stdout + done.stderr


# --- containers -----------------------------------------------------------------------------------


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"^#.*\n", "", DOCKERFILE.read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in text.splitlines() if line.strip()]


def test_the_dockerfile_has_instructions_that_there_are_and_starts_a_command() -> None:
    found = dict(instructions())
    assert {name for name, _ in instructions()} == INSTRUCTIONS
    assert instructions()[0][0] == "FROM"
    assert json.loads(found["ENTRYPOINT"]) == ["broadsheet"]
    check_call(json.loads(found["CMD"]))
    [volume] = json.loads(found["VOLUME"])
    assert found["ENV"] == f"{STATE_VARIABLE}={volume}/state"
    assert f"{volume}/site" in json.loads(found["CMD"])
    assert subprocess.run(["sh", "-n", "-c", found["RUN"]], check=False).returncode == 0


def test_the_preview_of_the_dockerfile_is_a_command_too() -> None:
    comment = re.sub(r"^# ?", "", DOCKERFILE.read_text().split("FROM")[0], flags=re.MULTILINE).replace("\\\n", " ")
    [words] = [line.split(" courier ", 1)[1] for line in comment.splitlines() if " serve " in line]
    check_call(shlex.split(words))


# --- cron -----------------------------------------------------------------------------------------


def cron_lines() -> tuple[dict[str, str], list[list[str]]]:
    """Return the variables of the crontab, and each job as its five times, user and command."""
    lines = [line for line in CRON.read_text().splitlines() if line.strip() and not line.startswith("#")]
    variables = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    return variables, [line.split(None, 6) for line in lines if not re.match(r"\w+=", line)]


def test_cron_builds_and_deploys(newsroom: Newsroom, tmp_path: Path) -> None:
    """The job is run, with other paths and this checkout in place of an installed program."""
    variables, [job] = cron_lines()
    assert all(CRON_FIELD.fullmatch(field) for field in job[:5])
    assert re.fullmatch(r"[a-z]+", job[5])
    assert "%" not in job[6]  # cron would read it as the end of the line
    name_host(newsroom, "folder", folder=str(tmp_path / "www"))
    newsroom.write("content/town/a.txt", story("A story"))
    newsroom.write("content/town/held.txt", story("Held", date="the day after"))
    program = tmp_path / "bin" / "broadsheet"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
    program.chmod(0o755)
    command = job[6].replace("/srv/courier", str(newsroom.folder)).replace("/var/lib", str(tmp_path))
    environment = {name: value.replace("/var/lib", str(tmp_path)) for name, value in variables.items()}
    environment |= {"PATH": f"{program.parent}:/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    done = subprocess.run(
        [variables["SHELL"], "-c", command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "town/2026/11/20/a/index.html" in hosted_files(tmp_path / "www")
    assert "held.txt" in done.stderr
    assert done.stdout == ""
    assert (tmp_path / "broadsheet/state/catalogue.sqlite").is_file()
