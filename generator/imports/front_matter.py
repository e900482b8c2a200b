"""Read the header of a file that another program reads: YAML, TOML or JSON, with that program's own keys."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from generator.intake.header.json_header import opens_json, read_json
from generator.intake.header.keys import fold_key
from generator.intake.header.lines import HeaderEntry, HeaderError, Value
from generator.intake.header.slips import read_slips
from generator.intake.header.split import ENDS, read_fence
from generator.intake.header.toml_header import read_toml, read_toml_slips
from generator.intake.header.yaml_header import NotYaml, read_yaml

BETWEEN_PEOPLE = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&|und|et|y|e)\s+")
NAMED_FENCE = re.compile(r"---[ \t]*(json|toml|ya?ml|js|javascript|node|coffee)[ \t]*", re.IGNORECASE)
"""The first line of a header in a language that it names."""
TRUE = {"true", "yes", "on", "1"}
FALSE = {"false", "no", "off", "0"}


class FrontMatter(msgspec.Struct, frozen=True):
    """A file divided into its header and its text."""

    values: Mapping[str, Value]
    """The values by key, without case, blanks, hyphens and underscores."""
    body: str
    is_whole: bool = True
    """False if a part of the header couldn't be read."""
    has_header: bool = True

    def text(self, *keys: str) -> str:
        """Return the value of the first of these keys that has one, as a line of text."""
        return next(filter(None, (" ".join(" ".join(self.texts(key)).split()) for key in keys)), "")

    def texts(self, *keys: str) -> list[str]:
        """Return all values of these keys as one list of texts, none twice. Of a table, its name or title counts."""
        found: dict[str, None] = {}
        for key in keys:
            value = self.values.get(key, ())
            for one in (value,) if isinstance(value, str) else value:
                words = one if isinstance(one, str) else _name_in(one)
                if words.strip():
                    found[words.strip()] = None
        return list(found)

    def names(self, *keys: str, separators: str = ",;") -> list[str]:
        """Return the values of these keys as a list of names. A single text is divided at the separators."""
        found: list[str] = []
        for key in keys:
            value = self.values.get(key, ())
            if isinstance(value, str):
                for sign in separators[1:]:
                    value = value.replace(sign, separators[0])
                found += (part.strip() for part in value.split(separators[0])) if separators else [value]
            else:
                found += self.texts(key)
        return list(dict.fromkeys(filter(None, found)))

    def people(self, *keys: str) -> list[str]:
        """Return the values of these keys as names of people. A single text may name several."""
        found: list[str] = []
        for key in keys:
            value = self.values.get(key, ())
            found += BETWEEN_PEOPLE.split(value) if isinstance(value, str) else self.texts(key)
        return list(dict.fromkeys(name.strip() for name in found if name.strip()))

    def table(self, key: str) -> dict[str, str]:
        """Return a table in the header, such as `[cover]`; empty if there is none."""
        value = self.values.get(key, ())
        first = next(iter(value), "") if not isinstance(value, str) else ""
        return {fold_key(name): text for name, text in first.items()} if isinstance(first, dict) else {}

    def flag(self, *keys: str, default: bool = False) -> bool:
        """Return whether one of these keys says yes; `default` if none says yes or no."""
        words = {self.text(key).casefold() for key in keys}
        return True if words & TRUE else False if words & FALSE else default

    @property
    def plain(self) -> dict[str, str]:
        """The values that are texts, by their folded keys."""
        return {key: value for key, value in self.values.items() if isinstance(value, str)}


def _name_in(table: Mapping[str, str]) -> str:
    return next((table[key] for key in ("name", "title", "text", "src", "url") if table.get(key)), "")


def split_front_matter(text: str) -> FrontMatter:
    """Return header and body of a file. Without a header, all of it is the body."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if language := NAMED_FENCE.fullmatch(lines[start]):
        return _read_named(text, lines, start, language[1].casefold())
    fence = read_fence(lines[start])
    if fence:
        end = next((at for at in range(start + 1, len(lines)) if lines[at].rstrip() in ENDS[fence]), None)
        if end is not None:
            block = lines[start + 1 : end]
            entries, is_whole = _read_toml(block) if fence == "+++" else _read_yaml(block)
            return FrontMatter(_by_key(entries), "\n".join(lines[end + 1 :]), is_whole)
    if opens_json(lines[start:]):
        try:
            read = read_json(lines[start:], 1)
            return FrontMatter(_by_key(read.entries), "\n".join(lines[start + read.lines :]), not read.broken)
        except HeaderError:
            return FrontMatter({}, text, is_whole=False)
    return FrontMatter({}, text, has_header=False)


def _read_named(text: str, lines: list[str], start: int, language: str) -> FrontMatter:
    """Return header and body of a file whose first line names the language of the header: `---json`.

    A header that is a program isn't run, so nothing of it is known.
    """
    end = next((at for at in range(start + 1, len(lines)) if lines[at].rstrip() == "---"), None)
    if end is None:
        return FrontMatter({}, text, is_whole=False)
    block, body = lines[start + 1 : end], "\n".join(lines[end + 1 :])
    if language == "json":
        read = split_front_matter("\n".join(block))
        return FrontMatter(read.values, body, read.is_whole and read.has_header)
    if language in {"toml", "yaml", "yml"}:
        entries, is_whole = _read_toml(block) if language == "toml" else _read_yaml(block)
        return FrontMatter(_by_key(entries), body, is_whole)
    return FrontMatter({}, body, is_whole=False)


def _read_yaml(block: list[str]) -> tuple[Iterable[HeaderEntry], bool]:
    try:
        return read_yaml("\n".join(block), 1), True
    except (NotYaml, HeaderError):
        pass
    try:
        read = read_slips(block, 1)
    except HeaderError:
        return (), False
    return read.entries, not read.broken


def _read_toml(block: list[str]) -> tuple[Iterable[HeaderEntry], bool]:
    try:
        return read_toml("\n".join(block), 1), True
    except HeaderError:
        entries, broken = read_toml_slips(block, 1)
        return entries, not broken


def _by_key(entries: Iterable[HeaderEntry]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for entry in entries:
        if entry.value is not None:
            found[fold_key(entry.key)] = entry.value
    return found
