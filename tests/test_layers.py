"""The borders of the house: imports point one way, and each foreign library has one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[1] / "generator"

LAYERS = [
    "model",
    "config",
    "workers",
    "intake",
    "archive",
    "edition",
    "press",
    "crew",
    "audience",
    "delivery",
    "build",
    "newsroom",
    "preview",
    "cli",
]

HOMES = {
    "asyncssh": {f"delivery/hosts/{name}.py" for name in ("ssh", "sftp", "sftp_notes", "sftp_steps")},
    "babel": {"edition/formats.py"},
    "botocore": {"delivery/hosts/s3.py", "delivery/hosts/s3_troubles.py"},
    "click": {"cli/"},
    "crawleruseragents": {"audience/people.py"},
    "filelock": {"build.py", "delivery/hosts/command.py", "delivery/hosts/folder.py"},
    "jinja2": {"press/environment.py", "press/render.py", "preview/pages/__init__.py"},
    "markdown": {"intake/markup.py"},
    "nh3": {"intake/sanitise.py"},
    "numpy": {
        "archive/arrays.py",
        "archive/binding.py",
        "archive/related.py",
        "archive/ties.py",
        "archive/vectors.py",
        "archive/web.py",
    },
    "uvicorn": {"preview/server.py"},
    "starlette": {"preview/guard.py", "preview/server.py", "preview/routes.py"},
    "watchdog": {"preview/watching.py"},
    "pebble": {"workers.py"},
    "rich": {"cli/telling.py"},
    "scipy": {"archive/binding.py"},
    "tomlkit": {"newsroom/takedowns.py"},
    "slugify": {"intake/slugs.py"},
    "sqlite3": {"archive/store.py"},
    "yaml": {"intake/headers.py"},
}

MODULES = sorted(GENERATOR.rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    """Every dotted name that `module` imports, at any depth of its code."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: write imports in full"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer_of(module: Path) -> str:
    return module.relative_to(GENERATOR).parts[0].removesuffix(".py")


def name_of(module: Path) -> str:
    return module.relative_to(GENERATOR).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_point_one_way(module: Path) -> None:
    layer = layer_of(module)
    if layer in {"__init__", "__main__"}:
        return
    above = LAYERS[: LAYERS.index(layer)]
    for name in imported(module):
        parts = name.split(".")
        if parts[0] == "generator" and len(parts) > 1 and parts[1] != "__version__":
            assert parts[1] in [*above, layer], f"{name_of(module)} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_library_has_one_home(module: Path) -> None:
    for name in imported(module):
        homes = HOMES.get(name.split(".", 1)[0])
        at_home = homes is None or {name_of(module), f"{layer_of(module)}/"} & homes
        assert at_home, f"{name_of(module)} imports {name}; its home is {homes}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_the_clock_is_read_in_the_command_line_alone(module: Path) -> None:
    readings = {"now", "utcnow", "today", "time"}
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in readings:
            owner = ast.unparse(node.func.value)
            if owner in {"datetime", "date", "time", "datetime.datetime", "datetime.date"}:
                assert name_of(module) == "cli/options.py", f"{name_of(module)}:{node.lineno} reads the clock"


def test_every_layer_is_known() -> None:
    assert {layer_of(module) for module in MODULES} - {"__init__", "__main__"} <= set(LAYERS)
