"""Tell whether readers can reach the address that a site was built for, or only a preview or an office can."""

import re
import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

PRIVATE_NAME = re.compile(r"(?:.*\.)?(?:localhost|local|internal|test|invalid|home\.arpa)")
"""Names for this machine, for a private network or for nothing: RFC 6761, 6762 and 8375, and ICANN's
`internal`."""


def host_of(address: str) -> str:
    """Return the host of a web address in lower case, without its port and without a final dot."""
    return (urlsplit(address).hostname or "").rstrip(".")


def is_private(host: str) -> bool:
    """Tell whether `host` is a name or an IP address that no reader can reach."""
    number = _number_of(host)
    if number is None:
        return not host or PRIVATE_NAME.fullmatch(host) is not None
    return not number.is_global or number.is_multicast


def _number_of(host: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address `host`, in any form that browsers accept (`127.1`, `0x7f000001`); None for a name."""
    number: IPv4Address | IPv6Address | None = None
    with suppress(ValueError):
        number = ip_address(host)
    if number is None:
        with suppress(OSError, UnicodeError):
            number = IPv4Address(socket.inet_aton(host))
    mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
    return mapped or number
