"""What there is to do at the host, and in what order. Pure: nothing is read, nothing sent.

Files that are new to the host go first, in the order of STAGES: no page that is live leads to them yet. Then those that
changed, in the same order: whatever they lead to is there now, since nothing was deleted yet. Then caches are purged,
and last goes what no live page leads to any more. So at each moment every link that a reader can follow leads
somewhere.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

import msgspec

from generator.delivery.bundle import Bundle
from generator.delivery.hosts.contract import Upload
from generator.delivery.ledger import Entry, Ledger
from generator.edition.pages.kind import STAGES
from generator.edition.pages.kinds import is_hashed
from generator.errors import DeployRefused

KEPT = timedelta(days=7)
"""How long hashed assets stay after they were last used: a reader may have yesterday's page."""
FEW_DELETIONS = 50
MOST_DELETED = 0.1


class Step(msgspec.Struct, frozen=True):
    """Files that are sent together."""

    name: str
    uploads: tuple[Upload, ...]


class Plan(msgspec.Struct, frozen=True):
    """What there is to do."""

    taken_down: tuple[str, ...]
    """Files that go before all else."""
    steps: tuple[Step, ...]
    deletions: tuple[str, ...]
    unused: tuple[str, ...]
    """Hashed assets that go when nobody can have a page any more which uses them."""

    @property
    def uploads(self) -> Iterator[Upload]:
        """All that is sent."""
        return (upload for step in self.steps for upload in step.uploads)

    @property
    def is_empty(self) -> bool:
        """Whether the host has all, and no more."""
        return not (self.taken_down or self.steps or self.deletions)


def make_plan(bundle: Bundle, ledger: Ledger, now: datetime, down: Collection[str] = ()) -> Plan:
    """What brings a host that holds `ledger` to `bundle`. `down`: files of stories that were taken down."""
    stages: dict[tuple[bool, int], list[Upload]] = {}
    for file, piece in sorted(bundle.pieces.items()):
        held = ledger.get(file)
        if held is None or held.digest != piece.upload.digest:
            stages.setdefault((held is not None, piece.stage), []).append(piece.upload)
    steps = tuple(
        Step(f"{'changed' if changed else 'new'} {STAGES[stage]}", tuple(uploads))
        for (changed, stage), uploads in sorted(stages.items())
    )
    left = [file for file in sorted(ledger.keys() - bundle.pieces.keys()) if file not in down]
    unused = tuple(file for file in left if is_hashed(file) and not _is_spent(ledger[file], now))
    deletions = tuple(file for file in left if file not in unused)
    taken = tuple(sorted(file for file in down if file in ledger and file not in bundle.pieces))
    return Plan(taken, steps, deletions, unused)


def _is_spent(entry: Entry, now: datetime) -> bool:
    return entry.unused_since is not None and now - entry.unused_since > KEPT


def check_deletions(plan: Plan, ledger: Ledger, confirmed: int | None) -> None:
    """Refuse to delete a large part of the site unless exactly that number was confirmed. Raises DeployRefused."""
    count = len(plan.deletions)
    if count > max(FEW_DELETIONS, MOST_DELETED * len(ledger)) and confirmed != count:
        message = f"This would delete {count:,} of the {len(ledger):,} files at the host, so nothing was done."
        hint = f"Is the site whole? If the deletion is meant, add: --confirm-deletions {count}"
        raise DeployRefused(message, hint)
