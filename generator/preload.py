"""The modules that worker processes have loaded before their first job.

Only the process that workers are forked from imports this module. All of them share what it loaded, and a new worker
can begin at once.
"""

import gc

from generator.intake import entries
from generator.press import environment, page_jobs
from generator.workers import load_pebble

PRELOADED = entries, environment, page_jobs, load_pebble()

gc.freeze()
