"""The keys of headers are known in the languages of newsrooms, and sentences are no keys."""

import unicodedata

import pytest
from copies import read

from generator.intake.header.key_words import KEY_WORDS
from generator.intake.header.keys import SPELLINGS, read_field
from generator.intake.header.split import split_header

SAMPLES = {
    "es": {"Título": "headline", "Bajada": "deck", "Fecha": "published", "Autora": "bylines", "Sección": "section", "Pie de foto": "caption"},
    "fr": {"Titre": "headline", "Sous-titre": "deck", "Publié le": "published", "Auteur": "bylines", "Mots-clés": "topics", "Légende": "caption"},
    "de": {"Überschrift": "headline", "Unterzeile": "deck", "Datum": "published", "Von": "bylines", "Sperrfrist": "embargo", "Bildnachweis": "credit"},
    "pt": {"Título": "headline", "Linha fina": "deck", "Data": "published", "Repórter": "bylines", "Seção": "section", "Legenda": "caption"},
    "it": {"Titolo": "headline", "Occhiello": "kicker", "Data": "published", "Autrice": "bylines", "Bozza": "draft", "Didascalia": "caption"},
    "nl": {"Kop": "headline", "Onderkop": "deck", "Datum": "published", "Door": "bylines", "Onder embargo tot": "embargo", "Bijschrift": "caption"},
    "sv": {"Ingress": "deck", "Författare": "bylines", "Publicerad": "published", "Utkast": "draft", "Källa": "source"},
    "da": {"Overskrift": "headline", "Forfatter": "bylines", "Dato": "published", "Kladde": "draft", "Kilde": "source"},
    "nb": {"Overskrift": "headline", "Publisert": "published", "Utkast": "draft", "Oppdatert": "updated"},
    "fi": {"Otsikko": "headline", "Kirjoittaja": "bylines", "Päivämäärä": "published", "Luonnos": "draft", "Lähde": "source"},
    "pl": {"Tytuł": "headline", "Autorka": "bylines", "Opublikowano": "published", "Szkic": "draft", "Źródło": "source"},
    "cs": {"Titulek": "headline", "Perex": "deck", "Publikováno": "published", "Rubrika": "section", "Zdroj": "source"},
    "hu": {"Cím": "headline", "Szerző": "bylines", "Dátum": "published", "Piszkozat": "draft", "Forrás": "source"},
    "ro": {"Titlu": "headline", "Publicat": "published", "Ciornă": "draft", "Sursă": "source"},
    "tr": {"Başlık": "headline", "Yazar": "bylines", "Tarih": "published", "Taslak": "draft", "Kaynak": "source"},
    "el": {"Τίτλος": "headline", "Συντάκτης": "bylines", "Ημερομηνία": "published", "Πρόχειρο": "draft", "Πηγή": "source"},
    "ru": {"Заголовок": "headline", "Автор": "bylines", "Дата": "published", "Черновик": "draft", "Эмбарго до": "embargo"},
    "uk": {"Авторка": "bylines", "Опубліковано": "published", "Чернетка": "draft", "Джерело": "source"},
    "ja": {"タイトル": "headline", "著者": "bylines", "日付": "published", "下書き": "draft", "出典": "source"},
    "zh": {"标题": "headline", "作者": "bylines", "发布日期": "published", "草稿": "draft", "来源": "source"},
    "ko": {"제목": "headline", "작성자": "bylines", "날짜": "published", "초안": "draft", "출처": "source"},
    "ar": {"العنوان": "headline", "الكاتب": "bylines", "التاريخ": "published", "مسودة": "draft", "المصدر": "source"},
    "id": {"Judul": "headline", "Penulis": "bylines", "Tanggal": "published", "Draf": "draft", "Sumber": "source"},
    "vi": {"Tiêu đề": "headline", "Tác giả": "bylines", "Ngày đăng": "published", "Bản nháp": "draft", "Nguồn": "source"},
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


@pytest.mark.parametrize(
    "line",
    ["Data: what the numbers say", "Concept: a house on the pier", "Expire: never again", "Tarih: bir şehrin hikâyesi"],
)
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


@pytest.mark.parametrize(
    ("value", "key"), [("Kultur", "section"), ("Aus der Stadt", "section"), ("Badet öppnar i juni", "headline")]
)
def test_a_word_for_a_section_and_a_headline_is_told_by_its_length(value: str, key: str) -> None:
    assert read_field(f"Rubrik: {value}") == (key, value)


@pytest.mark.parametrize("answer", ["utkast: ja", "szkic: tak", "черновик: да", "下書き: はい", "taslak: evet"])
def test_a_draft_in_another_language_is_a_draft(answer: str) -> None:
    parsed = read(f"---\ntitle: Pool opens\n{answer}\n---\nThe pool opens in June.\n", "2027-05-06-pool.md")
    assert parsed.story is None or parsed.story.draft
