"""Pages that workers print, also where an extension has its hand in them and may never end."""

from collections.abc import Iterator

import msgspec

from generator.errors import TemplateError
from generator.extensions.stopped import StoppedJobs
from generator.extensions.used import Used
from generator.model import Problem
from generator.press.page_jobs import PageBatch, Rendered, render_batch
from generator.workers import WorkerKilled, Workers

LONG_S = 120
"""How long one page may take that no extension holds up: a large one, on a slow machine."""


def render_by_workers(workers: Workers, batches: Iterator[PageBatch], used: Used) -> Iterator[list[Rendered]]:
    """Yield what became of each batch's pages. Raises TemplateError, ExtensionError, ChildProcessError."""
    if not used.on_pages:
        for outcome in workers.run(render_batch, batches):
            if isinstance(outcome, WorkerKilled):
                first = outcome.batch.jobs[0].page.url
                raise ChildProcessError(f"a worker died while it printed {first} or a page after it")
            yield outcome
        return
    stopped = StoppedJobs(used, workers)
    for outcome in workers.run(render_batch, batches, used.alone_s, by_clock=True):
        yield list(_one_by_one(outcome.batch, stopped)) if isinstance(outcome, WorkerKilled) else outcome


def _one_by_one(batch: PageBatch, stopped: StoppedJobs) -> Iterator[Rendered]:
    for page in batch.jobs:
        yield from _render_alone(msgspec.structs.replace(batch, jobs=(page,)), stopped)


def _render_alone(batch: PageBatch, stopped: StoppedJobs) -> list[Rendered]:
    """Print one page, without what an extension would add that had to be stopped."""
    again = stopped.do_again(render_batch, batch)
    if again.result is None and again.fault is None:
        again = stopped.do_again(render_batch, batch, LONG_S)
    if again.result is not None:
        return again.result
    page = batch.jobs[0].page
    if again.fault is None:
        raise ChildProcessError(f"a worker died while it printed {page.url}")
    if again.hook != "page_extra":
        raise TemplateError(_never_ends(batch, again.fault.extension.name, again.fault.where))
    name = again.fault.extension.name
    rest = msgspec.structs.replace(batch, left_out=(*batch.left_out, name))
    problem = again.fault.of_page(page.url)
    return [_with_problem(one, problem) for one in _render_alone(rest, stopped)]


def _with_problem(printed: Rendered, problem: Problem) -> Rendered:
    """Return the page with no key that could ever be the same: the next build tries again."""
    return msgspec.structs.replace(printed, key="", problems=(*printed.problems, problem))


def _never_ends(batch: PageBatch, name: str, where: str) -> Problem:
    page = batch.jobs[0].page
    what = "it took too long, or ended the process that called it"
    message = f"The extension “{name}” was stopped while its filter was called for {page.url}: {what}."
    return Problem(
        where, 0, message, "The site stays as it was until the extension is corrected.", code="extension-failed"
    )
