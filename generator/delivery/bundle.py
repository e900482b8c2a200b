"""List the files that the host is to hold: those of the last finished build, according to its receipts."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from generator.catalogue.last_build import last_build
from generator.catalogue.receipts import all_receipts
from generator.catalogue.store import Store
from generator.config import readable_address
from generator.delivery.hosts.contract import Upload
from generator.delivery.public_address import host_of, is_private
from generator.digests import digest_file
from generator.edition.pages.gone import GONE_PAGE
from generator.edition.pages.kinds import cache_control, media_type, stage_of
from generator.edition.pages.redirects import REDIRECT
from generator.errors import DeployRefused, HostError
from generator.model import Receipt
from generator.stamps import kept_time

EXAMPLE = re.compile(r"(?:.*\.)?example\.(?:org|com|net)")
"""Names that are reserved for examples (RFC 2606); `broadsheet init` writes one."""

INSTEAD = {GONE_PAGE.name, REDIRECT.name}


class SiteFile(msgspec.Struct, frozen=True):
    """A file that is to be at the host."""

    upload: Upload
    stage: int
    """The index of its stage in STAGES."""
    is_instead: bool = False
    """True for a page at the address of a story that is gone: one that says so, or leads elsewhere."""


class Bundle(msgspec.Struct, frozen=True):
    """All files that the host is to hold."""

    files: Mapping[str, SiteFile]
    """Each file by its path in the site."""
    built: datetime
    """The clock of the build that made them."""
    stamps: Mapping[str, tuple[int, int]]
    """The size and mtime (in nanoseconds) of each file when it was written."""


def read_bundle(store: Store, output: Path) -> Bundle:
    """Return the files of the last build, from its receipts in `store`. Raises DeployRefused."""
    finished = last_build(store)
    if finished is None:
        raise DeployRefused("There is no finished build to deploy.", "Run “broadsheet build” first.")
    if finished.drafts:
        raise DeployRefused("The site was built with drafts.", "Build it without --drafts first.")
    host, shown = host_of(finished.address), readable_address(finished.address)
    if EXAMPLE.fullmatch(host):
        message = f"site.toml still has the example's address, {shown}, which every page would name."
        raise DeployRefused(message, "Set `address` in site.toml to the paper's own, and build again.")
    if is_private(host):
        message = f"The site was built for {shown}, where no reader can reach it."
        raise DeployRefused(message, "Set `address` in site.toml to the public one, and build again.")
    receipts = list(all_receipts(store))
    files = {
        one.file: SiteFile(_upload(one, output), stage_of(one.kind, one.file), one.kind in INSTEAD) for one in receipts
    }
    return Bundle(files, finished.now, {one.file: (one.size, one.mtime_ns) for one in receipts})


def _upload(receipt: Receipt, output: Path) -> Upload:
    kind, file = receipt.kind, receipt.file
    return Upload(
        file, f"{output}/{file}", receipt.size, receipt.digest, media_type(kind, file), cache_control(kind, file)
    )


def check_files(bundle: Bundle, files: Iterable[str]) -> None:
    """Raise HostError unless these files are in the output folder as the build wrote them."""
    for file in changed_files(bundle, files):
        message = f"{file} isn't as the last build left it, so nothing more was sent."
        raise HostError(message, "Run “broadsheet build”, then deploy again.")


def changed_files(bundle: Bundle, files: Iterable[str]) -> Iterator[str]:
    """Yield those of the files that changed since the build wrote them."""
    for file in files:
        try:
            status = Path(bundle.files[file].upload.source).stat()
        except OSError:
            yield file
            continue
        if file in bundle.stamps and not _is_as_built(bundle, file, status):
            yield file


def _is_as_built(bundle: Bundle, file: str, status: os.stat_result) -> bool:
    """Tell whether a file is as the build wrote it. One that was copied since has another time, and is read."""
    upload, (size, mtime_ns) = bundle.files[file].upload, bundle.stamps[file]
    if status.st_size != size:
        return False
    return kept_time(status) == mtime_ns or digest_file(Path(upload.source)) == upload.digest
