"""A headless Chromium that reads the files of a site, and nothing else."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from conftest import Newsroom
from patience import PATIENCE_S

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Names of Chromium, the one first that needs the least of the processor: a third of the others' for a page."""
CHROMIUM = next(filter(None, map(shutil.which, PROGRAMS)), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
HOST = "http://courier.test"
KINDS = {
    ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
    ".png": "image/png", ".jpg": "image/jpeg", ".avif": "image/avif",
}  # fmt: skip
OVERFLOW = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
"""A script that gives how wide a page is and how much of it is shown."""


@contextmanager
def open_chromium() -> Iterator[Any]:
    """Give a browser, or skip the test where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium was found on this machine")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, "--disable-sync"])
        yield browser
        browser.close()


@contextmanager
def strict_tab(browser: Any, height: int) -> Iterator[Any]:
    """Give a tab 1,280 pixels wide that waits patiently. An error of a script in it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": height})
    tab = context.new_page()
    tab.set_default_timeout(1000 * PATIENCE_S)
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    context.close()
    assert complaints == [], complaints


@contextmanager
def open_tab(
    browser: Any,
    newsroom: Newsroom,
    width: int = 1280,
    height: int = 900,
    policy: Callable[[str], str] = lambda _path: "",
    **options: Any,
) -> Iterator[Any]:
    """Give a tab that reads the site's files under HOST. `policy`: path -> the Content-Security-Policy sent with it."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    tab = context.new_page()
    tab.route("**/*", lambda route: _answer(newsroom, route, policy))
    try:
        yield tab
    finally:
        context.close()


def resize(tab: Any, width: int) -> None:
    """Give the page that is open another width. To load it again for each takes far longer."""
    tab.set_viewport_size({"width": width, "height": 900})


def _answer(newsroom: Newsroom, route: Any, policy: Callable[[str], str]) -> None:
    path = route.request.url.removeprefix(f"{HOST}/").split("?")[0]
    file = newsroom.output / (path + "index.html" if not path or path.endswith("/") else path)
    if file.is_file():
        sent = {"Content-Security-Policy": policy(f"/{path}")}
        headers = {name: value for name, value in sent.items() if value}
        headers["Content-Type"] = KINDS.get(file.suffix, "application/octet-stream")
        route.fulfill(body=file.read_bytes(), headers=headers)
    else:
        route.fulfill(status=404)
