"""The forms of the desk: what a page sends when an editor asks for a change."""

import hmac
from collections.abc import Iterator
from urllib.parse import parse_qsl

import msgspec

MOST_FORM_BYTES = 65_536
"""The largest form: the order of a front names up to two hundred stories."""
MOST_FIELDS = 500


class Form(msgspec.Struct, frozen=True):
    """The fields of a form, in their order."""

    fields: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """Return the value of the first field of that name; empty when there is none."""
        return next(self._values(name), "")

    def values(self, name: str) -> list[str]:
        """Return the values of all fields of that name, in their order."""
        return list(self._values(name))

    def has_token(self, token: str) -> bool:
        """Tell whether the form comes from a page of the desk, which alone knows the token."""
        return hmac.compare_digest(self.value("token").encode(), token.encode())

    def _values(self, name: str) -> Iterator[str]:
        return (value for key, value in self.fields if key == name)


def read_form(content: bytes) -> Form:
    """Return the fields of a form as browsers send it. Raises ValueError when it has too many."""
    text = content.decode("utf-8", "replace")
    return Form(tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)))
