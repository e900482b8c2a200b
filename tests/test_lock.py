"""The locks have what pyproject.toml asks for, on every Python and system, and nothing of the machine that made them."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUN = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
ASKED = {
    "run": RUN,
    "dev": [*RUN, *EXTRAS["dev"], *PROJECT["build-system"]["requires"]],
    "bench": [*RUN, *EXTRAS["bench"]],
}
"""The packages that each lock must have at least."""

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))
PLACES = list(itertools.product(PYTHONS, SYSTEMS))
PIN = re.compile(
    r"^(?P<what>[a-z0-9][^\\\n]*?) \\\n(?P<hashes>(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def text_of(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text()


def environment(python: str, system: tuple[str, str, str]) -> dict[str, str]:
    """Return the values of markers on that Python and system."""
    names = dict(zip(("sys_platform", "os_name", "platform_system"), system, strict=True))
    cpython = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    return {"python_version": python, "python_full_version": f"{python}.1", "extra": "", **names, **cpython}


def pins(lock: str, where: dict[str, str]) -> dict[str, str]:
    """Return the version of each package that pip installs there."""
    asked = [Requirement(match["what"]) for match in PIN.finditer(text_of(lock))]
    there = [one for one in asked if one.marker is None or one.marker.evaluate(where)]
    found: dict[str, str] = {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in there}
    assert len(found) == len(there), "a package is named twice for one Python"
    return found


@pytest.mark.parametrize("lock", ASKED)
@pytest.mark.parametrize(("python", "system"), PLACES, ids=str)
def test_every_requirement_is_locked_within_its_range(lock: str, python: str, system: tuple[str, str, str]) -> None:
    where = environment(python, system)
    locked = pins(lock, where)
    for requirement in map(Requirement, ASKED[lock]):
        if requirement.marker is None or requirement.marker.evaluate(where):
            version = locked.get(canonicalize_name(requirement.name))
            assert version and requirement.specifier.contains(version), f"{requirement}: {version}. Run “make lock”."


@pytest.mark.parametrize(("python", "system"), PLACES, ids=str)
def test_the_locks_agree(python: str, system: tuple[str, str, str]) -> None:
    where = environment(python, system)
    dev, run, bench = (pins(lock, where) for lock in ("dev", "run", "bench"))
    assert run.items() <= dev.items()
    assert run.items() <= bench.items()
    assert {name: bench[name] for name in bench.keys() & dev.keys()} == {
        name: dev[name] for name in bench.keys() & dev.keys()
    }


@pytest.mark.parametrize("lock", ASKED)
def test_every_package_has_hashes_and_no_line_names_an_index_or_a_folder(lock: str) -> None:
    rest = PIN.sub("", text_of(lock))
    assert len(pins(lock, environment("3.13", SYSTEMS[0]))) > 20
    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []
    assert not re.search(r"://|file:|--(extra-)?index|--find-links|--trusted", text_of(lock))
