"""Tell others that pages changed: search engines by IndexNow, and readers' programs by the WebSub hub of the feeds.

Sources: indexnow.org/documentation (at most 10,000 addresses a request, and a key file at the site); W3C WebSub, which
leaves to each hub how it is told, and PubSubHubbub 0.4, section 7.1, which all hubs follow.
"""

from collections.abc import Iterator, Sequence
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

import msgspec

from generator.archive.addresses import url_of
from generator.batches import batches_of
from generator.config import Config
from generator.edition.made_files import key_file

MOST_ADDRESSES, MOST_FEEDS = 10_000, 100
TIMEOUT_S = 10
"""The longest silence of a server. Whoever sends a ping limits its whole time."""
FEEDS = ("feed.xml", "atom.xml", "feed.json")
NO_PAGES = ("404.html",)
PARTS = "parts/"
AGENT = "Broadsheet"


class Ping(msgspec.Struct, frozen=True):
    """A request that tells somebody what changed."""

    receiver: str
    """In words: `IndexNow`."""
    server: str
    content: bytes
    media_type: str


def pings_after(config: Config, files: Sequence[str]) -> Iterator[Ping]:
    """Yield the pings that the settings ask for, after `files` of the site were sent or deleted."""
    if config.ping.indexnow:
        yield from _to_indexnow(config, [file for file in files if _is_page(file)])
    if config.ping.websub and config.feeds.hub:
        yield from _to_hub(config, [file for file in files if file.rpartition("/")[2] in FEEDS])


def send(ping: Ping) -> str:
    """Send the ping, and return why it failed, in words; empty if it didn't."""
    headers = {"Content-Type": ping.media_type, "User-Agent": AGENT}
    try:
        request = Request(ping.server, ping.content, headers, method="POST")  # noqa: S310 -- the settings check that it is http or https
        with urlopen(request, timeout=TIMEOUT_S):  # noqa: S310
            return ""
    except HTTPError as error:
        error.close()
        return f"it answered {error.code}"
    except URLError as error:
        return str(error.reason)
    except (OSError, HTTPException, ValueError) as error:
        return str(error) or type(error).__name__


def _to_indexnow(config: Config, pages: Sequence[str]) -> Iterator[Ping]:
    key = config.ping.indexnow
    for some in batches_of(pages, MOST_ADDRESSES):
        told = {
            "host": urlsplit(config.address).netloc,
            "key": key,
            "keyLocation": _address(config, key_file(key)),
            "urlList": [_address(config, file) for file in some],
        }
        yield Ping(
            "IndexNow", config.ping.indexnow_server, msgspec.json.encode(told), "application/json; charset=utf-8"
        )


def _to_hub(config: Config, feeds: Sequence[str]) -> Iterator[Ping]:
    for some in batches_of(feeds, MOST_FEEDS):
        form = [("hub.mode", "publish"), *(("hub.url", _address(config, file)) for file in some)]
        yield Ping("The hub", config.feeds.hub, urlencode(form).encode(), "application/x-www-form-urlencoded")


def _is_page(file: str) -> bool:
    return file.endswith(".html") and not file.startswith(PARTS) and file not in NO_PAGES


def _address(config: Config, file: str) -> str:
    return config.origin + quote(url_of(file, config.prefix))
