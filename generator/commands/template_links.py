"""The links and the ids that stand in templates."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from generator.commands.page_needs import FILLED, JINJA, without_jinja

ADDRESSES = frozenset({"href", "src", "poster", "action"})
ID = re.compile(r"""\bid=["']([^"']+)["']""")


class _Reader(HTMLParser):
    """Gathers the addresses in attributes, with their lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of one element."""
        del tag
        self.found += ((self.getpos()[0], value) for name, value in attrs if name in ADDRESSES and value)


def links_in_template(template: str) -> list[tuple[int, str]]:
    """Return the line and the address of each link that the template itself writes out."""
    reader = _Reader()
    reader.feed(without_jinja(template))
    reader.close()
    return [(line, href) for line, href in reader.found if FILLED not in href]


def ids_in_templates(folders: Iterable[str]) -> Iterator[re.Pattern[str]]:
    """Yield a pattern for each id that templates give to elements; what Jinja puts into an id may be anything."""
    files = (file for folder in folders for file in sorted(Path(folder).rglob("*.html")))
    texts = (JINJA.sub(FILLED, file.read_text(encoding="utf-8-sig", errors="replace")) for file in files)
    for name in dict.fromkeys(name for text in texts for name in ID.findall(text)):
        if name != FILLED:
            yield re.compile(re.escape(name).replace(re.escape(FILLED), ".+"))
