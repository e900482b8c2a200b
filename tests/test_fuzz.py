"""No input ends in a traceback: content, headers, a damaged catalogue, logs.

The ordinary run looks at a few hundred examples of each; `make fuzz` looks for FUZZ_S seconds. No example is kept
between runs: each run looks in other places.
"""

import os
import shutil
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from audience.test_formats import NOW, PAGES, SOURCES
from conftest import SITE, Newsroom, story
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.audience.count import count_readers
from generator.catalogue.store import FILE
from generator.config import parse_config
from generator.intake.changes import ENTRIES
from generator.intake.entries import entry_of
from generator.intake.header.keys import SPELLINGS
from generator.intake.header.split import split_header
from generator.intake.html.markdown import EngineNeeded
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.intake.text.clean import LINE_END, is_clean
from generator.model import Gravity

SECONDS = float(os.environ.get("FUZZ_S", "0"))
TARGETS = 4
"""Tests among which the time is shared out."""
DESK = intake_settings_of(parse_config(SITE))
BRIEF = settings(max_examples=examples(150), database=None, deadline=None, suppress_health_check=list(HealthCheck))

KEYS = sorted({name for names in SPELLINGS.values() for name in names} | {"name", "contact", "fediverse", "own key"})
SIGNS = [
    *"\n\t '\"“”‘’«[](){}<>*_-–—=+:;.,!?&#@|\\/`~^%$€0 1aAéßİ中あก한",
    *("\u0301", "\u0316", "\u200d", "\U0001f1e6", "\U0001f468\u200d", "\u1100", "\u1161", "\u0e34", "\u094d", "\u202e"),
    *("\xa0", "\u3000", "\u2028", "\x00", "\ufeff", "\ud800", "\U000f0000", "²", "Ⅷ", "٣", "℀", "&#769;", "&amp;"),
    *(
        "---\n",
        "+++\n",
        "...\n",
        "a: ",
        "a = ",
        "a.a",
        "[a]\n",
        "[[a]]\n",
        "- a\n",
        "'''",
        '"""',
        "\n\n",
        "    a\n",
        "> a\n",
    ),
    *(
        "# a\n",
        "a\n===\n",
        "[a](//a\u2100/)",
        "![a](x)",
        "<a href='//[x'>",
        "<p",
        "<!--",
        "<script>",
        "[^1]",
        "[^1]: a\n",
    ),
    *(
        "| a | b |\n|---|---|\n",
        "```\n",
        "By Jane Roe\n",
        "2026-11-20\n",
        "31 February 2026",
        "PARIS (AP) -- ",
        "-30-\n",
    ),
    *(
        "EMBARGOED UNTIL ",
        "https://[",
        "http://a/",
        "a@b.c",
        "Topics: a, b\n",
        "Related: https://[a\n",
        "\\ud800",
        "1e999",
    ),
]
PIECES = st.one_of(st.sampled_from(SIGNS), st.builds("{}: ".format, st.sampled_from(KEYS)), st.text(max_size=8))
TEXTS = st.lists(
    st.builds(lambda piece, times: piece * times, PIECES, st.sampled_from([1, 1, 1, 2, 9, 99])), max_size=12
)
HEADS = st.sampled_from(
    ["", "---\n", "+++\n", "Title: A\nDate: 2026-11-20\n", "Headline\n2026-11-20\n\n", "# Headline\n"]
)
FILES = st.sampled_from(["content/world/a.txt", "content/world/a.md", "content/people/a.md", "content/2026-11-20-a.md"])


def look_for_faults(find: Callable[[], None]) -> None:
    """Try examples once, and again and again while there is time."""
    end = time.monotonic() + SECONDS / TARGETS
    find()
    while time.monotonic() < end:
        find()


def test_no_content_ends_in_a_traceback() -> None:
    look_for_faults(_read_content)


@BRIEF
@given(HEADS, TEXTS, FILES, st.sampled_from(["short", "plain"]), st.booleans())
def _read_content(head: str, texts: list[str], file: str, mode: str, whole: bool) -> None:
    text = head + "".join(texts)
    raw = text.encode("utf-8" if whole else "utf-16", "surrogatepass")
    last_line = max(text.count("\n") + len(LINE_END.findall(text)), raw.count(b"\n")) + 2
    try:
        parsed = parse_copy(raw, file, DESK, mode=mode)  # type: ignore[arg-type]
    except EngineNeeded:
        return
    assert parsed.story or parsed.person or any(one.gravity is Gravity.HELD for one in parsed.problems)
    assert all(one.message and 0 <= one.line <= last_line for one in parsed.problems)
    assert is_clean(parsed.body.html)
    assert ENTRIES.decode(b"\x91" + _packed(parsed))


def _packed(parsed: object) -> bytes:
    import msgspec  # noqa: PLC0415

    return msgspec.msgpack.encode(entry_of(parsed))  # type: ignore[arg-type]


def test_no_header_ends_in_a_traceback() -> None:
    look_for_faults(_read_header)


@BRIEF
@given(
    st.sampled_from(["---", "+++", ""]),
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from([": ", " = ", ":", ".a = "]), TEXTS), max_size=5),
)
def _read_header(fence: str, lines: list[tuple[str, str, list[str]]]) -> None:
    block = "".join(f"{key}{sign}{''.join(texts)}\n" for key, sign, texts in lines)
    text = "".join(char for char in f"{fence}\n{block}{fence}\n\nText.\n" if is_clean(char))
    header = split_header(text, "content/a.md")
    assert all(field.value and field.line <= text.count("\n") + 1 for field in header.fields.values())
    assert all(isinstance(value, str | list) for value in header.extra.values())


def test_no_log_ends_in_a_traceback(tmp_path: Path) -> None:
    source = tmp_path / "source"

    @BRIEF
    @given(
        st.sampled_from(sorted(SOURCES)),
        st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 40), st.binary(max_size=9)), max_size=4),
    )
    def read_log(name: str, damages: list[tuple[int, int, bytes]]) -> None:
        raw = SOURCES[name][1].encode()
        for at, length, instead in damages:
            raw = raw[:at] + instead + raw[at + length :]
        source.write_bytes(raw)
        counted = count_readers(tmp_path, PAGES, [str(source)], NOW, 720)
        assert len(counted.sources) + len(counted.problems) == 1

    look_for_faults(read_log)


@pytest.mark.skipif(not SECONDS, reason="each example is a build: `make fuzz`")
def test_no_damaged_catalogue_changes_the_site(newsroom: Newsroom) -> None:
    for number in range(6):
        newsroom.write(f"content/world/a{number}.txt", story(f"Story {number}", body=f"The council met, {number}."))
    newsroom.build()
    site, state = newsroom.files(), newsroom.folder / ".broadsheet"
    whole = (state / FILE).read_bytes()

    @BRIEF
    @given(
        st.integers(0, len(whole)), st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=5)
    )
    def build_on_damage(length: int, bytes_changed: list[tuple[int, int]]) -> None:
        raw = bytearray(whole)
        for at, value in bytes_changed:
            raw[at] = value
        for left in islice(state.glob(f"{FILE}*"), 9):
            left.unlink()
        (state / FILE).write_bytes(raw if bytes_changed else raw[:length])
        newsroom.build()
        assert newsroom.files() == site
        shutil.rmtree(state / "trending", ignore_errors=True)

    look_for_faults(build_on_damage)
