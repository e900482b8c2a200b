"""A text that is edited in a page and saved: what wasn't changed comes back byte for byte."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import CommandRefused
from generator.newsroom.text_file import EMPTY, LINE_END, as_utf8, open_text, write_text

FILE = "content/world/a.txt"
LINES = st.lists(
    st.tuples(
        st.one_of(
            st.sampled_from(
                ["", "Headline", "Date: 2026-11-23", "---", "# remark", "été", "Ωmega", "“Why?”", "\ufeff"]
            ),
            st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=12),
        ),
        st.sampled_from(["\n", "\r\n", "\r"]),
    ),
    max_size=8,
)
ENCODINGS = [
    (b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (b"", "cp1252"), (b"", "mac_roman"), (b"", "cp1251"), (b"", "iso2022_jp"),
]  # fmt: skip


def as_a_browser_sends(text: str) -> str:
    """Return the text of a field as forms send it (HTML, 4.10.21.4)."""
    return text.replace("\n", "\r\n")


@given(LINES, st.sampled_from(ENCODINGS), st.sampled_from(["", "en", "ru", "ja", "fr"]))
def test_a_text_that_was_not_changed_comes_back_byte_for_byte(
    lines: list[tuple[str, str]], encoding: tuple[bytes, str], language: str
) -> None:
    mark, codec = encoding
    raw = mark + "".join(line + end for line, end in lines).encode(codec, "ignore")
    try:
        opened = open_text(raw, FILE, language)
    except CommandRefused:
        assert codec != "utf-8" or b"\0" in raw
        return
    assert "\r" not in opened.text
    assert write_text(opened, opened.text, FILE) == raw
    assert write_text(opened, as_a_browser_sends(opened.text), FILE) == raw


@given(st.binary(max_size=60))
def test_any_bytes_come_back_or_are_refused(raw: bytes) -> None:
    try:
        opened = open_text(raw, FILE)
    except CommandRefused:
        return
    assert write_text(opened, as_a_browser_sends(opened.text), FILE) == raw


@given(LINES, LINES, st.integers(0, 8))
@example([("a", "\r"), ("b", "\n"), ("c", "\r\n")], [("", "\n")], 1)
def test_a_new_line_changes_the_end_of_no_other(
    lines: list[tuple[str, str]], more: list[tuple[str, str]], at: int
) -> None:
    raw = "".join(line + end for line, end in lines).encode()
    opened = open_text(raw, FILE)
    text = opened.text.split("\n")
    at = min(at, len(text) - 1)
    changed = "\n".join([*text[:at], *(line for line, _ in more), *text[at:]])
    written = write_text(opened, changed, FILE)
    assert LINE_END.sub("\n", written.decode().lstrip("\ufeff")) == changed.lstrip("\ufeff")
    if len(set(opened.ends)) == 1:
        assert set(LINE_END.findall(written.decode())) <= set(opened.ends)


def test_in_a_file_with_mixed_line_ends_a_change_keeps_all_others() -> None:
    opened = open_text(b"Headline\r\nBy Jane\n\nOne.\r\nTwo.\nThree.\r\n", FILE)
    changed = opened.text.replace("Two.", "2.").replace("Headline\n", "Headline\nDeck: New\n")
    assert write_text(opened, changed, FILE) == b"Headline\r\nDeck: New\r\nBy Jane\n\nOne.\r\n2.\nThree.\r\n"


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe\x00\xd8", b"a\0b", b"caf\xc3\xa9 \xff broken", b"\x81\x8d" * 40, b"a" * 1_000_001]
)
def test_what_could_not_be_written_again_is_refused_with_a_way_out(raw: bytes) -> None:
    with pytest.raises(CommandRefused) as refused:
        open_text(raw, FILE)
    assert refused.value.hint == "Edit it in the program that it was made with."


def test_a_character_that_the_encoding_lacks_is_named_with_its_line_and_utf8_is_a_way_out() -> None:
    raw = "Titre à l’été\r\n\r\nLe café ferme, déjà, à midi près de l’église.\r\n".encode("cp1252")
    opened = open_text(raw, FILE, "fr")
    assert opened.encoding.startswith("Windows")
    changed = opened.text + "→ suite\n"
    with pytest.raises(CommandRefused) as refused:
        write_text(opened, changed, FILE)
    assert (refused.value.problem.line, "“→”" in refused.value.message) == (4, True)
    assert write_text(as_utf8(opened), changed, FILE).decode() == changed.replace("\n", "\r\n")


def test_a_new_file_is_utf8_with_line_feeds() -> None:
    assert write_text(EMPTY, "Été\r\nText\r\n", FILE) == "Été\nText\n".encode()


def test_a_text_over_the_limit_is_refused() -> None:
    with pytest.raises(CommandRefused, match="1,000,000 bytes"):
        write_text(EMPTY, "é" * 500_001, FILE)


def test_a_character_that_nobody_sees_is_told_with_its_line() -> None:
    with pytest.raises(CommandRefused) as refused:
        write_text(EMPTY, "Headline\r\n\r\nText\0 here.\r\n", FILE)
    assert (refused.value.problem.line, refused.value.hint) == (3, "Type the line again.")
