"""Tell what an import did: import-report.md for the editor, import-addresses.csv with every old and new address."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.imports.places import Placed
from generator.imports.records import Source

REPORT = "import-report.md"
TABLE = "import-addresses.csv"
EDITED = (
    "Somebody edited these files since they were imported. `--new` writes the source's version beside each, "
    "with `.new` behind its name."
)
DELETED = "Somebody deleted these files. To import one again, delete its line from imports.csv."
MOST_EXAMPLES = 5
FEW_EXAMPLES = 20
"""So many are all told."""
MOST_NAMED = 200
"""The most files that are listed by name."""


class ImportResult(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, or would do."""

    source: Source
    placed: tuple[Placed, ...]
    outcomes: Mapping[str, str]
    """For each id what became of its file: `new`, `updated`, `unchanged`, `edited`, `deleted`."""
    people: int = 0
    pictures: int = 0
    redirects: int = 0
    """How many lines were added to redirects.csv."""
    feed_ids: int = 0
    """How many ids of stories in the feeds of the old site were kept."""
    leftovers: Mapping[str, Sequence[str]] = {}
    """What could not be carried over, by kind in plain words: every example."""
    sections: Mapping[str, str] = {}
    """The sections that site.toml doesn't name yet: slug -> name."""
    pages: tuple[str, ...] = ()
    """The addresses of pages, for the menu."""
    dry: bool = False

    @property
    def counts(self) -> Counter[str]:
        """How many files became what."""
        return Counter(self.outcomes.values())

    @property
    def stories(self) -> int:
        """The number of stories in the source."""
        return sum(not (one.entry.item.is_page or one.entry.item.is_section) for one in self.placed)


class Leftovers:
    """Collects what could not be carried over."""

    def __init__(self) -> None:
        self.by_kind: dict[str, list[str]] = defaultdict(list)

    def add(self, kind: str, example: str) -> None:
        """Note one thing of a kind."""
        self.by_kind[kind].append(" ".join(example.split())[:200])


def write_report(result: ImportResult) -> str:
    """Return import-report.md."""
    return "\n".join([*_head(result), *_edited(result), *_left(result), *_paste(result), ""])


def _head(result: ImportResult) -> Iterable[str]:
    yield f"# Import from {result.source.kind}: {result.source.name}"
    yield ""
    yield "| what | how many |"
    yield "|---|---|"
    for name, number in _numbers(result):
        yield f"| {name} | {number:,} |"
    yield ""
    yield f"Every old and new address is in {TABLE}."


def counted_lines(result: ImportResult) -> list[str]:
    """Return what was counted, a line each, without what there was none of."""
    left = sum(map(len, result.leftovers.values()))
    numbers = [*_numbers(result), ("things that could not be carried over", left)]
    return [f"{name}: {number:,}" for name, number in numbers if number]


def _numbers(result: ImportResult) -> Iterable[tuple[str, int]]:
    counts = result.counts
    yield "stories", result.stories
    yield "pages", sum(one.entry.item.is_page for one in result.placed)
    yield "of these, drafts that nobody sees yet", sum(one.entry.item.is_draft for one in result.placed)
    yield "people", result.people
    yield "pictures and other files copied", result.pictures
    yield "lines added to redirects.csv", result.redirects
    yield "ids in feeds added to published.csv", result.feed_ids
    yield "files written", counts["new"]
    yield "files written again, because the source changed", counts["updated"]
    yield "files that were as they should be", counts["unchanged"]
    yield "files left alone, because somebody edited them", counts["edited"]
    yield "files not written again, because somebody deleted them", counts["deleted"]


def _edited(result: ImportResult) -> Iterable[str]:
    for outcome, title, words in (("edited", "Left alone", EDITED), ("deleted", "Not written again", DELETED)):
        files = [one.file for one in result.placed if result.outcomes.get(one.entry.item.id) == outcome]
        if files:
            yield from ("", f"## {title}", "", words, "", *(f"- {file}" for file in files[:MOST_NAMED]))
        if len(files) > MOST_NAMED:
            yield f"- and {len(files) - MOST_NAMED:,} more"


def _left(result: ImportResult) -> Iterable[str]:
    yield from ("", "## What could not be carried over", "")
    if not result.leftovers:
        yield "Nothing."
    for kind, examples in sorted(result.leftovers.items()):
        yield f"- **{kind}**: {len(examples):,}"
        shown = list(dict.fromkeys(filter(None, examples)))
        most = len(shown) if len(shown) <= FEW_EXAMPLES else MOST_EXAMPLES
        yield from (f"    - {_quoted(example)}" for example in shown[:most])
        if len(shown) > most:
            yield f"    - and {len(shown) - most:,} more"


def _quoted(words: str) -> str:
    return f"`{words.replace('`', chr(39))}`"


def _paste(result: ImportResult) -> Iterable[str]:
    if result.sections:
        yield from ("", "## Sections", "", "Paste these into site.toml, in the order in which they are to stand:", "")
        yield "```toml"
        for slug, name in result.sections.items():
            quoted = name.replace("\\", "\\\\").replace('"', '\\"')
            yield from ("[[sections]]", f'slug = "{slug}"', f'name = "{quoted}"', "")
        yield "```"
    if result.pages:
        yield from (
            "",
            "## Menu",
            "",
            "To put a page into the menu, write `Menu: header` or `Menu: footer` into its file:",
            "",
        )
        yield from (f"- {page}" for page in result.pages[:MOST_NAMED])


def write_table(placed: Sequence[Placed]) -> str:
    """Return import-addresses.csv: each old address with the new one and the file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["old address", "new address", "file"])
    for one in placed:
        olds = dict.fromkeys(old for old in (one.entry.item.address, *one.entry.item.former) if old)
        writer.writerows([old, one.url, one.file] for old in (olds or [""]))
    return text.getvalue()
