"""The file `_headers`, which Netlify and Cloudflare Pages read: what browsers are told with each file of the site.

The theme has no script, style or event handler inside a page, so its policy needs no exception: scripts, styles and
fonts come from the site's own files. Data for search engines in a page is no script, and no policy hinders it.
"""

from collections.abc import Iterator, Mapping

from generator.config import Config
from generator.config.machines import HeaderSettings
from generator.edition.ai_rights import LICENSE_FILE

HEADERS_FILE = "_headers"
LONG = "public, max-age=31536000, immutable"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
OWN = {
    "default-src": ("'none'",),
    "base-uri": ("'none'",),
    "connect-src": ("'self'",),
    "font-src": ("'self'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'self'",),
    "frame-src": ("'none'",),
    "img-src": ("'self'",),
    "manifest-src": ("'self'",),
    "media-src": ("'self'",),
    "object-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
}
"""Directive -> what the pages of the theme need."""
NONE = "'none'"


def headers_of(config: Config) -> bytes:
    """Return the text of `_headers`.

    No header is named for two of the patterns that match a file: hosts join such values, or send one of the two.
    """
    rules = {f"{config.prefix}/*": _for_all(config), f"{config.prefix}/assets/*": {"Cache-Control": LONG}}
    if config.ai.policy != "allow":
        rules[f"{config.prefix}/{LICENSE_FILE}"] = {"Content-Type": "application/rsl+xml"}
    return "\n".join(_rule(pattern, headers) for pattern, headers in rules.items()).encode()


def _for_all(config: Config) -> Mapping[str, str]:
    policy = {"Content-Security-Policy": policy_of(config.headers, config.origin)} if config.headers.policy else {}
    reserved = {"tdm-reservation": "1"} if config.ai.policy != "allow" else {}
    return {**policy, **ALWAYS, **reserved}


def _rule(pattern: str, headers: Mapping[str, str]) -> str:
    return f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


def policy_of(settings: HeaderSettings, origin: str) -> str:
    """Return the Content-Security-Policy of all pages; `origin` is the site's own."""
    directives = {**OWN, **{name: () for name in settings.allow if name not in OWN}}
    parts = [f"{name} {' '.join(_sources(name, own, settings))}".rstrip() for name, own in directives.items()]
    return "; ".join([*parts, *(["upgrade-insecure-requests"] if origin.startswith("https:") else [])])


def _sources(name: str, own: tuple[str, ...], settings: HeaderSettings) -> Iterator[str]:
    """Yield what a directive allows. `'none'` stands alone or not at all."""
    added = settings.allow.get(name, ())
    yield from (one for one in own if one != NONE or not added)
    if name == "img-src" and settings.pictures == "any":
        yield "https:"
    yield from added
