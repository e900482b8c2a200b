"""Deploys to a folder, through a host that fails, is killed, is slow, or has two deployers at once."""

import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import warm
from conftest import NOON, Newsroom, story
from delivered import bundle_of, hosted_files, name_host, site_of
from patience import PATIENCE_S, lines_until
from places import ROOT

from generator.commands.deploy import DeployRequest, deploy_paper
from generator.delivery.deploy import DeployOptions, DeployResult, Instructions, deploy
from generator.delivery.hosts.contract import NOTES, Upload
from generator.delivery.hosts.folder import FolderHost
from generator.delivery.hosts.open import open_host
from generator.delivery.journal import DeployJournal
from generator.delivery.retry import RetryPolicy
from generator.errors import DeployLocked, DeployRefused, HostError, OutputError, TargetError, TemporaryError
from generator.paper import Paper
from generator.workers import WorkerKilled, Workers

EACH = 1 if "DEPLOY_KILLS" in os.environ else 4
"""Deploys fail at each fourth request, and in long loops at each."""
NEEDS_GIT = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


class Calls:
    """A host that records its calls, and fails at a given one."""

    def __init__(self, folder: Path, fail_at: int = 0, trouble: BaseException | None = None) -> None:
        self._host = FolderHost(folder)
        self.at_once, self.can_compare, self.remarks = False, True, list[str]()
        self.calls: list[str] = []
        self._fail_at, self._trouble = fail_at, trouble or HostError("403")

    def _count(self, what: str) -> None:
        self.calls.append(what)
        dead = isinstance(self._trouble, Killed) and 0 < self._fail_at < len(self.calls)
        if len(self.calls) == self._fail_at or dead:
            raise self._trouble

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        for upload in uploads:
            self._count(f"put {upload.file}")
            yield from self._host.put([upload], 1)

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        for file in files:
            self._count(f"remove {file}")
            yield from self._host.remove([file])

    def __getattr__(self, name: str) -> Any:
        def counted(*arguments: Any) -> Any:
            self._count(name)
            return getattr(self._host, name)(*arguments)

        return getattr(self._host, name) if name in {"fingerprint", "close"} else counted


class Clock:
    """A clock that advances when somebody sleeps."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def bring(
    newsroom: Newsroom, host: Any, clock: Clock | None = None, journal: str = "memory", **instructions: Any
) -> DeployResult:
    clock = clock or Clock()
    retry = RetryPolicy(clock.sleep, draw=lambda: 0.5)
    options = DeployOptions(host, DeployJournal(newsroom.folder / journal), clock, retry, parallel=2)
    return deploy(bundle_of(newsroom), options, Instructions(**instructions))


def sent(delivered: DeployResult) -> set[str]:
    return {upload.file for upload in delivered.plan.uploads}


def test_the_first_deploy_brings_all_and_the_next_nothing(paper: Newsroom, tmp_path: Path) -> None:
    host = Calls(tmp_path / "www")
    first = bring(paper, host)
    assert hosted_files(tmp_path / "www") == site_of(paper)
    assert first.generation == 1
    host.calls.clear()
    again = bring(paper, host)
    assert again.plan.is_empty
    assert not [call for call in host.calls if call.startswith(("put", "remove", "listing"))]


def test_an_edited_story_costs_requests_in_proportion_and_lists_nothing(paper: Newsroom, tmp_path: Path) -> None:
    host = Calls(tmp_path / "www")
    bring(paper, host)
    paper.write("content/town/s1.txt", story("Story number 1", topics="Harbor", body="The council met again."))
    written = paper.build().written
    host.calls.clear()
    assert {"town/2026/11/20/s1/index.html"} <= sent(bring(paper, host)) <= set(written)
    assert hosted_files(tmp_path / "www") == site_of(paper)
    assert "listing" not in host.calls
    assert len(host.calls) <= len(written) + 14


def test_a_machine_that_knows_nothing_sends_only_what_differs(paper: Newsroom, tmp_path: Path) -> None:
    bring(paper, Calls(tmp_path / "www"))
    paper.write("content/town/s1.txt", story("Another", topics="Harbor"))
    written = set(paper.build().written)
    host = Calls(tmp_path / "www")
    assert {"town/2026/11/20/s1/index.html"} <= sent(bring(paper, host, journal="elsewhere")) <= written
    assert "listing" not in host.calls


@pytest.mark.parametrize("loss", ["state", "ledger"])
def test_a_lost_or_damaged_ledger_is_reported_and_made_again_by_listing(
    paper: Newsroom, tmp_path: Path, loss: str
) -> None:
    bring(paper, Calls(tmp_path / "www"))
    (tmp_path / "www" / "foreign.html").write_text("not ours")
    for note in (tmp_path / "www" / NOTES).iterdir():
        if note.is_file() and (note.name == "state.json") == (loss == "state"):
            note.write_bytes(note.read_bytes()[:-9])
    done = bring(paper, Calls(tmp_path / "www"), journal="elsewhere")
    assert any("lost or damaged" in remark for remark in done.remarks)
    assert any("1 files at the host aren't of this site" in remark for remark in done.remarks)
    assert done.plan.is_empty
    assert (tmp_path / "www" / "foreign.html").exists()


@pytest.mark.parametrize("kind", ["refused", "killed"])
def test_after_a_failure_at_any_request_the_next_deploy_sends_only_the_rest(
    paper: Newsroom, tmp_path: Path, kind: str
) -> None:
    bring(paper, Calls(tmp_path / "old"))
    paper.write("content/town/s1.txt", story("A new headline", topics="Ferry"))
    paper.delete("content/town/s2.txt")
    paper.build()
    for fail_at in itertools.count(1, EACH):
        www, journal = tmp_path / f"www-{fail_at}", f"memory-{fail_at}"
        _copy(tmp_path / "old", www)
        before = hosted_files(www)
        host = Calls(www, fail_at, Killed() if kind == "killed" else None)
        clock = Clock()
        try:
            bring(paper, host, clock, journal)
        except Killed:
            clock.sleep(90)
        except HostError:
            assert before.keys() <= hosted_files(www).keys() or any(call.startswith("remove") for call in host.calls)
        else:
            break
        finished = [call for call in host.calls[: fail_at - 1] if call.startswith("put")]
        again = bring(paper, Calls(www), clock, journal)
        assert hosted_files(www) == site_of(paper), host.calls
        assert not {f"put {file}" for file in sent(again)} & set(finished), host.calls
    assert fail_at > 25


class LostAnswers(Calls):
    """A host that does what it is asked to, and whose answer is lost at a given call."""

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        for upload in uploads:
            list(self._host.put([upload], 1))
            self._count(f"put {upload.file}")
            yield upload.file

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        for file in files:
            list(self._host.remove([file]))
            self._count(f"remove {file}")
            yield file


def test_what_a_deploy_may_have_done_before_it_failed_is_not_taken_for_undone(paper: Newsroom, tmp_path: Path) -> None:
    """The next edition is as the one before: the page that changed, came or went must change, go or come again."""
    bring(paper, Calls(tmp_path / "old"), journal="elsewhere")
    former = {name: (paper.folder / f"content/town/{name}.txt").read_text() for name in ("s1", "s2")}
    paper.write("content/town/s1.txt", story("A new headline", topics="Ferry"))
    paper.delete("content/town/s2.txt")
    paper.build()
    next_edition = Newsroom(tmp_path / "next")
    for name in ("s0", "s1", "s2"):
        text = former.get(name) or (paper.folder / f"content/town/{name}.txt").read_text()
        next_edition.write(f"content/town/{name}.txt", text)
    next_edition.build(now=NOON + timedelta(minutes=1))
    failed = set()
    for fail_at in itertools.count(1):
        www = tmp_path / f"www-{fail_at}"
        _copy(tmp_path / "old", www)
        host = LostAnswers(www, fail_at)
        try:
            bring(paper, host, journal=f"memory-{fail_at}")
        except HostError:
            failed.add(host.calls[fail_at - 1].partition(" ")[0])
        else:
            break
        clock = Clock()
        clock.sleep(120)
        bring(next_edition, Calls(www), clock)
        assert hosted_files(www) == site_of(next_edition), host.calls
    assert failed >= {"put", "remove"}


def test_files_under_way_when_a_deploy_stops_are_not_taken_for_undone(paper: Newsroom, tmp_path: Path) -> None:
    """Those beside the one after which it stops arrive without anybody's hearing of it."""
    next_edition = Newsroom(tmp_path / "next")
    for number in range(3):
        next_edition.write(f"content/town/s{number}.txt", story(f"Story number {number}", topics="Harbor"))
    next_edition.build(now=NOON + timedelta(minutes=1))
    bring(paper, FolderHost(tmp_path / "www"))
    paper.write("content/town/s1.txt", story("A new headline", topics="Ferry"))
    paper.build()
    stopped = 0
    for stop_at in range(1, 40, EACH):
        clock = Clock()
        retry = RetryPolicy(clock.sleep, draw=lambda: 0.5)
        calls = itertools.count(1)

        def stop(*_: object, calls: Iterator[int] = calls, stop_at: int = stop_at) -> None:
            if next(calls) == stop_at:
                raise HostError("The connection is lost.")

        journal = DeployJournal(paper.folder / "memory")
        options = DeployOptions(FolderHost(tmp_path / "www"), journal, clock, retry, progress=stop)
        with suppress(HostError):
            deploy(bundle_of(paper), options)
            break
        stopped += 1
        clock.sleep(120)
        bring(next_edition, FolderHost(tmp_path / "www"), clock)
        assert hosted_files(tmp_path / "www") == site_of(next_edition), stop_at
        paper.build(now=NOON + timedelta(minutes=2 * stopped))
        next_edition.build(now=NOON + timedelta(minutes=2 * stopped + 1))
    assert stopped > 2


def test_what_a_killed_deploy_did_at_one_host_is_believed_of_no_other(
    paper: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when `folder` in site.toml is changed after a first deploy that was killed."""
    monkeypatch.setattr("generator.delivery.compare.SAMPLE", 1)
    monkeypatch.setattr("generator.delivery.host_ledger.FEW_CHANGED", 0)  # as at a large site
    bring(paper, Calls(tmp_path / "other"), journal="elsewhere")
    paper.write("content/town/s1.txt", story("A new headline", topics="Ferry"))
    paper.build()
    with pytest.raises(Killed):
        bring(paper, Calls(tmp_path / "www", 50, Killed()))
    bring(paper, Calls(tmp_path / "other"))
    assert hosted_files(tmp_path / "other") == site_of(paper)


class Killed(BaseException):
    """Stands for the end of the process: nothing is asked of the host any more."""


def _copy(old: Path, new: Path) -> None:
    subprocess.run(["cp", "-a", str(old), str(new)], check=True)


def test_what_passes_is_tried_again_and_what_does_not_pass_stops(paper: Newsroom, tmp_path: Path) -> None:
    for fail_at in range(1, 30):
        host, clock = Calls(tmp_path / f"www-{fail_at}", fail_at, TemporaryError("503", after_s=7)), Clock()
        bring(paper, host, clock, f"memory-{fail_at}")
        assert hosted_files(tmp_path / f"www-{fail_at}") == site_of(paper)
        assert clock.now >= NOON + timedelta(seconds=7)


def test_a_program_that_may_succeed_later_is_run_again(paper: Newsroom, tmp_path: Path) -> None:
    program = tmp_path / "publish"
    program.write_text(f"#!/bin/sh\necho run >> {tmp_path}/runs\ntest $(wc -l < {tmp_path}/runs) -ge 3 || exit 75\n")
    program.chmod(0o755)
    name_host(paper, "command", command=[str(program)])
    order(paper)
    assert (tmp_path / "runs").read_text() == "run\n" * 3
    assert order(paper).plan.is_empty


def test_a_host_that_cant_be_reached_at_first_is_tried_again(
    paper: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    tries = iter([TemporaryError("no answer"), TemporaryError("no answer")])

    def open_late(*arguments: Any) -> Any:
        if trouble := next(tries, None):
            raise trouble
        return open_host(*arguments)

    monkeypatch.setattr("generator.commands.deploy.open_host", open_late)
    order(paper)
    assert hosted_files(tmp_path / "www") == site_of(paper)


def test_an_older_build_never_replaces_a_newer_one(paper: Newsroom, tmp_path: Path) -> None:
    older = bundle_of(paper)
    paper.write("content/town/s1.txt", story("A newer one", topics="Harbor"))
    paper.build(now=NOON + timedelta(minutes=5))
    bring(paper, Calls(tmp_path / "www"))
    newer = hosted_files(tmp_path / "www")
    clock = Clock()
    options = DeployOptions(
        FolderHost(tmp_path / "www"), DeployJournal(tmp_path / "m"), clock, RetryPolicy(clock.sleep)
    )
    with pytest.raises(DeployRefused, match="A newer build is live"):
        deploy(older, options)
    assert hosted_files(tmp_path / "www") == newer


def test_a_dry_run_refuses_what_the_deploy_would(paper: Newsroom, tmp_path: Path) -> None:
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    order(paper)
    paper.build(now=NOON - timedelta(hours=1))
    with pytest.raises(DeployRefused, match="A newer build is live"):
        order(paper, dry_run=True)


def test_a_build_of_a_time_to_come_is_refused(paper: Newsroom, tmp_path: Path) -> None:
    """It shows what is embargoed until then, and would be in the way of every later build."""
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    paper.write("content/town/later.txt", story("Embargoed", topics="Harbor", embargo="2026-11-24 06:00"))
    paper.build(now=NOON + timedelta(days=1))
    with pytest.raises(DeployRefused, match="2026-11-24 12:00:00 UTC, which is still to come"):
        order(paper)
    assert not (tmp_path / "www").exists()
    paper.build(now=NOON + timedelta(minutes=1))  # another machine's clock may be a little ahead
    order(paper)


def test_an_edition_from_a_time_to_come_is_replaced_by_that_of_now(paper: Newsroom, tmp_path: Path) -> None:
    """As when the clock was wrong: no build could be newer for years."""
    clock = Clock()
    clock.now = NOON + timedelta(days=2000)
    paper.build(now=clock.now)
    bring(paper, Calls(tmp_path / "www"), clock)
    paper.build()
    done = bring(paper, Calls(tmp_path / "www"))
    assert hosted_files(tmp_path / "www") == site_of(paper)
    [remark] = done.remarks
    assert "built at 2032-05-15 12:00:00 UTC, and this machine's clock shows 2026-11-23 12:00:00" in remark
    assert bring(paper, Calls(tmp_path / "www")).remarks == ()


def test_of_two_deployers_at_once_the_newest_wins_and_the_other_gets_an_error(paper: Newsroom, tmp_path: Path) -> None:
    """With pauses at random places, in many turns; the older stops when it is asked to, or was there first."""
    draw = random.Random(5)
    folders = []
    for number in range(2):
        folder = tmp_path / f"site-{number}"
        _copy(paper.folder, folder)
        room = Newsroom(tmp_path / f"empty-{number}")
        room.folder, room.output = folder, folder / "public"
        room.write("content/town/s1.txt", story(f"Edition {number}", topics="Harbor"))
        room.build(now=NOON + timedelta(minutes=number))
        folders.append(room)
    for turn in range(int(os.environ.get("DEPLOYERS", "6"))):
        www, told = tmp_path / f"www-{turn}", dict[int, BaseException]()

        def run(number: int, pause_s: float, www: Path = www, told: dict[int, BaseException] = told) -> None:
            host = Slow(www, random.Random(pause_s))
            journal = DeployJournal(folders[number].folder / f"memory-{www.name}")
            options = DeployOptions(
                host, journal, lambda: datetime.now(UTC), RetryPolicy(time.sleep), 2, wait_s=PATIENCE_S
            )
            time.sleep(pause_s)
            try:
                deploy(bundle_of(folders[number]), options)
            except (HostError, DeployRefused, DeployLocked) as trouble:
                told[number] = trouble

        threads = [threading.Thread(target=run, args=(number, draw.random() / 4)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert 1 not in told, told
        assert hosted_files(www) == site_of(folders[1])


class Slow(Calls):
    """A host that takes its time."""

    def __init__(self, folder: Path, draw: random.Random) -> None:
        super().__init__(folder)
        self._draw = draw

    def _count(self, what: str) -> None:
        time.sleep(self._draw.random() / 200)


LINK = re.compile(r'(?:href|src)="(/[^"#?]*)')


def broken_links(www: Path) -> list[str]:
    """Return the broken links that a reader meets who starts at the front and follows every link."""
    seen, ahead, broken = {"/"}, ["/"], []
    while ahead:
        url = ahead.pop()
        file = www / (url.lstrip("/") + ("index.html" if url.endswith("/") else ""))
        try:
            text = file.read_text(errors="replace")
        except OSError:
            broken.append(url)
            continue
        for link in LINK.findall(text) if file.suffix == ".html" else ():
            if link not in seen:
                seen.add(link)
                ahead.append(link)
    return broken


def test_a_reader_never_meets_a_broken_link_at_any_step_of_any_deploy(paper: Newsroom, tmp_path: Path) -> None:
    draw, www = random.Random(7), tmp_path / "www"
    bring(paper, Crawled(www, check=False))
    steps = 0
    for number in range(int(os.environ.get("CRAWLED", "8"))):
        name = f"s{draw.randint(0, 5)}"
        path = paper.folder / f"content/town/{name}.txt"
        if path.exists() and draw.random() < 0.3 and len(list(path.parent.iterdir())) > 1:
            path.unlink()
        else:
            topic, by = draw.choice(["Harbor", "Ferry", "Mill"]), draw.choice(["Jane Roe", "Ann Poe"])
            paper.write(f"content/town/{name}.txt", story(f"Headline {number}", topics=topic, By=by))
        paper.write("static/assets/extra.css", f"body {{ order: {number} }}")
        paper.build()
        host = Crawled(www)
        bring(paper, host)
        steps += len(host.calls)
        assert hosted_files(www).keys() >= site_of(paper).keys()
    assert steps > 100


class Crawled(Calls):
    """A host whose site is crawled before each thing that is asked of it."""

    def __init__(self, folder: Path, *, check: bool = True) -> None:
        super().__init__(folder)
        self._www, self._check = folder, check

    def _count(self, what: str) -> None:
        super()._count(what)
        if self._check and what.startswith(("put", "remove")):
            assert broken_links(self._www) == [], what


def test_a_name_may_change_in_capitals_alone_where_both_are_the_same_file(paper: Newsroom, tmp_path: Path) -> None:
    """As on the disks of Macs and Windows, and at some storages of rclone."""

    class OneCase(Calls):
        def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
            for upload in uploads:
                list(super().put([msgspec.structs.replace(upload, file=upload.file.lower())], parallel))
                yield upload.file

        def remove(self, files: Sequence[str]) -> Iterator[str]:
            list(super().remove([file.lower() for file in files]))
            yield from files

    paper.write("static/Logo.svg", "<svg/>")
    paper.write("static/Pictures/a.svg", "<svg/>")
    paper.build()
    bring(paper, OneCase(tmp_path / "www"))
    for file in ("static/Logo.svg", "static/Pictures/a.svg"):
        paper.delete(file)
        paper.write(file.lower(), "<svg/>")
    paper.build()
    bring(paper, OneCase(tmp_path / "www"))
    assert hosted_files(tmp_path / "www") == {file.lower(): content for file, content in site_of(paper).items()}


def test_an_asset_stays_seven_days_after_it_was_last_used(paper: Newsroom, tmp_path: Path) -> None:
    paper.write("static/assets/extra.css", "a {}")
    paper.build()
    clock = Clock()
    bring(paper, Calls(tmp_path / "www"), clock)
    (old,) = (tmp_path / "www" / "assets").glob("extra.*.css")
    paper.write("static/assets/extra.css", "b {}")
    paper.build()
    for days in (0, 3, 3.9):
        clock.sleep(days * 86400)
        bring(paper, Calls(tmp_path / "www"), clock)
        assert old.exists()
    clock.sleep(86400)
    bring(paper, Calls(tmp_path / "www"), clock)
    assert not old.exists()


def test_many_deletions_are_refused_unless_their_number_is_named(newsroom: Newsroom, tmp_path: Path) -> None:
    for number in range(60):
        newsroom.write(f"content/town/s{number}.txt", story(f"Story {number}"))
    newsroom.build()
    bring(newsroom, Calls(tmp_path / "www"))
    for number in range(1, 60):
        newsroom.delete(f"content/town/s{number}.txt")
    files = len(newsroom.build(confirmed_removals=_going(newsroom)).removed)
    with pytest.raises(DeployRefused) as refused:
        bring(newsroom, Calls(tmp_path / "www"))
    assert f"--confirm-deletions {files}" in refused.value.hint
    assert len(hosted_files(tmp_path / "www")) > files
    bring(newsroom, Calls(tmp_path / "www"), confirmed=files)
    assert hosted_files(tmp_path / "www") == site_of(newsroom)


def _going(newsroom: Newsroom) -> int:
    """Return how many files the build is about to remove, from its refusal."""
    with pytest.raises(OutputError) as trouble:
        newsroom.build()
    found = re.search(r"--confirm-deletions (\d+)", trouble.value.problem.hint)
    assert found is not None
    return int(found[1])


# --- as people call it ----------------------------------------------------------------------------


def order(newsroom: Newsroom, **request: Any) -> DeployResult:
    return deploy_paper(newsroom.paper(), DeployRequest(**request), lambda: NOON, lambda _: None)


def test_the_command_brings_the_site_and_says_so(paper: Newsroom, tmp_path: Path) -> None:
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    told = run_command(paper, "deploy", "--dry-run")
    assert "Would send new stories:" in told.stdout
    assert not (tmp_path / "www").exists()
    done = json.loads(run_command(paper, "deploy", "live", "--json").stdout)
    assert done["generation"] == 1
    assert hosted_files(tmp_path / "www") == site_of(paper)
    assert "0 files (0 bytes) sent, 0 deleted." in run_command(paper, "deploy").stdout
    assert run_command(paper, "deploy", "nowhere", code=2).stderr.startswith("site.toml has no [deploy.nowhere].")


def run_command(newsroom: Newsroom, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = warm.run_command(*words, "--source", newsroom.folder)
    assert done.returncode == code, done.stderr
    return done


def test_what_is_not_to_be_seen_is_refused(paper: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(DeployRefused, match="names no host"):
        order(paper)
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    paper.build(drafts=True)
    with pytest.raises(DeployRefused, match="drafts"):
        order(paper)
    toml = paper.folder / "site.toml"
    public = toml.read_text()
    toml.write_text(public.replace("https://courier.example", "http://localhost:8000"))
    paper.build()
    with pytest.raises(DeployRefused, match="no reader can reach it"):
        order(paper)
    toml.write_text(public.replace("https://courier.example", "https://example.org"))
    paper.build()
    with pytest.raises(DeployRefused, match="the example's address"):
        order(paper)
    toml.write_text(public)
    paper.write(
        "static/key.pem",
        f"-----BEGIN RSA PRIVATE KEY-----\n{'MIIEpAIBAAKCAQEA7bq' * 3}\n-----END RSA PRIVATE KEY-----\n",
    )
    paper.build()
    with pytest.raises(TargetError):
        order(paper)
    assert not (tmp_path / "www").exists()


def test_a_site_that_is_gone_is_refused_in_plain_words(paper: Newsroom, tmp_path: Path) -> None:
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    (paper.output / "_headers").unlink()
    with pytest.raises(HostError, match="_headers isn't as the last build left it"):
        order(paper)
    shutil.rmtree(paper.output)
    with pytest.raises(DeployRefused, match="There is no finished site in"):
        order(paper)
    assert not (tmp_path / "www").exists()


def test_an_address_with_a_port_can_be_deployed(paper: Newsroom, tmp_path: Path) -> None:
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    toml = paper.folder / "site.toml"
    toml.write_text(toml.read_text().replace("https://courier.example", "https://10.news:8443"))
    paper.build()
    order(paper)
    assert hosted_files(tmp_path / "www") == site_of(paper)


def test_copy_that_no_build_has_read_is_reported(paper: Newsroom, tmp_path: Path) -> None:
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    assert order(paper).remarks == ()
    paper.write("content/town/new.txt", story("Not built yet"))
    (remark,) = order(paper).remarks
    assert remark.startswith("Not deployed, because not built yet: 1 file in content/ changed since the last build.")


@pytest.mark.parametrize("form", ["pages", "netlify", "nginx"])
def test_former_addresses_lead_on_as_the_host_needs_it(paper: Newsroom, tmp_path: Path, form: str) -> None:
    paper.write("content/town/s1.txt", story("Moved", was="/old/name/"))
    paper.build()
    name_host(paper, "folder", folder=str(tmp_path / "www"), redirects=form)
    order(paper)
    files = hosted_files(tmp_path / "www")
    assert ("old/name/index.html" in files) == (form == "pages")
    table = files.get({"netlify": "_redirects", "nginx": "redirects.map"}.get(form, ""), b"").decode()
    assert form == "pages" or re.search(r"/old/name/\S*\s+\"?/town/2026/11/20/s1/", table)
    assert order(paper).plan.is_empty


def test_a_site_that_is_built_again_meanwhile_is_not_sent_in_part(paper: Newsroom, tmp_path: Path) -> None:
    bundle = bundle_of(paper)
    paper.write("content/town/s1.txt", story("Another headline altogether", topics="Harbor"))
    paper.build()
    clock = Clock()
    options = DeployOptions(
        FolderHost(tmp_path / "www"), DeployJournal(tmp_path / "m"), clock, RetryPolicy(clock.sleep)
    )
    with pytest.raises(HostError, match="isn't as the last build left it"):
        deploy(bundle, options)


@pytest.mark.parametrize("host", ["folder", pytest.param("git", marks=NEEDS_GIT)])
def test_caches_are_emptied_of_what_changed_and_a_failure_is_made_good(
    paper: Newsroom, tmp_path: Path, host: str
) -> None:
    where: dict[str, str] = {"folder": str(tmp_path / "www")}
    if host == "git":
        subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "remote.git")], check=True)
        where = {"repository": f"file://{tmp_path}/remote.git"}
    purge = tmp_path / "purge"
    purge.write_text(f"#!/bin/sh\ntest -e {tmp_path}/broken && exit 1\ncat >> {tmp_path}/purged\n")
    purge.chmod(0o755)
    name_host(paper, host, purge=[str(purge)], **where)
    order(paper)
    assert not (tmp_path / "purged").exists()
    paper.write("content/town/s1.txt", story("Story number 1", topics="Harbor", body="More."))
    paper.build()
    (tmp_path / "broken").touch()
    with pytest.raises(HostError, match="purge program"):
        order(paper)
    (tmp_path / "broken").unlink()
    order(paper)
    assert "https://courier.example/town/2026/11/20/s1/" in (tmp_path / "purged").read_text()
    (tmp_path / "purged").unlink()
    order(paper)
    assert not (tmp_path / "purged").exists()


@pytest.mark.parametrize("kind", ["refused", "killed"])
def test_caches_are_emptied_of_all_that_changed_wherever_a_deploy_stopped(
    paper: Newsroom, tmp_path: Path, kind: str
) -> None:
    bring(paper, Calls(tmp_path / "old"))
    before = hosted_files(tmp_path / "old")
    paper.write("content/town/s1.txt", story("A new headline", topics="Ferry"))
    paper.delete("content/town/s2.txt")
    paper.build()
    after = site_of(paper)
    stale = {file for file, content in before.items() if after.get(file, b"") != content}
    for fail_at in itertools.count(1, EACH):
        www, clock = tmp_path / f"www-{fail_at}", Clock()
        _copy(tmp_path / "old", www)
        cache = Cache(www)
        try:
            _bring_and_purge(paper, Calls(www, fail_at, Killed() if kind == "killed" else None), cache, clock)
        except (HostError, Killed):
            clock.sleep(90)
            _bring_and_purge(paper, Calls(www), cache, clock)
        else:
            break
        assert {file for file in stale if cache.seen.get(file, b"never asked") != after.get(file)} == set(), fail_at
        _bring_and_purge(paper, Calls(www), cache, clock)
        assert cache.purged == [], fail_at
        shutil.rmtree(paper.folder / "purging")
    assert fail_at > 25


class Cache:
    """A cache in front of a folder, which asks for each file again as soon as it is purged."""

    def __init__(self, www: Path) -> None:
        self._www = www
        self.seen: dict[str, bytes | None] = {}
        self.purged: list[str] = []

    def purge(self, files: Sequence[str]) -> None:
        self.purged += files
        for file in files:
            self.seen[file] = (self._www / file).read_bytes() if (self._www / file).is_file() else None


def _bring_and_purge(newsroom: Newsroom, host: Calls, cache: Cache, clock: Clock) -> None:
    retry = RetryPolicy(clock.sleep, draw=lambda: 0.5)
    cache.purged.clear()
    journal = DeployJournal(newsroom.folder / "purging")
    deploy(bundle_of(newsroom), DeployOptions(host, journal, clock, retry, parallel=2, purge=cache.purge))


def test_a_takedown_goes_first_and_is_gone_from_the_host(paper: Newsroom, tmp_path: Path) -> None:
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    order(paper)
    run_command(paper, "takedown", "town/s1")
    with pytest.raises(DeployRefused, match="town/s1 was taken down after the last build"):
        order(paper)
    paper.build()
    done = order(paper)
    assert done.plan.taken_down == ("town/2026/11/20/s1/index.html",)
    assert not [file for file, content in hosted_files(tmp_path / "www").items() if b"Story number 1" in content]
    assert hosted_files(tmp_path / "www") == site_of(paper)
    assert msgspec.json.decode((tmp_path / "www" / NOTES / "state.json").read_bytes())["claim"] is None


def test_a_page_that_says_so_comes_only_after_the_story_is_gone(paper: Newsroom, tmp_path: Path) -> None:
    """It is deleted before the first new file is sent, purged from caches, and stays gone whoever deploys next."""
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    www, page = tmp_path / "www", "town/2026/11/20/s1/index.html"
    bring(paper, FolderHost(www))
    run_command(paper, "takedown", "town/s1", "--leave", "gone")
    paper.write("content/town/more.txt", story("A new story"))
    paper.build()
    host, cache = Calls(www), Cache(www)
    retry = RetryPolicy(Clock().sleep)
    options = DeployOptions(host, DeployJournal(paper.folder / "memory"), Clock(), retry, purge=cache.purge)
    deploy(bundle_of(paper), options, Instructions(taken_down=[page]))
    work = [call for call in host.calls if call.startswith(("put", "remove"))]
    assert work[0] == f"remove {page}"
    assert f"put {page}" in work
    assert cache.purged.count(page) == 2
    assert b"Story withdrawn" in (www / page).read_bytes()
    assert hosted_files(www) == site_of(paper)
    shutil.rmtree(paper.folder / ".broadsheet")
    shutil.rmtree(paper.output)
    paper.build()
    again = bring(paper, Calls(www), journal="elsewhere", taken_down=[page])
    assert again.plan.is_empty


@NEEDS_GIT
def test_a_branch_that_is_begun_anew_holds_nothing_that_was_taken_down(paper: Newsroom, tmp_path: Path) -> None:
    """As the documentation says; the deploy tells that it has to be done, and the next one goes on from there."""
    remote, work = tmp_path / "remote.git", tmp_path / "work"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    name_host(paper, "git", repository=remote.as_uri(), branch="pages")
    assert not any("former commits" in remark for remark in order(paper).remarks)
    run_command(paper, "takedown", "town/s1")
    paper.build()
    assert any("former commits of the branch" in remark for remark in order(paper).remarks)
    past = ["git", "-C", str(remote), "log", "--format=%h", "-S", "Story number 1", "pages"]
    assert len(subprocess.check_output(past).split()) == 2
    commands = (ROOT / "docs/delivery-programs.md").read_text().split("begin the branch anew")[1].split("\n\n")[1]
    commands = commands.replace("gh-pages", "pages").replace(
        "git@github.com:courier/courier.github.io.git", remote.as_uri()
    )
    name = {
        "GIT_COMMITTER_NAME": "Ann",
        "GIT_COMMITTER_EMAIL": "a@b",
        "GIT_AUTHOR_NAME": "Ann",
        "GIT_AUTHOR_EMAIL": "a@b",
    }
    work.mkdir()
    subprocess.run(["sh", "-ec", commands], cwd=work, env={**os.environ, **name}, check=True, capture_output=True)
    assert subprocess.check_output(past) == b""
    assert order(paper).plan.is_empty
    paper.write("content/town/s0.txt", story("A new headline"))
    paper.build(now=NOON)
    order(paper)
    assert subprocess.check_output(past) == b""


def test_watch_deploys_each_good_build_and_a_host_that_fails_does_not_end_it(paper: Newsroom, tmp_path: Path) -> None:
    name_host(paper, "folder", folder=str(tmp_path / "not yet" / "www"))
    command = ["watch", "--deploy", "live", "--source", str(paper.folder)]
    with warm.started_command(*command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as watching:
        try:
            said = lines_until(watching, "Not deployed: There is no folder")
            assert "Traceback" not in said
            (tmp_path / "not yet").mkdir()
            paper.write("content/town/s1.txt", story("Fresh from the desk", topics="Harbor"))
            lines_until(watching, "is live")
            assert "Fresh from the desk" in (tmp_path / "not yet/www/town/2026/11/20/s1/index.html").read_text()
        finally:
            watching.terminate()
    assert hosted_files(tmp_path / "not yet" / "www") == site_of(paper)


def deploy_and_die(job: tuple[Paper, int]) -> None:
    """Deploy, and be killed by the system at the request of this number, if there are so many."""
    paper, last = job
    asked = itertools.count(1)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("note", "leave_note", "drop_note", "_put_one", "read"):
            patch.setattr(FolderHost, name, dying(getattr(FolderHost, name), asked, last))
        deploy_paper(paper, DeployRequest(), lambda: NOON, lambda _: None)


def dying(call: Callable[..., Any], asked: Iterator[int], last: int) -> Callable[..., Any]:
    def count_and_call(*arguments: Any) -> Any:
        if next(asked) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments)

    return count_and_call


def test_a_deploy_that_is_killed_at_any_request_is_made_good_by_the_next(paper: Newsroom, tmp_path: Path) -> None:
    """A real kill -9; the next deploy, by another process, need not wait for the dead one's claim to end."""
    name_host(paper, "folder", folder=str(tmp_path / "www"))
    step = max(1, 60 // int(os.environ.get("DEPLOY_KILLS", "12")))
    with Workers(1) as workers:
        for last in itertools.count(1, step):
            paper.write("content/town/s1.txt", story(f"Headline {last}", topics=f"Topic {last}"))
            paper.build()
            [killed] = workers.run(deploy_and_die, [(paper.paper(), last)])
            if not isinstance(killed, WorkerKilled):
                break
            order(paper)
            assert hosted_files(tmp_path / "www") == site_of(paper)
    assert last > 20
