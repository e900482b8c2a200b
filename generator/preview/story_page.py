"""The desk's page about one story: what is known of it, and the forms that change it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from generator.commands.focus import set_focus
from generator.errors import BroadsheetError, refuse
from generator.newsroom.editing import GONE_HINT
from generator.preview import desk
from generator.preview.desk_pages import (
    PAGE_HEADERS,
    RefusedForm,
    address,
    go_to,
    refused_form,
    show_missing,
    show_not_found,
    show_refused_form,
)
from generator.preview.forms import form_of
from generator.preview.opening import may_open
from generator.preview.photos import WIDTH as PHOTO_WIDTH
from generator.preview.photos import describe_photos
from generator.preview.preview import Preview
from generator.preview.story_acts import acts_on
from generator.preview.told import told_of
from generator.preview.views import front_seen, opened, render_view


def answer_story(preview: Preview, request: Request) -> Response:
    """Answer with the desk's page about one story."""
    return show_story(preview, request, request.query_params.get("path", ""))


def show_story(preview: Preview, request: Request, path: str, refused: RefusedForm | None = None) -> Response:
    """Answer with the page about the story at `path`, on which a form may have been refused."""
    with opened(preview, refused) as found:
        if found is None:
            return show_not_found(preview)
        outcome = preview.state().outcome
        try:
            details = desk.describe_story(found.filed, path, outcome.problems if outcome else ())
        except KeyError:
            missing = show_missing(preview, "The desk has no such story.", GONE_HINT)
            return show_refused_form(preview, refused, "/_desk/") if refused else missing
        html = render_view(
            preview, found, "story.html", "stories",
            details=details, folder=str(preview.paper.folder), photo_width=PHOTO_WIDTH,
            photos=describe_photos(preview.paper.folder, found.store, details.story), front_seen=front_seen(preview),
            **_forms(preview, request, details),
        )  # fmt: skip
    return HTMLResponse(html, refused.status if refused else HTTPStatus.OK, PAGE_HEADERS)


def _forms(preview: Preview, request: Request, details: desk.StoryDetails) -> dict[str, Any]:
    """Return what the page needs for its forms."""
    story, is_down = details.story, details.row.state == "takedown"
    return {
        "acts": acts_on(preview.paper_now(), story.file, story.path, is_down=is_down),
        "told": told_of(preview, request, story.file),
        "folder_shown": may_open(preview, request),
    }


# --- the focus of a photo -------------------------------------------------------------------------


def answer_focus(preview: Preview, request: Request) -> Response:
    """Write the point that an editor clicked on into the notes beside a photo, and show the story's page again."""
    form = form_of(request)
    try:
        point = _point_in(form)
        if point is None:
            raise refuse("", "That is no point of the photo.", "Write two numbers from 0 to 100.")
        set_focus(preview.paper_now(), form.get("file", ""), point, form.get("seen", ""))
    except (BroadsheetError, OSError) as error:
        return show_focus_again(preview, request, error)
    return go_to("/_desk/story", path=form.get("path", ""))


def show_focus_again(preview: Preview, request: Request, error: BroadsheetError | OSError) -> Response:
    """Answer with the page of a story on which a photo's focus couldn't be set."""
    path = form_of(request).get("path", "")
    return show_story(preview, request, path, refused_form(request, error, address("/_desk/story", path=path)))


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
