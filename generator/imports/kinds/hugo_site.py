"""Read the settings of a Hugo site: its address, permalinks, taxonomies and languages, in whatever files they are."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator.files import read_whole
from generator.imports import hidden
from generator.imports.folder import AT_TOP, text_names
from generator.imports.toml_table import read_table
from generator.imports.values import known_zone, path_of, text_of, texts_of, whole_host_of
from generator.intake.text.dates import DateError, read_moment
from generator.intake.text.slugs import slug_of

ENDINGS = (".toml", ".yaml", ".yml", ".json")
CONFIGS = ("hugo", "config")
DEFAULTS = ("config/_default", "config/production")
"""The folders in which settings may be divided among files: `languages.toml`, `params.toml`."""
TAXONOMIES = {"tag": "tags", "category": "categories"}
MAX_BYTES = 1_000_000
UNREADABLE = (OSError, ValueError, RecursionError)
DATED = re.compile(r":(?:year|month|day|weekday|yearday|unix)")
SECTIONS = re.compile(r":sections(?:\[[^\]]*\])?")
_UTC = ZoneInfo("UTC")


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A Hugo site on this disk."""

    root: Path
    content: Path
    """The folder with its texts."""
    has_settings: bool = False
    """False for a folder of texts alone."""
    address: str = ""
    prefix: str = ""
    """The path at which the site began."""
    language: str = ""
    """The default language."""
    has_folder: bool = False
    """True if the texts in the default language were in a folder of its name, too."""
    languages: tuple[str, ...] = ()
    folders: Mapping[str, str] = {}
    """The folder of each language that has one of its own, relative to `content`: `english` -> `en`."""
    permalinks: Mapping[str, str] = {}
    taxonomies: frozenset[str] = frozenset(TAXONOMIES.values())
    zone: str = ""
    left_out: tuple[str, ...] = ()
    """The patterns of `ignoreFiles`."""

    def names(self) -> Iterator[str]:
        """Yield the paths of its texts. Beside those alone, no folder is that of a program."""
        at_top = AT_TOP if self.content == self.root and self.has_settings else frozenset()
        return text_names(self.content, at_top=at_top)

    def permalink(self, values: Mapping[str, str], date: str) -> str | None:
        """Return where a text was, by the permalink of its section; None if it has none, or one that can't be filled.

        `values`: what its header and its file tell.
        """
        pattern = self.permalinks.get(values["section"], "")
        if not pattern:
            return None
        known = dict(values)
        if DATED.search(pattern):
            try:
                moment = read_moment(date, ZoneInfo(self.zone) if self.zone else _UTC)
            except (DateError, OSError, ValueError):
                return None
            known |= {
                "year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}", "yearday": f"{moment:%j}",
                "monthname": f"{moment:%B}".lower(), "weekday": f"{int(f'{moment:%w}')}",
                "weekdayname": f"{moment:%A}".lower(), "unix": f"{int(moment.timestamp())}",
            }  # fmt: skip
        filled = SECTIONS.sub(lambda found: _some_of(values["sections"], found[0]), pattern)
        filled = re.sub(r":([a-z]+)", lambda found: known.get(found[1], found[0]), filled)
        if ":" in filled:
            return None
        filled = re.sub(r"/{2,}", "/", f"/{filled.strip('/')}")
        return filled if filled.endswith(".html") else f"{filled.rstrip('/')}/"


def _some_of(sections: str, written: str) -> str:
    """Return the folders that `:sections[1:]` means."""
    found = re.search(r"\[(last|\d{0,3})(?::(last|\d{0,3}))?\]", written)
    parts = sections.split("/")
    if not found:
        return sections
    first, last = (part if part is None else part.replace("last", str(len(parts) - 1)) for part in found.groups())
    if last is None:
        return "/".join(parts[int(first or 0) : int(first or 0) + 1])
    return "/".join(parts[int(first or 0) : int(last) if last else None])


def has_settings(path: Path) -> bool:
    """Tell whether a folder has the settings of a Hugo site."""
    files = (path / folder / f"{name}{end}" for folder in ("", *DEFAULTS) for name in CONFIGS for end in ENDINGS)
    return any(file.is_file() for file in files)


def read_site(path: Path) -> Site:
    """Return the site at a path: a whole one with its settings, or a folder of texts."""
    said = _read_settings(path)
    wanted = (path / name for name in (text_of(said.get("contentdir")), "content") if name)
    content = next((one for one in wanted if _is_inside(one, path)), path)
    languages = said.get("languages")
    known = {str(code): _lower(table) for code, table in languages.items()} if isinstance(languages, dict) else {}
    content, folders = _divided(content, path, known)
    address = text_of(said.get("baseurl"))
    taxonomies = said.get("taxonomies")
    permalinks = said.get("permalinks")
    return Site(
        root=path,
        content=content,
        has_settings=has_settings(path),
        address=address,
        prefix=path_of(address).rstrip("/") if whole_host_of(address) else "",
        language=text_of(said.get("defaultcontentlanguage")) or "en",
        has_folder=text_of(said.get("defaultcontentlanguageinsubdir")) == "true",
        languages=tuple(known),
        folders=folders,
        permalinks=_permalinks(permalinks) if isinstance(permalinks, dict) else {},
        taxonomies=frozenset(texts_of(list((taxonomies if isinstance(taxonomies, dict) else TAXONOMIES).values()))),
        zone=known_zone(text_of(said.get("timezone"))),
        left_out=tuple(dict.fromkeys(texts_of(said.get("ignorefiles")))),
    )


def _is_inside(folder: Path, root: Path) -> bool:
    return folder.is_dir() and folder.resolve().is_relative_to(root.resolve())


def _divided(content: Path, root: Path, languages: Mapping[str, Mapping[str, Any]]) -> tuple[Path, dict[str, str]]:
    """Return the folder with all texts, and the folder of each language in it."""
    own = {
        code: root / text_of(table.get("contentdir")) for code, table in languages.items() if table.get("contentdir")
    }
    own = {code: folder for code, folder in own.items() if folder.is_dir()}
    if not own:
        return content, {}
    if all(folder.is_relative_to(content) and folder != content for folder in own.values()):
        return content, {folder.relative_to(content).as_posix(): code for code, folder in own.items()}
    outside = {folder.relative_to(root).as_posix(): code for code, folder in own.items() if folder.is_relative_to(root)}
    return (root, outside) if len(outside) == len(own) and "." not in outside else (content, {})


def _permalinks(table: Mapping[str, Any]) -> dict[str, str]:
    inner = table.get("page")
    pages = inner if isinstance(inner, dict) else table
    return {str(section): pattern for section, pattern in pages.items() if isinstance(pattern, str)}


def _lower(table: Any) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in table.items()} if isinstance(table, dict) else {}


def _read_settings(path: Path) -> dict[str, Any]:
    """Return the settings of all files, their keys in small letters. Of two files, the later in Hugo's order counts."""
    found: dict[str, Any] = {}
    for name in CONFIGS[::-1]:
        for ending in ENDINGS:
            found |= _lower(_read_table(path / f"{name}{ending}"))
    for folder in DEFAULTS:
        for file in sorted((path / folder).glob("*")):
            if file.suffix not in ENDINGS:
                continue
            table = _lower(_read_table(file))
            stem, _, _language = file.stem.lower().partition(".")
            found |= table if stem in CONFIGS else {stem: table}
    return found


def _read_table(path: Path) -> Any:
    """Return the settings in a file; an empty table when there are none that can be read."""
    if not path.is_file():
        return {}
    try:
        if path.suffix == ".toml":
            return read_table(read_whole(path, MAX_BYTES).decode("utf-8-sig"))
        if path.suffix == ".json":
            return msgspec.json.decode(read_whole(path, MAX_BYTES).decode("utf-8-sig"))
        return hidden.read_table(path)
    except UNREADABLE:
        return {}


def slug_or(title: str, name: str, slug: str) -> dict[str, str]:
    """Return what the names of a text are in a permalink. `slug` in the header counts before the title."""
    titled = slug_of(title) or name
    return {
        "slug": slug or titled,
        **dict.fromkeys(("slugorfilename", "slugorcontentbasename"), slug or name),
        **dict.fromkeys(("filename", "contentbasename"), name),
        "title": titled,
    }
