"""Answers that are pages of the desk, or say in plain words why something wasn't done."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from generator.errors import BroadsheetError
from generator.preview import pages
from generator.preview.answers import HEADERS
from generator.preview.preview import Preview, last_settings, secret_url

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""What a page of the desk may load: should a headline ever get through as markup, it still runs nothing."""
PAGE_HEADERS = HEADERS | {"Cache-Control": "no-store", "Content-Security-Policy": POLICY}
NOTICE = '<!doctype html><html lang="en"><title>Broadsheet</title><body><p>{}</p></body></html>'
BUILDING = NOTICE.format("The paper is being built. This page reloads when it is ready.")


class Refusal(msgspec.Struct, frozen=True):
    """Why something wasn't done, and how to fix it."""

    message: str
    hint: str = ""
    line: int = 0
    """The line of the file that it is about; 0 if it is about none."""


def refusal_of(error: BroadsheetError | OSError) -> Refusal:
    """Return what an editor is told about an error: in plain words, whatever failed."""
    if isinstance(error, BroadsheetError):
        return Refusal(error.message, error.hint, error.problem.line)
    reason = (error.strerror or str(error)).lower()
    return Refusal(f"The file can't be written: {reason}.", "Look at its permissions, and whether the disk is full.")


def status_of(error: BroadsheetError | OSError) -> HTTPStatus:
    """Return the status of an answer that says that something wasn't done."""
    return HTTPStatus.CONFLICT if isinstance(error, BroadsheetError) else HTTPStatus.INTERNAL_SERVER_ERROR


def still_building(preview: Preview, file: str = "") -> Response:
    """Answer that there is no site yet. The page shows what keeps it from being built, and reloads when it is there."""
    state = preview.state()
    element = pages.live_script(run=state.run, edition=state.edition, round=state.round, file=file)
    return HTMLResponse(pages.insert(BUILDING.encode(), element), HTTPStatus.SERVICE_UNAVAILABLE, HEADERS)


def show(preview: Preview, name: str, status: HTTPStatus = HTTPStatus.OK, **variables: Any) -> Response:
    """Answer with the desk's page `name`."""
    settings = last_settings(preview)
    if settings is None:
        return still_building(preview)
    words = pages.render(
        name, settings=settings, state=preview.state(), now=preview.clock(), form_token=preview.form_token,
        zone=ZoneInfo(settings.config.time_zone), secret=lambda path: secret_url(preview, path),
        attention=preview.attention.count, **variables,
    )  # fmt: skip
    return HTMLResponse(words, status, PAGE_HEADERS)


def show_refusal(preview: Preview, error: BroadsheetError | OSError, back: str, kept: str = "") -> Response:
    """Answer that something wasn't done, with a link to the page `back`, and what was typed, if that is much."""
    return show(preview, "refused.html", status_of(error), refusal=refusal_of(error), back=back, kept=kept)


def go_to(address: str, **query: str) -> Response:
    """Lead the browser to another page of the desk, so that loading it again sends no form twice."""
    asked = {key: value for key, value in query.items() if value}
    target = f"{address}?{urlencode(asked)}" if asked else address
    return RedirectResponse(target, HTTPStatus.SEE_OTHER, HEADERS)


def wants_json(request: Request) -> bool:
    """Tell whether a script asks, which stays on its page, rather than a form."""
    return "application/json" in request.headers.get("accept", "")


def tell(value: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer a script with one JSON object."""
    headers = HEADERS | {"Cache-Control": "no-store"}
    return Response(msgspec.json.encode(value), status, headers, "application/json")
