"""Keys and tokens that lie in static/ by mistake, found by names of files and by patterns (secret_patterns.py).

No setting lets a secret through. A file that is meant to be public and only looks like a key can be published as .zip.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.delivery.secret_patterns import EXAMPLE, PATTERNS
from generator.model import Problem

CHUNK_BYTES = 1 << 20
OVERLAP_BYTES = 8_192
"""Longer than any secret, so that one that crosses the end of a chunk is found."""
HINT = "Take the file out of static/, and have the key replaced: whoever has it can act in your name."
FILES = frozenset(
    [
        *(".htpasswd", ".netrc", "_netrc", ".npmrc", ".pypirc", ".pgpass", ".git-credentials"),
        *("id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"),
    ]
)
FOLDERS = frozenset({".git", ".ssh", ".aws", ".gnupg", ".broadsheet"})
ENDINGS = frozenset({".ppk", ".p12", ".pfx", ".jks", ".kdbx", ".keystore"})


def find_secrets(files: Iterable[tuple[str, Path]]) -> list[Problem]:
    """Return a problem for each kind of secret in each of `files` (its name for editors, and its path).

    A file that can't be read is reported, too. Memory is bounded, whatever the files' size.
    """
    problems: list[Problem] = []
    for file, source in files:
        if _is_secret_by_name(file):
            message = "A file of this name holds passwords or keys, and would be published."
            problems.append(Problem(file, 0, message, HINT))
            continue
        try:
            found = _find_in(source)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problems.append(Problem(file, 0, f"The file can't be read: {reason}.", "Look at its permissions."))
            continue
        problems += (Problem(file, line, f"There is {name} in it.", HINT) for name, line in found.items())
    return sorted(problems)


def _is_secret_by_name(file: str) -> bool:
    parts = [part.casefold() for part in PurePosixPath(file).parts]
    name = parts[-1] if parts else ""
    env = name == ".env" or name.startswith(".env.")
    return env or name in FILES or PurePosixPath(name).suffix in ENDINGS or not FOLDERS.isdisjoint(parts)


def _find_in(source: Path) -> dict[str, int]:
    """Map the name of each secret in a file to the line (1-based) on which it first begins."""
    found: dict[str, int] = {}
    line = 1
    for chunk, fresh in _chunks(source):
        for name, start in _find(chunk):
            found.setdefault(name, line + chunk.count(b"\n", 0, start))
        line += chunk.count(b"\n", 0, fresh)
    return found


def _chunks(source: Path) -> Iterator[tuple[bytes, int]]:
    """Yield the file in overlapping chunks, each with the number of bytes that the next one doesn't repeat."""
    kept = b""
    with source.open("rb") as file:
        while block := file.read(CHUNK_BYTES):
            chunk = kept + block
            fresh = max(0, len(chunk) - OVERLAP_BYTES)
            yield chunk, fresh
            kept = chunk[fresh:]


def _find(chunk: bytes) -> Iterator[tuple[str, int]]:
    for secret in PATTERNS:
        if secret.marker in chunk:
            for match in secret.pattern.finditer(chunk):
                if not (secret.has_examples and EXAMPLE.search(match[0])):
                    yield secret.name, match.start()
