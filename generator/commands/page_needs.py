"""Find what the HTML of a template needs that a security policy may refuse: scripts, styles, forms, foreign files."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import urlsplit

import msgspec

FILLED = "\ufffd"
"""Stands for what Jinja puts into the page."""
JINJA = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
SCRIPTS = {
    *("", "module", "importmap", "speculationrules"),
    *("text/javascript", "application/javascript", "text/ecmascript", "application/ecmascript"),
}
"""The types of scripts that a browser runs. Any other is data."""
FETCHED = {
    ("script", "src"): "script-src",
    ("iframe", "src"): "frame-src",
    ("img", "src"): "img-src",
    ("audio", "src"): "media-src",
    ("video", "src"): "media-src",
    ("video", "poster"): "img-src",
    ("track", "src"): "media-src",
    ("object", "data"): "object-src",
    ("embed", "src"): "object-src",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action",
}
"""Element and attribute -> the directive that decides whether the address in it may be used."""
LINKED = {"stylesheet": "style-src", "icon": "img-src", "manifest": "manifest-src", "modulepreload": "script-src"}
"""What a `link` is to the page -> the directive that decides whether it is fetched."""
INLINE = {"script": "script-src", "style": "style-src"}
SCHEMES = {"http": 80, "https": 443}


class Need(msgspec.Struct, frozen=True):
    """Something in a template that a policy must allow."""

    line: int
    directive: str
    """`script-src`"""
    element: str
    """The element that has it: `form`; or the attribute, if that is what it is: `onclick`, `style`."""
    source: str
    """What the policy has to name: an origin, `https://letters.example`, or the hash of what is written into the page;
    empty if no policy that is still strict can allow it."""
    url: str = ""
    """The address; empty for what is written into the page."""


def needs_in(template: str) -> tuple[Need, ...]:
    """Return what the pages that a template makes need, in the order of its lines."""
    return tuple(_read(template).needs)


def marks_in(template: str) -> tuple[tuple[int, str, str], ...]:
    """Return the line, `class` or `id`, and the name, for each name that the template itself gives to an element."""
    return tuple(_read(template).marks)


def _read(template: str) -> "_Reader":
    reader = _Reader()
    reader.feed(without_jinja(template))
    reader.close()
    return reader


def without_jinja(template: str) -> str:
    """Return the HTML that the template itself has, with FILLED for each piece of Jinja, and the same lines."""
    return JINJA.sub(_fill, template.replace("\r\n", "\n"))


def _fill(code: re.Match[str]) -> str:
    """Return what stands for a piece of Jinja: as many lines as it has."""
    return ("" if code[0].startswith("{#") else FILLED) + "\n" * code[0].count("\n")


class _Reader(HTMLParser):
    """Gathers needs, classes and ids, element by element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.needs: list[Need] = []
        self.marks: list[tuple[int, str, str]] = []
        self._written: tuple[int, str] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, values = self.getpos()[0], {name: value or "" for name, value in attrs}
        self.needs += (need for name, value in values.items() for need in _needs_of(line, tag, name, value, values))
        self.marks += (
            (line, name, mark)
            for name in ("class", "id")
            for mark in values.get(name, "").split()
            if FILLED not in mark
        )
        is_run = tag == "style" or (tag == "script" and values.get("type", "").strip().lower() in SCRIPTS)
        self._written = (line, tag) if is_run and "src" not in values else None
        self._text = ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._written and self._written[1] == tag and self._text.strip():
            line, _ = self._written
            known = FILLED not in self._text
            source = f"'sha256-{b64encode(sha256(self._text.encode()).digest()).decode()}'" if known else ""
            self.needs.append(Need(line, INLINE[tag], tag, source))
        self._written = None


def _needs_of(line: int, tag: str, name: str, value: str, values: dict[str, str]) -> Iterator[Need]:
    """Yield what an attribute of an element needs."""
    if name.startswith("on") and len(name) > len("on"):
        yield Need(line, "script-src", name, "")
    elif name == "style":
        yield Need(line, "style-src", name, "")
    elif value.strip().lower().startswith("javascript:"):
        yield Need(line, "script-src", name, "")
    elif directive := _directive(tag, name, values):
        origin = origin_of(value)
        if origin:
            yield Need(line, directive, tag, origin, value)


def _directive(tag: str, name: str, values: dict[str, str]) -> str:
    """Return the directive that decides about the address in an attribute; empty if there is none."""
    if tag == "link" and name == "href":
        kinds = values.get("rel", "").lower().split()
        return next((LINKED[kind] for kind in kinds if kind in LINKED), "")
    if tag == "source" and name == "src":
        return "media-src"
    return FETCHED.get((tag, name), "")


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address elsewhere; empty for one of this site, or one that Jinja decides."""
    url = f"https:{url}" if url.startswith("//") else url
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES or not parts.hostname or FILLED in parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port and port != SCHEMES[parts.scheme] else "")


def is_allowed(need: Need, sources: Iterable[str], own: str) -> bool:
    """Tell whether a directive with these sources allows it. `own` is the origin of the site, for `'self'`.

    As Content Security Policy Level 3 matches them; a path in a source is left out of account.
    """
    if not need.url:
        named = set(sources)
        hashed = any(one.startswith("'sha") for one in named)
        return (need.source in named) if hashed else "'unsafe-inline'" in named
    return any(_matches(need.source, own if source == "'self'" else source) for source in sources)


def _matches(origin: str, source: str) -> bool:
    """Tell whether a source, `https://*.letters.example`, covers an origin."""
    scheme, _, host = origin.partition("://")
    schemes = {scheme, "http" if scheme == "https" else scheme}
    if source.endswith(":"):
        return source[:-1] in schemes
    allowed_scheme, _, rest = source.lower().partition("://")
    name, _, port = host.partition(":")
    allowed_name, _, allowed_port = rest.partition("/")[0].partition(":")
    usual = str(SCHEMES.get(allowed_scheme, ""))
    if allowed_scheme not in schemes or (
        allowed_port != "*" and port != ("" if allowed_port == usual else allowed_port)
    ):
        return False
    return name.endswith(allowed_name[1:]) if allowed_name.startswith("*.") else name == allowed_name
