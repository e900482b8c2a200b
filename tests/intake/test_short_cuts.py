"""Every fast way of reading gives the same result as the slow one."""

import re
import unicodedata
from datetime import UTC
from html import unescape
from zoneinfo import ZoneInfo

from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.header.keys import fold_key
from generator.intake.html.sanitise import BACK_MARK, BLOCKS, FOOTNOTE_MARK, TAG, plain_text, sanitise
from generator.intake.text import clean, dates, decode, words, zones
from generator.intake.text.dates import DateError, read_moment
from generator.intake.text.decode import GARBLED
from generator.intake.text.slugs import APOSTROPHES, _slugify, slug_of
from generator.intake.text.words import count_words

ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="aZ09 _-'’.\t\n\x0b\x1f\x85\xa0\u2028–—“”…é中ã", max_size=60),
    st.text(alphabet=st.characters(max_codepoint=127), max_size=60),
)


@settings(max_examples=examples(400))
@given(ANY_TEXT, st.integers(5, 80))
def test_a_plain_slug_is_the_librarys(text: str, most: int) -> None:
    assert slug_of(text, most) == _slugify(text.translate(APOSTROPHES), most)


@settings(max_examples=examples(400))
@given(ANY_TEXT)
def test_words_are_counted_alike(text: str) -> None:
    unspaced = sum(map(len, words.UNSPACED.findall(text)))
    spaced = re.findall(r"\w[^\s—–]*", words.UNSPACED.sub(" ", text))
    assert count_words(text) == len(spaced) + (unspaced + 1) // words.UNSPACED_CHARS_A_WORD


@settings(max_examples=examples(400))
@given(ANY_TEXT)
def test_what_is_printable_is_clean(text: str) -> None:
    beyond = clean._FIRST_BEYOND.search(text) and clean._UNCLEAN_BEYOND.search(text)
    assert clean.is_clean(text) == (not (clean._UNCLEAN.search(text) or beyond))


@settings(max_examples=examples(400))
@given(
    st.from_regex(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?", fullmatch=True),
    st.sampled_from(["UTC", "America/New_York", "Asia/Kolkata"]),
)
def test_a_date_as_programs_write_it_is_read_alike(text: str, zone: str) -> None:
    def long_way() -> object:
        try:
            moment, named = dates._read_written(text, dates.Place(ZoneInfo(zone), "", ""))
            return zones.latest_instant(moment, named or ZoneInfo(zone)).astimezone(UTC)
        except (DateError, OverflowError):
            return None

    def short_way() -> object:
        try:
            return read_moment(text, ZoneInfo(zone)).astimezone(UTC)
        except DateError:
            return None

    assert short_way() == long_way()


@given(ANY_TEXT)
def test_keys_fold_alike(key: str) -> None:
    folded = unicodedata.normalize("NFD", re.sub(r"[\s_-]+", "", key.casefold()))
    without_accents = "".join(char for char in folded if not unicodedata.combining(char))
    assert fold_key(key) == unicodedata.normalize("NFC", without_accents)


@given(st.text(alphabet="aÃ¢â€™œ©¨ \x80\x99", max_size=20))
def test_garbled_text_is_found_alike(text: str) -> None:
    assert bool(decode._find_garbled(text, "a.txt")) == (GARBLED.search(text) is not None)


PIECES = st.sampled_from(["<p>", "</p>", "a", " b ", "<em>c</em>", "<br>", "<li>", "</li>", "&amp;", "<p>d</p>", "\n"])


@given(st.lists(PIECES, max_size=8).map("".join))
def test_paragraphs_lose_their_tags_alike(html: str) -> None:
    clean = sanitise(html).html
    text = BACK_MARK.sub("", FOOTNOTE_MARK.sub("", clean))
    text = TAG.sub(lambda tag: " " if tag[2] in BLOCKS or tag[2] == "br" else "", text)
    assert plain_text(clean) == " ".join(unescape(text).split())
