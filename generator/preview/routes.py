"""What each address of the preview answers."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Lifespan

from generator.archive.addresses import file_of
from generator.catalogue.copy import story_of
from generator.catalogue.store import FILE, CatalogueFault, open_reader
from generator.edition.edition import EditionSettings
from generator.edition.last import recall_settings
from generator.errors import TemplateError
from generator.paper import Paper
from generator.preview import desk, pages
from generator.preview.drafts import PreviewTokens, set_story
from generator.preview.events import Channel
from generator.preview.served_site import Served, ServedSite
from generator.preview.state import State

NOT_FOUND = "404.html"
HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
}
UNREADY = '<!doctype html><html lang="en"><title>Broadsheet</title><body><p>The paper is being built.</p></body></html>'
UNREADABLE = (
    '<!doctype html><html lang="en"><title>Broadsheet</title><body><p>The catalogue can’t be read now: {reason}. '
    "Load the page again in a moment; if it stays so, end the program that has .broadsheet open.</p></body></html>"
)
MOST_CHARS = 200
"""Of a search."""


class Preview(msgspec.Struct, frozen=True):
    """All that the routes answer from."""

    paper: Paper
    site: ServedSite
    channel: Channel
    whisper: PreviewTokens
    clock: Callable[[], datetime]
    state: Callable[[], State]
    """How the preview stands now."""

    @property
    def catalogue(self) -> Path:
        """The file that the desk reads."""
        return self.paper.state / FILE


def make_application(preview: Preview, lifespan: Lifespan[Starlette]) -> Starlette:
    """The preview as an ASGI application."""

    def bound(answer: Callable[[Preview, Request], Response]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            try:
                return answer(preview, request)
            except CatalogueFault as fault:
                return _unreadable(preview, fault)

        return endpoint

    async def live(_: Request) -> Response:
        headers = HEADERS | {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(preview.channel.listen(), media_type="text/event-stream", headers=headers)

    return Starlette(
        routes=[
            Route("/_desk/", bound(answer_desk)),
            Route("/_desk/story", bound(answer_story)),
            Route("/_desk/preview/{name}/{path:path}", bound(answer_draft)),
            Route("/_desk/live", live),
            Route("/_desk/style", bound(answer_style)),
            Route("/_desk/{name}", bound(answer_asset)),
            Route("/{path:path}", bound(answer_page)),
        ],
        lifespan=lifespan,
    )


# --- the site -------------------------------------------------------------------------------------


def answer_page(preview: Preview, request: Request) -> Response:
    """A file of the site; its own 404 page where there is none."""
    prefix = _prefix(preview)
    path: str = request.scope["path"]
    if prefix and path == "/":
        return RedirectResponse(f"{prefix}/", HTTPStatus.TEMPORARY_REDIRECT, HEADERS)
    file = _file_at(request, prefix)
    served = preview.site.read(file) if file else None
    if served is None and file and preview.site.read(f"{file}/index.html"):
        return RedirectResponse(f"{quote(path)}/", HTTPStatus.TEMPORARY_REDIRECT, HEADERS)
    if served is not None:
        return _hand_over(preview, request, served, file)
    return _nothing_there(preview, file)


def _file_at(request: Request, prefix: str) -> str:
    """The file that a host would serve at the request's address; empty when there can be none."""
    path: str = request.scope["path"]
    raw = request.scope.get("raw_path", b"").lower()
    plain = path.startswith(f"{prefix}/") and not path.startswith(f"{prefix}//")
    return file_of(path, prefix) if plain and b"%2f" not in raw and b"%5c" not in raw else ""


def _prefix(preview: Preview) -> str:
    """The path of the paper's address, as of the last build."""
    settings = _settings(preview)
    return settings.config.prefix if settings else ""


def _settings(preview: Preview) -> EditionSettings | None:
    try:
        with closing(open_reader(preview.catalogue)) as store:
            return recall_settings(store)
    except (FileNotFoundError, CatalogueFault):
        return None


def _hand_over(preview: Preview, request: Request, served: Served, file: str) -> Response:
    content, tag = served.content, served.digest
    if served.media_type.startswith("text/html"):
        state = preview.state()
        content = pages.put_in(
            content, pages.script(run=state.run, edition=state.edition, round=state.round, file=file)
        )
        tag = f"{served.digest}-{state.run}-{state.edition}-{state.round}"
    headers = HEADERS | {"ETag": f'"{tag}"', "Accept-Ranges": "bytes"}
    if f'"{tag}"' in [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return _in_range(request, content, served.media_type, headers)


def _in_range(request: Request, content: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """The whole, or the one range that the request asks for (RFC 9110, 14.2); of several the whole."""
    wanted = request.headers.get("range", "")
    if (
        not wanted.startswith("bytes=")
        or "," in wanted
        or request.headers.get("if-range", headers["ETag"]) != headers["ETag"]
    ):
        return Response(content, media_type=media_type, headers=headers)
    span = span_of(wanted.removeprefix("bytes="), len(content))
    if span is None:
        headers |= {"Content-Range": f"bytes */{len(content)}"}
        return Response(status_code=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    first, last = span
    headers |= {"Content-Range": f"bytes {first}-{last}/{len(content)}"}
    return Response(content[first : last + 1], HTTPStatus.PARTIAL_CONTENT, headers, media_type)


def span_of(words: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a range such as `0-99`, `100-` or `-50` of a file of `size` bytes; None: it has none."""
    first, dash, last = words.strip().partition("-")
    numbers = all(part.isascii() and (part.isdecimal() or not part) and len(part) < 19 for part in (first, last))
    if not dash or not numbers or not (first or last):
        return None
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) and size else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None


def _nothing_there(preview: Preview, file: str) -> Response:
    state = preview.state()
    element = pages.script(run=state.run, edition=state.edition, round=state.round, file=file)
    missing = preview.site.read(NOT_FOUND)
    if missing is None:
        return HTMLResponse(pages.put_in(UNREADY.encode(), element), HTTPStatus.SERVICE_UNAVAILABLE, HEADERS)
    return HTMLResponse(pages.put_in(missing.content, element), HTTPStatus.NOT_FOUND, HEADERS)


def _unreadable(preview: Preview, fault: CatalogueFault) -> Response:
    """In place of a page that the catalogue is needed for: why there is none, until it can be read again."""
    state = preview.state()
    element = pages.script(run=state.run, edition=state.edition, round=state.round, file="")
    html = UNREADABLE.format(reason=escape(str(fault)))
    return HTMLResponse(pages.put_in(html.encode(), element), HTTPStatus.SERVICE_UNAVAILABLE, HEADERS)


# --- beside the site ------------------------------------------------------------------------------


def answer_asset(_: Preview, request: Request) -> Response:
    """A script or style sheet of the preview's own."""
    name = request.path_params["name"]
    if name not in pages.ASSETS:
        return Response("There is no such page.\n", HTTPStatus.NOT_FOUND, HEADERS, "text/plain")
    return Response(pages.asset(name), media_type=pages.ASSETS[name], headers=HEADERS)


def answer_style(preview: Preview, request: Request) -> Response:
    """A style sheet as it lies in static/assets/ now, before it is built in."""
    name = f"assets/{request.query_params.get('name', '')}"
    settings = _settings(preview)
    sources = {one.name: one.source for one in settings.assets.values()} if settings else {}
    if name not in sources or not name.endswith(".css"):
        return Response("There is no such style sheet.\n", HTTPStatus.NOT_FOUND, HEADERS, "text/plain")
    try:
        content = Path(sources[name]).read_bytes()
    except OSError:
        content = b""
    return Response(content, media_type="text/css", headers=HEADERS | {"Cache-Control": "no-store"})


def answer_draft(preview: Preview, request: Request) -> Response:
    """A story that isn't public, at its secret address."""
    path = request.path_params["path"]
    if not preview.whisper.is_named(request.path_params["name"], path):
        return _nothing_there(preview, "")
    state = preview.state()
    try:
        html = set_story(preview.paper, path)
        source = _source_of(preview, path)
    except (KeyError, FileNotFoundError):
        return _nothing_there(preview, "")
    except TemplateError as trouble:
        return Response(f"{trouble}\n", HTTPStatus.INTERNAL_SERVER_ERROR, HEADERS, "text/plain")
    element = pages.script(run=state.run, edition=state.edition, round=state.round, source=source)
    return HTMLResponse(pages.put_in(html, element), headers=HEADERS | {"Cache-Control": "no-store"})


def _source_of(preview: Preview, path: str) -> str:
    with closing(open_reader(preview.catalogue)) as store:
        return story_of(store, path).file


# --- the desk -------------------------------------------------------------------------------------


def answer_desk(preview: Preview, request: Request) -> Response:
    """The list of stories."""
    asked = request.query_params
    page = asked.get("page", "1")
    wish = desk.Wish(
        words=asked.get("words", "")[:MOST_CHARS],
        state=asked.get("state", "") if asked.get("state") in desk.STATES else "",
        section=asked.get("section", ""),
        byline=asked.get("byline", ""),
        page=min(int(page[:6]), 100_000) if page.isascii() and page.isdecimal() and int(page[:6]) else 1,
    )
    settings, state, now = _settings(preview), preview.state(), preview.clock()
    if settings is None:
        return _nothing_there(preview, "")
    with closing(open_reader(preview.catalogue)) as store:
        sheaf = desk.lay_out(store, wish, now)
        choices = desk.choices(store, settings.addresses.sections)
    names = dict(choices.sections)
    words = pages.fill(
        "desk.html", settings=settings, wish=wish, sheaf=sheaf, choices=choices, names=names, state=state, now=now,
        zone=ZoneInfo(settings.config.time_zone), states=desk.STATES, secret=lambda path: secret_url(preview, path),
    )  # fmt: skip
    return HTMLResponse(words, headers=HEADERS | {"Cache-Control": "no-store"})


def answer_story(preview: Preview, request: Request) -> Response:
    """What is known of one story."""
    path = request.query_params.get("path", "")
    settings, now = _settings(preview), preview.clock()
    try:
        with closing(open_reader(preview.catalogue)) as store:
            detail = desk.examine(store, path, now)
    except (KeyError, FileNotFoundError):
        return _nothing_there(preview, "")
    if settings is None:
        return _nothing_there(preview, "")
    words = pages.fill(
        "story.html", settings=settings, detail=detail, state=preview.state(), now=now,
        zone=ZoneInfo(settings.config.time_zone), folder=str(preview.paper.folder),
        names=settings.addresses.sections, secret=lambda path: secret_url(preview, path),
    )  # fmt: skip
    return HTMLResponse(words, headers=HEADERS | {"Cache-Control": "no-store"})


def secret_url(preview: Preview, path: str) -> str:
    """Where the story at `path` can be seen before it is public."""
    return f"/_desk/preview/{preview.whisper.name(path)}/{quote(path)}"
