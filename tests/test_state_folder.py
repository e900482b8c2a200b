"""`--state`: what is kept between builds may be anywhere, so that the project stays as it is and another job deploys."""

import json
import os
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from compiled import give_theme
from conftest import Newsroom, story
from delivered import hosted_files, name_host
from patience import PATIENCE_S, until
from places import ROOT
from warm import run_command, started_command

from generator.archive.published_file import FILE as PUBLISHED
from generator.cli.options import STATE_VARIABLE
from generator.commands.deploy import DeployRequest, deploy_paper
from generator.commands.verify import verify
from generator.errors import ConfigError, OutputError
from generator.paper import Paper


def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_command(*words, env=os.environ | environment)


def everything_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of everything below a folder, and of itself: a folder's time tells of files that came."""
    found = [folder, *folder.rglob("*")]
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


@pytest.fixture
def paper(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    """A paper with a host, an extension and a story."""
    name_host(newsroom, "folder", folder=str(tmp_path / "www"))
    extension = "from generator.extensions import hook\n\n\n@hook\ndef filters(settings):\n    return {}\n"
    newsroom.write("extensions/calm.py", extension)
    toml = newsroom.folder / "site.toml"
    toml.write_text(f'{toml.read_text()}\n[extensions]\nuse = ["calm"]\n')
    newsroom.write("content/town/bridge.txt", story("The bridge opens"))
    newsroom.write("static/.well-known/security.txt", "Contact: mailto:a@courier.example\n")
    return newsroom


def test_no_command_writes_into_the_project(paper: Newsroom, tmp_path: Path) -> None:
    before = everything_in(paper.folder)
    where = ("--source", paper.folder, "--output", tmp_path / "site", "--state", tmp_path / "state")
    give_theme(paper.folder, tmp_path / "state")
    for words in (["build"], ["check"], ["verify"], ["deploy"], ["explain", "content/town/bridge.txt"]):
        done = run(*words, *where)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
    assert everything_in(paper.folder) == before
    assert "town/2026/11/20/bridge/index.html" in hosted_files(tmp_path / "www")


@pytest.mark.parametrize(
    "command", [["serve", "--port", "0"], ["watch", "--deploy", "live"]], ids=lambda words: words[0]
)
def test_what_keeps_running_writes_nothing_into_it_either(paper: Newsroom, tmp_path: Path, command: list[str]) -> None:
    before = everything_in(paper.folder)
    where = ["--source", str(paper.folder), "--output", str(tmp_path / "site"), "--state", str(tmp_path / "state")]
    give_theme(paper.folder, tmp_path / "state")
    with started_command(*command, *where, stdout=subprocess.DEVNULL) as process:
        last = tmp_path / "site/index.html" if command[0] == "serve" else tmp_path / "www/index.html"
        until(last.exists, "the site")
        process.terminate()
        process.wait(PATIENCE_S)
    assert everything_in(paper.folder) == before


def test_renamed_stories_keep_their_ids_though_the_project_is_only_read(paper: Newsroom, tmp_path: Path) -> None:
    """Those of published.csv in the project count, too, and those that this folder adds outlive its catalogue."""
    paper.write("content/town/ferry.txt", story("The ferry sails", body="It leaves at noon."))
    paper.build()
    of_project = (paper.folder / PUBLISHED).read_text()
    kept, output = tmp_path / "state", tmp_path / "site"
    paper.write("content/town/fire.txt", story("A fire", body="It was put out."))
    paper.build(kept=kept, output=output)
    assert (paper.folder / PUBLISHED).read_text() == of_project
    assert "town/fire" in (kept / PUBLISHED).read_text()
    assert "town/ferry" not in (kept / PUBLISHED).read_text()
    for name in ("ferry", "fire"):
        (paper.folder / f"content/town/{name}.txt").rename(paper.folder / f"content/town/{name}-2.txt")
    (kept / "catalogue.sqlite").unlink()
    paper.build(kept=kept, output=output)
    for name in ("ferry", "fire"):
        assert (output / f"town/2026/11/20/{name}/index.html").is_file(), "the former address redirects"
    assert (paper.folder / PUBLISHED).read_text() == of_project
    assert not verify(paper.paper(kept=kept, output=output)).differences


def handed_over(made: Path, to: Path) -> None:
    """Bring a folder to another machine as an archive does: files get other times and other inodes."""
    with zipfile.ZipFile(to.with_suffix(".zip"), "w") as archive:
        for path in sorted(made.rglob("*")):
            archive.write(path, path.relative_to(made))
    with zipfile.ZipFile(to.with_suffix(".zip")) as archive:
        archive.extractall(to)
    for path in to.rglob("*"):
        os.utime(path, (time.time() + 5, time.time() + 5))


def test_one_job_builds_and_another_deploys(paper: Newsroom, tmp_path: Path) -> None:
    """The commands are those of docs/ci/github-two-jobs.yml."""
    example = (ROOT / "docs/ci/github-two-jobs.yml").read_text()
    give_theme(paper.folder, tmp_path / "made/state")
    [build, deploy] = re.findall(r"^ +broadsheet ((?:build|deploy) [^|\n]*)", example, re.MULTILINE)
    done = run(*build.replace("made/", f"{tmp_path}/made/").split(), "--source", paper.folder)
    assert done.returncode == 0, done.stderr
    handed_over(tmp_path / "made", tmp_path / "elsewhere")
    shutil.rmtree(tmp_path / "made")
    project = tmp_path / "checkout"
    project.mkdir()
    for name in ("site.toml", "extensions"):
        (paper.folder / name).rename(project / name)
    words = [*deploy.replace("made/", f"{tmp_path}/elsewhere/").split(), "--source", str(project)]
    done = run(*words, "--json")
    assert done.returncode == 0, done.stderr
    assert "not built yet" not in done.stdout.lower()
    site = tmp_path / "elsewhere/site"
    wanted = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert set(hosted_files(tmp_path / "www")) == wanted - {".broadsheet-manifest"}
    assert json.loads(run(*words, "--json").stdout)["sent"] == []


def test_a_file_that_changed_on_the_way_is_not_sent(paper: Newsroom, tmp_path: Path) -> None:
    where = ("--source", paper.folder, "--output", tmp_path / "site", "--state", tmp_path / "state")
    give_theme(paper.folder, tmp_path / "state")
    assert run("build", *where).returncode == 0
    page = tmp_path / "site/town/2026/11/20/bridge/index.html"
    page.write_bytes(page.read_bytes().replace(b"bridge", b"Bridge"))
    done = run("deploy", *where)
    assert done.returncode == 4
    assert "isn't as the last build left it" in done.stderr


def test_the_environment_may_name_the_folder(paper: Newsroom, tmp_path: Path) -> None:
    give_theme(paper.folder, tmp_path / "kept")
    done = run("build", "--source", paper.folder, **{STATE_VARIABLE: str(tmp_path / "kept")})
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "kept/catalogue.sqlite").is_file()
    assert not (paper.folder / ".broadsheet").exists()


def misplaced(paper: Newsroom) -> Iterator[Path]:
    yield from (paper.output, paper.output / "state", paper.folder, paper.folder.parent)
    yield from (
        paper.folder / name for name in ("content", "content/x", "static/x", "templates", "data", "extensions/x")
    )


def test_a_folder_that_would_be_published_or_read_is_refused(paper: Newsroom) -> None:
    for folder in misplaced(paper):
        with pytest.raises(OutputError, match="The catalogue can't be kept in"):
            paper.build(kept=folder)
        assert not list(folder.glob("catalogue*"))


def test_no_site_goes_to_the_folder_of_the_catalogue(paper: Newsroom, tmp_path: Path) -> None:
    asked: Paper = paper.paper(kept=tmp_path / "www")
    paper.build(kept=tmp_path / "www")
    with pytest.raises(ConfigError, match="belongs to the paper"):
        deploy_paper(asked, DeployRequest(), lambda: asked.now, time.sleep)
