"""Deploys beside the loop that builds: each good build goes out, and the end of the loop is theirs, too."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from conftest import NOON, Newsroom, story
from patience import PATIENCE_S, lines_until
from warm import started_command

from generator.commands.deploy import DeployRequest, deploy_paper
from generator.commands.verify import site_files
from generator.errors import HostError
from generator.preview.auto_deploy import AutoDeployer
from generator.preview.state import PreviewState


class Desk:
    """An auto-deployer, and the messages that it printed."""

    def __init__(self, work: Callable[[AutoDeployer], None], stop_limit_s: float = PATIENCE_S) -> None:
        self.began = threading.Event()
        self.words: list[str] = []
        self._work = work
        self.auto_deployer = AutoDeployer(
            self._send, lambda _, words: self.words.append(words), stop_limit_s=stop_limit_s
        )

    def _send(self) -> None:
        self.began.set()
        self._work(self.auto_deployer)

    @contextmanager
    def sending(self, newsroom: Newsroom) -> Iterator[None]:
        """Run the block while a deploy is running; then stop the auto-deployer."""
        self.auto_deployer.start()
        self.auto_deployer.offer(PreviewState(run="x", edition=1, outcome=newsroom.build()))
        assert self.began.wait(PATIENCE_S)
        yield
        self.auto_deployer.stop()


def deploy_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "auto-deploy"]


@pytest.fixture
def paper(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    for number in range(5):
        newsroom.write(f"content/town/s{number}.txt", story(f"Story {number}"))
    toml = (newsroom.folder / "site.toml").read_text()
    newsroom.write("site.toml", f'{toml}\n[deploy.live]\nto = "folder"\nfolder = "{tmp_path / "www"}"\n')
    newsroom.build()
    return newsroom


def test_a_deploy_under_way_ends_after_its_present_file_and_the_next_sends_the_rest(
    paper: Newsroom, tmp_path: Path
) -> None:
    reached, stopping = threading.Event(), threading.Event()

    def work(auto_deployer: AutoDeployer) -> None:
        def watch(stage: str, done: int, total: int) -> None:
            if done == 2:
                reached.set()
                assert stopping.wait(PATIENCE_S)
            auto_deployer.watch(stage, done, total)

        order = DeployRequest("live", parallel=1)
        deploy_paper(paper.paper(), order, lambda: NOON, auto_deployer.pause, watch)

    desk = Desk(work)
    plain_set = desk.auto_deployer._stopping.set

    def stop() -> None:
        plain_set()
        stopping.set()

    desk.auto_deployer._stopping.set = stop  # type: ignore[method-assign]
    with desk.sending(paper):
        assert reached.wait(PATIENCE_S)
    assert deploy_threads() == []
    assert desk.words[0].startswith("A deploy is running")
    assert desk.words[1:] == ["The deploy was stopped. The next one sends the rest."]
    site = list(site_files(paper.output))
    sent = [file for file in site if (tmp_path / "www" / file).exists()]
    assert 2 <= len(sent) < len(site)
    rest = deploy_paper(paper.paper(), DeployRequest("live"), lambda: NOON, lambda _: None)
    assert sum(len(step.uploads) for step in rest.plan.steps) <= len(site) - 2
    assert all((tmp_path / "www" / file).read_bytes() == (paper.output / file).read_bytes() for file in site)


def test_a_deploy_that_waits_for_another_ends_at_once(paper: Newsroom) -> None:
    desk = Desk(lambda auto_deployer: auto_deployer.pause(10 * PATIENCE_S))
    with desk.sending(paper):
        pass
    assert deploy_threads() == []
    assert desk.words[-1] == "The deploy was stopped. The next one sends the rest."


def test_a_deploy_that_does_not_end_is_cut_off_and_that_is_said(paper: Newsroom) -> None:
    release = threading.Event()
    desk = Desk(lambda _: assert_waited(release), stop_limit_s=0.01)
    with desk.sending(paper):
        pass
    assert desk.words == [
        "A deploy is running. It stops after its current file, or is cut off in 0 s.",
        "The deploy did not stop in time and was cut off. The next deploy sends the rest.",
    ]
    release.set()
    desk.auto_deployer._thread.join(PATIENCE_S)
    assert deploy_threads() == []


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_watch_is_ended_by_people_and_by_service_managers(paper: Newsroom, sign: signal.Signals, code: int) -> None:
    command = ["watch", "--deploy", "live", "--source", str(paper.folder)]
    at_once = os.environ | {"PYTHONUNBUFFERED": "1"}
    with started_command(*command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=at_once) as process:
        lines_until(process, "Watching the paper")
        process.send_signal(sign)
        _, errors = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == code
    assert "Traceback" not in errors


def assert_waited(event: threading.Event) -> None:
    assert event.wait(PATIENCE_S)


def test_an_auto_deployer_with_nothing_to_do_ends_silently(paper: Newsroom) -> None:
    desk = Desk(lambda _: None)
    with desk.sending(paper):
        pass
    desk = Desk(lambda _: None)
    desk.auto_deployer.start()
    desk.auto_deployer.stop()
    assert (deploy_threads(), desk.words) == ([], [])


def test_what_failed_is_tried_again_until_the_end(paper: Newsroom) -> None:
    tried = threading.Semaphore(0)

    def fail(_: AutoDeployer) -> None:
        tried.release()
        raise HostError("The host is away.", "Wait.")

    desk = Desk(fail)
    desk.auto_deployer._retry_s = 0.0
    with desk.sending(paper):
        assert all(tried.acquire(timeout=PATIENCE_S) for _ in range(3))
    assert deploy_threads() == []
    assert desk.words[0] == "Not deployed: The host is away. Wait. It will be tried again."


def test_an_edition_whose_photos_are_still_being_made_waits(paper: Newsroom) -> None:
    desk = Desk(lambda _: None)
    outcome = paper.build()
    desk.auto_deployer.start()
    unfinished = msgspec.structs.replace(outcome, photos_left=2)
    desk.auto_deployer.offer(PreviewState(run="x", edition=1, outcome=unfinished))
    assert not desk.began.wait(0.2)
    desk.auto_deployer.offer(PreviewState(run="x", edition=2, outcome=outcome))
    assert desk.began.wait(PATIENCE_S)
    desk.auto_deployer.stop()
