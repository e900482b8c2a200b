"""What is to be at the host: the files of the last build that ended, as its receipts have them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from generator.catalogue.last_build import last_build
from generator.catalogue.receipts import all_receipts
from generator.catalogue.store import Store
from generator.delivery.hosts.contract import Upload
from generator.delivery.reach import host_of, is_private
from generator.edition.pages.kinds import cache_control, media_type, stage_of
from generator.errors import DeployRefused, HostError
from generator.model import Receipt
from generator.stamps import kept_time

EXAMPLE = re.compile(r"(?:.*\.)?example\.(?:org|com|net)")
"""Names that belong to nobody (RFC 2606); `broadsheet init` writes one."""


class BundleFile(msgspec.Struct, frozen=True):
    """A file that is to be at the host."""

    upload: Upload
    stage: int
    """Its place in STAGES."""


class Bundle(msgspec.Struct, frozen=True):
    """All that is to be at the host."""

    pieces: Mapping[str, BundleFile]
    """By file."""
    built: datetime
    """The clock of the build that made them."""
    stamps: Mapping[str, tuple[int, int]]
    """Size and mtime in ns of each file as it was printed."""


def read_bundle(store: Store, output: Path) -> Bundle:
    """The files of the last build, which `store` has the receipts of. Raises DeployRefused."""
    finished = last_build(store)
    if finished is None:
        raise DeployRefused("There is no finished build to deploy.", "Run “broadsheet build” first.")
    if finished.drafts:
        raise DeployRefused("The site was built with drafts.", "Build it without --drafts first.")
    host = host_of(finished.address)
    if EXAMPLE.fullmatch(host):
        message = f"site.toml still has the example's address, {finished.address}, which every page would name."
        raise DeployRefused(message, "Set `address` in site.toml to the paper's own, and build again.")
    if is_private(host):
        message = f"The site was built for {finished.address}, where no reader can reach it."
        raise DeployRefused(message, "Set `address` in site.toml to the public one, and build again.")
    receipts = list(all_receipts(store))
    pieces = {one.file: BundleFile(_upload(one, output), stage_of(one.kind, one.file)) for one in receipts}
    return Bundle(pieces, finished.now, {one.file: (one.size, one.mtime_ns) for one in receipts})


def _upload(receipt: Receipt, output: Path) -> Upload:
    kind, file = receipt.kind, receipt.file
    return Upload(
        file, f"{output}/{file}", receipt.size, receipt.digest, media_type(kind, file), cache_control(kind, file)
    )


def check_files(bundle: Bundle, files: Iterable[str]) -> None:
    """Raise HostError unless these files lie in the output as they were printed."""
    for file in changed_files(bundle, files):
        message = f"{file} isn't as the last build left it, so nothing more was sent."
        raise HostError(message, "Run “broadsheet build”, then deploy again.")


def changed_files(bundle: Bundle, files: Iterable[str]) -> Iterator[str]:
    """Those of the files that aren't as they were printed."""
    for file in files:
        try:
            status = Path(bundle.pieces[file].upload.source).stat()
        except OSError:
            yield file
            continue
        if file in bundle.stamps and (status.st_size, kept_time(status)) != bundle.stamps[file]:
            yield file
