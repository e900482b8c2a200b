"""Imports between rooms point one way and in no circle, and each library is used in one place."""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from places import GENERATOR

LAYERS = [
    "interrupt",
    "photo_records",
    "chart_records",
    "sound_records",
    "story_records",
    "model",
    "errors",
    "stamps",
    "digests",
    "files",
    "gate",
    "locale",
    "config",
    "workers",
    "paper",
    "extensions",
    "photos",
    "charts",
    "search",
    "intake",
    "catalogue",
    "cluster",
    "archive",
    "related",
    "edition",
    "press",
    "exports",
    "preload",
    "audience",
    "delivery",
    "imports",
    "build",
    "newsroom",
    "commands",
    "preview",
    "cli",
]

HOMES = {
    "asyncssh": {"delivery/hosts/sftp/"},
    "babel": {"edition/formats.py", "locale/", "edition/days.py"},
    "botocore": {"delivery/hosts/s3/host.py", "delivery/hosts/s3/errors.py"},
    "charset_normalizer": {"intake/text/legacy.py"},
    "click": {"cli/"},
    "tinytag": {"intake/sounds/tags.py"},
    "css_inline": {"press/newsletter.py"},
    "weasyprint": {"press/pdf.py"},
    "crawleruseragents": {"audience/people.py"},
    "defusedxml": {
        "photos/xmp.py",
        "photos/svg.py",
        "intake/documents/archive.py",
        "imports/xml_stream.py",
        "intake/wire_files/xml.py",
    },
    "distributed": {"cluster/client.py"},
    "docutils": {"imports/rst_body.py"},
    "filelock": {"paper.py", "delivery/hosts/command.py", "delivery/hosts/folder.py"},
    "icalendar": {"press/calendar_file.py"},
    "jinja2": {
        "press/environment.py",
        "press/macros.py",
        "press/render.py",
        "press/template_code.py",
        "press/template_faults.py",
        "press/theme.py",
        "preview/pages/__init__.py",
    },
    "mammoth": {"intake/documents/docx.py"},
    "markdown": {"intake/html/"},
    "nh3": {"intake/html/sanitise.py"},
    "numpy": {
        "related/arrays.py",
        "related/batch.py",
        "related/documents.py",
        "related/footers.py",
        "related/parallel.py",
        "related/products.py",
        "related/scoring.py",
        "related/selection.py",
        "related/similarity.py",
        "related/update.py",
        "related/vectors.py",
        "related/weights.py",
        "related/index.py",
    },
    "h11": {"preview/protocol.py"},
    "idna": {"config/domain_names.py"},
    "uvicorn": {"preview/server.py", "preview/protocol.py"},
    "starlette": {"preview/"},
    "watchdog": {"preview/watcher.py"},
    "pebble": {"workers.py"},
    "pluggy": {"extensions/hooks.py", "extensions/load.py"},
    "rich": {"cli/messages.py"},
    "scipy": {"related/similarity.py", "related/products.py"},
    "tomlkit": {"commands/takedown.py", "commands/front_file.py"},
    "PIL": {"photos/"},
    "slugify": {"intake/text/slugs.py"},
    "sqlite3": {"catalogue/store.py"},
    "yaml": {"intake/header/yaml_header.py"},
}

ANYWHERE = {"msgspec", "markupsafe", "resvg_py", "types_boto3_s3"}
"""Libraries without one home; the last one has types alone, and is imported by type checkers only."""

MODULES = sorted(GENERATOR.rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    """Yield every dotted name that `module` imports, at any depth of its code."""
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


def is_at_home(file: str, home: str) -> bool:
    """Tell whether `file` is the home, or is in it if the home is a folder: `cli/`."""
    return file.startswith(home) if home.endswith("/") else file == home


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
        at_home = homes is None or any(is_at_home(name_of(module), home) for home in homes)
        assert at_home, f"{name_of(module)} imports {name}; its home is {homes}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_library_is_imported_that_only_tests_have(module: Path) -> None:
    known = sys.stdlib_module_names | HOMES.keys() | ANYWHERE | {"generator"}
    assert {name.partition(".")[0] for name in imported(module)} <= known


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


def module_name(module: Path) -> str:
    return ".".join(module.relative_to(GENERATOR.parent).with_suffix("").parts).removesuffix(".__init__")


def test_files_import_each_other_in_no_circle() -> None:
    names = {module_name(module) for module in MODULES}
    imports = {module_name(module): set(imported(module)) & names - {module_name(module)} for module in MODULES}
    packages = {module_name(module) for module in MODULES if module.name == "__init__.py"}
    TopologicalSorter({name: found - packages for name, found in imports.items()}).prepare()


def test_a_circle_would_be_found() -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"a": {"b"}, "b": {"a"}}).prepare()
