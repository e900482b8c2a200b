"""The paper as IPTC ninjs 3.1: one file for each story, in the folders of content/."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from generator.archive import queries
from generator.edition.edition import Edition
from generator.edition.ninjs import news_item, withheld
from generator.edition.ninjs_item import encode_item
from generator.exports.exported import Status, status_of
from generator.files import write_whole


def write_ninjs(edition: Edition, folder: Path, now: datetime) -> Iterator[str]:
    """Write the stories into `folder`, and yield the files, relative to it. Pages of the paper's own are no news."""
    for path, _ in queries.public_addresses(edition.store):
        item = news_item(edition, path)
        _, story, _ = queries.whole_story(edition.store, path)
        if status_of(story, now) is not Status.PUBLIC:
            item = withheld(item, story, edition.config.zone)
        file = folder / f"{path}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, encode_item(item))
        yield f"{path}.json"
