"""In the output folder our own files are known, and no others are touched."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import OutputError
from generator.press.allowed_folders import check_output
from generator.press.output import (
    MANIFEST,
    STAGING,
    add_to_manifest,
    check_removals,
    open_staged,
    put_in_place,
    read_manifest,
    remove_files,
    sort_manifest,
    staged_name,
    staging_folder,
    write_manifest,
    write_staged,
)

NAMES = st.text("ab/-.éあ😀 ", min_size=1).filter(lambda name: name.strip("/ ."))


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    files = {"index.html", "world/2026/index.html", "feed.xml"}
    write_manifest(tmp_path, sorted(files))
    assert read_manifest(tmp_path) == files
    assert (tmp_path / MANIFEST).read_text() == "feed.xml\nindex.html\nworld/2026/index.html\n"


def test_a_manifest_never_names_a_file_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("../other\n/etc/passwd\na/../../b\n\nindex.html\n")
    assert read_manifest(tmp_path) == {"index.html"}


def test_removing_files_takes_the_folders_that_they_leave_empty(tmp_path: Path) -> None:
    for name in ("a/b/c.html", "a/d.html", "e/f.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    remove_files(tmp_path, ["a/b/c.html", "e/f.html", "never/was.html"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["a", "a/d.html"]
    assert tmp_path.is_dir()


@pytest.mark.parametrize("entry", ["notes.txt", "index.html", "photos"])
def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path, entry: str) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / entry).write_text("mine")
    with pytest.raises(OutputError):
        check_output(output, tmp_path / "paper")


@pytest.mark.parametrize("entry", ["CNAME", ".git", ".well-known", ".nojekyll"])
def test_what_hosting_settles_in_a_folder_does_not_make_it_anothers(tmp_path: Path, entry: str) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / entry).write_text("x")
    check_output(output, tmp_path / "paper")


def test_a_folder_that_links_elsewhere_is_judged_by_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "paper" / "content").mkdir(parents=True)
    (tmp_path / "out").symlink_to(tmp_path / "paper" / "content")
    with pytest.raises(OutputError):
        check_output(tmp_path / "out", tmp_path / "paper")


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_large_removals_need_their_number(files: int, removals: int) -> None:
    large = removals > max(50, files / 10)
    if large:
        with pytest.raises(OutputError) as trouble:
            check_removals(files, removals, emptied=False, confirmed=None)
        assert str(removals) in trouble.value.problem.hint
        with pytest.raises(OutputError):
            check_removals(files, removals, emptied=False, confirmed=removals - 1)
    else:
        check_removals(files, removals, emptied=False, confirmed=None)
    check_removals(files, removals, emptied=True, confirmed=removals)


def test_a_staging_folder_is_empty_and_goes_even_when_work_fails(tmp_path: Path) -> None:
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / "old").write_text("half")
    with pytest.raises(RuntimeError), staging_folder(tmp_path) as staging:
        assert list(staging.iterdir()) == []
        (staging / "0").write_text("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def stage(output: Path, *files: str) -> dict[str, str]:
    (output / STAGING).mkdir(exist_ok=True)
    names = {file: staged_name(output, file) for file in files}
    for name in names.values():
        with open_staged(f"{output}/{STAGING}", name) as staged:
            staged.write(b"new")
    return names


def test_a_worker_that_outlives_its_build_writes_nothing_into_the_next(tmp_path: Path) -> None:
    with staging_folder(tmp_path) as former:
        pass
    with staging_folder(tmp_path) as staging:
        assert staging != former
        with pytest.raises(FileNotFoundError):
            open_staged(str(former), "within/world/a/index.html")
        assert list(staging.iterdir()) == []


NAMES = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(lambda folders: "/".join([*folders, "index.html"]))


@given(
    here=st.sets(NAMES, max_size=6), coming=st.lists(NAMES, unique=True, min_size=1, max_size=8), going=st.sets(NAMES)
)
def test_whatever_was_there_each_finished_file_comes_to_its_place_and_no_other_goes(
    here: set[str], coming: list[str], going: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    output = tmp_path_factory.mktemp("output")
    for file in here:
        (output / file).parent.mkdir(parents=True, exist_ok=True)
        (output / file).write_text("old")
    names = stage(output, *coming)
    remove_files(output, going)
    put_in_place(output, f"{output}/{STAGING}", names.items())
    placed = {file.relative_to(output).as_posix(): file.read_text() for file in output.rglob("index.html")}
    assert placed == dict.fromkeys(here - going, "old") | dict.fromkeys(coming, "new")


def test_the_folder_of_a_page_is_made_before_its_file_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []

    def counted(name: str) -> Callable[..., Any]:
        step = getattr(os, name)

        def call(*args: Any, **named: Any) -> Any:
            steps.append(name)
            return step(*args, **named)

        return call

    (tmp_path / "within").mkdir()
    for name in ("open", "mkdir"):
        monkeypatch.setattr(os, name, counted(name))
    taken = {}
    for name in ("within/a/index.html", "within/a/feed.xml", "within/index.html"):
        write_staged(str(tmp_path), name, b"page")
        taken[name] = tuple(steps)
        steps.clear()
    assert taken == {
        "within/a/index.html": ("mkdir", "open"),
        "within/a/feed.xml": ("open",),
        "within/index.html": ("mkdir", "open"),
    }


def test_a_new_folder_takes_one_step_however_many_files_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [f"world/2026/{number}/index.html" for number in range(9)]
    names = stage(tmp_path, *files)
    steps: list[str] = []
    replace = os.replace

    def counted(source: str, target: str) -> None:
        steps.append(target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", counted)
    put_in_place(tmp_path, f"{tmp_path}/{STAGING}", names.items())
    assert steps == [f"{tmp_path}/world"]


def test_a_finished_file_replaces_the_old_one_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("old")
    before = (tmp_path / "a" / "index.html").open()
    put_in_place(tmp_path, f"{tmp_path}/{STAGING}", stage(tmp_path, "a/index.html").items())
    assert (tmp_path / "a" / "index.html").read_text() == "new"
    with before:
        assert before.read() == "old"


@given(st.sets(NAMES), st.sets(NAMES), st.data())
def test_a_manifest_in_order_again_is_one_written_whole(
    tmp_path_factory: pytest.TempPathFactory, listed: set[str], added: set[str], data: st.DataObject
) -> None:
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    gone = data.draw(st.sets(st.sampled_from(sorted(listed | added | {"nothing"}))))
    write_manifest(one, sorted(listed))
    add_to_manifest(one, added - listed)
    sort_manifest(one, gone)
    write_manifest(other, sorted(listed - gone), sorted(added - gone))
    assert (one / MANIFEST).read_bytes() == (other / MANIFEST).read_bytes()
