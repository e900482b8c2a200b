"""Each kind of source says the same: two readers of the summit, one of the ferry, and much that isn't counted."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.audience.count import count_readers
from generator.audience.pages import Pages, plain_place
from generator.audience.sources import recognise

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BOT = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"
STORIES = ["/world/summit/", "/town/ferry/"]
PAGES = Pages(["summit", "ferry"], {plain_place(url, ""): n for n, url in enumerate(STORIES)}, "", "https://c.example")

HITS = [
    ("192.0.2.1", "GET", "/world/summit/?from=mail", 200, FIREFOX),
    ("192.0.2.1", "GET", "/world/summit/", 200, FIREFOX),
    ("2001:db8::7", "GET", "/world/summit/index.html", 304, FIREFOX),
    ("192.0.2.1", "GET", "/town/ferry/", 200, FIREFOX),
    ("192.0.2.2", "GET", "/town/ferry/", 200, BOT),
    ("192.0.2.3", "GET", "/town/ferry/", 404, FIREFOX),
    ("192.0.2.4", "POST", "/town/ferry/", 200, FIREFOX),
    ("192.0.2.5", "GET", "/nothing/", 200, FIREFOX),
]
"""Address, method, address of the page, status, user agent."""


def combined(host: str = "", form: str = '"-" "{agent}"') -> str:
    line = host + '{address} - - [23/Nov/2026:13:01:02 +0100] "{method} {url} HTTP/1.1" {status} 99 ' + form
    names = ("address", "method", "url", "status", "agent")
    return "".join(line.format(**dict(zip(names, hit, strict=True))).rstrip() + "\n" for hit in HITS)


def nginx(address: str, method: str, url: str, status: int, agent: str, *, long: bool) -> dict[str, object]:
    if long:
        request = {"request_method": method, "request_uri": url, "time_iso8601": "2026-11-23T13:01:02+01:00"}
        return {"remote_addr": address, **request, "status": status, "http_user_agent": agent}
    request = {"request": f"{method} {url} HTTP/2.0", "time_local": "23/Nov/2026:13:01:02 +0100"}
    return {"remote_addr": address, **request, "status": str(status), "user_agent": agent}


def caddy(address: str, method: str, url: str, status: int, agent: str) -> dict[str, object]:
    request = {
        "remote_ip": address,
        "method": method,
        "host": "c.example",
        "uri": url,
        "headers": {"User-Agent": [agent]},
    }
    return {
        "level": "info",
        "ts": NOW.timestamp() - 60,
        "logger": "http.log.access",
        "request": request,
        "status": status,
    }


def cloudfront() -> str:
    head = "#Version: 1.0\n#Fields: date time x-edge-location c-ip cs-method cs-uri-stem sc-status cs(User-Agent)\n"
    rows = (
        ["2026-11-23", "12:01:02", "AMS1", address, method, url.split("?")[0], str(status), agent.replace(" ", "%2520")]
        for address, method, url, status, agent in HITS
    )
    return head + "".join("\t".join(row) + "\n" for row in rows)


def goaccess() -> str:
    rows = [
        {"hits": {"count": 9}, "visitors": {"count": 2, "percent": "66"}, "method": "GET", "data": "/world/summit/"},
        {"hits": {"count": 1}, "visitors": {"count": 1}, "method": "GET", "data": "/town/ferry/"},
        {"hits": {"count": 1}, "visitors": {"count": 7}, "method": "POST", "data": "/town/ferry/"},
        {"hits": {"count": 1}, "visitors": {"count": 5}, "data": "/nothing/"},
    ]
    general = {"start_date": "01/Nov/2026", "end_date": "23/Nov/2026", "total_requests": 12}
    return json.dumps({"general": general, "requests": {"metadata": {}, "data": rows}}, indent=1)


PLAUSIBLE = """\
"date","hostname","page","visits","visitors","pageviews"
"2026-11-23","c.example","/world/summit/","3","2","4"
"2026-11-23","c.example","/town/ferry/","3","1","4"
"2026-11-23","c.example","/nothing/","3","9","4"
"""
PLAUSIBLE_PANEL = "name,visitors,pageviews\n/world/summit/,2,4\n/town/ferry/,1,1\n"
GOATCOUNTER = """\
2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date
/world/summit/,"The summit,
in two lines",false,,Firefox,Linux,a1,0,,,,US,true,2026-11-23T12:01:02Z
/world/summit/,The summit,false,,Firefox,Linux,a1,0,,,,US,false,2026-11-23T12:02:02Z
/world/summit/,The summit,false,,Firefox,Linux,b2,0,,,,US,true,2026-11-23T12:03:02Z
/town/ferry/,Ferry,false,,Firefox,Linux,a1,0,,,,US,true,2026-11-23T12:01:02Z
/town/ferry/,Ferry,false,,Bot,Linux,c3,7,,,,US,true,2026-11-23T12:01:02Z
/town/ferry/,click,true,,Firefox,Linux,d4,0,,,,US,true,2026-11-23T12:01:02Z
"""
TABLE = """\
url,views,time
https://c.example/world/summit/,1,2026-11-23T12:01:02Z
/world/summit/,1,
/town/ferry/,1,2026-11-23T13:01:02+01:00
/town/ferry/,-5,
/town/ferry/,many,
/town/ferry/,5,2031-01-01
https://evil.example/town/ferry/,50,
/nothing/,100000000000000000000000000,
/town/ferry/
"""

SOURCES = {
    "combined": ("web server log", combined()),
    "virtual host": ("web server log", combined("c.example:443 ")),
    "quotes in the referrer": ("web server log", combined(form='"https://c.example/" "{agent}" "extra"')),
    "cr lf": ("web server log", combined().replace("\n", "\r\n")),
    "nginx": ("nginx JSON log", "".join(json.dumps(nginx(*hit, long=True)) + "\n" for hit in HITS)),
    "nginx, short": ("nginx JSON log", "".join(json.dumps(nginx(*hit, long=False)) + "\n" for hit in HITS)),
    "caddy": ("Caddy log", "".join(json.dumps(caddy(*hit)) + "\n" for hit in HITS)),
    "cloudfront": ("CloudFront log", cloudfront()),
    "goaccess": ("GoAccess report", goaccess()),
    "goaccess, in one line": ("GoAccess report", json.dumps(json.loads(goaccess()))),
    "plausible": ("Plausible export", PLAUSIBLE),
    "plausible, with a mark": ("Plausible export", "\ufeff" + PLAUSIBLE),
    "plausible, the panel": ("Plausible export", PLAUSIBLE_PANEL),
    "goatcounter": ("GoatCounter export", GOATCOUNTER),
    "table": ("table", TABLE),
}


@pytest.mark.parametrize("name", SOURCES)
def test_every_kind_of_source_is_known_and_says_the_same(tmp_path: Path, name: str) -> None:
    form, text = SOURCES[name]
    (tmp_path / "source").write_text(text, newline="")
    counted = count_readers(tmp_path, PAGES, [str(tmp_path / "source")], NOW, 720)
    assert [one.format for one in counted.sources] == [form]
    assert {path: round(total) for path, total in counted.ledger.combined().items()} == {"summit": 2, "ferry": 1}


def test_a_log_without_user_agents_counts_everybody(tmp_path: Path) -> None:
    (tmp_path / "access.log").write_text(combined(form=""))
    counted = count_readers(tmp_path, PAGES, [str(tmp_path / "access.log")], NOW, 720)
    assert {path: round(total) for path, total in counted.ledger.combined().items()} == {"summit": 2, "ferry": 2}


@pytest.mark.parametrize("name", SOURCES)
def test_no_damaged_source_ends_in_a_traceback(tmp_path: Path, name: str) -> None:
    text = SOURCES[name][1].encode()
    for number, damage in enumerate(
        [text[:-7], text[:300] + b"\x00\xff" * 50 + text[300:], text.replace(b'"', b"{"), text * 2]
    ):
        source = tmp_path / f"{number}"
        source.write_bytes(damage)
        counted = count_readers(tmp_path, PAGES, [str(source)], NOW, 720)
        assert len(counted.sources) + len(counted.problems) == 1
        assert all(total <= 4 for total in counted.ledger.combined().values())


@pytest.mark.parametrize(
    "text", [b"Dear editor,\n", b"url,\rviews\n1,2\n", b"a,b,c\n1,2,3\n", b"\x89PNG\r\n", b"<html>", b"\n\n"]
)
def test_what_nobody_knows_is_not_guessed(text: bytes) -> None:
    assert recognise(text) is None


def test_an_export_that_is_endless_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.audience.exports.MAX_REPORT_BYTES", 500)
    (tmp_path / "report.json").write_text(goaccess())
    counted = count_readers(tmp_path, PAGES, [str(tmp_path / "report.json")], NOW, 720)
    assert ["longer than" in problem.message for problem in counted.problems] == [True]


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("/docs/index.html", "docs"),
        ("/docs/my-index.html", "docs/my-index.html"),
        ("/my-index.html", "my-index.html"),
        ("/index.html", ""),
        ("/docs/index.html/", "docs"),
    ],
)
def test_only_a_whole_last_part_stands_for_its_folder(url: str, place: str) -> None:
    assert plain_place(url, "") == place
