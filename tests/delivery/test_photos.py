"""Photos, recordings and cards at a host: sent before pages, and gone at once with the last story that has them."""

from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story
from delivered import hosted_files, name_host, site_of
from pictured import picture
from recordings import mp3

from generator.commands.deploy import DeployRequest, deploy_paper
from generator.delivery.deploy import DeployResult
from generator.delivery.hosts.contract import Upload
from generator.delivery.limits import find_near_limits
from generator.edition.pages.kinds import cache_control, count_things, media_type, stage_of


def order(newsroom: Newsroom) -> DeployResult:
    return deploy_paper(newsroom.paper(), DeployRequest(), lambda: NOON, lambda _: None)


def begin(newsroom: Newsroom, tmp_path: Path) -> Path:
    """Deploy a paper with two stories that have photos, and return the host's folder."""
    for number, name in enumerate(("bridge", "pier")):
        newsroom.write(f"content/world/{name}.txt", story(f"The {name}"))
        newsroom.write(f"content/world/{name}.jpg", picture(seed=number))
    name_host(newsroom, "folder", folder=str(tmp_path / "www"))
    newsroom.build()
    order(newsroom)
    return tmp_path / "www"


def photos_at(www: Path) -> set[str]:
    return {file for file in hosted_files(www) if file.startswith("assets/photos/")}


def test_photos_are_sent_before_the_pages_that_show_them(newsroom: Newsroom, tmp_path: Path) -> None:
    begin(newsroom, tmp_path)
    newsroom.write("content/world/late.txt", story("A late one"))
    newsroom.write("content/world/late.jpg", picture(seed=5))
    newsroom.build()
    sent = [upload.file for upload in order(newsroom).plan.uploads]
    photos = [at for at, file in enumerate(sent) if file.startswith("assets/photos/")]
    assert photos
    assert max(photos) < min(at for at, file in enumerate(sent) if file.endswith(".html"))


def test_a_takedown_removes_all_sizes_at_the_host_before_anything_else(newsroom: Newsroom, tmp_path: Path) -> None:
    www = begin(newsroom, tmp_path)
    before = photos_at(www)
    newsroom.write("takedowns.toml", '[[takedowns]]\nstory = "world/bridge"\ndate = 2026-11-23\naddresses = ["/world/2026/11/20/bridge/"]\n')  # fmt: skip
    newsroom.build()
    plan = order(newsroom).plan
    gone = {file for file in plan.taken_down if file.startswith("assets/photos/")}
    assert len(gone) == len(before) // 2
    assert photos_at(www) == before - gone
    assert hosted_files(www) == site_of(newsroom)


def test_a_photo_that_is_gone_doesnt_stay_for_a_week_but_another_size_does(newsroom: Newsroom, tmp_path: Path) -> None:
    www = begin(newsroom, tmp_path)
    before = photos_at(www)
    newsroom.write("content/world/pier.jpg.txt", "Credit: Ann Lee\n")
    newsroom.delete("content/world/bridge.jpg")
    newsroom.build()
    order(newsroom)
    now = {file for file in site_of(newsroom) if file.startswith("assets/photos/")}
    kept = photos_at(www) - now
    assert kept < before
    assert {file.rsplit("/", 1)[0] for file in kept} == {file.rsplit("/", 1)[0] for file in now}


def test_a_recording_goes_with_its_story(newsroom: Newsroom, tmp_path: Path) -> None:
    """Those of a taken-down story before anything else."""
    for number, name in enumerate(("hearing", "concert", "walk")):
        newsroom.write(f"content/world/{name}.txt", story(f"The {name}"))
        newsroom.write(f"content/world/{name}.mp3", mp3(3, bytes([number])))
    name_host(newsroom, "folder", folder=str(tmp_path / "www"))
    newsroom.build()
    order(newsroom)
    assert len(_in("assets/sound", tmp_path / "www")) == 3
    newsroom.delete("content/world/walk.txt")
    newsroom.delete("content/world/walk.mp3")
    newsroom.build()
    order(newsroom)
    assert len(_in("assets/sound", tmp_path / "www")) == 2
    _take_down_hearing(newsroom)
    plan = order(newsroom).plan
    assert len([file for file in plan.taken_down if file.startswith("assets/sound/")]) == 1
    assert hosted_files(tmp_path / "www") == site_of(newsroom)


@pytest.mark.parametrize("leave", ["nothing", "gone"])
def test_the_card_with_a_headline_that_was_taken_down_goes_at_once(
    newsroom: Newsroom, tmp_path: Path, leave: str
) -> None:
    toml = newsroom.folder / "site.toml"
    toml.write_text(f"{toml.read_text()}\n[photos]\nstory_cards = true\n")
    newsroom.write("content/world/hearing.txt", story("The hearing"))
    newsroom.write("content/world/concert.txt", story("The concert"))
    name_host(newsroom, "folder", folder=str(tmp_path / "www"))
    newsroom.build()
    order(newsroom)
    newsroom.write("content/world/concert.txt", story("The concert is off"))
    newsroom.build()
    order(newsroom)
    assert _in("assets/cards", tmp_path / "www") - site_of(newsroom).keys()  # for a week: networks may ask for it
    _take_down_hearing(newsroom, leave)
    order(newsroom)
    assert _in("assets/cards", tmp_path / "www") == {file for file in site_of(newsroom) if "/cards/" in file}


def _take_down_hearing(newsroom: Newsroom, leave: str = "nothing") -> None:
    addresses = '["/world/2026/11/20/hearing/"]'
    entry = f'story = "world/hearing"\ndate = 2026-11-23\naddresses = {addresses}\nleave = "{leave}"\n'
    newsroom.write("takedowns.toml", f"[[takedowns]]\n{entry}")
    newsroom.build()


def _in(folder: str, www: Path) -> set[str]:
    return {file for file in hosted_files(www) if file.startswith(f"{folder}/")}


def test_sizes_of_one_photo_and_the_whole_search_count_as_one_thing_each() -> None:
    sizes = [f"assets/photos/0123456789abcdef/{width}.0123456789.avif" for width in (400, 800)]
    search = ["search/index.html", "search/2026-11/index/a.pf_index", "search/2026-11/fragment/b.pf_fragment"]
    assert count_things([*search, "search/label/harbor/index.html"]) == 2
    assert count_things([*sizes, "index.html", "assets/photos/fedcba9876543210/400.0123456789.avif"]) == 3


def test_a_photo_may_be_kept_for_ever_and_has_its_type() -> None:
    file = "assets/photos/0123456789abcdef/16x9-400.0123456789.avif"
    assert media_type("photo", file) == "image/avif"
    assert "immutable" in cache_control("photo", file)
    assert stage_of("static", "assets/a.0123456789.css") < stage_of("photo", file) < stage_of("story", "a/index.html")


def test_deployers_are_told_before_a_hosts_limit_is_met() -> None:
    def files(count: int, size: int = 1) -> list[Upload]:
        return [
            Upload(f"assets/photos/{number:016}/400.0123456789.avif", "", size, "", "", "") for number in range(count)
        ]

    assert find_near_limits("cloudflare-pages", files(16_000)) == []
    [words] = find_near_limits("cloudflare-pages", files(16_001))
    assert "16,001 of them sizes of photos" in words
    assert find_near_limits("cloudflare-pages", files(20_001)) == []  # then it is refused
    [words] = find_near_limits("github-pages", files(900, 1_000_000))
    assert "GitHub Pages" in words
    assert find_near_limits("none", files(100)) == []
