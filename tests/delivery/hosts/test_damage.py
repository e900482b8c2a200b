"""A damaged state at the host counts as lost: the next deploy puts all to rights, and the one after sends nothing."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Newsroom, story
from delivered import bring, site_of, unpacked
from servers import BUCKET, s3_client

from generator.delivery.hosts.contract import NOTES
from generator.delivery.ledger import STATE, StateNote, encode_state
from generator.errors import Conflict

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "one byte": lambda content: content[:1],
    "cut in half": lambda content: content[: len(content) // 2],
    "three bytes short": lambda content: content[:-3],
    "random bytes": lambda content: random.Random(3).randbytes(len(content)),
    "NULs": lambda content: bytes(len(content)),
    "another digit": lambda content: content.replace(b'"built": "2026', b'"built": "9026'),
    "another ledger": lambda content: content.replace(b'"ledger": "', b'"ledger": "../'),
    "another version": lambda content: b'{"version": 2, "editions": [1, 2]}\n\n',
    "a list": lambda content: b"[" * 100_000,
    "not UTF-8": lambda content: content.replace(b"generation", b"g\xe9n\xe9ration"),
    "huge": lambda content: b"x" * (70 << 20),
}
FAR = ("empty", "cut in half", "random bytes", "huge")
"""Damages that a server of any kind is tried with: what is read there is judged by the same code as in a folder."""


def damage(place: Any, how: Callable[[bytes], bytes]) -> None:
    """Change the state at the host, behind everybody's back."""
    target = place.target
    if target.to == "s3":
        client, key = s3_client(target.endpoint), f"{target.folder}/{NOTES}/{STATE}"
        content = client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        client.put_object(Bucket=BUCKET, Key=key, Body=how(content))
        return
    latest = max((Path(target.folder) / NOTES).glob(f"{STATE}*"))
    content = latest.read_bytes()
    latest.write_bytes(how(content))
    assert latest.read_bytes() != content


@pytest.mark.parametrize("kind", ["folder", "sftp", "rsync", "s3"])
def test_a_damaged_state_never_blocks_a_deploy(make_place: Any, kind: str, paper: Newsroom, tmp_path: Path) -> None:
    place = make_place(kind)
    last = bring(paper, place.open(), tmp_path / "memory").generation
    for number, name in enumerate(DAMAGES if kind == "folder" else FAR):
        damage(place, DAMAGES[name])
        paper.write("content/town/s1.txt", story(f"Headline {number}", topics="Harbor"))
        paper.build()
        done = bring(paper, place.open(), tmp_path / f"memory-{number % 2}", later_s=number)
        assert any("lost or damaged" in remark for remark in done.remarks), done.remarks
        assert unpacked(place.content()) == site_of(paper)
        assert done.generation > last
        last = done.generation
        assert bring(paper, place.open(), tmp_path / "elsewhere", later_s=number).plan.is_empty


@pytest.mark.parametrize("kind", ["folder", "sftp", "s3"])
@pytest.mark.parametrize(
    "how", [DAMAGES[name] for name in ("empty", "one byte", "cut in half", "three bytes short", "NULs")]
)
def test_of_two_who_saw_the_same_damage_one_alone_replaces_it(
    make_place: Any, kind: str, how: Callable[[bytes], bytes]
) -> None:
    place = make_place(kind)
    first, second = place.open(), place.open()
    first.leave_note(STATE, encode_state(StateNote(generation=3)), None)
    damage(place, how)
    seen, also = first.note(STATE), second.note(STATE)
    assert seen and also and seen.tag == also.tag
    first.leave_note(STATE, b"mine", seen.tag)
    with pytest.raises(Conflict):
        second.leave_note(STATE, b"mine, too", also.tag)
    assert second.note(STATE).content == b"mine"
