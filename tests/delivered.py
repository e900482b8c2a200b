"""What a deploy starts from, for tests of delivery: the bundle of a newsroom's last build, and its files."""

from contextlib import closing
from pathlib import Path

from conftest import Newsroom

from generator.catalogue.store import FILE, open_reader
from generator.delivery.bundle import Bundle, read_bundle


def bundle_of(newsroom: Newsroom) -> Bundle:
    with closing(open_reader(newsroom.folder / ".broadsheet" / FILE)) as store:
        return read_bundle(store, newsroom.output)


def site_of(newsroom: Newsroom) -> dict[str, bytes]:
    """The files that are to be at the host."""
    return {file: (newsroom.output / file).read_bytes() for file in bundle_of(newsroom).pieces}


def name_host(newsroom: Newsroom, to: str, **keys: str | list[str]) -> None:
    """Add `[deploy.live]` to site.toml."""
    lines = ["", "[deploy.live]", f'to = "{to}"', *(f"{key} = {value!r}" for key, value in keys.items())]
    toml: Path = newsroom.folder / "site.toml"
    toml.write_text("\n".join([toml.read_text(), *lines, ""]))
