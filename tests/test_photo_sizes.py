"""What a real browser does with photos: it loads the size that the layout needs, and nothing moves when one arrives."""

import functools
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, open_chromium
from conftest import SITE, Newsroom, story
from pictured import picture

LIGHTHOUSE = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
QUIETLY = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SHIFTS = """new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(shift), 300);
})"""
PHOTOS = """Array.from(document.images, one =>
  [one.currentSrc, one.clientWidth, one.complete, one.closest(".banner") !== null])"""
SCROLL = "async () => { for (const one of document.images) { one.scrollIntoView(); await one.decode(); } }"
SIZE = re.compile(r"/(?:16x9-)?(\d+)\.[0-9a-f]{10}\.avif")
WIDTHS = {"whole": (400, 800, 1200, 1600), "banner": (400, 800, 1200, 1600), "card": (400, 800, 1200)}
"""The published widths, of whole photos, of the picture of a section, and of the crops for cards."""


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a paper whose stories have large photos."""
    newsroom = Newsroom(tmp_path_factory.mktemp("pictured") / "paper")
    newsroom.write("site.toml", f'tagline = "All the news of the bay"\n{SITE}')
    for number in range(6):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", f"2026-11-1{number} 09:00"))
        newsroom.write(f"content/world/s{number}.jpg", picture(1800, 1200, seed=number))
    newsroom.write("content/world/section.jpg", picture(1800, 1200, seed=9))
    newsroom.build()
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(newsroom.output)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.browser
@pytest.mark.parametrize("density", [1, 2])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_each_screen_loads_what_it_shows_and_nothing_moves(chromium: Any, host: str, width: int, density: int) -> None:
    for page in ("/", "/world/", "/world/2026/11/15/s5/"):
        # A browser that has a larger size of a photo in its cache shows that one, so each page gets a new browser.
        tab = chromium.new_page(viewport={"width": width, "height": 900}, device_scale_factor=density)
        try:
            tab.goto(host + page, wait_until="networkidle")
            tab.evaluate(SCROLL)
            photos = tab.evaluate(PHOTOS)
            assert len(photos) >= 1
            for address, shown, complete, is_banner in photos:
                assert complete
                _check_size(address, shown * density, is_banner=is_banner)
            assert tab.evaluate(SHIFTS) == 0
        finally:
            tab.close()


def _check_size(address: str, needed: float, *, is_banner: bool) -> None:
    """Check that the loaded size is enough for `needed` pixels, or the largest, and not far more than enough."""
    found = SIZE.search(address)
    assert found, address
    loaded, widths = int(found[1]), WIDTHS["banner" if is_banner else "card" if "16x9-" in address else "whole"]
    enough = next((one for one in widths if one >= needed * 0.95), widths[-1])
    assert loaded in {enough, widths[min(widths.index(enough) + 1, len(widths) - 1)]}, (address, needed)
    assert loaded <= max(needed * 2.5, widths[0]), (address, needed)


@pytest.mark.browser
@pytest.mark.skipif(not LIGHTHOUSE or CHROMIUM is None, reason="needs Lighthouse (make lighthouse) and Chromium")
@pytest.mark.parametrize("page", ["/", "/world/", "/world/2026/11/15/s5/"])
def test_lighthouse_gives_full_marks_to_a_front_a_section_and_a_story_with_photos(
    host: str, page: str, tmp_path: Path
) -> None:
    """Speed also tells of whatever else the machine does meanwhile, so the best of three runs counts."""
    options = ("--preset=desktop", "--output=json", "--quiet")
    report = tmp_path / "report.json"
    command = [str(LIGHTHOUSE), host + page, *options, f"--output-path={report}", f"--chrome-flags={QUIETLY}"]
    speeds: list[float] = []
    while len(speeds) < RUNS and 1 not in speeds:
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"CHROME_PATH": str(CHROMIUM)})
        found = json.loads(report.read_text())
        assert found["audits"]["cumulative-layout-shift"]["numericValue"] == 0
        marks = {name: found["categories"][name]["score"] for name in CATEGORIES}
        speeds.append(marks.pop("performance"))
        assert set(marks.values()) == {1}, _lost_marks(found)
    assert speeds[-1] == 1, speeds


def _lost_marks(report: dict[str, Any]) -> list[str]:
    """Return what Lighthouse finds fault with, besides speed."""
    named = [one for name in CATEGORIES if name != "performance" for one in report["categories"][name]["auditRefs"]]
    audits = [report["audits"][one["id"]] for one in named if one["weight"]]
    return [f"{one['id']}: {one['title']}" for one in audits if one["score"] not in {1, None}]
