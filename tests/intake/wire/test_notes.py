import pytest

from generator.intake.wire.notes import NoteKind, read_note


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("Editor's note: Two names were changed.", NoteKind.TO_READERS, "Editor's note: Two names were changed."),
        ("*Editor’s Note: Two names were changed.*", NoteKind.TO_READERS, "Editor’s Note: Two names were changed."),
        ("Anm. d. Red.: Zwei Namen wurden geändert.", NoteKind.TO_READERS, "Anm. d. Red.: Zwei Namen wurden geändert."),
        ("От редакции: имена изменены.", NoteKind.TO_READERS, "От редакции: имена изменены."),
        ("**Correction:** The quay was named wrongly.", NoteKind.CORRECTION, "The quay was named wrongly."),
        (
            "CORRECTION (March 3, 2026): The quay was named wrongly.",
            NoteKind.CORRECTION,
            "March 3, 2026: The quay was named wrongly.",
        ),
        ("Corrección: El muelle era otro.", NoteKind.CORRECTION, "El muelle era otro."),
        ("Rectificatif : le quai était un autre.", NoteKind.CORRECTION, "le quai était un autre."),
        ("(Corrects name of quay in paragraph 3)", NoteKind.CORRECTION, "Corrects name of quay in paragraph 3"),
        ("(Adds quote, background)", NoteKind.REMARK, "(Adds quote, background)"),
        ("(Recasts, adds details (paragraph 2))", NoteKind.REMARK, "(Recasts, adds details (paragraph 2))"),
        ("(Aktualisiert: mit Zitat)", NoteKind.REMARK, "(Aktualisiert: mit Zitat)"),
        ("Karl Berg contributed to this report.", NoteKind.CREDIT, "Karl Berg contributed to this report."),
        ("Contributing: Karl Berg, Bonn", NoteKind.CREDIT, "Contributing: Karl Berg, Bonn"),
    ],
)
def test_a_note_is_read_as_what_it_is(line: str, kind: NoteKind, text: str) -> None:
    note = read_note(line)
    assert note is not None
    assert (note.kind, note.text) == (kind, text)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("This article is republished from Bay Notes under a Creative Commons license.", "Bay Notes"),
        ("-- This story was first published by the Bay Lamp. --", "Bay Lamp"),
        ("This story originally appeared in Tern Weekly and is used with permission.", "Tern Weekly"),
    ],
)
def test_a_licence_names_its_source(line: str, source: str) -> None:
    note = read_note(line)
    assert note is not None
    assert (note.kind, note.source) == (NoteKind.TO_READERS, source)


@pytest.mark.parametrize(
    "line",
    [
        "The editor's note said so.",
        "Correction officers went on strike.",
        "(He added salt.)",
        "(Added sugar is listed.) It is sweet.",
        "She contributed $50 to the fund, and then left. He did not.",
        "This story is about a quay.",
        "",
    ],
)
def test_a_sentence_is_no_note(line: str) -> None:
    assert read_note(line) is None


@pytest.mark.parametrize(
    ("by", "source"),
    [
        ("The Hillside", "The Hillside"),
        ("the Hillside Herald", "Hillside Herald"),
        ("The Associated Press", "Associated Press"),
    ],
)
def test_a_source_keeps_the_article_of_its_name(by: str, source: str) -> None:
    note = read_note(f"This story was originally published by {by}.")
    assert note is not None and note.source == source
