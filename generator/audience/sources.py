"""A source as the operator names it: a file, packed by gzip or not, or `-` for what is piped in; and what it is."""

import csv
import gzip
import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from generator.audience.exports import column_names, read_goaccess, read_goatcounter, read_plausible, read_table
from generator.audience.jsonlogs import read_caddy, read_nginx
from generator.audience.lines import LineStream
from generator.audience.serverlogs import FIELDS, read_cloudfront, read_combined
from generator.audience.views import Reader

PIPE = "-"
GZIP = b"\x1f\x8b"
COMBINED = re.compile(rb'^\S+ (?:\S+ )?\S+ [^\[\n]*\[[^\]\n]{20,30}\] "', re.MULTILINE)
BROKEN = (OSError, EOFError, zlib.error, csv.Error, ValueError, ArithmeticError, RecursionError)
"""What reading a source may raise: the disk's troubles, its end too early, its bytes or what they say damaged."""


class Format(NamedTuple):
    """A kind of source."""

    name: str
    read: Reader
    is_export: bool
    """It says all of its period each time, so it takes the place of the last of its kind; a log only grows."""


CLOUDFRONT = Format("CloudFront log", read_cloudfront, is_export=False)
COMMON = Format("web server log", read_combined, is_export=False)
CADDY = Format("Caddy log", read_caddy, is_export=False)
NGINX = Format("nginx JSON log", read_nginx, is_export=False)
GOACCESS = Format("GoAccess report", read_goaccess, is_export=True)
GOATCOUNTER = Format("GoatCounter export", read_goatcounter, is_export=True)
PLAUSIBLE = Format("Plausible export", read_plausible, is_export=True)
TABLE = Format("table", read_table, is_export=True)


def recognise(head: bytes) -> Format | None:
    """What a source is by its first bytes, or None."""
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _recognise_json(head)
    if re.search(rb"^#(?:Version|Fields):", head, re.MULTILINE) and FIELDS in head:
        return CLOUDFRONT
    return COMMON if COMBINED.search(head) else _recognise_table(head)


def _recognise_json(head: bytes) -> Format:
    if re.match(rb'\s*\{\s*"(?:general|requests)"\s*:\s*\{\s*"(?:start_date|metadata|data)"', head):
        return GOACCESS
    return CADDY if re.search(rb'"request"\s*:\s*\{', head) else NGINX


def _recognise_table(head: bytes) -> Format | None:
    names = set(column_names(head.partition(b"\n")[0].decode(errors="replace").strip("\r\0")))
    if {"path", "session", "bot"} <= names:
        return GOATCOUNTER
    if "visitors" in names and names & {"page", "name"}:
        return PLAUSIBLE
    return TABLE if {"url", "views"} <= names else None


@contextmanager
def open_source(name: str, watch: Callable[[int], None] = lambda _read: None) -> Iterator[LineStream]:
    """The lines of the source. `watch` is told how many bytes of the file were read. Raises what BROKEN names."""
    with _open_raw(name) as raw:
        packed = raw.peek(2)[:2] == GZIP
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=raw) if packed else raw)
        tells = raw.seekable()
        yield LineStream(stream, lambda: watch(raw.tell() if tells else 0))


@contextmanager
def _open_raw(name: str) -> Iterator[io.BufferedReader]:
    if name == PIPE:
        yield io.BufferedReader(sys.stdin.buffer)  # type: ignore[arg-type]
        return
    with Path(name).open("rb") as raw:
        yield raw


def size_of(name: str) -> int:
    """The bytes of a file; 0 of what is piped in, or isn't there."""
    try:
        return 0 if name == PIPE else Path(name).stat().st_size
    except (OSError, ValueError):
        return 0
