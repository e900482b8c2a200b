"""What a command found, in words and as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from generator.build import Outcome
from generator.commands.check import Findings
from generator.commands.explain import Explanation
from generator.commands.extension import ExtensionFindings
from generator.commands.relations import Relation
from generator.commands.verify import Verification
from generator.delivery.comparing import Comparison
from generator.delivery.deploy import Delivered
from generator.model import Gravity, Problem

TITLES = {Gravity.HELD: "Held back", Gravity.WARNING: "Please look", Gravity.NOTE: "Good to know"}


def problem_lines(problems: Iterable[Problem], most: int | None = None) -> Iterator[str]:
    """The problems by gravity, the gravest first; `most` of each, and how many more there are."""
    problems = sorted(problems)
    for gravity, title in TITLES.items():
        grave = [problem for problem in problems if problem.gravity is gravity]
        if grave:
            yield f"{title}:"
            yield from _lines_of(grave[:most])
        if most is not None and len(grave) > most:
            yield f"  … and {len(grave) - most:,} more. “broadsheet check” lists them all."


def _lines_of(problems: Iterable[Problem]) -> Iterator[str]:
    """A line a problem, and after problems that are mended alike the mend."""
    for hint, alike in groupby(problems, key=lambda problem: problem.hint):
        yield from (_visible(f"  {problem.where}: {problem.message}") for problem in alike)
        if hint:
            yield f"      {hint}"


def _visible(text: str) -> str:
    """`text` in which nothing steers a terminal: a file's name may hold anything."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def build_lines(outcome: Outcome, output: Path, seconds: float) -> str:
    """What a build came to, for people."""
    if not outcome.published:
        return "Nothing was published: --strict was asked for, and files are held back."
    held = len({problem.path for problem in outcome.held})
    stories = f"{_count(outcome.stories, 'story', 'stories')} published"
    files = f"{_count(len(outcome.written), 'file')} written, {len(outcome.removed):,} removed"
    rest = f"{outcome.unchanged:,} unchanged, in {seconds:.1f} s."
    lines = [f"{stories}{f', {held:,} held back' if held else ''}; {files}, {rest}"]
    if outcome.next_change:
        lines.append(f"The site changes by itself at {outcome.next_change:%Y-%m-%d %H:%M} UTC; build again then.")
    lines.append(f"The site is in {_visible(str(output))}. To see it, run “broadsheet serve”: a page that is opened")
    lines.append("from the disk has no styles, because the addresses in it begin at the root of a site.")
    return "\n".join(lines)


def check_lines(findings: Findings) -> str:
    """What a check came to, for people."""
    counts = [f"{sum(p.gravity is gravity for p in findings.problems):,} {gravity.value}" for gravity in TITLES]
    return f"{_count(findings.stories, 'story', 'stories')} would be public. Found: {', '.join(counts)}."


def reason_lines(outcome: Outcome) -> Iterator[str]:
    """Why each page that was looked at was printed or left alone."""
    for url, reason in outcome.reasons:
        yield f"{url}: {reason.value}"


def build_json(outcome: Outcome, seconds: float, *, explained: bool = False) -> str:
    """What a build came to, for scripts; with `explained`, also why each page was printed or left alone."""
    reasons = {url: reason.value for url, reason in outcome.reasons}
    return _json(
        ({"reasons": reasons} if explained else {})
        | {
            "stories": outcome.stories,
            "held": _entries(outcome.problems, Gravity.HELD),
            "warnings": _entries(outcome.problems, Gravity.WARNING),
            "notes": _entries(outcome.problems, Gravity.NOTE),
            "published": outcome.published,
            "written": len(outcome.written),
            "removed": len(outcome.removed),
            "unchanged": outcome.unchanged,
            "seconds": round(seconds, 3),
            "next_change": outcome.next_change,
        }
    )


def check_json(findings: Findings) -> str:
    """What a check came to, for scripts."""
    return _json(
        {
            "stories": findings.stories,
            "held": _entries(findings.problems, Gravity.HELD),
            "warnings": _entries(findings.problems, Gravity.WARNING),
            "notes": _entries(findings.problems, Gravity.NOTE),
        }
    )


def audit_lines(audit: Verification) -> str:
    """What a comparison with a clean build came to, for people."""
    if not audit.outcome.published:
        return "Nothing was published, since a file is held back, so nothing was compared."
    lines = [f"{one.file}: {one.what}\n    {one.why}" for one in audit.differences]
    verdict = f"{_count(len(lines), 'file')} of {audit.files:,} differ from a clean build."
    lines.append(verdict if lines else f"All {audit.files:,} files are those of a clean build, byte for byte.")
    if audit.outcome.held:
        lines.append("Files that are held back stay at their last good version, which a clean build doesn't have.")
    return "\n".join(lines)


def audit_json(audit: Verification) -> str:
    """What a comparison with a clean build came to, for scripts."""
    return _json(
        {
            "files": audit.files,
            "differences": audit.differences,
            "published": audit.outcome.published,
            "held": _entries(audit.outcome.problems, Gravity.HELD),
        }
    )


def extensions_lines(found: ExtensionFindings) -> str:
    """What a check of extensions came to, for people."""
    lines = [f"{one.extension}: {one.hook} gives another result for {one.subject}" for one in found.unlike_calls]
    lines += [f"{file}: differs between the two builds" for file in found.unlike_files]
    if lines:
        lines.append(
            "Look in the extension for the clock, chance, the order of a set, or something kept between calls."
        )
    else:
        same = f"{_count(found.calls, 'call')} and {_count(found.files, 'file')} are the same in both builds."
        lines.append(same)
    return "\n".join(map(_visible, lines))


def extensions_json(found: ExtensionFindings) -> str:
    """What a check of extensions came to, for scripts."""
    return _json(
        {
            "calls": found.calls,
            "files": found.files,
            "unlike_calls": found.unlike_calls,
            "unlike_files": found.unlike_files,
            "problems": _entries(found.problems),
        }
    )


def account_lines(account: Explanation) -> str:
    """What a page is made of, for people."""
    head = {"kind": account.kind, "template": account.template, "file": account.file}
    tables = [(account.url, head), ("Made of", account.made_of), ("Receipt", account.receipt)]
    lines = [line for title, table in tables if table for line in _table(title, table)]
    if account.related:
        lines += ["Related", *(_visible(f"  {line}") for one in account.related for line in _relation_lines(one))]
    doubt = "Something changed since that may reach it: the next build looks at it."
    return "\n".join([*lines, doubt if account.doubtful else "Nothing that reaches it changed since."])


def _relation_lines(relation: Relation) -> Iterator[str]:
    named = "named in its header" if relation.pinned else ""
    near = f"nearness {relation.score:.2f}" if relation.score else ""
    yield f"{relation.path}: {', '.join(filter(None, [named, near]))}"
    if relation.words:
        yield f"    {', '.join(relation.words)}"


def _table(title: str, rows: Mapping[str, str]) -> Iterator[str]:
    width = max(map(len, rows))
    yield title
    yield from (f"  {name:<{width}}  {value}" for name, value in rows.items() if value)


def account_json(account: Explanation) -> str:
    """What a page is made of, for scripts."""
    return _json(account)


def delivery_lines(delivered: Delivered) -> str:
    """What a deploy came to, or would come to, for people."""
    plan = delivered.plan
    sent = [upload for step in plan.steps for upload in step.uploads]
    gone = [*plan.taken_down, *plan.deletions]
    lines = list(delivered.remarks)
    if delivered.dry:
        for step in plan.steps:
            lines += [
                f"Would send {step.name}:",
                *(f"  {upload.file} ({upload.size:,} bytes)" for upload in step.uploads),
            ]
        lines += ["Would delete:", *(f"  {file}" for file in gone)] if gone else []
    size = sum(upload.size for upload in sent)
    told = "would be sent" if delivered.dry else "sent"
    lines.append(f"{_count(len(sent), 'file')} ({size:,} bytes) {told}, {len(gone):,} deleted.")
    if not delivered.dry:
        lines.append(f"Edition {delivered.generation:,} is live.")
    return "\n".join(map(_visible, lines))


def delivery_json(delivered: Delivered) -> str:
    """What a deploy came to, for scripts."""
    plan = delivered.plan
    sent = [[upload.file for upload in step.uploads] for step in plan.steps]
    told = {"dry_run": delivered.dry, "generation": delivered.generation, "remarks": delivered.remarks}
    steps = [{"step": step.name, "files": files} for step, files in zip(plan.steps, sent, strict=True)]
    return _json({**told, "sent": steps, "taken_down": plan.taken_down, "deleted": plan.deletions})


def comparison_lines(found: Comparison) -> str:
    """What a host holds beside the last build, for people."""
    lines = list(found.remarks)
    if found.altered:
        lines += ["Changed or deleted at the host since they were sent:", *(f"  {file}" for file in found.altered)]
    if found.unsent:
        lines += ["Not sent yet:", *(f"  {file}" for file in found.unsent)]
    if found.is_same:
        lines.append(f"The host holds the last build: {_count(found.files, 'file')} compared, all are the same.")
    else:
        count = len(found.altered) + len(found.unsent)
        lines.append(f"{_count(found.files, 'file')} compared, {count:,} differ.")
    lines += ["To send everything again: broadsheet deploy --full"] if found.altered else []
    lines += ["To send these: broadsheet deploy"] if found.unsent and not found.altered else []
    return "\n".join(map(_visible, lines))


def comparison_json(found: Comparison) -> str:
    """What a host holds beside the last build, for scripts."""
    told = {"same": found.is_same, "compared": found.files, "altered": found.altered, "unsent": found.unsent}
    return _json({**told, "remarks": found.remarks})


def failure_json(problems: Sequence[Problem], message: str) -> str:
    """Why nothing was done, for scripts."""
    return _json({"error": message or problems[0].message, "problems": _entries(problems)})


def _entries(problems: Iterable[Problem], gravity: Gravity | None = None) -> list[dict[str, Any]]:
    return [
        {"file": problem.path, "line": problem.line, "reason": problem.message, "hint": problem.hint}
        for problem in sorted(problems)
        if gravity is None or problem.gravity is gravity
    ]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
