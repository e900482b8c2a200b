"""The plan notices which files in the output are no longer as they were put in place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Newsroom, story

from generator.model import Receipt
from generator.press import output as output_folder
from generator.press import render_plan
from generator.stamps import kept_time


def printed(output: Path, number: int) -> Receipt:
    """Print a page and return its receipt."""
    file = f"{number}.html"
    (output / file).write_text("x" * number)
    time = kept_time((output / file).stat())
    return Receipt("story", f"s{number}", 0, f"/{file}", file, "key", "digest", number, time, "new", 1, 1)


@pytest.mark.parametrize("files", [0, 20, 1_000, 1_003])
def test_files_that_are_gone_or_changed_are_found_among_few_and_many(tmp_path: Path, files: int) -> None:
    found = [printed(tmp_path, number) for number in range(files)]
    for one in found[3::7]:
        (tmp_path / one.file).unlink()
    for one in found[5::9]:
        (tmp_path / one.file).write_text("changed")
    lost = {*range(3, files, 7), *range(5, files, 9)}
    assert render_plan._lost(tmp_path, found) == [found[number].name for number in sorted(lost)]


def test_a_build_asks_whose_file_it_is_only_where_no_page_was_before(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("content/world/a.txt", story("First", "2026-11-20"))
    newsroom.build()
    asked: list[str] = []

    def is_foreign(output: Path, file: str, is_ours: Callable[[str], bool]) -> bool:
        asked.append(file)
        return output_folder.is_foreign(output, file, is_ours)

    monkeypatch.setattr(render_plan, "is_foreign", is_foreign)
    newsroom.write("content/world/a.txt", story("First", "2026-11-20", body="Another text."))
    newsroom.write("content/world/b.txt", story("Second", "2026-11-19"))
    newsroom.build()
    assert "world/2026/11/19/b/index.html" in asked
    assert "world/2026/11/20/a/index.html" not in asked
