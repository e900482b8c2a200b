"""Watching the paper's folder. What comes of it are hints: a survey is the truth. The home of watchdog."""

import os
import time
from pathlib import Path
from types import TracebackType

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from generator.intake.survey import is_litter
from generator.preview.hints import Hints
from generator.preview.mounts import read_mounts, remote_kind

ROOTS = ("content", "templates", "static", "extensions")
SETTINGS = ("site.toml", "takedowns.toml", "trending.json")
HEARD: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""Opening and reading a file is none of them: to look must not wake the one who looks."""


class Watcher:
    """Watches content/, templates/, static/, extensions/ and the `SETTINGS` of a paper while its `with` block lasts."""

    def __init__(self, folder: Path, hints: Hints) -> None:
        self._folder = folder.resolve()
        self._hints = hints
        self._observer: BaseObserver | None = None
        self._roots: dict[str, tuple[int, int] | None] = {}
        self.deaf = ""
        """Why nothing is heard, in words, so that the folder must be looked through time and again; or empty."""

    def __enter__(self) -> "Watcher":
        kind = remote_kind(self._folder, read_mounts())
        if kind:
            self.deaf = f"The paper lies on a network drive ({kind}), which doesn't tell what others change there"
        else:
            self._listen()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def is_deceived(self) -> bool:
        """Whether a folder that is watched was replaced, came or went; it is watched anew then."""
        if self.deaf or self._identities() == self._roots:
            return False
        self._stop()
        self._listen()
        return True

    def _identities(self) -> dict[str, tuple[int, int] | None]:
        return {root: _identity(self._folder / root) for root in ("", *ROOTS)}

    def _listen(self) -> None:
        self._roots = self._identities()
        self._observer = Observer()
        self._observer.daemon = True
        handler = _Handler(self._folder, self._hints)
        try:
            self._observer.schedule(handler, str(self._folder), event_filter=HEARD)
            for root in ROOTS:
                if self._roots[root]:
                    self._observer.schedule(handler, str(self._folder / root), recursive=True, event_filter=HEARD)
            self._observer.start()
        except OSError as error:
            self._observer = None
            self.deaf = f"The system lets no more folders be watched ({(error.strerror or str(error)).lower()})"

    def _stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a folder from another that took its place."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class _Handler(FileSystemEventHandler):
    """Turns events into hints."""

    def __init__(self, folder: Path, hints: Hints) -> None:
        self._folder, self._hints = str(folder), hints

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note the places of the event. A file that is written to is not whole until it is closed."""
        writing = isinstance(event, FileModifiedEvent)
        for path in (event.src_path, event.dest_path):
            place = os.path.relpath(os.fsdecode(path), self._folder).replace(os.sep, "/") if path else ""
            if is_watched(place):
                self._hints.note(place, time.monotonic(), writing=writing)


def is_watched(place: str) -> bool:
    """Whether the paper hangs on `place`, relative to its folder. What editors' programs leave behind is nobody's."""
    parts = place.split("/")
    if place in SETTINGS:
        return True
    return parts[0] in ROOTS and len(parts) > 1 and not any(map(is_litter, parts[1:]))
