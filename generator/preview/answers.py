"""Answers about photos: small copies for the desk and for previews, and the one form that changes a file."""

import hmac
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qsl, quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from generator.archive.photos import FOLDER, Original
from generator.commands.focus import set_focus
from generator.errors import BroadsheetError, CommandRefused
from generator.paper import Paper
from generator.photos.recipes import Recipe
from generator.preview.actions import Action
from generator.preview.forms import read_form
from generator.preview.photos import copy_for_desk, copy_for_preview
from generator.preview.session import Preview
from generator.preview.views import render_refusal

OUTDATED = "The page is out of date, so nothing was done."
UNREADABLE = "The form can't be read, so nothing was done."
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


def answer_form(preview: Preview, action: Action, content: bytes) -> Response:
    """Do what a form of the desk asks for, and show the page that tells of it; or say why it wasn't done."""
    try:
        form = read_form(content)
        if not form.has_token(preview.form_token):
            return _refused(preview, OUTDATED, "Go back and reload it.", HTTPStatus.FORBIDDEN)
        return RedirectResponse(action(preview, form), HTTPStatus.SEE_OTHER, HEADERS)
    except BroadsheetError as refusal:
        return _refused(preview, str(refusal), refusal.hint, HTTPStatus.CONFLICT)
    except ValueError:
        return _refused(preview, UNREADABLE, "Go back and reload the page.", HTTPStatus.BAD_REQUEST)
    except OSError as error:
        words = f"The disk or the system refused: {error.strerror or error}."
        return _refused(preview, words, "Nothing was changed.", HTTPStatus.INTERNAL_SERVER_ERROR)


def _refused(preview: Preview, message: str, hint: str, status: HTTPStatus) -> Response:
    html = render_refusal(preview, message, hint)
    return HTMLResponse(html, status, HEADERS | {"Cache-Control": "no-store"})


def answer_focus(folder: Path, token: str, form: str) -> Response:
    """Write the point that an editor clicked on into the notes beside a photo, and show the story's page again."""
    fields = dict(parse_qsl(form, max_num_fields=20))
    if not hmac.compare_digest(fields.get("token", "").encode(), token.encode()):
        return _say("The form is out of date. Reload the page.", HTTPStatus.FORBIDDEN)
    point = _point_in(fields)
    if point is None:
        return _say("That is no point of the photo.", HTTPStatus.BAD_REQUEST)
    try:
        set_focus(folder, fields.get("file", ""), point, fields.get("seen", ""))
    except CommandRefused as refusal:
        return _say(f"{refusal.message} {refusal.hint}", HTTPStatus.CONFLICT)
    except (OSError, ValueError) as error:
        return _say(f"The notes can't be written: {error}.", HTTPStatus.INTERNAL_SERVER_ERROR)
    address = f"/_desk/story?path={quote(fields.get('path', ''), safe='')}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, HEADERS)


def _say(words: str, status: HTTPStatus) -> Response:
    return Response(f"{words}\n", status, HEADERS, "text/plain")


def _point_in(fields: dict[str, str]) -> tuple[float, float] | None:
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
