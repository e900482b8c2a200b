"""The help of `import` names every kind of source, so that nobody has to guess."""

import re

from click.testing import CliRunner

from generator.cli import main
from generator.imports.sources import KINDS


def test_the_help_names_every_kind_and_no_other() -> None:
    shown = " ".join(CliRunner().invoke(main, ["import", "--help"]).output.split())
    [named] = re.findall(r"KIND is one of ([^.]*)\.", shown)
    assert re.split(r", | and ", named) == sorted(KINDS)
