"""Recognise labels that stand alone on a line over what they name: `HEADLINE`, and the headline under it."""

from collections.abc import Sequence

import msgspec

from generator.intake.header.fields import Field
from generator.intake.header.keys import KNOWN_KEYS, fold_key
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.wire.lines import CopyLine

MARKS = " \t*_#[]()<>=:：-–—"
MAX_LABEL_CHARS = 24
MAX_LABELS = 12
BODY = {
    "body", "text", "story", "copy", "article", "content", "main", "maintext", "storytext", "bodytext", "textkörper",
    "haupttext", "texte", "corps", "texto", "cuerpo", "corpo", "testo", "tekst", "brödtext", "leipäteksti", "treść",
    "текст", "metin", "本文", "正文", "본문", "النص",
}  # fmt: skip
"""Labels over the text itself, folded like keys."""
HEADLINES = {
    "headline", "hed", "title", "überschrift", "titel", "schlagzeile", "titre", "titular", "título", "titulo",
    "titolo", "kop", "rubrik", "overskrift", "otsikko", "tytuł", "titulek", "cím", "titlu", "başlık", "τίτλος",
    "заголовок", "العنوان", "عنوان", "כותרת", "शीर्षक", "見出し", "タイトル", "标题", "標題", "제목", "judul", "tiêuđề",
}  # fmt: skip
"""Labels over the headline, folded like keys: the one that must come first."""


def recognise_labels(copy: CopyText) -> Recognition | None:
    """Return the text without its labels, and their values as fields; None for a text without labels."""
    first = next((line for line in copy.lines if line.words), None)
    if first is None or len(first.words) > MAX_LABEL_CHARS or fold_key(first.words.strip(MARKS)) not in HEADLINES:
        return None
    lines = [line for line in copy.lines if line.words]
    if len(lines) < 3 or "headline" in copy.fields:
        return None
    small = fold_key(lines[2].words) in {*BODY, *KNOWN_KEYS}  # `Headline`, and two lines below `Byline`
    if _key_of(first.words, small=small) != "headline":
        return None
    fields: dict[str, Field] = {}
    numbers: set[int] = set()
    at = _take_labels(lines, fields, numbers, small=small)
    if at < len(lines) and _folded(lines[at].words, small=small) in BODY:
        numbers.add(lines[at].number)
    found = msgspec.structs.replace(copy, lines=copy.without(numbers), fields={**fields, **copy.fields})
    finding = Finding("copy with labels", Certainty.SURE, f"it opens with “{lines[0].words}”", lines[0].number)
    return Recognition(finding, found)


def _take_labels(lines: Sequence[CopyLine], fields: dict[str, Field], numbers: set[int], *, small: bool) -> int:
    """Add the labels' values to `fields` and the lines to `numbers`. Return the index of the first other line."""
    at = 0
    while at + 1 < len(lines) and len(fields) < MAX_LABELS:
        key = _key_of(lines[at].words, small=small)
        value = lines[at + 1]
        if not key or _key_of(value.words, small=small) or _folded(value.words, small=small) in BODY:
            break
        fields.setdefault(key, Field(value.words, value.number))
        numbers.update((lines[at].number, value.number))
        at += 2
    return at


def _key_of(words: str, *, small: bool) -> str:
    """Return the canonical key that a line names if it is a label; otherwise an empty text."""
    folded = _folded(words, small=small)
    if not folded:
        return ""
    return "headline" if folded in HEADLINES else KNOWN_KEYS.get(folded, "")


def _folded(words: str, *, small: bool) -> str:
    """Return a label, folded. With `small`, labels needn't be in capitals or end with a colon."""
    marked = small or words.isupper() or words.endswith((":", "：")) or not words.isascii()
    return fold_key(words.strip(MARKS)) if marked and len(words) <= MAX_LABEL_CHARS else ""
