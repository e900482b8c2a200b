"""Read redirects.csv beside site.toml: former addresses of the whole paper, each with what it leads to now.

The first two columns count: a former address, and an address of this site, a story's path in content/, or an address
elsewhere. People write the file by hand or in a spreadsheet, which may save it with semicolons or tabs.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

import msgspec

from generator.config.links import SERVICE, is_link
from generator.files import read_whole
from generator.intake.former import former_address
from generator.model import Gravity, Problem

FILE = "redirects.csv"
MAX_BYTES = 40_000_000
MAX_LINES = 200_000
MAX_CHARS = 2_000
"""The longest address."""
DELIMITERS = ("\t", ";", ",")
TITLES = re.compile(r"(?:from|old|former|source|redirect from)(?:[ _-]?(?:address|url|path))?", re.IGNORECASE)
"""The title of the first column. A first line that begins with it is no redirect."""
URL_SIGNS = "/-._~%!&'()*+,;=:@?#[]"
FORM = "Write a former address and what it leads to now, for example: /old-name/,/town/2026/11/23/new-name/"


class RedirectLine(msgspec.Struct, frozen=True):
    """A line of redirects.csv as written: what it leads to isn't looked up yet."""

    line: int
    """Its number in the file, counted from 1."""
    former: str
    """A path of the site, without the site's prefix: `/old-name/`."""
    target: str
    """A path of the site that begins with `/`, without the prefix; a story's path; or an https address elsewhere."""


def read_redirects(folder: Path, address: str) -> tuple[tuple[RedirectLine, ...], list[Problem]]:
    """Return the lines of redirects.csv that can be used, and its problems. `address`: that of the site."""
    path = folder / FILE
    if not path.exists() and not path.is_symlink():
        return (), []
    try:
        text = decode(read_whole(path, MAX_BYTES))
        rows = list(_rows(text))
    except (OSError, ValueError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        hint = "Until it is fixed, no former address in it redirects."
        return (), [
            Problem(FILE, 0, f"The file can't be read: {reason}.", hint, Gravity.WARNING, code="address-redirect")
        ]
    return _lines_of(rows, address)


def decode(raw: bytes) -> str:
    """Return the text of a file that a spreadsheet may have saved: UTF-8, UTF-16 with a mark, or Windows text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line that isn't empty or a comment, with its number. Raises ValueError when there are too many."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    delimiter = next((sign for sign in DELIMITERS if sign in first), ",")
    for number, line in enumerate(lines, 1):
        if number > MAX_LINES:
            raise ValueError(f"it has more than {MAX_LINES:,} lines")
        if line.strip(f" \t{delimiter}") and not line.lstrip().startswith("#"):
            [row] = csv.reader([line], delimiter=delimiter, skipinitialspace=True)
            yield number, [cell.strip() for cell in row]


def _lines_of(rows: list[tuple[int, list[str]]], address: str) -> tuple[tuple[RedirectLine, ...], list[Problem]]:
    found: dict[str, RedirectLine] = {}
    problems = []
    for position, (number, row) in enumerate(rows):
        if position == 0 and TITLES.fullmatch(row[0]):
            continue
        read = _read_row(number, row, address)
        if isinstance(read, Problem):
            problems.append(read)
        elif found.setdefault(read.former, read).target != read.target:
            message = f"{read.former} leads elsewhere in line {found[read.former].line}, which is used."
            problems.append(_problem(number, message, "Delete one of the two lines."))
    return tuple(found.values()), problems


def _read_row(number: int, row: list[str], address: str) -> RedirectLine | Problem:
    old, new = (*row, "")[:2]
    if not old or not new:
        return _problem(number, "The line has only one address.", FORM)
    former = former_address(_own_path(old, address, any_host=True))
    if not former or "?" in old:
        hint = "It is a path without dots, such as /old-name/ or /old/page.html. Hosts ignore what follows a “?”."
        return _problem(number, f"“{old}” can't be an old address.", hint)
    target = _own_path(new, address)
    if max(len(old), len(new)) > MAX_CHARS or not is_target(target):
        return _problem(number, f"A former address can't lead to “{new[:100]}”.", FORM)
    return RedirectLine(number, former, target)


def is_target(target: str) -> bool:
    """Tell whether a former address may lead to `target`."""
    if target.startswith(("http://", "https://")):
        return is_link(target, SERVICE)
    return bool(target) and target.isprintable() and ":" not in target and not target.startswith("//")


def _own_path(words: str, address: str, *, any_host: bool = False) -> str:
    """Return what an address of this site is within the site, decoded; any other text as it is.

    With `any_host` the path of any web address is returned: the site may have had another host.
    """
    parts = _split(words)
    if parts is None or parts.scheme not in {"http", "https"}:
        return unquote(words.partition("#")[0])
    own = _split(address)
    prefix = own.path.rstrip("/") if own else ""
    if own and parts.netloc.lower() == own.netloc.lower() and (parts.path + "/").startswith(f"{prefix}/"):
        return unquote(parts.path[len(prefix) :]) or "/"
    return unquote(parts.path) if any_host else quote(words, safe=URL_SIGNS)


def _split(words: str) -> SplitResult | None:
    try:
        return urlsplit(words)
    except ValueError:
        return None


def _problem(line: int, message: str, hint: str) -> Problem:
    return Problem(FILE, line, message, hint, Gravity.WARNING, code="address-redirect")
