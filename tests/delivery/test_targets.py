"""Mistakes in [deploy.NAME] are reported when settings are read, with exit code 2; nothing at any host is touched."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import Newsroom
from delivered import name_host, site_of
from warm import run_command

from generator.config import read_config
from generator.delivery.hosts.contract import NOTES
from generator.errors import ConfigError

SERVER = {"host": "www.example.org", "folder": "/var/www"}
STORE = {"bucket": "courier-site"}
BRANCH = {"repository": "git@github.com:courier/site.git"}
MISTAKES: list[tuple[str, dict[str, Any], str]] = [
    ("git", {"repository": "ext::sh -c touch% /tmp/x"}, "repository"),
    ("git", {"repository": "--upload-pack=touch x"}, "repository"),
    ("git", {"repository": "ssh://-oProxyCommand=x/y"}, "repository"),
    ("git", {}, "repository"),
    ("git", BRANCH | {"branch": "--force"}, "branch"),
    ("git", BRANCH | {"branch": "a..b"}, "branch"),
    ("git", BRANCH | {"branch": ""}, "branch"),
    ("git", BRANCH | {"folder": "../x"}, "folder"),
    ("git", BRANCH | {"folder": ".git/hooks"}, "folder"),
    ("folder", {}, "folder"),
    ("folder", {"folder": "/"}, "folder"),
    ("folder", {"folder": "~"}, "folder"),
    ("folder", {"folder": "."}, "folder"),
    ("folder", {"folder": ".."}, "folder"),
    ("folder", {"folder": "static"}, "folder"),
    ("folder", {"folder": "static/www"}, "folder"),
    ("folder", {"folder": "content/x"}, "folder"),
    ("folder", {"folder": "templates"}, "folder"),
    ("folder", {"folder": "data/www"}, "folder"),
    ("folder", {"folder": "extensions"}, "folder"),
    ("folder", {"folder": "public/x"}, "folder"),
    ("folder", {"folder": "public"}, "folder"),
    ("folder", {"folder": "www/../public/x"}, "folder"),
    ("folder", {"folder": ".broadsheet/www"}, "folder"),
    ("sftp", {"folder": "/var/www"}, "host"),
    ("sftp", SERVER | {"host": "-oProxyCommand=x"}, "host"),
    ("rsync", SERVER | {"host": "a b"}, "host"),
    ("rsync", SERVER | {"user": "-x"}, "user"),
    ("rsync", {"host": "www.example.org"}, "folder"),
    ("sftp", SERVER | {"folder": "/var/www/../../etc"}, "folder"),
    ("sftp", SERVER | {"folder": "~other/www"}, "folder"),
    ("s3", {}, "bucket"),
    ("s3", {"bucket": "My_Bucket"}, "bucket"),
    ("s3", {"bucket": "x"}, "bucket"),
    ("s3", {"bucket": "../x", "endpoint": "https://s3.example.net"}, "bucket"),
    ("s3", STORE | {"endpoint": "s3.example.net"}, "endpoint"),
    ("s3", STORE | {"region": "EU Central"}, "region"),
    ("s3", STORE | {"folder": "a/../b"}, "folder"),
    ("command", {}, "command"),
    ("command", {"command": [""]}, "command"),
    ("command", {"command": ["./x"], "purge": [" "]}, "purge"),
]


def run(newsroom: Newsroom, *words: str) -> subprocess.CompletedProcess[str]:
    return run_command(*words, "--source", newsroom.folder)


@pytest.mark.parametrize(("to", "keys", "key"), MISTAKES)
def test_a_mistake_is_reported_with_its_line(newsroom: Newsroom, to: str, keys: dict[str, Any], key: str) -> None:
    name_host(newsroom, to, **keys)
    lines = (newsroom.folder / "site.toml").read_text().splitlines()
    with pytest.raises(ConfigError) as trouble:
        read_config(newsroom.folder)
    (problem,) = trouble.value.problems
    assert lines[problem.line - 1].startswith(f"{key} =" if key in keys else "[deploy.live]")
    assert problem.hint


@pytest.mark.parametrize("command", ["check", "build", "deploy"])
def test_every_command_leaves_with_2(paper: Newsroom, command: str) -> None:
    name_host(paper, "git", repository="ext::sh -c touch% x")
    done = run(paper, command)
    assert done.returncode == 2
    assert "site.toml:" in done.stderr and "repository" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("to", "keys"),
    [
        ("folder", {"folder": "../www"}),
        ("folder", {"folder": "www"}),
        ("sftp", {"host": "192.0.2.7", "folder": "/"}),
        ("rsync", {"host": "2001:db8::1", "folder": "~/www", "user": "www-data"}),
        ("s3", {"bucket": "My_Bucket", "endpoint": "http://localhost:9000"}),
        ("s3", {"bucket": "courier.example.org", "region": "eu-central-1", "folder": "/a/b/"}),
        ("git", {"repository": "origin"}),
        ("git", {"repository": "https://codeberg.org/courier/pages.git", "branch": "pages", "folder": "docs"}),
        ("git", {"repository": "git@[2001:db8::1]:site.git"}),
        ("command", {"command": ["./publish", "--production"]}),
    ],
)
def test_what_is_right_is_taken(newsroom: Newsroom, to: str, keys: dict[str, Any]) -> None:
    name_host(newsroom, to, **keys)
    assert read_config(newsroom.folder).deploy["live"].to == to


def test_a_name_that_leads_out_of_the_state_is_refused(newsroom: Newsroom) -> None:
    toml = newsroom.folder / "site.toml"
    toml.write_text(toml.read_text() + '\n[deploy."../../x"]\nto = "folder"\nfolder = "/srv/www"\n')
    with pytest.raises(ConfigError, match="can't be the name of a host"):
        read_config(newsroom.folder)


# --- a folder that is somebody else's -------------------------------------------------------------


def test_a_folder_with_other_files_is_refused_without_adopt(paper: Newsroom, tmp_path: Path) -> None:
    www = tmp_path / "www"
    www.mkdir()
    (www / "thesis.doc").write_text("Years of work")
    (www / "index.html").write_text("Another site")
    name_host(paper, "folder", folder=str(www))
    for words in ([], ["--dry-run"]):
        refused = run(paper, "deploy", *words)
        assert refused.returncode == 2
        assert "index.html, thesis.doc" in refused.stderr and "--adopt" in refused.stderr
    assert everything(www) == ["index.html", "thesis.doc"]
    assert (www / "index.html").read_text() == "Another site"
    assert run(paper, "deploy", "--adopt").returncode == 0
    assert (www / "thesis.doc").read_text() == "Years of work"
    assert (www / "index.html").read_bytes() == site_of(paper)["index.html"]
    assert run(paper, "deploy").returncode == 0


def test_a_folder_that_holds_this_very_site_is_taken(paper: Newsroom, tmp_path: Path) -> None:
    """This holds even after the notes there were deleted."""
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    assert run(paper, "deploy").returncode == 0
    for note in (tmp_path / "www" / NOTES).glob("*.json"):
        note.unlink()
    assert run(paper, "deploy").returncode == 0


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("linked", ["town", "town/2026", NOTES, f"{NOTES}/incoming", "assets"])
def test_nothing_is_written_through_a_link(paper: Newsroom, tmp_path: Path, linked: str) -> None:
    www, outside = tmp_path / "www", tmp_path / "outside"
    outside.mkdir()
    (www / linked).parent.mkdir(parents=True)
    (www / linked).symlink_to(outside)
    name_host(paper, "folder", folder=str(www))
    done = run(paper, "deploy", "--adopt")
    assert done.returncode == 4
    assert "is a symbolic link" in done.stderr
    assert everything(outside) == []


def test_the_folder_itself_may_be_no_link(paper: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "www").symlink_to(tmp_path / "outside")
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    done = run(paper, "deploy")
    assert done.returncode == 2
    assert "it is a link" in done.stderr
    assert everything(tmp_path / "outside") == []


def test_a_lock_that_is_a_link_empties_nothing(paper: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "www" / NOTES).mkdir(parents=True)
    (tmp_path / "precious").write_text("Years of work")
    (tmp_path / "www" / NOTES / ".lock").symlink_to(tmp_path / "precious")
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    assert run(paper, "deploy").returncode == 4
    assert (tmp_path / "precious").read_text() == "Years of work"
