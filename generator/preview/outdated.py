"""Answer a form that has the token of an earlier start: show its page again, with all that was typed.

This is an application of its own, to which the guard leads such requests. So no form without a token of this start
reaches what writes.
"""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.catalogue.store import CatalogueFault
from generator.errors import BroadsheetError
from generator.preview.acts import show_act_again
from generator.preview.desk_pages import OutdatedPage, refusal_of, show_refusal, status_of, tell, wants_json
from generator.preview.edit import show_save_again, show_undo_again
from generator.preview.new_story import show_begin_again
from generator.preview.preview import Preview
from generator.preview.story_page import show_focus_again
from generator.preview.views import show_action_again

AGAIN: dict[str, Callable[[Preview, Request, BroadsheetError], Response]] = {
    "/_desk/begin": show_begin_again,
    "/_desk/save": show_save_again,
    "/_desk/undo": show_undo_again,
    "/_desk/focus": show_focus_again,
    "/_desk/order": show_action_again,
    "/_desk/send": show_action_again,
    "/_desk/remove": show_action_again,
}
"""The address of each form but those of acts -> what shows its page again."""
SCRIPTED = frozenset({"/_desk/drop", "/_desk/proof"})
"""The addresses to which scripts alone send something."""


def outdated_application(preview: Preview) -> ASGIApp:
    """Return the application that answers forms of an earlier start."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        answer = await run_in_threadpool(answer_outdated, preview, Request(scope, receive))
        await answer(scope, receive, send)

    return application


def answer_outdated(preview: Preview, request: Request) -> Response:
    """Answer with the page of a form, with all that was typed and the token of this start."""
    error, path = OutdatedPage(), request.scope["path"]
    if path in SCRIPTED or wants_json(request):
        refusal = refusal_of(error)
        return tell({"message": refusal.message, "hint": "Load the page again.", "line": 0}, status_of(error))
    try:
        return AGAIN.get(path, show_act_again)(preview, request, error)
    except CatalogueFault:
        return show_refusal(preview, error, "/_desk/")
