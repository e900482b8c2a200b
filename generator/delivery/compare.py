"""Whether what a host holds is what was sent: people change and delete files there by hand, and disks lose them."""

import random
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import msgspec

from generator.delivery.bundle import Bundle
from generator.delivery.host_ledger import HostLedger
from generator.delivery.hosts.contract import Host, HostedFile, Upload
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
    hosted = sorted(_files_in_place(bundle, ledger))
    uploads = [bundle.files[file].upload for file in hosted]
    small = [one for one in uploads if one.size <= SAMPLE_BYTES and one.file != FRONT]
    front = [one for one in uploads if one.file == FRONT]
    draw = random.Random(bundle.built.isoformat())  # noqa: S311 (no secret)
    return [*front, *draw.sample(small, min(len(small), SAMPLE - len(front)))]


def _files_in_place(bundle: Bundle, ledger: Ledger) -> set[str]:
    """The files that the ledger says are at the host as they are here."""
    files = bundle.files
    return {file for file, hosted in ledger.items() if file in files and hosted.digest == files[file].upload.digest}


def find_altered(host: Host, retry: RetryPolicy, uploads: Sequence[Upload]) -> list[str]:
    """Those of the files that aren't at the host as they are here."""
    if not (uploads and host.can_compare):
        return []
    return sorted(retry.call(lambda: list(host.differing(uploads))))


def compare(bundle: Bundle, host: Host, host_ledger: HostLedger) -> Comparison:
    """Look at every file of the site at the host. Raises DeployRefused where that can't be done."""
    if not host.can_compare:
        raise DeployRefused(
            "This host can't be asked what it holds.", "To send everything again: broadsheet deploy --full"
        )
    host_ledger.read(bundle, ())
    in_place = _files_in_place(bundle, host_ledger.ledger)
    uploads = [site_file.upload for _, site_file in sorted(bundle.files.items())]
    other = find_altered(host, host_ledger.retry, uploads)
    altered = tuple(file for file in other if file in in_place)
    return Comparison(
        len(uploads), altered, tuple(file for file in other if file not in in_place), tuple(host_ledger.remarks)
    )


def refuse_foreign_files(host: Host, bundle: Bundle) -> None:
    """Refuse a place that holds anything but files of this very site. Raises DeployRefused."""
    foreign = (hosted.file for hosted in host.listing() if not _is_ours(host, bundle, hosted))
    if found := list(islice(foreign, NAMED + 1)):
        more = ", and more" if len(found) > NAMED else ""
        raise DeployRefused(
            f"The folder holds other things ({', '.join(found[:NAMED])}{more}), and Broadsheet never deployed there.",
            "Name an empty folder. If these may stay beside the site, and files of the same names be replaced, "
            "deploy once with --adopt.",
        )


def _is_ours(host: Host, bundle: Bundle, hosted: HostedFile) -> bool:
    """Whether a file is one of this site, as it is now."""
    site_file = bundle.files.get(hosted.file)
    return site_file is not None and hosted.fingerprint == host.fingerprint(Path(site_file.upload.source))
