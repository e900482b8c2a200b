"""A cluster makes the bytes that one machine makes, whatever happens to its workers, and refuses those that can't."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from conftest import NOON, Newsroom, story
from histories import clean_build, site_of
from patience import until
from pictured import picture

from generator.build import build
from generator.cli.app import main
from generator.cluster import client as cluster_client
from generator.cluster.client import ClusterWorkers, open_cluster
from generator.cluster.work import Facts
from generator.errors import ClusterError, ClusterLost
from generator.paper import BuildSession
from generator.press.render_build import MAX_LOCAL_PAGES
from generator.workers import WorkerKilled

if TYPE_CHECKING:
    from distributed import LocalCluster

STORIES = 40
SEEDS = int(os.environ.get("CLUSTER_SEEDS", "0"))
"""So many builds in which workers are killed, stopped and added at random."""
STOPPED_COUNTS_AS_LOST = "15s"
"""After so long a worker that is stopped is replaced, where a test stops one, so that it need not wait for minutes.

Elsewhere minutes pass first, as by default: on a busy machine a worker may have no turn for seconds.
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator["LocalCluster"]:
    """Return a cluster of two worker processes of one thread each."""
    with start(2, 1) as started:
        yield started


@pytest.fixture
def doomed() -> Iterator["LocalCluster"]:
    """Return a cluster for one test, which may leave it in any state."""
    with start(2, 1, STOPPED_COUNTS_AS_LOST) as started:
        yield started


def start(workers: int, threads: int, lost_after: str = "5 minutes") -> "LocalCluster":
    import dask  # noqa: PLC0415 (it and distributed take a second, which every process that collects tests would need)

    # A worker that is forked has distributed loaded already.
    dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"})
    from distributed import LocalCluster  # noqa: PLC0415

    with dask.config.set({"distributed.scheduler.worker-ttl": lost_after, "distributed.comm.timeouts.connect": "60s"}):
        return LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers, threads_per_worker=threads, dashboard_address=":0"
        )


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Return a paper with more pages than are rendered without workers."""
    return fill(newsroom)


def fill(newsroom: Newsroom) -> Newsroom:
    for number in range(STORIES):
        newsroom.write(f"content/world/plain{number}.txt", story(f"Plain {number}", Topics="Harbor", By="Jane Roe"))
        newsroom.write(f"content/town/set{number}.md", f"Title: Set {number}\nDate: 2026-11-09\n\n1. *one*\n2. two\n")
    return newsroom


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the site that one process makes of the same stories."""
    paper = fill(Newsroom(tmp_path_factory.mktemp("expected") / "paper"))
    files = clean_build(paper, paper.folder.parent / "clean", NOON)
    assert len(files) > MAX_LOCAL_PAGES
    return files


class Meddler:
    """Does something to the cluster once a build has begun to print."""

    def __init__(self, meddle: Callable[[], object]) -> None:
        self._meddle = meddle
        self.has_meddled = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Meddle when the first pages are there and others are still to come."""
        if stage == "Printing" and done and not self.has_meddled:
            self.has_meddled = True
            self._meddle()


def built_by(paper: Newsroom, cluster: "LocalCluster", meddle: Callable[[], object] = int) -> dict[str, bytes]:
    """Return the site that the cluster makes."""
    meddler = Meddler(meddle)
    given = paper.paper()
    with open_cluster(cluster.scheduler_address, given) as workers:
        build(given, meddler, BuildSession(workers))
    assert meddler.has_meddled
    return site_of(paper)


def scale(cluster: "LocalCluster", workers: int) -> None:
    cluster.scale(workers)  # type: ignore[no-untyped-call]


def go_on(process: int) -> None:
    """Let a process that was stopped go on, unless its nanny has replaced it."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGCONT)


def any_worker(cluster: "LocalCluster", chance: random.Random | None = None) -> int:
    """Return the process of a worker that runs."""
    alive = [one.pid for one in cluster.workers.values() if one.pid]
    return int((chance or random.Random(1)).choice(sorted(alive)))


def test_a_cluster_makes_the_same_bytes(paper: Newsroom, expected: dict[str, bytes], cluster: "LocalCluster") -> None:
    assert built_by(paper, cluster) == expected
    with open_cluster(cluster.scheduler_address, paper.paper()) as workers:
        assert workers.jobs == 2


def test_the_workers_of_a_cluster_read_photos_and_make_their_sizes(
    newsroom: Newsroom, tmp_path: Path, cluster: "LocalCluster", monkeypatch: pytest.MonkeyPatch
) -> None:
    submit, asked = ClusterWorkers.submit, set[str]()

    def note(workers: ClusterWorkers, function: Callable[[Any], Any], batch: Any, *more: Any, **named: Any) -> Any:
        asked.add(function.__name__)
        return submit(workers, function, batch, *more, **named)

    for number in range(13):
        newsroom.write(f"content/town/quay{number}.jpg", picture(300, 200, seed=number))
        newsroom.write(f"content/town/quay{number}.txt", story(f"Quay {number}", Photo=f"quay{number}.jpg"))
    expected = clean_build(newsroom, tmp_path / "clean", NOON)
    assert len([file for file in expected if "photos/" in file]) > 13
    monkeypatch.setattr(ClusterWorkers, "submit", note)
    with open_cluster(cluster.scheduler_address, newsroom.paper()) as workers:
        build(newsroom.paper(), session=BuildSession(workers))
    assert site_of(newsroom) == expected
    assert {"read_entries", "read_photo", "render_to_store", "render_batch"} <= asked, asked


def test_workers_of_several_threads_make_the_same_bytes(paper: Newsroom, expected: dict[str, bytes]) -> None:
    with start(1, 2) as cluster:
        assert built_by(paper, cluster) == expected
        with open_cluster(cluster.scheduler_address, paper.paper()) as workers:
            assert workers.jobs == 2


def test_a_worker_that_is_killed_changes_nothing(
    paper: Newsroom, expected: dict[str, bytes], doomed: "LocalCluster"
) -> None:
    assert built_by(paper, doomed, lambda: os.kill(any_worker(doomed), signal.SIGKILL)) == expected


def test_a_worker_that_stands_still_is_replaced(
    paper: Newsroom, expected: dict[str, bytes], doomed: "LocalCluster"
) -> None:
    stopped = any_worker(doomed)
    try:
        assert built_by(paper, doomed, lambda: os.kill(stopped, signal.SIGSTOP)) == expected
    finally:
        go_on(stopped)


def test_a_worker_that_joins_in_the_middle_takes_part(
    paper: Newsroom, expected: dict[str, bytes], cluster: "LocalCluster"
) -> None:
    assert built_by(paper, cluster, lambda: scale(cluster, 3)) == expected
    scale(cluster, 2)


@pytest.mark.skipif(not SEEDS, reason="the tests above do each of the deeds once; in any order: `make long`")
@pytest.mark.parametrize("seed", range(max(1, SEEDS)))
def test_whatever_happens_to_workers_the_bytes_are_the_same(
    paper: Newsroom, expected: dict[str, bytes], doomed: "LocalCluster", seed: int
) -> None:
    chance = random.Random(seed)
    stopped: list[int] = []

    def stop() -> None:
        stopped.append(any_worker(doomed, chance))
        os.kill(stopped[-1], signal.SIGSTOP)

    deeds: list[Callable[[], object]] = [
        lambda: os.kill(any_worker(doomed, chance), signal.SIGKILL),
        stop,
        lambda: scale(doomed, chance.choice([2, 3])),
    ]
    try:
        assert built_by(paper, doomed, chance.choice(deeds)) == expected
    finally:
        for process in stopped:
            go_on(process)


def test_limits_are_kept_by_the_worker(newsroom: Newsroom, cluster: "LocalCluster") -> None:
    with open_cluster(cluster.scheduler_address, newsroom.paper()) as workers:
        assert list(workers.run(time.sleep, [600], 0.5)) == [WorkerKilled(600)]
        assert list(workers.run(os._exit, [7])) == [WorkerKilled(7)]
        assert list(workers.run(abs, [-3, -4])) == [3, 4]


def test_an_error_of_a_job_comes_through(newsroom: Newsroom, cluster: "LocalCluster") -> None:
    with open_cluster(cluster.scheduler_address, newsroom.paper()) as workers, pytest.raises(ValueError, match="three"):
        list(workers.run(int, ["three"]))


def test_nothing_is_left_in_the_state_and_no_child_runs_on(newsroom: Newsroom, cluster: "LocalCluster") -> None:
    with open_cluster(cluster.scheduler_address, newsroom.paper()) as workers:
        [child] = workers.run(_pid_of, [0])
        assert Path(f"/proc/{child}").exists()
        assert list((newsroom.folder / ".broadsheet").glob("cluster-*"))
    assert not list((newsroom.folder / ".broadsheet").glob("cluster-*"))
    until(lambda: not Path(f"/proc/{child}").exists(), "the end of the child")


def _pid_of(_: int) -> int:
    return os.getpid()


def test_abandoned_jobs_are_cancelled(newsroom: Newsroom, cluster: "LocalCluster") -> None:
    with open_cluster(cluster.scheduler_address, newsroom.paper()) as workers:
        waiting = workers.submit(time.sleep, 600, 60)
        workers.abandon()
        with pytest.raises(CancelledError):
            waiting.result()
        with pytest.raises(CancelledError):
            list(workers.run(abs, [-3]))


def test_a_cluster_that_loses_all_workers_is_told(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_client, "PATIENCE_S", 1)
    with start(1, 1) as cluster, open_cluster(cluster.scheduler_address, newsroom.paper()) as workers:
        scale(cluster, 0)
        until(lambda: not cluster.scheduler_info["workers"])
        with pytest.raises(ClusterLost, match="lost all its workers"):
            list(workers.run(abs, [-3]))


# --- what is refused ------------------------------------------------------------------------------


OURS = Facts(program="p", settings="s", token="t", has_output=True, may_write=True)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (OURS, ""),
        (Facts("p", "s", "t", has_output=True, may_write=True), ""),
        (Facts("q", "s", "t", has_output=True, may_write=True), "another version"),
        (Facts("p", "r", "t", has_output=True, may_write=True), "the paper and its state"),
        (Facts("p", "s", "", has_output=True, may_write=True), "the paper and its state"),
        (Facts("p", "s", "t", has_output=False, may_write=True), "the output folder"),
        (Facts("p", "s", "t", has_output=True, may_write=False), "may not write"),
    ],
)
def test_each_difference_is_named(seen: Facts, reason: str) -> None:
    assert (reason in seen.lacks(OURS)) if reason else seen.lacks(OURS) == ""


def test_an_output_folder_that_comes_with_the_build_is_no_difference() -> None:
    before = Facts("p", "s", "t", has_output=False, may_write=True)
    assert OURS.lacks(before) == ""


def test_a_worker_that_runs_another_program_is_refused_by_the_name_of_its_host(
    newsroom: Newsroom, cluster: "LocalCluster", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_client, "look_at", lambda _: OURS)
    with (
        pytest.raises(ClusterError, match=rf"worker on {os.uname().nodename} .* another version") as refused,
        open_cluster(cluster.scheduler_address, newsroom.paper()),
    ):
        pytest.fail("a worker with another program was let in")
    assert refused.value.exit_code == 2


def test_a_wrong_address_is_told_in_a_sentence(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_client, "CONNECT_S", 1)
    newsroom.write("content/world/a.txt", story("A"))
    source = ["build", "--source", str(newsroom.folder), "--now", NOON.isoformat(), "--cluster"]
    result = CliRunner().invoke(main, [*source, "tcp://127.0.0.1:9"])
    assert result.exit_code == 2
    assert "There is no dask scheduler at tcp://127.0.0.1:9" in result.output
    assert not newsroom.output.exists()


def test_without_the_library_the_command_says_how_to_install_it(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError) as refused, open_cluster("tcp://127.0.0.1:9", newsroom.paper()):
        pytest.fail("there is no library")
    assert 'pip install "broadsheet[cluster]"' in refused.value.problems[0].hint


def test_a_cluster_without_workers_is_refused(newsroom: Newsroom) -> None:
    with (
        start(0, 1) as cluster,
        pytest.raises(ClusterError, match="has no workers"),
        open_cluster(cluster.scheduler_address, newsroom.paper()),
    ):
        pytest.fail("nobody is there")
