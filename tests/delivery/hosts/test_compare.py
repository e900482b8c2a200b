"""Files that were changed or deleted at a host by hand are found, named and sent again, at hosts of each kind."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import NOON, Newsroom
from delivered import bring, bundle_of, name_host, options_for, site_of, unpacked
from servers import BUCKET, s3_client, ssh_server
from warm import run_command

from generator.delivery.compare import FRONT, SAMPLE, Comparison, sample_of
from generator.delivery.deploy import check_host
from generator.delivery.ledger import LedgerEntry

STORY = "town/2026/11/20/s1/index.html"
GONE = "town/2026/11/20/s2/index.html"


def change_by_hand(place: Any, file: str, content: bytes | None) -> None:
    """Put other bytes in a file's place at the host, or delete it, as somebody does who is logged in there."""
    if place.target.to == "s3":
        client, key = s3_client(place.target.endpoint), f"{place.target.folder}/{file}"
        if content is None:
            client.delete_object(Bucket=BUCKET, Key=key)
        else:
            client.put_object(Bucket=BUCKET, Key=key, Body=content)
    elif content is None:
        (Path(place.target.folder) / file).unlink()
    else:
        (Path(place.target.folder) / file).write_bytes(content)


def look(paper: Newsroom, place: Any, tmp_path: Path) -> Comparison:
    return check_host(bundle_of(paper), options_for(place.open(), tmp_path / "memory"))


def test_a_comparison_names_exactly_what_differs_and_a_full_deploy_makes_it_good(
    place: Any, paper: Newsroom, tmp_path: Path
) -> None:
    bring(paper, place.open(), tmp_path / "memory")
    found = look(paper, place, tmp_path)
    assert found.is_same and found.files == len(site_of(paper))
    change_by_hand(place, STORY, site_of(paper)[STORY].replace(b"council", b"Council", 1))
    change_by_hand(place, GONE, None)
    found = look(paper, place, tmp_path)
    assert (found.altered, found.unsent) == ((STORY, GONE), ())
    assert bring(paper, place.open(), tmp_path / "memory", full=True).generation == 2
    assert unpacked(place.content()) == site_of(paper)
    assert look(paper, place, tmp_path).is_same


def test_each_deploy_looks_at_a_few_files_and_sends_again_what_was_changed(
    place: Any, paper: Newsroom, tmp_path: Path
) -> None:
    bring(paper, place.open(), tmp_path / "memory")
    change_by_hand(place, FRONT, b"<p>Defaced")
    done = bring(paper, place.open(), tmp_path / "memory")
    assert [upload.file for upload in done.plan.uploads] == [FRONT]
    assert any(FRONT in remark and "--check" in remark for remark in done.remarks)
    assert unpacked(place.content()) == site_of(paper)
    assert not bring(paper, place.open(), tmp_path / "memory").remarks


def test_files_that_were_never_sent_are_listed_separately(place: Any, paper: Newsroom, tmp_path: Path) -> None:
    bring(paper, place.open(), tmp_path / "memory")
    paper.write("static/notes.txt", "A new file")
    paper.build()
    found = look(paper, place, tmp_path)
    assert found.altered == ()
    assert "notes.txt" in found.unsent


def test_other_files_are_looked_at_after_each_build_and_in_time_all(paper: Newsroom) -> None:
    bundle = bundle_of(paper)
    ledger = {file: LedgerEntry(site_file.upload.digest) for file, site_file in bundle.files.items()}
    seen = set[str]()
    for minute in range(0, 60, 2):
        paper.build(now=NOON.replace(minute=minute))
        sample = sample_of(bundle_of(paper), ledger)
        assert len(sample) == SAMPLE
        assert sample[0].file == FRONT
        seen |= {upload.file for upload in sample}
    assert seen >= {
        file for file, site_file in bundle_of(paper).files.items() if site_file.upload.digest == ledger[file].digest
    }


def test_a_server_that_runs_no_programs_has_its_files_read(
    paper: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_place: Any
) -> None:
    place = make_place("sftp")
    (tmp_path / "strict").mkdir()
    with ssh_server(tmp_path / "strict", "ForceCommand internal-sftp") as strict:
        monkeypatch.setenv("HOME", str(strict.home))
        bring(paper, place.open(), tmp_path / "memory")
        assert look(paper, place, tmp_path).is_same
        content = site_of(paper)[STORY]
        change_by_hand(place, STORY, content[:-1] + b" ")
        change_by_hand(place, GONE, None)
        assert look(paper, place, tmp_path).altered == (STORY, GONE)
        place.close()


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_a_branch_is_compared_by_what_its_last_commit_holds(
    paper: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    remote, work = tmp_path / "remote.git", tmp_path / "work"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    name_host(paper, "git", repository=f"file://{remote}")
    assert call(paper) == 0
    assert call(paper, "--check") == 0
    subprocess.run(["git", "clone", "--quiet", "-b", "gh-pages", str(remote), str(work)], check=True)
    (work / STORY).write_text("By hand")
    author = ["-c", "user.name=x", "-c", "user.email=x@x"]
    subprocess.run(["git", *author, "commit", "-qam", "By hand"], cwd=work, check=True)
    subprocess.run(["git", "push", "--quiet"], cwd=work, check=True)
    assert call(paper, "--check") == 4
    assert call(paper, "--full") == 0
    assert call(paper, "--check") == 0


def call(newsroom: Newsroom, *words: str) -> int:
    return run_command("deploy", *words, "--source", newsroom.folder).returncode


def test_a_program_cannot_be_asked(paper: Newsroom) -> None:
    name_host(paper, "command", command=["true"])
    assert call(paper, "--check") == 2


def test_a_link_in_place_of_a_page_is_no_page_of_ours(make_place: Any, paper: Newsroom, tmp_path: Path) -> None:
    place = make_place("folder")
    bring(paper, place.open(), tmp_path / "memory")
    page = Path(place.target.folder) / STORY
    page.rename(tmp_path / "elsewhere.html")
    page.symlink_to(tmp_path / "elsewhere.html")
    assert look(paper, place, tmp_path).altered == (STORY,)
