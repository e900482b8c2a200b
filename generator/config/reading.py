"""Read and check site.toml. All mistakes are reported at once, each with its key and line."""

import codecs
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from generator.config.domain_names import with_machine_names
from generator.config.extensions import gather_tables
from generator.config.meaning import find_meaning_mistakes
from generator.config.places import FILE, Mistake, locate_mistakes
from generator.config.settings import Config
from generator.config.targets import find_misplaced
from generator.config.wires import find_misplaced_drops
from generator.config.wording import describe, example, nearest, plain_kind, shown
from generator.errors import ConfigError
from generator.model import Problem


def require_paper(folder: Path) -> None:
    """Raise ConfigError when there is no site.toml in `folder`, for commands that don't read it."""
    if not (folder / FILE).exists():
        raise _no_paper(folder)


def _no_paper(folder: Path) -> ConfigError:
    hint = "Go to the folder of the paper, name it with --source, or make a new paper: broadsheet init my-paper"
    return ConfigError(
        [Problem(FILE, 0, f"There is no site.toml in {folder.absolute()}.", hint, code="setting-unreadable")]
    )


def read_config(folder: Path) -> Config:
    """Return the settings in `folder`/site.toml. Raises ConfigError with all mistakes at once."""
    if codecs.lookup(sys.getfilesystemencoding()).name != "utf-8":
        message = f"Python reads the names of files as {sys.getfilesystemencoding()} here, so addresses would change."
        raise ConfigError(
            [Problem(FILE, 0, message, "Set PYTHONUTF8=1 before Python is started.", code="setting-unreadable")]
        )
    try:
        text = (folder / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _no_paper(folder) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = f"Look whether {folder} is the folder of the paper, and at the permissions of the file."
        raise ConfigError(
            [Problem(FILE, 0, f"site.toml can't be read: {reason}.", hint, code="setting-unreadable")]
        ) from None
    except UnicodeDecodeError as error:
        message = f"site.toml can't be read: {error}."
        raise ConfigError([Problem(FILE, 0, message, "Save it as UTF-8 text.", code="setting-unreadable")]) from None
    config = parse_config(text)
    if mistakes := [*find_misplaced(config.deploy, folder), *find_misplaced_drops(config.intake.wire, folder)]:
        raise ConfigError(locate_mistakes(text, mistakes))
    return config


def parse_config(text: str) -> Config:
    """Return the settings in the text of a site.toml. Raises ConfigError with all mistakes at once."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_syntax_problem(error, text)]) from None
    except RecursionError:
        raise ConfigError(
            [
                Problem(
                    FILE,
                    0,
                    "Its lists are nested too deeply.",
                    "Write them without so many brackets.",
                    code="setting-unreadable",
                )
            ]
        ) from None
    table = with_machine_names(table)
    gathered = gather_tables(_with_texts(table))
    mistakes = [*_mistakes(Config, gathered, ""), *find_meaning_mistakes(table)]
    if mistakes:
        raise ConfigError(locate_mistakes(text, mistakes))
    return msgspec.convert(gathered, Config)


def _with_texts(table: dict[str, Any]) -> dict[str, Any]:
    """Return the table with the end of the notice as text: TOML has times of its own, `2026-11-30T18:00:00`."""
    notice = table.get("notice")
    until = notice.get("until") if isinstance(notice, dict) else None
    if not isinstance(notice, dict) or not isinstance(until, date):
        return table
    return {**table, "notice": {**notice, "until": until.isoformat()}}


def _mistakes(struct: type[msgspec.Struct], table: Mapping[str, Any], at: str) -> Iterator[Mistake]:
    """Yield a mistake for every key of `table` that is unknown, missing or of the wrong form for `struct`."""
    hints = get_type_hints(struct, include_extras=True)
    for key in table:
        if key not in hints:
            yield at + key, f"There is no setting “{_plain(at)}{key}”.", nearest(key, hints)
    for field in msgspec.structs.fields(struct):
        kind = hints[field.name]
        if field.name in table:
            yield from _value_mistakes(kind, table[field.name], at + field.name)
        elif field.required:
            message = f"“{_plain(at)}{field.name}” is missing. {describe(kind)}"
            yield at + field.name, message, example(field.name, kind)


def _value_mistakes(kind: Any, value: Any, key: str) -> Iterator[Mistake]:
    """Yield the mistakes in one value, including those in its tables and lists of tables."""
    bare = plain_kind(kind)
    inner = [part for part in get_args(bare) if isinstance(part, type) and issubclass(part, msgspec.Struct)]
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct) and isinstance(value, dict):
        yield from _mistakes(bare, value, key + ".")
    elif inner and get_origin(bare) is tuple and _is_list_of_tables(value):
        for index, item in enumerate(value):
            yield from _mistakes(inner[0], item, f"{key}[{index}].")
    elif inner and get_origin(bare) is dict and isinstance(value, dict) and _is_list_of_tables([*value.values()]):
        for name, item in value.items():
            yield from _mistakes(inner[0], item, f"{key}.{name}.")
    else:
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            yield (
                key,
                f"“{_plain(key)}” can't be {shown(value)}. {describe(kind)}",
                example(key.rsplit(".", 1)[-1], kind),
            )


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _plain(key: str) -> str:
    """Return a dotted key without its indexes: `sections.slug` for `sections[1].slug`."""
    return re.sub(r"\[\d+\]", "", key)


TWICE = re.compile(r"\[\[?([^\[\]\n]+)\]|([\w.\"' -]+?)\s*=")
"""What a line names that TOML's reader refuses because it is there already: a table, or a setting."""


def _syntax_problem(error: tomllib.TOMLDecodeError, text: str) -> Problem:
    found = re.search(r"\(at line (\d+)", str(error))
    line = int(found[1]) if found else text.count("\n") + 1
    if str(error).startswith("Cannot "):
        return _repeated(line, text)
    hint = 'Write each setting on its own line, with text in straight quotation marks: name = "The Courier"'
    return Problem(
        FILE,
        line,
        f"This line can't be read: {str(error).split(' (at', 1)[0].lower()}.",
        hint,
        code="setting-unreadable",
    )


def _repeated(line: int, text: str) -> Problem:
    """Return the problem of a table or a setting that is there a second time: TOML allows neither."""
    found = TWICE.match(text.split("\n")[line - 1].strip())
    table = found[1] if found else None
    if not table:
        message = f"“{found[2].strip() if found else 'This'}” is set a second time."
        return Problem(FILE, line, message, "Delete one of the two lines.", code="setting-repeated")
    hint = f"Put all its settings under the first; a list of several begins each with [[{table.strip()}]]."
    return Problem(FILE, line, f"The table “{table.strip()}” is there a second time.", hint, code="setting-repeated")
