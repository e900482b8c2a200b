"""A test that leaves something behind fails itself, instead of the next one."""

import subprocess
import sys
from pathlib import Path

import pytest
from leaks import PROC, children, left_open, left_running
from patience import started, until

pytestmark = pytest.mark.skipif(not PROC.exists(), reason="the system has no /proc")
SLEEPER = [sys.executable, "-c", "import time; time.sleep(3600)"]


def test_a_process_that_nobody_ends_is_named_by_its_command() -> None:
    before = children()
    with subprocess.Popen(SLEEPER) as process:
        try:
            until(lambda: left_running(before) == [" ".join(SLEEPER)], "the process")
        finally:
            process.kill()
    assert left_running(before) == []


def test_a_process_with_an_owner_is_none_and_is_ended_whatever_happens() -> None:
    before = children()
    with pytest.raises(ZeroDivisionError), started(SLEEPER) as process:
        assert process.pid in children()
        assert left_running(before) == []
        raise ZeroDivisionError
    assert process.returncode is not None
    assert children() == before


def test_a_file_that_is_still_open_is_named(tmp_path: Path) -> None:
    with (tmp_path / "a").open("w"):
        assert left_open(tmp_path) == [str(tmp_path / "a")]
        assert left_open(tmp_path / "other") == []
    assert left_open(tmp_path) == []
