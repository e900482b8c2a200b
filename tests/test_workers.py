"""The same site comes out, whatever runs the work."""

import gc
import importlib
import itertools
import multiprocessing
import os
import pickle
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import Newsroom, story
from histories import site_of
from patience import PATIENCE_S, until
from pebble import ProcessExpired, ProcessPool
from places import ROOT

from generator.catalogue.store import Store, open_reader
from generator.cli import main
from generator.cli.build import MANY_FILES
from generator.press import page_jobs
from generator.press.render_build import MAX_LOCAL_PAGES
from generator.workers import HOPELESS, MAX_EARLY_BREAKS, Named, WorkerKilled, Workers

STORIES = 60
SUBMITTED: list[str] = []


class Loopback(Executor):
    """An executor that works in this process and records what it was asked for."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        SUBMITTED.append(function.__name__)
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, **named))
        except Exception as error:
            future.set_exception(error)
        return future


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Store]]:
    """Undo in this process what a worker's process does once and keeps. Yields the stores that it opened."""
    threshold, stores = gc.get_threshold(), list[Store]()

    def open_and_record(path: Path) -> Store:
        stores.append(open_reader(path))
        return stores[-1]

    monkeypatch.setattr(page_jobs, "open_reader", open_and_record)
    yield stores
    close_all(stores)
    page_jobs._press.cache_clear()
    gc.unfreeze()
    gc.set_threshold(*threshold)


def close_all(stores: list[Store]) -> None:
    """Close the stores, in the thread that opened them, and empty the list."""
    while stores:
        stores.pop().close()


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Write stories with and without need of the Markdown engine, and more pages than are rendered without workers."""
    for number in range(STORIES):
        newsroom.write(f"content/world/plain{number}.txt", story(f"Plain {number}", Topics="Harbor", By="Jane Roe"))
        newsroom.write(
            f"content/town/set{number}.md",
            f"Title: Set {number}\nDate: 2026-11-0{number % 9 + 1}\n\n1. *one*\n2. two[^1]\n\n[^1]: note\n",
        )
    return newsroom


@pytest.fixture
def serial(paper: Newsroom) -> Iterator[dict[str, bytes]]:
    """Return the site that one process makes, and leave the paper as it was before."""
    paper.build(output=paper.folder / "serial", aside=paper.folder / "serial-state")
    built = Newsroom.__new__(Newsroom)
    built.folder, built.output = paper.folder, paper.folder / "serial"
    files = site_of(built)
    assert len(files) > MAX_LOCAL_PAGES
    yield files


def build_with(monkeypatch: pytest.MonkeyPatch, paper: Newsroom, **options: Any) -> dict[str, bytes]:
    """Return the site that workers of another kind make."""
    monkeypatch.setattr(importlib.import_module("generator.build"), "Workers", partial(Workers, **options))
    paper.build(jobs=2)
    return site_of(paper)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_however_processes_start_the_site_is_that_of_one_process(
    paper: Newsroom, serial: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    assert build_with(monkeypatch, paper, start_method=method) == serial


def test_the_standard_librarys_pool_can_take_the_place_of_ours(
    paper: Newsroom, serial: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as executor:
        assert build_with(monkeypatch, paper, executor=executor) == serial


def test_a_thread_can_do_all_the_work(
    paper: Newsroom, serial: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, opened: list[Store]
) -> None:
    with ThreadPoolExecutor(1) as executor:
        assert build_with(monkeypatch, paper, executor=executor) == serial
        assert opened
        executor.submit(close_all, opened).result()


@pytest.mark.usefixtures("opened")
def test_both_costly_stages_go_to_the_executor(
    paper: Newsroom, serial: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    SUBMITTED.clear()
    assert build_with(monkeypatch, paper, executor=Loopback()) == serial
    assert len(set(SUBMITTED)) == 2


def fail(batch: int) -> int:
    raise ZeroDivisionError(batch)


def double(batch: int) -> int:
    return 2 * batch


def test_results_come_in_the_order_of_the_batches_and_errors_come_through() -> None:
    workers = Workers(2, executor=Loopback())
    assert list(workers.run(double, range(9))) == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    with pytest.raises(ZeroDivisionError):
        list(workers.run(fail, [1]))


def test_a_batch_that_takes_its_worker_down_is_late_under_every_start_method() -> None:
    for method in multiprocessing.get_all_start_methods():
        with Workers(1, start_method=method) as workers:
            assert list(workers.run(leave, [7])) == [WorkerKilled(7)], method


def wait_for(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def count_for_ever(batch: int) -> None:
    for _ in itertools.count(batch):
        pass


def test_a_limit_is_one_of_the_processors_time_unless_a_job_may_wait_for_ever() -> None:
    with Workers(1) as workers:
        assert list(workers.run(wait_for, [0.6], 0.2)) == [0.6]
        assert list(workers.run(wait_for, [0.6], 0.2, by_clock=True)) == [WorkerKilled(0.6)]
        assert list(workers.run(count_for_ever, [7], 0.2)) == [WorkerKilled(7)]
        assert list(workers.run(double, [7], 0.2)) == [14]


def test_a_job_that_waits_for_ever_ends_even_though_it_takes_no_time_of_the_processor() -> None:
    with Workers(1) as workers:
        assert list(workers.run(wait_for, [PATIENCE_S], 0.1)) == [WorkerKilled(PATIENCE_S)]


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_named_function_is_loaded_by_the_worker_that_calls_it(method: str) -> None:
    mean: Named[list[int], float] = Named("statistics:fmean")
    assert pickle.loads(pickle.dumps(mean)) is statistics.fmean
    with Workers(1, start_method=method) as workers:
        assert list(workers.run(mean, [[1, 2], [3, 5]])) == [mean([1, 2]), mean([3, 5])] == [1.5, 4.0]


def leave(code: int) -> None:
    os._exit(code)


DROPPED = """
import multiprocessing, os, sys
from generator.workers import Workers
sys.path.remove("")
os.chdir(sys.argv[1])
if __name__ == "__main__":
    with Workers(1, start_method=sys.argv[2]) as workers:
        answer = list(workers.run(len, ["word"]))
    print(answer, os.environ.get("PYTHONSAFEPATH"))
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_dropped_file_with_the_name_of_a_module_is_never_run(tmp_path: Path, method: str) -> None:
    content, mark = tmp_path / "content", tmp_path / "mark"
    content.mkdir()
    for module in ("selectors", "socket", "signal", "markdown", "msgspec"):
        (content / f"{module}.py").write_text(f"open({str(mark)!r}, 'w')")
    command = [sys.executable, "-c", DROPPED, str(content), method]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, mark.exists()) == ("[4] None\n", False), done.stderr


def is_at_hand(module: str) -> bool:
    return module in sys.modules


def process_of(_: int) -> int:
    return os.getpid()


def parent_of(_: int) -> int:
    return os.getppid()


def end_process(_: int) -> None:
    os._exit(1)


NEEDS_FORKSERVER = pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="needs forkserver"
)


@NEEDS_FORKSERVER
def test_workers_have_at_hand_what_reads_and_prints() -> None:
    with Workers(1, start_method="forkserver") as workers:
        modules = ["generator.intake.parse", "generator.press.page_jobs", "jinja2", "numpy"]
        assert list(workers.run(is_at_hand, modules)) == [True, True, True, False]


@NEEDS_FORKSERVER
def test_workers_that_load_early_are_forked_from_the_process_that_began_then() -> None:
    with Workers(1, start_method="forkserver") as workers:
        workers.load_early()
        server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
        assert server
        assert list(workers.run(parent_of, [0])) == [server]


@pytest.mark.parametrize(("files", "times"), [(MANY_FILES, 0), (MANY_FILES + 1, 1)])
def test_only_the_first_build_of_a_large_paper_has_workers_load_early(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, files: int, times: int
) -> None:
    early: list[Workers] = []

    def load_early(workers: Workers) -> None:
        early.append(workers)

    monkeypatch.setattr(Workers, "load_early", load_early)
    for number in range(files):
        newsroom.write(f"content/drafts-{number}.bak", "Not read.")
    command = ["build", "--source", str(newsroom.folder), "--quiet"]
    for _ in range(2):
        assert CliRunner().invoke(main, command).exit_code == 0
    assert len(early) == times


@NEEDS_FORKSERVER
def test_light_work_begins_in_processes_that_load_little_and_the_rest_has_its_own() -> None:
    with Workers(1, start_method="forkserver") as workers:
        [light] = workers.run(process_of, [0], light=True)
        assert list(workers.run(is_at_hand, ["jinja2"], light=True)) == [False]
        assert list(workers.run(process_of, [0, 0], light=True)) == [light, light]
        assert list(workers.run(is_at_hand, ["jinja2"])) == [True]
        assert isinstance(light, int)
        assert is_gone(light)
        [other] = workers.run(process_of, [0])
        assert list(workers.run(process_of, [0], light=True)) == [other], "a process that runs already is used"


def test_renewed_workers_are_other_processes() -> None:
    with Workers(1) as workers:
        [before] = workers.run(process_of, [0])
        workers.renew()
        [after] = workers.run(process_of, [0])
        assert before != after
        assert isinstance(before, int)
        with pytest.raises(ProcessLookupError):
            os.kill(before, 0)


def test_a_process_that_the_pool_started_while_it_closed_is_ended() -> None:
    """It would find the pool's locks gone, and print a traceback."""
    with Workers(1) as workers:
        list(workers.run(process_of, [0]))
        late = workers._starter.Process(target=time.sleep, args=(PATIENCE_S,))
        late.start()
    late.join()
    assert late.exitcode == -signal.SIGKILL


def rest(folder: str) -> None:
    """Leave a mark, and run for longer than anybody waits."""
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(3600)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_whoever_waits_for_abandoned_workers_meets_an_error_and_they_are_gone(tmp_path: Path, method: str) -> None:
    met: list[object] = []

    def wait() -> None:
        try:
            with workers:
                met.extend(workers.run(rest, [str(tmp_path)]))
        except CancelledError as error:
            met.append(error)

    workers = Workers(1, start_method=method)
    waiting = threading.Thread(target=wait)
    waiting.start()
    until(lambda: list(tmp_path.iterdir()), "the job")
    workers.abandon()
    waiting.join(PATIENCE_S)
    assert [type(one) for one in met] == [CancelledError]
    assert is_gone(int(next(tmp_path.iterdir()).name))
    with pytest.raises(CancelledError), workers:
        list(workers.run(double, [1]))


def test_a_batch_whose_worker_was_killed_to_abandon_it_is_not_taken_for_a_slow_one() -> None:
    """Otherwise a story would be published without its markup."""
    workers = Workers(1)
    workers.abandon()
    lost: Future[int] = Future()
    lost.set_exception(ProcessExpired("killed"))  # type: ignore[no-untyped-call]
    with pytest.raises(CancelledError):
        workers._outcome(1, lost, lambda _: lost)


UNGUARDED = """\
from generator.workers import Workers

with Workers(2) as workers:
    print(list(workers.run(len, ["word"] * 100)))
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_script_that_every_worker_would_run_again_ends_with_how_to_fix_it(tmp_path: Path, method: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED.replace("Workers(2)", f"Workers(2, start_method={method!r})"))
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )
    if method == "fork":  # which imports nothing again
        assert (done.returncode, done.stdout) == (0, f"{[4] * 100}\n")
    else:
        assert (done.returncode, done.stdout) == (1, "")
        assert f"ChildProcessError: {HOPELESS}" in done.stderr


def test_jobs_that_end_their_processes_are_to_blame_themselves() -> None:
    """An extension may do that to each story. The pool and the other jobs go on."""
    with Workers(1) as workers:
        assert list(workers.run(end_process, range(MAX_EARLY_BREAKS + 1))) == [
            WorkerKilled(n) for n in range(MAX_EARLY_BREAKS + 1)
        ]


def test_processes_that_end_are_no_reason_to_give_up_once_a_job_was_done() -> None:
    with Workers(1) as workers:
        assert list(workers.run(double, [1])) == [2]
        assert list(workers.run(end_process, range(MAX_EARLY_BREAKS + 1))) == [
            WorkerKilled(n) for n in range(MAX_EARLY_BREAKS + 1)
        ]


def test_a_pool_that_broke_while_it_was_idle_is_replaced() -> None:
    with Workers(1) as workers:
        [first] = workers.run(process_of, [0])
        assert isinstance(first, int)
        os.kill(first, signal.SIGKILL)
        until(lambda: not workers._pool.active, "the end of the pool")
        [second] = workers.run(process_of, [0])
        assert isinstance(second, int)
        assert second != first


class Breaking(Workers):
    """Workers whose pool breaks with all that waits in it, so many times."""

    breaks = 0

    def submit(
        self, function: Callable[[Any], Any], batch: Any, limit_s: float | None = None, **how: bool
    ) -> Future[Any]:
        if not self.breaks:
            return super().submit(function, batch, limit_s, **how)
        self.breaks -= 1
        lost: Future[Any] = Future()
        lost.set_exception(BrokenProcessPool("All workers expired"))
        return lost


@pytest.mark.parametrize(("breaks", "result"), [(1, 14), (2, WorkerKilled(7))])
def test_a_batch_whose_pool_broke_is_submitted_again_and_at_last_taken_for_the_cause(
    breaks: int, result: object
) -> None:
    workers = Breaking(1)
    workers.breaks = breaks
    with workers:
        assert list(workers.run(double, [7])) == [result]
        assert list(workers.run(double, [8])) == [16]


def test_a_job_that_a_broken_pool_forgot_is_done_by_the_next() -> None:
    """A pool that breaks answers no job that no process has taken yet."""
    with Workers(1) as workers:
        [first] = workers.run(process_of, [0])
        assert isinstance(first, int)
        broken = workers._pool
        os.kill(first, signal.SIGKILL)
        until(lambda: not broken.active, "the end of the pool")
        forgotten: Future[int] = Future()
        workers._under_way[forgotten] = broken
        assert workers._outcome(7, forgotten, lambda batch: workers.submit(double, batch)) == 14


def test_a_broken_pool_that_was_abandoned_blames_no_batch() -> None:
    workers = Breaking(1)
    workers.abandon()
    workers.breaks = 1
    with pytest.raises(CancelledError):
        list(workers.run(double, [1]))


def test_an_interrupt_in_the_midst_of_a_job_ends_the_processes(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Workers(1) as workers:
        workers.submit(rest, str(tmp_path))
        until(lambda: list(tmp_path.iterdir()), "the job")
        raise KeyboardInterrupt
    assert is_gone(int(next(tmp_path.iterdir()).name))


def test_an_interrupt_in_the_wait_for_the_end_ends_the_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(pool: object) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Workers(1) as workers:
        workers.submit(rest, str(tmp_path))
        until(lambda: list(tmp_path.iterdir()), "the job")
        monkeypatch.setattr(ProcessPool, "join", interrupted)
    assert is_gone(int(next(tmp_path.iterdir()).name))


def blocked(_: int) -> set[signal.Signals]:
    return {signal.SIGINT}.intersection(signal.pthread_sigmask(signal.SIG_BLOCK, []))


ALONE = """
import sys
sys.path.insert(0, "tests")
from test_workers import blocked
from generator.workers import Workers
if __name__ == "__main__":
    with Workers(1, start_method="forkserver") as workers:
        print(list(workers.run(blocked, [0], light=sys.argv[1] == "light")), blocked(0))
"""


@NEEDS_FORKSERVER
@pytest.mark.parametrize("weight", ["light", "full"])
def test_a_terminals_ctrl_c_reaches_no_worker_while_it_starts(weight: str) -> None:
    """A terminal sends Ctrl-C to every process; one that is starting would end with a traceback."""
    command = [sys.executable, "-c", ALONE, weight]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout == "[{<Signals.SIGINT: 2>}] set()\n", done.stderr
