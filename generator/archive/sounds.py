"""The recordings of public stories. An address is made of digests, so that no file's name leaks."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.catalogue.sounds import sound_of
from generator.catalogue.store import Store
from generator.intake.names import ending_of
from generator.sound_records import Sound

FOLDER = "assets/sound"
"""Where published recordings are, below the site's root."""
MEDIA_TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}
"""As Apple's directory names them, in whose list of kinds audio/mp4 is missing."""
SOUND = msgspec.msgpack.Decoder(Sound)
ENCODER = msgspec.msgpack.Encoder()


def publish_sound(store: Store, prefix: str, path: str) -> None:
    """Enter the recording of a public story into the public tables, in the caller's transaction."""
    store.execute("DELETE FROM shown_sounds WHERE path = ?", (path,))
    found = sound_of(store, path)
    if found is None:
        return
    facts, ending = found.facts, ending_of(found.file)
    name = f"{facts.digest[:16]}.{facts.digest[16:26]}{ending}"
    sound = Sound(
        url=f"{prefix}/{FOLDER}/{name}",
        media_type=MEDIA_TYPES[ending],
        size=facts.size,
        seconds=facts.seconds,
        transcript=found.transcript,
    )
    row = (path, name, found.file, facts.digest, ENCODER.encode(sound))
    store.execute("INSERT INTO shown_sounds VALUES (?, ?, ?, ?, ?)", row)


def all_sounds(store: Store) -> list[str]:
    """Return the name of every published recording."""
    return [name for (name,) in store.execute("SELECT DISTINCT name FROM shown_sounds ORDER BY name").fetchall()]


def sound_at(store: Store, name: str) -> tuple[str, str] | None:
    """Return file and digest of the published recording of that name; None if no public story has it."""
    query = "SELECT file, digest FROM shown_sounds WHERE name = ? ORDER BY file LIMIT 1"
    row = store.execute(query, (name,)).fetchone()
    return (row[0], row[1]) if row else None


def newest_with_sound(store: Store, count: int) -> Iterator[tuple[str, Sound]]:
    """Yield the paths of the newest stories with a recording, newest first, each with that."""
    rows = store.execute(
        "SELECT path, sound FROM shown_sounds JOIN cards USING (path) ORDER BY opens DESC, path DESC LIMIT ?", (count,)
    )
    yield from ((path, SOUND.decode(blob)) for path, blob in rows.fetchall())


def file_of_sound(store: Store, folder: Path, name: str) -> Path:
    """Return where a published recording is in the paper's `folder`. Raises KeyError."""
    found = sound_at(store, name)
    if found is None:
        raise KeyError(name)
    return folder / found[0]
