"""The store gives back what was kept, or nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.photos.store import RenditionStore

KEY, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2


@pytest.fixture
def store(tmp_path: Path) -> RenditionStore:
    return RenditionStore(tmp_path / "photos")


@pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)) * 1000])
def test_what_is_kept_comes_back(store: RenditionStore, content: bytes) -> None:
    assert store.get(KEY) is None
    assert not store.has(KEY)
    store.put(KEY, content)
    assert store.get(KEY) == content
    assert store.has(KEY)
    assert RenditionStore(store.folder).get(KEY) == content
    assert store.get(OTHER) is None


@given(st.binary(min_size=1, max_size=60), st.integers(0, 79), st.integers(1, 255))
def test_any_changed_byte_counts_as_absence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, at: int, change: int
) -> None:
    store = RenditionStore(tmp_path_factory.mktemp("store"))
    store.put(KEY, content)
    path = store.folder / KEY[:2] / KEY
    kept = bytearray(path.read_bytes())
    kept[at % len(kept)] ^= change
    path.write_bytes(kept)
    assert store.get(KEY) is None


@pytest.mark.parametrize("cut", [0, 3, 19, 20, 25])
def test_a_part_of_a_file_counts_as_absence(store: RenditionStore, cut: int) -> None:
    store.put(KEY, b"a picture of a bridge")
    path = store.folder / KEY[:2] / KEY
    path.write_bytes(path.read_bytes()[:cut])
    assert store.get(KEY) is None
    store.put(KEY, b"a picture of a bridge")
    assert store.get(KEY) == b"a picture of a bridge"


def test_a_file_under_another_key_counts_as_absence(store: RenditionStore) -> None:
    store.put(KEY, b"a bridge")
    store.put(OTHER, b"a ferry")
    (store.folder / KEY[:2] / KEY).replace(store.folder / OTHER[:2] / OTHER)
    assert store.get(OTHER) is None


def test_a_folder_in_a_files_place_counts_as_absence(store: RenditionStore) -> None:
    (store.folder / KEY[:2] / KEY).mkdir(parents=True)
    assert store.get(KEY) is None
    assert not store.has(KEY)


@pytest.mark.parametrize("key", ["", "../../etc/passwd", KEY.upper(), KEY + "0", "x" * 32, KEY + "\n"])
def test_what_is_no_key_is_refused(store: RenditionStore, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        store.get(key)
    with pytest.raises(ValueError, match="no key"):
        store.put(key, b"")


def test_pruning_leaves_what_is_used_and_what_is_not_its_own(store: RenditionStore) -> None:
    assert store.prune(()) == 0
    store.put(KEY, b"a bridge")
    store.put(OTHER, b"a ferry")
    (store.folder / KEY[:2] / f".{KEY}.1234.new").write_bytes(b"half")
    (store.folder / KEY[:2] / "a").mkdir()
    (store.folder / "README").write_text("mine")
    (store.folder / OTHER[:2] / KEY).write_bytes(b"misplaced")
    assert store.prune({KEY}) == 3
    assert store.get(KEY) == b"a bridge"
    assert store.get(OTHER) is None
    assert (store.folder / "README").exists()
    assert store.prune({KEY}) == 0


def test_pruning_follows_no_link(store: RenditionStore, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "letter.txt").write_text("mine")
    store.folder.mkdir()
    (store.folder / "00").symlink_to(outside)
    assert store.prune(()) == 0
    assert (outside / "letter.txt").exists()
