"""Share links, which are the addresses of the networks' own "share this" pages, as the networks document them."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate, takewhile
from urllib.parse import quote

import msgspec

from generator.edition.inputs import ShareLink

X_MAX_CHARS = 280
X_URL_CHARS = 23
"""X counts every link as this many characters."""
X_LIGHT = ((0x0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""The ranges of characters that X counts as one (twitter-text, configuration 3): alphabets, spaces, punctuation."""
BLUESKY_MAX_GRAPHEMES = 300
RESERVED = re.compile(r"[^A-Za-z0-9_.~-]+")
"""Signs that are percent-encoded in a value of an address (RFC 3986, 2.3)."""


class Network(msgspec.Struct, frozen=True):
    """A place to share to."""

    slug: str
    label: str
    pattern: str
    """The address, with {url} and {title} in place of the two values, which are percent-encoded."""


NETWORKS = {
    network.slug: network
    for network in (
        Network("facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
        Network("x", "X", "https://x.com/intent/tweet?text={title}&url={url}"),
        Network("bluesky", "Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
        Network("threads", "Threads", "https://www.threads.com/intent/post?text={title}&url={url}"),
        Network("mastodon", "Mastodon", "https://share.joinmastodon.org/#text={title}%20{url}"),
        Network("linkedin", "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
        Network("whatsapp", "WhatsApp", "https://wa.me/?text={title}%20{url}"),
        Network("telegram", "Telegram", "https://t.me/share/url?url={url}&text={title}"),
        Network("reddit", "Reddit", "https://www.reddit.com/submit?url={url}&title={title}"),
        Network("email", "E-mail", "mailto:?subject={title}&body={title}%0D%0A%0D%0A{url}"),
    )
}
"""The known networks by slug. site.toml chooses and orders them."""


def share_links(networks: Sequence[Network], title: str, url: str) -> tuple[ShareLink, ...]:
    """Return a link for each network to share the page at the absolute `url`. Values are percent-encoded."""
    whole, quoted_url = _quoted(title), _quoted(url)
    links = []
    for network in networks:
        fitted = _fitted(network.slug, title, url)
        quoted = whole if fitted is title else _quoted(fitted)
        address = network.pattern.replace("{title}", quoted).replace("{url}", quoted_url)
        links.append(ShareLink(network.slug, network.label, address))
    return tuple(links)


def _quoted(text: str) -> str:
    """Return the text percent-encoded. Most of its signs need none of that, and the others are few and the same."""
    return RESERVED.sub(lambda found: _percent(found[0]), text)


@lru_cache
def _percent(signs: str) -> str:
    return quote(signs, safe="")


def _fitted(network: str, title: str, url: str) -> str:
    """Return the title, cut at a word if the network would refuse it as too long."""
    if network == "x":
        return cut_words(title, X_MAX_CHARS - X_URL_CHARS - 1, _weight_on_x)
    if network == "bluesky":
        return cut_words(title, BLUESKY_MAX_GRAPHEMES - len(url) - 1, _graphemes)
    return title


def cut_words(text: str, most: int, measure: Callable[[str], int]) -> str:
    """Return `text` if its measure is at most `most`, else as many of its words as fit, with `…`.

    The measure of a text must be the sum of those of its characters, each of which is at most 2.
    """
    if 2 * len(text) <= most or measure(text) <= most:
        return text
    fitting = sum(1 for _ in takewhile(lambda so_far: so_far <= most - 2, accumulate(map(measure, text))))
    last_blank = text.rfind(" ", 0, fitting + 1)
    return text[: fitting if last_blank < 0 else last_blank].rstrip(" ,;:.") + "…"


def _weight_on_x(text: str) -> int:
    """Return at least the length that X counts, which takes an emoji of several characters as one."""
    return sum(1 if any(first <= ord(char) <= last for first, last in X_LIGHT) else 2 for char in text)


def _graphemes(text: str) -> int:
    """Return at least the number of graphemes: the characters that don't combine with the one before."""
    return sum(not unicodedata.combining(char) for char in text)
