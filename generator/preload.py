"""What worker processes have at hand before their first job.

The process that they are forked from imports this, and nobody else: it stays for good there, shared by all of them, and
a new worker is at work at once.
"""

import gc

from generator.intake import changes
from generator.press import environment, page_jobs

AT_HAND = changes, environment, page_jobs

gc.freeze()
