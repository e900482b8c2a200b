"""`broadsheet stamp`: writes the time of publication into a file that has none."""

from datetime import datetime
from pathlib import Path

from generator.config import read_config
from generator.intake.decode import MAX_STORY_BYTES, decode_copy
from generator.intake.filing import desk_of
from generator.intake.parse import parse_copy
from generator.intake.survey import read_whole
from generator.model import Gravity
from generator.newsroom.refusal import refuse


def stamp_file(paper: Path, path: Path, now: datetime) -> str:
    """Date the story in `path` (as named, or within the paper) at `now`, and say what was done.

    Only a file that is undated is written, and only one line is added to it. Raises Refusal, OSError.
    """
    config = read_config(paper)
    found = path if path.exists() else paper / path
    file = _within(paper, found)
    raw = read_whole(found, MAX_STORY_BYTES)
    if not _is_undated(raw, file, paper):
        return f"{file} has a date already; it was left as it is."
    local = now.astimezone(config.zone)
    line = f"Date: {local:%Y-%m-%d %H:%M}"
    text = add_line(decode_copy(raw, file).text, line)
    staged = found.with_name(f".{found.name}.stamping")
    staged.write_text(text, encoding="utf-8", newline="\n")
    staged.replace(found)
    return f"{file}: {line}"


def _within(paper: Path, found: Path) -> str:
    """The file as reports name it; refuses what isn't the paper's copy."""
    if not found.is_file() or found.is_symlink():
        raise refuse(str(found), "There is no such file.", "Name a story in content/.")
    try:
        file = found.resolve().relative_to(paper.resolve()).as_posix()
    except ValueError:
        file = ""
    if not file.startswith("content/"):
        raise refuse(str(found), "Only stories in content/ can be dated.", "Name a story in content/.")
    return file


def _is_undated(raw: bytes, file: str, paper: Path) -> bool:
    """Whether a date is all that this file lacks; refuses a file that is broken in another way."""
    parsed = parse_copy(raw, file, desk_of(read_config(paper)))
    held = [problem for problem in parsed.problems if problem.gravity is Gravity.HELD]
    for problem in held:
        if "no date" not in problem.message:
            raise refuse(problem.where, problem.message, problem.hint)
    return bool(held)


def add_line(text: str, line: str) -> str:
    """`text` with `line` in its header; for plain copy, under the headline."""
    lines = text.split("\n")
    opening = lines[0].strip()
    if opening in {"---", "+++"}:
        field = line if opening == "---" else f'date = "{line.removeprefix("Date: ")}"'
        return "\n".join([lines[0], field, *lines[1:]])
    if opening.startswith("#"):
        return "\n".join([line, "", *lines])
    first = next((number for number, one in enumerate(lines) if one.strip()), 0)
    return "\n".join([*lines[: first + 1], line, *lines[first + 1 :]])
