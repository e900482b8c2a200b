"""Pages that workers print, also where an extension has its hand in them and may never end."""

from collections.abc import Iterator

import msgspec

from generator.extensions.calls import LIMIT_S, LOAD_S
from generator.extensions.stopped import StoppedJobs
from generator.extensions.used import Used
from generator.model import Problem
from generator.press.page_jobs import PageBatch, PageResult, render_batch
from generator.press.trouble import TemplateError
from generator.workers import WorkerKilled, Workers

BATCH_S = LIMIT_S + LOAD_S


def render_by_workers(workers: Workers, jobs: Iterator[PageBatch], used: Used) -> Iterator[list[PageResult]]:
    """Yield what became of each job's pages. Raises TemplateError, ExtensionError, ChildProcessError."""
    if not used.on_pages:
        for outcome in workers.run(render_batch, jobs):
            if isinstance(outcome, WorkerKilled):
                first = outcome.batch.sheets[0].page.url
                raise ChildProcessError(f"a worker died while it printed {first} or a page after it")
            yield outcome
        return
    stopped = StoppedJobs(used, workers)
    for outcome in workers.run(render_batch, jobs, BATCH_S):
        yield list(_one_by_one(outcome.batch, workers, stopped)) if isinstance(outcome, WorkerKilled) else outcome


def _one_by_one(job: PageBatch, workers: Workers, stopped: StoppedJobs) -> Iterator[PageResult]:
    for sheet in job.sheets:
        yield from _render_alone(msgspec.structs.replace(job, sheets=(sheet,)), workers, stopped)


def _render_alone(job: PageBatch, workers: Workers, stopped: StoppedJobs) -> list[PageResult]:
    """Print one page, without what an extension would add that had to be stopped."""
    again = stopped.do_again(render_batch, job)
    if again.result is not None:
        return again.result
    page = job.sheets[0].page
    if again.fault is None:  # a large page on a slow machine, or one that takes its worker down
        [printed] = render_by_workers(workers, iter([job]), Used())
        return printed
    if again.hook != "page_extra":
        raise TemplateError(_never_ends(job, again.fault.extension.name, again.fault.where))
    name = again.fault.extension.name
    rest = msgspec.structs.replace(job, left_out=(*job.left_out, name))
    problem = again.fault.of_page(page.url)
    return [_with_problem(one, problem) for one in _render_alone(rest, workers, stopped)]


def _with_problem(printed: PageResult, problem: Problem) -> PageResult:
    """Return the page with no key that could ever be the same: the next build tries again."""
    return msgspec.structs.replace(printed, key="", problems=(*printed.problems, problem))


def _never_ends(job: PageBatch, name: str, where: str) -> Problem:
    page = job.sheets[0].page
    message = f"The extension “{name}” was stopped while its filter was called for {page.url}: it took too long."
    return Problem(where, 0, message, "The site stays as it was until the extension is corrected.")
