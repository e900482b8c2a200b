"""Keys and tokens that lie in static/ by mistake. They are found by their form, which their makers document.

Only forms that nothing else has: a long hash in a script stops nobody. Keys that are made to stand in pages (Google's
`AIza…` of maps, Stripe's `pk_live_…`) are no secrets. There is no word to let a secret through: what is meant to be
public and only looks like a key can be published packed (a .zip).
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.model import Problem

CHUNK_BYTES = 1 << 20
OVERLAP_BYTES = 8_192
"""Longer than any form, so that one which lies across the end of a chunk is seen."""
HINT = "Take the file out of static/, and have the key replaced: who has it can act in your name."
FILES = frozenset(
    [
        *(".htpasswd", ".netrc", "_netrc", ".npmrc", ".pypirc", ".pgpass", ".git-credentials"),
        *("id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"),
    ]
)
FOLDERS = frozenset({".git", ".ssh", ".aws", ".gnupg", ".broadsheet"})
ENDINGS = frozenset({".ppk", ".p12", ".pfx", ".jks", ".kdbx", ".keystore"})


class Form(NamedTuple):
    """How a secret looks."""

    name: str
    sign: bytes
    """What is always in it: looked for first, which is quick."""
    pattern: re.Pattern[bytes]
    has_examples: bool = False
    """Whether makers' documents print examples of it, which are no secrets."""


def _token(name: str, sign: bytes, rest: bytes) -> Form:
    """A token of its own: not a part of a longer word, as texts in base64 would hold by chance."""
    return Form(name, sign, re.compile(rb"(?<![A-Za-z0-9+/_=-])" + rest + rb"(?![A-Za-z0-9+/_=-])"), has_examples=True)


KEY_TEXT = rb"(?:\s|\\r|\\n|[A-Za-z-]{3,20}: [^\n\\]{1,200}(?:\n|\r|\\n)){1,30}[A-Za-z0-9+/=]{40}"
"""What follows the first line of a key, also written as a string: scripts that read keys have the first line alone."""
PRIVATE_KEY = rb"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----" + KEY_TEXT
SLACK_HOOK = re.compile(rb"hooks\.slack\.com/services/T\w{8,}/B\w{8,}/\w{24}")
FORMS = (
    Form("a private key", b"PRIVATE KEY", re.compile(PRIVATE_KEY)),
    Form("a private key (PuTTY)", b"PuTTY-User-Key-File", re.compile(rb"PuTTY-User-Key-File-[1-9]: [a-z0-9-]+\s")),
    _token("an access key of Amazon", b"AKIA", rb"AKIA[A-Z2-7]{16}"),
    _token("an access key of Amazon", b"ASIA", rb"ASIA[A-Z2-7]{16}"),
    _token("a token of GitHub", b"gh", rb"gh[pousr]_[A-Za-z0-9]{36,251}"),
    _token("a token of GitHub", b"github_pat_", rb"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    _token("a token of GitLab", b"gl", rb"gl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_-]{20,300}"),
    _token("a token of Slack", b"xox", rb"xox[abeoprs]-[0-9]{8,}-[A-Za-z0-9-]{10,}"),
    Form("an address of Slack that anybody can post to", b"hooks.slack.com", SLACK_HOOK),
    _token("a key of Stripe", b"k_live_", rb"[rs]k_live_[A-Za-z0-9]{20,250}"),
    _token("a secret of Google", b"GOCSPX-", rb"GOCSPX-[A-Za-z0-9_-]{28}"),
    _token("a token of npm", b"npm_", rb"npm_[A-Za-z0-9]{36}"),
    _token("a token of PyPI", b"pypi-AgE", rb"pypi-AgE[A-Za-z0-9_-]{50,1000}"),
    _token("a token of Netlify", b"nfp_", rb"nfp_[A-Za-z0-9]{36,40}"),
    _token("a token of DigitalOcean", b"_v1_", rb"do[opr]_v1_[a-f0-9]{64}"),
    _token("a key of SendGrid", b"SG.", rb"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    _token("a key of Anthropic", b"sk-ant-", rb"sk-ant-[A-Za-z0-9_-]{80,200}"),
    _token("a token of Hugging Face", b"hf_", rb"hf_[A-Za-z]{34}"),
    _token("a token of a Telegram bot", b":AA", rb"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
)  # fmt: skip
EXAMPLE = re.compile(rb"EXAMPLE|example|XXXX|xxxx|0{12}")


def find_secrets(files: Iterable[tuple[str, Path]]) -> list[Problem]:
    """What must not be published among `files` (name as editors know it, and where it lies), each kind once a file.

    A file that can't be read is reported, too: it can't be judged. Memory is bounded, whatever the files' size.
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
    """What there is in a file -> the line in which it begins first."""
    found: dict[str, int] = {}
    line = 1
    for chunk, fresh in _chunks(source):
        for name, start in _find(chunk):
            found.setdefault(name, line + chunk.count(b"\n", 0, start))
        line += chunk.count(b"\n", 0, fresh)
    return found


def _chunks(source: Path) -> Iterator[tuple[bytes, int]]:
    """The file in pieces that overlap, and how many bytes of each the next one leaves out."""
    kept = b""
    with source.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            chunk = kept + piece
            fresh = max(0, len(chunk) - OVERLAP_BYTES)
            yield chunk, fresh
            kept = chunk[fresh:]


def _find(chunk: bytes) -> Iterator[tuple[str, int]]:
    for form in FORMS:
        if form.sign in chunk:
            for match in form.pattern.finditer(chunk):
                if not (form.has_examples and EXAMPLE.search(match[0])):
                    yield form.name, match.start()
