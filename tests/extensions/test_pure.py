"""The file of an extension sees Python without clock and chance; all else of it is as it was."""

import datetime as real
import os
import random
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT

from generator.extensions.pure import BUILTINS, PURE, Impure, fenced, pure_module

REFUSED = [
    "import time; time.time()",
    "import time; time.monotonic()",
    "import time as t; t.localtime()",
    "from time import gmtime; gmtime()",
    "import time; time.strftime('%Y')",
    "import datetime; datetime.datetime.now()",
    "import datetime; datetime.datetime.now(datetime.UTC)",
    "from datetime import datetime; datetime.utcnow()",
    "from datetime import datetime as d; d.today()",
    "from datetime import date; date.today()",
    "import random; random.random()",
    "from random import shuffle; shuffle([1, 2])",
    "import random; random.Random()",
    "import random; random.SystemRandom()",
    "import secrets; secrets.token_hex()",
    "import uuid; uuid.uuid1()",
    "import uuid; uuid.uuid4()",
    "import os; os.urandom(1)",
    "import os; os.getpid()",
]
ALLOWED = [
    "import time; assert time.gmtime(0).tm_year == 1970",
    "import time; assert time.strftime('%Y', time.gmtime(0)) == '1970'",
    "from datetime import datetime; assert datetime.fromisoformat('2026-11-23').year == 2026",
    "from datetime import datetime, timedelta; assert (datetime(2026, 11, 23) + timedelta(1)).day == 24",
    "from datetime import datetime, date; assert isinstance(MOMENT, datetime) and isinstance(MOMENT, date)",
    "from datetime import datetime; assert not isinstance('x', datetime) and datetime(2026, 11, 23, 12) == MOMENT",
    "from datetime import datetime\nclass Mine(datetime): pass\nassert not isinstance(MOMENT, Mine)",
    "import random; assert random.Random(1).random() == RANDOM",
    "import uuid; assert uuid.uuid5(uuid.NAMESPACE_URL, 'x').version == 5",
    "import os.path; assert os.path.join('a', 'b') and os.environ",
    "import json, re, math; from html import escape; assert escape('<') == '&lt;'",
]


def run(program: str) -> None:
    given: dict[str, Any] = {"MOMENT": real.datetime(2026, 11, 23, 12), "RANDOM": random.Random(1).random()}
    exec(program, {"__builtins__": BUILTINS, "__name__": "extension", **given})


@pytest.mark.parametrize("program", REFUSED)
def test_what_gives_another_result_each_time_is_refused(program: str) -> None:
    with pytest.raises(Impure):
        run(program)


@pytest.mark.parametrize("program", ALLOWED)
def test_what_depends_on_its_arguments_alone_is_allowed(program: str) -> None:
    run(program)


@given(st.datetimes(), st.timedeltas(max_value=real.timedelta(9)))
def test_moments_count_as_the_real_ones_do(moment: real.datetime, span: real.timedelta) -> None:
    pure = pure_module("datetime").datetime.fromisoformat(moment.isoformat())
    assert (pure, pure.isoformat(), hash(pure)) == (moment, moment.isoformat(), hash(moment))
    try:
        later = moment + span
    except OverflowError:
        return
    assert pure + span == later


@pytest.mark.parametrize("name", sorted(PURE))
def test_all_other_names_of_a_module_are_its_own(name: str) -> None:
    module, pure = sys.modules[name], pure_module(name)
    other = {key for key in vars(module) if getattr(pure, key) is not getattr(module, key)} - {"__builtins__"}
    assert other == set(PURE[name](module)) & set(vars(module))


def test_a_paper_without_extensions_loads_no_pluggy() -> None:
    program = "import sys; import generator.build, generator.preload; print('pluggy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False\n"


IN_THE_PAPER = {
    "import colorsys, statistics": True,
    "import tempfile; tempfile.mkdtemp()": True,
    "import sqlite3; sqlite3.connect(':memory:').close()": True,
    "import sqlite3; sqlite3.connect('x.db')": False,
    "open('site.toml')": False,
    "import os; os.listdir()": False,
    "import os, pathlib; os.open(pathlib.Path('site.toml'), os.O_RDONLY)": False,
    "import os; os.rename('/none', 'site.toml')": False,
}


@pytest.mark.parametrize("program", IN_THE_PAPER)
def test_in_the_papers_folder_its_files_alone_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """Commands run there. What isn't a path must not be taken for one: it would be one of a file of the paper."""
    paper = tmp_path / "paper"
    paper.mkdir()
    (paper / "site.toml").touch()
    monkeypatch.chdir(paper)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for module in ("colorsys", "statistics"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    with fenced(str(paper)), nullcontext() if IN_THE_PAPER[program] else pytest.raises(Impure, match="file of the"):
        run(program)


def test_what_would_stop_its_process_from_going_on_is_refused_or_undone(tmp_path: Path) -> None:
    limit = sys.getrecursionlimit()
    with fenced(str(tmp_path)):
        sys.setrecursionlimit(limit - 1)
        with pytest.raises(Impure, match="changes the folder"):
            os.chdir(tmp_path)
    assert sys.getrecursionlimit() == limit
