"""Check each file before a host touches it: its name stays in the site's folder, and its size is as built."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from generator.delivery.hosts.contract import Upload
from generator.errors import HostError

BATCH_BYTES = 16 << 20
"""The most bytes that one run of a program sends, all of which are sent again if it fails: few for a slow line."""


def check_name(file: str) -> str:
    """Return `file` unchanged. Raises HostError when it could lead out of the site's folder."""
    parts = file.split("/")
    if any(part in {"", ".", ".."} for part in parts) or "\0" in file or "\\" in file:
        raise HostError(
            f"“{file}” can't be the name of a file of the site, so it was not touched at the host.",
            "The list of what the host holds may be damaged; deploy again after a whole build.",
        )
    return file


@contextmanager
def open_source(upload: Upload) -> Iterator[BinaryIO]:
    """Open the finished file to read it. Raises HostError when it is gone or its size has changed."""
    try:
        with Path(upload.source).open("rb") as body:
            if os.fstat(body.fileno()).st_size != upload.size:
                raise HostError(f"{upload.file} changed while the site was being sent.", "Deploy again.")
            yield body
    except FileNotFoundError as missing:
        raise HostError(f"{upload.file} is no longer in the finished site.", "Deploy again.") from missing


def group_by_folder(uploads: Sequence[Upload]) -> tuple[dict[str, list[Upload]], list[Upload]]:
    """Group uploads by the folder that holds them under their site paths; return the others separately."""
    by_folder, others = dict[str, list[Upload]](), list[Upload]()
    for upload in uploads:
        if upload.source.endswith(f"/{upload.file}"):
            by_folder.setdefault(upload.source.removesuffix(f"/{upload.file}"), []).append(upload)
        else:
            others.append(upload)
    return by_folder, others


def in_light_batches(uploads: Sequence[Upload], most: int) -> Iterator[Sequence[Upload]]:
    """Yield the files in order, at most `most` at a time, and BATCH_BYTES unless one alone is larger."""
    batch, weight = list[Upload](), 0
    for upload in uploads:
        if batch and (len(batch) == most or weight + upload.size > BATCH_BYTES):
            yield batch
            batch, weight = [], 0
        batch.append(upload)
        weight += upload.size
    if batch:
        yield batch
