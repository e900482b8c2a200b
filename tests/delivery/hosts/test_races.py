"""Two deployers of one host, over a line as slow as 16 KB a second: in the end the newer build is live, and whole."""

import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Newsroom
from delivered import bundle_of, options_for, site_of, unpacked
from middleman import between
from servers import SshServer

from generator.delivery import lock
from generator.delivery.deploy import deploy
from generator.errors import DeployLocked, HostError

SLOW_BYTES_A_SECOND = 16_384
RACES = int(os.environ.get("RACES", "2"))


@pytest.fixture
def slow_line(at_home: SshServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with between(at_home.port) as line:
        line.bytes_a_second = SLOW_BYTES_A_SECOND
        at_home.write_settings(tmp_path / "home", line.port)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        monkeypatch.setenv("RSYNC_RSH", f"ssh -F {tmp_path}/home/.ssh/config")
        yield


def race(place: Any, editions: list[Newsroom], journal: Path, head_start_s: float) -> dict[int, BaseException]:
    """Deploy both at once, the older first, without --wait; return the error of each, if any."""
    told = dict[int, BaseException]()

    def run(number: int) -> None:
        try:
            deploy(bundle_of(editions[number]), options_for(place.open(), journal / str(number)))
        except (HostError, DeployLocked, Exception) as trouble:
            told[number] = trouble

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    threads[0].start()
    threads[0].join(head_start_s)
    threads[1].start()
    for thread in threads:
        thread.join()
    return told


@pytest.mark.parametrize("kind", ["folder", "sftp", "rsync", "s3"])
def test_the_newer_of_two_is_live_and_whole(
    make_place: Any, kind: str, editions: list[Newsroom], tmp_path: Path
) -> None:
    draw = random.Random(11)
    for turn in range(RACES):
        place = make_place(kind)
        told = race(place, editions, tmp_path / f"memory-{turn}", draw.random())
        assert 1 not in told, told
        assert unpacked(place.content()) == site_of(editions[1])


@pytest.mark.parametrize("kind", ["sftp", "rsync"])
@pytest.mark.usefixtures("slow_line")
def test_over_a_slow_line_too(
    make_place: Any, kind: str, editions: list[Newsroom], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A claim that isn't renewed would end many times over while the files are on their way."""
    monkeypatch.setattr(lock, "LOCK_LASTS", lock.LOCK_LASTS / 4)
    monkeypatch.setattr(lock, "RENEW_AFTER", lock.RENEW_AFTER / 15)
    draw = random.Random(12)
    for turn in range(max(1, RACES // 10)):
        place = make_place(kind)
        told = race(place, editions, tmp_path / f"memory-{turn}", 3 + draw.random() * 9)
        assert 1 not in told, told
        assert unpacked(place.content()) == site_of(editions[1])
