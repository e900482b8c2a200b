"""The benches run: a measurement that can't be repeated is worth nothing."""

import ast
import ctypes
import gzip
import importlib
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from places import ROOT

BENCH = ROOT / "bench"

pytestmark = pytest.mark.skipif(not BENCH.is_dir(), reason="the benches lie in a clone only")


def run(script: str, *arguments: str | Path) -> str:
    """Run a bench and return what it prints."""
    command = [sys.executable, BENCH / script, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def names_of_the_program(script: Path) -> list[tuple[str, str]]:
    """Return each module of the program from which a script imports, at any depth of its code, and the name there."""
    nodes = ast.walk(ast.parse(script.read_text(encoding="utf-8")))
    imports = [
        node for node in nodes if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator")
    ]
    return [(str(node.module), alias.name) for node in imports for alias in node.names]


def test_a_bench_imports_what_the_program_has() -> None:
    """Some benches need libraries that tests don't have, or texts that aren't at hand, so that no test runs them."""
    names = {(script.name, *one) for script in BENCH.glob("*.py") for one in names_of_the_program(script)}
    assert {"rivals.py", "intake.py", "peers.py"} <= {script for script, _, _ in names}
    assert [one for one in sorted(names) if not is_there(*one[1:])] == []


def is_there(module: str, name: str) -> bool:
    """Tell whether a module has the name, or is a package with a module of that name."""
    imported = importlib.import_module(module)
    is_package = hasattr(imported, "__path__")
    return hasattr(imported, name) or (is_package and find_spec(f"{module}.{name}") is not None)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the results that two small measurements wrote."""
    folder = tmp_path_factory.mktemp("results")
    run("peers.py", "--alone", "--stories", "30", "--runs", "1", "--results", folder)
    run("growth.py", "--stories", "8", "24", "--results", folder)
    return folder


def test_the_same_count_gives_the_same_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    invented = importlib.import_module("invented")
    stories = dict(invented.invent_stories(24))
    assert stories == dict(invented.invent_stories(24))
    assert len(stories) == 24
    assert sorted({file.split("/")[0] for file in stories}) == sorted(invented.SECTIONS)


def test_broadsheet_alone_is_timed_case_by_case_and_its_changes_are_counted(results: Path) -> None:
    kept = json.loads((results / "peers-30.json").read_text())
    rows = {row["case"]: row for row in kept["timings"]}
    assert all(row["median_s"] > 0 and row["processor_s"] > 0 for row in rows.values())
    assert rows["clean"]["written"] == rows["clean"]["files"] > 30
    assert rows["template changed"]["changed"] == 30
    assert rows["nothing changed"]["written"] == 0
    assert 1 <= rows["one story edited"]["changed"] < rows["one story added"]["changed"] <= 60


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give orphans to their own first process")
def test_the_time_of_a_process_that_outlives_the_command_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    running = importlib.import_module("running")
    work = "import time\nwhile time.process_time() < 0.5: pass"
    measured = running.run_measured(["sh", "-c", f'"{sys.executable}" -c "{work}" & exit 0'], 60)
    assert measured.processor_s >= 0.5
    adopts = ctypes.c_int(1)
    ctypes.CDLL(None).prctl(37, ctypes.byref(adopts), 0, 0, 0)  # PR_GET_CHILD_SUBREAPER
    assert adopts.value == 0  # or it would go on and take the orphans of others


def test_a_generator_that_is_too_slow_is_named_and_not_run_again(tmp_path: Path) -> None:
    said = run("peers.py", "--alone", "--stories", "5", "--runs", "2", "--limit-s", "0.1", "--results", tmp_path)
    assert said.count("not finished in 0.1 s") == 5
    rows = json.loads((tmp_path / "peers-5.json").read_text())["timings"]
    assert [row["runs"] for row in rows] == [[]] * 5


def test_sets_of_related_stories_that_are_missing_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    related = importlib.import_module("related")
    monkeypatch.setattr(related, "CORPORA", tmp_path)
    for name in ("thai", "bbc", "unknown"):
        (tmp_path / f"{name}.jsonl.gz").touch()
    assert [file.name for file in related.corpora_at_hand()] == ["bbc.jsonl.gz", "thai.jsonl.gz"]
    said = capsys.readouterr().err.splitlines()
    assert len(said) == len(related.RULES) - 2
    assert all("left out" in line for line in said)


def test_the_steps_of_reading_are_timed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    intake, invented = (importlib.import_module(name) for name in ("intake", "invented"))
    monkeypatch.setattr(intake.parse, "count_terms", intake.parse.count_terms)  # the bench puts another in its place
    monkeypatch.setattr(intake, "ROUNDS", 1)
    texts = dict(invented.invent_stories(3))
    for file, text in texts.items():
        path = tmp_path / "content" / file
        path.parent.mkdir(parents=True)
        path.write_text(text)
    intake.profile(tmp_path)
    rows = [line.split("|")[1].strip() for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    assert {"decode", "header", "Markdown", "restraint", "file"} < set(rows)
    assert rows[-1] == "all, by read_files, 40 together"
    assert intake.time_reading(texts) > 0


@pytest.mark.browser
def test_known_headlines_are_asked_for_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    search = importlib.import_module("search")
    if search.find_chromium() is None or search.find_program() is None:
        pytest.skip("Pagefind and Chromium are not both here")
    told = [{"id": f"b{number}", "title": f"The {name} opens", "date": "2020-05-06", "text": f"Boats and the {name}."} for number, name in enumerate(("bridge", "harbor", "cannery"))]  # fmt: skip
    corpus = tmp_path / "own.jsonl.gz"
    with gzip.open(corpus, "wt") as lines:
        lines.writelines(f"{json.dumps(one)}\n" for one in told)
    assert search.score(corpus, 3, 2) == (3, (2, 2, 2))


def test_imports_are_measured(tmp_path: Path) -> None:
    assert "second import" in run("imports.py", "--items", "30", "--results", tmp_path)
    kept = json.loads((tmp_path / "imports-30.json").read_text())
    assert kept["items"] == 30
    assert kept["first"]["seconds"] > 0


def test_photos_are_measured(tmp_path: Path) -> None:
    run("photos.py", "--alone", "--photos", "1", "--jobs", "1", "--results", tmp_path)
    [cost] = json.loads((tmp_path / "photos.json").read_text())["costs"]
    assert cost["generator"] == "Broadsheet"
    assert cost["processor_s"] > 0
    assert cost["published_bytes"] > 10_000


def test_every_second_of_a_build_belongs_to_one_stage(results: Path) -> None:
    kept = json.loads((results / "growth.json").read_text())
    assert [build["stories"] for build in kept["builds"]] == [8, 24]
    for build in kept["builds"]:
        assert sum(build["seconds"].values()) == pytest.approx(build["total_s"], abs=0.01)
        assert build["seconds"]["gather and render"] > 0


def test_the_parts_of_reading_and_printing_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "content" / "world").mkdir(parents=True)
    (tmp_path / "site.toml").write_text('name = "P"\naddress = "https://p.example"\ntime_zone = "UTC"\n')
    (tmp_path / "content/world/a.md").write_text("Title: A\nDate: 2024-01-01\n\n*One* word.\n")
    table = run("stages.py", tmp_path, "--parts", "--functions", "3")
    assert "| print: render | " in table
    assert "tottime" in table


@pytest.mark.parametrize("name", ["press.page_jobs:page_key", "press.page_jobs:no_such_function"])
def test_a_stage_whose_function_is_not_called_any_more_is_an_error(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCH)
    stages = importlib.import_module("stages")
    with pytest.raises(LookupError, match=name), stages.watching(stages.Stopwatch(), {"print: key": (name,)}):
        pass


def test_the_same_results_are_drawn_the_same(results: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    drawn = []
    for _ in range(2):
        assert run("plot.py", results, tmp_path).split() == ["peers.svg", "growth.svg"]
        drawn.append((tmp_path / "peers.svg").read_text())
    assert "30 stories" in drawn[0]
    assert drawn[0] == drawn[1]


def test_setting_pages_is_timed() -> None:
    assert "story" in run("press.py", "--stories", "25")
