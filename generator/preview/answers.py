"""Answers about photos: small copies for the desk and for previews."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from generator.archive.photos import FOLDER, Original
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
        return Response("There is no such photo.\n", HTTPStatus.NOT_FOUND, HEADERS, "text/plain")
    return Response(content, media_type="image/jpeg", headers=HEADERS | {"Cache-Control": "no-store"})


def answer_draft_photo(paper: Paper, known: Mapping[str, tuple[Original, Recipe]], file: str) -> Response | None:
    """Answer with a size of a photo that the preview of a story named, or with nothing. `known`: those sizes."""
    made_of = known.get(file.removeprefix(f"{FOLDER}/"))
    content = copy_for_preview(paper, *made_of) if made_of else None
    if content is None:
        return None
    kind = "image/avif" if file.endswith(".avif") else "image/jpeg"
    return Response(content, media_type=kind, headers=HEADERS | {"Cache-Control": "no-store"})
