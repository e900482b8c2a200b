"""What an extension gave, checked: plain values and the records of records.py, of a bounded size."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from generator.extensions.records import Copy, Figure, Html
from generator.model import Problem

Record = TypeVar("Record", Copy, Figure)

MAX_BYTES = 1_000_000
"""The size limit of one result."""
MAX_DEPTH = 8
LARGEST = 2**63
MAX_PROBLEMS = 50
"""The most problems of one story; further ones are left out."""


class Unfit(Exception):
    """A result that can't be used: `str()` goes on after “The extension …”."""


def check_plain(value: Any) -> Any:
    """Return `value` made of plain types alone: no subclasses, no objects that templates would trust. Raises Unfit."""
    found = _plain(value, 0)
    _check_size(found)
    return found


def check_mapping(value: Any) -> dict[str, Any]:
    """Return `value`, which must be a mapping of texts to plain values. Raises Unfit."""
    found = check_plain({} if value is None else value)
    if not isinstance(found, dict):
        raise Unfit(f"gave {_kind(value)} in the place of a mapping")
    return found


def check_record(value: Any, kind: type[Record]) -> Record | None:
    """Return `value`, which must be a record of `kind`, with every field of the right type, or None. Raises Unfit."""
    if value is None:
        return None
    if not isinstance(value, kind):
        raise Unfit(f"gave {_kind(value)} in the place of {kind.__name__} or None")
    fields = check_mapping(msgspec.structs.asdict(value))
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        raise Unfit(f"gave a {kind.__name__} that doesn't fit: {error}") from None


def check_problems(value: Any, file: str) -> tuple[Problem, ...]:
    """Return problems of the story in `file`, whatever file they name. Raises Unfit."""
    found = [] if value is None else value
    if not isinstance(found, list | tuple) or not all(isinstance(one, Problem) for one in found):
        raise Unfit(f"gave {_kind(value)} in the place of a list of problems")
    fields = [msgspec.structs.asdict(one) | {"path": file} for one in found[:MAX_PROBLEMS]]
    try:
        problems = msgspec.convert(fields, tuple[Problem, ...], strict=True)
    except msgspec.ValidationError as error:
        raise Unfit(f"gave a Problem that doesn't fit: {error}") from None
    if not all(one.message.strip() and one.line >= 0 for one in problems):
        raise Unfit("gave a Problem without a message, or with a line below 0")
    _check_size(problems)
    return problems


def check_names(value: Any) -> tuple[str, ...]:
    """Return texts, each once, in order. Raises Unfit."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise Unfit(f"gave {_kind(value)} in the place of a list of texts")
    names = sorted(value) if isinstance(value, set | frozenset) else list(value)
    if not all(isinstance(name, str) for name in names):
        raise Unfit("gave a list in which not all are texts")
    return tuple(dict.fromkeys(str.__str__(name) for name in names))


def _plain(value: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise Unfit("gave lists that lie too deep within each other")
    if value is None or type(value) is bool:
        return value
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Html):
        return Html(_text(value.html))
    if isinstance(value, list | tuple):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, Mapping):
        return {_key(key): _plain(item, depth + 1) for key, item in value.items()}
    raise Unfit(f"gave {_kind(value)}, which is no plain value: make it a number, a text, a list or a mapping")


def _number(value: float) -> float:
    """Return a number as an exact `int` or `float`: a subclass may print itself as it likes."""
    if isinstance(value, float):
        return float(value)
    if not -LARGEST <= value < LARGEST:
        raise Unfit("gave a number that is too large")
    return int(value)


def _text(value: Any) -> str:
    """Return a text as an exact `str`: a subclass may say of itself that it is safe HTML."""
    if not isinstance(value, str):
        raise Unfit(f"gave {_kind(value)} in the place of a text")
    if len(value) > MAX_BYTES:
        raise Unfit(_too_large())
    return str.__str__(value).encode("utf-8", "replace").decode()


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise Unfit("gave a mapping whose keys aren't all texts")
    return _text(key)


def _check_size(value: Any) -> None:
    if len(msgspec.msgpack.encode(value)) > MAX_BYTES:
        raise Unfit(_too_large())


def _too_large() -> str:
    return f"gave more than {MAX_BYTES:,} bytes"


def _kind(value: Any) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"
