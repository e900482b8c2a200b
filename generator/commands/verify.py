"""`broadsheet verify`: compare the updated site with one built from scratch at the same time."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from generator.build import Outcome, build
from generator.catalogue.receipts import receipt_at
from generator.catalogue.store import Store
from generator.edition.last import open_last
from generator.paper import Paper
from generator.press.output import is_own_note
from generator.workers import Progress, no_progress


class Difference(msgspec.Struct, frozen=True, order=True):
    """A file that differs from that of a clean build."""

    file: str
    what: str
    """The kind of difference, in words."""
    why: str
    """The reason recorded when the page was last written or found unchanged."""


class Verification(msgspec.Struct, frozen=True):
    """The result of the comparison."""

    outcome: Outcome
    """The result of the build that updated the site."""
    files: int
    """The number of files that were compared."""
    differences: tuple[Difference, ...]


def verify(paper: Paper, progress: Progress = no_progress) -> Verification:
    """Update the site, build it again from scratch in a temporary folder, and compare every byte.

    When `--strict` kept everything unpublished, nothing is compared: the site shows an earlier state of the paper.
    """
    outcome = build(paper, progress)
    if not outcome.published:
        return Verification(outcome, 0, ())
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
        clean = Path(folder)
        aside = msgspec.structs.replace(paper, output=clean / "public", aside=clean / "state")
        build(aside, progress)
        store, _ = open_last(paper)
        with closing(store):
            files = sorted({*site_files(paper.output), *site_files(aside.output)})
            found = [_compare(store, paper.output, aside.output, file) for file in files]
    return Verification(outcome, len(files), tuple(one for one in found if one))


def site_files(output: Path) -> Iterator[str]:
    """Yield every file below `output`, relative to it, except Broadsheet's own records."""
    for path in output.rglob("*"):
        file = path.relative_to(output).as_posix()
        if path.is_file() and not is_own_note(file):
            yield file


def _compare(store: Store, output: Path, clean: Path, file: str) -> Difference | None:
    ours, theirs = output / file, clean / file
    receipt = receipt_at(store, file)
    why = f"build {receipt.examined}: {receipt.reason}" if receipt else "no receipt: Broadsheet did not write it"
    if not theirs.is_file():
        return Difference(file, "a clean build has no such file", why) if receipt else None
    if not ours.is_file():
        return Difference(file, "it is missing", why)
    ours_bytes, theirs_bytes = ours.read_bytes(), theirs.read_bytes()
    if ours_bytes == theirs_bytes:
        return None
    pairs = enumerate(zip(ours_bytes, theirs_bytes, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), min(len(ours_bytes), len(theirs_bytes)))
    line = ours_bytes.count(b"\n", 0, at) + 1
    return Difference(file, f"it differs from byte {at:,} on (line {line:,})", why)
