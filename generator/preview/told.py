"""What a page of the desk says about what was done just before it."""

import secrets

import msgspec
from starlette.requests import Request

from generator.newsroom.former_texts import FormerText, former_texts
from generator.preview.at_desk import at_desk
from generator.preview.newest import keep_newest
from generator.preview.preview import Preview

MOST_NOTICES = 100
"""How many messages are kept for pages that were never loaded."""


class Told(msgspec.Struct, frozen=True):
    """What was done, and the former text by which it can be undone."""

    said: str = ""
    undo: FormerText | None = None


def notice(preview: Preview, message: str) -> str:
    """Keep a message for the next page, and return the name under which that page finds it."""
    name = secrets.token_hex(8)
    keep_newest(preview.notices, name, at_desk(message), MOST_NOTICES)
    return name


def told_of(preview: Preview, request: Request, file: str) -> Told:
    """Return what the page that `request` asks for says about `file`."""
    asked = request.query_params
    undo = asked.get("undo", "")
    entry = next((one for one in former_texts(preview.paper.state, file) if one.name == undo), None) if undo else None
    said = preview.notices.get(asked.get("said", ""), "")
    return Told(said or ("Saved." if entry else ""), entry)
