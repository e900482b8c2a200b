"""The Nu HTML checker, by which browsers' makers and the W3C judge pages."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from places import ROOT

CHECKER = Path(os.environ.get("VNU_JAR") or ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar")
"""The checker that $VNU_JAR names, or the one that npm installed here."""
JAVA = ("java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java compiles little and collects in one thread: it runs for seconds, of which that takes half."""


def nu_complaints(files: Sequence[Path], *options: str) -> str:
    """Return what the checker says of the files. Skips the test where there is no checker."""
    if not CHECKER.is_file() or shutil.which("java") is None:
        pytest.skip("the Nu HTML checker (npm package vnu-jar) and Java are not both here")
    command = [*JAVA, "-jar", str(CHECKER), *options, *map(str, files)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    return checked.stderr or f"exit {checked.returncode}" * bool(checked.returncode)
