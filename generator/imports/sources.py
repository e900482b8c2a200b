"""The kinds of source: how each is recognised, described and read."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from generator.imports.folder import text_names
from generator.imports.kinds import (
    blogger,
    csv_table,
    documents,
    eleventy,
    feed,
    ghost,
    hugo,
    jekyll,
    medium,
    nikola,
    pelican,
    squarespace,
    substack,
    wordpress,
    zola,
)
from generator.imports.records import Records, Source
from generator.intake.names import STORY_ENDINGS


class Kind(msgspec.Struct, frozen=True):
    """A kind of source."""

    name: str
    fits: Callable[[Path], bool]
    """Tells whether what is at a path can be read as this kind."""
    is_known: Callable[[Path], bool]
    """Tells whether what is at a path is surely of this kind."""
    describe: Callable[[Path], Source]
    read: Callable[[Path], Records]


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "squarespace", squarespace.fits, squarespace.is_known, squarespace.describe_source, squarespace.read_source
        ),
        Kind("wordpress", wordpress.fits, wordpress.fits, wordpress.describe_source, wordpress.read_source),
        Kind("blogger", blogger.fits, blogger.fits, blogger.describe_source, blogger.read_source),
        Kind("rss", feed.fits, feed.is_rss, feed.describe_source, feed.read_source),
        Kind("atom", feed.fits, feed.is_atom, feed.describe_source, feed.read_source),
        Kind("ghost", ghost.fits, ghost.fits, ghost.describe_source, ghost.read_source),
        Kind("substack", substack.fits, substack.fits, substack.describe_source, substack.read_source),
        Kind("medium", medium.fits, medium.is_known, medium.describe_source, medium.read_source),
        Kind("nikola", nikola.fits, nikola.is_known, nikola.describe_source, nikola.read_source),
        Kind("pelican", pelican.fits, pelican.is_known, pelican.describe_source, pelican.read_source),
        Kind("zola", zola.fits, zola.is_known, zola.describe_source, zola.read_source),
        Kind("eleventy", eleventy.fits, eleventy.is_known, eleventy.describe_source, eleventy.read_source),
        Kind("jekyll", jekyll.fits, jekyll.is_known, jekyll.describe_source, jekyll.read_source),
        Kind("hugo", hugo.fits, hugo.is_known, hugo.describe_source, hugo.read_source),
        Kind("csv", csv_table.fits, csv_table.fits, csv_table.describe_source, csv_table.read_source),
        Kind("docx", documents.fits, documents.fits, documents.describe_source, documents.read_source),
    )
}
"""Every kind by name, in the order in which they are tried on what nobody named."""


def recognise(path: Path) -> Kind | None:
    """Return the kind of what is at `path`; None when it isn't known."""
    return next((kind for kind in KINDS.values() if kind.is_known(path)), None)


def advice_on(path: Path, kind: str) -> str:
    """Return what to do about a source that isn't known, or not of the kind that was named."""
    if hint := csv_table.hint_on(path) if kind in {"", "csv"} else "":
        return hint
    if not kind and path.is_dir() and next(text_names(path, STORY_ENDINGS, skip=frozenset(), at_top=frozenset()), ""):
        return (
            "Texts, web pages and documents that belong to no other program need no import: copy them into content/, "
            "into a folder for each section, and run “broadsheet check”. See docs/editors.md."
        )
    return (
        f"Broadsheet reads: {', '.join(KINDS)}. From any other program, save the stories as a table in CSV, "
        "save its feed, or let WordPress import them and export them again. See docs/moving.md."
    )
