"""The routes of the preview: what each address answers."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from html import escape
from http import HTTPStatus
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Lifespan

from generator.archive.addresses import file_of
from generator.catalogue.copy import story_of
from generator.catalogue.store import CatalogueFault, open_reader
from generator.edition.stylesheets import sheet_as_it_is
from generator.errors import BroadsheetError, TemplateError
from generator.preview import desk, pages
from generator.preview.actions import ACTIONS
from generator.preview.answers import HEADERS, answer_draft_photo, answer_photo
from generator.preview.desk_pages import NOTICE, PAGE_HEADERS, show_not_found
from generator.preview.drafts import render_preview
from generator.preview.forms import form_of
from generator.preview.preview import Preview, last_settings
from generator.preview.rows import STATES
from generator.preview.served_site import Served
from generator.preview.story_page import answer_focus, answer_story
from generator.preview.upcoming import find_upcoming
from generator.preview.views import VIEWS, View, opened, render_view, show_action_again, show_view
from generator.preview.writing_routes import writing_routes

CATALOGUE_UNREADABLE = NOTICE.format(
    "The catalogue can’t be read now: {reason}. "
    "Reload the page in a moment. If it still can’t be read, stop the program that uses the catalogue."
)
MOST_CHARS = 200
"""The length limit of a search."""


def make_application(preview: Preview, lifespan: Lifespan[Starlette]) -> Starlette:
    """Return the preview as an ASGI application."""

    def bound(answer: Callable[[Preview, Request], Response]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            try:
                return answer(preview, request)
            except CatalogueFault as fault:
                return _catalogue_unreadable(preview, fault)

        return endpoint

    async def live(_: Request) -> Response:
        headers = HEADERS | {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(preview.channel.listen(), media_type="text/event-stream", headers=headers)

    return Starlette(
        routes=[
            Route("/_desk", answer_without_slash),
            Route("/_desk/", bound(answer_desk)),
            Route("/_desk/story", bound(answer_story)),
            Route("/_desk/preview/{name}/{path:path}", bound(answer_draft)),
            Route("/_desk/photo", bound(answer_desk_photo)),
            Route("/_desk/focus", bound(answer_focus), methods=["POST"]),
            *writing_routes(preview, bound),
            *(Route(f"/_desk/{name}", bound(partial(_answer_action, name)), methods=["POST"]) for name in ACTIONS),
            *(Route(f"/_desk/{name}", bound(partial(_answer_view, view))) for name, view in VIEWS.items()),
            Route("/_desk/live", live),
            Route("/_desk/style", bound(answer_style)),
            Route("/_desk/{name}", bound(answer_asset)),
            Route("/{path:path}", bound(answer_page)),
        ],
        lifespan=lifespan,
    )


# --- the site -------------------------------------------------------------------------------------


def answer_page(preview: Preview, request: Request) -> Response:
    """Answer with a file of the site, or with the site's 404 page."""
    prefix = _prefix(preview)
    path: str = request.scope["path"]
    if prefix and path in {"/", prefix}:
        return RedirectResponse(f"{prefix}/", HTTPStatus.TEMPORARY_REDIRECT, HEADERS)
    file = _file_at(request, prefix)
    served = preview.site.read(file) if file else None
    if served is None and file and preview.site.read(f"{file}/index.html"):
        return RedirectResponse(f"{quote(path)}/", HTTPStatus.TEMPORARY_REDIRECT, HEADERS)
    if served is not None:
        return _answer_with(preview, request, served, file)
    return answer_draft_photo(preview.paper, preview.draft_photos, file) or show_not_found(preview, file)


def _file_at(request: Request, prefix: str) -> str:
    """Return the file that a host would serve at the request's address; empty when there can't be one."""
    path: str = request.scope["path"]
    raw = request.scope.get("raw_path", b"").lower()
    plain = path.startswith(f"{prefix}/") and not path.startswith(f"{prefix}//")
    return file_of(path, prefix) if plain and b"%2f" not in raw and b"%5c" not in raw else ""


def _prefix(preview: Preview) -> str:
    """Return the path in the paper's address, from the settings of the last build."""
    settings = last_settings(preview)
    return settings.config.prefix if settings else ""


def _answer_with(preview: Preview, request: Request, served: Served, file: str) -> Response:
    content, tag = served.content, served.digest
    if served.media_type.startswith("text/html"):
        state = preview.state()
        content = pages.insert(
            content, pages.live_script(run=state.run, edition=state.edition, round=state.round, file=file)
        )
        tag = f"{served.digest}-{state.run}-{state.edition}-{state.round}"
    headers = HEADERS | {"ETag": f'"{tag}"', "Accept-Ranges": "bytes"}
    if f'"{tag}"' in [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return _answer_range(request, content, served.media_type, headers)


def _answer_range(request: Request, content: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """Answer with the range that the request asks for (RFC 9110, 14.2), or with everything if it asks for several."""
    wanted = request.headers.get("range", "")
    if (
        not wanted.startswith("bytes=")
        or "," in wanted
        or request.headers.get("if-range", headers["ETag"]) != headers["ETag"]
    ):
        return Response(content, media_type=media_type, headers=headers)
    span = parse_range(wanted.removeprefix("bytes="), len(content))
    if span is None:
        headers |= {"Content-Range": f"bytes */{len(content)}"}
        return Response(status_code=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    first, last = span
    headers |= {"Content-Range": f"bytes {first}-{last}/{len(content)}"}
    return Response(content[first : last + 1], HTTPStatus.PARTIAL_CONTENT, headers, media_type)


def parse_range(words: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte (0-based) of a range such as `0-99`, `100-` or `-50` in a file of `size` bytes.

    Returns None when the file has no such bytes.
    """
    first, dash, last = words.strip().partition("-")
    numbers = all(part.isascii() and (part.isdecimal() or not part) and len(part) < 19 for part in (first, last))
    if not dash or not numbers or not (first or last):
        return None
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) and size else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None


def _catalogue_unreadable(preview: Preview, fault: CatalogueFault) -> Response:
    """Answer that the catalogue can't be read, and why. The page reloads after the next build."""
    state = preview.state()
    element = pages.live_script(run=state.run, edition=state.edition, round=state.round, file="")
    html = CATALOGUE_UNREADABLE.format(reason=escape(str(fault)))
    return HTMLResponse(pages.insert(html.encode(), element), HTTPStatus.SERVICE_UNAVAILABLE, HEADERS)


# --- beside the site ------------------------------------------------------------------------------


def answer_asset(_: Preview, request: Request) -> Response:
    """Answer with one of the preview's own scripts or style sheets."""
    name = request.path_params["name"]
    if name not in pages.ASSETS:
        return Response("There is no such page.\n", HTTPStatus.NOT_FOUND, HEADERS, "text/plain")
    return Response(pages.read_asset(name), media_type=pages.ASSETS[name], headers=HEADERS)


def answer_style(preview: Preview, request: Request) -> Response:
    """Answer with a style sheet of static/assets/ as it is now, even before it is built."""
    name = f"assets/{request.query_params.get('name', '')}"
    settings = last_settings(preview)
    sheets = {one.name: one for one in settings.assets.values()} if settings else {}
    if settings is None or name not in sheets or not name.endswith(".css"):
        return Response("There is no such style sheet.\n", HTTPStatus.NOT_FOUND, HEADERS, "text/plain")
    try:
        content = sheet_as_it_is(sheets, name, settings.config.prefix)
    except OSError:
        content = b""
    return Response(content, media_type="text/css", headers=HEADERS | {"Cache-Control": "no-store"})


def answer_draft(preview: Preview, request: Request) -> Response:
    """Answer with the preview of a story at its secret address."""
    path = request.path_params["path"]
    if not preview.tokens.is_token_of(request.path_params["name"], path):
        return show_not_found(preview)
    state = preview.state()
    try:
        page = render_preview(preview.paper_now(), path)
        source = _source_of(preview, path)
        preview.draft_photos.update(page.photos)
    except (KeyError, FileNotFoundError):
        return show_not_found(preview)
    except TemplateError as trouble:
        return Response(f"{trouble}\n", HTTPStatus.INTERNAL_SERVER_ERROR, HEADERS, "text/plain")
    element = pages.live_script(run=state.run, edition=state.edition, round=state.round, source=source)
    return HTMLResponse(pages.insert(page.html, element), headers=HEADERS | {"Cache-Control": "no-store"})


def _source_of(preview: Preview, path: str) -> str:
    with closing(open_reader(preview.catalogue)) as store:
        return story_of(store, path).file


# --- the desk -------------------------------------------------------------------------------------


def answer_without_slash(_: Request) -> Response:
    """Lead to the desk whoever types its address without the slash."""
    return RedirectResponse("/_desk/", HTTPStatus.TEMPORARY_REDIRECT, HEADERS)


def answer_desk(preview: Preview, request: Request) -> Response:
    """Answer with the list of stories."""
    asked = request.query_params
    page = asked.get("page", "1")
    query = desk.DeskQuery(
        words=asked.get("words", "")[:MOST_CHARS],
        state=asked.get("state", "") if asked.get("state") in STATES else "",
        section=asked.get("section", ""),
        byline=asked.get("byline", ""),
        page=min(int(page[:6]), 100_000) if page.isascii() and page.isdecimal() and int(page[:6]) else 1,
    )
    with opened(preview) as found:
        if found is None:
            return show_not_found(preview)
        outcome = preview.state().outcome
        desk_page = desk.list_stories(found.filed, query, outcome.problems if outcome else ())
        html = render_view(
            preview, found, "desk.html", "stories",
            query=query, desk_page=desk_page, options=desk.filter_options(found.store, found.settings.addresses),
            upcoming=find_upcoming(found.store, found.now), held=len(found.filed.held),
        )  # fmt: skip
    return HTMLResponse(html, headers=PAGE_HEADERS)


def _answer_view(view: View, preview: Preview, request: Request) -> Response:
    """Answer with a view of the desk, or say that the paper is still being built."""
    return show_view(preview, view, request.query_params)


def _answer_action(name: str, preview: Preview, request: Request) -> Response:
    """Do what a form asks for, and lead to the page that tells of it; or show the form again, and why it wasn't."""
    try:
        return RedirectResponse(ACTIONS[name](preview, form_of(request)), HTTPStatus.SEE_OTHER, HEADERS)
    except (BroadsheetError, OSError) as error:
        return show_action_again(preview, request, error)


def answer_desk_photo(preview: Preview, request: Request) -> Response:
    """Answer with a small copy of a photo of content/."""
    return answer_photo(preview.paper, request.query_params.get("file", ""))
