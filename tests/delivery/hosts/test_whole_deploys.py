"""Whole deploys to a real host of each kind: the first, an edit, a deletion, and by a machine that knows nothing."""

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import NOON, Newsroom, story
from delivered import bring, bundle_of, name_host, site_of, unpacked

from generator.commands.deploy import DeployRequest, deploy_paper
from generator.delivery.deploy import DeployOptions, DeployResult, deploy
from generator.delivery.journal import DeployJournal
from generator.delivery.retry import RetryPolicy
from generator.errors import DeployRefused, HostError


def test_each_deploy_brings_the_site_and_sends_only_what_changed(place: Any, paper: Newsroom, tmp_path: Path) -> None:
    bring(paper, place.open(), tmp_path / "memory")
    assert unpacked(place.content()) == site_of(paper)
    paper.write("content/town/s1.txt", story("A new headline", topics="Ferry"))
    paper.delete("content/town/s2.txt")
    outcome = paper.build()
    done = bring(paper, place.open(), tmp_path / "elsewhere")
    assert {upload.file for upload in done.plan.uploads} <= set(outcome.written)
    assert set(done.plan.deletions) == set(outcome.removed)
    assert done.generation == 2
    assert unpacked(place.content()) == site_of(paper)
    older = bundle_of(paper)
    paper.build(now=NOON.replace(hour=13))
    bring(paper, place.open(), tmp_path / "memory")
    with pytest.raises(DeployRefused, match="A newer build is live"):
        now = NOON.replace(hour=13)
        deploy(older, DeployOptions(place.open(), DeployJournal(tmp_path / "m"), lambda: now, RetryPolicy(time.sleep)))


@pytest.mark.parametrize("kind", ["folder", "sftp", "rsync", "s3", "rclone-ftp", "rclone-webdav"])
def test_a_file_may_become_a_folder_and_a_folder_a_file(
    make_place: Any, kind: str, paper: Newsroom, tmp_path: Path
) -> None:
    place = make_place(kind)
    paper.write("static/file", "one")
    paper.write("static/folder/file", "two")
    paper.build()
    bring(paper, place.open(), tmp_path / "memory")
    shutil.rmtree(paper.folder / "static")
    paper.write("static/file/deep", "three")
    paper.write("static/folder", "four")
    paper.build()
    done = bring(paper, place.open(), tmp_path / "memory")
    assert set(done.plan.obstacles) == {"file", "folder/file"}
    assert unpacked(place.content()) == site_of(paper)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_a_pages_branch_gets_one_commit_a_deploy(
    paper: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    name_host(paper, "git", repository=f"file://{remote}")
    assert send(paper).generation == 1
    paper.write("content/town/s1.txt", story("A new headline", topics="Ferry"))
    paper.delete("content/town/s2.txt")
    paper.build()
    assert send(paper).generation == 2
    paper.build(now=NOON.replace(hour=13))
    assert send(paper).plan.is_empty
    subjects = git(remote, "log", "--format=%s", "gh-pages").splitlines()
    assert [subject.split(":")[0] for subject in subjects] == ["Edition 2", "Edition 1"]
    files = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {file for file in files if not file.startswith(".")} == set(site_of(paper))
    page = git(remote, "show", "gh-pages:town/2026/11/20/s1/index.html")
    assert page.encode() == site_of(paper)["town/2026/11/20/s1/index.html"]


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True, text=True).stdout


def test_a_program_gets_all_changes_at_once(paper: Newsroom, tmp_path: Path) -> None:
    program = tmp_path / "publish.py"
    program.write_text(f"import sys\nopen({str(tmp_path / 'told')!r}, 'w').write(sys.stdin.read())\n")
    name_host(paper, "command", command=[sys.executable, str(program)])
    send(paper)
    told = json.loads((tmp_path / "told").read_text())
    assert {upload["file"] for upload in told["upload"]} == set(site_of(paper))
    paper.delete("content/town/s2.txt")
    removed = paper.build().removed
    send(paper)
    told = json.loads((tmp_path / "told").read_text())
    assert told["delete"] == list(removed)


def send(newsroom: Newsroom) -> DeployResult:
    return deploy_paper(newsroom.paper(), DeployRequest(), lambda: datetime.now(UTC), time.sleep)


@pytest.mark.parametrize("kind", ["folder", "sftp", "rsync"])
def test_a_file_in_the_place_of_the_sites_folder_is_named(make_place: Any, kind: str, paper: Newsroom) -> None:
    place = make_place(kind)
    folder = Path(place.target.folder)
    folder.rmdir()
    folder.write_text("a file")
    with pytest.raises(HostError, match=r"is a file.*, where the site needs a folder"):
        bring(paper, place.open(), paper.folder / "memory")
