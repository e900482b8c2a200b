"""Date a story by its last update, if it has no other date."""

import msgspec

from generator.intake.build_story import Copy
from generator.intake.names import is_own_page, name_of_story
from generator.intake.text.dates import looks_like_moment
from generator.intake.text.name_dates import moment_in_name
from generator.model import Gravity, Problem


def date_by_update(copy: Copy) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy with the time of its update as its date, if it names no other, and a warning about that.

    An embargo comes first, and so does a line that seems to be meant as the date. A page of the paper's own needs none.
    """
    update = copy.fields.get("updated")
    if update is None or is_own_page(copy.file) or not looks_like_moment(str(update.value)):
        return copy, ()
    others = {"published", "embargo"} & copy.fields.keys()
    if others or copy.odd_date is not None or moment_in_name(name_of_story(copy.file)):
        return copy, ()
    fields = {key: field for key, field in copy.fields.items() if key != "updated"}
    fields["published"] = update
    message = f"The only date is that of the last update, “{update.value}”, so the story is dated by it."
    hint = "If it was published before that, write “Date: 2026-11-23 09:00” under the headline."
    return msgspec.structs.replace(copy, fields=fields), (
        Problem(copy.file, update.line, message, hint, Gravity.WARNING, code="date-update"),
    )
