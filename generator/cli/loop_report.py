"""What `serve` and `watch` say of each build: as text for people, or as JSON for programs."""

import signal
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import click

from generator.cli.json_log import JsonLog
from generator.cli.messages import print_problems
from generator.cli.options import current_time

if TYPE_CHECKING:
    from generator.model import Problem
    from generator.preview.state import PreviewState


class Teller(Protocol):
    """A way to say what happened."""

    def tell_unwatched(self, reason: str) -> None:
        """Say that the system doesn't report changes."""

    def tell_troubles(self, troubles: "Sequence[Problem]") -> None:
        """Say what stopped a build."""

    def tell_build(self, state: "PreviewState", news: "Sequence[Problem]") -> None:
        """Say what a build did, and the problems that are new."""


class PlainTeller:
    """Writes for people on the terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def tell_unwatched(self, reason: str) -> None:
        """Say that the system doesn't report changes."""
        click.echo(f"{reason}. All files are checked every few seconds instead.", err=True)

    def tell_troubles(self, troubles: "Sequence[Problem]") -> None:
        """Say what stopped a build."""
        print_problems(troubles)

    def tell_build(self, state: "PreviewState", news: "Sequence[Problem]") -> None:
        """Say what a build did, and the problems that are new."""
        print_problems(news, quiet=self._quiet)
        if state.outcome and not self._quiet:
            counts = f"{len(state.outcome.written)} written, {len(state.outcome.removed)} removed"
            click.echo(
                f"{current_time().astimezone():%H:%M:%S}  {_describe_sources(state)}: {counts}, {state.seconds:.2f} s"
            )


class JsonTeller:
    """Writes lines of JSON."""

    def __init__(self, log: JsonLog) -> None:
        self._log = log

    def tell_unwatched(self, reason: str) -> None:
        """Say that the system doesn't report changes."""
        self._log.tell("warning", "unwatched", reason=reason)

    def tell_troubles(self, troubles: "Sequence[Problem]") -> None:
        """Say what stopped a build."""
        self._log.tell_problems(troubles, "error", "build_failed")

    def tell_build(self, state: "PreviewState", news: "Sequence[Problem]") -> None:
        """Say what a build did, and the problems that are new."""
        self._log.tell_problems(news)
        outcome = state.outcome
        if outcome:
            self._log.tell(
                "info",
                "built",
                edition=state.edition,
                sources=state.sources,
                stories=outcome.stories,
                held=len(outcome.held),
                written=len(outcome.written),
                removed=len(outcome.removed),
                unchanged=outcome.unchanged,
                seconds=round(state.seconds, 3),
                next_change=outcome.next_change,
            )


class LoopReporter:
    """Reports the result of each build, as far as it is new."""

    def __init__(self, teller: Teller) -> None:
        """Create a reporter that says by `teller` what is new."""
        self._teller = teller
        self._told: frozenset[Problem] = frozenset()
        self._watch_failure = ""

    def report(self, state: "PreviewState") -> None:
        """Report what is new in `state`; when the terminal is closed, end the command."""
        try:
            self._report(state)
        except OSError:
            if threading.current_thread() is threading.main_thread():
                raise
            signal.raise_signal(signal.SIGINT)

    def _report(self, state: "PreviewState") -> None:
        """Report new problems, those that wait for a confirmation every time, and what was built."""
        from generator.press.removals import asks_for_confirmation

        if state.watch_failure and state.watch_failure != self._watch_failure:
            self._teller.tell_unwatched(state.watch_failure)
        self._watch_failure = state.watch_failure
        if state.troubles:
            self._teller.tell_troubles(state.troubles)
            return
        if state.outcome is None:
            return
        news = [one for one in state.outcome.problems if one not in self._told or asks_for_confirmation(one)]
        self._told = frozenset(state.outcome.problems)
        self._teller.tell_build(state, news)


def _describe_sources(state: "PreviewState") -> str:
    from generator.archive.photos import FOLDER
    from generator.cli.reports import visible

    if state.sources is None:
        return "the whole paper"
    if not state.sources and state.changed and any(file.startswith(f"{FOLDER}/") for file in state.changed):
        return "photos"
    return visible(state.sources[0]) if len(state.sources) == 1 else f"{len(state.sources)} files"
