"""Hosts of kinds that extensions add, and what extensions do after a deploy."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from extended import HOOK

from generator.commands import after_deploy
from generator.commands.deploy import DeployRequest, deploy_paper
from generator.delivery.deploy import DeployResult
from generator.errors import ConfigError, ExtensionError, HostError

HOST = """
from generator.delivery.hosts.folder import FolderHost
@hook
def host_kinds():
    def open_shelf(options, name, paper):
        return FolderHost(paper / options["place"])
    return {"shelf": open_shelf}
"""
FOLDER = '[deploy.live]\nto = "folder"\nfolder = "../host"\n'
SHELF = '[deploy.live]\nto = "extension"\nkind = "shelf"\noptions = { place = "../host" }\n'
AFTER = "@hook\ndef after_deploy(changes, settings):\n    "


def deploy(newsroom: Newsroom, deploying: str, **programs: str) -> DeployResult:
    """Build and deploy with these extensions."""
    for name, program in programs.items():
        newsroom.write(f"extensions/{name}.py", HOOK + program)
    listed = ", ".join(f'"{name}"' for name in programs)
    site = SITE.replace("courier.example", "courier.test-paper.com")
    newsroom.write("site.toml", f"{site}\n[extensions]\nuse = [{listed}]\n{deploying}")
    newsroom.build(NOON)
    return deploy_paper(newsroom.paper(), DeployRequest(), lambda: datetime.now(UTC), time.sleep)


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    newsroom.write("content/world/a.txt", story("A"))
    return newsroom


def test_a_site_goes_to_a_host_of_an_extension(paper: Newsroom) -> None:
    delivered = deploy(paper, SHELF, shelves=HOST)
    host = paper.folder.parent / "host"
    assert (host / "index.html").read_bytes() == paper.file("index.html")
    assert delivered.remarks == ()


@pytest.mark.parametrize(
    ("deploying", "program", "said"),
    [
        (SHELF.replace("shelf", "shelve"), HOST, "no extension in use adds a host of the kind “shelve”"),
        (SHELF.replace("place", "plays"), HOST, "The extension “shelves” failed with KeyError"),
        (
            SHELF,
            HOST.replace("return FolderHost(", "return Broken(").replace(
                "@hook", "class Broken(FolderHost):\n    def note(self, name):\n        raise ValueError('no')\n@hook"
            ),
            "The extension “shelves” failed with ValueError: no",
        ),
        (
            SHELF,
            HOST.replace("return FolderHost(", "return Broken(").replace(
                "@hook", "class Broken(FolderHost):\n    def put(self, uploads, parallel):\n        yield 1 / 0\n@hook"
            ),
            "The extension “shelves” failed with ZeroDivisionError",
        ),
        (
            SHELF,
            HOST.replace("return FolderHost(", "raise SystemExit("),
            "The extension “shelves” tries to end the program",
        ),
        (SHELF, HOST.replace("FolderHost(", "str("), "opened a host of type str, which has no at_once, can_compare"),
        (
            SHELF,
            HOST.replace("return FolderHost(", "return Broken(").replace(
                "@hook", "class Broken(FolderHost):\n    def note(self, name):\n        return 'no'\n@hook"
            ),
            "gave a value of type str in “note” of its host",
        ),
        (
            SHELF,
            HOST.replace("return FolderHost(", "return Broken(").replace(
                "@hook", "class Broken(FolderHost):\n    def put(self, uploads, parallel):\n        return [1]\n@hook"
            ),
            "gave a value of type int in “put” of its host",
        ),
    ],
)
def test_what_goes_wrong_there_is_a_failure_of_the_host(
    paper: Newsroom, deploying: str, program: str, said: str
) -> None:
    with pytest.raises(HostError, match=said):
        deploy(paper, deploying, shelves=program)


def test_two_that_open_the_same_kind_of_host_are_refused(paper: Newsroom) -> None:
    with pytest.raises(ExtensionError, match=r"the kind of host shelf, which extensions/shelves\.py has already"):
        deploy(paper, SHELF, shelves=HOST, more=HOST)


def test_a_host_of_an_extension_without_its_kind_is_refused(paper: Newsroom) -> None:
    with pytest.raises(ConfigError, match="“kind” is missing"):
        deploy(paper, '[deploy.live]\nto = "extension"\n', shelves=HOST)


def test_an_extension_is_told_once_what_changed(paper: Newsroom, tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = (
        AFTER
        + f"import json, time; json.dump([time.time(), changes.target, changes.address, changes.sent, changes.removed], open({str(told)!r}, 'w'))\n"
    )
    deploy(paper, FOLDER, telling=program)
    _, target, address, sent, removed = json.loads(told.read_text())
    assert (target, address, removed) == ("live", "https://courier.test-paper.com", [])
    assert "world/2026/11/20/a/index.html" in sent
    told.unlink()
    deploy(paper, FOLDER, telling=program)
    assert not told.exists()
    paper.delete("content/world/a.txt")
    paper.write("content/world/b.txt", story("B"))
    deploy(paper, FOLDER, telling=program)
    assert "world/2026/11/20/a/index.html" in json.loads(told.read_text())[4]


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("raise ValueError('no')", "failed with ValueError: no (extensions/telling.py:4)"),
        ("exit()", "tries to end the program"),
        ("while True: pass", "took longer than 1 seconds"),
        ("__import__('os')._exit(1)", "ended the process"),
    ],
)
def test_one_that_fails_is_named_and_the_site_is_in_place(
    paper: Newsroom, monkeypatch: pytest.MonkeyPatch, done: str, said: str
) -> None:
    monkeypatch.setattr(after_deploy, "LIMIT_S", 1)
    delivered = deploy(paper, FOLDER, telling=AFTER + done + "\n")
    [remark] = delivered.remarks
    assert remark.startswith("The site is in place.")
    assert "“telling”" in remark
    assert said in remark
    assert (paper.folder.parent / "host" / "index.html").is_file()
