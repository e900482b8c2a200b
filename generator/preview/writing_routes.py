"""The addresses of the desk at which people write. The guard lets a POST through to those alone that it knows."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from generator.preview.acts import answer_act
from generator.preview.dropped import answer_drop
from generator.preview.edit import answer_edit, answer_save, answer_undo
from generator.preview.new_story import answer_begin, answer_new
from generator.preview.preview import Preview
from generator.preview.proofs import answer_proof, answer_proof_page

Answer = Callable[[Preview, Request], Response]
Endpoint = Callable[[Request], Response]


def writing_routes(preview: Preview, bound: Callable[[Answer], Endpoint]) -> list[Route]:
    """Return the routes. `bound` makes an endpoint of a function that answers."""

    async def drop(request: Request) -> Response:
        return await answer_drop(preview, request)

    return [
        Route("/_desk/edit", bound(answer_edit)),
        Route("/_desk/save", bound(answer_save), methods=["POST"]),
        Route("/_desk/proof", bound(answer_proof), methods=["POST"]),
        Route("/_desk/proof/{name}", bound(answer_proof_page)),
        Route("/_desk/undo", bound(answer_undo), methods=["POST"]),
        Route("/_desk/new", bound(answer_new)),
        Route("/_desk/begin", bound(answer_begin), methods=["POST"]),
        Route("/_desk/drop", drop, methods=["POST"]),
        Route("/_desk/act/{act}", bound(answer_act), methods=["POST"]),
    ]
