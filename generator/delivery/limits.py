"""Check the limits of hosts before anything is sent, and report all that is too much at once.

Sources: developers.cloudflare.com/pages/platform/limits and …/configuration/redirects; docs.github.com "GitHub Pages
limits" and "About large files on GitHub".
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.delivery.hosts.contract import Upload
from generator.edition.pages.kinds import photo_folder
from generator.model import Problem

MIB = 1 << 20
SITE = "public"
NEAR = 0.8
"""From this share of a limit on, deployers are told."""
MOST_NAMED = 20
"""The number of too large files that are named one by one."""
READ_FOR_LIMITS = frozenset({"_redirects", "_headers"})
"""Files whose content counts; all others are only counted and weighed."""
SMALLER = "Publish it elsewhere and link to it, or make it smaller."


class Limits(NamedTuple):
    """The limits of a host; 0 where it sets none."""

    host: str
    files: int = 0
    file_bytes: int = 0
    site_bytes: int = 0
    redirects: int = 0
    """The most lines of `_redirects` that name one address."""
    patterns: int = 0
    """The most lines of `_redirects` with `*` or `:name`."""
    line_chars: int = 0
    headers: int = 0
    """The most rules in `_headers`."""


def _cloudflare(name: str, files: int) -> Limits:
    return Limits(name, files=files, file_bytes=25 * MIB, redirects=2_000, patterns=100, line_chars=1_000, headers=100)


LIMITS = {
    "none": Limits(""),
    "cloudflare-pages": _cloudflare("Cloudflare Pages (free)", 20_000),
    "cloudflare-pages-paid": _cloudflare("Cloudflare Pages (paid)", 100_000),
    "github-pages": Limits("GitHub Pages", file_bytes=100 * MIB, site_bytes=1_000_000_000),
}


def check_limits(name: str, uploads: Sequence[Upload]) -> list[Problem]:
    """Return a problem for each limit that the site exceeds. `name` is that of `Target.limits`."""
    limits = LIMITS[name]
    own = {upload.file: upload.source for upload in uploads if upload.file in READ_FOR_LIMITS}
    problems = [*_count(limits, uploads), *_weigh(limits, uploads)]
    if "_redirects" in own:
        problems += _check_redirects(limits, _lines(own["_redirects"]))
    if "_headers" in own:
        rules = sum(not line[0].isspace() for line in _lines(own["_headers"]))
        problems += _too_many(limits, "_headers", rules, limits.headers, "rules")
    return sorted(problems)


def find_near_limits(name: str, uploads: Sequence[Upload]) -> list[str]:
    """Return a sentence for each limit of the whole site of which little is left. `name` is that of `Target.limits`."""
    limits = LIMITS[name]
    photos = sum(1 for upload in uploads if photo_folder(upload.file))
    total = sum(upload.size for upload in uploads)
    found = []
    if NEAR * limits.files < len(uploads) <= limits.files:
        found.append(
            f"The site has {len(uploads):,} files, {photos:,} of them sizes of photos; "
            f"{limits.host} takes {limits.files:,}. Choose another host before it is full."
        )
    if NEAR * limits.site_bytes < total <= limits.site_bytes:
        found.append(
            f"The site has {_size(total)}; {limits.host} takes {_size(limits.site_bytes)}. "
            "Choose another host before it is full."
        )
    return found


def _count(limits: Limits, uploads: Sequence[Upload]) -> Iterator[Problem]:
    yield from _too_many(limits, SITE, len(uploads), limits.files, "files")
    total = sum(upload.size for upload in uploads)
    if limits.site_bytes and total > limits.site_bytes:
        message = f"The site has {_size(total)}; {limits.host} takes {_size(limits.site_bytes)}."
        yield Problem(SITE, 0, message, "Large files are better off elsewhere, or choose another host.")


def _weigh(limits: Limits, uploads: Sequence[Upload]) -> Iterator[Problem]:
    large = sorted(upload.file for upload in uploads if limits.file_bytes and upload.size > limits.file_bytes)
    sizes = {upload.file: upload.size for upload in uploads}
    for file in large[:MOST_NAMED]:
        message = f"The file has {_size(sizes[file])}; {limits.host} takes {_size(limits.file_bytes)} a file."
        yield Problem(file, 0, message, SMALLER)
    if len(large) > MOST_NAMED:
        message = f"{len(large) - MOST_NAMED} more files are larger than {_size(limits.file_bytes)}."
        yield Problem(SITE, 0, message, SMALLER)


def _check_redirects(limits: Limits, lines: list[str]) -> Iterator[Problem]:
    patterns = sum("*" in line.split()[0] or "/:" in line.split()[0] for line in lines)
    yield from _too_many(limits, "_redirects", len(lines) - patterns, limits.redirects, "redirects")
    yield from _too_many(limits, "_redirects", patterns, limits.patterns, "redirects with * or :")
    long = sum(len(line) > limits.line_chars for line in lines) if limits.line_chars else 0
    if long:
        message = f"{long} lines are longer than the {limits.line_chars:,} characters that {limits.host} takes."
        yield Problem("_redirects", 0, message, "Shorten the addresses.")


def _too_many(limits: Limits, file: str, count: int, most: int, what: str) -> Iterator[Problem]:
    if most and count > most:
        hint = 'Set redirects = "pages" in site.toml, or choose another host.' if file == "_redirects" else ""
        message = f"There are {count:,} {what}; {limits.host} takes {most:,}."
        yield Problem(file, 0, message, hint or "Publish less, or choose another host.")


def _lines(source: str) -> list[str]:
    """Return the lines that are neither empty nor comments."""
    lines = Path(source).read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _size(size: int) -> str:
    return f"{size / MIB:,.1f} MiB"
