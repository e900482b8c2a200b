"""Mark the links of a story that somebody paid for, so that search engines don't count them."""

import re

OUTWARD = re.compile(r'<a (?=[^>]*href="https?://)([^>]*)>')
REL = re.compile(r'rel="([^"]*)"')
PAID = "sponsored nofollow"


def mark_paid_links(html: str) -> str:
    """Return sanitised `html` in which each link to another site says that it is paid for."""
    return OUTWARD.sub(lambda found: f"<a {_with_rel(found[1])}>", html)


def _with_rel(attributes: str) -> str:
    known = REL.search(attributes)
    if known is None:
        return f'{attributes} rel="{PAID}"'
    words = dict.fromkeys([*known[1].split(), *PAID.split()])
    return REL.sub(f'rel="{" ".join(words)}"', attributes)
