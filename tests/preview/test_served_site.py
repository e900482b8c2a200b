"""Many threads read and change the assets that the preview keeps."""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Newsroom, story

from generator.preview import served_site as standing
from generator.preview.events import Channel
from generator.preview.served_site import ServedSite

THREADS = 16
STYLES = [f"s{number}.css" for number in range(20)]


@pytest.fixture(autouse=True)
def switching() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def at_once(*works: Callable[[int], object]) -> None:
    """Do each of the works in many threads, all at the same time; raises what any of them raises."""
    start = threading.Barrier(THREADS * len(works))

    def begin(work: Callable[[int], object], number: int) -> object:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS * len(works)) as pool:
        for done in [pool.submit(begin, work, number) for number in range(THREADS) for work in works]:
            done.result()


def test_many_threads_may_read_the_site_while_others_keep_its_assets(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(STYLES):
        newsroom.write(f"static/assets/{name}", f".s {{ order: {number} }}" * 10)
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    stems = {name.partition(".")[0] for name in STYLES}
    files = [file for file in newsroom.files() if file.endswith(".css") and Path(file).name.split(".")[0] in stems]
    whole = {file: (newsroom.output / file).read_bytes() for file in files}
    most = 5 * max(len(content) for file, content in newsroom.files().items() if file.startswith("assets/"))
    monkeypatch.setattr(standing, "KEPT_BYTES", most)
    site = ServedSite(newsroom.output, newsroom.folder / ".broadsheet")

    def read(number: int) -> None:
        for file in [*files[number:], *files[:number]]:
            served = site.read(file)
            assert served is not None
            assert served.content == whole[file]

    def keep(_: int) -> None:
        site.keep_assets()

    at_once(read, keep)
    for file in files:
        newsroom.delete(f"static/assets/{file.split('/')[1].split('.')[0]}.css")
    newsroom.build()
    kept = [served for file in files if (served := site.read(file))]
    assert 0 < sum(len(one.content) for one in kept) <= most


def test_a_newcomer_is_told_what_was_said_last_while_more_is_said() -> None:
    channel = Channel()

    def say(number: int) -> None:
        for event in range(200):
            channel.send(f"{number}-{event}", event, lasting=True)

    def come(_: int) -> None:
        asyncio.run(listen(channel))

    at_once(say, come)
    assert len(channel._last) == THREADS * 200


async def listen(channel: Channel) -> None:
    """Hear all that was said last; then nobody says anything, so go."""
    with suppress(TimeoutError):
        async with asyncio.timeout(0.2):
            async for _ in channel.listen():
                await asyncio.sleep(0)
