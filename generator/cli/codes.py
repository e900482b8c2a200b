"""The exit codes of all commands, as docs/operators.md lists them."""

from generator import errors, interrupt

OK, HELD = 0, 1
USAGE, LOCKED, FAILED = errors.USAGE, errors.LOCKED, errors.FAILED
"""All good; published but files were held back; usage or settings; another build; host or disk."""
FAULT = 70
"""A bug in Broadsheet (sysexits.h: EX_SOFTWARE)."""
STOPPED = interrupt.STOPPED
"""Stopped by Ctrl-C, as shells have it. Click's own code, 1, says that a site was published."""
UNHEARD = 141
"""Nobody reads what the command says, as shells have it of SIGPIPE."""
