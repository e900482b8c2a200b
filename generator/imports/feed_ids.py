"""Carry the ids that stories had in the feeds of the old site over into published.csv.

A feed reader shows a story as new if its id isn't one that it knows. So the day after a move, its readers would see
the whole archive again.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from generator.archive.published_file import (
    ADDRESS,
    ID,
    PublishedLine,
    add_lines,
    can_be_listed,
    parse_lines,
    read_bytes,
)
from generator.config import Config
from generator.config.characters import forbidden_in
from generator.imports.places import Placed
from generator.intake.text.dates import DateError, read_moment

DAMAGED = (
    "Ids in feeds of the old site, since published.csv has lines that can't be read: correct them, and import again"
)
NO_ID = "Ids in feeds of the old site that can't be kept, since they are no addresses (URIs)"


def add_feed_ids(
    folder: Path, config: Config, placed: Sequence[Placed], now: datetime, *, dry: bool
) -> tuple[int, list[tuple[str, str]]]:
    """Add a line to published.csv for each public story whose id in feeds the source tells.

    Stories that have a line keep what it says. Return how many lines were added, and what couldn't be kept: its kind
    and an example. Raises ConfigError, OSError.
    """
    public = [one for one in placed if _was_in_feeds(one, config, now)]
    if not public:
        return 0, []
    read = parse_lines(read_bytes([folder]))
    if read.problems:
        return 0, [(DAMAGED, one.entry.item.title) for one in public]
    ids = {line.id for line in read.lines}
    paths = {line.path for line in read.lines}
    lines: list[PublishedLine] = []
    left: list[tuple[str, str]] = []
    for one in public:
        name = one.entry.item.feed_id
        if _path_of(one) in paths or name in ids or not can_be_listed(_path_of(one)):
            continue
        if not ID.fullmatch(name) or forbidden_in(name):
            left.append((NO_ID, name))
            continue
        lines += _line(one, config)
        ids.add(name)
        paths.add(_path_of(one))
    if lines and not dry:
        add_lines(folder, lines)
    return len(lines), left


def _was_in_feeds(one: Placed, config: Config, now: datetime) -> bool:
    """Tell whether a story was public at the old site, and isn't only to be published some day."""
    item = one.entry.item
    if item.is_draft or item.is_page or item.is_section or not (item.feed_id and one.url):
        return False
    try:
        return read_moment(item.date, config.zone) <= now
    except DateError:
        return False


def _line(one: Placed, config: Config) -> Iterator[PublishedLine]:
    item = one.entry.item
    moment = read_moment(item.date, config.zone).astimezone(UTC)
    address = next(filter(ADDRESS.fullmatch, (item.address, one.url.removeprefix(config.prefix))), "")
    if address:
        yield PublishedLine(f"{moment:%Y-%m-%dT%H:%M:%SZ}", _path_of(one), address, item.feed_id, "", "")


def _path_of(one: Placed) -> str:
    """Return the path of a story in content/, without its ending."""
    return one.file.removeprefix("content/").removesuffix(".md")
