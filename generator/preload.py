"""The modules that worker processes have loaded before their first job.

Only the process that workers are forked from imports this module. All of them share what it loaded, and a new worker
can begin at once.
"""

import gc
import sys
import traceback
from multiprocessing import synchronize
from types import TracebackType

from generator.intake import entries
from generator.press import environment, page_jobs
from generator.workers import load_pebble

PRELOADED = entries, environment, page_jobs, load_pebble()


def _print_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print an exception as Python does, unless it only says that a worker came too late.

    A build that Ctrl-C ends takes its semaphores with it. The worker that it was just about to start misses them.
    """
    frames = traceback.extract_tb(trace)
    if not (issubclass(kind, FileNotFoundError) and frames and frames[-1].filename == synchronize.__file__):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _print_exception
gc.freeze()
