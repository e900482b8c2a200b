"""Check what `[headers.allow]` adds to the security policy, and the names of hosts in `[ping]`."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.config.places import Mistake
from generator.config.wording import nearest

DIRECTIVES = frozenset(
    [
        *("connect-src", "default-src", "font-src", "form-action", "frame-ancestors", "frame-src", "img-src"),
        *("manifest-src", "media-src", "object-src", "script-src", "style-src", "worker-src"),
    ]
)
ORIGIN = r"(?:https?|wss?)://(?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::\d{1,5}|:\*)?(?:/[^\s;,]*)?"
KEYWORD = r"'(?:self|unsafe-inline|unsafe-eval|wasm-unsafe-eval|unsafe-hashes|strict-dynamic)'"
SOURCE = re.compile(
    rf"{ORIGIN}|{KEYWORD}|'sha(?:256|384|512)-[A-Za-z0-9+/_-]+={{0,2}}'|(?:https?|data|blob):", re.ASCII
)
"""A source as Content Security Policy Level 3 has it. It holds no space, `;` or `,`, which would begin another."""


def find_policy_mistakes(allowed: Any) -> Iterator[Mistake]:
    """Yield the mistakes in a well-formed `[headers.allow]`."""
    if not isinstance(allowed, Mapping):
        return
    for name, sources in allowed.items():
        if name not in DIRECTIVES:
            hint = nearest(name, DIRECTIVES) or "Known ones: " + ", ".join(sorted(DIRECTIVES)) + "."
            yield f"headers.allow.{name}", f"There is no directive “{name}”.", hint
        for source in sources if isinstance(sources, list) else []:
            if isinstance(source, str) and not SOURCE.fullmatch(source):
                hint = 'Write an origin, such as "https://counter.example", or a hash, such as "\'sha256-…\'".'
                yield f"headers.allow.{name}", f"“{source}” can't be allowed: it isn't an origin.", hint


def find_ping_mistakes(table: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield what `[ping]` names that isn't in `table`, the whole of site.toml: a hub, or a host to deploy to."""
    ping, deploy, feeds = table.get("ping"), table.get("deploy"), table.get("feeds")
    if not isinstance(ping, Mapping):
        return
    if ping.get("websub") is True and not (isinstance(feeds, Mapping) and feeds.get("hub")):
        yield "ping.websub", "There is no hub to tell.", 'Name it: hub = "https://hub.example/", under [feeds].'
    named = ping.get("targets")
    known = set(deploy) if isinstance(deploy, Mapping) else set()
    for name in named if isinstance(named, list) else []:
        if isinstance(name, str) and name not in known:
            hint = nearest(name, known) or "Name one of them, or take it out."
            yield "ping.targets", f"There is no [deploy.{name}].", hint
