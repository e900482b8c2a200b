#!/usr/bin/env python3
"""Ask the search for known headlines: search.py [CORPUS.jsonl.gz ...] [--stories 1000] [--headlines 200]

Builds a paper of so many stories of each corpus with the search on, opens /search/ in Chromium, asks for so many of the
headlines as a reader would type them, and prints how many of their stories are among the first five, and first. Without
arguments it takes English, Japanese and Arabic from ../shared/corpora/, and Chinese made here, since there is none.
It needs Pagefind, and Chromium with Playwright for Python.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice, product
from pathlib import Path
from typing import Any, NamedTuple

from export import as_text, file_name, read_corpus

from generator.archive import queries
from generator.edition.last import open_last
from generator.paper import Paper
from generator.search.pagefind import find_program

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
LANGUAGES = {"arabic": "ar", "german": "de", "japanese": "ja", "thai": "th"}
"""The languages of corpora that aren't in English."""
USUAL = ("bbc", "reuters", "japanese", "arabic")
CHINESE = "chinese"
HOST = "http://search.test"
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SITE = """\
name = "The Corpus"
address = "{host}"
time_zone = "UTC"
language = "{language}"
[search]
engine = "pagefind"
"""
UNDATED = "2026-01-05"
TOP = 5
KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"}
ANSWERED = "one => one.textContent && one.textContent !== one.dataset.looking"
Story = dict[str, Any]


class Score(NamedTuple):
    """How many headlines were asked for, and how many of their stories were among the first five, and first."""

    asked: int
    among_five: int
    first: int


def chinese_stories() -> Iterator[Story]:
    """Yield short invented stories in Chinese. Each names what others are about as well."""
    parts = (
        ["市议会", "港务局", "学校董事会", "法官", "居民", "县长"],
        ["批准", "推迟", "否决", "讨论"],
        ["渡轮", "图书馆", "罐头厂", "大桥", "医院"],
        ["租约", "债券", "计划"],
    )
    headlines = ["".join(words) for words in product(*parts)]
    for number, headline in enumerate(headlines):
        others = (headlines[(number + step) % len(headlines)] for step in (5, 17, 31))
        yield {"id": f"c{number}", "title": headline, "date": None, "text": "。".join(others) + "。"}


def stories_of(corpus: str | Path, count: int) -> list[Story]:
    """Return the first stories of a corpus that have a headline of their own, of two words or six signs at least."""
    found = chinese_stories() if corpus == CHINESE else read_corpus(Path(corpus))
    read = list(islice(found, count))
    titles = Counter(one["title"] for one in read)
    return [one for one in read if titles[one["title"]] == 1 and (" " in one["title"] or len(one["title"]) >= 6)]


def build_paper(folder: Path, stories: Sequence[Story], language: str) -> dict[str, str]:
    """Build a paper of the stories, and return the address of each public one by its id."""
    place = folder / "content" / "news"
    place.mkdir(parents=True)
    (folder / "site.toml").write_text(SITE.format(host=HOST, language=language))
    for one in stories:
        (place / f"{file_name(one['id'])}.txt").write_text(as_text(one, UNDATED), encoding="utf-8")
    command = [sys.executable, "-m", "generator", "build", "--source", str(folder), "--quiet"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    store, _ = open_last(Paper(folder, folder / "public", datetime.now(UTC)))
    with closing(store):
        addresses = dict(queries.public_addresses(store))
    found = ((one["id"], f"news/{file_name(one['id'])}") for one in stories)
    return {identity: addresses[path] for identity, path in found if path in addresses}


@contextmanager
def open_search(output: Path) -> Iterator[Any]:
    """Give a tab that shows the search of the site in `output`, with the stories of all years."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only this needs it)

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(f"{HOST}/").split("?")[0]
        file = output / (f"{path}index.html" if not path or path.endswith("/") else path)
        if file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=KINDS.get(file.suffix, "application/octet-stream"))
        else:
            route.fulfill(status=404)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.route("**/*", answer)
        tab.goto(f"{HOST}/search/")
        yield tab
        browser.close()


def find_chromium() -> str | None:
    """Return the path of Chromium; None where there is none."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def ask(tab: Any, words: str) -> list[str]:
    """Return the addresses of the first five stories that the search finds."""
    tab.fill("#search-words", words[:200])
    tab.press("#search-words", "Enter")
    _wait(tab)
    if tab.is_visible("[data-older]"):
        tab.click("[data-older]")
        _wait(tab)
    return [str(one) for one in tab.eval_on_selector_all(".search-results a", "all => all.map(one => one.pathname)")][
        :TOP
    ]


def _wait(tab: Any) -> None:
    tab.wait_for_function(f"({ANSWERED})(document.querySelector('.search-status'))", timeout=120_000)


def score(corpus: str | Path, stories: int, headlines: int) -> tuple[int, Score]:
    """Return how many stories the paper has, and how the search does."""
    name = str(corpus) if corpus == CHINESE else Path(corpus).name.split(".", 1)[0]
    chosen = stories_of(corpus, stories)
    with tempfile.TemporaryDirectory() as folder:
        addresses = build_paper(Path(folder), chosen, "zh" if name == CHINESE else LANGUAGES.get(name, "en"))
        known = [one for one in chosen if one["id"] in addresses]
        asked = known[:: max(1, len(known) // headlines)][:headlines]
        with open_search(Path(folder) / "public") as tab:
            answers = [(addresses[one["id"]], ask(tab, one["title"])) for one in asked]
    first = sum(found[:1] == [url] for url, found in answers)
    return len(known), Score(len(answers), sum(url in found for url, found in answers), first)


def main() -> None:
    """Print a line for each corpus."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpora", type=Path, nargs="*")
    arguments.add_argument("--stories", type=int, default=1_000)
    arguments.add_argument("--headlines", type=int, default=200)
    given = arguments.parse_args()
    if find_program() is None or find_chromium() is None:
        print("Pagefind and Chromium are not both here; the search is left out.")
        return
    usual = [CORPORA / f"{name}.jsonl.gz" for name in USUAL]
    if not given.corpora and not CORPORA.is_dir():
        print("The reference corpora are not at hand; Chinese made here alone is asked for.")
    wanted = given.corpora or [CHINESE, *(one for one in usual if one.is_file())]
    print(f"{'corpus':<20}{'stories':>9}{'asked':>7}{'in the first five':>19}{'first':>8}")
    for corpus in wanted:
        stories, found = score(corpus, given.stories, given.headlines)
        name = Path(corpus).name.split(".", 1)[0]
        share, first = found.among_five / found.asked, found.first / found.asked
        print(f"{name:<20}{stories:>9,}{found.asked:>7}{share:>19.1%}{first:>8.1%}", flush=True)


if __name__ == "__main__":
    main()
