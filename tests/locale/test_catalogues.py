"""Every word of the theme is in every catalogue, whole and with its placeholders, and no template has a word of its own."""

import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Catalog, Message
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT

from generator.edition.formats import name_of_span
from generator.locale import extract
from generator.locale.catalogues import catalogue_file, has_words, language_of_page, shipped, words_in

LANGUAGES = ["ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "tr", "uk"]
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def messages_of_the_checkout() -> Catalog:
    """Return every message of the templates and of the code. To find them takes most of a second."""
    return extract.find_messages(ROOT)


def messages_of(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def keys_of(catalogue: Catalog) -> set[tuple[object, object]]:
    return {(message.id, message.context) for message in messages_of(catalogue)}


def texts_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_the_languages_are_shipped() -> None:
    assert [name for name in shipped() if not extract.is_variant(name)] == LANGUAGES


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_message_is_missing_obsolete_fuzzy_or_without_its_placeholders(name: str) -> None:
    catalogue = extract.read_catalogue(name)
    assert keys_of(catalogue) == keys_of(messages_of_the_checkout()), "run: make words"
    assert not catalogue.obsolete
    for message in messages_of(catalogue):
        assert not message.fuzzy, message.id
        assert all(text.strip() for text in texts_of(message)), message.id
        assert list(message.check(catalogue)) == [], message.id


@pytest.mark.parametrize("name", [name for name in shipped() if extract.is_variant(name)])
def test_a_variant_says_only_what_differs(name: str) -> None:
    catalogue, whole = extract.read_catalogue(name), extract.read_catalogue(name.partition("_")[0])
    assert keys_of(catalogue) < keys_of(messages_of_the_checkout())
    for message in messages_of(catalogue):
        assert all(text.strip() for text in texts_of(message)), f"{message.id}: an empty text is shown in English"
        assert list(message.check(catalogue)) == []
        general = whole.get(message.id, message.context)
        assert general is not None
        assert message.string != general.string, message.id


def fields_in(text: str) -> list[str]:
    return sorted(re.findall(r"%\((\w+)\)s", text))


@pytest.mark.parametrize("name", shipped())
def test_each_form_of_a_plural_has_the_placeholders_that_its_number_needs(name: str) -> None:
    """Languages may leave out the number itself where a word says it: `دقيقتان` is two minutes."""
    for message in messages_of(extract.read_catalogue(name)):
        wanted = fields_in(message.id if isinstance(message.id, str) else message.id[-1])
        for text in texts_of(message):
            optional = ["number"] if message.pluralizable else []
            assert [f for f in wanted if f not in fields_in(text) and f not in optional] == [], (message.id, text)
            assert set(fields_in(text)) <= set(wanted), (message.id, text)


@pytest.mark.parametrize("name", shipped())
def test_texts_are_typeset(name: str) -> None:
    """No straight quotes, no blanks at the ends, no ... for …, no HTML, no control signs that could turn a page."""
    for message in messages_of(extract.read_catalogue(name)):
        for text in texts_of(message):
            assert not re.search(r"['\"<>&]|\.\.\.|^\s|\s$|  ", text), text
            assert not BIDI.search(text), text
            assert not (name.startswith("fr") and re.search("« | »| [:;!?]", text)), f"{text}: a space that may break"


@pytest.mark.parametrize("name", shipped())
def test_the_files_are_as_the_tool_writes_them(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = catalogue_file(name).read_bytes()
    catalogue = extract.read_catalogue(name)
    monkeypatch.setattr(extract, "catalogue_file", lambda name: tmp_path / name / "theme.po")
    extract.write_catalogue(name, catalogue)
    assert (tmp_path / name / "theme.po").read_bytes() == before


@pytest.mark.parametrize("name", shipped())
def test_a_sentence_that_ends_with_a_date_has_one_full_stop(name: str) -> None:
    """Some languages end a date with a full stop themselves: `8 листопада 2026 р.`."""
    messages = [str(message.id) for message in messages_of(messages_of_the_checkout())]
    ending = [message for message in messages if re.search(r"%\((day|span)\)s\.$", message)]
    assert ending
    for message in ending:
        text = words_in(name.replace("_", "-")).gettext(message)
        for span in ("2026-11", "2026-11-08"):
            date = name_of_span(span, name.replace("_", "-"))
            assert ".." not in text % {"paper": "Post", "day": date, "span": date}, message


def test_no_article_is_joined_to_what_is_filled_in() -> None:
    """Italian has `dell’8 novembre` but `del 9 novembre`, French has `d’Anne` but `de Paul`."""
    for message in messages_of(extract.read_catalogue("it")):
        assert not any(re.search(r"(?i)\b(?:il|del|al|dal|nel) %\((?:day|time)\)s", t) for t in texts_of(message))
    for message in messages_of(extract.read_catalogue("fr")):
        assert not any(re.search(r"(?i)\b(?:de|que) %\((?:byline|names|paper)\)s", t) for t in texts_of(message))


# --- no bare words --------------------------------------------------------------------------------

PROPER_NAMES = {"RSS", "Atom", "JSON Feed", "E-mail"}
"""Names that are the same in every language, and the key of a word that the catalogues have."""
SPOKEN = re.compile(r'\b(?:alt|aria-label|title|placeholder|aria-description)="([^"]*)"')


def bare_words(source: str) -> Iterator[str]:
    """Yield the words that a template prints or speaks itself."""
    environment = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    text = "".join(
        token if kind == "data" else "\0" for _, kind, token in environment.lex(source) if not kind.endswith("comment")
    )
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", text)
    outside_tags = re.sub(r"(?s)<[^>]*>", "\0", re.sub(r"<!--.*?-->", "", text))
    shown = [re.sub(r'[\w-]+="[^"]*"', "\0", outside_tags), *SPOKEN.findall(text)]
    for part in shown:
        yield from (words for words in re.findall(r"[^\0\W\d_]{2,}", part) if words not in PROPER_NAMES)


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_word_of_its_own(template: Path) -> None:
    assert list(bare_words(template.read_text())) == []


def test_a_bare_word_would_be_found() -> None:
    assert list(bare_words("<p>{{ x }} by <a title='x'>us</a></p>")) == ["by", "us"]
    assert list(bare_words('<nav aria-label="Pages {{ x }}"><br></nav>')) == ["Pages"]
    assert list(bare_words("{# Not this #}<p class='nor this'>{% if x %}{{ _('nor this') }}{% endif %}</p>")) == []


# --- languages and their variants -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sections"),
        ("en-GB", "Sections"),
        ("de", "Ressorts"),
        ("de-AT", "Ressorts"),
        ("DE-ch", "Ressorts"),
        ("es-MX", "Secciones"),
        ("es-419", "Secciones"),
        ("pt", "Editorias"),
        ("pt-BR", "Editorias"),
        ("pt-PT", "Secções"),
        ("ja-JP", "ジャンル"),
        ("uk-Cyrl-UA", "Розділи"),
        ("eu", "Sections"),
    ],
)
def test_a_variant_falls_back_on_its_language_and_an_unknown_one_on_english(language: str, text: str) -> None:
    assert words_in(language).gettext("Sections") == text


def test_what_a_variant_doesnt_say_is_said_as_in_its_language() -> None:
    assert words_in("pt-PT").gettext("Topics") == words_in("pt").gettext("Topics") == "Temas"


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("pt-PT", 1, "%(number)s notícia"),
        ("pt-PT", 5, "%(number)s notícias"),
        ("fr-CA", 0, "%(number)s article"),
        ("fr-CA", 5, "%(number)s articles"),
    ],
)
def test_a_variant_has_the_plural_forms_of_its_language(language: str, number: int, text: str) -> None:
    assert words_in(language).ngettext("%(number)s story", "%(number)s stories", number) == text


def test_a_variant_keeps_only_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pt", "pt_PT"):
        file = tmp_path / name / "theme.po"
        file.parent.mkdir()
        file.write_bytes(catalogue_file(name).read_bytes())
    monkeypatch.setattr(extract, "FOLDER", tmp_path)
    monkeypatch.setattr(extract, "shipped", lambda: ["pt_PT"])
    monkeypatch.setattr(extract, "catalogue_file", lambda name: tmp_path / name / "theme.po")
    before = extract.read_catalogue("pt_PT")
    assert extract.update_catalogues(ROOT) == []
    assert keys_of(extract.read_catalogue("pt_PT")) == keys_of(before)
    assert all(any(texts_of(message)) for message in messages_of(before))


def test_languages_with_words_are_known() -> None:
    assert [has_words(code) for code in ("en", "en-AU", "pt-PT", "ar-EG", "eu", "zh", "e")] == [True] * 4 + [False] * 3


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 1, "%(number)s story"),
        ("en", 2, "%(number)s stories"),
        ("fr", 0, "%(number)s article"),
        ("fr", 1_000_000, "%(number)s d’articles"),
        ("pl", 1, "%(number)s artykuł"),
        ("pl", 22, "%(number)s artykuły"),
        ("pl", 12, "%(number)s artykułów"),
        ("uk", 21, "%(number)s матеріал"),
        ("uk", 3, "%(number)s матеріали"),
        ("uk", 11, "%(number)s матеріалів"),
        ("ar", 2, "خبران"),
        ("ar", 7, "%(number)s أخبار"),
        ("ar", 40, "%(number)s خبرًا"),
        ("ar", 100, "%(number)s خبر"),
        ("ja", 1, "%(number)s件"),
        ("tr", 5, "%(number)s haber"),
    ],
)
def test_numbers_take_the_form_that_the_language_has_for_them(language: str, number: int, text: str) -> None:
    assert words_in(language).ngettext("%(number)s story", "%(number)s stories", number) == text


@pytest.mark.parametrize(
    ("text", "paper", "page"),
    [
        ("", "en", ""),
        ("en", "en", ""),
        ("EN", "en", ""),
        ("en", "en-GB", ""),
        ("en-US", "en-GB", "en-US"),
        ("en-GB", "en", "en-GB"),
        ("es", "en", "es"),
        ("eu", "en", ""),
        ("e", "en", ""),
    ],
)
def test_a_page_is_in_the_language_of_its_text_if_the_theme_has_words_in_it(text: str, paper: str, page: str) -> None:
    assert language_of_page(text, paper) == page


@given(st.sampled_from(["en", *shipped()]), st.integers(min_value=0, max_value=3_000_000))
def test_every_number_has_a_form_in_every_language(name: str, number: int) -> None:
    text = words_in(name.replace("_", "-")).ngettext("%(number)s story", "%(number)s stories", number)
    assert text % {"number": number}
    assert "%" not in text % {"number": number}


def test_a_language_code_is_no_path() -> None:
    assert not has_words("../../tests")
    assert set("".join(shipped())) <= {*string.ascii_letters, "_"}
