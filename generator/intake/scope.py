"""Limit a survey to a part of the folder of dropped files."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from generator.intake.names import ending_of, identify

LAST = "\U0010ffff"


class Scope(Protocol):
    """The part of a folder that a survey is limited to."""

    def covers(self, file: str) -> bool:
        """Tell whether `file` is in this scope."""
        ...

    def spans(self) -> Iterator[tuple[str, str]]:
        """Yield ranges of names, each as its first and last name, that together include all files of this scope."""
        ...


class PlaceScope:
    """Some files and folders, with all that is below them and all files that differ from them only in the ending."""

    def __init__(self, places: Iterable[str]) -> None:
        """Limit to `places`: files and folders as a survey names them, such as `content/world/summit.txt`.

        They need not exist.
        """
        self.places = sorted(set(places))
        self._names = {identify(place) for place in self.places}

    def covers(self, file: str) -> bool:
        """Tell whether `file` is in this scope."""
        while file:
            if identify(file) in self._names:
                return True
            file = file.rpartition("/")[0]
        return False

    def reach_in(self, folder: str) -> Callable[[str], bool] | None:
        """Return a test for the names in `folder` that are in this scope; None when all are."""
        if self.covers(folder):
            return None
        return lambda name: identify(f"{folder}/{name}") in self._names

    def spans(self) -> Iterator[tuple[str, str]]:
        """Yield ranges of names, each as its first and last name, that together include all files of this scope."""
        for place in self.places:
            stem = place[: len(place) - len(ending_of(place))]
            yield stem, f"{stem}{LAST}"


class FolderScope:
    """Some folders, each with the files directly in it and without those in folders below it."""

    def __init__(self, folders: Iterable[str]) -> None:
        """Limit to `folders` as a survey names them, such as `content/world`. They need not exist."""
        self._folders = frozenset(folders)

    def covers(self, file: str) -> bool:
        """Tell whether `file` is in this scope."""
        return file.rpartition("/")[0] in self._folders

    def spans(self) -> Iterator[tuple[str, str]]:
        """Yield ranges of names, each as its first and last name, that together include all files of this scope."""
        for folder in sorted(self._folders):
            yield f"{folder}/" if folder else "", f"{folder}/{LAST}" if folder else LAST
