"""Answers about photos: small copies for the desk and for previews, and the one form that changes a file."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from generator.archive.photos import FOLDER, Original
from generator.commands.focus import set_focus
from generator.errors import CommandRefused
from generator.paper import Paper
from generator.photos.recipes import Recipe
from generator.preview.photos import copy_for_desk, copy_for_preview

HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
}


def answer_photo(paper: Paper, file: str) -> Response:
    """Answer with a small copy of a photo of content/, public or not."""
    try:
        content = copy_for_desk(paper, file)
    except FileNotFoundError:
        content = None
    if content is None:
        return _say("There is no such photo.", HTTPStatus.NOT_FOUND)
    return Response(content, media_type="image/jpeg", headers=HEADERS | {"Cache-Control": "no-store"})


def answer_draft_photo(paper: Paper, known: Mapping[str, tuple[Original, Recipe]], file: str) -> Response | None:
    """Answer with a size of a photo that the preview of a story named, or with nothing. `known`: those sizes."""
    made_of = known.get(file.removeprefix(f"{FOLDER}/"))
    content = copy_for_preview(paper, *made_of) if made_of else None
    if content is None:
        return None
    kind = "image/avif" if file.endswith(".avif") else "image/jpeg"
    return Response(content, media_type=kind, headers=HEADERS | {"Cache-Control": "no-store"})


def answer_focus(paper: Paper, fields: Mapping[str, str]) -> Response:
    """Write the point that an editor clicked on into the notes beside a photo, and show the story's page again."""
    point = _point_in(fields)
    if point is None:
        return _say("That is no point of the photo.", HTTPStatus.BAD_REQUEST)
    try:
        set_focus(paper, fields.get("file", ""), point, fields.get("seen", ""))
    except CommandRefused as refusal:
        return _say(f"{refusal.message} {refusal.hint}", HTTPStatus.CONFLICT)
    except (OSError, ValueError) as error:
        return _say(f"The notes can't be written: {error}.", HTTPStatus.INTERNAL_SERVER_ERROR)
    address = f"/_desk/story?path={quote(fields.get('path', ''), safe='')}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, HEADERS)


def _say(words: str, status: HTTPStatus) -> Response:
    return Response(f"{words}\n", status, HEADERS, "text/plain")


def _point_in(fields: Mapping[str, str]) -> tuple[float, float] | None:
    """Return the point of a form in percent: typed in percent, or clicked on a picture of a known size in pixels."""
    try:
        if "point.x" in fields:
            across = 100 * float(fields["point.x"]) / float(fields["width"])
            down = 100 * float(fields["point.y"]) / float(fields["height"])
        else:
            across, down = float(fields["across"]), float(fields["down"])
    except (KeyError, ValueError, ZeroDivisionError):
        return None
    return (across, down) if 0 <= across <= 100 and 0 <= down <= 100 else None
