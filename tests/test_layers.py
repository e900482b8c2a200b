"""Imports between rooms point one way and in no circle, and each library is used in one place."""

import ast
import sys
from collections.abc import Callable
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

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
    "lazy_patterns",
    "files",
    "batches",
    "gate",
    "memory",
    "locale",
    "config",
    "job_limits",
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
        "press/template_advice.py",
        "press/template_code.py",
        "press/template_faults.py",
        "press/theme.py",
        "press/undefined.py",
        "preview/pages/__init__.py",
    },
    "mammoth": {"intake/documents/docx.py"},
    "markdown": {"intake/html/"},
    "nh3": {"intake/html/sanitise.py"},
    "numpy": {
        "related/arrays.py",
        "related/batch.py",
        "related/comparison.py",
        "related/documents.py",
        "related/footers.py",
        "related/links.py",
        "related/parallel.py",
        "related/postings.py",
        "related/scoring.py",
        "related/selection.py",
        "related/update.py",
        "related/vectors.py",
        "related/weights.py",
        "related/window.py",
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
    "tomlkit": {"commands/takedown.py", "commands/front_file.py"},
    "PIL": {"photos/"},
    "slugify": {"intake/text/slugs.py"},
    "sqlite3": {"catalogue/store.py"},
    "yaml": {"intake/header/yaml_header.py"},
}

ANYWHERE = {"msgspec", "markupsafe", "resvg_py", "types_boto3_s3"}
"""Libraries without one home; the last one has types alone, and is imported by type checkers only."""

MODULES = sorted(GENERATOR.rglob("*.py"))
READINGS = {"now", "utcnow", "today", "time"}
CLOCKS = {"datetime", "date", "time", "datetime.datetime", "datetime.date"}


class Read(NamedTuple):
    """What the tests of this file ask about one module."""

    imports: frozenset[str]
    """Every dotted name that it imports, at any depth of its code."""
    clock_lines: tuple[int, ...]
    """The lines that read the clock."""


@cache
def read(module: Path) -> Read:
    """Parse a module, once for all tests."""
    names: set[str] = set()
    clock_lines: list[int] = []
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(module)}:{node.lineno}: write imports in full"
            names.update((node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)))
        elif isinstance(node, ast.Call) and reads_clock(node):
            clock_lines.append(node.lineno)
    return Read(frozenset(names), tuple(clock_lines))


def reads_clock(call: ast.Call) -> bool:
    """Tell whether this asks what time it is: `datetime.now()`."""
    function = call.func
    return isinstance(function, ast.Attribute) and function.attr in READINGS and ast.unparse(function.value) in CLOCKS


def layer_of(module: Path) -> str:
    return module.relative_to(GENERATOR).parts[0].removesuffix(".py")


def name_of(module: Path) -> str:
    return module.relative_to(GENERATOR).as_posix()


def is_at_home(file: str, home: str) -> bool:
    """Tell whether `file` is the home, or is in it if the home is a folder: `cli/`."""
    return file.startswith(home) if home.endswith("/") else file == home


def points_up(layer: str, name: str) -> bool:
    """Tell whether a module of `layer` must not import `name`, as it belongs to a higher layer or to none."""
    parts = name.split(".")
    own = parts[0] == "generator" and len(parts) > 1 and parts[1] != "__version__"
    return own and parts[1] not in LAYERS[: LAYERS.index(layer) + 1]


def wrong_imports(wrong: Callable[[str, str], bool]) -> list[str]:
    """Return all imports of which `wrong` says so, given the file and the name that it imports."""
    return [
        f"{name_of(module)} imports {name}"
        for module in MODULES
        for name in sorted(read(module).imports)
        if wrong(name_of(module), name)
    ]


def test_imports_point_one_way() -> None:
    layers = {name_of(module): layer_of(module) for module in MODULES}
    entries = {"__init__", "__main__"}
    assert not wrong_imports(lambda file, name: layers[file] not in entries and points_up(layers[file], name))


def test_a_library_has_one_home() -> None:
    def strays(file: str, name: str) -> bool:
        homes = HOMES.get(name.split(".", 1)[0])
        return homes is not None and not any(is_at_home(file, home) for home in homes)

    assert not wrong_imports(strays)


def test_no_library_is_imported_that_only_tests_have() -> None:
    known = sys.stdlib_module_names | HOMES.keys() | ANYWHERE | {"generator"}
    assert not wrong_imports(lambda _file, name: name.partition(".")[0] not in known)


def test_the_clock_is_read_in_the_command_line_alone() -> None:
    reading = {name_of(module): read(module).clock_lines for module in MODULES if read(module).clock_lines}
    assert reading.keys() == {"cli/options.py"}, reading


def test_every_layer_is_known() -> None:
    assert {layer_of(module) for module in MODULES} - {"__init__", "__main__"} <= set(LAYERS)


def module_name(module: Path) -> str:
    return ".".join(module.relative_to(GENERATOR.parent).with_suffix("").parts).removesuffix(".__init__")


def test_files_import_each_other_in_no_circle() -> None:
    names = {module_name(module) for module in MODULES}
    imports = {module_name(module): read(module).imports & names - {module_name(module)} for module in MODULES}
    packages = {module_name(module) for module in MODULES if module.name == "__init__.py"}
    TopologicalSorter({name: found - packages for name, found in imports.items()}).prepare()


def test_a_circle_would_be_found() -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"a": {"b"}, "b": {"a"}}).prepare()
