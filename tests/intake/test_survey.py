"""The survey sees every dropped file, follows no link, waits for nothing and never raises."""

import os
import shutil
import socket
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.files import read_whole
from generator.intake import survey
from generator.intake.names import identify
from generator.intake.scope import PlaceScope
from generator.intake.survey import FileStamp, Survey, is_litter, survey_folder
from generator.model import Gravity


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "world").mkdir(parents=True)
    (folder / "world" / "summit.txt").write_text("Leaders meet\n")
    return folder


def files(survey: Survey) -> list[str]:
    return [one.file for one in survey.files]


def reported(survey: Survey) -> dict[str, Gravity]:
    return {problem.path: problem.gravity for problem in survey.problems}


def test_a_file_is_listed_with_what_tells_that_it_changed(content: Path) -> None:
    status = (content / "world" / "summit.txt").stat()
    [found] = survey_folder(content).files
    assert found.file == "content/world/summit.txt"
    assert (found.size, found.mtime_ns, found.inode) == (status.st_size, status.st_mtime_ns, status.st_ino)


def test_the_order_is_that_of_code_points(content: Path) -> None:
    for name in ("b.txt", "B.txt", "a/z.txt", "a.txt", "é.txt", "10.txt", "9.txt"):
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text("x")
    survey = survey_folder(content)
    assert files(survey) == sorted(files(survey))
    assert len(files(survey)) == 8


def test_a_folder_is_called_by_the_name_it_is_given(content: Path) -> None:
    assert files(survey_folder(content, "static")) == ["static/world/summit.txt"]


def test_links_are_not_followed_but_reported(content: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (content / "link.txt").symlink_to(tmp_path / "secret.txt")
    (content / "away").symlink_to(tmp_path)
    (content / "world" / "loop").symlink_to(content)
    (content / "dangling.txt").symlink_to(tmp_path / "nothing")
    survey = survey_folder(content)
    assert files(survey) == ["content/world/summit.txt"]
    assert reported(survey) == dict.fromkeys(
        ["content/away", "content/dangling.txt", "content/link.txt", "content/world/loop"], Gravity.HELD
    )


def test_pipes_and_sockets_are_reported(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(content / "pipe.txt")
    monkeypatch.chdir(content)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        survey = survey_folder(content)
    assert files(survey) == ["content/world/summit.txt"]
    assert reported(survey) == {"content/pipe.txt": Gravity.HELD, "content/socket.txt": Gravity.HELD}


def test_a_folder_named_like_a_file_is_read_and_noted(content: Path) -> None:
    (content / "notes.md").mkdir()
    (content / "notes.md" / "a.txt").write_text("x")
    survey = survey_folder(content)
    assert "content/notes.md/a.txt" in files(survey)
    assert reported(survey) == {"content/notes.md/": Gravity.NOTE}


def test_a_folder_that_cannot_be_read_is_reported(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content / "shut").mkdir()
    scandir = os.scandir

    def refuse(folder: str) -> object:
        if folder.endswith("shut"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    survey = survey_folder(content)
    assert files(survey) == ["content/world/summit.txt"]
    assert reported(survey) == {"content/shut": Gravity.HELD}


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    survey = survey_folder(tmp_path / "content")
    assert survey.files == ()
    assert reported(survey) == {"content": Gravity.HELD}


@pytest.mark.parametrize(
    "name", [b"\xff.txt", b"a\nb.txt", b"a\tb.txt", "a\u202etxt.exe".encode(), b"\x7f.txt", "\uffff.txt".encode()]
)
def test_names_that_cannot_be_shown_are_reported(content: Path, name: bytes) -> None:
    (content / os.fsdecode(name)).write_text("x")
    survey = survey_folder(content)
    assert files(survey) == ["content/world/summit.txt"]
    [problem] = survey.problems
    assert problem.path.encode().startswith(b"content/")


@pytest.mark.parametrize(
    "name", ["Été.txt", "नमस्ते.txt", "שלום.txt", "🎉.md", "%?#.txt", "-x.txt", "Screen\u202fshot.txt", "a" * 250]
)
def test_names_in_any_script_are_taken(content: Path, name: str) -> None:
    (content / name).write_text("x")
    survey = survey_folder(content)
    assert f"content/{name}" in files(survey)
    assert survey.problems == ()


@pytest.mark.parametrize(
    "name",
    [
        ".git", ".env", ".DS_Store", ".#a.txt", "..x", "a.txt~", "#a.txt#", "~$a.docx", ".a.txt.swp", "a.swp", "a.tmp",
        "a.part", "a.crdownload", "Thumbs.db", "desktop.ini", "Desktop.INI", "__MACOSX", "Icon\r", "a.bak", ".a.txt.stamping",
    ],
)  # fmt: skip
def test_litter_is_skipped_in_silence(content: Path, name: str) -> None:
    assert is_litter(name)
    (content / name).write_text("x")
    survey = survey_folder(content)
    assert files(survey) == ["content/world/summit.txt"]
    assert survey.problems == ()


@pytest.mark.parametrize(
    "name", [".well-known", "a.txt", "~a.txt", "#a.txt", "tmp", "part.md", "thumbs.db.txt", "Icon"]
)
def test_what_is_no_litter_is_kept(name: str) -> None:
    assert not is_litter(name)


# --- identity -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "identity"),
    [
        ("content/world/summit.txt", "world/summit"),
        ("content/summit.md", "summit"),
        ("content/a.b/c.d.txt", "a.b/c.d"),
        ("content/a", "a"),
        ("content/a./b", "a./b"),
        (unicodedata.normalize("NFD", "content/world/Été.txt"), "world/Été"),
    ],
)
def test_identity_is_the_path_without_ending(file: str, identity: str) -> None:
    assert identify(file) == identity


@given(st.text(min_size=1).filter(lambda name: "/" not in name), st.sampled_from([".txt", ".md", ".markdown"]))
def test_identity_does_not_depend_on_the_ending_or_the_unicode_form(name: str, ending: str) -> None:
    assert identify(f"content/{name}{ending}") == unicodedata.normalize("NFC", name)
    assert identify(f"content/{unicodedata.normalize('NFD', name)}.txt") == identify(f"content/{name}.txt")


# --- reading --------------------------------------------------------------------------------------


def test_a_file_is_read_whole_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    assert read_whole(path, 100) == b"x" * 100
    with pytest.raises(OSError, match="larger than 99 bytes"):
        read_whole(path, 99)


def test_reading_follows_no_link_and_waits_for_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "target.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "target.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("link.txt", "pipe.txt", "."):
        with pytest.raises(OSError, match=r"link to another place|not an ordinary file"):
            read_whole(tmp_path / name, 100)
    with pytest.raises(FileNotFoundError):
        read_whole(tmp_path / "missing.txt", 100)


# --- a scope --------------------------------------------------------------------------------------

PLACES = ["a.txt", "a.md", "b.txt", "world/a.txt", "world/a.md", "world/deep/c.txt", "world/x.md/d.txt", "~$b.txt", ".git/e.txt"]  # fmt: skip
CHANGES = st.lists(st.tuples(st.sampled_from(["write", "remove", "clear"]), st.sampled_from(PLACES)), max_size=8)


def change(content: Path, what: str, place: str) -> list[str]:
    """Make the change, and return the places that a watcher would name."""
    path = content / place
    if what == "write":
        new = [folder for folder in path.relative_to(content.parent).parents if not (content.parent / folder).exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text() + "more" if path.exists() else "x")
        return [*(folder.as_posix() for folder in new), f"content/{place}"]
    if what == "clear" and path.parent != content:
        shutil.rmtree(path.parent, ignore_errors=True)
        return [f"content/{place}".rpartition("/")[0]]
    path.unlink(missing_ok=True)
    return [f"content/{place}"]


@given(before=CHANGES, after=CHANGES)
def test_a_look_at_what_changed_and_what_was_known_make_a_whole_survey(
    before: list[tuple[str, str]], after: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = tmp_path_factory.mktemp("paper") / "content"
    content.mkdir()
    for what, place in before:
        change(content, what, place)
    known = survey_folder(content)
    scope = PlaceScope(named for what, place in after for named in change(content, what, place))
    part = survey_folder(content, "content", scope)
    whole = survey_folder(content)
    kept = [one for one in known.files if not scope.covers(one.file)]
    assert sorted([*kept, *part.files], key=lambda one: one.file) == list(whole.files)
    noted = [one for one in known.problems if not scope.covers(one.path.rstrip("/"))]
    assert sorted([*noted, *part.problems]) == list(whole.problems)
    first_and_last = list(scope.spans())
    assert all(any(first <= one.file < last for first, last in first_and_last) for one in part.files)


def test_a_look_at_one_file_asks_the_disk_for_no_other(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        (content / "world" / f"{number}.txt").write_text("x")
    asked: list[str] = []
    look = survey._look_at_ordinary

    def note(entry: os.DirEntry[str]) -> FileStamp | None:
        asked.append(entry.name)
        return look(entry)

    monkeypatch.setattr(survey, "_look_at_ordinary", note)
    part = survey_folder(content, "content", PlaceScope(["content/world/7.txt"]))
    assert files(part) == ["content/world/7.txt"]
    assert asked == ["7.txt"]


@pytest.mark.parametrize(
    "place", ["content/away/secret.txt", "content/.git/a.txt", "elsewhere/a.txt", "content/no/a.txt"]
)
def test_a_part_that_a_survey_never_comes_to_is_empty(content: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("secret")
    (tmp_path / "elsewhere" / "a.txt").write_text("secret")
    (content / "away").symlink_to(tmp_path / "elsewhere")
    (content / ".git").mkdir()
    (content / ".git" / "a.txt").write_text("x")
    assert survey_folder(content, "content", PlaceScope([place])) == Survey((), ())
