"""Settings in words: what a key means, an example of it, the nearest known name."""

import difflib
import types
from collections.abc import Iterable
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec import Meta


def describe(kind: Any) -> str:
    """The description that a setting's annotation carries, or empty."""
    return next((meta.description for meta in _metas(kind) if meta.description), "")


def examples(kind: Any) -> list[Any]:
    """The example values that a setting's annotation carries."""
    return next((meta.examples for meta in _metas(kind) if meta.examples), [])


def toml_value(value: Any) -> str:
    """`value` as site.toml writes it: text in quotes, `true`, numbers, lists, tables in a line."""
    if isinstance(value, str | bool | int):
        return msgspec.json.encode(value).decode()
    if value == {}:
        return "{}"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml_value(item)}" for key, item in value.items()) + " }"
    return "[" + ", ".join(toml_value(item) for item in value) + "]"


def nearest(key: str, known: Iterable[str]) -> str:
    """A question that names the known key most like `key`, or empty."""
    for match in difflib.get_close_matches(key, sorted(known), n=1):
        return f"Did you mean “{match}”?"
    return ""


def example(name: str, kind: Any) -> str:
    """How a setting is written, for the mend of a mistake."""
    for value in examples(kind):
        return f"Write for example: {name} = {toml_value(value)}"
    return _expected(plain_kind(kind))


def _expected(kind: Any) -> str:
    if get_origin(kind) in {Union, types.UnionType, tuple}:
        return "A list belongs here: [[…]] for tables, [ … ] for values."
    return "A table of settings belongs here."


def shown(value: Any) -> str:
    """A value as an error message names it."""
    return f"“{value}”" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def plain_kind(kind: Any) -> Any:
    """An annotation without its description and bounds."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _metas(kind: Any) -> list[Meta]:
    if get_origin(kind) is not Annotated:
        return []
    return [extra for extra in kind.__metadata__ if isinstance(extra, Meta)]
