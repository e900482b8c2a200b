"""The report of `broadsheet check`, as text for people and as JSON for scripts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.cli.reports import SEVERAL, TITLES, counted, problem_records, to_json, visible
from generator.commands.check import Findings
from generator.commands.finding_kinds import kind_of, place_of
from generator.model import Gravity, Problem


def finding_lines(findings: Findings, *, quiet: bool = False) -> Iterator[str]:
    """Yield the findings by gravity, then by kind and code, the most useful first; without notes when `quiet`."""
    for gravity, title in TITLES.items():
        grave = [one for one in findings.problems if one.gravity is gravity]
        if grave and not (quiet and gravity is Gravity.NOTE):
            files = len({one.path for one in grave})
            yield f"{title} ({files:,} files)" if files > 1 else title
            yield from _lines_by_kind(grave)


def _lines_by_kind(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a heading with its number for each kind, and its findings code by code."""
    for kind, found in groupby(sorted(problems, key=place_of), kind_of):
        alike = list(found)
        yield f"  {kind}: {counted(len(alike), 'finding')}"
        for code, same in groupby(alike, lambda one: one.code):
            yield from _lines_of(code, sorted(same))


def _lines_of(code: str, problems: Sequence[Problem]) -> Iterator[str]:
    yield f"    {code}, {len(problems):,} of one kind:" if len(problems) >= SEVERAL else f"    {code}"
    for hint, alike in groupby(problems, lambda one: one.hint):
        yield from (visible(f"      {one.where}: {one.message}") for one in alike)
        if hint:
            yield f"          {hint}"


def check_lines(findings: Findings) -> str:
    """Return the summary of a check, for people."""
    held, warnings, notes = (sum(one.gravity is gravity for one in findings.problems) for gravity in TITLES)
    found = f"{counted(held, 'error')}, {counted(warnings, 'warning')}, {counted(notes, 'note')}"
    return f"{counted(findings.stories, 'story', 'stories')} would be public. Found: {found}."


def check_json(findings: Findings) -> str:
    """Return the findings of a check, for scripts."""
    kinds = Counter(kind_of(one) for one in sorted(findings.problems, key=place_of))
    return to_json(
        {
            "stories": findings.stories,
            "kinds": kinds,
            "held": problem_records(findings.problems, Gravity.HELD),
            "warnings": problem_records(findings.problems, Gravity.WARNING),
            "notes": problem_records(findings.problems, Gravity.NOTE),
        }
    )
