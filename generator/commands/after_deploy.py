"""What extensions do after a deploy that changed files at the host."""

from collections.abc import Iterator

import msgspec

from generator.config import Config
from generator.delivery.deploy import DeployResult
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
"""An extension that takes longer is stopped: it may ask a server."""


class Job(msgspec.Struct, frozen=True):
    """What one extension is told."""

    extension: Extension
    changes: Changes


def tell_extensions(paper: Paper, config: Config, target: str, result: DeployResult) -> tuple[str, ...]:
    """Call `after_deploy` of each extension, and return a sentence for each that failed. The site is in place."""
    plan = result.plan
    sent = tuple(upload.file for step in plan.steps for upload in step.uploads)
    removed = (*plan.taken_down, *plan.deletions)
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
    for outcome in workers.run(tell_one, jobs, LIMIT_S):
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
