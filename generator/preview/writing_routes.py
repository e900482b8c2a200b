"""The addresses of the desk at which people write. The guard lets a POST through to those alone that it knows."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from generator.preview.edit import answer_edit, answer_save, answer_undo
from generator.preview.preview import Preview

Answer = Callable[[Preview, Request], Response]
Endpoint = Callable[[Request], Response]


def writing_routes(bound: Callable[[Answer], Endpoint]) -> list[Route]:
    """Return the routes. `bound` makes an endpoint of a function that answers."""
    return [
        Route("/_desk/edit", bound(answer_edit)),
        Route("/_desk/save", bound(answer_save), methods=["POST"]),
        Route("/_desk/undo", bound(answer_undo), methods=["POST"]),
    ]
