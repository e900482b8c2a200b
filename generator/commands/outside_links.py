"""Find the links to other sites that lead nowhere any more. Answers are kept for a day, and nobody is asked often."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import msgspec

from generator.build import ReadResult
from generator.catalogue.copy import body_of
from generator.commands.copy_lines import CopyLines
from generator.commands.dead_links import links_in_html
from generator.commands.outside_requests import Answer, Host
from generator.files import read_whole, write_whole
from generator.model import Gravity, Problem, Story
from generator.paper import Paper

CACHE = "links.json"
KEPT = timedelta(days=1)
MAX_CACHE_BYTES = 64 << 20
AT_ONCE = 8
"""The number of hosts that are asked at the same time, each of them slowly."""
CODES = {"gone": "link-outside-gone", "refused": "link-outside-refused", "timeout": "link-outside-timeout"}
HINTS = {
    "gone": "Link to another page, to a copy in an archive, or to nothing.",
    "refused": "Try it in a browser: some sites refuse programs alone.",
    "timeout": "Try it in a browser, or check again tomorrow.",
}


class KeptAnswer(msgspec.Struct, frozen=True):
    """An answer, and when it was given."""

    at: datetime
    answer: Answer


Answers = dict[str, KeptAnswer]


def find_dead_outside(
    paper: Paper, read: ReadResult, stories: Iterable[Story], host_at: Callable[[str], Host] = Host
) -> Iterator[Problem]:
    """Yield a warning for each link to another site, in `stories`, that leads nowhere. `host_at` opens an origin."""
    origin = read.settings.site.address
    linked = {story.file: list(_outside(body_of(read.store, story.path).html, origin)) for story in stories}
    known = _recall(paper.state / CACHE, paper.now)
    asked = dict.fromkeys(url for urls in linked.values() for url in urls if url not in known)
    try:
        for url, answer in _ask(list(asked), host_at):
            known[url] = KeptAnswer(paper.now, answer)
    finally:
        _keep(paper.state / CACHE, known)
    for file, urls in linked.items():
        copy = CopyLines(paper.folder, file)
        yield from (_problem(copy, url, known[url].answer) for url in urls if known[url].answer.outcome in CODES)


def _outside(html: str, origin: str) -> Iterator[str]:
    """Yield each address of another site in sanitised HTML, once."""
    for href, tag in links_in_html(html).items():
        url = f"https:{href}" if href.startswith("//") else href
        is_page = url.casefold().startswith(("http://", "https://")) and tag.startswith("<a ")
        if is_page and not url.startswith(f"{origin}/") and url != origin:
            yield url


def _ask(urls: Sequence[str], host_at: Callable[[str], Host]) -> Iterator[tuple[str, Answer]]:
    """Yield the answer of each address. Hosts are asked side by side, the addresses of one host one after another."""
    by_origin: dict[str, list[str]] = {}
    for url in urls:
        parts = urlsplit(url)
        by_origin.setdefault(f"{parts.scheme}://{parts.netloc}".casefold(), []).append(url)

    stopped = Event()

    def ask_host(origin: str) -> list[tuple[str, Answer]]:
        host = host_at(origin)
        return [(url, host.ask(url)) for url in by_origin[origin] if not stopped.is_set()]

    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        for answers in pool.map(ask_host, by_origin):
            yield from answers
    finally:
        stopped.set()
        pool.shutdown(cancel_futures=True)


def _recall(path: Path, now: datetime) -> Answers:
    """Return the answers of the last day; none if they can't be read."""
    try:
        kept = msgspec.json.decode(read_whole(path, MAX_CACHE_BYTES), type=Answers)
    except (OSError, msgspec.DecodeError):
        return {}
    return {url: one for url, one in kept.items() if timedelta(0) <= now - one.at < KEPT}


def _keep(path: Path, known: Mapping[str, KeptAnswer]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, msgspec.json.encode(known))


def _problem(copy: CopyLines, url: str, answer: Answer) -> Problem:
    line = copy.find(re.compile(re.escape(url) + r"(?![\w/%-])"))
    message = f"The link to {url} doesn't work: {answer.detail}."
    gravity = Gravity.WARNING if answer.outcome == "gone" else Gravity.NOTE
    return Problem(copy.file, line, message, HINTS[answer.outcome], gravity, CODES[answer.outcome])
