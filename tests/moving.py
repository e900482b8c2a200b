"""A paper into which a test imports, and what readers then see of it."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

from conftest import NOON, Newsroom

from generator.commands.import_paper import ImportOptions, import_from
from generator.imports.report import ImportResult

WORD = re.compile(r"\w+")
INSIDE = {"em", "strong", "b", "i", "a", "code", "span", "sub", "sup", "u", "small", "mark", "kbd", "del", "ins"}


def move_in(newsroom: Newsroom, kind: str, path: Path, **options: object) -> ImportResult:
    """Import what is at `path` into the paper."""
    return import_from(newsroom.folder, kind, path, ImportOptions(**{"now": NOON, **options}))  # type: ignore[arg-type]


def write_site(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files of an old site below a folder, and return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def written(newsroom: Newsroom) -> dict[str, bytes]:
    """Return every file of content/, with its bytes."""
    content = newsroom.folder / "content"
    return {
        one.relative_to(content).as_posix(): one.read_bytes() for one in sorted(content.rglob("*")) if one.is_file()
    }


def read(newsroom: Newsroom, file: str) -> str:
    return (newsroom.folder / file).read_text()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipped += tag in {"script", "style"}
        self.parts.append("" if tag in INSIDE else " ")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in {"script", "style"}
        self.parts.append("" if tag in INSIDE else " ")

    def handle_data(self, data: str) -> None:
        self.parts.append("" if self.skipped else data)


def words_in(markup: str) -> Counter[str]:
    """Return the words of HTML, or of plain text, each with how often it is there."""
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return Counter(WORD.findall("".join(reader.parts).casefold()))


def dead_links(newsroom: Newsroom) -> set[str]:
    """Return the links of the site that lead to none of its files."""
    dead = set()
    for file in newsroom.output.rglob("*.html"):
        here = "/" + file.relative_to(newsroom.output).as_posix().removesuffix("index.html")
        for href in re.findall(r'<a\b[^>]*?href="([^"]*)"', file.read_text()):
            address = html.unescape(href).partition("#")[0].partition("?")[0]
            if address and not re.match(r"[a-z]+:|//", address):
                target = newsroom.output / unquote(urljoin(here, address)).lstrip("/")
                if not (target.is_file() or (target / "index.html").is_file()):
                    dead.add(address)
    return dead


def share_shown(pairs: Iterable[tuple[Counter[str], Counter[str]]]) -> float:
    """Return the share of the words that are shown, from pairs of the words that are wanted and those of a page."""
    wanted = lost = 0
    for have, shown in pairs:
        wanted += have.total()
        lost += (have - shown).total()
    return 1 - lost / max(1, wanted)
