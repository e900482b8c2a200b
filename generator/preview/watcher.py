"""Watches the paper's folder. Its events are only hints of what to check. The only user of watchdog."""

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

ROOTS = ("content", "templates", "static", "extensions", "data")
SETTINGS = ("site.toml", "takedowns.toml", "trending.json", "redirects.csv")
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
"""The events that count. Opening or reading a file isn't one, or each build would cause the next."""


class Watcher:
    """Watches the `ROOTS` and the `SETTINGS` of a paper while its `with` block lasts."""

    def __init__(self, folder: Path, hints: Hints) -> None:
        self._folder = folder.resolve()
        self._hints = hints
        self._observer: BaseObserver | None = None
        self._roots: dict[str, tuple[int, int] | None] = {}
        self.failure = ""
        """Why the system can't report changes, so that the folder must be checked regularly; or empty."""

    def __enter__(self) -> "Watcher":
        kind = remote_kind(self._folder, read_mounts())
        if kind:
            self.failure = (
                f"The paper is on a network drive ({kind}), which doesn't report changes made by other machines"
            )
        else:
            self._listen()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def rewatch_replaced(self) -> bool:
        """Watch the folders again when one was replaced, added or removed, and tell whether that was so."""
        if self.failure or self._identities() == self._roots:
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
            self.failure = (
                f"The system doesn't allow more folders to be watched ({(error.strerror or str(error)).lower()})"
            )

    def _stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None


def _identity(path: Path) -> tuple[int, int] | None:
    """Return device and inode, which tell a folder from another that replaced it; None when there is no folder."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class _Handler(FileSystemEventHandler):
    """Turns events of the file system into hints."""

    def __init__(self, folder: Path, hints: Hints) -> None:
        self._folder, self._hints = str(folder), hints

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note the places of the event. A file that is written to is not complete until it is closed."""
        writing = isinstance(event, FileModifiedEvent)
        for path in (event.src_path, event.dest_path):
            place = os.path.relpath(os.fsdecode(path), self._folder).replace(os.sep, "/") if path else ""
            if is_watched(place):
                self._hints.note(place, time.monotonic(), writing=writing)


def is_watched(place: str) -> bool:
    """Tell whether the site depends on `place`, relative to the paper's folder. Temporary files don't count."""
    parts = place.split("/")
    if place in SETTINGS:
        return True
    return parts[0] in ROOTS and len(parts) > 1 and not any(map(is_litter, parts[1:]))
