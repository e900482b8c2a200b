"""Tell people from programs, and one reader from another."""

from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address

from crawleruseragents import is_crawler

BROWSERS = (b"Mozilla/", b"Opera/", b"Lynx/", b"w3m/", b"Links (", b"ELinks/", b"Dillo/", b"NetSurf/")
"""The beginnings of browsers' user agents. All others are programs."""
MAX_AGENT_BYTES = 512


@lru_cache(maxsize=16_384)
def is_person(agent: bytes) -> bool:
    """Tell whether a user agent is a browser, and not in the list of crawlers, which may pose as one."""
    return agent.startswith(BROWSERS) and not is_crawler(agent.decode("latin-1"))


@lru_cache(maxsize=16_384)
def reader_of(address: bytes) -> bytes:
    """Return the bytes that stand for a reader at `address`: of an IPv6 address its /64, which is one household's."""
    if b":" not in address:
        return address
    try:
        six = IPv6Address(address.decode("ascii").partition("%")[0])
    except (AddressValueError, UnicodeDecodeError):
        return address
    return str(six.ipv4_mapped).encode() if six.ipv4_mapped else six.packed[:8]
