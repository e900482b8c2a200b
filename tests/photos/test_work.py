"""What workers do with a picture ends within limits of time and memory, whatever the file is."""

import os
import time
from pathlib import Path

import msgspec
import pytest
from pictures import four_corners, saved
from PIL import Image

from generator.digests import digest_bytes
from generator.job_limits import limit_memory
from generator.photos import reading, work
from generator.photos.encoders import encoders
from generator.photos.facts import Facts, Refusal
from generator.photos.framing import Framing
from generator.photos.recipes import plan_renditions, rendition_key
from generator.photos.store import RenditionStore
from generator.photos.work import (
    MEMORY_BYTES,
    PhotoFile,
    Rendered,
    RenderJob,
    read_photo,
    render_to_store,
    took_too_much,
)
from generator.workers import WorkerKilled, Workers


def photo(folder: Path, content: bytes, name: str = "bridge.jpg") -> PhotoFile:
    """Write a picture file and return it as a job."""
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / name).write_bytes(content)
    return PhotoFile(str(folder), f"content/{name}")


def job_for(folder: Path, content: bytes) -> RenderJob:
    recipes = plan_renditions(640, 480, Framing(), is_lead=True)
    return RenderJob(photo(folder, content), digest_bytes(content), recipes, b"", str(folder / "state"))


BRIDGE = saved(four_corners(640, 480))


def test_a_file_is_read(tmp_path: Path) -> None:
    found = read_photo(photo(tmp_path, BRIDGE))
    assert isinstance(found, Facts)
    assert (found.width, found.height, found.digest) == (640, 480, digest_bytes(BRIDGE))


def test_results_can_be_stored_and_read_again(tmp_path: Path) -> None:
    for found in (read_photo(photo(tmp_path, BRIDGE)), read_photo(photo(tmp_path, b"", "empty.jpg"))):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Facts | Refusal) == found


def test_links_pipes_and_missing_files_are_refused_without_waiting(tmp_path: Path) -> None:
    whole = photo(tmp_path, BRIDGE)
    content = tmp_path / "content"
    (content / "link.jpg").symlink_to(whole.path)
    os.mkfifo(content / "pipe.jpg")
    for name in ("link.jpg", "pipe.jpg", "missing.jpg"):
        found = read_photo(PhotoFile(str(tmp_path), f"content/{name}"))
        assert isinstance(found, Refusal), name
        assert found.message.startswith("The file can't be read")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1_000)
    assert read_photo(photo(tmp_path, BRIDGE)) == reading.TOO_LARGE


def test_renditions_are_kept_under_their_keys(tmp_path: Path) -> None:
    job = job_for(tmp_path, BRIDGE)
    found = render_to_store(job)
    assert isinstance(found, Rendered)
    assert found.keys == tuple(rendition_key(job.digest, one, b"", encoders()) for one in job.recipes)
    store = RenditionStore(Path(job.store))
    assert all(store.get(key) for key in found.keys)


def test_what_is_kept_is_not_made_again_and_what_is_damaged_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_for(tmp_path, BRIDGE)
    first = render_to_store(job)
    assert isinstance(first, Rendered)
    kept = {path: path.read_bytes() for path in Path(job.store).rglob("*") if path.is_file()}
    Path(job.photo.path).unlink()
    assert render_to_store(job) == first, "the original isn't opened"
    photo(tmp_path, BRIDGE)
    next(iter(kept)).write_bytes(b"damaged")
    assert render_to_store(job) == first
    assert {path: path.read_bytes() for path in kept} == kept


def test_an_original_that_was_swapped_in_place_is_not_rendered(tmp_path: Path) -> None:
    job = job_for(tmp_path, BRIDGE)
    photo(tmp_path, saved(four_corners(640, 480), quality=50))
    found = render_to_store(job)
    assert isinstance(found, Refusal)
    assert "replaced" in found.message
    assert not Path(job.store).exists()


def test_any_number_of_workers_makes_the_same_bytes(tmp_path: Path) -> None:
    jobs = [msgspec.structs.replace(job_for(tmp_path, BRIDGE), store=str(tmp_path / name)) for name in "ab"]
    render_to_store(msgspec.structs.replace(jobs[0], store=str(tmp_path / "c")))
    with Workers(2) as workers:
        assert all(isinstance(found, Rendered) for found in workers.run(render_to_store, jobs))
    trees = [
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()} for name in "abc"
    ]
    assert trees[0] == trees[1] == trees[2]


@pytest.mark.parametrize("kind", ["a progressive JPEG of 108 megapixels", "a WebP of 50 megapixels with transparency"])
def test_the_dearest_pictures_within_the_limits_fit_into_the_memory(kind: str, tmp_path: Path) -> None:
    """These two take the most: every coefficient of the one, and two canvases of the other, are in memory at once."""
    if "JPEG" in kind:
        image = Image.new("RGB", (12_000, 9_000), (90, 120, 150))
        content = saved(image, quality=30, progressive=True, subsampling="4:4:4")
    else:
        image = Image.new("RGBA", (7_000, 7_100), (90, 120, 150, 128))
        content = saved(image, "WEBP", quality=20, method=0)
    file = photo(tmp_path, content)
    recipes = plan_renditions(*image.size, Framing(), is_lead=False)[:1]
    job = RenderJob(file, digest_bytes(content), recipes, b"", str(tmp_path / "state"))
    del image
    with Workers(1) as workers:
        [facts] = workers.run(read_photo, [file])
        [made] = workers.run(render_to_store, [job])
    assert isinstance(facts, Facts), facts
    assert isinstance(made, Rendered), made


def read_with_little(job: PhotoFile) -> Facts | Refusal:
    """Read a picture in a worker that has 120 MB."""
    work.MEMORY_BYTES = 120 << 20
    return read_photo(job)


def test_a_picture_that_takes_too_much_memory_is_refused_and_the_worker_goes_on(tmp_path: Path) -> None:
    large = photo(tmp_path, saved(Image.new("RGBA", (6_000, 6_000)), "PNG", compress_level=1), "large.png")
    small = photo(tmp_path, BRIDGE)
    with Workers(1) as workers:
        first, second = workers.run(read_with_little, [large, small])
    assert isinstance(first, Refusal), first
    assert isinstance(second, Facts)


def sleep_long(job: PhotoFile) -> None:
    """Take longer than any limit."""
    time.sleep(600)


def test_a_picture_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with Workers(1) as workers:
        [outcome] = workers.run(sleep_long, [photo(tmp_path, BRIDGE)], 0.5)
    assert isinstance(outcome, WorkerKilled)
    assert str(work.READ_LIMIT_S) in took_too_much().message
    assert str(MEMORY_BYTES >> 20) in took_too_much().message
    assert f"longer than {work.RENDER_LIMIT_S} seconds to bring" in took_too_much(work.RENDER_LIMIT_S).message


def test_the_limit_of_memory_is_one_that_a_worker_can_have() -> None:
    with limit_memory(MEMORY_BYTES):
        assert len(bytes(1 << 20)) == 1 << 20
