"""What worker processes have at hand before their first job.

The process that they are forked from imports this, and nobody else: it stays for good there, shared by all of them, and
a new worker is at work at once.
"""

import gc

from generator.intake import reading
from generator.press import environment, sheets

AT_HAND = reading, environment, sheets

gc.freeze()
