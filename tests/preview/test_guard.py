"""Whom the preview answers."""

import pytest

from generator.preview.guard import LOCAL_NAMES, is_addressed_here, is_from_another_site, is_one_of


@pytest.mark.parametrize(
    ("host", "port"),
    [("127.0.0.1:8000", 8000), ("localhost:8000", 8000), ("LOCALHOST:8000", 8000), ("[::1]:8000", 8000), ("localhost", 80), ("[0:0:0:0:0:0:0:1]:8000", 8000)],
)  # fmt: skip
def test_this_machine_is_here(host: str, port: int) -> None:
    assert is_addressed_here(host, LOCAL_NAMES, port)


ELSEWHERE = [
    "", ":", ":8000", "8000", "evil.example", "evil.example:8000", "localhost.evil.example:8000", "127.0.0.1.evil.example:8000", "127.0.0.1",
    "127.0.0.1:80", "127.0.0.1:8001", "127.0.0.1:08000x", "127.0.0.1:８０００", "127.0.0.1: 8000", " 127.0.0.1:8000", "127.0.0.1:8000 ", "127.1:8000",
    "2130706433:8000", "0x7f.0.0.1:8000", "0.0.0.0:8000", "127.0.0.2:8000", "localhost:", "localhost:8000:8000", "localhost@evil.example:8000",
    "evil.example@localhost:8000", "user:pass@localhost:8000", "localhost/evil:8000", "localhost:8000/evil", "[::1", "::1]:8000", "[::1]evil:8000", "[::]:8000",
    "[::ffff:127.0.0.1]:8000", "[::2]:8000", "localhost, evil.example:8000", "evil.example, localhost:8000", "localhost:8000, localhost:8000", "locaIhost:8000",
    "localhost\x00:8000", "localhost.:8000",
]  # fmt: skip


@pytest.mark.parametrize("host", ELSEWHERE)
def test_no_other_name_is_here(host: str) -> None:
    assert not is_addressed_here(host, LOCAL_NAMES, 8000)


NAMED = ("localhost:9000", "Preview.Courier.example", "[::1]:9000", "192.168.7.5")


@pytest.mark.parametrize(
    "host",
    [
        *("localhost:9000", "LOCALHOST:9000", "[0:0:0:0:0:0:0:1]:9000"),
        *("preview.courier.example", "preview.courier.example:443", "preview.courier.example:8000", "192.168.7.5:8000"),
    ],
)
def test_a_host_that_site_toml_names_is_here_on_its_port_or_without_one_on_any(host: str) -> None:
    assert is_one_of(host, NAMED)


@pytest.mark.parametrize(
    "host", [*ELSEWHERE, "localhost", "localhost:9001", "a.preview.courier.example", "courier.example"]
)
def test_no_host_that_is_not_named_is_let_in(host: str) -> None:
    assert not is_one_of(host, NAMED)
    assert not is_one_of(host, ())


@pytest.mark.parametrize(("host", "is_known"), [("a.example", True), ("a.example:80", True), ("a.example:443", False)])
def test_browsers_leave_out_the_usual_port(host: str, is_known: bool) -> None:
    assert is_one_of(host, ["a.example:80"]) is is_known
    assert is_one_of("a.example", ["a.example:443"])


HERE = {"host": "localhost:8000"}


@pytest.mark.parametrize(
    ("headers", "path", "foreign"),
    [
        ({}, "/", False),
        ({"origin": "http://localhost:8000"}, "/_desk/live", False),
        ({"origin": "http://localhost:8001"}, "/", True),
        ({"origin": "null"}, "/_desk/live", True),
        ({"origin": "https://evil.example"}, "/_desk/live", True),
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, "/_desk/live", False),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, "/_desk/", False),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, "/world/", False),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, "/world/", True),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, "/_desk/live", True),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, "/_desk/live", True),
    ],
)
def test_what_another_sites_page_asks_for_is_told_from_a_readers_own_visit(
    headers: dict[str, str], path: str, foreign: bool
) -> None:
    assert is_from_another_site(HERE | headers, path) is foreign
