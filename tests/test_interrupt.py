"""Ctrl-C ends every command that lasts, at whatever moment it comes."""

import signal
import subprocess
import sys

import pytest

IN_A_CALLBACK = """
import os, signal, time, weakref
from generator.interrupt import heed_interrupts
heed_interrupts()

def callback(_):
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0)

class Thing: pass
thing = Thing()
reference = weakref.ref(thing, callback)
try:
    del thing
    print("the callback is over")
    time.sleep(600)
except KeyboardInterrupt:
    print("interrupted")
"""


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_x():
    d = run(IN_A_CALLBACK)
    assert (d.stdout, d.stderr) == ("the callback is over\ninterrupted\n", "")
