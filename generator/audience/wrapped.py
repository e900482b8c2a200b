"""Take the lines of a log out of what a collector put around them: Docker, Kubernetes, syslog, Caddy's console."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import msgspec

from generator.audience.pages import Pages
from generator.audience.views import LineCount, Lines, View, ViewParser

Unwrap = Callable[[bytes], bytes]
"""Function that returns the line of the log itself, or nothing where it finds none."""

DOCKER_LINE = re.compile(rb'\{"log":".*"stream":"', re.DOTALL)
KUBERNETES_LINE = re.compile(rb"\d{4}-\d\d-\d\dT\S+ (?:stdout|stderr) [FP] ")
SYSLOG_LINE = re.compile(
    rb"(?:<\d{1,3}>(?:1 )?)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+)"
    rb" [^\s:]+ [^\s:\[\]]+(?:\[\d+\])?: ?"
)
COMPOSE_LINE = re.compile(rb"[\w.-]+ *\| ")
CONSOLE_LINE = re.compile(rb"([^\t]+)\t(?:\x1b\[\d+m)?[A-Z]+(?:\x1b\[0m)?\thttp\.log\.access[^\t]*\t[^\t]*\t\{")


class _DockerLine(msgspec.Struct, frozen=True):
    log: str


DOCKER = msgspec.json.Decoder(_DockerLine)


def _unwrap_docker(line: bytes) -> bytes:
    try:
        return DOCKER.decode(line).log.rstrip("\r\n").encode(errors="replace")
    except (msgspec.DecodeError, UnicodeDecodeError):
        return b""


def _unwrap_console(line: bytes) -> bytes:
    """Return the object at the end of a line with its time, which stands before it."""
    match = CONSOLE_LINE.match(line)
    return b'{"ts":"%b",%b' % (match[1], line[match.end() :]) if match else b""


def _unwrap_prefix(prefix: re.Pattern[bytes], line: bytes) -> bytes:
    match = prefix.match(line)
    return line[match.end() :] if match else line


class Wrapping(NamedTuple):
    """What a collector puts around a line."""

    name: str
    line: re.Pattern[bytes]
    """The beginning of such a line."""
    unwrap: Unwrap


WRAPPINGS = (
    Wrapping("Docker", DOCKER_LINE, _unwrap_docker),
    Wrapping("Caddy's console", CONSOLE_LINE, _unwrap_console),
    Wrapping("Kubernetes", KUBERNETES_LINE, partial(_unwrap_prefix, KUBERNETES_LINE)),
    Wrapping("syslog", SYSLOG_LINE, partial(_unwrap_prefix, SYSLOG_LINE)),
    Wrapping("Docker Compose", COMPOSE_LINE, partial(_unwrap_prefix, COMPOSE_LINE)),
)


def wrapping_of(head: bytes) -> Wrapping | None:
    """Return what is put around the lines of a log that begins so; None for nothing known."""
    first = head.lstrip(b"\r\n").partition(b"\n")[0]
    return next((one for one in WRAPPINGS if one.line.match(first)), None)


def unwrapped(parser: ViewParser, unwrap: Unwrap) -> ViewParser:
    """Return a parser of the wrapped lines. Lines in which nothing is wrapped are left to `parser`."""

    def parse(lines: Lines, pages: Pages, count: LineCount) -> Iterator[View]:
        yield from parser((unwrap(line) or line for line in lines), pages, count)

    return parse
