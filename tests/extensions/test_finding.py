"""Extensions are loaded when site.toml names them, from their own place, and from nowhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story
from extended import HOOK, use

from generator.build import build, read_without_building
from generator.errors import ExtensionError
from generator.model import Problem
from generator.paper import BuildSession
from generator.workers import Workers

MARK = "from pathlib import Path\nPath({!r}).write_text('loaded')\n"
FILTER = "@hook\ndef filters():\n    return {'shout': str.upper}\n"


def refused(newsroom: Newsroom) -> Problem:
    """The one problem for which a build and a check refuse the paper's extensions; nothing was touched."""
    before = sorted(path for path in newsroom.folder.rglob("*") if ".broadsheet" not in path.parts)
    with pytest.raises(ExtensionError) as by_build:
        newsroom.build()
    with pytest.raises(ExtensionError) as by_check:
        read_without_building(newsroom.paper())
    assert by_build.value.problems == by_check.value.problems
    assert sorted(path for path in newsroom.folder.rglob("*") if ".broadsheet" not in path.parts) == before
    [problem] = by_build.value.problems
    assert problem.hint
    return problem


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """A file that an extension writes as it is loaded."""
    return tmp_path / "loaded"


def test_an_extension_that_is_not_named_is_never_loaded(newsroom: Newsroom, mark: Path) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write("extensions/quiet.py", HOOK + MARK.format(str(mark)) + FILTER)
    newsroom.build()
    assert not mark.exists()


@pytest.mark.parametrize("folder", ["content", "content/extensions", "templates", "static", ".", "extensions/deeper"])
def test_a_file_elsewhere_in_the_paper_is_never_loaded(newsroom: Newsroom, mark: Path, folder: str) -> None:
    use(newsroom, "recipes", settings="")
    (newsroom.folder / "extensions" / "recipes.py").unlink()
    newsroom.write(f"{folder}/recipes.py", HOOK + MARK.format(str(mark)) + FILTER)
    problem = refused(newsroom)
    assert (problem.path, problem.line) == ("site.toml", 14)
    assert problem.message == "There is no extension “recipes”."
    assert not mark.exists()


def test_the_folder_where_the_command_runs_is_never_searched(newsroom: Newsroom, mark: Path, tmp_path: Path) -> None:
    """Neither its modules nor packages that seem to be installed there, also when Python itself would look there."""
    here = tmp_path / "here"
    (here / "evil-1.0.dist-info").mkdir(parents=True)
    (here / "evil-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
    (here / "evil-1.0.dist-info" / "entry_points.txt").write_text("[broadsheet]\nevil = evil\n")
    for name in ("evil", "helper", "extensions"):
        (here / f"{name}.py").write_text(MARK.format(str(mark)))
    use(newsroom, plain="import helper\n" + FILTER)
    for names, said in (("evil", "There is no extension “evil”"), ("plain", "No module named 'helper'")):
        use(newsroom, names)
        command = [sys.executable, "-m", "generator", "build", "--source", str(newsroom.folder), "--jobs", "1"]
        root = str(Path(__file__).parents[2])
        run = subprocess.run(
            command, cwd=here, env=os.environ | {"PYTHONPATH": root}, capture_output=True, text=True, check=False
        )
        assert (run.returncode, said in run.stderr) == (2, True), run.stderr
    assert not mark.exists()


def test_an_installed_package_offers_an_extension(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "site-packages"
    (installed / "courier_maps").mkdir(parents=True)
    (installed / "courier_maps" / "__init__.py").write_text("")
    plugin = installed / "courier_maps" / "plugin.py"
    plugin.write_text(HOOK + "@hook\ndef embed(text):\n    return Figure('<p>One</p>')\n")
    (installed / "courier_maps-1.0.dist-info").mkdir()
    (installed / "courier_maps-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: courier-maps\nVersion: 1.0\n"
    )
    (installed / "courier_maps-1.0.dist-info" / "entry_points.txt").write_text(
        "[broadsheet]\nmaps = courier_maps.plugin\n"
    )
    monkeypatch.setattr(sys, "path", [*sys.path, str(installed)])
    newsroom.write("content/world/a.txt", story("A", body="Text.\n\nhttps://maps.example/\n\nMore."))
    newsroom.build()
    assert "<p>One</p>" not in newsroom.page("/world/2026/11/20/a/")
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + '[extensions]\nuse = ["maps"]\n')
    newsroom.build()
    assert "<p>One</p>" in newsroom.page("/world/2026/11/20/a/")
    plugin.write_text(HOOK + "@hook\ndef embed(text):\n    return Figure('<p>Another</p>')\n")
    newsroom.build()
    assert "<p>Another</p>" in newsroom.page("/world/2026/11/20/a/")


@pytest.mark.parametrize("linked", ["extensions/far.py", "extensions"])
def test_a_link_is_refused(newsroom: Newsroom, tmp_path: Path, mark: Path, linked: str) -> None:
    far = tmp_path / "elsewhere"
    far.mkdir()
    (far / "far.py").write_text(HOOK + MARK.format(str(mark)) + FILTER)
    use(newsroom, "far")
    place = newsroom.folder / linked
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(far if linked == "extensions" else far / "far.py")
    problem = refused(newsroom)
    assert problem.path == "extensions/far.py"
    assert "link" in problem.message
    assert not mark.exists()


@pytest.mark.parametrize(
    ("program", "line", "said"),
    [
        ("x = 1\ndef broken(:\n", 3, "isn't Python"),
        ("import nowhere_at_all\n", 2, "No module named 'nowhere_at_all'"),
        ("raise ValueError('no luck')\n", 2, "ValueError: no luck"),
        ("exit()\n", 2, "tries to end the program"),
        ("raise KeyboardInterrupt\n", 2, "tries to end the program"),
        ("import os\nos._exit(0)\n", 0, "ended the process"),
        ("open(__file__)\n", 2, "reads or writes a file of the paper"),
        ("import sys\nsys.path.append(__file__[:-6])\nimport odd\n", 4, "reads or writes a file of the paper"),
        ("import odd\n", 2, "It can't import the files beside it"),
        ("from . import odd\n", 2, "It can't import the files beside it"),
        ("@hook\nclass filters:\n    pass\n", 0, "marks “filters” with @hook, which is no function"),
        ("__version__ = object()\n@hook\ndef filters():\n    return {}\n", 0, "a value of type object"),
        ("x = 1\n", 0, "defines nothing"),
        ("@hook\ndef filtres():\n    return {}\n", 2, "Did you mean “filters”?"),
        ("@hook\ndef filters(site):\n    return {}\n", 2, "asks for “site” in filters, which gets settings"),
        ("@hook\ndef read_format(content):\n    return None\n", 0, "defines read_format without format_endings"),
        (
            "@hook\ndef filters():\n    return {'upper': str.upper}\n",
            0,
            "the filter upper, which Broadsheet has already",
        ),
        ("@hook\ndef filters():\n    return {'day': str.upper}\n", 0, "the filter day, which Broadsheet has already"),
        ("@hook\ndef filters():\n    return ['a']\n", 0, "no mapping of names to functions"),
        (
            "@hook\ndef format_endings():\n    return ['.md']\n@hook\ndef read_format(content):\n    return None\n",
            0,
            "the ending .md, which Broadsheet has already",
        ),
        (
            "@hook\ndef extra_kinds():\n    return ['storey']\n@hook\ndef page_extra(record):\n    return {}\n",
            0,
            "pages of the kind “storey”; the kinds are ",
        ),
    ],
)
def test_one_that_cannot_be_used_is_named_with_its_line(newsroom: Newsroom, program: str, line: int, said: str) -> None:
    use(newsroom, odd=program)
    problem = refused(newsroom)
    assert (problem.path, problem.line) == ("extensions/odd.py", line)
    assert "“odd”" in problem.message
    assert said in problem.message


def test_an_object_that_answers_every_question_is_no_hook(newsroom: Newsroom) -> None:
    use(
        newsroom,
        odd="from unittest.mock import Mock\nmock, lazy = Mock(), type('Lazy', (), {'__getattr__': lambda *_: 1 / 0})()\n"
        + FILTER,
    )
    newsroom.write("content/world/a.txt", story("A"))
    assert newsroom.build().problems == ()


def test_a_changed_module_that_has_no_version_counts_as_a_change(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that another such module imports, and in workers that loaded it before, as those of `serve` did."""
    words = tmp_path / "development" / "courier_words.py"
    words.parent.mkdir()
    words.write_text("from courier_text import WORDS\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(words.parent)])
    use(newsroom, words="@hook\ndef embed(text):\n    import courier_words\n    return Figure(courier_words.WORDS)\n")
    newsroom.write("content/world/a.txt", story("A", body="Text.\n\nhttps://maps.example/\n\nMore."))
    with Workers(1) as workers:
        for text in ("<p>One</p>", "<p>Another</p>"):
            words.with_name("courier_text.py").write_text(f"WORDS = '{text}'\n")
            build(newsroom.paper(), session=BuildSession(workers))
            assert text in newsroom.page("/world/2026/11/20/a/")


def test_two_that_give_the_same_filter_are_refused(newsroom: Newsroom) -> None:
    use(newsroom, one=FILTER, two=FILTER)
    assert "the filter shout, which extensions/one.py has already" in refused(newsroom).message


def test_nothing_is_written_beside_an_extension_and_no_compiled_file_is_trusted(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    use(newsroom, shouting=FILTER)
    newsroom.write("extensions/__pycache__/shouting.cpython-311.pyc", b"\0" * 40)
    newsroom.build(now=NOON)
    assert [path.name for path in (newsroom.folder / "extensions").rglob("*.py*")] == [
        "shouting.py",
        "shouting.cpython-311.pyc",
    ]
