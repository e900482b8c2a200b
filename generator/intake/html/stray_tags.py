"""Show stray tags as text: words in angle brackets, tags that are never closed, declarations.

An HTML parser would drop such words without a trace, or all text after them. Safety doesn't depend on this module but
on the sanitiser, which comes later.
"""

import re
from collections.abc import Collection

NAMES = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote
body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl
dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee math
menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture
plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source spacer span
strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt
u ul var video wbr xmp
"""
ELEMENTS = frozenset(NAMES.split())
"""The names of all elements that HTML has or had (html.spec.whatwg.org, indices and obsolete features)."""
OPENING = re.compile(r"<(?:(/?)([A-Za-z][A-Za-z0-9:-]{0,30})|!--|[!?/])")


def escape_stray_tags(html: str, swallowing: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return `html` with each stray `<` as `&lt;`, and in plain words which tags of `swallowing` became text.

    The sanitiser removes those with their content, so one that is never closed would remove the rest of the story.
    """
    folded = html.casefold() if "<" in html else html
    last_end = {name: folded.rfind(f"</{name}") for name in swallowing if f"<{name}" in folded}
    last_comment_end = folded.rfind("-->")
    reported: dict[str, None] = {}

    def show(found: re.Match[str]) -> str:
        name = (found[2] or "").lower()
        if found[0] == "<!--":
            return found[0] if last_comment_end > found.start() else "&lt;!--"
        if name in ELEMENTS and (found[1] or last_end.get(name, len(html)) > found.start()):
            return found[0]
        if name in swallowing:
            reported[f"the meaning of <{name}>, which is never closed and is shown as text"] = None
        return "&lt;" + found[0][1:]

    return OPENING.sub(show, html), tuple(reported)
