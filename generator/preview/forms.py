"""Read the forms by which the desk writes, and compare the token that each request to write must carry.

The token is made when the preview starts and stands in the desk's pages alone. A form brings it in a field, a script in
a header.
"""

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import Receive

FORM = "application/x-www-form-urlencoded"
TOKEN_FIELD, TOKEN_HEADER = "token", "x-broadsheet-token"
SCOPE_KEY = "broadsheet.form"
"""Where the guard leaves a form that it has read, in the scope of the request."""
MOST_FIELDS = 100

Form = dict[str, str]


async def read_form(receive: Receive, most_bytes: int) -> Form | None:
    """Return the fields of a form; None if it is too large. What can't be read as one has no fields."""
    content = bytearray()
    while True:
        message = await receive()
        content += message.get("body", b"")
        if len(content) > most_bytes:
            return None
        if message["type"] != "http.request":
            return {}
        if not message.get("more_body"):
            break
    try:
        text = content.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        return {}
    return dict(pairs)


def form_of(request: Request) -> Form:
    """Return the form that the guard has read for this request."""
    form: Form = request.scope.get(SCOPE_KEY, {})
    return form


def has_token(token: str, headers: Mapping[str, str], form: Mapping[str, str]) -> bool:
    """Tell, in constant time, whether a request to write carries the token of this start."""
    sent = headers.get(TOKEN_HEADER, "") or form.get(TOKEN_FIELD, "")
    return bool(token) and hmac.compare_digest(sent.encode("utf-8", "replace"), token.encode())
