"""Plan what to do at the host, and in what order. Nothing is read or sent here.

Files that are new to the host are sent first, in the order of STAGES: no live page links to them yet. Then come those
that changed, in the same order: what they link to is there by now, and nothing has been deleted. Then caches are
purged, and last the files that no live page links to are deleted. So no link that a reader can follow is ever broken.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from generator.archive.addresses import fold
from generator.archive.sounds import FOLDER as SOUND_FOLDER
from generator.delivery.bundle import Bundle
from generator.delivery.hosts.contract import Upload
from generator.delivery.ledger import Ledger, LedgerEntry
from generator.edition.pages.kind import STAGES
from generator.edition.pages.kinds import count_things, is_hashed, photo_folder
from generator.edition.social_cards import FOLDER as CARD_FOLDER
from generator.errors import DeletionsRefused
from generator.press.output import in_the_way

KEPT = timedelta(days=7)
"""The time that hashed assets stay after they were last used: a reader may still have yesterday's page."""
FEW_DELETIONS = 50
MOST_DELETED = 0.1


class Step(msgspec.Struct, frozen=True):
    """The files of one stage, which are sent together."""

    name: str
    uploads: tuple[Upload, ...]
    is_changed: bool = False
    """True if the host has an older version of each."""


class Plan(msgspec.Struct, frozen=True):
    """All that a deploy has to do, in order."""

    taken_down: tuple[str, ...]
    """Files of stories that were taken down. They are deleted before anything else happens.

    So are those in whose place the site has a page that says so, or that leads elsewhere: it is sent as a new one.
    """
    steps: tuple[Step, ...]
    deletions: tuple[str, ...]
    unused: tuple[str, ...]
    """Hashed assets that are kept until no reader can still have a page that uses them."""
    obstacles: tuple[str, ...] = ()
    """Those of the deletions whose place is taken, which are deleted before anything is sent.

    The site has a folder there now, or a file in the place of a folder; or a file of the same name in other capitals,
    which some disks and storages take for the same.
    """

    @property
    def uploads(self) -> Iterator[Upload]:
        """Iterate over all files to send."""
        return (upload for step in self.steps for upload in step.uploads)

    @property
    def is_empty(self) -> bool:
        """Tell whether the host has every file of the site, and no other."""
        return not (self.taken_down or self.steps or self.deletions)


def make_plan(bundle: Bundle, ledger: Ledger, now: datetime, taken_down: Collection[str] = ()) -> Plan:
    """Plan how a host that holds `ledger` gets to hold `bundle`. `taken_down`: files of stories taken down."""
    taken = {file for file in taken_down if file in ledger and _is_withdrawn(bundle, ledger, file)}
    stages: dict[tuple[bool, int], list[Upload]] = {}
    for file, site_file in sorted(bundle.files.items()):
        entry = None if file in taken else ledger.get(file)
        if entry is None or entry.digest != site_file.upload.digest:
            stages.setdefault((entry is not None, site_file.stage), []).append(site_file.upload)
    steps = tuple(
        Step(f"{'changed' if changed else 'new'} {STAGES[stage]}", tuple(uploads), changed)
        for (changed, stage), uploads in sorted(stages.items())
    )
    gone = _media_gone(bundle.files, ledger)
    if any(_is_other(bundle, ledger, file) for file in taken_down):
        gone |= _unused_in(CARD_FOLDER, bundle.files, ledger)  # the card may show the headline that was taken down
    if taken:
        taken |= gone  # some may be of a story that was taken down
    left = [file for file in sorted(ledger.keys() - bundle.files.keys()) if file not in taken]
    unused = tuple(file for file in left if is_hashed(file) and file not in gone and not _is_spent(ledger[file], now))
    deletions = tuple(file for file in left if file not in unused)
    return Plan(tuple(sorted(taken)), steps, deletions, unused, _obstacles(bundle.files, deletions))


def _obstacles(files: Collection[str], deletions: Sequence[str]) -> tuple[str, ...]:
    if not deletions:
        return ()
    blocking, names = set(in_the_way(files, deletions)), {fold(file) for file in files}
    return tuple(file for file in deletions if file in blocking or fold(file) in names)


def _is_withdrawn(bundle: Bundle, ledger: Ledger, file: str) -> bool:
    """Tell whether what the host has at the address of a story that was taken down may be that story."""
    site_file = bundle.files.get(file)
    return site_file is None or (site_file.is_instead and site_file.upload.digest != ledger[file].digest)


def _is_other(bundle: Bundle, ledger: Ledger, file: str) -> bool:
    """Tell whether the host has a file that the site lacks, or of which the site has another version."""
    entry, site_file = ledger.get(file), bundle.files.get(file)
    return entry is not None and (site_file is None or site_file.upload.digest != entry.digest)


def _media_gone(files: Collection[str], ledger: Ledger) -> set[str]:
    """Return the files at the host of photos of which the site shows no size any more, and its former recordings.

    They don't stay like other hashed files: a photo or a recording goes with the last public story that has it.
    """
    shown = {folder for file in files if (folder := photo_folder(file))}
    photos = {file for file in ledger.keys() - files if (folder := photo_folder(file)) and folder not in shown}
    return photos | _unused_in(SOUND_FOLDER, files, ledger)


def _unused_in(folder: str, files: Collection[str], ledger: Ledger) -> set[str]:
    return {file for file in ledger.keys() - files if file.startswith(f"{folder}/")}


def _is_spent(entry: LedgerEntry, now: datetime) -> bool:
    return entry.unused_since is not None and now - entry.unused_since > KEPT


def check_deletions(plan: Plan, ledger: Ledger, confirmed: int | None) -> None:
    """Refuse to delete a large part of the site unless exactly that number was confirmed. Raises DeletionsRefused."""
    count = count_things(plan.deletions)
    if count > max(FEW_DELETIONS, MOST_DELETED * len(ledger)) and confirmed != count:
        message = f"This would delete {count:,} of the {len(ledger):,} files at the host, so nothing was done."
        hint = f"Is the site whole? If the deletion is meant, add: --confirm-deletions {count}"
        raise DeletionsRefused(message, hint, count)
