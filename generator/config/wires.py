"""Settings of the folders into which news agencies drop their files, and the check of them."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

import msgspec
from msgspec import Meta

from generator.config.places import Mistake
from generator.config.slugs import SLUG_OR_NONE, Slug

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
OTHER_FOLDERS = (
    ".broadsheet", ".git", "content/pages", "content/people", "data", "extensions", "public", "static", "templates",
)  # fmt: skip
"""Folders of a paper that have another use."""
TOO_HIGH = {".", "..", "/", "content"}
EXAMPLE = 'Give each agency a folder of its own: folder = "content/wires/ap"'


class WireDrop(msgspec.Struct, frozen=True, kw_only=True):
    """One `[intake.wire.NAME]` table: a folder for the files of a news agency, see docs/wires.md."""

    folder: Annotated[
        str,
        Meta(
            pattern=r"\A[^\x00-\x1f]*\S[^\x00-\x1f]*\Z",
            description="Where the files are: in content/, beside it, or anywhere else on this machine.",
            examples=["content/wires/ap"],
        ),
    ]
    format: Annotated[
        Literal["auto", "anpa", "iptc7901", "nitf", "newsml", "newsml-g2", "ninjs", "ritzau", "mail"],
        Meta(
            description="The format of the files; `auto` recognizes it from each file. "
            "With another value, files of other formats are refused.",
            examples=["ninjs"],
        ),
    ] = "auto"
    section: Annotated[
        str,
        Meta(
            pattern=SLUG_OR_NONE,
            description="The section of stories that no entry of `categories` fits; if empty, `copy.default_section`.",
            examples=["world"],
        ),
    ] = ""
    credit: Annotated[
        str,
        Meta(
            description="The agency to which its stories are credited; if empty, the one that each file names.",
            examples=["AP"],
        ),
    ] = ""
    status: Annotated[
        Literal["publish", "draft"],
        Meta(
            description="What becomes of new stories: `publish`, or `draft`, which only the desk and `--drafts` show.",
            examples=["draft"],
        ),
    ] = "publish"
    time_zone: Annotated[
        str,
        Meta(
            description="The time zone of times that files give without one; if empty, the paper's.",
            examples=["Europe/Helsinki"],
        ),
    ] = ""
    categories: Annotated[
        dict[str, Slug],
        Meta(
            description="Codes or words of the agency, and the section of stories that have them. "
            "The first that fits decides.",
            examples=[{"15000000": "sports", "f": "business"}],
        ),
    ] = {}
    topics: Annotated[
        dict[str, str],
        Meta(
            description="Codes or words of the agency, and the topic that such stories get.",
            examples=[{"15054000": "Soccer"}],
        ),
    ] = {}


class IntakeTables(msgspec.Struct, frozen=True, kw_only=True):
    """`[intake]`: where copy comes from besides editors."""

    wire: Annotated[dict[str, WireDrop], Meta(description="The folders of news agencies.")] = {}


def find_bad_drops(tables: Any) -> Iterator[Mistake]:
    """Yield the mistakes in well-formed `[intake.wire.NAME]` tables that can be found without a look at the disk."""
    folders: dict[str, str] = {}
    for name, table in tables.items() if isinstance(tables, Mapping) else ():
        folder = table.get("folder") if isinstance(table, Mapping) else None
        if not NAME.fullmatch(name):
            yield "intake.wire", f"“{name}” can't be the name of a wire.", "Use a-z, 0-9 and -: [intake.wire.ap]"
        zone = table.get("time_zone") if isinstance(table, Mapping) else None
        if isinstance(zone, str) and zone and zone not in available_timezones():
            hint = 'Write for example: time_zone = "Europe/Helsinki"'
            yield f"intake.wire.{name}.time_zone", f"I don't recognize the time zone “{zone}”.", hint
        if not isinstance(folder, str) or not folder.strip():
            continue
        path = posixpath.normpath(folder)
        if path in TOO_HIGH or set(path.split("/")) == {".."}:
            yield f"intake.wire.{name}.folder", f"“{folder}” holds more than the files of an agency.", EXAMPLE
        elif other := next((one for one in OTHER_FOLDERS if _is_within(path, one)), ""):
            yield (
                f"intake.wire.{name}.folder",
                f"An agency's files can't be in {other}, which has another use.",
                EXAMPLE,
            )
        elif near := next((one for one in folders if _is_within(path, one) or _is_within(one, path)), ""):
            message = f"“{folder}” and the folder of [intake.wire.{folders[near]}] lie in each other."
            yield f"intake.wire.{name}.folder", message, EXAMPLE
        folders[path] = name


def find_misplaced_drops(drops: Mapping[str, WireDrop], paper: Path) -> Iterator[Mistake]:
    """Yield a mistake for each folder that is named by its whole path though it is in the paper's, or holds it."""
    home = paper.resolve()
    for name, drop in drops.items():
        path = Path(drop.folder)
        if not path.is_absolute() and ".." not in path.parts:
            continue
        path = Path(posixpath.normpath(home / path))
        if path.is_relative_to(home) and path != home:
            hint = f'Write it from there: folder = "{path.relative_to(home).as_posix()}"'
            yield f"intake.wire.{name}.folder", f"“{drop.folder}” is in the paper's folder.", hint
        elif home.is_relative_to(path):
            yield f"intake.wire.{name}.folder", f"“{drop.folder}” holds the whole paper.", EXAMPLE


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")
