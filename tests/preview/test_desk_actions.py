"""The desk orders the front, deploys, and takes the yes to a large deletion."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import NOON, Newsroom, story
from lxml import html as lxml_html
from patience import PATIENCE_S, until
from preview.conftest import Preview, previewed

from generator.commands.deploy import DeployRequest, deploy_paper
from generator.commands.front_file import order_in
from generator.errors import CommandRefused
from generator.preview.deploying import DeployDesk


def with_host(newsroom: Newsroom, folder: Path) -> Newsroom:
    """Name a folder as the paper's host."""
    toml = (newsroom.folder / "site.toml").read_text()
    newsroom.write("site.toml", f'{toml}\n[deploy.live]\nto = "folder"\nfolder = "{folder}"\n')
    return newsroom


def words(page: str, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in lxml_html.fromstring(page).xpath(path)]


# --- the front ------------------------------------------------------------------------------------


def order(desk: Preview, section: str = "") -> list[str]:
    return list(order_in((desk.newsroom.folder / "content/front.toml").read_text(), section))


def press(desk: Preview, act: str, **more: str) -> tuple[int, dict[str, str], str]:
    """Press a button of the first form on the page about the front."""
    return desk.post("/_desk/order", desk.form("/_desk/front", "/_desk/order") | {"act": act} | more)


def test_every_button_of_the_front_does_what_it_says(desk: Preview) -> None:
    desk.newsroom.write("content/front.toml", '# Ours\nleads = [\n    "world/s1",  # the flood\n    "world/s2",\n]\n')
    for act, more, expected in (
        ("down world/s1", {}, ["world/s2", "world/s1"]),
        ("up world/s1", {}, ["world/s1", "world/s2"]),
        ("up world/s1", {}, ["world/s1", "world/s2"]),
        ("first", {"add": "world/s4"}, ["world/s4", "world/s1", "world/s2"]),
        ("last", {"add": "town/e"}, ["world/s4", "world/s1", "world/s2", "town/e"]),
        ("remove world/s1", {}, ["world/s4", "world/s2", "town/e"]),
        ("place town/e", {"order": "town/e\r\nworld/s4\r\nworld/s2"}, ["town/e", "world/s4", "world/s2"]),
    ):
        status, headers, _ = press(desk, act, **more)
        assert (status, order(desk)) == (303, expected), act
        assert headers["location"].startswith("/_desk/front?")
    page = desk.page(headers["location"])
    assert words(page, "//p[@role='status']") == ["“The secret embargo” is number 1 of 3 now."]
    focused = lxml_html.fromstring(page).xpath("//button[@autofocus]/@aria-label")
    assert focused == ["Move “The secret embargo” down"]
    until(lambda: '"/world/2026/11/14/s4/"' in desk.page("/").split("</article>")[0], "the new lead")
    assert "The secret embargo" not in desk.page("/")
    status, headers, _ = desk.post("/_desk/undo", {**desk.form(headers["location"], "/_desk/undo")})
    assert (status, headers["location"]) == (303, "/_desk/front?undone=yes")
    assert order(desk) == ["world/s4", "world/s2", "town/e"]
    assert "# Ours" in (desk.newsroom.folder / "content/front.toml").read_text()


@pytest.mark.parametrize(
    ("act", "more"),
    [
        ("place world/s1", {"order": "world/s1"}),
        ("place world/s1", {"order": "world/s1\nworld/s2\nworld/s3"}),
        ("up world/nobody", {}),
        ("first", {"add": ""}),
        ("delete world/s1", {}),
        ("", {}),
        ("down world/s1", {"seen": "0" * 32}),
    ],
)
def test_what_does_not_fit_the_list_is_refused_in_words(desk: Preview, act: str, more: dict[str, str]) -> None:
    text = 'leads = ["world/s1", "world/s2"]\n'
    desk.newsroom.write("content/front.toml", text)
    status, _, page = press(desk, act, **more)
    assert status == 409
    assert words(page, "//section[@id='front']//p[@role='alert']/strong")
    assert (desk.newsroom.folder / "content/front.toml").read_text() == text


def test_a_story_is_put_first_from_its_own_page(desk: Preview) -> None:
    desk.newsroom.write("content/front.toml", 'leads = ["world/s1"]\n')
    form = desk.form("/_desk/story?path=world/s3", "/_desk/order")
    assert desk.post("/_desk/order", form | {"act": "first"})[0] == 303
    assert order(desk) == ["world/s3", "world/s1"]


@pytest.mark.parametrize(
    ("file", "text"),
    [("front.toml", 'leads = "world/s1"\n'), ("front.toml", "leads = [\n"), ("front.txt", "world/s1\n")],
)
def test_an_order_that_cant_be_changed_here_is_shown_with_the_reason(desk: Preview, file: str, text: str) -> None:
    (desk.newsroom.folder / "content/front.toml").unlink(missing_ok=True)
    path = desk.newsroom.write(f"content/{file}", text)
    page = desk.page("/_desk/front")
    assert "can’t be changed here" in words(page, "//p[@role='alert']")[0]
    assert not lxml_html.fromstring(page).xpath("//main//button")
    path.unlink()


# --- deploys --------------------------------------------------------------------------------------


@pytest.fixture
def large(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    """A paper with a host and so many stories that their deletion needs a yes."""
    for number in range(60):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number} of the world"))
    newsroom.write("content/town/stays.txt", story("Stays", "2026-11-22"))
    return with_host(newsroom, tmp_path / "www")


def act(desk: Preview, act: str, **more: str) -> tuple[int, str]:
    """Ask for a look at the host, or for a deploy, and wait for its end."""
    form = desk.form("/_desk/deploy", "/_desk/send") | {"act": act} | more
    status, _, page = desk.post("/_desk/send", form)
    until(lambda: "Looking at" not in desk.page("/_desk/deploy"), "the look")
    until(lambda: "<progress" not in desk.page("/_desk/deploy"), "the deploy")
    return status, page


def told(desk: Preview) -> str:
    return " ".join(words(desk.page("/_desk/deploy"), "//section[@class='host']"))


def test_what_would_be_sent_is_shown_then_sent_and_a_large_deletion_needs_two_yeses(
    large: Newsroom, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    with previewed(large) as desk:
        assert "No deploy from this machine has ended well yet." in told(desk)
        assert act(desk, "look")[0] == 303
        assert "Story 7 of the world world/2026/11/20/s7/index.html" in told(desk)
        assert not www.exists() or not list(www.glob("world"))
        assert act(desk, "send")[0] == 303
        files = len([file for file in large.files() if not file.startswith(".broadsheet")])
        assert f"Sent: {files} files; 0 deleted. Edition 1 is live." in told(desk)
        assert f": {files} files at https://courier.example." in told(desk)
        assert (www / "world/2026/11/20/s7/index.html").exists()

        shutil.rmtree(large.folder / "content/world")
        until(lambda: "60 pages go from the site" in desk.page("/_desk/attention"), "the deletion that waits")
        page = desk.page("/_desk/attention")
        assert "Story 7 of the world" in words(page, "//ul[@class='gone']/li")
        form = desk.form("/_desk/attention", "/_desk/remove")
        status, _, answer = desk.post("/_desk/remove", {**form, "confirmed": "59"})
        assert (status, len(words(answer, "//form[@class='yes']//p[@role='alert']"))) == (409, 1)
        assert (large.output / "world/2026/11/20/s7/index.html").exists()
        assert desk.post("/_desk/remove", {**form, "confirmed": "60"})[0] == 303
        until(lambda: not (large.output / "world/2026/11/20/s7/index.html").exists(), "the deletion")

        assert act(desk, "look")[0] == 303
        gone = words(desk.page("/_desk/deploy"), "//ul[contains(@class, 'gone')]/li")
        assert "Story 7 of the world world/2026/11/20/s7/index.html" in gone
        [count] = lxml_html.fromstring(desk.page("/_desk/deploy")).xpath("//input[@name='confirmed']/@value")
        assert act(desk, "send")[0] == 409
        assert (www / "world/2026/11/20/s7/index.html").exists()
        assert act(desk, "look")[0] == 303
        assert act(desk, "send", confirmed=count)[0] == 303
        assert "Edition 2 is live." in told(desk)
        assert not (www / "world/2026/11/20/s7/index.html").exists()
        assert (www / "town/2026/11/22/stays/index.html").exists()


def test_a_host_that_refuses_is_told_in_words_and_what_is_live_stays_told(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/town/a.txt", story("A"))
    with_host(newsroom, tmp_path / "www")
    newsroom.build()
    deploy_paper(newsroom.paper(), DeployRequest("live"), lambda: NOON, lambda _: None)
    shutil.rmtree(tmp_path / "www")
    (tmp_path / "www").write_text("no folder")
    with previewed(newsroom) as desk:
        until(lambda: "Nothing has been built yet" not in desk.page("/_desk/"), "the first build")
        assert act(desk, "send")[0] == 303
        said = told(desk)
        assert "Edition 1, built Nov. 23, 2026, 7 AM, is live since" in said
        assert "It failed. " in said and "www is a file, where the site needs a folder. Delete it" in said
    with previewed(newsroom) as desk:
        assert "The last deploy failed, " in told(desk)


def test_each_edition_is_sent_by_itself_when_asked_and_the_desk_shows_it(
    start: Callable[..., Preview], newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.write("content/town/a.txt", story("A"))
    with_host(newsroom, tmp_path / "www")
    desk = start("--deploy", "live")
    until((tmp_path / "www/town/2026/11/20/a/index.html").exists, "the first deploy")
    newsroom.write("content/town/b.txt", story("B"))
    until((tmp_path / "www/town/2026/11/20/b/index.html").exists, "the second deploy")
    until(lambda: re.search(r"Edition [2-9]\b.{0,60} is live", told(desk)), "the news")
    assert "Each new edition is sent here by itself" in told(desk)


# --- one deploy at a time -------------------------------------------------------------------------


@pytest.fixture
def busy(newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A desk for deploys whose deploys wait until the event `go` is set; and that event."""
    with_host(newsroom, tmp_path / "www").write("content/town/a.txt", story("A"))
    newsroom.build()
    go = threading.Event()

    def wait_and_deploy(*arguments: Any, **options: Any) -> Any:
        assert go.wait(PATIENCE_S)
        return deploy_paper(*arguments, **options)

    monkeypatch.setattr("generator.preview.deploying.deploy_paper", wait_and_deploy)
    deploys = DeployDesk(newsroom.paper(), lambda: NOON, lambda: None)
    yield deploys, go
    go.set()
    deploys.stop()


def test_one_deploy_runs_at_a_time(busy: Any) -> None:
    deploys, go = busy
    deploys.send("live", None)
    with pytest.raises(CommandRefused, match="under way"):
        deploys.send("live", None)
    with pytest.raises(CommandRefused, match="under way"):
        deploys.look("live", 1)
    assert deploys.jobs["live"].phase == "sending"
    go.set()
    until(lambda: not deploys.is_busy, "the end")
    assert deploys.jobs["live"].phase == "done"


def test_an_automatic_deploy_waits_for_the_desks(busy: Any) -> None:
    deploys, go = busy
    deploys.send("live", None)
    results: list[Any] = []
    other = threading.Thread(target=lambda: results.append(deploys.send_edition("live")))
    other.start()
    assert not results
    go.set()
    other.join(PATIENCE_S)
    assert [result.generation for result in results] == [1]


def test_a_deploy_ends_with_the_preview_and_says_so(busy: Any) -> None:
    deploys, go = busy
    deploys.send("live", None)
    stopper = threading.Thread(target=deploys.stop)
    stopper.start()
    until(deploys._stopping.is_set, "the stop")
    go.set()
    stopper.join(PATIENCE_S)
    assert (deploys.jobs["live"].phase, deploys.jobs["live"].message) == ("failed", "The deploy was stopped.")


def test_a_paper_whose_folder_was_emptied_goes_on_a_yes_alone(newsroom: Newsroom) -> None:
    for name in ("a", "b"):
        newsroom.write(f"content/town/{name}.txt", story(f"Story {name}"))
    with previewed(newsroom) as desk:
        until(lambda: "Nothing has been built yet" not in desk.page("/_desk/"), "the first build")
        shutil.rmtree(newsroom.folder / "content/town")
        until(lambda: "2 pages go from the site" in desk.page("/_desk/attention"), "the deletion that waits")
        assert (newsroom.output / "town/2026/11/20/a/index.html").exists()
        form = desk.form("/_desk/attention", "/_desk/remove")
        [count] = lxml_html.fromstring(desk.page("/_desk/attention")).xpath("//input[@name='confirmed']/@value")
        assert desk.post("/_desk/remove", {**form, "confirmed": count})[0] == 303
        until(lambda: not (newsroom.output / "town/2026/11/20/a/index.html").exists(), "the deletion")
