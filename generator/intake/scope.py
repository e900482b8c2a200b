"""Parts of a folder of dropped files, as a survey names them: what a look at a part reaches, and nothing else."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from generator.intake.names import ending_of, identify

LAST = "\U0010ffff"


class Scope(Protocol):
    """A part of a folder."""

    def covers(self, file: str) -> bool:
        """Whether `file` is in this part."""
        ...

    def spans(self) -> Iterator[tuple[str, str]]:
        """First and last of the names between which all of this part lies, and more."""
        ...


class PlaceScope:
    """A part of a folder: some places in it, each with what lies below it or differs from it by its ending alone."""

    def __init__(self, places: Iterable[str]) -> None:
        """`places` are files and folders as a survey names them, there or not: `content/world/summit.txt`."""
        self.places = sorted(set(places))
        self._names = {identify(place) for place in self.places}

    def covers(self, file: str) -> bool:
        """Whether `file` is in this part."""
        while file:
            if identify(file) in self._names:
                return True
            file = file.rpartition("/")[0]
        return False

    def reach_in(self, folder: str) -> Callable[[str], bool] | None:
        """What tells of a name in `folder` whether it is in this part; None when all are."""
        if self.covers(folder):
            return None
        return lambda name: identify(f"{folder}/{name}") in self._names

    def spans(self) -> Iterator[tuple[str, str]]:
        """First and last of the names between which all of this part lies, and more."""
        for place in self.places:
            stem = place[: len(place) - len(ending_of(place))]
            yield stem, f"{stem}{LAST}"


class FolderScope:
    """The part that some folders are: each with what lies in it itself, not with what is in folders below it."""

    def __init__(self, folders: Iterable[str]) -> None:
        """`folders` as a survey names them, there or not: `content/world`."""
        self._folders = frozenset(folders)

    def covers(self, file: str) -> bool:
        """Whether `file` is in this part."""
        return file.rpartition("/")[0] in self._folders

    def spans(self) -> Iterator[tuple[str, str]]:
        """First and last of the names between which all of this part lies, and more."""
        for folder in sorted(self._folders):
            yield f"{folder}/" if folder else "", f"{folder}/{LAST}" if folder else LAST
