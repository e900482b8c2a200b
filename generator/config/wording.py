"""Describe settings in words: what a key means, an example of it, the nearest known name."""

import difflib
import re
import types
from collections.abc import Iterable
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec import Meta


def describe(kind: Any) -> str:
    """Return the description in a setting's annotation; empty when it has none."""
    return next((meta.description for meta in _metas(kind) if meta.description), "")


def examples(kind: Any) -> list[Any]:
    """Return the example values in a setting's annotation."""
    return next((meta.examples for meta in _metas(kind) if meta.examples), [])


def toml_value(value: Any) -> str:
    """Return `value` as TOML: text in quotation marks, `true`, numbers, lists, tables in a line."""
    if isinstance(value, str | bool | int):
        return msgspec.json.encode(value).decode()
    if value == {}:
        return "{}"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml_key(key)} = {toml_value(item)}" for key, item in value.items()) + " }"
    return "[" + ", ".join(toml_value(item) for item in value) + "]"


def _toml_key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else toml_value(key)


def nearest(key: str, known: Iterable[str]) -> str:
    """Return a question that suggests the known key most like `key`; empty when none is like it."""
    for match in difflib.get_close_matches(key, sorted(known), n=1):
        return f"Did you mean “{match}”?"
    return ""


def example(name: str, kind: Any) -> str:
    """Return an example of how a setting is written, which tells how to fix a mistake in it."""
    for value in examples(kind):
        return f"Write for example: {name} = {toml_value(value)}"
    return _expected(plain_kind(kind))


def _expected(kind: Any) -> str:
    if get_origin(kind) in {Union, types.UnionType, tuple}:
        return "A list belongs here: [[…]] for tables, [ … ] for values."
    return "A table of settings belongs here."


def shown(value: Any) -> str:
    """Return a value as error messages show it."""
    return f"“{value}”" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def plain_kind(kind: Any) -> Any:
    """Return the plain type of an annotation, without its description and limits."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _metas(kind: Any) -> list[Meta]:
    if get_origin(kind) is not Annotated:
        return []
    return [extra for extra in kind.__metadata__ if isinstance(extra, Meta)]
