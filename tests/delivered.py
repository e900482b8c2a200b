"""The start of a deploy, for tests of delivery: the bundle of a newsroom's last build, and its files."""

import gzip
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from conftest import Newsroom
from places import read_files

from generator.catalogue.store import FILE, open_reader
from generator.delivery.bundle import Bundle, read_bundle
from generator.delivery.deploy import DeployOptions, DeployResult, Instructions, deploy
from generator.delivery.hosts.contract import NOTES, Host
from generator.delivery.journal import DeployJournal
from generator.delivery.retry import TRIES, RetryPolicy


def bundle_of(newsroom: Newsroom) -> Bundle:
    with closing(open_reader(newsroom.folder / ".broadsheet" / FILE)) as store:
        return read_bundle(store, newsroom.output)


def site_of(newsroom: Newsroom) -> dict[str, bytes]:
    """Return the files that are to be at the host."""
    return {file: (newsroom.output / file).read_bytes() for file in bundle_of(newsroom).files}


def name_host(newsroom: Newsroom, to: str, **keys: str | list[str]) -> None:
    """Add `[deploy.live]` to site.toml."""
    lines = ["", "[deploy.live]", f'to = "{to}"', *(f"{key} = {value!r}" for key, value in keys.items())]
    toml: Path = newsroom.folder / "site.toml"
    toml.write_text("\n".join([toml.read_text(), *lines, ""]))


def options_for(host: Host, journal: Path, **more: Any) -> DeployOptions:
    """Return the options for a deploy by the real clock. A store may need a minute to empty a folder on a busy machine."""
    retry = RetryPolicy(time.sleep, tries=TRIES + 3)
    return DeployOptions(host, DeployJournal(journal), lambda: datetime.now(UTC), retry, **more)


def bring(newsroom: Newsroom, host: Host, journal: Path, later_s: float = 0, **instructions: Any) -> DeployResult:
    """Deploy the last build, by a clock that is ahead by this much."""
    options = options_for(host, journal)
    ahead = timedelta(seconds=later_s)
    return deploy(
        bundle_of(newsroom),
        msgspec.structs.replace(options, clock=lambda: options.clock() + ahead),
        Instructions(**instructions),
    )


def unpacked(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files as readers see them; some are stored compressed."""
    return {file: gzip.decompress(one) if one[:2] == b"\x1f\x8b" else one for file, one in content.items()}


def hosted_files(folder: Path) -> dict[str, bytes]:
    """Return the site's files in a folder."""
    return dict(read_files(folder, without=NOTES))
