"""Exit codes of all commands, as listed in docs/operators.md."""

from generator import interrupt

OK, HELD, USAGE, LOCKED, FAILED = range(5)
"""All good; published, but some files need fixing; usage or settings; another build is running; host or disk."""
BUG = 70
"""A bug in Broadsheet (EX_SOFTWARE in sysexits.h)."""
STOPPED = interrupt.STOPPED
"""Stopped by Ctrl-C: 128 plus the signal's number, as in shells. Click itself would exit with 1."""
OUTPUT_CLOSED = 141
"""Nobody reads the output any more: 128 plus the number of SIGPIPE, as in shells."""
