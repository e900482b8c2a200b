"""The text of a document in a story: its header stays, its former text can be brought back, no embargo is broken."""

import pytest
from conftest import Newsroom
from documents import docx, para
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.commands.correct import correct_story
from generator.config import read_config
from generator.errors import ChangedMeanwhile, CommandRefused
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.model import Story
from generator.newsroom.dropped_text import DropJob, _paragraphs, _with_text, _written, put_text, read_drop
from generator.newsroom.story_text import open_story
from generator.newsroom.writing import bring_back, digest_of

FORMS = {
    "content/world/plain.txt": "Headline: Ferry\nBy: Jane Roe\nDate: 2026-11-20 09:00\nPhone: 555-0100\n\nThe old text.\n\nIts end.\n",
    "content/world/labels.txt": "Ferry\nBy Jane Roe\nNov. 20, 2026, 9 a.m.\n\nThe old text.\n\nIts end.\n",
    "content/world/yaml.md": "---\ntitle: Ferry\nauthor: Jane Roe\ndate: 2026-11-20 09:00\ntags:\n- Harbor\nphone: 1\n---\n\nThe old text.\n",
    "content/world/toml.md": '+++\ntitle = "Ferry"\ndate = 2026-11-20T09:00:00-05:00\n+++\nThe old text.\n',
    "content/world/heading.md": "# Ferry\n\nDate: 2026-11-20 09:00\nBy: Jane Roe\n\nThe old text.\n",
    "content/world/draft.txt": "Headline: Ferry\nDraft: yes\n\nThe story begins here.\n",
}  # fmt: skip
DOCUMENT = docx(
    para("A newer headline", style="Heading1"),
    para("By Ann Poe"),
    para("The ferry was late on Monday, the company said."),
    para("It carried 40 people: all were well."),
)
WORDS = "The ferry was late on Monday, the company said.\n\nIt carried 40 people: all were well.\n"


def read(newsroom: Newsroom, file: str) -> Story:
    raw = (newsroom.folder / file).read_bytes()
    parsed = parse_copy(raw, file, intake_settings_of(read_config(newsroom.folder)))
    assert parsed.story is not None, parsed.problems
    return parsed.story


@pytest.mark.parametrize("file", FORMS)
def test_the_header_stays_in_whatever_form_it_is_and_the_former_text_comes_back(newsroom: Newsroom, file: str) -> None:
    path = newsroom.write(file, FORMS[file])
    before, raw = read(newsroom, file), path.read_bytes()
    done = put_text(newsroom.paper(), file, "New ferry.docx", DOCUMENT, digest_of(raw))
    after = read(newsroom, file)
    head = FORMS[file].partition("The ")[0].rstrip("\n")
    assert path.read_text() == f"{head}\n\n{WORDS}"
    for name in ("headline", "bylines", "published", "topics", "extra", "draft"):
        assert getattr(after, name) == getattr(before, name), name
    assert done.message == (
        "The text of New ferry.docx is the story’s text now. Left out: its headline (“A newer headline”), its byline."
    )
    bring_back(newsroom.paper(), file, done.undo, seen=digest_of(path.read_bytes()))
    assert path.read_bytes() == raw


def test_markdown_keeps_its_markup_and_a_plain_file_gets_none(newsroom: Newsroom) -> None:
    text = (
        "# New\n\nThe **ferry** to [the island](https://x.example/) sailed.\n\n- one item\n- another\n\n> He said so.\n"
    )
    for file, wanted in (
        ("content/world/yaml.md", text.partition("\n\n")[2].replace("- ", "-   ")),
        ("content/world/plain.txt", "The ferry to the island sailed.\n\n- one item\n- another\n\nHe said so.\n"),
    ):
        path = newsroom.write(file, FORMS[file])
        done = put_text(newsroom.paper(), file, "new.md", text.encode(), digest_of(path.read_bytes()))
        assert path.read_text().endswith(f"\n\n{wanted}"), path.read_text()
        assert ("links and emphasis" in done.message) == file.endswith(".txt")


def test_a_dateline_goes_with_the_text(newsroom: Newsroom) -> None:
    file = "content/world/plain.txt"
    path = newsroom.write(file, FORMS[file])
    put_text(
        newsroom.paper(),
        file,
        "a.txt",
        b"Late\n\nBRUSSELS, Nov. 20 (UPI) -- The ferry was late again.\n",
        digest_of(path.read_bytes()),
    )
    assert read(newsroom, file).dateline == "BRUSSELS"


REFUSED = {
    "embargo.txt": (b"Ferry\n\nEMBARGOED UNTIL Nov. 30, 2026, 6 a.m.\n\nThe ferry was late.\n", "embargo"),
    "label.txt": (b"Ferry\nEmbargo: 2026-11-30 06:00\n\nThe ferry was late.\n", "embargo"),
    "maybe.txt": (b"Ferry\n\nNot for publication before the minister has spoken.\n\nThe ferry was late.\n", "embargo|hold"),
    "draft.md": (b"---\ntitle: A\ndraft: yes\n---\nEmbargoed until Friday.\n\nThe ferry was late.\n", "embargo"),
    "empty.txt": (b"Only a headline\n", "no text"),
    "broken.docx": (b"PK\x03\x04 broken", "damaged|can't be read"),
    "photo.jpg": (b"\xff\xd8\xff", "can't read|photo"),
    "none.txt": (b"", "empty"),
}  # fmt: skip
"""Name -> what it holds, and what the refusal is about."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_must_not_go_into_a_story_is_refused_and_nothing_is_written(newsroom: Newsroom, name: str) -> None:
    path = newsroom.write("content/world/plain.txt", FORMS["content/world/plain.txt"])
    before, (content, about) = path.read_bytes(), REFUSED[name]
    with pytest.raises(CommandRefused, match=f"(?i){about}"):
        put_text(newsroom.paper(), "content/world/plain.txt", name, content, digest_of(before))
    assert path.read_bytes() == before


def test_a_story_that_changed_or_would_lose_a_line_of_its_header_stays_as_it_is(newsroom: Newsroom) -> None:
    file = "content/world/labels.txt"
    path = newsroom.write(file, FORMS[file])
    with pytest.raises(ChangedMeanwhile):
        put_text(newsroom.paper(), file, "a.docx", DOCUMENT, digest_of(b"other"))
    newsroom.write(file, f"{FORMS[file]}\nCorrection (2026-11-21): It was 40 people, not 50.\n")
    before = path.read_bytes()
    with pytest.raises(CommandRefused, match="would be lost"):
        put_text(newsroom.paper(), file, "a.docx", DOCUMENT, digest_of(before))
    assert path.read_bytes() == before
    other = "content/world/plain.txt"
    newsroom.write(other, FORMS[other])
    correct_story(newsroom.paper(), other, "It was 40 people.")
    put_text(newsroom.paper(), other, "a.docx", DOCUMENT, digest_of((newsroom.folder / other).read_bytes()))
    assert [one.text for one in read(newsroom, other).corrections] == ["It was 40 people."]
    with pytest.raises(CommandRefused, match="Nothing can be written into a document"):
        newsroom.write("content/world/own.docx", DOCUMENT)
        put_text(newsroom.paper(), "content/world/own.docx", "a.docx", DOCUMENT, digest_of(DOCUMENT))


WORD = st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=12)
PARAGRAPH = st.lists(WORD, min_size=4, max_size=20).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(sorted(FORMS)), paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=4))
def test_whatever_the_text_says_the_header_stays_or_nothing_is_done(
    newsroom: Newsroom, file: str, paragraphs: list[str]
) -> None:
    newsroom.write(file, FORMS[file])
    opened = open_story(newsroom.paper(), newsroom.folder / file)
    job = DropJob(
        "\n\n".join(["A headline", *paragraphs, ""]).encode(), "content/world/x.txt", intake_settings_of(opened.config)
    )
    found = read_drop(job)
    if found.held or not found.html:
        return
    try:
        raw = _with_text(opened, _written(found, file))
    except CommandRefused:
        return
    before, after = (parse_copy(one, file, job.settings).story for one in (FORMS[file].encode(), raw))
    assert before is not None
    assert after is not None
    assert (after.headline, after.bylines, after.published, after.draft) == (
        before.headline, before.bylines, before.published, before.draft,
    )  # fmt: skip
    assert "The old text" not in raw.decode()


def test_lists_and_tables_of_a_document_are_a_line_for_each_item_and_row() -> None:
    html = (
        "<p>One <strong>bold</strong> &amp; two.</p>\n<ul>\n<li><p>first</p></li>\n<li>second</li>\n</ul>\n"
        '<blockquote>\n<p>Said.</p>\n<p>Again.</p>\n</blockquote>\n<table>\n<tr><th scope="col">Boat</th><th>Fare</th></tr>\n'
        "<tr><td>Ferry</td><td>4</td></tr>\n</table>\n<h2>More</h2>"
    )
    assert list(_paragraphs(html)) == [
        "One bold & two.",
        "- first\n- second",
        "Said.",
        "Again.",
        "Boat | Fare\nFerry | 4",
        "More",
    ]
