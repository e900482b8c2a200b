"""Make a bundle by Pagefind: the files by which a browser searches some stories.

Its program is driven as its own wrappers do it, by messages on its input and output, since these wrappers wait a tenth
of a second for each message. Each run gets a fresh folder: a second run into the same one would leave the text of
stories that are gone. Records have no filters, which would make the files differ from run to run.
"""

import base64
import importlib.util
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

from generator.config import FILE, Config
from generator.model import Gravity, Problem
from generator.search.records import SearchRecord
from generator.search.unspaced import set_apart

PACKAGE = "pagefind_bin"
FORM = 2
"""The number of the way in which stories are written for the search. With another number all bundles are made again."""
PROGRAM_FILES = ("pagefind.js",)
"""What a browser needs once, whatever it searches."""
KEPT_FOLDERS = ("fragment/", "index/")
ENTRY = "pagefind-entry.json"
LIMIT_S = 900
"""A run that takes longer is ended. 10,000 stories take 22 seconds."""
CHUNK_BYTES = 1 << 16


class SearchError(Exception):
    """Raised when Pagefind fails; says why in words that go on from “Pagefind failed:”."""


@cache
def find_program() -> Path | None:
    """Return Pagefind's program, or None where it isn't installed."""
    found = importlib.util.find_spec(PACKAGE)
    for folder in found.submodule_search_locations or () if found else ():
        for name in ("pagefind", "pagefind.exe"):
            if (Path(folder) / name).is_file():
                return Path(folder) / name
    return None


@cache
def program_version() -> str:
    """Return the version of Pagefind; empty where it isn't installed."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""


def make_bundle(records: Sequence[SearchRecord], language: str, folder: Path) -> None:
    """Make the bundle of some stories in the fresh `folder`; without stories, the program for browsers alone.

    All stories count as being in `language`, the paper's: a search looks into one language only. Raises SearchError,
    OSError.
    """
    program = find_program()
    if program is None:
        raise SearchError("it isn't installed")
    answers = _run(program, [_new_index(language), *_record_messages(records, language), _get_files()])
    files = {one["path"]: base64.b64decode(one["content"]) for one in answers[-1]["files"]}
    for name in _kept_files(files, programs=not records):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(files[name])


def _kept_files(files: Mapping[str, bytes], *, programs: bool) -> Iterator[str]:
    """Yield the names of the files that browsers ask for, without the widgets that Pagefind adds."""
    if programs:
        yield from PROGRAM_FILES
        return
    yield ENTRY
    yield from (name for name in sorted(files) if name.endswith(".pf_meta") or name.startswith(KEPT_FOLDERS))
    for one in json.loads(files[ENTRY])["languages"].values():
        yield f"wasm.{one['wasm'] or 'unknown'}.pagefind"


# --- messages -------------------------------------------------------------------------------------


def _new_index(language: str) -> dict[str, Any]:
    config = {
        "root_selector": None,
        "exclude_selectors": None,
        "force_language": language,
        "verbose": False,
        "logfile": None,
        "keep_index_url": True,
    }
    return {"type": "NewIndex", "config": config}


def _record_messages(records: Iterable[SearchRecord], language: str) -> Iterator[dict[str, Any]]:
    for one in records:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": one.url,
            "content": set_apart(one.text),
            "language": language,
            "meta": {"title": set_apart(one.headline), "date": one.day, "section": one.section},
        }


def _get_files() -> dict[str, Any]:
    """Return the message that asks for the files. Those that Pagefind writes itself may be cut off when it ends."""
    return {"type": "GetFiles", "index_id": 0}


def _run(program: Path, messages: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Send the messages, and return the answers. Raises SearchError."""
    sent = [_encode(number, payload) for number, payload in enumerate(messages, 1)]
    process = subprocess.Popen(  # noqa: S603 (the program of a library, with no argument from outside)
        [str(program), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    limit = threading.Timer(LIMIT_S, process.kill)
    writer = threading.Thread(target=_write, args=(process.stdin, sent), daemon=True)
    limit.start()
    writer.start()
    try:
        return _read(_answers(process.stdout, len(sent)), len(sent))
    finally:
        limit.cancel()
        process.kill()
        process.wait()
        writer.join()
        for stream in (process.stdin, process.stdout):
            _close(stream)


def _close(stream: IO[bytes] | None) -> None:
    """Close a stream, of which a program that died may not have read all."""
    with suppress(OSError):
        if stream is not None:
            stream.close()


def _encode(number: int, payload: dict[str, Any]) -> bytes:
    return base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b","


def _write(target: IO[bytes] | None, sent: Iterable[bytes]) -> None:
    """Write all messages. A program that ended before is noticed by its missing answers."""
    if target is None:
        return
    with suppress(OSError, ValueError):
        for message in sent:
            target.write(message)
        target.flush()


def _answers(source: IO[bytes] | None, count: int) -> list[bytes]:
    """Return the answers, which are separated by commas; fewer than `count` if the program ended before."""
    parts: list[bytes] = []
    found = 0
    while source is not None and found < count:
        part = source.read1(CHUNK_BYTES)  # type: ignore[attr-defined]
        if not part:
            break
        parts.append(part)
        found += part.count(b",")
    return b"".join(parts).split(b",")[:found]


def _read(answers: Sequence[bytes], count: int) -> list[dict[str, Any]]:
    """Return what the answers hold. Raises SearchError."""
    if len(answers) < count:
        raise SearchError("it ended before it was done")
    payloads = [json.loads(base64.b64decode(answer))["payload"] for answer in answers]
    for payload in payloads:
        if payload["type"] == "Error":
            raise SearchError(str(payload.get("message", ""))[:200])
    return payloads


# --- what the settings ask for --------------------------------------------------------------------


def uses_search(config: Config) -> bool:
    """Tell whether there is a search: the settings ask for it, and its program is there."""
    return config.search.engine == "pagefind" and find_program() is not None


def find_missing(config: Config) -> Iterator[Problem]:
    """Yield a warning if the settings ask for a search whose program isn't there."""
    if config.search.engine == "pagefind" and find_program() is None:
        message = "The search is left out: its program, Pagefind, isn't installed."
        hint = 'Install it (pip install pagefind-bin), or write engine = "none" under [search].'
        yield Problem(FILE, 0, message, hint, Gravity.WARNING, code="setting-search")
