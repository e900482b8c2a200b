"""A text that is edited at the desk: the file's own, saved as it was written, over nothing newer, and undoable."""

import codecs
import json
from urllib.parse import quote

import pytest
from conftest import story
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import fromstring
from patience import until
from preview.conftest import OLD_FILE, Preview, fields_of

from generator.newsroom.former_texts import former_texts
from generator.newsroom.writing import digest_of

FILES = [f"content/world/s{number}.txt" for number in range(5)]
OVERLOOKED = "content/town/~$back.txt"


def edited(number: int) -> str:
    return f"/_desk/edit?file={FILES[number]}"


def texts(page: str) -> list[str]:
    """Return what the fields for text of a page hold, as browsers do: one line feed after the tag doesn't count."""
    return [(area.value or "").removeprefix("\n") for area in fromstring(page).iter("textarea")]


def test_a_text_that_is_edited_and_saved_is_the_files_and_the_sites(desk: Preview) -> None:
    form = desk.form(edited(0), "/_desk/save")
    status, headers, _ = desk.post("/_desk/save", form | {"text": form["text"].replace("The council met.", "It met.")})
    assert status == 303
    assert headers["location"].startswith(f"/_desk/edit?file={quote(FILES[0], safe='')}&undo=")
    assert (desk.newsroom.folder / FILES[0]).read_text() == story("Story 0", "2026-11-10", "It met.", Topics="Harbor")
    until(lambda: "It met." in desk.page("/world/2026/11/10/s0/"))
    assert "Saved." in desk.page(headers["location"])


def test_undo_brings_the_former_text_back_and_can_be_undone(desk: Preview) -> None:
    path = desk.newsroom.folder / FILES[1]
    before = path.read_bytes()
    form = desk.form(edited(1), "/_desk/save")
    after = desk.post("/_desk/save", form | {"text": "Other\n\nDate: 2026-11-11\n\nText.\n"})[1]["location"]
    assert path.read_bytes() != before
    undone = desk.post("/_desk/undo", desk.form(after, "/_desk/undo"))[1]["location"]
    assert path.read_bytes() == before
    assert desk.post("/_desk/undo", desk.form(after, "/_desk/undo"))[0] == 303
    assert desk.post("/_desk/undo", desk.form(undone, "/_desk/undo"))[0] == 303


def test_a_file_that_was_removed_again_can_be_brought_back_with_all_that_was_written(desk: Preview) -> None:
    begun = desk.post("/_desk/begin", desk.form("/_desk/new", "/_desk/begin") | {"headline": "Begun"})[1]["location"]
    removing = desk.form(begun, "/_desk/undo")
    path = desk.newsroom.folder / removing["file"]
    page = desk.page(begun)
    desk.post("/_desk/save", fields_of(page, "/_desk/save") | {"text": "Begun\n\nAn hour of work.\n"})
    gone = desk.post("/_desk/undo", removing | {"seen": digest_of(path.read_bytes())})[1]["location"]
    assert not path.exists()
    status, _, shown = desk.ask(gone)
    assert (status, b"begun.txt: removed." in shown, b"</time>: removed" in shown) == (404, True, True)
    assert desk.post("/_desk/undo", fields_of(shown.decode(), "/_desk/undo"))[0] == 303
    assert path.read_text() == "Begun\n\nAn hour of work.\n"


def test_former_texts_that_were_kept_for_a_month_are_gone_when_the_preview_has_started(desk: Preview) -> None:
    assert (desk.newsroom.folder / OLD_FILE).is_file()
    assert former_texts(desk.newsroom.paper().state, OLD_FILE) == ()


def test_the_last_save_of_two_people_never_silently_wins(desk: Preview) -> None:
    path = desk.newsroom.folder / FILES[2]
    one, other = desk.form(edited(2), "/_desk/save"), desk.form(edited(2), "/_desk/save")
    assert desk.post("/_desk/save", one | {"text": "Hers\n\nDate: 2026-11-11\n\nText <b>one</b>.\n"})[0] == 303
    hers = path.read_bytes()
    status, _, page = desk.post("/_desk/save", other | {"text": "His\n\nDate: 2026-11-11\n\nText & two.\n"})
    assert (status, path.read_bytes()) == (409, hers)
    assert texts(page) == ["His\n\nDate: 2026-11-11\n\nText & two.\n", hers.decode()]
    assert "changed meanwhile" in page
    status, _, told = desk.post("/_desk/save", other | {"text": "His"}, Accept="application/json")
    assert (status, json.loads(told)["changed"]) == (409, True)
    assert desk.post("/_desk/save", fields_of(page, "/_desk/save"))[0] == 303
    assert path.read_bytes() == b"His\n\nDate: 2026-11-11\n\nText & two.\n"


def test_a_save_whose_answer_was_lost_may_be_repeated(desk: Preview) -> None:
    path = desk.newsroom.folder / FILES[1]
    form = desk.form(edited(1), "/_desk/save") | {"text": "Saved\n\nDate: 2026-11-11\n\nText.\n"}
    assert desk.post("/_desk/save", form)[0] == 303
    status, _, told = desk.post("/_desk/save", form, Accept="application/json")
    assert (status, json.loads(told)["seen"]) == (200, digest_of(path.read_bytes()))


def test_a_text_whose_file_was_deleted_meanwhile_stays_in_the_page(desk: Preview) -> None:
    form = desk.form(edited(3), "/_desk/save") | {"text": "All my work"}
    (desk.newsroom.folder / FILES[3]).unlink()
    status, _, page = desk.post("/_desk/save", form)
    assert (status, texts(page)) == (409, ["All my work"])
    assert not (desk.newsroom.folder / FILES[3]).exists()


def test_a_character_that_the_files_encoding_lacks_is_told_and_the_text_stays(desk: Preview) -> None:
    path = desk.newsroom.folder / "content/town/cafe.txt"
    raw = "Titre à l’été\r\nDate: 2026-11-11\r\n\r\nLe café ferme, près de l’église, à midi.\r\n".encode("cp1252")
    path.write_bytes(raw)
    edited = "/_desk/edit?file=content/town/cafe.txt"
    form = desk.form(edited, "/_desk/save")
    status, _, page = desk.post("/_desk/save", form | {"text": form["text"] + "→ suite\n"})
    assert (status, path.read_bytes()) == (409, raw)
    assert "“→” can’t be written" in page.replace("&#39;", "’")
    assert texts(page) == [form["text"] + "→ suite\n"]
    assert desk.post("/_desk/save", form | {"text": form["text"] + "→ suite\n", "utf8": "yes"})[0] == 303
    assert path.read_bytes() == (raw.decode("cp1252") + "→ suite\r\n").encode()


def test_notes_beside_a_photo_can_be_begun_and_other_new_files_cannot(desk: Preview) -> None:
    (desk.newsroom.folder / "content/world/s1.jpg").write_bytes(b"\xff\xd8\xff")
    form = desk.form("/_desk/edit?file=content/world/s1.jpg.txt", "/_desk/save")
    assert form["text"] == "Caption: \nCredit: \nAlt: \n"
    assert desk.post("/_desk/save", form | {"text": "Caption: Trucks.\n"})[0] == 303
    assert (desk.newsroom.folder / "content/world/s1.jpg.txt").read_text() == "Caption: Trucks.\n"
    for file in (
        "content/world/none.txt",
        "content/world/none.jpg.txt",
        "content/world/s1.jpg",
        "content/world/a.docx",
    ):
        status, _, page = desk.ask(f"/_desk/edit?file={file}")
        assert (status, b"<textarea" in page) == (409, False)


def test_a_folder_that_cant_be_written_is_told_in_plain_words(preview: Preview) -> None:
    kept = preview.newsroom.folder / ".broadsheet/undo"
    form = preview.form(edited(1), "/_desk/save") | {"text": "New"}
    kept.write_text("A file where the folder should be.")
    status, _, page = preview.post("/_desk/save", form)
    assert (status, texts(page)) == (409, ["New"])
    assert "be kept" in page
    assert "Traceback" not in page


LINE = st.one_of(
    st.sampled_from(
        ["", "Headline", "# remark", "<b>&amp;</b>", "</textarea>", "été", "\ufeff", " x ", "\t", "+%26&=;"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=8),
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
@given(
    st.lists(st.tuples(LINE, ENDS), max_size=6),
    st.sampled_from([("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE)]),
)
def test_what_is_read_and_saved_comes_back_byte_for_byte(
    shown: Preview, lines: list[tuple[str, str]], encoding: tuple[str, bytes]
) -> None:
    """The file is one that builds take no notice of, so that this preview stays as other tests need it."""
    raw = encoding[1] + "".join(line + end for line, end in lines).encode(encoding[0])
    path = shown.newsroom.folder / OVERLOOKED
    path.write_bytes(raw)
    try:
        page = shown.page(f"/_desk/edit?file={OVERLOOKED}")
        start = page.index('<textarea id="text"')
        text = page[page.index(">\n", start) + 2 : page.index("</textarea>", start)]
        form = shown.form(edited(1), "/_desk/save") | {
            "file": OVERLOOKED,
            "seen": fromstring(page).forms[0].fields["seen"],
            "text": unescaped(text).replace("\n", "\r\n"),
        }
        status, _, told = shown.post("/_desk/save", form, Accept="application/json")
        assert (status, path.read_bytes()) == (200, raw), told
        assert json.loads(told)["undo"] == ""
    finally:
        path.unlink()


def unescaped(text: str) -> str:
    """Return the text as it was before Jinja escaped it."""
    for sign, written in (("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"), ("&", "&amp;")):
        text = text.replace(written, sign)
    return text


@pytest.mark.parametrize("path", [edited(1), "/_desk/edit?file=content/world/none.txt"])
def test_pages_of_writing_run_nothing_from_elsewhere(shown: Preview, path: str) -> None:
    headers = shown.ask(path)[1]
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
