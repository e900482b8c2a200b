"""Write redirects from stories' former addresses in the form that a host reads, in place of redirect pages.

    netlify    `_redirects`, for Netlify and Cloudflare Pages; the paper's own static/_redirects follows as it is
    nginx      `redirects.map`, in the site's folder: nginx reads it when it starts (docs/delivery-programs.md)
    s3         an object at each former address with x-amz-website-redirect-location

A page in a folder is reached with and without a final `/`, so its former address is redirected in both forms.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from generator.archive.addresses import file_of
from generator.delivery.hosts.contract import Upload
from generator.digests import digest_bytes

NETLIFY_FILE = "_redirects"
NGINX_FILE = "redirects.map"
SHORT = "public, max-age=300"
PLAIN = "text/plain; charset=utf-8"
SAFE = "/-._~%"
SAFE_ELSEWHERE = SAFE + "?&=#+,;@!"
"""Also what has a meaning in the address of another site."""
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

Redirects = Sequence[tuple[str, str]]
"""Pairs of a former address and its target, both root-relative, sorted."""


def write_redirects(
    form: str, redirects: Redirects, folder: Path, own: Path | None = None, prefix: str = ""
) -> list[Upload]:
    """Write the redirects in `form` (see `Target.redirects`) into `folder`; return the uploads, none for `pages`.

    `own` is the paper's own `_redirects` if it has one; `prefix` is the path at which the site begins.
    """
    if form == "netlify":
        text = _netlify(redirects, own.read_text(encoding="utf-8", errors="surrogateescape") if own else "")
        return [_write(folder, NETLIFY_FILE, text)] if text else []
    if form == "nginx":
        return [_write(folder, NGINX_FILE, "".join(_nginx(redirects)))]
    return list(_s3(redirects, folder, prefix)) if form == "s3" else []


def encode(url: str) -> str:
    """Encode an address as in a request, so that nothing in it has a meaning of its own in a file of redirects."""
    if url.startswith(("http://", "https://")):
        scheme, _, rest = url.partition("://")
        host, slash, path = rest.partition("/")
        return f"{scheme}://{host}{slash}" + quote(STRAY_PERCENT.sub("%25", path), safe=SAFE_ELSEWHERE)
    return quote(STRAY_PERCENT.sub("%25", url), safe=SAFE, errors="surrogateescape")


def _both(former: str) -> Iterator[str]:
    """Yield the address, and for the page of a folder also the address without its final `/`."""
    yield former
    if former.endswith("/") and former != "/":
        yield former.rstrip("/")


def _netlify(redirects: Redirects, own: str) -> str:
    """Put our lines first: hosts use the first that matches, and Cloudflare wants addresses before patterns.

    Where the paper's own file has a line for the same address, ours is left out.
    """
    taken = {line.split()[0].rstrip("/") for line in own.splitlines() if line.strip() and not line.startswith("#")}
    lines = [
        f"{encode(one)} {encode(target)} 301\n"
        for former, target in redirects
        if encode(former).rstrip("/") not in taken
        for one in _both(former)
    ]
    return "".join(lines) + own


def _nginx(redirects: Redirects) -> Iterator[str]:
    """Yield lines for `map $uri`, which nginx compares decoded. The target is encoded, so that it has no `$`."""
    for former, target in redirects:
        for one in _both(former):
            escaped = unquote(one, errors="surrogateescape").replace("\\", "\\\\").replace('"', '\\"')
            yield f'"{escaped}" "{encode(target)}";\n'


def _s3(redirects: Redirects, folder: Path, prefix: str) -> Iterator[Upload]:
    """Yield an object for each former address. Its content is the target, so that it changes with the target."""
    for number, (former, target) in enumerate(redirects):
        upload = _write(folder, f"redirect-{number}", encode(target))
        yield Upload(
            file=file_of(unquote(former, errors="surrogateescape"), prefix),
            source=upload.source,
            size=upload.size,
            digest=upload.digest,
            media_type=PLAIN,
            cache_control=SHORT,
            redirect=encode(target),
        )


def _write(folder: Path, name: str, text: str) -> Upload:
    content = text.encode("utf-8", "surrogateescape")
    path = folder / name
    path.write_bytes(content)
    digest = digest_bytes(content)
    return Upload(name, str(path.absolute()), len(content), digest, PLAIN, SHORT)
