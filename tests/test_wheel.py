"""The wheel works in an empty environment, outside the repository, on the Pythons in WHEEL_PYTHONS, one a line."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from places import ROOT

PYTHONS = (os.environ.get("WHEEL_PYTHONS") or sys.executable).splitlines()
"""The programs of the Pythons that the wheel is tried on. `.ci/run` names the oldest and the newest on the machine."""


UV = (Path(sys.executable).with_name("uv"), "pip", "install", "--no-config", "--quiet", "--link-mode=copy", "--python")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python")


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def install_in(python: Path, *what: str | Path, folder: Path) -> None:
    """Install with uv, in seconds; with pip, which takes longer, where only pip was told of an index."""
    if subprocess.run([*UV, python, *what], cwd=folder, capture_output=True, check=False).returncode:
        run(*PIP, python, "install", "--quiet", "--no-compile", *what, folder=folder)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    [wheel] = folder.glob("broadsheet-*.whl")
    return wheel


def test_the_wheel_carries_the_theme_and_not_the_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "static"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"generator/theme/{path.relative_to(ROOT).as_posix()}" in names
    for path in (ROOT / "generator" / "locale").rglob("*.po"):
        assert path.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith(("tests/", "content/", "bench/"))]


@pytest.mark.parametrize("python", PYTHONS)
def test_an_installed_wheel_makes_a_paper_builds_and_verifies_it(wheel: Path, tmp_path: Path, python: str) -> None:
    run(python, "-m", "venv", "--without-pip", tmp_path / "venv", folder=tmp_path)
    programs = tmp_path / "venv" / "bin"
    install_in(programs / "python", "--require-hashes", "-r", ROOT / "requirements" / "run.txt", folder=tmp_path)
    install_in(programs / "python", "--no-deps", wheel, folder=tmp_path)
    run(UV[0], "pip", "check", "--no-config", "--quiet", "--python", programs / "python", folder=tmp_path)
    run(programs / "broadsheet", "init", "paper", folder=tmp_path)
    told = run(programs / "broadsheet", "build", folder=tmp_path / "paper")
    assert "1 story published" in told
    public = tmp_path / "paper" / "public"
    assert "A newspaper begins here" in (public / "index.html").read_text()
    assert list((public / "assets").glob("broadsheet.*.css"))
    run(programs / "broadsheet", "check", folder=tmp_path / "paper")
    assert "byte for byte" in run(programs / "broadsheet", "verify", folder=tmp_path / "paper")
