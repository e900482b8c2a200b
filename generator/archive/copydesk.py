"""What was read of content/: every story at its last good version, people's cards, and what is wrong."""

from collections.abc import Iterable, Iterator

import msgspec

from generator.archive.store import Store, keep_fact, recall_fact
from generator.intake.survey import identify
from generator.model import Body, Parsed, Person, Problem, Story

STORY = msgspec.msgpack.Decoder(Story)
BODY = msgspec.msgpack.Decoder(Body)
PERSON = msgspec.msgpack.Decoder(Person)
TERMS = msgspec.msgpack.Decoder(dict[str, int])
PROBLEMS = msgspec.msgpack.Decoder(tuple[Problem, ...])
ENCODER = msgspec.msgpack.Encoder()


def known_digests(store: Store, desk: str) -> dict[str, str]:
    """The digest of each file as it was last read; empty for all when they were read for another `desk`.

    `desk` names the settings that reading hangs on.
    """
    with store:
        if recall_fact(store, "desk") != desk:
            store.execute("UPDATE files SET digest = ''")
            keep_fact(store, "desk", desk)
    return dict(store.execute("SELECT file, digest FROM files"))


def absorb(store: Store, read: Iterable[Parsed], gone: Iterable[str], shadowed: Iterable[str] = ()) -> None:
    """Take in the files that were read anew and let go of those that are gone, in one transaction.

    A file that gave no story, though one was read from it before, keeps that last good version. So does a
    `shadowed` file, until the one in its place has been read.
    """
    with store:
        for file in gone:
            _forget(store, file)
        store.executemany("DELETE FROM files WHERE file = ?", ((file,) for file in shadowed))
        for parsed in read:
            _keep(store, parsed)


def _forget(store: Store, file: str) -> None:
    store.execute("DELETE FROM files WHERE file = ?", (file,))
    store.execute("DELETE FROM stories WHERE file = ? OR path = ?", (file, identify(file)))
    store.execute("DELETE FROM people WHERE file = ?", (file,))


def _keep(store: Store, parsed: Parsed) -> None:
    encode = ENCODER.encode
    store.execute(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (parsed.file, parsed.digest, encode(parsed.problems))
    )
    if parsed.story is not None:
        row = (parsed.story.path, parsed.file, encode(parsed.story), encode(parsed.body), encode(parsed.terms))
        store.execute("INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?)", row)
    if parsed.person is not None:
        store.execute(
            "INSERT OR REPLACE INTO people VALUES (?, ?, ?)", (parsed.file, parsed.person.slug, encode(parsed.person))
        )


def all_stories(store: Store) -> Iterator[Story]:
    """Every story that was ever read and is still on file, by path."""
    for (blob,) in store.execute("SELECT story FROM stories ORDER BY path"):
        yield STORY.decode(blob)


def all_people(store: Store) -> dict[str, Person]:
    """The cards in content/people/, by slug; of two for one person the first file's counts."""
    people: dict[str, Person] = {}
    for slug, blob in store.execute("SELECT slug, person FROM people ORDER BY file"):
        people.setdefault(slug, PERSON.decode(blob))
    return people


def all_problems(store: Store) -> list[Problem]:
    """What was found wrong in the files on file, by file and line."""
    found = (PROBLEMS.decode(blob) for (blob,) in store.execute("SELECT problems FROM files ORDER BY file"))
    return sorted(problem for problems in found for problem in problems)


def body_of(store: Store, path: str) -> Body:
    """The body of the story at `path`. Raises KeyError when there is none."""
    row = store.execute("SELECT body FROM stories WHERE path = ?", (path,)).fetchone()
    if row is None:
        raise KeyError(path)
    return BODY.decode(row[0])


def story_of(store: Store, path: str) -> Story:
    """The story at `path`. Raises KeyError when there is none."""
    row = store.execute("SELECT story FROM stories WHERE path = ?", (path,)).fetchone()
    if row is None:
        raise KeyError(path)
    return STORY.decode(row[0])


def paths_on_file(store: Store) -> list[str]:
    """The path of every story, public or not."""
    return [path for (path,) in store.execute("SELECT path FROM stories ORDER BY path")]
