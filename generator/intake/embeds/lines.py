"""How an embed is written on a line of its own: as its address, or as `[title](address)`."""

import re

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\[\]()]{1,1000}")
BRACKETS = {ord("["): "(", ord("]"): ")"}


def titled(title: str, address: str) -> str:
    """Return the line `[title](address)`; without a title, the address alone."""
    words = " ".join(title.translate(BRACKETS).split())
    return f"[{words}]({address})" if words else address
