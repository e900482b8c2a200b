"""The folders into which agencies drop their files: `[intake.wire.NAME]` in site.toml."""

import posixpath
from collections.abc import Iterable, Sequence

import msgspec

from generator.config import Config


class Drop(msgspec.Struct, frozen=True, kw_only=True):
    """One folder for the files of an agency."""

    name: str
    folder: str
    """Its path: relative to the paper's folder, or absolute."""
    format: str = "auto"
    section: str = ""
    credit: str = ""
    time_zone: str = ""
    """The zone of times that the files give without one; empty for the paper's."""
    is_draft: bool = False
    """True if its stories wait for an editor."""
    categories: tuple[tuple[str, str], ...] = ()
    """A code or word of the agency, in small letters -> a section. The first that a story has decides."""
    topics: tuple[tuple[str, str], ...] = ()
    """A code or word of the agency, in small letters -> a topic."""


def drops_of(config: Config) -> tuple[Drop, ...]:
    """Return the folders that site.toml names, in its order."""
    return tuple(
        Drop(
            name=name,
            folder=posixpath.normpath(one.folder),
            format=one.format,
            section=one.section,
            credit=one.credit,
            time_zone=one.time_zone,
            is_draft=one.status == "draft",
            categories=tuple((code.casefold(), section) for code, section in one.categories.items()),
            topics=tuple((code.casefold(), topic) for code, topic in one.topics.items()),
        )
        for name, one in config.intake.wire.items()
    )


def drop_of(drops: Sequence[Drop], file: str) -> Drop | None:
    """Return the folder that a file lies in, or None."""
    return next((drop for drop in drops if file.startswith(f"{drop.folder}/")), None)


def outside_content(drops: Iterable[Drop]) -> list[str]:
    """Return the folders that aren't in content/, each once."""
    return sorted({drop.folder for drop in drops if not drop.folder.startswith("content/")})
