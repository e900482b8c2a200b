"""Proofs: the page of the text that an editor is typing, beside it. They are kept in memory alone."""

import secrets
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from generator.errors import BroadsheetError, refuse
from generator.model import Gravity, Problem
from generator.newsroom.editing import open_for_editing
from generator.newsroom.text_file import as_utf8, write_text
from generator.preview.answers import HEADERS
from generator.preview.at_desk import at_desk
from generator.preview.desk_pages import refusal_of, show_not_found, status_of, tell
from generator.preview.forms import form_of
from generator.preview.newest import keep_newest
from generator.preview.preview import Preview, last_settings
from generator.preview.typed import TypedPage, render_typed

MOST_KEPT = 10
"""How many pages are kept: one or two for each editor at work."""
HELD = "This text would not be published:"
UNSAVABLE = "This text can’t be saved:"
NO_PAGE = "This text has no page of its own."


def answer_proof(preview: Preview, request: Request) -> Response:
    """Answer a script with the address of the page that a text makes, and with what is found in the text."""
    form, paper = form_of(request), preview.paper_now()
    file, text, settings = form.get("file", ""), form.get("text"), last_settings(preview)
    try:
        if text is None or settings is None:
            raise refuse(file, "There is no text to show.", "Load the page again.")
        opened = open_for_editing(paper, file, settings.config.language).content
        raw = write_text(as_utf8(opened) if form.get("utf8") else opened, text, file)
    except (BroadsheetError, OSError) as error:
        refusal = refusal_of(error)
        problem = Problem(file, refusal.line, refusal.message, refusal.hint)
        return tell(
            {"page": "", "said": UNSAVABLE, "problems": [_described(problem)]},
            status_of(error),
        )
    page = render_typed(paper, file, raw)
    preview.draft_photos.update(page.photos)
    problems = [
        _described(one) for one in sorted(page.problems, key=lambda one: (one.gravity is not Gravity.HELD, one.line))
    ]
    return tell({"page": _keep(preview, page), "said": _said(page), "problems": problems})


def _said(page: TypedPage) -> str:
    """Return why there is no page; empty if there is one."""
    if page.html:
        return ""
    return HELD if any(one.gravity is Gravity.HELD for one in page.problems) else NO_PAGE


def _described(problem: Problem) -> dict[str, str | int]:
    return {
        "message": problem.message,
        "hint": at_desk(problem.hint),
        "line": problem.line,
        "gravity": problem.gravity.value,
    }


def _keep(preview: Preview, page: TypedPage) -> str:
    """Keep a page, and return its address; nothing if there is no page."""
    if not page.html:
        return ""
    name = secrets.token_hex(16)
    keep_newest(preview.proofs, name, page.html, MOST_KEPT)
    return f"/_desk/proof/{name}"


def answer_proof_page(preview: Preview, request: Request) -> Response:
    """Answer with a page that was made of a text a moment ago."""
    html = preview.proofs.get(request.path_params["name"])
    if html is None:
        return show_not_found(preview)
    return HTMLResponse(html, HTTPStatus.OK, HEADERS | {"Cache-Control": "no-store"})
