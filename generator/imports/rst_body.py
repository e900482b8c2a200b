"""Turn reStructuredText into HTML with docutils. Nothing is read from files or the network for it.

Directives and roles of programs and plugins, which docutils doesn't know, are taken out first: what they stand around
stays, and what they embed becomes its address.
"""

import re
from collections.abc import Iterator

from docutils import ApplicationError
from docutils.core import publish_parts
from docutils.parsers.rst.languages import en

from generator.imports.parts import Parts
from generator.intake.html.shortcodes import address_of
from generator.intake.photos.names import names_photo

DIRECTIVE = re.compile(r"( *)\.\.[ \t]+(?:\|[^|\n]{1,100}\|[ \t]+)?([A-Za-z][\w.+:-]{0,60}?)::(?:[ \t]+(.*))?")
OPTION = re.compile(r"[ \t]*:[\w -]{1,60}:(?:[ \t].*)?")
ROLE = re.compile(r":([a-zA-Z][\w.+-]{0,40}):`([^`\n]{1,2000})`")
ADDRESS = re.compile(r"https?://\S{4,2000}")
TARGET = re.compile(r"\s*<[^<>]{1,2000}>\Z")
NOTE_LINK = re.compile(
    r"<a\b[^<>]{0,500}(?:role=\"doc-(?:noteref|backlink)\"|class=\"citation-reference\")[^<>]{0,500}>(.*?)</a>"
)
LONE_ADDRESS = re.compile(r"<p><a class=\"reference external\" href=\"([^\"<>]{1,2000})\">\1</a></p>")
"""A paragraph that is nothing but an address, as an embed is."""
OWN_DIRECTIVES = {"contents", "toc", "date", "sectnum", "section-numbering", "header", "footer", "target-notes"}
"""Directives that would print what belongs to the old page, or the day of the import."""
CODE = {"code", "code-block", "sourcecode", "parsed-literal", "raw", "math", "highlight"}
"""Directives in which nothing is a directive."""
OPTIONS = {"alt", "target", "name", "header-rows", "stub-columns", "header", "delim", "quote", "escape", "format"}
"""The options of directives that are kept."""
READING = {"include", "literalinclude", "listing"}
"""Directives that show another file."""
SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": True,
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": False,
    "_disable_config": True,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "initial_header_level": 2,
    "line_length_limit": 100_000,
    "syntax_highlight": "none",
    "math_output": "LaTeX",
    "output_encoding": "unicode",
}


def as_html(text: str, parts: Parts) -> str:
    """Return a text as HTML. Raises ValueError for one that docutils can't read."""
    plain = "\n".join(_known_lines(text.expandtabs(8).split("\n"), parts))
    try:
        html: str = publish_parts(plain, writer="html5", settings_overrides=SETTINGS)["body"]
    except (ApplicationError, AttributeError, TypeError) as error:
        raise ValueError("docutils can't read the text") from error
    return LONE_ADDRESS.sub(r"<p>\1</p>", NOTE_LINK.sub(r"\1", html))


def _known_lines(lines: list[str], parts: Parts) -> Iterator[str]:
    """Yield the lines with those directives and roles alone that docutils knows."""
    at = 0
    while at < len(lines):
        line = lines[at]
        found = DIRECTIVE.fullmatch(line)
        name = found[2].casefold() if found else ""
        end = _end_of_block(lines, at)
        if found and name in CODE:
            yield line
            yield from _known_options(lines[at + 1 : end])
        elif found and name in OWN_DIRECTIVES:
            pass
        elif found and name not in en.directives:
            yield from _known_lines(_replaced(found, lines[at + 1 : end], parts), parts)
        else:
            if name in READING:
                parts.leave("Files that texts include", found[3] or "" if found else "")
            yield ROLE.sub(_plain_role, line)
            end = at + 1
            if found:
                count = _count_options(lines[end:])
                yield from _known_options(lines[end : end + count])
                end += count
        at = end


def _count_options(block: list[str]) -> int:
    return next((number for number, line in enumerate(block) if not OPTION.fullmatch(line)), len(block))


def _known_options(block: list[str]) -> list[str]:
    """Return the lines of a directive without the options that its words don't need.

    Themes and plugins have options of their own, for which docutils would leave out the directive with all its words.
    """
    count = _count_options(block)
    return [*(line for line in block[:count] if line.strip().split(":")[1] in OPTIONS), *block[count:]]


def _end_of_block(lines: list[str], at: int) -> int:
    """Return where the lines end that are indented below line `at`."""
    depth = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > depth):
        end += 1
    return end


def _replaced(found: re.Match[str], block: list[str], parts: Parts) -> list[str]:
    """Return the lines that take the place of a directive that docutils doesn't know."""
    depth, name, words = found[1], found[2].casefold(), (found[3] or "").strip()
    address = address_of(name, [("", words)]) or (words if ADDRESS.fullmatch(words) else "")
    if address:
        return ["", f"{depth}{address}", ""]
    if names_photo(words):
        return [f"{depth}.. figure:: {words}", *_known_options(block)]
    label = "Files that texts include" if name in READING else "Directives of plugins; the text inside them was kept"
    parts.leave(label, f".. {found[2]}:: {words}"[:100])
    inside = block[_count_options(block) :]
    margin = min((len(line) - len(line.lstrip()) for line in inside if line.strip()), default=0)
    return ["", *(_shown(f"{depth}{line[margin:]}") if line.strip() else "" for line in inside), ""]


def _shown(line: str) -> str:
    """Return a line inside a directive of a plugin; a picture for one that names nothing else, as in a gallery."""
    depth = line[: len(line) - len(line.lstrip())]
    is_photo = "/" in line and " " not in line.strip() and names_photo(line.strip())
    return f"{depth}.. image:: {line.strip()}\n" if is_photo else line


def _plain_role(found: re.Match[str]) -> str:
    """Return the words of a role that docutils doesn't know; of a role with a target, those before it."""
    if found[1].casefold() in en.roles and found[1].casefold() not in {"abbreviation", "ab"}:
        return found[0]
    return TARGET.sub("", found[2])
