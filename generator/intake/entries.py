"""Read files in a worker, and return what the catalogue stores of them."""

import msgspec

from generator.digests import digest_value
from generator.extensions.calls import noted
from generator.intake.header.keys import find_unknown
from generator.intake.read_files import read_files
from generator.intake.read_job import READING_BYTES, ReadJob
from generator.intake.text.wording import digest_words
from generator.job_limits import limit_memory
from generator.model import Body, Parsed, StoredParse, StoredVersion, Story

ENCODER = msgspec.msgpack.Encoder()
TELLING_WORDS = 40
"""A text of this many words is no other story's by chance."""


def read_entries(job: ReadJob) -> bytes:
    """Return the results of `read_files` as msgpack, for a worker. Raises EngineNeeded, MemoryError."""
    with limit_memory(READING_BYTES), noted(job.blame, job.used.trace):
        return ENCODER.encode([entry_of(parsed) for parsed in read_files(job)])


def entry_of(parsed: Parsed) -> StoredParse:
    """Return `parsed` in the form that the catalogue stores."""
    encode = ENCODER.encode
    entry = StoredParse(parsed.file, parsed.digest, encode(parsed.problems), transcript=parsed.transcript)
    if parsed.story is not None:
        entry = msgspec.structs.replace(
            entry,
            story=encode(parsed.story),
            body=encode(parsed.body),
            terms=parsed.terms,
            text=_digest_text(parsed.story, parsed.body),
            words=digest_words(parsed.written or parsed.body.html),
            unknown_keys=find_unknown(parsed.story.extra),
        )
    if parsed.is_wire:
        versions = tuple(StoredVersion(facts, entry_of(version)) for facts, version in parsed.versions)
        entry = msgspec.structs.replace(entry, is_wire=True, versions=versions)
    if parsed.pictures:
        entry = msgspec.structs.replace(entry, pictures=tuple((file, b"") for file in parsed.pictures))
    others = {name: getattr(parsed, name) for name in ("section", "table", "person", "notes")}
    encoded = {name: encode(value) for name, value in others.items() if value is not None}
    return msgspec.structs.replace(entry, **encoded) if encoded else entry


def _digest_text(story: Story, body: Body) -> str:
    """Return what tells that two stories say the same. Texts of a few words are often alike: “No births this week.”"""
    return digest_value((body.html, body.live, "" if body.words >= TELLING_WORDS else story.headline))
