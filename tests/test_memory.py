"""Memory that was freed goes back to the system."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator import memory

FREED = """\
from pathlib import Path
from generator.memory import give_back

def used() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1])

pieces = [bytes(3000) for _ in range(20_000)]
last = bytes(3000)
del pieces
before = used()
give_back()
print(before - used())
"""
PAGES = 20_000 * 3000 // 4096


@pytest.mark.skipif(memory._find_trim() is None, reason="the C library has no such function")
def test_what_lies_below_something_in_use_is_given_back_too() -> None:
    done = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True)
    assert int(done.stdout) > PAGES // 2


def test_a_library_without_the_function_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def load(name: Path | None) -> object:
        asked.append(name)
        return object()

    memory._find_trim.cache_clear()
    monkeypatch.setattr("ctypes.CDLL", load)
    memory.give_back()
    memory._find_trim.cache_clear()
    assert asked == [None]
