"""Read the labels of copy: a header in YAML, TOML or plain `Key: value` lines."""

from collections.abc import Mapping, Sequence

import msgspec

from generator.intake.header.split import Field, may_open_header, read_fence, split_header
from generator.intake.recognise.copy_text import CopyText
from generator.intake.wire.lines import NO_LINE, CopyLine
from generator.intake.wire.people import is_surely_name


def has_fence(copy: CopyText) -> bool:
    """Tell whether a header between fences opens the text."""
    first = next((line for line in copy.lines if line.words), None)
    return first is not None and read_fence(first.text) != ""


def read_labels(copy: CopyText) -> CopyText:
    """Return the text under its header, with the header's fields, which come before those found so far."""
    start = next((at for at, line in enumerate(copy.lines) if line.words), len(copy.lines))
    is_header = start < len(copy.lines) and may_open_header(copy.lines[start].text)
    if not is_header or _is_label_alone(copy.lines[start:]):
        return msgspec.structs.replace(copy, lines=copy.lines[start:]) if start else copy
    header = split_header(copy.text, copy.file)
    fields, problems = header.fields, header.problems
    if not copy.is_whole:
        fields = {key: Field(field.value, _number(copy, field.line)) for key, field in fields.items()}
        problems = tuple(msgspec.structs.replace(one, line=_number(copy, one.line)) for one in problems)
    fields = _with_newsroom_labels(fields, header.extra, copy)
    return msgspec.structs.replace(
        copy,
        lines=copy.lines[header.body_line - 1 :] if header.body else (),
        fields={**copy.fields, **fields},
        extra={**copy.extra, **header.extra},
        problems=(*copy.problems, *problems),
    )


def _with_newsroom_labels(fields: dict[str, Field], extra: Mapping[str, object], copy: CopyText) -> dict[str, Field]:
    """Return the fields with those that labels name which mean something else in other languages or headers.

    `Rubrik:` is the headline in Swedish, where a deck stands under it, and the section in German. `Text: Anna Svensson`
    names who wrote the text.
    """
    section, writer = fields.get("section"), str(extra.get("text", ""))
    more: dict[str, Field] = {}
    if section is not None and "deck" in fields and "headline" not in fields:
        written = next((line.words for line in copy.lines if line.number == section.line), "")
        if written.casefold().startswith("rubrik"):
            more["headline"] = section
            fields = {key: field for key, field in fields.items() if key != "section"}
    if "bylines" not in fields and is_surely_name(writer):
        more["bylines"] = Field(writer, next((one.line for one in fields.values()), 0))
    return {**fields, **more}


def _is_label_alone(lines: Sequence[CopyLine]) -> bool:
    """Tell whether a label stands alone over its value, in capitals: `HEADLINE:` and the headline under it."""
    label, below = lines[0].words, lines[1] if len(lines) > 1 else NO_LINE
    return label.isupper() and label.endswith(":") and bool(below.words) and not below.text[0].isspace()


def _number(copy: CopyText, line: int) -> int:
    """Return the number in the file of a line that was counted in the text."""
    return copy.lines[line - 1].number if 0 < line <= len(copy.lines) else line
