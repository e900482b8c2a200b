"""Every host keeps the contract, at a real server of each kind."""

import gzip
import threading
from itertools import count
from pathlib import Path

import msgspec
import pytest
from delivery.hosts.conftest import Opener, Place, note_in
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from patience import PATIENCE_S

from generator.delivery.hosts.contract import Host
from generator.errors import Conflict, HostError

ODD_NAMES = [
    "a b/index.html",
    "100%/index.html",
    "c++/index.html",
    "ärger/日本/index.html",
    "it's/“quoted”/index.html",
    "a&b=c#d;e,f/index.html",
    "$(touch x)/`y`/index.html",
    "-rf/index.html",
    "*/?.html",
    "[x]/~y.html",
    "#x/index.html",
    ";y.html",
    ".well-known/security.txt",
]

EVIL_NAMES = ["../x.html", "a/../../x.html", "/etc/x.html", "a//b.html", "./x.html", "a/./x.html", "", "a/", "a\\..\\b"]


def stored(place: Place, content: bytes) -> bytes:
    """Bytes as they lie there, opened."""
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def site(place: Place) -> dict[str, bytes]:
    return {file: stored(place, content) for file, content in place.content().items()}


def test_what_was_put_is_there_whole_and_what_is_put_again_takes_its_place(place: Place) -> None:
    host = place.open()
    files = {f"{name}/index.html": f"<p>{name}".encode() for name in ("a", "b", "a/c", "d/e/f")} | {"x.txt": b"x"}
    assert sorted(place.put(host, files)) == sorted(files)
    assert site(place) == files
    newer = {"a/index.html": b"<p>Newer, and longer", "x.txt": b""}
    assert sorted(place.put(host, newer)) == sorted(newer)
    assert site(place) == files | newer


def test_nothing_at_all_is_put_removed_and_listed_with_ease(place: Place) -> None:
    host = place.open()
    assert [*host.put([], 4), *host.remove([]), *host.listing()] == []


def test_another_content_of_the_same_length_takes_the_place_of_the_first(place: Place) -> None:
    host = place.open()
    place.put(host, {"a.html": b"one"})
    place.put(host, {"a.html": b"two"})
    assert site(place) == {"a.html": b"two"}


def test_odd_names_stay_what_they_are(place: Place) -> None:
    host = place.open()
    files = {file: file.encode() for file in ODD_NAMES}
    assert sorted(place.put(host, files)) == sorted(files)
    assert site(place) == files
    assert sorted(hosted.file for hosted in host.listing()) == sorted(files)
    assert [host.read(file) for file in ODD_NAMES] == [file.encode() for file in ODD_NAMES]
    assert sorted(host.remove(ODD_NAMES)) == sorted(ODD_NAMES)
    assert site(place) == {}


def test_empty_and_large_files_arrive_whole(place: Place) -> None:
    host = place.open()
    large = b"".join(number.to_bytes(4, "big") for number in range(5 * 2**18))
    files = {"empty.html": b"", "empty.bin": b"", "photos/large.jpg": large, "large.json": large}
    assert sorted(place.put(host, files)) == sorted(files)
    assert site(place) == files
    assert host.read("photos/large.jpg") == host.read("large.json") == large
    assert host.read("empty.html") == b""


def test_the_listing_tells_sizes_and_fingerprints_as_they_are(place: Place) -> None:
    host = place.open()
    files = {f"{number}/index.html": b"<p>" * number for number in range(30)} | {"p.jpg": b"\xff\xd8" * 900}
    place.put(host, files)
    host.leave_note("ledger", b"not of the site", None)
    held = {one.file: one for one in place.open().listing()}
    stored = place.content()
    assert held.keys() == files.keys() == stored.keys()
    for file, one in held.items():
        assert one.size == len(stored[file])
        assert one.fingerprint == host.fingerprint(place.paper / "public" / file)
    if held["p.jpg"].fingerprint:
        assert len({one.fingerprint for one in held.values()}) == len(files)


def test_files_go_and_those_that_are_gone_count_as_deleted(place: Place) -> None:
    host = place.open()
    place.put(host, {"a/b/index.html": b"1", "a/index.html": b"2", "c/index.html": b"3"})
    gone = ["a/b/index.html", "never/was/there.html", "a/index.html/below-a-file.html", "c/index.html"]
    assert sorted(host.remove(gone)) == sorted(gone)
    assert site(place) == {"a/index.html": b"2"}
    assert host.read("a/b/index.html") is None
    place.put(host, {"a/b/index.html": b"again", "c/d/index.html": b"new"})
    assert site(place) == {"a/index.html": b"2", "a/b/index.html": b"again", "c/d/index.html": b"new"}


def test_many_files_go_at_once(place: Place) -> None:
    host = place.open()
    files = {f"{number}.txt": b"x" for number in range(150)}
    place.put(host, files, parallel=8)
    assert sorted(host.remove(sorted(files))) == sorted(files)
    assert site(place) == {}


WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="/\\"), min_size=1, max_size=20)
FILES = st.builds(
    lambda folders, name: "/".join([f"d{one}" for one in folders] + [f"f{name}"]), st.lists(WORDS, max_size=2), WORDS
)
"""Names of any letters; none is both a file's and a folder's."""
HISTORIES = st.lists(st.tuples(st.booleans(), st.dictionaries(FILES, st.binary(max_size=40), max_size=4)), max_size=5)
"""Files that are put, or removed."""


@settings(deadline=None, max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES)
def test_after_any_history_what_lies_there_is_what_was_put_last(
    place: Place, history: list[tuple[bool, dict[str, bytes]]]
) -> None:
    host, model = place.open(), dict[str, bytes]()
    list(host.remove(sorted(place.content())))
    for removes, files in history:
        if removes:
            gone = [*files, *sorted(model)[:2]]
            assert sorted(host.remove(gone)) == sorted(gone)
            model = {file: content for file, content in model.items() if file not in gone}
        else:
            assert sorted(place.put(host, files)) == sorted(files)
            model |= files
    assert site(place) == model
    assert sorted(hosted.file for hosted in host.listing()) == sorted(model)
    host.close()


@pytest.mark.parametrize("file", EVIL_NAMES)
def test_a_name_that_leads_out_of_the_folder_is_refused(place: Place, file: str) -> None:
    host = place.open()
    upload = place.upload("a.html")
    evil = msgspec.structs.replace(upload, file=file)
    for attempt in (
        lambda: list(host.put([evil], 1)),
        lambda: list(host.remove([file])),
        lambda: host.read(file),
        lambda: host.note(file),
    ):
        with pytest.raises(HostError):
            attempt()
    assert place.content() == {}
    assert not list(place.paper.rglob("x.html"))


def test_a_file_that_changed_since_it_was_built_is_not_sent(place: Place) -> None:
    host = place.open()
    kept, changed = place.upload("a.html"), place.upload("b.html")
    Path(changed.source).write_bytes(b"half")
    with pytest.raises(HostError):
        list(host.put([kept, changed], 1))
    Path(changed.source).unlink()
    with pytest.raises(HostError):
        list(host.put([changed], 1))
    assert place.content().keys() <= {"a.html"}


def test_what_is_not_there_reads_as_nothing(place: Place) -> None:
    host = place.open()
    assert host.read("a/b.html") is None
    assert host.note("ledger") is None
    host.drop_note("ledger")


def test_a_note_is_known_by_its_tag(place: Place) -> None:
    host, other = place.open(), place.open()
    first = host.leave_note("ledger", b"one\n\n", None)
    note = note_in(other, "ledger")
    assert (note.content, note.tag) == (b"one\n\n", first)
    second = other.leave_note("ledger", b"two", first)
    assert second != first
    with pytest.raises(Conflict):
        host.leave_note("ledger", b"three", first)
    with pytest.raises(Conflict):
        host.leave_note("ledger", b"three", None)
    assert note_in(host, "ledger").content == b"two"
    host.leave_note("lock", b"", None)
    assert note_in(other, "lock").content == b""
    other.drop_note("ledger")
    assert host.note("ledger") is None
    with pytest.raises(Conflict):
        host.leave_note("ledger", b"three", second)
    host.leave_note("ledger", b"four", None)
    assert note_in(other, "ledger").content == b"four"
    assert place.content() == {}


@pytest.mark.parametrize("kind", ["folder", "sftp", "s3"])
def test_of_deployers_that_saw_the_same_one_alone_writes(make_place: Opener, kind: str) -> None:
    """Each of four counts up by one, whenever nobody was quicker; so no count is lost."""
    place = make_place(kind)
    first = place.open()
    first.leave_note("count", b"0", None)
    hosts = [place.open() for _ in range(4)]
    counters = [threading.Thread(target=count_up, args=(host, 5)) for host in hosts]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join(PATIENCE_S)
    assert int(note_in(first, "count").content) == 20


def count_up(host: Host, times: int) -> None:
    """Raise the count by one so often, each time from what it is."""
    for _ in count():
        if not times:
            return
        note = host.note("count")
        assert note is not None
        try:
            host.leave_note("count", str(int(note.content) + 1).encode(), note.tag)
        except Conflict:
            continue
        times -= 1


def test_settling_and_closing_do_no_harm(place: Place) -> None:
    host = place.open()
    place.put(host, {"a.html": b"1"})
    host.commit("Deployed 1 file.")
    host.close()
    host.close()
    assert site(place) == {"a.html": b"1"}
