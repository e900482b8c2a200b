"""Define `[preview]`: the names by which browsers reach `broadsheet serve`."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from generator.config.places import Mistake

HOST = re.compile(r"(?:[A-Za-z0-9_](?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?", re.ASCII)
"""A name or an IP address, and perhaps a port. No pattern such as `*`, which would let any name in."""
MAX_PORT = 65_535


class PreviewSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`[preview]`: `broadsheet serve` in a container, behind another port, or behind a proxy."""

    hosts: Annotated[
        tuple[str, ...],
        Meta(
            description="The names by which browsers reach the preview besides this machine's own, as they stand in "
            "the browser's address line: with a port, or without one for any port. All others are refused.",
            examples=[["localhost:9000", "preview.courier.example"]],
        ),
    ] = ()


def find_host_mistakes(hosts: Any) -> Iterator[Mistake]:
    """Yield a mistake for each of the preview's hosts that is no name with a port or without one."""
    for host in hosts if isinstance(hosts, list) else []:
        found = HOST.fullmatch(host) if isinstance(host, str) else None
        if isinstance(host, str) and (found is None or int(found[1] or 1) not in range(1, MAX_PORT + 1)):
            hint = 'Write it as it stands in the browser, without http:// and path: hosts = ["localhost:9000"]'
            yield "preview.hosts", f"“{host}” isn't a host, or a host and its port.", hint
