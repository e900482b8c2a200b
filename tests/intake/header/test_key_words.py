"""The keys of headers are known in the languages of newsrooms, and sentences are no keys."""

import unicodedata

import pytest

from generator.intake.header.key_words import KEY_WORDS
from generator.intake.header.keys import SPELLINGS, read_field
from generator.intake.header.split import split_header

SAMPLES = {
    "es": {"Título": "headline", "Bajada": "deck", "Fecha": "published", "Autora": "bylines", "Sección": "section", "Pie de foto": "caption"},
    "fr": {"Titre": "headline", "Sous-titre": "deck", "Publié le": "published", "Auteur": "bylines", "Mots-clés": "topics", "Légende": "caption"},
    "de": {"Überschrift": "headline", "Unterzeile": "deck", "Datum": "published", "Von": "bylines", "Sperrfrist": "embargo", "Bildnachweis": "credit"},
    "pt": {"Título": "headline", "Linha fina": "deck", "Data": "published", "Repórter": "bylines", "Seção": "section", "Legenda": "caption"},
    "it": {"Titolo": "headline", "Occhiello": "kicker", "Data": "published", "Autrice": "bylines", "Bozza": "draft", "Didascalia": "caption"},
    "sv": {"Ingress": "deck", "Skribent": "bylines", "Publicerad": "published", "Uppdaterad": "updated"},
    "nb da": {"Overskrift": "headline", "Manchet": "deck", "Forfatter": "bylines", "Publisert": "published"},
    "fi": {"Otsikko": "headline", "Ingressi": "deck", "Kirjoittaja": "bylines", "Julkaistu": "published"},
    "pl": {"Podtytuł": "deck", "Autorka": "bylines", "Opublikowano": "published", "Streszczenie": "summary"},
    "cs": {"Titulek": "headline", "Podtitulek": "deck"},
    "tr": {"Spot": "deck", "Yazar": "bylines", "Muhabir": "bylines"},
    "ru": {"Заголовок": "headline", "Подзаголовок": "deck", "Автор": "bylines"},
    "uk": {"Підзаголовок": "deck", "Автори": "bylines"},
    "nl": {"Kop": "headline", "Onderkop": "deck", "Datum": "published", "Door": "bylines", "Onder embargo tot": "embargo", "Bijschrift": "caption"},
}  # fmt: skip


def test_every_language_has_samples() -> None:
    assert set(SAMPLES) == set(KEY_WORDS)


@pytest.mark.parametrize(("written", "key"), [pair for keys in SAMPLES.values() for pair in keys.items()])
def test_a_key_is_known_with_and_without_accents_and_capitals(written: str, key: str) -> None:
    plain = "".join(char for char in unicodedata.normalize("NFD", written) if not unicodedata.combining(char))
    for spelled in (written, written.lower(), written.upper(), plain):
        assert read_field(f"{spelled}: 2026-11-20") == (key, "2026-11-20")


def test_a_word_for_a_key_means_one_thing() -> None:
    known = {name: key for key, names in SPELLINGS.items() for name in names}
    for words in KEY_WORDS.values():
        for key, names in words.items():
            assert all(known.setdefault(name, key) == key for name in names)


@pytest.mark.parametrize("line", ["Data: what the numbers say", "Concept: a house on the pier", "Expire: never again"])
def test_a_word_that_opens_sentences_is_a_key_only_with_a_date(line: str) -> None:
    assert read_field(line) is None


def test_a_header_in_another_language_is_read() -> None:
    text = "---\ntítulo: El puerto reabre\nfecha: 2026-11-22\nautor: Juana Pérez\nborrador: sí\n---\nEl puerto reabrió."
    fields = split_header(text, "content/mundo/a.md").fields
    assert {key: field.value for key, field in fields.items()} == {
        "headline": "El puerto reabre",
        "published": "2026-11-22",
        "bylines": "Juana Pérez",
        "draft": "sí",
    }


def test_a_credit_is_the_photos_and_not_the_source_of_the_story() -> None:
    header = split_header("---\ntitle: A\ncredit: Ann Lee / Courier\n---\n", "content/town/a.md")
    assert header.fields["credit"].value == "Ann Lee / Courier"
    assert "source" not in header.fields
