"""Who looked: a person or a program, and which reader."""

from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address

from crawleruseragents import is_crawler

BROWSERS = (b"Mozilla/", b"Opera/", b"Lynx/", b"w3m/", b"Links (", b"ELinks/", b"Dillo/", b"NetSurf/")
"""How what people browse with begins to name itself. All others are programs."""
MAX_AGENT_BYTES = 512


@lru_cache(maxsize=16_384)
def is_person(agent: bytes) -> bool:
    """Whether a user agent is a browser, and none of the programs in the kept list of crawlers that pose as one."""
    return agent.startswith(BROWSERS) and not is_crawler(agent.decode("latin-1"))


@lru_cache(maxsize=16_384)
def reader_of(address: bytes) -> bytes:
    """What stands for a reader at `address`: an IPv6 address counts as its /64, which one household has whole."""
    if b":" not in address:
        return address
    try:
        six = IPv6Address(address.decode("ascii").partition("%")[0])
    except (AddressValueError, UnicodeDecodeError):
        return address
    return str(six.ipv4_mapped).encode() if six.ipv4_mapped else six.packed[:8]
