"""Read recordings that changed, each in a worker that can be stopped: length, kind, and what of them is published."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.digests import digest_bytes, digest_file
from generator.intake.sounds.pieces import SoundUnusable
from generator.intake.sounds.published import digest_published, read_published
from generator.intake.survey import DroppedFile
from generator.job_limits import limit_memory
from generator.model import Problem, StoredParse
from generator.sound_records import SoundFacts
from generator.workers import Progress, WorkerKilled, Workers

ENCODER = msgspec.msgpack.Encoder()
READ_LIMIT_S = 20
MOST_BYTES = 500_000_000
MEMORY_BYTES = 1 << 29
SIGN_BYTES = 12
MPEG_AUDIO = 0xE0
"""The bits that the second byte of a frame of MPEG audio begins with."""
WAY_OUT = "Save it as MP3 or as M4A (AAC), and drop that file under the same name."


class SoundJob(msgspec.Struct, frozen=True):
    """A recording whose facts are wanted."""

    folder: str
    """Absolute path of the paper's folder."""
    file: str
    """The file, relative to that folder."""


class SoundRefusal(msgspec.Struct, frozen=True):
    """Why a recording can't be published, and the way out."""

    message: str
    hint: str
    digest: str = ""
    """The digest of the file's bytes, if these could be read."""


def read_sounds(
    folder: Path, doubtful: Sequence[tuple[DroppedFile, str]], workers: Workers, progress: Progress
) -> Iterator[tuple[list[DroppedFile], list[StoredParse]]]:
    """Yield each recording, and what was read of it if its bytes changed. `doubtful`: each with its last digest."""
    jobs = (SoundJob(str(folder), one.file) for one, _ in doubtful)
    outcomes = workers.run(read_sound, jobs, READ_LIMIT_S, light=True)
    for done, ((one, known), outcome) in enumerate(zip(doubtful, outcomes, strict=True)):
        progress("Reading recordings", done, len(doubtful))
        entry = _entry_of(one.file, outcome)
        yield [one], [entry] if entry.digest != known else []


def _entry_of(file: str, outcome: SoundFacts | SoundRefusal | WorkerKilled[SoundJob]) -> StoredParse:
    if isinstance(outcome, WorkerKilled):
        outcome = SoundRefusal("It takes too long to read.", WAY_OUT)
    if isinstance(outcome, SoundRefusal):
        problem = Problem(file, 0, f"The recording isn't published. {outcome.message}", outcome.hint, code="file-sound")
        return StoredParse(file, outcome.digest or digest_bytes(outcome.message.encode()), ENCODER.encode((problem,)))
    return StoredParse(file, outcome.source, ENCODER.encode(()), sound=ENCODER.encode(outcome))


def read_sound(job: SoundJob) -> SoundFacts | SoundRefusal:
    """Return the facts of a recording. A file that can't be read, or that is something else, is a refusal, too."""
    path = Path(job.folder, job.file)
    try:
        with limit_memory(MEMORY_BYTES):
            return _read(path)
    except (OSError, MemoryError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it takes too much memory"
        return SoundRefusal(f"It can't be read: {reason}.", "Look whether it is there, and at its permissions.")


def _read(path: Path) -> SoundFacts | SoundRefusal:
    if path.is_symlink():
        return SoundRefusal("It is a link to another place.", "Put the file itself here.")
    size, digest = path.stat().st_size, digest_file(path)
    if size > MOST_BYTES:
        return SoundRefusal(f"It has more than {MOST_BYTES // 1_000_000} MB.", "Save it with a lower bit rate.", digest)
    try:
        with path.open("rb") as content:
            if not _is_kind(content.read(SIGN_BYTES), path.suffix.lower()):
                return SoundRefusal("It is of another kind than its name says.", WAY_OUT, digest)
            found = read_published(content, path.suffix.lower())
            published = digest_published(content, found)
    except SoundUnusable as error:
        return SoundRefusal(str(error), WAY_OUT, digest)
    return SoundFacts(digest, published, found.size, max(1, round(found.seconds)))


def _is_kind(sign: bytes, ending: str) -> bool:
    """Tell whether a file that begins with `sign` is of the kind that its ending names."""
    if ending == ".m4a":
        return sign[4:8] == b"ftyp"
    is_frame = len(sign) > 1 and sign[0] == 0xFF and sign[1] & MPEG_AUDIO == MPEG_AUDIO
    return sign.startswith(b"ID3") or is_frame
