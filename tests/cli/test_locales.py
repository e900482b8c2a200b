"""Names are read as UTF-8 whatever the locale: no address changes with it, and nothing is removed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from compiled import give_theme
from conftest import NOON, Newsroom, story
from histories import site_of

from generator.cli.encoding import is_utf8

LATIN = {"latin": ("de_DE", "ISO-8859-1"), "turkish": ("tr_TR", "ISO-8859-9")}
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""Under which Python would take names for ASCII."""
TITLES = {"été": "Summer", "Øre": "Coin", "ıİ": "Dotted", "日本": "Japan", "नमस्ते": "Greeting"}


@pytest.fixture(scope="session")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, str]]:
    """Name -> the environment of a locale that is no UTF-8 one. Some are made here; the C one is everywhere."""
    folder = tmp_path_factory.mktemp("locales")
    made = {"C": PLAIN}
    for name, (language, encoding) in LATIN.items():
        if shutil.which("localedef") is None:
            break
        target = f"{language}.{encoding}"
        subprocess.run(
            ["localedef", "--no-archive", "-i", language, "-f", encoding, str(folder / target)],
            check=False,
            capture_output=True,
        )
        if (folder / target).is_dir():
            made[name] = {"LOCPATH": str(folder), "LC_ALL": target, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return made


@pytest.fixture(params=["C", *LATIN])
def surroundings(request: pytest.FixtureRequest, locales: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """The environment of a command in one of the locales."""
    if request.param not in locales:
        pytest.skip("this locale can't be made here: install the package that has localedef and the locales' sources")
    return {**os.environ, **locales[request.param]}


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    for name, title in TITLES.items():
        newsroom.write(f"content/world/{name}.txt", story(title, Topics=name))
    newsroom.write("static/données/prix-élevé.txt", "a file")
    newsroom.write("templates/404.html", "<p>introuvable: é</p>")
    newsroom.build()
    return newsroom


def run(newsroom: Newsroom, environment: Mapping[str, str], *more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "generator", "build", "--source", str(newsroom.folder), "--now", NOON.isoformat()]
    return subprocess.run(
        [*command, "--jobs", "2", *more], check=False, capture_output=True, encoding="utf-8", env=dict(environment)
    )


def test_the_encoding_is_another_one_indeed(surroundings: dict[str, str]) -> None:
    """Else the tests below would hold nothing."""
    program = "import sys; print(sys.getfilesystemencoding())"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=surroundings)
    assert not is_utf8(told.stdout.strip())


def test_a_build_in_another_locale_changes_nothing(paper: Newsroom, surroundings: dict[str, str]) -> None:
    before = site_of(paper)
    done = run(paper, surroundings, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["written"], told["removed"], told["held"]) == (0, 0, [])
    assert site_of(paper) == before


def test_a_first_build_in_another_locale_leaves_the_same_files(
    paper: Newsroom, surroundings: dict[str, str], tmp_path: Path
) -> None:
    output = tmp_path / "site d'été"
    shutil.rmtree(paper.folder / ".broadsheet")
    give_theme(paper.folder)
    assert run(paper, surroundings, "--output", str(output)).returncode == 0
    other = Newsroom.__new__(Newsroom)
    other.folder, other.output = paper.folder, output
    assert site_of(other) == site_of(paper)
    assert "données/prix-élevé.txt" in site_of(other)


def test_a_name_that_is_no_utf8_is_held_back_and_told(paper: Newsroom, surroundings: dict[str, str]) -> None:
    before = site_of(paper)
    name = os.fsencode(paper.folder) + b"/content/world/caf\xe9.txt"
    try:
        Path(os.fsdecode(name)).write_text(story("Coffee"))
    except OSError:
        pytest.skip("this disk takes no such name")
    done = run(paper, surroundings)
    assert done.returncode == 1
    assert "content/world/caf\N{REPLACEMENT CHARACTER}.txt" in done.stderr
    assert site_of(paper) == before


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf_8"])
def test_utf8_has_more_than_one_name(encoding: str) -> None:
    assert is_utf8(encoding)
    assert not is_utf8("iso8859-1")
    assert not is_utf8("utf-8-sig")


def test_a_program_that_uses_the_library_is_told(paper: Newsroom, surroundings: dict[str, str]) -> None:
    program = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\nfrom generator import Paper, build\n"
        "folder = Path(sys.argv[1])\nbuild(Paper(folder=folder, output=folder / 'public', now=datetime.now(UTC)))\n"
    )
    before = site_of(paper)
    done = subprocess.run(
        [sys.executable, "-c", program, str(paper.folder)], check=False, capture_output=True, env=surroundings
    )
    assert done.returncode
    assert b"so addresses would change" in done.stderr
    assert site_of(paper) == before


def test_the_tests_of_naming_hold_in_the_locale(surroundings: dict[str, str]) -> None:
    folder = Path(__file__).parents[1]
    tests = [str(folder / name) for name in ("archive/test_addresses.py", "intake/test_survey.py")]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", *tests],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=surroundings,
        cwd=folder.parent,
    )
    assert done.returncode == 0, done.stdout[-2_000:]
