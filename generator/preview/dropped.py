"""Take files that a script of the desk sends, one a request, as bytes. Their names stand in the address."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from generator.errors import BroadsheetError
from generator.newsroom.dropped_text import put_text
from generator.newsroom.dropping import MOST_BYTES, drop_file
from generator.newsroom.writing import Done, digest_of, read_file
from generator.paper import Paper
from generator.preview.desk_pages import refusal_of, status_of, tell
from generator.preview.preview import Preview

TOO_LARGE = f"The file has more than {MOST_BYTES:,} bytes. Copy it into the folder of the story instead."


async def answer_drop(preview: Preview, request: Request) -> Response:
    """Write a dropped file beside its story. The whole of it must have come before anything is written."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > MOST_BYTES:
        return tell({"message": TOO_LARGE}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    content = bytearray()
    try:
        async for part in request.stream():
            content += part
            if len(content) > MOST_BYTES:
                return tell({"message": TOO_LARGE}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except ClientDisconnect:
        return tell({"message": "The file didn't come whole."}, HTTPStatus.BAD_REQUEST)
    return await run_in_threadpool(_write, preview, request, bytes(content))


def _write(preview: Preview, request: Request, content: bytes) -> Response:
    asked = request.query_params
    try:
        done = _take(preview.paper_now(), asked, content)
    except (BroadsheetError, OSError) as error:
        refusal = refusal_of(error)
        return tell({"message": f"{refusal.message} {refusal.hint}".strip()}, status_of(error))
    seen = digest_of(read_file(preview.paper_now(), done.file))
    return tell({"message": done.message, "file": done.file, "undo": done.undo, "seen": seen})


def _take(paper: Paper, asked: Mapping[str, str], content: bytes) -> Done:
    """Put the text of a document into the story, if that was asked for; else write the file beside the story."""
    story, name = asked.get("file", ""), asked.get("name", "")
    if asked.get("into") == "text":
        return put_text(paper, story, name, content, asked.get("seen", ""))
    return drop_file(paper, story, name, content)
