#!/usr/bin/env python3
"""Measure where a story's microseconds go: stages.py FOLDER [--parts] [--functions N]

Builds the paper in FOLDER clean, its output and its catalogue in a scratch folder, with a stopwatch on each stage. A
stage's time is its own: what it calls and what is a stage itself is taken off. Plain, it is the build as it always
runs, and what workers do counts as the stage that waits for them. With `--parts` one process does all of it, so that
reading and printing fall into parts, and seconds are the processor's: other work on the machine doesn't count. The
theme's templates are examined in a thread while the copy is read, and count as a part of that.
`--functions N` adds cProfile's N dearest functions, in a build of its own.
"""

import argparse
import cProfile
import importlib
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial, wraps
from inspect import isgeneratorfunction
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from generator import Outcome, Paper, build
from generator.workers import Workers

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)

Table = Mapping[str, tuple[str, ...]]
"""For each stage, the functions that do it, under the names by which they are called, `module:name`."""

STAGES: Table = {
    "settings": (
        "build:read_config",
        "edition.sources:assets_of",
        "build:make_render_setup",
    ),
    "survey": ("catalogue.refresh:scan_content", "catalogue.refresh:read_disk_time"),
    "read": ("catalogue.refresh:read_changes",),
    "file": ("catalogue.copy:save_entries", "catalogue.copy:remove_files", "catalogue.refresh:save_folders"),
    "admit": ("build:admit",),
    "relate": ("build:update_related",),
    "doubt": ("build:record_doubts",),
    "plan": ("press.render_build:make_plan",),
    "gather and render": ("press.render_build:_render",),
    "put in place": ("press.render_build:_replace", "press.render_build:_retire"),
}
PARTS: Table = {
    "read: the bytes": ("intake.read_files:read_whole",),
    "read: decode": ("intake.parse:decode_copy",),
    "read: header": ("intake.recognise.labelled:split_header",),
    "read: Markdown": ("intake.read_copy:set_markdown",),
    "read: count terms": ("intake.parse:count_terms",),
    "print: gather": ("press.page_jobs:gather",),
    "print: key": ("press.page_jobs:page_key",),
    "print: render": ("press.page_jobs:Typesetter.set_with_extras",),
    "print: write the file": ("press.page_jobs:write_staged",),
}
OTHER = "all else"
ADVICE = "Name the function that does its work now in bench/stages.py."


class Stopwatch:
    """Times nested stages; each second is one stage's alone."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: dict[str, float] = {}
        self.called: set[str] = set()
        """The names of the functions that were called."""
        self._clock = clock
        self._stack: list[str] = [OTHER]
        self._since = clock()

    @contextmanager
    def during(self, stage: str) -> Iterator[None]:
        """Count the time of the `with` block as `stage`."""
        self._turn()
        self._stack.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._stack.pop()

    def stop(self) -> dict[str, float]:
        """Return the seconds of each stage."""
        self._turn()
        return dict(self.seconds)

    def _turn(self) -> None:
        now = self._clock()
        stage = self._stack[-1]
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now

    def timed(self, stage: str, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function called `name` with its time measured; of a generator, that of every step."""

        @wraps(function)
        def call(*args: Any, **named: Any) -> Any:
            self.called.add(name)
            with self.during(stage):
                return function(*args, **named)

        @wraps(function)
        def step(*args: Any, **named: Any) -> Iterator[Any]:
            self.called.add(name)
            steps = function(*args, **named)
            while True:
                with self.during(stage):
                    try:
                        one = next(steps)
                    except StopIteration:
                        return
                yield one

        return step if isgeneratorfunction(function) else call


class Here(Executor):
    """A pool that does its work in this process."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        """Return the result at once."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, **named))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def watching(watch: Stopwatch, tables: Mapping[str, tuple[str, ...]]) -> Iterator[None]:
    """Put every function of the stages on the watch.

    Raises LookupError when the program no longer has it, and at the end when the program didn't call it: its time would
    be counted as another stage's.
    """
    patches = []
    for stage, names in tables.items():
        for name in names:
            owner, attribute = find(name)
            patches.append(patch.object(owner, attribute, watch.timed(stage, name, getattr(owner, attribute))))
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in reversed(patches):
            one.stop()
    if left := sorted({name for names in tables.values() for name in names} - watch.called):
        raise LookupError(f"{', '.join(left)}: not called in this build. {ADVICE}")


def find(name: str) -> tuple[Any, str]:
    """Return the owner in a name like `press.page_jobs:Typesetter.set_page`, and its last part. Raises LookupError."""
    path, _, rest = name.partition(":")
    *between, attribute = rest.split(".")
    owner: Any = _module(path)
    for one in between:
        owner = getattr(owner, one, None)
    if not hasattr(owner, attribute):
        raise LookupError(f"{name} doesn't exist any more. {ADVICE}")
    return owner, attribute


def _module(path: str) -> Any:
    """Return the module `path`, or what a module has under that name."""
    head, *rest = path.split(".")
    try:
        return importlib.import_module(f"generator.{path}")
    except ImportError:
        owner: Any = importlib.import_module(f"generator.{head}")
        for one in rest:
            owner = getattr(owner, one, None)
        return owner


class Timed(msgspec.Struct, frozen=True):
    """The times of a clean build by stage."""

    stories: int
    files: int
    total_s: float
    seconds: dict[str, float]


def time_build(folder: Path, *, parts: bool = False) -> Timed:
    """Build the paper clean, beside its own output and catalogue. With `parts` the seconds are the processor's."""
    tables = {**STAGES, **(PARTS if parts else {})}
    watch = Stopwatch(time.process_time if parts else time.perf_counter)
    with tempfile.TemporaryDirectory() as scratch, watching(watch, tables):
        outcome = _build(folder, Path(scratch), parts)
        seconds = watch.stop()
    rounded = {stage: round(seconds.get(stage, 0.0), 4) for stage in (*tables, OTHER)}
    return Timed(outcome.stories, len(outcome.written), round(sum(seconds.values()), 3), rounded)


def _build(folder: Path, scratch: Path, here: bool) -> Outcome:
    (scratch / "state").mkdir()
    paper = Paper(folder=folder, output=scratch / "public", now=NOW, aside=scratch / "state", jobs=int(here))
    with patch.object(
        importlib.import_module("generator.build"), "Workers", partial(Workers, executor=Here() if here else None)
    ):
        return build(paper)


def describe(timed: Timed) -> str:
    """Return a Markdown table."""
    rows = [
        f"| {stage} | {seconds:.2f} | {seconds / timed.stories * 1e6:,.0f} | {seconds / timed.total_s:.0%} |"
        for stage, seconds in timed.seconds.items()
    ]
    head = f"{timed.stories:,} stories, {timed.files:,} files, {timed.total_s:.2f} s\n"
    return "\n".join([head, "| stage | s | us a story | part |", "|---|---|---|---|", *rows])


def profile(folder: Path, functions: int) -> None:
    """Print the most expensive functions of a build in one process, by cProfile."""
    profiler = cProfile.Profile()
    with tempfile.TemporaryDirectory() as scratch:
        profiler.enable()
        _build(folder, Path(scratch), here=True)
        profiler.disable()
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(functions)


def main() -> None:
    """Print the table, or JSON for growth.py."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parts", action="store_true", help="one process, reading and printing in their parts")
    parser.add_argument("--functions", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    timed = time_build(given.folder, parts=given.parts)
    print(msgspec.json.encode(timed).decode() if given.json else describe(timed))
    if given.functions:
        profile(given.folder, given.functions)


if __name__ == "__main__":
    main()
