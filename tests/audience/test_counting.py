"""Readers are counted once, people alone, and rank can't be bought from one address."""

import gzip
import os
import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.audience.count import CountResult, count_readers
from generator.audience.ledger import FILE, head_digest, write_ledger
from generator.audience.lines import BLOCK_BYTES, MAX_LINE_BYTES, LineStream
from generator.audience.pages import UNKNOWN, Pages, plain_place
from generator.audience.people import is_person, reader_of
from generator.audience.times import clf_second

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FORGED_HITS = int(os.environ.get("FORGED_HITS", "200000"))
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
PLACES = {"/world/summit/": 0, "/town/café/": 1, "/old/summit.html": 0}
PAGES = Pages(
    ["world/summit", "town/cafe"], {plain_place(u, ""): n for u, n in PLACES.items()}, "", "https://c.example"
)


def hit(
    path: str = "/world/summit/",
    address: str = "192.0.2.1",
    when: datetime = NOW,
    agent: str = FIREFOX,
    status: int = 200,
    method: str = "GET",
) -> str:
    return f'{address} - - [{when:%d/%b/%Y:%H:%M:%S %z}] "{method} {path} HTTP/1.1" {status} 512 "-" "{agent}"\n'


def log(folder: Path, lines: Iterable[str] | bytes, name: str = "access.log") -> str:
    path = folder / name
    path.write_bytes(lines if isinstance(lines, bytes) else "".join(lines).encode())
    return str(path)


def count(folder: Path, *sources: str, now: datetime = NOW) -> CountResult:
    return count_readers(folder, PAGES, sources, now, 12)


def totals(folder: Path, lines: Iterable[str] | bytes) -> dict[str, float]:
    return count(folder, log(folder, lines)).ledger.combined()


def test_a_person_who_looks_at_a_story_counts_once_a_day_however_often(tmp_path: Path) -> None:
    assert totals(tmp_path, [hit() for _ in range(50)]) == {"world/summit": 1}
    days = [hit(when=NOW - timedelta(days=day)) for day in range(3) for _ in range(9)]
    assert totals(tmp_path, days) == {"world/summit": pytest.approx(1 + 0.25 + 0.0625)}


def test_a_view_is_worth_half_after_each_half_life(tmp_path: Path) -> None:
    lines = [hit(address=f"192.0.2.{n}", when=NOW - timedelta(hours=12 * n)) for n in range(4)]
    assert totals(tmp_path, lines) == {"world/summit": 1 + 0.5 + 0.25 + 0.125}


@pytest.mark.parametrize("status", [206, 301, 302, 403, 404, 500])
def test_what_was_not_shown_is_not_counted(tmp_path: Path, status: int) -> None:
    assert totals(tmp_path, [hit(status=status)]) == {}
    assert totals(tmp_path, [hit(status=304)]) == {"world/summit": 1}


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "get", "GETX"])
def test_only_what_was_asked_for_by_get_is_counted(tmp_path: Path, method: str) -> None:
    assert totals(tmp_path, [hit(method=method)]) == {}


@pytest.mark.parametrize("agent", [GOOGLEBOT, "curl/8.9", "python-requests/2.32", "-", "", "GPTBot/1.2", "\x00"])
def test_programs_are_not_readers(tmp_path: Path, agent: str) -> None:
    assert totals(tmp_path, [hit(agent=agent)]) == {}


def test_what_people_browse_with_is_a_reader() -> None:
    iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
    for agent in (FIREFOX, iphone, "Lynx/2.9.2 libwww-FM/2.14", "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1)"):
        assert is_person(agent.encode())


def test_a_bought_rank_is_worth_one_reader(tmp_path: Path) -> None:
    """Hits without number from one address; the file is packed, so that it needn't lie there whole."""
    block = "".join(hit(when=NOW - timedelta(minutes=n % 600), agent=f"{FIREFOX} {n % 7}") for n in range(1000))
    with gzip.open(tmp_path / "forged.gz", "wb", compresslevel=1) as packed:
        for _ in range(FORGED_HITS // 1000):
            packed.write(block.encode())
        packed.write("".join(hit("/town/caf%C3%A9/", f"198.51.100.{n}") for n in range(3)).encode())
    whole = count(tmp_path, str(tmp_path / "forged.gz")).ledger.combined()
    assert whole["world/summit"] <= 1
    assert whole["town/cafe"] == 3


def test_addresses_of_one_64_are_one_reader(tmp_path: Path) -> None:
    one = [hit(address=f"2001:db8:1:2::{n:x}") for n in range(1, 300)]
    assert totals(tmp_path, one) == {"world/summit": 1}
    assert totals(tmp_path, [*one, hit(address="2001:db8:1:3::1")]) == {"world/summit": 2}
    assert reader_of(b"::ffff:192.0.2.1") == reader_of(b"192.0.2.1")


@pytest.mark.parametrize(
    "path",
    ["/world/summit/", "/world/summit", "/world/summit/index.html", "/world/summit/?utm_source=x&y", "/world/summit/#top",
     "/world/%73ummit/", "/WORLD/summit/", "/old/summit.html", "https://c.example/world/summit/"],
)  # fmt: skip
def test_every_form_of_a_storys_address_is_the_storys(path: str) -> None:
    assert PAGES.find(path.encode()) == 0


@pytest.mark.parametrize(
    "path",
    ["/", "", "*", "/world/", "/world/summit/x", "/world/summit%00/", "/world/%ff/", "/../world/summit/", "/world/summit/%2e%2e/",
     "//evil.example/world/summit/", "https://evil.example/world/summit/", "/town/draft/", "/<script>alert(1)</script>/",
     "/world/summit/" + "x" * 5000, "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_public_storys_address_is_unknown(tmp_path: Path, path: str) -> None:
    assert PAGES.find(path.encode()) == UNKNOWN
    assert totals(tmp_path, [hit(path)]) == {}


@given(st.binary(max_size=200))
def test_no_address_is_too_odd_to_be_looked_up(raw: bytes) -> None:
    assert PAGES.find(raw) in {UNKNOWN, 0, 1}


@pytest.mark.parametrize(
    "stamp",
    ["01/Jan/0001:00:00:00 +0000", "31/Dec/9999:23:59:59 -1200", "31/Feb/2026:12:00:00 +0000", "23/Nov/2030:12:00:00 +0000",
     "23/Nov/2020:12:00:00 +0000", "23/Foo/2026:12:00:00 +0000", "23/Nov/2026:99:99:99 +9999", "yesterday", ""],
)  # fmt: skip
def test_views_at_absurd_times_are_not_counted(tmp_path: Path, stamp: str) -> None:
    assert totals(tmp_path, [hit("/nothing/"), hit().replace(f"{NOW:%d/%b/%Y:%H:%M:%S %z}", stamp)]) == {}


@given(st.binary(max_size=40))
def test_no_time_ends_in_a_traceback(stamp: bytes) -> None:
    assert isinstance(clf_second(stamp), int)


def test_rubbish_between_the_lines_is_passed_over(tmp_path: Path) -> None:
    rubbish = [
        b"\x00" * 500 + b"\n",
        b"\xff\xfe\n",
        b"x" * 3_000_000 + b"\n",
        b'"""""\n',
        b"\n",
        b'a "GET\n',
        b'a "GET " 200 \n',
    ]
    lines = hit("/nothing/").encode() + b"".join(line + hit().encode() for line in rubbish)
    assert totals(tmp_path, lines) == {"world/summit": 1}


def test_memory_is_flat_also_with_a_line_that_never_ends(tmp_path: Path) -> None:
    source = log(tmp_path, hit().encode() + b"x" * 40_000_000)
    tracemalloc.start()
    assert count(tmp_path, source).ledger.combined() == {"world/summit": 1}
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 45_000_000


# --- again and again ------------------------------------------------------------------------------


def keep(folder: Path, counted: CountResult) -> dict[str, float]:
    write_ledger(folder, counted.ledger)
    return counted.ledger.combined()


def many(first: int, last: int) -> list[str]:
    return [hit(address=f"10.0.{n // 256}.{n % 256}") for n in range(first, last)]


def test_a_log_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    source = log(tmp_path, many(0, 100))
    assert keep(tmp_path, count(tmp_path, source, source)) == {"world/summit": 100}
    again = count(tmp_path, source)
    assert (again.ledger.combined(), again.sources[0].views) == ({"world/summit": 100}, 0)


@pytest.mark.parametrize("first", [1, 5, 400])
def test_a_log_that_grew_is_read_on_from_where_it_was_left(tmp_path: Path, first: int) -> None:
    keep(tmp_path, count(tmp_path, log(tmp_path, many(0, first))))
    assert keep(tmp_path, count(tmp_path, log(tmp_path, many(0, 500)))) == {"world/summit": 500}


def test_a_rotated_log_is_known_by_what_is_in_it_packed_or_not(tmp_path: Path) -> None:
    keep(tmp_path, count(tmp_path, log(tmp_path, many(0, 100))))
    rotated = tmp_path / "access.log.1.gz"
    rotated.write_bytes(gzip.compress("".join(many(0, 150)).encode()))
    assert keep(tmp_path, count(tmp_path, str(rotated), log(tmp_path, many(150, 160)))) == {"world/summit": 160}


def test_a_reader_of_the_same_day_is_not_counted_again_by_a_later_run(tmp_path: Path) -> None:
    keep(tmp_path, count(tmp_path, log(tmp_path, many(0, 50))))
    assert keep(tmp_path, count(tmp_path, log(tmp_path, many(0, 50) * 3))) == {"world/summit": 50}


def test_totals_fade_between_runs(tmp_path: Path) -> None:
    source = log(tmp_path, many(0, 8))
    keep(tmp_path, count(tmp_path, source))
    assert count(tmp_path, source, now=NOW + timedelta(hours=24)).ledger.combined() == {"world/summit": 2}
    assert count(tmp_path, source, now=NOW - timedelta(hours=24)).ledger.combined() == {"world/summit": 8}
    gone = count(tmp_path, source, now=NOW + timedelta(days=90)).ledger
    assert (gone.totals, len(gone.logs)) == ({}, 1)


def test_an_export_takes_the_place_of_the_last_of_its_kind(tmp_path: Path) -> None:
    def table(*rows: str, name: str = "a.csv") -> str:
        return log(tmp_path, "\n".join(["url,views", *rows]).encode(), name)

    assert keep(tmp_path, count(tmp_path, table("/world/summit/,5"))) == {"world/summit": 5}
    assert keep(tmp_path, count(tmp_path, table("/world/summit/,7"))) == {"world/summit": 7}
    both = count(tmp_path, table("/world/summit/,7"), table("/world/summit/,1", "/town/café/,2", name="b.csv"))
    assert both.ledger.combined() == {"world/summit": 8, "town/cafe": 2}


def test_no_address_is_kept(tmp_path: Path) -> None:
    lines = [hit(address=address) for address in ("203.0.113.77", "2001:db8:aaaa:bbbb::7", "2001:db8:1:2:3:4:5:6")]
    keep(tmp_path, count(tmp_path, log(tmp_path, lines)))
    kept = (tmp_path / FILE).read_text()
    assert "203.0.113" not in kept
    assert "2001:db8" not in kept
    assert head_digest("".join(lines).encode()) == head_digest(
        "".join(lines).replace("203.0.113.77", "8.8.8.8").encode()
    )


def test_an_unreadable_source_is_reported_and_the_others_are_counted(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gz"
    broken.write_bytes(gzip.compress("".join(many(0, 5000)).encode())[:-2000])
    novel = log(tmp_path, b"Call me Ishmael.\n", "novel.txt")
    counted = count(tmp_path, str(broken), novel, str(tmp_path / "none.log"), log(tmp_path, [hit()]))
    assert [Path(problem.path).name for problem in counted.problems] == ["broken.gz", "novel.txt", "none.log"]
    assert all(problem.hint for problem in counted.problems)
    assert counted.ledger.combined() == {"world/summit": 1}


@pytest.mark.parametrize("text", ["", "{", "null", '{"version": 99}', '{"totals": {"a": "b"}}'])
def test_a_ledger_that_cannot_be_read_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    assert totals(tmp_path, [hit()]) == {"world/summit": 1}


# --- lines ----------------------------------------------------------------------------------------


class Trickle:
    """A stream that gives its bytes in pieces of odd sizes, as a pipe does."""

    def __init__(self, content: bytes, sizes: Iterator[int]) -> None:
        self.content, self.sizes, self.at = content, sizes, 0

    def read(self, size: int) -> bytes:
        end = min(self.at + size, self.at + next(self.sizes, size))
        part, self.at = self.content[self.at : end], min(end, len(self.content))
        return part


@given(st.binary(max_size=400), st.lists(st.integers(1, 9)), st.integers(0, 400))
def test_the_lines_of_a_stream_are_those_of_its_bytes(content: bytes, sizes: list[int], until: int) -> None:
    stream = LineStream(Trickle(content, iter(sizes)))  # type: ignore[arg-type]
    first = list(stream.lines(until))
    cut = min(until, len(content))
    assert stream.read_bytes == cut
    for lines, part in ((first, content[:cut]), (list(stream.lines()), content[cut:])):
        assert lines == (part.removesuffix(b"\n").split(b"\n") if part else [])
    assert stream.read_bytes == len(content)


def test_a_line_beyond_the_limit_is_passed_over_and_the_next_is_read() -> None:
    content = b"one\n" + b"x" * (BLOCK_BYTES * 2 + MAX_LINE_BYTES) + b"\ntwo\n"
    assert list(LineStream(Trickle(content, iter(()))).lines()) == [b"one", b"two"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "broken",
    [
        gzip.compress("".join(hit(address=f"192.0.2.{n}") for n in range(200)).encode())[:-9],
        b"\x1f\x8bno gzip at all",
        b"url,views\r\rx,3",
        b'{"general": {"start_date": ' + b"[" * 100_000,
        b"url,views\n" + b"x" * 200_000 + b",3\n",
        bytes(range(256)) * 40,
        None,
    ],
    ids=["cut short", "not packed", "odd line ends", "deep", "a long cell", "bytes", "a folder"],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_source_that_cannot_be_read_takes_nothing_from_the_others(
    tmp_path: Path, broken: bytes | None, first: bool
) -> None:
    """Above all, whom it names isn't taken for counted already."""
    good = log(tmp_path, [hit(address=f"192.0.2.{number}") for number in range(9)])
    bad = log(tmp_path, broken, "broken") if broken is not None else str(tmp_path)
    counted = count(tmp_path, *((bad, good) if first else (good, bad)))
    assert counted.ledger.combined() == {"world/summit": 9}
    assert [one.path for one in counted.problems] == [bad]
    assert [one.source for one in counted.sources] == [good]


@settings(deadline=None)
@given(
    broken=st.binary(max_size=400),
    form=st.sampled_from([b"", b"url,views,time\n", b"\x1f\x8b", b"{", b"#Fields: date"]),
)
def test_no_bytes_whatever_keep_another_source_from_being_counted(
    tmp_path_factory: pytest.TempPathFactory, broken: bytes, form: bytes
) -> None:
    folder = tmp_path_factory.mktemp("logs")
    bad, good = log(folder, form + broken, "broken"), log(folder, [hit()])
    assert count(folder, bad, good).ledger.combined()["world/summit"] >= 1
