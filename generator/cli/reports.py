"""The reports of all commands, as text for people and as JSON for scripts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from generator.build import Outcome
from generator.commands.explain import Explanation
from generator.commands.extension import ExtensionFindings
from generator.commands.finding_kinds import CODES
from generator.commands.relations import Relation
from generator.commands.verify import Verification
from generator.delivery.compare import Comparison
from generator.delivery.deploy import DeployResult
from generator.model import Gravity, Problem

SEVERAL = 3
"""So many problems of one kind are counted."""
VARIABLE = re.compile(r"“[^”]*”|\d[\d,.:]*|content/\S+")
"""What differs between messages of one kind."""
TITLES = {
    Gravity.HELD: "Not published: needs fixing",
    Gravity.WARNING: "Please check",
    Gravity.NOTE: "For your information",
}


def problem_lines(problems: Iterable[Problem], most: int | None = None, title: str = "") -> Iterator[str]:
    """Yield the problems by gravity, the most serious first, and those of one kind together.

    At most `most` of each gravity are listed, and then how many more there are; None means all. Where not all are
    listed, notes of one kind, such as datelines that were read, are one line. `title` stands over the most serious, in
    place of the usual one.
    """
    problems = sorted(problems)
    titles = {**TITLES, Gravity.HELD: title or TITLES[Gravity.HELD]}
    for gravity, heading in titles.items():
        grave = [problem for problem in problems if problem.gravity is gravity]
        files = len({problem.path for problem in grave})
        if grave:
            yield f"{heading} ({files:,} files)" if files > 1 else heading
            yield from _kind_lines(grave, len(grave) if most is None else most, brief=most is not None)


def _kind_lines(grave: Sequence[Problem], most: int, *, brief: bool) -> Iterator[str]:
    """Yield lines for problems of one gravity, `most` of them. With `brief`, notes of one kind are one line."""
    listed = 0
    for alike in _kinds_of(grave):
        if most <= 0:
            break
        one_line = brief and alike[0].gravity is Gravity.NOTE and len(alike) > 1
        yield from _brief_lines(alike) if one_line else _lines_of(alike[:most])
        listed += len(alike) if one_line else len(alike[:most])
        most -= 1 if one_line else len(alike)
    if listed < len(grave):
        yield f"  … and {len(grave) - listed:,} more. “broadsheet check” lists them all."


def _kinds_of(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Return the problems by kind, in the order of each kind's first: messages that differ in names and numbers."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(VARIABLE.sub("…", problem.message), []).append(problem)
    return list(kinds.values())


def _brief_lines(alike: Sequence[Problem]) -> Iterator[str]:
    """Yield one line for several notes of one kind."""
    first = alike[0]
    more = f"And {len(alike) - 1:,} more like this (“broadsheet build --verbose” lists all)."
    yield visible(f"  {first.where}: {first.message} {more}")


def _lines_of(alike: Sequence[Problem]) -> Iterator[str]:
    """Yield one line for each problem of one kind, their number if they are several, and how to fix them."""
    if len(alike) >= SEVERAL:
        yield f"  {len(alike):,} of one kind:"
    for hint, fixed_alike in groupby(alike, key=lambda problem: problem.hint):
        yield from (visible(f"  {problem.where}: {problem.message}") for problem in fixed_alike)
        if hint:
            yield visible(f"      {hint}")


def visible(text: str) -> str:
    """Return `text` with control characters escaped: a file name may hold sequences that control the terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def build_lines(outcome: Outcome, output: Path, seconds: float) -> str:
    """Return the report of a build, for people."""
    if not outcome.published:
        return "Nothing was published, because some files need fixing and --strict was given."
    faulty = len({problem.path for problem in outcome.held})
    need = f", {counted(faulty, 'file needs', 'files need')} fixing" if faulty else ""
    stories = f"{counted(outcome.stories, 'story', 'stories')} published"
    files = f"{counted(len(outcome.written), 'file')} written, {len(outcome.removed):,} removed"
    rest = f"{outcome.unchanged:,} unchanged, in {seconds:.1f} s."
    lines = [f"{stories}{need}; {files}, {rest}"]
    if outcome.next_change:
        lines.append(f"Next change of the site: {outcome.next_change:%Y-%m-%d %H:%M} UTC. Build again then.")
    lines.append(
        f"The site is in {visible(str(output))}. To see it, run “broadsheet serve”. (Pages opened straight from"
    )
    lines.append("the disk have no styles, because their links start at the root of a site.)")
    return "\n".join(lines)


def reason_lines(outcome: Outcome) -> Iterator[str]:
    """Yield, for each page that was checked, why it was or wasn't written."""
    for url, reason in outcome.reasons:
        yield f"{url}: {reason.value}"


def build_json(outcome: Outcome, seconds: float, *, explained: bool = False) -> str:
    """Return the report of a build, for scripts; with `explained`, also why each page was or wasn't written."""
    reasons = {url: reason.value for url, reason in outcome.reasons}
    return to_json(
        ({"reasons": reasons} if explained else {})
        | {
            "stories": outcome.stories,
            "held": problem_records(outcome.problems, Gravity.HELD),
            "warnings": problem_records(outcome.problems, Gravity.WARNING),
            "notes": problem_records(outcome.problems, Gravity.NOTE),
            "published": outcome.published,
            "written": len(outcome.written),
            "removed": len(outcome.removed),
            "unchanged": outcome.unchanged,
            "seconds": round(seconds, 3),
            "next_change": outcome.next_change,
        }
    )


def verification_lines(verification: Verification) -> str:
    """Return the result of a comparison with a clean build, for people."""
    if not verification.outcome.published:
        return "Nothing was published, because some files need fixing, so nothing was compared."
    lines = [f"{one.file}: {one.what}\n    {one.why}" for one in verification.differences]
    verdict = f"{counted(len(lines), 'file')} of {verification.files:,} differ from a clean build."
    lines.append(
        verdict if lines else f"All {verification.files:,} files are the same as in a clean build, byte for byte."
    )
    if verification.outcome.held:
        lines.append("Stories that need fixing keep their last good version, which a clean build doesn't have.")
    return "\n".join(lines)


def verification_json(verification: Verification) -> str:
    """Return the result of a comparison with a clean build, for scripts."""
    return to_json(
        {
            "files": verification.files,
            "differences": verification.differences,
            "published": verification.outcome.published,
            "held": problem_records(verification.outcome.problems, Gravity.HELD),
        }
    )


def extensions_lines(found: ExtensionFindings) -> str:
    """Return the result of a check of extensions, for people."""
    lines = [f"{one.extension}: {one.hook} gives another result for {one.subject}" for one in found.unlike_calls]
    lines += [f"{file}: differs between the two builds" for file in found.unlike_files]
    if lines:
        lines.append("Look in the extension for the clock, chance, the order of a set, or values kept between calls.")
    else:
        lines.append(f"{counted(found.calls, 'call')} and {counted(found.files, 'file')} are the same in both builds.")
    return "\n".join(map(visible, lines))


def extensions_json(found: ExtensionFindings) -> str:
    """Return the result of a check of extensions, for scripts."""
    return to_json(
        {
            "calls": found.calls,
            "files": found.files,
            "unlike_calls": found.unlike_calls,
            "unlike_files": found.unlike_files,
            "problems": problem_records(found.problems),
        }
    )


def explanation_lines(explanation: Explanation) -> str:
    """Return what a page is made of, for people."""
    head = {"kind": explanation.kind, "template": explanation.template, "file": explanation.file}
    tables = [(explanation.url, head), ("Made of", explanation.made_of), ("Receipt", explanation.receipt)]
    lines = [line for title, table in tables if table for line in _table(title, table)]
    if explanation.related:
        lines += ["Related", *(visible(f"  {line}") for one in explanation.related for line in _relation_lines(one))]
    doubtful = "Something that may affect it has changed since: the next build checks it."
    return "\n".join([*lines, doubtful if explanation.doubtful else "Nothing that affects it has changed since."])


def _relation_lines(relation: Relation) -> Iterator[str]:
    named = "named in its header" if relation.pinned else ""
    near = f"similarity {relation.score:.2f}" if relation.score else ""
    yield f"{relation.path}: {', '.join(filter(None, [named, near]))}"
    if relation.words:
        yield f"    {', '.join(relation.words)}"


def _table(title: str, rows: Mapping[str, str]) -> Iterator[str]:
    width = max(map(len, rows))
    yield title
    yield from (f"  {name:<{width}}  {value}" for name, value in rows.items() if value)


def explanation_json(explanation: Explanation) -> str:
    """Return what a page is made of, for scripts."""
    return to_json(explanation)


def delivery_lines(result: DeployResult) -> str:
    """Return the report of a deploy, or of a dry run, for people."""
    plan = result.plan
    sent = [upload for step in plan.steps for upload in step.uploads]
    gone = [*plan.taken_down, *plan.deletions]
    lines = list(result.remarks)
    if result.dry:
        for step in plan.steps:
            lines += [
                f"Would send {step.name}:",
                *(f"  {upload.file} ({upload.size:,} bytes)" for upload in step.uploads),
            ]
        lines += ["Would delete:", *(f"  {file}" for file in gone)] if gone else []
    size = sum(upload.size for upload in sent)
    verb = "would be sent" if result.dry else "sent"
    lines.append(f"{counted(len(sent), 'file')} ({size:,} bytes) {verb}, {len(gone):,} deleted.")
    if not result.dry:
        lines.append(f"Edition {result.generation:,} is live.")
    return "\n".join(map(visible, lines))


def delivery_json(result: DeployResult) -> str:
    """Return the report of a deploy, for scripts."""
    return to_json(delivery_fields(result))


def delivery_fields(result: DeployResult) -> dict[str, Any]:
    """Return the report of a deploy as plain values."""
    plan = result.plan
    sent = [[upload.file for upload in step.uploads] for step in plan.steps]
    head = {"dry_run": result.dry, "generation": result.generation, "remarks": result.remarks}
    steps = [{"step": step.name, "files": files} for step, files in zip(plan.steps, sent, strict=True)]
    return {**head, "sent": steps, "taken_down": plan.taken_down, "deleted": plan.deletions}


def comparison_lines(found: Comparison) -> str:
    """Return the result of comparing a host with the last build, for people."""
    lines = list(found.remarks)
    if found.altered:
        lines += ["Changed or deleted on the host since they were sent:", *(f"  {file}" for file in found.altered)]
    if found.unsent:
        lines += ["Not sent yet:", *(f"  {file}" for file in found.unsent)]
    if found.is_same:
        lines.append(f"The host has the last build: {counted(found.files, 'file')} compared, all the same.")
    else:
        count = len(found.altered) + len(found.unsent)
        lines.append(f"{counted(found.files, 'file')} compared, {count:,} differ.")
    lines += ["To send everything again: broadsheet deploy --full"] if found.altered else []
    lines += ["To send these: broadsheet deploy"] if found.unsent and not found.altered else []
    return "\n".join(map(visible, lines))


def comparison_json(found: Comparison) -> str:
    """Return the result of comparing a host with the last build, for scripts."""
    return to_json(comparison_fields(found))


def comparison_fields(found: Comparison) -> dict[str, Any]:
    """Return the result of comparing a host with the last build as plain values."""
    head = {"same": found.is_same, "compared": found.files, "altered": found.altered, "unsent": found.unsent}
    return {**head, "remarks": found.remarks}


def failure_json(problems: Sequence[Problem], message: str) -> str:
    """Return why nothing was done, for scripts."""
    return to_json({"error": message or problems[0].message, "problems": problem_records(problems)})


def problem_records(problems: Iterable[Problem], gravity: Gravity | None = None) -> list[dict[str, Any]]:
    """Return the problems of one gravity, or all of them, for scripts."""
    return [
        {
            "file": problem.path,
            "line": problem.line,
            "reason": problem.message,
            "hint": problem.hint,
            "kind": CODES.get(problem.code, ""),
            "code": problem.code,
        }
        for problem in sorted(problems)
        if gravity is None or problem.gravity is gravity
    ]


def to_json(value: Any) -> str:
    """Return the value as JSON."""
    return msgspec.json.encode(value).decode()


def counted(number: int, one: str, many: str = "") -> str:
    """Return the number with the right form of the word: “1 file”, “2 files”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
