"""What hosts ask of every file before they touch it: that its name stays in the site's folder, that it is as built."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from generator.delivery.hosts.contract import Upload
from generator.errors import HostError


def check_name(file: str) -> str:
    """`file` as it is, when it names a place in the site's folder; HostError when it could lead out of it."""
    parts = file.split("/")
    if any(part in {"", ".", ".."} for part in parts) or "\0" in file or "\\" in file:
        raise HostError(
            f"“{file}” isn't a valid name for a file of the site, so it was not touched at the host.",
            "The list of what the host holds may be damaged; deploy again after a whole build.",
        )
    return file


@contextmanager
def open_source(upload: Upload) -> Iterator[BinaryIO]:
    """The finished file, to be read. HostError when it isn't there any more, or not as long as it was."""
    try:
        with Path(upload.source).open("rb") as body:
            if os.fstat(body.fileno()).st_size != upload.size:
                raise HostError(f"{upload.file} changed while the site was being sent.", "Deploy again.")
            yield body
    except FileNotFoundError as missing:
        raise HostError(f"{upload.file} is no longer in the finished site.", "Deploy again.") from missing
