"""docs/python.md: its example runs, and its tables name what there is."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from conftest import Newsroom, story
from places import ROOT

import generator

PAGE = (ROOT / "docs" / "python.md").read_text()


def test_the_example_builds_a_paper_and_says_what_it_came_to(newsroom: Newsroom, tmp_path: Path) -> None:
    [program] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    newsroom.folder.rename(tmp_path / "my-paper")
    newsroom.folder = tmp_path / "my-paper"
    newsroom.write("content/world/a.txt", story("A", By="Jane Roe"))
    newsroom.write("content/world/b.txt", story("B", date="never"))
    (tmp_path / "program.py").write_text(program)
    run = subprocess.run(
        [sys.executable, "-W", "error", "program.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert (run.returncode, run.stderr) == (1, "")
    assert "content/world/b.txt:3: " in run.stdout
    assert re.search(r"^1 stories, \d+ files written$", run.stdout, re.MULTILINE)
    assert (tmp_path / "my-paper" / "public" / "world" / "2026" / "11" / "20" / "a" / "index.html").is_file()


def test_every_name_is_described() -> None:
    assert [name for name in generator.__all__ if f"`{name}" not in PAGE] == []


@pytest.mark.parametrize("name", ["Paper", "Outcome", "Problem"])
def test_every_field_is_described(name: str) -> None:
    record = getattr(generator, name)
    assert issubclass(record, msgspec.Struct)
    assert [field for field in record.__struct_fields__ if f"`{field}`" not in PAGE] == []
