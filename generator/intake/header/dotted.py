"""Read the header that Nikola writes: lines such as `.. title: The headline`, alone or in an HTML comment."""

import re
from collections.abc import Sequence

from generator.intake.header.keys import read_field
from generator.intake.header.lines import HeaderError, PlainHeader, read_lines

LINE = re.compile(r"\.\. (?=[^\W\d_])(.*)")
COMMENT, COMMENT_END = "<!--", "-->"


def read_dotted_header(lines: Sequence[str], first_line: int) -> PlainHeader | None:
    """Return the header at the top of `lines`, or None. Its first key must be a known one. Raises HeaderError."""
    opened = lines[0].strip() == COMMENT
    start = 1 if opened else 0
    found = LINE.fullmatch(lines[start]) if len(lines) > start else None
    if found is None or read_field(found[1]) is None:
        return None
    if opened:
        end = next((at for at, line in enumerate(lines) if line.strip() == COMMENT_END), None)
        if end is None:
            raise HeaderError(0, "The header has no end.", "Write a line --> under the last line of the header.")
    else:
        end = next((at for at, line in enumerate(lines) if not LINE.fullmatch(line)), len(lines))
    bare = [found[1] if (found := LINE.fullmatch(line)) else line for line in lines[start:end]]
    header = read_lines(bare, first_line + start)
    return PlainHeader(header.entries, end + (1 if opened else 0))
