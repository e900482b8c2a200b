"""Read a YAML header with the YAML library.

Only the event stream of its parser is used and nothing is constructed. So every value stays the text that the editor
wrote (`no`, `12:30`, `2010-04-20`). Tags, anchors and aliases are refused.
"""

from collections.abc import Iterator
from itertools import takewhile

import yaml

from generator.intake.header.lines import HeaderEntry, HeaderError, Node, value_of
from generator.intake.text.clean import clean_text

MAX_DEPTH = 3
"""Enough for a list of tables in a table. No real header is deeper."""
DEPTH_OF_SETTINGS = 20
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser is eight times as fast. PyYAML's wheels include it on all but rare platforms."""

TOO_DEEP = "The header can't be read: lists are nested too deeply."
LINE_EACH = "Write each key in a line of its own, like “Title: …”."

Events = Iterator[yaml.Event]
BRACKETS = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


class NotYaml(Exception):
    """Raised when the library refuses a text. `line` is the place, counted from 0; 0 when it isn't known."""

    def __init__(self, line: int = 0) -> None:
        super().__init__(line)
        self.line = line


def read_yaml(text: str, first_line: int) -> list[HeaderEntry]:
    """Return the entries of a YAML mapping that begins at line `first_line`. Raises HeaderError, NotYaml."""
    events = _events_of(text)
    top = next(events, None)
    if top is None:
        return []
    if not isinstance(top, yaml.MappingStartEvent):
        raise NotYaml
    entries = []
    for key in takewhile(lambda event: not isinstance(event, yaml.MappingEndEvent), events):
        name = _read_node(events, key, 1)
        value = _read_node(events, next(events), 1)
        if not isinstance(name, str):
            raise NotYaml(_line(key))
        entries.append(HeaderEntry(name, value_of(value), first_line + _line(key)))
    if next(events, None) is not None:
        raise NotYaml
    return entries


def read_tables(text: str) -> dict[str, Node]:
    """Return a mapping of another program's settings, with all that is nested in it. Raises HeaderError, NotYaml.

    Settings may have tags and anchors, which are passed over. An alias, which could grow without limit, is empty.
    """
    events = map(_without_powers, _events_of(text))
    top = next(events, None)
    tables = _read_node(events, top, MAX_DEPTH - DEPTH_OF_SETTINGS) if top else {}
    return tables if isinstance(tables, dict) else {}


def _events_of(text: str) -> Events:
    """Yield the library's events. Its versions and its two parsers raise different exceptions; all become NotYaml.

    The parser in Python raises a ValueError for `"\\UFFFFFFFF"`; the one in C limits nesting since 6.0.4.
    """
    try:
        for event in yaml.parse(text + "\n", Loader=LOADER):
            if not isinstance(event, BRACKETS):
                yield event
    except Exception as error:
        mark = getattr(error, "problem_mark", None)
        raise NotYaml(mark.line if mark else 0) from error


def _read_node(events: Events, event: yaml.Event, depth: int) -> Node:
    """Return the text, list or table that begins with `event`. Raises HeaderError when it is nested too deeply."""
    _refuse_powers(event)
    if isinstance(event, yaml.ScalarEvent):
        return "" if event.implicit[0] and event.value in {"~", "null"} else clean_text(event.value)
    if depth > MAX_DEPTH:
        raise HeaderError(_line(event), TOO_DEEP, LINE_EACH)
    if isinstance(event, yaml.SequenceStartEvent):
        inner = takewhile(lambda one: not isinstance(one, yaml.SequenceEndEvent), events)
        return [_read_node(events, one, depth + 1) for one in inner]
    inner = takewhile(lambda one: not isinstance(one, yaml.MappingEndEvent), events)
    return {str(_read_node(events, one, depth + 1)): _read_node(events, next(events), depth + 1) for one in inner}


def _without_powers(event: yaml.Event) -> yaml.Event:
    """Return an event without its tag and its anchor. An alias becomes an empty text."""
    if isinstance(event, yaml.AliasEvent):
        return yaml.ScalarEvent(None, None, (True, False), "", event.start_mark, event.end_mark)
    for name in ("anchor", "tag"):
        if getattr(event, name, None) is not None:
            setattr(event, name, None)
    return event


def _refuse_powers(event: yaml.Event) -> None:
    """Raise HeaderError for tags, which can name programs, and for aliases, which can grow without limit."""
    for mark, name in (("!", getattr(event, "tag", None)), ("&", getattr(event, "anchor", None))):
        if name is not None:
            raise refused_sign(_line(event), "*" if isinstance(event, yaml.AliasEvent) else mark)


def refused_sign(line: int, sign: str) -> HeaderError:
    """Return the error for a value that begins with a tag, an anchor or an alias."""
    message = f"The header can't be read: a value that begins with {sign} has a special meaning there."
    return HeaderError(line, message, f'Put it in quotation marks: title: "{sign}…"')


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0
