"""An object store: the headers of each object, the requests that are sent, and the error for each refusal."""

import gzip
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from delivery.hosts.conftest import Opener, Place, note_in
from middleman import HttpMiddleman, answer, between
from servers import BUCKET, s3_client

from generator.delivery.hosts.contract import NOTES, Host
from generator.delivery.hosts.s3 import host as s3_host
from generator.errors import Conflict, HostError, TemporaryError

LARGE = os.urandom(3_000_000)


@pytest.fixture
def place(make_place: Opener) -> Place:
    return make_place("s3")


@pytest.fixture
def middleman(place: Place) -> Iterator[HttpMiddleman]:
    """A proxy in front of the store."""
    with between(int(place.target.endpoint.rpartition(":")[2]), http=True) as one:
        assert isinstance(one, HttpMiddleman)
        yield one


def through(place: Place, middleman: HttpMiddleman) -> Host:
    return place.open(endpoint=f"http://127.0.0.1:{middleman.port}")


def facts(place: Place, file: str) -> dict[str, Any]:
    """Return the headers of an object."""
    found: dict[str, Any] = s3_client(place.target.endpoint).head_object(
        Bucket=BUCKET, Key=f"{place.target.folder}/{file}"
    )
    return found


# --- what goes with an object -------------------------------------------------------------------


def test_objects_carry_their_type_and_how_long_they_may_be_kept(place: Place) -> None:
    page = place.upload("a.html")
    asset = msgspec.structs.replace(
        place.upload("assets/x.1.css", b"a{}", "text/css; charset=utf-8"),
        cache_control="public, max-age=31536000, immutable",
    )
    list(place.open().put([page, asset], 2))
    assert facts(place, "a.html")["ContentType"] == "text/html; charset=utf-8"
    assert facts(place, "a.html")["CacheControl"] == "public, max-age=60"
    assert facts(place, "assets/x.1.css")["ContentType"] == "text/css; charset=utf-8"
    assert facts(place, "assets/x.1.css")["CacheControl"] == "public, max-age=31536000, immutable"
    assert "ContentEncoding" not in facts(place, "a.html")


def test_texts_are_packed_if_asked_the_same_way_each_time_and_photos_are_not(place: Place) -> None:
    host = place.open(compress=True)
    text = b"<p>The council met. " * 500
    place.put(host, {"a.html": text, "photo.jpg": text})
    assert facts(place, "a.html")["ContentEncoding"] == "gzip"
    assert "ContentEncoding" not in facts(place, "photo.jpg")
    first = place.content()
    assert len(first["a.html"]) < 200
    assert first["a.html"][4:8] == bytes(4), "gzip's own field for the time holds none"
    assert gzip.decompress(first["a.html"]) == host.read("a.html") == text
    assert first["photo.jpg"] == text
    place.put(place.open(compress=True), {"a.html": text})
    assert place.content() == first


def test_a_redirect_object_leads_on(make_place: Opener) -> None:
    place = make_place("s3-unconditional")
    upload = msgspec.structs.replace(place.upload("old/index.html"), redirect="/town/new/")
    list(place.open().put([upload], 1))
    assert facts(place, "old/index.html")["WebsiteRedirectLocation"] == "/town/new/"


def test_a_site_may_have_the_bucket_to_itself(place: Place) -> None:
    host = place.open(folder="")
    assert place.put(host, {f"{place.target.folder}/a.html": b"1"}) == [f"{place.target.folder}/a.html"]
    assert place.content() == {"a.html": b"1"}
    assert f"{place.target.folder}/a.html" in {hosted.file for hosted in host.listing()}


# --- notes ----------------------------------------------------------------------------------------


def test_a_store_that_supports_conditions_is_tried_once(place: Place, middleman: HttpMiddleman) -> None:
    host = through(place, middleman)
    tag = host.leave_note("lock", b"1", None)
    middleman.requests.clear()
    tag = host.leave_note("lock", b"2", tag)
    tag = host.leave_note("lock", b"3", tag)
    assert [request.partition(" ")[0] for request in middleman.requests] == ["PUT"] * 3
    assert host.remarks == []


def test_for_a_store_without_conditions_there_is_a_remark_and_notes_are_read_first(make_place: Opener) -> None:
    place = make_place("s3-unconditional")
    host, other = place.open(), place.open()
    tag = host.leave_note("lock", b"1", None)
    assert host.remarks == [s3_host.NO_CONDITIONAL_WRITES]
    with pytest.raises(Conflict):
        other.leave_note("lock", b"2", None)
    newer = other.leave_note("lock", b"2", tag)
    with pytest.raises(Conflict):
        host.leave_note("lock", b"3", tag)
    assert note_in(host, "lock").content == b"2"
    host.leave_note("lock", b"3", newer)
    other.drop_note("lock")
    with pytest.raises(Conflict):
        host.leave_note("lock", b"4", newer)
    assert host.note("lock") is None


@pytest.mark.parametrize("status", [400, 501])
def test_a_store_that_refuses_conditions_counts_as_one_without_them(
    place: Place, middleman: HttpMiddleman, status: int
) -> None:
    middleman.rule = lambda request: answer(status, "NotImplemented") if f"{NOTES}/conditions" in request else None
    host = through(place, middleman)
    tag = host.leave_note("lock", b"1", None)
    host.leave_note("lock", b"2", tag)
    with pytest.raises(Conflict):
        host.leave_note("lock", b"3", tag)
    assert host.remarks == [s3_host.NO_CONDITIONAL_WRITES]


# --- how much is asked ----------------------------------------------------------------------------


def test_a_changed_page_costs_one_request(place: Place, middleman: HttpMiddleman) -> None:
    host = through(place, middleman)
    place.put(host, {"world/a/index.html": b"1"})
    assert middleman.requests == [f"PUT /{BUCKET}/{place.target.folder}/world/a/index.html"]


def test_a_thousand_are_deleted_and_listed_at_a_time(place: Place, middleman: HttpMiddleman) -> None:
    host = through(place, middleman)
    files = {f"{number:04}.txt": b"x" for number in range(1_001)}
    place.put(host, files, parallel=8)
    middleman.requests.clear()
    assert sorted(hosted.file for hosted in host.listing()) == sorted(files)
    assert len(middleman.requests) == 2
    middleman.requests.clear()
    assert len(list(host.remove(sorted(files)))) == 1_001
    assert len(middleman.requests) == 2
    assert all("\r\ncontent-md5: " in head for head in middleman.heads[-2:])
    assert place.content() == {}


# --- what is made of refusals ---------------------------------------------------------------------

PASSING = [
    (429, "TooManyRequests"),
    (500, "InternalError"),
    (502, ""),
    (503, "SlowDown"),
    (504, ""),
    (400, "RequestTimeout"),
]
LASTING = [
    (403, "AccessDenied", "s3:PutObject"),
    (403, "SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY"),
    (403, "InvalidAccessKeyId", "AWS_ACCESS_KEY_ID"),
    (403, "RequestTimeTooSkewed", "clock"),
    (403, "", "s3:PutObject"),
    (404, "NoSuchBucket", "bucket"),
    (301, "PermanentRedirect", "`region`"),
    (307, "", "should it be https?"),
    (400, "ExpiredToken", "sso login"),
    (418, "Teapot", "keys"),
]


@pytest.mark.parametrize(("status", "code"), PASSING)
def test_temporary_errors_are_distinguished_and_not_retried_here(
    place: Place, middleman: HttpMiddleman, status: int, code: str
) -> None:
    middleman.rule = lambda request: answer(status, code, Retry_After="7")
    host = through(place, middleman)
    for attempt in (
        lambda: place.put(host, {"a.html": b"1"}),
        lambda: list(host.remove(["a.html"])),
        lambda: host.note("n"),
    ):
        middleman.requests.clear()
        with pytest.raises(TemporaryError) as raised:
            attempt()
        assert raised.value.after_s == 7
        assert len(middleman.requests) == 1
    middleman.rule = lambda request: None
    assert place.content() == {}


def test_a_store_that_names_a_date_to_come_back_at_is_understood(place: Place, middleman: HttpMiddleman) -> None:
    dates = {"Date": "Mon, 23 Nov 2026 12:00:00 GMT", "Retry_After": "Mon, 23 Nov 2026 12:01:30 GMT"}
    middleman.rule = lambda request: answer(503, "SlowDown", **dates)
    with pytest.raises(TemporaryError) as raised:
        place.put(through(place, middleman), {"a.html": b"1"})
    assert raised.value.after_s == 90


@pytest.mark.parametrize(("status", "code", "fix"), LASTING)
def test_a_lasting_error_says_how_to_fix_it(
    place: Place, middleman: HttpMiddleman, status: int, code: str, fix: str
) -> None:
    middleman.rule = lambda request: answer(status, code)
    with pytest.raises(HostError) as raised:
        place.put(through(place, middleman), {"a.html": b"1"})
    assert not isinstance(raised.value, TemporaryError)
    assert fix in raised.value.hint


def test_a_gateway_that_answers_with_a_page_passes(place: Place, middleman: HttpMiddleman) -> None:
    page = b"<html><head><title>502 Bad Gateway</title></head><body><hr></body></html>"
    head = f"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode()
    middleman.rule = lambda request: head + page
    host = through(place, middleman)
    for attempt in (
        lambda: place.put(host, {"a.html": b"1"}),
        lambda: list(host.remove(["a.html"])),
        lambda: host.note("n"),
    ):
        with pytest.raises(TemporaryError):
            attempt()


def test_wrong_keys_and_buckets_are_named_by_a_real_store(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(HostError, match=r"no such bucket|aren't allowed"):
        place.open(bucket="no-such-bucket").note("ledger")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    with pytest.raises(HostError, match="secret key doesn't fit"):
        place.put(place.open(), {"a.html": b"1"})


def test_a_missing_bucket_is_not_taken_for_another_deployer(place: Place, middleman: HttpMiddleman) -> None:
    middleman.rule = lambda request: answer(404, "NoSuchBucket")
    host = through(place, middleman)
    for attempt in (
        lambda: host.note("n"),
        lambda: host.leave_note("n", b"", None),
        lambda: host.leave_note("n", b"", '"x"'),
    ):
        with pytest.raises(HostError, match="no such bucket"):
            attempt()


def test_missing_keys_are_asked_for(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(HostError, match="no keys") as raised:
        place.put(place.open(), {"a.html": b"1"})
    assert "~/.aws" in raised.value.hint


def test_keys_come_from_the_tools_own_file_too(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {name: os.environ[f"AWS_{name}"] for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY")}
    text = "".join(f"aws_{name.lower()} = {value}\n" for name, value in keys.items())
    Path(os.environ["AWS_SHARED_CREDENTIALS_FILE"]).write_text(f"[paper]\n{text}")
    for name in keys:
        monkeypatch.delenv(f"AWS_{name}")
    monkeypatch.setenv("AWS_PROFILE", "paper")
    assert place.put(place.open(), {"a.html": b"1"}) == ["a.html"]


def test_settings_of_the_tools_that_cant_be_read_are_named(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """They are read by the first client of a process, together with the descriptions that all clients share."""
    s3_host._descriptions.cache_clear()
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    with pytest.raises(HostError, match="no keys"):
        place.open()
    monkeypatch.delenv("AWS_PROFILE")
    (tmp_path / "config").write_text("broken [")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    with pytest.raises(HostError, match="Unable to parse"):
        place.open()


def test_settings_that_lead_nowhere_are_named(place: Place) -> None:
    with pytest.raises(HostError, match="lacks `bucket`"):
        place.open(bucket="")
    with pytest.raises(HostError) as raised:
        place.open(endpoint="no address")
    assert "`endpoint`" in raised.value.hint
    with pytest.raises(TemporaryError):
        place.put(place.open(endpoint="http://127.0.0.1:1"), {"a.html": b"1"})


def test_a_broken_line_passes_and_no_half_object_is_seen(place: Place, middleman: HttpMiddleman) -> None:
    host = through(place, middleman)
    place.put(host, {"a.jpg": b"old"})
    middleman.rule = lambda request: "cut"
    for content in (LARGE, LARGE[:90_000]):
        with pytest.raises(TemporaryError):
            place.put(host, {"a.jpg": content})
        assert place.content() == {"a.jpg": b"old"}
    middleman.rule = lambda request: None
    assert place.put(host, {"a.jpg": LARGE}) == ["a.jpg"]
    assert place.content() == {"a.jpg": LARGE}


def test_a_store_that_falls_silent_is_given_up_in_time(
    place: Place, middleman: HttpMiddleman, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3_host, "STALL_S", 1)
    middleman.rule = lambda request: "stall"
    with pytest.raises(TemporaryError):
        place.put(through(place, middleman), {"a.html": LARGE[:200_000]})
    assert place.content() == {}


def test_after_a_refusal_nothing_is_begun_and_all_yielded_files_are_there(
    place: Place, middleman: HttpMiddleman
) -> None:
    files = {f"{number:02}.html": b"x" for number in range(40)}
    middleman.rule = lambda request: answer(403, "AccessDenied") if "17.html" in request else None
    host, told = through(place, middleman), list[str]()
    putting = host.put([place.upload(*one) for one in files.items()], 4)
    with pytest.raises(HostError, match="17"):
        told.extend(putting)
    assert set(told) == set(place.content())
    assert 14 <= len(set(told)) < len(files)


def test_one_that_can_not_be_deleted_is_named(place: Place, middleman: HttpMiddleman) -> None:
    body = (
        "<DeleteResult xmlns='http://s3.amazonaws.com/doc/2006-03-01/'><Error><Key>"
        f"{place.target.folder}/b.html</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>"
    ).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    middleman.rule = lambda request: head + body
    with pytest.raises(HostError, match=r"Deleting b\.html.*aren't allowed"):
        list(through(place, middleman).remove(["a.html", "b.html"]))


def test_several_deployers_share_a_client(place: Place) -> None:
    """The library's client may be used from many threads, as put does; so may the host."""
    host, troubles = place.open(), list[Exception]()

    def put(number: int) -> None:
        try:
            place.put(host, {f"{number}/{file}.html": b"x" * file for file in range(20)}, parallel=8)
        except HostError as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=put, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert len(place.content()) == 60
