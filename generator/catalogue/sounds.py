"""The recordings that were read from content/, and their transcripts. Each belongs to the story of its own name."""

import msgspec

from generator.catalogue.store import Store
from generator.intake.names import identify, is_sound, sound_of_notes
from generator.model import StoredParse
from generator.sound_records import SoundFacts

FACTS = msgspec.msgpack.Decoder(SoundFacts)


class SoundOnFile(msgspec.Struct, frozen=True):
    """A recording that can be published, as it was read."""

    file: str
    facts: SoundFacts
    transcript: str


def is_about_sound(file: str) -> bool:
    """Tell whether a file is a recording or holds the transcript of one."""
    return is_sound(file) or bool(sound_of_notes(file))


def story_with_sound(file: str) -> str:
    """Return the path of the story to which a recording, or the transcript of one, belongs by its name."""
    return identify(sound_of_notes(file) or file)


def keep_sound(store: Store, entry: StoredParse) -> None:
    """Keep what was read of a recording or its transcript. What can't be published any more is forgotten."""
    forget_sound(store, entry.file)
    if entry.sound:
        store.execute("INSERT INTO sounds VALUES (?, ?, ?)", (entry.file, identify(entry.file), entry.sound))
    elif entry.transcript:
        store.execute(
            "INSERT INTO transcripts VALUES (?, ?, ?)", (sound_of_notes(entry.file), entry.file, entry.transcript)
        )


def forget_sound(store: Store, file: str) -> None:
    """Forget a recording, or a transcript, whose file is gone."""
    store.execute("DELETE FROM sounds WHERE file = ?", (file,))
    store.execute("DELETE FROM transcripts WHERE file = ?", (file,))


def sound_of(store: Store, path: str) -> SoundOnFile | None:
    """Return the recording of the story at `path`; of several, the first by name."""
    row = store.execute(
        "SELECT sounds.file, facts, html FROM sounds LEFT JOIN transcripts ON transcripts.sound = sounds.file"
        " WHERE name = ? ORDER BY sounds.file LIMIT 1",
        (path,),
    ).fetchone()
    return SoundOnFile(row[0], FACTS.decode(row[1]), row[2] or "") if row else None


def stories_with_sounds(store: Store) -> frozenset[str]:
    """Return the paths of the stories for which there is a recording."""
    return frozenset(path for (path,) in store.execute("SELECT DISTINCT name FROM sounds"))


def stray_sounds(store: Store) -> list[str]:
    """Return the files of the recordings beside which there is no story of their name."""
    query = "SELECT file FROM sounds WHERE name NOT IN (SELECT path FROM stories) ORDER BY file"
    return [file for (file,) in store.execute(query).fetchall()]
