"""Whether what a host holds is what was sent: people change and delete files there by hand, and disks lose them."""

import random
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import msgspec

from generator.delivery.bookkeeping import Books
from generator.delivery.bundle import Bundle
from generator.delivery.hosts.contract import Held, Host, Upload
from generator.delivery.ledger import Ledger
from generator.delivery.retry import RetryPolicy
from generator.errors import DeployRefused

SAMPLE = 12
"""So many files are looked at in each deploy."""
SAMPLE_BYTES = 256 << 10
"""Of those that are no larger: some hosts have to be asked for the bytes themselves."""
FRONT = "index.html"
NAMED = 3
"""So many strangers are named."""


class Comparison(msgspec.Struct, frozen=True):
    """What lies at the host, beside the last build."""

    files: int
    """How many were compared."""
    altered: tuple[str, ...]
    """Not at the host as they were sent."""
    unsent: tuple[str, ...]
    """Not at the host as they are here, because no deploy has brought them yet."""
    remarks: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the host holds the last build."""
        return not (self.altered or self.unsent)


def sample_of(bundle: Bundle, ledger: Ledger) -> list[Upload]:
    """A few of the files that the host is to have already, others for each build; the front page is always among them.

    What is large is left out.
    """
    held = sorted(_believed(bundle, ledger))
    uploads = [bundle.pieces[file].upload for file in held]
    small = [one for one in uploads if one.size <= SAMPLE_BYTES and one.file != FRONT]
    front = [one for one in uploads if one.file == FRONT]
    draw = random.Random(bundle.built.isoformat())  # noqa: S311 (no secret)
    return [*front, *draw.sample(small, min(len(small), SAMPLE - len(front)))]


def _believed(bundle: Bundle, ledger: Ledger) -> set[str]:
    """The files that the ledger says are at the host as they are here."""
    pieces = bundle.pieces
    return {file for file, held in ledger.items() if file in pieces and held.digest == pieces[file].upload.digest}


def find_altered(host: Host, patience: RetryPolicy, uploads: Sequence[Upload]) -> list[str]:
    """Those of the files that aren't at the host as they are here."""
    if not (uploads and host.can_compare):
        return []
    return sorted(patience.ask(lambda: list(host.differing(uploads))))


def compare(bundle: Bundle, host: Host, books: Books) -> Comparison:
    """Look at every file of the site at the host. Raises DeployRefused where that can't be done."""
    if not host.can_compare:
        raise DeployRefused(
            "This host can't be asked what it holds.", "To send everything again: broadsheet deploy --full"
        )
    books.read(bundle, ())
    believed = _believed(bundle, books.ledger)
    uploads = [piece.upload for _, piece in sorted(bundle.pieces.items())]
    other = find_altered(host, books.patience, uploads)
    altered = tuple(file for file in other if file in believed)
    return Comparison(
        len(uploads), altered, tuple(file for file in other if file not in believed), tuple(books.remarks)
    )


def refuse_strangers(host: Host, bundle: Bundle) -> None:
    """Refuse a place that holds anything but files of this very site. Raises DeployRefused."""
    strangers = (held.file for held in host.listing() if not _is_ours(host, bundle, held))
    if found := list(islice(strangers, NAMED + 1)):
        more = ", and more" if len(found) > NAMED else ""
        raise DeployRefused(
            f"The folder holds other things ({', '.join(found[:NAMED])}{more}), and Broadsheet never deployed there.",
            "Name an empty folder. If these may stay beside the site, and files of the same names be replaced, "
            "deploy once with --adopt.",
        )


def _is_ours(host: Host, bundle: Bundle, held: Held) -> bool:
    """Whether a file is one of this site, as it is now."""
    piece = bundle.pieces.get(held.file)
    return piece is not None and held.fingerprint == host.fingerprint(Path(piece.upload.source))
