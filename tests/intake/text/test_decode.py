"""Any bytes become clean text, and every guess and every removal is reported."""

import re
import unicodedata
from itertools import groupby
from unicodedata import combining

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from generator.intake.text.clean import clean_text, is_clean
from generator.intake.text.decode import MAX_HEADINGS, MAX_LINE_CHARS, MAX_STORY_BYTES, decode_copy
from generator.intake.text.legacy import score_reading
from generator.model import Gravity

FILE = "content/world/a.txt"
ENGLISH = "The café — “it’s fine,” she said – cost €5… don’t"
FRENCH = "L’été à Paris, où l’État naît. « Ça va ? » dit-il."
SPANISH = "La política española: ¿qué pasó, señor? ¡Niño!"
GERMAN = "Die Straße in Köln; Ärzte, Übel, „gut“."
NORDIC = "Malmö, Åbo, Ærø, Øre: naïve Zoë’s Brontë"
PORTUGUESE = "São Paulo, corações, avó, pão"
PAIR = "\u0301\u0316"
"""Two marks that Unicode sorts into the opposite order."""
ALL = [ENGLISH, FRENCH, SPANISH, GERMAN, NORDIC, PORTUGUESE]


def text_of(raw: bytes) -> str:
    return decode_copy(raw, FILE).text


def said(raw: bytes) -> list[tuple[int, Gravity]]:
    return [(problem.line, problem.gravity) for problem in decode_copy(raw, FILE).problems]


# --- encodings ------------------------------------------------------------------------------------


def test_utf8_is_read_in_silence() -> None:
    assert decode_copy("“Été”\n".encode(), FILE).text == "“Été”\n"
    assert said("“Été”\n".encode()) == []
    assert text_of(b"\xef\xbb\xbfHeadline\n") == "Headline\n"
    assert said(b"\xef\xbb\xbfHeadline\n") == []


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", ALL)
def test_wide_encodings_are_read_with_and_without_a_mark_and_noted(text: str, codec: str) -> None:
    raw = text.encode(codec)
    assert text_of(raw) == text
    assert said(raw) == [(0, Gravity.NOTE)]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_settles_it_in_any_script(codec: str) -> None:
    assert text_of("\ufeff北京 Пекин".encode(codec)) == "北京 Пекин"


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", ALL)
def test_windows_and_mac_text_are_distinguished_and_the_guess_is_reported(text: str, codec: str) -> None:
    raw = f"Headline\n\n{text}\n".encode(codec)
    assert text_of(raw) == f"Headline\n\n{text}\n"
    assert said(raw) == [(3, Gravity.WARNING)]


@pytest.mark.parametrize(
    "word", ["don’t", "l’homme", "O’Brien", "políticas", "État", "Straße", "naïve", "España", "Ärzte"]
)
def test_one_word_is_enough_to_tell(word: str) -> None:
    assert text_of(f"a {word} b".encode("cp1252")) == f"a {word} b"
    assert text_of(f"a {word} b".encode("mac_roman")) == f"a {word} b"


@pytest.mark.parametrize(
    ("natural", "unnatural"), [("café", "cafÈ"), ("don’t", "donÕt"), ("“Hello”", "ÒHelloÓ"), ("€5", "Û5")]
)
def test_the_natural_reading_scores_higher(natural: str, unnatural: str) -> None:
    assert score_reading(natural) > score_reading(unnatural)


def test_a_few_damaged_bytes_in_utf8_are_shown_and_their_line_named() -> None:
    raw = "Été à Paris\nNaïve: ".encode() + b"\xe9 end\n"
    assert text_of(raw) == "Été à Paris\nNaïve: \ufffd end\n"
    assert said(raw) == [(2, Gravity.WARNING)]


def test_cut_off_wide_text_is_shown_as_damaged() -> None:
    assert text_of("\ufeffabc".encode("utf-16-le")[:-1]).startswith("ab")
    assert (1, Gravity.WARNING) in said("\ufeffabc".encode("utf-16-le")[:-1])


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_never_read_as_anything_else(text: str) -> None:
    clean = "a" + re.sub("[Ãâ\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]", "", text)
    if is_clean(clean):
        assert text_of(clean.encode()) == clean
        assert said(clean.encode()) == []


# --- what is not text -----------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert text_of(f"a{end}b{end}".encode()) == "a\nb\n"


@pytest.mark.parametrize("code", [0x00, 0x01, 0x08, 0x1B, 0x7F, 0x80, 0x9F, 0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE, 0x10FFFF])
def test_what_cannot_be_shown_is_taken_out_and_its_line_named(code: int) -> None:
    raw = f"one\ntwo {chr(code)}x{chr(code)}\n".encode()
    assert text_of(raw) == "one\ntwo x\n"
    assert said(raw) == [(2, Gravity.WARNING)]


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_signs_that_reorder_text_are_taken_out_and_reported(sign: str) -> None:
    raw = f"access\n{sign}level".encode()
    assert text_of(raw) == "access\nlevel"
    assert said(raw) == [(2, Gravity.WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        "מועצת העיר אישרה את התקציב, 2026.",
        "أقرّ المجلس الميزانية (‎2026‎).",
        "می‌خواهم",  # zero-width non-joiner
        "ශ්‍රී ලංකා",  # zero-width joiner
        "\u200fעברית\u200e abc",
        "👩‍👩‍👧 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        unicodedata.normalize("NFD", "Été"),
        "soft\u00adhyphen, no-break\u00a0space",
    ],
)
def test_real_text_of_any_script_is_byte_for_byte_the_same(text: str) -> None:
    assert text_of(text.encode()).encode() == text.encode()
    assert said(text.encode()) == []


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"PK\x03\x04" + b"\0" * 500, b"\x7fELF" + b"\1\0" * 90]
)
def test_a_picture_or_program_is_held_back(raw: bytes) -> None:
    decoded = decode_copy(raw, FILE)
    assert [problem.gravity for problem in decoded.problems] == [Gravity.HELD]
    assert decoded.text == ""


@pytest.mark.parametrize("text", ["It’s", "the café", "a – b", "Señor"])
def test_text_that_was_garbled_elsewhere_is_reported(text: str) -> None:
    garbled = text.encode().decode("cp1252")
    assert said(f"Fine.\n{garbled}\n".encode()) == [(2, Gravity.WARNING)]
    assert said("SÃO PAULO: â la carte, Ã, €5".encode()) == []


# --- limits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "file", "line"),
    [
        (b"a\n" * (MAX_STORY_BYTES // 2 + 1), FILE, 0),
        (b"one\n" + b"x" * (MAX_LINE_CHARS + 1), FILE, 2),
        (b"# h\n\n" * (MAX_HEADINGS + 1), "content/a.md", 0),
        (b"h\n===\n" * (MAX_HEADINGS + 1), "content/a.MD", 0),
    ],
)
def test_what_is_too_large_is_held_back(raw: bytes, file: str, line: int) -> None:
    decoded = decode_copy(raw, file)
    [problem] = decoded.problems
    assert (problem.gravity, problem.line, decoded.text) == (Gravity.HELD, line, "")
    assert problem.hint


def test_what_just_fits_is_taken() -> None:
    assert len(text_of(b"a\n" * (MAX_STORY_BYTES // 2))) == MAX_STORY_BYTES
    assert text_of(b"x" * MAX_LINE_CHARS)
    assert decode_copy(b"# h\n\n" * (MAX_HEADINGS + 1), FILE).text


# --- any bytes ------------------------------------------------------------------------------------


@given(
    st.one_of(
        st.binary(), st.text().map(lambda text: text.encode("utf-16", "surrogatepass")), st.text().map(str.encode)
    )
)
@example(b"\xff\xfe\x00\xd8")
@example(b"\0")
@example(b"\xed\xa0\x80 \xef\xbf\xbf")
def test_any_bytes_give_clean_text_for_xml(raw: bytes) -> None:
    text = text_of(raw)
    assert is_clean(text)
    element = etree.Element("story")
    element.text = text
    assert (etree.fromstring(etree.tostring(element, encoding="utf-8")).text or "") == text


@given(st.binary())
def test_clean_text_stays_as_it_is(raw: bytes) -> None:
    text = text_of(raw)
    assert decode_copy(text.encode(), FILE).text == text


@given(
    st.text("a \u0301\u0316\u302e\U0001d165é中—", max_size=60),
    st.integers(0, 70),
    st.sampled_from("\u0301\u0316\u302e\U0001d165"),
)
def test_no_more_than_thirty_marks_stay_in_a_row(text: str, marks: int, mark: str) -> None:
    clean = clean_text(f"{text}{mark * marks}{text}")
    longest = max(
        (len(list(run)) for is_mark, run in groupby(clean, lambda char: combining(char) > 0) if is_mark), default=0
    )
    assert longest <= 30
    assert is_clean(clean)
    if marks == 0 and longest < 30:
        assert clean == text * 2


def test_a_letter_under_a_heap_of_marks_is_reported_with_its_line() -> None:
    decoded = decode_copy(f"One\nTwo a{PAIR * 45_000}!\n".encode(), "content/a.md")
    assert decoded.text == f"One\nTwo a{PAIR * 15}!\n"
    [problem] = decoded.problems
    assert (problem.line, problem.gravity) == (2, Gravity.WARNING)


@pytest.mark.parametrize("text", ["নির্বাচন", "शिक्षा", "السَّلامُ عَلَيْكُمْ", "בְּרֵאשִׁית", "ḝ̵̨", "👨‍👩‍👧‍👦" * 9, "—" * 99])
def test_no_writing_loses_a_mark(text: str) -> None:
    assert clean_text(text * 50) == text * 50


# --- the encodings of other languages -------------------------------------------------------------

COPY = {
    "pl": ("cp1250", "iso8859_2", "Port znów otwarty po burzy\n\nZażółć gęślą jaźń. Burmistrz powiedział, że wszyscy są zadowoleni."),
    "cs": ("cp1250", "Přístav je po bouři otevřen\n\nPříliš žluťoučký kůň úpěl. Starosta řekl, že všichni jsou rádi."),
    "ru": ("cp1251", "koi8_r", "Порт открылся после шторма\n\nМэр сказал, что все очень рады."),
    "uk": ("cp1251", "koi8_u", "Порт відкрився після шторму\n\nМер сказав, що всі дуже раді."),
    "el": ("cp1253", "Το λιμάνι άνοιξε ξανά μετά την καταιγίδα\n\nΟ δήμαρχος είπε ότι όλοι χαίρονται."),
    "tr": ("cp1254", "Fırtınadan sonra liman açıldı\n\nBalıkçılar döndü. Şehir ışıl ışıl, dedi başkan."),
    "he": ("cp1255", "הנמל נפתח לאחר הסערה\n\nראש העיר אמר שכולם שמחים."),
    "ar": ("cp1256", "فتح الميناء من جديد\n\nقال رئيس البلدية إن الجميع سعداء بعد العاصفة."),
    "lt": ("cp1257", "Uostas vėl atidarytas po audros\n\nMeras sakė, kad visi džiaugiasi. Žvejai grįžo."),
    "ja": ("cp932", "euc_jp", "iso2022_jp", "港がふたたび開く\n\n港は日曜日に開いた。嵐が二日つづいた後だった。"),
    "zh": ("gbk", "港口重新开放\n\n市长说，大家都很高兴，渔民们回到了海上。"),
    "zh-TW": ("big5", "港口重新開放\n\n市長說，大家都很高興，漁民們回到了海上。"),
    "ko": ("cp949", "항구가 다시 열렸다\n\n시장은 모두 기뻐한다고 말했다."),
    "th": ("cp874", "ท่าเรือเปิดอีกครั้งหลังพายุ"),
}  # fmt: skip
LEGACY = [(language, codec, texts[-1]) for language, texts in COPY.items() for codec in texts[:-1]]


@pytest.mark.parametrize(("language", "codec", "text"), LEGACY)
def test_an_encoding_of_the_papers_language_is_read(language: str, codec: str, text: str) -> None:
    decoded = decode_copy(text.encode(codec), FILE, language)
    assert decoded.text == text
    assert [problem.gravity for problem in decoded.problems] == [
        Gravity.NOTE if codec == "iso2022_jp" else Gravity.WARNING
    ]


@pytest.mark.parametrize(("language", "codec", "text"), [one for one in LEGACY if one[1] != "iso2022_jp"])
def test_an_encoding_of_another_language_is_held_and_never_published_garbled(
    language: str, codec: str, text: str
) -> None:
    decoded = decode_copy(text.encode(codec), FILE, "en")
    assert (decoded.text, [problem.gravity for problem in decoded.problems]) == ("", [Gravity.HELD])


def test_the_language_that_a_story_names_counts() -> None:
    text = f"---\nlang: ru\n---\n{COPY['ru'][-1]}"
    assert decode_copy(text.encode("cp1251"), FILE, "en").text == text


def test_text_that_differs_in_typographic_signs_alone_needs_no_check() -> None:
    assert said("“Ferry” lease – now\n\n“It’s fine,” she said… “Really.”".encode("cp1252")) == [(1, Gravity.NOTE)]
    assert said("“Café” lease – now".encode("cp1252")) == [(1, Gravity.WARNING)]


@given(st.binary(max_size=400), st.sampled_from(["", "en", *COPY]))
def test_no_bytes_in_any_language_make_decoding_fail(raw: bytes, language: str) -> None:
    decoded = decode_copy(raw, FILE, language)
    assert is_clean(decoded.text)
