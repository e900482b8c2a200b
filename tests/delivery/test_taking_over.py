"""A deployer that was cut off, whose files arrive when another one is at work already; and programs run one by one."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import Newsroom
from delivered import bring, bundle_of, hosted_files, name_host, site_of

from generator.commands.deploy import DeployRequest, deploy_paper
from generator.delivery import lock
from generator.delivery.deploy import DeployOptions, deploy
from generator.delivery.hosts.contract import Upload
from generator.delivery.hosts.folder import FolderHost
from generator.delivery.journal import DeployJournal
from generator.delivery.lock import HostState
from generator.delivery.retry import RetryPolicy
from generator.errors import DeployLocked, GaveWay, TakenOver

PAGE = "town/2026/11/20/s1/index.html"


class Interrupted(FolderHost):
    """A folder before one of whose files something else happens."""

    def __init__(self, folder: Path, file: str, happens: Callable[[], None]) -> None:
        super().__init__(folder)
        self._file, self._happens = file, happens

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        for upload in uploads:
            if upload.file == self._file:
                self._happens()
            yield from super().put([upload], 1)


class Hours:
    """A clock that can be set forward."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def sleep(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


def options(host: FolderHost, journal: Path, hours: Hours) -> DeployOptions:
    return DeployOptions(host, DeployJournal(journal), hours, RetryPolicy(hours.sleep), 1)


def test_what_a_deployer_put_in_place_after_it_was_taken_over_is_sent_again(
    editions: list[Newsroom], tmp_path: Path
) -> None:
    """It slept while it was sending, a newer one came and went, and its last file lands on top of the newer one's."""
    hours, www = Hours(), tmp_path / "www"

    def sleep() -> None:
        hours.ahead += timedelta(minutes=5)
        deploy(bundle_of(editions[1]), options(FolderHost(www), tmp_path / "m1", hours))

    with pytest.raises(TakenOver):
        deploy(bundle_of(editions[0]), options(Interrupted(www, PAGE, sleep), tmp_path / "m0", hours))
    assert hosted_files(www)[PAGE] != site_of(editions[1])[PAGE]
    again = deploy(bundle_of(editions[1]), options(FolderHost(www), tmp_path / "m1", hours))
    assert PAGE in {upload.file for upload in again.plan.uploads}
    assert hosted_files(www) == site_of(editions[1])
    assert deploy(bundle_of(editions[1]), options(FolderHost(www), tmp_path / "m2", hours)).plan.is_empty


def test_what_lands_while_the_newer_one_is_at_work_is_sent_again_by_itself(
    editions: list[Newsroom], tmp_path: Path
) -> None:
    hours, www = Hours(), tmp_path / "www"
    bring(editions[0], FolderHost(www), tmp_path / "m0")

    def land() -> None:
        (www / PAGE).write_bytes(site_of(editions[0])[PAGE])
        HostState(FolderHost(www), hours, RetryPolicy(hours.sleep)).report_doubtful([PAGE])

    deploy(bundle_of(editions[1]), options(Interrupted(www, "sitemap.xml", land), tmp_path / "m1", hours))
    assert hosted_files(www) == site_of(editions[1])


def test_who_asks_waits_until_the_other_has_given_way(
    editions: list[Newsroom], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The older one's file arrives no sooner than it was asked; then it stops."""
    monkeypatch.setattr(lock, "RENEW_AFTER", timedelta(0))
    www, asked, told = tmp_path / "www", threading.Event(), list[BaseException]()

    class Asking(FolderHost):
        def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
            tag = super().leave_note(name, content, seen)
            if name == "state.json" and (json.loads(content)["claim"] or {}).get("give_way"):
                asked.set()
            return tag

    def wait() -> None:
        asked.wait(60)

    def older() -> None:
        try:
            bring(editions[0], Interrupted(www, PAGE, wait), tmp_path / "m0")
        except GaveWay as trouble:
            told.append(trouble)

    thread = threading.Thread(target=older)
    thread.start()
    while not (www / ".broadsheet-deploy" / "state.json").exists():
        time.sleep(0.01)
    bring(editions[1], Asking(www), tmp_path / "m1")
    thread.join()
    assert len(told) == 1
    assert hosted_files(www) == site_of(editions[1])


def test_the_same_build_is_not_waited_for(editions: list[Newsroom], tmp_path: Path) -> None:
    www, busy = tmp_path / "www", list[BaseException]()

    def second() -> None:
        try:
            bring(editions[0], FolderHost(www), tmp_path / "m1")
        except DeployLocked as trouble:
            busy.append(trouble)

    bring(editions[0], Interrupted(www, PAGE, second), tmp_path / "m0")
    assert len(busy) == 1


PROGRAM = """
import json, pathlib, sys, time
told, seen = json.load(sys.stdin), pathlib.Path({folder!r})
for upload in told["upload"]:
    place = seen / upload["file"]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(pathlib.Path(upload["source"]).read_bytes())
    time.sleep(0.01)
"""


@pytest.mark.parametrize("kind", ["git", "command"])
def test_of_two_commits_at_once_the_newer_builds_is_the_last(
    editions: list[Newsroom], tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    remote, shared = tmp_path / "remote.git", tmp_path / "shared"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    (tmp_path / "publish.py").write_text(PROGRAM.format(folder=str(tmp_path / "www")))
    shared.mkdir()
    for desk in editions:
        if kind == "git":
            name_host(desk, kind, repository=f"file://{remote}")
        else:
            name_host(desk, kind, command=[sys.executable, str(tmp_path / "publish.py")])
            (desk.folder / ".broadsheet" / "deploy").symlink_to(shared)
    told = dict[int, BaseException]()

    def run(number: int) -> None:
        try:
            deploy_paper(editions[number].paper(), DeployRequest(), lambda: datetime.now(UTC), time.sleep)
        except Exception as trouble:
            told[number] = trouble

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 not in told, told
    if kind == "git":
        subprocess.run(["git", "clone", "--quiet", "-b", "gh-pages", str(remote), str(tmp_path / "www")], check=True)
    live = hosted_files(tmp_path / "www")
    assert {file: live[file] for file in site_of(editions[1])} == site_of(editions[1])


def test_a_lock_is_renewed_also_when_another_asks_between_reading_and_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours, now = Hours(), datetime.now(UTC)
    older, newer = (HostState(FolderHost(tmp_path / "www"), hours, RetryPolicy(hours.sleep)) for _ in range(2))
    older.acquire(now, 0)
    newer.look()
    look = older.look
    asked: list[bool] = []

    def look_before_the_other_asks() -> object:
        state = look()
        if not asked:
            asked.append(newer._try(now + timedelta(hours=1)))
        return state

    monkeypatch.setattr(older, "look", look_before_the_other_asks)
    with pytest.raises(GaveWay):
        older.keep_lock(renew_now=True)
    assert asked == [False]
    assert older.current.lock is not None and older.current.lock.give_way == now + timedelta(hours=1)
