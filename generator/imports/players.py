"""Find the videos that pages showed with Flash, which no browser plays any more, at their address of today."""

import re
from html import unescape

FLASH = (
    (
        re.compile(r"//(?:www\.)?youtube(?:-nocookie)?\.com/(?:v|embed)/([\w-]{6,20})"),
        "https://www.youtube.com/watch?v={}",
    ),
    (
        re.compile(r"//(?:www\.)?vimeo\.com/moogaloop\.swf\?(?:[^\s\"'<>]{0,200}&)?clip_id=(\d{1,12})"),
        "https://vimeo.com/{}",
    ),
    (
        re.compile(r"//(?:www\.)?dailymotion\.com/(?:swf|embed)/(?:video/)?([a-zA-Z0-9]{2,20})"),
        "https://www.dailymotion.com/video/{}",
    ),
)
"""Addresses of players, each with that of the video."""


def video_in(html: str) -> str:
    """Return the address of the video that an `<object>` or an `<embed>` plays; empty if none is known."""
    plain = unescape(html)
    found = ((pattern.search(plain), address) for pattern, address in FLASH)
    return next((address.format(one[1]) for one, address in found if one), "")
