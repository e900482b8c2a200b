"""Read the labels of copy: a header in YAML, TOML or plain `Key: value` lines."""

import msgspec

from generator.intake.header.split import Field, may_open_header, read_fence, split_header
from generator.intake.recognise.copy_text import CopyText


def has_fence(copy: CopyText) -> bool:
    """Tell whether a header between fences opens the text."""
    first = next((line for line in copy.lines if line.words), None)
    return first is not None and read_fence(first.text) != ""


def read_labels(copy: CopyText) -> CopyText:
    """Return the text under its header, with the header's fields, which come before those found so far."""
    start = next((at for at, line in enumerate(copy.lines) if line.words), len(copy.lines))
    if start == len(copy.lines) or not may_open_header(copy.lines[start].text):
        return msgspec.structs.replace(copy, lines=copy.lines[start:]) if start else copy
    header = split_header(copy.text, copy.file)
    fields, problems = header.fields, header.problems
    if not copy.is_whole:
        fields = {key: Field(field.value, _number(copy, field.line)) for key, field in fields.items()}
        problems = tuple(msgspec.structs.replace(one, line=_number(copy, one.line)) for one in problems)
    return msgspec.structs.replace(
        copy,
        lines=copy.lines[header.body_line - 1 :] if header.body else (),
        fields={**copy.fields, **fields},
        extra={**copy.extra, **header.extra},
        problems=(*copy.problems, *problems),
    )


def _number(copy: CopyText, line: int) -> int:
    """Return the number in the file of a line that was counted in the text."""
    return copy.lines[line - 1].number if 0 < line <= len(copy.lines) else line
