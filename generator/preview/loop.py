"""The loop behind `serve` and `watch`: wait until something may have changed, build, tell.

Hints name what to look at; every `SWEEP_S` all of the paper is looked through, since hints may be lost. The clock is
one more thing that changes the site: it is compared twice a second with the instant at which the site changes by
itself, so that neither sleep nor a jump of the clock is missed.
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

from generator.build import Outcome, build, get_ready
from generator.catalogue.store import CatalogueFault
from generator.errors import BroadsheetError, CatalogueError, Locked
from generator.intake.survey import Interrupted
from generator.model import Problem
from generator.paper import BuildSession, Paper
from generator.preview.hints import Hints
from generator.preview.state import State
from generator.preview.watcher import Watcher
from generator.workers import Workers, never

TICK_S = 0.5
SWEEP_S = 20.0
DEAF_SWEEP_S = 2.0
"""How often the paper is looked through where the system doesn't tell of changes."""
PUT_OFF_S = 8.0
"""So long at most it gives way to what the system tells of."""
SHARE_OF_TIME = 10
"""But never so often that it takes more than this part of the time."""
RETRY_S = 2.0
"""After which a build that another one kept from its work is tried again."""
LOG = logging.getLogger(__name__)
MANY = 500
"""So many files of the site aren't named one by one."""


CATALOGUE_HINT = (
    "It is tried again. If it stays so, end the program that has the catalogue open, or delete .broadsheet."
)
EXPECTED = (BroadsheetError, OSError, CatalogueFault)
"""What may keep a site from being built. Anything else is a fault of the program's own."""


def ignore(_: object) -> None:
    """Do nothing."""


class BuildLoop:
    """Builds whenever something changed. `run` lasts until `stop`, and belongs in a thread of its own."""

    def __init__(
        self,
        paper: Paper,
        clock: Callable[[], datetime],
        tell: Callable[[State], None],
        *,
        herald: Callable[[Sequence[str]], None] = ignore,
        placing: Callable[[], AbstractContextManager[Any]] = nullcontext,
    ) -> None:
        """`clock` tells the time.

        `tell` is called after each round that has something to say, `herald` before it with the files that changed,
        `placing` is entered while the site's files change.
        """
        self._paper, self._clock = paper, clock
        self._tell, self._herald, self._placing = tell, herald, placing
        self._hints = Hints()
        self._workers = Workers(paper.jobs)
        self._stopping, self._is_abandoned = threading.Event(), False
        self._owed: set[str] | None = None
        """Places that no build has looked at yet; None: all."""
        self._latest = paper.now
        self._swept_s, self._sweep_cost_s, self._not_before_s = -math.inf, 0.0, 0.0
        self._sweep_s, self._routine = -math.inf, False
        """When all is to be looked through again, and whether that is the only reason to do so now."""
        self.state = State(run=secrets.token_hex(4))

    def stop(self) -> None:
        """End the loop after the build that is under way."""
        self._stopping.set()
        self._hints.wake()

    def abandon(self) -> None:
        """Cut off the build that is under way; the next one completes what is left."""
        self._is_abandoned = True
        self._workers.abandon()

    def run(self) -> None:
        """Build now, and again whenever something changed, until `stop` or `abandon`."""
        try:
            self._run()
        except Exception:
            if not self._is_abandoned:  # what is cut off may fail anywhere
                raise

    def _run(self) -> None:
        ready = False
        with self._workers as workers, Watcher(self._paper.folder, self._hints) as watcher:
            while not self._stopping.is_set():
                self._collect(watcher)
                if self._is_time():
                    self._round(workers)
                elif not ready:
                    ready = True
                    get_ready()
                else:
                    self._hints.wait(self._pause_s())

    def _pause_s(self) -> float:
        due_s = self._hints.due_s()
        return TICK_S if due_s is None else min(max(due_s - time.monotonic(), 0.001), TICK_S)

    def _collect(self, watcher: Watcher) -> None:
        """Take what there is to look at into `_owed`."""
        if watcher.deaf != self.state.deaf:
            self._change(deaf=watcher.deaf)
        now_s, due_s = time.monotonic(), self._hints.due_s()
        if due_s is not None and now_s >= due_s:
            taken = self._hints.take(now_s)
            self._herald(taken)
            self._owe(None if self._owed is None else self._owed.union(taken))
        every_s = max(DEAF_SWEEP_S if watcher.deaf else SWEEP_S, SHARE_OF_TIME * self._sweep_cost_s)
        self._sweep_s = self._swept_s + every_s
        if watcher.is_deceived():
            self._owe(None)
        elif now_s >= self._sweep_s and not self._may_wait():
            self._routine = self._routine or self._owed is not None
            self._owed, self._not_before_s = None, 0.0

    def _may_wait(self) -> bool:
        """Whether a look through all gives way: a save is to be shown at once."""
        told = self._hints.due_s() is not None or bool(self._owed)
        return told and time.monotonic() < self._sweep_s + PUT_OFF_S

    def _owe(self, places: set[str] | None) -> None:
        self._owed, self._not_before_s, self._routine = places, 0.0, False

    def _is_time(self) -> bool:
        """Whether there is something to do."""
        if self._owed is None or self._owed:
            return time.monotonic() >= self._not_before_s
        return self._has_turned()

    def _has_turned(self) -> bool:
        """Whether the site changes by the clock alone."""
        turn = self.state.outcome.next_change if self.state.outcome else None
        return turn is not None and self._now() >= turn and not self.state.troubles

    def _now(self) -> datetime:
        """The time, which never goes back while we work: what was public stays so when the clock is set back."""
        self._latest = max(self._latest, self._clock())
        return self._latest

    def _round(self, workers: Workers) -> None:
        places = None if self._owed is None else tuple(sorted(self._owed))
        began_s = time.monotonic()
        is_urged = self._may_wait if self._routine else never
        copy = None if places is None else _of_copy(places)
        shift = BuildSession(workers, copy, self._placing, patient=True, is_urged=is_urged)
        try:
            outcome = build(msgspec.structs.replace(self._paper, now=self._now()), session=shift)
        except Interrupted:
            self._owe(set())
            return
        except Exception as trouble:  # whatever it is: a loop that ended here would leave an old site without a word
            if not self._stopping.is_set():
                self._note_sweep(places, began_s)
                self._keep_owing(trouble)
            return
        self._note_sweep(places, began_s)
        self._owe(set())
        self._report(outcome, places, time.monotonic() - began_s)

    def _note_sweep(self, places: tuple[str, ...] | None, began_s: float) -> None:
        if places is None:
            self._swept_s = time.monotonic()
            self._sweep_cost_s = self._swept_s - began_s

    def _keep_owing(self, trouble: Exception) -> None:
        """The site stays as it was. What was to be looked at still is: soon, or when something else has changed."""
        passing = isinstance(trouble, OSError | CatalogueFault) or (
            isinstance(trouble, BroadsheetError) and trouble.may_pass
        )
        if not isinstance(trouble, EXPECTED):
            self._owed = None
            self._workers.renew(at_once=True)
        self._not_before_s = time.monotonic() + RETRY_S if passing else math.inf
        troubles = tuple(_troubles(trouble))
        if troubles != self.state.troubles:
            if not isinstance(trouble, EXPECTED):
                LOG.error("The build failed.", exc_info=trouble)
            self._change(troubles=troubles)

    def _report(self, outcome: Outcome, places: tuple[str, ...] | None, seconds: float) -> None:
        touched, before = (*outcome.written, *outcome.removed), self.state
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
        )

    def _change(self, **news: Any) -> None:
        self.state = msgspec.structs.replace(self.state, round=self.state.round + 1, **news)
        self._tell(self.state)


def _of_copy(places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(place for place in places if place.startswith("content/"))


def _troubles(trouble: Exception) -> list[Problem]:
    """What keeps the site from being built, in words."""
    if isinstance(trouble, Locked):
        return [Problem(".broadsheet", 0, trouble.message, "It is tried again.")]
    if isinstance(trouble, CatalogueError):
        return [Problem(".broadsheet/catalogue.sqlite", 0, trouble.message, CATALOGUE_HINT)]
    if isinstance(trouble, BroadsheetError):
        return trouble.problems
    if isinstance(trouble, CatalogueFault):
        return [Problem(".broadsheet/catalogue.sqlite", 0, f"The catalogue can't be used: {trouble}.", CATALOGUE_HINT)]
    if isinstance(trouble, OSError):
        return [Problem("disk", 0, f"The disk or the system refused: {trouble}.", "It is tried again.")]
    message = f"The build failed by a fault of Broadsheet’s own: {type(trouble).__name__}: {trouble}."
    hint = "It is tried again when something changes. Please report it with what the terminal shows."
    return [Problem("broadsheet", 0, message, hint)]
