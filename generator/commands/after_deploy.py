"""What follows a deploy that changed files at the host: extensions do their part, and others are told what changed."""

from collections.abc import Iterator

import msgspec

from generator.config import Config
from generator.delivery.deploy import DeployResult
from generator.delivery.ping import Ping, pings_after, send
from generator.errors import ExtensionError
from generator.extensions.calls import call_freely
from generator.extensions.faults import ExtensionFault
from generator.extensions.opening import open_extensions
from generator.extensions.records import Changes
from generator.extensions.used import Extension
from generator.paper import Paper
from generator.press.extended import taken_names
from generator.workers import WorkerKilled, Workers

LIMIT_S = 30
"""An extension that takes longer is stopped: it may ask a server. So is a ping."""
MOST_TOLD = 3
"""The largest number of pings that failed and are named one by one."""


class Job(msgspec.Struct, frozen=True):
    """What one extension is told."""

    extension: Extension
    changes: Changes


def follow_up(paper: Paper, config: Config, target: str, result: DeployResult) -> tuple[str, ...]:
    """Call extensions and send pings. Return a sentence for each that failed, and for whom was told what."""
    return (*tell_extensions(paper, config, target, result), *send_pings(config, target, result))


def send_pings(config: Config, target: str, result: DeployResult) -> tuple[str, ...]:
    """Send the pings that site.toml asks for, and return sentences on them. None can fail the deploy."""
    sent, removed = _changes_of(result)
    if result.dry or (config.ping.targets and target not in config.ping.targets):
        return ()
    pings = list(pings_after(config, [*sent, *removed]))
    if not pings:
        return ()
    with Workers(1) as workers:
        outcomes = list(zip(pings, workers.run(send, pings, LIMIT_S, by_clock=True), strict=True))
    failed = [(ping, _reason(outcome)) for ping, outcome in outcomes if outcome]
    told = dict.fromkeys(ping.receiver for ping, outcome in outcomes if not outcome)
    return (
        *(f"{receiver} was told what changed." for receiver in told),
        *(
            f"The site is in place. {ping.receiver} ({ping.server}) wasn't told what changed: {reason.rstrip('.')}."
            for ping, reason in failed[:MOST_TOLD]
        ),
    )


def _reason(outcome: "str | WorkerKilled[Ping]") -> str:
    return f"it took longer than {LIMIT_S} seconds" if isinstance(outcome, WorkerKilled) else outcome


def _changes_of(result: DeployResult) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the files that were sent, and those that were deleted, also by deploys that stopped before this one."""
    plan = result.plan
    is_there = {change.file: bool(change.digest) for change in result.earlier}
    is_there |= dict.fromkeys((*plan.taken_down, *plan.deletions), False)
    is_there |= {upload.file: True for upload in plan.uploads}
    return tuple(file for file, there in is_there.items() if there), tuple(
        file for file, there in is_there.items() if not there
    )


def tell_extensions(paper: Paper, config: Config, target: str, result: DeployResult) -> tuple[str, ...]:
    """Call `after_deploy` of each extension, and return a sentence for each that failed. The site is in place."""
    sent, removed = _changes_of(result)
    if result.dry or not (sent or removed) or not config.extensions.use:
        return ()
    changes = Changes(target=target, address=config.address, sent=sent, removed=removed)
    try:
        with Workers(1) as workers:
            used = open_extensions(paper.folder, config, paper.state, workers, taken_names, paper.call_limits)
            jobs = [Job(one, changes) for one in used.with_hook("after_deploy")]
            return tuple(_sentences(jobs, workers))
    except ExtensionError as error:
        return tuple(
            f"{problem.where}: {problem.message} It was told nothing of this deploy." for problem in error.problems
        )


def _sentences(jobs: list[Job], workers: Workers) -> Iterator[str]:
    for outcome in workers.run(tell_one, jobs, LIMIT_S, by_clock=True):
        if isinstance(outcome, WorkerKilled):
            extension = outcome.batch.extension
            what = f"took longer than {LIMIT_S} seconds, or ended the process that called it"
            yield _sentence(ExtensionFault(extension, what))
        elif outcome:
            yield outcome


def tell_one(job: Job) -> str:
    """Call one extension, in a worker, and return a sentence when it failed."""
    try:
        call_freely(job.extension, "after_deploy", changes=job.changes)
    except ExtensionFault as fault:
        return _sentence(fault)
    return ""


def _sentence(fault: ExtensionFault) -> str:
    return (
        f"The site is in place. After the deploy the extension “{fault.extension.name}” {fault.what} ({fault.where})."
    )
