"""Files that have no time of their own, such as what is said of a section: one that is to wait shows nothing at all."""

from collections.abc import Iterator

from generator.intake.header.values import NO, FieldReader
from generator.intake.wire.embargoes import find_possible_embargoes
from generator.intake.wire.lines import number_lines
from generator.intake.wire.restraint import is_no_embargo
from generator.model import Problem


def restraints_in(text: str, reader: FieldReader) -> Iterator[Problem]:
    """Yield a problem for each line of a file that restrains it: no time at which it opens by itself is kept.

    `reader` has the fields of its header. `Draft: no` and `Embargo: none` restrain nothing.
    """
    restraining = {
        "draft": "draft" in reader.fields and reader.text("draft").casefold() not in NO,
        "embargo": reader.text("embargo") != "" and not is_no_embargo(reader.text("embargo")),
        "expires": reader.text("expires") != "",
    }
    lines = {reader.fields[key].line for key, restrains in restraining.items() if restrains}
    read = {reader.fields[key].line for key in restraining if key in reader.fields}
    lines |= {one.line for one in find_possible_embargoes(number_lines(text), "", (), reader.file)} - read
    for line in sorted(lines):
        words = text.split("\n")[line - 1].strip() if line else ""
        message = f"“{words}” restrains the file, so nothing of it is published."
        yield Problem(
            reader.file, line, message, "Take the line out as soon as it may be published.", code="embargo-restraint"
        )
