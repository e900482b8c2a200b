"""Photos at the desk: as cropped for every use, what is missing, and the focus that an editor sets by clicking."""

import http.client
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from conftest import Newsroom, story
from documents import docx, para, shown
from lxml import html as lxml_html
from patience import PATIENCE_S, until
from pictured import picture
from preview.conftest import Preview, lending, previewed

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Return the preview of a paper with a public story and a draft that have photos."""
    newsroom = Newsroom(tmp_path_factory.mktemp("pictured") / "paper")
    newsroom.write("content/world/bridge.txt", story("The bridge", "2020-01-01"))
    newsroom.write("content/world/bridge.jpg", picture(900, 600))
    newsroom.write("content/world/bridge.jpg.txt", "Caption: Trucks.\n")
    newsroom.write("content/world/zzdraft.txt", story("Not yet", "2020-01-01", Draft="yes"))
    newsroom.write("content/world/zzdraft.jpg", picture(900, 600, seed=4))
    with previewed(newsroom) as ready:
        yield ready


@pytest.fixture
def desk(pictured: Preview) -> Iterator[Preview]:
    with lending(pictured):
        yield pictured


def send(desk: Preview, fields: dict[str, str], **headers: str) -> tuple[int, str]:
    """Send the form, and return status and words of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=PATIENCE_S)
    try:
        own = {"Content-Type": FORM, "Origin": f"http://127.0.0.1:{desk.port}", **headers}
        sent = {key: value for key, value in own.items() if value}
        connection.request("POST", "/_desk/focus", urlencode(fields), sent)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def photos_in(page: str) -> list[str]:
    return re.findall(r'/assets/photos/[^\s"]+', page)


def form_on(desk: Preview) -> dict[str, str]:
    return desk.form("/_desk/story?path=world/bridge", "/_desk/focus")


def test_a_click_writes_the_focus_and_nothing_else(desk: Preview) -> None:
    form = form_on(desk)
    notes = desk.newsroom.folder / "content/world/bridge.jpg.txt"
    before = desk.page("/world/")
    status, _ = send(desk, form | {"point.x": "75", "point.y": "50"})
    assert status == 303
    assert notes.read_text() == "Caption: Trucks.\nFocus: 25% 25%\n"
    until(
        lambda: re.findall("/assets/photos/[^ ]+", desk.page("/world/")) != re.findall("/assets/photos/[^ ]+", before)
    )
    status, words = send(desk, form | {"point.x": "1", "point.y": "1"})
    assert (status, "changed meanwhile" in words) == (409, True)
    assert notes.read_text() == "Caption: Trucks.\nFocus: 25% 25%\n"
    status, _ = send(desk, form_on(desk) | {"across": "80", "down": "10"})
    assert status == 303
    assert notes.read_text() == "Caption: Trucks.\nFocus: 80% 10%\n"


def test_only_the_desk_itself_can_write(desk: Preview) -> None:
    form = form_on(desk) | {"point.x": "75", "point.y": "50"}
    refused = [
        send(desk, form, Origin="http://evil.example"),
        send(desk, form, Origin=""),
        send(desk, form, **{"Sec-Fetch-Site": "cross-site"}),
        send(desk, form, **{"Sec-Fetch-Site": "same-site"}),
        send(desk, form | {"token": "0" * 32}),
        send(desk, form | {"token": ""}),
        send(desk, form, Host="evil.example"),
    ]
    assert all(status in {403, 421} for status, _ in refused), refused
    assert send(desk, form | {"file": "../outside.jpg"})[0] == 409
    assert send(desk, form | {"file": "content/world/nobody.jpg"})[0] == 409
    assert send(desk, form | {"point.x": "-5"})[0] == 409
    assert send(desk, form | {"point.x": "nan"})[0] == 409
    assert send(desk, form | {"caption": "x" * 9_000})[0] == 413
    assert desk.ask("/_desk/focus?" + urlencode(form))[0] in {404, 405}
    assert (desk.newsroom.folder / "content/world/bridge.jpg.txt").read_text() == "Caption: Trucks.\n"


def test_a_point_that_is_none_comes_back_as_it_was_typed(desk: Preview) -> None:
    typed = {"across": "40", "down": "120"}
    page = desk.form("/_desk/story?path=world/bridge", "/_desk/focus")
    status, _, answer = desk.post("/_desk/focus", {k: v for k, v in page.items() if "point" not in k} | typed)
    assert (status, answer.count("That is no point of the photo.")) == (409, 1)
    [form] = lxml_html.fromstring(answer).xpath("//form[@class='point'][.//*[@id='refused']]")
    assert {key: form.fields[key] for key in typed} == typed


def test_the_desk_shows_crops_and_what_is_missing_of_drafts_too(desk: Preview) -> None:
    page = desk.page("/_desk/story?path=world/zzdraft")
    assert "Missing: credit, alt text, 1,200 pixels of width for a lead." in page
    assert page.count('<svg class="crop" viewBox="') >= 4
    status, headers, content = desk.ask("/_desk/photo?file=content/world/zzdraft.jpg")
    assert (status, headers["content-type"], content[:2]) == (200, "image/jpeg", b"\xff\xd8")
    assert desk.ask("/_desk/photo?file=content/../site.toml")[0] == 404


def test_the_preview_of_a_draft_shows_its_photo_and_the_site_doesnt_hold_it(desk: Preview) -> None:
    page = desk.page("/_desk/story?path=world/zzdraft")
    secret = re.search(r'href="(/_desk/preview/[^"]+)"', page)
    assert secret
    shown = photos_in(desk.page(secret[1]))
    assert shown
    assert desk.ask(shown[0])[0] == 200
    assert not (desk.newsroom.output / shown[0].lstrip("/")).exists()


def test_a_picture_inside_a_document_is_shown_without_a_form_for_notes_that_cant_be(
    start: Callable[..., Preview], newsroom: Newsroom
) -> None:
    show = para(shown("image1.jpg", "A ferry"))
    raw = docx("The ferry", "Jan. 1, 2020", show, "The board met.", pictures={"image1.jpg": picture()})
    newsroom.write("content/world/ferry.docx", raw)
    desk = start()
    until(desk.is_ready, "the first edition")
    page = desk.page("/_desk/story?path=world/ferry")
    assert page.count('<svg class="crop" viewBox="') >= 4
    assert "<code>Focus: 40% 30%</code>" in page
    assert 'action="/_desk/focus"' not in page
    file = "content/world/ferry.docx/word/media/image1.jpg"
    status, headers, content = desk.ask(f"/_desk/photo?file={file}")
    assert (status, headers["content-type"], content[:2]) == (200, "image/jpeg", b"\xff\xd8")
