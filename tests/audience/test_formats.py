"""Each kind of source says the same: two readers of the summit, one of the ferry, and much that isn't counted."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.audience.count import count_readers
from generator.audience.ledger import write_ledger
from generator.audience.pages import Pages, plain_place
from generator.audience.sources import recognise
from generator.audience.tables import read_amount

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


def cloudflare(address: str, method: str, url: str, status: int, agent: str, *, when: object) -> dict[str, object]:
    client = {"ClientIP": address, "ClientRequestHost": "c.example", "ClientRequestMethod": method}
    request = {"ClientRequestURI": url, "ClientRequestUserAgent": agent, "EdgeResponseStatus": status}
    return client | request | {"EdgeStartTimestamp": when}


def traefik(address: str, method: str, url: str, status: int, agent: str) -> dict[str, object]:
    request = {"RequestMethod": method, "RequestPath": url, "request_User-Agent": agent}
    client = {"ClientAddr": f"{address}:50312", "ClientHost": address, "DownstreamStatus": status, "OriginStatus": 0}
    return client | request | {"StartUTC": "2026-11-23T12:01:02.123456789Z", "level": "info"}


def google(address: str, method: str, url: str, status: int, agent: str) -> dict[str, object]:
    request = {"requestMethod": method, "requestUrl": f"https://c.example{url}", "status": status}
    return {
        "httpRequest": request | {"userAgent": agent, "remoteIp": address},
        "timestamp": "2026-11-23T12:01:02.345678Z",
        "resource": {"type": "http_load_balancer"},
    }


def fastly(address: str, method: str, url: str, status: int, agent: str) -> dict[str, object]:
    request = {"request_method": method, "url": url, "request_user_agent": agent, "response_status": status}
    return {"timestamp": "2026-11-23T12:01:02+0000", "client_ip": address, "host": "c.example"} | request


def elastic(address: str, method: str, url: str, status: int, agent: str) -> dict[str, object]:
    http = {"request": {"method": method}, "response": {"status_code": status}}
    return {
        "@timestamp": "2026-11-23T12:01:02.000Z",
        "http": http,
        "url": {"path": url},
        "source": {"ip": address},
        "user_agent": {"original": agent},
    }


def cloudfront_json(address: str, method: str, url: str, status: int, agent: str, *, joined: bool) -> dict[str, str]:
    when = {"timestamp": "1795435262"} if joined else {"date": "2026-11-23", "time": "12:01:02"}
    request = {"cs-method": method, "cs-uri-stem": url.partition("?")[0], "sc-status": str(status)}
    return when | {"c-ip": address} | request | {"cs(User-Agent)": agent.replace(" ", "%20")}


def with_time(entry: dict[str, object], when: object) -> dict[str, object]:
    return entry | {"ts": when}


def iis(*, space: str = "+") -> str:
    head = (
        "#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2026-11-23 00:00:00\r\n"
        "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) "
        "sc-status sc-substatus sc-win32-status time-taken\r\n"
    )
    return head + "".join(
        f"2026-11-23 12:01:02 10.0.0.1 {method} {url.split('?')[0]} - 443 - {address} {agent.replace(' ', space)} - "
        f"{status} 0 0 15\r\n"
        for address, method, url, status, agent in HITS
    )


def cloud_storage() -> str:
    head = '"time_micros","c_ip","c_ip_type","cs_method","cs_uri","sc_status","cs_user_agent","cs_host"\n'
    return head + "".join(
        f'"1795435262000000","{address}","1","{method}","{url}","{status}","{agent}","c.example"\n'
        for address, method, url, status, agent in HITS
    )


def docker(text: str) -> str:
    """Return what Docker keeps of these lines."""
    kept = ({"log": line + "\n", "stream": "stdout", "time": "2026-11-23T12:01:03.1Z"} for line in text.splitlines())
    return "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in kept)


def console() -> str:
    """Return lines as Caddy writes them by itself, to a terminal."""
    lines = (caddy(*hit) for hit in HITS)
    texts = (json.dumps({"request": one["request"], "status": one["status"]}) for one in lines)
    return "".join(f"2026/11/23 12:01:02.123\tINFO\thttp.log.access.log0\thandled request\t{one}\n" for one in texts)


def in_lines(entries: Iterable[Mapping[str, object]]) -> str:
    return "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in entries)


GA4 = """\
# ----------------------------------------
# Pages and screens: Page path and screen class
# Account: Courier
# ----------------------------------------
#
# All Users
# Start date: 20261101
# End date: 20261123
Page path and screen class,Views,Active users,Event count
,12,4,40,Grand total
/world/summit/,7,2,20
/town/ferry/,"1",1,9
/nothing/,"1,234","1,000",9
"""
MATOMO = """\
label,nb_visits,nb_uniq_visitors,nb_hits,sum_time_spent,"Metadata: url"
/world/summit/,3,2,4,60,https://c.example/world/summit/
/town/ferry/,1,1,1,30,https://c.example/town/ferry/
Others,9,9,9,1,
"""
GROUPED = """\
url;views;time
/world/summit/;1;23/11/2026 10:00
/world/summit/;1;03/11/2026
/town/ferry/;1;23/11/2026 09:30:10
/nothing/;1.234.567;23/11/2026 10:00
"""
MONTH_FIRST = GROUPED.replace("23/11/", "11/23/").replace("03/11/", "11/03/").replace(";", "\t")

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
    "table, day first": ("table", GROUPED),
    "table, month first": ("table", MONTH_FIRST),
    "ga4": ("Google Analytics export", GA4),
    "matomo": ("Matomo export", MATOMO),
    "iis": ("W3C log", iis()),
    "google cloud storage": ("Google Cloud Storage log", cloud_storage()),
    "google cloud": ("Google Cloud log", in_lines(google(*hit) for hit in HITS)),
    "google cloud, a list": ("Google Cloud log", json.dumps([google(*hit) for hit in HITS], indent=2)),
    "cloudflare": ("Cloudflare log", in_lines(cloudflare(*hit, when="2026-11-23T12:01:02Z") for hit in HITS)),
    "cloudflare, in nanoseconds": (
        "Cloudflare log",
        in_lines(cloudflare(*hit, when=1795435262000000000) for hit in HITS),
    ),
    "traefik": ("Traefik log", in_lines(traefik(*hit) for hit in HITS)),
    "traefik, common": ("web server log", combined(form='"-" "{agent}" 7 "courier@docker" "http://10.0.0.2:80" 3ms')),
    "fastly": ("nginx JSON log", in_lines(fastly(*hit) for hit in HITS)),
    "fastly, by syslog": (
        "nginx JSON log by syslog",
        "".join(f"<134>2026-11-23T12:01:02Z cache-ams1 log[77]: {json.dumps(fastly(*hit))}\n" for hit in HITS),
    ),
    "elastic": ("Elastic Common Schema log", in_lines(elastic(*hit) for hit in HITS)),
    "cloudfront, json": ("CloudFront JSON log", in_lines(cloudfront_json(*hit, joined=False) for hit in HITS)),
    "cloudfront, json by seconds": (
        "CloudFront JSON log",
        in_lines(cloudfront_json(*hit, joined=True) for hit in HITS),
    ),
    "caddy, wall clock": ("Caddy log", in_lines(with_time(caddy(*hit), "2026/11/23 12:01:02") for hit in HITS)),
    "caddy, iso": ("Caddy log", in_lines(with_time(caddy(*hit), "2026-11-23T12:01:02.000Z") for hit in HITS)),
    "caddy, common": ("Caddy log", in_lines(with_time(caddy(*hit), "23/Nov/2026:12:01:02 +0000") for hit in HITS)),
    "caddy, milliseconds": ("Caddy log", in_lines(with_time(caddy(*hit), 1795435262123.4) for hit in HITS)),
    "caddy, mail": ("Caddy log", in_lines(with_time(caddy(*hit), "Mon, 23 Nov 2026 12:01:02 GMT") for hit in HITS)),
    "caddy, console": ("Caddy log by Caddy's console", console()),
    "docker": ("web server log by Docker", docker(combined())),
    "docker, json": ("Caddy log by Docker", docker(in_lines(caddy(*hit) for hit in HITS))),
    "docker compose": (
        "web server log by Docker Compose",
        "".join(f"web-1  | {line}\n" for line in combined().splitlines()),
    ),
    "kubernetes": (
        "web server log by Kubernetes",
        "".join(f"2026-11-23T12:01:02.1Z stdout F {line}\n" for line in combined().splitlines()),
    ),
    "syslog": (
        "web server log by syslog",
        "".join(f"Nov 23 12:01:02 host nginx[7]: {line}\n" for line in combined().splitlines()),
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_every_kind_of_source_is_known_and_says_the_same(tmp_path: Path, name: str) -> None:
    form, text = SOURCES[name]
    (tmp_path / "source").write_text(text, newline="")
    counted = count_readers(tmp_path, PAGES, [str(tmp_path / "source")], NOW, 720)
    assert [one.format for one in counted.sources] == [form]
    assert {path: round(total) for path, total in counted.ledger.combined().items()} == {"summit": 2, "ferry": 1}


@pytest.mark.parametrize("name", ["iis", "docker", "caddy", "google cloud storage"])
def test_a_log_that_has_grown_is_read_on(tmp_path: Path, name: str) -> None:
    text, source = SOURCES[name][1].splitlines(keepends=True), tmp_path / "access.log"
    half = len(text) - 4
    source.write_text("".join(text[:half]), newline="")
    first = count_readers(tmp_path, PAGES, [str(source)], NOW, 720)
    write_ledger(tmp_path, first.ledger)
    source.write_text("".join(text), newline="")
    counted = count_readers(tmp_path, PAGES, [str(source)], NOW, 720)
    assert {path: round(total) for path, total in counted.ledger.combined().items()} == {"summit": 2, "ferry": 1}
    assert [one.skipped for one in (*first.sources, *counted.sources)] == [0, 0]


def test_text_in_utf_16_is_read(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(MATOMO, encoding="utf-16")
    counted = count_readers(tmp_path, PAGES, [str(tmp_path / "export.csv")], NOW, 720)
    assert counted.ledger.combined() == {"summit": 2, "ferry": 1}


ODD = {
    "no line": (b'{"status": 200}\n{"level": "info"}\n', "none of its 2 lines could be read as a nginx JSON log"),
    "a line": (b'{"level":"info"}\n', "its only line couldn't be read as a nginx JSON log"),
    "no time": (
        in_lines(with_time(caddy(*hit), "noon") for hit in HITS).encode(),
        "the time of none of its 5 views of stories could be read",
    ),
    "two orders": (b"url,views,time\n/town/ferry/,3,03/04/2026\n", "“03/04/2026” may be two days"),
    "other columns": (b"#Fields: date time c-ip\n2026-11-23 12:00:00 192.0.2.1\n", "its only line couldn't be read"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_not_understood_is_refused_and_not_taken_for_nobody(tmp_path: Path, name: str) -> None:
    content, reason = ODD[name]
    (tmp_path / "source").write_bytes(content)
    counted = count_readers(tmp_path, PAGES, [str(tmp_path / "source")], NOW, 720)
    assert counted.sources == ()
    assert [reason in problem.message for problem in counted.problems] == [True], counted.problems
    assert counted.ledger.combined() == {}


def test_lines_that_were_skipped_are_counted(tmp_path: Path) -> None:
    (tmp_path / "access.log").write_text(combined() + "nginx: reopening logs\n\n")
    [counted] = count_readers(tmp_path, PAGES, [str(tmp_path / "access.log")], NOW, 720).sources
    assert (counted.views, counted.skipped) == (3, 1)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234", 1234),
        ("1.234.567", 1234567),
        ("1 234", 1234),
        ("1'234", 1234),
        ("12", 12),
        ("12.0", 12),
        ("1,23", None),
        ("-5", None),
        ("", None),
        ("many", None),
    ],
)
def test_amounts_are_read_with_signs_between_thousands(text: str, amount: int | None) -> None:
    assert read_amount(text) == amount


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
