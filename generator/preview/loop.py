"""The loop behind `serve` and `watch`: wait until something may have changed, build, and report.

Hints from the system name the places to check. Since hints may be lost, the whole paper is checked every `SWEEP_S`
seconds. Time changes the site, too: twice a second the clock is compared with the time of the next change, so that
neither a sleeping machine nor a changed clock is missed.
"""

import logging
import math
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any

import msgspec

from generator.build import Outcome, build, preload_modules
from generator.catalogue.store import CatalogueFault
from generator.errors import BroadsheetError, CatalogueError, Locked
from generator.intake.survey import Interrupted
from generator.model import Problem
from generator.paper import BuildSession, Paper
from generator.preview.hints import Hints
from generator.preview.state import PreviewState, note_printed
from generator.preview.watcher import Watcher
from generator.workers import Workers, never

TICK_S = 0.5
"""The time between two looks at the clock for the next change of the site, in seconds."""
SWEEP_S = 20.0
"""The time between two checks of the whole paper, in seconds."""
UNWATCHED_SWEEP_S = 2.0
"""The same when the system doesn't report changes."""
LONGEST_DELAY_S = 8.0
"""The longest time that a check of the whole paper is put off for reported changes, in seconds."""
SWEEP_SHARE = 10
"""Checks of the whole paper take at most one part in this many of the time."""
RETRY_S = 2.0
"""After this many seconds a build is tried again that was stopped by another build, the disk or the catalogue."""
LOG = logging.getLogger(__name__)
PHOTOS_AT_ONCE = 4
"""Of so many photos the sizes are made in one build, so that a save is shown before the rest of a thousand."""
MANY = 500
"""Browsers don't get the names of changed files when there are more than this."""


CATALOGUE_HINT = "It will be tried again. If that fails, stop what uses the catalogue, or delete its folder."
EXPECTED = (BroadsheetError, OSError, CatalogueFault)
"""Errors that may stop a build. Anything else is a bug in Broadsheet."""


def ignore(_: object) -> None:
    """Do nothing."""


def do_nothing() -> None:
    """Do nothing."""


class BuildLoop:
    """Builds whenever something has changed. `run` returns after `stop`, so it should run in a separate thread."""

    def __init__(
        self,
        paper: Paper,
        clock: Callable[[], datetime],
        tell: Callable[[PreviewState], None],
        *,
        announce: Callable[[Sequence[str]], None] = ignore,
        hold_requests: Callable[[], AbstractContextManager[Any]] = nullcontext,
        pages_first: bool = False,
        beat: Callable[[], None] = do_nothing,
    ) -> None:
        """Create a loop for `paper`. `clock` returns the current time.

        `announce` gets the files that changed, before they are built. `hold_requests` is a context manager that is
        entered while the site's files change. `tell` gets the new state after each build that has news. With
        `pages_first`, as in a preview, pages are in place before the sizes of their new photos are made, which the next
        builds do, and nothing is recorded as published.
        `beat` is called several times a second, as long as the loop isn't stuck, and during builds as they go on.
        """
        self._paper, self._clock = paper, clock
        self._tell, self._announce, self._hold_requests = tell, announce, hold_requests
        self._pages_first, self._beat = pages_first, beat
        self._hints = Hints()
        self._workers = Workers(paper.jobs)
        self._stopping, self._is_abandoned = threading.Event(), False
        self._confirmed: int | None = None
        """The number of removals that an editor confirmed for the next build."""
        self._pending: set[str] | None = None
        """Places that no build has checked yet; None means all."""
        self._latest = paper.now
        self._last_sweep_s, self._sweep_cost_s, self._not_before_s = -math.inf, 0.0, 0.0
        self._next_sweep_s, self._routine = -math.inf, False
        """The time of the next check of the whole paper, and whether that is the only reason for the next build."""
        self.state = PreviewState(run=secrets.token_hex(4))

    def stop(self) -> None:
        """End the loop after the current build."""
        self._stopping.set()
        self._hints.wake()

    def abandon(self) -> None:
        """Cut off the current build; the next one completes what is left."""
        self._is_abandoned = True
        self._workers.abandon()

    def confirm_removals(self, count: int) -> None:
        """Let the next build, which begins at once, remove exactly so many files that waited for a confirmation."""
        self._confirmed = count
        self._hints.note("content", time.monotonic())

    def run(self) -> None:
        """Build now, and again whenever something has changed, until `stop` or `abandon`."""
        try:
            self._run()
        except Exception:
            if not self._is_abandoned:  # a build that is cut off may fail anywhere
                raise

    def _run(self) -> None:
        ready = False
        with self._workers as workers, Watcher(self._paper.folder, self._hints) as watcher:
            while not self._stopping.is_set():
                self._beat()
                self._collect(watcher)
                if self._is_time():
                    self._build_once(workers)
                elif not ready:
                    ready = True
                    preload_modules()
                else:
                    self._hints.wait(self._pause_s())

    def _pause_s(self) -> float:
        due_s = self._hints.due_s()
        return TICK_S if due_s is None else min(max(due_s - time.monotonic(), 0.001), TICK_S)

    def _collect(self, watcher: Watcher) -> None:
        """Add the places to check to `_pending`."""
        if watcher.failure != self.state.watch_failure:
            self._change(watch_failure=watcher.failure)
        now_s, due_s = time.monotonic(), self._hints.due_s()
        if due_s is not None and now_s >= due_s:
            taken = self._hints.take(now_s)
            self._announce(taken)
            self._set_pending(None if self._pending is None else self._pending.union(taken))
        every_s = max(UNWATCHED_SWEEP_S if watcher.failure else SWEEP_S, SWEEP_SHARE * self._sweep_cost_s)
        self._next_sweep_s = self._last_sweep_s + every_s
        if watcher.rewatch_replaced():
            self._set_pending(None)
        elif now_s >= self._next_sweep_s and not self._should_yield():
            self._routine = self._routine or self._pending is not None
            self._pending, self._not_before_s = None, 0.0

    def _should_yield(self) -> bool:
        """Tell whether a check of the whole paper should wait, because a save has to be shown at once."""
        told = self._hints.due_s() is not None or bool(self._pending)
        return told and time.monotonic() < self._next_sweep_s + LONGEST_DELAY_S

    def _set_pending(self, places: set[str] | None) -> None:
        self._pending, self._not_before_s, self._routine = places, 0.0, False

    def _is_time(self) -> bool:
        """Tell whether to build now."""
        if self._pending is None or self._pending or self._photos_left:
            return time.monotonic() >= self._not_before_s
        return self._is_due_by_clock()

    @property
    def _photos_left(self) -> int:
        return self.state.outcome.photos_left if self.state.outcome else 0

    def _is_due_by_clock(self) -> bool:
        """Tell whether the time of the site's next change has come."""
        turn = self.state.outcome.next_change if self.state.outcome else None
        return turn is not None and self._now() >= turn and not self.state.troubles

    def _now(self) -> datetime:
        """Return the current time. It never goes back: what was public stays public when the clock is set back."""
        self._latest = max(self._latest, self._clock())
        return self._latest

    def _build_once(self, workers: Workers) -> None:
        places = None if self._pending is None else tuple(sorted(self._pending))
        began_s = time.monotonic()
        is_urged = self._should_yield if self._routine else never
        copy = None if places is None else _of_copy(places)
        most_photos = (0 if self._pending is None or self._pending else PHOTOS_AT_ONCE) if self._pages_first else None
        session = BuildSession(
            workers,
            copy,
            self._hold_requests,
            patient=True,
            is_urged=is_urged,
            most_photos=most_photos,
            records=not self._pages_first,
        )
        try:
            confirmed, self._confirmed = self._confirmed, None
            paper = msgspec.structs.replace(self._paper, now=self._now(), confirmed_removals=confirmed)
            outcome = build(paper, self._progress, session)
        except Interrupted:
            self._set_pending(set())
            return
        except Exception as trouble:  # any error: a loop that ended here would leave an old site without saying so
            if not self._stopping.is_set():
                self._note_sweep(places, began_s)
                self._keep_pending(trouble)
            return
        self._note_sweep(places, began_s)
        self._set_pending(set())
        self._report(outcome, places, time.monotonic() - began_s)

    def _progress(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002 (a `Progress`)
        self._beat()

    def _note_sweep(self, places: tuple[str, ...] | None, began_s: float) -> None:
        if places is None:
            self._last_sweep_s = time.monotonic()
            self._sweep_cost_s = self._last_sweep_s - began_s

    def _keep_pending(self, trouble: Exception) -> None:
        """Keep the places to check after a failed build, which is tried again soon or when something else changes."""
        passing = isinstance(trouble, OSError | CatalogueFault) or (
            isinstance(trouble, BroadsheetError) and trouble.may_pass
        )
        if not isinstance(trouble, EXPECTED):
            self._pending = None
            self._workers.renew(at_once=True)
        self._not_before_s = time.monotonic() + RETRY_S if passing else math.inf
        troubles = tuple(_troubles(trouble))
        if troubles != self.state.troubles:
            if not isinstance(trouble, EXPECTED):
                LOG.error("The build failed.", exc_info=trouble)
            self._change(troubles=troubles)

    def _report(self, outcome: Outcome, places: tuple[str, ...] | None, seconds: float) -> None:
        touched, before = (*outcome.written, *outcome.removed), self.state
        photos_went_on = self._photos_left > 0
        new_problems = before.outcome is None or before.outcome.problems != outcome.problems
        if not (touched or places or new_problems or before.troubles):
            self.state = msgspec.structs.replace(before, outcome=outcome)
            return
        self._change(
            edition=before.edition + bool(touched or not before.edition),
            troubles=(),
            outcome=outcome,
            sources=places,
            changed=touched if len(touched) <= MANY else None,
            built=self._latest,
            seconds=seconds,
            printed=note_printed(before.printed, outcome, self._latest, seconds, goes_on=photos_went_on),
        )

    def _change(self, **news: Any) -> None:
        self.state = msgspec.structs.replace(self.state, round=self.state.round + 1, **news)
        self._tell(self.state)


def _of_copy(places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(place for place in places if place.startswith("content/"))


def _troubles(trouble: Exception) -> list[Problem]:
    """Return what stops the build, as problems for people."""
    if isinstance(trouble, Locked):
        return [Problem(".broadsheet", 0, trouble.message, "This build will be tried again.")]
    if isinstance(trouble, CatalogueError):
        return [Problem(".broadsheet/catalogue.sqlite", 0, trouble.message, CATALOGUE_HINT)]
    if isinstance(trouble, BroadsheetError):
        return trouble.problems
    if isinstance(trouble, CatalogueFault):
        return [Problem(".broadsheet/catalogue.sqlite", 0, f"The catalogue can't be used: {trouble}.", CATALOGUE_HINT)]
    if isinstance(trouble, OSError):
        return [Problem("disk", 0, f"The disk or the system refused: {trouble}.", "It will be tried again.")]
    message = f"This is a bug in Broadsheet: {type(trouble).__name__}: {trouble}."
    hint = "The build is tried again when something changes. Please report the bug with what the terminal shows."
    return [Problem("broadsheet", 0, message, hint)]
