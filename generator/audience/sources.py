"""Open a source of views, a file (perhaps packed by gzip) or `-` for a pipe, and recognize its format."""

import codecs
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

import msgspec

from generator.audience.exports import MAX_REPORT_BYTES, ExportError, read_goaccess
from generator.audience.jsonlogs import json_log_of, parser_of
from generator.audience.lines import HEAD_BYTES, LineStream
from generator.audience.serverlogs import FIELDS, ColumnLog, read_combined
from generator.audience.tables import CLOUD_STORAGE, TableParser, form_of
from generator.audience.views import ViewParser
from generator.audience.wrapped import unwrapped, wrapping_of

PIPE = "-"
GZIP = b"\x1f\x8b"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How text in UTF-16 begins: Matomo's exports, and what PowerShell writes."""
JSON_LIST = re.compile(rb"\s*\[\s*\{")
COMBINED = re.compile(rb'^\S+ (?:\S+ )*[^\[\n]*\[[^\]\n]{20,30}\] "', re.MULTILINE)
GOACCESS = re.compile(rb'\s*\{\s*"(?:general|requests)"\s*:\s*\{\s*"(?:start_date|metadata|data)"')
BROKEN = (OSError, EOFError, zlib.error, csv.Error, ValueError, ArithmeticError, RecursionError)
"""The errors of reading a source: the disk fails, the file ends too early, or its content is damaged."""


LIST = msgspec.json.Decoder(list[msgspec.Raw])


class Format(NamedTuple):
    """The format of a source, with a parser for this one."""

    name: str
    read: ViewParser
    is_export: bool = False
    """True when it covers all of its period each time, and so replaces the last one of its kind. A log only grows."""


def recognise(head: bytes) -> Format | None:
    """Recognize the format of a source by its first bytes; None when it is unknown."""
    wrapping = wrapping_of(head)
    if wrapping is None:
        return _recognise_plain(head)
    inner = _recognise_plain(b"\n".join(wrapping.unwrap(line) for line in head.splitlines()))
    if inner is None or inner.is_export:
        return None
    return Format(f"{inner.name} by {wrapping.name}", unwrapped(inner.read, wrapping.unwrap))


def _recognise_plain(head: bytes) -> Format | None:
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        if GOACCESS.match(head):
            return Format("GoAccess report", read_goaccess, is_export=True)
        log = json_log_of(head)
        return Format(log.name, parser_of(log))
    if re.search(rb"^#(?:Version|Fields|Software):", head, re.MULTILINE) and FIELDS in head:
        return Format("CloudFront log" if b"\t" in head else "W3C log", ColumnLog())
    if COMBINED.search(head):
        return Format("web server log", read_combined)
    form = form_of(head.decode(errors="replace"))
    if form is None:
        return None
    return Format(form.table.name, TableParser(form), is_export=form.table is not CLOUD_STORAGE)


@contextmanager
def open_source(name: str, watch: Callable[[int], None] = lambda _read: None) -> Iterator[LineStream]:
    """Open the source. `watch` gets the number of bytes of the file read so far. Raises the errors in BROKEN."""
    with _open_raw(name) as raw:
        packed = raw.peek(2)[:2] == GZIP
        stream = gzip.GzipFile(fileobj=raw) if packed else raw
        tells = raw.seekable()
        yield LineStream(_in_lines(stream), lambda: watch(raw.tell() if tells else 0))


def _in_lines(stream: io.BufferedReader | gzip.GzipFile) -> BinaryIO:
    """Return the stream as lines in UTF-8. What is written in UTF-16, or as one list in JSON, is read whole for that.

    Raises ExportError for one that is too large.
    """
    head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    if not head.startswith(UTF_16) and not JSON_LIST.match(head):
        return cast("BinaryIO", stream)
    whole = stream.read(MAX_REPORT_BYTES + 1)
    if len(whole) > MAX_REPORT_BYTES:
        raise ExportError(f"it is longer than {MAX_REPORT_BYTES // 1_000_000} MB")
    if head.startswith(UTF_16):
        return io.BytesIO(whole.decode("utf-16").encode())
    try:
        return io.BytesIO(b"\n".join(b"".join(bytes(one).splitlines()) for one in LIST.decode(whole)))
    except msgspec.DecodeError as error:
        raise ExportError(f"it begins like a list in JSON and isn't one: {error}") from None


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
