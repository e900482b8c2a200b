"""Pages that workers print, also where an extension has its hand in them and may never end."""

from collections.abc import Iterator

import msgspec

from generator.extensions.calls import LIMIT_S, LOAD_S
from generator.extensions.stopped import StoppedJobs
from generator.extensions.used import Used
from generator.model import Problem
from generator.press.page_jobs import Printed, PrintJob, print_pages
from generator.press.trouble import TemplateTrouble
from generator.workers import Late, Workers

BATCH_S = LIMIT_S + LOAD_S


def print_by_workers(workers: Workers, jobs: Iterator[PrintJob], used: Used) -> Iterator[list[Printed]]:
    """Yield what became of each job's pages. Raises TemplateTrouble, ExtensionTrouble, ChildProcessError."""
    if not used.on_pages:
        for outcome in workers.run(print_pages, jobs):
            if isinstance(outcome, Late):
                first = outcome.batch.sheets[0].page.url
                raise ChildProcessError(f"a worker died while it printed {first} or a page after it")
            yield outcome
        return
    stopped = StoppedJobs(used, workers)
    for outcome in workers.run(print_pages, jobs, BATCH_S):
        yield list(_one_by_one(outcome.batch, workers, stopped)) if isinstance(outcome, Late) else outcome


def _one_by_one(job: PrintJob, workers: Workers, stopped: StoppedJobs) -> Iterator[Printed]:
    for sheet in job.sheets:
        yield from _print_alone(msgspec.structs.replace(job, sheets=(sheet,)), workers, stopped)


def _print_alone(job: PrintJob, workers: Workers, stopped: StoppedJobs) -> list[Printed]:
    """Print one page, without what an extension would add that had to be stopped."""
    again = stopped.do_again(print_pages, job)
    if again.result is not None:
        return again.result
    page = job.sheets[0].page
    if again.fault is None:  # a large page on a slow machine, or one that takes its worker down
        [printed] = print_by_workers(workers, iter([job]), Used())
        return printed
    if again.hook != "page_extra":
        raise TemplateTrouble(_never_ends(job, again.fault.extension.name, again.fault.where))
    name = again.fault.extension.name
    rest = msgspec.structs.replace(job, left_out=(*job.left_out, name))
    problem = again.fault.of_page(page.url)
    return [_with_problem(one, problem) for one in _print_alone(rest, workers, stopped)]


def _with_problem(printed: Printed, problem: Problem) -> Printed:
    """Return the page with no key that could ever be the same: the next build tries again."""
    return msgspec.structs.replace(printed, key="", problems=(*printed.problems, problem))


def _never_ends(job: PrintJob, name: str, where: str) -> Problem:
    page = job.sheets[0].page
    message = f"The extension “{name}” was stopped while its filter was called for {page.url}: it took too long."
    return Problem(where, 0, message, "The site stays as it was until the extension is corrected.")
