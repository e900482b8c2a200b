"""Nothing is written unless a page of the desk asks for it: every address that writes, every way to attack it."""

import http.client
from pathlib import Path
from urllib.parse import urlencode

import pytest
from patience import PATIENCE_S
from preview.conftest import Preview

from generator.preview.acts import ACTS as DONE
from generator.preview.acts import OPENING
from generator.preview.guard import ACTS, WRITING

EDITED = "/_desk/edit?file=content/world/s1.txt"


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files of the newsroom, without the site and what is kept between builds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    kept = (path for path in files if not {"public", ".broadsheet"} & set(path.relative_to(folder).parts))
    return {str(path): path.read_bytes() for path in kept}


@pytest.mark.parametrize("address", sorted(WRITING))
def test_no_request_from_elsewhere_writes(shown: Preview, address: str) -> None:
    form = shown.form(EDITED, "/_desk/save") | {"text": "Hijacked", "path": "world/s1", "across": "1", "down": "1"}
    before = everything(shown.newsroom.folder)
    refused = [
        shown.post(address, form, Origin="http://evil.example"),
        shown.post(address, form, Origin="null"),
        shown.post(address, form, Origin=""),
        shown.post(address, form, Origin=f"http://127.0.0.1:{shown.port + 1}"),
        shown.post(address, form, Sec_Fetch_Site="cross-site"),
        shown.post(address, form, Sec_Fetch_Site="same-site"),
        shown.post(address, form, Host="evil.example"),
        shown.post(address, form | {"token": ""}),
        shown.post(address, form | {"token": "0" * 32}),
        shown.post(address, form | {"token": form["token"][:-1]}),
        shown.post(address, form | {"token": "é"}),
        shown.post(address, {key: value for key, value in form.items() if key != "token"}),
        shown.post(f"{address}?token={form['token']}", {**form, "token": ""}),
        shown.post(address, form | {"token": ""}, X_Broadsheet_Token="wrong"),
        shown.post(address, form, X_Broadsheet_Token="wrong"),
    ]
    assert [status for status, _, _ in refused if status not in {403, 421}] == []
    assert everything(shown.newsroom.folder) == before


@pytest.mark.parametrize("address", sorted(WRITING))
def test_only_post_writes(shown: Preview, address: str) -> None:
    form = shown.form(EDITED, "/_desk/save") | {"text": "Hijacked"}
    before = everything(shown.newsroom.folder)
    for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert shown.ask(f"{address}?{urlencode(form)}", method, Origin=shown.address)[0] in {404, 405}
    for other in (f"{address}/", f"{address}x", "/_desk/", "/", EDITED):
        assert shown.post(other, form)[0] == 405
    assert everything(shown.newsroom.folder) == before


PLACES = [
    "", "content", "site.toml", "content/../site.toml", "../paper/site.toml", "/etc/hosts", "content/link.txt",
    "content/links/secret.txt", "content/.hidden.txt", "content/world/s1.txt\0.md", "content/world\\..\\..\\site.toml",
    "content//world/s1.txt", "content/world/s1.txt/", "CONTENT/world/s1.txt", "content/%2e%2e/site.toml", "content/world",
    "templates/story.html", "static/x.txt", ".broadsheet/undo/lock", "content/\n.txt", f"content/{'a' * 300}.txt",
]  # fmt: skip


def test_no_name_of_a_file_leads_elsewhere(preview: Preview, tmp_path: Path) -> None:
    content, outside = preview.newsroom.folder / "content", tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("Secret\n")
    (content / "link.txt").symlink_to(outside / "secret.txt")
    (content / "links").symlink_to(outside)
    form = preview.form(EDITED, "/_desk/save") | {"text": "Hijacked", "name": "20261123T120000000000-00000000"}
    before = everything(preview.newsroom.folder), everything(outside)
    for place in PLACES:
        for seen in ("", form["seen"]):
            for address in ("/_desk/save", "/_desk/undo"):
                status, _, words = preview.post(address, form | {"file": place, "seen": seen})
                assert status == 409, (address, place)
                assert "Secret" not in words
        status, _, page = preview.ask(f"/_desk/edit?{urlencode({'file': place})}")
        assert status == 409, place
        assert b"Secret" not in page
        assert b"Traceback" not in page
    assert (everything(preview.newsroom.folder), everything(outside)) == before


def test_a_form_that_is_too_large_is_refused_before_it_is_all_read(shown: Preview) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", shown.port, timeout=PATIENCE_S)
    headers = {"Origin": shown.address, "Content-Length": str(10**12)}
    connection.request("POST", "/_desk/save", b"x" * 7_000_000, headers)
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"token=%FF", b"a=1&" * 200, b"{}", b"token"])
def test_what_is_no_form_is_refused_in_plain_words(shown: Preview, body: bytes) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", shown.port, timeout=PATIENCE_S)
    connection.request("POST", "/_desk/save", body, {"Origin": shown.address})
    answer = connection.getresponse()
    assert (answer.status, b"so nothing was done." in answer.read()) == (403, True)
    connection.close()


def test_the_token_is_in_pages_of_the_desk_alone_and_new_at_each_start(shown: Preview) -> None:
    token = shown.form(EDITED, "/_desk/save")["token"]
    assert len(token) == 32
    for path in ("/", "/world/", "/world/2026/11/11/s1/", "/none/", "/_desk/live.js", "/_desk/desk.css"):
        assert token.encode() not in shown.ask(path)[2]


def test_the_guard_knows_every_act() -> None:
    assert sorted(ACTS) == sorted([*DONE, *OPENING])
