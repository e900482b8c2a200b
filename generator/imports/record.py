"""What was imported: imports.csv beside site.toml, which belongs to the paper like content/.

For each item of a source, the file that was written for it and a digest of what was written. So a second import finds
the file again whatever its name is now, and sees whether somebody has edited it since.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from generator.digests import digest_bytes, digest_file
from generator.errors import refuse
from generator.files import read_whole, write_whole

FILE = "imports.csv"
MAX_BYTES = 100_000_000
COLUMNS = ["source", "id", "file", "digest"]
OF_FILES = ("file:", "notes:")
"""How the ids of pictures and of what is beside them begin: two sources may have them for different pictures."""

Outcome = Literal["new", "updated", "unchanged", "edited", "deleted"]


class Written(msgspec.Struct, frozen=True):
    """A file that an import wrote."""

    file: str
    digest: str


class ImportRecord:
    """What earlier imports of one source wrote, and what this one writes."""

    def __init__(self, folder: Path, source: str, kind: str = "") -> None:
        """`source`: the kind and the name of the source.

        With a `kind`, items that any source of that kind had count as imported from this one.
        """
        self._folder = folder
        self._source = source
        rows = _read_rows(folder)
        mine = [row for row in rows if self._is_mine(row, kind)]
        self._others = [row for row in rows if not self._is_mine(row, kind)]
        self._names = {row[1]: row[0] for row in mine}
        """The id of each item -> the source that it was first imported from."""
        self._known = {id_: Written(file, digest) for _, id_, file, digest in mine}
        self._before = dict(self._known)

    def _is_mine(self, row: Sequence[str], kind: str) -> bool:
        is_alike = bool(kind) and row[0].partition(" ")[0] == kind and not row[1].startswith(OF_FILES)
        return row[0] == self._source or is_alike

    @property
    def files(self) -> Mapping[str, str]:
        """The file of each item that was imported before, by its id."""
        return {id_: one.file for id_, one in self._known.items()}

    def put(self, id_: str, file: str, content: bytes, *, beside: bool = False, dry: bool = False) -> Outcome:
        """Write the file of an item, unless somebody edited or deleted what was written for it before.

        With `beside`, what isn't written over an edited file is put beside it, with `.new` behind its name.
        """
        path = self._folder / file
        known = self._known.get(id_)
        there = digest_file(path) if path.is_file() else ""
        new = digest_bytes(content)
        if known and not there:
            return "deleted"
        if there == new:
            self._known[id_] = Written(file, new)
            return "unchanged"
        if there and (known is None or there != known.digest):
            if beside and (known is None or known.digest != new) and not dry:
                write_whole(path.with_name(f"{path.name}.new"), content)
            return "edited"
        if not dry:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content, like=path if there else None)
        self._known[id_] = Written(file, new)
        return "updated" if there else "new"

    def note(self, id_: str, file: str, digest: str) -> None:
        """Note a file that was written by other means."""
        self._known[id_] = Written(file, digest)

    def digest_of(self, id_: str) -> str:
        """Return the digest of what was written for an item; empty if nothing was."""
        return self._known[id_].digest if id_ in self._known else ""

    def save(self) -> None:
        """Write imports.csv, if anything in it changed."""
        if self._known == self._before:
            return
        names = self._names
        mine = [[names.get(id_, self._source), id_, one.file, one.digest] for id_, one in self._known.items()]
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted([*self._others, *mine]))
        write_whole(self._folder / FILE, text.getvalue().encode())


def _read_rows(folder: Path) -> list[list[str]]:
    path = folder / FILE
    if not path.exists():
        return []
    try:
        rows = list(csv.reader(io.StringIO(read_whole(path, MAX_BYTES).decode("utf-8-sig"), newline="")))
    except (OSError, ValueError, csv.Error) as error:
        raise refuse(FILE, f"The file can't be read: {error}.", "Restore an older copy.") from error
    bad = next((n for n, row in enumerate(rows, 1) if row and (len(row) != len(COLUMNS) or ".." in row[2])), 0)
    if bad:
        hint = f"Each line has four columns ({', '.join(COLUMNS)}). Correct it, or restore an older copy."
        raise refuse(FILE, "The line can't be understood.", hint, bad)
    return [row for row in rows if row and row != COLUMNS]
