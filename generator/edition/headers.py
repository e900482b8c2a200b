"""The file `_headers`, which Netlify and Cloudflare Pages read: what browsers are told with each file of the site.

The theme has no script, style or event handler inside a page, so its policy needs no exception: scripts, styles and
fonts come from the site's own files. Data for search engines in a page is no script, and no policy hinders it. Frames
may come from the services that embeds may name; the head of each page narrows this to those of the page itself.

The program of the search is compiled in the browser, which no other page needs. A pattern can't leave out a folder, and
if two patterns match a file, Cloudflare Pages sends both policies, of which browsers obey the stricter one, while
Netlify sends the one that stands last. So the policy for all files allows such programs, and the pages around the
search have the strict policy, whole, by patterns of their own that stand below it. Both ways lead to the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

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
POLICY = "Content-Security-Policy"
MOST_RULES = 100
"""Cloudflare Pages reads no more. Sections come first; pages beyond keep the policy that allows the search."""
DEEP = "/:folder/:name/*"
"""Matches everything that lies two folders deep or deeper: stories, topics, days. The search is one folder deep."""


def headers_of(config: Config, folders: Iterable[str] = ()) -> bytes:
    """Return the text of `_headers`. `folders`: the root-relative addresses of pages that are one folder deep.

    But for the policy, no header is named for two of the patterns that match a file.
    """
    rules = {f"{config.prefix}/*": _for_all(config), f"{config.prefix}/assets/*": {"Cache-Control": LONG}}
    if config.ai.reserves_rights:
        rules[f"{config.prefix}/{LICENSE_FILE}"] = {"Content-Type": "application/rsl+xml"}
    if config.headers.policy and uses_search(config):
        strict = {POLICY: policy_of(config)}
        rules |= dict.fromkeys(islice(_around_the_search(config, folders), MOST_RULES - len(rules)), strict)
    return "\n".join(_rule(pattern, headers) for pattern, headers in rules.items()).encode()


def _around_the_search(config: Config, folders: Iterable[str]) -> Iterator[str]:
    """Yield patterns that match all pages but the search."""
    yield from (f"{config.prefix}{one}" for one in ("/", "/404.html", "/parts/*", DEEP))
    yield from folders


def _for_all(config: Config) -> Mapping[str, str]:
    policy = {POLICY: policy_of(config, search=uses_search(config))} if config.headers.policy else {}
    reserved = {"tdm-reservation": "1"} if config.ai.reserves_rights else {}
    return {**policy, **ALWAYS, **reserved}


def _rule(pattern: str, headers: Mapping[str, str]) -> str:
    return f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


def policy_of(config: Config, *, search: bool = False) -> str:
    """Return the Content-Security-Policy of the pages, or of the search. A page says itself which frames it needs."""
    parts = [f"{name} {' '.join(sources)}" for name, sources in sources_allowed(config, search=search).items()]
    return "; ".join([*parts, *(["upgrade-insecure-requests"] if config.origin.startswith("https:") else [])])


def sources_allowed(config: Config, *, search: bool = False) -> dict[str, tuple[str, ...]]:
    """Return what each directive of the policy allows: for most pages, or for the search."""
    own = {**OWN, "frame-src": frame_sources(config.embeds) or (NONE,)}
    if search:
        own["script-src"] = (*own["script-src"], WASM)
    if config.headers.pictures == "any":
        own["img-src"] = (*own["img-src"], "https:")
    allowed = config.headers.allow
    return {name: tuple(_sources(own.get(name, ()), allowed.get(name, ()))) for name in {**own, **allowed}}


def _sources(own: tuple[str, ...], added: tuple[str, ...]) -> Iterator[str]:
    """Yield what a directive allows. `'none'` stands alone or not at all."""
    yield from (one for one in own if one != NONE or not added)
    yield from added
