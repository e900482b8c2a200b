"""The file `_headers`, which Netlify and Cloudflare Pages read: what browsers are told with each file of the site.

The theme has no script, style or event handler inside a page, so its policy needs no exception: scripts, styles and
fonts come from the site's own files. Data for search engines in a page is no script, and no policy hinders it. Frames
may come from the services that embeds may name; the head of each page narrows this to those of the page itself.
"""

from collections.abc import Iterator, Mapping

from generator.config import Config
from generator.edition.ai_rights import LICENSE_FILE
from generator.intake.embeds.recognise import frame_sources
from generator.search.pagefind import uses_search

HEADERS_FILE = "_headers"
LONG = "public, max-age=31536000, immutable"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
NONE = "'none'"
WASM = "'wasm-unsafe-eval'"
"""What the program of the search needs: it is compiled in the browser."""
OWN: dict[str, tuple[str, ...]] = {
    "default-src": (NONE,),
    "base-uri": (NONE,),
    "connect-src": ("'self'",),
    "font-src": ("'self'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'self'",),
    "img-src": ("'self'",),
    "manifest-src": ("'self'",),
    "media-src": ("'self'",),
    "object-src": (NONE,),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
}
"""Directive -> what the pages of the theme need."""


def headers_of(config: Config) -> bytes:
    """Return the text of `_headers`.

    No header is named for two of the patterns that match a file: hosts join such values, or send one of the two.
    """
    rules = {f"{config.prefix}/*": _for_all(config), f"{config.prefix}/assets/*": {"Cache-Control": LONG}}
    if config.ai.reserves_rights:
        rules[f"{config.prefix}/{LICENSE_FILE}"] = {"Content-Type": "application/rsl+xml"}
    return "\n".join(_rule(pattern, headers) for pattern, headers in rules.items()).encode()


def _for_all(config: Config) -> Mapping[str, str]:
    policy = {"Content-Security-Policy": policy_of(config)} if config.headers.policy else {}
    reserved = {"tdm-reservation": "1"} if config.ai.reserves_rights else {}
    return {**policy, **ALWAYS, **reserved}


def _rule(pattern: str, headers: Mapping[str, str]) -> str:
    return f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


def policy_of(config: Config) -> str:
    """Return the Content-Security-Policy of all pages.

    A page says itself which of the frames in it it needs, and all pages but the search refuse its kind of program.
    """
    parts = [f"{name} {' '.join(sources)}" for name, sources in sources_allowed(config).items()]
    return "; ".join([*parts, *(["upgrade-insecure-requests"] if config.origin.startswith("https:") else [])])


def sources_allowed(config: Config) -> dict[str, tuple[str, ...]]:
    """Return what each directive of the policy allows."""
    own = {**OWN, "frame-src": frame_sources(config.embeds) or (NONE,)}
    if uses_search(config):
        own["script-src"] = (*own["script-src"], WASM)
    if config.headers.pictures == "any":
        own["img-src"] = (*own["img-src"], "https:")
    allowed = config.headers.allow
    return {name: tuple(_sources(own.get(name, ()), allowed.get(name, ()))) for name in {**own, **allowed}}


def script_sources(config: Config) -> tuple[str, ...]:
    """Return where the scripts of all pages but the search may come from. Each page narrows the policy to them."""
    return tuple(_sources(OWN["script-src"], config.headers.allow.get("script-src", ())))


def _sources(own: tuple[str, ...], added: tuple[str, ...]) -> Iterator[str]:
    """Yield what a directive allows. `'none'` stands alone or not at all."""
    yield from (one for one in own if one != NONE or not added)
    yield from added
