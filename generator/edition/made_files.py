"""Files that are made of the settings alone and published like those of static/. One of the same name there wins."""

from collections.abc import Iterator, Sequence

from generator.config import Config
from generator.digests import digest_bytes
from generator.edition.ai_rights import LICENSE_FILE, RESERVATION_FILE, license_of, reservation
from generator.edition.asset import Asset
from generator.edition.icons import MANIFEST, find_sign, manifest_of


def with_made_files(config: Config, assets: Sequence[Asset]) -> tuple[Asset, ...]:
    """Return the static files with those that are made of the settings, sorted by name."""
    there = {asset.name for asset in assets}
    made = (
        Asset(name, f"{config.prefix}/{name}", "", digest_bytes(content), content)
        for name, content in _made(config, assets)
        if name not in there
    )
    return tuple(sorted((*assets, *made), key=lambda asset: asset.name))


def key_file(key: str) -> str:
    """Return the file by which a key for IndexNow proves that the site is the paper's own."""
    return f"{key}.txt"


def _made(config: Config, assets: Sequence[Asset]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file."""
    if find_sign(config, assets):
        yield MANIFEST, manifest_of(config)
    if config.ai.reserves_rights:
        yield LICENSE_FILE, license_of(config.ai.policy, config.prefix)
        if not config.prefix:  # it counts at the root of a host alone
            yield RESERVATION_FILE, reservation()
    if config.ping.indexnow:
        yield key_file(config.ping.indexnow), config.ping.indexnow.encode()
