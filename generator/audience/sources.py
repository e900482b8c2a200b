"""Open a source of views, a file (perhaps packed by gzip) or `-` for a pipe, and recognize its format."""

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
from generator.audience.views import ViewParser

PIPE = "-"
GZIP = b"\x1f\x8b"
COMBINED = re.compile(rb'^\S+ (?:\S+ )?\S+ [^\[\n]*\[[^\]\n]{20,30}\] "', re.MULTILINE)
BROKEN = (OSError, EOFError, zlib.error, csv.Error, ValueError, ArithmeticError, RecursionError)
"""The errors of reading a source: the disk fails, the file ends too early, or its content is damaged."""


class Format(NamedTuple):
    """A format of sources."""

    name: str
    read: ViewParser
    is_export: bool
    """True when it covers all of its period each time, and so replaces the last one of its kind. A log only grows."""


CLOUDFRONT = Format("CloudFront log", read_cloudfront, is_export=False)
COMMON = Format("web server log", read_combined, is_export=False)
CADDY = Format("Caddy log", read_caddy, is_export=False)
NGINX = Format("nginx JSON log", read_nginx, is_export=False)
GOACCESS = Format("GoAccess report", read_goaccess, is_export=True)
GOATCOUNTER = Format("GoatCounter export", read_goatcounter, is_export=True)
PLAUSIBLE = Format("Plausible export", read_plausible, is_export=True)
TABLE = Format("table", read_table, is_export=True)


def recognise(head: bytes) -> Format | None:
    """Recognize the format of a source by its first bytes; None when it is unknown."""
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
    """Open the source. `watch` gets the number of bytes of the file read so far. Raises the errors in BROKEN."""
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
    """Return the size of a file in bytes; 0 for a pipe, or when it isn't there."""
    try:
        return 0 if name == PIPE else Path(name).stat().st_size
    except (OSError, ValueError):
        return 0
