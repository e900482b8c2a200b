"""Hints at the desk name a button wherever there is one for what a command does."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import generator
from generator.preview.at_desk import at_desk

HOME = Path(generator.__file__).parent
BUTTONS = re.compile(
    r"broadsheet (?:new|stamp|schedule|publish|correct|takedown|front|deploy|build)\b|--confirm-deletions"
)
AWAY = {"cli", "locale", "config"}
"""Folders whose hints never reach the desk."""
ELSEWHERE = {
    "commands/init.py", "commands/explain.py", "commands/edition.py", "commands/front_file.py", "commands/record.py",
    "commands/takedown.py", "press/removals.py", "preview/at_desk.py",
}  # fmt: skip
"""Files whose commands stand in what they write, in the answers of other commands, or in a hint that is tested below."""
REMARK = (
    "Somebody changed or deleted files at the host since they were sent: 7. "
    "They are sent again. There may be more: see “broadsheet deploy --check”; “--full” sends everything."
)
NO_BUTTON = {
    "Run “broadsheet build”, which names it.",
    "To send everything again: broadsheet deploy --full",
    'Write: broadsheet new --page "About us"',
    REMARK,
}
"""Hints about what the desk has no button for."""


def hints() -> Iterator[tuple[str, str]]:
    """Yield each text in the program that names a command for which the desk has a button, with its file."""
    for path in sorted(HOME.rglob("*.py")):
        file = path.relative_to(HOME).as_posix()
        if file.partition("/")[0] in AWAY or file in ELSEWHERE:
            continue
        tree = ast.parse(path.read_text())
        whole = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in whole | documented:
                text = node.value
            else:
                continue
            if BUTTONS.search(text) and text not in NO_BUTTON:
                yield file, text


def test_no_hint_at_the_desk_names_a_command_that_has_a_button() -> None:
    found = list(hints())
    assert len(found) >= 12
    left = [(file, at_desk(text)) for file, text in found if BUTTONS.search(at_desk(text))]
    assert left == []


def test_what_waits_to_be_removed_is_confirmed_at_the_desk() -> None:
    hint = "If you mean to remove them, run: broadsheet build --confirm-deletions 41"
    assert at_desk(hint) == "If you mean to remove them, say so under “Needs attention”."


@given(st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), min_size=1, max_size=30))
def test_whatever_a_file_is_called_its_name_goes_with_the_command(name: str) -> None:
    file = shlex.quote(f"content/town/{name}.txt")
    assert at_desk(f"Add a line “Date: 2026-11-23 09:00” under the headline, or run: broadsheet stamp {file}") == (
        "Add a line “Date: 2026-11-23 09:00” under the headline, or choose “Date it now”."
    )
    assert at_desk(f"To publish it again: broadsheet takedown {file} --undo") == (
        "“Let it be published again” does what it says."
    )
