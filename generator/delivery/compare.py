"""Compare what a host holds with what was sent: people change files there by hand, and disks lose them."""

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
"""The number of files that each deploy compares."""
SAMPLE_BYTES = 256 << 10
"""The size up to which files are compared: some hosts have to send the bytes for that."""
FRONT = "index.html"
NAMED = 3
"""The number of foreign files that a message names."""


class Comparison(msgspec.Struct, frozen=True):
    """The differences between a host and the last build."""

    files: int
    """The number of files that were compared."""
    altered: tuple[str, ...]
    """Files that were changed or deleted at the host since they were sent."""
    unsent: tuple[str, ...]
    """Files that differ because no deploy has sent them yet."""
    remarks: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Tell whether the host holds the last build."""
        return not (self.altered or self.unsent)


def sample_of(bundle: Bundle, ledger: Ledger) -> list[Upload]:
    """Choose a few of the files that the host should have already, others for each build.

    The front page is always among them; large files never are.
    """
    hosted = sorted(_files_in_place(bundle, ledger))
    uploads = [bundle.files[file].upload for file in hosted]
    small = [one for one in uploads if one.size <= SAMPLE_BYTES and one.file != FRONT]
    front = [one for one in uploads if one.file == FRONT]
    draw = random.Random(bundle.built.isoformat())  # noqa: S311 (not for secrets)
    return [*front, *draw.sample(small, min(len(small), SAMPLE - len(front)))]


def _files_in_place(bundle: Bundle, ledger: Ledger) -> set[str]:
    """Return the files that, according to the ledger, are the same at the host as here."""
    files = bundle.files
    return {file for file, hosted in ledger.items() if file in files and hosted.digest == files[file].upload.digest}


def find_altered(host: Host, retry: RetryPolicy, uploads: Sequence[Upload]) -> list[str]:
    """Return those of the files that differ at the host or are missing there."""
    if not (uploads and host.can_compare):
        return []
    return sorted(retry.call(lambda: list(host.differing(uploads))))


def compare(bundle: Bundle, host: Host, host_ledger: HostLedger) -> Comparison:
    """Compare every file of the site with the host. Raises DeployRefused when the host can't be asked."""
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
    """Refuse a host that holds anything but files of this site. Raises DeployRefused."""
    foreign = (hosted.file for hosted in host.listing() if not _is_ours(host, bundle, hosted))
    if found := list(islice(foreign, NAMED + 1)):
        more = ", and more" if len(found) > NAMED else ""
        raise DeployRefused(
            f"The folder holds other things ({', '.join(found[:NAMED])}{more}), and Broadsheet never deployed there.",
            "Name an empty folder. If these may stay beside the site, and files of the same names be replaced, "
            "deploy once with --adopt.",
        )


def _is_ours(host: Host, bundle: Bundle, hosted: HostedFile) -> bool:
    """Tell whether a file at the host is one of this build, with the same bytes."""
    site_file = bundle.files.get(hosted.file)
    return site_file is not None and hosted.fingerprint == host.fingerprint(Path(site_file.upload.source))
