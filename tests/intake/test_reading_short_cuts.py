"""Copy is read alike with the quick tests that spare most lines a closer look, and without them."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from conftest import SITE
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config import parse_config
from generator.intake import figures, read_copy
from generator.intake.blocks import read as blocks
from generator.intake.blocks import wrapping
from generator.intake.blocks.headings import is_break
from generator.intake.blocks.markers import read_marker
from generator.intake.blocks.tables import has_gaps
from generator.intake.html import shortcodes, story_html
from generator.intake.languages import openings as openings_of_lines
from generator.intake.languages.openings import KINDS, LEADING_ONWARD, _openers, find_kinds
from generator.intake.languages.phrases import GAP, PLAIN_LETTERS, fold
from generator.intake.languages.words import closing_phrases, phrases
from generator.intake.mail import heads
from generator.intake.parse import parse_copy
from generator.intake.photos import typed
from generator.intake.recognise import agency, copy_text, corrections, labelled, mail, web_page
from generator.intake.settings import intake_settings_of
from generator.intake.text import date_forms, dates, decode, prose, tidy
from generator.intake.text.words import single_spaces, summarise
from generator.intake.wire import (
    boilerplate,
    bylines,
    date_lines,
    datelines,
    embargoes,
    head_lines,
    marked_boilerplate,
    notes,
    openings,
    restraint,
    restraint_forms,
    restraint_times,
    restraint_words,
    sentences,
    slug_lines,
    story,
)
from generator.intake.wire.agency_table import AGENCIES
from generator.intake.wire.lines import CopyLine, fold_blanks
from generator.intake.wire.restraint_judges import JUDGES
from generator.intake.wire.restraint_words import KINDS as RESTRAINTS
from generator.intake.wire.restraint_words import Place
from generator.model import Parsed

DESK = intake_settings_of(parse_config(SITE))
PHRASES = (*phrases(*JUDGES).all, *closing_phrases("embargo", "forbidden").all)
BOILERPLATE = (
    boilerplate.LIST_HEADINGS,
    boilerplate.PAGE_PARTS,
    boilerplate.END_SIGNS,
    boilerplate.BUTTONS,
    boilerplate.LAST_LINES,
)
FORMS = (
    restraint_forms.DAY_ALONE,
    restraint_forms.VERSION,
    restraint_forms.DAY_BEFORE_RELEASE,
    restraint_forms.EMBARGOED_UNTIL,
    restraint_forms.UNCLEARED,
    restraint_forms.KEYED_RELEASE,
    restraint_forms.KEYED_EAST,
    restraint_forms.TWO_MEDIA,
)
LINES = (
    "", "", "", "Council backs the ferry lease", "FERRY LEASE", "2026-11-22", "Nov. 22, 2026 9:05 p.m.",
    "By Jane Roe", "By JANE ROE and John Doe, AP", "Jane Roe", "Staff Writer", "Title: Ferry", "Date: 2026-11-22",
    "From: Jane Roe <jane@roe.example>", "To: desk@courier.example", "Subject: Ferry", "Sent: Sunday", "> quoted text",
    "Draft: no", "Embargo: none", "EMBARGOED UNTIL DEC. 1, 2026", "NOT FOR PUBLICATION", "Hold for Sunday", "draft",
    "The oil embargo holds.", "Share this article", "Print", "Tweet", "Email", "-30-", "Related Stories", "ENDS",
    "MARROW BAY, Maine (AP) — A fire burned on the pier on Sunday.", "LONDON, Nov 22 (Reuters) - The bank said",
    "that it would raise its interest rate a third time, a move that few", "    analysts had expected; it was $4.50.",
    "    It said so.", "\tand more", "- one", "- two", "* three", "1. first", "2. second", "i) roman", "xviii. far",
    "Wheat   2.55   2.40", "Corn    1.35   1.92", "a\tb\tc", "| a | b |", "+---+---+", "---", "* * *", "====", "#",
    "## A sub-head", "Roses are red,", "Violets are blue;", "Sugar is sweet,", "And so are you.", "(Adds quote)",
    "July 4, 1942 - November 20, 2026", "Editor's note: This was changed.", "Jane Roe contributed to this report.",
    "{{< youtube x >}}", "[caption id=1]A pier[/caption]", ":::note", "About Acme", "Contact:", "555-0100", "###",
    "FOR IMMEDIATE RELEASE", "Notes to editors", "Sperrfrist: 1. Dezember", "„Ja“, sagte sie — und ging.", "“Yes,” he",
    "said. ’Tis", "港口大火", "（完）", "حظر النشر حتى", "long-", "term plans", "x=3D", "=20", ".. title: x", "<!--", "{",
    '"title": "x"}', "This article is under embargo", "A" * 150, "word " * 60, "A B. C) d", "Ending with 1999)",
)  # fmt: skip


def matching(form: re.Pattern[str]) -> st.SearchStrategy[str]:
    return st.from_regex(re.compile(form.pattern, form.flags), fullmatch=True).map(str)  # it may be a lazy one


COPY: st.SearchStrategy[str] = st.lists(
    st.one_of(
        st.sampled_from(LINES),
        st.sampled_from(PHRASES),
        st.text(alphabet="aB .,:-–#*|()\t\xa0é中ſıK1", max_size=50),
        st.sampled_from(BOILERPLATE + FORMS).flatmap(matching),
    ),
    max_size=14,
).map("\n".join)
ALL_FORMS_OF_DATES = (*date_forms.FORMS_IN_FIGURES, *date_forms.FORMS_WITH_NAMES)
SHORT_CUTS: tuple[tuple[Any, str, Any], ...] = (
    (restraint, "has_word_of_restraint", True),
    (boilerplate, "may_be_boilerplate", True),
    (boilerplate, "_may_begin", True),
    (slug_lines, "may_be_slug", True),
    (slug_lines, "PROSE", re.compile("(?!)")),
    (dates, "is_prose", False),
    (date_lines, "is_prose", False),
    (embargoes, "_is_harmless", False),
    (embargoes, "_is_harmless_paragraph", False),
    (embargoes, "_is_quoting", False),
    (embargoes, "_may_have_word", True),
    (restraint_words, "_is_told", True),
    (restraint_words, "_opens_with_day", True),
    (restraint_words, "_has_opening_with_day", True),
    (story, "has_marks", True),
    (labelled, "may_open_header", True),
    (shortcodes, "may_hold_shortcode", True),
    (openings, "_may_be_life_dates", True),
    (embargoes, "_is_plain", False),
    (embargoes, "is_surely_free", False),
    (embargoes, "is_free_paragraph", False),
    (embargoes, "_is_free", False),
    (copy_text, "find_kinds", frozenset({*KINDS, LEADING_ONWARD})),
    (mail, "may_be_mail", True),
    (read_copy, "may_hold_chart", True),
    (read_copy, "may_hold_shortcode", True),
    (read_copy, "may_hold_embed", True),
    (dates, "may_hold_date", True),
    (dates, "forms_for", ALL_FORMS_OF_DATES),
    (date_lines, "may_hold_date", True),
    (bylines, "may_hold_title", True),
    (figures, "may_have_figures", True),
    (blocks._BlockReader, "_continues", False),
    (marked_boilerplate, "has_marks", True),
    (corrections, "may_hold_correction", True),
    (openings_of_lines, "_may_open", True),
    (story_html, "OPENING_HTML_CHARS", 10**9),
    (decode, "is_clean_ascii", False),
    (wrapping, "_measured", None),
    (agency, "NO_TAIL", None),
    (web_page, "_may_be_cut", True),
    (head_lines, "BAR_SIGNS", frozenset(map(chr, range(256)))),
)
"""Each quick test, with the answer that leads to the closer look."""


@contextmanager
def without_short_cuts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for home, name, answer in SHORT_CUTS:
            patch.setattr(home, name, answer if name.isupper() else lambda *_, answer=answer, **__: answer)
        patch.setattr(heads, "MIN_LABELS", 0)
        forget()
        yield
    forget()


def forget() -> None:
    restraint._read.cache_clear()
    head_lines._read_words.cache_clear()
    dates._take_apart.cache_clear()


def read(text: str, ending: str) -> Parsed:
    return parse_copy(text.encode(errors="replace"), f"content/town/2026-11-22-ferry{ending}", DESK)


@settings(max_examples=examples(50), deadline=None)
@given(COPY, st.sampled_from([".txt", ".md"]))
def test_copy_is_read_alike_without_short_cuts(text: str, ending: str) -> None:
    quick = read(text, ending)
    with without_short_cuts():
        assert read(text, ending) == quick


@settings(max_examples=examples(60))
@given(st.sampled_from(BOILERPLATE).flatmap(matching))
def test_all_boilerplate_is_told_by_its_first_word(text: str) -> None:
    assert boilerplate.may_be_boilerplate(text)


@pytest.mark.parametrize(
    "text", ["٣ comments", "５ min read", "๒ attachments", "（完）", "【终】", "끝", "—30—", "\u212aey points"]
)
def test_boilerplate_that_begins_with_a_sign_from_elsewhere_is_known(text: str) -> None:
    assert boilerplate.match_boilerplate(text) is not boilerplate.BoilerplateMark.STORY
    assert boilerplate.may_be_boilerplate(text)


@settings(max_examples=examples(60))
@given(st.sampled_from(FORMS).flatmap(matching))
def test_every_form_of_a_restraint_has_a_word_that_tells_it(text: str) -> None:
    assert restraint_words.has_word_of_restraint(text, Place.HEAD)


@pytest.mark.parametrize("place", Place)
@settings(max_examples=examples(400))
@given(
    st.sampled_from(
        ["", "Note: ", "This article is ", "[", "- ", "Ferry lease - ", "Ferry [", "x. ", "é – ", "橋【", "²"]
    ),
    st.sampled_from(PHRASES),
    st.sampled_from([str, str.upper, str.title]),
    st.sampled_from(
        [
            "",
            " until Dec. 1, 2026",
            ": yes",
            "]",
            " for Sunday",
            "2",
            "s",
            "-x",
            ", 1.12.2026",
            "!",
            "½",
            " ñ",
            "：12月1日",
            "は12月1日から",
        ]
    ),
)
def test_no_restraint_is_passed_over(place: Place, before: str, phrase: str, case: object, after: str) -> None:
    line = f"{before}{case(phrase)}{after}"[: restraint_times.MAX_CHARS]  # type: ignore[operator]
    assert restraint_words.has_word_of_restraint(line, place) or restraint.read_closely(line, place) is None


def test_words_of_restraints_that_are_not_in_plain_letters_have_another_letter_or_stand_alone() -> None:
    others = restraint_words.OTHER_LETTERS
    assert all(word.isascii() or others.search(word) for word in restraint_words._foreign_words())
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    assert all(sign.isalpha() for sign in signs if restraint_words.LETTERS.match(sign) and not others.match(sign))


@settings(max_examples=examples(100))
@given(
    st.sampled_from(["", "Note: ", "[", "- ", "for ", "The council met. ", "It needs ", "Lawyers have yet to "]),
    st.one_of(st.sampled_from(PHRASES), st.sampled_from(FORMS).flatmap(matching)),
    st.sampled_from([str, str.upper, str.title]),
    st.sampled_from(["", " until Dec. 1, 2026", ": yes", "]", " for Sunday", "s", " review", ": Dec. 1"]),
)
def test_a_restraint_is_found_among_other_lines(before: str, phrase: str, case: object, after: str) -> None:
    line = f"{before}{case(phrase)}{after}"[: restraint_times.MAX_CHARS]  # type: ignore[operator]
    found = restraint_words.words_of_restraint(f"The council met.\n{line}\nIt was late.")
    assert embargoes._may_have_word(line, found) or restraint.read_closely(line, Place.HEAD) is None


@settings(max_examples=examples(200))
@given(
    st.sampled_from([*KINDS, LEADING_ONWARD]).flatmap(lambda kind: st.sampled_from(_openers()[kind].all)),
    st.sampled_from(["", "> ", "** ", "---- ", "【", "-- ", "\xa0", "[", "“"]),
    st.sampled_from([str, str.upper, str.title]),
    st.sampled_from(["", ": Jane Roe", " x", "x", ".", " … x", "，", "7", "-x"]),
)
def test_each_kind_of_phrase_is_found_at_the_opening_of_a_line(
    phrase: str, marks: str, case: object, after: str
) -> None:
    bare = f"{case(phrase)}{after}"  # type: ignore[operator]
    known = {kind for kind, one in _openers().items() if one.opening(fold(bare))}
    assert known <= find_kinds(["The council met.", f"{marks}{bare}"])


def test_every_phrase_at_the_opening_of_a_line_has_a_letter() -> None:
    assert all(any(map(str.isalnum, phrase)) for phrase in phrases(*KINDS).all)


DATE_PIECES = ("22", "26", "2026", "5", "11", "Nov", "november", "May", "mai", "XI", "'26", "de", "10:15", "Uhr", "p.m.",
               "vs", "cts", "1.19", "h", "th", "Sunday", "dec.", "t", "UTC", "e")  # fmt: skip


DATE_PIECES_ELSEWHERE = ("２２", "５", "20261122", "2026年", "11月", "㋀", "22日", "㏵", "①", "令和元年", "平成", "元", "年", "月",
                         "日", "午後", "2時", "半", "مايو", "٢٢", "٢٠٢٦", "\u200e", "พ.ย.", "2569", "мая", "г.")  # fmt: skip


@settings(max_examples=examples(400))
@given(
    st.sampled_from([DATE_PIECES, DATE_PIECES + DATE_PIECES_ELSEWHERE, DATE_PIECES_ELSEWHERE]).flatmap(
        lambda words: st.lists(
            st.tuples(st.sampled_from(words), st.sampled_from([" ", "", "-", "/", ".", ". ", ", "])), max_size=7
        )
    )
)
def test_no_date_is_passed_over(pieces: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, pieces))
    assert dates.looks_like_moment(text) == looks_like_a_moment_at_a_closer_look(text)


@settings(max_examples=examples(400))
@given(
    st.lists(
        st.sampled_from([*DATE_PIECES, "Nov. 22, 2026", "on", "at", "Published", "Vol. 12", "Paris", "AP"]), max_size=6
    ),
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(sorted(prose.WORDS))), min_size=2, max_size=2),
)
def test_no_line_with_two_words_of_sentences_is_a_date(pieces: list[str], inserted: list[tuple[int, str]]) -> None:
    for place, word in inserted:
        pieces.insert(place, word)
    line = " ".join(pieces)
    assert prose.is_prose(line)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "is_prose", lambda _: False)
        patch.setattr(date_lines, "is_prose", lambda _: False)
        dates._take_apart.cache_clear()
        assert not dates.looks_like_moment(line)
        assert date_lines.CUT.search(line) or not date_lines.read_date_line(line)
    dates._take_apart.cache_clear()


@given(st.lists(st.sampled_from(["He said", "“", '"', "*", "]", ":", " ", "X" * 70, "a " * 30, "»", "# "]), max_size=8))
def test_no_quoting_paragraph_restrains(pieces: list[str]) -> None:
    line = "".join(pieces)
    if line.strip() and embargoes._is_quoting(line, "A headline"):
        assert restraint.read_restraint(line, Place.HEAD) is None
        assert not embargoes._restrains_within(line, Place.HEAD, embargoes.UNANSWERED, is_headline=False)


@given(st.text(alphabet="aB .:“”é中\ud800", max_size=30))
def test_capitals_are_found_alike(text: str) -> None:
    assert embargoes._is_partly_loud(text) == bool(re.search("[^a-z]{12}", text))


@given(st.text(alphabet="aé\xa0\xad\u200b\u200c\u200d\u034f\ufffc\uf0b7中ب\n", max_size=12))
def test_signs_that_nobody_sees_are_dropped_alike(text: str) -> None:
    bullets = tidy.SYMBOL_BULLETS.sub("•", text)
    assert tidy.drop_invisible(text) == tidy.JOINER.sub("", tidy._INVISIBLE.sub("", bullets))


@settings(max_examples=examples(40))
@given(st.sampled_from([slug_lines._slugs()]).flatmap(matching))
def test_every_slug_is_told_quickly(text: str) -> None:
    assert len(text) < slug_lines.MIN_CHARS or slug_lines.may_be_slug(text)


@settings(max_examples=examples(40))
@given(st.sampled_from([typed.CAPTION, typed.CREDIT]).flatmap(matching))
def test_every_line_of_a_photo_is_told_by_its_first_letters(text: str) -> None:
    assert len(text) > typed.MAX_CHARS or typed.is_photo_line(text)


@settings(max_examples=examples(300))
@given(st.text(alphabet="aB .:-–—/)]|=_1\xa0\u3000\t", max_size=20))
def test_the_end_of_a_dateline_is_looked_for_from_the_first_sign_and_by_its_opening(text: str) -> None:
    closer = re.compile(datelines.CLOSER.pattern.removeprefix(datelines.CLOSER_OPENING))
    assert closer.pattern != datelines.CLOSER.pattern
    found = list(closer.finditer(text, 0, datelines.MAX_CHARS))[: datelines.MAX_CLOSERS]
    expected = [(one.lastgroup, one.start(), one.end()) for one in found if one.start()]
    assert list(datelines._closers(text)) == expected


@settings(max_examples=examples(200))
@given(st.text(alphabet="aB\xa0éßſKİıΣςё’中ก\ud800𝐀", max_size=12))
def test_text_is_folded_alike(text: str) -> None:
    assert fold(text) == text.translate(PLAIN_LETTERS).lower().replace("ς", "σ")


@settings(max_examples=examples(200))
@given(st.from_regex(dates.ISO, fullmatch=True).map(str))
def test_a_date_as_programs_write_it_looks_like_one(text: str) -> None:
    assert dates.looks_like_moment(text) == looks_like_a_moment_at_a_closer_look(text)


def looks_like_a_moment_at_a_closer_look(text: str) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "may_hold_date", lambda _: True)
        patch.setattr(dates, "forms_for", lambda _: ALL_FORMS_OF_DATES)
        patch.setattr(dates, "ISO", re.compile("(?!)"))
        dates._take_apart.cache_clear()
        answer = dates.looks_like_moment(text)
    dates._take_apart.cache_clear()
    return answer


@settings(max_examples=examples(200))
@given(
    st.lists(
        st.sampled_from(
            [
                "Jane Roe",
                "John Doe",
                "Staff Writer",
                "the",
                "of",
                "editor",
                *(one.names[0] for one in AGENCIES),
            ]
        ),
        max_size=4,
    ),
    st.sampled_from([" ", ", ", " / ", " | ", "/", " and ", "-", " - "]),
)
def test_no_byline_is_passed_over(pieces: list[str], mark: str) -> None:
    line = mark.join(pieces)
    quick = bylines.is_bare_byline(line)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bylines, "may_hold_title", lambda _: True)
        assert quick == bylines.is_bare_byline(line)


@settings(max_examples=examples(200))
@given(
    st.sampled_from([shortcodes.BRACKETS, shortcodes.TOC, shortcodes.WIKILINK, shortcodes.CLOSING]).flatmap(matching)
)
def test_every_shortcode_in_brackets_is_told_by_its_opening(text: str) -> None:
    assert shortcodes.may_hold_shortcode(text)


HTML = ("<p>Words of a story, and more.</p>", "<p>When: Sunday</p>", "<p><strong>Dear Jane,</strong></p>", "<hr>",
        '<h2 id="s-a">A sub-head</h2>', "<table>\n<tr><td><p>1</p>\n<p>2</p></td></tr>\n</table>", "<pre>a\nb</pre>",
        "<ul>\n<li>One &amp; two</li>\n</ul>", "<p>" + "Many words. " * 30 + "</p>", "<blockquote>\n<p>Q</p>\n</blockquote>",
        '<div class="footnote"><p>Note.</p></div>', "<p>A<br>\nB</p>", "<table>", "</table>")  # fmt: skip


@settings(max_examples=examples(200))
@given(st.lists(st.sampled_from(HTML), max_size=14).map("\n".join))
def test_a_summary_of_the_opening_is_that_of_the_whole(html: str) -> None:
    quick = summarise(story_html.summary_text(html))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story_html, "OPENING_HTML_CHARS", 10**9)
        assert summarise(story_html.summary_text(html)) == quick


@settings(max_examples=examples(300))
@given(st.text(alphabet="ab .!?;:-–*_\n\t\xa0\u2003é(", max_size=30))
def test_patterns_that_begin_with_their_sign_find_what_those_with_a_look_back_found(text: str) -> None:
    emphasis = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
    assert notes.EMPHASIS.sub("", text) == emphasis.sub("", text)
    assert sentences.SENTENCES.split(text) == re.split(r"(?<=[.!?;:])\s+|\s[-–—]\s", text)
    assert embargoes.FULL_STOPS.split(text) == re.split(r"(?<=[a-z][.!])\s+", text)
    assert single_spaces(text) == " ".join(text.split())


@pytest.mark.parametrize("line", ["for tomorrowa1", "(For Nov. 29 newspapers)", "é for tomorrowa1"])
def test_a_line_for_a_day_is_looked_at_closely(line: str) -> None:
    assert restraint_words.has_word_of_restraint(line, Place.HEAD)
    found = restraint_words.words_of_restraint(f"A story.\n{line}")
    assert found is None or any(word in line.lower() for word in found)


def test_phrases_in_other_letters_have_no_gap() -> None:
    assert tuple(JUDGES) == RESTRAINTS
    assert [phrase for phrase in phrases(*JUDGES).all if GAP in phrase and not phrase.replace(GAP, "").isascii()] == []


@settings(max_examples=examples(40))
@given(st.sampled_from(FORMS).flatmap(matching), st.sampled_from(["é ", "я – ", "橋[", "ſ"]))
def test_every_form_is_told_beside_foreign_letters(text: str, before: str) -> None:
    line = before + text
    assert restraint_words.has_word_of_restraint(line, Place.HEAD) or restraint.read_closely(line, Place.HEAD) is None


@pytest.mark.parametrize(
    "line", ["橋が3週間閉まる、と市長が述べた。", "Мост закрыт на три недели.", "Die Brücke ist für drei Wochen zu."]
)
def test_a_foreign_line_of_a_story_is_spared_the_closer_look(line: str) -> None:
    assert not restraint_words.has_word_of_restraint(line, Place.HEAD)


def test_a_line_of_a_story_is_spared_the_closer_look() -> None:
    line = "The council voted seven to two on the ferry."
    assert not restraint_words.has_word_of_restraint(line, Place.HEAD)
    assert not boilerplate.may_be_boilerplate("Council votes seven to two")


@settings(max_examples=examples(200))
@given(st.one_of(st.sampled_from(LINES), st.text(alphabet="aB .)(|\t-*1é—", max_size=12)))
def test_prose_is_told_alike(text: str) -> None:
    line = CopyLine(1, text, fold_blanks(text))
    closely = line.words and not has_gaps(line) and read_marker(line) is None and not is_break(line)
    assert blocks._is_prose(line) == bool(closely)
