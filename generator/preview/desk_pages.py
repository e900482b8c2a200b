"""Answers that are pages of the desk, or say in plain words why something wasn't done."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from generator.errors import BroadsheetError, CommandRefused
from generator.model import Problem
from generator.preview import pages
from generator.preview.answers import HEADERS
from generator.preview.at_desk import at_desk
from generator.preview.forms import Form, form_of
from generator.preview.preview import Preview, last_settings, secret_url

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""What a page of the desk may load: should a headline ever get through as markup, it still runs nothing."""
PAGE_HEADERS = HEADERS | {"Cache-Control": "no-store", "Content-Security-Policy": POLICY}
NOT_FOUND = "404.html"
NOTICE = (
    '<!doctype html><html lang="en"><title>Broadsheet</title><meta name="viewport" content="width=device-width">'
    '<link rel="stylesheet" href="/_desk/desk.css"><body class="notice"><p>{}</p></body></html>'
)
UNTYPED = frozenset(
    ("token", "file", "path", "seen", "page", "act", "name", "section", "leave", "date_now", "utf8", "once")
)
"""The fields of forms into which nobody types."""
BUILDING = NOTICE.format("The paper is being built. This page reloads when it is ready.")


class OutdatedPage(CommandRefused):
    """The form is on a page of an earlier start of the preview."""

    def __init__(self) -> None:
        message = "The preview was started again after this page was opened, so nothing was done."
        super().__init__(Problem("", 0, message, "All that you typed is still here. Look at it, then send it again."))


class Refusal(msgspec.Struct, frozen=True):
    """Why something wasn't done, and how to fix it."""

    message: str
    hint: str = ""
    line: int = 0
    """The line of the file that it is about; 0 if it is about none."""


class RefusedForm(msgspec.Struct, frozen=True):
    """A form that was refused. The page that holds it shows it again with all that was typed."""

    name: str
    """The last part of the address to which the form was sent."""
    form: Form
    refusal: Refusal
    status: HTTPStatus
    at: str
    """The address of the page."""


def refusal_of(error: BroadsheetError | OSError) -> Refusal:
    """Return what an editor is told about an error: in plain words, whatever failed."""
    if isinstance(error, BroadsheetError):
        return Refusal(error.message, at_desk(error.hint), error.problem.line)
    reason = (error.strerror or str(error)).lower()
    return Refusal(f"The file can't be written: {reason}.", "Look at its permissions, and whether the disk is full.")


def refused_form(request: Request, error: BroadsheetError | OSError, at: str) -> RefusedForm:
    """Return the form of a request that was refused with an error. `at`: the address of its page."""
    name = request.scope["path"].rpartition("/")[2]
    return RefusedForm(name, form_of(request), refusal_of(error), status_of(error), at)


def address(page: str, **query: str) -> str:
    """Return the address of a page of the desk, with those parts of its query that say something."""
    asked = {key: value for key, value in query.items() if value}
    return f"{page}?{urlencode(asked)}" if asked else page


def status_of(error: BroadsheetError | OSError) -> HTTPStatus:
    """Return the status of an answer that says that something wasn't done."""
    if isinstance(error, OutdatedPage):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.CONFLICT if isinstance(error, BroadsheetError) else HTTPStatus.INTERNAL_SERVER_ERROR


def still_building(preview: Preview, file: str = "") -> Response:
    """Answer that there is no site yet. The page shows what keeps it from being built, and reloads when it is there."""
    state = preview.state()
    element = pages.live_script(run=state.run, edition=state.edition, round=state.round, file=file, building="")
    return HTMLResponse(pages.insert(BUILDING.encode(), element), HTTPStatus.SERVICE_UNAVAILABLE, HEADERS)


def show_not_found(preview: Preview, file: str = "") -> Response:
    """Answer with the site's own page for what isn't there."""
    missing = preview.site.read(NOT_FOUND)
    if missing is None:
        return still_building(preview, file)
    state = preview.state()
    element = pages.live_script(run=state.run, edition=state.edition, round=state.round, file=file)
    return HTMLResponse(pages.insert(missing.content, element), HTTPStatus.NOT_FOUND, HEADERS)


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


def show_missing(preview: Preview, message: str, hint: str) -> Response:
    """Answer that the desk doesn't have what a page was about."""
    refusal = Refusal(message, hint)
    return show(
        preview, "refused.html", HTTPStatus.NOT_FOUND, refusal=refusal, back="/_desk/", kept="", title="Not there"
    )


def show_refused_form(preview: Preview, refused: RefusedForm, back: str) -> Response:
    """Answer that something wasn't done, where the page of its form can't be shown, with all that was typed."""
    typed = {key: value for key, value in refused.form.items() if key not in UNTYPED and value.strip()}
    kept = "\n".join(typed.values())
    return show(preview, "refused.html", refused.status, refusal=refused.refusal, back=back, kept=kept)


def go_to(page: str, **query: str) -> Response:
    """Lead the browser to another page of the desk, so that loading it again sends no form twice."""
    return RedirectResponse(address(page, **query), HTTPStatus.SEE_OTHER, HEADERS)


def wants_json(request: Request) -> bool:
    """Tell whether a script asks, which stays on its page, rather than a form."""
    return "application/json" in request.headers.get("accept", "")


def tell(value: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer a script with one JSON object."""
    headers = HEADERS | {"Cache-Control": "no-store"}
    return Response(msgspec.json.encode(value), status, headers, "application/json")
