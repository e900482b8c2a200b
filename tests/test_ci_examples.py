"""The examples for GitHub and GitLab can be read, and name only what there is."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from conftest import SITE
from places import ROOT

from generator import cli
from generator.config import parse_config

FOLDER = ROOT / "docs" / "ci"
EXAMPLES = sorted(FOLDER.glob("*.yml"))
BY_THE_HOUR = [path for path in EXAMPLES if "schedule" in path.read_text()]


def scripts_in(value: Any) -> Iterator[str]:
    """Return every line that a shell would run."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "run":
                yield inner
            elif key == "script":
                yield from inner
            else:
                yield from scripts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scripts_in(inner)


def example(path: Path) -> tuple[dict[Any, Any], str]:
    table = yaml.safe_load(path.read_text())
    return table, "\n".join(scripts_in(table))


def test_there_is_one_for_each_of_the_two_and_one_with_two_jobs() -> None:
    assert [path.name for path in EXAMPLES] == ["github-two-jobs.yml", "github.yml", "gitlab.yml"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_command_and_option_in_an_example_exists(path: Path) -> None:
    _, script = example(path)
    calls = re.findall(r"^\s*broadsheet (\w+)(.*)$", script, re.MULTILINE)
    assert {name for name, _ in calls} == {"build", "deploy"}
    for name, rest in calls:
        command = cli.main.commands.get(name)
        assert command is not None, name
        options = {word for option in command.params if isinstance(option, click.Option) for word in option.opts}
        assert set(re.findall(r"--[\w-]+", rest)) <= options, (name, rest)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_its_settings_are_right_and_name_the_target_that_is_deployed(path: Path) -> None:
    lines = path.read_text().split("[deploy.live]", 1)[1].splitlines()[1:]
    block = [line.removeprefix("#").strip() for line in lines]
    config = parse_config(
        SITE + "\n[deploy.live]\n" + "\n".join(block[: next(n for n, one in enumerate(block) if " = " not in one)])
    )
    assert "broadsheet deploy live" in example(path)[1]
    assert set(config.deploy) == {"live"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_shell_can_read_each_script(path: Path) -> None:
    assert subprocess.run(["bash", "-n"], input=example(path)[1], text=True, check=False).returncode == 0


@pytest.mark.parametrize("path", BY_THE_HOUR, ids=lambda path: path.name)
def test_the_catalogue_is_kept(path: Path) -> None:
    table, _ = example(path)
    assert ".broadsheet" in json.dumps({key: value for key, value in table.items() if key in {"jobs", "publish"}})


@pytest.mark.parametrize("path", BY_THE_HOUR, ids=lambda path: path.name)
@pytest.mark.parametrize(
    ("kept", "due"),
    [('{"next_change": "2020-01-01T00:00:00Z"}', "True"), ('{"next_change": "2999-01-01T00:00:00Z"}', "False"),
     ('{"next_change": null}', "False"), ("", "True"), (None, "True")],
)  # fmt: skip
def test_a_scheduled_run_works_when_the_hour_has_come_or_nothing_is_known(
    path: Path, kept: str | None, due: str, tmp_path: Path
) -> None:
    found = re.search(r'due=\$\(python3 -c ".*?\|\| echo True\)', example(path)[1], re.DOTALL)
    assert found
    (tmp_path / ".broadsheet").mkdir()
    if kept is not None:
        (tmp_path / ".broadsheet" / "built.json").write_text(kept)
    script = f'{found[0]}\necho "$due"'
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"{due}\n"
