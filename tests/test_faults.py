"""The k-th write, rename, flush, folder or removal fails: the site stays whole, the next build repairs it."""

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest
from conftest import NOON, Newsroom, story
from histories import clean_build, site_of

from generator.catalogue import store as catalogue
from generator.catalogue.store import CatalogueFault
from generator.errors import CatalogueError

STEP = int(os.environ.get("FAULT_STEP", "3"))
"""Every so many calls one fails; it must be odd, since the two states of the paper take turns."""
CALLS = {"rename": "replace", "flush": "fsync", "folder": "mkdir", "removal": "unlink"}
FEWEST_CALLS = {"write": 60, "rename": 30, "flush": 30, "folder": 20, "removal": 5}


class Faults:
    """Counts the calls of one kind, and makes the k-th fail as on a full disk."""

    def __init__(self, fail_at: int) -> None:
        self.fail_at, self.calls = fail_at, 0

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self.strike()
            return call(*args, **options)

        return counted

    def wrap_open(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(file: Any, mode: str | int = "r", *args: Any, **options: Any) -> Any:
            if "public" in str(file) and (mode & os.O_CREAT if isinstance(mode, int) else set(mode) & {"w", "a"}):
                self.strike()
            return call(file, mode, *args, **options)

        return counted

    def strike(self) -> None:
        self.calls += 1
        if self.calls == self.fail_at:
            raise OSError(ENOSPC, "No space left on device")


@contextmanager
def faults(kind: str, fail_at: int) -> Iterator[Faults]:
    """Make the call number `fail_at` of a kind fail."""
    found = Faults(fail_at)
    with pytest.MonkeyPatch.context() as patch:
        if kind == "write":
            patch.setattr(builtins, "open", found.wrap_open(builtins.open))
            patch.setattr(io, "open", found.wrap_open(io.open))
            patch.setattr(os, "open", found.wrap_open(os.open))
            patch.setattr(os, "write", found.wrap(os.write))
        else:
            patch.setattr(os, CALLS[kind], found.wrap(getattr(os, CALLS[kind])))
        yield found


def first_state(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("First", Topics="Harbor"))
    newsroom.write("content/world/b.txt", story("Second", date="2026-11-21", Was="/old/b/"))
    newsroom.write("static/x", "a file")
    for file in ("content/town/c.txt", "static/y"):
        (newsroom.folder / file).unlink(missing_ok=True)


def second_state(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("First, corrected", Topics="Budget"))
    newsroom.write("content/town/c.txt", story("Third", date="2026-11-22"))
    newsroom.write("static/y", "another")
    for file in ("content/world/b.txt", "static/x"):
        (newsroom.folder / file).unlink(missing_ok=True)


def whole(newsroom: Newsroom) -> None:
    """Check that no file of the site is empty or cut off."""
    for name, content in site_of(newsroom).items():
        assert content, name
        assert not name.endswith(".html") or name.startswith("parts/") or content.rstrip().endswith(b"</html>"), name


@pytest.mark.parametrize("kind", ["write", *CALLS])
def test_whatever_fails_the_site_stays_whole_and_the_next_build_mends_it(
    newsroom: Newsroom, tmp_path: Path, kind: str
) -> None:
    states = [first_state, second_state]
    expected = []
    for number, state in enumerate(states):
        state(newsroom)
        (tmp_path / f"clean{number}").mkdir()
        expected.append(clean_build(newsroom, tmp_path / f"clean{number}", NOON))
    newsroom.build(confirmed_removals=99)
    fail_at, failed = 1 - STEP, True
    while failed:
        fail_at += STEP
        turn = (fail_at + 1) % 2
        states[turn](newsroom)
        with faults(kind, fail_at) as found:
            failed = not _builds(newsroom)
            failed = failed or found.calls >= fail_at
        whole(newsroom)
        newsroom.build()
        assert site_of(newsroom) == expected[turn], (kind, fail_at)
    assert fail_at > FEWEST_CALLS[kind], "the program now does this through calls that are not made to fail here"


def _builds(newsroom: Newsroom) -> bool:
    try:
        newsroom.build()
    except OSError as error:
        assert error.errno == ENOSPC
        return False
    return True


def test_a_disk_that_is_full_for_the_catalogue_loses_nothing(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_state(newsroom)
    newsroom.build()
    connect = catalogue._connect
    for pages in range(20, 240, 40):
        newsroom.write(
            "content/world/big.txt", story(f"Big {pages}", body=f"{'Many words of it. ' * 20}\n\n" * 10 * pages)
        )
        (tmp_path / f"clean{pages}").mkdir()

        def cramped(path: Path | str, most: int = pages) -> catalogue.Store:
            store = connect(path)
            store.execute(f"PRAGMA max_page_count = {most}")
            return store

        with monkeypatch.context() as patch:
            patch.setattr(catalogue, "_connect", cramped)
            try:
                newsroom.build()
            except (CatalogueFault, CatalogueError) as fault:
                assert "full" in str(fault)
        whole(newsroom)
        newsroom.build()
        assert site_of(newsroom) == clean_build(newsroom, tmp_path / f"clean{pages}", NOON)


def test_what_was_torn_up_when_a_build_died_is_still_ours(newsroom: Newsroom, tmp_path: Path) -> None:
    """No file is new, so the manifest is as it was; the receipts are gone, the old files there."""
    first_state(newsroom)
    newsroom.build()
    newsroom.write("content/world/a.txt", story("First, corrected", Topics="Harbor"))
    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("generator.press.render_build.put_in_place", dying)
        newsroom.build()
    outcome = newsroom.build()
    assert outcome.problems == ()
    assert "First, corrected" in newsroom.page("/world/2026/11/20/a/")
    (tmp_path / "clean").mkdir()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


def dying(*_: object) -> None:
    raise KeyboardInterrupt
